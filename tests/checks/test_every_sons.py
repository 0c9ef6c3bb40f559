"""Every SONS: its windows to the second, its caps, its clients, its pieces; from the texts, by hand."""

import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from checks.edits import GONE, faults, put, take
from conftest import FROZEN, Cli, Said
from segur_check.rules.corridor import covered_codes

pytestmark = pytest.mark.usefixtures("frozen_tables")

Check = Callable[..., Said]
Dossier = Any

AVANCES_CLOSE = [
    # SONS, the last instant that no text puts in doubt, the first one out, what is said of it.
    ("BIO-SGL-Va1", "2022-11-29T23:59:59", "2022-12-01T00:00:00", "rejet"),
    ("BIO-LOINC-Va1", "2022-11-29T23:59:59", "2022-12-01T00:00:00", "alerte"),  # of the corridor
    ("HOP-DPI-Va1", "2022-11-29T23:59:59", "2022-12-01T00:00:00", "rejet"),
    ("HOP-PFI-Va1", "2022-11-29T23:59:59", "2022-12-01T00:00:00", "rejet"),
    ("HOP-RI-Va1", "2022-11-29T23:59:59", "2022-12-01T00:00:00", "alerte"),  # of DPI and PFI
    ("RAD-RIS-Va1", "2022-11-29T23:59:59", "2022-12-01T00:00:00", "rejet"),
    ("PHA-LGO-Va1", "2023-03-15T13:59:59", "2023-03-15T14:00:01", "rejet"),
    ("MS2-PDE", "2024-02-27T23:59:59", "2024-02-29T00:00:00", "rejet"),
    ("MS2-PDS", "2024-02-27T23:59:59", "2024-02-29T00:00:00", "rejet"),
    ("IMG-DB-Va2", "2026-11-10T11:59:59", "2026-11-10T12:00:01", "rejet"),
]
SOLDES_CLOSE = [
    *(
        (sons, "2023-12-14T13:59:59", "2023-12-14T14:00:01", "rejet")
        for sons in (
            "BIO-SGL-Va1", "BIO-LOINC-Va1", "HOP-DPI-Va1", "HOP-PFI-Va1", "HOP-RI-Va1",
            "RAD-RIS-Va1", "PHA-LGO-Va1",
        )
    ),
    ("MS2-PDE", "2024-12-19T14:00:00", "2024-12-19T14:00:01", "alerte"),  # stated for PDS
    ("MS2-PDS", "2024-12-19T14:00:00", "2024-12-19T14:00:01", "rejet"),
    ("IMG-DB-Va2", "2027-12-15T11:59:59", "2027-12-15T12:00:01", "rejet"),
]  # fmt: skip
DOUBTFUL = [
    # "avant … à …h": the instant itself. A day alone: that day.
    ("PHA-LGO-Va1", "avance", "2023-03-15T14:00:00"),
    ("IMG-DB-Va2", "avance", "2026-11-10T12:00:00"),
    ("IMG-DB-Va2", "solde", "2027-12-15T12:00:00"),
    ("BIO-SGL-Va1", "solde", "2023-12-14T14:00:00"),
    ("HOP-DPI-Va1", "avance", "2022-11-30T09:00:00"),
    ("MS2-PDS", "avance", "2024-02-28T09:00:00"),
    # "au plus tard le 20/09 à 14h00" and "avant le 20/09/2023 inclus".
    ("HOP-PFI-Va1", "solde", "2023-09-20T14:00:01"),
    ("RAD-RIS-Va1", "solde", "2023-09-20T23:59:59"),
]
UNKNOWN = [
    ("SAS", "avance"),
    ("SAS", "solde"),
    ("IMG-RIS-Va2", "solde"),
    ("MDV-LGC-Va2", "avance"),
    ("MDV-LGC-Va2", "solde"),
]


@pytest.fixture
def of(dossiers: ModuleType) -> Callable[[str, str], Dossier]:
    """The right dossier of a SONS and a step."""

    def make(sons: str, step: str) -> Dossier:
        return getattr(next(one for one in dossiers.CORRIDORS if one.sons == sons), step)()

    return make


