"""What each amount of a document is: net, VAT or gross.

The label of an amount is what stands before it on its line, what follows it immediately
("430,00 € TTC"), or the heading of its column. An amount with two different labels counts as having
none: nothing is held against it.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct, structs

from segur_check.pieces.figures.amount_doubts import is_bare_rate, is_cut, may_be_longer
from segur_check.pieces.figures.figure_words import words_of
from segur_check.pieces.figures.insets import SUFFIX, Inset, insets_of, without_insets
from segur_check.pieces.figures.layout import Line
from segur_check.pieces.figures.rows import is_about_segur, row_text, small_print
from segur_check.pieces.figures.written import FRENCH_RATES, Amount
from segur_check.pieces.words.label_words import (
    DUE,
    QUANTITY,
    STATE_SHARE,
    TOTAL,
    UNIT,
    is_aside,
    is_of_other,
)
from segur_check.pieces.words.tax_words import PriceKind, kinds_of, names_vat, nearest_kinds
from segur_check.values.money import CENT, vat_of
from segur_check.values.pattern import Pattern

_LEAST_VAT = 30  # euros
_ZERO_RATE = Decimal(0)
# "y compris TVA" after an amount is a part of it, not the gross.
_PART_OF_BEFORE = Pattern(
    r"[ (,;:-]*(?:dont|y compris|incluant|comprenant|including|of which|avec|incl\w*)\b"
)


class Labelled(Struct, frozen=True):
    """An amount of a document, and what its labels say.

    `label`: None without a label, or with several that contradict each other.
    `aside`: it is no price of the prestation (capital, penalties, what is left to pay, a quantity).
    `unit`: the price of a single item.
    `total`: it stands on a line of totals.
    `segur`: its line names the Ségur.
    `due`: it is the net to pay, which is a price only where nothing was paid before.
    `unsure`: the digits before it may belong to it, or its last ones may be decimals; it is then aside.
    `something_else`: its label names another thing that is sold.
    `state_share`: the sentence about the State's share gives it, which is the price itself.
    `plain`: its label says nothing but what it is.
    `column`: the heading above it, where that names neither net, nor VAT, nor gross.
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
    something_else: bool = False
    state_share: bool = False
    plain: bool = False
    column: str = ""

    @property
    def value(self) -> Decimal:
        """The amount in euros, as it is most likely read."""
        return self.amount.value

    @property
    def page(self) -> int:
        """Its page, from 1."""
        return self.line.page

    @property
    def excerpt(self) -> str:
        """The words around it, on one line."""
        return self.line.excerpt(self.amount.start)


def labelled_amounts(lines: Sequence[Line]) -> Iterator[Labelled]:
    """The amounts of a document with their labels, in the order of the lines."""
    small = small_print(lines)
    for index, line in enumerate(lines):
        if not (line.has_digit and (line.amounts or line.numbers)):
            continue
        labelled = _of_line(lines, index)
        if line.numbers:
            both = [*labelled, *_bare_numbers(lines, index)]
            labelled = sorted(both, key=lambda shown: shown.amount.start)
        if len(labelled) > 1:
            labelled = _base_and_tax(line, labelled)
        if index in small:
            labelled = [structs.replace(shown, aside=True) for shown in labelled]
        yield from labelled


def _of_line(lines: Sequence[Line], index: int) -> list[Labelled]:
    """The amounts of a line with cents or a currency, each with its labels."""
    line = lines[index]
    labelled: list[Labelled] = []
    labelled_to = 0  # where the amount before ends, and the words that are its own
    insets = insets_of(line)
    words = without_insets(line, insets)
    for amount in line.amounts:
        if amount.start < labelled_to or _is_inside_inset(amount, insets):
            continue
        if amount.start in insets:
            labelled.append(_of_inset(lines, index, insets[amount.start]))
            continue
        before = words[labelled_to : amount.start]
        suffix = SUFFIX.match(words, amount.end)
        if suffix and nearest_kinds(before) and _is_next(line, suffix.end()):
            suffix = None
        if is_bare_rate(lines, index, amount, before):
            labelled.append(Labelled(amount, line, aside=True))
            continue
        is_part = bool(labelled) and _PART_OF_BEFORE.match(before)
        labelled_to = suffix.end() if suffix else amount.end
        shown = _labelled(lines, index, amount, before, suffix[1] if suffix else "")
        if is_part and names_vat(before) and shown.label is PriceKind.TTC:
            shown = structs.replace(shown, label=PriceKind.VAT)
        labelled.append(shown)
    return labelled


def _is_inside_inset(amount: Amount, insets: dict[int, Inset]) -> bool:
    """Whether an amount stands among the words that belong to the inset of another one."""
    return any(
        inset.start < amount.start < inset.end and inset.amount != amount
        for inset in insets.values()
    )


