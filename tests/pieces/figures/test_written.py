"""Amounts, rates and dates in every form that documents write them, and what is none of them."""

import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from segur_check.pieces.figures.layout import lines_of
from segur_check.pieces.figures.written import amounts_in, dates_in, rates_in, writes_points


def amounts(line: str) -> list[str]:
    return [f"{amount.value}" for amount in amounts_in(line)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("358,33", ["358.33"]),
        ("358.33", ["358.33"]),
        ("358,33 €", ["358.33"]),
        ("358,33€", ["358.33"]),
        ("€ 358,33", ["358.33"]),
        ("€358.33", ["358.33"]),
        ("EUR 358.33", ["358.33"]),
        ("358,33 EUR", ["358.33"]),
        ("358,33 euros", ["358.33"]),
        ("1 234,56", ["1234.56"]),
        ("1.234,56 €", ["1234.56"]),
        ("1,234.56 EUR", ["1234.56"]),
        ("1'234.56", ["1234.56"]),
        ("64’000.00 EUR", ["64000.00"]),
        ("1234.56", ["1234.56"]),
        ("1 234 567,89 €", ["1234567.89"]),
        ("64 000 €", ["64000.00"]),
        ("64.000 €", ["64000.00"]),
        ("12 euros", ["12.00"]),
        ("0,00 €", ["0.00"]),
        ("0 €", ["0.00"]),
        ("-75,50 €", ["-75.50"]),
        ("- 75,50 €", ["-75.50"]),
        ("358€33", ["358.33"]),
        ("358 euros 33", ["358.33"]),
        ("358 , 33 €", ["358.33"]),
        ("358. 33 €", ["358.33"]),
        ("HT : 358,33 € TVA : 71,67 €", ["358.33", "71.67"]),
        ("358,33   71,67   430,00", ["358.33", "71.67", "430.00"]),
        ("€ 64     150,00", ["64150.00"]),
        ("2x358,33 €", ["358.33"]),
        ("999999999999,99", ["999999999999.99"]),
    ],
)
def test_an_amount_is_read_however_it_is_written(line: str, expected: list[str]) -> None:
    assert expected == amounts(line)


@pytest.mark.parametrize(
    "line",
    [
        "358",
        "12/03/2025",
        "12.03.2025",
        "12.03.25",
        "2025-03-12",
        "20 %",
        "8,50 %",
        "20,00 %",
        "01 23 45 67 89",
        "04.99.00.11.22",
        "RPPS 10100000016",
        "SIRET 900 000 175 00019",
        "version 2.14.3",
        "v3.1",
        "48 mois",
        "3,333",
        "Article 4.12",
        "§ 4.12 et 4.13",
        "4.12 Garanties du fournisseur",
        "64 k€",
        "64,00 k€",
        "1,2 million",
        "12Ê800,00 €",
        "64m8000,00 €",
        "64·000,00 €",
        "64/000,00 €",
        "1234567890123,45",
        "99200 Montreval",
        "",
        "€",
        ",33 €",
    ],
)
def test_what_is_no_amount_is_left_out(line: str) -> None:
    assert [] == amounts(line)


@pytest.mark.parametrize(
    ("line", "points", "value"),
    [
        ("358,330 €", False, "358.33"),
        ("358,3333 €", False, "358.33"),
        ("358,995 €", False, "359.00"),
        ("999,996 €", False, "1000.00"),
        ("250,5 €", False, "250.50"),
        ("250.5 EUR", True, "250.50"),
        ("358.333 €", True, "358.33"),
        ("358.333 €", False, "358333.00"),
        ("48,250 €", True, "48250.00"),
        ("48,250.00 €", True, "48250.00"),
        ("Total 4.12", True, "4.12"),
        ("4.12 € de frais", True, "4.12"),
    ],
)
def test_decimals_are_those_of_the_document(line: str, points: bool, value: str) -> None:  # noqa: FBT001
    assert [Decimal(value)] == [amount.value for amount in amounts_in(line, points=points)]


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("Total 358.33 EUR", True),
        ("Total 358,33 EUR, article 4.12", False),
        ("Version 2.14.3 du 12.03.2025", None),
        ("1.234 €", None),
        ("", None),
    ],
)
def test_whether_a_document_writes_points(text: str, points: bool | None) -> None:  # noqa: FBT001
    assert points is writes_points(text)


@pytest.mark.parametrize("line", ["20260815", "Date : 20260815", "2026-08-15T10:00:00Z"])
def test_a_date_without_signs_or_with_an_hour(line: str) -> None:
    assert [date(2026, 8, 15)] == [day.value for day in dates_in(line)]


@pytest.mark.parametrize("line", ["20261315", "120260815", "20260815123", "19990815"])
def test_eight_digits_that_are_no_date(line: str) -> None:
    assert [] == [*dates_in(line)]


@pytest.mark.parametrize(
    ("line", "value", "others"),
    [
        ("1 358,33", "1358.33", ["358.33"]),
        ("3 58,33", "58.33", ["358.33"]),
        ("12   345,67", "345.67", ["12345.67"]),
        ("358€33", "358.33", ["358.00"]),
        ("358 € 33", "358.00", ["358.33"]),
        ("12 € 20 %", "12.00", []),
    ],
)
def test_an_amount_keeps_the_other_ways_to_read_it(
    line: str, value: str, others: list[str]
) -> None:
    first = next(amounts_in(line))

    assert Decimal(value) == first.value
    assert [Decimal(other) for other in others] == [
        value for value in first.others if value != first.value
    ]
    assert all(first.may_be(Decimal(reading)) for reading in (value, *others))
    assert not first.may_be(Decimal("9.99"))


