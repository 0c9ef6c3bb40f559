"""Text that fits a width: paragraphs, and columns of which the cheapest folds first."""

import textwrap
from collections.abc import Sequence
from functools import cache

# Words that stay together in a cell; an ordinary space again once the cell is folded.
GLUE = "\u00a0"
_GAP = "  "


def wrapped(text: str, room: int, first: str = "", then: str = "  ") -> list[str]:
    """The lines of a text, the later ones indented; an address is never cut."""
    return textwrap.wrap(
        text,
        room,
        initial_indent=first,
        subsequent_indent=then,
        break_long_words=False,
        break_on_hyphens=False,
    )


def widths(rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """The width of each column, so that a row fits the room when its longest words do."""
    columns = list(zip(*rows, strict=True))
    found = [max(map(len, column)) for column in columns]
    floors = [max(len(word) for cell in column for word in cell.split(" ")) for column in columns]

    def cost(column: int) -> tuple[int, int]:
        tried = [width - (place == column) for place, width in enumerate(found)]
        return sum(len(folded(row, tried)) for row in rows), -found[column]

    while sum(found) + len(_GAP) * (len(found) - 1) > room:
        foldable = [place for place, floor in enumerate(floors) if found[place] > floor]
        if not foldable:
            break
        found[min(foldable, key=cost)] -= 1
    return found


def folded(row: Sequence[str], found: Sequence[int]) -> list[str]:
    """The lines of a row, each cell folded in its column."""
    cells = [_lines(cell, width) for cell, width in zip(row, found, strict=True)]
    return [
        _GAP.join(
            f"{cell[line] if line < len(cell) else '':<{width}}"
            for cell, width in zip(cells, found, strict=True)
        )
        .rstrip()
        .replace(GLUE, " ")
        for line in range(max(map(len, cells)))
    ]


@cache
def _lines(cell: str, width: int) -> list[str]:
    return textwrap.wrap(cell, width, break_long_words=False, break_on_hyphens=False) or [""]
