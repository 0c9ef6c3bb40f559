"""Stop what runs in a thread, wherever it is, once it has taken too much.

pypdf decodes, parses and lays out in loops of its own, which ask nobody whether to go on. A second
thread watches, and has the interpreter raise an exception in the first; a function of C (a search,
an inflation) runs to its end before that.
"""

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from typing import TypeVar

_Answer = TypeVar("_Answer")

_RSS_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes
_EVERY = 0.02  # seconds
_AGAIN = 0.1  # seconds until an exception that was swallowed is raised anew
_IDLE_MOST = 50  # looks in vain before the watch goes to sleep
_STEPS = 8  # of a loop, each a chance for the interpreter to raise what is pending


def interruptible(
    work: Callable[[], _Answer], too_much: Callable[[], bool], error: type[Exception]
) -> _Answer:
    """What `work` answers; `error` is raised in it once `too_much` says so.

    `too_much` is asked every 20 ms, in another thread; `work` must let `error` through soon.
    """
    watched = _Watched(too_much, error)
    try:
        watched.begin()
        return work()
    finally:
        while True:
            try:
                watched.end()
                break
            except error:  # raised too late: the work is done
                continue


def processor_clock() -> Callable[[], float]:
    """A clock of the seconds of processor that this thread has had, to be read in any thread.

    It stands still while other programs have the processor. macOS and Windows do not tell the time of
    another thread: there the clock is that of the whole process, its other threads included.
    """
    try:
        number = time.pthread_getcpuclockid(threading.get_ident())
    except (AttributeError, OSError):
        return time.process_time
    return partial(time.clock_gettime, number)


class _Watched:
    """The work that runs in this thread.

    Either thread writes its own flag before it reads the other's. There is no lock: an exception raised
    at any place could leave it closed.
    """

    def __init__(self, too_much: Callable[[], bool], error: type[Exception]) -> None:
        self._thread = threading.get_ident()
        self._too_much, self._error = too_much, error
        self._running = self._looked_at = False
        self._not_before = 0.0
        self._watch = _watch()

    def begin(self) -> None:
        self._watch.watched.append(self)
        self._watch.wake()
        self._running = True

    def look(self) -> None:
        """Raise the exception in the thread, if it is time; called by the watch."""
        self._looked_at = True
        with suppress(Exception):
            if self._running and time.monotonic() > self._not_before and self._too_much():
                _raise_in(self._thread, self._error)
                self._not_before = time.monotonic() + _AGAIN
        self._looked_at = False

    def end(self) -> None:
        """Let nothing more be raised; an exception that is pending is raised in here."""
        self._running = False
        while self._looked_at:
            time.sleep(0)
        for _ in range(_STEPS):  # the interpreter raises what is pending when it jumps back
            pass
        with suppress(ValueError):
            self._watch.watched.remove(self)


class _Watch(threading.Thread):
    """The thread that watches. It sleeps when there is nothing to watch."""

    def __init__(self) -> None:
        super().__init__(name="segur-check-watch", daemon=True)
        self.watched: list[_Watched] = []
        self._awake = threading.Event()

    def wake(self) -> None:
        with suppress(RuntimeError):  # no thread to be had: the reading checks itself, less often
            if self.ident is None:
                self.start()
        if not self._awake.is_set():
            self._awake.set()

    def run(self) -> None:
        while self._awake.wait():
            idle = 0
            while idle < _IDLE_MOST:
                time.sleep(_EVERY)
                idle = 0 if self.watched else idle + 1
                for watched in tuple(self.watched):
                    watched.look()
            self._awake.clear()
            if self.watched:  # work that came meanwhile
                self._awake.set()


_kept: list[_Watch] = []


def _watch() -> _Watch:
    """The watch of this process: a thread does not outlive a fork."""
    if not _kept or (_kept[0].ident is not None and not _kept[0].is_alive()):
        _kept[:] = [_Watch()]
    return _kept[0]


def _raise_in(thread: int, error: type[Exception]) -> None:
    from ctypes import c_ulong, py_object, pythonapi  # noqa: PLC0415 - seldom needed

    pythonapi.PyThreadState_SetAsyncExc(c_ulong(thread), py_object(error))


@contextmanager
def memory() -> Iterator[Callable[[], int]]:
    """A function that gives the bytes of memory that this process holds, or its peak since then if higher.

    macOS gives only the peak of the process's life, and Windows nothing: 0.
    """
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        yield lambda: 0
        return

    def highest() -> int:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _RSS_UNIT

    before = highest()
    with ExitStack() as files:
        try:
            statm = os.open("/proc/self/statm", os.O_RDONLY)
        except OSError:
            yield highest
            return
        files.callback(os.close, statm)

        def held() -> int:
            peak = highest()
            now = int(os.pread(statm, 128, 0).split()[1]) * resource.getpagesize()
            return now if peak <= before else peak

        yield held
