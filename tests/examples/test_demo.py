"""What `make demo` shows: on 60 lines of 80 columns, and every accepted example passes."""

import shutil
import subprocess
import sys
from pathlib import Path

import demo
import pytest

from cli_environment import environment
from conftest import EXAMPLES, ROOT


def test_the_demonstration_stands_on_60_lines_of_80_columns() -> None:
    done = subprocess.run(
        [sys.executable, "examples/demo.py"],
        cwd=ROOT,
        env=environment(COLUMNS="80", PYTHONUTF8="1"),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )

    accepted = len(list((EXAMPLES / "accepted").iterdir()))
    lines = (done.stdout + done.stderr).splitlines()
    assert len(lines) <= 60
    assert [line for line in lines if len(line) > 80] == []
    assert f"{accepted:>4} sur {accepted:<3} en tout" in lines
    assert "À vous\u00a0:" in lines


def test_make_runs_it() -> None:
    recipe = (ROOT / "Makefile").read_text("utf-8").partition("\ndemo:")[2].partition("\n\n")[0]

    assert [line.strip() for line in recipe.splitlines()[1:]] == ["@$(BIN)/python examples/demo.py"]


def test_an_example_that_does_not_pass_is_named_and_fails_it(tmp_path: Path) -> None:
    for name in ("accepted/MS1-avance", "rejected/MNT006-ttc-faux"):
        shutil.copytree(EXAMPLES / name, tmp_path / f"{Path(name).name}-MS1")
    (tmp_path / "SAS-vide").mkdir()
    lines = demo.passing(tmp_path)

    with pytest.raises(SystemExit) as stopped:
        list(lines)

    wrong, empty = str(stopped.value).splitlines()
    assert "MNT006-ttc-faux-MS1\u00a0: a-modifier" in wrong
    assert "SAS-vide" in empty


def test_every_accepted_example_is_counted_under_its_own_sons() -> None:
    fields = list(demo.by_field(EXAMPLES / "accepted"))

    counted = [folder.name for _, folders in fields for folder in folders]
    assert sorted(counted) == sorted(folder.name for folder in (EXAMPLES / "accepted").iterdir())
    assert [codes for codes, _ in fields if len({code[:3] for code in codes}) > 1] == []
