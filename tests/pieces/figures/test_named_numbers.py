"""Identifiers under their name: what is labelled as something else, or as nothing, is none."""

import time

import pytest

from segur_check.pieces.figures.layout import lines_of
from segur_check.pieces.figures.named_numbers import named_numbers
from segur_check.pieces.words.text import identifiers_in

# Invented, with right keys: two doctors, two sites, a company; and other numbers that look alike.
DOCTOR, OTHER_DOCTOR = "10022334451", "10144770210"
SITE, OTHER_SITE, SIRET = "290001049", "290009935", "51902264400016"
INVOICE, ORDER, PHONE = "10123590373", "11122233312", "029844123"
SIREN = SIRET[:9]
DAY_OF_9, DAY_OF_11 = "202608161", "20260815004"


def named(*lines: str) -> list[tuple[str, str]]:
    return [(number.kind, number.value) for number in named_numbers(lines_of(["\n".join(lines)]))]


RIGHT: dict[str, tuple[tuple[str, ...], list[tuple[str, str]]]] = {
    "a label": ((f"RPPS : {DOCTOR}",), [("RPPS", DOCTOR)]),
    "dots in the label": ((f"N° R.P.P.S. {DOCTOR}",), [("RPPS", DOCTOR)]),
    "glued": ((f"N°FINESS:{SITE}",), [("FINESS", SITE)]),
    "leaders": ((f"N° RPPS du praticien{'.' * 20}{DOCTOR}",), [("RPPS", DOCTOR)]),
    "whose it is": ((f"RPPS du client : {DOCTOR}",), [("RPPS", DOCTOR)]),
    "whose it is, without an article": ((f"FINESS client : {SITE}",), [("FINESS", SITE)]),
    "the holder of the contract": ((f"FINESS du titulaire du contrat : {SITE}",), [("FINESS", SITE)]),
    "a code": ((f"Code FINESS {SITE}",), [("FINESS", SITE)]),
    "after the name of another number": ((f"Client n° 12 - RPPS {DOCTOR}",), [("RPPS", DOCTOR)]),
    "after the number": ((f"Dr Élise Fictive, {DOCTOR} (RPPS)",), [("RPPS", DOCTOR)]),
    "in groups": (("FINESS 29 000 104 9",), [("FINESS", SITE)]),
    "either of two kinds": ((f"RPPS ou ADELI : {DOCTOR}",), [("RPPS", DOCTOR)]),
    "two kinds, two numbers": (
        (f"RPPS / FINESS : {DOCTOR} / {SITE}",),
        [("RPPS", DOCTOR), ("FINESS", SITE)],
    ),
    "a list": (
        (f"RPPS : {DOCTOR}, {OTHER_DOCTOR}",),
        [("RPPS", DOCTOR), ("RPPS", OTHER_DOCTOR)],
    ),
    "a list in lines": (
        ("RPPS", DOCTOR, OTHER_DOCTOR),
        [("RPPS", DOCTOR), ("RPPS", OTHER_DOCTOR)],
    ),
    "a table": (
        (
            "Praticien             RPPS             Ville",
            f"Dr Élise Fictive      {DOCTOR}      Brest",
            f"Dr Lou Modèle         {OTHER_DOCTOR}      Brest",
        ),
        [("RPPS", DOCTOR), ("RPPS", OTHER_DOCTOR)],
    ),
    "a SIRET that nothing names": ((f"Éditions du Ponant, {SIRET}",), [("SIRET", SIRET)]),
    "a SIRET of a register": ((f"RCS Brest {SIRET}",), [("SIRET", SIRET)]),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), RIGHT.values(), ids=RIGHT)
def test_an_identifier_that_is_named_is_one(
    lines: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    assert expected == named(*lines)


WRONG: dict[str, tuple[str, ...]] = {
    "of the invoice": (f"Facture n° {INVOICE}",),
    "of the invoice, after an empty place": (f"RPPS : néant - Facture n° {INVOICE}",),
    "of the invoice, under a heading": (
        "N° de facture       Date",
        f"{INVOICE}         20/02/2023",
    ),
    "of the order": (f"Votre commande {ORDER}",),
    "of the order, beside a RPPS": (f"RPPS : voir annexe, bon de commande n° {ORDER}",),
    "of the client with the supplier": (f"FINESS : à compléter, client n° {SITE}",),
    "of the file": (f"Dossier : {DOCTOR}",),
    "of nothing": (f"Fait à Brest, {DOCTOR}",),
    "a day and a rank, of nine digits": (f"FINESS : {DAY_OF_9}",),
    "a day and a rank, of eleven": (f"RPPS : {DAY_OF_11}",),
    "a day and an hour": ("Imprimé le 20260815084316",),
    "a day before a quantity": ("FINESS        15.08.2026 4",),
    "a day in blanks before a quantity": ("FINESS        15 08 2026 4",),
    "a telephone": (f"FINESS : -    Tél. {PHONE}",),
    "a telephone from abroad": ("RPPS : -   +33 2 98 44 12 30",),
    "an account": ("Banque     Guichet     N° de compte     Clé", f"30004      00003       {DOCTOR}     43"),
    "an account after a RPPS": (f"RPPS : - , IBAN 30004 00003 {DOCTOR} 43",),
    "a SIREN": (f"SIREN de la société du Ponant : {SIREN}",),
    "a SIREN in the place of a FINESS": (f"N° FINESS : néant ; RCS Brest {SIREN}",),
    "a SIREN under a heading": ("Société                 SIREN", f"Éditions du Ponant      {SIREN}"),
    "either of two kinds of nine digits": (f"FINESS / SIREN : {SIREN}",),
    "a capital": (f"FINESS : - , capital {SITE}",),
    "a SIRET too short": (f"SIRET : {SIREN}",),
}  # fmt: skip


@pytest.mark.parametrize("lines", WRONG.values(), ids=WRONG)
def test_a_number_of_something_else_is_no_identifier(lines: tuple[str, ...]) -> None:
    assert [] == named(*lines)


def test_a_list_ends_with_its_page() -> None:
    pages = [f"RPPS\n{DOCTOR}", OTHER_DOCTOR]

    assert [DOCTOR] == [number.value for number in named_numbers(lines_of(pages))]


@pytest.mark.parametrize(
    "text",
    [DAY_OF_9, DAY_OF_11, "15.08.2026 4", "15 08 2026 4", "2026 08 16 1", "+33 2 98 44 12 30"],
)
def test_a_day_or_a_telephone_has_no_key(text: str) -> None:
    assert frozenset() == identifiers_in(f"Le {text}")


@pytest.mark.parametrize("text", ["29 00 01 049", "2A.000.001.4", f"1 {SITE}", f"12 {SIRET}"])
def test_groups_that_are_no_day_stay_a_number(text: str) -> None:
    assert identifiers_in(text)


@pytest.mark.parametrize("text", ["1 ", "1.", "rpps ", "n° de ", f"{DOCTOR} "])
def test_a_hostile_line_is_read_in_linear_time(text: str) -> None:
    line = (text * 100)[:999]
    lines = lines_of([f"{line}\n" * 60] * 6)
    started = time.process_time()

    list(named_numbers(lines))

    assert time.process_time() - started < 5  # seconds of this process
