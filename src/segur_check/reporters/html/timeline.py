"""The dates of a request against its windows, as a drawing and as the same dates in a table."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from msgspec import Struct

from segur_check.report import Facts
from segur_check.reporters.html.told import instant, told_iso
from segur_check.values.dates import PARIS

LEFT, RIGHT = 150, 700
_LANE, _TOP, _MARK = 30, 62, 18  # heights in the drawing, and the least distance of two marks
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
    """A window in the drawing; an end that is not known is dashed."""

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
    """What the page draws and tells of the dates of a request."""

    rows: tuple[Row, ...]
    marks: tuple[Mark, ...]
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    deposit_x: float | None
    height: int
    told: str


def timeline(facts: Facts, words: Mapping[str, str], lang: str) -> Timeline | None:
    """The calendar of a request; None when it has no date at all."""
    dated = sorted(
        [(day, event) for event, day, _ in facts.dates]
        + ([(facts.deposit, "depot")] if facts.deposit else []),
        key=lambda one: (instant(one[0]), one[1]),
    )
    edges = [edge for one in facts.windows for edge in (one.opens, one.closes) if edge is not None]
    known = [instant(text) for text in (*(day for day, _ in dated), *edges)]
    if not known:
        return None
    scale = _Scale(min(known), max(known))
    rows = [
        Row(number, words[f"event_{event}"], told_iso(day, lang), "", "")
        for number, (day, event) in enumerate(dated, 1)
    ]
    marks = _marks([(scale.x(day), event) for day, event in dated])
    top = _TOP + _MARK * max((one.y for one in marks), default=0)
    bars = []
    for rank, one in enumerate(facts.windows):
        start = scale.x(one.opens) if one.opens else float(LEFT)
        end = scale.x(one.closes) if one.closes else float(RIGHT)
        bars.append(
            Bar(
                round(start, 1),
                top + rank * _LANE,
                round(max(end - start, 2), 1),
                words[f"event_{one.event}"],
                one.opens is not None,
                one.closes is not None,
            )
        )
        rows.append(
            Row(
                None,
                words[f"window_{one.event}"],
                told_iso(one.opens, lang) if one.opens else _unopened(one.event, words),
                told_iso(one.closes, lang) if one.closes else words["closes_unknown"],
                _note(one.certainty, one.source, words),
            )
        )
    return Timeline(
        rows=tuple(rows),
        marks=tuple(marks),
        bars=tuple(bars),
        ticks=tuple(scale.years()),
        deposit_x=next((one.x for one in marks if one.deposit), None),
        height=top + len(bars) * _LANE + 6,
        told=_told(rows, words),
    )


def _unopened(event: str, words: Mapping[str, str]) -> str:
    """The end of the prestations is one date: it has no opening that could be lacking."""
    return "—" if event == "fin-des-prestations" else words["opens_unknown"]


def _note(certainty: str, source: str, words: Mapping[str, str]) -> str:
    sure = words.get(f"certainty_{certainty}", "")
    return ", ".join(part for part in (sure, source) if part)


def _told(rows: Iterable[Row], words: Mapping[str, str]) -> str:
    """The drawing in words."""
    lines = (
        f"{row.name}{words['colon']}{row.opens}{f' → {row.closes}' if row.closes else ''}"
        for row in rows
    )
    return ". ".join(lines) + "."


def _marks(found: list[tuple[float, str]]) -> list[Mark]:
    """Dates from left to right; one too near the last of its row goes to the next row."""
    ends: list[float] = []
    marks = []
    for number, (x, event) in enumerate(found, 1):
        row = next((row for row, end in enumerate(ends) if x - end >= _MARK), len(ends))
        ends[row : row + 1] = [x]
        marks.append(Mark(round(x, 1), row, number, event == "depot"))
    return marks


class _Scale:
    def __init__(self, first: datetime, last: datetime) -> None:
        self.first = first
        self.span = max((last - first).total_seconds(), 86_400.0)
        self.last = last

    def x(self, text: str) -> float:
        # 12 units inside of both edges: a mark at an end is drawn whole.
        share = (instant(text) - self.first).total_seconds() / self.span
        return LEFT + 12 + share * (RIGHT - LEFT - 24)

    def years(self) -> Iterable[Tick]:
        years = range(self.first.year + 1, self.last.year + 1)
        for year in years[:: 1 + len(years) // _MOST_YEARS]:
            start = datetime(year, 1, 1, tzinfo=PARIS)
            yield Tick(round(self.x(start.isoformat()), 1), year)
