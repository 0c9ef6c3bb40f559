"""What is printed beside the boxes of a form, as a person reads it.

The text at the left of a box on its line, else the one just above it, which may be the heading of a
column of boxes; of a box to tick, mostly the one at its right. Where two texts may be meant, or one
text by two boxes, or the only one stands far away, the box has no caption: nobody is told wrong by a
guess.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from msgspec import Struct

from segur_check.pieces.figures.field_lines import names_rate
from segur_check.pieces.page.placed import SLIP, Placed, Spot
from segur_check.pieces.words.tax_words import kinds_of
from segur_check.pieces.words.text import flat
from segur_check.values.pattern import Pattern

_FAR = 220.0  # points, eight centimetres: as far as a caption at the left may end from its box
_NEAR = 25.0  # of a box to tick
_UNIT_NEAR = 15.0
_PART_NEAR = 12.0  # between two boxes of one figure, or of one date
_ASKEW = 6.0  # of a heading above its box
_LEADING = 1.4  # of the height of the signs: as far as the next line of a caption stands
_ABOVE = 1.5  # of the height of the signs: as far as a heading stands from its box
_WRAPPED_MOST = 3  # lines
_COLUMN_MOST = 60  # boxes under one heading
_ROW_MOST = 20  # boxes after one text
_LABEL_MOST = 200
_TEXTS_MOST = 3_000  # of a page, once words are put together: a dense one has some hundreds
_BOXES_MOST = 500

_LEADERS = Pattern(r"(?:[.…_·]\s*){3,}")
_SAYS = Pattern(r"[^\W_]|[€%]")
_LETTER = Pattern(r"[^\W\d_]")
_UNIT = Pattern(r"\(?(?:€|eur|euros?|%)?\)? ?\(?(?:h\.?t\.?|t\.?t\.?c\.?)?\)?", re.IGNORECASE)
_UNIT_BEFORE = Pattern(r"\A(?:€|eur|euros?|%) ?[,;] ?", re.IGNORECASE)
_A_VALUE = Pattern(r": *[^\W_]|\d{3}")  # what says something already is no heading
_YES_OR_NO = frozenset({"oui", "non", "yes", "no"})


class Caption(Struct, frozen=True):
    """What stands beside a box; `group`: before the first of several boxes to tick."""

    own: str = ""
    group: str = ""


def captions(texts: Sequence[Placed], spots: Sequence[Spot]) -> tuple[Caption, ...]:
    """The caption of each box of a page; none on a page more full than any form."""
    if len(texts) > _TEXTS_MOST or len(spots) > _BOXES_MOST:
        return tuple(Caption() for _ in spots)
    page = _Page(texts, spots)
    return tuple(page.caption(at) for at in range(len(spots)))


class _Page:
    """The texts and the boxes of a page; both are told by their place in these lists."""

    def __init__(self, texts: Sequence[Placed], spots: Sequence[Spot]) -> None:
        written_in = [spot for spot in spots if not spot.tick]
        telling = [
            one
            for one in texts
            if _SAYS.search(one.text) and not any(_is_in(one, spot) for spot in written_in)
        ]
        self.texts = sorted(telling, key=lambda one: one.middle)
        self.middles = [one.middle for one in self.texts]
        self.spots = spots

    def caption(self, at: int) -> Caption:
        """What stands beside a box."""
        if self.spots[at].tick:
            return self._of_tick(at)
        return Caption(self._with_unit(at, self._labels[at]))

    # --- boxes to write in ---

    @cached_property
    def _labels(self) -> list[str]:
        """Of each box to write in: what is at its left and above, where it is its alone."""
        left, above = self._lefts, self._aboves
        claimed = Counter(text for texts in (*left, *above) for text in texts)
        kept = [
            [texts if all(claimed[one] == 1 for one in texts) else () for texts in side]
            for side in (left, above)
        ]
        alone = [
            # What is claimed twice is nobody's: not even the other side speaks then.
            bool(len(own[0]) == len(left[at]) and len(own[1]) == len(above[at]))
            for at, own in enumerate(zip(*kept, strict=True))
        ]
        headings = [self._said(texts) for texts in kept[1]]
        lefts = [self._said(texts) for texts in kept[0]]
        labels = [
            self._label(at, lefts, self._heading(at, headings)) if alone[at] else ""
            for at in range(len(self.spots))
        ]
        for at, spot in enumerate(self.spots):
            part = self._next_right(at)
            if part is None or spot.tick or self.spots[part].tick or self.spots[part].named:
                continue
            if self.spots[part].left - spot.right <= _PART_NEAR and not labels[part]:
                labels[at] = ""  # euros and cents, or a day, its month and its year
        return labels

    @cached_property
    def _lefts(self) -> list[tuple[int, ...]]:
        """Of each box to write in, the texts that are its caption at the left."""
        found: list[tuple[int, ...]] = [()] * len(self.spots)
        for at in sorted(range(len(self.spots)), key=lambda one: self.spots[one].left):
            if not self.spots[at].tick:
                found[at] = self._left(at, found)
        return found

    def _left(self, at: int, before: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
        spot, wall = self.spots[at], self._next_left(at)
        ends = -1e9 if wall is None else self.spots[wall].right
        cells = [
            one
            for one in self._on_line(at)
            if self.texts[one].right <= spot.left + SLIP and self.texts[one].left >= ends - SLIP
        ]
        caption = self._nearest(spot, cells)
        if not caption:
            return ()
        last = max(caption, key=lambda one: self.texts[one].right)
        if self._is_far(spot, self.texts[last]):
            return ()
        if wall is not None and self._is_of(wall, caption, spot, labelled=bool(before[wall])):
            return ()
        return self._whole(caption)

    def _is_far(self, spot: Spot, text: Placed) -> bool:
        """Whether a text at the left stands too far from a box to be its caption.

        A short one may, in a column of captions of which another is near a box of the same column.
        """
        if spot.left - text.right <= _FAR:
            return False
        return not any(
            spot.left - other.right <= _FAR
            and any(one.bottom <= other.middle <= one.top for one in self._column_of(spot))
            for other in self.texts
            if abs(other.left - text.left) <= SLIP and other.right <= spot.left
        )

    def _column_of(self, spot: Spot) -> list[Spot]:
        return [one for one in self.spots if one is not spot and abs(one.left - spot.left) <= SLIP]

    def _nearest(self, spot: Spot, cells: Sequence[int]) -> list[int]:
        """Of the texts at the left of a box, the caption: one, or one folded on lines of the box."""
        lines: list[list[int]] = []
        for cell in sorted(cells, key=lambda one: (-self.texts[one].base, self.texts[one].left)):
            near = lines and abs(self.texts[lines[-1][-1]].base - self.texts[cell].base) < (
                0.4 * self.texts[cell].height
            )
            if near:
                lines[-1].append(cell)
            else:
                lines.append([cell])
        if not lines:
            return []
        middle = (spot.bottom + spot.top) / 2

        def off(line: list[int]) -> float:
            return abs(self.texts[line[-1]].middle - middle)

        best = min(lines, key=off)
        place, found = lines.index(best), self._tail(best)
        for step in (-1, 1):
            here, other = best, place + step
            while 0 <= other < len(lines) and self._follows(here[-1], lines[other][-1]):
                found = (
                    self._tail(lines[other]) + found
                    if step < 0
                    else found + self._tail(lines[other])
                )
                here, other = lines[other], other + step
        apart = [one for one in lines if one[-1] not in found]
        slack = 0.25 * self.texts[best[-1]].height
        return [] if any(off(one) - off(best) < slack for one in apart) else found

    def _tail(self, line: Sequence[int]) -> list[int]:
        """The last text of a line, with those before it that it goes on from: "Montant" "(HT)"."""
        found = [line[-1]]
        for before, after in reversed([*pairwise(line)]):
            if not (found[0] == after and _goes_on(self.texts[after].text)):
                break
            found.insert(0, before)
        return found

    def _follows(self, one: int, other: int) -> bool:
        """Whether two texts stand one under the other, as the lines of one caption do."""
        first, second = self.texts[one], self.texts[other]
        aligned = abs(first.left - second.left) <= SLIP or abs(first.right - second.right) <= SLIP
        return aligned and abs(first.base - second.base) <= _LEADING * first.height

    def _whole(self, caption: Sequence[int]) -> tuple[int, ...]:
        """A caption with the lines before and after it that it is folded on, beside no box."""
        found = list(caption)
        while len(found) < _WRAPPED_MOST and _goes_on(self.texts[found[0]].text):
            above = self._line_by(found[0], up=True)
            if above is None:
                break
            found.insert(0, above)
        while len(found) < _WRAPPED_MOST:
            below = self._line_by(found[-1], up=False)
            if below is None or not _goes_on(self.texts[below].text):
                break
            found.append(below)
        return tuple(found)

    def _line_by(self, text: int, *, up: bool) -> int | None:
        """The line just above or below a text, in its column and beside no box."""
        here = self.texts[text]
        reach = _LEADING * here.height
        first, last = (
            (here.middle, here.middle + reach) if up else (here.middle - reach, here.middle)
        )
        near = [
            one
            for one in self._between(first, last)
            if one != text
            and abs(self.texts[one].left - here.left) <= SLIP
            and abs(self.texts[one].base - here.base) > 0.5 * here.height
            and one not in self._held
        ]
        return near[0] if len(near) == 1 else None

    def _is_of(self, wall: int, caption: Sequence[int], spot: Spot, *, labelled: bool) -> bool:
        """Whether a text between two boxes belongs to the first."""
        other = self.spots[wall]
        first = self.texts[caption[0]]
        last = max(self.texts[one].right for one in caption)
        before, after = first.left - other.right, spot.left - last
        if other.tick:
            return before <= min(_NEAR, after) and not first.text.rstrip().endswith(":")
        if before <= _UNIT_NEAR and _UNIT.fullmatch(_plain(first.text)):
            return True
        known = labelled or other.named or bool(self._aboves[wall])
        return not known and before <= 2 * after

    # --- above a box ---

    @cached_property
    def _aboves(self) -> list[tuple[int, ...]]:
        """Of each box to write in, the texts that stand just above it."""
        return [() if spot.tick else self._above(spot) for spot in self.spots]

    def _above(self, spot: Spot) -> tuple[int, ...]:
        over = [
            one
            for one in self._between(spot.top - 6, spot.top + 40)
            if _over(self.texts[one], spot)
            and -SLIP <= self.texts[one].base - spot.top <= _ABOVE * self.texts[one].height
        ]
        if not over:
            return ()
        lowest = min(over, key=lambda one: self.texts[one].base)
        here = self.texts[lowest]
        line = [one for one in over if self.texts[one].base - here.base < 0.4 * here.height]
        if len(line) > 1 or self._is_over_another(spot, here):
            return ()
        if self._is_nearer_below(spot, here.base - spot.top - 0.2 * here.height):
            return ()
        found = [lowest]
        while len(found) < _WRAPPED_MOST:
            here = self.texts[found[0]]
            further = [
                one
                for one in self._between(here.middle, here.middle + _LEADING * here.height)
                if self.texts[one].base - here.base > 0.5 * here.height
                and _over(self.texts[one], spot)
                and one not in self._held
            ]
            if len(further) != 1:
                break
            found.insert(0, further[0])
        return tuple(found)

    def _is_over_another(self, spot: Spot, text: Placed) -> bool:
        """Whether a text above a box stands above its neighbour too."""
        return any(
            one is not spot
            and one.beside(spot)
            and text.left <= (one.left + one.right) / 2 <= text.right
            for one in self.spots
        )

    def _is_nearer_below(self, spot: Spot, gap: float) -> bool:
        """Whether a text under a box is as near as the one above: some forms have captions below."""
        return any(
            _over(self.texts[one], spot)
            and -SLIP
            <= spot.bottom - self.texts[one].base - 0.7 * self.texts[one].height
            <= gap + 1
            for one in self._between(spot.bottom - 40, spot.bottom)
        )

    def _label(self, at: int, lefts: Sequence[str], heading: str) -> str:
        """What is at the left of a box and above it; of a row of boxes, what is before the first."""
        if lefts[at] or not heading:
            return _either(lefts[at], heading)
        first = at
        for _ in range(_ROW_MOST):
            before = self._next_left(first)
            if before is None or self.spots[before].tick:
                break
            first = before
            if lefts[first]:
                return _either(lefts[first], heading) and _of_row(lefts[first], heading)
        return heading

    def _heading(self, at: int, headings: Sequence[str]) -> str:
        """What stands above a box, or above the column of boxes that it is of."""
        for _ in range(_COLUMN_MOST):
            if headings[at]:
                return headings[at]
            if self._aboves[at]:
                return ""
            here = self.spots[at]
            over = [
                place
                for place, one in enumerate(self.spots)
                if place != at and here.under(one) and one.top > here.top
            ]
            if len(over) != 1:
                return ""
            at = over[0]
        return ""

    # --- boxes to tick ---

    def _of_tick(self, at: int) -> Caption:
        before = self._nearest(self.spots[at], self._before_tick(at))
        row = [
            place
            for place, one in enumerate(self.spots)
            if one.tick and (place == at or one.beside(self.spots[at]))
        ]
        last = max(row, key=lambda one: self.spots[one].left)
        if self._after(last) is not None:  # captions at the right
            own = self._after(at)
            after = self._whole([own]) if own is not None else ()
            group = self._said(before) or self._said(self._above(self.spots[at]))
            return Caption(self._said(after), group)
        over = {flat(_plain(self.texts[one].text)) for one in self._above(self.spots[at])}
        # Under "Oui" or "Non", a ticked box says neither without its heading.
        return Caption("" if over & _YES_OR_NO else self._said(before))

    def _before_tick(self, at: int) -> list[int]:
        spot, wall = self.spots[at], self._next_left(at)
        ends = -1e9 if wall is None else self.spots[wall].right
        return [
            one
            for one in self._on_line(at)
            if self.texts[one].right <= spot.left + SLIP
            and self.texts[one].left >= ends - SLIP
            and spot.left - self.texts[one].right <= _FAR
        ]

    def _after(self, at: int) -> int | None:
        """The text at the right of a box to tick, before the next box."""
        spot, wall = self.spots[at], self._next_right(at)
        begins = 1e9 if wall is None else self.spots[wall].left
        near = [
            one
            for one in self._on_line(at)
            if -SLIP <= self.texts[one].left - spot.right <= _NEAR and self.texts[one].left < begins
        ]
        return min(near, key=lambda one: self.texts[one].left, default=None)

    # --- what stands where ---

    def _said(self, texts: Sequence[int]) -> str:
        return " ".join([_plain(self.texts[one].text) for one in texts])[:_LABEL_MOST]

    def _with_unit(self, at: int, label: str) -> str:
        """A label with the unit that stands after the box: "Montant" … "€ HT"."""
        spot = self.spots[at]
        for one in self._on_line(at) if label else ():
            here = self.texts[one]
            unit = _plain(here.text)
            if -SLIP <= here.left - spot.right <= _UNIT_NEAR and _UNIT.fullmatch(unit):
                return f"{label} ({unit.strip('()')})"
        return label

    def _between(self, lowest: float, highest: float) -> range:
        """The texts whose middle is at these heights."""
        return range(bisect_left(self.middles, lowest), bisect_right(self.middles, highest))

    def _on_line(self, at: int) -> list[int]:
        """The texts on the line of a box: within its height, or a bit off and beside no other box."""
        spot = self.spots[at]
        return [
            one
            for one in self._between(spot.bottom - 8, spot.top + 8)
            if spot.bottom <= self.texts[one].middle <= spot.top
            or (one not in self._held and self._is_a_bit_off(one, spot))
        ]

    def _is_a_bit_off(self, text: int, spot: Spot) -> bool:
        here = self.texts[text]
        return spot.bottom - 0.4 * here.height <= here.middle <= spot.top + 0.4 * here.height

    @cached_property
    def _held(self) -> frozenset[int]:
        """The texts that stand beside a box, within its height."""
        return frozenset(
            one
            for spot in self.spots
            for one in self._between(spot.bottom, spot.top)
            if self.texts[one].right <= spot.left + SLIP
            or (spot.tick and -SLIP <= self.texts[one].left - spot.right <= _NEAR)
        )

    def _next_left(self, at: int) -> int | None:
        """The next box at the left on the line of a box."""
        here = self.spots[at]
        found = [
            place
            for place, one in enumerate(self.spots)
            if one.right <= here.left + SLIP and place != at and one.beside(here)
        ]
        return max(found, key=lambda one: self.spots[one].right, default=None)

    def _next_right(self, at: int) -> int | None:
        here = self.spots[at]
        found = [
            place
            for place, one in enumerate(self.spots)
            if one.left >= here.right - SLIP and place != at and one.beside(here)
        ]
        return min(found, key=lambda one: self.spots[one].left, default=None)


def _is_in(text: Placed, spot: Spot) -> bool:
    """Whether a text stands in a box: what was written there, or the hint of what to write."""
    across, upward = (text.left + text.right) / 2, text.middle
    return spot.left <= across <= spot.right and spot.bottom <= upward <= spot.top


def _over(text: Placed, spot: Spot) -> bool:
    """Whether a text is a heading of the column that a box makes: aligned with it, or within it."""
    if _A_VALUE.search(text.text):
        return False
    within = spot.left - SLIP <= text.left and text.right <= spot.right + SLIP
    offs = (
        text.left - spot.left,
        text.right - spot.right,
        (text.left + text.right - spot.left - spot.right) / 2,
    )
    return within or any(abs(off) <= _ASKEW for off in offs)


def _plain(text: str) -> str:
    """A caption without the dots that lead to its box, its colon, the star of what must be filled.

    Nor with the unit of the box before it: "HT : ____ €, TVA : ____".
    """
    plain = " ".join(_LEADERS.sub(" ", text).split()).strip(" :*.")
    return _UNIT_BEFORE.sub("", plain)


def _goes_on(text: str) -> bool:
    """Whether a text goes on from what stands before: "(en euros)", "de la TVA"."""
    first = text.lstrip()[:1]
    return first.islower() or first == "(" or not _LETTER.search(text)


def _either(left: str, above: str) -> str:
    """The label of a box with a text at its left and a heading above, which may contradict it.

    Where the left names a thing and the heading an amount, it is both: the row and the column.
    """
    if not (left and above):
        return left or above
    here, there = _names(left), _names(above)
    if here and there and here != there:
        return ""
    return _of_row(left, above) if there and not here else left


def _of_row(left: str, heading: str) -> str:
    """A row and a column; "Taux" is of VAT as long as it stands alone in its cell."""
    return f"{left}  {heading}" if names_rate(flat(heading)) else f"{left} {heading}"


def _names(label: str) -> frozenset[str]:
    low = flat(label)
    return frozenset({"rate"} if names_rate(low) else map(str, kinds_of(low)))
