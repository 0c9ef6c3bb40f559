"""Hostile files read in processes that are measured: the reading alone, and the whole command."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import segur_check

_TESTS = Path(__file__).parents[1]
_DOSSIER = _TESTS.parent / "examples" / "accepted" / "MDV-LGC-Va1-avance"
_PLACES = os.pathsep.join([str(Path(segur_check.__file__).parents[1]), str(_TESTS)])
_ENVIRONMENT = {**os.environ, "PYTHONPATH": _PLACES}
# A command is told to hold what the process that starts it held: a small one does, here.
MEASURED = """
import json, os, subprocess, sys
process = subprocess.Popen(sys.argv[2:])
_, status, usage = os.wait4(process.pid, 0)
seconds, megabytes = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
with open(sys.argv[1], "w") as cost:
    json.dump((os.waitstatus_to_exitcode(status), seconds, megabytes), cost)
"""

Outcome = dict[str, Any]


@contextmanager
def reader(seconds: float, folder: Path) -> Iterator[Callable[[bytes], Outcome]]:
    """A function that reads a file within so many seconds: see `hostile.measured`."""
    path = folder / "file.pdf"
    with subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "hostile.measured", str(seconds)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=_ENVIRONMENT,
    ) as process:
        asked, answers = process.stdin, process.stdout
        assert asked is not None
        assert answers is not None

        def read(data: bytes) -> Outcome:
            path.write_bytes(data)
            asked.write(f"{path}\n")
            asked.flush()
            told: Outcome = json.loads(answers.readline())
            return told

        try:
            yield read
        finally:
            asked.close()


class Checked(NamedTuple):
    """What `segur-check check` answered of a dossier, and what it cost: seconds of processor."""

    code: int
    out: str
    err: str
    seconds: float
    megabytes: float

    @property
    def told(self) -> set[str]:
        """The codes of the findings, and of what could not be checked."""
        report = json.loads(self.out)
        return {
            one["code"]
            for request in report["requests"]
            for kind in ("findings", "not_checked")
            for one in request[kind]
        }


def checked(data: bytes, folder: Path) -> Checked:
    """Check a dossier whose order is this file."""
    dossier, cost = folder / "dossier", folder / "cost.json"
    shutil.rmtree(dossier, ignore_errors=True)
    shutil.copytree(_DOSSIER, dossier)
    [order] = (dossier / "pieces").iterdir()
    order.write_bytes(data)
    command = [sys.executable, "-m", "segur_check", "check", str(dossier), "-o", "json"]
    said = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", MEASURED, str(cost), *command],
        env=_ENVIRONMENT,
        capture_output=True,
        text=True,
        check=True,
    )
    code, seconds, megabytes = json.loads(cost.read_text())
    return Checked(code, said.stdout, said.stderr, seconds, megabytes)
