"""The same tasks, over a Dask scheduler: `batch --cluster tcp://machine:8786`."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from segur_check.batch.isolation import Bounds
from segur_check.batch.worker import Cause, Lost
from segur_check.errors import UsageFault

_Question = TypeVar("_Question")
_Answer = TypeVar("_Answer")

# Questions sent ahead of the oldest answer awaited: enough to keep a large cluster busy, few enough
# for the scheduler.
_MOST_SENT = 2000
_SECONDS_TO_CONNECT = 10


class ClusterWorkers:
    """Workers of a cluster that answer in the order asked."""

    def __init__(self, client: Any, bounds: Bounds) -> None:  # noqa: ANN401 - Dask has no types
        self._client, self._bounds = client, bounds

    def answers(
        self, work: Callable[[_Question], _Answer], asked: Iterable[_Question]
    ) -> Iterator[_Answer | Lost]:
        """What `work` answers to each question, in order; `Lost` where its worker died several times.

        A dossier whose worker dies is sent to another one; one that kills them is given up, as
        Dask counts (`distributed.scheduler.allowed-failures`).
        """
        waiting: deque[Any] = deque()
        for question in asked:
            # Two equal questions are asked twice: the answer of an earlier run may be stale.
            waiting.append(self._client.submit(work, question, pure=False))
            if len(waiting) >= _MOST_SENT:
                yield self._answer(waiting.popleft())
        while waiting:
            yield self._answer(waiting.popleft())

    def _answer(self, future: Any) -> Any:  # noqa: ANN401 - what the work answers
        from distributed import KilledWorker  # noqa: PLC0415 - an extra

        try:
            return future.result()
        except KilledWorker:
            return Lost(Cause.DIED)
        except MemoryError:
            return Lost(Cause.MEMORY)
        finally:
            future.release()


@contextmanager
def cluster_workers(address: str, bounds: Bounds) -> Iterator[ClusterWorkers]:
    """The workers of a scheduler that runs already; they must see the same paths as this machine.

    Raises:
        UsageFault: the extra is not installed, nobody answers there, or it has no worker.
    """
    try:
        from distributed import Client  # noqa: PLC0415 - an extra
    except ImportError:
        raise UsageFault(
            "--cluster : il manque Dask : pipx inject segur-check distributed (ou pip install distributed)",
            "--cluster: Dask is missing: pipx inject segur-check distributed (or pip install distributed)",
        ) from None
    try:
        client = Client(address, timeout=_SECONDS_TO_CONNECT, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise UsageFault(
            f"--cluster : « {address} » ne répond pas ; donnez l'adresse d'un ordonnanceur Dask, par exemple "
            "tcp://10.0.0.5:8786",
            f"--cluster: “{address}” does not answer; give the address of a Dask scheduler, for "
            "instance tcp://10.0.0.5:8786",
        ) from error
    with client:
        if not client.scheduler_info()["workers"]:
            raise UsageFault(
                f"--cluster : « {address} » n'a aucun processus de calcul (worker) ; demandez à qui gère ce cluster d'en "
                "démarrer avec dask worker, ou retirez --cluster",
                f"--cluster: “{address}” has no worker; start some with dask worker, or leave --cluster out",
            )
        yield ClusterWorkers(client, bounds)
