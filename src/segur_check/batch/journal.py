"""The journal of a batch: each dossier's report as it ends, so that a stopped run can go on.

A database of SQLite: what is written is whole or is not there, whoever is killed; one run at a time
has it; and of a long lot, each report is read when its turn comes. docs/decisions says why.
"""

import hashlib
import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec
from msgspec import Struct

from segur_check import __version__
from segur_check.batch import journal_refusals as refusals
from segur_check.batch.task import Look, Looked, Task
from segur_check.engine.options import Options
from segur_check.report import Report
from segur_check.rules.data import rules_version
from segur_check.values.dates import PARIS

if TYPE_CHECKING:
    from segur_check.batch.fingerprint import Beside

_T = TypeVar("_T")
# What a damaged file may raise as it is read: nested without end, an instant that no calendar has.
_MISREAD = (
    zlib.error,
    msgspec.MsgspecError,
    TypeError,
    ValueError,
    RecursionError,
    OverflowError,
    MemoryError,
)
_MARK = 0x53676A6C  # "Sgjl", in the head of the file: a journal, and no other database
_BEGINNING = b"SQLite format 3\0"
_BEGINNING_UNTIL_0_4 = b'{"format":"segur-check-journal/'
_TABLES = (
    "CREATE TABLE run (tool TEXT, rules TEXT, options TEXT, now TEXT)",
    "CREATE TABLE looks (name BLOB PRIMARY KEY, files TEXT, seen BLOB)",
    "CREATE TABLE reports (name BLOB PRIMARY KEY, made_of TEXT, report BLOB)",
    # The first report: the others are packed against it, and take a third of the room.
    "CREATE TABLE sample (report BLOB)",
    f"PRAGMA application_id = {_MARK}",
)


class _Run(Struct, frozen=True):
    """What a run must have in common with the one that it goes on, and its instant."""

    tool: str
    rules: str
    options: str
    now: str


