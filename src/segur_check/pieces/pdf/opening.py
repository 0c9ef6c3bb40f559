"""Whether a file is a PDF, whether it opens, and what text it has.

pypdf raises about any built-in exception on a damaged file, and has no limit of time: here the
first is an answer, and the second is kept from outside.
"""

import logging
import re
import time
import warnings
import zlib
from enum import StrEnum
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from segur_check.pieces.pdf.form import PdfObject, array, at, dictionary
from segur_check.pieces.pdf.guard.interrupt import interruptible, memory, processor_clock
from segur_check.pieces.pdf.guard.limits import lowered_limits
from segur_check.pieces.pdf.mended import HEADER_WITHIN, bare, listed_anew, starts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from _typeshed import WriteableBuffer
    from pypdf import PageObject, PdfReader

_Answer = TypeVar("_Answer")

_PAGES_TOUCHED = 20
_WALL_TIMES = 60  # a thread that has a sixtieth of a processor is still served
_NODES_MOST = 2_000  # of the tree of the pages
_INFLATED_MOST = 2_000_000  # bytes of a page looked at for damage
_CHECK_SIZE = 8  # bytes: more than the check after inflated data has
_DETAIL_MOST = 120
_MEMORY_MOST = 130_000_000  # bytes, beside what the process holds when it begins
_ADDRESS = re.compile(r", \d{9,}\)")  # of the reader, in the name that pypdf gives a reference
_MAGIC = (
    (b"PK\x03\x04", "zip"),
    (b"\xff\xd8\xff", "image-jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image-png"),
    (b"{\\rtf", "rtf"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what Word wrote until 2007, and others
_HTML = (b"<!doctype html", b"<html")
_TEXT_CONTROLS = b"\t\n\f\r"


class PdfState(StrEnum):
    """What became of the opening of a file."""

    OK = "ok"
    EMPTY = "empty"
    NOT_PDF = "not-pdf"
    UNREADABLE = "unreadable"
    LOCKED = "locked"
    TOO_BIG = "too-big"
    LIMIT = "limit"  # over what the reader is allowed to spend: not judged


class PdfFacts(Struct, frozen=True):
    """What a file is.

    `looks_like` guesses what is no PDF: zip, word, image-jpeg, image-png, rtf, html, text, or "".
    `detail` is a short technical reason, in English, safe to print.
    """

    state: PdfState
    pages: int | None = None
    looks_like: str = ""
    detail: str = ""


class OverLimitError(MemoryError):
    """pypdf recovers from every exception but this kind."""


class Deadline:
    """When the reading of a file must be over: after so many seconds of processor of this thread.

    What a file is must not depend on what else the machine does: the clock on the wall only counts,
    much later, for what hangs.
    """

    def __init__(
        self,
        seconds: float,
        *,
        processor: "Callable[[], float] | None" = None,
        wall: "Callable[[], float]" = time.monotonic,
    ) -> None:
        self._seconds = seconds
        self._processor, self._wall = processor or processor_clock(), wall
        self._end = self._processor() + seconds
        self._hangs = self._wall() + _WALL_TIMES * seconds
        self.spent = ""  # what is, in words

    def over(self) -> bool:
        """Whether the time is spent, or something else is."""
        if not self.spent:
            if self._processor() > self._end:
                self.spent = f"not read within {self._seconds:g} s"
            elif self._wall() > self._hangs:
                self.spent = f"nothing came within {_WALL_TIMES * self._seconds:g} s"
        return bool(self.spent)

    def check(self) -> None:
        """Stop the reading once the time is spent; pypdf lets this exception through."""
        if self.over():
            raise OverLimitError(self.spent)


class TimedFile(BytesIO):
    """A file for readers that nothing else stops: no longer read once the time is spent."""

    def __init__(self, data: bytes, deadline: Deadline) -> None:
        super().__init__(data)
        self._deadline = deadline

    def read(self, size: int | None = -1, /) -> bytes:
        """Read, while there is time."""
        self._deadline.check()
        return super().read(size)

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Read, while there is time."""
        self._deadline.check()
        return super().readinto(buffer)


def inspect(
    data: bytes,
    *,
    max_bytes: int,
    max_seconds: float = 5.0,
    then: "Callable[[PdfReader, Deadline], None] | None" = None,
) -> PdfFacts:
    """Say what a file is, reaching its first pages but not their text.

    `then` reads on in a file that opens, within the same limits; what stops it is not told.
    """
    if not data:
        return PdfFacts(PdfState.EMPTY)
    if starts(data) < 0:
        return PdfFacts(PdfState.NOT_PDF, looks_like=_looks_like(data))
    if len(data) > max_bytes:
        return PdfFacts(PdfState.TOO_BIG, detail=f"{len(data)} bytes, limit {max_bytes}")
    found: list[PdfFacts] = []

    def work(reader: "PdfReader", deadline: Deadline) -> None:
        found.append(_facts(reader))
        if then is not None and found[0].state is PdfState.OK:
            then(reader, deadline)

    raised = read_pdf(data, work, max_seconds=max_seconds)
    return found[0] if found else _of_fault(raised, data)


def _of_fault(raised: Exception | None, data: bytes) -> PdfFacts:
    detail = "" if raised is None else _told(raised)
    too_much = isinstance(raised, (MemoryError, RecursionError))
    if too_much or type(raised).__name__ == "LimitReachedError":
        return PdfFacts(PdfState.LIMIT, detail=detail)
    # For the holder of a certificate, or by a scheme that pypdf does not know: V=0 is that of no lock.
    locked = isinstance(raised, NotImplementedError) and b"/Encrypt" in data and "V=0" not in detail
    return PdfFacts(PdfState.LOCKED if locked else PdfState.UNREADABLE, detail=detail)


def _facts(reader: "PdfReader") -> PdfFacts:
    if reader.is_encrypted and not reader.decrypt(""):
        return PdfFacts(PdfState.LOCKED)
    if not reader.trailer.get("/Root"):  # pypdf looks for one, and viewers do not
        return PdfFacts(PdfState.UNREADABLE, detail="no catalogue")
    tree = dictionary(at(reader.root_object, "/Pages"))
    lacking = _lacks_pages(tree)
    count = len(reader.pages)
    # What is no page and has no kids, pypdf counts for one.
    if not count or ("/Kids" not in tree and at(tree, "/Type") != "/Page"):
        return PdfFacts(PdfState.UNREADABLE, detail="no page")
    told = at(tree, "/Count")
    if lacking and isinstance(told, int) and count < told:
        return PdfFacts(PdfState.UNREADABLE, detail="pages are lost")
    for number, page in enumerate(_first_pages(reader), start=1):
        if _is_lost(page):
            return PdfFacts(PdfState.UNREADABLE, detail=f"the contents of page {number} are lost")
    return PdfFacts(PdfState.OK, count)


def _lacks_pages(tree: PdfObject) -> bool:
    """Whether the tree of the pages names what is not in the file.

    What is of no known type is a page, or a branch with kids: so do viewers read it.
    """
    from pypdf.generic import NameObject  # noqa: PLC0415 - heavy import

    waiting, seen = [tree], 0
    while waiting and seen < _NODES_MOST:
        kids = [dictionary(one) for one in array(waiting.pop(), "/Kids")]
        if not all(kids):
            return True
        seen += len(kids) + 1
        for one in kids:
            if at(one, "/Type") not in {"/Page", "/Pages"}:
                one[NameObject("/Type")] = NameObject("/Pages" if "/Kids" in one else "/Page")
        waiting += [one for one in kids if "/Kids" in one]
    return False


def _is_lost(page: "PageObject") -> bool:
    """Whether the page names contents that are not in the file: cut, or overwritten."""
    return any(part is None for part in _contents(page))


def is_damaged(page: "PageObject") -> bool:
    """Whether the contents of a page cannot be inflated to their end: a viewer shows some of it.

    To be asked before its text, which changes what the reader holds.
    """
    return any(_is_cut(part) for part in _contents(page))


def _contents(page: "PageObject") -> list[object]:
    """The parts of its contents; None for one that is not there."""
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
        return False  # no paper's: its text tells
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
    # Noughts, or ones, may end by chance what was cut within; both do so where the check alone is missing.
    return not all(_lacks_check(inflating.copy(), byte) for byte in (b"\x00", b"\xff"))


def _lacks_check(inflating: "zlib._Decompress", byte: bytes) -> bool:
    """Whether what comes next in inflated data is the check after them."""
    try:
        inflating.decompress(byte * _CHECK_SIZE)
    except zlib.error as error:
        return "incorrect data check" in str(error)
    return False


def read_pdf(
    data: bytes, work: "Callable[[PdfReader, Deadline], _Answer]", *, max_seconds: float = 5.0
) -> _Answer | Exception:
    """What `work` answers, in silence and within the limits, or what was raised on the way."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    with warnings.catch_warnings(), memory() as held:
        warnings.simplefilter("ignore")
        import pypdf  # noqa: F401, PLC0415 - heavy import

        deadline = Deadline(max_seconds)  # of the file, not of the first import
        most = held() + _MEMORY_MOST

        def too_much() -> bool:
            if not deadline.spent and held() > most:
                deadline.spent = f"over {_MEMORY_MOST // 1_000_000} MB"
            return deadline.over()

        logger.setLevel(logging.CRITICAL + 1)
        try:
            with lowered_limits():
                return interruptible(
                    lambda: work(_opened(data), deadline), too_much, OverLimitError
                )
        except Exception as error:  # noqa: BLE001 - pypdf has no list of what it raises
            return OverLimitError(deadline.spent) if deadline.spent else error
        finally:
            logger.setLevel(level)


def _opened(data: bytes) -> "PdfReader":
    """A reader of the file: as it is, else as viewers mend it, where that gives more of it."""
    from pypdf import PdfReader  # noqa: PLC0415 - heavy import
    from pypdf.errors import LimitReachedError  # noqa: PLC0415 - heavy import

    kept: PdfReader | None = None
    kept_state = PdfState.UNREADABLE
    raised: Exception | None = None
    for mend in (bytes, bare, listed_anew):
        try:
            reader = PdfReader(BytesIO(mend(data)))
            state = _facts(reader).state
            whole = state is PdfState.LOCKED or (
                state is PdfState.OK and not any(map(is_damaged, _first_pages(reader)))
            )
        except (MemoryError, RecursionError, LimitReachedError, NotImplementedError):
            raise  # a limit, or a lock: the same however its objects are listed
        except Exception as error:  # noqa: BLE001 - pypdf has no list of what it raises
            raised = raised or error
            continue
        if whole:
            return reader
        if kept is None or (state is PdfState.OK and kept_state is not state):
            kept, kept_state = reader, state
    if kept is not None:
        return kept
    raise raised or ValueError


def _first_pages(reader: "PdfReader") -> "Iterator[PageObject]":
    return islice(reader.pages, _PAGES_TOUCHED)


def _told(error: Exception) -> str:
    told = _ADDRESS.sub(")", f"{type(error).__name__}: {error}"[:_DETAIL_MOST])
    return "".join(sign if sign.isprintable() else "?" for sign in told)


def _looks_like(data: bytes) -> str:
    if data.startswith(b"PK\x03\x04") and b"word/" in data:
        return "word"
    if data.startswith(_OLE) and "WordDocument".encode("utf-16-le") in data:
        return "word"
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    head = data[:HEADER_WITHIN].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.lower().startswith(_HTML):
        return "html"
    return "text" if all(byte >= ord(" ") or byte in _TEXT_CONTROLS for byte in head) else ""