def _bare_numbers(lines: Sequence[Line], index: int) -> Iterator[Labelled]:
    """The numbers without cents or currency, as spreadsheets write them, under a plain label."""
    leading = {amount.led_by for amount in lines[index].amounts}
    for number in lines[index].numbers:
        if number.start in leading:
            continue  # these may be the first digits of an amount
        shown = _labelled(lines, index, number, lines[index].flat[: number.start], "")
        if shown.label is None or not shown.plain or not number.value:
            continue
        if shown.label is PriceKind.VAT and number.value < _LEAST_VAT:
            continue  # the code of a rate, or a rate
        yield shown


def _of_inset(lines: Sequence[Line], index: int, inset: Inset) -> Labelled:
    """An amount inside a label, by the words of its own."""
    line = lines[index]
    aside = is_aside(line.flat[inset.words]) or may_be_longer(lines, index, inset.amount)
    segur = is_about_segur(lines, index)
    return Labelled(inset.amount, line, label=inset.label, aside=aside, segur=segur)


def _is_next(line: Line, at: int) -> bool:
    """Whether an amount comes next: in "TVA 71,67 € TTC 430,00 €", TTC labels the second."""
    return any(
        at <= amount.start and not line.flat[at : amount.start].strip(" :")
        for amount in line.amounts
    )


def _labelled(
    lines: Sequence[Line], index: int, amount: Amount, before: str, suffix: str
) -> Labelled:
    """An amount with all that its words say; `suffix` is what follows it immediately."""
    if is_cut(lines, index, amount):
        return Labelled(amount, lines[index])
    words = words_of(lines, index, before, amount.start, amount.end)
    heading = words.heading
    kinds = kinds_of(suffix) or words.kinds
    may_be_rate = not amount.euro and amount.value in FRENCH_RATES and amount.value != _ZERO_RATE
    if kinds == {PriceKind.VAT} and may_be_rate:
        kinds = frozenset()  # "TVA 20,00" is 20 euros or 20 %: nobody can tell
    label = f"{words.before} {suffix} {heading}"
    aside = is_aside(label)
    due = bool(DUE.search(label))
    unsure = amount.doubtful or may_be_longer(lines, index, amount)
    is_quantity = bool(QUANTITY.search(heading)) and not amount.euro and not kinds
    return Labelled(
        amount,
        lines[index],
        label=next(iter(kinds)) if len(kinds) == 1 else None,
        aside=aside or (due and not kinds) or unsure or is_quantity,
        unit=bool(UNIT.search(label)),
        total=not kinds_of(heading) and bool(TOTAL.search(row_text(lines, index))),
        segur=is_about_segur(lines, index),
        due=due and not aside,
        unsure=unsure,
        something_else=not words.by_column and is_of_other(f"{words.before} {suffix}"),
        state_share=bool(STATE_SHARE.search(f"{words.before} {heading}")),
        plain=bool(suffix) or words.is_plain,
        column="" if kinds else heading,
    )


def _base_and_tax(line: Line, labelled: list[Labelled]) -> list[Labelled]:
    """The amounts of a line, where a row of taxes that names only the tax may begin with its base.

    "TVA 20 %   358,33   71,67": the base is known by its column, or because the rate makes the second
    amount of it; otherwise nobody can tell which of the two is the VAT.
    """
    settled: list[Labelled] = []
    for shown in labelled:
        before = settled[-1] if settled else None
        if before is None or not _may_be_tax_after(line, before, shown):
            settled.append(shown)
            continue
        row_kinds = nearest_kinds(line.flat[: before.amount.start])
        if before.label is PriceKind.VAT and row_kinds == {PriceKind.VAT}:
            first, second = _base_or_tax(line, before.value, shown.value)
            settled[-1] = structs.replace(before, label=first)
            settled.append(structs.replace(shown, label=second or shown.label))
        elif before.label is PriceKind.HT and row_kinds == {PriceKind.VAT}:
            settled.append(structs.replace(shown, label=PriceKind.VAT))
        else:
            settled.append(shown)
    return settled


def _may_be_tax_after(line: Line, before: Labelled, shown: Labelled) -> bool:
    """Whether an amount follows another without a word, and may be the tax on it."""
    if shown.label not in {None, PriceKind.VAT} or shown.aside:
        return False
    return not line.flat[before.amount.end : shown.amount.start].strip(" |:;€")


def _base_or_tax(
    line: Line, first: Decimal, second: Decimal
) -> tuple[PriceKind | None, PriceKind | None]:
    """Which of two amounts is the base and which the VAT, by the rate on their line."""
    for rate in line.rates:
        if abs(vat_of(first, rate.value) - second) <= CENT:
            return PriceKind.HT, PriceKind.VAT
        if abs(vat_of(second, rate.value) - first) <= CENT:
            return PriceKind.VAT, PriceKind.HT
    return None, None
