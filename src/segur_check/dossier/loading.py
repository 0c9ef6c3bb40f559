"""Paths in, dossiers out: with `jsonfiles`, the only code that opens the user's files."""

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from segur_check.dossier.beside import Others, jsons_in
from segur_check.dossier.bundle.bundle import (
    Bundle,
    BundleEntryError,
    BundleFault,
    Entry,
    ZipLimits,
    open_folder,
    open_zip,
)
from segur_check.dossier.jsonfiles import JsonFile, is_report, paired, read_json_file, size_limit
from segur_check.dossier.settings_found import supplier_settings
from segur_check.errors import UnreadableInput, UsageFault
from segur_check.settings.dossier import (
    DOSSIER_FILE,
    DossierSettings,
    dossier_settings,
    read_dossier_file,
)
from segur_check.settings.supplier import Limites, Settings
from segur_check.values.step import STEPS_WITH_JSON, Step
from segur_check.values.wording import MEGABYTE

STDIN = "-"
_JSON = ".json"
_ZIP_MARK = b"PK\x03\x04"


class Dossier(Struct, frozen=True):
    """One input: a JSON, what goes with it, and where its settings are.

    `json` is None for a zip that could not be opened, and for papers alone: `no_json` is then the
    fault to raise where a JSON is required. `avances` are those found beside a solde; `paired` is
    the step that their names and contents told them apart by. `others` are all the JSON files that
    lie with it, or among the attachments.
    """

    json: JsonFile | None
    label: str
    bundle: Bundle | None
    avances: tuple[JsonFile, ...]
    settings: Settings
    own: DossierSettings
    paired: Step | None = None
    no_json: UnreadableInput | None = None
    others: Others = tuple


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
        _refuse_json(path, phase)
        settings = supplier_settings(Path.cwd(), config)
        max_bytes = size_limit(settings)
        data = sys.stdin.buffer.read(max_bytes + 1)
        bundle = _pieces(pieces, settings) if pieces else None
        json = JsonFile("-", data, max_bytes)
        return [Dossier(json, "-", bundle, (), settings, DossierSettings())]
    if not path.strip():
        raise UnreadableInput(
            "un chemin vide a été donné : vérifiez la commande",
            "an empty path was given: check the command",
        )
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
        if place.suffix.lower() == ".zip":
            return _zip(place, pieces, settings, phase)
        json = read_json_file(place, path, settings)
        if json.data.startswith(_ZIP_MARK):
            return _zip(place, pieces, settings, phase)
        own = _own(place.parent)
        _refuse_json(path, own.file.phase or phase)
        bundle = _pieces(pieces, settings) if pieces else _beside(place, settings)
        others = partial(_others, place, pieces or place.parent / "pieces", settings)
        return [Dossier(json, path, bundle, (), settings, own, others=others)]
    except OSError as error:
        raise _unreadable(path, error) from error


def _refuse_json(path: str, phase: str | None) -> None:
    """A JSON and a step that has none disagree: never a silent choice between the two."""
    if phase is not None and phase not in STEPS_WITH_JSON:
        raise UsageFault(
            f"{path} : l'étape « {phase} » n'a pas de JSON ; donnez un dossier ou un zip où ne sont que "
            "ses pièces",
            f"{path}: the step “{phase}” has no JSON; give a folder or a zip that holds its papers "
            "alone",
        )


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


def _own(folder: Path) -> DossierSettings:
    own = folder / DOSSIER_FILE
    return read_dossier_file(own) if own.is_file() else _NOTHING_SAID


_NOTHING_SAID = DossierSettings()


def _pieces(place: Path, settings: Settings) -> Bundle:
    """The attachments that --pieces names.

    Raises:
        UsageFault: there is nothing at this path.
    """
    limits = zip_limits(settings.file.limites)
    if place.is_dir():
        return open_folder(place, label=str(place), limits=limits, exclude=_ASIDE)
    if place.is_file():
        bundle = open_zip(place, label=str(place), limits=limits)
        kept = tuple(one for one in bundle.entries if not is_aside(one.name))
        return replace(bundle, entries=kept)
    raise UsageFault(f"--pieces : « {place} » n'existe pas", f"--pieces: “{place}” does not exist")


def _others(json: Path, pieces: Path, settings: Settings) -> Iterator[JsonFile]:
    """The other JSON files of the folder of a JSON, and those that lie among its attachments."""
    for folder in dict.fromkeys((json.parent, pieces)):
        yield from jsons_in(folder, settings, but=json)


