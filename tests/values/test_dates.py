"""Paris time, dates of the file, and where a deposit stands against a closing."""

import calendar
import json
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from segur_check.values.dates import (
    PARIS,
    DateFormat,
    Deposit,
    Standing,
    days_before,
    end_of,
    in_paris,
    read_date,
    standing,
    written_day,
    written_moment,
)

VECTORS = Path(__file__).parents[1] / "vectors" / "identifiers.json"
CLOSING = datetime(2025, 9, 17, 12, 0)  # noqa: DTZ001 - a naive instant is Paris time
CLOSING_DAY = CLOSING.date()
CONTESTED = datetime(2025, 12, 17, 12, 0, tzinfo=PARIS)
SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)

instants = st.datetimes(
    min_value=datetime(2021, 1, 1),  # noqa: DTZ001 - Hypothesis adds the zone
    max_value=datetime(2027, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


def vectors(kind: str) -> list[Any]:
    every: list[dict[str, Any]] = json.loads(VECTORS.read_text(encoding="utf-8"))["vectors"]
    return [pytest.param(one, id=one["value"]) for one in every if one["type"] == kind]


def at(when: datetime | date) -> Deposit:
    return Deposit.at(when, "option")


@pytest.mark.parametrize("vector", vectors("deadline"))
def test_the_hour_of_a_closing_is_paris_time(vector: dict[str, Any]) -> None:
    moment = in_paris(datetime.fromisoformat(vector["value"]))

    assert vector["utc"] == moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")
    assert vector["offset"] == moment.strftime("%z")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("2025-03-12T12:00", "2025-03-12T12:00:00+01:00", id="naive in winter"),
        pytest.param("2025-07-12T12:00", "2025-07-12T12:00:00+02:00", id="naive in summer"),
        pytest.param("2025-03-12T12:00Z", "2025-03-12T13:00:00+01:00", id="universal time"),
        pytest.param("2025-03-12T12:00+04:00", "2025-03-12T09:00:00+01:00", id="La Réunion"),
        pytest.param("2025-03-12T23:30-04:00", "2025-03-13T04:30:00+01:00", id="Martinique"),
    ],
)
def test_an_instant_is_read_in_paris_time(written: str, expected: str) -> None:
    assert expected == in_paris(datetime.fromisoformat(written)).isoformat()


@given(instants, st.integers(min_value=-12, max_value=14))
def test_paris_time_moves_no_instant(moment: datetime, hours: int) -> None:
    elsewhere = moment.astimezone(timezone(timedelta(hours=hours)))

    assert moment == in_paris(elsewhere)
    assert in_paris(moment) == in_paris(in_paris(elsewhere))


@pytest.mark.parametrize(
    ("written", "french", "english"),
    [
        pytest.param(
            "2025-03-12T12:00", "12/03/2025 à 12h00", "12 March 2025 at 12:00", id="whole hour"
        ),
        pytest.param(
            "2025-03-02T09:05", "02/03/2025 à 09h05", "2 March 2025 at 09:05", id="small figures"
        ),
        pytest.param(
            "2025-03-12T12:00:01",
            "12/03/2025 à 12\u00a0h\u00a000\u00a0min\u00a001\u00a0s",
            "12 March 2025 at 12:00:01",
            id="one second late",
        ),
        pytest.param(
            "2025-03-12T23:00Z",
            "13/03/2025 à 00h00",
            "13 March 2025 at 00:00",
            id="another day in Paris",
        ),
    ],
)
def test_a_moment_is_told_in_paris_time_with_seconds_only_where_they_matter(
    written: str, french: str, english: str
) -> None:
    moment = datetime.fromisoformat(written)

    assert french == written_moment(moment)
    assert english == written_moment(moment, "en")


