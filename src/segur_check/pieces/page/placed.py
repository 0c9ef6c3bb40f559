"""The texts of a page and the boxes of its form, where they stand."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

SLIP = 3.0  # points that writers are off by


class Placed(Struct, frozen=True):
    """A text of a page and where it stands, in points: its ends, its baseline, the height of its signs."""

    text: str
    left: float
    right: float
    base: float
    height: float

    @property
    def middle(self) -> float:
        """The height of the middle of its small letters."""
        return self.base + 0.35 * self.height


class Spot(Struct, frozen=True):
    """The box of a field, in points; `tick`: to be ticked; `named`: a tooltip says what it is for."""

    left: float
    bottom: float
    right: float
    top: float
    tick: bool = False
    named: bool = False

    def beside(self, other: "Spot") -> bool:
        """Whether two boxes stand on the same line."""
        shared = min(self.top, other.top) - max(self.bottom, other.bottom)
        return shared > min(self.top - self.bottom, other.top - other.bottom) / 2

    def under(self, other: "Spot") -> bool:
        """Whether this is the next box under another, in the same column."""
        same = abs(self.left - other.left) <= SLIP and abs(self.right - other.right) <= SLIP
        gap = other.bottom - self.top
        return same and -SLIP <= gap <= 1.5 * (self.top - self.bottom)


def phrases(texts: Sequence[Placed]) -> list[Placed]:
    """The texts of a page, with those put together that follow each other on a line as words do."""
    return [
        phrase
        for line in _lines_of(sorted(texts, key=lambda text: -text.base))
        for phrase in _phrases_of_line(sorted(line, key=lambda text: text.left))
    ]


def _phrases_of_line(line: Sequence[Placed]) -> Iterator[Placed]:
    """The phrases of the texts of a line, from left to right."""
    phrase: Placed | None = None
    for text in line:
        if phrase is None:
            phrase = text
            continue
        gap = text.left - phrase.right
        if text.text == phrase.text and abs(text.left - phrase.left) < 1:
            continue  # drawn twice, to look bold
        if -phrase.height < gap < 0.9 * phrase.height:
            blank = " " if gap > 0.12 * phrase.height else ""
            phrase = Placed(
                f"{phrase.text}{blank}{text.text}",
                phrase.left,
                max(phrase.right, text.right),
                phrase.base,
                phrase.height,
            )
        else:
            yield phrase
            phrase = text
    if phrase is not None:
        yield phrase


def _lines_of(texts: Sequence[Placed]) -> Iterator[list[Placed]]:
    """Texts sorted from top to bottom, those of a line together."""
    line: list[Placed] = []
    for text in texts:
        if line and line[0].base - text.base > 0.3 * min(line[0].height, text.height):
            yield line
            line = []
        line.append(text)
    if line:
        yield line
