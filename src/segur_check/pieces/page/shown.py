"""What of a drawing a viewer shows, and which direction it runs in.

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

_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
_SHOWING = frozenset({b"Tj", b"TJ", b"'", b'"'})
_NEXT_LINE = frozenset({b"T*", b"'", b'"'})
_PLACING = _NEXT_LINE | {b"BT", b"Tm", b"Td", b"TD"}
_INVISIBLE = (3, 7)  # modes of drawing letters: without ink
_STEP = 15  # degrees: what runs less aslant runs straight
_COVERS = 0.8  # of the page: a picture of a page
_SLIP = 3.0  # points
# The matrices that need no rounding.
_UPRIGHT: dict[int, Matrix] = {
    90: (0, -1, 1, 0, 0, 0),
    180: (-1, 0, 0, -1, 0, 0),
    270: (0, 1, -1, 0, 0, 0),
}


class Shown(Struct):
    """How each text of a drawing is shown.

    By the index of the operation that shows a text, among all operations: `angles` in degrees (by 15) that
    the text runs at, `fonts` the name of its font, `bytes` how many it shows. `hidden`: those without ink
    or under a picture; `outside`: those that begin beside the page. `pictures`: the share of the page that
    pictures cover; `lowest_picture`: how high the middle of the lowest one stands, 1 at the top of the page
    (2 where there is none); `lines_above` that picture, of `lines`: how many heights texts stand at.
    """

    angles: dict[int, int]
    fonts: dict[int, str]
    bytes: dict[int, int]
    hidden: set[int]
    outside: set[int]
    pictures: float = 0.0
    lowest_picture: float = 2.0
    lines: int = 0
    lines_above: int = 0


def shown(operations: Iterable[Operation], box: Box) -> Shown:
    """Follow the operations of a drawing on a page of this box (left, bottom, right, top; points)."""
    result = Shown({}, {}, {}, set(), set())
    left, bottom, right, top = box
    page = max(1.0, (right - left) * (top - bottom))
    pen = _Pen()
    covered = 0.0  # by pictures, since the last text
    uncovered: list[int] = []  # the texts that no picture has covered yet
    heights: set[int] = set()  # that texts begin at
    lowest_top = float("inf")  # of the pictures
    for index, (operands, operator) in enumerate(operations):
        pen.follow(operator, operands)
        if operator in _SHOWING:
            matrix = _product(pen.text, pen.matrix)
            result.angles[index], result.fonts[index] = _angle(matrix), pen.font
            result.bytes[index] = _length(operands)
            covered = 0.0
            uncovered.append(index)
            if pen.mode in _INVISIBLE:
                result.hidden.add(index)
            if _is_beside(matrix, box):
                result.outside.add(index)
            else:
                heights.add(round(matrix[5]))
        elif operator == b"Do" and operands:
            share = abs(pen.matrix[0] * pen.matrix[3] - pen.matrix[1] * pen.matrix[2]) / page
            result.pictures += share
            middle = _product((1, 0, 0, 1, 0.5, 0.5), pen.matrix)[5]
            _, b, _, d, _, _ = pen.matrix
            lowest_top = min(lowest_top, middle + (abs(b) + abs(d)) / 2)
            height = (middle - bottom) / max(1.0, top - bottom)
            result.lowest_picture = min(result.lowest_picture, height)
            covered += share if operands[0] and not pen.faint else 0.0
            if covered >= _COVERS:
                result.hidden.update(uncovered)
                uncovered.clear()
    result.lines = len(heights)
    result.lines_above = sum(height >= lowest_top for height in heights)
    return result


class _Pen:
    """Where a drawing has got to, and in which state."""

    def __init__(self) -> None:
        self.matrix, self.text, self.leading = _IDENTITY, _IDENTITY, 0.0
        self.mode, self.font, self.faint = 0, "", False
        self._saved: list[tuple[Matrix, float, int, str, bool]] = []

    def follow(self, operator: bytes, operands: list[Any]) -> None:
        """Take the state after the next operation."""
        if operator in _PLACING:
            self._place(operator, operands)
        elif operator == b"q":
            self._saved.append((self.matrix, self.leading, self.mode, self.font, self.faint))
        elif operator == b"Q" and self._saved:
            self.matrix, self.leading, self.mode, self.font, self.faint = self._saved.pop()
        elif not operands:
            return
        elif operator == b"cm":
            self.matrix = _product(_matrix(operands), self.matrix)
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
            self.text = _IDENTITY
        elif operator == b"Tm":
            self.text = _matrix(operands)
        elif operator in _NEXT_LINE:
            self.text = _product((1, 0, 0, 1, 0, -self.leading), self.text)
        else:
            across, upward = map(float, operands[-2:])
            self.text = _product((1, 0, 0, 1, across, upward), self.text)
            if operator == b"TD":
                self.leading = -upward


def turn(angle: int) -> Matrix:
    """The matrix that sets text upright which runs at so many degrees, wherever it puts it."""
    if angle % 360 in _UPRIGHT or not angle:
        return _UPRIGHT.get(angle % 360, _IDENTITY)
    across, upward = cos(radians(angle)), sin(radians(angle))
    return across, -upward, upward, across, 0, 0


def _is_beside(matrix: Matrix, box: Box) -> bool:
    """Whether a text begins where it cannot reach the page: beside it, or past its end."""
    left, bottom, right, top = box
    across, upward, x, y = matrix[0], matrix[1], matrix[4], matrix[5]
    return (
        (x > right + _SLIP and across >= 0)
        or (x < left - _SLIP and across <= 0)
        or (y > top + _SLIP and upward >= 0)
        or (y < bottom - _SLIP and upward <= 0)
    )


def _angle(matrix: Matrix) -> int:
    a, b = matrix[0], matrix[1]
    return round(degrees(atan2(b, a)) / _STEP) * _STEP % 360 if a or b else 0


def _length(operands: list[Any]) -> int:
    """How many bytes are shown."""
    text = operands[-1] if operands else b""
    parts = text if isinstance(text, list) else [text]
    return sum(len(part) for part in parts if isinstance(part, (bytes, str)))


def _matrix(operands: list[Any]) -> Matrix:
    a, b, c, d, e, f = map(float, operands[-6:])
    return a, b, c, d, e, f


def _product(inner: Matrix, outer: Matrix) -> Matrix:
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
