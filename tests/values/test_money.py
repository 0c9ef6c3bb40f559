"""Euros, percentages and VAT: exact, half up, written the French and the English way."""

import json
from decimal import Decimal
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segur_check.values.money import CENT, decimals, euros, is_sane, percent, to_cents, vat_of

VECTORS = Path(__file__).parents[1] / "vectors" / "identifiers.json"
RATES = [Decimal(rate) for rate in ("20", "10", "8.5", "5.5", "2.1", "0")]

amounts = st.decimals(min_value=0, max_value=10**9, places=2)
precise = st.decimals(min_value=-(10**9), max_value=10**9, places=6)


def vectors(kind: str) -> list[Any]:
    every: list[dict[str, Any]] = json.loads(VECTORS.read_text(encoding="utf-8"))["vectors"]
    return [pytest.param(one, id=one["value"]) for one in every if one["type"] == kind]


@pytest.mark.parametrize("vector", vectors("vat"))
def test_vat_is_reckoned_to_the_cent_half_up(vector: dict[str, Any]) -> None:
    ht, rate = Decimal(vector["ht"]), Decimal(vector["rate"])
    vat = vat_of(ht, rate)

    assert vector["tva"] == str(vat)
    assert vector["ttc"] == str(ht + vat)


def judged(ht: Decimal, rate: Decimal, vat: Decimal, ttc: Decimal) -> bool | None:
    """Whether three amounts agree; None when the VAT is off by a cent."""
    gap = abs(vat - vat_of(ht, rate))
    if ht + vat != ttc or gap > CENT:
        return False
    return None if gap else True


@pytest.mark.parametrize("vector", vectors("vat_triplet"))
def test_a_triplet_is_right_off_by_a_cent_or_wrong(vector: dict[str, Any]) -> None:
    figures = [Decimal(vector[key]) for key in ("ht", "rate", "tva", "ttc")]

    assert vector["valid"] is judged(*figures)


@given(amounts, st.sampled_from(RATES))
def test_vat_is_within_half_a_cent_of_the_exact_product(ht: Decimal, rate: Decimal) -> None:
    exact = ht * rate / 100

    assert abs(vat_of(ht, rate) - exact) <= CENT / 2


@given(precise)
def test_cents_are_within_half_a_cent_and_have_two_decimals(amount: Decimal) -> None:
    rounded = to_cents(amount)

    assert CENT.as_tuple().exponent == rounded.as_tuple().exponent
    assert abs(rounded - amount) <= CENT / 2


@given(st.integers(min_value=0, max_value=10**12))
def test_half_a_cent_counts_as_one_cent(cents: int) -> None:
    below, half = cents * CENT, cents * CENT + CENT / 2

    assert below + CENT == to_cents(half)
    assert -below - CENT == to_cents(-half)
    assert below == to_cents(half - Decimal("1e-9"))


@given(precise)
def test_rounding_is_symmetric_and_done_once(amount: Decimal) -> None:
    assert to_cents(amount) == to_cents(to_cents(amount))
    assert to_cents(amount) == -to_cents(-amount)


@given(st.integers(min_value=0, max_value=10**6))
def test_the_vat_of_an_odd_whole_euro_at_8_5_is_a_tie_rounded_up(half: int) -> None:
    ht = Decimal(2 * half + 1)
    exact = ht * Decimal("8.5") / 100

    assert exact + CENT / 2 == vat_of(ht, Decimal("8.5"))


