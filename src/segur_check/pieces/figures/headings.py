"""What stands before a figure, above it, and what its line is about."""

import re
from collections.abc import Sequence

from msgspec import Struct

from segur_check.pieces.figures.layout import Cell, Line
from segur_check.pieces.figures.written import FRENCH_RATES
from segur_check.pieces.words.label_words import (
    ASIDE,
    DUE,
    SEGUR,
    STATE_SHARE,
    TOTAL,
    has_word,
    heads_column,
    is_name,
    is_part_title,
    is_plain,
    is_rate_heading,
    is_table_heading,
    unrated,
)
from segur_check.pieces.words.tax_words import (
    PriceKind,
    kinds_of,
    names_vat,
    nearest_cell,
    nearest_kinds,
)

_SMALL_PRINT = re.compile(
    r"\W*(?:nos )?(?:conditions generales|conditions particulieres|cgv\b|mentions legales)"
)
_TITLE = re.compile(r"bon de commande\b|facture\b")
_A_RATE = re.compile(r"\btaux (?:de )?\Z")
_FIGURE = re.compile(r"\W*\d[\d .,/-]*(?:%|€|eur)?\W*")
_NAMED_RATE = re.compile(
    r"\W*(?:t\.?v\.?a\b\.?|vat|tax|taxe)?:? ?\d{1,2}(?:[.,]\d{1,3})?(?: ?%)?\W*"
)
_ENDED = re.compile(r"[.%€]\Z")
_LONGEST_PART = 12  # lines
_SENTENCE = 4  # words
_HEADING_ABOVE = 40  # lines: as far as a long table goes
_LONGEST_HEADING = 60
_LONGEST_LABEL = 200
_ASKEW = 2  # signs: how far the two halves of a label, or a heading and its figure, may be apart
_HEADING_DEPTH = 3  # lines that a heading may be folded on
_TABLE = 2  # cells: a table has columns


def small_print(lines: Sequence[Line]) -> frozenset[int]:
    """The lines of general conditions: their prices and rates are of anything."""
    found, inside = set(), False
    for index, line in enumerate(lines):
        begins = line.cells[0].text
        if len(line.cells) == 1 and len(begins) < _LONGEST_HEADING and _SMALL_PRINT.match(begins):
            inside = True
        elif _TITLE.match(begins):
            inside = False
        if inside:
            found.add(index)
    return frozenset(found)


def row_of(lines: Sequence[Line], index: int) -> str:
    """What a line is about: itself, or where it has figures alone the lines it stands between."""
    line = lines[index]
    if has_word(line.flat):
        return line.flat
    around = [lines[at] for at in (index - 1, index + 1) if 0 <= at < len(lines)]
    return " ".join(one.flat for one in around if one.page == line.page and not one.amounts)


def of_segur(lines: Sequence[Line], index: int) -> bool:
    """Whether a line with figures is about the Ségur: it says so, or the title of its part does."""
    return bool(SEGUR.search(row_of(lines, index)) or SEGUR.search(_part_of(lines, index)))


def _part_of(lines: Sequence[Line], index: int) -> str:
    """The title of the part that a line stands in; "" in a document of no parts."""
    page = lines[index].page
    for at in range(index - 1, max(-1, index - 1 - _LONGEST_PART), -1):
        line = lines[at]
        if line.page != page:
            return ""
        title = line.cells[0].text if len(line.cells) == 1 and not line.amounts else ""
        if len(title) < _LONGEST_HEADING and not title.endswith(".") and is_part_title(title):
            return title
    return ""


class Words(Struct, frozen=True):
    """What is said of a figure: before it on its line, and by the heading of its column.

    `by_column`: the heading decides, the words before it are the name of what is sold.
    """

    before: str
    heading: str = ""
    by_column: bool = False

    @property
    def kinds(self) -> frozenset[PriceKind]:
        """What they name it."""
        if self.by_column:
            return kinds_of(self.heading)
        return nearest_kinds(self.before) or kinds_of(self.heading)

    @property
    def is_plain(self) -> bool:
        """Whether the words that name it say nothing else."""
        named = nearest_cell(self.before) if not self.by_column else ""
        return is_plain(unrated(named or self.heading))


