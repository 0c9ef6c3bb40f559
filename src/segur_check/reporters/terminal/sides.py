"""Two sides that differ, one beside the other: in columns, or stacked where there is no room."""

from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

from segur_check.reporters.sides import Side, Spans, differences
from segur_check.reporters.terminal.layout import unbroken
from segur_check.reporters.words import word

_BETWEEN = "  ≠  "
_MARK = "bold underline"


def side_lines(sides: tuple[Side, Side], room: int, lang: str, *, stacked: bool) -> Iterator[Text]:
    """Both sides in so many columns, what differs marked: in colour, and by ≠ and ^ without.

    One under the other where they are `stacked`, or too wide.
    """
    left, right = sides
    widest = max(cell_len(text) for text in (left.name, *left.values))
    other = max(cell_len(text) for text in (right.name, *right.values))
    if stacked or widest + len(_BETWEEN) + other > room:
        yield from _stacked(sides, room, word(lang, "colon"))
        return
    yield Text(
        f"{left.name}{' ' * (widest - cell_len(left.name) + len(_BETWEEN))}{right.name}", "dim"
    )
    for one, two in zip(left.values, right.values, strict=True):
        marks = differences(one, two)
        gap = " " * (widest - cell_len(one))
        between = _BETWEEN if one != two else "  =  "
        yield Text.assemble(_marked(one, marks[0]), gap, between, _marked(two, marks[1]))
        before = _carets(one, marks[0])
        line = f"{before}{' ' * (widest - len(before) + len(_BETWEEN))}{_carets(two, marks[1])}"
        if line.strip():
            yield Text(line.rstrip())


def _stacked(sides: tuple[Side, Side], room: int, colon: str) -> Iterator[Text]:
    """Each value behind the name of its side, or under it where there is no room; marks under the second."""
    left, right = sides
    for one, two in zip(left.values, right.values, strict=True):
        marks = differences(one, two)
        for side, value, spans in ((left, one, marks[0]), (right, two, marks[1])):
            name = f"{side.name}{colon}"
            if cell_len(name) + cell_len(value) > room:
                yield Text(unbroken(name.rstrip()), "dim")
                name = ""
            yield Text.assemble((unbroken(name), "dim"), _marked(value, spans))
            under = _carets(value, spans)
            if under and side is right:
                yield Text(f"{' ' * cell_len(name)}{under}")


def _marked(value: str, spans: Spans) -> Text:
    text = Text(unbroken(value))
    for begin, end in spans:
        text.stylize(_MARK, begin, end)
    return text


def _carets(value: str, spans: Spans) -> str:
    line = [" "] * len(value)
    for begin, end in spans:
        line[begin:end] = "^" * (end - begin)
    return "".join(line).rstrip()
