"""The task of a worker: one dossier of a lot, checked wherever it is sent (process, cluster)."""

from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from segur_check.case.lot import Lot
from segur_check.dossier.jsonfiles import JsonFile, step_of_json
from segur_check.dossier.loading import open_dossiers
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
    avances = [json for path in task.avances for json in _avances(path, task.options.config)]
    reports = dossier_reports(task.path, task.options, task.lot, avances)
    return merged(reports, task.options)


@lru_cache(maxsize=16)
def _avances(path: str, config: Path | None) -> tuple[JsonFile, ...]:
    """The avances of a dossier; none where it cannot be read.

    Speed: several soldes in a row may have theirs in the same file. Reading it for each takes 14 %
    more time, of 60 soldes whose avances are one file of 200 requests.
    """
    try:
        return tuple(
            dossier.json
            for dossier in open_dossiers(path, pieces=None, config=config, phase="avance")
            if dossier.json is not None and step_of_json(dossier.json, dossier.settings) == "avance"
        )
    except Exception:  # noqa: BLE001 - reported when that dossier is checked
        return ()
