"""Whether a file is a PDF, whether it opens, and how many pages it has.

pypdf may raise almost any built-in exception on a damaged file, and has no limit of time. Here an
exception is an answer, and the time is bounded from outside.
"""

import logging
import re
import warnings
from enum import StrEnum
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from segur_check.pieces.pdf.damage import is_damaged, is_lost, lacks_pages
from segur_check.pieces.pdf.file_kind import file_kind, is_envelope
from segur_check.pieces.pdf.guard.deadline import Deadline, OverLimitError
from segur_check.pieces.pdf.guard.interrupt import interruptible, memory
from segur_check.pieces.pdf.guard.limits import lowered_limits
from segur_check.pieces.pdf.mended import bare, listed_anew, starts
from segur_check.pieces.pdf.objects import at, dictionary
from segur_check.printable import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pypdf import PageObject, PdfReader

_Answer = TypeVar("_Answer")

_PAGES_TOUCHED = 20
_DETAIL_MOST = 120  # signs
_MEMORY_MOST = 130_000_000  # bytes, over what the process holds when it begins
_ADDRESS = re.compile(r", \d{9,}\)")  # of the reader, in the name that pypdf gives a reference


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

    `looks_like` guesses what a file that is no PDF is: zip, word, excel, opendocument, image-jpeg,
    image-png, image, rtf, html, mail, envelope (`.p7m`), text, or "". `detail` is a short technical reason, in English, safe to print.
    """

    state: PdfState
    pages: int | None = None
    looks_like: str = ""
    detail: str = ""


def inspect(
    data: bytes,
    *,
    max_bytes: int,
    max_seconds: float = 5.0,
    then: "Callable[[PdfReader, Deadline], None] | None" = None,
) -> PdfFacts:
    """Say what a file is, reaching its first pages but not their text.

    `then` reads on in a file that opens, within the same limits; what it raises is swallowed.
    """
    if not data:
        return PdfFacts(PdfState.EMPTY)
    # An envelope may show the header of the PDF within it.
    if starts(data) < 0 or is_envelope(data):
        return PdfFacts(PdfState.NOT_PDF, looks_like=file_kind(data))
    if len(data) > max_bytes:
        return PdfFacts(PdfState.TOO_BIG, detail=f"{len(data)} bytes, limit {max_bytes}")
    opened: list[PdfFacts] = []

    def work(reader: "PdfReader", deadline: Deadline) -> None:
        opened.append(_facts(reader))
        if then is not None and opened[0].state is PdfState.OK:
            then(reader, deadline)

    raised = read_pdf(data, work, max_seconds=max_seconds)
    return opened[0] if opened else _facts_of_fault(raised, data)


def read_pdf(
    data: bytes, work: "Callable[[PdfReader, Deadline], _Answer]", *, max_seconds: float = 5.0
) -> _Answer | Exception:
    """What `work` answers, in silence and within the limits, or what was raised on the way."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    with warnings.catch_warnings(), memory() as held:
        warnings.simplefilter("ignore")
        import pypdf  # noqa: F401, PLC0415 - heavy import

        deadline = Deadline(max_seconds)  # of the file: the first import does not count
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
    """A reader of the file: as it is, else mended as viewers do, where that gives more of it."""
    from pypdf import PdfReader  # noqa: PLC0415 - heavy import
    from pypdf.errors import LimitReachedError  # noqa: PLC0415 - heavy import

    best: PdfReader | None = None
    best_state = PdfState.UNREADABLE
    raised: Exception | None = None
    for mend in (bytes, bare, listed_anew):
        try:
            reader = PdfReader(BytesIO(mend(data)))
            state = _facts(reader).state
            whole = state is PdfState.LOCKED or (
                state is PdfState.OK and not any(map(is_damaged, _first_pages(reader)))
            )
        except (MemoryError, RecursionError, LimitReachedError, NotImplementedError):
            raise  # a limit, or a lock: the same however the objects are listed
        except Exception as error:  # noqa: BLE001 - pypdf has no list of what it raises
            raised = raised or error
            continue
        if whole:
            return reader
        if best is None or (state is PdfState.OK and best_state is not state):
            best, best_state = reader, state
    if best is not None:
        return best
    raise raised or ValueError


def _facts(reader: "PdfReader") -> PdfFacts:
    if reader.is_encrypted and not reader.decrypt(""):
        return PdfFacts(PdfState.LOCKED)
    if not reader.trailer.get("/Root"):  # pypdf looks for one, and viewers do not
        return PdfFacts(PdfState.UNREADABLE, detail="no catalogue")
    tree = dictionary(at(reader.root_object, "/Pages"))
    lacking = lacks_pages(tree)
    count = len(reader.pages)
    # A node that is no page and has no kids counts as a page for pypdf.
    if not count or ("/Kids" not in tree and at(tree, "/Type") != "/Page"):
        return PdfFacts(PdfState.UNREADABLE, detail="no page")
    announced = at(tree, "/Count")
    if lacking and isinstance(announced, int) and count < announced:
        return PdfFacts(PdfState.UNREADABLE, detail="pages are lost")
    for number, page in enumerate(_first_pages(reader), start=1):
        if is_lost(page):
            return PdfFacts(PdfState.UNREADABLE, detail=f"the contents of page {number} are lost")
    return PdfFacts(PdfState.OK, count)


def _first_pages(reader: "PdfReader") -> "Iterator[PageObject]":
    return islice(reader.pages, _PAGES_TOUCHED)


def _facts_of_fault(raised: Exception | None, data: bytes) -> PdfFacts:
    detail = "" if raised is None else _detail(raised)
    too_much = isinstance(raised, (MemoryError, RecursionError))
    if too_much or type(raised).__name__ == "LimitReachedError":
        return PdfFacts(PdfState.LIMIT, detail=detail)
    # Locked for the holder of a certificate, or by a scheme that pypdf does not know. V=0 is no lock.
    locked = isinstance(raised, NotImplementedError) and b"/Encrypt" in data and "V=0" not in detail
    return PdfFacts(PdfState.LOCKED if locked else PdfState.UNREADABLE, detail=detail)


def _detail(error: Exception) -> str:
    return printable(_ADDRESS.sub(")", f"{type(error).__name__}: {error}"[:_DETAIL_MOST]))
