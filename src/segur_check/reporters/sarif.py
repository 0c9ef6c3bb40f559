"""SARIF 2.1.0, for code scanning: every control declared, findings as results.

What could not be judged is a notification of the tool, not a result of kind "open": the programs
that show results (GitHub's code scanning first) ignore `kind` and would raise an alert for each.
"""

from collections import defaultdict
from typing import Any

from segur_check.errors import ExitCode
from segur_check.report import DeclaredControl, Location, Report
from segur_check.reporters.addresses import causes, page_of, uri, with_pages
from segur_check.reporters.display import PLAIN, Display, aged_rules_lines
from segur_check.reporters.following import Following, Ranked
from segur_check.reporters.jsonreport import json_text
from segur_check.reporters.words import word
from segur_check.values.severity import Severity

MOST_RESULTS = 25_000  # a file with more is refused by GitHub
_MOST_PLACES = 100  # of one result; GitHub keeps no more
_LEVELS: dict[str, str] = {
    Severity.REJET: "error",
    Severity.A_MODIFIER: "error",
    Severity.ALERTE: "warning",
    Severity.INFO: "note",
}
# From 0 to 100, with what follows from a finding: its level is that of the finding alone.
_RANKS: dict[str, float] = {
    Severity.REJET: 100.0,
    Severity.A_MODIFIER: 75.0,
    Severity.ALERTE: 50.0,
    Severity.INFO: 25.0,
}
# The exit codes of a run that went to its end.
_COMPLETE = {ExitCode.CLEAN, ExitCode.BLOCKING, ExitCode.TO_VERIFY}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
HOME = "https://git.example.org/outils/segur-check"
"""Stands for where the copy of this repository is, as in the docs; CONTRIBUTING.md says when it changes."""


def sarif(report: Report, display: Display = PLAIN) -> str:
    """The report as a SARIF log of one run; addresses are relative to `display.root`."""
    lang, root = report.lang, display.root
    rules = _rules(report)
    ranks = {rule.code: rank for rank, rule in enumerate(rules)}
    findings = Following(report).ranked(report.requests)
    kept, cut = findings[:MOST_RESULTS], len(findings) - MOST_RESULTS
    notes = _notifications(report, ranks, root)
    notes += (
        {"level": "warning", "message": {"text": _plain(line)}} for line in aged_rules_lines(report)
    )
    if cut > 0:
        remark = word(lang, "results_cut", count=cut, limit=MOST_RESULTS)
        notes.append({"level": "warning", "message": {"text": remark}})
    run = {
        "tool": {
            "driver": {
                "name": "segur-check",
                "version": report.tool_version,
                "semanticVersion": report.tool_version,
                "informationUri": HOME,
                "rules": [_rule(rule) for rule in rules],
                "properties": {"rules_version": report.rules_version},
            }
        },
        "language": "en-US" if lang == "en" else "fr-FR",
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": report.exit_code in _COMPLETE,
                "exitCode": int(report.exit_code),
                "toolExecutionNotifications": notes,
            }
        ],
        "results": [_result(one, ranks, lang, root) for one in kept],
        "properties": {
            "evaluated_at": report.evaluated_at,
            "verdict": str(report.verdict) if report.verdict else None,
        },
    }
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rules(report: Report) -> list[DeclaredControl]:
    """The controls declared, then those of findings that no table declares, by code."""
    declared = {control.code: control for control in report.controls}
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
    rule: dict[str, Any] = {
        "id": control.code,
        "name": control.title,
        "shortDescription": {"text": control.title},
        "fullDescription": {"text": control.why},
        "help": {"text": f"{control.why}\n\n{control.source}"},
        "defaultConfiguration": {"level": _LEVELS.get(control.severity, "none")},
        "properties": {"severity": control.severity, "source": control.source},
    }
    return rule | ({"helpUri": control.url} if control.url else {})


def _result(ranked: Ranked, ranks: dict[str, int], lang: str, root: str) -> dict[str, Any]:
    finding, request, cause = ranked.finding, ranked.request, ranked.cause
    first, *others = finding.locations
    todo = word(lang, "todo_line", action=finding.action)
    message = f"{with_pages(finding, lang)}{ranked.mark}. {todo}"
    kept, cut = others[: _MOST_PLACES - 1], len(others) - (_MOST_PLACES - 1)
    if cut > 0:
        message += f" ({word(lang, 'places_cut', count=cut)})"
    properties = {
        "severity": finding.severity,
        "effective_severity": ranked.severity,
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
        "caused_by": cause.fingerprint if cause is not None else None,
        "caused_by_code": cause.code if cause is not None else None,
    }
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": ranks[finding.code],
        "kind": "fail",
        "level": _LEVELS[finding.severity],
        "rank": _RANKS[ranked.severity],
        # SARIF would make a link of "[…](…)" in a text, and an argument of "{0}".
        "message": {"text": _plain(message)},
        "locations": [_location(first, lang, root)],
        "partialFingerprints": {"segurCheck/v1": finding.fingerprint},
        "properties": {key: value for key, value in properties.items() if value is not None},
    }
    if kept:
        result["relatedLocations"] = [
            {"id": rank, "message": {"text": _plain(_place(at, lang))}, **_location(at, lang, root)}
            for rank, at in enumerate(kept, 1)
        ]
    return result


def _plain(text: str) -> str:
    """A text of a SARIF message: the brackets of links and the braces of arguments escaped."""
    escaped = text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return escaped.replace("{", "{{").replace("}", "}}")


def _place(at: Location, lang: str) -> str:
    place = page_of(at, lang) if at.page else at.pointer or at.file
    return f"{place}{word(lang, 'colon')}{at.excerpt}" if at.excerpt else place


def _location(at: Location, lang: str, root: str) -> dict[str, Any]:
    location: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": uri(at.file, root)},
            "region": _region(at, lang),
        }
    }
    if at.pointer:
        location["logicalLocations"] = [{"fullyQualifiedName": at.pointer}]
    if at.page:
        location["properties"] = {"page": at.page}
    return location


def _region(at: Location, lang: str) -> dict[str, Any]:
    """Line and column; what has none stands on line 1, as GitHub shows nothing without a line.

    A PDF has no lines: its page is said, and is no number of a line.
    """
    if at.line:
        return {"startLine": at.line, "startColumn": at.column or 1}
    said = {"message": {"text": word(lang, "page", page=at.page)}} if at.page else {}
    return {"startLine": 1, **said}


def _notifications(report: Report, ranks: dict[str, int], root: str) -> list[dict[str, Any]]:
    """What could not be read, then what could not be judged: each point once, with its files."""
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
        for lack in dict.fromkeys(request.not_checked):
            requests = files[lack.code, lack.kind, lack.reason]
            requests[request.file] = requests.get(request.file, 0) + 1
    for (code, kind, reason), requests in files.items():
        head = f"{word(report.lang, 'not_checked')} ({word(report.lang, f'kind_{kind}')})"
        note: dict[str, Any] = {
            "level": "note",
            "message": {"text": _plain(f"{head}{word(report.lang, 'colon')}{code}. {reason}")},
            "associatedRule": {"id": code, **({"index": ranks[code]} if code in ranks else {})},
            "locations": [
                {"physicalLocation": {"artifactLocation": {"uri": uri(file, root)}}}
                for file in list(requests)[:_MOST_PLACES]
            ],
            "properties": {"kind": kind, "requests": sum(requests.values())},
        }
        notes.append(note)
    return notes
