"""Which figure is what: labels before, after, above; what names something else; rates and days."""

from datetime import date
from decimal import Decimal

import pytest

from segur_check.pieces.figures.days import DayLabel, labelled_days
from segur_check.pieces.figures.labels import Labelled, labelled_amounts
from segur_check.pieces.figures.layout import lines_of
from segur_check.pieces.figures.rates import LabelledRate, labelled_rates
from segur_check.pieces.words.label_words import is_plain
from segur_check.pieces.words.tax_words import PriceKind, kinds_of

HT, VAT, TTC = PriceKind.HT, PriceKind.VAT, PriceKind.TTC


def amounts(page: str) -> list[Labelled]:
    return list(labelled_amounts(lines_of([page])))


def labels(page: str) -> list[PriceKind | None]:
    return [amount.label for amount in amounts(page)]


def rates(page: str) -> list[LabelledRate]:
    return list(labelled_rates(lines_of([page])))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("total ht", {HT}),
        ("total h.t.", {HT}),
        ("montant hors taxes", {HT}),
        ("hors tva", {HT}),
        ("total ttc", {TTC}),
        ("t.t.c", {TTC}),
        ("toutes taxes comprises", {TTC}),
        ("tva", {VAT}),
        ("t.v.a.", {VAT}),
        ("taxe sur la valeur ajoutee", {VAT}),
        ("vat", {VAT}),
        ("excl. vat", {HT}),
        ("incl. vat", {TTC}),
        ("n° tva", set()),
        ("tva intracommunautaire", set()),
        ("base tva", {HT}),
        ("tva non applicable", set()),
        ("ht et ttc", {HT, TTC}),
        ("htaccess", set()),
        ("achat", set()),
        ("", set()),
    ],
)
def test_what_words_name(text: str, expected: set[PriceKind]) -> None:
    assert expected == kinds_of(text)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("Total HT : 358,33 €", [HT]),
        ("358,33 € HT", [HT]),
        ("Prix 430,00 € (TTC)", [TTC]),
        ("Total HT 358,33 € TVA 71,67 € TTC 430,00 €", [HT, VAT, TTC]),
        (
            "Désignation      HT       TVA      TTC\nLGC          358,33     71,67   430,00",
            [HT, VAT, TTC],
        ),
        ("Total HT\n358,33 €", [HT]),
        ("Montant de la TVA\nde la prestation     71,67 €", [VAT]),
        ("Prix HT ou TTC : 358,33 €", [None]),
        ("Total : 358,33 €", [None]),
        ("TVA 20,00", [None]),
        ("TVA 20,00 €", [VAT]),
        ("Les prix sont exprimés HT.\nPrestation      430,00 €", [None]),
        ("TVA 20 %\n(1) soit 358,33", [None]),
        ("Désignation      T.V.A. 20,0%\nLGC               71,67", [VAT]),
    ],
)
def test_the_label_of_an_amount(page: str, expected: list[PriceKind | None]) -> None:
    assert expected == labels(page)


def test_the_heading_of_a_column_stops_at_a_label_of_its_own() -> None:
    page = "Article      Montant HT\nA            100,00\nTotal TTC    120,00\n             20,00"

    assert [HT, TTC, None] == labels(page)


def test_a_heading_a_sign_aside_is_that_of_a_table_alone() -> None:
    near = "Désignation              HT    Taux     TVA\nLGC             12 495,67           5,00 €"
    lone = "                         HT\nLGC             12 495,67"

    assert [HT, VAT] == labels(near)
    assert [None] == labels(lone)


def test_a_heading_far_above_is_none() -> None:
    rows = "\n".join(["texte"] * 41)

    assert [None] == labels(f"Désignation      Montant HT\n{rows}\n                 358,33")


def test_an_amount_cut_by_the_end_of_a_line_has_no_label() -> None:
    assert [None, None] == [amount.label for amount in amounts("Total HT 12 €\n800,00 €")][:2]


@pytest.mark.parametrize(
    "line",
    [
        "Capital de 50 000 € HT",
        "Indemnité de 40 € HT",
        "Remise HT 75,50 €",
        "Acompte TTC 129,00 €",
        "Plafond HT 4 000 €",
        "Barème HT 4 000 €",
        "Abonnement HT 1 068,00 €",
        "Reste à payer TTC 0,00 €",
        "TTC à payer par le client : 0,00 €",
        "Report HT 200,00 €",
        "Éco-participation HT 0,02 €",
    ],
)
def test_what_is_no_price_of_the_prestation_is_aside(line: str) -> None:
    assert [True] == [amount.aside for amount in amounts(line)]


def test_a_total_after_reduction_is_a_price() -> None:
    [total] = amounts("Total HT après remise 358,33 €")

    assert (HT, False, True) == (total.label, total.aside, total.total)


