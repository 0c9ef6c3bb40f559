"""The texts of a page and the boxes of its form, where they stand."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

SLIP = 3.0  # points that writers are off by


class Placed(Struct, frozen=True):
    """A text of a page, where it stands in points: its ends, its baseline, the height of its signs."""

    text: str
    left: float
    right: float
    base: float
    height: float

    @property
    def middle(self) -> float:
        """How high the middle of its small letters is."""
        return self.base + 0.35 * self.height


class Spot(Struct, frozen=True):
    """The box of a field; `tick`: to be ticked; `named`: a tooltip says what it is of."""

    left: float
    bottom: float
    right: float
    top: float
    tick: bool = False
    named: bool = False

    def beside(self, other: "Spot") -> bool:
        """Whether two boxes stand on one line."""
        shared = min(self.top, other.top) - max(self.bottom, other.bottom)
        return shared > min(self.top - self.bottom, other.top - other.bottom) / 2

    def under(self, other: "Spot") -> bool:
        """Whether it is the next box of the same column."""
        same = abs(self.left - other.left) <= SLIP and abs(self.right - other.right) <= SLIP
        gap = other.bottom - self.top
        return same and -SLIP <= gap <= 1.5 * (self.top - self.bottom)


def phrases(texts: Sequence[Placed]) -> list[Placed]:
    """The texts of a page, those put together that follow each other on a line as words do."""
    found: list[Placed] = []
    for line in _lines_of(sorted(texts, key=lambda one: -one.base)):
        joined: Placed | None = None
        for one in sorted(line, key=lambda one: one.left):
            if joined is None:
                joined = one
                continue
            gap = one.left - joined.right
            if one.text == joined.text and abs(one.left - joined.left) < 1:
                continue  # drawn twice, which makes it look bold
            if -joined.height < gap < 0.9 * joined.height:
                blank = " " if gap > 0.12 * joined.height else ""
                joined = Placed(
                    f"{joined.text}{blank}{one.text}",
                    joined.left,
                    max(joined.right, one.right),
                    joined.base,
                    joined.height,
                )
            else:
                found.append(joined)
                joined = one
        if joined is not None:
            found.append(joined)
    return found


def _lines_of(texts: Sequence[Placed]) -> Iterator[list[Placed]]:
    """Texts from top to bottom, those of one line together."""
    line: list[Placed] = []
    for one in texts:
        if line and line[0].base - one.base > 0.3 * min(line[0].height, one.height):
            yield line
            line = []
        line.append(one)
    if line:
        yield line
