"""Which figure of a document is what: an amount, a rate or a date with the label it stands under.

A label is what precedes a figure on its line, what follows it at once ("430,00 € TTC"), or the
heading of its column. A figure under two labels is under none: nothing is held against it.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct, structs

from segur_check.pieces.figures import Amount
from segur_check.pieces.layout import Line


class Label(StrEnum):
    """What an amount is of: the price excluding VAT, the VAT, the price including it."""

    HT = "HT"
    VAT = "TVA"
    TTC = "TTC"


class Labelled(Struct, frozen=True):
    """An amount of a document, and what its labels say.

    `label` None: none, or several that contradict each other. `aside`: it is no price of the
    prestation (capital, penalties, what is left to pay). `unsure`: digits that stand before it may be
    its own, which makes it aside too. `unit`: the price of one. `total`: a line
    of totals says it. `segur`: its line names the Ségur. `due`: the net to pay.
    """

    amount: Amount
    line: Line
    label: Label | None = None
    aside: bool = False
    unit: bool = False
    total: bool = False
    segur: bool = False
    due: bool = False
    unsure: bool = False

    @property
    def page(self) -> int:
        """The page it stands on, from 1."""
        return self.line.page

    @property
    def excerpt(self) -> str:
        """What stands around it, on one line."""
        return self.line.excerpt(self.amount.start)


_HT = re.compile(
    r"\bh\.? ?t\b\.?|\bhors[ -]+(?:taxes?|tva)\b|\bnet ht\b|\bexcl\w*\.? (?:vat|tva)\b"
)
_TTC = re.compile(
    r"\bt\.? ?t\.? ?c\b\.?|\btoutes taxes\b|\btaxes comprises\b|\bincl\w*\.? (?:vat|tva)\b"
)
_VAT = re.compile(
    r"\bt\.? ?v\.? ?a\b\.?|\btaxe sur la valeur ajoutee\b|\bmontant (?:de la )?taxe\b"
)
# Where TVA is not the name of an amount: a company's number, a legal mention.
_NO_VAT = re.compile(
    r"(?:n°|numero|no\.?|ident\w*)\s*(?:de\s*)?(?:tva|t\.v\.a)|tva\s*(?:intra\w*|ue|non applicable|fr)|base\s*(?:de\s*)?(?:la\s*)?tva"
    r"|hors[ -]+tva|(?:excl|incl)\w*\.? (?:vat|tva)|assujetti\w* [àa] la tva"
)
_ASIDE = re.compile(
    r"capital|indemnit|penalit|recouvrement|escompte|remise|rabais|acompte|deja (?:regle|paye|verse)"
    r"|frais|reste|par mois|mensuel|/ ?mois|par an\b|abonnement"
    r"|caution|plafond|franco|redevance|option"
)
_DUE = re.compile(r"net a payer|a payer|a regler|montant du\b")
_UNIT = re.compile(r"\bp\.? ?u\b|unitaire|\bunit\b|prix unit")
_TOTAL = re.compile(
    r"\btotal|\btotaux|\bmontant (?:total|global)|\bnet ht\b|\bbase ht\b|\bsous-total"
)
_SEGUR = re.compile(r"segur")
_RATE = re.compile(r"\btaux\b|%|\brate\b")
# "Taux TVA (%) :", and no rate of its own: in "TVA 20 %" the sign is that of the 20.
_RATE_BEFORE = re.compile(r"\btaux\b[^\d]*\Z|(?:\A|[^\d ]) *%\)?[^\d]*\Z")
_PERCENT_HEADING = re.compile(r"(?:\A|[^\d ]) *%")
_A_RATE = re.compile(r"\btaux (?:de )?\Z")
_RATE_ALONE = re.compile(r"(?:\A|  )(?:taux|rate) ?:? *\Z")
_SUFFIX = re.compile(
    r" ?\(?(h\.? ?t\b\.?|hors[ -]taxes?|t\.? ?t\.? ?c\b\.?|toutes taxes comprises)\)?"
)
_WORD = re.compile(r"(?!eur)[a-z]{3}")
_SMALL_PRINT = re.compile(
    r"\W*(?:nos )?(?:conditions generales|conditions particulieres|cgv\b|mentions legales)"
)
FRENCH_RATES = frozenset(map(Decimal, ("20", "10", "8.5", "5.5", "2.1", "0")))
_HEADING_ABOVE = 40  # lines: as far as a long table goes
_LONGEST_HEADING = 60
_ASKEW = 2  # signs: how far the two halves of a label may begin apart
_HEADING_DEPTH = 3  # lines that a heading may be folded on


def labelled_amounts(lines: Sequence[Line]) -> Iterator[Labelled]:
    """The amounts of a document with their labels, in the order of the lines."""
    small = small_print(lines)
    for index, line in enumerate(lines):
        done = 0
        for amount in line.amounts:
            if amount.start < done:
                continue
            suffix = _SUFFIX.match(line.flat, amount.end)
            before = line.flat[done : amount.start]
            if _is_bare_rate(lines, index, amount, before):
                yield Labelled(amount, line)
                continue
            done = suffix.end() if suffix else amount.end
            found = _labelled(lines, index, amount, before, suffix[1] if suffix else "")
            yield structs.replace(found, aside=True) if index in small else found


def small_print(lines: Sequence[Line]) -> frozenset[int]:
    """The lines of general conditions: their prices and rates are of anything."""
    found, inside = set(), False
    for index, line in enumerate(lines):
        begins = line.cells[0].text
        if len(line.cells) == 1 and len(begins) < _LONGEST_HEADING and _SMALL_PRINT.match(begins):
            inside = True
        elif re.match(r"bon de commande\b|facture\b", begins):
            inside = False
        if inside:
            found.add(index)
    return frozenset(found)


def _labelled(
    lines: Sequence[Line], index: int, amount: Amount, before: str, suffix: str
) -> Labelled:
    if _cut(lines, index, amount):
        return Labelled(amount, lines[index])
    row = _row(lines, index)
    before, heading = label_of(lines, index, before, amount.start, amount.end)
    kinds = _kinds(suffix) or _nearest(before) or _kinds(heading)
    words = f"{before} {suffix} {heading}"
    due = not kinds and bool(_DUE.search(words))
    unsure = _may_be_longer(lines, index, amount)
    return Labelled(
        amount,
        lines[index],
        label=next(iter(kinds)) if len(kinds) == 1 else None,
        aside=bool(_ASIDE.search(words)) or due or unsure,
        unit=bool(_UNIT.search(words)),
        total=not heading and bool(_TOTAL.search(row)),
        segur=bool(_SEGUR.search(row)),
        due=due and not _ASIDE.search(words),
        unsure=unsure,
    )


def _may_be_longer(lines: Sequence[Line], index: int, amount: Amount) -> bool:
    """Whether the digits before an amount may be its own: no other column, no quantity, no rate."""
    if amount.led_by is None:
        return False
    digits = lines[index].text[amount.led_by : amount.start].strip()
    if digits.isdigit() and Decimal(digits) in FRENCH_RATES:
        return False
    own = heading_above(lines, index, amount.start, amount.end)
    other = heading_above(lines, index, amount.led_by, amount.led_by + 1)
    return not (own and other and own != other)


def _carried(above: Line, line: Line, before: str) -> str:
    """What a line carries on from the one above: a folded label, or a sentence."""
    if abs(above.cells[0].start - line.cells[0].start) > _ASKEW:
        return ""
    if len(above.cells) == len(line.cells) == 1:
        said = (one.end for one in above.amounts if not _A_RATE.search(above.flat[: one.start]))
        return above.flat[max(said, default=0) :]
    return above.cells[0].text if _WORD.search(before) and not above.amounts else ""


def _is_bare_rate(lines: Sequence[Line], index: int, amount: Amount, before: str) -> bool:
    """Whether it is a rate without its sign: "Taux TVA (%) : 20,00", or in a column of rates."""
    if amount.euro or not 0 <= amount.value < 100:  # noqa: PLR2004 - percent
        return False
    before, heading = label_of(lines, index, before, amount.start, amount.end)
    label = heading or before
    if _RATE_BEFORE.search(label) or _PERCENT_HEADING.search(heading):
        return True
    return heading.strip() in {"tva", "t.v.a", "t.v.a."} and amount.value in FRENCH_RATES


def _cut(lines: Sequence[Line], index: int, amount: Amount) -> bool:
    """Whether the end of a line cuts the amount: "12" here, "800,00" on the next."""
    line = lines[index]
    after = lines[index + 1].text.lstrip() if index + 1 < len(lines) else ""
    if amount.end == len(line.text) and not re.search(r"[.,]\d\d", line.text[amount.start :]):
        return re.match(r"\d{3}(?!\d)", after) is not None
    before = lines[index - 1].text if index else ""
    led = not line.text[: amount.start].strip() and re.match(r"\d{3}(?!\d)", line.text.lstrip())
    return bool(led and re.search(r"(?<![\d.,])\d{1,3}\Z", before))


def label_of(
    lines: Sequence[Line], index: int, before: str, start: int, end: int
) -> tuple[str, str]:
    """What stands before a figure on its line, and the heading of its column where that says nothing.

    A label folded on two lines has its first half on the line above.
    """
    if _kinds(before) or _ASIDE.search(before):
        return before, ""
    line, above = lines[index], lines[index - 1] if index else None
    first = not any(one.end <= start for one in line.amounts)
    if above is not None and above.page == line.page and first:
        carried = _carried(above, line, before)
        if _kinds(carried):
            return f"{carried} {before}", ""
    return before, heading_above(lines, index, start, end)


def _nearest(before: str) -> set[Label]:
    """The kinds that the text before a figure names: its last cell that names any."""
    for cell in reversed(re.split(r" {2,}", before)):
        kinds = _kinds(cell)
        if kinds:
            return kinds
    return set()


def _kinds(text: str) -> set[Label]:
    """What a text names; of "TVA" in a number of TVA, nothing."""
    found = set()
    if _HT.search(text):
        found.add(Label.HT)
    if _TTC.search(text):
        found.add(Label.TTC)
    if _VAT.search(_NO_VAT.sub(" ", text)):
        found.add(Label.VAT)
    return found


def _row(lines: Sequence[Line], index: int) -> str:
    """What a line is about: itself, or where it has figures alone the lines it stands between."""
    line = lines[index]
    if _WORD.search(line.flat):
        return line.flat
    around = [lines[at] for at in (index - 1, index + 1) if 0 <= at < len(lines)]
    return " ".join(one.flat for one in around if one.page == line.page and not one.amounts)


def _of_segur(lines: Sequence[Line], index: int) -> bool:
    """Whether a line with figures is about the Ségur."""
    return bool(_SEGUR.search(_row(lines, index)))


def heading_above(lines: Sequence[Line], index: int, start: int, end: int) -> str:
    """The heading of the column that a span of a line stands in; "" where there is none.

    The nearest line above without figures that has a cell over the span, and the lines that its
    heading is folded on. A figure above with a label of its own ends the column: totals begin.
    """
    page = lines[index].page
    for at in range(index - 1, max(-1, index - 1 - _HEADING_ABOVE), -1):
        line = lines[at]
        if line.page != page:
            return ""
        if any(
            amount.start < end and start < amount.end and _nearest(line.flat[: amount.start])
            for amount in line.amounts
        ):
            return ""
        if line.amounts:
            continue
        over = [cell for cell in line.cells if cell.over(start, end)]
        over = [one for one in over if _kinds(one.text) or _WORD.search(one.text)] or [
            one for one in over if not line.rates
        ]
        if not over and len(line.cells) > _ASKEW:
            beside = [one for one in line.cells if one.over(start - _ASKEW, end + _ASKEW)]
            over = [one for one in beside if len(beside) == 1 and _kinds(one.text)]
        if not over:
            continue
        words = [cell.text for cell in over]
        for above in range(at - 1, max(-1, at - _HEADING_DEPTH), -1):
            folded = lines[above]
            if folded.page != page or folded.amounts or len(folded.cells) < 2:  # noqa: PLR2004 - a table has columns
                break
            words[:0] = [cell.text for cell in folded.cells if cell.over(start, end)]
        return " ".join(words)
    return ""


class LabelledRate(Struct, frozen=True):
    """A percentage, whether its labels say that it is a rate of VAT, and its line names the Ségur."""

    value: Decimal
    line: Line
    start: int
    of_vat: bool
    segur: bool = False

    @property
    def page(self) -> int:
        """The page it stands on, from 1."""
        return self.line.page

    @property
    def excerpt(self) -> str:
        """What stands around it, on one line."""
        return self.line.excerpt(self.start)


_NO_VAT_RATE = re.compile(
    r"penalit|escompte|remise|rabais|acompte|interet|retard|avance|capital|commission|hausse|indexation"
)


def labelled_rates(lines: Sequence[Line]) -> Iterator[LabelledRate]:
    """The percentages of a document, in the order of the lines."""
    small = small_print(lines)
    for index, line in enumerate(lines):
        done = 0
        for rate in line.rates:
            done = max([done, *(one.end for one in line.amounts if one.end <= rate.start)])
            before, heading = label_of(
                lines, index, line.flat[done : rate.start], rate.start, rate.end
            )
            done = rate.end
            named = (
                _VAT.search(_NO_VAT.sub(" ", f"{before} {heading}"))
                or _RATE.search(heading)
                or _RATE_ALONE.search(before)
            )
            # As in: 20 % de TVA.
            follows = re.match(r" ?(?:de )?\(?t\.?v\.?a\b", line.flat[rate.end :])
            of_vat = bool(named or follows) and not _NO_VAT_RATE.search(before)
            yield LabelledRate(
                rate.value, line, rate.start, of_vat and index not in small, _of_segur(lines, index)
            )
        done = 0
        for amount in line.amounts:
            if _is_bare_rate(lines, index, amount, line.flat[done : amount.start]):
                yield LabelledRate(
                    amount.value, line, amount.start, index not in small, _of_segur(lines, index)
                )
            done = amount.end


class DayLabel(StrEnum):
    """What a date is of."""

    SIGNATURE = "signature"
    ORDER = "commande"
    ISSUE = "émission"
    SERVICE = "prestation"
    DUE = "échéance"


class LabelledDay(Struct, frozen=True):
    """A date of a document, and what its label says; None where it says nothing known."""

    value: date
    line: Line
    start: int
    label: DayLabel | None

    @property
    def page(self) -> int:
        """The page it stands on, from 1."""
        return self.line.page

    @property
    def excerpt(self) -> str:
        """What stands around it, on one line."""
        return self.line.excerpt(self.start)


_DAY_WORDS = (
    (DayLabel.DUE, re.compile(r"echeance|regl\w*|a payer|limite|validite|valable|avant le|jusqu")),
    (
        DayLabel.SIGNATURE,
        re.compile(
            r"\bsign[ea]|\bfait (?:a\b|le\b|en\b)|\bfait,? |bon pour accord|lu et approuve|accepte"
        ),
    ),
    (DayLabel.ORDER, re.compile(r"commande|\bbdc\b")),
    (
        DayLabel.SERVICE,
        re.compile(r"prestation|livraison|realis|installation|execut|periode|service"),
    ),
    (
        DayLabel.ISSUE,
        re.compile(r"emission|emis|edite|facture|etabli|date d|\bdate\b|\ble\b|dated"),
    ),
)


def labelled_days(lines: Sequence[Line]) -> Iterator[LabelledDay]:
    """The dates of a document with their labels, in the order of the lines."""
    for index, line in enumerate(lines):
        done = 0
        for day in line.days:
            before = line.flat[done : day.start]
            done = day.end
            label = _day_label(before)
            if label is None and not re.search(r"[a-z]{3}", before):
                label = _day_label(heading_above(lines, index, day.start, day.end))
            yield LabelledDay(day.value, line, day.start, label)


def _day_label(text: str) -> DayLabel | None:
    """What the nearest cell with a word says."""
    for cell in reversed(re.split(r" {2,}", text)):
        for label, words in _DAY_WORDS:
            if words.search(cell):
                return label
    return None
