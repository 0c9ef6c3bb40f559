"""One process of a lot: asked over a pipe of its own, and taken away when it does not answer."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

import psutil
from msgspec import Struct

from segur_check.engine.collector import collect_seldom
from segur_check.values.wording import MEGABYTE

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

# A fork would take the parent's threads' locks along; spawn is the same everywhere.
_SPAWN = multiprocessing.get_context("spawn")
_SYSTEM_BOUND = 3  # times the bound that is watched: the system's own, behind it
_SECONDS_TO_BEGIN = 120
SECONDS_TO_END = 5


class Cause(StrEnum):
    """Why there is no answer."""

    DIED = "died"
    TIME = "time"
    MEMORY = "memory"


class Lost(Struct, frozen=True):
    """No answer: why, and the exit code of the worker that died."""

    cause: Cause
    code: int = 0


class Asked(NamedTuple):
    """A question, the work that answers it, and where the answer goes."""

    work: Callable[[Any], Any]
    question: object
    answer: Future[Any]


class NotBegunError(Exception):
    """A worker was gone before it had the question: `lost` says how."""

    def __init__(self, lost: Lost) -> None:
        super().__init__(lost)
        self.lost = lost


class Worker:
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

    def ask(self, asked: Asked, seconds: float) -> object:
        """What the process answers; `Lost` where it is no more, whatever the reason.

        Raises:
            NotBegunError: it was gone before it had the question.
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
                raise NotBegunError(lost) from gone
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
            self._process.join(SECONDS_TO_END)  # it is ending: with its own code
        self._process.kill()
        self._process.join(SECONDS_TO_END)
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
        self._process.join(SECONDS_TO_END)

    def kill_if_above(self, most_bytes: int) -> None:
        """Kill it if it holds more memory."""
        with suppress(psutil.Error):
            self._seen = self._seen or psutil.Process(self._process.pid)
            if self._seen.memory_info().rss > most_bytes:
                self._is_too_big = True
                self._seen.kill()


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
