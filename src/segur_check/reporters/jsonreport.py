"""The machine form of a report, `segur-check/1`: written out here key by key, apart from our own types."""

from collections.abc import Iterable
from typing import Any

import msgspec

from segur_check.report import Finding, Location, Paste, Perimeter, Report, RequestReport, Untold
from segur_check.reporters.display import PLAIN, Display
from segur_check.reporters.pastes import toml
from segur_check.values.identifiers import masked

FORMAT = "segur-check/1"
_AMOUNTS = ("ht", "rate", "vat", "ttc", "cap", "cap_source", "avance", "solde")


def json_report(report: Report, _display: Display = PLAIN) -> bytes:
    """The report as a JSON text in UTF-8, validated by schemas/report.schema.json."""
    return _encoded(report, indent=2)


def jsonl(report: Report, _display: Display = PLAIN) -> str:
    """The same report on one line, so that those of several dossiers follow each other in a file."""
    return _encoded(report, indent=-1).decode()


def json_text(tree: Any, indent: int = 2) -> str:  # noqa: ANN401 - JSON values
    """JSON values as a text; an indent of -1 writes them on one line, without blanks."""
    return _laid_out(msgspec.json.encode(tree), indent).decode()


def _encoded(report: Report, indent: int) -> bytes:
    # Encoded one by one: as Python values, thousands of requests take five times the memory.
    requests = [msgspec.Raw(msgspec.json.encode(_request(request))) for request in report.requests]
    return _laid_out(msgspec.json.encode(_tree(report, requests)), indent)


def _laid_out(data: bytes, indent: int) -> bytes:
    return msgspec.json.format(data, indent=indent) + b"\n"


def _tree(report: Report, requests: Iterable[Any]) -> dict[str, Any]:
    """The report as plain JSON values."""
    return {
        "format": FORMAT,
        "tool": {"name": "segur-check", "version": report.tool_version},
        "rules": _rules(report),
        "evaluated_at": report.evaluated_at,
        "exit_code": int(report.exit_code),
        "verdict": str(report.verdict) if report.verdict else None,
        "inputs": [
            {
                "path": masked(file.path),
                "sha256": file.sha256,
                "bytes": file.bytes,
                "role": file.role,
            }
            for file in report.inputs
        ],
        "requests": [*requests],
    }


def _rules(report: Report) -> dict[str, Any]:
    aged = report.aged_rules
    if aged is None:
        return {"version": report.rules_version}
    old = {"compared_on": aged.compared_on, "days": aged.days}
    return {"version": report.rules_version, "aged": old}


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
        "findings": [_finding(finding) for finding in request.findings],
        **(
            {"only_counted": [_only_counted(untold) for untold in request.untold]}
            if request.untold
            else {}
        ),
        "not_checked": [
            {
                "code": lack.code,
                "kind": lack.kind,
                "reason": lack.reason,
                "actor": lack.actor,
                **_paste(lack.paste),
            }
            for lack in request.not_checked
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
                    "event": window.event,
                    "opens": window.opens,
                    "closes": window.closes,
                    "certainty": window.certainty,
                    "source": window.source,
                }
                for window in facts.windows
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


def _only_counted(untold: Untold) -> dict[str, Any]:
    return {"code": untold.code, "severity": untold.severity, "count": untold.count}


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
        "locations": [_location(at) for at in finding.locations],
        "fingerprint": finding.fingerprint,
        "actor": finding.actor,
        **({"caused_by": finding.caused_by} if finding.caused_by else {}),
        **_paste(finding.paste),
    }


def _paste(paste: Paste | None) -> dict[str, Any]:
    return {} if paste is None else {"paste": {"file": paste.file, "toml": toml(paste)}}


def _location(at: Location) -> dict[str, Any]:
    return {
        "file": at.file,
        "pointer": at.pointer,
        "line": at.line,
        "column": at.column,
        "page": at.page,
        "excerpt": at.excerpt,
    }