@pytest.mark.parametrize("step", ["avance", "solde"])
@pytest.mark.parametrize("sons", covered_codes())
def test_a_right_dossier_of_every_sons_and_step_is_told_right(
    sons: str, step: str, check: Check, of: Callable[[str, str], Dossier]
) -> None:
    said = check(of(sons, step))

    assert 0 == said.code
    assert {} == {code: how for code, how in faults(said).items() if how != "info"}
    assert {sons} == {one["sons"] for one in said.report["requests"]}


@pytest.mark.parametrize(("sons", "last", "out", "how"), AVANCES_CLOSE)
def test_the_avance_closes_to_the_second(
    sons: str, last: str, out: str, how: str, check: Check, of: Callable[[str, str], Dossier]
) -> None:
    in_time, late = (check(of(sons, "avance"), "--depot", when) for when in (last, out))

    assert {"CAL002", "CAL010"}.isdisjoint(in_time.severities)
    assert how == late.severities["CAL002"]


@pytest.mark.parametrize(("sons", "last", "out", "how"), SOLDES_CLOSE)
def test_the_solde_closes_to_the_second(
    sons: str, last: str, out: str, how: str, check: Check, of: Callable[[str, str], Dossier]
) -> None:
    in_time, late = (check(of(sons, "solde"), "--depot", when) for when in (last, out))

    assert {"CAL004"}.isdisjoint(in_time.severities)
    assert how == late.severities["CAL004"]


@pytest.mark.parametrize(("sons", "step", "when"), DOUBTFUL)
def test_an_instant_that_the_texts_do_not_settle_is_a_warning(
    sons: str, step: str, when: str, check: Check, of: Callable[[str, str], Dossier]
) -> None:
    said = check(of(sons, step), "--depot", when)

    assert "alerte" == said.severities["CAL010"]
    assert {"CAL002", "CAL004", "CAL005"}.isdisjoint(said.severities)


@pytest.mark.parametrize(
    ("when", "judged"),
    [
        ("2023-10-31T23:59:59", False),
        ("2023-11-01T00:00:00", True),
    ],
    ids=["the last second of the day", "the day after"],
)
def test_the_day_of_the_loinc_is_wholly_in_time(
    when: str,
    judged: bool,  # noqa: FBT001 - a parameter of pytest
    check: Check,
    of: Callable[[str, str], Dossier],
) -> None:
    dossier = of("BIO-LOINC-Va1", "solde")
    dossier.toml["attestation_fin"] = '"aucune"'

    said = check(dossier, "--depot", when)

    assert judged is ("CAL005" in said.severities)
    assert "CAL010" not in said.severities


@pytest.mark.parametrize(("sons", "step"), UNKNOWN)
def test_a_date_that_no_window_knows_is_not_checked(
    sons: str, step: str, check: Check, of: Callable[[str, str], Dossier]
) -> None:
    said = check(of(sons, step), "--depot", "2031-01-01T10:00")

    assert "non-publie" == said.not_checked["CAL011"]
    assert {"CAL001", "CAL002", "CAL003", "CAL004", "CAL013"}.isdisjoint(said.severities)


NO_OPENING = ("MS1", "MS2-PDE", "MS2-PDS", "PHA-LGO-Va1")


@pytest.mark.parametrize("sons", NO_OPENING)
@pytest.mark.parametrize(("step", "code"), [("avance", "CAL001"), ("solde", "CAL003")])
def test_no_request_is_older_than_the_portal(
    step: str, code: str, sons: str, check: Check, of: Callable[[str, str], Dossier]
) -> None:
    said = check(of(sons, step), "--depot", "2021-11-01T23:59:59")

    (found,) = said.findings(code)
    assert ("rejet", "A", "asp-va1") == (
        found["severity"],
        found["source"]["certainty"],
        found["source"]["id"],
    )
    assert "portail" in found["title"]
    assert "l'ouverture propre à ce SONS n'est pas publiée" in found["message"]
    assert "CAL011" not in said.not_checked


