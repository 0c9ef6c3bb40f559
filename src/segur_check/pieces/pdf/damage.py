"""What is missing from a PDF that opens: pages, the contents of a page, or the end of them."""

import zlib
from typing import TYPE_CHECKING

from segur_check.pieces.pdf.objects import PdfObject, array, at, dictionary

if TYPE_CHECKING:
    from pypdf import PageObject

_NODES_MOST = 2_000  # of the tree of the pages
_INFLATED_MOST = 2_000_000  # bytes of a page inflated in search of damage
_CHECK_SIZE = 8  # bytes: more than the checksum after inflated data has


def lacks_pages(tree: PdfObject) -> bool:
    """Whether the tree of the pages names what is not in the file.

    A node of no known type is a page, or a branch where it has kids: viewers read it so, and it is
    given that type here.
    """
    from pypdf.generic import NameObject  # noqa: PLC0415 - heavy import

    waiting, seen = [tree], 0
    while waiting and seen < _NODES_MOST:
        kids = [dictionary(kid) for kid in array(waiting.pop(), "/Kids")]
        if not all(kids):
            return True
        seen += len(kids) + 1
        for kid in kids:
            if at(kid, "/Type") not in {"/Page", "/Pages"}:
                kid[NameObject("/Type")] = NameObject("/Pages" if "/Kids" in kid else "/Page")
        waiting += [kid for kid in kids if "/Kids" in kid]
    return False


def is_lost(page: "PageObject") -> bool:
    """Whether the page names contents that are not in the file: cut off, or overwritten."""
    return any(part is None for part in _contents(page))


def is_damaged(page: "PageObject") -> bool:
    """Whether the contents of a page cannot be inflated to their end: a viewer shows a part of it.

    To be asked before the text of the page, which changes what the reader holds.
    """
    return any(_is_cut(part) for part in _contents(page))


def _contents(page: "PageObject") -> list[object]:
    """The parts of the page's contents; None for a part that is not there."""
    if "/Contents" not in page:
        return []
    contents = page["/Contents"]
    parts = contents if isinstance(contents, list) else [contents]
    return [None if part is None else part.get_object() for part in parts]


def _is_cut(part: object) -> bool:
    filters = at(dictionary(part), "/Filter")
    names = filters if isinstance(filters, list) else [filters]
    data = getattr(part, "_data", b"")  # as it is written
    if len(data) > _INFLATED_MOST:
        return False  # no paper is so long; its text is refused elsewhere
    if names == ["/ASCII85Decode", "/FlateDecode"]:
        from pypdf.filters import ASCII85Decode  # noqa: PLC0415 - heavy import

        try:
            data = ASCII85Decode.decode(data)
        except ValueError:
            return True
    elif names != ["/FlateDecode"]:
        return False
    inflating = zlib.decompressobj()
    try:
        inflating.decompress(data, _INFLATED_MOST)
    except zlib.error:
        return True
    if inflating.eof or inflating.unconsumed_tail:
        return False
    # Zeros, or ones, may by chance end data that were cut earlier; both do where only the checksum is
    # missing.
    return not all(_awaits_checksum(inflating.copy(), byte) for byte in (b"\x00", b"\xff"))


def _awaits_checksum(inflating: "zlib._Decompress", byte: bytes) -> bool:
    """Whether the checksum is what comes next in inflated data."""
    try:
        inflating.decompress(byte * _CHECK_SIZE)
    except zlib.error as error:
        return "incorrect data check" in str(error)
    return False
