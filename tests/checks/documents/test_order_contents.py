"""DOC045 and DOC046: what an order says of what the prestation must comprise."""

import time
from collections.abc import Callable
from textwrap import wrap
from types import ModuleType

import pytest

from checks.made_documents import table
from checks.papers import form, lines, put_paper, sheets
from conftest import Said
from segur_check.pieces.words.contents import leaves_out
from segur_check.pieces.words.maintenance_terms import (
    months_of_corrective_maintenance,
    says_so_long,
)
from segur_check.pieces.words.phrases import sentences_of
from segur_check.pieces.words.text import flat

Check = Callable[..., Said]
STATE = "Montant pris en charge par l'Etat au titre du Ségur de la santé : 430,00 € TTC"
HEAD = ("Bon de commande de la Prestation Ségur", "Profil général")


@pytest.fixture
def order(check: Check, dossiers: ModuleType) -> Callable[..., Said]:
    """Check an avance whose order is this PDF."""

    def call(pdf: bytes, sons: str = "MDV") -> Said:
        dossier = getattr(dossiers, sons).avance()
        put_paper(dossier, "BON_COMMANDE", pdf)
        return check(dossier)

    return call


Order = Callable[..., Said]


def folded(text: str) -> list[str]:
    """A sentence on lines that fit a page."""
    return wrap(text, 90)


# --- DOC045 ----------------------------------------------------------------------------------------

SHORT: dict[str, str] = {
    "three years": "La maintenance corrective est comprise pendant 3 ans.",
    "in capitals": "MAINTENANCE CORRECTIVE PENDANT 3 ANS",
    "in months": "Maintenance corrective : 36 mois",
    "in letters": "La maintenance corrective de la version référencée est assurée pour une durée de trois ans.",
    "in letters and figures": "Maintenance corrective pendant trois (3) ans.",
    "the length first": "La prestation comprend cinq ans de maintenance corrective.",
    "with another kind of maintenance": "Maintenance corrective et réglementaire durant 4 ans.",
    "in brackets": "Maintenance corrective (12 mois), formation et suivi du projet compris.",
    "in a row that costs nothing": "Maintenance corrective 3 ans 0,00 €",
    "a month short": "Maintenance corrective pendant 71 mois.",
}
LONG_ENOUGH: dict[str, str] = {
    "six years": "La maintenance corrective est comprise pendant 6 ans.",
    "in months": "Maintenance corrective : 72 mois.",
    "in letters": "La prestation comprend six (6) ans de maintenance corrective.",
    "longer": "Maintenance corrective pendant 7 ans.",
    "no length": "La prestation comprend la maintenance corrective de la version référencée.",
    "a contract that was there": "Le contrat de maintenance corrective en cours, de 3 ans, est inchangé.",
    "a contract that goes on": "La maintenance corrective est renouvelée pour 3 ans.",
    "sold besides": "Maintenance corrective du module Agenda, 3 ans : 300,00 € HT",
    "after the six years": "Au-delà, la maintenance corrective est prolongée de 2 ans.",
    "another maintenance": "Maintenance évolutive pendant 3 ans.",
    "a guarantee": "Garantie de 3 mois, puis maintenance corrective.",
    "a delay": "Maintenance corrective : anomalies mineures corrigées sous 2 mois.",
    "a time to come in": "Maintenance corrective, délai de correction : 1 mois.",
    "all year round": "La maintenance corrective est assurée 12 mois sur 12.",
    "a way to pay": "Maintenance corrective facturée par périodes de 12 mois.",
    "what is denied": "Aucune maintenance corrective n'est due pendant 3 ans.",
    "a least length": "Maintenance corrective pendant au moins 5 ans.",
    "something else that lasts": "Maintenance corrective comprise ; le projet dure 3 mois.",
    "two lengths": "Maintenance corrective : 1 an, et 5 ans au titre du Ségur.",
    "periods": "La maintenance corrective est assurée par périodes successives de 3 ans.",
    "twice three": "Maintenance corrective pendant 2 fois 3 ans.",
    "of something else": "Maintenance corrective du serveur pendant 3 ans.",
    "six years by somebody": "Maintenance corrective 6 ans par le fournisseur, soit 2 visites en 3 ans.",
    "users": "Maintenance corrective pour 3 postes.",
}