@pytest.mark.parametrize("month", range(1, 13), ids=list(calendar.month_name)[1:])
def test_a_day_is_told_with_the_name_of_its_month_in_english(month: int) -> None:
    day = date(2025, month, 3)

    assert f"03/{month:02}/2025" == written_day(day)
    assert f"3 {calendar.month_name[month]} 2025" == written_day(day, "en")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("2025-03-12", (date(2025, 3, 12), DateFormat.ISO), id="ISO"),
        pytest.param("12/03/2025", (date(2025, 3, 12), DateFormat.FRENCH), id="French"),
        pytest.param("2024-02-29", (date(2024, 2, 29), DateFormat.ISO), id="leap day"),
        pytest.param("2025-02-30", None, id="30 February"),
        pytest.param("31/04/2025", None, id="31 April"),
        pytest.param("03/25/2025", None, id="American"),
        pytest.param("0000-01-01", None, id="year zero"),
        pytest.param("12-03-2025", None, id="French with dashes"),
        pytest.param("2025/03/12", None, id="ISO with slashes"),
        pytest.param("2025-3-12", None, id="one-digit month"),
        pytest.param("12/03/25", None, id="two-digit year"),
        pytest.param("20250312", None, id="no separator"),
        pytest.param("2025-W11-3", None, id="week"),
        pytest.param("2025-03-12T10:00", None, id="instant"),
        pytest.param(" 2025-03-12", None, id="blank before"),
        pytest.param("٢٠٢٥-٠٣-١٢", None, id="Arabic digits"),
        pytest.param("2025-0³-12", None, id="superscript digit"),
        pytest.param("+025-03-12", None, id="sign"),
        pytest.param("", None, id="empty"),
    ],
)
def test_a_date_of_the_file_is_read_in_two_formats(
    text: str, expected: tuple[date, DateFormat] | None
) -> None:
    assert expected == read_date(text)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_date_that_is_written_is_read_back(day: date) -> None:
    assert (day, DateFormat.ISO) == read_date(day.isoformat())
    assert (day, DateFormat.FRENCH) == read_date(written_day(day))


@given(st.text(max_size=12) | st.from_regex(r"[0-9/-]{10}", fullmatch=True))
def test_no_text_stops_the_reading_of_a_date(text: str) -> None:
    read = read_date(text)

    assert read is None or text in {read[0].isoformat(), written_day(read[0])}


def test_a_deposit_of_known_instant_is_that_instant_in_paris() -> None:
    deposit = at(datetime(2025, 3, 12, 23, 30, tzinfo=UTC))
    expected = datetime(2025, 3, 13, 0, 30, tzinfo=PARIS)

    assert (date(2025, 3, 13), expected) == (deposit.day, deposit.instant)
    assert (expected, expected) == (deposit.earliest, deposit.latest)


def test_a_deposit_of_unknown_hour_is_somewhere_in_its_day() -> None:
    deposit = at(date(2025, 3, 12))
    midnight = datetime(2025, 3, 12, tzinfo=PARIS)

    assert deposit.instant is None
    assert midnight == deposit.earliest
    assert midnight + DAY - timedelta(microseconds=1) == deposit.latest


@pytest.mark.parametrize(
    ("origin", "given"), [("option", True), ("dossier.toml", True), ("now", False)]
)
def test_a_deposit_is_given_unless_it_is_now(origin: str, *, given: bool) -> None:
    assert given is Deposit.at(CLOSING, origin).given


