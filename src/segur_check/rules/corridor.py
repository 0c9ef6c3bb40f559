"""The typed shape of rules/corridors/*.toml: what the texts state of one SONS, value by value.

Each value stands beside its source and its certainty. A section that is absent means that the
texts ask nothing of the kind of this SONS; a figure that nobody published is listed in `unknown`,
and its control answers "not checked".
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path

from msgspec import Struct

from segur_check.errors import UsageFault
from segur_check.rules.bound import Bound
from segur_check.rules.data import rule_files
from segur_check.rules.sections import (
    Ask,
    Cancellation,
    Cap,
    Categories,
    Cited,
    Client,
    Completion,
    Enrolment,
    Indicator,
    Merger,
    Referencing,
    Title,
    Usage,
)
from segur_check.rules.sources import Family, source
from segur_check.rules.tables import load, read_utf8
from segur_check.values.sons import KNOWN_CODES

# Where the window of each step stands in a table: its opening, its closing.
WINDOWS: Mapping[str, tuple[str, str]] = {
    "enrolement": ("enrolment.opens", "enrolment.closes"),
    "avance": ("avance.opens", "avance.closes"),
    "attestation-fin": ("completion.opens", "completion.ends"),
    "solde": ("solde.opens", "solde.closes"),
}


class Corridor(Struct, frozen=True, eq=False, forbid_unknown_fields=True):
    """One SONS as the texts describe it.

    `wave` is 1 or 2, and 0 for a SONS that the texts put in no wave. `wave_1` is the SONS whose
    funding in wave 1 decides the type of prestation. `portal` is when the portal that receives every
    request opened: no window of a SONS can have opened before. `names_agree`: the name on the invoice and the
    signatory of the VA must agree.
    """

    sons: str
    couloir: str
    wave: int
    label: Title
    announced_only: bool = False
    unknown: tuple[str, ...] = ()
    client: Client | None = None
    portal: Bound | None = None
    referencing: Referencing | None = None
    enrolment: Enrolment | None = None
    avance: Ask | None = None
    solde: Ask | None = None
    completion: Completion | None = None
    cancellation: Cancellation | None = None
    cap: Cap | None = None
    service_types: Cited[tuple[str, ...]] | None = None
    wave_1: Cited[str] | None = None
    categories: Categories | None = None
    pilots: Cited[int] | None = None
    definitive_enrolment: Cited[bool] | None = None
    order_age_days: Cited[int] | None = None
    maintenance_years: Cited[int] | None = None
    mss_indicator: Indicator | None = None
    merger: Merger | None = None
    names_agree: Cited[bool] | None = None
    usage: Usage | None = None

    @property
    def family(self) -> Family | None:
        """Whose texts bear on it; None where the SONS is not known."""
        if not self.sons:
            return None
        if self.couloir == "MS":
            return "ms"
        if self.wave == 0:
            return "sas"
        return "va1" if self.wave == 1 else "va2"

    @property
    def json_optional(self) -> bool:
        """Whether the ASP takes a form in place of the JSON: where there is no client to list."""
        return self.client is None and not self.announced_only

    def step(self, phase: str) -> Ask | None:
        """The step of a phase ("avance" or "solde")."""
        return self.avance if phase == "avance" else self.solde if phase == "solde" else None

    def opening(self, phase: str) -> Bound | None:
        """When the window of a phase opens; None when it has none, or nobody published it."""
        bound = self.at(WINDOWS[phase][0]) if phase in WINDOWS else None
        return bound if isinstance(bound, Bound) else None

    def closing(self, phase: str) -> Bound | None:
        """When the window of a phase closes; None when it has none, or nobody published it."""
        bound = self.at(WINDOWS[phase][1]) if phase in WINDOWS else None
        return bound if isinstance(bound, Bound) else None

    def at(self, path: str) -> object:
        """The value at a dotted path of the table; None when it is not there."""
        value: object = self
        for name in path.split("."):
            value = getattr(value, name, None)
        return value

    def lacks(self, path: str) -> bool:
        """Whether a dotted path, or what holds it, is listed as unknown."""
        return any(path == unknown or path.startswith(f"{unknown}.") for unknown in self.unknown)

    def has(self, path: str) -> bool:
        """Whether the table says something at a dotted path, if only that it is unknown."""
        return self.at(path) is not None or self.lacks(path)


def placed(path: str, phase: str) -> str:
    """The path of a table where a path begins with "step.", which stands for the phase."""
    section, _, name = path.partition(".")
    if section != "step":
        return path
    if name in {"opens", "closes"} and phase in WINDOWS:
        return WINDOWS[phase][name == "closes"]
    return f"{phase}.{name}"


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
    loaded = load(read_utf8(table, name), Corridor, name)
    if loaded.sons != code:
        raise UsageFault(
            f"{name} : la clé « sons » vaut « {loaded.sons} », « {code} » attendu",
            f"{name}: the key “sons” is “{loaded.sons}”, “{code}” expected",
        )
    for key in cited_sources(loaded):
        source(key, rules)
    return loaded


def cited_sources(value: object) -> Iterator[str]:
    """Every source id that a table cites, at any depth."""
    if isinstance(value, Struct):
        for name in value.__struct_fields__:
            inner = getattr(value, name)
            if name in {"source", "moved_by"}:
                yield inner
            elif name == "confirmed_by":
                yield from inner
            else:
                yield from cited_sources(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from cited_sources(inner)


NO_CORRIDOR = Corridor(sons="", couloir="", wave=0, label=Title("", ""))
