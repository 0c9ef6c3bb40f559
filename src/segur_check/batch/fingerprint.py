"""What the check of a dossier reads, by the names, sizes and dates of the files: has it changed?

Speed: going on with a lot looks at each of its files again, in one process; `os` takes a third of
the time of `pathlib`.
"""
# ruff: noqa: PTH112, PTH116, PTH118, PTH119, PTH120, PTH122

import hashlib
import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from segur_check.dossier.attached import JSON_SUFFIX, USUAL_FOLDER, is_aside
from segur_check.dossier.settings_found import settings_state
from segur_check.settings.dossier import DOSSIER_FILE
from segur_check.values.unfinished import UNFINISHED

Beside = dict[str, list[str]]
"""By folder, a line on each of its JSON files."""


def fingerprint(
    path: str, config: Path | None, written: Collection[str], beside: Beside | None = None
) -> str:
    """A digest of the files of a dossier as it is named, and of the supplier's settings that go with it.

    `written` are the files that the run itself writes, by their real paths: they are of no dossier.
    `beside` keeps what is seen beside the JSON files of a folder, where many are looked at in a row.
    """
    real = os.path.realpath(path)
    if os.path.isdir(real):
        lines, start = _of_folder(real, written), real
    else:  # a link to a JSON stands where the link is; the settings are those above the JSON
        lines = _of_file(path, written, {} if beside is None else beside)
        start = os.path.dirname(real)
    return _digest([path, *lines, settings_state(Path(start), config)])


def fingerprint_named(path: str) -> str:
    """A digest of an avance that the user names: a JSON, or those of a folder."""
    if not os.path.isdir(path):
        return _digest([_line(path)])
    files, _ = _listed(path, ())
    return _digest(line for name, line in files.items() if name.endswith(JSON_SUFFIX))


def _digest(lines: Iterable[str]) -> str:
    text = "\n".join(lines)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _of_folder(folder: str, written: Collection[str]) -> Iterator[str]:
    """Its files, and those below that may be attachments, as `dossier/attached` finds them."""
    files, subfolders = _listed(folder, written)
    yield from files.values()
    pieces = os.path.join(folder, USUAL_FOLDER)
    if os.path.isdir(pieces):
        yield from _below([pieces], written)
    elif not all(map(is_aside, files)):
        yield from _below(subfolders, written)


def _of_file(path: str, written: Collection[str], beside: Beside) -> Iterator[str]:
    """A JSON or a zip, with what lies beside it: a JSON is judged by the other JSON files there too.

    They name attachments that would be strangers, and an avance among them is compared with.
    """
    folder = os.path.realpath(os.path.dirname(path))
    place = os.path.join(folder, os.path.basename(path))
    stem, _ = os.path.splitext(place)
    pieces = os.path.join(folder, USUAL_FOLDER)
    yield from map(_line, (place, f"{stem}.zip", os.path.join(folder, DOSSIER_FILE)))
    if os.path.isdir(pieces):
        yield from _below([pieces], written)
    if not place.lower().endswith(".zip"):
        if folder not in beside:
            beside[folder] = _jsons(folder, written)
        yield from beside[folder]


def _jsons(folder: str, written: Collection[str]) -> list[str]:
    """A line on each JSON of a folder."""
    try:
        with os.scandir(folder) as scanned:
            names = sorted(_name(item) for item in scanned)
    except OSError as error:
        return [f"{folder}\x1f{error.errno}"]
    jsons = (os.path.join(folder, name) for name in names if name.lower().endswith(JSON_SUFFIX))
    return [_line(json) for json in jsons if json not in written]


def _below(folders: list[str], written: Collection[str]) -> Iterator[str]:
    """The files in some folders, however deep."""
    waiting = folders[::-1]
    while waiting:
        folder = waiting.pop()
        files, subfolders = _listed(folder, written)
        yield folder
        yield from files.values()
        waiting += subfolders[::-1]


def _listed(folder: str, written: Collection[str]) -> tuple[dict[str, str], list[str]]:
    """The files of a folder, by name, with a line on each; and its subfolders."""
    files, subfolders = {}, []
    try:
        with os.scandir(folder) as scanned:
            for item in sorted(scanned, key=_name):
                if item.is_dir(follow_symlinks=False):
                    subfolders.append(item.path)
                elif item.path not in written and not item.name.endswith(UNFINISHED):
                    files[item.name] = _line(item.path)
    except OSError as error:
        files[""] = f"{folder}\x1f{error.errno}"
    return files, subfolders


def _name(item: os.DirEntry[str]) -> str:
    return item.name


def _line(path: str) -> str:
    """A file: where it is, its size, and when it changed: a date that is set back does not hide it."""
    try:
        status = os.stat(path)
    except OSError as error:
        return f"{path}\x1f{error.errno}"
    return f"{path}\x1f{status.st_size}\x1f{status.st_mtime_ns}\x1f{status.st_ctime_ns}"
