"""The captions of boxes to write in: at their left on their line, else above them."""

from collections import Counter
from collections.abc import Sequence

from segur_check.pieces.forms.caption_words import is_unit, label_of, plain, row_and_column
from segur_check.pieces.forms.folded import nearest, whole
from segur_check.pieces.forms.form_page import LEFT_MOST, TICK_NEAR, FormPage
from segur_check.pieces.forms.headings import above
from segur_check.pieces.page.placed import SLIP, Placed, Spot

_UNIT_NEAR = 15.0  # points, from the box before the unit
_PART_NEAR = 12.0  # points, between two boxes of one figure, or of one date
_COLUMN_MOST = 60  # boxes under a heading
_ROW_MOST = 20  # boxes after a text


def labels(page: FormPage) -> list[str]:
    """The label of each box to write in; "" for a box to tick, or where no caption is its alone."""
    return _WriteBoxes(page).labels()


class _WriteBoxes:
    """The texts that each box of a page claims as its caption, at its left and above it."""

    def __init__(self, page: FormPage) -> None:
        self._page, self._spots = page, page.spots
        self._above = [() if spot.tick else above(page, spot) for spot in page.spots]
        self._left: list[tuple[int, ...]] = [()] * len(page.spots)
        for box in sorted(range(len(page.spots)), key=lambda box: page.spots[box].left):
            if not page.spots[box].tick:
                self._left[box] = self._at_left(box)

    def labels(self) -> list[str]:
        claims = Counter(text for texts in (*self._left, *self._above) for text in texts)

        def is_its_alone(texts: Sequence[int]) -> bool:
            return all(claims[text] == 1 for text in texts)

        def words(side: Sequence[Sequence[int]]) -> list[str]:
            return [self._page.words(texts) if is_its_alone(texts) else "" for texts in side]

        lefts, headings = words(self._left), words(self._above)
        result = []
        for box, spot in enumerate(self._spots):
            # Where two boxes claim a text, it is neither's, and the other side does not speak either.
            alone = is_its_alone(self._left[box]) and is_its_alone(self._above[box])
            label = ""
            if alone and not spot.tick:
                label = self._label(box, lefts, self._heading(box, headings))
            result.append(label)
        for box in range(len(self._spots)):
            if self._is_first_part(box, result):
                result[box] = ""  # euros and cents, or a day, its month and its year
        return [self._with_unit(box, label) for box, label in enumerate(result)]

    def _is_first_part(self, box: int, labels: Sequence[str]) -> bool:
        """Whether the value of a box goes on in the next box, which has no label of its own."""
        spot, following = self._spots[box], self._page.next_right(box)
        if following is None or spot.tick:
            return False
        part = self._spots[following]
        near = part.left - spot.right <= _PART_NEAR
        return near and not (part.tick or part.named or labels[following])

    def _with_unit(self, box: int, label: str) -> str:
        """A label with the unit that stands after the box: "Montant" … "€ HT"."""
        spot = self._spots[box]
        for text in self._page.on_line(box) if label else ():
            placed = self._page.texts[text]
            unit = plain(placed.text)
            if -SLIP <= placed.left - spot.right <= _UNIT_NEAR and is_unit(unit):
                return f"{label} ({unit.strip('()')})"
        return label

    # --- at the left ---

    def _at_left(self, box: int) -> tuple[int, ...]:
        """The texts that are the caption of a box at its left; the boxes at its left come before it."""
        page, spot = self._page, self._spots[box]
        caption = nearest(page, spot, page.before(box))
        if not caption:
            return ()
        last = max(caption, key=lambda text: page.texts[text].right)
        if self._is_far(spot, page.texts[last]):
            return ()
        neighbour = page.next_left(box)
        if neighbour is not None and self._is_of(neighbour, caption, spot):
            return ()
        return whole(page, caption)

    def _is_far(self, spot: Spot, text: Placed) -> bool:
        """Whether a text at the left stands too far from a box to be its caption.

        A short text may stand far in a column of captions, where another caption of the column is near a
        box of the same column of boxes.
        """
        if spot.left - text.right <= LEFT_MOST:
            return False
        column = [
            other
            for other in self._spots
            if other is not spot and abs(other.left - spot.left) <= SLIP
        ]
        return not any(
            spot.left - other.right <= LEFT_MOST
            and any(box.bottom <= other.middle <= box.top for box in column)
            for other in self._page.texts
            if abs(other.left - text.left) <= SLIP and other.right <= spot.left
        )

    def _is_of(self, neighbour: int, caption: Sequence[int], spot: Spot) -> bool:
        """Whether a text between two boxes belongs to the first, `neighbour`."""
        other, texts = self._spots[neighbour], self._page.texts
        first = texts[caption[0]]
        last = max(texts[text].right for text in caption)
        before, after = first.left - other.right, spot.left - last
        if other.tick:
            return before <= min(TICK_NEAR, after) and not first.text.rstrip().endswith(":")
        if before <= _UNIT_NEAR and is_unit(plain(first.text)):
            return True
        has_caption = bool(self._left[neighbour]) or other.named or bool(self._above[neighbour])
        return not has_caption and before <= 2 * after

    # --- above ---

    def _label(self, box: int, lefts: Sequence[str], heading: str) -> str:
        """The words at the left of a box and above it; of a row of boxes, those before the first."""
        if lefts[box] or not heading:
            return label_of(lefts[box], heading)
        first = box
        for _ in range(_ROW_MOST):
            before = self._page.next_left(first)
            if before is None or self._spots[before].tick:
                break
            first = before
            if lefts[first]:
                return label_of(lefts[first], heading) and row_and_column(lefts[first], heading)
        return heading

    def _heading(self, box: int, headings: Sequence[str]) -> str:
        """What stands above a box, or above the column of boxes that it stands in."""
        for _ in range(_COLUMN_MOST):
            if headings[box]:
                return headings[box]
            if self._above[box]:
                return ""
            own = self._spots[box]
            over = [
                other
                for other, spot in enumerate(self._spots)
                if other != box and own.under(spot) and spot.top > own.top
            ]
            if len(over) != 1:
                return ""
            box = over[0]
        return ""
