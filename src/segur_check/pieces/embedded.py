"""The file of data that a Factur-X, ZUGFeRD or XRechnung invoice carries in its PDF."""

from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PdfReader
    from pypdf.generic import EmbeddedFile

XML_MOST = 2_000_000  # bytes
_NAMES = ("factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml")  # the first one found counts
_NAMES_MOST = 1_000
_FILES_MOST = 16  # decoded; a file may come up four times, by two names in two lists


def embedded_xml(reader: "PdfReader") -> bytes | None:
    """The invoice data attached to a PDF; call it from `read_pdf`, which bounds its time.

    None without such a file, when it is empty, cannot be decoded or has over 2 MB, or when two
    files of the same name differ: which of them counts is not said.
    """
    found: dict[str, set[bytes]] = {name: set() for name in _NAMES}
    named = islice(_named_files(reader), _NAMES_MOST)
    for name, file in islice((one for one in named if one[0] in found), _FILES_MOST):
        if content := _content(file):
            found[name].add(content)
    contents = next(filter(None, found.values()), set())
    return contents.pop() if len(contents) == 1 else None


def _named_files(reader: "PdfReader") -> "Iterator[tuple[str, EmbeddedFile]]":
    """Each embedded file under each of its names, in lower case."""
    for source in (_attached, _associated):
        try:
            for file in source(reader):
                for name in (file.name, file.alternative_name):
                    if isinstance(name, str):
                        yield name.lower(), file
        except MemoryError:  # the time is spent
            raise
        except Exception:  # noqa: BLE001, S112 - a damaged list; pypdf raises about anything
            continue


def _attached(reader: "PdfReader") -> "Iterator[EmbeddedFile]":
    return iter(reader.attachment_list)


def _associated(reader: "PdfReader") -> "Iterator[EmbeddedFile]":
    from pypdf.generic import ArrayObject, DictionaryObject, EmbeddedFile  # noqa: PLC0415 - heavy

    listed = reader.root_object.get("/AF", ArrayObject()).get_object()
    for entry in listed if isinstance(listed, ArrayObject) else ():
        held = entry.get_object()
        if isinstance(held, DictionaryObject):
            yield EmbeddedFile("", held)


def _content(file: "EmbeddedFile") -> bytes:
    try:
        content = file.content
    except MemoryError:  # the time is spent
        raise
    except Exception:  # noqa: BLE001 - pypdf raises about anything
        return b""
    return content if len(content) <= XML_MOST else b""
