"""What the check of a dossier reads, by the names, sizes and dates of the files: has it changed?

Speed: going on with a lot looks at each of its files again, in one process; `os` takes a third of
the time of `pathlib`.
"""
# ruff: noqa: PTH112, PTH116, PTH118, PTH120, PTH122

import hashlib
import os
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from segur_check.dossier.attached import JSON_SUFFIX, USUAL_FOLDER, is_aside
from segur_check.dossier.settings_found import settings_state
from segur_check.settings.dossier import DOSSIER_FILE
from segur_check.values.unfinished import UNFINISHED


def fingerprint(path: str, config: Path | None, written: Collection[str]) -> str:
    """A digest of the files of a dossier as it is named, and of the supplier's settings that go with it.

    `written` are the files that the run itself writes, by their real paths: they are of no dossier.
    """
    place = os.path.realpath(path)
    is_folder = os.path.isdir(place)
    folder = place if is_folder else os.path.dirname(place)
    lines = _of_folder(folder, written) if is_folder else _of_file(place, folder, written)
    return _digest([path, *lines, settings_state(Path(folder), config)])


def fingerprint_named(path: str) -> str:
    """A digest of an avance that the user names: a JSON, or those of a folder."""
    if not os.path.isdir(path):
        return _digest([_line(path)])
    return _digest(line for name, line in _files(path, ()) if name.endswith(JSON_SUFFIX))


def _digest(lines: Collection[str] | Iterator[str]) -> str:
    text = "\n".join(lines)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _of_folder(folder: str, written: Collection[str]) -> Iterator[str]:
    """Its files, and those below that may be attachments, as `dossier/attached` finds them."""
    files = dict(_files(folder, written))
    yield from files.values()
    pieces = os.path.join(folder, USUAL_FOLDER)
    if os.path.isdir(pieces):
        yield from _below(pieces, written)
    elif not all(map(is_aside, files)):
        for name in _subfolders(folder):
            yield from _below(os.path.join(folder, name), written)


def _of_file(place: str, folder: str, written: Collection[str]) -> Iterator[str]:
    """A JSON or a zip, with what lies beside it; JSON files that share attachments know each other."""
    stem, _ = os.path.splitext(place)
    pieces = os.path.join(folder, USUAL_FOLDER)
    yield from map(_line, (place, f"{stem}.zip", os.path.join(folder, DOSSIER_FILE)))
    if os.path.isdir(pieces):
        yield from _below(pieces, written)
        for name, line in _files(folder, written):
            if name.lower().endswith(JSON_SUFFIX):
                yield line


def _below(folder: str, written: Collection[str]) -> Iterator[str]:
    yield folder
    for _, line in _files(folder, written):
        yield line
    for name in _subfolders(folder):
        yield from _below(os.path.join(folder, name), written)


def _files(folder: str, written: Collection[str]) -> list[tuple[str, str]]:
    """The files of a folder by name, and a line on each."""
    with suppress(OSError), os.scandir(folder) as scanned:
        return sorted(
            (item.name, _line(item.path))
            for item in scanned
            if item.path not in written
            and not item.name.endswith(UNFINISHED)
            and not item.is_dir(follow_symlinks=False)
        )
    return [("", f"{folder}\x1funreadable")]


def _subfolders(folder: str) -> list[str]:
    with suppress(OSError), os.scandir(folder) as scanned:
        return sorted(item.name for item in scanned if item.is_dir(follow_symlinks=False))
    return []


def _line(path: str) -> str:
    """A file: where it is, its size, and when it changed: a date that is set back does not hide it."""
    try:
        status = os.stat(path)
    except OSError as error:
        return f"{path}\x1f{error.errno}"
    return f"{path}\x1f{status.st_size}\x1f{status.st_mtime_ns}\x1f{status.st_ctime_ns}"
