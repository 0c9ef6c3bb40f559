"""What the tests of the command line share: dossiers on disk, and the tool in its own process."""

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from cli_environment import environment
from conftest import Said
from lots import one


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True, scope="session")
def _signals_are_heard() -> None:
    """A run started in the background ignores SIGINT, one under nohup SIGHUP: so would its children.

    A process begins with the default of what its parent handles.
    """
    for name in ("SIGINT", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler)


@pytest.fixture
def shell(tmp_path: Path) -> Callable[..., Said]:
    """Run `python -m segur_check` as a user does, from a folder that is not the project's."""

    def call(*words: object, cwd: Path | None = None, **variables: str) -> Said:
        done = subprocess.run(  # noqa: S603 - our own tool
            [sys.executable, "-m", "segur_check", *map(str, words)],
            cwd=cwd or tmp_path,
            env=environment(**variables),
            capture_output=True,
            stdin=subprocess.DEVNULL,
            check=False,
            timeout=240,
        )
        return Said(done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """Write a Dossier of examples/dossiers.py in a folder of its own and give the folder."""
    count = iter(range(1_000))

    def call(dossier: Any, name: str = "") -> Path:  # noqa: ANN401 - a script of examples/
        folder = tmp_path / (name or f"dossier-{next(count)}")
        dossier.write(folder)
        return folder

    return call


@pytest.fixture
def lot(tmp_path: Path, dossiers: ModuleType) -> Callable[..., Path]:
    """A folder of right avances, each of a number, a client and an order of its own."""

    def call(count: int, **_: object) -> Path:
        place = tmp_path / "lot"
        for rank in range(count):
            one(dossiers, rank).write(place / f"cmd-{rank:04d}")
        return place

    return call