@pytest.mark.parametrize("sons", NO_OPENING)
@pytest.mark.parametrize("step", ["avance", "solde"])
def test_after_the_portal_an_opening_that_nobody_published_is_not_checked(
    step: str, sons: str, check: Check, of: Callable[[str, str], Dossier]
) -> None:
    said = check(of(sons, step), "--depot", "2021-11-02T00:00:00")

    assert "non-publie" == said.not_checked["CAL011"]
    assert {"CAL001", "CAL003"}.isdisjoint(said.severities)


@pytest.mark.parametrize(("sons", "step"), [("SAS", "avance"), ("MDV-LGC-Va2", "avance")])
def test_no_text_says_which_portal_opened_for_other_sons(
    sons: str, step: str, check: Check, of: Callable[[str, str], Dossier]
) -> None:
    said = check(of(sons, step), "--depot", "2021-11-01T10:00")

    assert "non-publie" == said.not_checked["CAL011"]
    assert "CAL001" not in said.severities


def test_a_solde_without_published_end_of_prestations_says_so(
    check: Check, of: Callable[[str, str], Dossier]
) -> None:
    said = check(of("IMG-RIS-Va2", "solde"))

    assert "non-publie" == said.not_checked["CAL005"]


# Caps


def ht(dossier: Dossier, dossiers: ModuleType, amount: str) -> Dossier:
    """The same order at another HT, its VAT right."""
    dossier.ligne["commande"] |= dossiers.priced(dossiers.money(amount, "20"))
    return dossier


@pytest.mark.parametrize(
    ("sons", "amount", "expected"),
    [
        ("PHA-LGO-Va1", "625.00", {}),
        ("PHA-LGO-Va1", "625.01", {"MNT003": "non-fourni"}),
        ("PHA-LGO-Va1", "875.00", {"MNT003": "non-fourni"}),
        ("PHA-LGO-Va1", "875.01", {"MNT002": "alerte"}),
        ("BIO-SGL-Va1", "22500.00", {}),
        ("BIO-SGL-Va1", "22500.01", {"MNT003": "non-fourni"}),
        ("BIO-SGL-Va1", "38565.00", {"MNT003": "non-fourni"}),
        ("BIO-SGL-Va1", "38565.01", {"MNT002": "alerte"}),
        ("BIO-LOINC-Va1", "3500.00", {}),
        ("BIO-LOINC-Va1", "3500.01", {"MNT002": "alerte"}),
        ("RAD-RIS-Va1", "1.00", {"MNT003": "non-fourni"}),
        ("IMG-DB-Va2", "1.00", {"MNT003": "non-fourni"}),
    ],
)
def test_a_cap_is_judged_by_how_it_is_known(
    sons: str,
    amount: str,
    expected: dict[str, str],
    check: Check,
    of: Callable[[str, str], Dossier],
    dossiers: ModuleType,
) -> None:
    dossier = ht(of(sons, "avance"), dossiers, amount)
    dossier.settings = dossier.settings.partition("\n[plafonds]")[0]

    said = check(dossier)

    told = said.severities | said.not_checked
    caps = {code: how for code, how in told.items() if code in {"MNT001", "MNT002", "MNT003"}}
    assert expected == caps


def test_a_cap_of_the_supplier_settles_the_tier(
    check: Check, of: Callable[[str, str], Dossier], dossiers: ModuleType
) -> None:
    dossier = ht(of("BIO-SGL-Va1", "avance"), dossiers, "30000.00")
    dossier.settings = dossier.settings.partition("\n[plafonds]")[0]
    dossier.settings += '\n[plafonds]\n"BIO-SGL-Va1" = 29999.99\n'

    said = check(dossier)

    assert "rejet" == said.severities["MNT001"]
    assert "MNT003" not in said.not_checked


# SAS


