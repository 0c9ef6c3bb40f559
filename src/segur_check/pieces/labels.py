"""Which amount of a document is what.

Its label is what precedes it on its line, what follows it at once ("430,00 € TTC"), or the heading
of its column. Under two labels it is under none: nothing is held against it.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct, structs

from segur_check.patterns import Pattern
from segur_check.pieces.figures import Amount
from segur_check.pieces.headings import heading_above, label_of, of_segur, row_of, small_print
from segur_check.pieces.label_words import (
    DUE,
    NOT_OF_VAT,
    TOTAL,
    UNIT,
    Label,
    is_aside,
    is_of_other,
    kinds_of,
    nearest_kinds,
)
from segur_check.pieces.layout import Line

__all__ = ["FRENCH_RATES", "Label", "Labelled", "is_bare_rate", "labelled_amounts"]

FRENCH_RATES = frozenset(map(Decimal, ("20", "10", "8.5", "5.5", "2.1", "0")))
_SUFFIX = Pattern(
    r" ?\(?(h\.? ?t\b\.?|hors[ -]taxes?|t\.? ?t\.? ?c\b\.?|toutes taxes comprises)\)?"
)
# "Taux TVA (%) :", and no rate of its own: in "TVA 20 %" the sign is that of the 20.
_RATE_BEFORE = Pattern(r"\btaux\b[^\d]*\Z|(?:\A|[^\d ]) *%\)?[^\d]*\Z")
_PERCENT_HEADING = Pattern(r"(?:\A|[^\d ]) *%")


class Labelled(Struct, frozen=True):
    """An amount of a document, and what its labels say.

    `label` None: none, or several that contradict each other. `aside`: it is no price of the
    prestation (capital, penalties, what is left to pay). `unsure`: digits that stand before it may be
    its own, which makes it aside too. `unit`: the price of one. `total`: a line of totals says it.
    `segur`: its line names the Ségur. `due`: it is the net to pay, which is a price only where nothing
    was paid before. `other`: its label names something else.
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
    other: bool = False

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
        if not line.has_digit:
            continue
        done = 0
        for amount in line.amounts:
            if amount.start < done:
                continue
            before = line.flat[done : amount.start]
            suffix = _SUFFIX.match(line.flat, amount.end)
            if suffix and nearest_kinds(before) and _is_next(line, suffix.end()):
                suffix = None
            if is_bare_rate(lines, index, amount, before):
                yield Labelled(amount, line)
                continue
            done = suffix.end() if suffix else amount.end
            found = _labelled(lines, index, amount, before, suffix[1] if suffix else "")
            yield structs.replace(found, aside=True) if index in small else found


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
    before, heading = label_of(lines, index, before, amount.start, amount.end)
    kinds = kinds_of(suffix) or nearest_kinds(before) or kinds_of(heading)
    if kinds == {Label.VAT} and not amount.euro and amount.value in FRENCH_RATES - {Decimal(0)}:
        kinds = frozenset()  # "TVA 20,00": of euros or a rate, nobody can tell
    words = f"{before} {suffix} {heading}"
    aside = is_aside(words)
    due = bool(DUE.search(words))
    unsure = _may_be_longer(lines, index, amount)
    return Labelled(
        amount,
        lines[index],
        label=next(iter(kinds)) if len(kinds) == 1 else None,
        aside=aside or (due and not kinds) or unsure,
        unit=bool(UNIT.search(words)),
        total=not heading and bool(TOTAL.search(row_of(lines, index))),
        segur=of_segur(lines, index),
        due=due and not aside,
        unsure=unsure,
        other=is_of_other(f"{before} {suffix}"),
    )


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
    before, heading = label_of(lines, index, before, amount.start, amount.end)
    if NOT_OF_VAT.search(heading or before):
        return False
    if _RATE_BEFORE.search(heading or before) or _PERCENT_HEADING.search(heading):
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
