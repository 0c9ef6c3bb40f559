"""Markdown for a job's summary or a comment: what to do, then the details, folded.

It stays under GitHub's limit, and counts what is left out.
"""

import re
from collections.abc import Iterable, Iterator

from segur_check.report import Report, RequestReport, Verdict
from segur_check.reporters.addresses import causes, titled
from segur_check.reporters.brief import both_sides
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
from segur_check.reporters.following import Following, Ranked
from segur_check.reporters.gfm import escaped as _text
from segur_check.reporters.headings import short_name
from segur_check.reporters.money import to_come
from segur_check.reporters.rows import COUNTS, TableRow, cells, headers
from segur_check.reporters.summary import Judged, summary_of
from segur_check.reporters.tasks import Task, counts_line, tasks
from segur_check.reporters.words import counted, word
from segur_check.values.severity import SEVERITIES

MOST_BYTES = 1_000_000  # GitHub refuses a summary of 1 MiB
_MOST_LACKS = 200_000  # of these bytes, for what was not checked
_MOST_TASKS = 300_000  # of these bytes, for what to do
_MOST_NAMES = 5  # of requests that one thing to do concerns
_COLUMNS = ("request", "number", "client", "sons", "step", "verdict", *COUNTS)
# What a part of the text counts as (a request, a finding, a lack, or "" for none), and the part.
Block = tuple[str, str]


def markdown(report: Report, _display: Display = PLAIN) -> str:
    """The report as GitHub Flavored Markdown."""
    lang = report.lang
    verdict = _text(verdict_of(report) + without_text(report))
    head = f"## segur-check\n\n**{word(lang, 'verdict_line', verdict=verdict)}**\n\n"
    counted_causes = counts_line(report)
    head += f"{_text(counted_causes)}\n\n" if counted_causes else ""
    head += "".join(f"{_text(line)}\n\n" for line in aged_rules_lines(report))
    head += _money(report)
    to_do, tasks_left = _fitted(_to_do(report), _MOST_TASKS)
    if tasks_left:
        to_do += f"- {counted(lang, 'tasks_left', tasks_left['task'])}\n"
    head += f"{to_do}\n<details>\n<summary>{_text(word(lang, 'every_detail'))}</summary>\n\n"
    head += f"{_text(coverage_line(lang, report.coverage))}\n\n"
    foot = f"\n</details>\n\n<sub>segur-check {_text(report.tool_version)} · {word(lang, 'rules')} "
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


def _money(report: Report) -> str:
    """What is still to be paid by verdict, of several requests."""
    lang, summary = report.lang, summary_of(report)
    coming = [
        (word(lang, f"verdict_{verdict}"), avance, solde)
        for verdict, avance, solde in to_come(summary, lang)
    ]
    if summary.requests < 2 or not coming:  # noqa: PLR2004 - a lot
        return ""
    names = [word(lang, key) for key in ("verdict", "money_avance", "money_solde")]
    rows = "".join(_row(map(_text, row)) for row in (names, ["---", "--:", "--:"], *coming))
    return f"{rows}\n{_text(word(lang, 'money_note'))}\n\n"


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


def _to_do(report: Report) -> Iterator[Block]:
    """What could not be read, then a box to tick for each thing to do, the worst first."""
    lang = report.lang
    for path, reason in causes(report):
        yield "", f"- **{word(lang, 'unread')}** {_text(path)} — {_text(reason)}\n"
    to_do = [
        task
        for requests in _by_file(report).values()
        for task in tasks((request, request.findings) for request in requests)
    ]
    if to_do:
        yield "", f"\n### {word(lang, 'to_do_first')}\n\n"
    for task in sorted(to_do, key=lambda task: SEVERITIES.index(task.severity)):
        yield "task", _task(task, lang)


def _task(task: Task, lang: str) -> str:
    finding = task.finding
    severity = word(lang, f"severity_{task.severity}")
    names = [_name(request, lang) for request in task.requests]
    more = f" (+{len(names) - _MOST_NAMES})" if len(names) > _MOST_NAMES else ""
    where = f"{', '.join(names[:_MOST_NAMES])}{more}, {place(finding.locations[0], lang)}"
    what = f"{titled(finding, lang)}. {both_sides(finding, lang)}"
    return (
        f"- [ ] **{severity}** {_text(task.action)}  \n"
        f"  {_text(what)} ({_text(finding.code)}, {_text(where)})\n"
    )


def _name(request: RequestReport, lang: str) -> str:
    """`demande 3, CMD-3`."""
    number = f", {request.numero_editeur}" if request.numero_editeur else ""
    return f"{short_name(request, lang)}{number}"


def _by_file(report: Report) -> dict[str, list[RequestReport]]:
    files: dict[str, list[RequestReport]] = {}
    for request in report.requests:
        files.setdefault(request.file, []).append(request)
    return files


def _files(report: Report) -> Iterator[Block]:
    """Each dossier, the worst first."""
    lang = report.lang
    following, judged = Following(report), Judged(report)
    for file, requests in sorted(_by_file(report).items(), key=lambda file: _rank(file[1])):
        names = headers(_COLUMNS, lang)
        yield "", f"\n### {_text(file)}\n\n{_row(names)}{_row(['---'] * len(names))}"
        for request in requests:
            row = TableRow(lang, request, judged(request), counts=following.counts(request))
            values = cells(row, _COLUMNS)
            yield "request", _row("" if value is None else _text(str(value)) for value in values)
        yield "", "\n"
        for ranked in following.ranked(requests):
            yield "finding", _finding(ranked, lang)


def _rank(requests: list[RequestReport]) -> int:
    """How bad the worst request of a dossier is; 0 is the worst verdict."""
    ranks = list(Verdict)
    return min(ranks.index(request.verdict) for request in requests)


def _row(values: Iterable[str]) -> str:
    return f"| {' | '.join(values)} |\n"


def _finding(ranked: Ranked, lang: str) -> str:
    finding, severity = ranked.finding, word(lang, f"severity_{ranked.severity}")
    colon = word(lang, "colon")
    where = dict.fromkeys(_text(place(at, lang)) for at in finding.locations[:10])
    source = _text(finding.source.title)
    if finding.source.url and re.fullmatch(r"https?://[^\s<>()]+", finding.source.url):
        source = f"[{source}](<{finding.source.url}>)"
    mark = _text(ranked.mark)
    lines = (
        f"- **{severity} {_text(finding.code)}** {_text(titled(finding, lang))}{mark} ({short_name(ranked.request, lang)})  ",
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
