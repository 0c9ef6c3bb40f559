"""The file of data that a Factur-X, ZUGFeRD or XRechnung invoice carries in its PDF."""

from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING

from segur_check.pieces.einvoice.data_flaws import FlawReason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PdfReader
    from pypdf.generic import EmbeddedFile

XML_MOST = 2_000_000  # bytes
_NAMES = ("factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml")  # the first one found counts
_HEAD = 64_000  # octets, where the first element of an XML starts
_NAMES_MOST = 1_000
_FILES_MOST = 16  # decoded, of each name; a file may come up twice, in two lists

_Found = list[tuple[str, "EmbeddedFile"]]


def embedded_xml(reader: "PdfReader") -> bytes | FlawReason | None:
    """The invoice data attached to a PDF; call it from `read_pdf`, which bounds its time.

    Under one of their names or, else, any XML that says it is a CII invoice. None without such a
    file; the reason when it cannot be decoded, has over 2 MB, or when two of the same name
    differ: which of them counts is not said.
    """
    files = [*islice(_named_files(reader), _NAMES_MOST)]
    by_name = [_contents([one for one in files if one[0] == name]) for name in _NAMES]
    others = [one for one in files if one[0].endswith(".xml") and one[0] not in _NAMES]
    candidates = [*by_name, [one for one in _contents(others) if _is_invoice(one)]]
    for contents in candidates:
        full = {one for one in contents if isinstance(one, bytes) and one.strip()}
        if full:
            return full.pop() if len(full) == 1 else FlawReason.SEVERAL
    return next((one for contents in candidates for one in contents), None)


def _contents(files: _Found) -> list[bytes | FlawReason]:
    return [_content(file) for _, file in files[:_FILES_MOST]]


def _is_invoice(content: bytes | FlawReason) -> bool:
    """Whether the first element is a CII invoice's, be the rest damaged or the namespace another."""
    from lxml import etree  # noqa: PLC0415 - heavy import

    if isinstance(content, FlawReason):
        return False
    try:
        starts = etree.iterparse(
            BytesIO(content[:_HEAD]),
            events=("start",),
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
        )
        _, root = next(iter(starts))
    except (etree.LxmlError, ValueError, StopIteration):
        return False
    return etree.QName(root).localname == "CrossIndustryInvoice"


def _named_files(reader: "PdfReader") -> "Iterator[tuple[str, EmbeddedFile]]":
    """Each embedded file under each of its names: their last part, in lower case."""
    for source in (_attached, _associated):
        try:
            for file in source(reader):
                for name in dict.fromkeys((file.name, file.alternative_name)):
                    if isinstance(name, str):
                        yield name.replace("\\", "/").rpartition("/")[2].strip().lower(), file
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


def _content(file: "EmbeddedFile") -> bytes | FlawReason:
    try:
        content = file.content
    except MemoryError:  # the time is spent
        raise
    except Exception:  # noqa: BLE001 - pypdf raises about anything
        return FlawReason.UNPACKED
    return content if len(content) <= XML_MOST else FlawReason.TOO_BIG
