"""The machine form of a report, `segur-check/1`: small structures of its own, never our objects."""

import json
import re
from collections.abc import Iterable
from typing import Any

import msgspec

from segur_check.report import Finding, Location, Perimeter, Report, RequestReport, Untold
from segur_check.reporters.display import PLAIN, Display

FORMAT = "segur-check/1"
# In UTF-8: U+007F to 009F, 200E and 200F, 2028 to 202E, 2066 to 2069.
_DISGUISES = re.compile(rb"\x7f|\xc2[\x80-\x9f]|\xe2\x80[\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]")


def json_report(report: Report, _display: Display = PLAIN) -> bytes:
    """The report as a JSON text in UTF-8, validated by schemas/report.schema.json."""
    return _encoded(report, indent=2)


def jsonl(report: Report, _display: Display = PLAIN) -> str:
    """The same report on one line: those of several dossiers follow each other in one file."""
    return _encoded(report, indent=-1).decode()


def json_text(tree: Any, indent: int = 2) -> str:  # noqa: ANN401 - JSON values
    """JSON values as a text; an indent of -1 writes them on one line, without blanks."""
    try:
        data = msgspec.json.encode(tree)
    except UnicodeEncodeError:
        return _slowly(tree, indent).decode()
    return _shown(data, indent).decode()


def _encoded(report: Report, indent: int) -> bytes:
    try:
        return _shown(_compact(report), indent)
    except UnicodeEncodeError:
        return _slowly(_tree(report, map(_request, report.requests)), indent)


def _compact(report: Report) -> bytes:
    # One after the other: as values, thousands of requests take five times the room.
    requests = [msgspec.Raw(msgspec.json.encode(_request(one))) for one in report.requests]
    return msgspec.json.encode(_tree(report, requests))


def _slowly(tree: Any, indent: int) -> bytes:  # noqa: ANN401 - JSON values
    """What a path that is not UTF-8 stands in: the standard library writes it, ten times slower."""
    data = json.dumps(tree, ensure_ascii=False).encode("utf-8", "replace")
    return _shown(data, indent)


def _shown(data: bytes, indent: int) -> bytes:
    """A JSON text laid out; what JSON allows, and a terminal that prints it obeys, is escaped."""
    data = _DISGUISES.sub(lambda met: b"\\u%04x" % ord(met[0].decode()), data)
    data = msgspec.json.format(data, indent=indent)
    return data + b"\n"


def _tree(report: Report, requests: Iterable[Any]) -> dict[str, Any]:
    """The report as plain JSON values."""
    return {
        "format": FORMAT,
        "tool": {"name": "segur-check", "version": report.tool_version},
        "rules": {"version": report.rules_version},
        "evaluated_at": report.evaluated_at,
        "exit_code": int(report.exit_code),
        "verdict": str(report.verdict) if report.verdict else None,
        "inputs": [
            {"path": one.path, "sha256": one.sha256, "bytes": one.bytes} for one in report.inputs
        ],
        "requests": [*requests],
    }


def _request(request: RequestReport) -> dict[str, Any]:
    facts, coverage = request.facts, request.coverage
    amounts = dict(facts.amounts) if facts.amounts else dict.fromkeys(_AMOUNTS)
    return {
        "file": request.file,
        "line": request.line,
        "numero_editeur": request.numero_editeur,
        "sons": request.sons,
        "phase": request.phase,
        "verdict": str(request.verdict),
        "findings": [_finding(one) for one in request.findings],
        **(
            {"only_counted": [_only_counted(one) for one in request.untold]}
            if request.untold
            else {}
        ),
        "not_checked": [
            {"code": one.code, "kind": one.kind, "reason": one.reason}
            for one in request.not_checked
        ],
        "facts": {
            "client": {
                "label": facts.client,
                "identifiers": [
                    {"type": kind, "value": value} for kind, value in facts.identifiers
                ],
            },
            "depot": {"instant": facts.deposit, "origin": facts.deposit_origin},
            "amounts": amounts,
            "windows": [
                {
                    "event": one.event,
                    "opens": one.opens,
                    "closes": one.closes,
                    "certainty": one.certainty,
                    "source": one.source,
                }
                for one in facts.windows
            ],
            "dates": [
                {"event": event, "date": day, "from": pointer}
                for event, day, pointer in facts.dates
            ],
            **({"perimeter": _perimeter(facts.perimeter)} if facts.perimeter else {}),
        },
        "coverage": {
            "applied": coverage.applied,
            "not_applicable": coverage.not_applicable,
            "not_checked": coverage.not_checked,
        },
    }


def _only_counted(one: Untold) -> dict[str, Any]:
    return {"code": one.code, "severity": one.severity, "count": one.count}


def _perimeter(perimeter: Perimeter) -> dict[str, Any]:
    return {
        "avance": perimeter.before,
        "solde": perimeter.after,
        "removed": list(perimeter.removed),
        "compensation": perimeter.compensation,
        "avance_paid": perimeter.avance_paid,
        "former": list(perimeter.former),
        "merged": list(perimeter.merged),
        "rule": perimeter.rule,
    }


_AMOUNTS = ("ht", "rate", "vat", "ttc", "cap", "cap_source", "avance", "solde")


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "title": finding.title,
        "message": f"{finding.message}. {finding.why}",
        "action": finding.action,
        "found": finding.found,
        "expected": finding.expected,
        "source": {
            "id": finding.source.id,
            "title": finding.source.title,
            "url": finding.source.url,
            "certainty": finding.source.certainty,
        },
        "locations": [_location(one) for one in finding.locations],
        "fingerprint": finding.fingerprint,
    }


def _location(at: Location) -> dict[str, Any]:
    return {
        "file": at.file,
        "pointer": at.pointer,
        "line": at.line,
        "column": at.column,
        "page": at.page,
        "excerpt": at.excerpt,
    }
