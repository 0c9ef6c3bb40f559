"""A lot over Dask: the same answers as here, whoever dies meanwhile; the refusals are of one line."""

import os
import re
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import psutil
import pytest

from conftest import Cli
from lots import DEPOT, one

distributed = pytest.importorskip("distributed")


@pytest.fixture
def lot(tmp_path: Path, dossiers: ModuleType) -> Path:
    for rank in range(40):
        one(dossiers, rank).write(tmp_path / "lot" / f"cmd-{rank:04d}")
    return tmp_path / "lot"


@pytest.fixture
def cluster() -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as made:
        yield made


def told(out: str) -> str:
    """What a run printed, but for the instant it ran at."""
    return re.sub(r'"evaluated_at":"[^"]*"', "", out)


@pytest.mark.filterwarnings("ignore")  # Dask's own, when its workers are killed
def test_a_cluster_that_loses_a_worker_answers_as_this_machine(
    cli: Cli,
    lot: Path,
    cluster: Any,  # noqa: ANN401 - Dask has no types
) -> None:
    words = ["--depot", DEPOT, "-o", "jsonl"]
    here = cli("batch", lot, "-j", "2", *words)
    workers = [one.pid for one in cluster.workers.values()]
    killed: list[int] = []

    def kill() -> None:
        """In the middle of the run: once the worker has worked for a while."""
        process = psutil.Process(workers[0])
        until = time.monotonic() + 240
        before = process.cpu_times().user
        while process.cpu_times().user < before + 0.3 and time.monotonic() < until:
            time.sleep(0.01)
        os.kill(workers[0], signal.SIGKILL)
        killed.append(workers[0])

    killer = threading.Thread(target=kill)
    killer.start()
    there = cli("batch", lot, "--cluster", cluster.scheduler_address, *words)
    killer.join()

    assert killed
    assert told(here.out) == told(there.out)
    assert (here.code, 40) == (there.code, len(there.out.splitlines()))


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_without_workers_is_told(cli: Cli, lot: Path) -> None:
    with distributed.LocalCluster(n_workers=0, dashboard_address=None) as empty:
        said = cli("batch", lot, "--cluster", empty.scheduler_address, "--depot", DEPOT)

    assert (2, "") == (said.code, said.out)
    assert "aucun processus de calcul" in said.err
