"""GitHub's workflow commands: the annotations of a run, no more than GitHub shows."""

from collections.abc import Iterator

from segur_check.report import Report
from segur_check.reporters.addresses import causes, relative, titled
from segur_check.reporters.brief import in_brief
from segur_check.reporters.display import PLAIN, Display, aged_rules_lines, unchecked
from segur_check.reporters.following import Following, Ranked
from segur_check.reporters.words import word
from segur_check.values.severity import Severity

_SHOWN = 10  # annotations of one level in a job's step; the last one counts the others
_LEVELS: dict[str, str] = {
    Severity.REJET: "error",
    Severity.A_MODIFIER: "error",
    Severity.ALERTE: "warning",
    Severity.INFO: "notice",
}
_KINDS = ("non-fourni", "illisible", "non-publie")


def github(report: Report, display: Display = PLAIN) -> str:
    """The report as `::error`, `::warning` and `::notice`, worst first, at most ten of each."""
    by_level: dict[str, list[str]] = {level: [] for level in _LEVELS.values()}
    for level, line in _annotations(report, display.root):
        by_level[level].append(line)
    kept: list[str] = []
    for level, lines in by_level.items():
        if len(lines) > _SHOWN:
            others = len(lines) - (_SHOWN - 1)
            cut = word(report.lang, "other_annotations", count=others)
            lines[_SHOWN - 1 :] = [_command(level, "segur-check", cut)]
        kept += lines
    return "".join(f"{line}\n" for line in kept)


def _annotations(report: Report, root: str) -> Iterator[tuple[str, str]]:
    lang = report.lang
    for path, reason in causes(report):
        title = f"segur-check {word(lang, 'unread')}"
        yield "error", _command("error", title, reason, file=relative(path, root))
    ranked = Following(report).ranked(report.requests)
    for one in ranked:
        if one.severity != Severity.INFO:
            yield _annotation(one, lang, root)
    for line in aged_rules_lines(report):
        yield "notice", _command("notice", "segur-check", line)
    yield from _lacks(report)
    for one in ranked:
        if one.severity == Severity.INFO:
            yield _annotation(one, lang, root)


def _annotation(ranked: Ranked, lang: str, root: str) -> tuple[str, str]:
    finding, level = ranked.finding, _LEVELS[ranked.severity]
    at, severity = finding.locations[0], word(lang, f"severity_{ranked.severity}")
    title = f"{titled(finding, lang)}{ranked.mark} ({severity}, {finding.code})"
    place = {"file": relative(at.file, root)}
    if at.line:
        place |= {"line": str(at.line), "col": str(at.column or 1)}
    return level, _command(level, title, in_brief(finding, lang), **place)


def _lacks(report: Report) -> Iterator[tuple[str, str]]:
    """What could not be judged, before mere information: something may hide there."""
    lacks = sorted(
        unchecked(report), key=lambda lack_and_count: _KINDS.index(lack_and_count[0].kind)
    )
    for lack, count in lacks:
        kind = word(report.lang, f"kind_{lack.kind}")
        many = f" ({word(report.lang, 'requests_concerned', count=count)})" if count > 1 else ""
        title = f"{lack.code} {word(report.lang, 'not_checked')} ({kind})"
        yield "notice", _command("notice", title, f"{lack.reason}{many}")


def _command(level: str, title: str, message: str, **place: str) -> str:
    properties = ",".join(
        f"{key}={_property(value)}" for key, value in {**place, "title": title}.items()
    )
    return f"::{level} {properties}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
