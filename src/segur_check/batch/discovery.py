"""Where the dossiers of a lot are: folders, JSON files with their zip, zips that hold both."""

import hashlib
import os
import zipfile
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from segur_check.dossier.jsonfiles import JsonFile, is_report
from segur_check.errors import UnreadableInput
from segur_check.settings.dossier import DOSSIER_FILE

_HEAD = 2000  # bytes of a JSON: our own reports say there what they are


class Layout(StrEnum):
    """How the dossiers of a lot lie."""

    AUTO = "auto"
    FOLDERS = "dossiers"
    FILES = "fichiers"
    ZIPS = "zips"


class FoundDossier(Struct, frozen=True):
    """A dossier of a lot.

    `path` is what `check` would be given; `name` is the same from the lot on, with "/": what
    orders the dossiers, and what a shard is drawn from.
    """

    path: str
    name: str

    def in_shard(self, shard: int, shards: int) -> bool:
        """Whether it is of a shard (from 1): the same on every machine, whatever else is there."""
        digest = hashlib.sha256(self.name.encode("utf-8", "surrogateescape")).digest()
        return int.from_bytes(digest[:8]) % shards == shard - 1


def find(places: Iterable[Path], layout: Layout = Layout.AUTO) -> list[FoundDossier]:
    """The dossiers under some folders, by name, each once.

    Raises:
        UnreadableInput: a place that is no folder, or that may not be listed.
    """
    places = list(places)
    found: dict[str, FoundDossier] = {}
    for place in places:
        if not place.is_dir():
            raise UnreadableInput(
                f"« {place} » n'est pas un répertoire ; batch attend le répertoire qui contient les dossiers "
                "(pour un seul dossier : segur-check check)",
                f"“{place}” is no folder; batch expects the folder that holds the dossiers (for one "
                "alone: check)",
            )
        for path in _under(place, layout):
            own = path.relative_to(place).as_posix() if path != place else place.resolve().name
            name = own if len(places) == 1 else f"{place.as_posix()}/{own}"
            found.setdefault(str(path.resolve()), FoundDossier(str(path), name))
    return sorted(found.values(), key=lambda one: one.name)


def _under(place: Path, layout: Layout) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise UnreadableInput(
            f"« {error.filename} » ne peut pas être lu ({error.strerror})",
            f"“{error.filename}” cannot be read ({error.strerror})",
        )

    for folder, below, files in os.walk(place, onerror=refuse):
        here = Path(folder)
        below.sort()
        dossiers = list(_in_folder(here, sorted(files), layout))
        yield from dossiers
        if dossiers and "pieces" in below:
            below.remove("pieces")


def _in_folder(here: Path, names: list[str], layout: Layout) -> Iterator[Path]:
    # Nothing but files: to open a pipe would wait for whoever writes in it.
    files = [one for one in names if (here / one).is_file()]
    jsons = [
        here / one
        for one in files
        if one.lower().endswith(".json") and not _is_report_file(here / one)
    ]
    zips = [here / one for one in files if one.lower().endswith(".zip")]
    stems = {one.stem for one in jsons}
    if layout in {Layout.AUTO, Layout.ZIPS}:
        yield from (
            one for one in zips if one.stem not in stems and _holds_json(one, unlisted=not jsons)
        )
    if layout is Layout.FOLDERS:
        if jsons or DOSSIER_FILE in files:
            yield here
    elif layout is Layout.FILES:
        yield from jsons
    elif layout is Layout.AUTO:
        zipped = any(one.stem in stems for one in zips)
        if _are_one_dossier(jsons, zipped=zipped, papers=DOSSIER_FILE in files):
            yield here
        else:
            yield from jsons


def _are_one_dossier(jsons: list[Path], *, zipped: bool, papers: bool) -> bool:
    """Whether a folder is one dossier: one JSON, an avance and its solde, or papers alone.

    JSON files side by side, or each with its zip, are a dossier each.
    """
    if not jsons:
        return papers
    steps = sorted(one.stem.lower()[:5] for one in jsons)
    one_pair = steps == ["avanc", "solde"]
    return not zipped and (len(jsons) == 1 or one_pair)


def _is_report_file(place: Path) -> bool:
    try:
        with place.open("rb") as file:
            return is_report(JsonFile(str(place), file.read(_HEAD)))
    except OSError:
        return False  # told when it is opened


def _holds_json(place: Path, *, unlisted: bool) -> bool:
    """Whether a zip is a dossier of its own; `unlisted` is the answer for one that does not open."""
    try:
        with zipfile.ZipFile(place) as archive:
            return any(name.lower().endswith(".json") for name in archive.namelist())
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError):
        return unlisted
