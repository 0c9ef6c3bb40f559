"""DOC004 and DOC023: the dates that the papers show, to the day."""

from collections.abc import Callable
from datetime import date
from types import ModuleType

import pytest

from checks.edits import GONE, put
from checks.made_documents import (
    INVOICE_HEAD,
    LAYOUTS,
    ORDER_HEAD,
    RPPS,
    TOTALS,
    name_of,
    of_order,
    only,
    page,
    places,
    plain,
    put_paper,
    said_of,
    spot,
    with_paper,
)
from conftest import Said

Check = Callable[..., Said]

# MDV: ordered on 13/06/2022, deposited on 04/07/2022; the solde on 12/04/2023.
ORDERED, NEXT_DAY, DAY_BEFORE = date(2022, 6, 13), date(2022, 6, 14), date(2022, 6, 12)
DEPOSIT, AFTER_DEPOSIT = date(2022, 7, 4), date(2022, 7, 5)
SOLDE, AFTER_SOLDE = date(2023, 4, 12), date(2023, 4, 13)


@pytest.fixture
def ordered(dossiers: ModuleType, check: Check) -> Callable[..., Said]:
    """Check the avance of MDV whose right order ends with these lines."""

    def call(*lines: str) -> Said:
        paper = page(*ORDER_HEAD, *TOTALS, *lines)
        return check(put_paper(dossiers.MDV.avance(), "order", paper))

    return call


@pytest.fixture
def accepted(dossiers: ModuleType, check: Check) -> Callable[..., Said]:
    """Check the solde of MDV whose MOM holds these lines."""

    def call(*lines: str) -> Said:
        head = ("Mise en ordre de marche", f"RPPS {RPPS}", "a@cabinet-exemple.mssante.fr")
        return check(put_paper(dossiers.MDV.solde(), "acceptance", page(*head, *lines)))

    return call


# --- DOC004 ---


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("day", [NEXT_DAY, DAY_BEFORE])
def test_another_date_of_signature_is_told_with_both_dates_and_both_places(
    day: date, layout: str, dossiers: ModuleType, check: Check
) -> None:
    dossier = with_paper(dossiers.MDV, "order", layout=layout, signed_on=day)

    found = only(check(dossier), "DOC004")

    assert ("alerte", "probable") == (found["severity"], found["confidence"])
    assert (f"{day:%d/%m/%Y}", "13/06/2022") == (found["found"], found["expected"])
    assert f"porte {day:%d/%m/%Y} comme date de signature" in found["message"]
    assert "a été signé le 13/06/2022" in found["message"]
    in_paper, in_json = places(found)
    assert (name_of(dossier, "order"), 1) == in_paper[:2]
    assert f"Fait le {day:%d/%m/%Y}" in in_paper[2]
    at = "/lignesImport/0/commande/dateCommande"
    assert (at, spot(dossier.text(), "dateCommande"), '"2022-06-13"') == in_json


@pytest.mark.parametrize(
    "line",
    [
        "Fait à Grenoble, le lundi 13 juin 2022",
        "Fait à Grenoble, le 13.06.22",
        "Fait à Grenoble, le 13-06-2022",
        "Fait à Grenoble le 13 / 06 / 2022",
        "Fait à Grenoble le 13/6/2022",
        "Lu et approuvé, le 2022-06-13",
        "Signé électroniquement par Camille Exemple le 13 juin 2022 à 10:32:11",
        "Signé le 10/06/2022 par le fournisseur, le 13/06/2022 par le client",
        "Signature du client : .............. le ..............",
        "Validité de l'offre : 30/06/2022",
        "Signé le : 31/02/2022",
    ],
)
def test_an_order_that_shows_the_date_otherwise_or_not_at_all_is_silent(
    line: str, ordered: Callable[..., Said]
) -> None:
    assert [] == said_of(ordered(line))


