"""One dossier, one verdict: in any locale, time zone and folder, under load, whatever a set's order happens to be."""

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from cli_environment import environment
from same_verdict.judged import FOLDERS

SAMPLE = 30
PLACES = {
    "no locale": {"LC_ALL": "C"},
    "French": {"LC_ALL": "fr_FR.UTF-8"},
    "Turkish, where i is no capital I": {"LC_ALL": "tr_TR.UTF-8"},
    "the first to see a day": {"TZ": "Pacific/Kiritimati"},
    "the last to see a day": {"TZ": "Pacific/Pago_Pago"},
    "one order of sets": {"PYTHONHASHSEED": "1"},
    "another order of sets": {"PYTHONHASHSEED": "4242"},
}


def said_of(folders: list[Path], cwd: Path, **variables: str) -> dict[str, Any]:
    """The whole report of some dossiers, checked in a process of its own; but for its moment."""
    report = cwd / "report.out"
    command = [sys.executable, "-m", "segur_check", "check", *map(str, folders)]
    done = subprocess.run(  # noqa: S603 - our own tool
        [*command, "-o", f"json:{report}", "-q"],
        cwd=cwd,
        env=environment(**variables),
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=240,
    )
    assert done.returncode in {0, 1}, done.stderr
    told: dict[str, Any] = json.loads(report.read_bytes())
    report.unlink()
    del told["evaluated_at"]
    return told


def some(count: int = SAMPLE) -> list[Path]:
    """Some examples, always the same."""
    return random.Random(16).sample(FOLDERS, count)  # noqa: S311 - no secret


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What is said of some examples here."""
    place = tmp_path_factory.mktemp("here")
    return said_of(some(), place, LC_ALL="C.UTF-8", TZ="Europe/Paris", PYTHONHASHSEED="0")


@pytest.mark.parametrize("variables", PLACES.values(), ids=PLACES)
def test_the_same_is_said_elsewhere(
    variables: dict[str, str], here: dict[str, Any], tmp_path: Path
) -> None:
    assert said_of(some(), tmp_path, **variables) == here


@pytest.mark.campaign
@pytest.mark.parametrize("variables", PLACES.values(), ids=PLACES)
def test_the_same_is_said_of_every_example_elsewhere(
    variables: dict[str, str], tmp_path: Path
) -> None:
    here = said_of(FOLDERS, tmp_path, LC_ALL="C.UTF-8", TZ="Europe/Paris", PYTHONHASHSEED="0")

    assert said_of(FOLDERS, tmp_path, **variables) == here


@contextmanager
def busy_processors() -> Iterator[None]:
    """Four processes more than there are processors, each of which takes all that it can get."""
    count = (os.cpu_count() or 1) + 4
    endless = [sys.executable, "-c", "while True: pass"]
    processes = [subprocess.Popen(endless) for _ in range(count)]  # noqa: S603 - our own words
    try:
        yield
    finally:
        for process in processes:
            process.kill()
            process.wait()


def test_the_same_is_said_under_load(tmp_path: Path) -> None:
    here = said_of(some(8), tmp_path)

    with busy_processors():
        assert said_of(some(8), tmp_path) == here


@pytest.mark.campaign
def test_the_same_is_said_of_every_example_under_load(tmp_path: Path) -> None:
    here = said_of(FOLDERS, tmp_path)

    with busy_processors():
        assert said_of(FOLDERS, tmp_path) == here


def test_the_same_is_said_in_another_folder(tmp_path: Path) -> None:
    folders = some(10)
    far = tmp_path / "é à la fin d'un [chemin] & plus" / "x"
    copies = [shutil.copytree(folder, far / folder.name) for folder in folders]

    here = json.dumps(said_of(folders, tmp_path), ensure_ascii=False)
    there = json.dumps(said_of(copies, tmp_path), ensure_ascii=False)

    for folder, copy in zip(folders, copies, strict=True):
        there = there.replace(json.dumps(str(copy), ensure_ascii=False)[1:-1], str(folder))
    assert there == here


def test_from_within_the_folder_the_same_is_said(tmp_path: Path) -> None:
    folder = shutil.copytree(some(1)[0], tmp_path / "dossier")

    here = json.dumps(said_of([folder], tmp_path))
    there = json.dumps(said_of([Path(os.curdir)], folder))

    assert fingerprints(there) == fingerprints(here)


def fingerprints(report: str) -> list[str]:
    """Those of the findings of a report."""
    requests = json.loads(report)["requests"]
    return sorted(one["fingerprint"] for request in requests for one in request["findings"])
