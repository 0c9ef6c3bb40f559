"""GitHub's workflow commands: annotations of a run, no more than GitHub shows."""

from collections.abc import Iterator

from segur_check.report import Report
from segur_check.reporters.addresses import causes, relative, titled, with_pages
from segur_check.reporters.display import PLAIN, Display, unchecked
from segur_check.reporters.words.outputs import output_word
from segur_check.reporters.words.report import word
from segur_check.values.severity import SEVERITIES
from segur_check.values.wording import printable

_SHOWN = 10  # of one level in a step; the last one counts the others
_LEVELS = {"rejet": "error", "a-modifier": "error", "alerte": "warning", "info": "notice"}
_LACKING = ("non-fourni", "illisible", "non-publie")


def github(report: Report, display: Display = PLAIN) -> str:
    """The report as `::error`, `::warning` and `::notice`, worst first, at most ten of each."""
    found: dict[str, list[str]] = {"error": [], "warning": [], "notice": []}
    for level, line in _annotations(report, display.root):
        found[level].append(line)
    kept: list[str] = []
    for level, lines in found.items():
        if len(lines) > _SHOWN:
            others = len(lines) - (_SHOWN - 1)
            told = output_word(report.lang, "other_annotations", count=others)
            lines[_SHOWN - 1 :] = [_command(level, "segur-check", told)]
        kept += lines
    return "".join(f"{line}\n" for line in kept)


def _annotations(report: Report, root: str) -> Iterator[tuple[str, str]]:
    lang = report.lang
    for path, reason in causes(report):
        title = f"segur-check {word(lang, 'unread')}"
        yield "error", _command("error", title, reason, file=relative(path, root))
    findings = [one for request in report.requests for one in request.findings]
    told_infos = False
    for one in sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity)):
        if one.severity == "info" and not told_infos:
            told_infos = True
            yield from _lacks(report)
        at, level = one.locations[0], _LEVELS[one.severity]
        severity = word(lang, f"severity_{one.severity}")
        todo = output_word(lang, "todo_line", action=one.action)
        place = {"file": relative(at.file, root)}
        if at.line:
            place |= {"line": str(at.line), "col": str(at.column or 1)}
        message = f"{with_pages(one, lang)}. {todo}"
        yield level, _command(level, f"{one.code} {severity} {titled(one, lang)}", message, **place)
    if not told_infos:
        yield from _lacks(report)


def _lacks(report: Report) -> Iterator[tuple[str, str]]:
    """What could not be judged, before mere information: something may hide there."""
    lacks = sorted(unchecked(report), key=lambda pair: _LACKING.index(pair[0].kind))
    for one, count in lacks:
        kind = word(report.lang, f"kind_{one.kind}")
        many = f" ({word(report.lang, 'requests_concerned', count=count)})" if count > 1 else ""
        title = f"{one.code} {word(report.lang, 'not_checked')} ({kind})"
        yield "notice", _command("notice", title, f"{one.reason}{many}")


def _command(level: str, title: str, message: str, **place: str) -> str:
    properties = ",".join(
        f"{key}={_property(value)}" for key, value in {**place, "title": title}.items()
    )
    return f"::{level} {properties}::{_data(message)}"


def _data(text: str) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return printable(escaped)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
