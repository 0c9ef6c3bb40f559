"""What a document says of a value: found, contradicted, absent, or nobody can tell."""

from datetime import date
from decimal import Decimal

import pytest

from segur_check.pieces.figures.client_evidence import identifier_evidence
from segur_check.pieces.figures.days import DayLabel
from segur_check.pieces.figures.evidence import (
    Answer,
    Evidence,
    amount_evidence,
    date_evidence,
    rate_evidence,
)
from segur_check.pieces.figures.sheet import Sheet, sheet_of
from segur_check.pieces.words.tax_words import PriceKind

HT, VAT, TTC = PriceKind.HT, PriceKind.VAT, PriceKind.TTC
FOUND, CONTRADICTED = Answer.FOUND, Answer.CONTRADICTED
ABSENT, UNCHECKABLE = Answer.ABSENT, Answer.UNCHECKABLE
PRICE = Decimal("358.33")


def sheet(page: str, *more: str, fields: tuple[tuple[str, str], ...] = ()) -> Sheet:
    pages = (page, *more)
    flowing = tuple(
        "\n".join(" ".join(line.split()) for line in layout.splitlines()) for layout in pages
    )
    return sheet_of(flowing, pages, fields)


def ht(page: str, expected: Decimal = PRICE) -> Answer:
    return amount_evidence(sheet(page), HT, expected).answer


@pytest.mark.parametrize(
    ("page", "answer"),
    [
        ("Total HT    358,33 €", FOUND),
        ("Total HT    358,32 €", CONTRADICTED),
        ("Total HT    358,34 €", CONTRADICTED),
        ("Prestation 358,33", FOUND),
        ("Total : 400,00 €", ABSENT),
        ("", ABSENT),
        ("HT  400,00 €\nHT  500,00 €", UNCHECKABLE),
        ("Prestation Ségur HT  400,00 €\nAutre HT  500,00 €", CONTRADICTED),
        ("Autre chose HT  500,00 €", UNCHECKABLE),
        ("Prestation HT : 2 x 179,16 €", UNCHECKABLE),
        ("Prestation HT : 3 mois à 119,44 €", UNCHECKABLE),
        ("HT  200,00 €\nHT  158,33 €", UNCHECKABLE),
        ("Total HT    358 €", UNCHECKABLE),
        ("Total HT    357 €", CONTRADICTED),
        ("Total HT    35833 €", UNCHECKABLE),
        ("Total HT   400,00 €\nRemise   -41,67 €", UNCHECKABLE),
        ("Montants en k€\nHT    0,36", ABSENT),
        ("Total HT    12   345,67", ABSENT),
        ("Avoir HT  -358,33 €", FOUND),
        ("Capital HT 400,00 €", ABSENT),
    ],
)
def test_an_amount(page: str, answer: Answer) -> None:
    assert answer is ht(page)


def test_the_other_amount_is_shown_with_its_place() -> None:
    found = amount_evidence(sheet("rien", "Total HT    400,00 €"), HT, PRICE)

    assert Evidence(CONTRADICTED, Decimal("400.00"), 2, "Total HT 400,00 €") == found


def test_what_a_form_field_says_is_sure() -> None:
    found = amount_evidence(sheet("", fields=(("total_ht", "400,00"),)), HT, PRICE)

    assert (CONTRADICTED, None, True) == (found.answer, found.page, found.sure)


def test_totals_of_all_that_is_sold_contradict_nothing() -> None:
    page = """
Désignation          Montant
Prestation Ségur      358,33 €
Abonnement            641,67 €
Total HT            1 000,00 €
TVA                   200,00 €
Total TTC           1 200,00 €"""

    assert UNCHECKABLE is amount_evidence(sheet(page), TTC, Decimal("430.00")).answer
    assert UNCHECKABLE is amount_evidence(sheet(page), VAT, Decimal("71.67")).answer


def test_the_total_of_an_avance_and_its_solde_is_the_price() -> None:
    page = "Avance HT   120,00 €\nSolde HT    280,00 €\nTotal HT    400,00 €"
    found = amount_evidence(sheet(page), HT, PRICE)

    assert (CONTRADICTED, Decimal("400.00")) == (found.answer, found.shown)
    assert UNCHECKABLE is ht(page.replace("Solde", "Reliquat"))


