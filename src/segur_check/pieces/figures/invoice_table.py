"""The row that gives the number and the date of an invoice under their headings: "N° facture | Date | Échéance".

Such a heading says little: "Date" is of what stands beside it. Where that is not the number of the
invoice itself, nothing is known.
"""

from collections.abc import Sequence

from msgspec import Struct

from segur_check.pieces.figures.headings import ASKEW
from segur_check.pieces.figures.layout import Cell, Line
from segur_check.values.pattern import Pattern

_SIGN = r"(?:n ?°|numero\b|num\b\.?|no\b\.?|nr\b\.?|number\b)"
_INVOICE = r"(?:facture|invoice)"
_NUMBER = Pattern(rf"\W*(?:{_SIGN} ?(?:de )?(?:la |votre |notre )?)?{_INVOICE}(?: ?{_SIGN})?\W*")
_SIGN_ALONE = Pattern(rf"\W*{_SIGN}\W*")
_TITLE = Pattern(rf"\W*{_INVOICE}\W*")
_DATE = Pattern(r"\W*dates?\W*")
# What stands above a table of other invoices: those deducted, paid or taken back.
_OF_OTHERS = Pattern(
    r"acompte|avance\b|annul|remplac|rectifi|\bavoir|precedent|dernier|deja|\bregle|\bpaye|impaye|relance"
    r"|rappel|historique|\bliees?\b|associe"
)
_ANOTHER_PAPER = Pattern(r"commande|\bbdc?\b|\bbc\b|livraison|\bbl\b|contrat|devis")
_COLUMNS_LEAST = 2
_ABOVE = 3  # lines: from a row to its heading, from that to the title of the page


class Heading(Struct, frozen=True):
    """The heading of a column: the rank of its line, and its own in that line."""

    line: int
    rank: int


def heading_over(lines: Sequence[Line], index: int, cell: Cell) -> Heading | None:
    """The heading over a cell of the first row of a table; None where several may be, or none."""
    above = _line_above(lines, index)
    if above is None or lines[index].amounts:
        return None
    headings = lines[above].cells
    over = _standing_over(headings, cell)
    if len(headings) < _COLUMNS_LEAST or len(over) != 1:
        return None
    beneath = _standing_over(lines[index].cells, headings[over[0]])
    return Heading(above, over[0]) if len(beneath) == 1 else None


def _standing_over(cells: Sequence[Cell], cell: Cell) -> list[int]:
    """The ranks of the cells in the column of another; where there is none, of those slightly askew."""
    for askew in (0, ASKEW):
        start, end = cell.start - askew, cell.end + askew
        ranks = [rank for rank, other in enumerate(cells) if other.overlaps(start, end)]
        if ranks:
            return ranks
    return []


def _line_above(lines: Sequence[Line], index: int) -> int | None:
    """The rank of the line just above, if it may head columns: it has no figure."""
    above = index - 1
    if above < 0 or lines[above].page != lines[index].page or lines[above].has_digit:
        return None
    return above


def is_bare_date(lines: Sequence[Line], heading: Heading) -> bool:
    """Whether a heading says that a date stands below, and not which."""
    return _DATE.fullmatch(lines[heading.line].cells[heading.rank].text) is not None


def is_of_another_paper(lines: Sequence[Line], heading: Heading) -> bool:
    """Whether a heading follows that of the number of an order, of a delivery or of a contract."""
    before = lines[heading.line].cells[heading.rank - 1].text if heading.rank else ""
    return _ANOTHER_PAPER.search(before) is not None


def is_beside_the_number(lines: Sequence[Line], heading: Heading) -> bool:
    """Whether the heading before it, or after it where it is the first, is that of the invoice's number."""
    beside = heading.rank - 1 if heading.rank else heading.rank + 1
    return names_the_number(lines, Heading(heading.line, beside))


def names_the_number(lines: Sequence[Line], heading: Heading) -> bool:
    """Whether a heading is that of the number of the invoice itself, in a row that also dates it."""
    row = lines[heading.line]
    own, above = row.cells[heading.rank].text, _lines_above(lines, heading.line)
    if any(_OF_OTHERS.search(line.flat) for line in above[:1]):
        return False
    if not any("date" in cell.text for cell in row.cells):
        return False
    if _NUMBER.fullmatch(own):
        return True
    is_titled = any(_TITLE.fullmatch(cell.text) for line in above for cell in line.cells)
    return _SIGN_ALONE.fullmatch(own) is not None and is_titled


def _lines_above(lines: Sequence[Line], index: int) -> list[Line]:
    """The lines just above one on its page, the nearest first."""
    above = lines[max(0, index - _ABOVE) : index]
    return [line for line in reversed(above) if line.page == lines[index].page]
