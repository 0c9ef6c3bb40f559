"""The entries of a zip: names, sizes, how to read the bytes of each. Nothing is extracted."""

import stat
import struct
import warnings
import zipfile
import zlib
from functools import partial
from io import BytesIO
from itertools import pairwise
from pathlib import Path

from msgspec.structs import replace

from segur_check.dossier.bundle import names
from segur_check.dossier.bundle.entries import (
    LISTED_PER_FILE,
    BundleEntryError,
    BundleFault,
    FoundEntry,
    NotListedError,
    first_fault,
    too_big,
    too_many,
)

_LOCAL_HEADER = 30  # bytes of it before the name
_FLAG_ENCRYPTED, _FLAG_UTF8 = 0x1, 0x800
_SLICE = 1 << 16
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ZIP_ERRORS = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, MemoryError),
    *(RuntimeError, ValueError, ArithmeticError, LookupError),
)


def list_zip(source: Path | bytes, *, entries: int, total_bytes: int) -> list[FoundEntry]:
    """The files of a zip, named from inside the one folder that holds them all, if there is one.

    `entries` and `total_bytes` are what a bundle may hold.

    Raises:
        NotListedError: it does not open, or holds far more than the two limits.
    """
    archive = _opened(zip_bytes(source, total_bytes), entries)
    infos = [info for info in archive.infolist() if not info.orig_filename.endswith("/")]
    entries_found = [_zipped(archive, info) for info in infos]
    if any(entry.refused for entry in entries_found):
        return entries_found
    # As the archive spells them: the likeliest reading of a folder may vary with what follows it.
    paths = [names.inside(info.orig_filename, 0) for info in infos]
    tops = {path.partition("/")[:2] for path in paths if not names.is_noise(path)}
    depth = int(len(tops) == 1 and all(slash for _, slash in tops))
    return [_inside(entry, 0 if names.is_noise(entry.name) else depth) for entry in entries_found]


def zip_bytes(source: Path | bytes, total_bytes: int) -> bytes:
    """The bytes of a zip whose files may hold `total_bytes` in all.

    Raises:
        NotListedError: it may not be opened, or is far bigger.
    """
    # Room for the headers, and for what does not shrink.
    most = total_bytes + total_bytes // 100 + 1_000_000
    data = source
    if isinstance(data, Path):
        try:
            if not data.is_file():  # to read a pipe would be to wait for it
                raise NotListedError(BundleFault("PIE011", "unreadable"))
            with data.open("rb") as file:
                data = file.read(most + 1)
        except (OSError, ValueError) as error:
            raise NotListedError(BundleFault("PIE011", "unreadable")) from error
    if len(data) > most:
        raise NotListedError(too_big(len(data), total_bytes))
    return data


def _opened(data: bytes, entries: int) -> zipfile.ZipFile:
    # zipfile lists every header, whatever number the end record gives: count the headers themselves.
    headers = data.count(b"PK\x01\x02")
    if headers > entries * LISTED_PER_FILE:
        raise NotListedError(too_many(headers, entries))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            archive = zipfile.ZipFile(BytesIO(data))
    except _ZIP_ERRORS as error:
        reason = "truncated" if data.startswith(b"PK\x03\x04") else "not-a-zip"
        if b"PK\x05\x06" in data:
            reason = "unreadable"
        raise NotListedError(BundleFault("PIE011", reason)) from error
    # Entries that share their bytes make a bomb, and Python before 3.11.8 and 3.12.2 reads it.
    ordered = sorted(archive.infolist(), key=lambda info: info.header_offset)
    for info, following in pairwise(ordered):
        if info.header_offset + _LOCAL_HEADER + info.compress_size > following.header_offset:
            name = names.shown(_zip_readings(following)[0])
            raise NotListedError(BundleFault("PIE012", "overlap", name))
    return archive


def _zipped(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> FoundEntry:
    readings = _zip_readings(info)
    refused = first_fault(readings, names.path_fault)
    file_type = stat.S_IFMT(info.external_attr >> 16)  # 0 when it was not made on Unix
    if file_type not in {0, stat.S_IFREG}:
        refused = "symlink" if file_type == stat.S_IFLNK else "special-file"
    blocked = "" if info.compress_type in _METHODS else "compression"
    if info.flag_bits & _FLAG_ENCRYPTED:
        blocked = "encrypted"
    read = partial(_read_member, archive, info)
    return FoundEntry(readings, info.file_size, info.compress_size, refused, blocked, read)


def _zip_readings(info: zipfile.ZipInfo) -> tuple[str, ...]:
    # Not `filename`: it is cut at a NUL, and its backslashes become slashes on Windows.
    if info.flag_bits & _FLAG_UTF8:
        return (names.nfc(info.orig_filename),)
    return names.readings(info.orig_filename.encode("cp437"))


def _inside(entry: FoundEntry, depth: int) -> FoundEntry:
    readings = tuple(names.inside(reading, depth) for reading in entry.readings)
    nameless = "" if readings[0] else "unreadable"
    return replace(entry, readings=readings, blocked=entry.blocked or nameless)


def _read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    data = bytearray()
    try:
        with archive.open(info) as member:
            # By slices: asked for everything, zipfile inflates past the declared size, then cuts.
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
