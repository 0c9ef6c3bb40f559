"""The journal of a batch: each dossier's report as it ends, so that a stopped run can go on."""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec import Struct

from segur_check import __version__
from segur_check.batch.task import Task
from segur_check.engine.options import Options
from segur_check.errors import UsageFault
from segur_check.report import Report
from segur_check.rules.data import rules_version
from segur_check.settings.supplier import SUPPLIER_FILE

if TYPE_CHECKING:
    import io

_FORMAT: Literal["segur-check-journal/1"] = "segur-check-journal/1"
_MARK = b'{"format":"segur-check-journal/1"'


class _Head(Struct, frozen=True):
    """The first line: what a run must have in common with the one that it goes on."""

    format: Literal["segur-check-journal/1"]
    tool: str
    rules: str
    options: str
    now: datetime


class _Line(Struct, frozen=True):
    """A dossier that was checked: its name, a digest of what it was made of, and its report."""

    name: str
    made_of: str
    report: Report


class Journal:
    """What is known of an earlier run, and where this run writes."""

    def __init__(self, path: Path, options: Options) -> None:
        self._path = path
        self._head = _Head(
            _FORMAT, __version__, rules_version(options.rules), _digest_of(options), options.now
        )
        self._known: dict[str, _Line] = {}
        self._file: io.FileIO | None = None

    def resume(self) -> datetime:
        """Read what an earlier run wrote; gives its instant, which becomes that of this run.

        Raises:
            UsageFault: the file is no journal, or of other options, tables or version.
        """
        kept = 0
        if self._never_begun():
            self._path.write_bytes(b"")
            return self._head.now
        try:
            lines = list(_whole_lines(self._path))
            head = msgspec.json.decode(lines[0][0], type=_Head)
        except (OSError, IndexError, msgspec.DecodeError) as error:
            raise UsageFault(
                f"--resume : « {self._path} » ne se lit pas comme un journal de batch ; donnez le fichier "
                "donné à --journal la première fois, ou un autre nom sans --resume",
                f"--resume: “{self._path}” cannot be read as a batch journal; name the file given to --journal "
                "the first time, or another name without --resume",
            ) from error
        self._refuse_another_run(head)
        for line, end in lines:
            kept = end
            if line is lines[0][0]:
                continue
            try:
                dossier = msgspec.json.decode(line, type=_Line)
            except msgspec.DecodeError:
                break
            self._known[dossier.name] = dossier
        with self._path.open("r+b") as file:
            file.truncate(kept)  # a line that was being written
        self._head = head
        return head.now

    def _never_begun(self) -> bool:
        """Whether an earlier run was stopped before its first line was whole."""
        with suppress(OSError):
            data = self._path.read_bytes()[: len(_MARK) + 1]
            return len(data) <= len(_MARK) and _MARK.startswith(data)
        return False

    def _refuse_another_run(self, head: _Head) -> None:
        own = self._head
        for fr, en, earlier, now in (
            ("la version de l'outil", "the version of the tool", head.tool, own.tool),
            ("la version des règles", "the version of the rules", head.rules, own.rules),
            ("les options", "the options", head.options, own.options),
        ):
            if earlier != now:
                raise UsageFault(
                    f"--resume : « {self._path} » a été écrit avec d'autres réglages ({fr}) ; reprenez avec "
                    "les mêmes, ou donnez un autre nom à --journal",
                    f"--resume: “{self._path}” was written with other settings ({en}); go on with the same "
                    "ones, or give --journal another name",
                )

    def open(self) -> None:
        """Start writing, after what is kept.

        Raises:
            UsageFault: the file cannot be written.
        """
        try:
            empty = not self._path.exists() or not self._path.stat().st_size
            self._file = self._path.open("ab", buffering=0)
            if empty and not self._known:
                self._write(self._head)
        except OSError as error:
            raise self._unwritable(error) from error

    def known(self, task: Task) -> Report | None:
        """The report of an earlier run, when nothing of the dossier has changed since."""
        line = self._known.get(task.name)
        return line.report if line is not None and line.made_of == made_of(task) else None

    def note(self, task: Task, report: Report) -> None:
        """Write a report down at once.

        Raises:
            UsageFault: the disk is full, or the file was taken away.
        """
        try:
            # A name that is not UTF-8 cannot be written down: that dossier is checked each time.
            with suppress(UnicodeEncodeError):
                self._write(_Line(task.name, made_of(task), report))
        except OSError as error:
            raise self._unwritable(error) from error

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()

    def _write(self, line: Struct) -> None:
        if self._file is not None:
            self._file.write(msgspec.json.encode(line) + b"\n")

    def _unwritable(self, error: OSError) -> UsageFault:
        return UsageFault(
            f"--journal : « {self._path} » ne peut pas être écrit ({error.strerror})",
            f"--journal: “{self._path}” cannot be written ({error.strerror})",
        )


def made_of(task: Task) -> str:
    """A digest of all that a report follows from: files by size and date of change, lot, avances."""
    digest = hashlib.sha256(repr((task.lot, task.avances)).encode(errors="backslashreplace"))
    config = task.options.config
    paths = [Path(task.path), *map(Path, task.avances), *([config] if config else [])]
    for path in paths:
        for file in _files(path):
            try:
                stat = file.stat()
            except OSError:
                continue
            digest.update(
                f"\x1f{file}\x1f{stat.st_size}\x1f{stat.st_mtime_ns}".encode(errors="replace")
            )
    return digest.hexdigest()


def _files(path: Path) -> Iterator[Path]:
    """The files of a dossier: its own, those beside a JSON, the supplier's settings above."""
    if path.is_dir():
        yield from sorted(file for file in path.rglob("*") if file.is_file())
    else:
        folder = path.parent
        yield from (path, path.with_suffix(".zip"), folder / "dossier.toml")
        if (folder / "pieces").is_dir():
            yield from sorted((folder / "pieces").rglob("*"))
    for folder in path.resolve().parents:
        if (folder / SUPPLIER_FILE).is_file():
            yield from sorted((folder / SUPPLIER_FILE, *folder.glob("*.csv")))
            return


def _digest_of(options: Options) -> str:
    """A digest of the options but the clock, which the journal has for itself."""
    by_name = msgspec.structs.asdict(options)
    del by_name["now"]
    return hashlib.sha256(repr(sorted(by_name.items())).encode()).hexdigest()


def _whole_lines(path: Path) -> Iterator[tuple[bytes, int]]:
    """The lines that were written to their end, each with the offset of its end in the file."""
    end = 0
    with path.open("rb") as file:
        for line in file:
            if not line.endswith(b"\n"):
                return
            end += len(line)
            yield line, end
