"""What a PDF holds: the text of its pages, as it flows and as it looks, and its form fields."""

from contextlib import suppress
from itertools import islice
from types import ModuleType
from typing import TYPE_CHECKING

from msgspec import Struct

from segur_check.pieces.data_flaws import Flaw
from segur_check.pieces.embedded import embedded_xml
from segur_check.pieces.facturx import Parsed, read_data
from segur_check.pieces.fast import fast_pages
from segur_check.pieces.fields import Field, form_of
from segur_check.pieces.form import at, dictionary
from segur_check.pieces.invoice import FacturX
from segur_check.pieces.pdf import Deadline, PdfFacts, inspect, read_pdf
from segur_check.pieces.signatures import Signature, signature_fields

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_SIGNS_MOST = 200_000  # of a page: a dense one has 10,000, and some blanks


class Contents(Struct, frozen=True):
    """What was read of a file.

    `pages`: the text of the first pages; "" for a page that has none, or none that can be
    extracted, or more than any paper. `layouts`: the same pages as they look, columns kept apart by blanks, only when asked
    for. `fields`: the form fields that show something. `empty_fields`: what the text fields that hold
    nothing are called. `scanned`: the pages (from 1) that have a
    picture and no text. `signatures`: the signature fields, None when they could not be read.
    `facturx`: the invoice that it embeds; `facturx_flaws`: what of its data could not be read.
    """

    pages: tuple[str, ...] = ()
    layouts: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    empty_fields: tuple[str, ...] = ()
    scanned: tuple[int, ...] = ()
    signatures: tuple[Signature, ...] | None = ()
    facturx: FacturX | None = None
    facturx_flaws: tuple[Flaw, ...] = ()


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
    # Before any page is read, which changes what the reader holds of it.
    signed = _signatures(reader, data, deadline)
    if read is not None and len(read) == len(pages):
        texts = tuple(map(_sound, read))
    else:
        texts = tuple(_text(page, deadline) for page in pages)
    form = form_of(reader, pages, deadline)
    blank = [number for number, text in enumerate(texts, start=1) if not text.strip()]
    return Contents(
        texts,
        scanned=tuple(number for number in blank if _has_picture(pages[number - 1])),
        signatures=signed,
        # The last to be read: a page turned upright is no longer what the file says.
        layouts=tuple(_layout(page, deadline) for page in pages) if layout else (),
        fields=form.filled,
        empty_fields=form.empty,
        facturx=embedded.invoice,
        facturx_flaws=embedded.flaws,
    )


def _pages() -> ModuleType:
    from segur_check.pieces import pages  # noqa: PLC0415 - heavy import

    return pages


def _text(page: "PageObject", deadline: Deadline) -> str:
    text = ""
    with suppress(Exception):
        text = _pages().as_it_flows(page)
    deadline.check()
    return _sound(text)


def _has_picture(page: "PageObject") -> bool:
    """Whether a page draws a picture: a blank page has none."""
    with suppress(Exception):
        drawn = dictionary(at(dictionary(at(page, "/Resources")), "/XObject"))
        contents = None if drawn else page.get_contents()
        return bool(drawn) or (contents is not None and b"BI" in contents.get_data())
    return True


def _layout(page: "PageObject", deadline: Deadline) -> str:
    text = ""
    with suppress(Exception):
        text = _pages().as_it_looks(page)
    deadline.check()
    return _sound(text)


def _sound(text: str) -> str:
    """The text without halves of signs, which cannot be written out; "" when no page is so full."""
    return text.encode("utf-8", "replace").decode() if len(text) <= _SIGNS_MOST else ""


def _signatures(
    reader: "PdfReader", data: bytes, deadline: Deadline
) -> tuple[Signature, ...] | None:
    found = None
    with suppress(Exception):
        found = signature_fields(reader, data, deadline)
    deadline.check()
    return found
