"""The shape of the house: what the commands import, and what a control may know."""

import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

import segur_check
from conftest import ROOT
from segur_check.case.control import Control
from segur_check.checks.registry import CONTROLS, LOT_CONTROLS
from segur_check.values.sons import KNOWN_CODES

HEAVY = {"pypdf", "lxml", "pydantic", "jsonschema", "jsonschema_rs", "dateutil", "rich", "jinja2"}
CHECKS = Path(segur_check.__file__).parent / "checks"
CONTROL_MODULES = [
    path for path in sorted(CHECKS.rglob("*.py")) if path.stem not in {"__init__", "registry"}
]
# The family of a code, and what the name of its modules begins with.
FAMILIES = {
    "FMT": "format",
    "IDE": "identity",
    "ELI": "eligibility",
    "CAL": "calendar",
    "MNT": "amounts",
    "PER": "perimeter",
    "MSS": "mss",
    "PIE": "attachments",
    "DOC": "documents",
    "DEM": "steps",
    "SYS": "system",
    "LOT": "lot",
}


@pytest.mark.parametrize(
    "words", [["--version"], ["--help"], ["check", "--help"], ["rules"]], ids=" ".join
)
def test_light_commands_import_nothing_heavy(words: list[str], tmp_path: Path) -> None:
    program = (
        "import sys\n"
        f"sys.argv = ['segur-check', *{words!r}]\n"
        "from segur_check.__main__ import main\n"
        "try:\n    main()\n"
        "except SystemExit:\n    pass\n"
        "print('LOADED', *sorted({name.partition('.')[0] for name in sys.modules}))\n"
    )

    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path
    )

    loaded = done.stdout.rpartition("LOADED")[2].split()
    assert set() == HEAVY & set(loaded)


def test_a_check_of_a_json_alone_opens_no_pdf_reader(tmp_path: Path) -> None:
    example = ROOT / "examples" / "rejected" / "PIE016-aucune-piece"
    program = (
        "import sys\n"
        f"sys.argv = ['segur-check', 'check', {str(example)!r}, '-o', 'concise']\n"
        "from segur_check.__main__ import main\n"
        "try:\n    main()\n"
        "except SystemExit:\n    pass\n"
        "print('LOADED', *sorted({name.partition('.')[0] for name in sys.modules}))\n"
    )

    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path
    )

    loaded = done.stdout.rpartition("LOADED")[2].split()
    assert set() == {"pypdf", "lxml", "rich", "jsonschema"} & set(loaded)


def test_no_control_knows_a_sons_by_name() -> None:
    names = re.compile("|".join(f'"{re.escape(code)}"' for code in KNOWN_CODES))

    found = [path.name for path in CHECKS.rglob("*.py") if names.search(path.read_text("utf-8"))]

    assert found == []


def test_no_control_calls_another() -> None:
    """What several controls ask stands in case/: a module of checks/ can be read alone."""
    neighbour = re.compile(r"^from segur_check\.checks\b", re.MULTILINE)

    assert [] == [path for path in CONTROL_MODULES if neighbour.search(path.read_text("utf-8"))]


def codes_of(docstring: str) -> list[str]:
    """The codes that a docstring begins with: "FMT001 to FMT004, FMT022: the text of the JSON."."""
    codes: list[str] = []
    for part in docstring.partition(":")[0].split(", "):
        first, _, last = part.partition(" to ")
        numbers = range(int(first[3:]), int((last or first)[3:]) + 1)
        codes += [f"{first[:3]}{number:03}" for number in numbers]
    return codes


@pytest.mark.parametrize("path", CONTROL_MODULES, ids=lambda path: path.stem)
def test_a_module_of_controls_begins_with_their_codes(path: Path) -> None:
    name = ".".join(path.relative_to(CHECKS.parents[1]).with_suffix("").parts)
    module = importlib.import_module(name)

    controls = [value for value in vars(module).values() if isinstance(value, Control)]

    assert sorted(control.code for control in controls) == codes_of(module.__doc__ or "")


@pytest.mark.parametrize("control", [*CONTROLS, *LOT_CONTROLS], ids=lambda control: control.code)
def test_a_control_stands_in_a_module_of_its_family(control: Control) -> None:
    """Who knows a code can guess its file: CAL010 is in checks/calendar_windows.py."""
    name = control.check.__module__.removeprefix("segur_check.checks.")

    assert name.replace(".", "_").split("_")[0] == FAMILIES[control.code[:3]]


def test_no_module_opens_a_connection() -> None:
    """No network code: none of our modules imports a network library."""
    network = re.compile(
        r"^\s*(?:import|from)\s+(socket|ssl|http|urllib|requests|httpx|asyncio)\b", re.MULTILINE
    )
    package = Path(segur_check.__file__).parent

    found = [path.name for path in package.rglob("*.py") if network.search(path.read_text("utf-8"))]

    assert found == []


@pytest.mark.system
def test_installed_command_runs_from_another_folder(tmp_path: Path) -> None:
    """The console script, from a shell, in a folder that is not the project's."""
    example = ROOT / "examples" / "accepted" / "MS1-solde"
    command = f'"{Path(sys.executable).parent}/segur-check" check "{example}" -q'

    done = subprocess.run(  # noqa: S602 - the shell is what is tested
        command, shell=True, capture_output=True, text=True, check=False, cwd=tmp_path
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "Aucune anomalie détectée" in done.stdout
