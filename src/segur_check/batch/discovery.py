"""Where the dossiers of a lot are: folders, JSON files with their zip, zips that hold both."""

import hashlib
import os
import zipfile
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from enum import StrEnum
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from segur_check.dossier.attached import USUAL_FOLDER
from segur_check.dossier.jsonfiles import JsonFile, is_report
from segur_check.errors import UnreadableInput
from segur_check.settings.dossier import DOSSIER_FILE

# Bytes of a JSON: our own reports say there what they are, the others are not read whole here.
_HEAD = 2000


class Layout(StrEnum):
    """How the dossiers of a lot are laid out."""

    AUTO = "auto"
    FOLDERS = "dossiers"
    FILES = "fichiers"
    ZIPS = "zips"


class FoundDossier(Struct, frozen=True):
    """A dossier of a lot.

    `path` is what `check` takes; `name` is the same below the folder of the lot, with "/": the
    dossiers are sorted by it, and no two have the same. `drawn_by` assigns it to a shard.
    """

    path: str
    name: str
    drawn_by: str

    def in_shard(self, shard: int, shards: int) -> bool:
        """Whether it is of a shard (from 1): the same on every machine, whatever else the lot holds."""
        digest = hashlib.sha256(self.drawn_by.encode("utf-8", "surrogateescape")).digest()
        return int.from_bytes(digest[:8]) % shards == shard - 1


def find(folders: Sequence[Path], layout: Layout = Layout.AUTO) -> list[FoundDossier]:
    """The dossiers under some folders, by name, each once.

    Raises:
        UnreadableInput: a path that is no folder, or that may not be listed.
    """
    by_path: dict[str, FoundDossier] = {}
    for folder in folders:
        if not folder.is_dir():
            raise UnreadableInput(
                f"« {folder} » n'est pas un répertoire ; batch attend le répertoire qui contient les dossiers "
                "(pour un seul dossier : segur-check check)",
                f"“{folder}” is no folder; batch expects the folder that holds the dossiers (for one "
                "alone: check)",
            )
        for real, path in _under(folder, layout):
            below = path.relative_to(folder).as_posix() if path != folder else folder.resolve().name
            name = below if len(folders) == 1 else f"{folder.as_posix()}/{below}"
            by_path.setdefault(real, FoundDossier(str(path), name, name))
    return sorted(_told_apart(by_path.values(), folders), key=lambda dossier: dossier.name)


def _told_apart(
    dossiers: Collection[FoundDossier], folders: Sequence[Path]
) -> Iterator[FoundDossier]:
    """The same, each with a name of its own: a folder of the lot may hold a dossier of its own name."""
    tops = set(map(str, folders))
    times = Counter(dossier.name for dossier in dossiers)
    for dossier in dossiers:
        if times[dossier.name] > 1 and dossier.path in tops:
            name = "." if len(folders) == 1 else f"{Path(dossier.path).as_posix()}/."
            yield replace(dossier, name=name)
        else:
            yield dossier


def _under(top: Path, layout: Layout) -> Iterator[tuple[str, Path]]:
    """The dossiers below a folder, then those that links lead to: each folder once, so a loop ends.

    Each comes with its real path.

    A link to a folder above is not followed: what is there is not of the lot. A subfolder that may
    not be read, and a link that leads nowhere, stand for a dossier: its check names them.
    """
    real_top = os.path.realpath(top)
    seen: set[str] = set()
    links = [str(top)]
    for start in links:  # grows as links are met
        real_start = os.path.realpath(start)
        if start != str(top) and f"{real_top}{os.sep}".startswith(f"{real_start}{os.sep}"):
            continue
        unread: list[OSError] = []
        for name, subfolders, files in _walk(start, unread):
            real = real_start + name[len(start) :]
            if real in seen:
                subfolders.clear()
                continue
            seen.add(real)
            folder = Path(name)
            dossiers = _in_folder_or_itself(folder, files, layout)
            for path in dossiers:
                yield real if path == folder else _real_file(real, path), path
            if dossiers and USUAL_FOLDER in subfolders:
                subfolders.remove(USUAL_FOLDER)
            if dossiers != [folder]:
                yield from ((str(path), path) for path in _leading_nowhere(folder, files))
            links += [str(sub) for sub in map(folder.joinpath, subfolders) if sub.is_symlink()]
        for error in unread:
            if error.filename == str(top):
                raise UnreadableInput(
                    f"« {error.filename} » ne peut pas être lu ({error.strerror})",
                    f"“{error.filename}” cannot be read ({error.strerror})",
                )
            yield error.filename, Path(error.filename)


