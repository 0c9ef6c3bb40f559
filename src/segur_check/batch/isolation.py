"""Worker processes, each apart: if it dies, hangs or swells it is replaced, and the others go on."""

import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from multiprocessing import resource_tracker
from queue import SimpleQueue
from typing import Any, TypeVar

from msgspec import Struct

from segur_check.batch.worker import SECONDS_TO_END, Asked, Cause, Lost, NotBegunError, Worker
from segur_check.values.wording import MEGABYTE

_Question = TypeVar("_Question")
_Answer = TypeVar("_Answer")
_SECONDS_BETWEEN_LOOKS = 0.05  # at the memory of the workers
# Questions sent at once. Speed: sent one by one, 1,000 dossiers of 1 to 3 requests take a quarter more
# time.
_MOST_TOGETHER = 16
# Answers come in the order of the questions: this many may wait for a slow one, per worker.
_MOST_WAITING = 200
# Processes that may end, or not start, before they have the question: that is no fault of it.
_MOST_STARTS = 3
_SECONDS_BETWEEN_STARTS = 0.2


class Bounds(Struct, frozen=True):
    """What one dossier may take: seconds of the clock, and megabytes of its worker's memory."""

    seconds: float = 120
    megabytes: int = 1000


class Workers:
    """Processes that answer in the order asked.

    Each has a pipe of its own, and a thread that sees to it: nothing is shared that a process which
    dies could leave locked.
    """

    def __init__(self, jobs: int, bounds: Bounds) -> None:
        self._jobs, self._bounds = jobs, bounds
        self._asked: SimpleQueue[Asked | None] = SimpleQueue()
        self._watch = _Watch(bounds.megabytes)
        self._keepers: list[_Keeper] = []

    def _start(self) -> None:
        """Start the threads, once there is a question; from here on, `close` ends them."""
        if self._keepers:
            return
        # If it were started with the first worker, it would let that thread hear Ctrl-C again.
        resource_tracker.ensure_running()
        self._watch.start()
        for _ in range(self._jobs):
            keeper = _Keeper(self._asked, self._watch, self._bounds.seconds)
            self._keepers.append(keeper)
            keeper.start()

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
        waiting: deque[tuple[list[_Question], Future[Any]]] = deque()
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
        future: Future[Any],
    ) -> Iterator[_Answer | Lost]:
        """The answers to questions that were sent together."""
        answers = _answer(future)
        if not isinstance(answers, Lost):
            yield from answers
        elif len(together) == 1:
            yield answers
        else:
            for question in together:
                yield _answer(self._ask(work, question))

    def _ask(self, work: Callable[[Any], Any], question: object) -> Future[Any]:
        asked = Asked(work, question, Future())
        self._asked.put(asked)
        return asked.answer

    def close(self) -> None:
        """Let the workers go; what they were doing is dropped."""
        self._watch.stop()
        for _ in self._keepers:
            self._asked.put(None)
        for keeper in self._keepers:
            keeper.join(SECONDS_TO_END)


def _answer(future: Future[Any]) -> Any:  # noqa: ANN401 - what the work answers
    try:
        return future.result()
    except MemoryError:
        return Lost(Cause.MEMORY)


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


class _Keeper(threading.Thread):
    """Sees to one process: passes the questions to it, one after the other, and replaces it."""

    def __init__(self, asked: "SimpleQueue[Asked | None]", watch: "_Watch", seconds: float) -> None:
        super().__init__(name="segur-check-worker", daemon=True)
        self._asked, self._watch, self._seconds = asked, watch, seconds
        self._worker: Worker | None = None

    def run(self) -> None:
        # Processes started from here never hear Ctrl-C, not even before their first line: the main
        # thread does.
        if hasattr(signal, "pthread_sigmask"):  # not on Windows
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        while not self._watch.stopped.is_set() and (asked := self._asked.get()) is not None:
            try:
                asked.answer.set_result(self._answer(asked))
            except Exception as error:  # noqa: BLE001 - it is raised where the answer is awaited
                asked.answer.set_exception(error)

    def _answer(self, asked: Asked) -> object:
        """What the process answers; another is asked where it was gone before it had the question."""
        answer: object = Lost(Cause.DIED)
        for _ in range(_MOST_STARTS):
            try:
                self._worker = self._worker or self._watch.new_worker()
                answer = self._worker.ask(asked, self._seconds)
            except NotBegunError as error:
                self._worker, answer = None, error.lost
                if self._watch.stopped.wait(_SECONDS_BETWEEN_STARTS):
                    break
            else:
                if isinstance(answer, Lost):
                    self._worker = None
                break
        return answer


class _Watch(threading.Thread):
    """Starts the workers, and kills those that hold too much: deep in a library, none looks itself."""

    def __init__(self, megabytes: int) -> None:
        super().__init__(name="segur-check-memory", daemon=True)
        self.stopped = threading.Event()
        self._megabytes = megabytes
        self._lock = threading.Lock()
        self._workers: list[Worker] = []

    def run(self) -> None:
        while not self.stopped.wait(_SECONDS_BETWEEN_LOOKS):
            for worker in tuple(self._workers):
                worker.kill_if_above(self._megabytes * MEGABYTE)

    def new_worker(self) -> Worker:
        """A process more, that is watched.

        Raises:
            NotBegunError: there can be none.
        """
        with self._lock:
            self._workers = [worker for worker in self._workers if not worker.is_gone]
            if self.stopped.is_set():
                raise NotBegunError(Lost(Cause.DIED))
            try:
                worker = Worker(self._megabytes)
            except OSError as error:  # the system has no more processes, memory or files to give
                raise NotBegunError(Lost(Cause.DIED, error.errno or 0)) from error
            self._workers.append(worker)
            return worker

    def stop(self) -> None:
        """End all of them; there are no more."""
        self.stopped.set()
        with self._lock:
            for worker in self._workers:
                worker.kill()
            for worker in self._workers:
                worker.wait()
