"""The typed shape of rules/corridors/*.toml: what the texts state of one SONS, value by value.

Each value stands beside its source and its certainty. A section that is absent means that the
texts ask nothing of the kind of this SONS; a figure that nobody published is listed in `unknown`,
and its control answers "not checked".
"""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Generic, Literal, TypeVar

from msgspec import Struct

from segur_check.bounds import Bound, Certainty
from segur_check.errors import UsageFault
from segur_check.resources import rule_files
from segur_check.sons import KNOWN_CODES
from segur_check.sources import source
from segur_check.tables import load, read_text

T = TypeVar("T")


class Cited(Struct, Generic[T], frozen=True, forbid_unknown_fields=True):
    """A value, the source that states it, the place in it, and how sure it is."""

    value: T
    source: str
    certainty: Certainty = "A"
    place: str = ""


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
