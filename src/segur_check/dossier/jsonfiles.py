"""The JSON files of a dossier: which are of the avance and which of the solde, which are neither."""

import hashlib
import re
from functools import cached_property
from itertools import chain
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from segur_check.dossier.json.text import JsonText, read_json
from segur_check.errors import UsageFault
from segur_check.rules.schemas import known_paths
from segur_check.settings.supplier import Settings
from segur_check.values.step import Step
from segur_check.values.wording import MEGABYTE

_REPORT_MARK = b'"segur-check/'
_SARIF_MARK = b"/sarif-2.1.0"
_GITLAB_MARK = re.compile(rb'\s*\[\s*\{[^}]*"check_name"')
_USUAL_SIZE = 100_000  # bytes
_MARK_WITHIN = 400  # bytes: our own reports say so at once


def size_limit(settings: Settings) -> int:
    """The most bytes that are parsed of a JSON."""
    return settings.file.limites.json_mo * MEGABYTE


class JsonFile(Struct, frozen=True, dict=True):
    """A JSON and where it was found, parsed when it is first asked for, and only once.

    `data` are its bytes; `max_bytes` is the most that are parsed. Its text is never sent to another
    process with it, and nothing changes the tree of that text: several requests may need it.
    """

    label: str
    data: bytes
    max_bytes: int = size_limit(Settings())

    @property
    def sha256(self) -> str:
        """The fingerprint of the bytes."""
        return hashlib.sha256(self.data).hexdigest()

    @cached_property
    def text(self) -> JsonText:
        """The JSON of the bytes."""
        return read_json(self.data, max_bytes=self.max_bytes)

    @property
    def is_parsed(self) -> bool:
        """Whether its text was asked for already."""
        return "text" in self.__dict__

    def unparsed(self) -> "JsonFile":
        """The same file without its text: of a file that is kept long, the bytes are enough."""
        return replace(self)


def read_json_file(place: Path, label: str, settings: Settings) -> JsonFile:
    """The bytes of a JSON, one more than the limit at the most."""
    max_bytes = size_limit(settings)
    most = max_bytes + 1
    with place.open("rb") as file:
        # Room is made for as much as is asked: of nearly every file, that is far too much.
        data = file.read(min(most, _USUAL_SIZE))
        rest = file.read(most - len(data)) if len(data) == _USUAL_SIZE else b""
        return JsonFile(label, data + rest, max_bytes)


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
    """Whether a request holds a `facture` or a `verification`, by our name or an official one."""
    ours = {"facture", "verification"}
    keys = ours
    if official:
        known = {path.partition(".")[0] for path in known_paths("solde")}
        keys = ours | {
            first
            for key, our in official.items()
            if our.partition(".")[0] in ours and (first := key.partition(".")[0]) not in known
        }
    lignes = tree.get("lignesImport") if isinstance(tree, dict) else None
    tables = [one for one in lignes if isinstance(one, dict)] if isinstance(lignes, list) else []
    # Of thousands of requests, the names of the keys are the same few.
    named = [key for key in {*chain.from_iterable(tables)} if key in keys or key.lower() in ours]
    return any(table.get(key) is not None for key in named for table in tables)


def paired(
    jsons: list[JsonFile], settings: Settings, phase: str | None
) -> tuple[list[JsonFile], tuple[JsonFile, ...]]:
    """The JSON files to check, and the avances that the soldes among them are checked against."""
    if len(jsons) == 1:
        return jsons, ()
    soldes = [json for json in jsons if step_of_json(json, settings) is Step.SOLDE]
    avances = [json for json in jsons if json not in soldes]
    if not soldes or not avances:
        return jsons, ()
    return (avances, ()) if phase == Step.AVANCE else (soldes, tuple(avances))


def open_avances(place: Path, settings: Settings, where: str) -> list[JsonFile]:
    """The avances of a solde: a JSON, or all those of a folder.

    Raises:
        UsageFault: there is no such file, or the folder has no avance.
    """
    try:
        if not place.is_dir():
            return [_as_avance(read_json_file(place, str(place), settings), settings, where)]
        found = [
            json
            for entry in sorted(place.glob("*.json"))
            if not is_report(json := read_json_file(entry, str(entry), settings))
            and step_of_json(json, settings) is Step.AVANCE
        ]
    except (OSError, ValueError):
        raise UsageFault(
            f"{where} : l'avance « {place} » ne peut pas être lue",
            f"{where}: the avance “{place}” cannot be read",
        ) from None
    if not found:
        raise UsageFault(
            f"{where} : aucune avance dans « {place} »",
            f"{where}: no avance in “{place}”",
        )
    return found


def _as_avance(json: JsonFile, settings: Settings, where: str) -> JsonFile:
    """The JSON that was named as an avance, when it is one.

    Raises:
        UsageFault: it is a solde, or no import file at all.
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