COLUMNS = [
    "Pour le fournisseur                          Pour le client",
    "                                             Lu et approuvé, bon pour accord",
    "Le 10 juin 2022                              À Grenoble, le {day}",
    "M. Exemple                                   Camille Exemple",
]
BLOCKS = {
    "under approved": ["Lu et approuvé, bon pour accord", "À Grenoble, le {day}"],
    "under good for": ["Bon pour commande", "Grenoble, le {day}", "Camille Exemple"],
    "on the line": ["Bon pour commande, le {day}"],
    "under signature": ["Signature du client (précédée de « bon pour accord »)", "Date : {day}"],
    "in columns": COLUMNS,
    "both so labelled": [
        "Pour le fournisseur                          Pour le client",
        "Fait à Annecy, le 10/06/2022                 Fait à Grenoble, le {day}",
    ],
}


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS)
def test_the_date_under_the_words_of_a_signature_is_that_of_the_client(
    block: list[str], ordered: Callable[..., Said]
) -> None:
    other = ordered(*(line.format(day="14 juin 2022") for line in block))
    right = ordered(*(line.format(day="13 juin 2022") for line in block))

    assert "14/06/2022" == only(other, "DOC004")["found"]
    assert [] == said_of(right)


@pytest.mark.parametrize(
    "block",
    [
        ["Annecy, le 10 juin 2022", "Signature du client :"],
        ["Signature du fournisseur :", "Annecy, le 10 juin 2022"],
        ["Pour le fournisseur", "Fait à Annecy, le 10/06/2022"],
        ["Cachet et signature", "Échéance le 12/07/2022"],
        ["À retourner signé avec cachet", "Le 10 juin 2022"],
        ["Lu et approuvé, bon pour accord", "10/06/2022 - page 1/1"],
        [*COLUMNS[:2], "Le 10 juin 2022"],
    ],
)
def test_a_date_that_may_not_be_the_clients_is_no_signature(
    block: list[str], ordered: Callable[..., Said]
) -> None:
    assert [] == said_of(ordered(*block))


def test_two_dates_of_signature_that_are_both_others_are_not_told_apart(
    ordered: Callable[..., Said],
) -> None:
    assert [] == said_of(ordered("Fait à Annecy le 10/06/2022", "Fait à Grenoble le 11/06/2022"))


def test_the_date_of_the_json_in_french_form_is_the_same_date(
    dossiers: ModuleType, check: Check
) -> None:
    dossier = dossiers.MDV.avance()
    put(dossier, "commande.dateCommande", "13/06/2022")

    assert [] == said_of(check(dossier))


@pytest.mark.parametrize("value", [GONE, None, 20220613, True, [], {}, "2022-02-30", "hier"])
def test_a_json_without_a_date_leaves_nothing_to_compare(
    value: object, dossiers: ModuleType, check: Check
) -> None:
    dossier = with_paper(dossiers.MDV, "order", signed_on=NEXT_DAY)
    put(dossier, "commande.dateCommande", value)

    said = check(dossier)

    assert 70 != said.code
    assert [] == [code for code, _ in said_of(said) if code.startswith("DOC")]


def test_an_order_beside_a_solde_without_order_is_held_against_the_avance(
    dossiers: ModuleType, check: Check
) -> None:
    dossier = dossiers.MDV.solde()
    put(dossier, "commande", GONE)
    dossier.ligne["piecesJustificatives"].append(
        {"nomFichier": "bdc.pdf", "formatFichier": "PDF", "typeFichier": "BON_COMMANDE"}
    )
    dossier.pieces["bdc.pdf"] = of_order(dossiers.MDV, signed_on=NEXT_DAY)

    found = only(check(dossier), "DOC004")

    assert "avance.json" == found["locations"][1]["file"].rpartition("/")[2]


