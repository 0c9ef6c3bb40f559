"""What a line is about: the words of its row, the title of its part, or general conditions."""

import re
from collections.abc import Sequence

from segur_check.pieces.figures.layout import Line
from segur_check.pieces.words.label_words import SEGUR, has_word, is_part_title

_SMALL_PRINT = re.compile(
    r"\W*(?:nos )?(?:conditions generales|conditions particulieres|cgv\b|mentions legales)"
)
_TITLE = re.compile(r"bon de commande\b|facture\b")
_LONGEST_PART = 12  # lines
_LONGEST_HEADING = 60  # signs


def small_print(lines: Sequence[Line]) -> frozenset[int]:
    """The indexes of the lines of general conditions: their prices and rates may be of anything."""
    small, inside = set(), False
    for index, line in enumerate(lines):
        first_cell = line.cells[0].text
        is_short = len(line.cells) == 1 and len(first_cell) < _LONGEST_HEADING
        if is_short and _SMALL_PRINT.match(first_cell):
            inside = True
        elif _TITLE.match(first_cell):
            inside = False
        if inside:
            small.add(index)
    return frozenset(small)


def row_text(lines: Sequence[Line], index: int) -> str:
    """The words of a row: those of the line or, where it has only figures, of the lines around it."""
    line = lines[index]
    if has_word(line.flat):
        return line.flat
    around = [lines[at] for at in (index - 1, index + 1) if 0 <= at < len(lines)]
    return " ".join(
        neighbour.flat
        for neighbour in around
        if neighbour.page == line.page and not neighbour.amounts
    )


def is_about_segur(lines: Sequence[Line], index: int) -> bool:
    """Whether a line with figures is about the Ségur: its row says so, or the title of its part."""
    return bool(SEGUR.search(row_text(lines, index)) or SEGUR.search(_part_title(lines, index)))


def _part_title(lines: Sequence[Line], index: int) -> str:
    """The title of the part that a line belongs to; "" in a document without parts."""
    page = lines[index].page
    for at in range(index - 1, max(-1, index - 1 - _LONGEST_PART), -1):
        line = lines[at]
        if line.page != page:
            return ""
        title = line.cells[0].text if len(line.cells) == 1 and not line.amounts else ""
        if len(title) < _LONGEST_HEADING and not title.endswith(".") and is_part_title(title):
            return title
    return ""
