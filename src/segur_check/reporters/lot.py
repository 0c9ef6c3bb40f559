"""A lot for a person at a terminal: each dossier as it ends, those that fail with why, then the figures of the whole."""

import io
from collections import Counter
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from segur_check.errors import ExitCode
from segur_check.printable import printable
from segur_check.report import Report, Verdict, worst
from segur_check.reporters.closings import closing_line
from segur_check.reporters.following import Following
from segur_check.reporters.headings import how_many
from segur_check.reporters.money import NOTHING, to_come
from segur_check.reporters.shared import MOST, Dossiers, shared_in, told
from segur_check.reporters.styles import SEVERITY_STYLES, VERDICT_STYLES
from segur_check.reporters.summary import Repeated, Stake, Summary
from segur_check.reporters.tasks import RequestFindings, Task, tasks
from segur_check.reporters.words import counted, word
from segur_check.values.severity import BLOCKING, SEVERITIES, Severity
from segur_check.values.wording import Euros, written

_CODES = 6  # on the line of a dossier
_MOST_CAUSES = 4  # under it
_MOST_CODES, _MOST_WINDOWS = 10, 5
_VERDICT_WIDTH = 30  # "À modifier avant le dépôt", with room to breathe


def dossier_line(name: str, report: Report, *, color: bool) -> str:
    """`Rejet à attendre   2024/cmd-0017 · 2 demandes · MNT006, PIE001 ×3`."""
    lang = report.lang
    if not report.requests:
        reasons = " ; ".join(unread.reason for unread in report.unread)
        head = Text(word(lang, "lot_unread").ljust(_VERDICT_WIDTH), style="bold red")
        return _line(head.append(printable(reasons), style="not bold default"), color=color)
    verdict = worst(request.verdict for request in report.requests)
    line = _verdict(verdict, lang)
    requests = sum(1 for request in report.requests if request.line is not None)
    parts = [printable(name)]
    if requests:
        parts.append(counted(lang, "requests", requests))
    counts, consequences = _counts(report)
    codes = [code if count == 1 else f"{code} ×{count}" for code, count in counts.items()]
    if codes:
        more = f" (+{len(codes) - _CODES})" if len(codes) > _CODES else ""
        parts.append(", ".join(codes[:_CODES]) + more)
    if consequences:
        parts.append(counted(lang, "lot_consequences", consequences))
    return _line(line.append(" · ".join(parts), style="not bold default"), color=color)


def fails(report: Report) -> bool:
    """Whether a dossier has something that blocks, for the ASP or by --fail-on."""
    blocking = any(request.severities & BLOCKING for request in report.requests)
    return bool(report.requests) and (blocking or report.exit_code == ExitCode.BLOCKING)


def dossier_causes(path: str, report: Report, dossiers: Dossiers, *, color: bool) -> str:
    """What makes a dossier fail, the gravest first, a line each, then the commands that show all of it."""
    lang = report.lang
    files: dict[str, list[RequestFindings]] = {}
    for request in report.requests:
        files.setdefault(request.file, []).append((request, request.findings))
    found = [task for own in files.values() for task in tasks(own)]
    found.sort(key=lambda task: SEVERITIES.index(task.severity))
    lines = [_cause(task, dossiers, lang) for task in found[:_MOST_CAUSES]]
    if len(found) > _MOST_CAUSES:
        lines.append(Text(f"    {counted(lang, 'lot_causes', len(found) - _MOST_CAUSES)}"))
    lines += [Text(f"    {hint}", style="dim") for hint in _hints(path, found, dossiers, lang)]
    return "".join(_line(line, color=color) for line in lines)


def _hints(path: str, found: list[Task], dossiers: Dossiers, lang: str) -> Iterator[str]:
    """What to run: one dossier alone does not show what it has in common with others."""
    shared = [each for task in found for each in shared_in(task)]
    if not shared or any(not shared_in(task) for task in found):
        yield word(lang, "lot_see", command=printable(dossiers.check([path])))
    if shared:
        tied = dict.fromkeys((path, *(other for one in shared for other in dossiers.paths_of(one))))
        command = dossiers.check(tied) if len(tied) <= MOST else dossiers.of_all
        yield word(lang, "lot_see_shared", command=printable(command))


def _cause(task: Task, dossiers: Dossiers, lang: str) -> Text:
    finding, count = task.finding, len(task.requests)
    severity = word(lang, f"severity_{task.severity}")
    line = Text(f"    {severity} {finding.code}", style=SEVERITY_STYLES[task.severity])
    many = f", {counted(lang, 'lot_in', count)}" if count > 1 else ""
    shared = told(shared_in(task), dossiers, lang)
    title = f"{word(lang, 'colon')}{printable(finding.title)}{many}"
    title += f" ({shared})" if shared else ""
    return line.append(title, style="not bold default on default")


def _counts(report: Report) -> tuple[Counter[str], int]:
    """How many causes of each code the report has, the gravest first, and how many consequences.

    Mere information is left out.
    """
    told = [
        one for one in Following(report).ranked(report.requests) if one.severity != Severity.INFO
    ]
    counts = Counter(one.finding.code for one in told if one.cause is None)
    for request in report.requests:
        for untold in request.untold:
            if untold.severity != Severity.INFO:
                counts[untold.code] += untold.count
    return counts, sum(one.cause is not None for one in told)


