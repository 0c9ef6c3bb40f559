"""The attachments of a dossier, a folder or a zip: the files to judge, and why others are not."""

import hashlib
from collections import Counter
from collections.abc import Callable, Container, Iterator
from pathlib import Path, PurePosixPath
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from segur_check.dossier.bundle import names
from segur_check.dossier.bundle.entries import (
    BundleEntryError,
    BundleFault,
    FoundEntry,
    NotListedError,
    too_big,
    too_many,
)
from segur_check.dossier.bundle.folders import list_folder
from segur_check.dossier.bundle.zips import list_zip, zip_bytes
from segur_check.errors import UnreadableInput

__all__ = [
    "Bundle",
    "BundleEntryError",
    "BundleFault",
    "BundleKind",
    "Entry",
    "ZipLimits",
    "open_folder",
    "open_zip",
]

BundleKind = Literal["zip", "folder", "none"]

_ARCHIVES = frozenset(
    {".zip", ".zipx", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".tbz2", ".xz", ".txz"}
    | {".zst", ".cab", ".iso", ".lzh", ".arj"}
)


class ZipLimits(Struct, frozen=True):
    """What a bundle may hold: sizes in bytes; `ratio` is for entries over `ratio_from_bytes`."""

    entries: int = 500
    entry_bytes: int = 20_000_000
    total_bytes: int = 200_000_000
    ratio: int = 200
    ratio_from_bytes: int = 10_000_000


class Entry(Struct, frozen=True):
    """A file of the bundle, of `size` bytes once uncompressed.

    `name` is in NFC with "/" between folders, the likeliest of `readings`. `guessed`: its encoding
    is not declared, and the readings differ. `read` raises `BundleEntryError`.
    """

    name: str
    readings: frozenset[str]
    guessed: bool
    size: int
    read: Callable[[], bytes]


class Bundle(Struct, frozen=True):
    """The files to judge, sorted by name; none when a PIE012 fault refuses the whole.

    `sha256` and `size` are those of a zip.
    """

    label: str
    kind: BundleKind
    entries: tuple[Entry, ...] = ()
    noise: tuple[str, ...] = ()
    faults: tuple[BundleFault, ...] = ()
    sha256: str | None = None
    size: int | None = None


def open_zip(
    source: Path | bytes, *, label: str, limits: ZipLimits, exclude: Container[str] = ()
) -> Bundle:
    """List a zip, from inside its one top-level folder; what cannot be opened is a fault.

    Args:
        source: where the zip is, or its bytes.
        label: how the user named it.
        limits: what it may hold.
        exclude: names of entries that are not attachments; no limit counts them.
    """
    bundle = Bundle(label, "zip")
    try:
        data = zip_bytes(source, limits.total_bytes)
        bundle = replace(bundle, sha256=hashlib.sha256(data).hexdigest(), size=len(data))
        entries = list_zip(data, entries=limits.entries, total_bytes=limits.total_bytes)
    except NotListedError as error:
        return replace(bundle, faults=(error.fault,))
    return _judged(entries, bundle, limits, exclude)


def open_folder(
    path: Path, *, label: str, limits: ZipLimits, exclude: Container[str] = ()
) -> Bundle:
    """List a folder and its subfolders; a link counts when it leads to a file of the same folder.

    The arguments are those of a zip. Here, an archive among the files is a file like any other.

    Raises:
        UnreadableInput: it is missing, is not a folder, or may not be listed.
    """
    bundle = Bundle(label, "folder")
    try:
        entries = list(list_folder(path, entries=limits.entries))
    except NotListedError as error:
        return replace(bundle, faults=(error.fault,))
    except (OSError, ValueError) as error:
        raise UnreadableInput(
            f"Le dossier « {label} » ne peut pas être lu : vérifiez qu’il existe et que vous y "
            "avez accès.",
            f'The folder "{label}" cannot be read: check that it exists and that you may open it.',
        ) from error
    return _judged(entries, bundle, limits, exclude)


def _judged(
    entries: list[FoundEntry], bundle: Bundle, limits: ZipLimits, exclude: Container[str]
) -> Bundle:
    noise = sorted(entry.name for entry in entries if names.is_noise(entry.name))
    files = [
        entry for entry in entries if not names.is_noise(entry.name) and entry.name not in exclude
    ]
    files.sort(key=lambda file: file.name)
    refusals = [*_refused(entries), *_over_limits(files, limits)]
    if bundle.kind == "zip":
        refusals += _nested(files)
    if refusals:
        return replace(bundle, faults=tuple(_once_per_reason(refusals)))
    # Of several files of one name, the last stays.
    by_name = {file.name: _entry(file) for file in files if not file.blocked}
    return replace(
        bundle, entries=tuple(by_name.values()), noise=tuple(noise), faults=tuple(_blocked(files))
    )


def _entry(file: FoundEntry) -> Entry:
    readings = frozenset(file.readings)
    return Entry(file.name, readings, len(readings) > 1, file.size, file.read)


def _refused(entries: list[FoundEntry]) -> Iterator[BundleFault]:
    for entry in entries:
        if entry.refused:
            yield BundleFault("PIE012", entry.refused, names.shown(entry.name))


def _over_limits(files: list[FoundEntry], limits: ZipLimits) -> Iterator[BundleFault]:
    if len(files) > limits.entries:
        yield too_many(len(files), limits.entries)
    # No entry yields more bytes than it declares: this sum bounds what will ever be in memory.
    total = sum(file.size for file in files)
    if total > limits.total_bytes:
        yield too_big(total, limits.total_bytes)
    for file in files:
        if file.size > limits.entry_bytes:
            values = {"found": file.size, "limit": limits.entry_bytes}
            yield BundleFault("PIE012", "entry-too-big", file.name, values)
        ratio = file.size // max(file.packed, 1)
        if file.size > limits.ratio_from_bytes and ratio > limits.ratio:
            values = {"found": ratio, "limit": limits.ratio}
            yield BundleFault("PIE012", "ratio", file.name, values)


def _nested(files: list[FoundEntry]) -> Iterator[BundleFault]:
    for file in files:
        if PurePosixPath(file.name).suffix.lower() in _ARCHIVES:
            yield BundleFault("PIE012", "nested-archive", file.name)


def _once_per_reason(refusals: list[BundleFault]) -> Iterator[BundleFault]:
    counts = Counter(refusal.reason for refusal in refusals)
    for refusal in refusals:
        count = counts.pop(refusal.reason, 0)
        if count and refusal.name:
            yield replace(refusal, values={**refusal.values, "entries": count})
        elif count:
            yield refusal


def _blocked(files: list[FoundEntry]) -> Iterator[BundleFault]:
    for file in files:
        if file.blocked:
            yield BundleFault("PIE011", file.blocked, file.name)
    for name, count in Counter(file.name for file in files if not file.blocked).items():
        if count > 1:
            yield BundleFault("PIE011", "duplicate-name", name, {"found": count})
