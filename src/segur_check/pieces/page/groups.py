"""The texts of a page put together as they make words and cells.

pypdf puts together what a single operation shows, however far apart: the cells of a row, drawn at once with
gaps between them, would stand a blank apart and not in their columns. And it takes the gaps between the
letters of a spaced word for blanks.
"""

from collections.abc import Iterable, Sequence
from statistics import median
from typing import Any

from msgspec import Struct

_APART = 1.0  # height of the signs: further apart than the words of a line
_APART_BY_LETTER = 1.6  # the same for words whose letters are shown one by one, and may be spaced
_BLANKS_MOST = 10  # in a gap no wider than the signs are high: a blank may be next to nothing wide
_BACK_MOST = 5  # blanks: a text that begins further back is another text
_BLANK_LEAST = 0.22  # height of the signs: in the narrowest fonts
_BLANK_FROM = 0.4  # of a blank: the narrow blanks of a browser are half as wide
_ONE_BLANK_TO = 1.9
_SPACED_LEAST = 4  # letters shown one by one
_SPACED_BY = 0.04  # height of the signs: less is kerning
_EVEN = 0.25  # of the gap, that most gaps of a spaced word differ by at most
_MOST = 0.6  # of the gaps of a word

Group = dict[str, Any]  # as pypdf's functions for a page as it looks take it


class _Part(Struct):
    """A text and the gap before it, in points."""

    text: str
    gap: float


def groups_of(states: Iterable[Any]) -> list[Group]:
    """The texts that pypdf read of a page, those of a cell together, from its top and its left edge."""
    cells: list[tuple[Any, Any, list[_Part]]] = []  # the first text, the last, and all of them
    for state in states:
        if not state.text or not state.font.interpretable:
            continue
        if cells and _goes_on(cells[-1][1], state):
            first, last, parts = cells[-1]
            parts.append(_Part(state.text, state.tx - last.displaced_tx))
            cells[-1] = first, state, parts
        else:
            cells.append((state, state, [_Part(state.text, 0.0)]))
    spacings = [_spacing(parts, first.font_height) for first, _, parts in cells]
    usual = {
        round(spacing / first.font_height, 2)
        for spacing, (first, _, _) in zip(spacings, cells, strict=True)
        if spacing
    }
    groups = []
    for spacing, (first, last, parts) in zip(spacings, cells, strict=True):
        known = spacing or _spacing_as_elsewhere(parts, first.font_height, usual)
        groups.append(_group(first, last, _text(first, parts, known)))
    edge = min((group["tx"] for group in groups), default=0.0)
    for group in groups:
        group["tx"] -= edge
        group["displaced_tx"] -= edge
    return sorted(groups, key=_from_top_and_left, reverse=True)


def _from_top_and_left(group: Group) -> tuple[float, float]:
    return group["ty"] * group["flip_sort"], -group["tx"]


def _goes_on(last: Any, state: Any) -> bool:  # noqa: ANN401 - of pypdf, and not public
    if abs(state.ty - last.ty) > state.font_height or last.flip_vertical != state.flip_vertical:
        return False
    gap = float(state.tx - last.displaced_tx)
    apart = _APART if len(last.text) > 1 or len(state.text) > 1 else _APART_BY_LETTER
    return -_BACK_MOST * _blank(state) <= gap <= apart * float(state.font_height)


def _blank(state: Any) -> float:  # noqa: ANN401 - of pypdf, and not public
    """The width of a blank on the page: pypdf gives it in the text's own units, or guesses it too small."""
    return max(
        float(state.space_tx * abs(state.transform[0])), _BLANK_LEAST * float(state.font_height)
    )


def _text(first: Any, parts: Sequence[_Part], spacing: float) -> str:  # noqa: ANN401 - see above
    """The parts, with blanks for the gaps between them, beyond the spacing of the letters."""
    blank = _blank(first) + spacing
    written = [
        " " * _blanks((part.gap - spacing) / blank if blank else 0.0) + part.text for part in parts
    ]
    return "".join(written)


def _blanks(gap: float) -> int:
    """How many blanks to write for a gap of so many: one up to nearly two, as in justified lines."""
    if gap < _BLANK_FROM:
        return 0
    return 1 if gap < _ONE_BLANK_TO else round(min(gap, _BLANKS_MOST))


def _spacing(parts: Sequence[_Part], height: float) -> float:
    """How far apart the letters of a spaced word are, in points; 0 for a word that is not spaced."""
    letters = [part.gap for part in parts[1:] if len(part.text) == 1]
    if len(letters) < _SPACED_LEAST - 1 or len(letters) < _MOST * (len(parts) - 1):
        return 0.0
    usual = median(letters)
    even = sum(abs(gap - usual) <= _EVEN * usual for gap in letters)
    return usual if usual > _SPACED_BY * height and even >= _MOST * len(letters) else 0.0


def _spacing_as_elsewhere(
    parts: Sequence[_Part], height: float, spacings: Iterable[float]
) -> float:
    """The same for a word too short to tell, where other words have its spacing.

    `spacings`: those of the other words, by the height of their signs.
    """
    letters = [part.gap for part in parts[1:] if len(part.text) == 1]
    if not letters or len(letters) < len(parts) - 1:
        return 0.0
    least = min(letters)
    alike = any(abs(least - spacing * height) <= _EVEN * least for spacing in spacings)
    return least if alike else 0.0


def _group(first: Any, last: Any, text: str) -> Group:  # noqa: ANN401 - see above
    return {
        "tx": first.tx,
        "ty": first.ty,
        "font_size": first.font_size,
        "font_height": first.font_height,
        "text": text,
        "displaced_tx": last.displaced_tx,
        "flip_sort": -1 if first.flip_vertical else 1,
    }