def words_of(lines: Sequence[Line], index: int, before: str, start: int, end: int) -> Words:
    """What stands before a figure on its line, and the heading of its column where that says nothing.

    Columns decide before the name of what is sold. A label folded on two lines has its first half on
    the line above. The sentence of the State's share says all of its figure itself.
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
        in_column = before.endswith("  ")  # no figure of a sentence
        heading = heading_above(lines, index, start, end, of_table=True) if in_column else ""
        return Words(before, heading)
    line, above = lines[index], lines[index - 1] if index else None
    first = not any(one.end <= start for one in line.amounts)
    if above is not None and above.page == line.page and first:
        carried = _carried(above, line, before)
        if kinds_of(carried):
            return Words(f"{carried} {before}")
    of_table = bool(TOTAL.search(before))
    return Words(before, heading_above(lines, index, start, end, of_table=of_table))


def _is_rate_in_column(
    lines: Sequence[Line], index: int, cell: str, before: str, start: int
) -> bool:
    """Whether a cell before a figure is a rate with its name, in a column of these: "TVA 20 %"."""
    at = start - len(before) + before.rfind(cell)
    if not _NAMED_RATE.fullmatch(cell) or not lines[index].flat[:at].strip():
        return False
    heading = heading_above(lines, index, at, at + len(cell), of_table=True)
    return bool(heading) and (names_vat(heading) or is_rate_heading(heading))


def _carried(above: Line, line: Line, before: str) -> str:
    """What a line carries on from the one above: a folded label, or a sentence."""
    if abs(above.cells[0].start - line.cells[0].start) > _ASKEW:
        return ""
    if len(above.cells) == len(line.cells) == 1:
        ends = len(above.flat.split()) < _SENTENCE or _ENDED.search(above.flat)
        if ends or line.text.lstrip()[0].isupper():
            return ""
        said = (one.end for one in above.amounts if not _A_RATE.search(above.flat[: one.start]))
        return above.flat[max(said, default=0) :]
    goes_on = line.text.lstrip()[0].islower() or line.text.lstrip()[0] == "("
    folded = goes_on and has_word(before) and not above.amounts
    return above.cells[0].text if folded else ""


def heading_above(
    lines: Sequence[Line], index: int, start: int, end: int, *, of_table: bool = False
) -> str:
    """The heading of the column that a span of a line stands in; "" where there is none.

    The nearest line above without figures that has a cell over the span, and the lines that its
    heading is folded on. A figure above with a label of its own ends the column: totals begin. A
    line of one cell is a heading of what stands alone under it, and of nothing further; a row whose
    value is no amount ("Taux de TVA    20 %") is none. `of_table`: only of a line that heads the
    columns of a table.
    """
    if lines[index].is_out_of_column(start, end):
        return ""
    page, around = lines[index].page, lines[index].flat
    alone = not has_word(f"{around[:start]} {around[end:]}")
    for at in range(index - 1, max(-1, index - 1 - _HEADING_ABOVE), -1):
        line = lines[at]
        if line.page != page:
            return ""
        beside = _beside_amounts(line, start, end)
        if beside:
            return beside
        if _ends_column(line, start, end):
            return ""
        if line.amounts or _is_row(line):
            continue
        over = _over(line, start, end)
        if not over or (of_table and not is_table_heading([one.text for one in line.cells])):
            continue
        if len(line.cells) < _TABLE and (at < index - 1 or not alone):
            continue
        folded = _folded(lines, at, start, end)
        return " ".join([*folded, *(cell.text for cell in over)])
    return ""


def _folded(lines: Sequence[Line], at: int, start: int, end: int) -> list[str]:
    """What stands of a heading on the lines above its last: "Montant" over "HT"."""
    words: list[str] = []
    table = is_table_heading([cell.text for cell in lines[at].cells])
    for above in range(at - 1, max(-1, at - _HEADING_DEPTH), -1):
        line = lines[above]
        if line.page != lines[at].page or line.has_digit or len(line.cells) < _TABLE:
            break
        over = [cell.text for cell in line.cells if cell.over(start, end)]
        if table and not all(map(heads_column, over)):
            break
        words[:0] = over
    return words


def _is_row(line: Line) -> bool:
    """Whether a cell is a figure alone: a row of a table, or a label and its value."""
    return line.has_digit and any(_FIGURE.fullmatch(cell.text) for cell in line.cells)


def _beside_amounts(line: Line, start: int, end: int) -> str:
    """The heading of a table that stands beside totals, on the line of one of these."""
    over = [cell for cell in line.heads_beside if cell.over(start, end)]
    return over[0].text if len(over) == 1 else ""


def _ends_column(line: Line, start: int, end: int) -> bool:
    """Whether a figure over the span has a label of its own: no name of what is sold."""
    return any(
        one.start < end and start < one.end and _has_label(line, place)
        for place, one in enumerate(line.amounts)
    )


def _has_label(line: Line, place: int) -> bool:
    """Whether an amount of a line is labelled: by no name of what is sold, no rate of a column."""
    amount = line.amounts[place]
    if not amount.euro and amount.value in FRENCH_RATES:
        return False
    before = line.flat[: amount.start]
    named = nearest_cell(before)
    if not named or is_name(named):
        return False
    return not _NAMED_RATE.fullmatch(named) or not before[: before.rfind(named)].strip()


def _over(line: Line, start: int, end: int) -> list[Cell]:
    """The cells of a line that stand over a span and say something; one beside it, of a table."""
    over = [cell for cell in line.cells if cell.over(start, end)]
    telling = [one for one in over if kinds_of(one.text) or has_word(one.text)]
    if over:
        return telling or [one for one in over if not line.rates]
    if len(line.cells) <= _TABLE:
        return []
    beside = [one for one in line.cells if one.over(start - _ASKEW, end + _ASKEW)]
    return beside if len(beside) == 1 and kinds_of(beside[0].text) else []