# --- DOC023: after the deposit ---


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("paper", "key", "on_the_dot", "after"),
    [
        ("invoice", "issued_on", SOLDE, AFTER_SOLDE),
        ("acceptance", "signed_on", SOLDE, AFTER_SOLDE),
    ],
)
def test_a_paper_dated_the_day_after_the_deposit_is_told_and_on_the_day_is_not(
    paper: str,
    key: str,
    on_the_dot: date,
    after: date,
    layout: str,
    dossiers: ModuleType,
    check: Check,
) -> None:
    def dated(day: date) -> Said:
        return check(with_paper(dossiers.MDV, paper, layout=layout, **{key: day}))

    # The date of an invoice is another than the JSON's: that is DOC032.
    expected = [("DOC032", "alerte")] if paper == "invoice" else []
    assert expected == said_of(dated(on_the_dot))

    late = dated(after)
    assert sorted([("DOC023", "alerte"), *expected]) == sorted(said_of(late))
    (found,) = late.findings("DOC023")
    assert ("alerte", "probable") == (found["severity"], found["confidence"])
    assert ("13/04/2023", "12/04/2023") == (found["found"], found["expected"])
    assert "porte la date du 13/04/2023, après le dépôt du 12/04/2023" in found["message"]
    ((file, number, excerpt),) = places(found)
    assert (name_of(dossiers.MDV.solde(), paper), 1) == (file, number)
    assert "13/04/2023" in excerpt


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_order_signed_after_the_deposit_is_told_beside_the_date_of_the_json(
    layout: str, dossiers: ModuleType, check: Check
) -> None:
    late = with_paper(dossiers.MDV, "order", layout=layout, signed_on=AFTER_DEPOSIT)
    in_time = with_paper(dossiers.MDV, "order", layout=layout, signed_on=DEPOSIT)

    assert [("DOC004", "alerte"), ("DOC023", "alerte")] == said_of(check(late))
    assert [("DOC004", "alerte")] == said_of(check(in_time))


@pytest.mark.parametrize(
    ("paper", "key", "path"),
    [
        ("invoice", "issued_on", "facture.dateFacture"),
        ("acceptance", "signed_on", "verification.dateSignature"),
    ],
)
def test_a_date_that_the_json_gives_too_is_told_once_by_the_calendar(
    paper: str, key: str, path: str, dossiers: ModuleType, check: Check
) -> None:
    dossier = with_paper(dossiers.MDV, paper, **{key: AFTER_SOLDE})
    put(dossier, path, AFTER_SOLDE.isoformat())

    assert [("CAL009", "a-modifier")] == said_of(check(dossier))


def test_an_order_after_the_deposit_in_the_json_too_is_told_once(
    dossiers: ModuleType, check: Check
) -> None:
    dossier = with_paper(dossiers.MDV, "order", signed_on=AFTER_DEPOSIT)
    put(dossier, "commande.dateCommande", AFTER_DEPOSIT.isoformat())

    assert [("CAL009", "a-modifier")] == said_of(check(dossier))


def test_the_deposit_of_the_command_line_is_what_counts(dossiers: ModuleType, check: Check) -> None:
    dossier = with_paper(dossiers.MDV, "invoice", issued_on=SOLDE)

    assert ("DOC023", "alerte") in said_of(check(dossier, "--depot", "2023-04-11"))
    assert [("DOC032", "alerte")] == said_of(check(dossier, "--depot", "2023-04-12"))


@pytest.mark.parametrize(
    "line",
    [
        "Date d'échéance : 05/05/2023",
        "Date de règlement : 05/05/2023",
        "Maintenance comprise du 06/03/2023 au 05/03/2024",
        "Date de fin de garantie : 05/03/2024",
        "Prochaine facture le 06/03/2024",
        "Conditions valables jusqu'au 31/12/2023",
    ],
)
def test_a_date_to_come_is_not_the_invoice_s_own(
    line: str, dossiers: ModuleType, check: Check
) -> None:
    paper = page(*INVOICE_HEAD, *TOTALS, line)

    assert [] == said_of(check(put_paper(dossiers.MDV.solde(), "invoice", paper)))


