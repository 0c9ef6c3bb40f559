"""The rows of a document that say how long the corrective maintenance lasts."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from segur_check.pieces.figures.headings import ASKEW
from segur_check.pieces.figures.layout import Cell, Line
from segur_check.pieces.figures.sheet import Sheet
from segur_check.pieces.words.maintenance_terms import is_term, months_of_corrective_maintenance
from segur_check.pieces.words.text import flat
from segur_check.values.pattern import Pattern

_ROW = Pattern(r"(?:[a-z]{2,6}[ -]?\d{0,4} )?maintenance corrective\b")
_OPEN = Pattern(r"\([^)]{0,20}\Z")
_LENGTH = Pattern(r"durees?\b[^.;]{0,30}")
_HEADING_ABOVE = 12  # lines


class Row(Struct, frozen=True):
    """A row that names the maintenance, as it stands, and how many months it says."""

    line: Line
    text: str
    months: int


def row_of_maintenance(sheet: Sheet) -> Row | None:
    """The row that gives the corrective maintenance a length.

    The length stands in the cell that names the maintenance, or in a column headed "Durée". None where
    several rows name the maintenance, or the row has a price.
    """
    rows = [
        Row(line, text, months)
        for line, text in _rows(sheet)
        if (months := months_of_corrective_maintenance(flat(text))) is not None
    ]
    if any(amount.value for row in rows for amount in row.line.amounts):
        return None
    return rows[0] if len({row.months for row in rows}) == 1 else None


def _rows(sheet: Sheet) -> Iterator[tuple[Line, str]]:
    for index, line in enumerate(sheet.lines):
        for rank, cell in enumerate(line.cells):
            if _begins_a_row(line, cell):
                named = line.text[cell.start : cell.end]
                yield line, named
                for term in line.cells[rank + 1 :]:
                    if is_term(term.text) and _is_headed(sheet.lines, index, term):
                        yield line, f"{named} {line.text[term.start : term.end]}"
    # A cell that goes on below: "(3" above "ans)".
    for line, below in zip(sheet.flowing, sheet.flowing[1:], strict=False):
        if line.cells and _OPEN.search(line.flat) and _begins_a_row(line, line.cells[0]):
            head, mark, _ = below.text.partition(")")
            if (
                mark
                and line.page == below.page
                and not any(amount.value for amount in below.amounts)
            ):
                yield line, f"{line.text.strip()} {head.strip()})"


def _begins_a_row(line: Line, cell: Cell) -> bool:
    """Whether a cell names the maintenance, with a capital: the end of a sentence is no row."""
    met = _ROW.match(cell.text)
    if met is None:
        return False
    return line.text[cell.start + met.end() - len("maintenance corrective")].isupper()


def _is_headed(lines: Sequence[Line], index: int, term: Cell) -> bool:
    """Whether a column headed "Durée" holds a cell, to judge by its place or by its rank."""
    row = lines[index]
    for line in lines[max(0, index - _HEADING_ABOVE) : index]:
        if line.page != row.page:
            continue
        same_columns = len(line.cells) == len(row.cells)
        for rank, cell in enumerate(line.cells):
            stands_over = cell.overlaps(term.start - ASKEW, term.end + ASKEW)
            is_over = stands_over or (same_columns and row.cells[rank] == term)
            if is_over and _LENGTH.fullmatch(cell.text):
                return True
    return False
