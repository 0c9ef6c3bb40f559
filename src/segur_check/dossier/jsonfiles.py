"""The JSON files of a dossier: which are avances, which are soldes, which are neither."""

import errno
import hashlib
import os
import re
from functools import cached_property
from itertools import chain
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from segur_check.dossier.json.bounds import OUR_BOUNDS, JsonBounds
from segur_check.dossier.json.text import JsonText, read_json
from segur_check.errors import UsageFault
from segur_check.rules.schemas import known_paths
from segur_check.settings.supplier import Settings
from segur_check.values.step import Step

_REPORT_MARK = b'"segur-check/'
_SARIF_MARK = b"/sarif-2.1.0"
_GITLAB_MARK = re.compile(rb'\s*\[\s*\{[^}]*"check_name"')
_USUAL_SIZE = 100_000  # bytes
_MARK_WITHIN = 400  # bytes: our reports say what they are at their beginning


class JsonFile(Struct, frozen=True, dict=True):
    """A JSON and where it was found, parsed when it is first asked for, and only once.

    `data` are its bytes; `bounds` the most that is read of them. Its text is never sent to another
    process with it, and nothing changes the tree of that text: several requests may need it.
    """

    label: str
    data: bytes
    bounds: JsonBounds = OUR_BOUNDS

    @property
    def sha256(self) -> str:
        """The fingerprint of the bytes."""
        return hashlib.sha256(self.data).hexdigest()

    @cached_property
    def text(self) -> JsonText:
        """The JSON of the bytes."""
        return read_json(self.data, self.bounds)

    @property
    def is_parsed(self) -> bool:
        """Whether its text was asked for already."""
        return "text" in self.__dict__

    def unparsed(self) -> "JsonFile":
        """The same file without its text: of a file that is kept long, the bytes are enough."""
        return replace(self)


def read_json_file(path: Path, label: str, settings: Settings) -> JsonFile:
    """The bytes of a JSON: at most one more than the limit, which tells that it is too big."""
    bounds = JsonBounds.of(settings.file.limites)
    most = bounds.size + 1
    if path.is_fifo():  # opening it would wait for whoever writes to it
        raise OSError(errno.ESPIPE, os.strerror(errno.ESPIPE), str(path))
    with path.open("rb") as file:
        # `read` makes room for all that it is asked, far more than nearly every file needs.
        data = file.read(min(most, _USUAL_SIZE))
        rest = file.read(most - len(data)) if len(data) == _USUAL_SIZE else b""
        return JsonFile(label, data + rest, bounds)


def is_report(json: JsonFile) -> bool:
    """Whether a JSON is a report of this tool, left beside a dossier."""
    head = json.data[:_MARK_WITHIN]
    return _REPORT_MARK in head or _SARIF_MARK in head or bool(_GITLAB_MARK.match(json.data[:2000]))


def step_of_json(json: JsonFile, settings: Settings) -> Step:
    """Which step a JSON is of: what it holds, else its name."""
    if holds_solde(json.text.value, settings.file.format.solde):
        return Step.SOLDE
    name = json.label.replace("\\", "/").rpartition("/")[2].lower()
    return Step.SOLDE if name.startswith("solde") else Step.AVANCE


def holds_solde(tree: object, official: dict[str, str]) -> bool:
    """Whether a request holds a `facture` or a `verification`, under our name or an official one.

    `official` has the official keys of a solde and ours, dots for nested ones.
    """
    ours = {"facture", "verification"}
    keys = ours
    if official:
        known = {path.partition(".")[0] for path in known_paths("solde")}
        outer_keys = {
            key.partition(".")[0]
            for key, our_key in official.items()
            if our_key.partition(".")[0] in ours
        }
        keys = ours | (outer_keys - known)
    lignes = tree.get("lignesImport") if isinstance(tree, dict) else None
    requests = (
        [ligne for ligne in lignes if isinstance(ligne, dict)] if isinstance(lignes, list) else []
    )
    # Thousands of requests have the same few keys.
    used = {*chain.from_iterable(requests)}
    of_solde = [key for key in used if key in keys or key.lower() in ours]
    return any(request.get(key) is not None for key in of_solde for request in requests)


def paired(
    jsons: list[JsonFile], settings: Settings, phase: str | None
) -> tuple[list[JsonFile], tuple[JsonFile, ...]]:
    """The JSON files to check, and the avances that the soldes among them are compared with."""
    if len(jsons) == 1:
        return jsons, ()
    soldes = [json for json in jsons if step_of_json(json, settings) is Step.SOLDE]
    avances = [json for json in jsons if json not in soldes]
    if not soldes or not avances:
        return jsons, ()
    return (avances, ()) if phase == Step.AVANCE else (soldes, tuple(avances))


def open_avances(path: Path, settings: Settings, where: str) -> list[JsonFile]:
    """The avances of a solde: a JSON, or all those of a folder; `where` is who names them.

    Raises:
        UsageFault: there is no such file, or the folder has no avance.
    """
    try:
        if not path.is_dir():
            return [_as_avance(read_json_file(path, str(path), settings), settings, where)]
        avances = [
            json
            for file in sorted(path.glob("*.json"))
            if not is_report(json := read_json_file(file, str(file), settings))
            and step_of_json(json, settings) is Step.AVANCE
        ]
    except (OSError, ValueError):
        raise UsageFault(
            f"{where} : l'avance « {path} » ne peut pas être lue",
            f"{where}: the avance “{path}” cannot be read",
        ) from None
    if not avances:
        raise UsageFault(
            f"{where} : aucune avance dans « {path} »",
            f"{where}: no avance in “{path}”",
        )
    return avances


def _as_avance(json: JsonFile, settings: Settings, where: str) -> JsonFile:
    """The JSON that somebody named as an avance.

    Raises:
        UsageFault: it is a solde, or not an import file at all.
    """
    if not json.text.readable:
        return json  # who reads it says why
    if holds_solde(json.text.value, settings.file.format.solde):
        raise UsageFault(
            f"{where} : « {json.label} » est un solde ; donnez le fichier de l'avance",
            f"{where}: “{json.label}” is a solde; give the file of the avance",
        )
    if not isinstance(json.text.value, dict) or is_report(json):
        raise UsageFault(
            f"{where} : « {json.label} » n'est pas un fichier d'avance",
            f"{where}: “{json.label}” is no avance file",
        )
    return json
