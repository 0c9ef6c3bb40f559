"""The text of a page: as it flows, and as it looks.

pypdf reads the contents of a page anew for each of the two: where they are plain, they are read here
once. Its functions for a page as it looks take operations that were read before; they are not public,
and where a version has others that page is asked for as anybody asks.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain, islice
from typing import Any

from pypdf import PageObject
from pypdf.generic import (
    ContentStream,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NullObject,
    StreamObject,
)

from segur_check.patterns import Pattern
from segur_check.pieces.form import array, at, dictionary, resolved
from segur_check.pieces.operations import operations_of
from segur_check.pieces.placed import Placed

_CONTENTS = NameObject("/Contents")
# The matrix that undoes each rotation of a page; where it puts the page does not matter.
_UPRIGHT = {90: b"0 -1 1 0 0 0", 180: b"-1 0 0 -1 0 0", 270: b"0 1 -1 0 0 0"}
_TEXTS_MOST = 20_000  # of a page, where each letter is shown alone
_LEADERS = Pattern(r"[.…_·]{3,}")
_PARTS_MOST = 30  # drawn on a page, however deep in one another
_PARTS_DEEP = 4


def as_it_flows(page: PageObject) -> str:
    """The text in the order of the file."""
    _read_contents(page)
    return page.extract_text()


def as_it_looks(page: PageObject) -> str:
    """The text line by line, columns kept apart by blanks.

    The page is turned upright first, so that what was scanned aside reads across: it is then no
    longer what the file says.
    """
    _turn_upright(page)
    contents = _read_contents(page)
    if contents is not None:
        with suppress(ImportError, AttributeError, TypeError):  # of another version
            return _laid_out(page, contents)
    return page.extract_text(extraction_mode="layout", layout_mode_strip_rotated=False)


def texts_in_place(page: PageObject) -> list[Placed]:
    """The texts of a page and where they stand once it is turned upright; empty where it cannot tell.

    To be asked before the page as it looks, which turns the page itself.
    """
    from pypdf._text_extraction._layout_mode._fixed_width_page import (  # noqa: PLC0415 - see above
        recurse_to_target_op,
    )
    from pypdf._text_extraction._layout_mode._text_state_manager import (  # noqa: PLC0415 - see above
        TextStateManager,
    )

    contents = _read_contents(page)
    if contents is None:  # not plainly written
        held = page.get(_CONTENTS, NullObject()).get_object()
        if not isinstance(held, (list, StreamObject)):
            return []
        contents = ContentStream(held, page.pdf, "bytes")
    turn = _UPRIGHT.get(page.rotation % 360)
    turned = [] if turn is None else [([float(one) for one in turn.split()], b"cm")]
    fonts = page._layout_mode_fonts()  # noqa: SLF001 - see above
    parts = _Parts(page, fonts)
    operations = chain(turned, _balanced(parts.with_theirs(contents.operations, page)))
    _, shown = recurse_to_target_op(iter(operations), TextStateManager(), b"Q", fonts)
    return [
        part
        for one in islice(shown, _TEXTS_MOST)
        if one.text.strip() and one.font.interpretable and not one.rotated and one.font_height > 0
        for part in _between_leaders(one)
    ]


def _between_leaders(shown: Any) -> Iterator[Placed]:  # noqa: ANN401 - of pypdf, and not public
    """A text without the dots or the rule that a form may have where one writes: "HT : ____ €"."""
    text, raw = shown.text, shown._raw_chars  # noqa: SLF001 - see above
    leaders = [one.span() for one in _LEADERS.finditer(text)]
    if not leaders or len(raw) != len(text):
        yield Placed(text, shown.tx, shown.displaced_tx, shown.ty, shown.font_height)
        return
    scale = (shown.displaced_tx - shown.tx) / (shown.word_tx(raw) or 1.0)
    places = [0, *chain.from_iterable(leaders), len(text)]
    for first, last in zip(places[::2], places[1::2], strict=True):
        if text[first:last].strip():
            left, right = (shown.tx + scale * shown.word_tx(raw[:at]) for at in (first, last))
            yield Placed(text[first:last], left, right, shown.ty, shown.font_height)


def turned_box(page: PageObject, box: tuple[float, float, float, float]) -> list[float]:
    """The left, bottom, right and top of a box of a page, once the page is turned upright."""
    left, bottom, right, top = box
    a, b, c, d, _, _ = map(float, _UPRIGHT.get(page.rotation % 360, b"1 0 0 1 0 0").split())
    across = sorted((a * left + c * bottom, a * right + c * top))
    upward = sorted((b * left + d * bottom, b * right + d * top))
    return [across[0], upward[0], across[1], upward[1]]


class _Parts:
    """The parts that a page draws once or more (form XObjects): a letterhead, a page laid in another."""

    def __init__(self, page: PageObject, fonts: dict[str, Any]) -> None:
        self._page, self._fonts, self._drawn = page, fonts, 0

    def with_theirs(
        self, operations: Iterable[Any], holder: dict[str, Any], depth: int = 0
    ) -> Iterator[Any]:
        """Operations, those of each part in the place where it is drawn."""
        resources = dictionary(at(holder, "/Resources"))
        named = self._named(resources) if depth else {}
        for operands, operator in operations:
            if operator == b"Tf" and operands and operands[0] in named:
                yield [named[operands[0]], *operands[1:]], operator
            elif operator != b"Do" or not operands:
                yield operands, operator
            elif depth < _PARTS_DEEP:
                part = at(dictionary(at(resources, "/XObject")), operands[0])
                yield from self._of(part, depth)

    def _of(self, part: object, depth: int) -> Iterator[Any]:
        if not isinstance(part, StreamObject) or at(part, "/Subtype") != "/Form":
            return
        self._drawn += 1
        if self._drawn > _PARTS_MOST:
            return
        operations = operations_of(part.get_data())
        if operations is None:
            operations = ContentStream(part, self._page.pdf, "bytes").operations
        yield [], b"q"
        matrix = [resolved(one) for one in array(part, "/Matrix")]
        if len(matrix) == 6:  # noqa: PLR2004 - numbers of a matrix
            yield matrix, b"cm"
        holder = part if "/Resources" in part else self._page
        yield from _balanced(self.with_theirs(operations, holder, depth + 1))

    def _named(self, resources: dict[str, Any]) -> dict[str, str]:
        """Its fonts under names of their own: those of the page may have the same."""
        from pypdf.generic._font import Font  # noqa: PLC0415 - see above

        named = {}
        for name in dictionary(at(resources, "/Font")):
            font = at(dictionary(at(resources, "/Font")), name)
            if isinstance(font, DictionaryObject):
                named[name] = f"{self._drawn}{name}"
                self._fonts[named[name]] = Font.from_font_resource(font)
        return named


def _balanced(operations: Iterable[Any]) -> Iterator[Any]:
    """The operations with one end for each beginning of a part, and one for the page itself."""
    depth = 0
    for operands, operator in operations:
        if operator == b"Q" and not depth:
            continue
        depth += (operator == b"q") - (operator == b"Q")
        yield operands, operator
    yield from [([], b"Q")] * (depth + 1)


def _turn_upright(page: PageObject) -> None:
    turn = _UPRIGHT.get(page.rotation % 360)
    contents = page.get_contents() if turn else None
    if turn and contents is not None:
        turned = DecodedStreamObject()
        turned.set_data(b"q %b cm\n%b\nQ" % (turn, contents.get_data()))
        page[_CONTENTS] = turned


def _read_contents(page: PageObject) -> ContentStream | None:
    """The contents of a page, read and put back in its place; None, and nothing put, if not plain."""
    held = page.get(_CONTENTS)
    held = None if held is None else held.get_object()
    if isinstance(held, ContentStream):
        return held
    if not isinstance(held, (list, StreamObject)):
        return None
    contents = ContentStream(held, page.pdf, "bytes")
    operations = operations_of(contents.get_data())
    if operations is None:
        return None
    contents._operations = operations  # noqa: SLF001 - its setter forgets the data
    page[_CONTENTS] = contents
    return contents


def _laid_out(page: PageObject, contents: ContentStream) -> str:
    from pypdf._text_extraction._layout_mode import (  # noqa: PLC0415 - see above
        fixed_char_width,
        fixed_width_page,
        text_show_operations,
        y_coordinate_groups,
    )

    fonts = page._layout_mode_fonts()  # noqa: SLF001 - see above
    shown = text_show_operations(iter(contents.operations), fonts, strip_rotated=False)
    if not shown:
        return ""
    return fixed_width_page(y_coordinate_groups(shown), fixed_char_width(shown), True, 1)
