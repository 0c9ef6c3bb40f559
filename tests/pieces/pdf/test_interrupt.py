"""Work that is stopped from outside, and what is left of that once it is over."""

import os
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from segur_check.pieces.pdf.guard import interrupt
from segur_check.pieces.pdf.guard.interrupt import interruptible, memory, processor_clock


class Stopped(MemoryError):
    """What the tests have raised."""


def never() -> bool:
    return False


def after(seconds: float) -> Callable[[], bool]:
    end = time.monotonic() + seconds
    return lambda: time.monotonic() > end


def endless() -> None:
    while True:
        pass


def test_work_that_takes_little_gives_its_answer() -> None:
    assert interruptible(lambda: 7, never, Stopped) == 7


def test_what_work_raises_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        interruptible(lambda: 1 // 0, never, Stopped)


def test_a_loop_without_end_is_stopped() -> None:
    started = time.monotonic()
    with pytest.raises(Stopped):
        interruptible(endless, after(0.1), Stopped)
    assert 0.1 < time.monotonic() - started < 120


def test_work_that_swallows_the_exception_once_is_stopped_the_second_time() -> None:
    def stubborn() -> None:
        try:
            endless()
        except Stopped:
            endless()

    with pytest.raises(Stopped):
        interruptible(stubborn, after(0.05), Stopped)


def test_a_question_that_fails_stops_nothing() -> None:
    def broken() -> bool:
        raise OSError

    assert interruptible(lambda: "".join(map(str, range(500_000))), broken, Stopped)


def test_nothing_is_raised_once_the_work_is_done() -> None:
    """Whenever the limit falls: just before the end, at it, just after."""
    for turn in range(60):
        end = time.monotonic() + 0.02 + turn / 3_000

        def busy(end: float = end) -> int:
            while time.monotonic() < end:
                pass
            return 7

        with suppress(Stopped):
            assert interruptible(busy, after(0.02), Stopped) == 7
        started = time.monotonic()
        while time.monotonic() - started < 0.03:
            pass


def test_each_thread_is_stopped_for_its_own_limit() -> None:
    ends: dict[str, bool] = {}

    def run(name: str, too_much: Callable[[], bool]) -> None:
        def until_the_other_ends() -> None:
            while not ends:
                pass

        try:
            interruptible(until_the_other_ends, too_much, Stopped)
            ends[name] = True
        except Stopped:
            ends[name] = False

    limits = {"short": after(0.1), "long": never}
    threads = [threading.Thread(target=run, args=one) for one in limits.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ends == {"short": False, "long": True}


def test_limits_hold_within_one_another() -> None:
    def outer() -> str:
        with pytest.raises(Stopped):
            interruptible(endless, after(0.05), Stopped)
        return "inner stopped"

    assert interruptible(outer, never, Stopped) == "inner stopped"


def test_one_more_thread_serves_for_all() -> None:
    before = threading.active_count()
    for _ in range(50):
        interruptible(lambda: 7, never, Stopped)
    assert threading.active_count() <= before + 1


def test_a_watch_that_sleeps_wakes_up() -> None:
    interruptible(lambda: 7, never, Stopped)
    time.sleep(1.5)  # more than what it waits for something to look at
    with pytest.raises(Stopped):
        interruptible(endless, after(0.05), Stopped)


def test_work_goes_on_where_no_thread_is_to_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: threading.Thread) -> None:
        raise RuntimeError

    monkeypatch.setattr(interrupt, "_kept", [])
    monkeypatch.setattr(threading.Thread, "start", refuse)
    assert interruptible(lambda: 7, never, Stopped) == 7


def test_the_interpreter_does_not_slow_down_nor_hang_under_a_profile() -> None:
    with pytest.raises(Stopped):
        interruptible(endless, after(0.05), Stopped)
    calls = 0

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        assert interruptible(lambda: sum(one for one in range(100)), never, Stopped) == 4950
    finally:
        sys.setprofile(None)
    assert calls > 100


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows does not fork")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_a_forked_process_has_a_watch_of_its_own() -> None:
    interruptible(lambda: 7, never, Stopped)
    child = os.fork()
    if not child:
        try:
            interruptible(endless, after(0.1), Stopped)
        except Stopped:
            os._exit(7)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 7


@pytest.mark.skipif(
    not hasattr(time, "pthread_getcpuclockid"), reason="tells the time of the process alone"
)
def test_a_thread_that_waits_has_no_processor_of_the_others() -> None:
    mine = processor_clock()
    before = mine()
    took: list[float] = []

    def busy() -> None:
        while time.thread_time() < 0.3:
            pass
        took.append(mine() - before)

    other = threading.Thread(target=busy)
    other.start()
    other.join()
    assert took[0] < 0.2


def test_the_processor_of_a_thread_is_told_in_another() -> None:
    clocks: list[Callable[[], float]] = []
    over = threading.Event()

    def busy() -> None:
        clocks.append(processor_clock())
        while clocks[0]() < 0.1:
            pass
        clocks.append(lambda: 0.0)
        over.wait()

    other = threading.Thread(target=busy)
    other.start()
    while len(clocks) < 2:
        time.sleep(0)
    assert clocks[0]() >= 0.1
    over.set()
    other.join()


def test_where_threads_are_not_told_apart_the_process_is_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(time, "pthread_getcpuclockid", raising=False)
    assert processor_clock() is time.process_time


@pytest.mark.skipif(sys.platform != "linux", reason="what a process holds is told on Linux")
def test_memory_is_what_the_process_holds_even_for_a_moment() -> None:
    with memory() as held:
        before = held()
        assert 1_000_000 < before
        kept = b"x" * 300_000_000
        assert held() > before + 250_000_000
        del kept
    with memory() as held:
        assert held() < before + 250_000_000
