"""The report for a person at a terminal: what was judged, what is wrong, what to do."""

import io
from collections.abc import Callable, Iterable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from segur_check.report import Finding, Heading, Report, RequestReport, Verdict
from segur_check.reporters.display import (
    PLAIN,
    Display,
    coverage_line,
    hidden_lines,
    perimeter_lines,
    place,
    shown,
    unchecked,
    verdict_of,
    without_text,
)
from segur_check.reporters.outcome import outcome, told_source
from segur_check.reporters.words.report import counted, word
from segur_check.values.wording import Quoted, printable, written

_STYLES = {
    "rejet": "bold white on red",
    "a-modifier": "bold white on magenta",
    "alerte": "bold black on yellow",
    "info": "bold white on blue",
}
_VERDICTS = {
    "rejet": "bold red",
    "a-modifier": "bold magenta",
    "a-verifier": "bold yellow",
    "sans-anomalie": "bold green",
}
_WIDEST = 120
# rich folds lines at no-break spaces too: they travel as a private character of the same width.
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
    def __init__(self, console: Console, report: Report, display: Display) -> None:
        self.console = console
        self.report = report
        self.display = display
        self.lang = report.lang
        self.papers: dict[str, str | None] = {}

    def say(self, key: str, **values: object) -> str:
        return word(self.lang, key, **values)

    def print(self) -> None:
        report, console = self.report, self.console
        chosen = shown(report, self.display)
        if not self.display.quiet:
            console.print(
                Text(
                    f"segur-check {report.tool_version} · {self.say('rules')} {report.rules_version}"
                ),
                style="dim",
            )
            current, clean = None, 0
            headings = {heading.file: heading for heading in report.headings}
            self.papers = {one.file: one.phase for one in report.headings if one.without_json}
            for request, findings in sorted(
                chosen.requests, key=_file_remarks_last(chosen.requests)
            ):
                if request.file != current:
                    clean = self.clean(clean)
                    current = request.file
                    if current in headings:
                        self.heading(headings.pop(current))
                if findings or self.display.verbose or len(report.requests) == 1:
                    clean = self.clean(clean)
                    self.request(request, findings)
                elif request.line is not None:
                    clean += 1
            self.clean(clean)
            self.not_checked()
            self.reminders()
        self.summary(chosen_lines=list(hidden_lines(self.lang, chosen, self.display)))

    def clean(self, count: int) -> int:
        """Tell the requests that had nothing to show, and start counting again."""
        if count:
            self.console.print()
            self.console.print(Text(counted(self.lang, "clean_requests", count), style="green"))
        return 0

    def heading(self, heading: Heading) -> None:
        pieces = self.say("no_pieces")
        if heading.pieces is not None:
            count = heading.pieces_count or 0
            few = {0: "no_file", 1: "one_file"}
            written = self.say(few[count]) if count in few else self.say("files", count=count)
            pieces = f"{heading.pieces} ({written})"
        rows = [(self.say("file"), heading.file)]
        if heading.sons is not None:
            rows.append((self.say("sons"), self.from_(heading.sons, heading.sons_from)))
        if heading.phase is not None:
            step = self.say(f"step_{heading.phase}")
            rows.append((self.say("step"), self.from_(step, heading.phase_from)))
        deposit = f"{heading.deposit}, {self.say('paris')}"
        rows.append((self.say("deposit"), self.from_(deposit, heading.deposit_from)))
        rows.append((self.say("pieces"), pieces))
        if heading.phase == "solde" and not heading.without_json:
            rows.append((self.say("avance"), heading.avance or self.say("no_avance")))
        rows += [(self.say("note"), note) for note in heading.notes]
        self.console.print()
        self.console.print(_grid(rows, "bold"))

    def from_(self, value: str, origin: str) -> str:
        return f"{value} ({self.say(f'from_{origin}')})" if origin else value

    def request(self, request: RequestReport, findings: Iterable[Finding]) -> None:
        parts = [self.say("papers" if request.file in self.papers else "whole_file")]
        if request.line is not None:
            parts = [self.say("request", line=request.line)]
        if request.numero_editeur:
            parts.append(self.say("editor_number", number=request.numero_editeur))
        if request.facts.client:
            parts.append(request.facts.client)
        title = Text(_safe(" · ".join(parts)), style="bold")
        verdict = Text(
            self.say(f"verdict_{request.verdict}"), style=_VERDICTS[str(request.verdict)]
        )
        self.console.print()
        self.console.print(Rule(style="dim", characters="─"))
        self.console.print(title)
        self.console.print(verdict)
        for line in perimeter_lines(request.facts.perimeter, self.lang):
            self.console.print(Padding(Text(_unbroken(line)), (0, 0, 0, 2)))
        for finding in findings:
            self.finding(finding, request)

    def finding(self, finding: Finding, request: RequestReport) -> None:
        badge = Text(
            f" {self.say(f'severity_{finding.severity}')} ", style=_STYLES[finding.severity]
        )
        head = Text.assemble(badge, " ", (finding.code, "bold"), " ", finding.title)
        if finding.confidence != "certaine":
            head.append(f" ({self.say(f'confidence_{finding.confidence}')})", style="dim")
        source = told_source(finding.source, self.lang)
        follows = outcome(finding, request, self.papers)
        why = f"{finding.why} {self.say(follows)}" if follows else finding.why
        rows = [
            (self.say("where"), _where(finding, self.lang)),
            (self.say("finding"), finding.message),
            (self.say("why"), why),
            (self.say("todo"), finding.action),
            (self.say("source"), source),
        ]
        if self.display.verbose:
            rows.append((self.say("fingerprint"), finding.fingerprint[:16]))
        self.console.print()
        self.console.print(head)
        self.console.print(Padding(_grid(rows, "dim"), (0, 0, 0, 2)))
        if self.display.verbose and finding.source.url:
            # Whole on its line, to be clicked or copied.
            self.console.print(Text(f"  {_safe(finding.source.url)}"), soft_wrap=True)

    def not_checked(self) -> None:
        found = unchecked(self.report)
        if not found:
            return
        self.console.print()
        self.console.print(Rule(style="dim", characters="─"))
        self.console.print(Text(self.say("not_checked"), style="bold"))
        rows = []
        for one, count in found:
            many = f", {self.say('requests_concerned', count=count)}" if count > 1 else ""
            rows.append((one.code, f"{one.reason} ({self.say(f'kind_{one.kind}')}{many})"))
        self.console.print(Padding(_grid(rows, "bold"), (0, 0, 0, 2)))

    def reminders(self) -> None:
        """What is controlled after the payment, once for soldes of one SONS."""
        for lines in dict.fromkeys(one.reminders for one in self.report.headings if one.reminders):
            self.console.print()
            self.console.print(Rule(style="dim", characters="─"))
            self.console.print(Text(self.say("reminder"), style="bold"))
            for line in lines:
                self.console.print(Padding(Text(_unbroken(line)), (0, 0, 0, 2)))

    def summary(self, chosen_lines: list[str]) -> None:
        report, console = self.report, self.console
        console.print()
        console.print(Rule(style="dim", characters="─"))
        for line in chosen_lines:
            console.print(Text(line, style="yellow"))
        if report.unread:
            unread = counted(self.lang, "paths_unread", len({one.path for one in report.unread}))
            console.print(Text(unread, style="red"))
        console.print(Text(coverage_line(self.lang, report.coverage)))
        requests = sum(1 for request in report.requests if request.line is not None)
        verdict = Text(f"{self.say('verdict')}\u00a0: " if self.lang == "fr" else "Verdict: ")
        verdict.append(verdict_of(report), style=_VERDICTS.get(str(report.verdict), "red"))
        verdict.append(_unbroken(without_text(report)))
        if requests > 1:
            verdict.append(f" ({counted(self.lang, 'requests', requests)})")
        console.print(verdict)
        if not self.display.quiet:
            with_json = any(not heading.without_json for heading in report.headings)
            footer = self.say("footer") + self.say("footer_json" if with_json else "footer_papers")
            console.print(Text(footer, style="dim"))


