"""Text that fits a width: paragraphs, and columns that fold where it costs the fewest lines."""

import textwrap
from collections.abc import Sequence
from functools import cache

# Between words that stay together in a cell; an ordinary space again once the cell is folded.
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
    """The width of each column, so that a row fits the room if its longest words do."""
    columns = list(zip(*rows, strict=True))
    fitted = [max(map(len, column)) for column in columns]
    floors = [max(len(word) for cell in column for word in cell.split(" ")) for column in columns]

    def cost(column: int) -> tuple[int, int]:
        """How many lines the rows take when this column loses a character; the widest breaks ties."""
        narrower = [width - (rank == column) for rank, width in enumerate(fitted)]
        return sum(len(folded(row, narrower)) for row in rows), -fitted[column]

    while sum(fitted) + len(_GAP) * (len(fitted) - 1) > room:
        foldable = [rank for rank, floor in enumerate(floors) if fitted[rank] > floor]
        if not foldable:
            break
        fitted[min(foldable, key=cost)] -= 1
    return fitted


def folded(row: Sequence[str], columns: Sequence[int]) -> list[str]:
    """The lines of a row, each cell folded to the width of its column."""
    cells = [_lines(cell, width) for cell, width in zip(row, columns, strict=True)]
    return [
        _GAP.join(
            f"{cell[line] if line < len(cell) else '':<{width}}"
            for cell, width in zip(cells, columns, strict=True)
        )
        .rstrip()
        .replace(GLUE, " ")
        for line in range(max(map(len, cells)))
    ]


@cache
def _lines(cell: str, width: int) -> list[str]:
    return textwrap.wrap(cell, width, break_long_words=False, break_on_hyphens=False) or [""]
