"""Stop what runs in a thread, wherever it is, once it has taken too much.

pypdf decodes, parses and lays out in loops of its own, where nothing can be asked meanwhile. One
more thread looks on and has the interpreter raise an exception in the first; what is inside a
function of C (a search, an inflation) ends before.
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
_IDLE_MOST = 50  # looks at nothing before the watch goes to sleep
_STEPS = 8


def interruptible(
    work: Callable[[], _Answer], too_much: Callable[[], bool], error: type[Exception]
) -> _Answer:
    """What `work` answers, unless `error` is raised in it.

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
    """The seconds of processor that this thread has had, asked in any thread.

    Of what stands still beside other programs they do not grow. macOS and Windows tell those of another
    thread to nobody: there the seconds of the process are counted, and what its other threads do
    meanwhile with them.
    """
    try:
        number = time.pthread_getcpuclockid(threading.get_ident())
    except (AttributeError, OSError):
        return time.process_time
    return partial(time.clock_gettime, number)


class _Watched:
    """What runs in this thread.

    Either side writes its own flag before it reads the other's: an exception raised at any place
    could leave a lock closed.
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
        """Have nothing more raised; what is on its way is raised in here."""
        self._running = False
        while self._looked_at:
            time.sleep(0)
        for _ in range(_STEPS):  # the interpreter looks for what to raise each time it goes back
            pass
        with suppress(ValueError):
            self._watch.watched.remove(self)


class _Watch(threading.Thread):
    """The thread that looks on. It sleeps when there is nothing to look at."""

    def __init__(self) -> None:
        super().__init__(name="segur-check-watch", daemon=True)
        self.watched: list[_Watched] = []
        self._awake = threading.Event()

    def wake(self) -> None:
        with suppress(RuntimeError):  # no thread to be had: what is read checks itself, less often
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
                for one in tuple(self.watched):
                    one.look()
            self._awake.clear()
            if self.watched:  # it came meanwhile
                self._awake.set()


_kept: list[_Watch] = []


def _watch() -> _Watch:
    """The watch of this process: that of another does not outlive a fork."""
    if not _kept or (_kept[0].ident is not None and not _kept[0].is_alive()):
        _kept[:] = [_Watch()]
    return _kept[0]


def _raise_in(thread: int, error: type[Exception]) -> None:
    from ctypes import c_ulong, py_object, pythonapi  # noqa: PLC0415 - seldom needed

    pythonapi.PyThreadState_SetAsyncExc(c_ulong(thread), py_object(error))


@contextmanager
def memory() -> Iterator[Callable[[], int]]:
    """A function that tells the bytes that this process holds, or held for a moment since then.

    macOS tells the highest of its life only, and Windows nothing: 0.
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
