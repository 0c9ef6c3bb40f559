"""Which amount of a document is what.

Its label is what precedes it on its line, what follows it at once ("430,00 € TTC"), or the heading
of its column. Under two labels it is under none: nothing is held against it.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct, structs

from segur_check.pieces.figures.headings import (
    heading_above,
    of_segur,
    row_of,
    small_print,
    words_of,
)
from segur_check.pieces.figures.insets import SUFFIX, Inset, insets_of, without
from segur_check.pieces.figures.layout import Line
from segur_check.pieces.figures.written import FRENCH_RATES, Amount
from segur_check.pieces.words.label_words import (
    DUE,
    NOT_OF_VAT,
    QUANTITY,
    STATE_SHARE,
    TOTAL,
    UNIT,
    has_word,
    is_aside,
    is_of_other,
    is_plain,
)
from segur_check.pieces.words.tax_words import (
    PriceKind,
    kinds_of,
    names_vat,
    nearest_cell,
    nearest_kinds,
)
from segur_check.values.money import CENT, vat_of
from segur_check.values.pattern import Pattern

# "Taux TVA (%) :", and no rate of its own: in "TVA 20 %" the sign is that of the 20.
_RATE_BEFORE = Pattern(r"\btaux\b[^\d]*\Z|(?:\A|[^\d ]) *%\)?[^\d]*\Z")
_PERCENT_HEADING = Pattern(r"(?:\A|[^\d ]) *%")
_LEAST_VAT = 30  # euros
_ON_BASE = Pattern(r"\b(?:sur|base|on)\b")
_BRACKET_BEFORE = Pattern(r"\( ?\Z")
_TAX_HEADING = Pattern(r"\W*(?:t\.? ?v\.? ?a\.?|vat|tax|taxes?|code tva)\W*")
# "y compris TVA" after an amount is a part of it, not the gross.
_PART_OF_BEFORE = Pattern(
    r"[ (,;:-]*(?:dont|y compris|incluant|comprenant|including|of which|avec|incl\w*)\b"
)


class Labelled(Struct, frozen=True):
    """An amount of a document, and what its labels say.

    `label` None: none, or several that contradict each other. `aside`: it is no price of the
    prestation (capital, penalties, what is left to pay, a quantity). `unsure`: digits that stand before
    it may be its own, or its last ones be decimals, which makes it aside too. `unit`: the price of one. `total`: a line of totals says
    it. `segur`: its line names the Ségur. `due`: it is the net to pay, which is a price only where
    nothing was paid before. `other`: its label names something else. `state`: the sentence of the
    State's share says it, which is the price itself. `plain`: its label says nothing but what it is.
    `column`: the heading that it stands under, where that heading names neither net, VAT nor gross.
    """

    amount: Amount
    line: Line
    label: PriceKind | None = None
    aside: bool = False
    unit: bool = False
    total: bool = False
    segur: bool = False
    due: bool = False
    unsure: bool = False
    other: bool = False
    state: bool = False
    plain: bool = False
    column: str = ""

    @property
    def page(self) -> int:
        """The page it stands on, from 1."""
        return self.line.page

    @property
    def excerpt(self) -> str:
        """What stands around it, on one line."""
        return self.line.excerpt(self.amount.start)


def labelled_amounts(lines: Sequence[Line]) -> Iterator[Labelled]:
    """The amounts of a document with their labels, in the order of the lines."""
    small = small_print(lines)
    for index, line in enumerate(lines):
        if line.has_digit and (line.amounts or line.numbers):
            found = _of_line(lines, index)
            if line.numbers:
                found = sorted([*found, *_bare(lines, index)], key=lambda one: one.amount.start)
            found = _base_and_tax(line, found) if len(found) > 1 else found
            aside = index in small
            yield from (structs.replace(one, aside=True) if aside else one for one in found)


def _of_line(lines: Sequence[Line], index: int) -> list[Labelled]:
    line, found, done = lines[index], [], 0
    insets = insets_of(line)
    said = without(line, insets)
    for amount in line.amounts:
        if amount.start < done or any(
            one.start < amount.start < one.end and one.amount != amount for one in insets.values()
        ):
            continue
        if amount.start in insets:
            found.append(_inset(lines, index, insets[amount.start]))
            continue
        before = said[done : amount.start]
        suffix = SUFFIX.match(said, amount.end)
        if suffix and nearest_kinds(before) and _is_next(line, suffix.end()):
            suffix = None
        if is_bare_rate(lines, index, amount, before):
            found.append(Labelled(amount, line, aside=True))
            continue
        part = bool(found) and _PART_OF_BEFORE.match(before)
        done = suffix.end() if suffix else amount.end
        one = _labelled(lines, index, amount, before, suffix[1] if suffix else "")
        if part and names_vat(before) and one.label is PriceKind.TTC:
            one = structs.replace(one, label=PriceKind.VAT)
        found.append(one)
    return found


def _bare(lines: Sequence[Line], index: int) -> Iterator[Labelled]:
    """The numbers without cents nor sign, as spreadsheets write them, that a plain label names."""
    led = {one.led_by for one in lines[index].amounts}
    for number in lines[index].numbers:
        if number.start in led:
            continue  # the first digits of an amount, maybe
        one = _labelled(lines, index, number, lines[index].flat[: number.start], "")
        if one.label is None or not one.plain or not number.value:
            continue
        if one.label is PriceKind.VAT and number.value < _LEAST_VAT:
            continue  # the code of a rate, or a rate
        yield one


def _inset(lines: Sequence[Line], index: int, inset: Inset) -> Labelled:
    """An amount inside a label: what its own words say, and whether they are of no price."""
    line = lines[index]
    aside = is_aside(line.flat[inset.words]) or _may_be_longer(lines, index, inset.amount)
    segur = of_segur(lines, index)
    return Labelled(inset.amount, line, label=inset.label, aside=aside, segur=segur)


def _is_next(line: Line, at: int) -> bool:
    """Whether an amount follows at once: "TVA 71,67 € TTC 430,00 €", where TTC is of the second."""
    return any(
        at <= one.start and not line.flat[at : one.start].strip(" :") for one in line.amounts
    )


def _labelled(
    lines: Sequence[Line], index: int, amount: Amount, before: str, suffix: str
) -> Labelled:
    if _cut(lines, index, amount):
        return Labelled(amount, lines[index])
    words = words_of(lines, index, before, amount.start, amount.end)
    heading = words.heading
    kinds = kinds_of(suffix) or words.kinds
    if kinds == {PriceKind.VAT} and not amount.euro and amount.value in FRENCH_RATES - {Decimal(0)}:
        kinds = frozenset()  # "TVA 20,00": of euros or a rate, nobody can tell
    said = f"{words.before} {suffix} {heading}"
    aside = is_aside(said)
    due = bool(DUE.search(said))
    unsure = amount.doubtful or _may_be_longer(lines, index, amount)
    counted = bool(QUANTITY.search(heading)) and not amount.euro and not kinds
    return Labelled(
        amount,
        lines[index],
        label=next(iter(kinds)) if len(kinds) == 1 else None,
        aside=aside or (due and not kinds) or unsure or counted,
        unit=bool(UNIT.search(said)),
        total=not kinds_of(heading) and bool(TOTAL.search(row_of(lines, index))),
        segur=of_segur(lines, index),
        due=due and not aside,
        unsure=unsure,
        other=not words.by_column and is_of_other(f"{words.before} {suffix}"),
        state=bool(STATE_SHARE.search(f"{words.before} {heading}")),
        plain=bool(suffix) or words.is_plain,
        column="" if kinds else heading,
    )


def _base_and_tax(line: Line, found: list[Labelled]) -> list[Labelled]:
    """A row of a table of taxes that names the tax alone: the first amount may be its base.

    "TVA 20 %   358,33   71,67": the base is known by its column, or by the rate that makes of it the
    second; else nobody can tell which of the two the label is of.
    """
    done: list[Labelled] = []
    for one in found:
        before = done[-1] if done else None
        between = line.flat[before.amount.end : one.amount.start] if before is not None else "-"
        told = one.label not in {None, PriceKind.VAT}
        if before is None or told or one.aside or between.strip(" |:;€"):
            done.append(one)
            continue
        row = nearest_kinds(line.flat[: before.amount.start])
        if before.label is PriceKind.VAT and row == {PriceKind.VAT}:
            labels = _of_pair(line, before.amount.value, one.amount.value)
            done[-1] = structs.replace(before, label=labels[0])
            done.append(structs.replace(one, label=labels[1] or one.label))
        elif before.label is PriceKind.HT and row == {PriceKind.VAT}:
            done.append(structs.replace(one, label=PriceKind.VAT))
        else:
            done.append(one)
    return done


def _of_pair(
    line: Line, first: Decimal, second: Decimal
) -> tuple[PriceKind | None, PriceKind | None]:
    """Which of two amounts is the base and which the VAT, by the rate of their line."""
    for rate in line.rates:
        if abs(vat_of(first, rate.value) - second) <= CENT:
            return PriceKind.HT, PriceKind.VAT
        if abs(vat_of(second, rate.value) - first) <= CENT:
            return PriceKind.VAT, PriceKind.HT
    return None, None


def _may_be_longer(lines: Sequence[Line], index: int, amount: Amount) -> bool:
    """Whether the digits before an amount may be its own: no other column, no quantity, no rate."""
    if amount.led_by is None:
        return False
    digits = lines[index].text[amount.led_by : amount.start].strip()
    if digits.isdecimal() and Decimal(digits) in FRENCH_RATES:
        return False
    own = heading_above(lines, index, amount.start, amount.end)
    other = heading_above(lines, index, amount.led_by, amount.led_by + 1)
    return not (own and other and own != other)


def is_bare_rate(lines: Sequence[Line], index: int, amount: Amount, before: str) -> bool:
    """Whether it is a rate without its sign: "Taux TVA (%) : 20,00", or in a column of rates."""
    if amount.euro or not 0 <= amount.value < 100:  # noqa: PLR2004 - percent
        return False
    if _BRACKET_BEFORE.search(before) and names_vat(before):  # "TVA (8,50)"
        closed = lines[index].flat[amount.end : amount.end + 1] == ")"
        return closed and amount.value in FRENCH_RATES
    named = kinds_of(nearest_cell(before)) == {PriceKind.VAT} and is_plain(nearest_cell(before))
    if named and amount.value in FRENCH_RATES and _leads(lines[index], amount):
        return True  # "TVA 20,00    71,67"
    words = words_of(lines, index, before, amount.start, amount.end)
    said = words.heading or words.before
    if NOT_OF_VAT.search(said):
        return False
    if _RATE_BEFORE.search(said) or _PERCENT_HEADING.search(words.heading):
        return True
    return bool(_TAX_HEADING.fullmatch(words.heading)) and amount.value in FRENCH_RATES


def _leads(line: Line, amount: Amount) -> bool:
    """Whether another amount follows, and no word between them."""
    after = next((one for one in line.amounts if one.start >= amount.end), None)
    return after is not None and not has_word(
        _ON_BASE.sub(" ", line.flat[amount.end : after.start])
    )


def _cut(lines: Sequence[Line], index: int, amount: Amount) -> bool:
    """Whether the end of a line cuts the amount: "12" here, "800,00" on the next."""
    line = lines[index]
    after = lines[index + 1].text.lstrip() if index + 1 < len(lines) else ""
    if amount.end == len(line.text) and not re.search(r"[.,]\d\d", line.text[amount.start :]):
        return re.match(r"\d{3}(?!\d)", after) is not None
    before = lines[index - 1].text if index else ""
    led = not line.text[: amount.start].strip() and re.match(r"\d{3}(?!\d)", line.text.lstrip())
    return bool(led and re.search(r"(?<![\d.,])\d{1,3}\Z", before))