def _file_remarks_last(
    requests: Sequence[tuple[RequestReport, object]],
) -> Callable[[tuple[RequestReport, object]], tuple[int, bool]]:
    """The order to print in: as in the report, mere remarks on a whole file after its requests."""
    files = {file: rank for rank, file in enumerate(dict.fromkeys(one.file for one, _ in requests))}
    return lambda pair: (
        files[pair[0].file],
        pair[0].line is None and pair[0].verdict is Verdict.NO_ANOMALY,
    )


def _safe(value: str) -> str:
    """A value on its lines, without what could move the cursor."""
    return "\n".join(printable(line) for line in value.split("\n"))


def _where(finding: Finding, lang: str) -> str:
    """Each place of a finding on its line: where, the pointer, and what stands there."""
    lines: list[str] = []
    for at in finding.locations:
        line = printable(place(at, lang))
        if at.pointer:
            line += f"  {printable(at.pointer)}"
        # Of a document both sides stand here; of the JSON alone, its first place is enough.
        if at.excerpt is not None and at.pointer is None:
            colon = ": " if lang == "en" else "\u00a0: "
            line += f"{colon}{written(Quoted(at.excerpt), lang)}"
        elif at.excerpt is not None and (not lines or finding.locations[0].line is None):
            line += f"  = {at.excerpt}"
        lines.append(line)
    return "\n".join(dict.fromkeys(lines))


def _unbroken(value: str) -> str:
    """A line of ours, printable, whose no-break spaces do not break."""
    return printable(value).replace(_NO_BREAK_SPACE, _UNBREAKABLE)


def _grid(rows: Iterable[tuple[str, str]], style: str) -> Table:
    """Label and text side by side; the text folds under itself."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style=style, no_wrap=True)
    grid.add_column(overflow="fold")
    for label, value in rows:
        grid.add_row(Text(label), Text(_safe(value).replace(_NO_BREAK_SPACE, _UNBREAKABLE)))
    return grid
