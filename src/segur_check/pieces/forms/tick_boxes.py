"""The captions of boxes to tick, mostly at their right."""

from segur_check.pieces.forms.caption_words import plain
from segur_check.pieces.forms.folded import nearest, whole
from segur_check.pieces.forms.form_page import LEFT_MOST, TICK_NEAR, Caption, FormPage
from segur_check.pieces.forms.headings import above
from segur_check.pieces.page.placed import SLIP
from segur_check.pieces.words.text import flat

_YES_OR_NO = frozenset({"oui", "non", "yes", "no"})


def tick_caption(page: FormPage, box: int) -> Caption:
    """What stands beside a box to tick, and before the first box of its line."""
    spot = page.spots[box]
    near = [text for text in page.before(box) if spot.left - page.texts[text].right <= LEFT_MOST]
    before = nearest(page, spot, near)
    if _after(page, _last_of_line(page, box)) is not None:  # captions at the right
        own = _after(page, box)
        after = whole(page, [own]) if own is not None else ()
        group = page.words(before) or page.words(above(page, spot))
        return Caption(page.words(after), group)
    headings = {flat(plain(page.texts[text].text)) for text in above(page, spot)}
    # Under "Oui" or "Non", a ticked box says neither without its heading.
    return Caption("" if headings & _YES_OR_NO else page.words(before))


def _last_of_line(page: FormPage, box: int) -> int:
    """The box to tick that stands furthest right on the line of a box."""
    line = [
        other
        for other, spot in enumerate(page.spots)
        if spot.tick and (other == box or spot.beside(page.spots[box]))
    ]
    return max(line, key=lambda other: page.spots[other].left)


def _after(page: FormPage, box: int) -> int | None:
    """The text at the right of a box to tick, before the next box."""
    spot, neighbour = page.spots[box], page.next_right(box)
    edge = 1e9 if neighbour is None else page.spots[neighbour].left
    near = [
        text
        for text in page.on_line(box)
        if -SLIP <= page.texts[text].left - spot.right <= TICK_NEAR and page.texts[text].left < edge
    ]
    return min(near, key=lambda text: page.texts[text].left, default=None)