def _real_file(folder: str, path: Path) -> str:
    """The real path of a file, whose folder has this one."""
    return os.path.realpath(path) if path.is_symlink() else f"{folder}{os.sep}{path.name}"


def _walk(start: str, unread: list[OSError]) -> Iterator[tuple[str, list[str], list[str]]]:
    """As `os.walk`, in the order of the names and however deep; those that may not be listed are noted."""
    waiting = [start]
    while waiting:
        folder = waiting.pop()
        subfolders: list[str] = []
        files: list[str] = []
        try:
            with os.scandir(folder) as scanned:
                for item in scanned:
                    (subfolders if _is_folder(item) else files).append(item.name)
        except OSError as error:
            unread.append(error)
            continue
        subfolders.sort()
        yield folder, subfolders, sorted(files)
        below = (Path(folder, name) for name in reversed(subfolders))
        waiting += [str(sub) for sub in below if not sub.is_symlink()]


def _is_folder(item: os.DirEntry[str]) -> bool:
    try:
        return item.is_dir()
    except OSError:  # a link to itself
        return False


def _in_folder_or_itself(folder: Path, names: list[str], layout: Layout) -> list[Path]:
    """The dossiers of a folder; itself where its files may be listed and not be looked at."""
    try:
        return list(_in_folder(folder, names, layout))
    except OSError:
        return [folder]


def _leading_nowhere(folder: Path, names: list[str]) -> Iterator[Path]:
    """The links to a dossier that is gone, and the pipes and devices that bear the name of a JSON or a zip.

    The hidden ones are the locks of text editors.
    """
    for name in names:
        path = folder / name
        suffix = path.suffix.lower()
        if suffix not in {"", ".json", ".zip"} or name.startswith("."):
            continue
        if not path.exists():
            if path.is_symlink():
                yield path
        elif suffix and not path.is_file():
            yield path


def _in_folder(folder: Path, names: list[str], layout: Layout) -> Iterator[Path]:
    """The dossiers that lie in a folder itself; it may be a dossier as a whole."""
    # Nothing but files: opening a pipe would wait for whoever writes to it.
    files = [folder / name for name in names if (folder / name).is_file()]
    jsons = [file for file in files if _is_of(".json", file) and not _is_report_file(file)]
    zips = [file for file in files if _is_of(".zip", file)]
    stems = {json.stem for json in jsons}
    has_settings = folder / DOSSIER_FILE in files
    if layout in {Layout.AUTO, Layout.ZIPS}:
        for archive in zips:
            if archive.stem not in stems and _holds_json(archive, if_unreadable=not jsons):
                yield archive
    if layout is Layout.FOLDERS:
        if jsons or has_settings:
            yield folder
    elif layout is Layout.FILES:
        yield from jsons
    elif layout is Layout.AUTO:
        zipped = any(archive.stem in stems for archive in zips)
        if _are_one_dossier(jsons, zipped=zipped, papers_alone=has_settings):
            yield folder
        else:
            yield from jsons


def _is_of(extension: str, file: Path) -> bool:
    return file.name.lower().endswith(extension)


def _are_one_dossier(jsons: list[Path], *, zipped: bool, papers_alone: bool) -> bool:
    """Whether a folder is one dossier: one JSON, an avance and its solde, or papers alone.

    JSON files side by side, or each with its zip, are a dossier each.
    """
    if not jsons:
        return papers_alone
    steps = sorted(json.stem.lower()[:5] for json in jsons)
    is_pair = steps == ["avanc", "solde"]
    return not zipped and (len(jsons) == 1 or is_pair)


def _is_report_file(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return is_report(JsonFile(str(path), file.read(_HEAD)))
    except OSError:
        return False  # reported when it is opened


def _holds_json(path: Path, *, if_unreadable: bool) -> bool:
    """Whether a zip is a dossier of its own; `if_unreadable` is the answer for one that does not open."""
    try:
        with zipfile.ZipFile(path) as archive:
            return any(name.lower().endswith(".json") for name in archive.namelist())
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError):
        return if_unreadable
