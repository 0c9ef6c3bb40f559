"""Windows at an instant, to the second: state, days left, readings, and what closes next."""

from datetime import date, datetime
from typing import Any

import pytest

from segur_check.guide.windows import State, StepWindow, events, next_closings, windows
from segur_check.rules.bound import Bound, FormerValue, OtherReading
from segur_check.rules.corridor import Corridor, corridor, covered_codes
from segur_check.rules.sections import Ask, Completion, Enrolment, Referencing, Title
from segur_check.values.dates import Deposit, in_paris

OPENS = Bound("asp-faq-va2", at=datetime(2024, 9, 12, 14))  # noqa: DTZ001 - Paris time, as in a table
CLOSES = Bound("asp-faq-va2", at=datetime(2025, 9, 17, 12))  # noqa: DTZ001
BEFORE = Bound("ans-drimbox", at=datetime(2025, 9, 17, 12), before=True)  # noqa: DTZ001
DAY = Bound("esante-ms", day=date(2025, 9, 17))
WHOLE_DAY = Bound("esante-ms", day=date(2025, 9, 17), whole_day=True)
CONTESTED = Bound(
    "asp-faq-va2",
    at=datetime(2025, 9, 17, 12),  # noqa: DTZ001
    contested=OtherReading("asp-faq-va2", at=datetime(2025, 12, 17, 12), place="ailleurs"),  # noqa: DTZ001
    place="ici",
)
MOVED = Bound(
    "dsr-pfi-va1",
    day=date(2022, 6, 15),
    former=(
        FormerValue(
            "ans-preuves", "dsr-pfi-va1", day=date(2022, 5, 15), until=date(2022, 4, 8), place="là"
        ),
    ),
)


def at(text: str) -> Deposit:
    """A day, or an instant in Paris time."""
    day = len(text) == len("2025-09-17")
    return Deposit.at(date.fromisoformat(text) if day else datetime.fromisoformat(text), "option")


def made(*unknown: str, **sections: Any) -> Corridor:  # noqa: ANN401 - the sections of a Corridor
    """A corridor with these sections alone."""
    return Corridor("X", "X", 2, Title("x", "x"), unknown=unknown, **sections)


def avance(closes: Bound | None, text: str, *unknown: str, opens: Bound | None = OPENS) -> Any:  # noqa: ANN401 - unpacked by the tests
    """State and days left of an avance at an instant."""
    [window] = windows(made(*unknown, avance=Ask(opens=opens, closes=closes)), at(text))
    return window.state, window.days


@pytest.mark.parametrize(
    ("closes", "when", "state", "days"),
    [
        (CLOSES, "2025-09-17T11:59:59", State.OPEN, 0),
        (CLOSES, "2025-09-17T12:00:00", State.OPEN, 0),
        (CLOSES, "2025-09-17T12:00:01", State.CLOSED, None),
        (CLOSES, "2025-09-17T11:59:59+02:00", State.OPEN, 0),
        (CLOSES, "2025-09-17T10:00:01+00:00", State.CLOSED, None),
        (CLOSES, "2025-09-16T23:59:59", State.OPEN, 1),
        (CLOSES, "2025-09-16", State.OPEN, 1),
        (CLOSES, "2025-09-17", State.HOUR_DECIDES, 0),
        (CLOSES, "2025-09-18", State.CLOSED, None),
        (BEFORE, "2025-09-17T11:59:59", State.OPEN, 0),
        (BEFORE, "2025-09-17T12:00:00", State.HOUR_DECIDES, 0),
        (BEFORE, "2025-09-17T12:00:01", State.CLOSED, None),
        (DAY, "2025-09-16", State.OPEN, 1),
        (DAY, "2025-09-17", State.HOUR_DECIDES, 0),
        (DAY, "2025-09-17T08:00", State.HOUR_DECIDES, 0),
        (DAY, "2025-09-18T00:00", State.CLOSED, None),
        (WHOLE_DAY, "2025-09-17", State.OPEN, 0),
        (WHOLE_DAY, "2025-09-17T23:59:59", State.OPEN, 0),
        (WHOLE_DAY, "2025-09-18", State.CLOSED, None),
        (CONTESTED, "2025-09-17T12:00:00", State.OPEN, 0),
        (CONTESTED, "2025-09-17T12:00:01", State.CONTESTED, None),
        (CONTESTED, "2025-12-17T12:00:00", State.CONTESTED, None),
        (CONTESTED, "2025-12-17T12:00:01", State.CLOSED, None),
        (CONTESTED, "2025-09-17", State.HOUR_DECIDES, 0),
        (CONTESTED, "2025-10-01", State.CONTESTED, None),
        (CONTESTED, "2025-12-17", State.HOUR_DECIDES, None),
        (CONTESTED, "2025-12-18", State.CLOSED, None),
    ],
)
def test_a_closing_to_the_second(closes: Bound, when: str, state: State, days: int | None) -> None:
    assert (state, days) == avance(closes, when)


@pytest.mark.parametrize(
    ("when", "state"),
    [
        ("2024-09-11", State.NOT_YET),
        ("2024-09-12T13:59:59", State.NOT_YET),
        ("2024-09-12T14:00:00", State.OPEN),
        ("2024-09-12", State.HOUR_DECIDES),
        ("2024-09-13", State.OPEN),
    ],
)
def test_an_opening_to_the_second(when: str, state: State) -> None:
    assert state == avance(CLOSES, when)[0]


