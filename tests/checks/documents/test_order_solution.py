"""DOC033 and DOC035: the solution that an order is for, and the type of its prestation."""

from collections.abc import Callable
from types import ModuleType

import pytest

from checks.edits import put
from checks.made_documents import (
    LAYOUTS,
    ORDER_FOOT,
    ORDER_HEAD,
    TOTALS,
    only,
    page,
    places,
    plain,
    put_paper,
    said_of,
    with_paper,
)
from conftest import Said

Check = Callable[..., Said]

# --- DOC033: the JSON says 0123456789 ---


@pytest.fixture
def ordered(dossiers: ModuleType, check: Check) -> Callable[..., Said]:
    """Check the avance of MDV whose right order holds these lines."""

    def call(*lines: str, referenced: str = "") -> Said:
        paper = page(*ORDER_HEAD, *lines, *TOTALS, *ORDER_FOOT)
        dossier = put_paper(dossiers.MDV.avance(), "order", paper)
        if referenced:
            solution = 'numero_ans = "0123456789"\n'
            dossier.settings = dossier.settings.replace(
                solution, f"{solution}referencement = {referenced}\n"
            )
        return check(dossier)

    return call


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_number_of_another_solution_is_told(
    layout: str, dossiers: ModuleType, check: Check
) -> None:
    dossier = with_paper(dossiers.MDV, "order", layout=layout, numero_ans="0123456798")

    found = only(check(dossier), "DOC033")

    assert ("alerte", "probable") == (found["severity"], found["confidence"])
    assert "porte « 0123456798 » comme numéro de référencement ANS" in plain(found["message"])
    assert "« numeroAns » du JSON est « 0123456789 »" in plain(found["message"])
    assert "/numeroAns" == places(found)[1][0]


@pytest.mark.parametrize(
    "line",
    [
        "Numéro ANS : 0123456798",
        "Référencement ANS n° 012 345 6798",
        "Solution référencée par l'ANS sous le n° 0123456798",
        "N° de référencement Ségur : 0123456798",
        "MedLac 4.2 — N° de référencement ANS : 0123456798 — Profil général",
        "MedLac 4.2 – N° de référencement ANS : 0123456798 – Profil général",
    ],
)
def test_it_is_told_however_it_is_labelled(line: str, ordered: Callable[..., Said]) -> None:
    assert [("DOC033", "alerte")] == said_of(ordered(line))


@pytest.mark.parametrize(
    "lines",
    [
        ("N° de référencement ANS : 012 345 67 89",),
        ("MedLac 4.2 — N° de référencement ANS : 0123456789 — Profil général",),
        ("N° de référencement ANS : 0123456789 — N° de lot : 0123456798",),
        ("N° ANS : 0123456798", "N° ANS : 0123456789"),
        ("N° ANS : 0123456798", "N° ANS : 0123456787"),
        ("Téléphone : 0298123456",),
        ("N° de référencement UGAP : 0123456798",),
        ("N° de référencement ANS (vague 2) : 0123456798",),
        ("N° ANS de votre solution actuelle : 0123456798",),
        ("N° de référencement ANS : en cours",),
        ("N° de référencement ANS : 01234567",),
        ("Engagement de 3 ans : 0123456798",),
    ],
)
def test_ours_none_several_or_another_s_are_silent(
    lines: tuple[str, ...], ordered: Callable[..., Said]
) -> None:
    assert [] == said_of(ordered(*lines))


def test_an_order_older_than_the_referencing_is_silent(ordered: Callable[..., Said]) -> None:
    line = "Sous réserve de l'obtention du référencement. N° de référencement ANS : 0123456798"

    assert [] == said_of(ordered(line, referenced="2022-06-14"))
    assert [("DOC033", "alerte")] == said_of(ordered(line, referenced="2022-06-13"))


def test_a_number_of_wave_1_is_silent_in_wave_2(dossiers: ModuleType, check: Check) -> None:
    dossier = with_paper(
        dossiers.DPI, "order", solution="HospiLac 6, vague 1", numero_ans="0123456798"
    )

    assert [] == said_of(check(dossier))


# --- DOC035 ---


