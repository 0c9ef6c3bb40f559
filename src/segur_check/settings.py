"""segur-check.toml (per supplier) and dossier.toml (beside the JSON): what the JSON cannot say."""

import csv
import difflib
import io
import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from msgspec import UNSET, Meta, Struct, UnsetType
from msgspec import field as key

from segur_check.dates import in_paris
from segur_check.dossier.reading import amount
from segur_check.dossier.shape import known_paths, known_piece_types
from segur_check.errors import UsageFault
from segur_check.identifiers import canonical, finess_flaw, rpps_flaw, siret_flaw
from segur_check.sons import known_sons, plain_code
from segur_check.tables import read_text, read_toml, typed

T = TypeVar("T")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]|\Z)", re.ASCII)
MEGABYTE = 1_000_000

SUPPLIER_FILE = "segur-check.toml"
DOSSIER_FILE = "dossier.toml"


class Phase(StrEnum):
    """The steps of a funding; the first two have a JSON."""

    AVANCE = "avance"
    SOLDE = "solde"
    ENROLEMENT = "enrolement"
    PILOTES = "pilotes"
    ATTESTATION_FIN = "attestation-fin"
    ANNULATION = "annulation"


STEPS_WITH_JSON = frozenset({Phase.AVANCE, Phase.SOLDE})


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
    dossier_complet: date | None = None
    enrolement: Literal["definitif", "anticipe"] | None = None
    pilotes_valides: tuple[str, ...] | None = None


class Format(Strict, frozen=True):
    """The official keys and values, for who holds the ASP's documentation: official = ours."""

    avance: dict[str, str] = key(default_factory=dict)
    solde: dict[str, str] = key(default_factory=dict)
    valeurs: dict[str, dict[str, str]] = key(default_factory=dict)


class DejaFinances(Strict, frozen=True):
    """A file of the clients already funded."""

    fichier: str


Positive = Annotated[int, Meta(ge=1, le=10_000)]


class Limites(Strict, frozen=True):
    """The tool's own limits: sizes in millions of bytes, delay in seconds."""

    json_mo: Positive = 20
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


class Annulation(Strict, frozen=True):
    """What a cancellation bears on."""

    portee: Literal["totale", "partielle"] | None = None
    avance_percue: bool | None = None
    accord_client: bool | None = None


class Enrolement(Strict, frozen=True):
    """What an enrolment is."""

    nature: Literal["definitif", "anticipe", "complement"] | None = None
    depositaire: Literal["representant-legal", "employe", "tiers"] | None = None
    distributeur: bool | None = None
    assujetti_tva: bool | None = None


class DossierFile(Strict, frozen=True):
    """dossier.toml as it is written; instants are Paris time unless they carry an offset."""

    sons: str | None = None
    phase: Phase | None = None
    depot: Any = None
    statut: str | None = None
    statut_avance: str | None = None
    deja_depose: Any = None
    attestation_fin: Any = None
    avance: str | None = None
    non_installes: tuple[str, ...] = ()
    types: dict[str, str] = key(default_factory=dict)
    pilotes: dict[str, str] = key(default_factory=dict)
    annulation: Annulation | UnsetType = UNSET
    enrolement: Enrolement | UnsetType = UNSET


class SuppliedCap(Struct, frozen=True):
    """A cap the supplier gives, in euros HT; `identifier` is plain, "" for any client."""

    identifier: str
    sons: str
    service_type: str
    value: Decimal


class Settings(Struct, frozen=True):
    """What the supplier declares, files read; empty when there is no segur-check.toml."""

    path: Path | None = None
    file: SupplierFile = key(default_factory=SupplierFile)
    caps: tuple[SuppliedCap, ...] = ()
    funded: frozenset[tuple[str, str]] | None = None  # (plain identifier, SONS); None: not told

    def solutions(self, numero_ans: str | None) -> list[Solution]:
        """The solutions that bear this ANS number."""
        return [one for one in self.file.solutions if one.numero_ans == numero_ans]

    def solution(self, numero_ans: str | None, sons: str) -> Solution | None:
        """The solution that bears this ANS number, for a SONS when several share the number."""
        named = self.solutions(numero_ans)
        own = [one for one in named if one.sons is not None and plain_code(one.sons) == sons]
        return next(iter(own or [one for one in named if one.sons is None]), None)


class DossierSettings(Struct, frozen=True):
    """What dossier.toml says of one dossier."""

    path: Path | None = None
    file: DossierFile = key(default_factory=DossierFile)
    sons: str | None = None
    depot: datetime | date | None = None
    deja_depose: datetime | date | None = None
    attestation_fin: datetime | date | Literal["aucune"] | None = None


def read_settings(path: Path) -> Settings:
    """Read segur-check.toml and the CSV files it names (relative to it).

    Raises:
        UsageFault: a file that cannot be read, an unknown key (with the nearest known one), a
            wrong value.
    """
    name = path.name
    file = typed(read_toml(read_text(path, name), name), SupplierFile, name)
    for solution in file.solutions:
        if solution.sons is not None:
            known_sons(solution.sons, f"{name}, solutions.sons")
    for phase in ("avance", "solde"):
        _refuse_wrong_names(getattr(file.format, phase), phase, name)
    return Settings(path, file, _caps(file, path), _funded(file, path))