@pytest.mark.parametrize(
    ("step", "path", "amount", "wrong"),
    [
        ("avance", "commande", "30000.00", False),
        ("avance", "commande", "29999.99", True),
        ("avance", "commande", "30000.01", True),
        ("solde", "facture", "70000.00", False),
        ("solde", "facture", "70000.01", True),
        ("solde", "facture", "30000.00", True),
    ],
)
def test_the_sas_has_two_fixed_amounts(
    step: str,
    path: str,
    amount: str,
    wrong: bool,  # noqa: FBT001 - a parameter of pytest
    check: Check,
    of: Callable[[str, str], Dossier],
    dossiers: ModuleType,
) -> None:
    dossier = of("SAS", step)
    dossier.ligne[path] |= dossiers.priced(dossiers.money(amount, "20"))

    said = check(dossier)

    assert wrong is ("rejet" == said.severities.get("MNT011"))
    assert {"MNT001", "MNT002", "MNT010"}.isdisjoint(said.severities)
    assert "MNT003" not in said.not_checked


def test_the_sas_solde_is_more_than_its_avance_and_right(
    check: Check, of: Callable[[str, str], Dossier]
) -> None:
    dossier = of("SAS", "solde")
    dossier.extra["avance.json"] = of("SAS", "avance").text()

    said = check(dossier)

    assert {} == {code: how for code, how in faults(said).items() if how != "info"}


@pytest.mark.parametrize("value", [GONE, None, {}])
def test_the_sas_needs_no_block_of_the_client(
    value: object, check: Check, of: Callable[[str, str], Dossier]
) -> None:
    dossier = of("SAS", "avance")
    dossier.ligne["beneficiaires"] = None
    put(dossier, "beneficiaires", value)

    assert "FMT006" not in check(dossier).severities


def test_another_sons_needs_its_block_of_the_client(
    check: Check, of: Callable[[str, str], Dossier]
) -> None:
    dossier = of("RAD-RIS-Va1", "avance")
    take(dossier, "beneficiaires")

    assert "a-modifier" == check(dossier).severities["FMT006"]


@pytest.mark.parametrize(
    ("step", "kind", "how"),
    [
        ("avance", "FORMULAIRE", "a-modifier"),
        ("avance", "PV_MES", "a-modifier"),
        ("avance", "DECLARATION_HONNEUR", "a-modifier"),
        ("avance", "CGU", "alerte"),
        ("solde", "FORMULAIRE", "a-modifier"),
        ("solde", "PV_VSR", "a-modifier"),
        ("solde", "SUPPORT", "alerte"),
    ],
)
def test_each_piece_of_the_sas_is_asked(
    step: str, kind: str, how: str, check: Check, of: Callable[[str, str], Dossier]
) -> None:
    dossier = of("SAS", step)
    listed = dossier.ligne["piecesJustificatives"]
    dossier.ligne["piecesJustificatives"] = [one for one in listed if one["typeFichier"] != kind]

    assert how == check(dossier).severities["PIE008"]


# The proof that stands for the terms of use: its name, its type in the JSON, what PIE008 says.
PROOFS: dict[str, tuple[str, str, str | None]] = {
    "a contract as another paper": ("contrat_effecteur.pdf", "AUTRE", None),
    "a contract by its type": ("contrat.pdf", "CONTRAT_PRESTATION", None),
    "another proof": ("notification_aux_effecteurs.pdf", "AUTRE", None),
    "the terms of use under another name": ("annexe_7.pdf", "CGU", None),
    "a code nobody knows": ("contrat.pdf", "CONTRAT_EFFECTEUR", "non-fourni"),
    "a paper that is no proof of it": ("rib.pdf", "RIB", "alerte"),
    "the support of the solde": ("support.pdf", "SUPPORT", "alerte"),
}


