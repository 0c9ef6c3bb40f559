"""Worker processes that die at any moment: no other question is lost, and nothing waits for ever."""

import json
import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import NoReturn

import psutil
import pytest

from lots import DEPOT, codes, one, started
from segur_check.batch.isolation import Bounds, workers
from segur_check.batch.worker import Cause, Lost


def double(number: int) -> int:
    """For a worker, which looks for it here."""
    time.sleep(0.02)
    return 2 * number


def end(code: int) -> int:
    """For a worker: end with this code, or answer 0."""
    if code:
        os._exit(code)
    return code


def refuse(_: int) -> NoReturn:
    """For a worker."""
    raise LookupError("not this one")


def answer_with_a_function(_: int) -> Callable[[], int]:
    """For a worker: an answer that cannot be sent."""
    return lambda: 1


class EndsWhoReadsIt:
    """A question that ends the process that reads it, before it has it."""

    def __reduce__(self) -> tuple[Callable[[int], NoReturn], tuple[int]]:
        """How it is read again: by an end."""
        return os._exit, (7,)


def children(parent: int | None = None) -> list[psutil.Process]:
    """The workers of a process, by default of this one."""
    return [child for child in psutil.Process(parent).children() if is_worker(child)]


def is_worker(process: psutil.Process) -> bool:
    try:
        return "spawn_main" in " ".join(process.cmdline())
    except psutil.Error:  # it has ended
        return False


def test_a_worker_that_dies_while_it_has_nothing_to_do_is_replaced() -> None:
    with workers(2, Bounds()) as pool:
        before = list(pool.answers(double, range(4)))
        for worker in children():
            worker.kill()
        after = list(pool.answers(double, range(4)))

    assert [0, 2, 4, 6] == before == after


@pytest.mark.parametrize("age", [0, 0.05, 0.2])
def test_a_worker_that_dies_while_it_starts_is_replaced(age: float) -> None:
    killed: list[int] = []

    def kill_the_first() -> None:
        until = time.monotonic() + 60
        while len(killed) < 2 and time.monotonic() < until:
            for worker in children():
                if worker.pid not in killed and len(killed) < 2:
                    time.sleep(age)
                    worker.kill()
                    killed.append(worker.pid)
            time.sleep(0.001)

    killer = threading.Thread(target=kill_the_first)
    killer.start()
    with workers(2, Bounds()) as pool:
        # Those that had begun may be lost, none more: each is asked alone.
        found = list(pool.answers(double, range(10)))
    killer.join()

    assert 2 == len(killed)
    assert len([one for one in found if isinstance(one, Lost)]) <= 2
    assert all(one in (2 * rank, Lost(Cause.DIED, -9)) for rank, one in enumerate(found))


def test_workers_that_die_all_the_time_lose_what_they_had_and_nothing_else() -> None:
    over = threading.Event()

    def kill() -> None:
        while not over.wait(0.7):
            for worker in children()[-1:]:
                with suppress(psutil.NoSuchProcess):
                    worker.kill()

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        with workers(3, Bounds()) as pool:
            found = list(pool.answers(double, range(100)))
    finally:
        over.set()
        killer.join()

    assert 100 == len(found)
    assert all(one in (2 * rank, Lost(Cause.DIED, -9)) for rank, one in enumerate(found))


def test_only_the_question_that_ends_its_worker_is_lost() -> None:
    with workers(2, Bounds()) as pool:
        found = list(pool.answers(end, [0, 3, 0, 0]))

    assert [0, Lost(Cause.DIED, 3), 0, 0] == found


def test_a_question_that_no_worker_lives_to_read_is_given_up() -> None:
    with workers(1, Bounds()) as pool:
        found = list(pool.answers(str, [1, EndsWhoReadsIt(), 2]))

    assert ["1", Lost(Cause.DIED, 7), "2"] == found


def test_a_process_that_cannot_be_started_loses_the_question_and_not_the_lot(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_: object) -> NoReturn:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr("segur_check.batch.isolation.Worker", full)

    with workers(1, Bounds()) as pool:
        assert [Lost(Cause.DIED, 11)] == list(pool.answers(double, [1]))


def test_a_question_that_takes_too_long_is_lost_and_the_others_are_answered() -> None:
    with workers(1, Bounds(seconds=1)) as pool:
        found = list(pool.answers(time.sleep, [0, 600, 0]))

    assert [None, Lost(Cause.TIME), None] == found


def test_a_process_that_stands_still_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that hangs before it reads is not waited for, however much it is sent."""
    monkeypatch.setattr("segur_check.batch.worker._SECONDS_TO_BEGIN", 10)
    question = b"x" * 3_000_000
    stopped: list[psutil.Process] = []

    def stop_the_first() -> None:
        while not stopped:
            for worker in children():
                worker.suspend()
                stopped.append(worker)
            time.sleep(0.001)

    stopper = threading.Thread(target=stop_the_first)
    stopper.start()
    with workers(1, Bounds()) as pool:
        assert [len(question)] == list(pool.answers(len, [question]))
    stopper.join()

    assert not any(map(is_worker, stopped))


def test_what_the_work_raises_is_raised_and_the_workers_go_on() -> None:
    with workers(1, Bounds()) as pool:
        with pytest.raises(LookupError, match="not this one"):
            list(pool.answers(refuse, [1]))
        with pytest.raises(Exception, match="pickle"):
            list(pool.answers(answer_with_a_function, [1]))

        assert [4] == list(pool.answers(double, [2]))


def test_a_pool_that_is_left_ends_its_workers_at_once() -> None:
    begun = time.monotonic()
    with workers(2, Bounds()) as pool:
        found = pool.answers(time.sleep, [0, 600, 600, 600])
        next(found)
        left = children()

    assert left
    assert time.monotonic() - begun < 60
    _, alive = psutil.wait_procs(left, timeout=60)
    assert [] == alive


@pytest.mark.parametrize("killed", [0, 2])
def test_a_lot_whose_workers_die_at_once_is_checked_whole(
    tmp_path: Path, dossiers: ModuleType, killed: int
) -> None:
    for rank in range(6):
        one(dossiers, rank).write(tmp_path / "lot" / f"cmd-{rank:04d}")
    said = tmp_path / "said"
    words: list[object] = ["batch", tmp_path / "lot", "-j", "2", "--depot", DEPOT, "-o", "jsonl"]
    process = started(words, said)
    gone: set[int] = set()
    try:
        until = time.monotonic() + 120
        while len(gone) < killed and process.poll() is None and time.monotonic() < until:
            for child in children(process.pid)[: killed - len(gone)]:
                child.kill()
                gone.add(child.pid)
            time.sleep(0.001)
        _, err = process.communicate(timeout=240)
    finally:
        process.kill()

    reports = [json.loads(line) for line in said.read_text("utf-8").splitlines()]
    assert killed == len(gone)
    assert 6 == len(reports)
    assert [] == [report for report in reports if "SYS001" in codes(report)]
    assert (0, b"") == (process.returncode, err)
