"""What a PDF holds after its last signature: content, or data that keep the signature valid."""

import re
from enum import StrEnum
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PdfReader
    from pypdf.generic import PdfObject

    from segur_check.pieces.pdf.guard.deadline import Deadline


class After(StrEnum):
    """What the bytes after a signature hold.

    `SIGNATURE`: a later signature or timestamp, which covers more of the file. `VALIDATION`: the
    certificates and revocation lists of a long-term signature (PAdES-LT), and nothing else.
    `DESCRIPTION`: the title and dates of the file, or nothing that is used. `CONTENT`: anything else,
    which nobody signed.
    """

    NOTHING = "nothing"
    SIGNATURE = "signature"
    VALIDATION = "validation"
    DESCRIPTION = "description"
    CONTENT = "content"


_BLANKS = b"\0\t\n\f\r "
_OBJECTS_MOST = 5_000
_MAY_CHANGE = frozenset({"/DSS", "/Extensions", "/Metadata", "/Version"})  # of the catalogue
_STRUCTURE = frozenset({"/XRef", "/ObjStm"})


def what_came_after(reader: "PdfReader", data: bytes, end: int, deadline: "Deadline") -> After:
    """What the file holds from the byte `end` on, where its last signature ends.

    To be called inside `read_pdf`.
    """
    if not data[end:].strip(_BLANKS):
        return After.NOTHING
    deadline.check()
    fresh = type(reader)  # the given reader has changed its pages while reading them
    try:
        return _added(fresh(BytesIO(data)), fresh(BytesIO(data[:end])), end)
    except MemoryError:  # the time is spent
        raise
    except Exception:  # noqa: BLE001 - the signed part alone is no whole PDF
        return After.CONTENT


def _added(now: "PdfReader", signed: "PdfReader", end: int) -> After:
    changed = {number for number, offset in _offsets(now).items() if offset >= end}
    numbers_signed = set(_offsets(signed))
    root, root_signed = now.trailer.raw_get("/Root"), signed.trailer.raw_get("/Root")
    catalogue, catalogue_signed = now.root_object, signed.root_object
    if root.idnum != root_signed.idnum or _written(catalogue) != _written(catalogue_signed):
        return After.CONTENT
    changed.discard(root.idnum)
    validation, validation_signed = _reachable(catalogue), _reachable(catalogue_signed)
    description = _number(catalogue, "/Metadata") | _number(now.trailer, "/Info")
    for number in changed:
        # An object of the signed part that the validation data merely names may be a page.
        is_new = number not in numbers_signed
        validates = number in validation and (is_new or number in validation_signed)
        if validates or number in description:
            continue
        held = _object(now, number)
        if isinstance(held, dict) and held.get("/Type") in _STRUCTURE:
            continue
        if is_new or _bytes(held) != _bytes(_object(signed, number)):
            return After.CONTENT
    added = "/DSS" in catalogue and (
        "/DSS" not in catalogue_signed or not validation.isdisjoint(changed)
    )
    return After.VALIDATION if added else After.DESCRIPTION


def _offsets(reader: "PdfReader") -> dict[int, int]:
    """The offset of each object by its number, or of the stream it is packed in, in bytes."""
    plain = {number: offset for table in reader.xref.values() for number, offset in table.items()}
    packed = {number: plain.get(holder, 0) for number, (holder, _) in reader.xref_objStm.items()}
    return plain | packed


def _written(catalogue: Any) -> dict[str, bytes]:  # noqa: ANN401 - a dictionary of pypdf
    entries = (str(entry) for entry in catalogue if entry not in _MAY_CHANGE)
    return {entry: _bytes(catalogue.raw_get(entry)) for entry in entries}


def _number(holder: Any, entry: str) -> set[int]:  # noqa: ANN401 - a dictionary of pypdf
    number = getattr(dict.get(holder, entry), "idnum", None)
    return set() if number is None else {number}


def _reachable(catalogue: Any) -> set[int]:  # noqa: ANN401 - a dictionary of pypdf
    """The numbers of the objects that hold the validation data, reached from reference to reference."""
    numbers = _number(catalogue, "/DSS")
    waiting = [catalogue["/DSS"]] if "/DSS" in catalogue else []
    while waiting and len(numbers) < _OBJECTS_MOST:
        value = waiting.pop()
        for held in dict.values(value) if isinstance(value, dict) else value:
            number = getattr(held, "idnum", None)
            if number in numbers:
                continue
            if number is not None:
                numbers.add(number)
            inner = held.get_object()
            if isinstance(inner, (dict, list)):
                waiting.append(inner)
    return numbers


def _object(reader: "PdfReader", number: int) -> "PdfObject | None":
    from pypdf.generic import IndirectObject  # noqa: PLC0415 - heavy import

    return reader.get_object(IndirectObject(number, 0, reader))


def _bytes(held: "PdfObject | None") -> bytes:
    """An object as it is written, but for its layout, which says nothing."""
    if held is None:
        return b""
    written = BytesIO()
    held.write_to_stream(written)
    return re.sub(rb"\s+", b" ", written.getvalue())
