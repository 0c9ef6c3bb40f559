"""What asks for nothing, and what was not checked: a line each, complete with -v."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from segur_check.report import Finding, Report, RequestReport, Unchecked
from segur_check.reporters.display import Shown, suspended_codes, unchecked, unpublished
from segur_check.reporters.pastes import pastes
from segur_check.reporters.tasks import causes
from segur_check.reporters.terminal.blocks import print_whole
from segur_check.reporters.terminal.layout import Row, Setting, cut, print_rows, unbroken
from segur_check.reporters.words import counted, word

_MOST_ALIKE = 3
"""So many points not checked of one code are told; with -v all are."""
_USUAL, _SIGNATURES = ("SYS003", "MNT013"), "DOC016"
"""What is said of nearly every file, and what tells the documents that a person has to look at."""
_MOST_LINES = 3
"""So many lines of one remark, or of one point not checked, are told; with -v all are."""
_MOST_PASTED = 12
"""So many lines of one file of settings are shown; with -v all are."""


_Said = dict[str, list[tuple[RequestReport, Finding]]]


def print_information(console: Console, report: Report, selection: Shown, setting: Setting) -> None:
    """What is good to know: one line per code, or with -v each finding with all that is known of it.

    What comes after begins with a line of its own where there is none of it.
    """
    said: _Said = defaultdict(list)
    for cause in causes(selection.requests):  # what follows from a thing to do stands under it
        if cause.finding.severity == "info":
            said[cause.finding.code].append((cause.request, cause.finding))
    reminders = list(_reminders(report, setting))
    if not said and not reminders:
        if not any(lack.weighs or setting.verbose for lack, _ in unchecked(report)):
            console.print()
        return
    _print_title(console, "good_to_know", setting)
    if not setting.verbose:
        print_rows(console, _information_rows(said, setting))
        for line in (*_usual(said, setting), *reminders):
            console.print(Padding(Text(unbroken(line)), (0, 0, 0, 2)))
        return
    for rank, (request, finding) in enumerate(chain.from_iterable(said.values())):
        if rank:
            console.print()
        print_whole(console, finding, request, setting, alone=False, deed=finding.action)
    if reminders:
        console.print()
        print_rows(console, [(word(setting.lang, "usage"), "\n".join(reminders))])


def _information_rows(said: _Said, setting: Setting) -> Iterator[Row]:
    """What is to be known or done, in a few lines."""
    for code, told in said.items():
        if code not in _USUAL:
            yield Text(f"  {code}", style="bold"), _information(told, setting)


def _information(told: list[tuple[RequestReport, Finding]], setting: Setting) -> Text:
    """What is said, of several requests how many; of signatures, in which documents they are."""
    lang, finding = setting.lang, told[0][1]
    colon, lines = word(lang, "colon"), setting.room * _MOST_LINES
    requests = len({id(request) for request, _ in told})
    many = f" ({word(lang, 'requests_concerned', count=requests)})" if requests > 1 else ""
    title = f"{finding.title}{many}{colon}"
    if finding.code == _SIGNATURES:
        files = dict.fromkeys(each.message.partition(colon)[2] or each.message for _, each in told)
        return cut(title + ", ".join(files), lines)
    what = f"{finding.message}. {finding.action}"
    # What does not fit says its title anew.
    return cut(title + what, lines) if len(title + what) <= lines else cut(what, lines * 3)


def _usual(said: _Said, setting: Setting) -> Iterator[str]:
    """What is said of nearly every file, by its titles, in one line."""
    findings = [said[code][0][1] for code in _USUAL if code in said]
    titles = [f"{one.title[:1].lower()}{one.title[1:]} ({one.code})" for one in findings]
    if titles:
        yield word(setting.lang, "also_usual", titles=", ".join(titles))


def print_not_checked(console: Console, report: Report, setting: Setting) -> None:
    """What could not be judged; what nobody published is one line per SONS."""
    lacks = unchecked(report)
    if setting.verbose and lacks:
        _print_title(console, "not_checked", setting)
        print_rows(console, (_whole_lack(lack, count, setting) for lack, count in lacks))
        if codes := suspended_codes(report):
            print_rows(console, [("", word(setting.lang, "suspended", codes=", ".join(codes)))])
        return
    rows = list(_lack_rows(lacks, setting))
    if rows:
        _print_title(console, "not_checked", setting)
        print_rows(console, rows)
    for line in _unpublished(report, setting):
        console.print(Text(unbroken(line)))


def print_pastes(console: Console, report: Report, setting: Setting) -> None:
    """The lines of settings that give what is lacking, to be copied."""
    for file, toml in pastes(report).items():
        console.print()
        console.print(Text(unbroken(word(setting.lang, "to_paste", file=file)), style="bold"))
        lines = toml.split("\n")
        told = lines if setting.verbose else lines[:_MOST_PASTED]
        for line in told:
            # Folded like any text of a file, though it is to be copied: none of it begins a line.
            console.print(Padding(Text(line, overflow="fold"), (0, 0, 0, 4)))
        if len(told) < len(lines):
            console.print(
                Text(f"    {counted(setting.lang, 'others_pasted', len(lines) - len(told))}")
            )


def _whole_lack(lack: Unchecked, count: int, setting: Setting) -> Row:
    lang = setting.lang
    many = f", {word(lang, 'requests_concerned', count=count)}" if count > 1 else ""
    who = word(lang, f"actor_{lack.actor}")
    told = f"{setting.spelled(lack.reason)} ({word(lang, f'kind_{lack.kind}')}{many}, {who})"
    return Text(f"  {lack.code}", style="bold"), told


def _lack_rows(lacks: list[tuple[Unchecked, int]], setting: Setting) -> Iterator[Row]:
    """What could be judged if it were given, or could be read: a line each, the first of each code."""
    lang = setting.lang
    alike: dict[tuple[str, str], list[tuple[Unchecked, int]]] = defaultdict(list)
    for lack, count in lacks:
        if lack.weighs:
            alike[lack.code, lack.kind].append((lack, count))
    for (code, kind), told in alike.items():
        for lack, count in told[:_MOST_ALIKE]:
            many = f", {word(lang, 'requests_concerned', count=count)}" if count > 1 else ""
            who = word(lang, f"actor_{lack.actor}")
            line = f"({word(lang, f'kind_{kind}')}{many}, {who}) {lack.reason}"
            yield Text(f"  {code}", style="bold"), cut(line, setting.room * _MOST_LINES)
        if len(told) > _MOST_ALIKE:
            yield "", counted(lang, "others_alike", len(told) - _MOST_ALIKE)


def _unpublished(report: Report, setting: Setting) -> Iterator[str]:
    """`Non vérifié : 3 règles non publiées (segur-check coverage --sons HOP-DPI-Va2)`."""
    for sons, lacking in unpublished(report).items():
        see = word(setting.lang, "unpublished_see", sons=sons) if sons else ""
        yield counted(setting.lang, "unpublished_rules", len(lacking)) + see


def _reminders(report: Report, setting: Setting) -> Iterator[str]:
    """What is controlled after the payment: once, however many soldes have the same reminders."""
    headings = [heading for heading in report.headings if heading.reminders]
    if setting.verbose:
        for lines in dict.fromkeys(heading.reminders for heading in headings):
            yield from lines
        return
    for sons in dict.fromkeys((heading.sons or "").partition(" — ")[0] for heading in headings):
        yield word(setting.lang, "usage_later", sons=sons)


def _print_title(console: Console, key: str, setting: Setting) -> None:
    title = word(setting.lang, key)
    if not setting.verbose:
        title = word(setting.lang, "whole_with_v", title=title)
    console.print()
    console.print(Text(unbroken(title), style="bold"))
