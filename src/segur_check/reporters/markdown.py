"""Markdown for a job's summary or a comment, under GitHub's limit; what is left out is counted."""

import re
from collections.abc import Iterable, Iterator

from segur_check.report import Finding, Report, RequestReport, Verdict
from segur_check.reporters.addresses import causes, titled
from segur_check.reporters.display import (
    PLAIN,
    Display,
    aged_rules_lines,
    coverage_line,
    place,
    unchecked,
    verdict_of,
    without_text,
)
from segur_check.reporters.following import Following
from segur_check.reporters.headings import short_name
from segur_check.reporters.rows import COUNTS, TableRow, cells, headers
from segur_check.reporters.words import word
from segur_check.values.severity import SEVERITIES

MOST_BYTES = 1_000_000  # GitHub refuses a summary of 1 MiB
_MOST_LACKS = 200_000  # of these bytes, for what was not checked
_COLUMNS = ("request", "number", "client", "sons", "step", "verdict", *COUNTS)
# No text of a file starts a line: the marks of lists and headings need no escape.
_MARKS = re.compile(r"([\\`*_\[\]#|~$])")
# What GitHub turns into a link or a mention even when escaped: an empty comment breaks it up.
_LIVE = re.compile(r"(?<=:)(?=//)|(?<=[wW]{3})(?=\\?\.)|(?<=@)(?=\w)|(?<=\\#)(?=\d)")

# What a part of the text counts as (a request, a finding, a lack, or "" for none), and the part.
Block = tuple[str, str]


def markdown(report: Report, _display: Display = PLAIN) -> str:
    """The report as GitHub Flavored Markdown."""
    lang = report.lang
    verdict = _text(verdict_of(report) + without_text(report))
    head = f"## segur-check\n\n**{word(lang, 'verdict_line', verdict=verdict)}**\n\n"
    head += f"{_text(coverage_line(lang, report.coverage))}\n\n"
    head += "".join(f"{_text(line)}\n\n" for line in aged_rules_lines(report))
    foot = f"\n<sub>segur-check {_text(report.tool_version)} · {word(lang, 'rules')} "
    foot += f"{_text(report.rules_version)} · {_text(report.evaluated_at)}<br>"
    foot += f"{_text(word(lang, 'footer'))}</sub>\n"
    lacks, lacks_left = _fitted(_lacks(report), _MOST_LACKS)
    room = MOST_BYTES - sum(_size(part) for part in (head, lacks, foot)) - 1_000
    body, left = _fitted(_files(report), room)
    cut = ""
    if left or lacks_left:
        counts = {
            "requests": left.get("request", 0),
            "findings": left.get("finding", 0),
            "unchecked": lacks_left.get("lack", 0),
        }
        cut = f"\n> {word(lang, 'left_out', **counts)}\n\n"
    return f"{head}{cut}{body}{lacks}{foot}"


def _size(text: str) -> int:
    return len(text.encode())


def _fitted(blocks: Iterator[Block], room: int) -> tuple[str, dict[str, int]]:
    """The first blocks that fit in `room` bytes, and how many of each sort are left out."""
    kept: list[str] = []
    left: dict[str, int] = {}
    full = False
    for sort, text in blocks:
        room -= 0 if full else _size(text)
        full = full or room < 0
        if not full:
            kept.append(text)
        elif sort:
            left[sort] = left.get(sort, 0) + 1
    return "".join(kept), left


def _files(report: Report) -> Iterator[Block]:
    """What could not be read, then each dossier, the worst first."""
    lang = report.lang
    for path, reason in causes(report):
        yield "", f"- **{word(lang, 'unread')}** {_text(path)} — {_text(reason)}\n"
    following = Following(report)
    files: dict[str, list[RequestReport]] = {}
    for request in report.requests:
        files.setdefault(request.file, []).append(request)
    for file, requests in sorted(files.items(), key=lambda file: _rank(file[1])):
        names = headers(_COLUMNS, lang)
        yield "", f"\n### {_text(file)}\n\n{_row(names)}{_row(['---'] * len(names))}"
        for request in requests:
            values = cells(TableRow(lang, request), _COLUMNS)
            yield "request", _row("" if value is None else _text(str(value)) for value in values)
        yield "", "\n"
        findings = [(finding, request) for request in requests for finding in request.findings]
        findings.sort(key=lambda pair: SEVERITIES.index(pair[0].severity))
        for finding, request in findings:
            yield "finding", _finding(finding, request, following, lang)


def _rank(requests: list[RequestReport]) -> int:
    """How bad the worst request of a dossier is; 0 is the worst verdict."""
    ranks = list(Verdict)
    return min(ranks.index(request.verdict) for request in requests)


def _row(values: Iterable[str]) -> str:
    return f"| {' | '.join(values)} |\n"


def _finding(finding: Finding, request: RequestReport, following: Following, lang: str) -> str:
    severity = word(lang, f"severity_{finding.severity}")
    colon = word(lang, "colon")
    where = dict.fromkeys(_text(place(at, lang)) for at in finding.locations[:10])
    source = _text(finding.source.title)
    if finding.source.url and re.fullmatch(r"https?://[^\s<>()]+", finding.source.url):
        source = f"[{source}](<{finding.source.url}>)"
    mark = _text(following.mark(finding, request))
    lines = (
        f"- **{severity} {_text(finding.code)}** {_text(titled(finding, lang))}{mark} ({short_name(request, lang)})  ",
        f"  {word(lang, 'where')}{colon}{', '.join(where)}  ",
        f"  {word(lang, 'finding')}{colon}{_text(finding.message)}  ",
        f"  {word(lang, 'why_line', why=_text(finding.why))}  ",
        f"  **{word(lang, 'todo_line', action=_text(finding.action))}**  ",
        f"  {word(lang, 'source_line', source=source)}",
    )
    return "\n".join(lines) + "\n"


def _lacks(report: Report) -> Iterator[Block]:
    lacks = unchecked(report)
    if lacks:
        yield "", f"\n### {word(report.lang, 'not_checked')}\n\n"
    for lack, count in lacks:
        kind = word(report.lang, f"kind_{lack.kind}")
        many = f", {word(report.lang, 'requests_concerned', count=count)}" if count > 1 else ""
        yield "lack", f"- **{_text(lack.code)}** {_text(lack.reason)} ({kind}{many})\n"


def _text(text: str) -> str:
    """A text that neither Markdown nor HTML takes for anything but text."""
    shown = text.replace("&", "&amp;").replace("<", "&lt;")
    return _LIVE.sub("<!-- -->", _MARKS.sub(r"\\\1", shown))