@pytest.mark.parametrize("sons", ["MDV", "DPI", "MS1"])
@pytest.mark.parametrize("text", SHORT.values(), ids=SHORT)
def test_a_maintenance_shorter_than_six_years_is_told(text: str, sons: str, order: Order) -> None:
    (found,) = order(lines(*HEAD, STATE + ".", *folded(text)), sons=sons).findings("DOC045")

    assert ("alerte", "probable") == (found["severity"], found["confidence"])
    assert text.rstrip(".") in found["message"]
    assert 1 == found["locations"][0]["page"]


@pytest.mark.parametrize("text", LONG_ENOUGH.values(), ids=LONG_ENOUGH)
def test_a_maintenance_that_may_be_right_is_not_told(text: str, order: Order) -> None:
    assert "DOC045" not in order(lines(*HEAD, STATE + ".", *folded(text))).codes


ROWS: dict[str, tuple[tuple[str, ...], ...]] = {
    "before the totals": (
        ("Désignation", "Qté", "Montant HT"),
        ("Maintenance corrective de la version Ségur (3 ans)", "1", "inclus"),
        ("", "Total HT", "358,33 €"),
    ),
    "with a reference": (
        ("Désignation", "Qté", "Montant HT"),
        ("SEG-02 Maintenance corrective pendant 36 mois", "1", "inclus"),
        ("", "Total HT", "358,33 €"),
    ),
    "under the heading of its length": (
        ("Poste", "Durée"),
        ("Maintenance corrective", "deux ans"),
        ("Hotline", "6 mois"),
    ),
}
OTHER_ROWS: dict[str, tuple[tuple[str, ...], ...]] = {
    "six years": (("Poste", "Durée"), ("Maintenance corrective", "six ans"), ("Hotline", "6 mois")),
    "a delay": (
        ("Poste", "Délai de correction"),
        ("Maintenance corrective", "2 mois"),
        ("Hotline", "6 mois"),
    ),
    "no heading": (("Maintenance corrective", "2 mois"), ("Hotline", "6 mois")),
    "a price": (
        ("Désignation", "Durée", "Montant HT"),
        ("Maintenance corrective", "1 an", "120,00 €"),
        ("", "Total HT", "478,33 €"),
    ),
    "a contract": (
        ("Poste", "Durée"),
        ("Maintenance corrective du contrat actuel", "3 ans"),
        ("Hotline", "6 mois"),
    ),
    "several lengths": (
        ("Poste", "Durée"),
        ("Maintenance corrective", "3 ans"),
        ("Maintenance corrective Ségur (5 ans)", ""),
        ("Hotline", "6 mois"),
    ),
}


def rows_of(rows: tuple[tuple[str, ...], ...]) -> bytes:
    return table(rows, head=(*HEAD, STATE), foot=("Bon pour accord, le 13/06/2022",))


@pytest.mark.parametrize("rows", ROWS.values(), ids=ROWS)
def test_a_row_that_is_shorter_than_six_years_is_told(
    rows: tuple[tuple[str, ...], ...], order: Order
) -> None:
    (found,) = order(rows_of(rows)).findings("DOC045")

    assert "aintenance corrective" in found["message"]


@pytest.mark.parametrize("rows", OTHER_ROWS.values(), ids=OTHER_ROWS)
def test_a_row_that_may_be_right_is_not_told(
    rows: tuple[tuple[str, ...], ...], order: Order
) -> None:
    assert "DOC045" not in order(rows_of(rows)).codes


