"""The windows of a SONS at an instant: what is open, what closes when, what is not settled."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

from segur_check.rules.bound import Bound
from segur_check.rules.corridor import WINDOWS, Corridor
from segur_check.values.dates import Deposit, Standing, days_before, end_of

# The steps in the order of a funding, with the paths of their opening and closing in a table. The
# référencement has no opening.
STEPS: Mapping[str, tuple[str, str]] = {
    "referencing-file": ("", "referencing.file"),
    "referencing-proofs": ("", "referencing.proofs"),
    **WINDOWS,
}


class State(StrEnum):
    """What a window is at an instant."""

    OPEN = "open"
    NOT_YET = "not-yet"
    AHEAD = "ahead"  # the closing is still to come, and the texts have no opening
    CLOSED = "closed"
    CONTESTED = "contested"
    HOUR_DECIDES = "hour-decides"
    UNKNOWN = "unknown"


_HOUR_DECIDES = {Standing.HOUR_NOT_GIVEN, Standing.HOUR_NOT_PUBLISHED, Standing.ON_THE_DOT}


class Edge(Struct, frozen=True):
    """One end of a window as it stood at an instant.

    Without `bound`, `lacking` tells a date that nobody published from one that the texts do not have.
    `moved_to` is the bound that a text has put in its place since then.
    """

    bound: Bound | None
    lacking: bool
    moved_to: Bound | None = None


class StepWindow(Struct, frozen=True):
    """One step of a SONS at an instant.

    `days` is how many are left until the closing, the earlier one when sources give two; None when
    it is past, or nobody published it.
    """

    sons: str
    step: str
    opens: Edge
    closes: Edge
    state: State
    days: int | None


class Event(Struct, frozen=True):
    """An opening or a closing, by one reading of the texts.

    `other`: it is the second reading of a contested date.
    """

    sons: str
    step: str
    closing: bool
    value: datetime | date
    source: str
    place: str
    edge: Edge
    other: bool = False

    @property
    def last(self) -> datetime:
        """The latest instant that it can be."""
        return self.value if isinstance(self.value, datetime) else end_of(self.value)


def windows(corridor: Corridor, at: Deposit) -> Iterator[StepWindow]:
    """The steps of a SONS that have a window in the texts, or one that nobody published."""
    for step, (opening, closing) in STEPS.items():
        opens, closes = _edge(corridor, opening, at), _edge(corridor, closing, at)
        if opens.bound or opens.lacking or closes.bound or closes.lacking:
            state = _state(opens, closes, at)
            days = _days_left(closes, state, at)
            yield StepWindow(corridor.sons, step, opens, closes, state, days)


def _edge(corridor: Corridor, path: str, at: Deposit) -> Edge:
    latest = corridor.at(path) if path else None
    if not isinstance(latest, Bound):
        return Edge(None, bool(path) and corridor.lacks(path))
    bound = latest.in_force(at)
    return Edge(bound, lacking=False, moved_to=None if bound is latest else latest)


def _state(opens: Edge, closes: Edge, at: Deposit) -> State:
    standing = closes.bound.closing(at) if closes.bound is not None else Standing.IN_TIME
    opened = opens.bound.opened(at) if opens.bound is not None else True
    if standing is Standing.LATE:
        return State.CLOSED
    if opened is False:
        return State.NOT_YET
    if standing is Standing.CONTESTED:
        return State.CONTESTED
    if standing in _HOUR_DECIDES or opened is None:
        return State.HOUR_DECIDES
    if opens.lacking or closes.lacking:
        return State.UNKNOWN
    return State.OPEN if opens.bound is not None else State.AHEAD


def _days_left(closes: Edge, state: State, at: Deposit) -> int | None:
    if closes.bound is None or state is State.CLOSED:
        return None
    left = days_before(at, closes.bound.on)
    # Between two readings the earlier one is past, if only by an hour of the same day.
    return None if left < 0 or state is State.CONTESTED else left


def events(window: StepWindow) -> Iterator[Event]:
    """The known opening and closing of a window, each with its other reading."""
    for closing, edge in ((False, window.opens), (True, window.closes)):
        bound = edge.bound
        if bound is None:
            continue
        for reading in (bound, bound.contested):
            if reading is not None:
                yield Event(
                    window.sons,
                    window.step,
                    closing,
                    reading.value,
                    reading.source,
                    reading.place,
                    edge,
                    other=reading is not bound,
                )


def next_closings(known: Iterable[Event], at: Deposit) -> tuple[Event, ...]:
    """What closes first from an instant on: several events when they close together."""
    ahead = [event for event in known if event.closing and event.last >= at.earliest]
    first = min((event.last for event in ahead), default=None)
    return tuple(event for event in ahead if event.last == first)
