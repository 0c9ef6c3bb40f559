"""What a format more asks for: a module, and a line in the table; the commands need nothing else."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from conftest import EXAMPLES, Cli
from segur_check import reporters
from segur_check.reporters import FORMATS, Format

EXAMPLE = EXAMPLES / "rejected" / "MNT002-plus-que-358-33"
MODULE = """
def folders(report, display):
    names = dict.fromkeys(request.file.split("/")[-2] for request in report.requests)
    return f"{' '.join(names)} {display.max_shown}\\n"


def packed(report, display):
    return folders(report, display).encode("utf-16")
"""
Added = Callable[[Format], None]


@pytest.fixture
def added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Added]:
    """Adds the format `folders`, whose module stands in a folder of the package that nobody knew."""
    folder = tmp_path / "package"
    folder.mkdir()
    (folder / "foldernames.py").write_text(MODULE, encoding="utf-8")
    monkeypatch.setattr(reporters, "__path__", [*reporters.__path__, str(folder)])
    yield lambda form: monkeypatch.setitem(FORMATS, "folders", form)
    sys.modules.pop("segur_check.reporters.foldernames", None)
    vars(reporters).pop("foldernames", None)


@pytest.fixture
def lot(tmp_path: Path) -> Path:
    """A folder of two dossiers."""
    for name in ("first", "second"):
        shutil.copytree(EXAMPLE, tmp_path / "lot" / name)
    return tmp_path / "lot"


def test_check_tells_the_whole_run_once(added: Added, lot: Path, cli: Cli) -> None:
    added(Format("foldernames:folders"))
    said = cli("check", *sorted(lot.iterdir()), "-o", "folders", "--max-shown", "7")
    assert (said.code, said.out, said.err) == (1, "first second 7\n", "")


def test_check_tells_each_dossier_by_itself(added: Added, lot: Path, cli: Cli) -> None:
    added(Format("foldernames:folders", per_dossier=True))
    said = cli("check", *sorted(lot.iterdir()), "-o", "folders")
    assert said.out == "first 20\nsecond 20\n"


@pytest.mark.parametrize("per_dossier", [False, True])
def test_batch_writes_it(
    per_dossier: bool,  # noqa: FBT001 - the two values of the table
    added: Added,
    lot: Path,
    cli: Cli,
    tmp_path: Path,
) -> None:
    added(Format("foldernames:folders", per_dossier=per_dossier))
    file = tmp_path / "folders"
    said = cli("batch", lot, "-j", "1", "-o", f"folders:{file}")
    assert (said.code, said.out) == (1, "")
    written = file.read_text(encoding="utf-8")
    whole, apart = "first second 20\n", "first 20\nsecond 20\n"
    assert written == (apart if per_dossier else whole)


def test_bytes_go_to_a_file_alone(added: Added, lot: Path, cli: Cli, tmp_path: Path) -> None:
    added(Format("foldernames:packed", binary=True))
    refused = cli("check", lot / "first", "-o", "folders")
    assert refused.code == 2
    assert "-o folders:bilan.folders" in refused.err
    file = tmp_path / "bilan.folders"
    assert cli("check", lot / "first", "-o", f"folders:{file}").code == 1
    assert file.read_text(encoding="utf-16") == "first 20\n"


def test_help_and_faults_list_it(added: Added, cli: Cli) -> None:
    added(Format("foldernames:folders"))
    assert ", folders" in cli("check", "x", "-o", "yaml").err
    program = (
        "import sys\n"
        "from segur_check.reporters import FORMATS, Format\n"
        "FORMATS['folders'] = Format('foldernames:folders')\n"
        "from segur_check.__main__ import main\n"
        "sys.argv = ['segur-check', 'check', '--help']\n"
        "main()\n"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", program], capture_output=True, check=True, encoding="utf-8"
    )
    assert " ou folders" in " ".join(done.stdout.split())
