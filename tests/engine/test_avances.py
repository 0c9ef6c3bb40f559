"""The avances of a solde: facts without words, which the heading puts into both languages."""

import json
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from conftest import EXAMPLES
from segur_check.dossier.loading import open_dossiers
from segur_check.engine.assemble import assemble
from segur_check.engine.avances import HeldTwice, OpenedAvances, avances_of
from segur_check.engine.identify import identify
from segur_check.engine.options import Options
from segur_check.values.dates import PARIS

NOW = datetime(2024, 3, 5, tzinfo=PARIS)


@pytest.fixture
def solde(tmp_path: Path) -> Path:
    """A solde beside four avances: its own, one of its number, one of another, one cut short."""
    folder = tmp_path / "dossier"
    shutil.copytree(EXAMPLES / "accepted" / "MDV-LGC-Va1-solde", folder)
    avance = json.loads((folder / "avance.json").read_text("utf-8"))
    (request,) = avance["lignesImport"]
    for name, change in (("avance-2", {"numLigne": 2}), ("avance-3", {"numeroEditeur": "OTHER"})):
        tree = avance | {"lignesImport": [request | change]}
        (folder / f"{name}.json").write_text(json.dumps(tree), "utf-8")
    (folder / "avance-4.json").write_text('{"lignesImport": [', "utf-8")
    return folder


def opened(folder: Path) -> OpenedAvances:
    (dossier,) = open_dossiers(str(folder), pieces=None, config=None, phase=None)
    return avances_of(dossier, identify(dossier, Options(now=NOW)), asked=())


def test_what_is_to_be_noted_of_the_avances_is_told_by_values(solde: Path) -> None:
    avances = opened(solde)

    number = json.loads((solde / "avance.json").read_text("utf-8"))["lignesImport"][0]
    (twice,) = avances.held_twice
    assert number["numeroEditeur"] == twice.number
    assert {str(solde / "avance.json"), str(solde / "avance-2.json")} == {
        twice.other,
        twice.compared,
    }
    assert isinstance(twice, HeldTwice)
    assert (str(solde / "avance-3.json"),) == avances.of_other_requests
    assert (str(solde / "avance-4.json"),) == avances.unreadable


@pytest.mark.parametrize(
    ("lang", "twice", "other", "unreadable"),
    [
        (
            "fr",
            "le solde est comparé avec le second",
            "n'a pas été contrôlée",
            "ne peut pas être lu",
        ),
        ("en", "the solde is compared with the second", "it was not checked", "cannot be read"),
    ],
)
def test_the_heading_puts_them_into_words(
    solde: Path, lang: str, twice: str, other: str, unreadable: str
) -> None:
    (dossier,) = open_dossiers(str(solde), pieces=None, config=None, phase=None)

    assembled = assemble(dossier, Options(now=NOW, lang=lang))

    assert [True, True] == [
        sentence in note
        for sentence, note in zip((twice, other), assembled.heading.notes, strict=True)
    ]
    assert [True] == [unreadable in unread.reason for unread in assembled.unread]
