"""The process that draws the pages of a PDF, within its own limits of memory and time.

PDFium is C++: a hostile file of 1 kB makes it abort, or fill the memory. Here it only kills this
process, run as ``python -m segur_check.pieces.scans.render SECONDS MOST [PAGE …]``: the PDF on the
standard input; the pages asked for, else the first MOST, on the standard output, in order. A page
is a HEADER (width, height, dots per inch; all 0 for a page that cannot be drawn), then width ×
height bytes of grey, row by row. Exit 0 once all are written.
"""

import os
import struct
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

Picture = tuple[int, int, int, bytes]  # width, height, dots per inch, grey

HEADER = struct.Struct(">III")
SIDE_MOST = 4_000  # pixels: an A3 page at the resolution wanted; a bigger page is drawn coarser
_DPI = 200
_POINTS = 72  # to the inch
_MEMORY_MOST = 600_000_000  # bytes of addresses; a colour scan of A3 at 600 dpi takes under 400
_NOTHING: Picture = (0, 0, 0, b"")


def pictures(data: bytes, pages: Sequence[int], *, most: int) -> Iterator[Picture]:
    """Draw these pages of a PDF, numbered from 1; the first `most` when none is named.

    Raises:
        PdfiumError: the file does not open.
    """
    from pypdfium2 import PdfDocument  # noqa: PLC0415 - heavy import

    with PdfDocument(data) as document:
        count = len(document)
        for number in pages or range(1, min(count, most) + 1):
            picture = _NOTHING
            if 1 <= number <= count:
                with suppress(Exception), closing(document[number - 1]) as page:
                    picture = _drawn(page)
            yield picture


def _drawn(page: "PdfPage") -> Picture:
    dots = min(_DPI, SIDE_MOST * _POINTS / max(page.get_size()))
    with closing(page.render(scale=dots / _POINTS, grayscale=True)) as bitmap:
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        grey = bytes(bitmap.buffer)
    rows = (grey[start : start + width] for start in range(0, height * stride, stride))
    return width, height, round(dots), grey if stride == width else b"".join(rows)


def limit(seconds: int) -> None:
    """Bound what this process may take; on Windows only the parent's clock does."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    limits = (
        (resource.RLIMIT_AS, _MEMORY_MOST),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    )
    for kind, bound in limits:
        with suppress(ValueError, OSError):  # already lower, or not to be set (macOS)
            resource.setrlimit(kind, (bound, bound))


def _protocol() -> BinaryIO:
    """The standard output, out of reach for anything else from now on."""
    kept = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return kept


def main(seconds: str, most: str, *pages: str) -> None:
    """Read the PDF, write the pages."""
    limit(int(seconds))
    data = sys.stdin.buffer.read()
    with _protocol() as out:
        for width, height, dpi, grey in pictures(data, tuple(map(int, pages)), most=int(most)):
            out.write(HEADER.pack(width, height, dpi) + grey)
            out.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
