"""segur-check.toml, per supplier: what it declares once for all its dossiers."""

import difflib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from msgspec import Meta, Struct
from msgspec import field as key

from segur_check.errors import UsageFault
from segur_check.report import Input
from segur_check.rules.schemas import known_paths
from segur_check.rules.tables import read_toml, read_utf8, typed
from segur_check.settings.csvfiles import rows_of
from segur_check.settings.files import settings_input, tables_of
from segur_check.values.identifiers import canonical, finess_flaw, rpps_flaw, siret_flaw
from segur_check.values.money import amount
from segur_check.values.sons import known_sons, plain_code

T = TypeVar("T")
SUPPLIER_FILE = "segur-check.toml"


class Strict(Struct, frozen=True, forbid_unknown_fields=True):
    """A table of settings: an unknown key is refused."""


class Fournisseur(Strict, frozen=True):
    """The supplier's own constants."""

    raison_sociale: str = ""
    siret: str = ""
    assujetti_tva: bool | None = None


class Solution(Strict, frozen=True):
    """One referenced solution."""

    numero_ans: str
    sons: str | None = None
    profil: str | None = None
    referencement: date | None = None
    dossier_administratif: date | None = None
    dossier_complet: date | None = None
    enrolement: Literal["definitif", "anticipe"] | None = None
    pilotes_valides: tuple[str, ...] | None = None


class Format(Strict, frozen=True):
    """The official keys and values, for those who hold the ASP's documentation: official = ours."""

    avance: dict[str, str] = key(default_factory=dict)
    solde: dict[str, str] = key(default_factory=dict)
    valeurs: dict[str, dict[str, str]] = key(default_factory=dict)


class DejaFinances(Strict, frozen=True):
    """A file of the clients already funded."""

    fichier: str


Positive = Annotated[int, Meta(ge=1, le=10_000)]
Count = Annotated[int, Meta(ge=1, le=100_000_000)]


class Limites(Strict, frozen=True):
    """The tool's own limits: sizes in millions of bytes, delay in seconds.

    `json_elements` are the entries of one list; an object has as many keys, of ours at least.
    `json_valeurs` are the values of the whole file.
    """

    json_mo: Positive = 20
    json_elements: Count = 20_000
    json_valeurs: Count = 1_000_000
    zip_entrees: Positive = 500
    zip_entree_mo: Positive = 20
    zip_total_mo: Positive = 200
    zip_ratio: Positive = 200
    pdf_mo: Positive = 20
    pdf_pages: Positive = 20
    delai_s: Positive = 5


class Numeros(Strict, frozen=True):
    """Numéros éditeur that must not be used again."""

    rejetes: tuple[str, ...] = ()


class SupplierFile(Strict, frozen=True):
    """segur-check.toml as it is written."""

    fournisseur: Fournisseur = Fournisseur()
    solutions: tuple[Solution, ...] = ()
    plafonds: dict[str, Any] = key(default_factory=dict)
    format: Format = Format()
    dejafinances: tuple[DejaFinances, ...] = ()
    limites: Limites = Limites()
    numeros: Numeros = Numeros()


class SuppliedCap(Struct, frozen=True):
    """A cap that the supplier gives, in euros HT; `identifier` is canonical, "" for any client."""

    identifier: str
    sons: str
    service_type: str
    value: Decimal


class Settings(Struct, frozen=True):
    """What the supplier declares, files read; empty when there is no segur-check.toml.

    `inputs` are segur-check.toml and the CSV files that it names, `tables` the tables that it has.
    """

    path: Path | None = None
    file: SupplierFile = key(default_factory=SupplierFile)
    caps: tuple[SuppliedCap, ...] = ()
    funded: frozenset[tuple[str, str]] | None = None  # (canonical identifier, SONS); None: unknown
    inputs: tuple[Input, ...] = ()
    tables: frozenset[str] = frozenset()

    def solutions(self, numero_ans: str | None) -> list[Solution]:
        """The solutions that bear this ANS number."""
        return [solution for solution in self.file.solutions if solution.numero_ans == numero_ans]

    def solution(self, numero_ans: str | None, sons: str) -> Solution | None:
        """The solution that bears this ANS number: of this SONS, else the first of no SONS."""
        named = self.solutions(numero_ans)
        if not named:
            return None
        of_sons = [
            solution
            for solution in named
            if solution.sons is not None and plain_code(solution.sons) == sons
        ]
        of_no_sons = [solution for solution in named if solution.sons is None]
        return next(iter(of_sons or of_no_sons), None)


