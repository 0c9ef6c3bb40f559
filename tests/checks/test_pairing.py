"""Soldes and the avances they follow, in several files; removed and merged clients."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from checks.edits import put
from conftest import Cli, Said

Check = Callable[..., Said]
Dossier = Any
Tree = dict[str, Any]

# Two companies of one FINESS juridique have each their own FINESS géographique.
OTHER_SITE = "330781196"


@pytest.fixture
def two(dossiers: ModuleType) -> tuple[Dossier, list[Dossier]]:
    """A solde of two requests, and the avance file of each."""
    solde, avances = dossiers.MDV.solde(), [dossiers.MDV.avance(), dossiers.MDV.avance()]
    other = solde.copy().ligne
    other |= {"numLigne": 2, "numeroEditeur": "CMD-2022-0099"}
    other["beneficiaires"]["liberal"] = [dossiers.doctor(1)]
    solde.json["lignesImport"].append(other)
    del solde.extra["avance.json"]
    put(avances[1], "numeroEditeur", "CMD-2022-0099")
    put(avances[1], "beneficiaires.liberal", [dossiers.doctor(1)])
    return solde, avances


def written(dossier: Dossier, place: Path) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(dossier.text())
    return place


def told(said: Said) -> dict[str, str]:
    found = said.severities | said.not_checked
    return {code: how for code, how in found.items() if code in {"PER001", "PER005", "PER007"}}


def test_each_request_finds_its_avance_among_several_files(
    two: tuple[Dossier, list[Dossier]], check: Check, tmp_path: Path
) -> None:
    solde, (first, second) = two
    one, other = (
        written(dossier, tmp_path / "avances" / name)
        for dossier, name in ((first, "a.json"), (second, "b.json"))
    )

    assert {} == told(check(solde, "--avance", one, "--avance", other))
    assert {} == told(check(solde, "--avance", other, "--avance", one))
    assert {} == told(check(solde, "--avance", one.parent))
    assert {"PER005": "a-modifier"} == told(check(solde, "--avance", one))


def test_the_report_names_every_avance_and_counts_it_as_an_input(
    two: tuple[Dossier, list[Dossier]], check: Check, tmp_path: Path
) -> None:
    solde, avances = two
    places = [written(dossier, tmp_path / f"{rank}.json") for rank, dossier in enumerate(avances)]

    said = check(solde, "--avance", places[0], "--avance", places[1])

    assert {str(place) for place in places} < {one["path"] for one in said.report["inputs"]}


def test_a_finding_points_at_the_avance_that_holds_the_request(
    two: tuple[Dossier, list[Dossier]], check: Check, dossiers: ModuleType, tmp_path: Path
) -> None:
    solde, avances = two
    put(avances[1], "beneficiaires.liberal", [dossiers.doctor(1), dossiers.doctor(2)])
    places = [written(dossier, tmp_path / f"{rank}.json") for rank, dossier in enumerate(avances)]

    said = check(solde, "--avance", places[0], "--avance", places[1])

    (removed,) = said.findings("PER002")
    assert str(places[1]) == removed["locations"][1]["file"]
    assert removed["locations"][1]["line"]


def test_of_two_avances_with_one_number_the_last_given_counts(
    check: Check, dossiers: ModuleType, tmp_path: Path
) -> None:
    solde, old = dossiers.MDV.solde(), dossiers.MDV.avance()
    put(old, "beneficiaires.liberal", [dossiers.doctor(1)])
    stale = written(old, tmp_path / "old.json")
    new = written(dossiers.MDV.avance(), tmp_path / "new.json")

    assert {} == told(check(solde, "--avance", stale, "--avance", new))
    assert {"PER001": "rejet"} == told(check(solde, "--avance", new, "--avance", stale))


def test_two_different_requests_of_one_number_are_told(
    cli: Cli, dossiers: ModuleType, tmp_path: Path
) -> None:
    solde, old = dossiers.MDV.solde(), dossiers.MDV.avance()
    del solde.extra["avance.json"]
    solde.write(tmp_path / "solde")
    put(old, "beneficiaires.liberal", [dossiers.doctor(1)])
    written(old, tmp_path / "avances" / "a.json")
    written(dossiers.MDV.avance(), tmp_path / "avances" / "b.json")
    twin = written(dossiers.MDV.avance(), tmp_path / "c.json")

    two = cli("check", tmp_path / "solde", "--avance", tmp_path / "avances", "-o", "text").out
    same = cli("check", tmp_path / "solde", "--avance", twin, "--avance", twin, "-o", "text").out

    assert "le solde est comparé avec le second" in " ".join(two.split())
    assert "comparé avec le second" not in " ".join(same.split())


def test_avances_beside_a_solde_are_its_avances(
    two: tuple[Dossier, list[Dossier]], cli: Cli, dossiers: ModuleType, tmp_path: Path
) -> None:
    solde, avances = two
    stranger = dossiers.MDV.avance()
    put(stranger, "numeroEditeur", "AUTRE-1")
    for name, avance in zip("abc", [*avances, stranger], strict=True):
        solde.extra[f"avance-{name}.json"] = avance.text()
    solde.write(tmp_path)

    said = cli("check", tmp_path, "-o", "json")
    text = " ".join(cli("check", tmp_path, "-o", "text").out.split())

    assert {} == told(said)
    assert {"solde"} == {one["phase"] for one in said.report["requests"]}
    assert "avance-c.json ne contient aucune demande de ce solde" in text.replace("\u00a0", " ")
    assert "avance-a.json ne contient" not in text


@pytest.mark.parametrize("kind", ["solde", "report", "list"])
def test_what_is_no_avance_is_refused(
    kind: str, check: Check, cli: Cli, dossiers: ModuleType, tmp_path: Path
) -> None:
    solde, place = dossiers.MDV.solde(), tmp_path / "x.json"
    if kind == "solde":
        written(solde, place)
    elif kind == "list":
        place.write_text("[1, 2]", encoding="utf-8")
    else:
        solde.write(tmp_path / "other")
        cli("check", tmp_path / "other", "-o", f"json:{place}")

    said = check(solde, "--avance", place)

    assert 2 == said.code
    assert str(place) in said.err


def test_an_avance_of_another_supplier_is_told_only_if_it_holds_a_request(
    two: tuple[Dossier, list[Dossier]], check: Check, dossiers: ModuleType, tmp_path: Path
) -> None:
    solde, avances = two
    stranger = dossiers.MDV.avance()
    put(stranger, "/numeroAns", "9999999999")
    put(stranger, "numeroEditeur", "AUTRE-1")
    options = [
        word
        for rank, dossier in enumerate((*avances, stranger))
        for word in ("--avance", written(dossier, tmp_path / f"{rank}.json"))
    ]

    assert "PER006" not in check(solde, *options).severities

    put(avances[0], "/numeroAns", "9999999999")
    written(avances[0], tmp_path / "0.json")

    assert "a-modifier" == check(solde, *options).severities["PER006"]


def test_a_folder_without_avance_is_a_fault_of_usage(
    cli: Cli, dossiers: ModuleType, tmp_path: Path
) -> None:
    dossiers.MDV.solde().write(tmp_path / "solde")
    (tmp_path / "vide").mkdir()

    said = cli("check", tmp_path / "solde", "--avance", tmp_path / "vide")

    assert 2 == said.code
    assert "aucune avance" in said.err


# Removed and merged clients in the report


def perimeter(said: Said) -> Tree:
    found: Tree = said.report["requests"][-1]["facts"].get("perimeter", {})
    return found


def test_a_removed_client_is_shown_with_what_is_compensated(
    check: Check, dossiers: ModuleType
) -> None:
    solde, avance = dossiers.MDV.solde(), dossiers.MDV.avance()
    put(avance, "beneficiaires.liberal", [dossiers.doctor(0), dossiers.doctor(1)])
    avance.ligne["commande"] |= dossiers.priced(dossiers.money("716.66", "20"))
    solde.extra["avance.json"] = avance.text()

    found = perimeter(check(solde))

    assert (2, 1) == (found["avance"], found["solde"])
    assert [dossiers.DOCTORS[1][1]] == found["removed"]
    # 30 % of 716,66 is 215,00; one client of two is half of it.
    assert ("107.50", "215.00") == (found["compensation"], found["avance_paid"])


def test_a_solde_of_the_same_clients_shows_no_perimeter(check: Check, dossiers: ModuleType) -> None:
    assert {} == perimeter(check(dossiers.MDV.solde()))


@pytest.mark.parametrize("moved", [True, False], ids=["historiques", "nouveau"])
def test_a_merger_of_wave_1_is_shown_in_both_readings(
    moved: bool,  # noqa: FBT001 - a parameter of pytest
    cli: Cli,
    dossiers: ModuleType,
    tmp_path: Path,
) -> None:
    solde = dossiers.MDV.solde()
    who = solde.ligne["beneficiaires"]
    old, new = dossiers.DOCTORS[0][1], dossiers.DOCTORS[2][1]
    if moved:
        who |= {"liberal": [dossiers.doctor(2)], "historiques": [{"RPPS": old, "motif": "FUSION"}]}
    else:
        who["nouveau"] = {"RPPS": new, "motif": "FUSION"}
    solde.write(tmp_path)

    found = perimeter(cli("check", tmp_path, "-o", "json"))
    text = " ".join(cli("check", tmp_path, "-o", "text").out.split())

    assert ("either", [old], [new]) == (found["rule"], found["former"], found["merged"])
    assert f"déclarée : {old} → {new}" in text.replace("\u00a0", " ")
    assert "traité de fusion être joint à la facture, dans le même PDF" in text


def test_a_merger_of_two_hospitals_asks_two_requests_on_the_former_ones(
    cli: Cli, dossiers: ModuleType, tmp_path: Path
) -> None:
    solde, avance = dossiers.DPI.solde(), dossiers.DPI.avance()
    merged = {"FINESSPMSI": OTHER_SITE, "motif": "FUSION"}
    for dossier in (solde, avance):
        other = dossier.copy().ligne
        other |= {"numLigne": 2, "numeroEditeur": "DPI-2025-008"}
        other["beneficiaires"]["structure"] |= {
            "FINESSJuridique": "210780581",
            "FINESSPMSI": "210780581",
        }
        dossier.json["lignesImport"].append(other)
    for ligne in solde.json["lignesImport"]:
        ligne["beneficiaires"]["nouveau"] = merged
    solde.extra["avance.json"] = avance.text()
    solde.write(tmp_path)

    said = cli("check", tmp_path, "-o", "json")
    text = " ".join(cli("check", tmp_path, "-o", "text").out.replace("\u00a0", " ").split())

    rules = [one["facts"]["perimeter"]["rule"] for one in said.report["requests"][1:]]
    assert ["stays", "stays"] == rules
    assert {"PER001", "PER004"}.isdisjoint(said.severities)
    assert f"demandes de ce fichier qui nomment {OTHER_SITE} : 2" in text
    assert "sur le portail sans supprimer l'ancien" in text


def test_a_merger_where_nobody_published_the_rule_is_not_checked(
    check: Check, dossiers: ModuleType
) -> None:
    solde = dossiers.DRIMBOX.solde()
    who = solde.ligne["beneficiaires"]
    who["historiques"] = [{"FINESSGeo": who["structure"]["FINESSGeo"][0], "motif": "FUSION"}]
    who["structure"]["FINESSGeo"] = [OTHER_SITE]

    said = check(solde)

    assert {"PER001": "non-publie"} == told(said)


# Hospitals of wave 1, whose file has no key for the PMSI


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, {}),
        ({"FINESSGeo": ["150000032"]}, {"PER001": "non-fourni"}),
        ({"FINESSJuridique": "210780581"}, {"PER001": "rejet"}),
    ],
    ids=["the same", "another site of the same juridique", "another juridique"],
)
def test_a_hospital_of_wave_1_is_compared_by_its_juridique(
    change: Tree, expected: dict[str, str], check: Check, dossiers: ModuleType
) -> None:
    solde = dossiers.DPI_1.solde()
    solde.ligne["beneficiaires"]["structure"] |= change

    assert expected == told(check(solde))


def test_a_client_known_by_nothing_that_is_compared_says_so(
    check: Check, dossiers: ModuleType
) -> None:
    solde, avance = dossiers.LGO.solde(), dossiers.LGO.avance()
    for dossier in (solde, avance):
        structure = dossier.ligne["beneficiaires"]["structure"]
        structure |= {"FINESSGeo": [], "siret": structure.get("siret") or "35600000000048"}
    solde.extra["avance.json"] = avance.text()

    assert {"PER001": "non-fourni"} == told(check(solde))
