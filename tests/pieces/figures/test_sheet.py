"""A document as the controls look at it: pages as they look and as they flow, fields, bounds."""

import time
from datetime import date
from decimal import Decimal

import pytest

from segur_check.pieces.figures.sheet import FORM, Sheet, sheet_of
from segur_check.pieces.words.tax_words import PriceKind


def of(page: str) -> Sheet:
    return sheet_of((page,), (page,), ())


def test_form_fields_come_first_under_their_names() -> None:
    found = sheet_of(
        ("texte",), ("texte",), (("montant_total_HT", "358,33"), ("signé_le", "12/03/2025"))
    )

    assert (FORM, "montant total HT : 358,33 €") == (found.lines[0].page, found.lines[0].text)
    assert [PriceKind.HT] == [amount.label for amount in found.amounts]
    assert date(2025, 3, 12) in found.every_day


def test_pages_without_a_layout_are_read_as_they_flow() -> None:
    found = sheet_of(("Total HT 358,33 €",), ("",), ())

    assert [Decimal("358.33")] == [amount.value for amount in found.amounts]


def test_an_amount_cut_between_two_lines_is_known_all_the_same() -> None:
    assert Decimal("12800.00") in of("pour un montant de 12\n800,00 €").every_reading


@pytest.mark.parametrize(
    ("page", "others"),
    [
        ("Total HT   358,33 €", False),
        ("Montant HT   358,33 €\nTotal HT   358,33 €", False),
        ("Montant HT   358,33 €\nMontant HT   100,00 €", True),
        ("Maintenance HT   358,33 €", True),
        ("Désignation    Montant\nA    100,00 €\nB    258,33 €\nTotal HT   358,33 €", True),
        ("Prestation Ségur 300,00 €\nTotal HT   358,33 €", True),
        ("Prestation Ségur 358,33 €\nTotal HT   358,33 €", False),
    ],
)
def test_whether_more_than_one_thing_is_sold(page: str, *, others: bool) -> None:
    assert others is of(page).has_others


@pytest.mark.parametrize(
    ("page", "reduced"),
    [
        ("Total HT 358,33 €", False),
        ("Remise 10,00 €", True),
        ("Montant HT   -10,00 €", True),
        ("Remise en main propre", False),
    ],
)
def test_whether_something_is_taken_off(page: str, *, reduced: bool) -> None:
    assert reduced is of(page).has_reduction


def test_amounts_in_thousands_have_no_label() -> None:
    found = of("Montants en milliers d'euros\nTotal HT    64,00")

    assert [None] == [amount.label for amount in found.amounts]


ROW = "article  1   12,50   20 %   358,33   71,67   430,00   12/03/2025   "


@pytest.mark.parametrize(
    "line",
    [
        ROW * 3,
        "x  " * 50 + "358,33 €",
        "12,34  " * 140,
        "ht  tva  ttc  12,34  " * 40,
        "taux " * 180,
    ],
)
def test_a_hostile_document_is_read_in_bounded_time(line: str) -> None:
    page = "\n".join([line] * 150)
    started = time.process_time()

    found = sheet_of((page,) * 20, (page,) * 20, ())
    assert len(found.amounts) <= 1_500
    assert len(found.rates) <= 1_500
    assert len(found.days) <= 1_500
    assert found.every_reading is not None
    assert isinstance(found.has_others, bool)

    assert time.process_time() - started < 20  # seconds of this process; it takes two