def test_digits_that_stand_before_an_amount_are_told_with_their_place() -> None:
    [apart] = amounts_in("Total HT    12     345,67")
    [alone] = amounts_in("Total HT    345,67")

    assert len("Total HT    ") == apart.led_by
    assert alone.led_by is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("20 %", ["20"]),
        ("20%", ["20"]),
        ("8,5 %", ["8.5"]),
        ("20.00 %", ["20.00"]),
        ("20 pour cent", ["20"]),
        ("20 POUR CENT", ["20"]),
        ("TVA 20 % et 5,5 %", ["20", "5.5"]),
        ("100 %", []),
        ("120 %", []),
        ("20 pourcentages", []),
        ("1.20 %", ["1.20"]),
        ("v2.20 %", []),
        ("20", []),
    ],
)
def test_a_rate_has_its_sign(line: str, expected: list[str]) -> None:
    assert [Decimal(rate) for rate in expected] == [rate.value for rate in rates_in(line)]


DAY = date(2025, 3, 12)


@pytest.mark.parametrize(
    "line",
    [
        "12/03/2025",
        "12/3/2025",
        "12/03/25",
        "12-03-2025",
        "12.03.2025",
        "2025-03-12",
        "2025/03/12",
        "12 mars 2025",
        "Mercredi 12 MARS 2025",
        "12 / 03 / 2025",
        "1 2 / 0 3 / 2 0 2 5",
        "le 12/03/2025.",
    ],
)
def test_a_date_is_read_day_first(line: str) -> None:
    assert [DAY] == [day.value for day in dates_in(line)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1er novembre 2024", date(2024, 11, 1)),
        ("1 er août 2024", date(2024, 8, 1)),
        ("29 févr. 2024", date(2024, 2, 29)),
        ("3 déc. 2024", date(2024, 12, 3)),
        ("Le trois septembre 2025", date(2025, 9, 3)),
        ("le trois septembre deux mille vingt-cinq", date(2025, 9, 3)),
        ("Fait le vingt-et-un août deux mil vingt trois", date(2023, 8, 21)),
        ("le trente et un octobre deux-mille-vingt-quatre", date(2024, 10, 31)),
        ("premier mars 2025", date(2025, 3, 1)),
        ("le dix-sept juin 2024", date(2024, 6, 17)),
        ("3 AVRIL DEUX MILLE VINGT-CINQ", date(2025, 4, 3)),
    ],
)
def test_a_date_is_read_in_letters(line: str, expected: date) -> None:
    assert [expected] == [day.value for day in dates_in(line)]


@pytest.mark.parametrize(
    "line",
    [
        "31/02/2025",
        "12/13/2025",
        "00/00/0000",
        "12-03/2025",
        "12/03/20255",
        "29/02/2025",
        "01.02",
        "1 mars",
        "12.03",
        "0612345678",
        "trente et un février 2025",
        "trois mars",
        "trois septembre deux mille",
        "vingt-trois mars 20255",
        "deux mille vingt-cinq",
    ],
)
def test_an_impossible_date_is_none(line: str) -> None:
    assert [] == list(dates_in(line))


def test_dates_come_in_the_order_they_stand() -> None:
    found = [day.value for day in dates_in("du 1er mars 2025 au 12/03/2025, payé le 2025-03-20")]

    assert [date(2025, 3, 1), DAY, date(2025, 3, 20)] == found


HOSTILE = [
    "1", "1 ", "123 ", "123.", ".", " ", "€", "1            ", "1/1/", "1 / ", "20 %", "20 pour ",
    "12 345,67 ", "1,23", "- 1", "€ 123  ", "0 1/", "12 mars ", "trois ", "deux mille ", "trois mars ",
]  # fmt: skip


@pytest.mark.parametrize("sign", HOSTILE)
@pytest.mark.parametrize("read", [amounts_in, rates_in, dates_in], ids=lambda read: read.__name__)
def test_a_hostile_line_is_read_in_linear_time(sign: str, read: Callable[[str], object]) -> None:
    line = sign * (200_000 // len(sign))
    started = time.process_time()

    list(read(line))  # type: ignore[call-overload]

    assert time.process_time() - started < 5  # seconds of this process; it takes a tenth


def test_a_document_is_bounded() -> None:
    lines = lines_of(["1,00 € " * 40_000, *["a\n" * 5_000] * 3])

    assert len(lines) <= 3_000
    assert max(len(line.text) for line in lines) <= 1_000
    assert all(len(line.amounts) <= 30 for line in lines)
    assert all(len(line.cells) <= 60 for line in lines)


@pytest.mark.parametrize(
    ("line", "rate"),
    [
        ("T VA 2 0 %", "20"),
        ("TVA 1 0 %", "10"),
        ("1 2 0 %", "0"),
        ("Lot 3 20 %", "20"),
        ("5 5 %", "5"),
    ],
)
def test_a_rate_whose_digits_are_drawn_apart(line: str, rate: str) -> None:
    assert [Decimal(rate)] == [read.value for read in rates_in(line)]