@pytest.mark.parametrize(
    ("deposit", "expected"),
    [
        pytest.param(CLOSING - SECOND, Standing.IN_TIME, id="just before"),
        pytest.param(CLOSING, Standing.IN_TIME, id="on the dot"),
        pytest.param(CLOSING + SECOND, Standing.LATE, id="one second after"),
        pytest.param(
            CLOSING + timedelta(microseconds=1), Standing.LATE, id="one microsecond after"
        ),
        pytest.param(CLOSING_DAY - DAY, Standing.IN_TIME, id="the day before, no hour"),
        pytest.param(CLOSING_DAY, Standing.HOUR_NOT_GIVEN, id="the day itself, no hour"),
        pytest.param(CLOSING_DAY + DAY, Standing.LATE, id="the day after, no hour"),
        pytest.param(
            datetime(2025, 9, 17, 10, 0, tzinfo=UTC), Standing.IN_TIME, id="on the dot, in UTC"
        ),
        pytest.param(
            datetime(2025, 9, 17, 10, 0, 1, tzinfo=UTC),
            Standing.LATE,
            id="one second after, in UTC",
        ),
    ],
)
def test_a_closing_of_known_hour(deposit: datetime | date, expected: Standing) -> None:
    assert expected is standing(at(deposit), at=CLOSING)


@pytest.mark.parametrize(
    ("deposit", "expected"),
    [
        pytest.param(CLOSING - SECOND, Standing.IN_TIME, id="just before"),
        pytest.param(CLOSING, Standing.ON_THE_DOT, id="on the dot"),
        pytest.param(CLOSING + SECOND, Standing.LATE, id="one second after"),
        pytest.param(CLOSING_DAY - DAY, Standing.IN_TIME, id="the day before, no hour"),
        pytest.param(CLOSING_DAY, Standing.HOUR_NOT_GIVEN, id="the day itself, no hour"),
    ],
)
def test_a_text_that_says_before_leaves_its_very_instant_in_doubt(
    deposit: datetime | date, expected: Standing
) -> None:
    assert expected is standing(at(deposit), at=CLOSING, before=True)


@pytest.mark.parametrize(
    ("deposit", "expected"),
    [
        pytest.param(CLOSING, Standing.IN_TIME, id="at the earlier closing"),
        pytest.param(CLOSING + SECOND, Standing.CONTESTED, id="one second after the earlier"),
        pytest.param(CONTESTED - SECOND, Standing.CONTESTED, id="just before the later"),
        pytest.param(CONTESTED, Standing.CONTESTED, id="at the later closing"),
        pytest.param(CONTESTED + SECOND, Standing.LATE, id="one second after the later"),
        pytest.param(CLOSING_DAY - DAY, Standing.IN_TIME, id="day before the earlier"),
        pytest.param(CLOSING_DAY, Standing.HOUR_NOT_GIVEN, id="day of the earlier"),
        pytest.param(CLOSING_DAY + DAY, Standing.CONTESTED, id="day between"),
        pytest.param(CONTESTED.date(), Standing.HOUR_NOT_GIVEN, id="day of the later"),
        pytest.param(CONTESTED.date() + DAY, Standing.LATE, id="day after the later"),
    ],
)
def test_between_two_published_closings_the_answer_is_contested(
    deposit: datetime | date, expected: Standing
) -> None:
    assert expected is standing(at(deposit), at=CLOSING, contested=CONTESTED)


@pytest.mark.parametrize(
    ("deposit", "expected"),
    [
        pytest.param(CLOSING, Standing.ON_THE_DOT, id="on the dot of the earlier"),
        pytest.param(CLOSING + SECOND, Standing.CONTESTED, id="one second after the earlier"),
        pytest.param(CONTESTED + SECOND, Standing.LATE, id="one second after the later"),
    ],
)
def test_a_contested_closing_that_says_before(deposit: datetime, expected: Standing) -> None:
    assert expected is standing(at(deposit), at=CLOSING, before=True, contested=CONTESTED)


@pytest.mark.parametrize(
    ("deposit", "expected"),
    [
        pytest.param(CLOSING, Standing.IN_TIME, id="on the dot"),
        pytest.param(CLOSING + SECOND, Standing.CONTESTED, id="later that day"),
        pytest.param(end_of(CLOSING_DAY), Standing.CONTESTED, id="last instant of the day"),
        pytest.param(end_of(CLOSING_DAY) + timedelta(microseconds=1), Standing.LATE, id="midnight"),
        pytest.param(CLOSING_DAY, Standing.HOUR_NOT_GIVEN, id="the day, no hour"),
        pytest.param(CLOSING_DAY + DAY, Standing.LATE, id="the next day, no hour"),
    ],
)
def test_an_hour_contested_by_its_whole_day(deposit: datetime | date, expected: Standing) -> None:
    assert expected is standing(at(deposit), at=CLOSING, contested=end_of(CLOSING_DAY))


