"""The text of scanned pages: a process draws them (render.py), Tesseract reads them.

Pictures and texts go through pipes, and no file is written.
"""

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import ceil
from typing import IO

from segur_check.pieces.scans import tesseract
from segur_check.pieces.scans.render import HEADER, SIDE_MOST

# As a label, and so not before a word: "TIC Santé" is a name.
_TIC = re.compile(r"\bTIC\b(?!\s+[^\W\d_])")


def scanned_texts(
    data: bytes,
    *,
    pages: Sequence[int] | None = None,
    max_pages: int = 20,
    max_seconds: float = 60.0,
    max_wait: float = 900.0,
) -> tuple[str, ...] | None:
    """The text of pages that are pictures, as Tesseract reads it: no figure in it is certain.

    Args:
        data: the PDF.
        pages: their numbers, from 1; all when None.
        max_pages: how many are read, from the first.
        max_seconds: of processor, to draw and read the whole document; a page of A4 takes about one.
        max_wait: seconds by the clock on the wall, for what hangs. Beside other programs all takes
            longer, and the answer stays the same.

    Returns:
        A text for each page, in order, "" where nothing could be read; None for a file that does
        not open, kills its reader or takes too much, and where Tesseract does not run.
    """
    asked = None if pages is None else tuple(pages)[:max_pages]
    if asked == () or max_pages < 1:
        return ()
    reader = tesseract.program()
    if reader is None:
        return None
    until, left = time.monotonic() + max_wait, max_seconds
    texts: list[str] = []
    try:
        with _renderer(until, ceil(max_seconds), max_pages, *(asked or ())) as child:
            assert child.stdin is not None  # noqa: S101 - both are pipes
            assert child.stdout is not None  # noqa: S101
            child.stdin.write(data)
            child.stdin.close()
            while len(texts) < max_pages and (header := child.stdout.read(HEADER.size)):
                dpi, picture = _page(header, child.stdout)
                text, took = "", 0.0
                if picture:
                    text, took = tesseract.read(reader, picture, dpi=dpi, seconds=left, until=until)
                texts.append(text)
                left -= took
            more = child.stdout.read(1)  # than was asked for: the process is no longer itself
            return tuple(texts) if not more and child.wait() == 0 else None
    except (OSError, EOFError, subprocess.SubprocessError):
        return None


def tidied(text: str) -> str:
    """The text with TTC for TIC, as one in twenty is misread; no figure is ever touched."""
    return _TIC.sub("TTC", text)


@contextmanager
def _renderer(until: float, *words: int) -> Iterator[subprocess.Popen[bytes]]:
    """Run render.py with what this process can import, until that time (`time.monotonic`) at most.

    Where the system can, the process bounds its own seconds of processor.
    """
    importable = os.pathsep.join(map(os.path.abspath, sys.path))
    with subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-P", "-B", "-m", "segur_check.pieces.scans.render", *map(str, words)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=tesseract.environment(PYTHONPATH=importable),
    ) as child:
        clock = threading.Timer(max(0.0, until - time.monotonic()), child.kill)
        clock.daemon = True
        clock.start()
        try:
            yield child
        finally:
            clock.cancel()
            clock.join()
            child.kill()


def _page(header: bytes, rest: IO[bytes]) -> tuple[int, bytes]:
    """The dots per inch of a page, and its picture as a PGM file; b"" for a page that was not drawn."""
    if len(header) < HEADER.size:
        raise EOFError
    width, height, dpi = HEADER.unpack(header)
    if max(width, height) > SIDE_MOST + 1:  # more than rounding: the process is no longer itself
        raise EOFError
    grey = rest.read(width * height)
    if len(grey) < width * height:
        raise EOFError
    return dpi, b"P5 %d %d 255\n" % (width, height) + grey if grey else b""
