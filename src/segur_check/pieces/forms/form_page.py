"""The texts and the boxes of a page with a form, and which stand on a line with which."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property

from msgspec import Struct

from segur_check.pieces.forms.caption_words import plain
from segur_check.pieces.page.placed import SLIP, Placed, Spot
from segur_check.values.pattern import Pattern

LEFT_MOST = 220.0  # points, eight centimetres: as far as a caption at the left may end from its box
TICK_NEAR = 25.0  # points: as far as the caption at the right of a box to tick may begin
_LABEL_MOST = 200  # signs
_SAYS = Pattern(r"[^\W_]|[€%]")


class Caption(Struct, frozen=True):
    """What stands beside a box; `group`: before the first of several boxes to tick."""

    own: str = ""
    group: str = ""


class FormPage:
    """The texts and the boxes of a page; both are named by their index in these lists.

    Texts within a box to write in are left out: what was written there, or the hint of what to write.
    """

    def __init__(self, texts: Iterable[Placed], spots: Sequence[Spot]) -> None:
        write_boxes = [spot for spot in spots if not spot.tick]
        telling = [
            text
            for text in texts
            if _SAYS.search(text.text) and not any(_is_in(text, box) for box in write_boxes)
        ]
        self.texts = sorted(telling, key=lambda text: text.middle)
        self.spots = spots
        self._middles = [text.middle for text in self.texts]  # sorted, so that lines are bisected

    def words(self, texts: Iterable[int]) -> str:
        """The plain words of these texts."""
        return " ".join([plain(self.texts[text].text) for text in texts])[:_LABEL_MOST]

    def between(self, lowest: float, highest: float) -> range:
        """The texts whose middle is between these heights, in points."""
        return range(bisect_left(self._middles, lowest), bisect_right(self._middles, highest))

    def on_line(self, box: int) -> list[int]:
        """The texts on the line of a box: within its height, or a bit off and beside no other box."""
        spot = self.spots[box]
        return [
            text
            for text in self.between(spot.bottom - 8, spot.top + 8)
            if spot.bottom <= self.texts[text].middle <= spot.top
            or (text not in self.beside_boxes and self._is_a_bit_off(text, spot))
        ]

    def before(self, box: int) -> list[int]:
        """The texts on the line of a box, between it and the next box at its left."""
        spot, neighbour = self.spots[box], self.next_left(box)
        edge = -1e9 if neighbour is None else self.spots[neighbour].right
        return [
            text
            for text in self.on_line(box)
            if self.texts[text].right <= spot.left + SLIP and self.texts[text].left >= edge - SLIP
        ]

    def _is_a_bit_off(self, text: int, spot: Spot) -> bool:
        placed = self.texts[text]
        return spot.bottom - 0.4 * placed.height <= placed.middle <= spot.top + 0.4 * placed.height

    @cached_property
    def beside_boxes(self) -> frozenset[int]:
        """The texts that stand beside some box, within its height."""
        return frozenset(
            text
            for spot in self.spots
            for text in self.between(spot.bottom, spot.top)
            if self.texts[text].right <= spot.left + SLIP
            or (spot.tick and -SLIP <= self.texts[text].left - spot.right <= TICK_NEAR)
        )

    def next_left(self, box: int) -> int | None:
        """The next box at the left, on the line of a box."""
        own = self.spots[box]
        boxes = [
            other
            for other, spot in enumerate(self.spots)
            if spot.right <= own.left + SLIP and other != box and spot.beside(own)
        ]
        return max(boxes, key=lambda other: self.spots[other].right, default=None)

    def next_right(self, box: int) -> int | None:
        """The next box at the right, on the line of a box."""
        own = self.spots[box]
        boxes = [
            other
            for other, spot in enumerate(self.spots)
            if spot.left >= own.right - SLIP and other != box and spot.beside(own)
        ]
        return min(boxes, key=lambda other: self.spots[other].left, default=None)


def _is_in(text: Placed, spot: Spot) -> bool:
    """Whether the middle of a text stands in a box."""
    across, upward = (text.left + text.right) / 2, text.middle
    return spot.left <= across <= spot.right and spot.bottom <= upward <= spot.top
