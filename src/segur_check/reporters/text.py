"""The report for a person at a terminal: what was judged, what is wrong, what to do."""

import io
from collections.abc import Callable, Iterable, Sequence

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from segur_check.report import Finding, Heading, Report, RequestReport, Verdict
from segur_check.reporters.display import (
    PLAIN,
    Display,
    Shown,
    aged_rules_lines,
    coverage_line,
    hidden_lines,
    perimeter_lines,
    place,
    shown,
    unchecked,
    verdict_of,
    without_text,
)
from segur_check.reporters.headings import heading_rows, request_name
from segur_check.reporters.outcome import cited_source, outcome
from segur_check.reporters.styles import SEVERITY_STYLES, VERDICT_STYLES
from segur_check.reporters.summary import papers_alone
from segur_check.reporters.words import counted, word
from segur_check.values.wording import Quoted, written

_WIDEST = 120
# rich breaks lines at no-break spaces too: a private character of the same width takes their place.
_NO_BREAK_SPACE, _UNBREAKABLE = "\u00a0", "\ue000"
_DEFAULT_WIDTH = 80


def text(report: Report, display: Display = PLAIN) -> str:
    """The report as text, with colour codes when the display asks for them."""
    out = io.StringIO()
    width = min(display.width or _DEFAULT_WIDTH, _WIDEST)
    console = Console(
        file=out,
        width=width,
        force_terminal=bool(display.color),
        color_system="standard" if display.color else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        soft_wrap=False,
    )
    _Page(console, report, display).print()
    lines = [line.rstrip() for line in out.getvalue().split("\n")]
    return "\n".join(lines).replace(_UNBREAKABLE, _NO_BREAK_SPACE)


class _Page:
    """Prints one report, part by part."""

    def __init__(self, console: Console, report: Report, display: Display) -> None:
        self.console = console
        self.report = report
        self.display = display
        self.lang = report.lang
        self.papers = papers_alone(report)

    def say(self, key: str, **values: object) -> str:
        return word(self.lang, key, **values)

    def print(self) -> None:
        selection = shown(self.report, self.display)
        if not self.display.quiet:
            self.version()
            self.requests(selection)
            self.not_checked()
            self.reminders()
        self.summary(selection)

    def version(self) -> None:
        report = self.report
        line = f"segur-check {report.tool_version} · {self.say('rules')} {report.rules_version}"
        self.console.print(Text(line), style="dim")

    def requests(self, selection: Shown) -> None:
        """Each file under its heading; the requests that have nothing to show are only counted."""
        current, clean = None, 0
        headings = {heading.file: heading for heading in self.report.headings}
        in_order = sorted(selection.requests, key=_file_remarks_last(selection.requests))
        for request, findings in in_order:
            if request.file != current:
                self.clean(clean)
                current, clean = request.file, 0
                if current in headings:
                    self.heading(headings.pop(current))
            if findings or self.display.verbose or len(self.report.requests) == 1:
                self.clean(clean)
                clean = 0
                self.request(request, findings)
            elif request.line is not None:
                clean += 1
        self.clean(clean)

    def clean(self, count: int) -> None:
        """How many requests had nothing to show."""
        if count:
            self.console.print()
            self.console.print(Text(counted(self.lang, "clean_requests", count), style="green"))

    def heading(self, heading: Heading) -> None:
        rows = [(self.say("file"), heading.file), *heading_rows(heading, self.lang)]
        self.console.print()
        self.console.print(_grid(rows, "bold"))

    def request(self, request: RequestReport, findings: Iterable[Finding]) -> None:
        name = request_name(request, self.papers, self.lang)
        title = f"{name} · {request.facts.client}" if request.facts.client else name
        verdict = self.say(f"verdict_{request.verdict}")
        self.section(title)
        self.console.print(Text(verdict, style=VERDICT_STYLES[request.verdict]))
        for line in perimeter_lines(request.facts.perimeter, self.lang):
            self.console.print(_indented(Text(_unbroken(line))))
        for finding in findings:
            self.finding(finding, request)

    def section(self, title: str) -> None:
        """A rule across the page, and a title in bold."""
        self.console.print()
        self.console.print(Rule(style="dim", characters="─"))
        first, *others = Text(title, style="bold").wrap(self.console, self.console.width - 2)
        self.console.print(first)
        for line in others:  # no name in it begins a line of the page
            self.console.print(_indented(line))

    def finding(self, finding: Finding, request: RequestReport) -> None:
        severity = self.say(f"severity_{finding.severity}")
        badge = Text(f" {severity} ", style=SEVERITY_STYLES[finding.severity])
        head = Text.assemble(badge, " ", (finding.code, "bold"), " ", finding.title)
        if finding.confidence != "certaine":
            head.append(f" ({self.say(f'confidence_{finding.confidence}')})", style="dim")
        follows = outcome(finding, request, self.papers)
        why = f"{finding.why} {self.say(follows)}" if follows else finding.why
        rows = [
            (self.say("where"), _where(finding, self.lang)),
            (self.say("finding"), finding.message),
            (self.say("why"), why),
            (self.say("todo"), finding.action),
            (self.say("source"), cited_source(finding.source, self.lang)),
        ]
        if self.display.verbose:
            rows.append((self.say("fingerprint"), finding.fingerprint[:16]))
        self.console.print()
        self.console.print(head)
        self.console.print(_indented(_grid(rows, "dim")))
        if self.display.verbose and finding.source.url:
            # In one piece on its own line, to be clicked or copied.
            self.console.print(Text(f"  {finding.source.url}"), soft_wrap=True)

    def not_checked(self) -> None:
        lacks = unchecked(self.report)
        if not lacks:
            return
        self.section(self.say("not_checked"))
        rows = []
        for lack, count in lacks:
            many = f", {self.say('requests_concerned', count=count)}" if count > 1 else ""
            rows.append((lack.code, f"{lack.reason} ({self.say(f'kind_{lack.kind}')}{many})"))
        self.console.print(_indented(_grid(rows, "bold")))

    def reminders(self) -> None:
        """What is controlled after the payment: once, however many soldes have the same reminders."""
        headings = self.report.headings
        for lines in dict.fromkeys(heading.reminders for heading in headings if heading.reminders):
            self.section(self.say("reminder"))
            for line in lines:
                self.console.print(_indented(Text(_unbroken(line))))

    def summary(self, selection: Shown) -> None:
        report, console = self.report, self.console
        console.print()
        console.print(Rule(style="dim", characters="─"))
        for line in hidden_lines(self.lang, selection, self.display):
            console.print(Text(line, style="yellow"))
        if report.unread:
            paths = {unread.path for unread in report.unread}
            console.print(Text(counted(self.lang, "paths_unread", len(paths)), style="red"))
        for line in () if self.display.quiet else aged_rules_lines(report):
            console.print(Text(_unbroken(line), style="yellow"))
        console.print(Text(coverage_line(self.lang, report.coverage)))
        console.print(self.verdict())
        if not self.display.quiet:
            with_json = any(not heading.without_json for heading in report.headings)
            footer = self.say("footer") + self.say("footer_json" if with_json else "footer_papers")
            console.print(Text(footer, style="dim"))

    def verdict(self) -> Text:
        report = self.report
        line = Text(f"{self.say('verdict')}{self.say('colon')}")
        line.append(verdict_of(report), style=VERDICT_STYLES.get(str(report.verdict), "red"))
        line.append(_unbroken(without_text(report)))
        requests = sum(1 for request in report.requests if request.line is not None)
        if requests > 1:
            line.append(f" ({counted(self.lang, 'requests', requests)})")
        return line


