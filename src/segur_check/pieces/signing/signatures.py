"""The signature fields of a PDF: which are signed, by whom, when, and what came after.

Nothing here says that a signature is good: the names and dates are what the file claims, and only
`integrity` computes a digest. A document without any such field may be signed all the same, by hand or
by a service that draws its signature on the page.
"""

import re
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from segur_check.pieces.pdf.form import FormField, form_fields
from segur_check.pieces.pdf.objects import PdfObject, array, at, dictionary, resolved, short_text
from segur_check.pieces.pdf.opening import read_pdf
from segur_check.pieces.signing.after_signature import After, what_came_after
from segur_check.values.dates import in_paris

if TYPE_CHECKING:
    from pypdf import PdfReader

    from segur_check.pieces.pdf.guard.deadline import Deadline

FIELDS_MOST = 50


class FieldState(StrEnum):
    """Whether a field holds a signature; in an unfinished field it was prepared, and has no value."""

    EMPTY = "empty"
    UNFINISHED = "unfinished"
    SIGNED = "signed"


class SignatureKind(StrEnum):
    """What a signature is for; a certification also states which later changes its author allows."""

    APPROVAL = "approval"
    CERTIFICATION = "certification"
    TIMESTAMP = "timestamp"


class Signature(Struct, frozen=True):
    """A signature field, and the signature in it as the file tells it.

    `signed_on` is what the signer's clock showed, aware (a date without a zone is read in Paris time).
    `page` is counted from 1. `range_sound`: the signed bytes run from the start of the file, and only the
    signature itself is left out; None where nothing is signed. `bytes_after`: how many bytes follow the
    last signed byte, and `after` what they hold.
    """

    field: str
    state: FieldState = FieldState.EMPTY
    kind: SignatureKind = SignatureKind.APPROVAL
    signer: str = ""
    signed_on: datetime | None = None
    reason: str = ""
    filter: str = ""
    subfilter: str = ""
    page: int | None = None
    range_sound: bool | None = None
    bytes_after: int = 0
    after: After = After.NOTHING

    @property
    def signed(self) -> bool:
        """Whether the field holds a signature, right or wrong."""
        return self.state is FieldState.SIGNED


def signatures(data: bytes, *, max_seconds: float = 5.0) -> tuple[Signature, ...] | None:
    """The signature fields of a file; None for one that cannot be read within `max_seconds`."""

    def fields(reader: "PdfReader", deadline: "Deadline") -> tuple[Signature, ...]:
        return signature_fields(reader, data, deadline)

    answer = read_pdf(data, fields, max_seconds=max_seconds)
    return None if isinstance(answer, Exception) else answer


def signature_fields(
    reader: "PdfReader", data: bytes, deadline: "Deadline"
) -> tuple[Signature, ...]:
    """The signature fields, the signed ones first and in the order of their signing.

    To be called inside `read_pdf`, which answers for what pypdf raises on a damaged file. At most
    `FIELDS_MOST` fields.
    """
    fields = (field for field in form_fields(reader, deadline) if field.entry("/FT") == "/Sig")
    with_ends = [_signature(field, data) for field in islice(fields, FIELDS_MOST)]
    ends = [end for _, end in with_ends if end is not None]
    if not ends:
        return tuple(signature for signature, _ in with_ends)
    last, size = max(ends), len(data)
    after = what_came_after(reader, data, last, deadline)
    with_ends.sort(key=lambda pair: (pair[1] is None, pair[1] or 0))
    result = []
    for signature, end in with_ends:
        if end is None:
            result.append(signature)
            continue
        follows = after if end == last else After.SIGNATURE
        result.append(replace(signature, bytes_after=size - end, after=follows))
    return tuple(result)


def _signature(field: FormField, data: bytes) -> tuple[Signature, int | None]:
    """The field, and where the bytes that it signs end in the file; None where it signs nothing."""
    empty, value = Signature(field.name, page=field.page), field.entry("/V")
    if value is None or type(value).__name__ == "NullObject":
        return empty, None
    held = dictionary(value)
    numbers = [resolved(number) for number in array(held, "/ByteRange")]
    if not _bytes(at(held, "/Contents")).strip(b"\0") or not numbers:
        return replace(empty, state=FieldState.UNFINISHED), None
    sound, end = _range(numbers, data)
    signed = replace(
        empty,
        state=FieldState.SIGNED,
        kind=_kind(held),
        signer=short_text(at(held, "/Name")),
        signed_on=pdf_date(short_text(at(held, "/M"))),
        reason=short_text(at(held, "/Reason")),
        filter=short_text(at(held, "/Filter")).removeprefix("/"),
        subfilter=short_text(at(held, "/SubFilter")).removeprefix("/"),
        range_sound=sound,
    )
    return signed, end


def _kind(held: PdfObject) -> SignatureKind:
    if at(held, "/Type") == "/DocTimeStamp" or at(held, "/SubFilter") == "/ETSI.RFC3161":
        return SignatureKind.TIMESTAMP
    references = map(dictionary, array(held, "/Reference")[:FIELDS_MOST])
    if any(at(reference, "/TransformMethod") == "/DocMDP" for reference in references):
        return SignatureKind.CERTIFICATION
    return SignatureKind.APPROVAL


_VALUE = re.compile(rb"<?[0-9A-Fa-f\s]*>?")


def _range(numbers: list[Any], data: bytes) -> tuple[bool, int | None]:
    """Whether only the signature's own digits are left out, and where the signed bytes end."""
    integers = [int(number) for number in numbers if isinstance(number, int)]
    if len(integers) != len(numbers) or len(integers) % 2 or min(integers) < 0:
        return False, None
    end = integers[-2] + integers[-1]
    if end > len(data):
        return False, None
    two_runs = len(integers) == 4  # noqa: PLR2004 - each a start and a length
    start, first, second, _ = integers if two_runs else (-1, 0, 0, 0)
    left_out = data[first:second]
    sound = start == 0 < first < second and _VALUE.fullmatch(left_out) is not None
    return sound, end


_DATE = re.compile(
    r"(?:D:)?(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)?(\d\d)?)?"
    r"(?:Z(?:00'?(?:00'?)?)?|([+-])(\d\d)'?(?:(\d\d)'?)?)?",
    re.ASCII,
)

_YEARS = range(1900, 2200)  # others are no year of a signature, and hard to shift to another zone


def pdf_date(written: str) -> datetime | None:
    """The instant of a PDF date, `D:20240912140000+02'00'`; None for what is no such date.

    A day without an hour is its first instant; a date without a zone is read in Paris time.
    """
    met = _DATE.fullmatch(written.strip())
    if met is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in met.groups()[:6])
    if year not in _YEARS:
        return None
    try:
        moment = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - the zone follows
        if met[7]:
            sign = -1 if met[7] == "-" else 1
            shift = sign * timedelta(hours=int(met[8]), minutes=int(met[9] or 0))
            return moment.replace(tzinfo=timezone(shift))
        return moment.replace(tzinfo=UTC) if "Z" in met[0] else in_paris(moment)
    except ValueError:
        return None


def _bytes(value: object) -> bytes:
    if isinstance(value, str):
        value = getattr(value, "original_bytes", b"?")
    return value if isinstance(value, bytes) else b""
