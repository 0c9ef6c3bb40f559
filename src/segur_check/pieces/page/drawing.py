"""What a page draws, as one list of operations: its own contents, with the parts and notes in their places.

A part (form XObject) is a letterhead, a stamp, a flattened field, a whole page laid in another. A note is
what a viewer's text tool wrote over the page. pypdf puts neither on the page as it looks.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pypdf import PageObject
from pypdf.generic import ContentStream, DictionaryObject, NullObject, StreamObject

from segur_check.pieces.page.annotations import Note, notes_of
from segur_check.pieces.page.fonts import coded, may_be_mute
from segur_check.pieces.page.layers import Layers
from segur_check.pieces.page.rewriting import advancing, balanced
from segur_check.pieces.pdf.objects import PdfObject, array, at, dictionary, resolved
from segur_check.pieces.pdf.speed.operations import MOST, Operation, operations_of

_DEEPEST = 12  # parts within parts
_PARTS_MOST = 2_000  # drawn on a page: a flattened form of many fields has some hundreds
_MATRIX_LENGTH = 6  # numbers
_CURVE = re.compile(rb"[0-9.]\s+[cvy]\b")
_LINE = re.compile(rb"[0-9.]\s+(?:l|re)\b")
# A word drawn as outlines has about a hundred lines and dozens of curves; a blank page has a frame, or rules.
_CURVES_MOST = 20
_LINES_MOST = 400
# A point and the next one of a line; each point is looked at twice.
_ASLANT = re.compile(
    rb"(?<![\d.-])(-?[\d.]{1,12})\s+(-?[\d.]{1,12})\s+[ml]\s+(?=(-?[\d.]{1,12})\s+(-?[\d.]{1,12})\s+l\b)"
)
_ASLANT_MOST = 5  # an arrow or a cross has fewer
_MARKS = frozenset({b"BMC", b"BDC"})
_SHOWING = frozenset({b"Tj", b"TJ", b"'", b'"', b"Do"})
_TRANSPARENT = ("/SMask", "/Mask", "/ImageMask")


class TooMuchDrawnError(ValueError):
    """A page draws more than any paper does."""


class PartLostError(ValueError):
    """What a page draws is damaged."""


class Drawing:
    """The operations of a page, and the fonts that they name.

    A part is replaced by its operations. The operand of `Do`, which is left for pictures alone, is whether
    nothing shows through the picture, and that of `gs` whether what follows is faint. `may_be_mute`: the
    fonts that do not tell their letters.
    """

    def __init__(self, page: PageObject) -> None:
        """Read what a page draws.

        Raises:
            TooMuchDrawnError: more parts than any paper has, or nested deeper.
            TooMuchWrittenError: more notes than anybody writes.
            PartLostError: a part that cannot be read.
            Exception: whatever pypdf raises on damaged contents.
        """
        self.fonts: dict[str, DictionaryObject] = {}
        self.may_be_mute: set[str] = set()
        self._pdf = page.pdf
        self._layers = Layers(page.pdf)
        self._names: dict[int, str] = {}  # of the fonts, by their place in memory
        self._operations_of: dict[int, Sequence[Operation]] = {}  # the parts, by theirs
        self._data: list[bytes] = []
        self._parts = self._drawn = 0
        resources = _resources(page)
        raw = resolved(page.get("/Contents"))
        contents = self._contents(raw) if isinstance(raw, (list, StreamObject)) else ()
        for name in dictionary(at(resources, "/Font")):
            self._font(resources, name)  # the page's own fonts come first, and keep their names
        own = balanced(self._expanded(contents, resources, ()))
        self.operations = [*advancing(own)]
        self.has_parts = self._parts > 0
        notes = notes_of(page)
        self.has_notes = bool(notes)
        for note in notes:
            self.operations += advancing(self._note(note))

    @property
    def has_outlines(self) -> bool:
        """Whether it draws more than rules and boxes: letters may be drawn as outlines."""
        curves, lines = (
            sum(len(pattern.findall(data)) for data in self._data) for pattern in (_CURVE, _LINE)
        )
        return curves > _CURVES_MOST or lines > _LINES_MOST

    @property
    def has_strokes(self) -> bool:
        """Whether a pen may have drawn on it: curves of letters, or lines that run aslant."""
        return self.has_outlines or any(
            sum(1 for run in _ASLANT.finditer(data) if run[1] != run[3] and run[2] != run[4])
            > _ASLANT_MOST
            for data in self._data
        )

    def _contents(self, raw: Any) -> Sequence[Operation]:  # noqa: ANN401 - of pypdf
        contents = ContentStream(raw, self._pdf, "bytes")
        data = contents.get_data()
        self._data.append(data)
        operations = operations_of(data)
        return contents.operations if operations is None else operations

    def _expanded(
        self, operations: Iterable[Operation], resources: PdfObject, within: tuple[int, ...]
    ) -> Iterator[Operation]:
        """The operations, with those of each part in the place where it is drawn."""
        for operands, operator in self._not_off(operations, resources):
            self._drawn += 1
            if self._drawn > MOST:
                raise TooMuchDrawnError
            if operator == b"Tf" and operands:
                yield [self._font(resources, operands[0]), *operands[1:]], operator
            elif operator == b"gs" and operands:
                yield [_is_faint(resources, operands[0])], operator
            elif operator == b"INLINE IMAGE":
                yield [True], b"Do"
            elif operator != b"Do":
                yield operands, operator
            elif operands:
                part = at(dictionary(at(resources, "/XObject")), operands[0])
                yield from self._object(part, resources, within)

    def _object(
        self, part: object, around: PdfObject, within: tuple[int, ...]
    ) -> Iterator[Operation]:
        """The operations of a picture, or of a part."""
        if not isinstance(part, StreamObject):
            if part is not None and not isinstance(part, NullObject):
                raise PartLostError
            return
        if self._layers.hides(at(part, "/OC")):
            return
        if at(part, "/Subtype") == "/Image":
            yield [not any(key in part for key in _TRANSPARENT)], b"Do"
        elif at(part, "/Subtype") == "/Form":
            yield from self._part(part, around, within)

    def _not_off(
        self, operations: Iterable[Operation], resources: PdfObject
    ) -> Iterator[Operation]:
        """The operations, without those that show something in a layer that is off."""
        marks: list[bool] = []  # whether what is marked is off, from the outermost mark inward
        for operands, operator in operations:
            if operator == b"EMC":
                del marks[-1:]
            elif operator == b"BDC" and len(operands) > 1 and operands[0] == "/OC":
                named = dictionary(at(resources, "/Properties"))
                marks.append(self._layers.hides(at(named, str(operands[1]))))
            elif operator in _MARKS:
                marks.append(False)
            elif operator not in _SHOWING or not any(marks):
                yield operands, operator

    @property
    def _form_resources(self) -> PdfObject:
        """The resources of the file's form, on which what is drawn for a field may rely."""
        root = dictionary(getattr(self._pdf, "root_object", None))
        return dictionary(at(dictionary(at(root, "/AcroForm")), "/DR"))

    def _part(
        self, part: StreamObject, around: PdfObject, within: tuple[int, ...]
    ) -> Iterator[Operation]:
        if id(part) in within:
            return  # a part within itself: viewers draw nothing
        self._parts += 1
        if self._parts > _PARTS_MOST or len(within) >= _DEEPEST:
            raise TooMuchDrawnError
        if id(part) not in self._operations_of:
            self._operations_of[id(part)] = self._contents(part)
        yield [], b"q"
        matrix = [resolved(number) for number in array(part, "/Matrix")]
        if len(matrix) == _MATRIX_LENGTH:
            yield matrix, b"cm"
        resources = dictionary(at(part, "/Resources")) or around
        inside = self._expanded(self._operations_of[id(part)], resources, (*within, id(part)))
        yield from balanced(inside)
        yield [], b"Q"

    def _note(self, note: Note) -> Iterator[Operation]:
        yield [], b"q"
        yield list(note.matrix), b"cm"
        if note.part is not None:
            yield from self._part(note.part, self._form_resources, ())
        else:
            yield from self._expanded(note.operations, note.resources, ())
        yield [], b"Q"

    def _font(self, resources: PdfObject, name: object) -> str:
        """The name of a font in `fonts`: a part may give its own font the name of another one."""
        font = at(dictionary(at(resources, "/Font")), str(name))
        if not isinstance(font, DictionaryObject):
            return str(name)
        if id(font) not in self._names:
            own = str(name)
            if own in self.fonts:
                own = f"{own}.{len(self.fonts)}"
            self._names[id(font)] = own
            self.fonts[own] = coded(font)
            if may_be_mute(font):
                self.may_be_mute.add(own)
        return self._names[id(font)]


def _resources(page: PageObject) -> PdfObject:
    """The resources of a page, its own or those it inherits from the tree of the pages."""
    node: PdfObject = page
    for _ in range(_DEEPEST):
        if "/Resources" in node:
            return dictionary(at(node, "/Resources"))
        node = dictionary(at(node, "/Parent"))
    return {}


def _is_faint(resources: PdfObject, name: object) -> bool:
    """Whether what is drawn in this state lets through what is under it."""
    state = dictionary(at(dictionary(at(resources, "/ExtGState")), str(name)))
    opacity, blend = at(state, "/ca"), at(state, "/BM")
    faint = isinstance(opacity, (int, float)) and opacity < 1
    return faint or blend not in (None, "/Normal", "/Compatible")
