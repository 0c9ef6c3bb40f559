"""What of a drawing a viewer shows, and which way it runs.

Text may be there and not be seen: drawn without ink (the layer that a character recognition lays under a
picture), or covered by a picture. It may run upward on a page that nobody turned.
"""

from collections.abc import Iterable
from math import atan2, cos, degrees, radians, sin
from typing import Any

from msgspec import Struct

from segur_check.pieces.pdf.speed.operations import Operation

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]

_PLAIN: Matrix = (1, 0, 0, 1, 0, 0)
_SHOWING = frozenset({b"Tj", b"TJ", b"'", b'"'})
_NEXT_LINE = frozenset({b"T*", b"'", b'"'})
_PLACING = _NEXT_LINE | {b"BT", b"Tm", b"Td", b"TD"}
_INVISIBLE = (3, 7)  # ways of drawing letters: without ink
_STEP = 15  # degrees: what runs less aslant runs straight
_COVERS = 0.8  # of the page: a picture of a page
_SLIP = 3.0  # points
# The matrices that have no rounding.
_UPRIGHT: dict[int, Matrix] = {
    90: (0, -1, 1, 0, 0, 0),
    180: (-1, 0, 0, -1, 0, 0),
    270: (0, 1, -1, 0, 0, 0),
}


class Shown(Struct):
    """How each text of a drawing is shown.

    Of each operation that shows a text, by its place among all: `ways` the degrees (by 15) that the text runs
    at, `fonts` the name of its font, `bytes` how many it shows. `hidden`: those without ink or under a
    picture; `outside`: those that begin beside the page. `pictures`: the share of the page that pictures
    cover.
    """

    ways: dict[int, int]
    fonts: dict[int, str]
    bytes: dict[int, int]
    hidden: set[int]
    outside: set[int]
    pictures: float = 0.0


def shown(operations: Iterable[Operation], box: Box) -> Shown:
    """Follow the operations of a drawing on a page of this box (left, bottom, right, top; points)."""
    found = Shown({}, {}, {}, set(), set())
    left, bottom, right, top = box
    page = max(1.0, (right - left) * (top - bottom))
    pen = _Pen()
    covering = 0.0  # by pictures, since the last text
    open_to_view: list[int] = []  # the texts that no picture has covered
    for place, (operands, operator) in enumerate(operations):
        pen.follow(operator, operands)
        if operator in _SHOWING:
            put = _times(pen.text, pen.matrix)
            found.ways[place], found.fonts[place] = _way(put), pen.font
            found.bytes[place] = _length(operands)
            covering = 0.0
            open_to_view.append(place)
            if pen.mode in _INVISIBLE:
                found.hidden.add(place)
            if _is_beside(put, box):
                found.outside.add(place)
        elif operator == b"Do" and operands:
            share = abs(pen.matrix[0] * pen.matrix[3] - pen.matrix[1] * pen.matrix[2]) / page
            found.pictures += share
            covering += share if operands[0] and not pen.faint else 0.0
            if covering >= _COVERS:
                found.hidden.update(open_to_view)
                open_to_view.clear()
    return found


class _Pen:
    """Where a drawing has come to, and in which state."""

    def __init__(self) -> None:
        self.matrix, self.text, self.leading = _PLAIN, _PLAIN, 0.0
        self.mode, self.font, self.faint = 0, "", False
        self._kept: list[tuple[Matrix, float, int, str, bool]] = []

    def follow(self, operator: bytes, operands: list[Any]) -> None:
        """Draw on, as far as the state goes."""
        if operator in _PLACING:
            self._place(operator, operands)
        elif operator == b"q":
            self._kept.append((self.matrix, self.leading, self.mode, self.font, self.faint))
        elif operator == b"Q" and self._kept:
            self.matrix, self.leading, self.mode, self.font, self.faint = self._kept.pop()
        elif not operands:
            return
        elif operator == b"cm":
            self.matrix = _times(_matrix(operands), self.matrix)
        elif operator == b"Tf":
            self.font = operands[0]
        elif operator == b"Tr":
            self.mode = operands[0]
        elif operator == b"TL":
            self.leading = float(operands[0])
        elif operator == b"gs":
            self.faint = operands[0]

    def _place(self, operator: bytes, operands: list[Any]) -> None:
        if operator == b"BT":
            self.text = _PLAIN
        elif operator == b"Tm":
            self.text = _matrix(operands)
        elif operator in _NEXT_LINE:
            self.text = _times((1, 0, 0, 1, 0, -self.leading), self.text)
        else:
            across, upward = map(float, operands[-2:])
            self.text = _times((1, 0, 0, 1, across, upward), self.text)
            if operator == b"TD":
                self.leading = -upward


def turn(way: int) -> Matrix:
    """The matrix that sets text upright which runs at so many degrees; where it puts it does not matter."""
    if way % 360 in _UPRIGHT or not way:
        return _UPRIGHT.get(way % 360, _PLAIN)
    across, upward = cos(radians(way)), sin(radians(way))
    return across, -upward, upward, across, 0, 0


def _is_beside(put: Matrix, box: Box) -> bool:
    """Whether a text begins where it cannot reach the page: beside it, or past its end."""
    left, bottom, right, top = box
    across, upward, x, y = put[0], put[1], put[4], put[5]
    return (
        (x > right + _SLIP and across >= 0)
        or (x < left - _SLIP and across <= 0)
        or (y > top + _SLIP and upward >= 0)
        or (y < bottom - _SLIP and upward <= 0)
    )


def _way(matrix: Matrix) -> int:
    a, b = matrix[0], matrix[1]
    return round(degrees(atan2(b, a)) / _STEP) * _STEP % 360 if a or b else 0


def _length(operands: list[Any]) -> int:
    """How many bytes are shown."""
    shown = operands[-1] if operands else b""
    parts = shown if isinstance(shown, list) else [shown]
    return sum(len(one) for one in parts if isinstance(one, (bytes, str)))


def _matrix(operands: list[Any]) -> Matrix:
    a, b, c, d, e, f = map(float, operands[-6:])
    return a, b, c, d, e, f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )
