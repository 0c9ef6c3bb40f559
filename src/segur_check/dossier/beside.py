"""The JSON files beside the one that is checked: its avances, and those whose attachments are no strangers."""

import codecs
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from segur_check.dossier.attached import JSON_SUFFIX
from segur_check.dossier.json.bounds import excess
from segur_check.dossier.jsonfiles import JsonFile, is_report, read_json_file, step_of_json
from segur_check.dossier.reading import texts_with_pointers
from segur_check.settings.supplier import Settings
from segur_check.values.step import Step

Others = Callable[[], Iterable[JsonFile]]
"""Gives them when it is called: they are read only when an attachment is left that nothing names."""


def jsons_in(folder: Path, settings: Settings, *, but: Path) -> Iterator[JsonFile]:
    """The JSON files of a folder but one; those that cannot be read name nothing."""
    with suppress(OSError):
        for path in sorted(folder.iterdir()):
            if path.suffix.lower() != ".json" or not path.is_file() or path.samefile(but):
                continue
            with suppress(OSError):
                json = read_json_file(path, str(path), settings)
                if not is_report(json):
                    yield json


def _avance_paths(json: Path) -> Iterator[Path]:
    """The files named as avances in the folder of a JSON, but itself."""
    for path in sorted(json.parent.iterdir()):
        name = path.name.lower()
        is_named = name.startswith("avance") and name.endswith(JSON_SUFFIX)
        if is_named and path.is_file() and not path.samefile(json):
            yield path


def step_beside_an_avance(json: Path) -> Step | None:
    """A JSON named as a solde is one beside an avance, as in their folder; else its content tells."""
    if json.name.lower().startswith("solde") and any(_avance_paths(json)):
        return Step.SOLDE
    return None


def avances_beside(json: Path, settings: Settings) -> Iterator[JsonFile]:
    """The avances in the folder of a solde; one that may not be opened is none."""
    with suppress(OSError):
        for path in _avance_paths(json):
            avance = read_json_file(path, str(path), settings)
            if not is_report(avance) and step_of_json(avance, settings) is Step.AVANCE:
                yield avance


def jsons_beside(json: Path, pieces: Path, settings: Settings) -> Iterator[JsonFile]:
    """The other JSON files in the folder of a JSON, and those among its attachments."""
    for folder in dict.fromkeys((json.parent, pieces)):
        yield from jsons_in(folder, settings, but=json)


def others_of_folder(
    json: JsonFile, jsons: list[JsonFile], folder: Path, pieces: Path, settings: Settings
) -> Iterator[JsonFile]:
    """The same in a folder whose JSON files were read already: each is parsed only once."""
    yield from all_but(json, jsons)
    if pieces != folder:
        yield from jsons_in(pieces, settings, but=Path(json.label))


def all_but(json: JsonFile, jsons: list[JsonFile]) -> list[JsonFile]:
    """The JSON files that were read with one: by identity, two may be alike."""
    return [other for other in jsons if other is not json]


def texts_of(json: JsonFile) -> Iterator[str]:
    """Every text of a JSON: the key that names an attachment may be called as the supplier likes."""
    with suppress(msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        if json.is_parsed and json.text.readable:
            tree = json.text.value
        else:
            # This file is not checked: neither exact numbers nor positions are needed.
            data = json.data.removeprefix(codecs.BOM_UTF8)
            if excess(data.decode(), data, json.bounds) is not None:
                return
            tree = msgspec.json.decode(data)
        yield from (text for _, text in texts_with_pointers(tree))
