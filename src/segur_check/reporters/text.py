"""The report for a person at a terminal: the verdict, what to do, what was not checked."""

import io
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from segur_check.report import Report, RequestReport, Verdict, worst
from segur_check.reporters.display import (
    PLAIN,
    Display,
    Shown,
    aged_rules_lines,
    applied_line,
    count_unpublished,
    hidden_lines,
    shown,
    verdict_of,
)
from segur_check.reporters.styles import VERDICT_STYLES
from segur_check.reporters.summary import papers_alone
from segur_check.reporters.tasks import RequestFindings, Task, counts_line, tasks
from segur_check.reporters.terminal.acronyms import spelling
from segur_check.reporters.terminal.blocks import print_task
from segur_check.reporters.terminal.headings import file_rows, unfilled_rows
from segur_check.reporters.terminal.layout import (
    NARROW,
    NO_BREAK_SPACE,
    UNBREAKABLE,
    Setting,
    print_rows,
    unbroken,
)
from segur_check.reporters.terminal.notes import print_information, print_not_checked, print_pastes
from segur_check.reporters.words import counted, word

_WIDEST = 120
_DEFAULT_WIDTH = 80
_SCREEN = 24
"""The lines of a usual terminal: on a longer page the verdict, which stands first, is repeated last."""
_ONE_LINE_VERDICT = len("Aucune anomalie détectée")


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
    setting = Setting(
        report.lang, width, display.verbose, papers_alone(report), spelling(report.lang)
    )
    _Page(console, report, display, setting).print(out)
    lines = [line.rstrip() for line in out.getvalue().split("\n")]
    return "\n".join(lines).replace(UNBREAKABLE, NO_BREAK_SPACE)


class _Page:
    """Prints one report, part by part."""

    def __init__(
        self, console: Console, report: Report, display: Display, setting: Setting
    ) -> None:
        self.console = console
        self.report = report
        self.display = display
        self.setting = setting

    def say(self, key: str, **values: object) -> str:
        return word(self.report.lang, key, **values)

    def print(self, out: io.StringIO) -> None:
        selection = shown(self.report, self.display)
        self.verdict()
        if not self.display.quiet:
            self.files(selection)
            print_information(self.console, self.report, selection, self.setting)
            print_not_checked(self.console, self.report, self.setting)
            print_pastes(self.console, self.report, self.setting)
        self.footer(selection)
        if not self.display.quiet and out.getvalue().count("\n") > _SCREEN:
            self.verdict()

    def verdict(self) -> None:
        """The verdict, and how many causes of each severity there are."""
        report, lang = self.report, self.report.lang
        if report.verdict is None:
            told = self.say("page_verdict_unread", verdict=verdict_of(report))
            self.console.print(Text(unbroken(told), style="red"))
            return
        line = Text(verdict_of(report), style=VERDICT_STYLES[report.verdict])
        parts = counts_line(report)
        if parts:
            line.append(unbroken(f"{self.say('colon')}{parts}"), style="not bold default")
        remarks = []
        if report.verdict is Verdict.NO_ANOMALY and (count := count_unpublished(report)):
            remarks.append(counted(lang, "unjudged", count))
        requests = sum(1 for request in report.requests if request.line is not None)
        if requests > 1:
            remarks.append(counted(lang, "requests", requests))
        if remarks:
            line.append(unbroken(f" ({', '.join(remarks)})"), style="not bold default")
        self.console.print(line)

    def files(self, selection: Shown) -> None:
        """Each file with what to do for it; of several, those with nothing to say take one line."""
        headings = {heading.file: heading for heading in self.report.headings}
        files: dict[str, list[RequestFindings]] = {file: [] for file in headings}
        for request, findings in selection.requests:
            files.setdefault(request.file, []).append((request, findings))
        to_do = {file: tasks(own) for file, own in files.items()}
        in_a_line = {
            file
            for file, things in to_do.items()
            if len(files) > 1 and not things and not self.display.verbose
        }
        told: set[str | None] = set()
        for file, own in files.items():
            if file in in_a_line:
                continue
            if told:
                self.console.print()
            requests = [request for request, _ in own]
            heading = headings.get(file)
            if heading is None:
                print_rows(self.console, [(self.say("file"), file)])
            else:
                known = heading.sons in told
                print_rows(
                    self.console, file_rows(heading, requests, self.setting, known_sons=known)
                )
            print_rows(self.console, unfilled_rows(to_do[file], self.setting))
            told.add(heading.sons if heading else None)
            self.things(to_do[file], requests)
        if told and in_a_line:
            self.console.print()
        for file in sorted(in_a_line, key=list(files).index):
            self.file_in_a_line(file, [request for request, _ in files[file]])

    def file_in_a_line(self, file: str, requests: Sequence[RequestReport]) -> None:
        verdict = worst(request.verdict for request in requests)
        name = Text(self.say(f"verdict_{verdict}"), style=VERDICT_STYLES[verdict])
        count = sum(1 for request in requests if request.line is not None)
        line = f"{file} · {counted(self.report.lang, 'requests', count)}" if count > 1 else file
        if self.setting.width < NARROW:
            self.console.print(name)
            print_rows(self.console, [("", line)])
        else:
            name.pad_right(max(0, _ONE_LINE_VERDICT - len(name)))
            print_rows(self.console, [(name, line)])

    def things(self, things: Sequence[Task], requests: Sequence[RequestReport]) -> None:
        own = [request for request in requests if request.line is not None]
        for task in things:
            print_task(self.console, task, self.setting, alone=len(own) == 1)
        concerned = {id(request) for task in things for request in task.requests}
        others = sum(1 for request in own if id(request) not in concerned)
        if 0 < others < len(own):
            self.console.print()
            line = counted(self.report.lang, "other_requests", others)
            self.console.print(Text(unbroken(line), style="green"))

    def footer(self, selection: Shown) -> None:
        report, console = self.report, self.console
        for line in hidden_lines(report.lang, selection, self.display):
            console.print(Text(unbroken(line), style="yellow"))
        if report.unread:
            paths = {unread.path for unread in report.unread}
            console.print(Text(counted(report.lang, "paths_unread", len(paths)), style="red"))
        if self.display.quiet:
            console.print(Text(applied_line(report, self.display)))
            return
        for line in aged_rules_lines(report):
            console.print(Text(unbroken(line), style="yellow"))
        made_by = f"segur-check {report.tool_version}"
        if self.display.verbose:
            made_by += f", {self.say('rules').lower()} {report.rules_version}"
        last = (
            f"{self.say('free_tool')} {self.say(_next_step(report))}",
            f"{applied_line(report, self.display)} · {made_by}",
        )
        for line in last:
            console.print(Text(unbroken(line), style="dim"))


def _next_step(report: Report) -> str:
    """The key of the words for what comes after this report."""
    with_json = any(not heading.without_json for heading in report.headings)
    if report.verdict in {Verdict.REJECT, Verdict.TO_CHANGE}:
        return "next_step_blocked" if with_json else "next_step_blocked_papers"
    return "next_step_json" if with_json else "next_step_papers"