def _file_remarks_last(
    requests: Sequence[tuple[RequestReport, object]],
) -> Callable[[tuple[RequestReport, object]], tuple[int, bool]]:
    """The order to print in: that of the report, but mere remarks on a whole file come last in it."""
    names = dict.fromkeys(request.file for request, _ in requests)
    ranks = {file: rank for rank, file in enumerate(names)}

    def order(shown_request: tuple[RequestReport, object]) -> tuple[int, bool]:
        request, _ = shown_request
        mere_remark = request.line is None and request.verdict is Verdict.NO_ANOMALY
        return ranks[request.file], mere_remark

    return order


def _where(finding: Finding, lang: str) -> str:
    """Each place of a finding on its line: where, the pointer, and what stands there."""
    lines: list[str] = []
    for at in finding.locations:
        line = place(at, lang)
        if at.pointer:
            line += f"  {at.pointer}"
        # Where a document contradicts the JSON both are quoted; of the JSON alone, the first place.
        if at.excerpt is not None and at.pointer is None:
            line += f"{word(lang, 'colon')}{written(Quoted(at.excerpt), lang)}"
        elif at.excerpt is not None and (not lines or finding.locations[0].line is None):
            line += f"  = {at.excerpt}"
        lines.append(line)
    return "\n".join(dict.fromkeys(lines))


def _unbroken(value: str) -> str:
    """A line of ours whose no-break spaces do not break."""
    return value.replace(_NO_BREAK_SPACE, _UNBREAKABLE)


def _indented(part: RenderableType) -> Padding:
    return Padding(part, (0, 0, 0, 2))


def _grid(rows: Iterable[tuple[str, str]], style: str) -> Table:
    """Labels and texts side by side; a text folds in its own column."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style=style, no_wrap=True)
    grid.add_column(overflow="fold")
    for label, value in rows:
        grid.add_row(Text(label), Text(_unbroken(value)))
    return grid
