"""A lot for a person at a terminal: one line per dossier as it ends, then the figures of the whole."""

import io
from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from rich.console import Console
from rich.text import Text

from segur_check.report import Report, worst
from segur_check.reporters.summary import Summary
from segur_check.reporters.words.report import counted, word
from segur_check.values.dates import written_day, written_moment
from segur_check.values.wording import Euros, printable, written

_STYLES = {
    "rejet": "bold red",
    "a-modifier": "bold magenta",
    "a-verifier": "bold yellow",
    "sans-anomalie": "bold green",
}
_CODES = 6  # on the line of a dossier
_MOST_CODES, _MOST_WINDOWS = 10, 5
_WIDEST = 30  # "To change before the deposit", with room to breathe


def dossier_line(name: str, report: Report, *, color: bool) -> str:
    """`Rejet à attendre   2024/cmd-0017 · 2 demandes · MNT006, PIE001 ×3`."""
    lang = report.lang
    if not report.requests:
        reasons = " ; ".join(one.reason for one in report.unread)
        head = Text(word(lang, "lot_unread").ljust(_WIDEST), style="bold red")
        return _line(head.append(printable(reasons), style="not bold default"), color=color)
    verdict = worst(request.verdict for request in report.requests)
    line = Text(word(lang, f"verdict_{verdict}").ljust(_WIDEST), style=_STYLES[verdict])
    requests = sum(1 for one in report.requests if one.line is not None)
    parts = [printable(name)]
    if requests:
        parts.append(counted(lang, "requests", requests))
    found = Counter(
        one.code
        for request in report.requests
        for one in request.findings
        if one.severity != "info"
    )
    for request in report.requests:
        found.update({one.code: one.count for one in request.untold if one.severity != "info"})
    codes = [code if count == 1 else f"{code} ×{count}" for code, count in found.items()]
    if codes:
        more = f" (+{len(codes) - _CODES})" if len(codes) > _CODES else ""
        parts.append(", ".join(codes[:_CODES]) + more)
    return _line(line.append(" · ".join(parts), style="not bold default"), color=color)


def lot_summary(summary: Summary, whole: Report, notes: tuple[str, ...], *, color: bool) -> str:
    """The figures of a lot; `whole` is what is said of the lot itself, `notes` what was left out."""
    return "".join(_line(one, color=color) for one in _summary(summary, whole, notes))


def _summary(summary: Summary, whole: Report, notes: tuple[str, ...]) -> Iterator[Text]:
    lang = whole.lang
    colon = ": " if lang == "en" else "\u00a0: "
    yield Text()
    counts = f"{counted(lang, 'dossiers', summary.dossiers)}, {counted(lang, 'requests', summary.requests)}"
    yield Text(word(lang, "lot"), style="bold").append(f" — {counts}", style="not bold")
    for verdict, stake in summary.stakes:
        dossiers = dict(summary.dossier_verdicts)[verdict]
        if not stake.requests and not dossiers:
            continue
        line = Text("  ").append(
            word(lang, f"verdict_{verdict}").ljust(_WIDEST), style=_STYLES[verdict]
        )
        line.append(
            f"{counted(lang, 'dossiers', dossiers)}, {counted(lang, 'requests', stake.requests)}"
        )
        if stake.requests > stake.unknown:
            line.append(f", {written(Euros(stake.ht), lang)} {word(lang, 'lot_without_vat')}")
        if stake.unknown:
            line.append(f" ({counted(lang, 'lot_unknown', stake.unknown)})")
        yield line
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


def _codes(summary: Summary, lang: str) -> Iterator[Text]:
    colon = ": " if lang == "en" else "\u00a0: "
    if summary.codes:
        yield Text(word(lang, "lot_codes"), style="bold")
        for one in summary.codes[:_MOST_CODES]:
            severity = word(lang, f"severity_{one.severity}")
            yield Text(f"  {one.code} {severity}{colon}").append(
                f"{one.title}, {counted(lang, 'lot_in', one.requests)}"
            )
        if len(summary.codes) > _MOST_CODES:
            yield Text(f"  {counted(lang, 'lot_others', len(summary.codes) - _MOST_CODES)}")


def _closing(summary: Summary, lang: str) -> Iterator[Text]:
    if summary.closing:
        yield Text(word(lang, "lot_closing"), style="bold")
        for closing in summary.closing[:_MOST_WINDOWS]:
            days = (
                counted(lang, "lot_days", closing.days) if closing.days else word(lang, "lot_today")
            )
            yield Text("  ").append(
                word(
                    lang,
                    "lot_window",
                    sons=closing.sons,
                    event=word(lang, f"step_{closing.event}"),
                    closes=told_closing(closing.closes, lang),
                    days=days,
                    count=counted(lang, "requests", closing.requests),
                )
            )


def told_closing(closes: str, lang: str) -> str:
    """An instant, or a day whose hour nobody said."""
    moment = datetime.fromisoformat(closes)
    return written_moment(moment, lang) if moment.tzinfo else written_day(moment.date(), lang)


def _line(text: Text, *, color: bool) -> str:
    """A line, whole: what reads it folds it."""
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
