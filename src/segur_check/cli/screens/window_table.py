"""The table of the windows and its sources, as lines that fit a width."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from segur_check.cli.screens.columns import GLUE, folded, widths, wrapped
from segur_check.cli.screens.legend import legend
from segur_check.guide.window_words import state_name, step_name, told_days, window_remarks
from segur_check.guide.windows import Edge, Event, StepWindow
from segur_check.rules.corridor import Corridor
from segur_check.rules.sources import source
from segur_check.values.dates import Deposit, days_before, written_day, written_moment
from segur_check.values.wording import written

Block = tuple[Corridor, Sequence[StepWindow]]

_HEADS = {
    "fr": ("Étape", "Ouvre", "Ferme", "État", "Jours"),
    "en": ("Step", "Opens", "Closes", "State", "Days"),
}
_NOT_PUBLISHED = ("inconnu", "not published")
_NOTHING = "—"


def page(blocks: Sequence[Block], at: Deposit, lang: str, room: int) -> Iterator[str]:
    """The lines of the whole table: a part for each SONS, then what its words and numbers mean."""
    english, numbers = lang == "en", _Numbers()
    rows = [
        [
            (_cells(window, numbers, lang), window_remarks(window, at, numbers, lang))
            for window in windows
        ]
        for _, windows in blocks
    ]
    columns = widths([_HEADS[lang], *(cells for block in rows for cells, _ in block)], room)
    when = written_at(at, lang)
    yield f"Calendar on {when}, Paris time" if english else f"Calendrier au {when}, heure de Paris"
    for (table, _), block in zip(blocks, rows, strict=True):
        yield ""
        label = table.label.en if english else table.label.fr
        yield from wrapped(f"{table.sons}  {label}", room)
        if block:
            yield from folded(_HEADS[lang], columns)
        else:
            yield from wrapped(_no_rule(lang), room)
        for cells, remark in block:
            yield from folded(cells, columns)
            if remark:
                yield from wrapped(remark, room, "    ", "    ")
    yield from legend([window for _, windows in blocks for window in windows], lang, room)
    yield from _sources(numbers, room)


class _Numbers:
    """The number of each document cited, in order of appearance."""

    def __init__(self) -> None:
        self.of: dict[str, int] = {}

    def __call__(self, key: str) -> str:
        return f"[{self.of.setdefault(key, len(self.of) + 1)}]"


def written_at(at: Deposit, lang: str) -> str:
    """The instant or the day at which the table is judged."""
    return written(at.instant.replace(microsecond=0) if at.instant else at.day, lang)


def _no_rule(lang: str) -> str:
    if lang == "en":
        return "No published rule: this SONS is announced, its dates are not known."
    return "Aucune règle publiée\u00a0: ce SONS est annoncé, ses dates ne sont pas connues."


def _cells(window: StepWindow, numbers: _Numbers, lang: str) -> tuple[str, ...]:
    return (
        step_name(window.step, lang),
        _date(window.opens, numbers, lang),
        _date(window.closes, numbers, lang),
        state_name(window.state, lang),
        _NOTHING if window.days is None else str(window.days),
    )


def _date(edge: Edge, numbers: _Numbers, lang: str) -> str:
    """A date and its source; it folds between the day and the hour."""
    if edge.bound is None:
        return _NOT_PUBLISHED[lang == "en"].replace(" ", GLUE) if edge.lacking else _NOTHING
    value, number = edge.bound.value, numbers(edge.bound.source)
    if not isinstance(value, datetime):
        return f"{written_day(value, lang).replace(' ', GLUE)} {number}"
    day = written_day(value.date(), lang)
    hour = f"{written_moment(value, lang).removeprefix(day).strip()} {number}"
    return f"{day.replace(' ', GLUE)} {hour.replace(' ', GLUE)}"


def _sources(numbers: _Numbers, room: int) -> Iterator[str]:
    if not numbers.of:
        return
    yield ""
    yield "Sources"
    for key, number in numbers.of.items():
        document = source(key)
        label = f"  [{number}] "
        dated = f", {document.date}" if document.date else ""
        indent = " " * len(label)
        yield from wrapped(f"{document.title}, {document.publisher}{dated}", room, label, indent)
        if document.url:
            yield f"{indent}{document.url}"


def next_line(events: Sequence[Event], at: Deposit, lang: str, *, unpublished: bool) -> str:
    """One sentence on what closes next; `events` are those that `next_closings` gives.

    `unpublished`: some closings were not published.
    """
    english = lang == "en"
    if not events:
        when = written_at(at, lang)
        if english:
            rest = "; some closings are not published" if unpublished else ""
            return f"Nothing known closes any more from {when} on{rest}."
        rest = "\u00a0; des fermetures ne sont pas publiées" if unpublished else ""
        return f"Plus rien de connu ne ferme à partir du {when}{rest}."
    left = days_before(at, events[0].last.date())
    when = written(events[0].value, lang)
    if english:
        days = f"in {told_days(left, lang)}" if left else "that very day"
    else:
        days = f"dans {told_days(left, lang)}" if left else "le jour même"
    what = ", ".join(_closing(event, lang) for event in events)
    if english:
        return f"Closes next, on {when}, {days}: {what}."
    return f"Prochaine fermeture, le {when}, {days}\u00a0: {what}."


def _closing(event: Event, lang: str) -> str:
    """`HOP-DPI-Va2 (solde, date contestée)`."""
    doubt = ""
    if event.edge.bound is not None and event.edge.bound.contested:
        doubt = ", contested date" if lang == "en" else ", date contestée"
    return f"{event.sons} ({step_name(event.step, lang)}{doubt})"
