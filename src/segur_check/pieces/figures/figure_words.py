"""The words that name a figure: those before it on its line, and the heading of its column."""

import re
from collections.abc import Sequence

from msgspec import Struct

from segur_check.pieces.figures.headings import ASKEW, NAMED_RATE, heading_above
from segur_check.pieces.figures.layout import Line
from segur_check.pieces.words.label_words import (
    ASIDE,
    DUE,
    STATE_SHARE,
    TOTAL,
    has_word,
    is_name,
    is_plain,
    is_rate_heading,
    unrated,
)
from segur_check.pieces.words.tax_words import (
    PriceKind,
    kinds_of,
    names_vat,
    nearest_cell,
    nearest_kinds,
)

_ENDS_WITH_RATE = re.compile(r"\btaux (?:de )?\Z")
_ENDS_SENTENCE = re.compile(r"[.%€]\Z")
_SENTENCE = 4  # words
_LONGEST_LABEL = 200  # signs


class Words(Struct, frozen=True):
    """The words that name a figure: before it on its line, and in the heading of its column.

    `by_column`: the heading decides, because the words before the figure are the name of what is sold.
    """

    before: str
    heading: str = ""
    by_column: bool = False

    @property
    def kinds(self) -> frozenset[PriceKind]:
        """What they say the figure is: net, VAT, gross; several where they do not agree."""
        if self.by_column:
            return kinds_of(self.heading)
        return nearest_kinds(self.before) or kinds_of(self.heading)

    @property
    def is_plain(self) -> bool:
        """Whether the words that name the figure say nothing else."""
        named = nearest_cell(self.before) if not self.by_column else ""
        return is_plain(unrated(named or self.heading))


def words_of(lines: Sequence[Line], index: int, before: str, start: int, end: int) -> Words:
    """The words before a figure on its line and, where these say nothing, the heading of its column.

    The heading of a column decides before the name of what is sold does. A label that is folded over
    two lines has its first half on the line above. The sentence about the State's share needs no
    heading.
    """
    before = before[-_LONGEST_LABEL:]
    if STATE_SHARE.search(before):
        return Words(before)
    named = nearest_cell(before)
    if named and (is_name(named) or _is_rate_in_column(lines, index, named, before, start)):
        heading = heading_above(lines, index, start, end, of_table=True)
        if heading:
            return Words(before, heading, by_column=True)
        return Words(unrated(before))
    if named or DUE.search(before):
        return Words(before)
    if ASIDE.search(before):
        in_column = before.endswith("  ")  # and not in a sentence
        heading = heading_above(lines, index, start, end, of_table=True) if in_column else ""
        return Words(before, heading)
    line, above = lines[index], lines[index - 1] if index else None
    is_first = not any(amount.end <= start for amount in line.amounts)
    if above is not None and above.page == line.page and is_first:
        carried = _carried_over(above, line, before)
        if kinds_of(carried):
            return Words(f"{carried} {before}")
    of_table = bool(TOTAL.search(before))
    return Words(before, heading_above(lines, index, start, end, of_table=of_table))


def _is_rate_in_column(
    lines: Sequence[Line], index: int, cell: str, before: str, start: int
) -> bool:
    """Whether a cell before a figure is a rate with its name, "TVA 20 %", in a column of rates."""
    at = start - len(before) + before.rfind(cell)
    if not NAMED_RATE.fullmatch(cell) or not lines[index].flat[:at].strip():
        return False
    heading = heading_above(lines, index, at, at + len(cell), of_table=True)
    return bool(heading) and (names_vat(heading) or is_rate_heading(heading))


def _carried_over(above: Line, line: Line, before: str) -> str:
    """What the line above begins and this one goes on with: a folded label, or a sentence."""
    if abs(above.cells[0].start - line.cells[0].start) > ASKEW:
        return ""
    first_sign = line.text.lstrip()[0]
    if len(above.cells) == len(line.cells) == 1:
        is_complete = len(above.flat.split()) < _SENTENCE or _ENDS_SENTENCE.search(above.flat)
        if is_complete or first_sign.isupper():
            return ""
        ends = (
            amount.end
            for amount in above.amounts
            if not _ENDS_WITH_RATE.search(above.flat[: amount.start])
        )
        return above.flat[max(ends, default=0) :]
    goes_on = first_sign.islower() or first_sign == "("
    is_folded = goes_on and has_word(before) and not above.amounts
    return above.cells[0].text if is_folded else ""
