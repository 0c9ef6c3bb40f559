"""JSON files made to fill the memory: told in a few seconds and 256 MB, by every door."""

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from cli_environment import environment
from conftest import Cli
from hostile.reading import MEASURED

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="measured in children")

Check = Callable[..., Any]

SECONDS, MEGABYTES = 5.0, 256  # of processor, and in all
START = 2.0  # seconds: an interpreter and the tables, on a slow machine
LONG = 19_000  # entries, within the limit of a list


def lists(entry: str, count: int = 45) -> str:
    """Long lists under a key that is not known."""
    return '{"x":[' + ",".join(["[" + ",".join([entry] * LONG) + "]"] * count) + "]}"


def requests(inside: str, count: int = 45) -> str:
    """Requests that hold this."""
    return '{"lignesImport":[' + ",".join(["{" + inside + "}"] * count) + "]}"


def people(entry: str) -> str:
    """Requests with long lists of beneficiaries."""
    return requests('"beneficiaires":{"liberal":[' + ",".join([entry] * LONG) + "]}")


# What it is, and the code that must come.
KINDS: dict[str, tuple[Callable[[], str], str]] = {
    "numbers": (lambda: "[" + ",".join(["1"] * 1_000_000) + "]", "FMT022"),
    "strings": (lambda: json.dumps([f"junk {rank}" for rank in range(900_000)]), "FMT022"),
    "empty objects": (lambda: "[" + ",".join(["{}"] * 600_000) + "]", "FMT022"),
    "empty requests": (lambda: requests("", 600_000), "FMT022"),
    "many values": (lambda: lists('[1,"x",{}]'), "FMT022"),
    "pieces": (lambda: requests('"piecesJustificatives":[' + "{}," * 300_000 + "{}]", 1), "FMT022"),
    "FINESS": (
        lambda: requests(
            '"beneficiaires":{"structure":{"FINESSGeo":[' + '"330781196",' * 800_000 + "null]}}", 1
        ),
        "FMT022",
    ),
    "beneficiaries without a key": (lambda: people("{}"), "SYS002"),
    "numbers as beneficiaries": (lambda: people("1"), "SYS002"),
    "within the limits": (lambda: lists('"ab"'), "FMT008"),
    "unknown keys": (
        lambda: json.dumps({f"k{rank}": 1 for rank in range(900_000)} | {"lignesImport": []}),
        "SYS002",
    ),
    "one key again": (lambda: '{"lignesImport":[],' + '"siret":1,' * 900_000 + '"a":1}', "FMT004"),
    "one long string": (lambda: json.dumps({"lignesImport": [], "x": "é" * 9_000_000}), "FMT022"),
    "deep": (lambda: "[" * 9_000_000, "FMT001"),
    "commas": (lambda: "[" + "," * 9_000_000, "FMT022"),
}
SAMPLE = ("empty requests", "beneficiaries without a key", "many values")


def cost(kind: str, place: Path) -> tuple[float, float, str]:
    """Seconds of processor and megabytes of a check, and what it said."""
    file, out = place / "avance.json", place / "report.out"
    file.write_text(KINDS[kind][0](), encoding="utf-8")
    words = ("check", str(file), "--sons", "MDV-LGC-Va1", "--depot", "2022-07-04T10:30")
    command = [sys.executable, "-m", "segur_check", *words, "-o", f"json:{out}", "-q"]
    measures = place / "measures.json"
    subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", MEASURED, str(measures), *command],
        cwd=place,
        env=environment(),
        check=True,
    )
    code, seconds, megabytes = json.loads(measures.read_bytes())
    assert code in {0, 1}
    return seconds, megabytes, out.read_text(encoding="utf-8")


def is_bounded(kind: str, place: Path) -> None:
    """Hold a check of a file to its limits."""
    seconds, megabytes, said = cost(kind, place)
    assert f'"{KINDS[kind][1]}"' in said
    assert '"SYS001"' not in said
    assert seconds < SECONDS + START
    assert megabytes < MEGABYTES


@pytest.mark.parametrize("kind", SAMPLE)
def test_a_file_is_told_within_the_limits(kind: str, tmp_path: Path) -> None:
    is_bounded(kind, tmp_path)


@pytest.mark.hostile
@pytest.mark.parametrize("kind", KINDS)
def test_every_file_is_told_within_the_limits(kind: str, tmp_path: Path) -> None:
    is_bounded(kind, tmp_path)


@pytest.mark.parametrize("door", ["folder", "zip", "standard input", "batch", "avance"])
def test_every_door_has_the_same_limits(
    door: str,
    cli: Cli,
    dossiers: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = KINDS["empty requests"][0]().encode()
    folder = tmp_path / "lot" / "dossier"
    folder.mkdir(parents=True)
    path: Path | str = folder
    if door == "zip":
        path = tmp_path / "avance.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr("avance.json", data)
    elif door == "standard input":
        path = "-"
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    elif door == "avance":
        dossiers.MDV.solde().write(folder)
        (folder / "avance.json").write_bytes(data)
    else:
        (folder / "avance.json").write_bytes(data)
    words = ("batch", folder.parent) if door == "batch" else ("check", path)

    said = cli(*words, "--sons", "MDV-LGC-Va1", "-o", "json")

    if door == "avance":
        assert "avance.json" in said.err
        assert "PER007" in said.not_checked
    else:
        assert said.codes == ["FMT022"]