class Journal:
    """What is known of an earlier run, and where this run writes."""

    def __init__(self, path: Path, options: Options) -> None:
        self._path = path
        self._run = _Run(
            __version__,
            f"{rules_version(options.rules)}{_own_tables(options.rules)}",
            _digest_of(options),
            options.now.isoformat(),
        )
        self._database: sqlite3.Connection | None = None
        self._place: tuple[int, int] | None = None
        self._sample = b""

    @property
    def files(self) -> frozenset[str]:
        """The files that are the journal, by their real paths."""
        path = self._path.resolve()
        return frozenset(f"{path}{suffix}" for suffix in ("", "-wal", "-shm", "-journal"))

    def open(self, *, resume: bool) -> datetime:
        """Take the journal for this run; gives the instant of the earlier run, which becomes its own.

        Raises:
            UsageFault: another run has it, it is no journal, it is not to be gone on with, or it
                is of other options, tables or version.
        """
        self._refuse_another_file()
        with self._faults():
            # As a path: a mere ":memory:" is no file for SQLite.
            self._database = sqlite3.connect(self._path.absolute(), timeout=0, isolation_level=None)
            earlier = self._begun_or_new()
        self._place = self._found()
        if earlier is not None:
            if not resume:
                raise refusals.exists(self._path)
            self._refuse_another_run(earlier)
            self._run = earlier
        with self._faults():
            return datetime.fromisoformat(self._run.now).astimezone(PARIS)

    def _begun_or_new(self) -> _Run | None:
        """The earlier run; None where there is none, and this one was written down."""
        # One process has the file, until it closes it or dies.
        self._sql("PRAGMA locking_mode = EXCLUSIVE")
        self._sql("BEGIN EXCLUSIVE")
        mark, tables = (
            self._sql(asked).fetchone()[0]
            for asked in ("PRAGMA application_id", "SELECT count(*) FROM sqlite_master")
        )
        if mark != _MARK and tables:
            raise refusals.no_journal(self._path)
        if not tables:
            for made in _TABLES:
                self._sql(made)
            self._sql("INSERT INTO run VALUES (?, ?, ?, ?)", *msgspec.structs.astuple(self._run))
        earlier = _Run(*self._sql("SELECT * FROM run").fetchone())
        for (sample,) in self._sql("SELECT report FROM sample"):
            self._sample = sample
        self._sql("COMMIT")
        # What was committed outlives a cut of power too, without a wait for the disk at each dossier.
        self._sql("PRAGMA journal_mode = WAL")
        self._sql("PRAGMA synchronous = NORMAL")
        return earlier if tables else None

    def _refuse_another_file(self) -> None:
        """Leave alone what is no database: SQLite would write into a file that it finds too short."""
        try:
            with self._path.open("rb") as file:
                beginning = file.read(len(_BEGINNING_UNTIL_0_4))
        except FileNotFoundError:
            return
        except OSError as error:
            raise refusals.unwritable(self._path, error.strerror) from error
        if beginning.startswith(_BEGINNING_UNTIL_0_4):
            raise refusals.too_old(self._path)
        if beginning and not beginning.startswith(_BEGINNING):
            raise refusals.no_journal(self._path)

    def _refuse_another_run(self, earlier: _Run) -> None:
        own = self._run
        for fr, en, then, now in (
            ("la version de l'outil", "the version of the tool", earlier.tool, own.tool),
            ("la version des règles", "the version of the rules", earlier.rules, own.rules),
            ("les options", "the options", earlier.options, own.options),
        ):
            if then != now:
                raise refusals.other_settings(self._path, fr, en)

    def looked(self, looks: Mapping[str, Look]) -> Iterator[tuple[str, Looked]]:
        """What an earlier run saw of these dossiers, where their files did not change since."""
        beside: Beside = {}
        with self._faults():
            for name, look in looks.items():
                row = self._sql(
                    "SELECT files, seen FROM looks WHERE name = ?", _key(name)
                ).fetchone()
                if row is not None and row[0] == look.fingerprint(beside):
                    yield name, _unpacked(row[1], Looked)

    def note_look(self, name: str, looked: Looked) -> None:
        """Write down what was seen of a dossier, once `settle` is called.

        Raises:
            UsageFault: the disk is full, or the file was taken away.
        """
        if not looked.files:
            return
        with self._faults(), suppress(UnicodeEncodeError):
            row = (_key(name), looked.files, _packed(looked))
            self._begin()
            self._sql("INSERT OR REPLACE INTO looks VALUES (?, ?, ?)", *row)

    def settle(self) -> None:
        """Keep what was seen of the dossiers.

        Raises:
            UsageFault: the disk is full, or the file was taken away.
        """
        with self._faults():
            if self._database is not None and self._database.in_transaction:
                self._sql("COMMIT")
        self.refuse_lost()

    def refuse_lost(self) -> None:
        """Say that what was written down is not in the file of this name: SQLite says nothing of it.

        Raises:
            UsageFault: the file was taken away since it was opened, or another has taken its place.
        """
        if self._place is not None and self._found() != self._place:
            raise refusals.lost(self._path)

    def _found(self) -> tuple[int, int] | None:
        """Which file has the name of the journal."""
        try:
            status = self._path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError:  # out of reach for now: it may well be there
            return self._place
        return status.st_dev, status.st_ino

    def holds(self, task: Task) -> bool:
        """Whether the report of a dossier is here, and nothing that it follows from has changed."""
        with self._faults():
            asked = "SELECT made_of FROM reports WHERE name = ?"
            row = self._sql(asked, _key(task.name)).fetchone()
            return row is not None and row[0] == _made_of(task)

    def report(self, name: str) -> Report:
        """The report of a dossier that is here, without the list of the controls."""
        with self._faults():
            row = self._sql("SELECT report FROM reports WHERE name = ?", _key(name)).fetchone()
            return _unpacked(row[0], Report, self._sample)

    def note(self, task: Task, report: Report) -> None:
        """Write a report down at once.

        Raises:
            UsageFault: the disk is full, or the file was taken away.
        """
        # A text that is not UTF-8 cannot be written down: that dossier is checked each time.
        with self._faults(), suppress(UnicodeEncodeError):
            told = msgspec.msgpack.encode(report)
            self._begin()
            if not self._sample:
                self._sample = told
                self._sql("INSERT INTO sample VALUES (?)", told)
            row = (_key(task.name), _made_of(task), _packed(report, self._sample))
            self._sql("INSERT OR REPLACE INTO reports VALUES (?, ?, ?)", *row)
            self._sql("COMMIT")

    def close(self) -> None:
        """Let the journal go."""
        if self._database is not None:
            with suppress(sqlite3.Error):
                self._database.close()

    def _begin(self) -> None:
        if self._database is not None and not self._database.in_transaction:
            self._sql("BEGIN")

    def _sql(self, asked: str, *values: object) -> sqlite3.Cursor:
        assert self._database is not None  # noqa: S101 - `open` comes first
        return self._database.execute(asked, values)

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            name = getattr(error, "sqlite_errorname", "")
            if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
                raise refusals.taken(self._path) from error
            if name in {"SQLITE_NOTADB", "SQLITE_CORRUPT"}:
                raise refusals.no_journal(self._path) from error
            raise refusals.unwritable(self._path, str(error)) from error
        except _MISREAD as error:
            raise refusals.no_journal(self._path) from error


def _made_of(task: Task) -> str:
    """A digest of all that a report follows from, but what is the same in the whole run."""
    told = repr((task.lot, task.avances, task.named, task.files))
    return hashlib.sha256(told.encode(errors="backslashreplace")).hexdigest()


def _digest_of(options: Options) -> str:
    """A digest of the options but the clock, which the journal has for itself."""
    by_name = msgspec.structs.asdict(options)
    del by_name["now"]
    return hashlib.sha256(repr(sorted(by_name.items())).encode()).hexdigest()


def _own_tables(rules: Path | None) -> str:
    """The digest of the tables of --rules, and of those in its folders: a link may lead to any of them."""
    if rules is None:
        return ""
    digest = hashlib.sha256()
    within = _listed(rules)
    for path in (*within, *(table for folder in within for table in _listed(folder))):
        if path.name.endswith(".toml"):
            digest.update(path.relative_to(rules).as_posix().encode(errors="replace"))
            with suppress(OSError):  # a table that cannot be read is told where it is asked for
                digest.update(path.read_bytes())
    return f" {digest.hexdigest()}"


def _listed(folder: Path) -> list[Path]:
    """What is in a folder; nothing where it is none, or may not be listed."""
    with suppress(OSError):
        return sorted(folder.iterdir())
    return []


def _key(name: str) -> bytes:
    return name.encode("utf-8", "surrogatepass")


def _packed(told: Struct, sample: bytes = b"") -> bytes:
    packer = zlib.compressobj(zdict=sample)
    return packer.compress(msgspec.msgpack.encode(told)) + packer.flush()


def _unpacked(data: bytes, kind: type[_T], sample: bytes = b"") -> _T:
    unpacker = zlib.decompressobj(zdict=sample)
    return msgspec.msgpack.decode(unpacker.decompress(data), type=kind)
