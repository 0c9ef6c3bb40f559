"""Captions that are folded on several lines."""

from collections.abc import Sequence
from itertools import pairwise

from segur_check.pieces.forms.caption_words import goes_on
from segur_check.pieces.forms.form_page import FormPage
from segur_check.pieces.page.placed import SLIP, Spot

LEADING = 1.4  # times the height of the signs: as far as the next line of a caption stands
LINES_MOST = 3


def nearest(page: FormPage, spot: Spot, texts: Sequence[int]) -> list[int]:
    """The caption of a box among the texts at its left: a single text, or one folded on lines of the box.

    Empty where another line stands as near to the middle of the box.
    """
    lines = _lines(page, texts)
    if not lines:
        return []
    middle = (spot.bottom + spot.top) / 2

    def off(line: list[int]) -> float:
        return abs(page.texts[line[-1]].middle - middle)

    best = min(lines, key=off)
    index, caption = lines.index(best), _tail(page, best)
    for step in (-1, 1):
        line, other = best, index + step
        while 0 <= other < len(lines) and _follows(page, line[-1], lines[other][-1]):
            tail = _tail(page, lines[other])
            caption = tail + caption if step < 0 else caption + tail
            line, other = lines[other], other + step
    apart = [line for line in lines if line[-1] not in caption]
    slack = 0.25 * page.texts[best[-1]].height
    return [] if any(off(line) - off(best) < slack for line in apart) else caption


def whole(page: FormPage, caption: Sequence[int]) -> tuple[int, ...]:
    """A caption with the lines before and after it that it is folded on, which are beside no box."""
    texts = list(caption)
    while len(texts) < LINES_MOST and goes_on(page.texts[texts[0]].text):
        above = _next_line(page, texts[0], up=True)
        if above is None:
            break
        texts.insert(0, above)
    while len(texts) < LINES_MOST:
        below = _next_line(page, texts[-1], up=False)
        if below is None or not goes_on(page.texts[below].text):
            break
        texts.append(below)
    return tuple(texts)


def _lines(page: FormPage, texts: Sequence[int]) -> list[list[int]]:
    """Texts from top to bottom, those of a line together, from left to right."""
    lines: list[list[int]] = []
    for text in sorted(texts, key=lambda text: (-page.texts[text].base, page.texts[text].left)):
        placed = page.texts[text]
        if lines and abs(page.texts[lines[-1][-1]].base - placed.base) < 0.4 * placed.height:
            lines[-1].append(text)
        else:
            lines.append([text])
    return lines


def _tail(page: FormPage, line: Sequence[int]) -> list[int]:
    """The last text of a line, with those before it that it goes on from: "Montant" "(HT)"."""
    tail = [line[-1]]
    for before, after in reversed([*pairwise(line)]):
        if not (tail[0] == after and goes_on(page.texts[after].text)):
            break
        tail.insert(0, before)
    return tail


def _follows(page: FormPage, text: int, other: int) -> bool:
    """Whether two texts stand the one under the other, as the lines of a caption do."""
    first, second = page.texts[text], page.texts[other]
    aligned = abs(first.left - second.left) <= SLIP or abs(first.right - second.right) <= SLIP
    return aligned and abs(first.base - second.base) <= LEADING * first.height


def _next_line(page: FormPage, text: int, *, up: bool) -> int | None:
    """The line just above or below a text, in its column and beside no box; None for several."""
    placed = page.texts[text]
    reach = LEADING * placed.height
    first, last = (
        (placed.middle, placed.middle + reach) if up else (placed.middle - reach, placed.middle)
    )
    near = [
        other
        for other in page.between(first, last)
        if other != text
        and abs(page.texts[other].left - placed.left) <= SLIP
        and abs(page.texts[other].base - placed.base) > 0.5 * placed.height
        and other not in page.beside_boxes
    ]
    return near[0] if len(near) == 1 else None
