"""Papers that are enclosed with a request, or sent in its place, held against it."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from checks.papers import blank, lines, truetype
from conftest import Said

pytestmark = pytest.mark.usefixtures("frozen_tables")

Check = Callable[..., Said]
Dossier = Any  # of examples/dossiers.py, a script
Drawn = Callable[..., bytes]

DRAWN = pytest.mark.parametrize("drawn", [lines, truetype])


def enclose(dossier: Dossier, name: str, kind: str, paper: bytes) -> None:
    """Add an attachment, and list it in the request."""
    entry = {"nomFichier": name, "formatFichier": "PDF", "typeFichier": kind}
    dossier.ligne["piecesJustificatives"].append(entry)
    dossier.pieces[name] = paper


def titles(said: Said, code: str) -> list[str]:
    """The titles of the findings of a code, all of them alerts."""
    assert {"alerte"} >= {one["severity"] for one in said.findings(code)}
    return [one["title"] for one in said.findings(code)]


# DEM008, at an avance

CERTIFICATE = "Certificat de référencement délivré par l'Agence du numérique en santé"
OURS, OTHER = "N° de référencement ANS : 01 23 45 67 89", "N° de référencement ANS : 9876543210"
ENCLOSED: dict[str, tuple[list[tuple[str, ...]], list[str]]] = {
    "ours": ([(CERTIFICATE, "SONS : MDV-LGC-Va1", OURS)], []),
    "neither number nor SONS": ([(CERTIFICATE,)], []),
    "another number": (
        [(CERTIFICATE, "SONS : MDV-LGC-Va1", OTHER)],
        ["Certificat d'une autre solution"],
    ),
    "both numbers": ([(CERTIFICATE, OTHER, "Solution 0123456789")], []),
    "another SONS": ([(CERTIFICATE, "SONS : MDV-LGC-Va2", OURS)], ["Certificat d'un autre SONS"]),
    "another SONS and number, told once": (
        [(CERTIFICATE, "SONS : MDV-LGC-Va2", OTHER)],
        ["Certificat d'un autre SONS"],
    ),
    "two certificates, of which one is ours": (
        [(CERTIFICATE, "MDV-LGC-Va2", OTHER), (CERTIFICATE, "MDV-LGC-Va1", OURS)],
        [],
    ),
    "another, beside a scan": ([(CERTIFICATE, "MDV-LGC-Va2", OTHER), ()], []),
}


@pytest.mark.parametrize(("papers", "expected"), ENCLOSED.values(), ids=ENCLOSED)
@DRAWN
def test_a_certificate_enclosed_with_an_avance_is_that_of_its_solution(
    papers: list[tuple[str, ...]],
    expected: list[str],
    drawn: Drawn,
    dossiers: ModuleType,
    check: Check,
) -> None:
    dossier = dossiers.MDV.avance()
    for rank, texts in enumerate(papers):
        paper = drawn(*texts) if texts else blank()
        enclose(dossier, f"certificat_{rank}.pdf", "CERTIFICAT_REFERENCEMENT", paper)

    said = check(dossier)

    assert expected == titles(said, "DEM008")


def test_a_certificate_of_another_solution_shows_the_number_of_the_json(
    dossiers: ModuleType, check: Check
) -> None:
    dossier = dossiers.MDV.avance()
    enclose(dossier, "certificat.pdf", "CERTIFICAT_REFERENCEMENT", lines(CERTIFICATE, OTHER))

    [finding] = check(dossier).findings("DEM008")

    assert "/numeroAns" in {place["pointer"] for place in finding["locations"]}
    assert "0123456789" in finding["message"]