def _others_of_folder(
    json: JsonFile, jsons: list[JsonFile], folder: Path, pieces: Path | None, settings: Settings
) -> Iterator[JsonFile]:
    """The same where the JSON files of the folder were read already: each is parsed once."""
    yield from _all_but(json, jsons)
    among = pieces or folder / "pieces"
    if among != folder:
        yield from jsons_in(among, settings, but=Path(json.label))


class _Aside:
    """The names that `is_aside` tells, at any depth."""

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and is_aside(name)


_ASIDE = _Aside()


def is_aside(name: str) -> bool:
    """Whether a file is of the dossier without being an attachment: its JSON, its settings."""
    return name.lower().endswith((_JSON, ".toml", ".csv"))


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
        json
        for entry in names
        if entry.suffix.lower() == _JSON
        and not is_report(json := read_json_file(entry, str(entry), settings))
    ]
    own = _own(place)
    step = own.file.phase or phase
    bundle = _pieces(pieces, settings) if pieces else _folder_pieces(place, names, settings)
    if not jsons:
        missing = UnreadableInput(
            f"« {place} » : aucun fichier JSON dans ce dossier",
            f"“{place}”: no JSON file in this folder",
        )
        return [Dossier(None, str(place), bundle, (), settings, own, no_json=missing)]
    _refuse_json(jsons[0].label, step)
    chosen, avances = paired(jsons, settings, step)
    solde = Step.SOLDE if avances else None
    return [
        Dossier(
            json,
            str(place),
            bundle,
            avances,
            settings,
            own,
            solde,
            others=partial(_others_of_folder, json, jsons, place, pieces, settings),
        )
        for json in chosen
    ]


def _folder_pieces(place: Path, files: list[Path], settings: Settings) -> Bundle | None:
    """The one zip of a folder, else the one named as its JSON, its `pieces`, its other files."""
    zips = [entry for entry in files if entry.suffix.lower() == ".zip"]
    if len(zips) > 1:
        stems = {entry.stem for entry in files if entry.suffix.lower() == _JSON}
        zips = [entry for entry in zips if entry.stem in stems]
    if len(zips) == 1:
        return _pieces(zips[0], settings)
    if (place / "pieces").is_dir():
        return _pieces(place / "pieces", settings)
    if all(is_aside(entry.name) for entry in files):
        return None
    limits = zip_limits(settings.file.limites)
    return open_folder(place, label=str(place), limits=limits, exclude=_ASIDE)


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
                label, data = f"{place}/{entry.name}", entry.read()
                jsons.append(JsonFile(label, data, size_limit(settings)))
            elif name == DOSSIER_FILE:
                own = dossier_settings(entry.read().decode("utf-8"), place.parent / DOSSIER_FILE)
            elif not is_aside(name):
                others.append(entry)
        except (BundleEntryError, UnicodeDecodeError) as error:
            reason = error.reason if isinstance(error, BundleEntryError) else "unreadable"
            faults.append(BundleFault("PIE011", reason, entry.name, {}))
    rest = replace(bundle, entries=_out_of_their_folder(others), faults=tuple(faults))
    jsons = [json for json in jsons if not is_report(json)]
    attached = _pieces(pieces, settings) if pieces else rest
    step = own.file.phase or phase
    if not jsons and not faults:
        missing = UnreadableInput(
            f"« {place} » : aucun fichier JSON dans ce zip ; pour un zip de pièces seul, donnez le "
            "JSON et --pieces",
            f"“{place}”: no JSON file in this zip; for a zip of attachments alone, give the JSON "
            "and --pieces",
        )
        return [Dossier(None, str(place), attached, (), settings, own, no_json=missing)]
    if not jsons:
        return [Dossier(None, str(place), rest, (), settings, own)]
    _refuse_json(jsons[0].label, step)
    chosen, avances = paired(jsons, settings, step)
    solde = Step.SOLDE if avances else None
    return [
        Dossier(
            json,
            str(place),
            attached,
            avances,
            settings,
            own,
            solde,
            others=partial(_all_but, json, jsons),
        )
        for json in chosen
    ]


def _all_but(json: JsonFile, jsons: list[JsonFile]) -> list[JsonFile]:
    return [one for one in jsons if one is not json]


def _out_of_their_folder(entries: list[Entry]) -> tuple[Entry, ...]:
    """The attachments of a zip that holds the JSON too: their one folder is looked through."""
    folders = {entry.name.partition("/")[0] for entry in entries}
    if len(folders) != 1 or any("/" not in entry.name for entry in entries):
        return tuple(entries)
    return tuple(
        replace(
            entry,
            name=entry.name.partition("/")[2],
            readings=frozenset(one.partition("/")[2] for one in entry.readings),
        )
        for entry in entries
    )
