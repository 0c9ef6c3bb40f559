"""What stands just above a box: its heading, which may be that of a column of boxes."""

from segur_check.pieces.forms.folded import LEADING, LINES_MOST
from segur_check.pieces.forms.form_page import FormPage
from segur_check.pieces.page.placed import SLIP, Placed, Spot
from segur_check.values.pattern import Pattern

_ASKEW = 6.0  # points, of a heading above its box
_ABOVE = 1.5  # times the height of the signs: as far as a heading stands from its box
_A_VALUE = Pattern(r": *[^\W_]|\d{3}")  # what says something already is no heading


def above(page: FormPage, spot: Spot) -> tuple[int, ...]:
    """The texts that stand just above a box, from the top; none where they may be another's."""
    over = [
        text
        for text in page.between(spot.top - 6, spot.top + 40)
        if _heads(page.texts[text], spot)
        and -SLIP <= page.texts[text].base - spot.top <= _ABOVE * page.texts[text].height
    ]
    if not over:
        return ()
    lowest = min(over, key=lambda text: page.texts[text].base)
    last_line = page.texts[lowest]
    line = [
        text for text in over if page.texts[text].base - last_line.base < 0.4 * last_line.height
    ]
    if len(line) > 1 or _is_over_another(page, spot, last_line):
        return ()
    if _is_nearer_below(page, spot, last_line.base - spot.top - 0.2 * last_line.height):
        return ()
    return _with_lines_above(page, spot, lowest)


def _with_lines_above(page: FormPage, spot: Spot, lowest: int) -> tuple[int, ...]:
    """The last line of a heading, with the lines that it is folded on."""
    heading = [lowest]
    while len(heading) < LINES_MOST:
        top_line = page.texts[heading[0]]
        further = [
            text
            for text in page.between(top_line.middle, top_line.middle + LEADING * top_line.height)
            if page.texts[text].base - top_line.base > 0.5 * top_line.height
            and _heads(page.texts[text], spot)
            and text not in page.beside_boxes
        ]
        if len(further) != 1:
            break
        heading.insert(0, further[0])
    return tuple(heading)


def _is_over_another(page: FormPage, spot: Spot, text: Placed) -> bool:
    """Whether a text above a box stands above its neighbour too."""
    return any(
        other is not spot
        and other.beside(spot)
        and text.left <= (other.left + other.right) / 2 <= text.right
        for other in page.spots
    )


def _is_nearer_below(page: FormPage, spot: Spot, gap: float) -> bool:
    """Whether a text under a box is as near as the one above: some forms have captions below."""
    for text in page.between(spot.bottom - 40, spot.bottom):
        placed = page.texts[text]
        gap_below = spot.bottom - placed.base - 0.7 * placed.height
        if _heads(placed, spot) and -SLIP <= gap_below <= gap + 1:
            return True
    return False


def _heads(text: Placed, spot: Spot) -> bool:
    """Whether a text may head the column that a box makes: it is aligned with the box, or within it."""
    if _A_VALUE.search(text.text):
        return False
    within = spot.left - SLIP <= text.left and text.right <= spot.right + SLIP
    offsets = (
        text.left - spot.left,
        text.right - spot.right,
        (text.left + text.right - spot.left - spot.right) / 2,
    )
    return within or any(abs(offset) <= _ASKEW for offset in offsets)
