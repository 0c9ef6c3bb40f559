"""What a viewer's tools wrote over a page: texts and stamps, where they stand.

The fields of a form are read as such (forms/fields.py), and what only opens on a click is not on the
paper.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from msgspec import Struct
from pypdf import PageObject
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from segur_check.pieces.pdf.form import Widget
from segur_check.pieces.pdf.objects import PdfObject, array, at, dictionary, resolved
from segur_check.pieces.pdf.speed.operations import Operation
from segur_check.values.pattern import Pattern

_KINDS = frozenset({"/FreeText", "/Stamp", "/Watermark"})
_CLEAR = frozenset({"/Link", "/Popup", "/Widget"})  # the text of a field is read as a field
_ANNOTATIONS_MOST = 20_000  # of a page
_NOTES_MOST = 1_000  # texts and stamps among them
_SIGNS_MOST = 5_000  # of a note
_SIZE = Pattern(r"([\d.]{1,8})\s+Tf")
_USUAL_SIZE = 12.0  # points, where a note does not say
_LEADING = 1.2
_LATIN = "cp1252"
_FONT = DictionaryObject(
    {
        NameObject(key): NameObject(value)
        for key, value in (
            ("/Type", "/Font"),
            ("/Subtype", "/Type1"),
            ("/BaseFont", "/Helvetica"),
            ("/Encoding", "/WinAnsiEncoding"),
        )
    }
)
_RESOURCES: PdfObject = {"/Font": {"/Helv": _FONT}}
_IDENTITY: tuple[float, ...] = (1, 0, 0, 1, 0, 0)


class TooMuchWrittenError(Exception):
    """More is written over a page than anybody writes."""


class Note(Struct, frozen=True):
    """What is written over a page: a part to draw, or the operations of a text with their resources.

    `matrix` puts it in its place on the page.
    """

    matrix: tuple[float, ...]
    part: StreamObject | None = None
    operations: Sequence[Operation] = ()
    resources: PdfObject = {}


def notes_of(page: PageObject) -> list[Note]:
    """The texts and stamps over a page that a screen shows, from the bottom of the pile to its top.

    Raises:
        TooMuchWrittenError: they are too many, or too long.
    """
    notes: list[Note] = []
    annotations = _annotations(page)
    if len(annotations) > _ANNOTATIONS_MOST:
        raise TooMuchWrittenError
    for annotation in annotations:
        with suppress(TypeError, ValueError, OverflowError, ZeroDivisionError, AttributeError):
            if at(annotation, "/Subtype") in _KINDS and Widget(0, annotation).is_shown:
                notes += _note(annotation)
        if len(notes) > _NOTES_MOST:
            raise TooMuchWrittenError
    return notes


def is_drawn_over(page: PageObject) -> bool:
    """Whether a stamp, a text or a drawing stands over the page."""
    return any(
        "/AP" in annotation and at(annotation, "/Subtype") not in _CLEAR
        for annotation in _annotations(page)
    )


def _annotations(page: PageObject) -> list[PdfObject]:
    try:
        return [dictionary(raw) for raw in array(page, "/Annots")[: _ANNOTATIONS_MOST + 1]]
    except MemoryError:  # the time is spent
        raise
    except Exception:  # noqa: BLE001 - damaged: the page itself may be whole
        return []


def _note(annotation: PdfObject) -> Iterator[Note]:
    box = Widget(0, annotation).box
    appearance = at(dictionary(at(annotation, "/AP")), "/N")
    if not isinstance(appearance, StreamObject):  # a dictionary, with a part for each state
        appearance = at(dictionary(appearance), str(at(annotation, "/AS")))
    if box is None:
        return
    if isinstance(appearance, StreamObject):
        yield Note(_fitted(appearance, box), appearance)
    elif isinstance(text := at(annotation, "/Contents"), str):
        if len(text) > _SIGNS_MOST:
            raise TooMuchWrittenError
        met = _SIZE.search(str(at(annotation, "/DA") or "")[:_SIGNS_MOST])
        size = (float(met[1]) if met else 0.0) or _USUAL_SIZE
        yield Note((1, 0, 0, 1, box[0], box[3]), None, _lines(text, size), _RESOURCES)


def _fitted(part: StreamObject, box: tuple[float, ...]) -> tuple[float, ...]:
    """The matrix that lays a part into its box (ISO 32000-1, 12.5.5)."""
    left, bottom, right, top = map(_number, array(part, "/BBox"))
    matrix = tuple(map(_number, array(part, "/Matrix"))) or _IDENTITY
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (left, right) for y in (bottom, top)]
    across = [a * x + c * y + e for x, y in corners]
    upward = [b * x + d * y + f for x, y in corners]
    wide, high = max(across) - min(across), max(upward) - min(upward)
    scale_x, scale_y = (box[2] - box[0]) / wide, (box[3] - box[1]) / high
    return scale_x, 0, 0, scale_y, box[0] - scale_x * min(across), box[1] - scale_y * min(upward)


def _number(raw: Any) -> float:  # noqa: ANN401 - of pypdf
    return float(resolved(raw))  # type: ignore[arg-type]


def _lines(text: str, size: float) -> list[Operation]:
    """The operations that write a text, its first line under the top of its box."""
    operations: list[Operation] = [([], b"BT"), (["/Helv", size], b"Tf")]
    for line in text.splitlines():
        operations.append(([0, -_LEADING * size], b"Td"))
        operations.append(([line.encode(_LATIN, "replace")], b"Tj"))
    operations.append(([], b"ET"))
    return operations