@pytest.mark.parametrize(
    ("amount", "french", "english"),
    [
        pytest.param("0", "0,00 €", "€0.00", id="zero"),
        pytest.param("358.33", "358,33 €", "€358.33", id="cents"),
        pytest.param("12000", "12 000,00 €", "€12,000.00", id="thousands"),
        pytest.param("1234567.8", "1 234 567,80 €", "€1,234,567.80", id="millions"),
        pytest.param("-0.5", "-0,50 €", "-€0.50", id="negative"),
        pytest.param("-1234.5", "-1 234,50 €", "-€1,234.50", id="negative thousands"),
        pytest.param("358.333", "358,333 €", "€358.333", id="three decimals kept"),
        pytest.param("358.3333330", "358,333333 €", "€358.333333", id="six decimals kept"),
        pytest.param(
            "430.0000000000001", "430,0000000000001 €", "€430.0000000000001", id="all kept"
        ),
        pytest.param(
            "1234567.123456789012345678901234567890",
            "1 234 567,12345678901234567890123456789 €",
            "€1,234,567.12345678901234567890123456789",
            id="more than a context of decimal keeps",
        ),
        pytest.param("358.3300", "358,33 €", "€358.33", id="zeros at the end dropped"),
        pytest.param("1E+3", "1 000,00 €", "€1,000.00", id="exponent"),
    ],
)
def test_euros_are_written_as_people_write_them(amount: str, french: str, english: str) -> None:
    assert french.replace(" ", "\u00a0") == euros(Decimal(amount))
    assert english == euros(Decimal(amount), "en")


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_euros_written_are_the_amount_itself(amount: Decimal) -> None:
    french = euros(amount).removesuffix("\u00a0€").replace("\u00a0", "").replace(",", ".")
    english = euros(amount, "en").replace("€", "").replace(",", "")

    assert amount == Decimal(french)
    assert amount == Decimal(english)


@pytest.mark.parametrize(
    ("rate", "french", "english"),
    [
        pytest.param("20", "20 %", "20%", id="whole"),
        pytest.param("20.00", "20 %", "20%", id="zeros at the end"),
        pytest.param("8.5", "8,5 %", "8.5%", id="tenths"),
        pytest.param("0", "0 %", "0%", id="zero"),
        pytest.param("0.2", "0,2 %", "0.2%", id="fraction"),
        pytest.param("1E+2", "100 %", "100%", id="exponent"),
    ],
)
def test_a_rate_is_written_as_people_write_it(rate: str, french: str, english: str) -> None:
    assert french.replace(" ", "\u00a0") == percent(Decimal(rate))
    assert english == percent(Decimal(rate), "en")


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        pytest.param("12", 0, id="whole"),
        pytest.param("12.00", 0, id="zeros at the end"),
        pytest.param("1200", 0, id="zeros before the point"),
        pytest.param("358.33", 2, id="cents"),
        pytest.param("358.330", 2, id="zero after the cents"),
        pytest.param("0.001", 3, id="thousandth"),
        pytest.param("1e-7", 7, id="negative exponent"),
        pytest.param("1e7", 0, id="exponent"),
        pytest.param("0.00", 0, id="zero"),
        pytest.param("NaN", 0, id="no number"),
        pytest.param("Infinity", 0, id="infinity"),
    ],
)
def test_decimals_are_those_the_number_needs(amount: str, expected: int) -> None:
    assert expected == decimals(Decimal(amount))


def test_decimals_of_a_number_longer_than_the_context_are_counted() -> None:
    amount = Decimal("358.330000000000000000000000001")
    expected = 27

    assert is_sane(amount)
    assert expected == decimals(amount)


@given(st.integers(min_value=1, max_value=10**9), st.integers(min_value=0, max_value=9))
def test_decimals_are_the_least_power_of_ten_that_makes_the_number_whole(
    digits: int, places: int
) -> None:
    amount = Decimal(digits).scaleb(-places)
    needed = next(n for n in range(places + 1) if amount.scaleb(n) == int(amount.scaleb(n)))

    assert needed == decimals(amount)


@pytest.mark.parametrize(
    "amount",
    ["0", "-0.00", "358.33", "999999999999.99", "-999999999999.99", "1e-30", "0e12", "1e11"],
)
def test_an_everyday_number_is_sane(amount: str) -> None:
    assert is_sane(Decimal(amount))


@pytest.mark.parametrize(
    "amount",
    [
        "1e12",
        "-1e12",
        "1e999999",
        "-1e999999",
        "1e-999999",
        "1e-31",
        "0e13",
        "0e-31",
        "NaN",
        "sNaN",
        "Infinity",
        "-Infinity",
    ],
)
def test_an_absurd_number_is_not_sane_and_this_is_known_at_once(amount: str) -> None:
    start = process_time()
    sane = is_sane(Decimal(amount))
    seconds = process_time() - start

    assert not sane
    assert seconds < 5  # int() of 1e999999 takes half a minute


@given(st.decimals())
def test_what_is_sane_can_be_reckoned_with(amount: Decimal) -> None:
    if is_sane(amount):
        assert abs(to_cents(amount)) <= 10**12
        assert euros(amount)
        assert abs(vat_of(amount, Decimal(20))) <= abs(amount) + CENT
