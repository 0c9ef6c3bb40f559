"""Identifiers in the text of a document: bounded, with a right key, and no company's number."""

import time

import pytest

from segur_check.pieces.words.text import columns, flat, identifiers_in, normalised
from segur_check.values.sons import named_in

FINESS, CORSICA, RPPS, SIRET = "330781196", "2A0000014", "10000001916", "35600000000048"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"FINESS : {FINESS}", {FINESS}),
        ("FINESS 33 078 119 6 du client", {FINESS}),
        ("FINESS\u00a033\u202f078\u202f119\u202f6", {FINESS}),
        ("33.078.119.6", {FINESS}),
        ("2a0000014, Ajaccio", {CORSICA}),
        (f"RPPS {RPPS}", {RPPS}),
        (f"8{RPPS}", {RPPS}),
        (f"SIRET {SIRET[:3]} {SIRET[3:6]} {SIRET[6:9]} {SIRET[9:]}", {SIRET}),
        (f"{FINESS} 210780581", {FINESS, "210780581"}),
        ("330781190", set()),
        (f"1{FINESS}2", set()),
        (f"A{FINESS}", set()),
        ("SIREN 356000000", set()),
        ("N° TVA FR39356000000", set()),
        ("TVA FR39 356000000", set()),
        ("12/03/2025 1 234,56 €", set()),
        ("000000000", set()),
        ("", set()),
    ],
)
def test_identifiers_of_a_text(text: str, expected: set[str]) -> None:
    assert expected == identifiers_in(text)


def test_text_is_normalised_line_by_line() -> None:
    assert "Prestation Ségur\nfi 1" == normalised(
        "Presta\u00adtion\u2003 Se\u0301gur\n\ufb01\u202f1"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HOP-DPI-Va2", [{"HOP-DPI-Va2"}]),
        ("hop pfi", [{"HOP-PFI-Va1", "HOP-PFI-Va2"}]),
        ("BIO – SGL va 1", [{"BIO-SGL-Va1"}]),
        ("SONS-IMG-DB-va2", [{"IMG-DB-Va2"}]),
        ("RAD-RIS-Va2", [{"IMG-RIS-Va2"}]),
        ("RAD-RIS", [{"RAD-RIS-Va1", "IMG-RIS-Va2"}]),
        ("MS2-PDE", [{"MS2-PDE"}]),
        ("Logiciels du Lac SAS", []),
        ("SHOP-DPI", []),
        ("DPI", []),
    ],
)
def test_the_sons_that_a_text_names(text: str, expected: list[set[str]]) -> None:
    found = [set(codes) for _, codes in named_in(text)]

    assert [] == [codes for codes in expected if codes not in found]
    assert bool(expected) is bool(found)


@pytest.mark.parametrize("sign", ["1", "1 ", "1,", "a-\n", "\u00ad \n"])
def test_a_hostile_page_is_normalised_in_linear_time(sign: str) -> None:
    started = time.process_time()

    normalised(sign * 200_000)

    assert time.process_time() - started < 5  # seconds of this process; squared, it was over ten


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("358\u202f000,00\u00a0€", "358 000,00 €"),
        ("12\u25a0800,00\u25a1€", "12 800,00 €"),
        ("64\ufffd000,00", "64 000,00"),
        ("３５８，３３ €", "358,33 €"),
        ("358,33²", "358,33"),
        ("Total①  430,00", "Total   430,00"),
        ("358,33 €358,33 €", "358,33 €"),
        ("20 %20 %", "20 %"),
        ("22", "22"),
        ("1 1", "1 1"),
        ("12121212", "12121212"),
        ("Presta\u00adtion", "Prestation"),
        ("\ufb01nal", "final"),
    ],
)
def test_what_is_drawn_is_read_as_it_looks(text: str, expected: str) -> None:
    assert (expected,) == columns(text)


def test_columns_stay_where_they_are() -> None:
    assert ("a    b", "", "  c") == columns("a \u2003  b  \n\n\u00a0 c")


@pytest.mark.parametrize("text", ["Été", "ŒUVRE", "İstanbul", "ﬃ", "Ǆ", "\U0001d7d8 €", ""])
def test_flat_keeps_the_places(text: str) -> None:
    assert len(text) == len(flat(text))


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        ("58?250,00", "58 250,00"),
        ("20?%", "20 %"),
        ("58?250,00?€", "58 250,00 €"),
        ("58 ?250,00 €", " 58 250,00 €"),
        ("58 /250,00", " 58 250,00"),
        ("58/250,00 /€", "58 250,00  €"),
        ("1 /058 /250,00", "  1 058 250,00"),
        ("58\x00250,00\x00€", "58 250,00 €"),
        ("\x00T\x00o\x00t\x00a\x00l   \x005\x008\x00,\x005\x000", "Total" + " " * 13 + "58,50"),
        ("Quoi ? 3 ou 4", "Quoi ? 3 ou 4"),
        ("le 12/03/2025, 1/250", "le 12/03/2025, 1/250"),
        ("Art. 3? 250 postes", "Art. 3? 250 postes"),
    ],
)
def test_blanks_that_a_font_lost_in_a_number_are_blanks(drawn: str, read: str) -> None:
    assert (read,) == columns(drawn)
