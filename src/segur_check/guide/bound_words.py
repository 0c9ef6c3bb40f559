"""How a bound of a window is told: on one line with its sources, or in remarks beside its date."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from segur_check.rules.bound import Bound, FormerValue
from segur_check.rules.sources import source
from segur_check.values.dates import written_day
from segur_check.values.wording import written

# How a document is cited: by its number in a table, by its title elsewhere.
Cite = Callable[[str], str]

_FR = {
    "secondary": "source secondaire",
    "before": "le texte dit «\u00a0avant\u00a0»",
    "hour": "heure non publiée",
    "whole_day": "jour inclus",
    "whole_day_on_line": " inclus",
    "deduced_on_line": " [déduit]",
    "contested": "date contestée, {first} ou {second}",
    "contested_on_line": "{other} selon «\u00a0{source}\u00a0»",
    "formerly": "auparavant {values}",
    "moved": "déplacée par {by}",
    "moved_on": "déplacée le {day} par {by}",
    "moved_on_line": "déplacée par {by} le {day}",
    "moved_some_day": "déplacée par {by}, à une date non trouvée",
    "moved_to": "déplacée ensuite au {value} ({by})",
    "then": ", puis ",
    "semicolon": "\u00a0; ",
}
_EN = {
    "secondary": "secondary source",
    "before": "the text says “before”",
    "hour": "hour not published",
    "whole_day": "that day included",
    "whole_day_on_line": " included",
    "deduced_on_line": " [deduced]",
    "contested": "contested date, {first} or {second}",
    "contested_on_line": "{other} by “{source}”",
    "formerly": "formerly {values}",
    "moved": "moved by {by}",
    "moved_on": "moved on {day} by {by}",
    "moved_on_line": "moved by {by} on {day}",
    "moved_some_day": "moved by {by}, on a date not found",
    "moved_to": "moved later to {value} ({by})",
    "then": ", then ",
    "semicolon": "; ",
}


def _words(lang: str) -> Mapping[str, str]:
    return _EN if lang == "en" else _FR


def told_bound(bound: Bound, lang: str, *, cited: bool = True) -> str:
    """A bound with its source (where `cited`), its other reading, and the values it had before."""
    words = _words(lang)
    line = written(bound.value, lang)
    if bound.before:
        line += f" ({words['before']})"
    if bound.whole_day:
        line += words["whole_day_on_line"]
    elif bound.day is not None:
        line += f" ({words['hour']})"
    if bound.certainty != "A":
        line += words["deduced_on_line"]
    if cited:
        line += f" — {source(bound.source).title}"
    return words["semicolon"].join([line, *_history_on_line(bound, lang)])


def _history_on_line(bound: Bound, lang: str) -> Iterator[str]:
    words, contested = _words(lang), bound.contested
    if contested is not None:
        other = written(contested.value, lang)
        document = contested.place or source(contested.source).title
        yield words["contested_on_line"].format(other=other, source=document)
    for former in bound.former:
        by = source(former.moved_by).title
        day = written(former.until, lang) if former.until is not None else ""
        moved = words["moved_on_line" if day else "moved_some_day"].format(by=by, day=day)
        value = f"{written(former.value, lang)} ({source(former.source).title}), {moved}"
        yield words["formerly"].format(values=value)


def bound_remarks(bound: Bound, cite: Cite, lang: str) -> Iterator[str]:
    """What is not plain in a date: its rank, its hour, who contests it, what it was moved from."""
    words = _words(lang)
    if source(bound.source).rank == "secondary":
        yield words["secondary"]
    if bound.before:
        yield words["before"]
    if bound.at is None:
        yield words["whole_day" if bound.whole_day else "hour"]
    if bound.contested is not None:
        first, second = (
            f"{written(reading.value, lang)} ({_cited(cite(reading.source), reading.place)})"
            for reading in (bound, bound.contested)
        )
        yield words["contested"].format(first=first, second=second)
    if bound.former:
        values = words["then"].join(_former_value(former, cite, lang) for former in bound.former)
        yield words["formerly"].format(values=values)


def moved_to(bound: Bound, cite: Cite, lang: str) -> str:
    """The value that a text has put in the place of a date since then."""
    value = written(bound.value, lang)
    return _words(lang)["moved_to"].format(value=value, by=cite(bound.source))


def _cited(document: str, place: str) -> str:
    return f"{document}, {place}" if place else document


def _former_value(former: FormerValue, cite: Cite, lang: str) -> str:
    words, value = _words(lang), written(former.value, lang)
    if former.month:
        # The first of the month, written without its day: 07/2022, July 2022.
        first = written_day(date.fromisoformat(f"{former.month}-01"), lang)
        value = first.partition(" " if lang == "en" else "/")[2]
    by = cite(former.moved_by)
    if former.until is not None:
        moved = words["moved_on"].format(day=written_day(former.until, lang), by=by)
    else:
        moved = words["moved"].format(by=by)
    return f"{value} ({cite(former.source)}, {moved})"