def _refuse_wrong_names(renamed: Mapping[str, str], phase: str, name: str) -> None:
    if not renamed:
        return
    where = f"{name}, [format.{phase}]"
    ours = list(renamed.values())
    twice = next((one for one in ours if ours.count(one) > 1), None)
    if twice is not None:
        raise UsageFault(
            f"{where} : deux clés officielles sont données pour « {twice} »",
            f"{where}: two official keys are given for “{twice}”",
        )
    known = known_paths(phase)
    wrong = next((one for one in ours if one not in known), None)
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
            rows = _rows(
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
    read = amount(value)
    if read is None or read <= 0:
        raise UsageFault(
            f"{where} : « {value} » n'est pas un montant HT en euros",
            f"{where}: “{value}” is not an amount HT in euros",
        )
    return read


def _funded(file: SupplierFile, path: Path) -> frozenset[tuple[str, str]] | None:
    if not file.dejafinances:
        return None
    return frozenset(
        (canonical(row["identifiant"]), known_sons(row["sons"], f"{one.fichier}:{number}"))
        for one in file.dejafinances
        for number, row in _rows(path.parent / one.fichier, ("identifiant", "sons"))
    )


def _rows(path: Path, columns: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    """The rows of a CSV file (`;`, header, UTF-8 with or without BOM) with their line numbers."""
    try:
        text = read_text(path, path.name).removeprefix("\ufeff")
        reader = csv.DictReader(io.StringIO(text), delimiter=";", restval="")
        rows = [(reader.line_num, row) for row in reader]
    except (csv.Error, ValueError) as error:
        raise UsageFault(
            f"{path.name} : ce fichier CSV ne peut pas être lu ({error})",
            f"{path.name}: this CSV file cannot be read ({error})",
        ) from error
    missing = [one for one in columns if one not in (reader.fieldnames or ())]
    if missing:
        raise UsageFault(
            f"{path.name} : colonne « {missing[0]} » absente ; attendu : {';'.join(columns)}",
            f"{path.name}: no column “{missing[0]}”; expected: {';'.join(columns)}",
        )
    return rows


def read_dossier(path: Path) -> DossierSettings:
    """Read dossier.toml.

    Raises:
        UsageFault: an unknown key (with the nearest known one) or a wrong value.
    """
    return dossier_settings(read_text(path, path.name), path)


def dossier_settings(text: str, path: Path) -> DossierSettings:
    """The same from the text of a dossier.toml (one inside a zip has no file of its own)."""
    name = path.name
    file = typed(read_toml(text, name), DossierFile, name)
    for written in file.types.values():
        _refuse_unknown_type(written, name)
    for file_name, client in file.pilotes.items():
        _refuse_no_identifier(client, f"{name}, [pilotes], {file_name}")
    statement = file.attestation_fin
    if isinstance(statement, str) and statement.strip().casefold() == "aucune":
        statement = "aucune"
    return DossierSettings(
        path,
        file,
        sons=None if file.sons is None else known_sons(file.sons, f"{name}, sons"),
        depot=_moment(file.depot, f"{name}, depot"),
        deja_depose=_moment(file.deja_depose, f"{name}, deja_depose"),
        attestation_fin="aucune"
        if statement == "aucune"
        else _moment(statement, f"{name}, attestation_fin"),
    )


def _refuse_unknown_type(written: str, name: str) -> None:
    known = sorted(known_piece_types())
    if written not in known:
        near = difflib.get_close_matches(written.upper(), known, n=1, cutoff=0.6)
        raise UsageFault(
            f"{name}, [types] : « {written} » n'est pas un type de pièce"
            + (f" ; vouliez-vous « {near[0]} » ?" if near else f" ; types : {', '.join(known)}"),
            f"{name}, [types]: “{written}” is no type of attachment"
            + (f"; did you mean “{near[0]}”?" if near else f"; types: {', '.join(known)}"),
        )


def _refuse_no_identifier(client: str, where: str) -> None:
    number = canonical(client)
    if not any(flaw(number) is None for flaw in (finess_flaw, rpps_flaw, siret_flaw)):
        raise UsageFault(
            f"{where} : « {client} » n'est ni un FINESS, ni un RPPS, ni un SIRET valide",
            f"{where}: “{client}” is neither a valid FINESS, nor an RPPS, nor a SIRET",
        )


def _moment(value: object, where: str) -> datetime | date | None:
    """An instant (Paris time when naive) or a day, from TOML or from ISO text."""
    if isinstance(value, datetime | str):
        return read_moment(value if isinstance(value, str) else value.isoformat(), where)
    if value is None or isinstance(value, date):
        return value
    raise UsageFault(
        f"{where} : un instant (AAAA-MM-JJThh:mm:ss) ou un jour est attendu",
        f"{where}: an instant (YYYY-MM-DDThh:mm:ss) or a day is expected",
    )


def read_moment(text: str, where: str) -> datetime | date:
    """An ISO instant (Paris time without offset) or an ISO day.

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
    none = (" (ou « aucune »)", " (or “aucune”: none)") if "attestation_fin" in where else ("", "")
    raise UsageFault(
        f"{where} : « {text} » n'est pas une date ; écrivez 2025-03-12 ou 2025-03-12T11:59{none[0]}",
        f"{where}: “{text}” is not a date; write 2025-03-12 or 2025-03-12T11:59{none[1]}",
    )
