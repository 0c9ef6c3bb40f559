"""Hostile files read in processes that are measured: the reading alone, and the whole command."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import segur_check

_TESTS = Path(__file__).parents[1]
_DOSSIER = _TESTS.parent / "examples" / "accepted" / "MDV-LGC-Va1-avance"
_PLACES = os.pathsep.join([str(Path(segur_check.__file__).parents[1]), str(_TESTS)])
_ENVIRONMENT = {**os.environ, "PYTHONPATH": _PLACES}

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
    dossier = folder / "dossier"
    shutil.rmtree(dossier, ignore_errors=True)
    shutil.copytree(_DOSSIER, dossier)
    [order] = (dossier / "pieces").iterdir()
    order.write_bytes(data)
    command = [sys.executable, "-m", "segur_check", "check", str(dossier), "-o", "json"]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(command, stdout=out, stderr=err, env=_ENVIRONMENT)  # noqa: S603
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        said, complained = out.read().decode(), err.read().decode()
    seconds = usage.ru_utime + usage.ru_stime
    return Checked(process.returncode, said, complained, seconds, usage.ru_maxrss / 1024)