@pytest.mark.parametrize("when", [CLOSING, end_of(CLOSING_DAY), CLOSING_DAY], ids=str)
def test_the_day_of_a_closing_without_hour_is_doubtful_unless_the_whole_day_counts(
    when: datetime | date,
) -> None:
    deposit = at(when)

    assert Standing.HOUR_NOT_PUBLISHED is standing(deposit, day=CLOSING_DAY)
    assert Standing.IN_TIME is standing(deposit, day=CLOSING_DAY, whole_day=True)


@pytest.mark.parametrize("whole_day", [True, False], ids=["whole day", "hour not published"])
@pytest.mark.parametrize(
    ("deposit", "expected"),
    [
        pytest.param(end_of(CLOSING_DAY - DAY), Standing.IN_TIME, id="the instant before"),
        pytest.param(CLOSING_DAY - DAY, Standing.IN_TIME, id="the day before"),
        pytest.param(
            datetime(2025, 9, 18, tzinfo=PARIS), Standing.LATE, id="midnight of the next day"
        ),
        pytest.param(CLOSING_DAY + DAY, Standing.LATE, id="the next day"),
    ],
)
def test_the_days_around_a_closing_without_hour_are_certain(
    deposit: datetime | date, expected: Standing, *, whole_day: bool
) -> None:
    assert expected is standing(at(deposit), day=CLOSING_DAY, whole_day=whole_day)


def test_a_closing_without_instant_nor_day_is_an_error_of_the_code() -> None:
    with pytest.raises(ValueError, match="an instant or a day"):
        standing(at(CLOSING))


RANK = {Standing.IN_TIME: 0, Standing.LATE: 2}


@given(
    instants,
    instants,
    instants,
    st.none() | st.timedeltas(timedelta(0), timedelta(days=90)),
    st.booleans(),
)
def test_a_later_deposit_never_stands_better(
    one: datetime,
    other: datetime,
    closing: datetime,
    contested_by: timedelta | None,
    before: bool,  # noqa: FBT001 - drawn by Hypothesis
) -> None:
    first, last = sorted((one, other))
    contested = closing + contested_by if contested_by is not None else None
    ranks = [
        RANK.get(
            standing(Deposit.at(when, "now"), at=closing, before=before, contested=contested), 1
        )
        for when in (first, last)
    ]

    assert sorted(ranks) == ranks


@given(instants, instants, st.booleans())
def test_a_day_is_sure_only_where_each_of_its_instants_is(
    moment: datetime,
    closing: datetime,
    before: bool,  # noqa: FBT001 - drawn by Hypothesis
) -> None:
    deposit = Deposit.at(in_paris(moment).date(), "option")
    answer = standing(deposit, at=closing, before=before)
    assume(answer is not Standing.HOUR_NOT_GIVEN)

    for instant in (deposit.earliest, deposit.latest, moment):
        assert answer is standing(at(instant), at=closing, before=before)


@pytest.mark.parametrize(
    ("deposit", "expected"),
    [
        pytest.param(CLOSING, 0, id="that day"),
        pytest.param(CLOSING - DAY, 1, id="the day before"),
        pytest.param(date(2025, 9, 1), 16, id="no hour"),
        pytest.param(CLOSING + DAY, -1, id="the day after"),
        pytest.param(datetime(2025, 3, 29, 23, 59, tzinfo=PARIS), 172, id="across summer time"),
    ],
)
def test_days_left_are_calendar_days(deposit: datetime | date, expected: int) -> None:
    assert expected == days_before(at(deposit), CLOSING_DAY)
