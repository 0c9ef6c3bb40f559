"""A form field as a line: bare numbers are written out where their label says what they are."""

from datetime import date
from decimal import Decimal

import pytest

from segur_check.pieces.figures.days import DayLabel
from segur_check.pieces.figures.evidence import Answer, amount_evidence
from segur_check.pieces.figures.field_lines import written_out
from segur_check.pieces.figures.sheet import Sheet, sheet_of
from segur_check.pieces.words.tax_words import PriceKind


def sheet(*fields: tuple[str, str]) -> Sheet:
    return sheet_of(("Facture",), ("Facture",), fields)


AMOUNTS = {
    "358.33": "358.33", "358,33": "358.33", "48250": "48250", "48 250": "48250",
    "48\u202f250,00": "48250", "48\u00a0250,5": "48250.50", "48.250,00": "48250", "1,048.5": "1048.50",
    "48'250.00": "48250", "1.048.250": "1048250", "71.6666667": "71.67", "-12,5": "-12.50",
    "48250.125": "48250.13", "0": "0", "358,33 €": "358.33", "48 250 EUR": "48250",
}  # fmt: skip
LABELS = {
    "Montant HT": PriceKind.HT,
    "Montant HT (€)": PriceKind.HT,
    "Total TTC en euros": PriceKind.TTC,
    "Montant de la TVA": PriceKind.VAT,
    "TVA 20 %": PriceKind.VAT,
    "Total hors taxes": PriceKind.HT,
    "montant_ttc": PriceKind.TTC,
}


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("value", AMOUNTS)
def test_a_bare_number_under_a_label_of_amounts_is_one(label: str, value: str) -> None:
    (found,) = sheet((label, value)).amounts

    assert (Decimal(AMOUNTS[value]), LABELS[label]) == (found.amount.value, found.label)
    assert 0 == found.page


def test_the_digits_of_a_field_are_one_number() -> None:
    """On a page the 9 of "9 780,40" may be a quantity."""
    (found,) = sheet(("Montant HT", "9 780,40")).amounts

    assert not found.amount.may_be(Decimal("780.40"))


def test_what_has_no_cents_gets_none() -> None:
    """Of 358,33 € it may be what somebody wrote roughly."""
    assert "358 €" == written_out("Montant HT", "358")
    assert "358,00 €" == written_out("Montant HT", "358.00")
    roughly = amount_evidence(sheet(("Montant HT", "358")), PriceKind.HT, Decimal("358.33"))
    assert Answer.UNCHECKABLE is roughly.answer


@pytest.mark.parametrize(
    "value", ["71.666", "48.250", "48,250", "12 34", "1.2.3", "0358", "358 et 71", "1" * 13, "-"]
)
def test_what_may_be_two_numbers_is_left_as_it_is(value: str) -> None:
    assert value == written_out("Montant HT", value)


@pytest.mark.parametrize(
    "label",
    [
        "", "Client", "Numéro de TVA", "N° de facture (montant TTC)", "Quantité HT", "Date", "SIRET",
        "Nombre de postes HT", "Montant HT (k€)", "Code TVA", "Montant TVA (%)",
    ],
)  # fmt: skip
def test_a_number_under_another_label_is_no_amount(label: str) -> None:
    assert "48250" == written_out(label, "48250")


@pytest.mark.parametrize("label", ["Taux de TVA", "TVA (%)", "Taux TVA (%)", "% TVA", "VAT rate"])
@pytest.mark.parametrize(
    ("value", "rate"),
    [("20", "20"), ("20 %", "20"), ("8,5", "8.5"), ("20_", "20"), ("0.2", "20"), ("0,085", "8.5"),
     ("20.00", "20"), ("20%", "20"), ("0", "0")],
)  # fmt: skip
def test_a_bare_number_under_a_label_of_rates_is_one(label: str, value: str, rate: str) -> None:
    (found,) = sheet((label, value)).rates

    assert (Decimal(rate), True) == (found.value, found.of_vat)


def test_a_number_under_vat_alone_that_may_be_its_rate_is_neither() -> None:
    assert "20" == written_out("TVA", "20")
    assert "71.67 €".replace(".", ",") == written_out("TVA", "71,67")


def test_euros_and_centimes_in_two_fields_are_no_two_amounts() -> None:
    assert () == sheet(("Montant HT (euros)", "358"), ("Montant HT (centimes)", "33")).amounts


def test_a_field_without_a_label_is_found_and_is_of_nothing() -> None:
    found = sheet(("", "358.33"), ("Client", "Cabinet du Lac"))

    assert " : 358.33" == found.lines[0].text
    assert [(Decimal("358.33"), None)] == [(amount.value, amount.label) for amount in found.amounts]
    assert found.has_unlabelled_fields
    assert not sheet(("Montant HT", "358.33"), ("", "Cabinet du Lac")).has_unlabelled_fields


def test_no_field_is_the_heading_of_the_next() -> None:
    found = sheet(("", "Prestation Ségur hors taxes"), ("", "358,33"), ("Prix", "12,00"))

    assert {None} == {amount.label for amount in found.amounts}


@pytest.mark.parametrize(
    ("label", "expected"),
    [("Date d'émission", DayLabel.ISSUE), ("Signé le", DayLabel.SIGNATURE), ("", None)],
)
def test_a_date_is_labelled_by_its_field(label: str, expected: DayLabel | None) -> None:
    (found, *_) = sheet((label, "12/03/2025")).days

    assert (date(2025, 3, 12), expected) == (found.value, found.label)