@pytest.fixture
def typed(dossiers: ModuleType, check: Check) -> Callable[..., Said]:
    """Check the avance of DPI of this type, whose order holds these lines."""

    def call(service_type: str, *lines: str) -> Said:
        head = (
            ORDER_HEAD[0],
            ORDER_HEAD[1],
            "Bon de commande n° DPI-2025-007",
            "Client : Centre hospitalier de Bergerac, FINESS PMSI 240000059",
        )
        totals = ("Total HT : 48 250,00 €", "TVA 20 % : 9 650,00 €", "Total TTC : 57 900,00 €")
        foot = "Bon pour accord, fait à Bergerac le 03/04/2025"
        dossier = put_paper(dossiers.DPI.avance(), "order", page(*head, *lines, *totals, foot))
        put(dossier, "typePrestation", service_type)
        return check(dossier)

    return call


@pytest.mark.parametrize(
    ("service_type", "line"),
    [
        ("V2", "Prestation Ségur DPI vague 1 et vague 2 (V1V2)"),
        ("V2", "Type de prestation : V1V2"),
        ("V2", "Type de prestation : V1 + V2"),
        ("V2", "Prestation Ségur V1V2"),
        ("V2", "Prestation Ségur — V1V2"),
        ("V2", "Type : [ ] V2 [X] V1V2"),
        ("V2", "Type de prestation : [x] Vague 1 + Vague 2   [ ] Vague 2"),
        ("V2", "[x] Vague 1 et vague 2   [ ] Vague 2 seule"),
        ("V2", "Vagues 1 et 2 [x]   Vague 2 [ ]"),
        ("V2", "Type de prestation : vague 1 + vague 2"),
        ("V2", "Prestation Ségur DPI Vague 1 + Vague 2       1       48 250,00 €"),
        ("V2", "Prestation Ségur - DPI vagues 1 & 2          48 250,00 €"),
        ("V1V2", "[ ] Vague 1 + Vague 2   [x] Vague 2"),
        ("V1V2", "Prestation Ségur DPI vague 2 (V2)"),
        ("V1V2", "Type de prestation : V2"),
        ("V1V2", "Prestation : [X] V2   [ ] V1V2"),
        ("V1V2", "V2 [x]   V1V2 [ ]"),
    ],
)
def test_the_other_type_alone_is_told(
    service_type: str, line: str, typed: Callable[..., Said]
) -> None:
    found = only(typed(service_type, line), "DOC035")

    other = {"V2": "V1V2", "V1V2": "V2"}[service_type]
    assert ("alerte", other, service_type) == (found["severity"], found["found"], found["expected"])
    assert "/lignesImport/0/typePrestation" == places(found)[1][0]


@pytest.mark.parametrize(
    ("service_type", "line"),
    [
        ("V2", "Prestation Ségur DPI vague 2 (V2)"),
        ("V2", "Prestation Ségur DPI, vagues 1 et 2"),
        ("V2", "Type : [X] V2 [ ] V1V2"),
        ("V2", "Type : [ ] V2 [ ] V1V2"),
        ("V2", "Type : [X] V2 [X] V1V2"),
        ("V2", "Type de prestation (V2 ou V1V2) : ........"),
        ("V2", "Type de prestation : [ ] Vague 1 + Vague 2   [x] Vague 2"),
        ("V2", "[x] Vague 1   [x] Vague 2"),
        ("V2", "Type de prestation : vague 1 + vague 2, ou vague 2 : ........"),
        ("V2", "Prestation Ségur vague 1 et vague 2 : conditions générales"),
        ("V2", "Prestation Ségur DPI vague 2, après la vague 1       48 250,00 €"),
        ("V1V2", "[x] Vague 1 + Vague 2   [ ] Vague 2"),
        ("V1V2", "[x] Vague 2"),
        ("V1V2", "Prestation Ségur DPI, deuxième vague"),
        ("V1V2", "Prestation Ségur vague 2"),
        ("V1V2", "Solution : HospiLac V2"),
        ("V1V2", "Version V2.3 de la solution"),
        ("V1V2", "Type de prestation : V1V2"),
        ("V1V2", "Prestation Ségur — V1V2"),
    ],
)
def test_the_same_type_both_or_none_are_silent(
    service_type: str, line: str, typed: Callable[..., Said]
) -> None:
    assert [] == said_of(typed(service_type, line))


def test_a_choice_on_two_lines_is_none(typed: Callable[..., Said]) -> None:
    assert [] == said_of(typed("V2", "Type de prestation : vague 1 + vague 2", "ou : vague 2"))


def test_wave_1_has_no_type(ordered: Callable[..., Said]) -> None:
    assert [] == said_of(ordered("Prestation Ségur (V1V2)"))