@pytest.mark.parametrize(("name", "kind", "how"), PROOFS.values(), ids=PROOFS)
def test_another_proof_stands_for_the_terms_of_use(
    name: str, kind: str, how: str | None, check: Check, of: Callable[[str, str], Dossier]
) -> None:
    dossier = of("SAS", "avance")
    [terms] = [one for one in dossier.ligne["piecesJustificatives"] if one["typeFichier"] == "CGU"]
    terms |= {"nomFichier": name, "typeFichier": kind}
    dossier.pieces[name] = dossier.pieces.pop("cgu.pdf")

    said = check(dossier)

    assert how == (said.severities | said.not_checked).get("PIE008")


PAPERS: dict[str, tuple[str, str | None]] = {
    "a contract": ("contrat_effecteur.pdf", None),
    "contracts": ("Contrats signés.pdf", None),
    "a name that says nothing": ("annexe_7.pdf", "non-fourni"),
    "a name that says something else": ("rib.pdf", "alerte"),
}


@pytest.mark.parametrize(("name", "how"), PAPERS.values(), ids=PAPERS)
def test_of_papers_alone_a_contract_stands_for_the_terms_of_use(
    name: str, how: str | None, check: Check, of: Callable[[str, str], Dossier]
) -> None:
    dossier = of("SAS", "avance")
    dossier.json = {}
    dossier.toml["phase"] = '"avance"'
    dossier.pieces[name] = dossier.pieces.pop("cgu.pdf")

    said = check(dossier)

    assert how == (said.severities | said.not_checked).get("PIE008")


def test_nothing_stands_for_the_form_nor_for_the_support(
    check: Check, of: Callable[[str, str], Dossier]
) -> None:
    for step, kind, how in (("avance", "FORMULAIRE", "a-modifier"), ("solde", "SUPPORT", "alerte")):
        dossier = of("SAS", step)
        [one] = [one for one in dossier.ligne["piecesJustificatives"] if one["typeFichier"] == kind]
        one["typeFichier"] = "AUTRE"

        assert how == check(dossier).severities["PIE008"]


def test_a_pv_de_vsr_needs_no_mssante_address(
    check: Check, of: Callable[[str, str], Dossier]
) -> None:
    dossier = of("SAS", "solde")
    dossier.ligne["verification"] = {"type": "PV_VSR", "dateSignature": "2024-10-21"}

    assert "MSS006" not in check(dossier).severities


# Clients

NUMBERS = "beneficiaires.structure.FINESSGeo"


@pytest.mark.parametrize(
    ("numbers", "rejected"),
    [
        (["330781190"], True),
        (["330781190", "330781191"], True),
        (["330781190", "330781196"], False),
        (["330781196"], False),
    ],
    ids=["one wrong", "two wrong", "one right among two", "right"],
)
def test_an_imaging_order_is_rejected_only_if_no_number_is_right(
    numbers: list[str],
    rejected: bool,  # noqa: FBT001 - a parameter of pytest
    check: Check,
    of: Callable[[str, str], Dossier],
) -> None:
    dossier = of("IMG-DB-Va2", "avance")
    put(dossier, NUMBERS, numbers)
    dossier.ligne["beneficiaires"]["structure"]["FINESSJuridique"] = None

    said = check(dossier)

    assert rejected is ("rejet" == said.severities.get("ELI011"))
    assert "ELI011" not in said.not_checked


@pytest.mark.parametrize("number", ["330781190", "33078119", "3307811966"])
def test_a_wrong_number_beside_a_right_one_never_blocks_an_imaging_order(
    number: str, check: Check, of: Callable[[str, str], Dossier]
) -> None:
    dossier = of("IMG-DB-Va2", "avance")
    put(dossier, NUMBERS, [number, "330781196"])

    said = check(dossier)

    assert not set(faults(said).values()) & {"rejet", "a-modifier"}
    assert {"alerte"} == {said.severities[one] for one in ("IDE004", "IDE005") if one in said.codes}


def test_a_wrong_number_blocks_where_each_one_is_a_client(
    check: Check, of: Callable[[str, str], Dossier]
) -> None:
    dossier = of("BIO-SGL-Va1", "avance")
    put(dossier, NUMBERS, ["330781190", "330781196"])

    assert "a-modifier" == check(dossier).severities["IDE005"]