def read_settings(path: Path) -> Settings:
    """Read segur-check.toml and the CSV files it names (relative to it).

    Raises:
        UsageFault: a file that cannot be read, an unknown key (with the nearest known one), a
            wrong value.
    """
    name = path.name
    tree = read_toml(read_utf8(path, name), name)
    file = typed(tree, SupplierFile, name)
    for solution in file.solutions:
        if solution.sons is not None:
            known_sons(solution.sons, f"{name}, solutions.sons")
        for pilot in solution.pilotes_valides or ():
            refuse_no_identifier(pilot, f"{name}, solutions.pilotes_valides")
    for phase in ("avance", "solde"):
        _refuse_wrong_names(getattr(file.format, phase), phase, name)
    caps, funded = _caps(file, path), _funded(file, path)
    inputs = tuple(map(settings_input, (path, *csv_files(file, path))))
    return Settings(path, file, caps, funded, inputs, frozenset(tables_of(tree)))


def csv_files(file: SupplierFile, path: Path) -> list[Path]:
    """The CSV files that the settings at this path name."""
    caps = file.plafonds.get("fichier")
    tables = [table.fichier for table in file.dejafinances]
    return [path.parent / str(name) for name in ([caps] if caps else []) + tables]


def refuse_no_identifier(client: str, where: str) -> None:
    """Refuse a number by which no client can be known; `where` names its place, for the message.

    Raises:
        UsageFault: it is no valid FINESS, RPPS or SIRET.
    """
    number = canonical(client)
    if not any(flaw(number) is None for flaw in (finess_flaw, rpps_flaw, siret_flaw)):
        raise UsageFault(
            f"{where} : « {client} » n'est ni un FINESS, ni un RPPS, ni un SIRET valide",
            f"{where}: “{client}” is neither a valid FINESS, nor an RPPS, nor a SIRET",
        )


def _refuse_wrong_names(renamed: Mapping[str, str], phase: str, name: str) -> None:
    if not renamed:
        return
    where = f"{name}, [format.{phase}]"
    ours = list(renamed.values())
    twice = next((key for key in ours if ours.count(key) > 1), None)
    if twice is not None:
        raise UsageFault(
            f"{where} : deux clés officielles sont données pour « {twice} »",
            f"{where}: two official keys are given for “{twice}”",
        )
    known = known_paths(phase)
    wrong = next((key for key in ours if key not in known), None)
    if wrong is not None:
        near = difflib.get_close_matches(wrong, known, n=1, cutoff=0.6)
        raise UsageFault(
            f"{where} : « {wrong} » n'est pas une clé connue de l'outil"
            + (f" ; vouliez-vous « {near[0]} » ?" if near else ""),
            f"{where}: “{wrong}” is not a key known to the tool"
            + (f"; did you mean “{near[0]}”?" if near else ""),
        )


def _caps(file: SupplierFile, path: Path) -> tuple[SuppliedCap, ...]:
    caps = []
    for name, value in file.plafonds.items():
        where = f"{path.name}, plafonds.{name}"
        if name == "fichier":
            if not isinstance(value, str):
                raise UsageFault(
                    f"{where} : un nom de fichier est attendu", f"{where}: a file name is expected"
                )
            rows = rows_of(
                path.parent / value, ("identifiant", "sons", "type_prestation", "plafond_ht")
            )
            caps += [
                SuppliedCap(
                    canonical(row["identifiant"]),
                    known_sons(row["sons"], f"{value}:{number}"),
                    row["type_prestation"].strip(),
                    _cap_value(row["plafond_ht"], f"{value}:{number}, plafond_ht"),
                )
                for number, row in rows
            ]
        else:
            caps.append(SuppliedCap("", known_sons(name, where), "", _cap_value(value, where)))
    return tuple(caps)


def _cap_value(value: object, where: str) -> Decimal:
    cap = amount(value)
    if cap is None or cap <= 0:
        raise UsageFault(
            f"{where} : « {value} » n'est pas un montant HT en euros",
            f"{where}: “{value}” is not an amount HT in euros",
        )
    return cap


def _funded(file: SupplierFile, path: Path) -> frozenset[tuple[str, str]] | None:
    if not file.dejafinances:
        return None
    return frozenset(
        (canonical(row["identifiant"]), known_sons(row["sons"], f"{table.fichier}:{number}"))
        for table in file.dejafinances
        for number, row in rows_of(path.parent / table.fichier, ("identifiant", "sons"))
    )
