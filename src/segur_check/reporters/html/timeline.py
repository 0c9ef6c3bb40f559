"""The dates of a request against its windows: a drawing as wide as the screen, and the dates in words.

What is across stands in percent of the width, what is down in pixels: the drawing shrinks with the
screen, its letters do not.
"""

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from segur_check.report import Facts, RequestReport, Window
from segur_check.reporters.facts import instant, written_iso
from segur_check.reporters.words import word
from segur_check.values.dates import PARIS

_LEFT, _RIGHT = 4.0, 96.0  # percent: a mark, or the number of a year, is drawn whole at either end
_GAP = 6.0  # percent: the least between two marks of a row
_YEARS, _MARK = 18, 20  # pixels: the height of each row
_MOST_YEARS = 8
_UNKNOWN = "?"


class Mark(Struct, frozen=True):
    """A date in the drawing, by its number, and what it is in the legend."""

    x: float
    y: int
    number: int
    deposit: bool
    name: str
    day: str


class Lane(Struct, frozen=True):
    """A window in the drawing; dashed where an end is not known; `own`: that of this very step."""

    x: float
    width: float
    label: str
    known: bool
    own: bool


class Tick(Struct, frozen=True):
    """The first of January of a year."""

    x: float
    year: int


class WindowRow(Struct, frozen=True):
    """A window in words: its name, its two ends, and who says so."""

    name: str
    opens: str
    closes: str
    note: str


class Timeline(Struct, frozen=True):
    """The drawing of the dates of a request, in words too.

    `height` in pixels, of the years and the marks: each lane below has its own strip under its label.
    """

    marks: tuple[Mark, ...]
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    deposit_x: float | None
    height: int
    sentence: str


def timeline(request: RequestReport, lang: str) -> Timeline | None:
    """The calendar of a request; None when it has no date at all."""
    facts = request.facts
    dates = [(day, event) for event, day, _ in facts.dates]
    if facts.deposit:
        dates.append((_without_seconds(facts), "depot"))
    dates.sort(key=lambda date: (instant(date[0]), date[1]))
    edges = [edge for window in facts.windows for edge in (window.opens, window.closes) if edge]
    instants = [instant(text) for text in (*(day for day, _ in dates), *edges)]
    if not instants:
        return None
    scale = _Scale(min(instants), max(instants))
    marks = _marks(dates, scale, lang)
    lanes = [
        _lane(window, scale, own=window.event == request.phase, lang=lang)
        for window in facts.windows
    ]
    return Timeline(
        marks=tuple(marks),
        lanes=tuple(lanes),
        ticks=tuple(scale.years()),
        deposit_x=next((mark.x for mark in marks if mark.deposit), None),
        height=max((mark.y + _MARK for mark in marks), default=_YEARS),
        sentence=_sentence(marks, window_rows(facts.windows, lang), lang),
    )


def _without_seconds(facts: Facts) -> str:
    """The deposit; the seconds of this very instant tell nothing."""
    deposit = facts.deposit or ""
    if facts.deposit_origin != "now" or len(deposit) <= len("2025-03-12"):
        return deposit
    return instant(deposit).replace(second=0, microsecond=0).isoformat()


def window_rows(windows: Iterable[Window], lang: str) -> list[WindowRow]:
    """Windows in words."""
    return [_window_row(window, lang) for window in windows]


def _lane(window: Window, scale: "_Scale", *, own: bool, lang: str) -> Lane:
    start = scale.x(window.opens) if window.opens else 0.0
    end = scale.x(window.closes) if window.closes else 100.0
    opens = written_iso(window.opens, lang) if window.opens else _UNKNOWN
    closes = written_iso(window.closes, lang) if window.closes else _UNKNOWN
    single = _is_single(window) and not window.opens
    label = word(lang, f"event_{window.event}") + word(lang, "colon")
    label += closes if single else f"{opens} → {closes}"
    if window.certainty == "contestée":
        label += f", {word(lang, 'contested')}"
    known = window.opens is not None and window.closes is not None
    return Lane(round(start, 1), round(max(end - start, 0.5), 1), label, known, own)


def _is_single(window: Window) -> bool:
    """Whether it is a date alone: the end of the prestations has no opening to be known."""
    return window.event == "fin-des-prestations"


def _window_row(window: Window, lang: str) -> WindowRow:
    if window.opens:
        opens = written_iso(window.opens, lang)
    else:
        opens = "—" if _is_single(window) else word(lang, "opens_unknown")
    closes = written_iso(window.closes, lang) if window.closes else word(lang, "closes_unknown")
    contested = window.certainty == "contestée"
    notes = [word(lang, "certainty_contestée")] if contested else []
    notes += [window.source] if window.source else []
    return WindowRow(word(lang, f"window_{window.event}"), opens, closes, ", ".join(notes))


def _sentence(marks: Iterable[Mark], windows: Iterable[WindowRow], lang: str) -> str:
    """The drawing in words, for those who cannot see it."""
    colon = word(lang, "colon")
    lines = [f"{mark.name}{colon}{mark.day}" for mark in marks]
    lines += [f"{row.name}{colon}{row.opens} → {row.closes}" for row in windows]
    return ". ".join(lines) + "."


def _marks(dates: list[tuple[str, str]], scale: "_Scale", lang: str) -> list[Mark]:
    """The dates from left to right; one too near the last of its row goes to the next row."""
    ends: list[float] = []
    marks = []
    for number, (day, event) in enumerate(dates, 1):
        x = scale.x(day)
        row = next((row for row, end in enumerate(ends) if x - end >= _GAP), len(ends))
        ends[row : row + 1] = [x]
        marks.append(
            Mark(
                x=round(x, 1),
                y=_YEARS + row * _MARK,
                number=number,
                deposit=event == "depot",
                name=word(lang, f"event_{event}"),
                day=written_iso(day, lang),
            )
        )
    return marks


class _Scale:
    """Where an instant stands between the left and the right edge of the drawing, in percent."""

    def __init__(self, first: datetime, last: datetime) -> None:
        self.first = first
        self.span = max((last - first).total_seconds(), 86_400.0)
        self.last = last

    def x(self, text: str) -> float:
        share = (instant(text) - self.first).total_seconds() / self.span
        return _LEFT + share * (_RIGHT - _LEFT)

    def years(self) -> Iterable[Tick]:
        years = range(self.first.year + 1, self.last.year + 1)
        for year in years[:: 1 + len(years) // _MOST_YEARS]:
            start = datetime(year, 1, 1, tzinfo=PARIS)
            yield Tick(round(self.x(start.isoformat()), 1), year)
