"""The task of a worker: one dossier of a lot, checked wherever it is sent (process, cluster)."""

from msgspec import Struct

from segur_check.case.lot import Lot
from segur_check.engine.lot_avances import avances_in
from segur_check.engine.options import Options
from segur_check.engine.reports import merged
from segur_check.engine.run import dossier_reports
from segur_check.report import Report


class Task(Struct, frozen=True):
    """A dossier to check, with what the lot holds that concerns it; it can be sent anywhere.

    `avances` are the paths of the dossiers that hold the avances of its soldes.
    """

    path: str
    name: str
    options: Options
    lot: Lot
    avances: tuple[str, ...] = ()


def check_task(task: Task) -> Report:
    """The report of one dossier; never raises for what the dossier holds."""
    avances = list(avances_in(task.avances, task.options.config))
    reports = dossier_reports(task.path, task.options, task.lot, avances)
    return merged(reports, task.options)
