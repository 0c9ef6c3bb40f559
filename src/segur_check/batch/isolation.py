"""Worker processes, each apart: one that dies, hangs or swells is replaced, the others go on."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import TimeoutError as OutOfTime
from contextlib import contextmanager, suppress
from enum import StrEnum
from multiprocessing import resource_tracker
from typing import Any, TypeVar

import psutil
from msgspec import Struct
from pebble import ProcessExpired, ProcessPool

from segur_check.engine.collector import collect_seldom
from segur_check.values.wording import MEGABYTE

_Asked = TypeVar("_Asked")
_Answer = TypeVar("_Answer")

_EVERY = 0.05  # seconds between two looks at the memory
_BEHIND = 3  # times that bound, the system's own
_TOGETHER = 16  # questions sent at once: sending one costs a third of a small dossier's check
# Answers come in the order of the questions: this many may wait for a slow one, per worker.
_AHEAD = 200


class Bounds(Struct, frozen=True):
    """What one dossier may take: seconds of the clock, and megabytes of its worker's memory."""

    seconds: float = 120
    megabytes: int = 1000


class Cause(StrEnum):
    """Why there is no answer."""

    DIED = "died"
    TIME = "time"
    MEMORY = "memory"


class Lost(Struct, frozen=True):
    """No answer: why, and the exit code of the worker that died."""

    cause: Cause
    code: int = 0


class Workers:
    """A pool of processes that answer in the order asked."""

    def __init__(self, jobs: int, bounds: Bounds) -> None:
        self._jobs, self._bounds = jobs, bounds
        self._pool = ProcessPool(
            max_workers=jobs,
            # A fork would take the parent's threads' locks along; spawn is the same everywhere.
            context=multiprocessing.get_context("spawn"),
            initializer=_begin,
            initargs=(bounds.megabytes,),
        )
        self._watch = _Watch(bounds.megabytes)
        self._not_ours = multiprocessing.active_children()

    def start(self) -> None:
        """Start the processes; from here on, `close` ends them."""
        self._watch.start()
        with _deaf_to_ctrl_c():
            # Asked whether it is active, the pool begins: workers and the threads that replace them.
            _ = self._pool.active

    def answers(
        self, work: Callable[[_Asked], _Answer], asked: Iterable[_Asked]
    ) -> Iterator[_Answer | Lost]:
        """What `work` answers to each, in order; `Lost` where its worker did not come back.

        Questions are sent by a few at once. Where the worker of some does not come back, each is
        asked again alone: only the one at fault is lost. An exception of `work` is raised here.
        """
        questions = list(asked)
        size = max(1, min(_TOGETHER, len(questions) // (8 * self._jobs)))
        waiting: deque[tuple[list[_Asked], Any]] = deque()
        for start in range(0, len(questions), size):
            some = questions[start : start + size]
            waiting.append((some, self._ask(_each, (work, some))))
            if len(waiting) * size >= _AHEAD * self._jobs or waiting[0][1].done():
                yield from self._answers(work, *waiting.popleft())
        while waiting:
            yield from self._answers(work, *waiting.popleft())

    def _answers(
        self,
        work: Callable[[_Asked], _Answer],
        some: list[_Asked],
        future: Any,  # noqa: ANN401
    ) -> Iterator[_Answer | Lost]:
        found = self._answer(future)
        if not isinstance(found, Lost):
            yield from found
        elif len(some) == 1:
            yield found
        else:
            for one in some:
                yield self._answer(self._ask(work, one))

    def _ask(self, work: Callable[[Any], Any], question: object) -> Any:  # noqa: ANN401 - a future
        return self._pool.schedule(work, args=[question], timeout=self._bounds.seconds)

    def _answer(self, future: Any) -> Any:  # noqa: ANN401 - what the work answers
        try:
            return future.result()
        except OutOfTime:
            return Lost(Cause.TIME)
        except ProcessExpired as error:
            killed = error.pid in self._watch.killed
            return Lost(Cause.MEMORY if killed else Cause.DIED, error.exitcode or 0)
        except MemoryError:
            return Lost(Cause.MEMORY)

    def close(self) -> None:
        """Let the workers go; what they were doing is dropped."""
        self._watch.stop()
        self._pool.stop()
        # At once: one that is still starting would miss what the pool takes away, and complain of it.
        for worker in multiprocessing.active_children():
            if worker not in self._not_ours:
                worker.kill()
        self._pool.join()


def _each(asked: tuple[Callable[[Any], Any], list[Any]]) -> list[Any]:
    work, some = asked
    return [work(one) for one in some]


@contextmanager
def workers(jobs: int, bounds: Bounds) -> Iterator[Workers]:
    """A pool of processes, closed at the end whatever happens."""
    pool = Workers(jobs, bounds)
    try:
        pool.start()
        yield pool
    finally:
        pool.close()


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """What is started in here never hears Ctrl-C, not even before its first line: it is the parent's.

    The parent hears it when all is started, however it came.
    """
    in_main = threading.current_thread() is threading.main_thread()
    if not in_main or not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    heard: list[int] = []
    # Started with the first worker, it would have them hear again.
    resource_tracker.ensure_running()
    handler = signal.signal(signal.SIGINT, lambda number, _: heard.append(number))
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    if heard:
        raise KeyboardInterrupt


def _begin(megabytes: int) -> None:
    """What a worker does first: leave Ctrl-C to the parent, and bound what it may ask for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_seldom()
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - not on Windows

        # Behind the parent's watch, for what swells faster than it looks.
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (_BEHIND * megabytes * MEGABYTE, hard))


def _end_with_the_parent() -> None:
    """A worker whose parent was killed has nobody to answer, nor to bound it."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


class _Watch(threading.Thread):
    """Kills the workers that hold too much; a worker deep in a library could not do it itself."""

    def __init__(self, megabytes: int) -> None:
        super().__init__(name="segur-check-memory", daemon=True)
        self.killed: set[int] = set()
        self._most = megabytes * MEGABYTE
        self._over = threading.Event()

    def run(self) -> None:
        me = psutil.Process()
        while not self._over.wait(_EVERY):
            for child in me.children():
                with suppress(psutil.Error):
                    if child.memory_info().rss > self._most:
                        self.killed.add(child.pid)
                        child.kill()

    def stop(self) -> None:
        self._over.set()
