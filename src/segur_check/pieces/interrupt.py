"""Stop what runs in this thread, wherever it is, once it has taken too much.

pypdf decodes, parses and lays out in loops of its own, where nothing can be asked meanwhile. A
second thread looks on and has the interpreter raise an exception in the first; what is inside a
function of C (a search, an inflation) ends before.
"""

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import TypeVar

_Answer = TypeVar("_Answer")

_RSS_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes
_EVERY = 0.02  # seconds
_STEPS = 8
_AGAIN = 0.5  # seconds until an exception that was swallowed is raised anew


def interruptible(
    work: Callable[[], _Answer], too_much: Callable[[], bool], error: type[Exception]
) -> _Answer:
    """What `work` answers, unless `error` is raised in it.

    `too_much` is asked every 20 ms, in another thread; `work` must let `error` through soon.
    """
    watch = _Watch(too_much, error)
    try:
        watch.start()
        return work()
    finally:
        while True:
            try:
                watch.stop()
                break
            except error:  # raised too late: the work is done
                continue


class _Watch(threading.Thread):
    def __init__(self, too_much: Callable[[], bool], error: type[Exception]) -> None:
        super().__init__(name="segur-check-watch", daemon=True)
        self._watched = threading.get_ident()
        self._too_much, self._error = too_much, error
        self._over = threading.Event()

    def start(self) -> None:
        with suppress(RuntimeError):  # no thread to be had: the reading checks itself, less often
            super().start()

    def run(self) -> None:
        pause = _EVERY
        while not self._over.wait(pause):
            if self._too_much():
                _raise_in(self._watched, self._error)
                pause = _AGAIN

    def stop(self) -> None:
        """Raise nothing more; what is on its way is raised in here."""
        self._over.set()
        if self.ident is not None:
            self.join()
        for _ in range(_STEPS):  # the interpreter looks for what to raise each time it goes back
            pass


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