@pytest.mark.parametrize(
    ("page", "expected", "answer"),
    [
        ("TVA 20 %   71,67 €", "20", FOUND),
        ("TVA 20,0 %   71,67 €", "20", FOUND),
        ("TVA 10 %   71,67 €", "20", CONTRADICTED),
        ("TVA 8,5 %   30,46 €", "20", CONTRADICTED),
        ("TVA 12 %   71,67 €", "20", UNCHECKABLE),
        ("TVA 10 %\nTVA 5,5 %", "20", UNCHECKABLE),
        ("Prestation Ségur TVA 10 %   1,00 €\nLivre TVA 5,5 %   1,00 €", "20", CONTRADICTED),
        ("TVA à 8,5 % pour les clients de La Réunion", "20", UNCHECKABLE),
        ("TVA 10 %\nTaux en vigueur : 20 %", "20", UNCHECKABLE),
        ("Pénalités 20 %\nTVA 10 %", "20", UNCHECKABLE),
        ("Total HT 358,33 €", "20", ABSENT),
        ("TVA non applicable, article 293 B du CGI", "0", FOUND),
        ("TVA non applicable, article 293 B du CGI\nTVA 10 %  35,83 €", "0", UNCHECKABLE),
        ("TVA non applicable, article 293 B du CGI", "20", CONTRADICTED),
        ("Nos formations sont exonérées de TVA", "20", ABSENT),
        ("Exonération de TVA\nTVA   71,67 €", "20", ABSENT),
        ("TVA 0,00 €", "0", FOUND),
    ],
)
def test_a_rate(page: str, expected: str, answer: Answer) -> None:
    assert answer is rate_evidence(sheet(page), Decimal(expected)).answer


@pytest.mark.parametrize(
    ("page", "answer"),
    [
        ("Signé le 12/03/2025", FOUND),
        ("Quelque part le 12 mars 2025", FOUND),
        ("Signé le 11/03/2025", CONTRADICTED),
        ("Signé le 13/03/2025", CONTRADICTED),
        ("Commande du 11/03/2025", CONTRADICTED),
        ("Signé le 11/03/2025\nSigné le 13/03/2025", UNCHECKABLE),
        ("Signed on: 03/12/2025", UNCHECKABLE),
        ("Échéance le 11/03/2025", ABSENT),
        ("Signé par le fournisseur le 11/03/2025", ABSENT),
        ("", ABSENT),
    ],
)
def test_a_date(page: str, answer: Answer) -> None:
    found = date_evidence(sheet(page), date(2025, 3, 12), DayLabel.SIGNATURE, DayLabel.ORDER)

    assert answer is found.answer


def test_a_day_that_no_month_has_is_turned_into_none() -> None:
    found = date_evidence(sheet("Signé le 11/03/2025"), date(2025, 3, 31), DayLabel.SIGNATURE)

    assert CONTRADICTED is found.answer


MINE, OTHER, THIRD = "10100000016", "10100000024", "10100000032"
SITE, ENTITY, ELSEWHERE = "330009127", "330009119", "490001245"


@pytest.mark.parametrize(
    ("page", "expected", "answer"),
    [
        (f"RPPS : {MINE}", {"RPPS": [MINE]}, FOUND),
        ("RPPS : 101 0000 0016", {"RPPS": [MINE]}, FOUND),
        (f"RPPS : {OTHER}", {"RPPS": [MINE]}, CONTRADICTED),
        (f"RPPS : {OTHER} puis {MINE}", {"RPPS": [MINE]}, FOUND),
        (f"RPPS : {OTHER[:-1]}9", {"RPPS": [MINE]}, ABSENT),
        (f"Conseil médical, RPPS {OTHER}", {"RPPS": [MINE]}, ABSENT),
        (f"Hébergeur, FINESS juridique {ELSEWHERE}", {"FINESSJuridique": [ENTITY]}, ABSENT),
        (f"FINESS juridique : {ELSEWHERE}", {"FINESSJuridique": [ENTITY]}, CONTRADICTED),
        (f"FINESS géographique : {ELSEWHERE}", {"FINESSJuridique": [ENTITY]}, ABSENT),
        (f"FINESS : {ELSEWHERE}", {"FINESSGeo": [SITE]}, CONTRADICTED),
        (f"FINESS : {ENTITY}", {"FINESSGeo": [SITE]}, ABSENT),
        (f"N° {OTHER}", {"RPPS": [MINE]}, ABSENT),
        ("rien", {"RPPS": [MINE]}, ABSENT),
    ],
)
def test_a_client(page: str, expected: dict[str, list[str]], answer: Answer) -> None:
    assert answer is identifier_evidence(sheet(page), expected).answer


def test_the_supplier_is_no_client() -> None:
    page = sheet(f"FINESS juridique : {ELSEWHERE}")
    expected = {"FINESSJuridique": [ENTITY]}

    found = identifier_evidence(page, expected, strangers=frozenset({ELSEWHERE}))

    assert ABSENT is found.answer
