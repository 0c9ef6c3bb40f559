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

    Seconds are shown only where they matter: one second late is late, but nobody gives parts of a
    second, which come from the clock.
    """
    local = in_paris(moment)
    seconds = local.second and not local.microsecond
    if lang == "en":
        hour = local.strftime("%H:%M:%S" if seconds else "%H:%M")
        return f"{written_day(local.date(), lang)} at {hour}"
    hour = local.strftime("%H\u00a0h\u00a0%M\u00a0min\u00a0%S\u00a0s" if seconds else "%Hh%M")
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
    has_length = len(text) == len("AAAA-MM-JJ") and text.isascii()
    return _date_of(text) if has_length else None


# The dates of a lot are few, and several controls ask for each.
@lru_cache(maxsize=4096)
def _date_of(text: str) -> tuple[date, DateFormat] | None:
    if text[4] + text[7] == "--":
        year, month, day, date_format = text[0:4], text[5:7], text[8:10], DateFormat.ISO
    elif text[2] + text[5] == "//":
        year, month, day, date_format = text[6:10], text[3:5], text[0:2], DateFormat.FRENCH
    else:
        return None
    if not (year + month + day).isdigit():
        return None
    try:
        return date(int(year), int(month), int(day)), date_format
    except ValueError:
        return None


class Deposit(Struct, frozen=True):
    """When the request reaches the ASP: an instant in Paris time, or a day whose hour is unknown."""

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
        """Whether the user gave it: otherwise it is the present instant."""
        return self.origin != "now"

    @property
    def earliest(self) -> datetime:
        """The earliest instant that the deposit can be."""
        return self.instant or datetime.combine(self.day, time.min, PARIS)

    @property
    def latest(self) -> datetime:
        """The latest instant that the deposit can be."""
        return self.instant or end_of(self.day)


def end_of(day: date) -> datetime:
    """The last instant of a day, Paris time."""
    return datetime.combine(day, time.max, PARIS)


class Standing(StrEnum):
    """Where a deposit stands against a closing."""

    IN_TIME = "in-time"
    CONTESTED = "contested"  # between the closings that two sources give
    ON_THE_DOT = "on-the-dot"  # exactly at the hour of a text that says "avant"
    HOUR_NOT_PUBLISHED = "hour-not-published"  # on the day of a closing whose hour is not known
    HOUR_NOT_GIVEN = "hour-not-given"  # on the day of a closing, at an hour that is not known
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
    """Where a deposit stands against a closing, as the texts read.

    `at` is the instant of the closing (naive: Paris time); `day` is that of a closing whose hour is
    not known, wholly in time when `whole_day` ("inclus"). `before` marks a text that says "avant le
    … à …": the instant itself is then doubtful; it is in time for the others, which refuse what is
    "postérieure". `contested` is the later closing that another source gives.
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
        # Either an instant between the two closings, or a day that one of them, or both, fall on.
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
    """An ISO instant (Paris time without an offset) or an ISO day.

    `where` names the place, for the message; `also` is what else may be written there, in French and
    in English.

    Raises:
        UsageFault: it is neither.
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


_FIRST_YEAR, _LAST_YEAR = 1970, 2100


def in_our_years(moment: datetime | date, where: str) -> datetime | date:
    """The same instant or day, of a year in which a dossier may be; others have no sure Paris time.

    `where` names the place, for the message.

    Raises:
        UsageFault: its year is none of them.
    """
    if _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        return moment
    raise UsageFault(
        f"{where} : l'année {moment.year:04} n'est pas entre {_FIRST_YEAR} et {_LAST_YEAR} ; vérifiez la date",
        f"{where}: the year {moment.year:04} is not between {_FIRST_YEAR} and {_LAST_YEAR}; check the date",
    )
