"""Who does the work of a batch: processes of this machine, or a cluster; and how it is stopped."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from segur_check.batch.checking import Executor
    from segur_check.batch.isolation import Bounds


@contextmanager
def executor_of(cluster: str | None, jobs: int, bounds: "Bounds") -> Iterator["Executor"]:
    """The processes, or the cluster, that do the work; `jobs` of 0 is one process per core."""
    if cluster is not None:
        from segur_check.batch.cluster import cluster_workers  # noqa: PLC0415 - an extra

        with cluster_workers(cluster, bounds) as remote:
            yield remote
        return
    from segur_check.batch.isolation import workers  # noqa: PLC0415

    with workers(jobs or _cores(), bounds) as local:
        yield local


@contextmanager
def stopped_as_by_ctrl_c() -> Iterator[None]:
    """A cancelled job keeps what is done, as an interrupted one does."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    before = {}
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None:
            before[number] = signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _cores() -> int:
    """The cores that this process may use: a container's share rather than the machine's."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
