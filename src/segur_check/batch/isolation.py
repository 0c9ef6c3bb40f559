"""Worker processes, each apart: if it dies, hangs or swells it is replaced, and the others go on."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from enum import StrEnum
from multiprocessing import resource_tracker
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import psutil
from msgspec import Struct

from segur_check.engine.collector import collect_seldom
from segur_check.values.wording import MEGABYTE

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_Question = TypeVar("_Question")
_Answer = TypeVar("_Answer")

# A fork would take the parent's threads' locks along; spawn is the same everywhere.
_SPAWN = multiprocessing.get_context("spawn")
_SECONDS_BETWEEN_LOOKS = 0.05  # at the memory of the workers
_SYSTEM_BOUND = 3  # times the bound that is watched: the system's own, behind it
# Questions sent at once. Speed: sent one by one, 1,000 dossiers of 1 to 3 requests take a quarter more
# time.
_MOST_TOGETHER = 16
# Answers come in the order of the questions: this many may wait for a slow one, per worker.
_MOST_WAITING = 200
# Processes that may end, or not start, before they have the question: that is no fault of it.
_MOST_STARTS = 3
_SECONDS_TO_BEGIN = 120
_SECONDS_BETWEEN_STARTS = 0.2
_SECONDS_TO_END = 5


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
    """Processes that answer in the order asked.

    Each has a pipe of its own, and a thread that sees to it: nothing is shared that a process which
    dies could leave locked.
    """

    def __init__(self, jobs: int, bounds: Bounds) -> None:
        self._jobs, self._bounds = jobs, bounds
        self._asked: SimpleQueue[_Asked | None] = SimpleQueue()
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
        asked = _Asked(work, question, Future())
        self._asked.put(asked)
        return asked.answer

    def close(self) -> None:
        """Let the workers go; what they were doing is dropped."""
        self._watch.stop()
        for _ in self._keepers:
            self._asked.put(None)
        for keeper in self._keepers:
            keeper.join(_SECONDS_TO_END)


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


class _Asked(NamedTuple):
    """A question, the work that answers it, and where the answer goes."""

    work: Callable[[Any], Any]
    question: object
    answer: Future[Any]


class _NotBegunError(Exception):
    """A worker was gone before it had the question: `lost` says how."""

    def __init__(self, lost: Lost) -> None:
        super().__init__(lost)
        self.lost = lost


class _Keeper(threading.Thread):
    """Sees to one process: passes the questions to it, one after the other, and replaces it."""

    def __init__(
        self, asked: "SimpleQueue[_Asked | None]", watch: "_Watch", seconds: float
    ) -> None:
        super().__init__(name="segur-check-worker", daemon=True)
        self._asked, self._watch, self._seconds = asked, watch, seconds
        self._worker: _Worker | None = None

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

    def _answer(self, asked: _Asked) -> object:
        """What the process answers; another is asked where it was gone before it had the question."""
        answer: object = Lost(Cause.DIED)
        for _ in range(_MOST_STARTS):
            try:
                self._worker = self._worker or self._watch.new_worker()
                answer = self._worker.ask(asked, self._seconds)
            except _NotBegunError as error:
                self._worker, answer = None, error.lost
                if self._watch.stopped.wait(_SECONDS_BETWEEN_STARTS):
                    break
            else:
                if isinstance(answer, Lost):
                    self._worker = None
                break
        return answer


class _Worker:
    """A process and the pipe to it."""

    def __init__(self, megabytes: int) -> None:
        self._pipe, other_end = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_serve, args=(other_end, megabytes), daemon=True)
        try:
            self._process.start()
        finally:
            # The process has the only one: when it dies, the pipe ends.
            other_end.close()
        self._seen: psutil.Process | None = None
        self._is_ready, self._is_too_big = False, False

    def ask(self, asked: _Asked, seconds: float) -> object:
        """What the process answers; `Lost` where it is no more, whatever the reason.

        Raises:
            _NotBegunError: it was gone before it had the question.
            Exception: what the work raises, or a question that cannot be sent.
        """
        has_begun = False
        try:
            if not self._is_ready:  # sending much to a process that hangs would wait for ever
                self._receive(_SECONDS_TO_BEGIN)
                self._is_ready = True
            self._pipe.send((asked.work, asked.question))
            self._receive(_SECONDS_TO_BEGIN)
            has_begun = True
            answer, error = self._receive(seconds)
        except (OSError, EOFError) as gone:
            lost = self._end(is_late=isinstance(gone, TimeoutError))
            if not has_begun:
                raise _NotBegunError(lost) from gone
            return lost
        if error is not None:
            raise error
        return answer

    def _receive(self, seconds: float) -> Any:  # noqa: ANN401 - what the process sends
        if not self._pipe.poll(seconds):
            raise TimeoutError
        return self._pipe.recv()

    def _end(self, *, is_late: bool) -> Lost:
        """Take the process away: why it did not answer."""
        if not is_late:
            self._process.join(_SECONDS_TO_END)  # it is ending: with its own code
        self._process.kill()
        self._process.join(_SECONDS_TO_END)
        self._pipe.close()
        if is_late:
            return Lost(Cause.TIME)
        cause = Cause.MEMORY if self._is_too_big else Cause.DIED
        return Lost(cause, self._process.exitcode or 0)

    @property
    def is_gone(self) -> bool:
        """Whether it was taken away."""
        return self._pipe.closed

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()

    def wait(self) -> None:
        """Wait for its end, once it was killed; not for ever."""
        self._process.join(_SECONDS_TO_END)

    def kill_if_above(self, most_bytes: int) -> None:
        """Kill it if it holds more memory."""
        with suppress(psutil.Error):
            self._seen = self._seen or psutil.Process(self._process.pid)
            if self._seen.memory_info().rss > most_bytes:
                self._is_too_big = True
                self._seen.kill()


class _Watch(threading.Thread):
    """Starts the workers, and kills those that hold too much: deep in a library, none looks itself."""

    def __init__(self, megabytes: int) -> None:
        super().__init__(name="segur-check-memory", daemon=True)
        self.stopped = threading.Event()
        self._megabytes = megabytes
        self._lock = threading.Lock()
        self._workers: list[_Worker] = []

    def run(self) -> None:
        while not self.stopped.wait(_SECONDS_BETWEEN_LOOKS):
            for worker in tuple(self._workers):
                worker.kill_if_above(self._megabytes * MEGABYTE)

    def new_worker(self) -> _Worker:
        """A process more, that is watched.

        Raises:
            _NotBegunError: there can be none.
        """
        with self._lock:
            self._workers = [worker for worker in self._workers if not worker.is_gone]
            if self.stopped.is_set():
                raise _NotBegunError(Lost(Cause.DIED))
            try:
                worker = _Worker(self._megabytes)
            except OSError as error:  # the system has no more processes, memory or files to give
                raise _NotBegunError(Lost(Cause.DIED, error.errno or 0)) from error
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


def _serve(pipe: "Connection[Any, Any]", megabytes: int) -> None:
    """In a worker: say that it is ready, then answer; each question is acknowledged once it is read."""
    _begin(megabytes)
    with suppress(EOFError, OSError):  # the parent let go
        pipe.send(None)
        while True:
            work, question = pipe.recv()
            pipe.send(None)
            answer, fault = None, None
            try:
                answer = work(question)
            except Exception as error:  # noqa: BLE001 - it is raised in the parent
                fault = error
            try:
                pipe.send((answer, fault))
            except OSError:
                raise
            except Exception as error:  # noqa: BLE001 - it cannot be sent: the reason can
                pipe.send((None, error))


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
