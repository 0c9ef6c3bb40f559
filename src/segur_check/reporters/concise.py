"""One line per finding, for pipes and logs: `file:line:column: CODE severity: message`."""

from collections.abc import Iterator

from segur_check.report import Report
from segur_check.reporters.display import (
    PLAIN,
    Display,
    aged_rules_lines,
    coverage_line,
    hidden_lines,
    place,
    shown,
    unchecked,
    verdict_of,
    without_text,
)
from segur_check.reporters.words import counted, word


def concise(report: Report, display: Display = PLAIN) -> str:
    """The report in one line per finding, then what was not checked, the coverage, the verdict."""
    return "".join(f"{line}\n" for line in _lines(report, display))


def _lines(report: Report, display: Display) -> Iterator[str]:
    lang = report.lang
    selection = shown(report, display)
    for heading in report.headings:
        if heading.deposit_from == "now":
            yield f"{heading.file}: {word(lang, 'deposit')}: {heading.deposit} ({word(lang, 'from_now')})"
    for _, findings in selection.requests if not display.quiet else ():
        for finding in findings:
            severity = word(lang, f"severity_{finding.severity}")
            yield (
                f"{place(finding.locations[0], lang)}: {finding.code} {severity}: {finding.message} → {finding.action}"
            )
    if not display.quiet:
        for lack, count in unchecked(report):
            many = f" ({word(lang, 'requests_concerned', count=count)})" if count > 1 else ""
            kind = word(lang, f"kind_{lack.kind}")
            yield f"{word(lang, 'not_checked')}: {lack.code} [{kind}]{many}: {lack.reason}"
    yield from hidden_lines(lang, selection, display)
    if report.unread:
        yield counted(lang, "paths_unread", len({unread.path for unread in report.unread}))
    if not display.quiet:
        yield from aged_rules_lines(report)
    yield coverage_line(lang, report.coverage)
    yield f"{word(lang, 'verdict')}: {verdict_of(report)}{without_text(report)}"
