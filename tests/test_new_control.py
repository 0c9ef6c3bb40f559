"""`make control`: what it writes is a control that runs, and what is left to do is told."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT

PARTS = ("src", "rules", "schemas", "docs/new_control.py", "examples/cases.py")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for part in PARTS:
        place = tmp_path / part
        place.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, place, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / part, place)
    return tmp_path


def begin(tree: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "docs/new_control.py", *words],
        cwd=tree,
        capture_output=True,
        text=True,
        check=False,
    )


def of_tool(tree: Path, *words: str) -> str:
    return subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "segur_check", *words],
        cwd=tree,
        env={"PYTHONPATH": str(tree / "src"), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    ).stdout


def test_a_control_that_was_begun_is_explained_and_runs(tree: Path) -> None:
    done = begin(tree, "FMT099")

    assert (done.returncode, done.stderr) == (0, "")
    assert "make example NAME=rejected/FMT099-a-nommer" in done.stdout
    assert "examples/rejected/FMT099-a-nommer" in of_tool(tree, "explain", "FMT099")
    request = '{"siret": "1", "lignesImport": [{"numeroEditeur": "FMT099"}]}'
    (tree / "avance.json").write_text(request, encoding="utf-8")
    report = of_tool(tree, "check", "avance.json", "--sons", "MDV-LGC-Va1", "-o", "json")
    assert '"code": "FMT099"' in report
    assert '"FMT099-a-nommer": (MDV.avance,' in (tree / "examples/cases.py").read_text("utf-8")


def test_a_control_of_the_papers_may_be_put_into_a_module_of_its_subject(tree: Path) -> None:
    done = begin(tree, "DOC099", "--module", "documents/client_named")

    assert (done.returncode, done.stderr) == (0, "")
    module = tree / "src/segur_check/checks/documents/client_named.py"
    assert '@control("DOC099")' in module.read_text(encoding="utf-8")
    assert "client_named.doc099," in (tree / "src/segur_check/checks/registry.py").read_text(
        "utf-8"
    )


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["FMT001"], "FMT001 is there already"),
        (["XYZ001"], "families: CAL, DEM"),
        (["FMT24"], "a family and three digits"),
        (["FMT099", "--module", "documents/nowhere"], "holds no control"),
    ],
)
def test_what_cannot_be_begun_is_told_and_nothing_is_written(
    tree: Path, words: list[str], why: str
) -> None:
    before = {file: file.read_bytes() for file in tree.rglob("*") if file.is_file()}

    done = begin(tree, *words)

    assert done.returncode == 2
    assert why in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert before == {file: file.read_bytes() for file in tree.rglob("*") if file.is_file()}
