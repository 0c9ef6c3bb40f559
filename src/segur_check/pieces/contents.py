"""What a PDF holds: the text of its pages, as it flows and as it looks, and its form fields."""

from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct

from segur_check.pieces.pdf import Deadline, read_pdf

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

# A form of the ASP has some dozens of fields; a hostile file may have a million.
_FIELDS_MOST = 2_000


class Contents(Struct, frozen=True):
    """What was read of a file.

    `pages`: the text of the first pages; "" for a page that has none, or none that can be
    extracted. `layouts`: the same pages as they look, columns kept apart by blanks, only when asked
    for. `fields`: the form fields that hold something, by name: a text, or the state of a ticked
    box. `empty_fields`: the text fields that hold nothing.
    """

    pages: tuple[str, ...] = ()
    layouts: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    empty_fields: tuple[str, ...] = ()


def contents_of(
    data: bytes, *, max_pages: int, layout: bool = False, max_seconds: float = 5.0
) -> Contents | None:
    """Read a file that opens; None when it cannot be read, or not within `max_seconds`."""

    def work(reader: "PdfReader", deadline: Deadline) -> Contents:
        pages = tuple(islice(reader.pages, max_pages))
        filled, empty = _fields(reader)
        return Contents(
            tuple(_text(page, deadline) for page in pages),
            tuple(_layout(page, deadline) for page in pages) if layout else (),
            filled,
            empty,
        )

    found = read_pdf(data, work, max_seconds=max_seconds)
    return None if isinstance(found, Exception) else found


def _text(page: "PageObject", deadline: Deadline) -> str:
    text = ""
    with suppress(Exception):
        text = page.extract_text()
    deadline.check()
    return text


def _layout(page: "PageObject", deadline: Deadline) -> str:
    """The page line by line; turned upright first, so that what was scanned aside reads across."""
    text = ""
    with suppress(Exception):
        if page.rotation:
            page.transfer_rotation_to_content()
        text = page.extract_text(extraction_mode="layout", layout_mode_strip_rotated=False)
    deadline.check()
    return text


def _fields(reader: "PdfReader") -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """The fields that hold something, and the names of the text fields that hold nothing."""
    filled: list[tuple[str, str]] = []
    empty: list[str] = []
    with suppress(Exception):
        for name, field in islice((reader.get_fields() or {}).items(), _FIELDS_MOST):
            value = str(field.get("/V", "")).removeprefix("/")
            if value.strip() and value != "Off":
                filled.append((name, value))
            elif field.get("/FT") == "/Tx" and not value.strip():
                empty.append(name)
    return tuple(filled), tuple(empty)