# --- DOC023: a VA or a MOM before the order ---


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("name", "called", "before", "same_day"),
    [
        ("MDV", "MOM", DAY_BEFORE, ORDERED),
        ("MS1", "VA", date(2023, 11, 19), date(2023, 11, 20)),
    ],
)
def test_an_acceptance_signed_the_day_before_the_order_is_told_and_the_same_day_is_not(
    name: str,
    called: str,
    before: date,
    same_day: date,
    layout: str,
    dossiers: ModuleType,
    check: Check,
) -> None:
    corridor = getattr(dossiers, name)
    dossier = with_paper(corridor, "acceptance", layout=layout, signed_on=before)

    found = only(check(dossier), "DOC023")

    assert ("alerte", "probable") == (found["severity"], found["confidence"])
    assert (f"{before:%d/%m/%Y}", f"{same_day:%d/%m/%Y}") == (found["found"], found["expected"])
    assert (
        f" ({called}) porte la date de signature du {before:%d/%m/%Y}, avant celle du bon de commande, le "
        f"{same_day:%d/%m/%Y}"
    ) in plain(found["message"])
    in_paper, in_json = places(found)
    assert (name_of(dossier, "acceptance"), 1) == in_paper[:2]
    assert f"Fait le {before:%d/%m/%Y}" in in_paper[2]
    at = "/lignesImport/0/commande/dateCommande"
    assert (at, spot(dossier.text(), "dateCommande")) == in_json[:2]

    right = with_paper(corridor, "acceptance", layout=layout, signed_on=same_day)
    assert [] == said_of(check(right))


def test_an_acceptance_before_the_order_in_the_json_too_is_told_once(
    dossiers: ModuleType, check: Check
) -> None:
    dossier = with_paper(dossiers.MDV, "acceptance", signed_on=DAY_BEFORE)
    put(dossier, "verification.dateSignature", DAY_BEFORE.isoformat())

    assert [("CAL009", "alerte")] == said_of(check(dossier))


def test_the_order_s_date_of_the_avance_counts_where_the_solde_has_none(
    dossiers: ModuleType, check: Check
) -> None:
    dossier = with_paper(dossiers.MDV, "acceptance", signed_on=DAY_BEFORE)
    put(dossier, "commande", GONE)

    found = only(check(dossier), "DOC023")
    assert "avance.json" == found["locations"][1]["file"].rpartition("/")[2]

    del dossier.extra["avance.json"]
    assert [("PER007", "non-fourni")] == said_of(check(dossier))


def test_the_same_day_as_the_order_of_the_avance_is_in_order(
    dossiers: ModuleType, check: Check
) -> None:
    dossier = with_paper(dossiers.MDV, "acceptance", signed_on=ORDERED)
    put(dossier, "commande", GONE)

    assert [] == said_of(check(dossier))


@pytest.mark.parametrize(
    "lines",
    [
        ("Fait à Grenoble le 02/03/2023",),
        ("Bon de commande signé le 13/06/2022", "Fait à ............ le ............"),
        ("Contrat de maintenance signé le 02/05/2019", "Fait à Grenoble le 02/03/2023"),
        ("Installé le 01/06/2022", "Fait à Grenoble le 02/03/2023"),
        ("Prestation réalisée en 2023",),
    ],
)
def test_an_acceptance_signed_since_the_order_or_by_hand_is_silent(
    lines: tuple[str, ...], accepted: Callable[..., Said]
) -> None:
    assert [] == said_of(accepted(*lines))


# --- words ---


def test_the_words_are_english_when_asked(dossiers: ModuleType, check: Check) -> None:
    order = with_paper(dossiers.MDV, "order", signed_on=AFTER_DEPOSIT)
    mom = with_paper(dossiers.MDV, "acceptance", signed_on=DAY_BEFORE)

    said = check(order, "--lang", "en")

    (signed,), (late,) = said.findings("DOC004"), said.findings("DOC023")
    assert "shows 5 July 2022 as its signature date; the JSON says" in signed["message"]
    assert ", order form, is dated 5 July 2022, after the filing on 4 July 2022" in late["message"]
    assert (
        "was signed on 12 June 2022, before the order form, signed on 13 June 2022"
        in only(check(mom, "--lang", "en"), "DOC023")["message"]
    )


def test_a_fingerprint_is_the_same_in_both_languages_and_another_for_another_date(
    dossiers: ModuleType, check: Check
) -> None:
    dossier = with_paper(dossiers.MDV, "order", signed_on=NEXT_DAY)
    other = with_paper(dossiers.MDV, "order", signed_on=DAY_BEFORE)

    french, english, another = (
        only(check(*one), "DOC004")["fingerprint"]
        for one in ((dossier,), (dossier, "--lang", "en"), (other,))
    )

    assert french == english != another
