"""The machine form of a report, `segur-check/1`: small structures of its own, never our objects."""

import json
import re
from typing import Any

import msgspec

from segur_check.findings import Finding, Location, Perimeter, Report, RequestReport, Untold

FORMAT = "segur-check/1"
_DISGUISES = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def json_report(report: Report) -> str:
    """The report as a JSON text, validated by schemas/report.schema.json."""
    return json_text(as_tree(report))


def jsonl(report: Report) -> str:
    """The same report on one line: those of several dossiers follow each other in one file."""
    return json_text(as_tree(report), indent=-1)


def json_text(tree: Any, indent: int = 2) -> str:  # noqa: ANN401 - JSON values
    """JSON values as a text; an indent of -1 writes them on one line, without blanks."""
    try:
        text = msgspec.json.format(msgspec.json.encode(tree), indent=indent).decode()
    except UnicodeEncodeError:
        # A path that is not UTF-8: the standard library writes it, ten times slower.
        compact = indent < 0
        text = json.dumps(
            tree,
            ensure_ascii=False,
            indent=None if compact else indent,
            separators=(",", ":") if compact else None,
        )
    # JSON allows these as they are; a terminal that prints them obeys them.
    return _DISGUISES.sub(lambda char: f"\\u{ord(char[0]):04x}", text) + "\n"


def as_tree(report: Report) -> dict[str, Any]:
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
        "requests": [_request(one) for one in report.requests],
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
