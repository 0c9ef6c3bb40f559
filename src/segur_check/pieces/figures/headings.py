"""The heading of the column that a figure stands in."""

import re
from collections.abc import Sequence

from segur_check.pieces.figures.layout import Cell, Line
from segur_check.pieces.figures.written import FRENCH_RATES
from segur_check.pieces.words.label_words import (
    has_word,
    heads_column,
    is_name,
    is_table_heading,
)
from segur_check.pieces.words.tax_words import kinds_of, nearest_cell

_FIGURE = re.compile(r"\W*\d[\d .,/-]*(?:%|€|eur)?\W*")
NAMED_RATE = re.compile(
    r"\W*(?:t\.?v\.?a\b\.?|vat|tax|taxe)?:? ?\d{1,2}(?:[.,]\d{1,3})?(?: ?%)?\W*"
)
"""A rate with the name of its tax: "TVA 20 %"."""
_HEADING_ABOVE = 40  # lines: as far as a long table goes
_HEADING_DEPTH = 3  # lines that one heading may be spread over
_TABLE = 2  # cells: a table has columns
ASKEW = 2  # signs: how far apart two things may start that stand one above the other


def heading_above(
    lines: Sequence[Line], index: int, start: int, end: int, *, of_table: bool = False
) -> str:
    """The heading of the column that a span of a line stands in; "" where there is none.

    It is the nearest line above without figures that has a cell over the span, together with the
    lines that the heading is spread over. A figure above that has a label of its own ends the column:
    totals begin there. A line of one cell heads only what stands alone just below it. A row whose
    value is no amount ("Taux de TVA    20 %") is no heading. `of_table`: only a line that heads the
    columns of a table counts.
    """
    if lines[index].is_out_of_column(start, end):
        return ""
    page, around = lines[index].page, lines[index].flat
    alone = not has_word(f"{around[:start]} {around[end:]}")
    for at in range(index - 1, max(-1, index - 1 - _HEADING_ABOVE), -1):
        line = lines[at]
        if line.page != page:
            return ""
        beside = _heading_beside_totals(line, start, end)
        if beside:
            return beside
        if _ends_column(line, start, end):
            return ""
        if line.amounts or _is_row(line):
            continue
        over = _cells_over(line, start, end)
        if not over or (of_table and not is_table_heading([cell.text for cell in line.cells])):
            continue
        if len(line.cells) < _TABLE and (at < index - 1 or not alone):
            continue
        first_lines = _heading_continued_above(lines, at, start, end)
        return " ".join([*first_lines, *(cell.text for cell in over)])
    return ""


def _heading_continued_above(lines: Sequence[Line], at: int, start: int, end: int) -> list[str]:
    """The words of a heading on the lines above its last one: "Montant" over "HT"."""
    words: list[str] = []
    heads_table = is_table_heading([cell.text for cell in lines[at].cells])
    for above in range(at - 1, max(-1, at - _HEADING_DEPTH), -1):
        line = lines[above]
        if line.page != lines[at].page or line.has_digit or len(line.cells) < _TABLE:
            break
        over = [cell.text for cell in line.cells if cell.overlaps(start, end)]
        if heads_table and not all(map(heads_column, over)):
            break
        words[:0] = over
    return words


def _is_row(line: Line) -> bool:
    """Whether one of its cells is just a figure: a row of a table, or a label and its value."""
    return line.has_digit and any(_FIGURE.fullmatch(cell.text) for cell in line.cells)


def _heading_beside_totals(line: Line, start: int, end: int) -> str:
    """The heading over a span in a table that stands beside totals, whose line it shares; or ""."""
    over = [cell for cell in line.headings_beside if cell.overlaps(start, end)]
    return over[0].text if len(over) == 1 else ""


def _ends_column(line: Line, start: int, end: int) -> bool:
    """Whether a figure over the span has a label of its own, and not the name of what is sold."""
    return any(
        amount.start < end and start < amount.end and _has_label(line, rank)
        for rank, amount in enumerate(line.amounts)
    )


def _has_label(line: Line, rank: int) -> bool:
    """Whether an amount of a line is labelled: neither by what is sold, nor by the rate of a column."""
    amount = line.amounts[rank]
    if not amount.euro and amount.value in FRENCH_RATES:
        return False
    before = line.flat[: amount.start]
    named = nearest_cell(before)
    if not named or is_name(named):
        return False
    return not NAMED_RATE.fullmatch(named) or not before[: before.rfind(named)].strip()


def _cells_over(line: Line, start: int, end: int) -> list[Cell]:
    """The cells of a line that stand over a span and say something.

    In a table whose line has none there, the one cell that stands slightly askew of the span.
    """
    over = [cell for cell in line.cells if cell.overlaps(start, end)]
    if over:
        with_words = [cell for cell in over if kinds_of(cell.text) or has_word(cell.text)]
        return with_words or [cell for cell in over if not line.rates]
    if len(line.cells) <= _TABLE:
        return []
    askew = [cell for cell in line.cells if cell.overlaps(start - ASKEW, end + ASKEW)]
    return askew if len(askew) == 1 and kinds_of(askew[0].text) else []