def _verdict(verdict: Verdict, lang: str) -> Text:
    name = word(lang, f"verdict_{verdict}").ljust(_VERDICT_WIDTH)
    return Text(name, style=VERDICT_STYLES[verdict])


def lot_summary(
    summary: Summary, whole: Report, ties: Sequence[str], notes: Sequence[str], *, color: bool
) -> str:
    """The figures of a lot; `whole` is what is said of the lot itself, `notes` what was left out.

    `ties`: what several of its dossiers have in common.
    """
    return "".join(_line(line, color=color) for line in _summary(summary, whole, ties, notes))


def _summary(
    summary: Summary, whole: Report, ties: Sequence[str], notes: Sequence[str]
) -> Iterator[Text]:
    lang = whole.lang
    colon = word(lang, "colon")
    yield Text()
    counts = _how_many(summary.dossiers, summary, lang)
    yield Text(word(lang, "lot"), style="bold").append(f" — {counts}", style="not bold")
    yield from _stakes(summary, lang)
    yield from _money(summary, lang)
    if ties:
        yield Text(word(lang, "lot_shared"), style="bold")
        yield from (Text(f"  {tie}") for tie in ties)
    yield from _codes(summary, lang)
    yield from _closing(summary, lang)
    for request in whole.requests:
        for finding in request.findings:
            yield Text(
                f"{finding.code} {word(lang, f'severity_{finding.severity}')}", style="bold"
            ).append(f"{colon}{finding.message}. {finding.why} {finding.action}", style="not bold")
    for note in notes:
        yield Text(note, style="yellow")
    if summary.unread:
        yield Text(counted(lang, "paths_unread", summary.unread), style="red")
    yield Text(word(lang, "footer"), style="dim")


def _how_many(dossiers: int, of: Summary | Stake, lang: str) -> str:
    """`3 dossiers, 1 demande, 2 dossiers sans JSON`; `2 dossiers sans JSON` where all are."""
    parts = [counted(lang, "dossiers", dossiers)] if dossiers > of.papers else []
    return ", ".join([*parts, how_many(of.requests, of.papers, lang)])


def _stakes(summary: Summary, lang: str) -> Iterator[Text]:
    """Of each verdict that was given: its dossiers, its requests, and what they ask for."""
    for verdict, stake in summary.stakes:
        dossiers = dict(summary.dossier_verdicts)[verdict]
        if not stake.requests and not dossiers:
            continue
        line = Text("  ").append_text(_verdict(verdict, lang))
        line.append(_how_many(dossiers, stake, lang))
        if stake.requests > stake.unknown:
            line.append(f", {written(Euros(stake.ht), lang)} {word(lang, 'lot_without_vat')}")
        unknown = stake.unknown - stake.papers
        if unknown:
            line.append(f" ({counted(lang, 'lot_unknown', unknown)})")
        yield line


def _money(summary: Summary, lang: str) -> Iterator[Text]:
    """What is still to be paid, by verdict."""
    nothing = False
    for rank, (verdict, avance, solde) in enumerate(to_come(summary, lang)):
        if not rank:
            yield Text(word(lang, "money_to_come"), style="bold")
        amounts = word(lang, "money_by_step", avance=avance, solde=solde)
        yield (
            Text("  ")
            .append_text(_verdict(verdict, lang))
            .append(amounts, style="not bold default")
        )
        nothing = nothing or NOTHING in {avance, solde}
    if nothing:
        yield Text(f"  {word(lang, 'money_nothing')}", style="dim")


def _codes(summary: Summary, lang: str) -> Iterator[Text]:
    if summary.codes:
        yield Text(word(lang, "lot_codes"), style="bold")
        for repeated in summary.codes[:_MOST_CODES]:
            severity = word(lang, f"severity_{repeated.severity}")
            yield Text(f"  {repeated.code} {severity}{word(lang, 'colon')}").append(
                f"{repeated.title}, {_where(repeated, lang)}"
            )
        if len(summary.codes) > _MOST_CODES:
            yield Text(f"  {counted(lang, 'lot_others', len(summary.codes) - _MOST_CODES)}")


def _where(repeated: Repeated, lang: str) -> str:
    """`dans 3 demandes`; `dans 1 dossier` of what was found of a dossier as a whole."""
    files, requests = repeated.files, repeated.requests - repeated.files
    parts = [counted(lang, "lot_in", requests)] if requests else []
    parts += [counted(lang, "lot_in_files", files)] if files else []
    return ", ".join(parts)


def _closing(summary: Summary, lang: str) -> Iterator[Text]:
    if summary.closing:
        yield Text(word(lang, "lot_closing"), style="bold")
        for closing in summary.closing[:_MOST_WINDOWS]:
            yield Text("  ").append(closing_line(closing, lang))


def _line(text: Text, *, color: bool) -> str:
    """A line in one piece: folding it is left to the terminal."""
    if not color:
        return f"{text.plain.rstrip()}\n"
    out = io.StringIO()
    console = Console(
        file=out,
        force_terminal=True,
        color_system="standard",
        highlight=False,
        legacy_windows=False,
        soft_wrap=True,
        width=10_000,
    )
    console.print(text, soft_wrap=True)
    return out.getvalue()
