"""Dossiers of a lot: right avances, each of a number and a client of its own."""

import json
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from cli_environment import environment
from conftest import Cli, Said

DEPOT = "2022-07-04T10:30"


def rpps(rank: int) -> str:
    """A made-up RPPS with a right key."""
    digits = f"1000{rank:06d}"
    total = 0
    for place, char in enumerate(reversed(digits)):
        value = int(char) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return digits + str(-total % 10)


def one(dossiers: ModuleType, rank: int) -> Any:  # noqa: ANN401 - see `dossiers`
    dossier = dossiers.MDV.avance().copy()
    ligne = dossier.ligne
    ligne["numeroEditeur"] = f"LOT-{rank:04d}"
    ligne["beneficiaires"]["liberal"][0]["RPPS"] = rpps(rank)
    dossier.pieces = {}
    return dossier


def hold(megabytes: int) -> int:
    """Hold so much, and for long where it is much: for a worker, which looks for it here."""
    held = b"x" * (megabytes * 1_000_000)
    if megabytes > 100:
        time.sleep(600)
    return len(held) // 1_000_000


def reports(said: Said) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said.out.splitlines()]


def codes(report: dict[str, Any]) -> list[str]:
    return [one["code"] for request in report["requests"] for one in request["findings"]]


def batch(cli: Cli, place: object, *words: object) -> Said:
    return cli("batch", place, "-j", "2", "--depot", DEPOT, *words)


def heavy(place: Path, megabytes: int) -> None:
    """A dossier that is long to check: a JSON of more values than the limits let in, which it lifts."""
    place.mkdir(parents=True)
    row = '{"numLigne": 1, "x": [' + ",".join(["1"] * 400) + "]}"
    count = megabytes * 1_000_000 // len(row)
    (place / "avance.json").write_text('{"lignesImport": [' + ",".join([row] * count) + "]}")
    (place / "dossier.toml").write_text('sons = "MDV-LGC-Va1"\n')
    (place / "segur-check.toml").write_text(
        "[limites]\njson_elements = 1000000\njson_valeurs = 100000000\n"
    )


def started(
    words: list[object], said: Path, *, own_group: bool = False
) -> "subprocess.Popen[bytes]":
    """A run in a process of its own, which says what it says in a file."""
    with said.open("wb") as out:
        return subprocess.Popen(  # noqa: S603 - our own tool
            [sys.executable, "-m", "segur_check", *map(str, words)],
            env=environment(),
            cwd=said.parent,
            stdout=out,
            stderr=subprocess.PIPE,
            start_new_session=own_group,
        )


def wait_for_lines(said: Path, lines: int) -> None:
    """Wait until a run has said so many lines: each dossier is one, and it is written down by then."""
    until = time.monotonic() + 240
    while time.monotonic() < until:
        if said.exists() and lines <= said.read_bytes().count(b"\n"):
            return
        time.sleep(0.02)
    pytest.fail("nothing was said")
