"""The JSON files beside the one that is checked: what they name is no stranger among the attachments."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from segur_check.dossier.jsonfiles import JsonFile, is_report, read_json_file
from segur_check.dossier.reading import texts_with_pointers
from segur_check.settings.supplier import Settings

Others = Callable[[], Iterable[JsonFile]]
"""How to have them: they are read only when an attachment is left that nothing names."""


def jsons_in(folder: Path, settings: Settings, *, but: Path) -> Iterator[JsonFile]:
    """The JSON files of a folder but one; those that cannot be read name nothing."""
    with suppress(OSError):
        for place in sorted(folder.iterdir()):
            if place.suffix.lower() != ".json" or not place.is_file() or place.samefile(but):
                continue
            with suppress(OSError):
                json = read_json_file(place, str(place), settings)
                if not is_report(json):
                    yield json


def texts_of(json: JsonFile) -> Iterator[str]:
    """Every text of a JSON: the key that names an attachment may have a name of the supplier's."""
    with suppress(msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        if json.is_parsed and json.text.readable:
            tree = json.text.value
        else:
            # Of a file that is not checked, neither exact numbers nor positions are needed.
            tree = msgspec.json.decode(json.data.removeprefix(b"\xef\xbb\xbf"))
        yield from (text for _, text in texts_with_pointers(tree))
