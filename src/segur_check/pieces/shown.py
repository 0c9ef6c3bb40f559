"""What a page shows that is no text: a scan is told from a blank page.

A dictionary of resources is often that of the whole file: a page is judged by what it draws, never by
what it could. What only a viewer sees there (a picture, letters drawn as outlines) is not read.
"""

from math import prod
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from segur_check.pieces.form import Node, array, at, dictionary

if TYPE_CHECKING:
    from pypdf import PageObject

# A stamp of a scanner or of a signing service ("DocuSign Envelope ID: …") has less than this; a page of
# a program has some hundreds.
_STRAY_MOST = 80  # letters and figures
_COVERED_LEAST = (
    0.5  # of the page: what stands over less of it is a logo or a picture of a signature
)
# A word drawn as outlines has some hundred lines and dozens of curves; a blank page a frame, or rules.
_CURVES_MOST = 20
_LINES_MOST = 400
_LETTERS_MOST = 40  # bytes that no text was made of; some writers show a blank on each blank page
_DEEPEST = 6  # parts of a page within one another
_PARTS_MOST = 50
_CLEAR = frozenset({"/Link", "/Popup", "/Widget"})  # what is in a field is read as a field

_LINES = frozenset({b"l", b"re"})
_CURVES = frozenset({b"c", b"v", b"y"})
_SHOWN = frozenset({b"Tj", b"TJ", b"'", b'"'})

_Matrix = tuple[
    float, float, float, float
]  # how it turns and stretches; where it puts does not matter
_UPRIGHT: _Matrix = (1, 0, 0, 1)


def is_scan(page: "PageObject", text: str) -> bool:
    """Whether a viewer shows on a page what is not in its text.

    Of a page without text: a picture, or a drawing that may be of letters. Of one with a few stray
    signs: a picture that covers it. What cannot be told is not said to be blank.
    """
    signs = sum(one.isalnum() for one in text)
    if signs > _STRAY_MOST:
        return False
    try:
        found = _Found()
        found.look(page.get_contents(), dictionary(at(dictionary(page), "/Resources")), page)
        if signs:
            return found.covered >= _COVERED_LEAST * _area(page)
        return found.anything or _is_annotated(page)
    except MemoryError:  # the time is spent
        raise
    except Exception:  # noqa: BLE001 - pypdf raises about anything
        return not signs


class _Found(Struct):
    """What was met on a page so far; `covered` is in its own units."""

    pictures: int = 0
    covered: float = 0.0
    lines: int = 0
    curves: int = 0
    letters: int = 0
    parts: int = 0

    @property
    def anything(self) -> bool:
        return (
            self.pictures > 0
            or self.curves > _CURVES_MOST
            or self.lines > _LINES_MOST
            or self.letters > _LETTERS_MOST
        )

    def look(
        self,
        contents: Any,  # noqa: ANN401 - a stream of pypdf, or None
        resources: Node,
        page: "PageObject",
        at_first: _Matrix = _UPRIGHT,
        deep: int = 0,
    ) -> None:
        """Count what contents paint."""
        from pypdf.generic import ContentStream  # noqa: PLC0415 - heavy import

        if contents is None:
            return
        matrix, kept = at_first, []
        for operands, operator in ContentStream(contents, page.pdf).operations:
            if operator == b"q":
                kept.append(matrix)
            elif operator == b"Q":
                matrix = kept.pop() if kept else at_first
            elif operator == b"cm":
                matrix = _through(operands, matrix)
            elif operator == b"INLINE IMAGE":
                self._picture(matrix)
            elif operator == b"Do" and operands:
                self._part(str(operands[0]), resources, page, matrix, deep)
            else:
                self._stroke(operands, operator)

    def _stroke(self, operands: Any, operator: bytes) -> None:  # noqa: ANN401 - of pypdf
        """Count a line, a curve or letters; a clipping path has few of them."""
        if operator in _LINES:
            self.lines += 1
        elif operator in _CURVES:
            self.curves += 1
        elif operator in _SHOWN:
            self.letters += _length(operands)

    def _picture(self, matrix: _Matrix) -> None:
        self.pictures += 1
        self.covered += abs(matrix[0] * matrix[3] - matrix[1] * matrix[2])

    def _part(
        self, name: str, resources: Node, page: "PageObject", matrix: _Matrix, deep: int
    ) -> None:
        held = dictionary(at(dictionary(at(resources, "/XObject")), name))
        self.parts += 1
        if at(held, "/Subtype") == "/Image":
            self._picture(matrix)
        elif at(held, "/Subtype") == "/Form":
            if deep >= _DEEPEST or self.parts > _PARTS_MOST:
                msg = "parts without end"
                raise ValueError(msg)
            own = _through(array(held, "/Matrix") or (1, 0, 0, 1, 0, 0), matrix)
            inside = at(held, "/Resources")
            theirs = resources if inside is None else dictionary(inside)
            self.look(held, theirs, page, own, deep + 1)


def _through(operands: Any, matrix: _Matrix) -> _Matrix:  # noqa: ANN401 - numbers of pypdf, or anything
    a, b, c, d = (float(one) for one in tuple(operands)[:4])
    e, f, g, h = matrix
    return a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h


def _length(operands: Any) -> int:  # noqa: ANN401 - strings of pypdf, or anything
    shown = operands[0] if operands and isinstance(operands[0], list) else operands
    return sum(len(one) for one in shown if isinstance(one, (str, bytes)))


def _area(page: "PageObject") -> float:
    return prod(float(side) for side in (page.mediabox.width, page.mediabox.height))


def _is_annotated(page: "PageObject") -> bool:
    """Whether a stamp or a drawing stands over the page."""
    notes = [dictionary(one) for one in array(dictionary(page), "/Annots")]
    return any("/AP" in one and at(one, "/Subtype") not in _CLEAR for one in notes)
