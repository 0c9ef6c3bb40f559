"""CAL014: the service date that the invoice gives, against the end of the prestations."""

from collections.abc import Callable
from datetime import date
from types import ModuleType

import pytest

from checks.edits import put
from checks.made_documents import (
    LAYOUTS,
    SUPPLIER_LINES,
    of_acceptance,
    of_invoice,
    only,
    page,
    put_paper,
    said_of,
)
from conftest import Said

Check = Callable[..., Said]
Dossier = object

# DPI: the prestations end on 17/06/2026 at 12:00; invoice and VA are dated later.
INVOICED = date(2026, 7, 2)


@pytest.fixture
def served(dossiers: ModuleType, check: Check) -> Callable[[bytes], Said]:
    """Check the solde of DPI with this invoice, dated and signed after the end."""

    def call(paper: bytes) -> Said:
        dossier = dossiers.DPI.solde()
        put(dossier, "facture.dateFacture", "2026-07-02")
        put(dossier, "verification.dateSignature", "2026-07-02")
        dossier.toml |= {
            "depot": "2026-07-10T10:00:00",
            "attestation_fin": "2026-06-12T10:00:00",
        }
        put_paper(dossier, "acceptance", of_acceptance(dossiers.DPI, signed_on=INVOICED))
        return check(put_paper(dossier, "invoice", paper))

    return call


def of_lines(*lines: str) -> bytes:
    head = (
        *SUPPLIER_LINES,
        "Facture n° F-DPI-2025-007",
        "Date de facture : 02/07/2026",
        "Client : Centre hospitalier de Bergerac, FINESS PMSI 240000059",
    )
    totals = ("Total HT : 48 250,00 €", "TVA 20 % : 9 650,00 €", "Total TTC : 57 900,00 €")
    return page(*head, *lines, *totals)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_day_after_the_end_is_told_and_the_day_itself_is_not(
    layout: str, served: Callable[[bytes], Said], dossiers: ModuleType
) -> None:
    def on(day: date) -> Said:
        paper = of_invoice(dossiers.DPI, layout=layout, issued_on=INVOICED, served_on=day)
        return served(paper)

    assert [] == said_of(on(date(2026, 6, 17)))
    found = only(on(date(2026, 6, 18)), "CAL014")
    assert ("alerte", "probable") == (found["severity"], found["confidence"])
    assert "18/06/2026" == found["found"]


@pytest.mark.parametrize(
    "words", ["Date d'intervention : {}", "Intervention du {}", "Solution déployée le {}"]
)
def test_the_day_of_an_intervention_is_that_of_the_service(
    words: str, served: Callable[[bytes], Said]
) -> None:
    late, in_time = (of_lines(words.format(day)) for day in ("26/06/2026", "12/06/2026"))

    assert "26/06/2026" == only(served(late), "CAL014")["found"]
    assert [] == said_of(served(in_time))


@pytest.mark.parametrize(
    "lines",
    [
        ("Date de la prestation : 02/07/2026",),
        ("Période de maintenance à compter du 01/07/2026",),
        ("Prestation de maintenance du 20/06/2026 au 19/06/2027",),
        ("Abonnement au service, du 20/06/2026 au 19/06/2027",),
        ("Date de livraison : 12/06/2026", "Date de la prestation : 26/06/2026"),
        ("Date d'intervention : 02/07/2026",),
        ("Prochaine intervention le 15/09/2026",),
        ("Rapport d'intervention du 26/06/2026",),
        ("Intervention de maintenance du 26/06/2026",),
        ("VA signée le 26/06/2026",),
        ("Intervention réalisée du 08/06/2026 au 17/06/2026",),
        ("Période de réalisation : du 02/06/2026 au 17/06/2026",),
        ("Période de facturation : du 02/06/2026 au 25/06/2026",),
        ("Prestation exécutée entre le 12 janvier et le 16 juin 2026",),
        ("Installation et maintenance du 20/06/2026 au 19/06/2027",),
        ("Prestation Ségur, du 20/06/2026 au 19/06/2027",),
        ("Installation réalisée. Garantie du 20/06/2026 au 19/06/2027",),
        ("Intervention prévue du 08/06/2026 au 25/06/2026",),
        ("Date d'échéance : 01/08/2026",),
    ],
)
def test_its_own_date_a_period_or_a_day_in_time_are_silent(
    lines: tuple[str, ...], served: Callable[[bytes], Said]
) -> None:
    assert [] == said_of(served(of_lines(*lines)))


@pytest.mark.parametrize(
    "line",
    [
        "Intervention réalisée du 08/06/2026 au 25/06/2026 par nos équipes",
        "Intervention réalisée du 08/06 au 25/06/2026",
        "Période de réalisation : du 08/06/2026 au 25/06/2026",
        "Prestation exécutée entre le 12 janvier et le 25 juin 2026",
        "PRESTATION RÉALISÉE DU 8 JUIN AU 25 JUIN 2026",
        "Prestation réalisée du 8 au 25 juin 2026",
        "Installation du logiciel au centre hospitalier le 25/06/2026",
        "Installation du 18/06/2026 au 25/06/2026",
        "Mise en service du 18/06/26 au 25/06/26",
    ],
)
def test_the_end_of_the_work_is_told(line: str, served: Callable[[bytes], Said]) -> None:
    found = only(served(of_lines(line)), "CAL014")

    assert "25/06/2026" == found["found"]


def test_where_others_are_sold_the_day_of_the_prestation_is_not_told(
    served: Callable[[bytes], Said],
) -> None:
    lines = (
        "Prestation Ségur DPI vague 2 (V2) : 48 250,00 € HT",
        "Formation complémentaire : 2 000,00 € HT",
        "Date de livraison : 26/06/2026",
        "Total HT : 50 250,00 €",
    )

    said = [one for one in said_of(served(of_lines(*lines))) if one[0] == "CAL014"]

    assert [("CAL014", "illisible")] == said
