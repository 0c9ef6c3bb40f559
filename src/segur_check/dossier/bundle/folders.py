"""The files of a folder and of its subfolders: names, sizes, how to read the bytes of each."""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from segur_check.dossier.bundle import names
from segur_check.dossier.bundle.entries import (
    LISTED_PER_FILE,
    BundleEntryError,
    FoundEntry,
    NotListedError,
    first_fault,
    too_many,
)


def list_folder(root: Path, *, entries: int) -> Iterator[FoundEntry]:
    """The files of a folder and of its subfolders; a subfolder that may not be listed is blocked.

    `entries` is how many files a bundle may hold.

    Raises:
        OSError: the folder itself may not be listed.
        NotListedError: it holds far more than the limit.
    """
    real_root = root.resolve()
    seen = 0
    unlisted = [root]
    while unlisted:
        folder = unlisted.pop()
        try:
            scanned = os.scandir(folder)
        except OSError:
            if folder == root:
                raise
            readings = _folder_readings(folder, root)
            yield FoundEntry(
                readings, 0, 0, first_fault(readings, names.sign_fault), "unreadable", bytes
            )
            continue
        with scanned:
            for item in scanned:
                seen += 1
                if seen > entries * LISTED_PER_FILE:
                    raise NotListedError(too_many(seen, entries))
                if item.is_dir(follow_symlinks=False):
                    unlisted.append(Path(item.path))
                else:
                    yield _on_disk(item, root, real_root)


def _on_disk(item: os.DirEntry[str], root: Path, real_root: Path) -> FoundEntry:
    readings = _folder_readings(Path(item.path), root)
    refused = first_fault(readings, names.sign_fault)
    target = Path(os.path.realpath(item.path))
    mode = size = 0
    with suppress(OSError):  # a link that leads nowhere, a file gone meanwhile
        status = target.lstat()
        mode, size = status.st_mode, status.st_size
    if item.is_symlink():
        if not (stat.S_ISREG(mode) and target.is_relative_to(real_root)):
            refused = "symlink"
    elif mode and not stat.S_ISREG(mode):
        refused = "special-file"
    blocked = "" if mode else "unreadable"
    return FoundEntry(readings, size, size, refused, blocked, partial(_read_file, target, size))


def _folder_readings(path: Path, root: Path) -> tuple[str, ...]:
    name = path.relative_to(root).as_posix()
    try:
        name.encode()
    except UnicodeEncodeError:  # bytes that the file system's encoding cannot read
        return names.readings(os.fsencode(name))
    return (names.nfc(name),)


def _read_file(path: Path, size: int) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(size + 1)
    except (OSError, MemoryError) as error:
        raise BundleEntryError("unreadable") from error
    if len(data) > size:  # it has grown since it was measured: no limit holds any more
        raise BundleEntryError("unreadable")
    return data
