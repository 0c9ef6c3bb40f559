"""A bound of a window as the texts give it: an instant or a day, contested or moved, with sources."""

from datetime import date, datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from segur_check.values.dates import Deposit, Standing, end_of, in_paris, standing

Certainty = Literal["A", "D", "U"]
LocalTime = Annotated[datetime, Meta(tz=False)]


class OtherReading(Struct, frozen=True, forbid_unknown_fields=True):
    """The later closing that another source, or another page of the same one, gives."""

    source: str
    at: LocalTime | None = None
    day: date | None = None
    place: str = ""

    @property
    def value(self) -> datetime | date:
        """The instant in Paris time, or the day."""
        return in_paris(self.at) if self.at is not None else self.day or date.max

    @property
    def instant(self) -> datetime:
        """The last instant that is in time by this reading, Paris time."""
        return in_paris(self.at) if self.at is not None else end_of(self.day or date.max)


class FormerValue(Struct, frozen=True, forbid_unknown_fields=True):
    """What the bound was before a text moved it.

    `moved_by` is the document that tells the move; `until` the first day of the new value, when it
    is known. `month` ("2022-07") stands where no day of the former value was found.
    """

    source: str
    moved_by: str
    at: LocalTime | None = None
    day: date | None = None
    month: str = ""
    until: date | None = None
    place: str = ""

    @property
    def value(self) -> datetime | date | str:
        """The instant in Paris time, the day, or the month as text ("07/2022")."""
        year, _, month = self.month.partition("-")
        return in_paris(self.at) if self.at is not None else self.day or f"{month}/{year}"


class Bound(Struct, frozen=True, forbid_unknown_fields=True):
    """An opening or a closing: an instant in Paris time, or a day whose hour nobody published.

    `before`: the text says "avant"; `whole_day`: it says "inclus". `former` has the oldest first.
    `confirmed_by`: other documents that state the same.
    """

    source: str
    certainty: Certainty = "A"
    at: LocalTime | None = None
    day: date | None = None
    whole_day: bool = False
    before: bool = False
    contested: OtherReading | None = None
    former: tuple[FormerValue, ...] = ()
    place: str = ""
    confirmed_by: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a bound that is both an instant and a day, or neither."""
        if (self.at is None) == (self.day is None):
            msg = "a bound has either `at` or `day`"
            raise ValueError(msg)

    @property
    def value(self) -> datetime | date:
        """The instant in Paris time, or the day."""
        return in_paris(self.at) if self.at is not None else self.day or date.min

    @property
    def on(self) -> date:
        """The day of the bound."""
        return self.at.date() if self.at is not None else self.day or date.min

    def in_force(self, deposit: Deposit) -> "Bound":
        """The bound as it stood on the day of a deposit.

        A former value counts until the day the text moved it; where that day is not known, the
        latest value counts.
        """
        for former in self.former:
            if former.until is not None and deposit.day < former.until and not former.month:
                return Bound(
                    former.source, self.certainty, former.at, former.day, place=former.place
                )
        return self

    def closing(self, deposit: Deposit) -> Standing:
        """Where a deposit stands against this closing."""
        return standing(
            deposit,
            at=self.at,
            day=self.day,
            whole_day=self.whole_day,
            before=self.before,
            contested=self.contested.instant if self.contested else None,
        )

    def opened(self, deposit: Deposit) -> bool | None:
        """Whether the window was open by then; None when the deposit's hour decides."""
        if self.at is None:
            return deposit.day >= self.on
        opening = in_paris(self.at)
        if deposit.earliest >= opening:
            return True
        return None if deposit.latest >= opening else False
