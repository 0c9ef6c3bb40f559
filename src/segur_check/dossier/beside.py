"""The JSON files beside the one that is checked: an attachment that they name is no stranger."""

import codecs
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from segur_check.dossier.json.bounds import excess
from segur_check.dossier.jsonfiles import JsonFile, is_report, read_json_file
from segur_check.dossier.reading import texts_with_pointers
from segur_check.settings.supplier import Settings

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
