"""What the tests share: the command line in this process, and dossiers to change."""

import importlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, settings

import segur_check
from segur_check.cli.app import run
from segur_check.rules import corridor as corridors
from segur_check.rules import data

# Machines are noisy: no test fails because one was slow.
settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"


def pytest_sessionstart() -> None:
    """Refuse an installed wheel that is older than the tree: it would be tested in its place."""
    built = Path(sys.prefix) / ".tested-wheel"
    if Path(segur_check.__file__).is_relative_to(ROOT / "src") or not built.exists():
        return
    parts = (ROOT / part for part in ("src", "rules", "schemas"))
    files = (file for part in parts for file in part.rglob("*") if file.suffix != ".pyc")
    if any(file.is_file() and file.stat().st_mtime > built.stat().st_mtime for file in files):
        pytest.exit("the wheel is older than the tree: make lint, or PYTHONPATH=src", 2)


@pytest.fixture(autouse=True, scope="session")
def _no_lock_that_a_stop_leaves_closed() -> None:
    """What stops a reading may be raised while coverage holds its lock, which then nobody opens.

    Without it the tests lose nothing: what they count in other threads is not much.
    """
    measuring = sys.modules.get("coverage.collector")
    for collector in measuring.Collector._collectors if measuring is not None else ():  # noqa: SLF001
        collector.data_lock = None


class Said(NamedTuple):
    """What a command answered: exit code, stdout, stderr."""

    code: int
    out: str
    err: str

    @property
    def report(self) -> dict[str, Any]:
        """The report on stdout (`-o json`)."""
        found: dict[str, Any] = json.loads(self.out)
        return found

    @property
    def codes(self) -> list[str]:
        """The codes of the findings, those of the file as a whole included, in order."""
        return [one["code"] for request in self.report["requests"] for one in request["findings"]]

    @property
    def severities(self) -> dict[str, str]:
        """The severity of each code found."""
        return {
            one["code"]: one["severity"]
            for request in self.report["requests"]
            for one in request["findings"]
        }

    @property
    def not_checked(self) -> dict[str, str]:
        """The kind of each code that could not judge."""
        return {
            one["code"]: one["kind"]
            for request in self.report["requests"]
            for one in request["not_checked"]
        }

    @property
    def jsons(self) -> list[str]:
        """The JSON files that were read, avances included, in order."""
        inputs = self.report["inputs"]
        return [one["path"] for one in inputs if one["role"] in {"json", "avance"}]

    def findings(self, code: str) -> list[dict[str, Any]]:
        """The findings of one code."""
        return [
            one
            for request in self.report["requests"]
            for one in request["findings"]
            if one["code"] == code
        ]


Cli = Callable[..., Said]

FROZEN = Path(__file__).parent / "frozen"


@pytest.fixture(scope="module")
def frozen_tables() -> Iterator[None]:
    """The tables of tests/frozen/ in place of ours, for the tests of a module, in this process.

    They are ours as they once were. A test of what is done with a date keeps to them, so that a date
    that moves breaks tests/rules/test_published_figures.py alone. --rules still hides them.
    """
    folders = data.rules_folders

    def with_the_frozen_ones(override: Path | None = None) -> tuple[Any, ...]:
        *own, shipped = folders(override)
        return (*own, FROZEN, shipped)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(data, "rules_folders", with_the_frozen_ones)
        _forget_the_tables()
        yield
    _forget_the_tables()


def _forget_the_tables() -> None:
    corridors._tables.cache_clear()  # noqa: SLF001
    corridors.corridor.cache_clear()


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cli:
    """Run the command line in this process: `cli("check", folder, "-o", "json")`."""

    def call(*words: object) -> Said:
        monkeypatch.setattr(sys, "argv", ["segur-check", *map(str, words)])
        capsys.readouterr()
        code = run()
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return call


@pytest.fixture(scope="session")
def dossiers() -> Any:  # noqa: ANN401 - a script of examples/, not a package
    """The module examples/dossiers.py: MDV, DPI, PFI, MS1 and their avance() and solde()."""
    sys.path.insert(0, str(EXAMPLES))
    try:
        return importlib.import_module("dossiers")
    finally:
        sys.path.remove(str(EXAMPLES))


@pytest.fixture
def check(cli: Cli, tmp_path: Path) -> Callable[..., Said]:
    """Write a Dossier of examples/dossiers.py in a new folder and check it with `-o json`."""
    count = iter(range(1_000))

    def call(dossier: Any, *options: object) -> Said:  # noqa: ANN401 - see `dossiers`
        folder = tmp_path / f"dossier-{next(count)}"
        dossier.write(folder)
        return cli("check", folder, "-o", "json", *options)

    return call