@pytest.mark.parametrize("step", ["avance", "solde"])
def test_an_unknown_key_of_the_client_may_hold_its_am_numbers(
    step: str, check: Check, of: Callable[[str, str], Dossier]
) -> None:
    dossier = of("IMG-RIS-Va2", step)
    put(dossier, NUMBERS, ["330781190"])
    dossier.ligne["beneficiaires"]["structure"] |= {"FINESSJuridique": None, "numerosAM": ["1"]}

    said = check(dossier)

    assert "ELI011" not in said.severities
    assert "non-fourni" == said.not_checked["ELI011"]


def test_a_siret_alone_says_nothing_of_the_numbers_of_imaging(
    check: Check, of: Callable[[str, str], Dossier], dossiers: ModuleType
) -> None:
    dossier = of("IMG-DB-Va2", "avance")
    structure = dossier.ligne["beneficiaires"]["structure"]
    structure |= {"FINESSGeo": [], "FINESSJuridique": None}
    structure["siret"] = dossiers.with_key(dossiers.with_key("98765432") + "0001")

    said = check(dossier)

    assert {"ELI011", "IDE006"}.isdisjoint(said.severities)
    assert "non-fourni" == said.not_checked["ELI011"]


def test_identifiers_that_nobody_published_are_not_checked(
    check: Check, of: Callable[[str, str], Dossier]
) -> None:
    said = check(of("MDV-LGC-Va2", "avance"))

    assert "IDE006" not in said.severities
    assert "non-publie" == said.not_checked["IDE006"]


@pytest.mark.parametrize("key", ["FINESSJuridique", "FINESSGeo"])
def test_a_wave_1_hospital_is_known_by_one_of_its_finess(
    key: str, check: Check, of: Callable[[str, str], Dossier]
) -> None:
    dossier = of("HOP-DPI-Va1", "avance")
    structure = dossier.ligne["beneficiaires"]["structure"]
    structure[key] = [] if key == "FINESSGeo" else None

    assert "IDE006" not in check(dossier).severities


def test_a_wave_1_hospital_without_any_finess_is_not_known(
    check: Check, of: Callable[[str, str], Dossier]
) -> None:
    dossier = of("HOP-DPI-Va1", "avance")
    structure = dossier.ligne["beneficiaires"]["structure"]
    structure |= {"FINESSJuridique": None, "FINESSGeo": []}

    assert "a-modifier" == check(dossier).severities["IDE006"]


def test_a_wave_1_pmsi_is_one_of_the_client_s_own(
    check: Check, of: Callable[[str, str], Dossier]
) -> None:
    dossier = of("HOP-RI-Va1", "avance")
    put(dossier, "beneficiaires.structure.FINESSPMSI", "330781196")

    assert "a-modifier" == check(dossier).severities["IDE013"]


@pytest.mark.parametrize("sons", ["MS2-PDE", "MS2-PDS"])
def test_ms2_asks_the_indicator(sons: str, check: Check, of: Callable[[str, str], Dossier]) -> None:
    dossier = of(sons, "solde")
    take(dossier, "deploiementMSS")

    said = check(dossier, "--depot", "2024-09-12T14:00")

    assert "a-modifier" == said.severities["MSS001"]


@pytest.mark.parametrize("sons", ["BIO-SGL-Va1", "HOP-DPI-Va1", "IMG-DB-Va2", "PHA-LGO-Va1"])
def test_no_other_sons_asks_the_indicator(
    sons: str, check: Check, of: Callable[[str, str], Dossier]
) -> None:
    dossier = of(sons, "solde")
    dossier.ligne["deploiementMSS"] = "Cas 1"

    said = check(dossier)

    assert "alerte" == said.severities["MSS005"]
    assert "MSS001" not in said.severities


@pytest.mark.parametrize("sons", ["IMG-DB-Va2", "IMG-RIS-Va2"])
def test_the_number_of_pilots_of_imaging_is_not_published(
    sons: str, check: Check, of: Callable[[str, str], Dossier]
) -> None:
    assert "non-publie" == check(of(sons, "solde")).not_checked["ELI008"]


