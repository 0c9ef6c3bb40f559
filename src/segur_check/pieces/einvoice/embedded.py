"""The file of data that a Factur-X, ZUGFeRD or XRechnung invoice carries in its PDF."""

from io import BytesIO
from itertools import chain, islice
from typing import TYPE_CHECKING

from segur_check.pieces.einvoice.data_flaws import FlawReason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PdfReader
    from pypdf.generic import EmbeddedFile

XML_MOST = 2_000_000  # bytes
_NAMES = ("factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml")  # in the order of their weight
_HEAD = 64_000  # octets: where the first element of an XML starts
_NAMES_MOST = 1_000
_FILES_MOST = 16  # decoded, of each name; a file may be in two lists

_NamedFiles = list[tuple[str, "EmbeddedFile"]]


def embedded_xml(reader: "PdfReader") -> bytes | FlawReason | None:
    """The invoice data attached to a PDF; call it from `read_pdf`, which bounds its time.

    The file has one of the usual names or, failing that, is any XML that says it is a CII invoice.
    None if there is no such file; the reason if it cannot be decoded, is over 2 MB, or if two files of
    the same name differ: nothing says which of them counts.
    """
    files = [*islice(_named_files(reader), _NAMES_MOST)]
    candidates = [_contents([file for file in files if file[0] == usual]) for usual in _NAMES]
    others = [file for file in files if file[0].endswith(".xml") and file[0] not in _NAMES]
    candidates.append([content for content in _contents(others) if _is_invoice(content)])
    for contents in candidates:
        full = {content for content in contents if isinstance(content, bytes) and content.strip()}
        if full:
            return full.pop() if len(full) == 1 else FlawReason.SEVERAL
    return next(chain.from_iterable(candidates), None)


def _contents(files: _NamedFiles) -> list[bytes | FlawReason]:
    return [_content(file) for _, file in files[:_FILES_MOST]]


def _is_invoice(content: bytes | FlawReason) -> bool:
    """Whether the first element is that of a CII invoice, even if the rest is damaged or its namespace another."""
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
    """Each embedded file under each of its names, without folders and in lower case."""
    for source in (_attached, _associated):
        try:
            for file in source(reader):
                for name in dict.fromkeys((file.name, file.alternative_name)):
                    if isinstance(name, str):
                        yield name.replace("\\", "/").rpartition("/")[2].strip().lower(), file
        except MemoryError:  # the time is up
            raise
        except Exception:  # noqa: BLE001, S112 - a damaged list; pypdf raises about anything
            continue


def _attached(reader: "PdfReader") -> "Iterator[EmbeddedFile]":
    return iter(reader.attachment_list)


def _associated(reader: "PdfReader") -> "Iterator[EmbeddedFile]":
    from pypdf.generic import ArrayObject, DictionaryObject, EmbeddedFile  # noqa: PLC0415 - heavy

    listed = reader.root_object.get("/AF", ArrayObject()).get_object()
    for entry in listed if isinstance(listed, ArrayObject) else ():
        file = entry.get_object()
        if isinstance(file, DictionaryObject):
            yield EmbeddedFile("", file)


def _content(file: "EmbeddedFile") -> bytes | FlawReason:
    try:
        content = file.content
    except MemoryError:  # the time is up
        raise
    except Exception:  # noqa: BLE001 - pypdf raises about anything
        return FlawReason.UNPACKED
    return content if len(content) <= XML_MOST else FlawReason.TOO_BIG
