"""Dates, Paris time, and where an instant stands against a bound of the texts.

No text gives a zone: the hours of the ASP are read in Paris time (deduced from the operator).
"""

import re
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from msgspec import Struct

from segur_check.errors import UsageFault

PARIS = ZoneInfo("Europe/Paris")

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def in_paris(moment: datetime) -> datetime:
    """The instant in Paris time; a naive one is taken as Paris time already."""
    return moment.replace(tzinfo=PARIS) if moment.tzinfo is None else moment.astimezone(PARIS)


def written_moment(moment: datetime, lang: str = "fr") -> str:
    """`12/03/2025 à 12h00` in French, `12 March 2025 at 12:00` in English, in Paris time.

    Seconds are shown only where they matter (one second late is late).
    """
    local = in_paris(moment)
    seconds = local.second or local.microsecond
    if lang == "en":
        hour = local.strftime("%H:%M:%S" if seconds else "%H:%M")
        return f"{written_day(local.date(), lang)} at {hour}"
    hour = local.strftime("%Hh%M") + (local.strftime("m%Ss") if seconds else "")
    return f"{written_day(local.date())} à {hour}"


def written_day(day: date, lang: str = "fr") -> str:
    """`12/03/2025` in French, `12 March 2025` in English (where 12/03 would be December)."""
    if lang == "en":
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


class DateFormat(StrEnum):
    """How a date is written in the file; the official format is not published."""

    ISO = "AAAA-MM-JJ"
    FRENCH = "JJ/MM/AAAA"


def read_date(text: str) -> tuple[date, DateFormat] | None:
    """Read `2025-03-12` or `12/03/2025`; None for anything else, impossible days included."""
    ten = len(text) == len("AAAA-MM-JJ") and text.isascii()
    return _date_of(text) if ten else None


# A lot is of one month, and several controls ask.
@lru_cache(maxsize=4096)
def _date_of(text: str) -> tuple[date, DateFormat] | None:
    for digits, written in (
        ((text[0:4], text[5:7], text[8:10], text[4:5] + text[7:8] == "--"), DateFormat.ISO),
        ((text[6:10], text[3:5], text[0:2], text[2:3] + text[5:6] == "//"), DateFormat.FRENCH),
    ):
        year, month, day, separated = digits
        if separated and (year + month + day).isdigit():
            try:
                return date(int(year), int(month), int(day)), written
            except ValueError:
                return None
    return None


class Deposit(Struct, frozen=True):
    """When the request reaches the ASP: an instant in Paris time, or a day of unknown hour."""

    day: date
    instant: datetime | None
    origin: str  # "option", "dossier.toml", "now"

    @classmethod
    def at(cls, when: datetime | date, origin: str) -> "Deposit":
        """A deposit from an instant (naive: Paris time) or from a bare day."""
        if isinstance(when, datetime):
            instant = in_paris(when)
            return cls(instant.date(), instant, origin)
        return cls(when, None, origin)

    @property
    def given(self) -> bool:
        """Whether the user told the instant, or it is only the present one."""
        return self.origin != "now"

    @property
    def earliest(self) -> datetime:
        """The first instant the deposit can have been."""
        return self.instant or datetime.combine(self.day, time.min, PARIS)

    @property
    def latest(self) -> datetime:
        """The last instant the deposit can have been."""
        return self.instant or end_of(self.day)


def end_of(day: date) -> datetime:
    """The last instant of a day, Paris time."""
    return datetime.combine(day, time.max, PARIS)


class Standing(StrEnum):
    """Where a deposit stands against a closing."""

    IN_TIME = "in-time"
    CONTESTED = "contested"  # two sources, two closings, and the deposit between them
    ON_THE_DOT = "on-the-dot"  # exactly at the hour of a text that says "avant"
    HOUR_NOT_PUBLISHED = "hour-not-published"  # the day of a closing known by its day alone
    HOUR_NOT_GIVEN = "hour-not-given"  # the deposit's hour is not known, on the day that matters
    LATE = "late"


def standing(
    deposit: Deposit,
    *,
    at: datetime | None = None,
    day: date | None = None,
    whole_day: bool = False,
    before: bool = False,
    contested: datetime | None = None,
) -> Standing:
    """Where a deposit stands against a closing, by the reading of the texts.

    `at` is the closing instant (naive: Paris); `day` a closing known by its day alone, wholly in
    time when `whole_day` ("inclus"). `before` marks a text that says "avant le … à …": the instant
    itself is then doubtful, elsewhere it is in time ("postérieure" is out). `contested` is the
    later closing that another source gives.
    """
    if at is None:
        if day is None:
            msg = "a closing has an instant or a day"
            raise ValueError(msg)
        if deposit.day < day or (deposit.day == day and whole_day):
            return Standing.IN_TIME
        if deposit.day == day:
            return Standing.HOUR_NOT_PUBLISHED
        closing = end_of(day)
    else:
        closing = in_paris(at)
    last = max(closing, in_paris(contested)) if contested is not None else closing
    if deposit.earliest > last:
        return Standing.LATE
    if deposit.latest > closing:
        # The deposit is an instant between the two closings, or a day that holds one of them.
        on_a_closing = deposit.earliest <= closing or deposit.latest > last
        return Standing.HOUR_NOT_GIVEN if on_a_closing else Standing.CONTESTED
    if before and deposit.instant == closing:
        return Standing.ON_THE_DOT
    return Standing.IN_TIME


def days_before(deposit: Deposit, closing: date) -> int:
    """Whole calendar days left between the deposit's day and the closing's day."""
    return (closing - deposit.day) // timedelta(days=1)


_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]|\Z)", re.ASCII)


def read_moment(text: str, where: str, also: tuple[str, str] = ("", "")) -> datetime | date:
    """An ISO instant (Paris time without offset) or an ISO day.

    `also`: what else may be written there, in French and in English.

    Raises:
        UsageFault: neither.
    """
    try:
        if _ISO_DAY.match(text) and len(text) == len("2025-03-12"):
            return date.fromisoformat(text)
        if _ISO_DAY.match(text):
            return in_paris(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        pass
    raise UsageFault(
        f"{where} : « {text} » n'est pas une date ; écrivez 2025-03-12 ou 2025-03-12T11:59{also[0]}",
        f"{where}: “{text}” is not a date; write 2025-03-12 or 2025-03-12T11:59{also[1]}",
    )
