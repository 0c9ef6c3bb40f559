"""SARIF 2.1.0, for code scanning: every control declared, findings as results.

What could not be judged is a notification of the tool, not a result of kind "open": programs that
show results (GitHub's code scanning first) do not read `kind` and would raise an alert for each.
"""

from collections import defaultdict
from typing import Any

from segur_check.report import DeclaredControl, Finding, Location, Report, RequestReport
from segur_check.reporters.addresses import causes, page_of, uri, with_pages
from segur_check.reporters.display import PLAIN, Display
from segur_check.reporters.jsonreport import json_text
from segur_check.reporters.words.outputs import output_word
from segur_check.reporters.words.report import word
from segur_check.values.severity import SEVERITIES
from segur_check.values.wording import printable

MOST_RESULTS = 25_000  # a file with more is refused by GitHub
_MOST_PLACES = 100  # GitHub keeps no more of one result
_LEVELS = {"rejet": "error", "a-modifier": "error", "alerte": "warning", "info": "note"}
_CHECKED = {0, 1, 4}  # exit codes of a run that went to its end
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(report: Report, display: Display = PLAIN) -> str:
    """The report as a SARIF log of one run; addresses are relative to `display.root`."""
    lang, root = report.lang, display.root
    rules = _rules(report)
    ranks = {one.code: rank for rank, one in enumerate(rules)}
    found = [(one, request) for request in report.requests for one in request.findings]
    found.sort(key=lambda pair: SEVERITIES.index(pair[0].severity))
    kept, cut = found[:MOST_RESULTS], len(found) - MOST_RESULTS
    notes = _notifications(report, ranks, root)
    if cut > 0:
        told = output_word(lang, "results_cut", count=cut, limit=MOST_RESULTS)
        notes.append({"level": "warning", "message": {"text": told}})
    run = {
        "tool": {
            "driver": {
                "name": "segur-check",
                "version": report.tool_version,
                "semanticVersion": report.tool_version,
                "rules": [_rule(one) for one in rules],
                "properties": {"rules_version": report.rules_version},
            }
        },
        "language": "en-US" if lang == "en" else "fr-FR",
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": report.exit_code in _CHECKED,
                "exitCode": int(report.exit_code),
                "toolExecutionNotifications": notes,
            }
        ],
        "results": [_result(one, request, ranks, lang, root) for one, request in kept],
        "properties": {
            "evaluated_at": report.evaluated_at,
            "verdict": str(report.verdict) if report.verdict else None,
        },
    }
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rules(report: Report) -> list[DeclaredControl]:
    """The controls declared, and those of findings that no table declares."""
    declared = {one.code: one for one in report.controls}
    for request in report.requests:
        for finding in request.findings:
            declared.setdefault(
                finding.code,
                DeclaredControl(
                    finding.code,
                    finding.title,
                    finding.why,
                    finding.severity,
                    finding.source.title,
                    finding.source.url,
                ),
            )
    return [declared[code] for code in sorted(declared)]


def _rule(control: DeclaredControl) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": control.code,
        "name": control.code,
        "shortDescription": {"text": control.title},
        "fullDescription": {"text": control.why},
        "help": {"text": f"{control.why}\n\n{control.source}"},
        "defaultConfiguration": {"level": _LEVELS.get(control.severity, "none")},
        "properties": {"severity": control.severity, "source": control.source},
    }
    return told | ({"helpUri": control.url} if control.url else {})


def _result(
    finding: Finding, request: RequestReport, ranks: dict[str, int], lang: str, root: str
) -> dict[str, Any]:
    first, *others = finding.locations
    message = (
        f"{with_pages(finding, lang)}. {output_word(lang, 'todo_line', action=finding.action)}"
    )
    kept, cut = others[: _MOST_PLACES - 1], len(others) - (_MOST_PLACES - 1)
    if cut > 0:
        message += f" ({output_word(lang, 'places_cut', count=cut)})"
    properties = {
        "severity": finding.severity,
        "confidence": finding.confidence,
        "request": request.line,
        "numero_editeur": request.numero_editeur,
        "sons": request.sons,
        "phase": request.phase,
        "found": finding.found,
        "expected": finding.expected,
        "action": finding.action,
        "source": finding.source.title,
        "source_url": finding.source.url,
        "certainty": finding.source.certainty,
        "page": first.page,
    }
    told: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": ranks[finding.code],
        "kind": "fail",
        "level": _LEVELS[finding.severity],
        # A text of a message may hold "[…](…)" or "{0}": SARIF would make a link of it.
        "message": {"text": _plain(message)},
        "locations": [_location(first, root)],
        "partialFingerprints": {"segurCheck/v1": finding.fingerprint},
        "properties": {key: value for key, value in properties.items() if value is not None},
    }
    if kept:
        told["relatedLocations"] = [
            {"id": rank, "message": {"text": _plain(_place(at, lang))}, **_location(at, root)}
            for rank, at in enumerate(kept, 1)
        ]
    return told


def _plain(text: str) -> str:
    """A text of a SARIF message: the brackets of links and the braces of arguments escaped."""
    escaped = printable(text).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return escaped.replace("{", "{{").replace("}", "}}")


def _place(at: Location, lang: str) -> str:
    place = page_of(at, lang) if at.page else at.pointer or at.file
    colon = ": " if lang == "en" else "\u00a0: "
    return f"{place}{colon}{at.excerpt}" if at.excerpt else place


def _location(at: Location, root: str) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri(at.file, root)}}
    if at.line:
        physical["region"] = {"startLine": at.line, "startColumn": at.column or 1}
    told: dict[str, Any] = {"physicalLocation": physical}
    if at.pointer:
        told["logicalLocations"] = [{"fullyQualifiedName": at.pointer}]
    if at.page:
        told["properties"] = {"page": at.page}
    return told


def _notifications(report: Report, ranks: dict[str, int], root: str) -> list[dict[str, Any]]:
    """What could not be read, then what could not be judged, each once with its files."""
    notes: list[dict[str, Any]] = [
        {
            "level": "error",
            "message": {"text": _plain(reason)},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(path, root)}}}],
        }
        for path, reason in causes(report)
    ]
    files: dict[tuple[str, str, str], dict[str, int]] = defaultdict(dict)
    for request in report.requests:
        for one in dict.fromkeys(request.not_checked):
            where = files[one.code, one.kind, one.reason]
            where[request.file] = where.get(request.file, 0) + 1
    for (code, kind, reason), where in files.items():
        head = f"{word(report.lang, 'not_checked')} ({word(report.lang, f'kind_{kind}')})"
        colon = ": " if report.lang == "en" else "\u00a0: "
        note: dict[str, Any] = {
            "level": "note",
            "message": {"text": _plain(f"{head}{colon}{code}. {reason}")},
            "associatedRule": {"id": code, **({"index": ranks[code]} if code in ranks else {})},
            "locations": [
                {"physicalLocation": {"artifactLocation": {"uri": uri(file, root)}}}
                for file in list(where)[:_MOST_PLACES]
            ],
            "properties": {"kind": kind, "requests": sum(where.values())},
        }
        notes.append(note)
    return notes
