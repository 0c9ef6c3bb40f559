"""DOC012: two invoices in one PDF, with and without their total and the marks AVANCE and SOLDE."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from checks.edits import GONE, put
from checks.made_documents import (
    INVOICE_HEAD,
    LAYOUTS,
    RPPS,
    SUPPLIER_LINES,
    TOTALS,
    joined,
    name_of,
    of_invoice,
    only,
    page,
    places,
    plain,
    put_paper,
    said_of,
)
from conftest import Said

Check = Callable[..., Said]
Two = Callable[..., bytes]

SUMMARY = page("Récapitulatif des factures F-1 et F-2", *TOTALS)
MARKS = (" - AVANCE", " - SOLDE")


@pytest.fixture
def two(dossiers: ModuleType) -> Two:
    """A PDF of two invoices of MDV, of 107,50 € and 250,83 € HT, then other pages."""

    def make(
        *others: bytes,
        marks: tuple[str, str] = ("", ""),
        layout: str = "lettre",
        **changes: Any,  # noqa: ANN401 - see documents
    ) -> bytes:
        invoices = (
            of_invoice(
                dossiers.MDV,
                layout=layout,
                number=number,
                money=dossiers.money(ht, "20"),
                service=f"Prestation Ségur, LGC vague 1{mark}",
                **changes,
            )
            for number, ht, mark in zip(("F-1", "F-2"), ("107.50", "250.83"), marks, strict=True)
        )
        return joined(*invoices, *others)

    return make


@pytest.fixture
def invoiced(dossiers: ModuleType, check: Check) -> Callable[..., Said]:
    """Check the solde of MDV with this invoice."""

    def call(paper: bytes, *options: str) -> Said:
        return check(put_paper(dossiers.MDV.solde(), "invoice", paper), *options)

    return call


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("marks", [("", ""), MARKS])
def test_two_invoices_without_their_total_are_told_on_the_page_of_the_second(
    marks: tuple[str, str],
    layout: str,
    two: Two,
    invoiced: Callable[..., Said],
    dossiers: ModuleType,
) -> None:
    found = only(invoiced(two(marks=marks, layout=layout)), "DOC012")

    assert ("a-modifier", "probable") == (found["severity"], found["confidence"])
    assert "« F-1 », « F-2 »" == plain(found["found"])
    assert "contient plusieurs factures (« F-1 », « F-2 »), et leur total n'y a pas été trouvé" in (
        plain(found["message"])
    )
    ((file, number, _),) = places(found)
    assert (name_of(dossiers.MDV.solde(), "invoice"), 2) == (file, number)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "summary",
    [
        SUMMARY,
        page("Total des deux factures : 358,33 € HT"),
        page("Cumul facturé : 358,33 € HT, 430,00 € TTC"),
        page("Montant total : 430,00 € TTC"),
    ],
)
def test_two_invoices_with_their_total_and_both_marks_are_silent(
    summary: bytes, layout: str, two: Two, invoiced: Callable[..., Said]
) -> None:
    assert [] == said_of(invoiced(two(summary, marks=MARKS, layout=layout)))


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("marks", [("", ""), (" - AVANCE", ""), ("", " - SOLDE")])
def test_two_invoices_with_their_total_and_not_both_marks_are_an_information(
    marks: tuple[str, str], layout: str, two: Two, invoiced: Callable[..., Said]
) -> None:
    said = invoiced(two(SUMMARY, marks=marks, layout=layout))

    found = only(said, "DOC012")
    assert "info" == found["severity"]
    assert "sans les deux mentions « AVANCE » et « SOLDE »" in plain(found["message"])
    assert 0 == said.code


def test_the_marks_may_be_written_small(two: Two, invoiced: Callable[..., Said]) -> None:
    assert [] == said_of(invoiced(two(SUMMARY, marks=(" (avance)", " (solde)"))))


def test_the_summary_may_stand_first(two: Two, invoiced: Callable[..., Said]) -> None:
    assert [] == said_of(invoiced(joined(SUMMARY, two(marks=MARKS))))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_one_invoice_of_several_pages_is_one(
    layout: str, dossiers: ModuleType, invoiced: Callable[..., Said]
) -> None:
    invoice = of_invoice(dossiers.MDV, layout=layout)
    for second in (
        invoice,
        page("Facture n° F-CMD-2022-0042", "Conditions de règlement"),
        page("Annexe à la facture n° F-CMD-2022-0042"),
        page("Détail de la prestation", "Facture : F-CMD-2022-0042"),
    ):
        assert [] == said_of(invoiced(joined(invoice, second)))


@pytest.mark.parametrize(
    "line",
    [
        "Facture d'acompte n° F-0 du 01/07/2022, déjà réglée",
        "Bon de commande n° CMD-2022-0042",
        "Remplace la facture F-0",
        "Facture n° F-0",
        "Date de facture : 06/03/2023",
    ],
)
def test_another_number_on_the_page_of_an_invoice_is_no_second_invoice(
    line: str, invoiced: Callable[..., Said]
) -> None:
    assert [] == said_of(invoiced(page(*INVOICE_HEAD, line, *TOTALS)))


@pytest.mark.parametrize("number", ["2022/118", "FA0118", "FAC_2022-07.118", "118"])
def test_numbers_of_any_form_are_told(number: str, invoiced: Callable[..., Said]) -> None:
    def one(title: str, *lines: str) -> bytes:
        return page(*SUPPLIER_LINES, title, f"RPPS {RPPS}", "Le 06/03/2023", *lines)

    part = ("Total HT : 107,50 €", "TVA 20 % : 21,50 €", "Total TTC : 129,00 €")
    rest = ("Total HT : 250,83 €", "TVA 20 % : 50,17 €", "Total TTC : 301,00 €")
    paper = joined(one(f"Facture N° {number}", *part), one(f"FACTURE : {number}9", *rest))

    found = only(invoiced(paper), "DOC012")

    assert f"« {number} », « {number}9 »" == plain(found["found"])


def test_without_amounts_in_the_json_a_summary_is_still_a_total(
    two: Two, dossiers: ModuleType, check: Check
) -> None:
    def said(paper: bytes) -> list[tuple[str, str]]:
        dossier = put_paper(dossiers.MDV.solde(), "invoice", paper)
        for key in ("montantSegurHT", "tauxTVA", "montantTVA", "montantSegurTTC"):
            put(dossier, f"facture.{key}", GONE)
        return [one for one in said_of(check(dossier)) if one[0].startswith("DOC")]

    assert [] == said(two(SUMMARY, marks=MARKS))
    assert [("DOC012", "a-modifier")] == said(two(marks=MARKS))


def test_an_avance_is_not_looked_at(two: Two, dossiers: ModuleType, check: Check) -> None:
    dossier = dossiers.MDV.avance()
    dossier.ligne["piecesJustificatives"].append(
        {"nomFichier": "facture.pdf", "formatFichier": "PDF", "typeFichier": "FACTURE"}
    )
    dossier.pieces["facture.pdf"] = two()

    assert "DOC012" not in check(dossier).codes


def test_the_words_are_english_when_asked(two: Two, invoiced: Callable[..., Said]) -> None:
    none = only(invoiced(two(), "--lang", "en"), "DOC012")
    unmarked = only(invoiced(two(SUMMARY), "--lang", "en"), "DOC012")

    assert (
        "contains several invoices (“F-1”, “F-2”), and their total was not found" in none["message"]
    )
    assert "not marked “AVANCE” and “SOLDE”" in unmarked["message"]


def test_a_fingerprint_is_the_same_in_both_languages(
    two: Two, invoiced: Callable[..., Said]
) -> None:
    french, english = (
        only(invoiced(two(), "--lang", lang), "DOC012")["fingerprint"] for lang in ("fr", "en")
    )

    assert french == english
