"""The tasks of a worker: to look at a dossier of a lot, and to check it, wherever they are sent."""

from msgspec import Struct, structs

from segur_check.batch.fingerprint import Beside, fingerprint, fingerprint_named
from segur_check.case.lot import Lot
from segur_check.engine.index import Indexed, index
from segur_check.engine.lot_avances import avances_in
from segur_check.engine.options import Options
from segur_check.engine.reports import merged, unread_report
from segur_check.engine.run import dossier_reports
from segur_check.errors import UnreadableInput
from segur_check.report import Report

_MOST_TIMES = 3  # that a dossier is read, where its files change meanwhile


class Look(Struct, frozen=True):
    """A dossier to look at: what does it hold that others may concern?

    `written` are the files that the run itself writes.
    """

    path: str
    options: Options
    written: frozenset[str] = frozenset()

    def fingerprint(self, beside: Beside | None = None) -> str:
        """What its files are now; `beside` is kept from one dossier to the next."""
        return fingerprint(self.path, self.options.config, self.written, beside)


class Looked(Struct, frozen=True):
    """What was seen of a dossier, and of which files; "" where they changed all the time."""

    indexed: Indexed
    files: str = ""


class Task(Struct, frozen=True):
    """A dossier to check, with what the lot holds that concerns it; it can be sent anywhere.

    `avances` are the paths of the dossiers that hold the avances of its soldes, `named` the avances
    that the user names. `files` are the fingerprints of the dossier, of these dossiers and of these
    avances, when the lot was looked at.
    """

    path: str
    name: str
    options: Options
    lot: Lot
    avances: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    written: frozenset[str] = frozenset()

    def fingerprints(self) -> tuple[str, ...]:
        """What the files are now."""
        config = self.options.config
        dossiers = (fingerprint(path, config, self.written) for path in (self.path, *self.avances))
        return (*dossiers, *map(fingerprint_named, self.named))


class Checked(Struct, frozen=True):
    """The report of a dossier, without the list of the controls, and of which files it is.

    `files` is empty where they changed all the time.
    """

    report: Report
    files: tuple[str, ...] = ()


def look(asked: Look) -> Looked:
    """See what a dossier holds that others may concern."""
    for _ in range(_MOST_TIMES):
        before = asked.fingerprint()
        indexed = index(asked.path, asked.options)
        if asked.fingerprint() == before:
            return Looked(indexed, before)
    return Looked(indexed)


def check_task(task: Task) -> Checked:
    """The report of one dossier; never raises for what the dossier holds.

    Where a file changes while it is read, the dossier is read again.
    """
    for _ in range(_MOST_TIMES):
        before = task.fingerprints()
        avances = list(avances_in(task.avances, task.options.config, _of_avances(task, before)))
        reports = dossier_reports(task.path, task.options, task.lot, avances)
        report = merged(reports, task.options)
        if task.fingerprints() == before:
            return Checked(structs.replace(report, controls=()), before)
    report = unread_report(task.path, _restless(task.path), task.options)
    return Checked(structs.replace(report, controls=()))


def _of_avances(task: Task, fingerprints: tuple[str, ...]) -> tuple[str, ...]:
    return fingerprints[1 : 1 + len(task.avances)]


def _restless(path: str) -> UnreadableInput:
    return UnreadableInput(
        f"« {path} » : ses fichiers changent pendant qu'ils sont lus ; contrôlez ce dossier quand plus rien "
        "n'y écrit",
        f"“{path}”: its files change while they are read; check this dossier once nothing writes there",
    )
