"""The files that the commands write: whole or not at all, and never over what dossiers are made of."""

import codecs
import contextlib
import glob
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self

from segur_check.errors import UsageFault
from segur_check.values.unfinished import UNFINISHED

if TYPE_CHECKING:
    from types import TracebackType

# What dossiers are made of: never written over, whoever asks.
_NEVER_A_REPORT = frozenset({".pdf", ".zip", ".toml"})
_REQUESTS = b'"lignesImport"'
_MOST_READ, _BEGINNING = 20_000_000, 400  # bytes


def refuse_unwritable(place: Path, option: str = "--output") -> None:
    """Say before the work starts that a file cannot be written.

    Raises:
        UsageFault: its folder is missing or forbidden, or its name is no file name.
    """
    try:
        place.resolve().is_dir()
        os.fspath(place).encode("utf-8")
    except (OSError, ValueError) as error:
        raise UsageFault(
            f"{option} : ce nom de fichier ne peut pas être écrit ({type(error).__name__})",
            f"{option}: this file name cannot be written ({type(error).__name__})",
        ) from error
    if place.is_file() and _is_of_a_dossier(place):
        raise UsageFault(
            f"{option} : « {place} » existe et n'est pas un bilan ; donnez un autre nom",
            f"{option}: “{place}” exists and is no report; give another name",
        )
    folder = place.parent
    may_be_written = (
        os.access(place, os.W_OK)
        if _takes_as_it_comes(place)
        else folder.is_dir() and os.access(folder, os.W_OK)
    )
    if place.is_dir() or not may_be_written:
        raise UsageFault(
            f"{option} : « {place} » ne peut pas être écrit ; vérifiez le dossier et vos droits",
            f"{option}: “{place}” cannot be written; check the folder and your rights",
        )


def _is_of_a_dossier(place: Path) -> bool:
    """Whether dossiers are made of this file: by its name, or that of the file it links to, or a request."""
    suffixes = {name.suffix.lower() for name in (place, place.resolve())}
    return bool(suffixes & _NEVER_A_REPORT) or _holds_requests(place)


def _holds_requests(place: Path) -> bool:
    from segur_check.dossier.jsonfiles import JsonFile, is_report  # noqa: PLC0415 - most outputs are new

    try:
        with place.open("rb") as file:
            data = file.read(_MOST_READ)
    except OSError:
        return False  # who writes over it says why it cannot
    is_json = data[:_BEGINNING].removeprefix(codecs.BOM_UTF8).lstrip().startswith((b"{", b"["))
    return is_json and _REQUESTS in data and not is_report(JsonFile(str(place), data))


def write(place: Path, content: str | bytes) -> None:
    """Write a file whole or not at all; a pipe or a device is written as it is.

    Raises:
        UsageFault: the file cannot be written.
    """
    with Growing(place) as file:
        file.write(content)


class Growing:
    """A file that takes its name only once it is whole; a pipe or a device is written at once.

    Raises (each method):
        UsageFault: the file cannot be written.
    """

    def __init__(self, place: Path) -> None:
        self._place, self._name = place, ""
        self._file: BinaryIO | None = None

    def __enter__(self) -> Self:
        """Open a file beside the final one."""
        with self._faults():
            if _takes_as_it_comes(self._place):
                self._file = self._place.open("wb")
            else:
                place = self._place.resolve()
                _clear_left(place)
                handle, self._name = _begun(place)
                self._file = os.fdopen(handle, "wb")
        return self

    def write(self, content: str | bytes) -> None:
        """Add to the file."""
        data = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
        with self._faults():
            if self._file is not None:
                self._file.write(data)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: "TracebackType | None",
    ) -> None:
        """Take the final name, or leave nothing."""
        try:
            with self._faults():
                if self._file is not None:
                    self._file.close()
                if self._name and kind is None:
                    mask = os.umask(0)
                    os.umask(mask)
                    Path(self._name).chmod(0o666 & ~mask)
                    Path(self._name).replace(self._place.resolve())
                    self._name = ""
        finally:
            if self._name:
                with contextlib.suppress(OSError):
                    Path(self._name).unlink()

    @contextlib.contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise UsageFault(
                f"« {self._place} » ne peut pas être écrit ({error.strerror})",
                f"“{self._place}” cannot be written ({error.strerror})",
            ) from error


def _takes_as_it_comes(place: Path) -> bool:
    """Whether it is a pipe or a device; the real path of a pipe without a name leads nowhere."""
    return place.exists() and not place.is_file()


def _begun(place: Path) -> tuple[int, str]:
    """A new file beside the final one, and its name; it is held until it is closed."""
    while True:
        handle, name = tempfile.mkstemp(
            dir=place.parent, prefix=f".{place.name}.", suffix=UNFINISHED
        )
        # Another run may take it for one that was left, before it is held.
        if _hold(handle) is not False and Path(name).exists():
            return handle, name
        os.close(handle)


def _clear_left(place: Path) -> None:
    """Take away what a run that was killed left of this file; what a live one writes stays."""
    for left in place.parent.glob(f".{glob.escape(place.name)}.*{UNFINISHED}"):
        with contextlib.suppress(OSError):
            with left.open("rb") as file:
                is_left = _hold(file.fileno())
            if is_left:
                left.unlink()


def _hold(handle: int) -> bool | None:
    """Take a file for this process: the system lets go of it with the process.

    False where another has it, None where the file system cannot tell. Windows needs nothing: there
    a file that is open cannot be taken away.
    """
    try:
        import fcntl  # noqa: PLC0415 - not on Windows
    except ImportError:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True
