"""Paths in, dossiers out: the only code that opens the user's files."""

import hashlib
import sys
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from segur_check.dossier.bundle import (
    Bundle,
    BundleEntryError,
    BundleFault,
    ZipLimits,
    open_folder,
    open_zip,
)
from segur_check.dossier.jsontext import JsonText, read_json
from segur_check.errors import UnreadableInput, UsageFault
from segur_check.settings import (
    DOSSIER_FILE,
    MEGABYTE,
    SUPPLIER_FILE,
    DossierSettings,
    Limites,
    Settings,
    dossier_settings,
    read_dossier,
    read_settings,
)

STDIN = "-"
_JSON = ".json"
_REPORT_MARK = b'"segur-check/'
_MARK_WITHIN = 400  # bytes: our own reports say so at once


class JsonFile(Struct, frozen=True):
    """A JSON and where it was found; `data` are its bytes."""

    label: str
    data: bytes

    @property
    def sha256(self) -> str:
        """The fingerprint of the bytes."""
        return hashlib.sha256(self.data).hexdigest()


class Dossier(Struct, frozen=True):
    """One input: a JSON, what goes with it, and where its settings are.

    `json` is None for a zip that could not be opened. `avance` is the avance found beside a solde.
    """

    json: JsonFile | None
    label: str
    bundle: Bundle | None
    avance: JsonFile | None
    settings: Settings
    own: DossierSettings


def supplier_settings(start: Path, config: Path | None) -> Settings:
    """The settings of --config, else the segur-check.toml found upward from the dossier.

    Raises:
        UsageFault: --config names no file, or a settings file is wrong.
    """
    if config is not None:
        if not config.is_file():
            raise UsageFault(
                f"--config : le fichier « {config} » n'existe pas",
                f"--config: the file “{config}” does not exist",
            )
        return read_settings(config)
    for folder in (start, *start.parents):
        if (folder / SUPPLIER_FILE).is_file():
            return read_settings(folder / SUPPLIER_FILE)
    return Settings()


def zip_limits(limites: Limites) -> ZipLimits:
    """The limits of a zip, from the settings."""
    return ZipLimits(
        entries=limites.zip_entrees,
        entry_bytes=limites.zip_entree_mo * MEGABYTE,
        total_bytes=limites.zip_total_mo * MEGABYTE,
        ratio=limites.zip_ratio,
    )


def open_dossiers(
    path: str, *, pieces: Path | None, config: Path | None, phase: str | None
) -> list[Dossier]:
    """The dossiers of one PATH: a JSON, a folder, a zip, or "-" for a JSON on standard input.

    Raises:
        UnreadableInput: it is missing, forbidden, or holds no JSON.
        UsageFault: settings that cannot be followed.
    """
    if path == STDIN:
        settings = supplier_settings(Path.cwd(), config)
        data = sys.stdin.buffer.read(settings.file.limites.json_mo * MEGABYTE + 1)
        bundle = _pieces(pieces, settings) if pieces else None
        json = JsonFile("-", data)
        return [Dossier(json, "-", bundle, None, settings, DossierSettings())]
    place = Path(path)
    try:
        if place.is_dir():
            return _folder(place, pieces, config, phase)
        if not place.exists():
            raise UnreadableInput(
                f"« {path} » n'existe pas : vérifiez le chemin",
                f"“{path}” does not exist: check the path",
            )
        settings = supplier_settings(place.resolve().parent, config)
        if place.suffix.lower() == ".zip" or _is_zip(place):
            return _zip(place, pieces, settings, phase)
        json = _read(place, path, settings)
        bundle = _pieces(pieces, settings) if pieces else _beside(place, settings)
        return [Dossier(json, path, bundle, None, settings, _own(place.parent))]
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: str, error: OSError) -> UnreadableInput:
    if isinstance(error, PermissionError):
        return UnreadableInput(
            f"« {path} » : lecture interdite ; demandez l'accès à ce fichier",
            f"“{path}”: reading is forbidden; ask for access to it",
        )
    return UnreadableInput(
        f"« {path} » ne peut pas être lu ({error.strerror})",
        f"“{path}” cannot be read ({error.strerror})",
    )


