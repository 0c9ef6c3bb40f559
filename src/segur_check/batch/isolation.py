"""Worker processes, each apart: if it dies, hangs or swells it is replaced, and the others go on."""

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

_Question = TypeVar("_Question")
_Answer = TypeVar("_Answer")

_SECONDS_BETWEEN_LOOKS = 0.05  # at the memory of the workers
_SYSTEM_BOUND = 3  # times the bound that is watched: the system's own, behind it
# Questions sent at once. Speed: sent one by one, 1,000 dossiers of 1 to 3 requests take a quarter more
# time.
_MOST_TOGETHER = 16
# Answers come in the order of the questions: this many may wait for a slow one, per worker.
_MOST_WAITING = 200


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

    def _start(self) -> None:
        """Start the processes, once there is a question; from here on, `close` ends them."""
        if self._watch.is_alive():
            return
        self._watch.start()
        with _deaf_to_ctrl_c():
            # Reading this starts the pool: the workers, and the threads that replace them.
            _ = self._pool.active

    def answers(
        self, work: Callable[[_Question], _Answer], asked: Iterable[_Question]
    ) -> Iterator[_Answer | Lost]:
        """What `work` answers to each question, in order; `Lost` where its worker did not come back.

        Questions are sent several at once. Where the worker does not come back, each of them is
        asked again alone: only the one at fault is lost. An exception of `work` is raised here.
        """
        questions = list(asked)
        if questions:
            self._start()
        size = max(1, min(_MOST_TOGETHER, len(questions) // (8 * self._jobs)))
        waiting: deque[tuple[list[_Question], Any]] = deque()
        for start in range(0, len(questions), size):
            together = questions[start : start + size]
            waiting.append((together, self._ask(_answer_each, (work, together))))
            if len(waiting) * size >= _MOST_WAITING * self._jobs or waiting[0][1].done():
                yield from self._answers(work, *waiting.popleft())
        while waiting:
            yield from self._answers(work, *waiting.popleft())

    def _answers(
        self,
        work: Callable[[_Question], _Answer],
        together: list[_Question],
        future: Any,  # noqa: ANN401
    ) -> Iterator[_Answer | Lost]:
        """The answers to questions that were sent together."""
        answers = self._answer(future)
        if not isinstance(answers, Lost):
            yield from answers
        elif len(together) == 1:
            yield answers
        else:
            for question in together:
                yield self._answer(self._ask(work, question))

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
        # At once: a worker that is still starting would miss what the pool takes away, and complain.
        for worker in multiprocessing.active_children():
            if worker not in self._not_ours:
                worker.kill()
        self._pool.join()


def _answer_each(asked: tuple[Callable[[Any], Any], list[Any]]) -> list[Any]:
    """In a worker: the answers to questions that were sent together."""
    work, questions = asked
    return [work(question) for question in questions]


@contextmanager
def workers(jobs: int, bounds: Bounds) -> Iterator[Workers]:
    """A pool of processes, closed at the end whatever happens."""
    pool = Workers(jobs, bounds)
    try:
        yield pool
    finally:
        pool.close()


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Processes started in here never hear Ctrl-C, not even before their first line: the parent does.

    It hears it once all are started, at whatever moment it came.
    """
    in_main = threading.current_thread() is threading.main_thread()
    if not in_main or not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    heard: list[int] = []
    # If it were started with the first worker, it would let the others hear again.
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
    """What a worker does first: leave Ctrl-C to the parent, and bound the memory it may ask for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_seldom()
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - not on Windows

        # For a worker that swells between two looks of the parent.
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (_SYSTEM_BOUND * megabytes * MEGABYTE, hard))


def _end_with_the_parent() -> None:
    """End with the parent: once that is killed, nobody awaits an answer or bounds the memory."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


class _Watch(threading.Thread):
    """Kills the workers that hold too much memory: deep in a library, a worker cannot look itself."""

    def __init__(self, megabytes: int) -> None:
        super().__init__(name="segur-check-memory", daemon=True)
        self.killed: set[int] = set()
        self._most_bytes = megabytes * MEGABYTE
        self._stopped = threading.Event()

    def run(self) -> None:
        parent = psutil.Process()
        while not self._stopped.wait(_SECONDS_BETWEEN_LOOKS):
            for worker in parent.children():
                with suppress(psutil.Error):
                    if worker.memory_info().rss > self._most_bytes:
                        self.killed.add(worker.pid)
                        worker.kill()

    def stop(self) -> None:
        self._stopped.set()
