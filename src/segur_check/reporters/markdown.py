"""Markdown for a job's summary or a comment: under GitHub's limit, what is left out counted."""

import re
from collections.abc import Iterator

from segur_check.report import Finding, Report, RequestReport, Verdict
from segur_check.reporters.addresses import causes, titled
from segur_check.reporters.display import (
    PLAIN,
    Display,
    coverage_line,
    place,
    unchecked,
    verdict_of,
    without_text,
)
from segur_check.reporters.rows import COUNTS, TableRow, cells, headers
from segur_check.reporters.words.outputs import output_word
from segur_check.reporters.words.report import word
from segur_check.values.severity import SEVERITIES
from segur_check.values.wording import printable

MOST_BYTES = 1_000_000  # GitHub refuses a summary of 1 MiB
_OF_LACKS = 200_000  # of them, for what was not checked
_COLUMNS = ("request", "number", "client", "sons", "step", "verdict", *COUNTS)
# No text of a file starts a line: what makes a list or a heading there needs no escape.
_MARKS = re.compile(r"([\\`*_\[\]#|~$])")
# What GitHub makes a link or a mention of, whatever is escaped: an empty comment parts it.
_LIVE = re.compile(r"(?<=:)(?=//)|(?<=[wW]{3})(?=\\?\.)|(?<=@)(?=\w)|(?<=\\#)(?=\d)")

# What a block tells of: a request, a finding, a point not checked, or nothing that counts.
Block = tuple[str, str]


def markdown(report: Report, _display: Display = PLAIN) -> str:
    """The report as GitHub Flavored Markdown."""
    lang = report.lang
    verdict = _text(verdict_of(report) + without_text(report))
    head = f"## segur-check\n\n**{output_word(lang, 'verdict_line', verdict=verdict)}**\n\n"
    head += f"{_text(coverage_line(lang, report.coverage))}\n\n"
    foot = f"\n<sub>segur-check {_text(report.tool_version)} · {word(lang, 'rules')} "
    foot += f"{_text(report.rules_version)} · {_text(report.evaluated_at)}<br>"
    foot += f"{_text(word(lang, 'footer'))}</sub>\n"
    lacks, lacks_left = _fitted(_lacks(report), _OF_LACKS)
    room = MOST_BYTES - sum(_size(part) for part in (head, lacks, foot)) - 1_000
    body, left = _fitted(_files(report), room)
    cut = ""
    if left or lacks_left:
        counts = {
            "requests": left.get("request", 0),
            "findings": left.get("finding", 0),
            "unchecked": lacks_left.get("lack", 0),
        }
        cut = f"\n> {output_word(lang, 'left_out', **counts)}\n\n"
    return f"{head}{cut}{body}{lacks}{foot}".encode("utf-8", "replace").decode()


def _size(text: str) -> int:
    return len(text.encode("utf-8", "replace"))


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
    files: dict[str, list[RequestReport]] = {}
    for request in report.requests:
        files.setdefault(request.file, []).append(request)
    ranks = list(Verdict)
    for file, requests in sorted(
        files.items(), key=lambda pair: min(ranks.index(one.verdict) for one in pair[1])
    ):
        names = headers(_COLUMNS, lang)
        yield "", f"\n### {_text(file)}\n\n{_row(names)}{_row(['---'] * len(names))}"
        for request in requests:
            values = cells(TableRow(lang, request), _COLUMNS)
            yield "request", _row("" if one is None else _text(str(one)) for one in values)
        yield "", "\n"
        found = [(finding, request) for request in requests for finding in request.findings]
        found.sort(key=lambda pair: SEVERITIES.index(pair[0].severity))
        for finding, request in found:
            yield "finding", _finding(finding, request, lang)


def _row(values: Iterator[str] | list[str]) -> str:
    return f"| {' | '.join(values)} |\n"


def _finding(finding: Finding, request: RequestReport, lang: str) -> str:
    severity = word(lang, f"severity_{finding.severity}")
    whose = output_word(lang, "whole_file")
    if request.line is not None:
        whose = output_word(lang, "request", line=request.line)
    colon = ": " if lang == "en" else "\u00a0: "
    where = dict.fromkeys(_text(place(at, lang)) for at in finding.locations[:10])
    source = _text(finding.source.title)
    if finding.source.url and re.fullmatch(r"https?://[^\s<>()]+", finding.source.url):
        source = f"[{source}](<{finding.source.url}>)"
    lines = (
        f"- **{severity} {_text(finding.code)}** {_text(titled(finding, lang))} ({whose})  ",
        f"  {word(lang, 'where')}{colon}{', '.join(where)}  ",
        f"  {word(lang, 'finding')}{colon}{_text(finding.message)}  ",
        f"  {output_word(lang, 'why_line', why=_text(finding.why))}  ",
        f"  **{output_word(lang, 'todo_line', action=_text(finding.action))}**  ",
        f"  {output_word(lang, 'source_line', source=source)}",
    )
    return "\n".join(lines) + "\n"


def _lacks(report: Report) -> Iterator[Block]:
    found = unchecked(report)
    if found:
        yield "", f"\n### {word(report.lang, 'not_checked')}\n\n"
    for one, count in found:
        kind = word(report.lang, f"kind_{one.kind}")
        many = f", {word(report.lang, 'requests_concerned', count=count)}" if count > 1 else ""
        yield "lack", f"- **{_text(one.code)}** {_text(one.reason)} ({kind}{many})\n"


def _text(text: str) -> str:
    """A text on one line that no reader of Markdown or HTML takes for anything else."""
    shown = printable(" ".join(text.split("\n"))).replace("&", "&amp;").replace("<", "&lt;")
    return _LIVE.sub("<!-- -->", _MARKS.sub(r"\\\1", shown))
