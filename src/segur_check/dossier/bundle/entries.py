"""What a zip or a folder holds: names, sizes, a way to each file's bytes. Nothing is extracted."""

import os
import stat
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from segur_check.dossier.bundle import names

_LISTED_PER_ENTRY = 4  # room for the folders, and for the twin that macOS adds to each file
_LOCAL_HEADER = 30  # bytes of it before the name
_FLAG_ENCRYPTED, _FLAG_UTF8 = 0x1, 0x800
_SLICE = 1 << 16
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ZIP_ERRORS = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, MemoryError),
    *(RuntimeError, ValueError, ArithmeticError, LookupError),
)


class BundleFault(Struct, frozen=True):
    """Why an entry, or the whole bundle when `name` is empty, is not judged.

    PIE011, cannot be opened: not-a-zip, truncated, encrypted, bad-crc, compression, unreadable,
    duplicate-name (the last one stays).
    PIE012, the whole is refused; told once per reason, with the first name and how many `entries`:
    too-many-entries, entry-too-big, total-too-big, ratio, overlap, path-outside, absolute,
    backslash, drive-colon, control-character, bidi-character, name-too-long, symlink,
    special-file, nested-archive.
    """

    code: Literal["PIE011", "PIE012"]
    reason: str
    name: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


class BundleEntryError(Exception):
    """The bytes of one entry cannot be had; `reason` is one of the PIE011 of `BundleFault`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotListedError(Exception):
    """The whole cannot be listed, or is not for safety: `fault` says why."""

    def __init__(self, fault: BundleFault) -> None:
        super().__init__(fault.reason)
        self.fault = fault


class FoundEntry(Struct, frozen=True):
    """A file not yet judged, of `size` bytes (`packed` in the zip).

    `readings` gives the likeliest name first. `refused` and `blocked` are the reasons of a PIE012
    and of a PIE011, or "". `read` raises `BundleEntryError`.
    """

    readings: tuple[str, ...]
    size: int
    packed: int
    refused: str
    blocked: str
    read: Callable[[], bytes]

    @property
    def name(self) -> str:
        """The likeliest name."""
        return self.readings[0]


def too_many(found: int, limit: int) -> BundleFault:
    """More files than allowed."""
    return BundleFault("PIE012", "too-many-entries", values={"found": found, "limit": limit})


def too_big(found: int, limit: int) -> BundleFault:
    """More bytes in all than allowed."""
    return BundleFault("PIE012", "total-too-big", values={"found": found, "limit": limit})


def list_zip(source: Path | bytes, *, entries: int, total_bytes: int) -> list[FoundEntry]:
    """The files of a zip, named from inside the one folder that holds them all, if any.

    Raises:
        NotListedError: it does not open, or holds far more than the two limits.
    """
    archive = _opened(_contents(source, total_bytes), entries)
    infos = [info for info in archive.infolist() if not info.orig_filename.endswith("/")]
    found = [_zipped(archive, info) for info in infos]
    if any(one.refused for one in found):
        return found
    # As the archive spells them: the likeliest reading of a folder may vary with what follows it.
    paths = [names.inside(info.orig_filename, 0) for info in infos]
    tops = {path.partition("/")[:2] for path in paths if not names.is_noise(path)}
    depth = int(len(tops) == 1 and all(slash for _, slash in tops))
    return [_inside(one, 0 if names.is_noise(one.name) else depth) for one in found]


def _contents(source: Path | bytes, total: int) -> bytes:
    most = total + total // 100 + 1_000_000  # room for the headers, and for what does not shrink
    data = source
    if isinstance(data, Path):
        try:
            if not data.is_file():  # a pipe would be waited for
                raise NotListedError(BundleFault("PIE011", "unreadable"))
            with data.open("rb") as file:
                data = file.read(most + 1)
        except (OSError, ValueError) as error:
            raise NotListedError(BundleFault("PIE011", "unreadable")) from error
    if len(data) > most:
        raise NotListedError(too_big(len(data), total))
    return data


def _opened(data: bytes, limit: int) -> zipfile.ZipFile:
    # zipfile lists all there is, whatever the end record announces: count the headers themselves.
    headers = data.count(b"PK\x01\x02")
    if headers > limit * _LISTED_PER_ENTRY:
        raise NotListedError(too_many(headers, limit))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            archive = zipfile.ZipFile(BytesIO(data))
    except _ZIP_ERRORS as error:
        reason = "truncated" if data.startswith(b"PK\x03\x04") else "not-a-zip"
        if b"PK\x05\x06" in data:
            reason = "unreadable"
        raise NotListedError(BundleFault("PIE011", reason)) from error
    # Entries over the same bytes are a bomb, which Python reads before 3.11.8 and 3.12.2.
    ordered = sorted(archive.infolist(), key=lambda info: info.header_offset)
    for info, following in pairwise(ordered):
        if info.header_offset + _LOCAL_HEADER + info.compress_size > following.header_offset:
            name = names.shown(_zip_readings(following)[0])
            raise NotListedError(BundleFault("PIE012", "overlap", name))
    return archive


def _zipped(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> FoundEntry:
    readings = _zip_readings(info)
    refused = _first_fault(readings, names.path_fault)
    kind = stat.S_IFMT(info.external_attr >> 16)  # 0 when it was not made on Unix
    if kind not in {0, stat.S_IFREG}:
        refused = "symlink" if kind == stat.S_IFLNK else "special-file"
    blocked = "" if info.compress_type in _METHODS else "compression"
    if info.flag_bits & _FLAG_ENCRYPTED:
        blocked = "encrypted"
    read = partial(_read_member, archive, info)
    return FoundEntry(readings, info.file_size, info.compress_size, refused, blocked, read)


def _zip_readings(info: zipfile.ZipInfo) -> tuple[str, ...]:
    # Not `filename`, which is cut at a NUL and whose backslashes are turned on Windows.
    if info.flag_bits & _FLAG_UTF8:
        return (names.nfc(info.orig_filename),)
    return names.readings(info.orig_filename.encode("cp437"))


def _first_fault(readings: tuple[str, ...], fault: Callable[[str], str]) -> str:
    return next(filter(None, map(fault, readings)), "")


def _inside(one: FoundEntry, depth: int) -> FoundEntry:
    readings = tuple(names.inside(reading, depth) for reading in one.readings)
    nameless = "" if readings[0] else "unreadable"
    return replace(one, readings=readings, blocked=one.blocked or nameless)


def _read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    data = bytearray()
    try:
        with archive.open(info) as member:
            # By slices: asked for all, zipfile inflates beyond the declared size before it cuts.
            while chunk := member.read(_SLICE):
                data += chunk
    except _ZIP_ERRORS as error:
        raise BundleEntryError(_reason(error)) from error
    if len(data) != info.file_size:
        raise BundleEntryError("truncated")
    return bytes(data)


def _reason(error: Exception) -> str:
    if isinstance(error, zlib.error) or "CRC" in str(error):
        return "bad-crc"
    if isinstance(error, EOFError):
        return "truncated"
    return "compression" if isinstance(error, NotImplementedError) else "unreadable"


def list_folder(root: Path, *, entries: int) -> Iterator[FoundEntry]:
    """The files of a folder and of its subfolders; a subfolder that may not be read is blocked.

    Raises:
        OSError: the folder itself may not be listed.
        NotListedError: it holds far more than the limit.
    """
    real_root = root.resolve()
    seen = 0
    pending = [root]
    while pending:
        folder = pending.pop()
        try:
            items = os.scandir(folder)
        except OSError:
            if folder == root:
                raise
            readings = _folder_readings(folder, root)
            yield FoundEntry(
                readings, 0, 0, _first_fault(readings, names.sign_fault), "unreadable", bytes
            )
            continue
        with items:
            for item in items:
                seen += 1
                if seen > entries * _LISTED_PER_ENTRY:
                    raise NotListedError(too_many(seen, entries))
                if item.is_dir(follow_symlinks=False):
                    pending.append(Path(item.path))
                else:
                    yield _on_disk(item, root, real_root)


def _on_disk(item: os.DirEntry[str], root: Path, real_root: Path) -> FoundEntry:
    readings = _folder_readings(Path(item.path), root)
    refused = _first_fault(readings, names.sign_fault)
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
    except UnicodeEncodeError:  # bytes that the encoding of the file system cannot read
        return names.readings(os.fsencode(name))
    return (names.nfc(name),)


def _read_file(path: Path, size: int) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(size + 1)
    except (OSError, MemoryError) as error:
        raise BundleEntryError("unreadable") from error
    if len(data) > size:  # it grew since it was measured: no limit holds any more
        raise BundleEntryError("unreadable")
    return data