def _is_zip(place: Path) -> bool:
    with place.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


def _read(place: Path, label: str, settings: Settings) -> JsonFile:
    """The bytes of a JSON, one more than the limit at the most."""
    with place.open("rb") as file:
        return JsonFile(label, file.read(settings.file.limites.json_mo * MEGABYTE + 1))


def _own(folder: Path) -> DossierSettings:
    own = folder / DOSSIER_FILE
    return read_dossier(own) if own.is_file() else DossierSettings()


def _pieces(place: Path, settings: Settings) -> Bundle:
    """The attachments that --pieces names.

    Raises:
        UsageFault: there is nothing at this path.
    """
    limits = zip_limits(settings.file.limites)
    if place.is_dir():
        return open_folder(place, label=str(place), limits=limits)
    if place.is_file():
        return open_zip(place, label=str(place), limits=limits)
    raise UsageFault(f"--pieces : « {place} » n'existe pas", f"--pieces: “{place}” does not exist")


def _beside(json: Path, settings: Settings) -> Bundle | None:
    """The zip of the same stem beside a JSON, else the folder `pieces`, else nothing."""
    for candidate in (json.with_suffix(".zip"), json.parent / "pieces"):
        if candidate.exists() and (candidate.suffix == ".zip") != candidate.is_dir():
            return _pieces(candidate, settings)
    return None


def _folder(
    place: Path, pieces: Path | None, config: Path | None, phase: str | None
) -> list[Dossier]:
    settings = supplier_settings(place.resolve(), config)
    names = sorted(entry for entry in place.iterdir() if entry.is_file())
    jsons = [
        (entry, _read(entry, str(entry), settings))
        for entry in names
        if entry.suffix.lower() == _JSON
    ]
    if len(jsons) > 1:
        jsons = [(entry, json) for entry, json in jsons if not _is_report(json)]
    if not jsons:
        raise UnreadableInput(
            f"« {place} » : aucun fichier JSON dans ce dossier",
            f"“{place}”: no JSON file in this folder",
        )
    own = _own(place)
    chosen, avance = _paired([json for _, json in jsons], settings, own.file.phase or phase)
    bundle = _pieces(pieces, settings) if pieces else _folder_pieces(place, names, settings)
    return [Dossier(json, str(place), bundle, avance, settings, own) for json in chosen]


def _folder_pieces(place: Path, files: list[Path], settings: Settings) -> Bundle | None:
    """The one zip of a folder, else its `pieces`, else its other files."""
    zips = [entry for entry in files if entry.suffix.lower() == ".zip"]
    if len(zips) == 1:
        return _pieces(zips[0], settings)
    if (place / "pieces").is_dir():
        return _pieces(place / "pieces", settings)
    aside = {entry.name for entry in files if entry.suffix.lower() in {_JSON, ".toml", ".csv"}}
    if len(aside) == len(files):
        return None
    limits = zip_limits(settings.file.limites)
    return open_folder(place, label=str(place), limits=limits, exclude=aside)


