"""dossier.toml, beside the JSON: what the JSON of one dossier cannot say."""

import difflib
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

from msgspec import UNSET, Struct, UnsetType
from msgspec import field as key
from msgspec.structs import replace

from segur_check.errors import UsageFault
from segur_check.report import Input
from segur_check.rules.schemas import known_piece_types
from segur_check.rules.tables import read_toml, read_utf8, typed
from segur_check.settings.files import settings_input, tables_of
from segur_check.settings.supplier import Strict, refuse_no_identifier
from segur_check.values.dates import in_our_years, read_moment
from segur_check.values.sons import known_sons
from segur_check.values.step import Step

DOSSIER_FILE = "dossier.toml"
_NO_STATEMENT = (" (ou « aucune »)", " (or “aucune”: none)")


class Annulation(Strict, frozen=True):
    """What a cancellation bears on."""

    portee: Literal["totale", "partielle"] | None = None
    avance_percue: bool | None = None
    accord_client: bool | None = None


class Enrolement(Strict, frozen=True):
    """What an enrolment is; `rang`: the supplier's first one, or one of a supplier enrolled before."""

    nature: Literal["definitif", "anticipe", "complement"] | None = None
    rang: Literal["initial", "complementaire"] | None = None
    depositaire: Literal["representant-legal", "employe", "tiers"] | None = None
    distributeur: bool | None = None
    assujetti_tva: bool | None = None


class DossierFile(Strict, frozen=True):
    """dossier.toml as it is written; instants are Paris time unless they carry an offset."""

    sons: str | None = None
    phase: Step | None = None
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


class DossierSettings(Struct, frozen=True):
    """What dossier.toml says of one dossier; `tables` are those that it has."""

    path: Path | None = None
    file: DossierFile = key(default_factory=DossierFile)
    sons: str | None = None
    depot: datetime | date | None = None
    deja_depose: datetime | date | None = None
    attestation_fin: datetime | date | Literal["aucune"] | None = None
    inputs: tuple[Input, ...] = ()
    tables: frozenset[str] = frozenset()


def read_dossier_file(path: Path) -> DossierSettings:
    """Read dossier.toml.

    Raises:
        UsageFault: an unknown key (with the nearest known one) or a wrong value.
    """
    settings = dossier_settings(read_utf8(path, path.name), path)
    return replace(settings, inputs=(settings_input(path),))


def dossier_settings(text: str, path: Path) -> DossierSettings:
    """The same from the text of a dossier.toml, which may be in a zip; `path` names it in messages."""
    name = path.name
    tree = read_toml(text, name)
    file = typed(tree, DossierFile, name)
    for type_code in file.types.values():
        _refuse_unknown_type(type_code, name)
    for file_name, client in file.pilotes.items():
        refuse_no_identifier(client, f"{name}, [pilotes], {file_name}")
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
        else _moment(statement, f"{name}, attestation_fin", _NO_STATEMENT),
        tables=frozenset(tables_of(tree)),
    )


def _refuse_unknown_type(type_code: str, name: str) -> None:
    known = known_piece_types()
    if type_code not in known:
        near = difflib.get_close_matches(type_code.upper(), known, n=1, cutoff=0.6)
        raise UsageFault(
            f"{name}, [types] : « {type_code} » n'est pas un type de pièce"
            + (f" ; vouliez-vous « {near[0]} » ?" if near else f" ; types : {', '.join(known)}"),
            f"{name}, [types]: “{type_code}” is no type of attachment"
            + (f"; did you mean “{near[0]}”?" if near else f"; types: {', '.join(known)}"),
        )


def _moment(value: object, where: str, also: tuple[str, str] = ("", "")) -> datetime | date | None:
    """An instant (Paris time when naive) or a day, from a TOML value or from ISO text.

    `where` and `also` are those of `read_moment`.
    """
    if isinstance(value, datetime | str):
        text = value if isinstance(value, str) else value.isoformat()
        return in_our_years(read_moment(text, where, also), where)
    if isinstance(value, date):
        return in_our_years(value, where)
    if value is None:
        return None
    raise UsageFault(
        f"{where} : un instant (AAAA-MM-JJThh:mm:ss) ou un jour est attendu",
        f"{where}: an instant (YYYY-MM-DDThh:mm:ss) or a day is expected",
    )
