"""An entry of a zip or a file of a folder before it is judged, and why it may not be."""

from collections.abc import Callable, Mapping
from typing import Literal

from msgspec import Struct, field

# For each file allowed, room in the list for its folder and for the twin that macOS adds.
LISTED_PER_FILE = 4


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
    """A file that is not judged yet, of `size` bytes (`packed` of them in the zip).

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


def too_many(count: int, limit: int) -> BundleFault:
    """More files than allowed."""
    return BundleFault("PIE012", "too-many-entries", values={"found": count, "limit": limit})


def too_big(size: int, limit: int) -> BundleFault:
    """More bytes in all than allowed."""
    return BundleFault("PIE012", "total-too-big", values={"found": size, "limit": limit})


def first_fault(readings: tuple[str, ...], fault: Callable[[str], str]) -> str:
    """Why a name is refused, by any of its readings; "" when it is not."""
    return next(filter(None, map(fault, readings)), "")
