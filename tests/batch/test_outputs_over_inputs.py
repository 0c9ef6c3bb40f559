"""An output never takes the place of a JSON of the lot, whether or not the run reads it."""

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from conftest import Cli
from lots import DEPOT, batch, one

# Not a request by what it holds: only the lot says that it is one.
_STRANGE = '{"lignes": []}'
_NEVER_READ = [
    ("--fail-fast",),
    ("--shard", "1/500"),
    ("--since", "2030-01-01"),
]


@pytest.fixture
def lot(tmp_path: Path, dossiers: ModuleType) -> Callable[[str], Path]:
    """Two dossiers, the second of which holds this text, or a right request where it is empty."""

    def call(text: str) -> Path:
        for rank in range(2):
            one(dossiers, rank).write(tmp_path / "lot" / f"cmd-{rank}")
        (tmp_path / "lot" / "cmd-0" / "avance.json").write_text("[]", "utf-8")  # blocking
        if text:
            (tmp_path / "lot" / "cmd-1" / "avance.json").write_text(text, "utf-8")
        return tmp_path / "lot"

    return call


@pytest.mark.parametrize("text", ["", _STRANGE])
@pytest.mark.parametrize("words", _NEVER_READ, ids=" ".join)
@pytest.mark.parametrize("form", ["json", "jsonl", "html"])
def test_a_json_that_this_run_does_not_read_stays(
    cli: Cli, lot: Callable[[str], Path], text: str, words: tuple[str, ...], form: str
) -> None:
    place = lot(text)
    file = place / "cmd-1" / "avance.json"
    before = file.read_bytes()

    said = batch(cli, place, *words, "-o", f"{form}:{file}")

    assert (2, "", 1) == (said.code, said.out, said.err.count("\n"))
    assert file.name in said.err
    assert before == file.read_bytes()


def test_nor_by_a_link_to_it(cli: Cli, lot: Callable[[str], Path], tmp_path: Path) -> None:
    file = lot(_STRANGE) / "cmd-1" / "avance.json"
    link = tmp_path / "report.txt"
    link.symlink_to(file)

    said = batch(cli, tmp_path / "lot", "--since", "2030-01-01", "-o", f"json:{link}")

    assert 2 == said.code
    assert _STRANGE == file.read_text("utf-8")


@pytest.mark.parametrize("command", ["batch", "check"])
@pytest.mark.parametrize("named", ["file", "folder"])
def test_a_named_avance_that_no_solde_needs_stays(
    cli: Cli, tmp_path: Path, dossiers: ModuleType, command: str, named: str
) -> None:
    one(dossiers, 0).write(tmp_path / "lot" / "cmd-0")
    file = tmp_path / "elsewhere" / "avance.json"
    file.parent.mkdir()
    file.write_text(_STRANGE, "utf-8")
    place = tmp_path / "lot" if command == "batch" else tmp_path / "lot" / "cmd-0"
    avance = file if named == "file" else file.parent

    said = cli(command, place, "--depot", DEPOT, "--avance", avance, "-o", f"json:{file}")

    assert 2 == said.code
    assert _STRANGE == file.read_text("utf-8")


@pytest.mark.parametrize("name", ["report.json", "cmd-1/report.json", "../other.json"])
def test_an_earlier_report_and_a_json_of_no_dossier_are_written_anew(
    cli: Cli, lot: Callable[[str], Path], name: str
) -> None:
    place = lot("")
    file = place / name
    if name.startswith(".."):
        file.write_text(_STRANGE, "utf-8")
    else:
        batch(cli, place, "-o", f"json:{file}")

    said = batch(cli, place, "--since", "2030-01-01", "-o", f"json:{file}")

    assert (0, "") == (said.code, said.err)
    assert [] == json.loads(file.read_text("utf-8"))["requests"]