def test_days_are_told_before_the_opening_too() -> None:
    assert (State.NOT_YET, 371) == avance(CLOSES, "2024-09-11")


@pytest.mark.parametrize(
    ("opens", "closes", "unknown", "when", "state", "days"),
    [
        (None, CLOSES, "avance.opens", "2025-09-16", State.UNKNOWN, 1),
        (None, CLOSES, "avance.opens", "2025-09-18", State.CLOSED, None),
        (OPENS, None, "avance.closes", "2024-09-11", State.NOT_YET, None),
        (OPENS, None, "avance.closes", "2024-09-12", State.HOUR_DECIDES, None),
        (OPENS, None, "avance.closes", "2024-09-13", State.UNKNOWN, None),
        (None, None, "avance", "2024-09-13", State.UNKNOWN, None),
        (None, CLOSES, "cap", "2025-09-16", State.AHEAD, 1),
        (OPENS, None, "cap", "2025-09-16", State.OPEN, None),
    ],
)
def test_what_nobody_published_is_never_guessed(
    opens: Bound | None,
    closes: Bound | None,
    unknown: str,
    when: str,
    state: State,
    days: int | None,
) -> None:
    assert (state, days) == avance(closes, when, unknown, opens=opens)


def test_a_step_without_any_bound_has_no_window() -> None:
    assert [] == list(windows(made(avance=Ask(), completion=Completion()), at("2025-01-01")))


def test_the_steps_come_in_the_order_of_a_funding() -> None:
    whole = made(
        "solde",
        solde=Ask(),
        avance=Ask(opens=OPENS, closes=CLOSES),
        completion=Completion(ends=CLOSES),
        enrolment=Enrolment(closes=CLOSES),
        referencing=Referencing(file=DAY, proofs=DAY),
    )

    steps = [window.step for window in windows(whole, at("2025-01-01"))]

    assert [
        "referencing-file",
        "referencing-proofs",
        "enrolement",
        "avance",
        "attestation-fin",
        "solde",
    ] == steps


@pytest.mark.parametrize(
    ("when", "value", "moved_to"),
    [
        ("2022-04-07", date(2022, 5, 15), date(2022, 6, 15)),
        ("2022-04-08", date(2022, 6, 15), None),
        ("2025-01-01", date(2022, 6, 15), None),
    ],
)
def test_a_moved_closing_stands_as_it_did_that_day(
    when: str, value: date, moved_to: date | None
) -> None:
    [window] = windows(made(referencing=Referencing(file=MOVED)), at(when))

    found = window.closes
    assert found.bound is not None
    assert value == found.bound.value
    assert moved_to == (found.moved_to.value if found.moved_to else None)


def test_a_contested_closing_is_two_events() -> None:
    [window] = windows(made(avance=Ask(opens=OPENS, closes=CONTESTED)), at("2025-01-01"))

    found = [(one.closing, one.other, one.value, one.place) for one in events(window)]

    assert [
        (False, False, OPENS.value, ""),
        (True, False, CONTESTED.value, "ici"),
        (True, True, in_paris(datetime(2025, 12, 17, 12)), "ailleurs"),  # noqa: DTZ001
    ] == found


def closing_next(tables: list[Corridor], when: str) -> list[tuple[str, str, bool]]:
    """SONS, step and whether it is the second reading of what closes first from then on."""
    moment = at(when)
    known = [one for table in tables for row in windows(table, moment) for one in events(row)]
    return [(one.sons, one.step, one.other) for one in next_closings(known, moment)]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2025-09-17T12:00:00", [("X", "avance", False), ("X", "solde", False)]),
        ("2025-09-17", [("X", "avance", False), ("X", "solde", False)]),
        ("2025-09-17T12:00:01", [("X", "avance", True)]),
        ("2025-12-17T12:00:00", [("X", "avance", True)]),
        ("2025-12-17T12:00:01", []),
    ],
)
def test_what_closes_next(when: str, expected: list[tuple[str, str, bool]]) -> None:
    table = made(avance=Ask(opens=OPENS, closes=CONTESTED), solde=Ask(closes=CLOSES))

    assert expected == closing_next([table], when)


def test_an_hour_closes_before_a_day_without_hour() -> None:
    table = made(avance=Ask(closes=DAY), solde=Ask(closes=CLOSES))

    assert [("X", "solde", False)] == closing_next([table], "2025-09-01")
    assert [("X", "avance", False)] == closing_next([table], "2025-09-17T13:00")


@pytest.mark.parametrize("code", covered_codes())
def test_every_table_has_a_window_for_each_bound_it_gives_or_lacks(code: str) -> None:
    table = corridor(code)

    found = {window.step: window for window in windows(table, at("2025-01-01"))}

    for phase in ("avance", "solde"):
        for edge, opening in (("opens", True), ("closes", False)):
            if table.has(f"{phase}.{edge}"):
                window: StepWindow = found[phase]
                side = window.opens if opening else window.closes
                assert (side.bound is None) == side.lacking
    assert table.announced_only == (not found)
