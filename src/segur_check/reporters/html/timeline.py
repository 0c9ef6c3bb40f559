"""The dates of a request against its windows: a drawing, and the same dates in a table."""

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from segur_check.report import Facts, Window
from segur_check.reporters.facts import instant, written_iso
from segur_check.reporters.words import word
from segur_check.values.dates import PARIS

LEFT, RIGHT = 150, 700
_LANE, _TOP, _MARK = (
    30,
    62,
    18,
)  # heights in the drawing; the last is also the least gap of two marks
_MOST_YEARS = 8


class Row(Struct, frozen=True):
    """One line of the table: a date or a window; `mark` is its number in the drawing."""

    mark: int | None
    name: str
    opens: str
    closes: str
    note: str


class Mark(Struct, frozen=True):
    """A date in the drawing."""

    x: float
    y: int
    number: int
    deposit: bool


class Bar(Struct, frozen=True):
    """A window in the drawing; it is dashed where an end is not known."""

    x: float
    y: int
    width: float
    name: str
    known_start: bool
    known_end: bool


class Tick(Struct, frozen=True):
    """The first of January of a year."""

    x: float
    year: int


class Timeline(Struct, frozen=True):
    """The dates of a request, to draw and to list; `sentence` says the drawing in words."""

    rows: tuple[Row, ...]
    marks: tuple[Mark, ...]
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    deposit_x: float | None
    height: int
    sentence: str


def timeline(facts: Facts, lang: str) -> Timeline | None:
    """The calendar of a request; None when it has no date at all."""
    dates = [(day, event) for event, day, _ in facts.dates]
    if facts.deposit:
        dates.append((facts.deposit, "depot"))
    dates.sort(key=lambda date: (instant(date[0]), date[1]))
    edges = [edge for window in facts.windows for edge in (window.opens, window.closes) if edge]
    instants = [instant(text) for text in (*(day for day, _ in dates), *edges)]
    if not instants:
        return None
    scale = _Scale(min(instants), max(instants))
    marks = _marks([(scale.x(day), event) for day, event in dates])
    top = _TOP + _MARK * max((mark.y for mark in marks), default=0)
    bars = [
        _bar(window, scale, top + rank * _LANE, lang) for rank, window in enumerate(facts.windows)
    ]
    rows = [
        Row(number, word(lang, f"event_{event}"), written_iso(day, lang), "", "")
        for number, (day, event) in enumerate(dates, 1)
    ]
    rows += [_window_row(window, lang) for window in facts.windows]
    return Timeline(
        rows=tuple(rows),
        marks=tuple(marks),
        bars=tuple(bars),
        ticks=tuple(scale.years()),
        deposit_x=next((mark.x for mark in marks if mark.deposit), None),
        height=top + len(bars) * _LANE + 6,
        sentence=_sentence(rows, lang),
    )


def _bar(window: Window, scale: "_Scale", y: int, lang: str) -> Bar:
    start = scale.x(window.opens) if window.opens else float(LEFT)
    end = scale.x(window.closes) if window.closes else float(RIGHT)
    return Bar(
        round(start, 1),
        y,
        round(max(end - start, 2), 1),
        word(lang, f"event_{window.event}"),
        window.opens is not None,
        window.closes is not None,
    )


def _window_row(window: Window, lang: str) -> Row:
    if window.opens:
        opens = written_iso(window.opens, lang)
    else:
        # The end of the prestations is a single date: it has no opening that could be unknown.
        single = window.event == "fin-des-prestations"
        opens = "—" if single else word(lang, "opens_unknown")
    closes = written_iso(window.closes, lang) if window.closes else word(lang, "closes_unknown")
    contested = window.certainty == "contestée"
    notes = [word(lang, "certainty_contestée")] if contested else []
    notes += [window.source] if window.source else []
    return Row(None, word(lang, f"window_{window.event}"), opens, closes, ", ".join(notes))


def _sentence(rows: Iterable[Row], lang: str) -> str:
    """The drawing in words, for those who cannot see it."""
    lines = (
        f"{row.name}{word(lang, 'colon')}{row.opens}{f' → {row.closes}' if row.closes else ''}"
        for row in rows
    )
    return ". ".join(lines) + "."


def _marks(dates: list[tuple[float, str]]) -> list[Mark]:
    """The dates from left to right; one too near the last of its row goes to the next row."""
    ends: list[float] = []
    marks = []
    for number, (x, event) in enumerate(dates, 1):
        row = next((row for row, end in enumerate(ends) if x - end >= _MARK), len(ends))
        ends[row : row + 1] = [x]
        marks.append(Mark(round(x, 1), row, number, event == "depot"))
    return marks


class _Scale:
    """Where an instant stands between the left and the right edge of the drawing."""

    def __init__(self, first: datetime, last: datetime) -> None:
        self.first = first
        self.span = max((last - first).total_seconds(), 86_400.0)
        self.last = last

    def x(self, text: str) -> float:
        # 12 units inside both edges: a mark at either end is drawn whole.
        share = (instant(text) - self.first).total_seconds() / self.span
        return LEFT + 12 + share * (RIGHT - LEFT - 24)

    def years(self) -> Iterable[Tick]:
        years = range(self.first.year + 1, self.last.year + 1)
        for year in years[:: 1 + len(years) // _MOST_YEARS]:
            start = datetime(year, 1, 1, tzinfo=PARIS)
            yield Tick(round(self.x(start.isoformat()), 1), year)
