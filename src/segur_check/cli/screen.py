"""The terminal: what is said on stdout and stderr, its colours, its width, the folder it stands in."""

import errno
import io
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from segur_check.errors import ExitCode, UsageFault
from segur_check.printable import printable

_STDERR = 2  # the highest number of a standard stream
STDOUT = "-"  # as a file name


def complain(sentence: str, code: ExitCode) -> int:
    """Say one line on stderr and give the exit code, which nothing changes: not even a full disk."""
    try:
        sys.stderr.write(f"segur-check: {printable(sentence)}\n")
        sys.stderr.flush()
    except OSError:
        _silence(sys.stderr)
    return int(code)


def say_lines(lines: Iterable[str]) -> None:
    """Write lines on stdout; what comes from outside begins none of its own."""
    say("".join(f"{printable(line)}\n" for line in lines))


def separated(parts: Iterable[Iterable[str]]) -> Iterator[str]:
    """The lines of several parts, with an empty one between two."""
    for rank, part in enumerate(parts):
        if rank:
            yield ""
        yield from part


def say(content: str | bytes) -> None:
    """Write on stdout; a reader that leaves early (`| head`) does not change the exit code."""
    try:
        if isinstance(content, bytes):
            # What is still in the text buffer goes first.
            sys.stdout.flush()
            sys.stdout.buffer.write(content)
        else:
            sys.stdout.write(content)
        sys.stdout.flush()
    except BrokenPipeError:
        silence()
    except OSError as error:
        silence()
        raise unwritable(error) from error


def unwritable(error: OSError) -> UsageFault:
    """Why stdout does not take what is written to it."""
    if error.errno == errno.EBADF:
        return UsageFault(
            "la sortie standard est fermée : donnez un fichier, par exemple -o json:bilan.json",
            "the standard output is closed: give a file, for instance -o json:report.json",
        )
    return UsageFault(
        f"la sortie ne peut pas être écrite ({error.strerror})",
        f"the output cannot be written ({error.strerror})",
    )


def silence() -> None:
    """Send the rest of stdout nowhere: its buffer is still flushed at exit."""
    if not isinstance(sys.stdout, _Closed):
        _silence(sys.stdout)


def _silence(stream: TextIO) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


class _Closed(io.TextIOBase):
    """The standard output that a shell has closed: what is written to it would be lost."""

    def write(self, _text: str) -> int:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))

    @property
    def buffer(self) -> "_Closed":
        """The same for bytes."""
        return self


def ready_streams() -> None:
    """French needs UTF-8, whatever the locale; a character that cannot be written is replaced."""
    # A shell may close a stream: no file that is opened later may take its number.
    while (number := os.open(os.devnull, os.O_RDWR)) <= _STDERR:
        pass
    os.close(number)
    sys.stdout = sys.stdout or _Closed()
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            encoding = None if stream.isatty() else "utf-8"
            reconfigure(encoding=encoding, errors="replace")


def wants_color(choice: str) -> bool:
    """Whether to colour stdout: as --color says, else NO_COLOR, else whether it is a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout.isatty()


def width() -> int:
    """The columns of the terminal; 80 when they are not known."""
    return max(20, shutil.get_terminal_size((80, 24)).columns)


def here() -> str:
    """The folder that the addresses of machine outputs are relative to; "" when it is gone."""
    try:
        return str(Path.cwd())
    except OSError:
        return ""
