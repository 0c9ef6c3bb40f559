"""One line per finding, for pipes and logs: `file:line:column: CODE severity: message → action`."""

from collections import defaultdict
from collections.abc import Iterator

from segur_check.report import Report
from segur_check.reporters.display import (
    PLAIN,
    Display,
    Shown,
    aged_rules_lines,
    applied_line,
    hidden_lines,
    place,
    shown,
    suspended_codes,
    unchecked,
    verdict_of,
    without_text,
)
from segur_check.reporters.headings import concerned
from segur_check.reporters.tasks import RequestFindings, Task, counts_line, tasks
from segur_check.reporters.words import counted, word
from segur_check.values.severity import SEVERITIES

_MOST_TASKS = 5
"""So many things to do are told at the end, the gravest first."""


def concise(report: Report, display: Display = PLAIN) -> str:
    """The report in one line per finding, what was not checked, the coverage, what to do, the verdict."""
    return "".join(f"{line}\n" for line in _lines(report, display))


def _lines(report: Report, display: Display) -> Iterator[str]:
    lang, colon = report.lang, word(report.lang, "colon")
    selection = shown(report, display)
    for heading in report.headings:
        if heading.deposit_from == "now":
            yield f"{heading.file}: {word(lang, 'deposit')}{colon}{heading.deposit} ({word(lang, 'from_now')})"
    if not display.quiet:
        yield from _finding_lines(selection, lang)
    if not display.quiet:
        for lack, count in unchecked(report):
            many = f" ({word(lang, 'requests_concerned', count=count)})" if count > 1 else ""
            kind = word(lang, f"kind_{lack.kind}")
            yield f"{word(lang, 'not_checked')}{colon}{lack.code} [{kind}]{many}{colon}{lack.reason}"
        if display.verbose and (codes := suspended_codes(report)):
            told = word(lang, "suspended", codes=", ".join(codes))
            yield f"{word(lang, 'not_checked')}{colon}{told}"
    yield from hidden_lines(lang, selection, display)
    if report.unread:
        yield counted(lang, "paths_unread", len({unread.path for unread in report.unread}))
    if not display.quiet:
        yield from aged_rules_lines(report)
    yield applied_line(report, display)
    if not display.quiet:
        yield from _todo_lines(selection, lang)
    counts = counts_line(report)
    told = f" ({counts})" if counts else without_text(report)
    yield f"{word(lang, 'verdict')}{colon}{verdict_of(report)}{told}"


def _finding_lines(selection: Shown, lang: str) -> Iterator[str]:
    colon = word(lang, "colon")
    code_of = {
        finding.fingerprint: finding.code
        for _, findings in selection.requests
        for finding in findings
    }
    for _, findings in selection.requests:
        for finding in findings:
            severity = word(lang, f"severity_{finding.severity}")
            line = f"{place(finding.locations[0], lang)}: {finding.code} {severity}{colon}{finding.message} → {finding.action}"
            cause = code_of.get(finding.caused_by or "")
            yield f"{line} ({word(lang, 'follows_from', code=cause)})" if cause else line


def _todo_lines(selection: Shown, lang: str) -> Iterator[str]:
    """The things to do of all files, the gravest first: `À faire (demandes 1 à 3): Corrigez …`.

    Without their codes, which stand in the lines of the findings: who counts codes counts findings.
    """
    files: dict[str, list[RequestFindings]] = defaultdict(list)
    for request, findings in selection.requests:
        files[request.file].append((request, findings))
    things = [thing for own in files.values() for thing in tasks(own)]
    things.sort(key=lambda thing: SEVERITIES.index(thing.severity))
    todo, colon = word(lang, "todo"), word(lang, "colon")
    for thing in things[:_MOST_TASKS]:
        yield f"{todo}{_where(thing, lang)}{colon}{thing.action}"
    if len(things) > _MOST_TASKS:
        yield f"{todo}{colon}{counted(lang, 'todo_others', len(things) - _MOST_TASKS)}"


def _where(thing: Task, lang: str) -> str:
    """The requests that a thing to do concerns; "" for a whole file."""
    told = concerned(thing.requests, lang)
    return f" ({told})" if told else ""
