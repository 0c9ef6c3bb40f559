"""How the page is laid out: labels and texts side by side, no value at the beginning of a line."""

from collections.abc import Callable, Iterable

from msgspec import Struct
from rich.console import Console
from rich.table import Table
from rich.text import Text

# rich breaks lines at no-break spaces too: a private character of the same width takes their place.
NO_BREAK_SPACE, UNBREAKABLE = "\u00a0", "\ue000"
LABELS = 12
"""The least width of the column of labels, in columns of the terminal."""
NARROW = 60
"""Under so many columns nothing stands side by side."""

Row = tuple[str | Text, str | Text]
"""A label, and the text beside it."""


class Setting(Struct, frozen=True):
    """What each part of a page must know.

    `papers` has the step of each dossier without JSON, by its file; `spelled` gives a text whose
    acronyms are spelled out where they come first.
    """

    lang: str
    width: int
    verbose: bool
    papers: dict[str, str | None]
    spelled: Callable[[str], str]

    @property
    def room(self) -> int:
        """The columns beside the labels."""
        return self.width - LABELS - 1


def unbroken(value: str) -> str:
    """A text whose no-break spaces do not break."""
    return value.replace(NO_BREAK_SPACE, UNBREAKABLE)


def print_rows(console: Console, rows: Iterable[Row]) -> None:
    """Labels and texts side by side; a text folds in its own column."""
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True, min_width=LABELS)
    grid.add_column(overflow="fold")
    for label, value in rows:
        shown = Text(f"  {label}", style="dim") if isinstance(label, str) else label
        grid.add_row(shown, Text(unbroken(value)) if isinstance(value, str) else value)
    console.print(grid)


def cut(text: str, room: int) -> Text:
    """A text on one line of so many columns, with … where it goes on."""
    line = Text(unbroken(text))
    line.truncate(room, overflow="ellipsis")
    return line