@pytest.mark.parametrize(("years", "told"), [("3", ["DOC045"]), ("6", [])])
def test_a_cell_that_goes_on_below_is_read_to_its_end(
    years: str, told: list[str], order: Order
) -> None:
    text = (
        f"Maintenance corrective de la version Ségur ({years}",
        "ans) 1 inclus inclus",
        "Total HT 358,33 €",
    )

    codes = order(lines(*HEAD, STATE, *text)).codes

    assert told == [code for code in codes if code == "DOC045"]


@pytest.mark.parametrize(
    "also",
    [
        "Maintenance corrective : 6 ans.",
        "Suivi pendant six ans.",
        "Corrections assurées 72 mois par le fournisseur.",
        "Durée : six (6) années après l'installation.",
    ],
)
def test_an_order_that_also_names_six_years_is_right(also: str, order: Order) -> None:
    pdf = sheets([*HEAD, STATE + ".", SHORT["three years"]], [also])

    assert "DOC045" not in order(pdf).codes


def test_a_form_field_that_names_six_years_is_right(order: Order) -> None:
    text = (*HEAD, STATE, SHORT["three years"])

    assert "DOC045" not in order(form(text, ("duree", "6 ans"))).codes
    assert "DOC045" in order(form(text, ("duree", "3 ans"))).codes


def test_an_order_that_could_not_be_read_whole_may_name_six_years_elsewhere(order: Order) -> None:
    assert "DOC045" not in order(sheets([*HEAD, SHORT["three years"]], [])).codes
    assert "DOC045" in order(sheets([*HEAD, SHORT["three years"]], [STATE])).codes


def test_a_table_without_a_length_judges_no_maintenance(dossiers: ModuleType, check: Check) -> None:
    dossier = dossiers.SAS.avance()
    request = dossier.ligne["piecesJustificatives"]
    request.append(dict(request[0], nomFichier="bon.pdf", typeFichier="BON_COMMANDE"))
    dossier.pieces["bon.pdf"] = lines(*HEAD, SHORT["three years"])

    assert "DOC045" not in check(dossier).codes


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_years_of_the_table_are_told(lang: str, dossiers: ModuleType, check: Check) -> None:
    dossier = dossiers.MDV.avance()
    put_paper(dossier, "BON_COMMANDE", lines(*HEAD, STATE, SHORT["three years"]))

    (found,) = check(dossier, "--lang", lang).findings("DOC045")

    assert ("6 ans" if lang == "fr" else "6 years") in found["message"]


def test_a_hostile_order_of_maintenance_is_read_in_linear_time() -> None:
    words = "maintenance corrective pendant la duree de 3 ans de maintenance corrective pour "
    page = ". ".join([words * 7] * 110)
    started = time.process_time()

    for sentence in sentences_of(page):
        months_of_corrective_maintenance(flat(sentence))
    says_so_long(page, 72)

    assert time.process_time() - started < 2  # seconds of this process, for a page of 60 000 signs


# --- DOC046 ----------------------------------------------------------------------------------------

