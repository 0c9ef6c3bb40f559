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
from segur_check.pieces.pdf.damage import is_damaged
from segur_check.pieces.pdf.guard.deadline import Deadline
from segur_check.pieces.pdf.opening import PdfFacts, inspect, read_pdf
from segur_check.pieces.pdf.speed.fast import fast_pages
from segur_check.pieces.pdf.speed.known_fonts import KnownFonts
from segur_check.pieces.signing.signatures import Signature, signature_fields
from segur_check.pieces.words.letters import is_illegible

if TYPE_CHECKING:
    from collections.abc import Callable

    from pypdf import PageObject, PdfReader

    from segur_check.pieces.page.pages import PageView

_SIGNS_MOST = 60_000  # of a page: a dense one has 10,000, and some blanks; a longer text is dropped


class Contents(Struct, frozen=True):
    """What was read of a file.

    `pages`: the text of the first pages; "" for a page that has none, or none that can be extracted, or
    more than any paper. `layouts`: the same pages as they look, columns kept apart by blanks, only when
    asked for. `fields`: the form fields that show something. `empty_fields`: the labels, or names, of the
    text fields that hold nothing.

    The next five are page numbers, from 1. `scanned`: the pages that have a picture and no text, or stray
    signs over it. `mute`: those on which some letters, or all, cannot be told. `recognised`: those whose
    text is a layer that is not seen. `unread`: those that are damaged, or whose text, or how it looks,
    cannot be extracted, or is more than any paper's. `drawn_on`: those with a picture or a drawing where
    someone may have signed.

    `signatures`: the signature fields, None where they could not be read. `facturx`: the invoice that the
    file embeds; `facturx_flaws`: the flaws of its data.
    """

    pages: tuple[str, ...] = ()
    layouts: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    empty_fields: tuple[str, ...] = ()
    scanned: tuple[int, ...] = ()
    mute: tuple[int, ...] = ()
    recognised: tuple[int, ...] = ()
    unread: tuple[int, ...] = ()
    drawn_on: tuple[int, ...] = ()
    signatures: tuple[Signature, ...] | None = ()
    facturx: FacturX | None = None
    facturx_flaws: tuple[DataFlaw, ...] = ()


def contents_of(
    data: bytes, *, max_pages: int, layout: bool = False, max_seconds: float = 5.0
) -> Contents | None:
    """Read a file that opens; None when it cannot be read, or not within `max_seconds`.

    `layout` is for orders and invoices: their pages as they look, and the invoice they embed.
    """
    _pages()  # outside the limits: an import that is stopped stays half done

    def work(reader: "PdfReader", deadline: Deadline) -> Contents:
        return _contents(reader, deadline, data, max_pages=max_pages, layout=layout)

    contents = read_pdf(data, work, max_seconds=max_seconds)
    return None if isinstance(contents, Exception) else contents


def inspected_and_read(
    data: bytes,
    *,
    max_bytes: int,
    max_pages: int,
    layout: bool = False,
    max_seconds: float = 5.0,
    fast: bool = False,
) -> tuple[PdfFacts, Contents | None]:
    """What `inspect` and `contents_of` say of a file, opened only once, `max_seconds` for both.

    `fast`: the text comes from pdfium, which may abort the process.
    """
    _pages()
    contents: list[Contents] = []

    def read(reader: "PdfReader", deadline: Deadline) -> None:
        texts = fast_pages(data, max_pages=max_pages) if fast else None
        contents.append(
            _contents(reader, deadline, data, max_pages=max_pages, layout=layout, texts=texts)
        )

    facts = inspect(data, max_bytes=max_bytes, max_seconds=max_seconds, then=read)
    return facts, contents[0] if contents else None


def _contents(
    reader: "PdfReader",
    deadline: Deadline,
    data: bytes,
    *,
    max_pages: int,
    layout: bool,
    texts: tuple[str, ...] | None = None,
) -> Contents:
    """What the file holds; `texts` are those of its pages, where they were read already."""
    pages = tuple(islice(reader.pages, max_pages))
    embedded = read_data(embedded_xml(reader)) if layout else Parsed()
    signed = _signatures(reader, data, deadline)
    fonts = KnownFonts()
    views = tuple(_view(page, fonts, deadline) for page in pages)
    fast = texts if texts is not None and len(texts) == len(pages) else (None,) * len(pages)
    pages_read = [
        _page(view, text, deadline, layout=layout) for view, text in zip(views, fast, strict=True)
    ]
    damaged = {number for number, page in enumerate(pages, start=1) if is_damaged(page)}
    looks = tuple(page.look for page in pages_read) if layout else ()
    form = form_of(reader, views, deadline)

    def numbers(state: str) -> tuple[int, ...]:
        """The pages of which this is true."""
        return tuple(i for i, page in enumerate(pages_read, start=1) if getattr(page, state))

    return Contents(
        tuple(page.text for page in pages_read),
        scanned=numbers("scanned"),
        mute=numbers("mute"),
        recognised=numbers("recognised"),
        unread=tuple(sorted({*numbers("unread"), *damaged, *cut_pages(looks)})),
        drawn_on=tuple(i for i, view in enumerate(views, start=1) if view and view.is_drawn_on),
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


def _view(page: "PageObject", fonts: KnownFonts, deadline: Deadline) -> "PageView | None":
    """A page as it is seen; None where it is damaged, or draws more than any paper."""
    view = None
    with suppress(Exception):
        view = _pages().PageView(page, fonts)
    deadline.check()
    return view


class _Page(Struct, frozen=True):
    """What was read of a page, and why it may show more than that; see Contents."""

    text: str = ""
    look: str = ""
    scanned: bool = False
    mute: bool = False
    recognised: bool = False
    unread: bool = False


def _page(view: "PageView | None", fast: str | None, deadline: Deadline, *, layout: bool) -> _Page:
    """What is read of a page; `fast` is its text, where it was read already."""
    if view is None:
        return _Page(unread=True)
    look = _extracted(lambda: view.looks, deadline) if layout or view.is_composed else None
    if fast is not None and view.is_plain:
        text: str | None = fast
    elif view.is_composed:
        text = look  # its parts may be drawn in any order
    else:
        text = _extracted(lambda: view.flows, deadline)
    look = look if layout else text
    text, look = _encodable(text), _encodable(look)
    if text is not None and is_illegible(text):
        return _Page(mute=True)
    if text is None or look is None or (text.strip() and not look.strip()):
        return _Page(text or "", look or "", scanned=view.is_scan(text or ""), unread=True)
    mute, scanned = view.is_mute(text), view.is_scan(text)
    return _Page(text, look, scanned and not mute, mute, view.is_recognised and bool(text.strip()))


def _extracted(extract: "Callable[[], str]", deadline: Deadline) -> str | None:
    """The text, None where it cannot be extracted."""
    text = None
    with suppress(Exception):
        text = extract()
    deadline.check()
    return text


def _encodable(text: str | None) -> str | None:
    """The text without lone surrogates, which cannot be written out; None for more than any page has."""
    if text is None or len(text) > _SIGNS_MOST:
        return None
    return text.encode("utf-8", "replace").decode()


def _signatures(
    reader: "PdfReader", data: bytes, deadline: Deadline
) -> tuple[Signature, ...] | None:
    signatures = None
    with suppress(Exception):
        signatures = signature_fields(reader, data, deadline)
    deadline.check()
    return signatures
