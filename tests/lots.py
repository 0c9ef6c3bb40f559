"""Dossiers of a lot: right avances, each of a number and a client of its own."""

import time
from types import ModuleType
from typing import Any

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
