"""The text of a page: as it flows, and as it looks.

pypdf reads the contents of a page anew for each of the two: where they are plain, they are read here
once. Its functions for a page as it looks take operations that were read before; they are not public,
and where a version has others that page is asked for as anybody asks.
"""

from contextlib import suppress

from pypdf import PageObject
from pypdf.generic import ContentStream, DecodedStreamObject, NameObject, StreamObject

from segur_check.pieces.operations import operations_of

_CONTENTS = NameObject("/Contents")
# The matrix that undoes each rotation of a page; where it puts the page does not matter.
_UPRIGHT = {90: b"0 -1 1 0 0 0", 180: b"-1 0 0 -1 0 0", 270: b"0 1 -1 0 0 0"}


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
