"""What a PDF holds: the text of its pages, as it flows and as it looks, and its form fields."""

from contextlib import suppress
from itertools import islice
from types import ModuleType
from typing import TYPE_CHECKING

from msgspec import Struct

from segur_check.pieces.embedded import embedded_xml
from segur_check.pieces.facturx import parse
from segur_check.pieces.fast import fast_pages
from segur_check.pieces.fields import Field, form_of
from segur_check.pieces.invoice import FacturX
from segur_check.pieces.pdf import Deadline, PdfFacts, inspect, is_damaged, read_pdf
from segur_check.pieces.shown import is_scan
from segur_check.pieces.signatures import Signature, signature_fields

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_SIGNS_MOST = 200_000  # of a page: a dense one has 10,000, and some blanks


class Contents(Struct, frozen=True):
    """What was read of a file.

    `pages`: the text of the first pages; "" for a page that has none, or none that can be
    extracted, or more than any paper. `layouts`: the same pages as they look, columns kept apart by blanks, only when asked
    for. `fields`: the form fields that show something. `empty_fields`: what the text fields that hold
    nothing are called. `scanned`: the pages (from 1) that show something else than their text, a
    picture of it. `unread`: those that are damaged, or whose text, or how it looks, cannot be extracted,
    or is more than any paper's. `signatures`: the signature fields, None when they could not be read.
    `facturx`: the invoice that it embeds.
    """

    pages: tuple[str, ...] = ()
    layouts: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    empty_fields: tuple[str, ...] = ()
    scanned: tuple[int, ...] = ()
    unread: tuple[int, ...] = ()
    signatures: tuple[Signature, ...] | None = ()
    facturx: FacturX | None = None


def contents_of(
    data: bytes, *, max_pages: int, layout: bool = False, max_seconds: float = 5.0
) -> Contents | None:
    """Read a file that opens; None when it cannot be read, or not within `max_seconds`.

    `layout` is for orders and invoices: their pages as they look, and the invoice they embed.
    """
    _pages()  # not within the limits: what is stopped while it is imported stays half imported

    def work(reader: "PdfReader", deadline: Deadline) -> Contents:
        return _contents(reader, deadline, data, max_pages=max_pages, layout=layout)

    found = read_pdf(data, work, max_seconds=max_seconds)
    return None if isinstance(found, Exception) else found


def inspected_and_read(
    data: bytes,
    *,
    max_bytes: int,
    max_pages: int,
    layout: bool = False,
    max_seconds: float = 5.0,
    fast: bool = False,
) -> tuple[PdfFacts, Contents | None]:
    """What `inspect` and `contents_of` say of a file, opened once and within one `max_seconds`.

    `fast`: the text comes from pdfium, which may abort the process.
    """
    _pages()
    found: list[Contents] = []

    def read(reader: "PdfReader", deadline: Deadline) -> None:
        pages = fast_pages(data, max_pages=max_pages) if fast else None
        found.append(
            _contents(reader, deadline, data, max_pages=max_pages, layout=layout, read=pages)
        )

    facts = inspect(data, max_bytes=max_bytes, max_seconds=max_seconds, then=read)
    return facts, found[0] if found else None


def _contents(
    reader: "PdfReader",
    deadline: Deadline,
    data: bytes,
    *,
    max_pages: int,
    layout: bool,
    read: tuple[str, ...] | None = None,
) -> Contents:
    """What the file holds; `read` is the text of its pages, where it was read already."""
    pages = tuple(islice(reader.pages, max_pages))
    xml = embedded_xml(reader) if layout else None
    # Before any page is read, which changes what the reader holds of it.
    signed = _signatures(reader, data, deadline)
    damaged = {number for number, page in enumerate(pages, start=1) if is_damaged(page)}
    texts: tuple[str | None, ...]  # None where it cannot be told
    if read is not None and len(read) == len(pages):
        texts = tuple(map(_sound, read))
    else:
        texts = tuple(_text(page, deadline) for page in pages)
    form = form_of(reader, pages, deadline)
    scanned = tuple(
        number
        for number, (page, text) in enumerate(zip(pages, texts, strict=True), start=1)
        if is_scan(page, text or "")
    )
    # The last to be read: a page turned upright is no longer what the file says.
    looks = tuple(_layout(page, deadline) for page in pages) if layout else ()
    return Contents(
        tuple(text or "" for text in texts),
        scanned=scanned,
        unread=tuple(
            number
            for number, (text, look) in enumerate(zip(texts, looks or texts, strict=True), start=1)
            if number in damaged
            or text is None
            or look is None
            or (text.strip() and not look.strip())
        ),
        signatures=signed,
        layouts=tuple(look or "" for look in looks),
        fields=form.filled,
        empty_fields=form.empty,
        facturx=parse(xml) if xml is not None else None,
    )


def _pages() -> ModuleType:
    from segur_check.pieces import pages  # noqa: PLC0415 - heavy import

    return pages


def _text(page: "PageObject", deadline: Deadline) -> str | None:
    text = None
    with suppress(Exception):
        text = _pages().as_it_flows(page)
    deadline.check()
    return _sound(text)


def _layout(page: "PageObject", deadline: Deadline) -> str | None:
    text = None
    with suppress(Exception):
        text = _pages().as_it_looks(page)
    deadline.check()
    return _sound(text)


def _sound(text: str | None) -> str | None:
    """The text without halves of signs, which cannot be written out; None when no page is so full."""
    if text is None or len(text) > _SIGNS_MOST:
        return None
    return text.encode("utf-8", "replace").decode()


def _signatures(
    reader: "PdfReader", data: bytes, deadline: Deadline
) -> tuple[Signature, ...] | None:
    found = None
    with suppress(Exception):
        found = signature_fields(reader, data, deadline)
    deadline.check()
    return found
