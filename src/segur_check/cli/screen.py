"""What the commands share: streams, colour, width, outputs named FORMAT[:FILE]."""

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self

from segur_check.engine.extras import require_workbooks
from segur_check.errors import ExitCode, UsageFault
from segur_check.reporters import BINARY, FORMATS
from segur_check.values.wording import printable

if TYPE_CHECKING:
    from types import TracebackType

STDOUT = "-"  # as a file name
# What dossiers are made of: never written over, whoever asks.
_NEVER_A_REPORT = frozenset({".pdf", ".zip", ".toml"})


def complain(sentence: str, code: ExitCode) -> int:
    """Say one line on stderr and give the exit code."""
    line = printable(" ".join(sentence.split(" ")))
    sys.stderr.write(f"segur-check: {line}\n")
    return int(code)


def say(content: str | bytes) -> None:
    """Write on stdout; a reader that left early (`| head`) changes no exit code."""
    try:
        if isinstance(content, bytes):
            # What stands before it in the text buffer goes first.
            sys.stdout.flush()
            sys.stdout.buffer.write(content)
        else:
            sys.stdout.write(content)
        sys.stdout.flush()
    except BrokenPipeError:
        _silence()
    except OSError as error:
        _silence()
        raise UsageFault(
            f"la sortie ne peut pas être écrite ({error.strerror})",
            f"the output cannot be written ({error.strerror})",
        ) from error


def _silence() -> None:
    """Send the rest of stdout to nowhere: what stands in its buffer is written at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def wants_color(choice: str) -> bool:
    """Whether to colour stdout: --color, then NO_COLOR, then whether it is a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout.isatty()


def width() -> int:
    """The columns of the terminal; 80 where nobody knows."""
    return max(20, shutil.get_terminal_size((80, 24)).columns)


def here() -> str:
    """The folder that the addresses of machine outputs are relative to; "" where it is gone."""
    try:
        return str(Path.cwd())
    except OSError:
        return ""


def outputs(asked: list[str]) -> list[tuple[str, Path | None]]:
    """The outputs of -o: format and file, None for stdout; by default text or concise on stdout.

    Raises:
        UsageFault: an unknown format, two outputs at one place, or a place that cannot be written.
    """
    if not asked:
        return [("text" if sys.stdout.isatty() else "concise", None)]
    found: list[tuple[str, Path | None]] = []
    for one in asked:
        form, colon, name = one.partition(":")
        if form not in FORMATS:
            known = ", ".join(FORMATS)
            raise UsageFault(
                f"--output : le format « {form} » n'existe pas ; formats : {known}",
                f"--output: there is no format “{form}”; formats: {known}",
            )
        if colon and not name:
            raise UsageFault(
                f"--output {one} : le nom du fichier manque après les deux-points",
                f"--output {one}: the file name is missing after the colon",
            )
        place = Path(name) if name and name != STDOUT else None
        if place is None and form in BINARY:
            raise UsageFault(
                f"--output {form} : ce format demande un fichier : -o {form}:bilan.{form}",
                f"--output {form}: this format needs a file: -o {form}:report.{form}",
            )
        if form == "xlsx":
            require_workbooks()
        if place is not None:
            refuse_unwritable(place)
        if _same(place) in [_same(other) for _, other in found]:
            told = name or "stdout"
            raise UsageFault(
                f"--output : deux sorties vont au même endroit ({told})",
                f"--output: two outputs go to the same place ({told})",
            )
        found.append((form, place))
    return found


def _same(place: Path | None) -> Path | None:
    return None if place is None else place.resolve()


def refuse_unwritable(place: Path, option: str = "--output") -> None:
    """Say before the work starts that an output cannot be written.

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
    if place.is_file() and place.suffix.lower() in _NEVER_A_REPORT:
        raise UsageFault(
            f"{option} : « {place} » existe et n'est pas un bilan ; donnez un autre nom",
            f"{option}: “{place}” exists and is no report; give another name",
        )
    folder = place.parent
    if place.is_dir() or not folder.is_dir() or not os.access(folder, os.W_OK):
        raise UsageFault(
            f"{option} : « {place} » ne peut pas être écrit ; vérifiez le dossier et vos droits",
            f"{option}: “{place}” cannot be written; check the folder and your rights",
        )


def write(place: Path, content: str | bytes) -> None:
    """Write a file whole or not at all; a pipe or a device is written as it is.

    Raises:
        UsageFault: the file cannot be written.
    """
    with Growing(place) as file:
        file.write(content)


class Growing:
    """A file that takes its name once it is whole; a pipe or a device is written as it goes.

    Raises (each method):
        UsageFault: the file cannot be written.
    """

    def __init__(self, place: Path) -> None:
        self._place, self._name = place, ""
        self._file: BinaryIO | None = None

    def __enter__(self) -> Self:
        """Open beside the place."""
        with self._told():
            place = self._place.resolve()
            if place.exists() and not place.is_file():
                self._file = place.open("wb")
            else:
                handle, self._name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
                self._file = os.fdopen(handle, "wb")
        return self

    def write(self, content: str | bytes) -> None:
        """Add to the file."""
        data = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
        with self._told():
            if self._file is not None:
                self._file.write(data)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: "TracebackType | None",
    ) -> None:
        """Take the name, or leave nothing."""
        try:
            with self._told():
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
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise UsageFault(
                f"« {self._place} » ne peut pas être écrit ({error.strerror})",
                f"“{self._place}” cannot be written ({error.strerror})",
            ) from error
