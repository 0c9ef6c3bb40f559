"""The typed shape of rules/corridors/*.toml: what the texts state of one SONS, value by value.

Each value stands beside its source and its certainty. A section that is absent means that the
texts ask nothing of the kind of this SONS; a figure that nobody published is listed in `unknown`,
and its control answers "not checked".
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Generic, Literal, TypeVar

from msgspec import Meta, Struct

from segur_check.dates import Deposit, Standing, end_of, in_paris, standing
from segur_check.errors import UsageFault
from segur_check.resources import rule_files
from segur_check.sources import source
from segur_check.tables import load, read_text

T = TypeVar("T")
Certainty = Literal["A", "D", "U"]
LocalTime = Annotated[datetime, Meta(tz=False)]


class Cited(Struct, Generic[T], frozen=True, forbid_unknown_fields=True):
    """A value, the source that states it, the place in it, and how sure it is."""

    value: T
    source: str
    certainty: Certainty = "A"
    place: str = ""


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
        """The last instant in time by this reading, Paris time."""
        return in_paris(self.at) if self.at is not None else end_of(self.day or date.max)


class FormerValue(Struct, frozen=True, forbid_unknown_fields=True):
    """What the bound was before a text moved it."""

    source: str
    at: LocalTime | None = None
    day: date | None = None
    place: str = ""


class Bound(Struct, frozen=True, forbid_unknown_fields=True):
    """An opening or a closing: an instant in Paris time, or a day whose hour nobody published."""

    source: str
    certainty: Certainty = "A"
    at: LocalTime | None = None
    day: date | None = None
    whole_day: bool = False
    before: bool = False
    contested: OtherReading | None = None
    former: tuple[FormerValue, ...] = ()
    place: str = ""

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


class Step(Struct, frozen=True, forbid_unknown_fields=True):
    """What is asked of an avance or of a solde.

    `pieces` lists the required types of attachments; inside one, alternatives ("VA" or "MOM").
    `share` is the part of the HT paid at this step, as a fraction.
    """

    pieces: Cited[tuple[tuple[str, ...], ...]]
    opens: Bound | None = None
    closes: Bound | None = None
    share: Cited[Decimal] | None = None


class Client(Struct, frozen=True, forbid_unknown_fields=True):
    """How the texts identify the client.

    `identified_by` lists the sets of identifiers that are each enough; `perhaps` those of which
    nobody published whether they are. `perimeter` lists the identifiers that tell the clients
    apart from the avance to the solde; inside one, alternatives for the same client, best first.
    """

    identified_by: Cited[tuple[tuple[str, ...], ...]]
    perimeter: tuple[tuple[str, ...], ...]
    perhaps: tuple[tuple[str, ...], ...] = ()
    collection_of_rpps: bool = False
    single_pmsi: bool = False


class Cap(Struct, frozen=True, forbid_unknown_fields=True):
    """The highest HT in euros, per unit (`request`, or `RPPS`: per professional)."""

    per: Literal["request", "RPPS"]
    value: Decimal
    source: str
    certainty: Certainty = "A"
    place: str = ""


class Completion(Struct, frozen=True, forbid_unknown_fields=True):
    """The end of the prestations, and what its completion statement is worth.

    `without_statement` says what the texts make of a later solde without statement; None when
    nobody published whether a statement exists.
    """

    ends: Bound
    without_statement: Cited[Literal["rejet", "a-modifier"]] | None = None


class Indicator(Struct, frozen=True, forbid_unknown_fields=True):
    """The indicator "Déploiement MSS": since when, and its values."""

    since: Bound
    values: tuple[str, ...]


class Categories(Struct, frozen=True, forbid_unknown_fields=True):
    """The FINESS categories of the clients that the texts list; `groups`: by four-digit group."""

    juridique: Cited[tuple[str, ...]] | None = None
    geographique: Cited[tuple[str, ...]] | None = None
    groups: Cited[tuple[str, ...]] | None = None


class Label(Struct, frozen=True, forbid_unknown_fields=True):
    """A name in both languages."""

    fr: str
    en: str


class Corridor(Struct, frozen=True, forbid_unknown_fields=True):
    """One SONS as the texts describe it."""

    sons: str
    couloir: str
    wave: int
    label: Label
    aliases: tuple[str, ...] = ()
    announced_only: bool = False
    unknown: tuple[str, ...] = ()
    client: Client | None = None
    avance: Step | None = None
    solde: Step | None = None
    completion: Completion | None = None
    cap: Cap | None = None
    service_types: Cited[tuple[str, ...]] | None = None
    categories: Categories | None = None
    pilots: Cited[int] | None = None
    definitive_enrolment: Cited[bool] | None = None
    order_age_days: Cited[int] | None = None
    proofs_close: Bound | None = None
    mss_indicator: Indicator | None = None
    merger: Cited[Literal["historiques-ou-nouveau", "nouveau"]] | None = None

    def step(self, phase: str) -> Step | None:
        """The step of a phase ("avance" or "solde")."""
        return self.avance if phase == "avance" else self.solde if phase == "solde" else None

    def has(self, section: str) -> bool:
        """Whether the texts say something of a section, be it only that it is unknown."""
        return getattr(self, section) is not None or section in self.unknown


# Every code of the field; those without a table in rules/corridors/ are known by name only.
KNOWN_CODES = (
    "BIO-SGL-Va1", "BIO-LOINC-Va1", "HOP-DPI-Va1", "HOP-PFI-Va1", "HOP-RI-Va1", "MDV-LGC-Va1",
    "RAD-RIS-Va1", "PHA-LGO-Va1", "MS1", "MS2-PDE", "MS2-PDS", "SAS", "HOP-DPI-Va2",
    "HOP-PFI-Va2", "IMG-DB-Va2", "IMG-RIS-Va2", "MDV-LGC-Va2", "BIO-SGL-Va2", "PHA-LGO-Va2",
)  # fmt: skip
ALIASES: Mapping[str, str] = {
    "SONS-IMG-DB-VA2": "IMG-DB-Va2",
    "RAD-DRIMBOX-VA2": "IMG-DB-Va2",
    "RAD-RIS-VA2": "IMG-RIS-Va2",
}


def plain_code(written: str) -> str | None:
    """The code of a SONS as the texts write it, whatever the case; None when it is not known."""
    wanted = written.strip().upper()
    if wanted in ALIASES:
        return ALIASES[wanted]
    return next((code for code in KNOWN_CODES if code.upper() == wanted), None)


@cache
def _tables(override: Path | None) -> dict[str, Traversable]:
    return {
        name.removesuffix(".toml"): table
        for name, table in rule_files("corridors", override).items()
    }


def covered_codes(rules: Path | None = None) -> tuple[str, ...]:
    """The SONS that have a table, in the order of the field."""
    tables = _tables(rules)
    return tuple(code for code in KNOWN_CODES if code in tables)


@cache
def corridor(code: str, rules: Path | None = None) -> Corridor:
    """The table of a SONS by its plain code; `rules` is the user's --rules.

    Raises:
        UsageFault: no such table, or a table that is not as it must be.
    """
    table = _tables(rules).get(code)
    covered = ", ".join(covered_codes(rules))
    if table is None:
        raise UsageFault(
            f"{code} : ce SONS n'a pas de table de règles ici ; SONS couverts : {covered}",
            f"{code}: this SONS has no rule table here; SONS covered: {covered}",
        )
    name = f"corridors/{code}.toml"
    found = load(read_text(table, name), Corridor, name)
    if found.sons != code:
        raise UsageFault(
            f"{name} : la clé « sons » vaut « {found.sons} », « {code} » attendu",
            f"{name}: the key “sons” is “{found.sons}”, “{code}” expected",
        )
    for key in cited_sources(found):
        source(key, rules)
    return found


def cited_sources(value: object) -> Iterator[str]:
    """Every source id that a table cites, at any depth."""
    if isinstance(value, Struct):
        for name in value.__struct_fields__:
            inner = getattr(value, name)
            if name == "source":
                yield inner
            else:
                yield from cited_sources(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from cited_sources(inner)
