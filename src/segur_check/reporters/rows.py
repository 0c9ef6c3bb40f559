"""A report as rows of a table, for CSV and workbooks: one per finding and per lack."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from msgspec import Struct

from segur_check.report import (
    Finding,
    Location,
    Report,
    RequestReport,
    Unchecked,
    Unread,
    Verdict,
)
from segur_check.reporters.addresses import causes
from segur_check.reporters.following import Following
from segur_check.reporters.summary import Judged
from segur_check.reporters.words import word
from segur_check.values.severity import SEVERITIES

Cell = str | int | Decimal | None

REQUEST = ("file", "request", "number", "sons", "step")
FINDING = (
    *("code", "severity", "confidence", "title", "message", "found", "expected", "action"),
    *("piece", "page", "line", "column", "pointer", "source", "url", "certainty", "fingerprint"),
    "caused_by",
)
_SHORT = 8  # characters of a fingerprint
COUNTS = (*SEVERITIES, "not_checked")
_AMOUNTS = frozenset({"ht", "rate", "vat", "ttc", "cap"})


class TableRow(Struct, frozen=True):
    """One finding, or one point not checked, of a request; neither: the request itself.

    `cause`: what the finding follows from. `verdict`: that of the request, as the figures count it. `counts`:
    the causes of the request, by severity. Without a request, `unread` is an input that could not be read.
    """

    lang: str
    request: RequestReport | None
    verdict: Verdict | None = None
    finding: Finding | None = None
    cause: Finding | None = None
    lack: Unchecked | None = None
    unread: Unread | None = None
    counts: Mapping[str, int] = {}


def finding_rows(report: Report) -> Iterator[TableRow]:
    """One row per finding, request by request; the gravest first, a cause before what follows from it."""
    following, judged = Following(report), Judged(report)
    for request in report.requests:
        verdict = judged(request)
        for ranked in following.ranked([request]):
            yield TableRow(report.lang, request, verdict, ranked.finding, ranked.cause)


def lack_rows(report: Report) -> Iterator[TableRow]:
    """One row per point not checked of each request."""
    judged = Judged(report)
    for request in report.requests:
        verdict = judged(request)
        for lack in dict.fromkeys(request.not_checked):
            yield TableRow(report.lang, request, verdict, lack=lack)


def request_rows(report: Report) -> Iterator[TableRow]:
    """One row per request."""
    following, judged = Following(report), Judged(report)
    for request in report.requests:
        counts = following.counts(request)
        yield TableRow(report.lang, request, judged(request), counts=counts)


def unread_rows(report: Report) -> Iterator[TableRow]:
    """One row per input that could not be read."""
    for path, reason in causes(report):
        yield TableRow(report.lang, None, unread=Unread(path, reason))


def headers(columns: tuple[str, ...], lang: str) -> list[str]:
    """The names of the columns."""
    return [word(lang, f"column_{column}") for column in columns]


def cells(row: TableRow, columns: tuple[str, ...]) -> list[Cell]:
    """The values of a row."""
    values: dict[str, Cell] = {}
    if row.request is not None:
        values |= _of_request(row.request, row.lang)
        values |= {severity: row.counts.get(severity, 0) for severity in SEVERITIES}
    if row.request is not None and row.finding is not None:
        values |= _of_finding(row.finding, row.request, row.lang)
    if row.verdict is not None:
        values["verdict"] = word(row.lang, f"verdict_{row.verdict}")
    if row.cause is not None:
        values["caused_by"] = f"{row.cause.code} {row.cause.fingerprint[:_SHORT]}"
    if row.lack is not None:
        values |= _of_lack(row.lack, row.lang)
    if row.unread is not None:
        values |= _of_unread(row.unread, row.lang)
    return [values.get(column) for column in columns]


def _of_request(request: RequestReport, lang: str) -> Mapping[str, Cell]:
    facts = request.facts
    whole = word(lang, "short_whole_file")
    return {
        "file": request.file,
        "request": whole if request.line is None else request.line,
        "number": request.numero_editeur,
        "client": facts.client,
        "sons": request.sons,
        "step": word(lang, f"step_{request.phase}") if request.phase else None,
        "deposit": facts.deposit,
        **{name: _amount(text) for name, text in facts.amounts if name in _AMOUNTS},
        "not_checked": len(dict.fromkeys(request.not_checked)),
    }


def _amount(text: str | None) -> Cell:
    try:
        return None if text is None else Decimal(text)
    except InvalidOperation:
        return text


def _of_finding(finding: Finding, request: RequestReport, lang: str) -> Mapping[str, Cell]:
    nowhere = Location("")
    lines = [at for at in finding.locations if at.line is not None]
    own_line = next((at for at in lines if at.file == request.file), None)
    json_place = own_line or next(iter(lines), nowhere)
    attachment = next((at for at in finding.locations if at.file != request.file), nowhere)
    return {
        "code": finding.code,
        "severity": word(lang, f"severity_{finding.severity}"),
        "confidence": word(lang, f"short_confidence_{finding.confidence}"),
        "title": finding.title,
        "message": finding.message,
        "found": finding.found,
        "expected": finding.expected,
        "action": finding.action,
        "piece": attachment.file or None,
        "page": attachment.page,
        "line": json_place.line,
        "column": json_place.column,
        "pointer": json_place.pointer,
        "source": finding.source.title,
        "url": finding.source.url,
        "certainty": word(lang, f"certainty_{finding.source.certainty}"),
        "fingerprint": finding.fingerprint,
    }


def _of_lack(lack: Unchecked, lang: str) -> Mapping[str, Cell]:
    return {
        "code": lack.code,
        "severity": word(lang, "not_checked"),
        "kind": word(lang, f"kind_{lack.kind}"),
        "message": lack.reason,
        "reason": lack.reason,
    }


def _of_unread(unread: Unread, lang: str) -> Mapping[str, Cell]:
    return {
        "file": unread.path,
        "verdict": word(lang, "unread"),
        "severity": word(lang, "unread"),
        "message": unread.reason,
        "reason": unread.reason,
    }