def _zip(place: Path, pieces: Path | None, settings: Settings, phase: str | None) -> list[Dossier]:
    """A zip that holds the JSON and its attachments."""
    limits = zip_limits(settings.file.limites)
    bundle = open_zip(place, label=str(place), limits=limits)
    jsons, own, others = [], _own(place.parent), []
    faults = list(bundle.faults)
    for entry in bundle.entries:
        name = entry.name.rpartition("/")[2].lower()
        try:
            if name.endswith(_JSON):
                jsons.append(JsonFile(f"{place}/{entry.name}", entry.read()))
            elif name == DOSSIER_FILE:
                own = dossier_settings(entry.read().decode("utf-8"), Path(entry.name))
            else:
                others.append(entry)
        except (BundleEntryError, UnicodeDecodeError) as error:
            reason = error.reason if isinstance(error, BundleEntryError) else "unreadable"
            faults.append(BundleFault("PIE011", reason, entry.name, {}))
    rest = replace(bundle, entries=tuple(others), faults=tuple(faults))
    if len(jsons) > 1:
        jsons = [json for json in jsons if not _is_report(json)]
    if not jsons and not faults:
        raise UnreadableInput(
            f"« {place} » : aucun fichier JSON dans ce zip ; pour un zip de pièces seul, donnez le "
            "JSON et --pieces",
            f"“{place}”: no JSON file in this zip; for a zip of attachments alone, give the JSON "
            "and --pieces",
        )
    if not jsons:
        return [Dossier(None, str(place), rest, None, settings, own)]
    chosen, avance = _paired(jsons, settings, own.file.phase or phase)
    attached = _pieces(pieces, settings) if pieces else rest
    return [Dossier(json, str(place), attached, avance, settings, own) for json in chosen]


def _is_report(json: JsonFile) -> bool:
    """Whether a JSON is a report of this tool, left beside a dossier."""
    return _REPORT_MARK in json.data[:_MARK_WITHIN]


def _paired(
    jsons: list[JsonFile], settings: Settings, phase: str | None
) -> tuple[list[JsonFile], JsonFile | None]:
    """The JSON files to check, and the avance that a solde among them is checked against."""
    if len(jsons) != 2:  # noqa: PLR2004 - an avance and its solde
        return jsons, None
    steps = {_step(json, settings): json for json in jsons}
    if set(steps) != {"avance", "solde"}:
        return jsons, None
    if phase == "avance":
        return [steps["avance"]], None
    return [steps["solde"]], steps["avance"]


def _step(json: JsonFile, settings: Settings) -> Literal["avance", "solde"]:
    """Which step a JSON is of, by its name, else by its content."""
    name = json.label.replace("\\", "/").rpartition("/")[2].lower()
    if name.startswith("avance"):
        return "avance"
    if name.startswith("solde"):
        return "solde"
    text = read_text(json.data, settings)
    return "solde" if holds_solde(text.value, settings.file.format.solde) else "avance"


def read_text(data: bytes, settings: Settings) -> JsonText:
    """The JSON of the bytes, within the limit of the settings."""
    return read_json(data, max_bytes=settings.file.limites.json_mo * MEGABYTE)


def holds_solde(tree: object, official: dict[str, str]) -> bool:
    """Whether a request holds a `facture` or a `verification`, under our name or an official one."""
    ours = {"facture", "verification"}
    keys = ours | {key.split(".")[0] for key, our in official.items() if our.split(".")[0] in ours}
    lignes = tree.get("lignesImport") if isinstance(tree, dict) else None
    return any(
        isinstance(ligne, dict) and any(ligne.get(key) is not None for key in keys)
        for ligne in (lignes if isinstance(lignes, list) else [])
    )


def open_avance(place: Path, settings: Settings, where: str) -> JsonFile:
    """The avance of a solde: a JSON, or a folder that holds it.

    Raises:
        UsageFault: there is no such file, or the folder has not exactly one avance.
    """
    if place.is_dir():
        jsons = [
            json
            for entry in sorted(place.glob("*.json"))
            if not _is_report(json := _read(entry, str(entry), settings))
            and _step(json, settings) == "avance"
        ]
        if len(jsons) == 1:
            return jsons[0]
        raise UsageFault(
            f"{where} : {len(jsons)} avances dans « {place} », une seule attendue ; nommez le fichier",
            f"{where}: {len(jsons)} avances in “{place}”, one expected; name the file",
        )
    try:
        return _read(place, str(place), settings)
    except OSError:
        raise UsageFault(
            f"{where} : l'avance « {place} » ne peut pas être lue",
            f"{where}: the avance “{place}” cannot be read",
        ) from None
