"""Paths in, dossiers out: with `jsonfiles`, the only code that opens the user's files."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from segur_check.dossier.attached import (
    JSON_SUFFIX,
    USUAL_FOLDER,
    attachments_at,
    attachments_beside,
    attachments_in,
    is_aside,
    out_of_their_folder,
    zip_limits,
)
from segur_check.dossier.beside import (
    Others,
    all_but,
    avances_beside,
    jsons_beside,
    others_of_folder,
    step_beside_an_avance,
)
from segur_check.dossier.bundle.bundle import Bundle, BundleEntryError, BundleFault, open_zip
from segur_check.dossier.json.bounds import JsonBounds
from segur_check.dossier.jsonfiles import (
    JsonFile,
    is_report,
    paired,
    read_json_file,
)
from segur_check.dossier.no_json import no_json
from segur_check.dossier.settings_found import supplier_settings
from segur_check.errors import UnreadableInput, UsageFault
from segur_check.settings.dossier import (
    DOSSIER_FILE,
    DossierSettings,
    dossier_settings,
    read_dossier_file,
)
from segur_check.settings.files import has_settings
from segur_check.settings.supplier import Settings
from segur_check.values.step import STEPS_WITH_JSON, Step

STDIN = "-"
_ZIP_MARK = b"PK\x03\x04"


class Dossier(Struct, frozen=True):
    """One input: a JSON, what goes with it, and its settings.

    `json` is None for a zip that could not be opened, and for papers alone: `no_json` is then the
    fault to raise where a JSON is required. `archive` is the zip that holds the JSON. `avances` are those of its folder or zip; `paired` is
    the step of the JSON, told by the comparison with those beside it. `avances_beside` gives the
    avances beside a JSON that was given alone, `others` the other JSON files that lie with it, or
    among the attachments.
    """

    json: JsonFile | None
    label: str
    bundle: Bundle | None
    avances: tuple[JsonFile, ...]
    settings: Settings
    own: DossierSettings
    archive: Bundle | None = None
    paired: Step | None = None
    no_json: UnreadableInput | None = None
    avances_beside: Others = tuple
    others: Others = tuple


def open_dossiers(
    path: str, *, pieces: Path | None, config: Path | None, phase: str | None
) -> list[Dossier]:
    """The dossiers of one PATH: a JSON, a folder, a zip, or "-" for a JSON on standard input.

    Raises:
        UnreadableInput: it is missing, forbidden, or holds no JSON.
        UsageFault: settings that cannot be followed.
    """
    if path == STDIN:
        return [_standard_input(pieces, config, phase)]
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
        if not place.is_file():
            raise UnreadableInput(
                f"« {path} » n'est ni un fichier ni un dossier : donnez - pour lire l'entrée standard",
                f"“{path}” is neither a file nor a folder: give - to read the standard input",
            )
        settings = supplier_settings(place.resolve().parent, config)
        if place.suffix.lower() == ".zip":
            return _zip(place, pieces, settings, phase)
        json = read_json_file(place, path, settings)
        if json.data.startswith(_ZIP_MARK):
            return _zip(place, pieces, settings, phase)
        own = _own_settings(place.parent)
        _refuse_json(path, own.file.phase or phase)
        bundle = attachments_at(pieces, settings) if pieces else attachments_beside(place, settings)
        others = partial(jsons_beside, place, pieces or place.parent / USUAL_FOLDER, settings)
        return [
            Dossier(
                json,
                path,
                bundle,
                (),
                settings,
                own,
                paired=step_beside_an_avance(place),
                avances_beside=partial(avances_beside, place, settings),
                others=others,
            )
        ]
    except OSError as error:
        raise _unreadable(path, error) from error


def _standard_input(pieces: Path | None, config: Path | None, phase: str | None) -> Dossier:
    _refuse_json(STDIN, phase)
    if sys.stdin is None:  # a shell may close it
        raise UnreadableInput(
            "l'entrée standard est fermée : donnez un fichier, ou envoyez-y un JSON",
            "the standard input is closed: give a file, or send a JSON to it",
        )
    settings = supplier_settings(Path.cwd(), config)
    bounds = JsonBounds.of(settings.file.limites)
    try:
        data = sys.stdin.buffer.read(bounds.size + 1)
    except OSError as error:
        raise _unreadable(STDIN, error) from error
    bundle = attachments_at(pieces, settings) if pieces else None
    json = JsonFile(STDIN, data, bounds)
    return Dossier(json, STDIN, bundle, (), settings, DossierSettings())


def _refuse_json(path: str, phase: str | None) -> None:
    """Refuse a JSON for a step that has none: which of the two is wrong is not ours to choose."""
    if phase is not None and phase not in STEPS_WITH_JSON:
        raise UsageFault(
            f"{path} : l'étape « {phase} » n'a pas de JSON ; donnez un dossier ou un zip où ne sont que "
            "ses pièces",
            f"{path}: the step “{phase}” has no JSON; give a folder or a zip that holds its papers "
            "alone",
        )


def _unreadable(path: str, error: OSError) -> UnreadableInput:
    within = error.filename or path  # a file of a folder, or a folder in it
    if isinstance(error, PermissionError):
        return UnreadableInput(
            f"« {within} » : lecture interdite ; demandez l'accès à ce fichier",
            f"“{within}”: reading is forbidden; ask for access to it",
        )
    return UnreadableInput(
        f"« {within} » ne peut pas être lu ({error.strerror})",
        f"“{within}” cannot be read ({error.strerror})",
    )


def _own_settings(folder: Path) -> DossierSettings:
    """The dossier.toml of a folder, empty when there is none.

    Raises:
        UsageFault: what bears that name is no file, or cannot be followed.
    """
    file = folder / DOSSIER_FILE
    return read_dossier_file(file) if has_settings(file) else _NO_OWN_SETTINGS


_NO_OWN_SETTINGS = DossierSettings()


def _folder(
    folder: Path, pieces: Path | None, config: Path | None, phase: str | None
) -> list[Dossier]:
    settings, own = supplier_settings(folder.resolve(), config), _own_settings(folder)
    there = sorted(folder.iterdir())
    files = [path for path in there if path.is_file()]
    _refuse_no_file(there)
    avance = _avance_of_papers(folder, own, phase)
    jsons = [
        json
        for file in files
        if file.suffix.lower() == JSON_SUFFIX
        and file != avance
        and not is_report(json := read_json_file(file, str(file), settings))
    ]
    bundle = attachments_at(pieces, settings) if pieces else attachments_in(folder, files, settings)
    dossier = Dossier(None, str(folder), bundle, (), settings, own)
    if not jsons:
        return [replace(dossier, no_json=no_json(str(folder), [file.name for file in files]))]
    among = pieces or folder / USUAL_FOLDER
    return _one_per_json(
        dossier,
        jsons,
        phase,
        lambda json: partial(others_of_folder, json, jsons, folder, among, settings),
    )


def _refuse_no_file(there: list[Path]) -> None:
    """Say which JSON of a folder cannot be read: passed over, nobody would know that it was not checked.

    The hidden ones are the locks of text editors.

    Raises:
        UnreadableInput: a folder, a pipe, a device, or a link that leads nowhere.
    """
    for path in there:
        is_json = path.suffix.lower() == JSON_SUFFIX and not path.name.startswith(".")
        if is_json and not path.is_file():
            raise UnreadableInput(
                f"« {path} » n'est pas un fichier : ce JSON ne peut pas être lu",
                f"“{path}” is no file: this JSON cannot be read",
            )


def _avance_of_papers(folder: Path, own: DossierSettings, phase: str | None) -> Path | None:
    """The avance in the folder of a step without a JSON that dossier.toml names: it is not checked."""
    step = own.file.phase or phase
    if own.file.avance is None or step is None or step in STEPS_WITH_JSON:
        return None
    return folder / own.file.avance


def _zip(path: Path, pieces: Path | None, settings: Settings, phase: str | None) -> list[Dossier]:
    """A zip that holds the JSON and its attachments."""
    limits = zip_limits(settings.file.limites)
    bundle = open_zip(path, label=str(path), limits=limits)
    jsons, own, entries = [], _own_settings(path.parent), []
    faults = list(bundle.faults)
    bounds = JsonBounds.of(settings.file.limites)
    for entry in bundle.entries:
        name = entry.name.rpartition("/")[2].lower()
        try:
            if name.endswith(JSON_SUFFIX):
                label, data = f"{path}/{entry.name}", entry.read()
                jsons.append(JsonFile(label, data, bounds))
            elif name == DOSSIER_FILE:
                own = dossier_settings(entry.read().decode("utf-8"), path.parent / DOSSIER_FILE)
            elif not is_aside(name):
                entries.append(entry)
        except (BundleEntryError, UnicodeDecodeError) as error:
            reason = error.reason if isinstance(error, BundleEntryError) else "unreadable"
            faults.append(BundleFault("PIE011", reason, entry.name, {}))
    inside = replace(bundle, entries=out_of_their_folder(entries), faults=tuple(faults))
    jsons = [json for json in jsons if not is_report(json)]
    attachments = attachments_at(pieces, settings) if pieces else inside
    dossier = Dossier(None, str(path), attachments, (), settings, own, archive=bundle)
    if not jsons and not faults:
        missing = no_json(str(path), [entry.name for entry in entries], in_zip=True)
        return [replace(dossier, no_json=missing)]
    if not jsons:
        return [replace(dossier, bundle=inside)]
    return _one_per_json(dossier, jsons, phase, lambda json: partial(all_but, json, jsons))


def _one_per_json(
    dossier: Dossier,
    jsons: list[JsonFile],
    phase: str | None,
    others_of: Callable[[JsonFile], Others],
) -> list[Dossier]:
    """A dossier for each JSON to check: each solde, with the avances beside it, or each avance."""
    step = dossier.own.file.phase or phase
    _refuse_json(jsons[0].label, step)
    checked, avances = paired(jsons, dossier.settings, step)
    return [
        replace(
            dossier,
            json=json,
            avances=avances,
            paired=Step.SOLDE if avances else None,
            others=others_of(json),
        )
        for json in checked
    ]