@pytest.mark.parametrize(
    ("sons", "wave_1", "found"),
    [
        ("IMG-RIS-Va2", "RAD-RIS-Va1", True),
        ("MDV-LGC-Va2", "MDV-LGC-Va1", True),
        ("IMG-DB-Va2", "RAD-RIS-Va1", False),
    ],
)
def test_v1v2_is_held_against_the_sons_of_wave_1(
    sons: str,
    wave_1: str,
    found: bool,  # noqa: FBT001 - a parameter of pytest
    check: Check,
    of: Callable[[str, str], Dossier],
) -> None:
    dossier = of(sons, "avance")
    dossier.ligne["typePrestation"] = "V1V2"
    who = dossier.ligne["beneficiaires"]
    client = who["liberal"][0]["RPPS"] if who["liberal"] else who["structure"]["FINESSGeo"][0]
    dossier.settings += '\n[[dejafinances]]\nfichier = "f.csv"\n'
    dossier.extra["f.csv"] = f"identifiant;sons\n{client};{wave_1}\n".encode()

    assert found is ("ELI003" in check(dossier).severities)


def test_the_old_name_of_imaging_is_accepted_with_a_note(
    cli: Cli, tmp_path: Path, of: Callable[[str, str], Dossier]
) -> None:
    dossier = of("IMG-RIS-Va2", "avance")
    dossier.toml["sons"] = '"rad-ris-va2"'
    dossier.write(tmp_path)

    report = cli("check", tmp_path, "-o", "json").report
    text = cli("check", tmp_path, "-o", "text").out

    assert {"IMG-RIS-Va2"} == {one["sons"] for one in report["requests"]}
    assert "rad-ris-va2 → IMG-RIS-Va2" in text


def test_a_cap_of_a_primary_source_rejects(
    check: Check, of: Callable[[str, str], Dossier], dossiers: ModuleType, tmp_path: Path
) -> None:
    """None of our tables has one: a table of the user does."""
    (tmp_path / "rules" / "corridors").mkdir(parents=True)
    name = "BIO-LOINC-Va1.toml"
    table = (FROZEN / "corridors" / name).read_text(encoding="utf-8")
    head, _, rest = table.partition("[cap]\n")
    _, _, after = rest.partition("\n[")
    own = 'per = "request"\nvalue = 3500.00\nknown_by = "primary"\nsource = "ans-plafonds"\n'
    (tmp_path / "rules" / "corridors" / name).write_text(f"{head}[cap]\n{own}\n[{after}", "utf-8")
    options = ("--rules", tmp_path / "rules")

    at, over = (
        check(ht(of("BIO-LOINC-Va1", "avance"), dossiers, amount), *options)
        for amount in ("3500.00", "3500.01")
    )

    assert {"MNT001", "MNT002"}.isdisjoint(at.severities)
    assert "rejet" == over.severities["MNT001"]
    assert "MNT002" not in over.severities


@pytest.mark.parametrize(
    ("phase", "sons", "depot", "days"),
    [
        ("enrolement", "HOP-DPI-Va2", "2025-12-02T10:00:00", None),
        ("enrolement", "HOP-DPI-Va2", "2025-12-03T10:00:00", "14"),
        ("attestation-fin", "HOP-PFI-Va2", "2026-03-18T11:00:00", "0"),
        ("attestation-fin", "MS1", "2024-12-18T11:00:00", None),
    ],
)
def test_a_closing_is_near_at_the_steps_without_json_too(
    phase: str, sons: str, depot: str, days: str | None, cli: Cli, tmp_path: Path
) -> None:
    (tmp_path / "pieces").mkdir()

    said = cli("check", tmp_path, "--phase", phase, "--sons", sons, "--depot", depot, "-o", "json")

    messages = [one["message"] for one in said.findings("CAL012")]
    assert bool(messages) == (days is not None)
    assert all(re.search(rf": {days}\b", message) for message in messages)