def test_what_a_line_says_more() -> None:
    [unit] = amounts("Désignation      PU HT\nLGC              358,33 €")
    [segur] = amounts("Prestation Ségur HT 358,33 €")
    [due] = amounts("Net à payer 430,00 €")
    [other] = amounts("Maintenance annuelle HT : 120,00 €")

    assert (True, False) == (unit.unit, unit.segur)
    assert (True, False) == (segur.segur, segur.something_else)
    assert (True, None) == (due.due, due.label)
    assert (True, HT) == (other.something_else, other.label)


def test_digits_before_an_amount_may_be_its_own_without_a_column_of_theirs() -> None:
    [alone] = amounts("Total HT    12     345,67")
    [_, _, counted] = amounts(
        "Article      Qté      Montant HT\nA  1,00 €  2,00 €\nB             12         345,67"
    )
    [rate] = amounts("TVA 20   171,67")

    assert (True, True) == (alone.unsure, alone.aside)
    assert (False, HT) == (counted.unsure, counted.label)
    assert not rate.unsure


def test_the_part_of_a_document_says_what_its_lines_are_of() -> None:
    page = "A. Prestation Ségur\nTotal HT    358,33 €\nB. Autres prestations\nTotal HT    900,00 €"

    assert [True, False] == [amount.segur for amount in amounts(page)]


def test_general_conditions_are_aside_until_the_next_document() -> None:
    page = "Conditions générales\nL'heure est à 95,00 € HT, TVA 20 %\nFACTURE\nTotal HT 358,33 €"

    assert [True, False] == [amount.aside for amount in amounts(page)]
    assert [False] == [rate.of_vat for rate in rates(page)]


@pytest.mark.parametrize(
    ("page", "value"),
    [
        ("TVA 20 % 71,67 €", "20"),
        ("Taux de TVA : 20 %", "20"),
        ("Taux : 20 %", "20"),
        ("20 % de TVA", "20"),
        ("VAT 20%", "20"),
        ("Taux TVA (%) : 20,00", "20"),
        ("Désignation      TVA\nLGC              20 %", "20"),
        ("Désignation      TVA\nLGC              20,00", "20"),
        ("Désignation      %\nLGC              20,00", "20"),
        ("auxquels s'ajoute la TVA au taux de 20 %, soit 71,67 €", "20"),
    ],
)
def test_a_rate_of_vat(page: str, value: str) -> None:
    [rate] = rates(page)

    assert (Decimal(value), True, False) == (rate.value, rate.of_vat, rate.loose)


@pytest.mark.parametrize(
    "page",
    [
        "Pénalités de retard : 12 %",
        "Escompte 2 %, TVA comprise",
        "Article      Remise %\nLGC          10 %",
        "Article      Taux d'avancement\nLGC          10 %",
        "Avance de 30 %",
        "Part de l'État : 20 %",
    ],
)
def test_a_percentage_of_something_else(page: str) -> None:
    assert [False] == [rate.of_vat for rate in rates(page)]


@pytest.mark.parametrize(
    "page",
    [
        "* TVA à 8,5 % pour les clients de La Réunion",
        "Livres : TVA 5,5 %",
        "TVA réduite 5,5 %   0,00 €",
        "TVA 20,008 %   71,67 €",
    ],
)
def test_a_rate_that_may_be_of_anything_is_loose(page: str) -> None:
    assert [(True, True)] == [(rate.of_vat, rate.loose) for rate in rates(page)]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("Signé le 12/03/2025", DayLabel.SIGNATURE),
        ("Fait à Brumelle, le 12/03/2025", DayLabel.SIGNATURE),
        ("Bon pour accord, le 12/03/2025", DayLabel.SIGNATURE),
        ("Date de signature      Montant\n12/03/2025             358,33 €", DayLabel.SIGNATURE),
        ("Commande du 12/03/2025", DayLabel.ORDER),
        ("DATE DU BDC : 12/03/2025", DayLabel.ORDER),
        ("Date d'échéance : 12/03/2025", DayLabel.DUE),
        ("À payer avant le 12/03/2025", DayLabel.DUE),
        ("Livraison le 12/03/2025", DayLabel.SERVICE),
        ("Date d'émission : 12/03/2025", DayLabel.ISSUE),
        ("Date : 12/03/2025", DayLabel.ISSUE),
        ("Signé par le fournisseur le 12/03/2025", None),
        ("Naissance : 12/03/2025", None),
    ],
)
def test_the_label_of_a_date(page: str, expected: DayLabel | None) -> None:
    [day] = labelled_days(lines_of([page]))

    assert (date(2025, 3, 12), expected) == (day.value, day.label)


@pytest.mark.parametrize("text", ["total ht", "tva au taux de", "dont tva", "", "  : ", "(h.t.)"])
def test_a_label_of_taxes_alone_is_plain(text: str) -> None:
    assert is_plain(text)


@pytest.mark.parametrize("text", ["livres", "maintenance ht", "tva de la reunion", "*"])
def test_a_label_of_a_thing_is_not(text: str) -> None:
    assert not is_plain(text)
