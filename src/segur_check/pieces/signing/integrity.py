"""Whether what was signed is still what the file holds, with pyHanko (the extra `signatures`).

No trust is claimed: no list of authorities is read, nothing is fetched, revocation is not looked
at. A certificate tells who signed only to those who trust its issuer.
"""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from enum import StrEnum
from importlib.util import find_spec
from itertools import islice
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from segur_check.pieces.pdf.guard.deadline import Deadline, TimedFile
from segur_check.pieces.pdf.objects import short_text
from segur_check.pieces.signing.signatures import FIELDS_MOST

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import EmbeddedPdfSignature

_DECODED_MOST = 10_000_000  # bytes out of one stream: tables of objects, never pictures
_SERIAL_MOST = 64
_DETAIL_MOST = 120


class Changes(StrEnum):
    """The most serious change that later revisions of the file make.

    `LTA_UPDATES`: validation data and timestamps only. `OTHER`: something nobody allowed, or that
    could not be determined.
    """

    NONE = "none"
    LTA_UPDATES = "lta-updates"
    FORM_FILLING = "form-filling"
    ANNOTATIONS = "annotations"
    OTHER = "other"


class Certificate(Struct, frozen=True):
    """The certificate of a signature as it is written, which nothing here vouches for.

    `serial` is in hexadecimal; a name that the certificate lacks is "".
    """

    common_name: str
    organisation: str
    issuer: str
    serial: str
    not_before: datetime
    not_after: datetime


class Integrity(Struct, frozen=True):
    """What became of one signed field since it was signed.

    `intact`: the signed bytes give the digest that was signed. `valid`: that digest was signed by
    the key of the certificate. Both are None where it cannot be judged, and `detail` says why, in
    English. A file whose content was changed is not intact, though its signature is still valid.
    """

    field: str
    intact: bool | None = None
    valid: bool | None = None
    changes: Changes | None = None
    certificate: Certificate | None = None
    detail: str = ""

    @property
    def whole(self) -> bool | None:
        """Whether what was signed is what is there; None when it cannot be judged."""
        return None if self.intact is None or self.valid is None else self.intact and self.valid


def available() -> bool:
    """Whether pyHanko is installed."""
    return find_spec("pyhanko") is not None


def integrity(data: bytes, *, max_seconds: float = 5.0) -> tuple[Integrity, ...] | None:
    """What became of each signature and timestamp of a file, at most 50; None without pyHanko.

    A signature that cannot be judged says so. Missing are those that were not reached within
    `max_seconds`, and all of them where pyHanko cannot open the file. Loading pyHanko, half a second
    once per process, does not count.
    """
    if not available():
        return None
    judged: list[Integrity] = []
    # Hostile files raise almost anything, and the deadline raises too.
    with _silence(), suppress(Exception):
        for signature in _each(data, max_seconds):
            judged.append(signature)  # noqa: PERF402 - those before an exception are kept
    return tuple(judged)


@contextmanager
def _silence() -> Iterator[None]:
    loggers = [logging.getLogger(name) for name in ("pyhanko", "pyhanko_certvalidator")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def _each(data: bytes, max_seconds: float) -> Iterator[Integrity]:
    from pyhanko.pdf_utils.decode_limits import (  # noqa: PLC0415 - heavy import
        DecodeLimits,
        DocumentDecodeBudget,
        StreamDecodeLimits,
    )
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415 - heavy import
    from pyhanko.sign.fields import enumerate_sig_fields  # noqa: PLC0415 - heavy import

    deadline = Deadline(max_seconds)
    limits = DecodeLimits(
        per_stream=StreamDecodeLimits(max_output_size=_DECODED_MOST),
        document_budget=DocumentDecodeBudget(base_allowance=5 * _DECODED_MOST, max_ratio=1),
    )
    reader = PdfFileReader(TimedFile(data, deadline), strict=False, decode_limits=limits)
    if reader.encrypted:
        reader.decrypt("")
    filled = enumerate_sig_fields(reader, filled_status=True)
    for name, _, field in islice(filled, FIELDS_MOST):
        deadline.check()
        yield _judged(reader, str(name), field)


def _judged(reader: "PdfFileReader", name: str, field: Any) -> Integrity:  # noqa: ANN401 - an object of pyHanko
    from pyhanko.sign.validation import (  # noqa: PLC0415 - heavy import
        EmbeddedPdfSignature,
        validate_pdf_signature,
        validate_pdf_timestamp,
    )
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415 - heavy import

    field_name = short_text(name)
    try:
        embedded = EmbeddedPdfSignature(reader, field, name)
        stamp = embedded.sig_object_type == "/DocTimeStamp"
        validate = validate_pdf_timestamp if stamp else validate_pdf_signature
        nobody = ValidationContext(trust_roots=[], allow_fetching=False)
        status = validate(embedded, nobody, skip_diff=True)
    except MemoryError:  # the time is spent
        raise
    except Exception as error:  # noqa: BLE001 - see integrity
        return Integrity(field_name, detail=_detail(error))
    return Integrity(
        field_name,
        intact=status.intact,
        valid=status.valid,
        changes=_changes(embedded),
        certificate=_certificate(status.signing_cert),
    )


def _changes(embedded: "EmbeddedPdfSignature") -> Changes:
    from pyhanko.sign.diff_analysis import DiffResult  # noqa: PLC0415 - heavy import

    try:
        embedded.compute_integrity_info()
    except MemoryError:  # the time is spent
        raise
    except Exception:  # noqa: BLE001 - see integrity
        return Changes.OTHER
    changes = embedded.diff_result
    if not isinstance(changes, DiffResult):
        return Changes.OTHER
    return Changes(changes.modification_level.name.lower().replace("_", "-"))


def _certificate(held: Any) -> Certificate | None:  # noqa: ANN401 - an object of asn1crypto
    try:
        subject, issuer = held.subject.native, held.issuer.native
        return Certificate(
            common_name=_first(subject.get("common_name")),
            organisation=_first(subject.get("organization_name")),
            issuer=_first(issuer.get("common_name")),
            serial=f"{held.serial_number:x}"[:_SERIAL_MOST],
            not_before=held.not_valid_before,
            not_after=held.not_valid_after,
        )
    except Exception:  # noqa: BLE001 - a certificate is parsed lazily, and may hold anything
        return None


def _first(value: object) -> str:
    return short_text(value[0] if isinstance(value, list) and value else value)


def _detail(error: Exception) -> str:
    return short_text(f"{type(error).__name__}: {error}"[:_DETAIL_MOST])