LEFT_OUT: dict[str, str] = {
    "the training": "La formation n'est pas comprise.",
    "the training, in short": "Formation non incluse",
    "the training, in brackets": "Formation des utilisateurs (non comprise)",
    "the training as an option": "Formation : en option",
    "in capitals": "FORMATION NON COMPRISE",
    "the installation": "L'installation de la version référencée est facturée en sus.",
    "the follow-up": "Suivi de projet : non compris",
    "the maintenance": "La maintenance corrective n'est pas incluse.",
    "the maintenance, besides": "Maintenance corrective de la solution facturée séparément.",
    "the training, with its price": "La formation est facturée en sus, 450 € HT la journée.",
    "the days of training": "Les journées de formation sont facturées en sus, 450 € HT la journée.",
    "the sessions of training": "Sessions de formation non comprises.",
    "at the client's charge": "La formation reste à la charge exclusive du Client.",
    "done by the client": "L'installation est réalisée par le client, à l'aide du guide fourni.",
    "under a heading": "Conditions particulières : l'installation est à la charge du client.",
    "no training": "Aucune formation n'est prévue au titre de la présente commande.",
    "no follow-up": "Aucun suivi de projet compris.",
    "a list": "Hors prestation : formation des utilisateurs, déplacements.",
    "a list in a sentence": "Sont exclus : la reprise des données et l'installation.",
    "a list that is denied": "Ne sont pas compris dans la prestation : le matériel, le suivi de projet.",
    "a row": "FOR-01 Formation des utilisateurs 0 non inclus",
    "a year only": "La maintenance corrective est offerte la première année, puis facturée selon le tarif.",
    "three years only": "Maintenance corrective comprise les trois premières années, ensuite payante.",
}
HELD: dict[str, str] = {
    "all of it": "La formation, l'installation et la maintenance corrective sont comprises.",
    "more training": "Les formations complémentaires ne sont pas comprises.",
    "other maintenance": "La maintenance évolutive n'est pas comprise.",
    "the contract": "La maintenance corrective en sus du contrat n'est pas due.",
    "travel": "Formation sur site, frais de déplacement non compris.",
    "a printer": "Imprimante d'étiquettes, installation non comprise.",
    "the installation of a server": "Installation du serveur non comprise.",
    "with a price": "Formation avancée 2 000,00 € non comprise dans la prestation.",
    "outside of the prestation": "Formation hors prestation Ségur : non comprise.",
    "what is denied": "La formation n'est pas en option.",
    "more sessions": "Les sessions supplémentaires de formation sont facturées en sus, 450 € HT.",
    "sessions beyond": "Les sessions de formation au-delà de la première sont facturées en sus.",
    "an option with a price": "Formation en option : 450,00 € HT",
    "a day as an option": "Journée de formation en option",
    "done by the supplier": "La formation est réalisée par le fournisseur chez le client.",
    "no more training": "Aucune formation complémentaire n'est prévue.",
    "no training on site": "Aucune formation n'est prévue sur site : elle est faite à distance.",
    "nothing excluded": "Aucune formation n'est exclue.",
    "another list": "Sont exclus : la reprise des données et les déplacements.",
    "a list of other things": "Hors prestation : formation au module Agenda, installation du serveur.",
    "a list of what is held": "Sont compris : l'installation, la formation.",
    "a year that is told besides": "La maintenance corrective est offerte six ans, puis facturée.",
    "at the State's charge": "La formation est à la charge de l'État.",
}


@pytest.mark.parametrize("text", LEFT_OUT.values(), ids=LEFT_OUT)
def test_a_part_that_the_order_leaves_out_is_quoted(text: str, order: Order) -> None:
    (found,) = order(lines(*HEAD, STATE + ".", "", *folded(text))).findings("DOC046")

    assert ("info", "possible") == (found["severity"], found["confidence"])
    assert text.rstrip(".") in found["message"]
    assert 1 == found["locations"][0]["page"]


@pytest.mark.parametrize("text", HELD.values(), ids=HELD)
def test_what_is_sold_besides_leaves_nothing_out(text: str, order: Order) -> None:
    assert "DOC046" not in order(lines(*HEAD, STATE + ".", "", *folded(text))).codes


@pytest.mark.parametrize(
    ("held", "told"),
    [
        ("La prestation comprend le paramétrage, le suivi de projet et la formation.", 1),
        ("La prestation comprend l'installation, le suivi de projet et la formation.", 0),
        ("La solution est mise en service à distance.", 0),
    ],
)
def test_an_installation_on_site_may_be_left_out_of_another(
    held: str, told: int, order: Order
) -> None:
    listed = "Sont exclus : l'installation sur site et la reprise des données."

    assert told == len(order(lines(*HEAD, STATE + ".", "", held, listed)).findings("DOC046"))


def test_a_hostile_order_of_contents_is_read_in_linear_time() -> None:
    page = ". ".join(
        ["sont exclus : formation non comprise, en sus hors et installation " * 8] * 110
    )
    started = time.process_time()

    [leaves_out(flat(sentence)) for sentence in sentences_of(page)]

    assert time.process_time() - started < 2  # seconds of this process, for a page of 60 000 signs
