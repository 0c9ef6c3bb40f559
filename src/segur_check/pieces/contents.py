"""What a PDF holds: the text of its pages, as it flows and as it looks, and its form fields."""

from contextlib import suppress
from itertools import islice
from types import ModuleType
from typing import TYPE_CHECKING

from msgspec import Struct

from segur_check.pieces.einvoice.data_flaws import DataFlaw
from segur_check.pieces.einvoice.embedded import embedded_xml
from segur_check.pieces.einvoice.facturx import Parsed, read_data
from segur_check.pieces.einvoice.invoice import FacturX
from segur_check.pieces.figures.layout import cut_pages
from segur_check.pieces.forms.fields import Field, form_of
from segur_check.pieces.pdf.opening import Deadline, PdfFacts, inspect, is_damaged, read_pdf
from segur_check.pieces.pdf.speed.fast import fast_pages
from segur_check.pieces.signing.signatures import Signature, signature_fields
from segur_check.pieces.words.letters import is_illegible

if TYPE_CHECKING:
    from collections.abc import Callable

    from pypdf import PageObject, PdfReader

    from segur_check.pieces.page.pages import KnownFonts, PageView

_SIGNS_MOST = 60_000  # of a page: a dense one has 10,000, and some blanks; of more no line is made


class Contents(Struct, frozen=True):
    """What was read of a file.

    `pages`: the text of the first pages; "" for a page that has none, or none that can be
    extracted, or more than any paper. `layouts`: the same pages as they look, columns kept apart by blanks, only when asked
    for. `fields`: the form fields that show something. `empty_fields`: what the text fields that hold
    nothing are called. `scanned`: the pages (from 1) that have a
    picture and no text, or stray signs over it. `mute`: those of which some letters, or all, cannot be told.
    `recognised`: those whose text is a layer that is not seen. `unread`: those that are damaged, or whose text,
    or how it looks, cannot be extracted, or is more than any paper's. `signatures`: the signature fields, None when they
    could not be read. `facturx`: the invoice that it embeds; `facturx_flaws`: what of its data could not be
    read.
    """

    pages: tuple[str, ...] = ()
    layouts: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    empty_fields: tuple[str, ...] = ()
    scanned: tuple[int, ...] = ()
    mute: tuple[int, ...] = ()
    recognised: tuple[int, ...] = ()
    unread: tuple[int, ...] = ()
    signatures: tuple[Signature, ...] | None = ()
    facturx: FacturX | None = None
    facturx_flaws: tuple[DataFlaw, ...] = ()


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
    embedded = read_data(embedded_xml(reader)) if layout else Parsed()
    signed = _signatures(reader, data, deadline)
    fonts: KnownFonts = {}
    views = tuple(_view(page, fonts, deadline) for page in pages)
    fast = read if read is not None and len(read) == len(pages) else (None,) * len(pages)
    read_of = [
        _page(view, text, deadline, layout=layout) for view, text in zip(views, fast, strict=True)
    ]
    damaged = {number for number, page in enumerate(pages, start=1) if is_damaged(page)}
    looks = tuple(one.look for one in read_of) if layout else ()
    form = form_of(reader, views, deadline)

    def numbers(state: str) -> tuple[int, ...]:
        return tuple(at for at, one in enumerate(read_of, start=1) if getattr(one, state))

    return Contents(
        tuple(one.text for one in read_of),
        scanned=numbers("scanned"),
        mute=numbers("mute"),
        recognised=numbers("recognised"),
        unread=tuple(sorted({*numbers("unread"), *damaged, *cut_pages(looks)})),
        signatures=signed,
        layouts=looks,
        fields=form.filled,
        empty_fields=form.empty,
        facturx=embedded.invoice,
        facturx_flaws=embedded.flaws,
    )


def _pages() -> ModuleType:
    from segur_check.pieces.page import pages  # noqa: PLC0415 - heavy import

    return pages


def _view(page: "PageObject", fonts: "KnownFonts", deadline: Deadline) -> "PageView | None":
    """A page as it is seen; None where it is damaged, or draws more than any paper."""
    view = None
    with suppress(Exception):
        view = _pages().PageView(page, fonts)
    deadline.check()
    return view


class _Page(Struct, frozen=True):
    """What was read of a page, and why there may be more on it; see Contents."""

    text: str = ""
    look: str = ""
    scanned: bool = False
    mute: bool = False
    recognised: bool = False
    unread: bool = False


def _page(view: "PageView | None", fast: str | None, deadline: Deadline, *, layout: bool) -> _Page:
    """A page; `fast` is its text, where it was read already."""
    if view is None:
        return _Page(unread=True)
    look = _read(lambda: view.looks, deadline) if layout or view.is_composed else None
    if fast is not None and view.is_plain:
        text: str | None = fast
    elif view.is_composed:
        text = look  # its parts may be drawn in any order
    else:
        text = _read(lambda: view.flows, deadline)
    look = look if layout else text
    text, look = _sound(text), _sound(look)
    if text is not None and is_illegible(text):
        return _Page(mute=True)
    if text is None or look is None or (text.strip() and not look.strip()):
        return _Page(text or "", look or "", scanned=view.is_scan(text or ""), unread=True)
    mute, scanned = view.is_mute(text), view.is_scan(text)
    return _Page(text, look, scanned and not mute, mute, view.is_recognised and bool(text.strip()))


def _read(how: "Callable[[], str]", deadline: Deadline) -> str | None:
    """The text, None where there is none to be had."""
    text = None
    with suppress(Exception):
        text = how()
    deadline.check()
    return text


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
