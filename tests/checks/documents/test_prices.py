"""DOC005 to DOC009: the rate, the amounts and the arithmetic of orders and invoices."""

from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from types import ModuleType
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from checks.edits import GONE, put
from checks.made_documents import (
    INVOICE_HEAD,
    LAYOUTS,
    ORDER_FOOT,
    ORDER_HEAD,
    OTHER_TOTALS,
    PRICED,
    RPPS,
    TOTALS,
    documents,
    name_of,
    of_order,
    only,
    page,
    places,
    plain,
    put_paper,
    said_of,
    spot,
    table,
    with_paper,
)
from conftest import Said

Check = Callable[..., Said]
Dossier = Any

BLOCK = {"order": "commande", "invoice": "facture"}
CALLED = {"order": "bon de commande", "invoice": "facture"}


def money(ht: str, rate: str, vat: str, ttc: str) -> Any:  # noqa: ANN401 - of a script of examples/
    """Figures as they are, wrong ones too."""
    return documents.Money(*map(Decimal, (ht, rate, vat, ttc)))


RIGHT = money("358.33", "20", "71.67", "430.00")


@pytest.fixture
def ordered(dossiers: ModuleType, check: Check) -> Callable[..., Said]:
    """Check the avance of MDV whose order is this page of lines; `change` puts JSON keys."""

    def call(*lines: str, change: dict[str, object] | None = None) -> Said:
        dossier = dossiers.MDV.avance()
        for key, value in (change or {}).items():
            put(dossier, key, value)
        return check(put_paper(dossier, "order", page(*ORDER_HEAD, *lines, *ORDER_FOOT)))

    return call


@pytest.fixture
def invoiced(dossiers: ModuleType, check: Check) -> Callable[..., Said]:
    """Check the solde of MDV whose invoice is this page of lines."""

    def call(*lines: str) -> Said:
        return check(put_paper(dossiers.MDV.solde(), "invoice", page(*INVOICE_HEAD, *lines)))

    return call


# --- the right paper ---


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("paper", PRICED)
@pytest.mark.parametrize("name", ["MDV", "MS1", "DPI", "PFI"])
def test_a_right_paper_is_silent(
    name: str, paper: str, layout: str, dossiers: ModuleType, check: Check
) -> None:
    assert [] == said_of(check(with_paper(getattr(dossiers, name), paper, layout=layout)))


# --- DOC006 ---


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("paper", PRICED)
def test_other_amounts_are_one_finding_that_shows_both_sides_and_both_places(
    paper: str, layout: str, dossiers: ModuleType, check: Check
) -> None:
    other = money("385.33", "20", "77.07", "462.40")
    dossier = with_paper(dossiers.MDV, paper, layout=layout, money=other)

    found = only(check(dossier), "DOC006")

    assert ("a-modifier", "probable") == (found["severity"], found["confidence"])
    assert "385,33 € (HT), 77,07 € (TVA), 462,40 € (TTC)" == plain(found["found"])
    assert "358,33 € (HT), 71,67 € (TVA), 430,00 € (TTC)" == plain(found["expected"])
    told = plain(found["message"])
    assert f"« {name_of(dossier, paper)} » ({CALLED[paper]}) montre 385,33 € (HT)" in told
    assert "le JSON dit 358,33 € (HT), 71,67 € (TVA), 430,00 € (TTC)" in told
    text, at, rank = dossier.text(), f"/lignesImport/0/{BLOCK[paper]}", PRICED.index(paper)
    in_paper = places(found)[:3]
    assert [(name_of(dossier, paper), 1)] * 3 == [(file, page) for file, page, _ in in_paper]
    for amount, (_, _, excerpt) in zip(("385,33", "77,07", "462,40"), in_paper, strict=True):
        assert amount in excerpt
    assert places(found)[3:] == [
        (f"{at}/montantSegurHT", spot(text, "montantSegurHT", rank), "358.33"),
        (f"{at}/montantTVA", spot(text, "montantTVA", rank), "71.67"),
        (f"{at}/montantSegurTTC", spot(text, "montantSegurTTC", rank), "430.00"),
    ]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("paper", PRICED)
def test_one_cent_is_another_amount(
    paper: str, layout: str, dossiers: ModuleType, check: Check
) -> None:
    other = money("358.34", "20", "71.67", "430.01")

    found = only(check(with_paper(dossiers.MDV, paper, layout=layout, money=other)), "DOC006")

    assert "358,34 € (HT), 430,01 € (TTC)" == plain(found["found"])
    assert "358,33 € (HT), 430,00 € (TTC)" == plain(found["expected"])


def test_an_amount_of_the_json_between_quotes_is_compared_too(
    dossiers: ModuleType, check: Check
) -> None:
    dossier = with_paper(dossiers.MDV, "order", money=money("385.33", "20", "77.07", "462.40"))
    put(dossier, "commande.montantSegurHT", "358,33")

    said = check(dossier)

    assert [("FMT007", "a-modifier"), ("DOC006", "a-modifier")] == said_of(said)
    (found,) = said.findings("DOC006")
    assert plain(found["expected"]).startswith("358,33 € (HT)")


@pytest.mark.parametrize(
    "value", ["abc", "", True, [358.33], {"HT": 358.33}, None, "NaN", "Infinity", 10**30]
)
@pytest.mark.parametrize("key", ["montantSegurHT", "tauxTVA", "montantTVA", "montantSegurTTC"])
def test_an_amount_of_the_wrong_type_is_no_expectation_and_crashes_nothing(
    key: str, value: object, dossiers: ModuleType, check: Check
) -> None:
    dossier = dossiers.MDV.avance()
    put(dossier, f"commande.{key}", value)

    said = check(dossier)

    assert 70 != said.code
    assert set() == {code for code, _ in said_of(said) if code[:3] in ("DOC", "SYS")}


@pytest.mark.parametrize("key", ["montantSegurHT", "montantTVA", "montantSegurTTC"])
def test_a_key_that_is_not_there_is_not_held_against_the_paper(
    key: str, dossiers: ModuleType, check: Check
) -> None:
    dossier = with_paper(dossiers.MDV, "order", money=money("385.33", "20", "77.07", "462.40"))
    put(dossier, f"commande.{key}", GONE)

    (found,) = check(dossier).findings("DOC006")

    label = {"montantSegurHT": "HT", "montantTVA": "TVA", "montantSegurTTC": "TTC"}[key]
    assert f"({label})" not in found["found"]
    assert 4 == len(found["locations"])


def test_a_json_without_amounts_leaves_nothing_to_compare(
    dossiers: ModuleType, check: Check
) -> None:
    dossier = with_paper(dossiers.MDV, "order", money=money("385.33", "8.5", "32.75", "418.08"))
    for key in ("montantSegurHT", "tauxTVA", "montantTVA", "montantSegurTTC"):
        put(dossier, f"commande.{key}", GONE)

    assert [] == [one for one in said_of(check(dossier)) if one[0].startswith("DOC")]


def test_an_invoice_is_held_against_the_invoice_and_not_against_the_order(
    dossiers: ModuleType, check: Check
) -> None:
    lower = money("300.00", "20", "60.00", "360.00")
    dossier = with_paper(dossiers.MDV, "invoice", money=lower)
    dossier.ligne["facture"] |= dossiers.priced(lower)

    assert [] == said_of(check(dossier))


def test_an_order_beside_a_solde_without_order_is_held_against_the_avance(
    dossiers: ModuleType, check: Check
) -> None:
    dossier = dossiers.MDV.solde()
    put(dossier, "commande", GONE)
    dossier.ligne["piecesJustificatives"].append(
        {"nomFichier": "bdc.pdf", "formatFichier": "PDF", "typeFichier": "BON_COMMANDE"}
    )
    other = money("385.33", "20", "77.07", "462.40")
    dossier.pieces["bdc.pdf"] = of_order(dossiers.MDV, money=other)

    found = only(check(dossier), "DOC006")

    in_json = [one for one in found["locations"] if one["pointer"]]
    assert {"avance.json"} == {one["file"].rpartition("/")[2] for one in in_json}
    assert in_json[0]["line"] == spot(dossier.extra["avance.json"], "montantSegurHT")[0]


def test_what_a_form_field_says_is_certain(dossiers: ModuleType, check: Check) -> None:
    fields = {
        "RPPS": RPPS,
        "Montant HT": "385,33 EUR",
        "Taux de TVA": "20 %",
        "Montant TVA": "77,07 EUR",
        "Montant TTC": "462,40 EUR",
        "Date de signature": "13/06/2022",
    }
    found = only(check(put_paper(dossiers.MDV.avance(), "order", form(fields))), "DOC006")

    assert "certaine" == found["confidence"]
    assert (None, "Montant HT : 385,33 EUR") == places(found)[0][1:]


def form(fields: dict[str, str]) -> bytes:
    """A fillable order, its fields filled."""
    made = BytesIO()
    canvas = Canvas(made)
    canvas.drawString(40, 800, "Bon de commande, Prestation Segur")
    for place, (name, value) in enumerate(fields.items()):
        height = 760 - 24 * place
        canvas.drawString(40, height, name)
        canvas.acroForm.textfield(
            name=name, value=value, x=200, y=height - 4, width=200, height=16, fontSize=9
        )
    canvas.save()
    return made.getvalue()


def test_a_right_form_is_silent(dossiers: ModuleType, check: Check) -> None:
    fields = {
        "RPPS": RPPS,
        "Montant HT": "358,33 EUR",
        "Taux de TVA": "20 %",
        "Montant TVA": "71,67 EUR",
        "Montant TTC": "430,00 EUR",
        "Date de signature": "13/06/2022",
    }
    assert [] == said_of(check(put_paper(dossiers.MDV.avance(), "order", form(fields))))


# --- DOC005 ---


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("paper", PRICED)
def test_another_rate_stands_in_place_of_the_amounts_it_explains(
    paper: str, layout: str, dossiers: ModuleType, check: Check
) -> None:
    drom = money("358.33", "8.5", "30.46", "388.79")
    dossier = with_paper(dossiers.MDV, paper, layout=layout, money=drom)

    found = only(check(dossier), "DOC005")

    assert ("a-modifier", "probable") == (found["severity"], found["confidence"])
    assert ("8,5 %", "20 %") == (plain(found["found"]), plain(found["expected"]))
    told = plain(found["message"])
    assert f"({CALLED[paper]}) montre un taux de TVA de 8,5 % ; le JSON dit 20 %" in told
    in_paper, in_json = places(found)
    assert (name_of(dossier, paper), 1) == in_paper[:2]
    assert "8,5 %" in in_paper[2]
    at = f"/lignesImport/0/{BLOCK[paper]}/tauxTVA"
    assert (at, spot(dossier.text(), "tauxTVA", PRICED.index(paper)), "20") == in_json


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("paper", PRICED)
def test_an_amount_that_the_other_rate_does_not_explain_is_told_beside_it(
    paper: str, layout: str, dossiers: ModuleType, check: Check
) -> None:
    other = money("385.33", "8.5", "32.75", "418.08")

    said = check(with_paper(dossiers.MDV, paper, layout=layout, money=other))

    assert [("DOC005", "a-modifier"), ("DOC006", "a-modifier")] == said_of(said)
    (found,) = said.findings("DOC006")
    assert ("385,33 € (HT)", "358,33 € (HT)") == (plain(found["found"]), plain(found["expected"]))


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("figures", "codes"),
    [
        (("358.33", "8.5", "30.47", "388.80"), {"DOC005", "DOC008"}),  # a cent of rounding
        (("358.33", "8.5", "30.48", "388.81"), {"DOC005", "DOC006", "DOC008"}),
    ],
)
def test_the_other_rate_explains_an_amount_to_the_cent(
    figures: tuple[str, str, str, str],
    codes: set[str],
    layout: str,
    dossiers: ModuleType,
    check: Check,
) -> None:
    said = check(with_paper(dossiers.MDV, "order", layout=layout, money=money(*figures)))

    assert codes == {code for code, _ in said_of(said)}


def test_a_rate_of_the_json_without_its_decimals_is_the_same_rate(
    dossiers: ModuleType, check: Check
) -> None:
    dossier = dossiers.MDV.avance()
    put(dossier, "commande.tauxTVA", dossiers.Raw("20.00"))

    assert [] == said_of(check(dossier))


def test_an_invoice_without_a_rate_in_the_json_is_held_against_the_order_s(
    dossiers: ModuleType, check: Check
) -> None:
    drom = money("358.33", "8.5", "30.46", "388.79")
    dossier = with_paper(dossiers.MDV, "invoice", money=drom)
    put(dossier, "facture.tauxTVA", GONE)

    (found,) = check(dossier).findings("DOC005")

    assert "/lignesImport/0/commande/tauxTVA" == places(found)[1][0]


@pytest.mark.parametrize(
    "line",
    [
        "Pénalités de retard : 10 % par an",
        "Escompte pour paiement anticipé : 2,1 %",
        "Acompte de 20 % à la commande, avance de 30 % versée par l'ASP",
        "Remise de 10 % déjà déduite",
        "Code TVA 1 : 20 %, code 2 : 10 %, code 3 : 5,5 %",
    ],
)
def test_percentages_that_are_no_rate_of_the_prestation_are_not_compared(
    line: str, ordered: Callable[..., Said]
) -> None:
    assert [] == said_of(ordered(*TOTALS, line))


# --- right papers that look otherwise ---


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            (
                "Le prix de la Prestation Ségur est de 358,33 euros hors taxes, soit 430,00 euros",
                "toutes taxes comprises, dont 71,67 euros de TVA au taux de 20 %.",
            ),
            id="prose",
        ),
        pytest.param(
            ("H.T. 358.33 EUR", "T.V.A. (20,00 %) 71.67 EUR", "T.T.C. 430.00 EUR"), id="points"
        ),
        pytest.param(
            ("358,33 € HT", "430,00 € TTC", "dont TVA à 20 % : 71,67 €"), id="labels-after"
        ),
        pytest.param(
            ("Total HT", "358,33", "TVA 20%", "71,67", "Total TTC", "430,00"), id="stacked"
        ),
        pytest.param((*TOTALS, "Abonnement : 49,00 € HT par mois"), id="monthly-fee"),
        pytest.param((*TOTALS, "Capital social : 40 000,00 €"), id="capital"),
        pytest.param((*TOTALS, "Plafond Ségur : 500,00 € HT"), id="cap"),
        pytest.param((*TOTALS, "Indemnité forfaitaire de recouvrement : 40,00 €"), id="fee"),
        pytest.param(
            ("Prix public HT : 400,00 €", "Remise HT : 41,67 €", *TOTALS),
            id="price-before-discount",
        ),
        pytest.param((*TOTALS, "Net à payer : 0,00 €"), id="nothing-left-to-pay"),
        pytest.param((*TOTALS, "Reste à payer HT : 0,00 €"), id="nothing-left-to-pay-ht"),
        pytest.param(
            (*TOTALS, "Montant pris en charge par l'État : - 430,00 €", "Net à payer TTC : 0,00 €"),
            id="state-deducted-after-the-total",
        ),
        pytest.param((*TOTALS, "Conditions générales", "Intervention : 95,00 € HT"), id="terms"),
    ],
)
def test_a_right_order_written_otherwise_is_silent(
    lines: tuple[str, ...], ordered: Callable[..., Said]
) -> None:
    assert [] == said_of(ordered(*lines))


def test_of_several_services_the_line_of_the_prestation_is_compared(
    dossiers: ModuleType, check: Check
) -> None:
    rows = (
        ("Désignation", "Quantité", "Prix unitaire HT", "Montant HT"),
        ("Prestation Ségur LGC vague 1", "1", "{}", "{}"),
        ("Formation complémentaire", "1", "100,00 €", "100,00 €"),
        ("", "", "Total HT", "458,33 €"),
        ("", "", "TVA 20 %", "91,67 €"),
        ("", "", "Total TTC", "550,00 €"),
    )

    def said(price: str) -> list[tuple[str, str]]:
        written = [[cell.format(price) for cell in row] for row in rows]
        paper = table(written, head=ORDER_HEAD, foot=ORDER_FOOT)
        return said_of(check(put_paper(dossiers.MDV.avance(), "order", paper)))

    assert [] == said("358,33 €")
    assert [("DOC006", "a-modifier")] == said("385,33 €")


@pytest.mark.parametrize(
    ("own", "share", "codes"),
    [
        pytest.param("340,00 €", "408,00 €", [("DOC006", "illisible")], id="the-price-is-another"),
        pytest.param("358,33 €", "430,00 €", [], id="right"),
        pytest.param("340,00 €", "430,00 €", [], id="the-share-is-that-of-the-json"),
        pytest.param("340,00 €", "301,00 €", [], id="the-share-is-a-part-to-come"),
    ],
)
@pytest.mark.parametrize("besides", ["Abonnement hotline", "Assistance téléphonique mars 2023"])
def test_a_total_of_more_than_the_prestation_is_not_its_price(
    own: str,
    share: str,
    codes: list[tuple[str, str]],
    besides: str,
    dossiers: ModuleType,
    check: Check,
) -> None:
    rest = "18,33 €" if own != "358,33 €" else "0,00 €"
    rows = (
        ("Désignation", "Quantité", "Prix unitaire HT", "Montant HT"),
        ("Prestation Ségur LGC vague 1", "1", own, own),
        (besides, "1", rest, rest),
        ("", "", "Total HT", "358,33 €"),
        ("", "", "TVA 20 %", "71,67 €"),
        ("", "", "Total TTC", "430,00 €"),
    )
    state = f"Montant pris en charge par l'État au titre du Ségur de la santé : {share} TTC"
    paper = table(rows, head=ORDER_HEAD, foot=(state, *ORDER_FOOT))

    said = said_of(check(put_paper(dossiers.MDV.avance(), "order", paper)))

    assert codes == [found for found in said if found[0] in {"DOC005", "DOC006"}]


def test_of_several_services_none_of_which_is_told_apart_the_amounts_are_not_checked(
    dossiers: ModuleType, check: Check
) -> None:
    rows = (
        ("Désignation", "Quantité", "Prix unitaire HT", "Montant HT"),
        ("Installation", "1", "200,00 €", "200,00 €"),
        ("Formation", "1", "258,33 €", "258,33 €"),
        ("", "", "Total HT", "458,33 €"),
        ("", "", "TVA 20 %", "91,67 €"),
        ("", "", "Total TTC", "550,00 €"),
    )
    paper = table(rows, head=ORDER_HEAD, foot=ORDER_FOOT)

    assert [("DOC006", "illisible")] == said_of(
        check(put_paper(dossiers.MDV.avance(), "order", paper))
    )


def test_a_price_in_several_lines_is_their_sum(dossiers: ModuleType, check: Check) -> None:
    rows = (
        ("Désignation", "Quantité", "Montant HT", "Montant TVA", "Montant TTC"),
        ("Installation", "1", "200,00 €", "40,00 €", "240,00 €"),
        ("Formation", "1", "158,33 €", "31,67 €", "190,00 €"),
    )
    paper = table(rows, head=ORDER_HEAD, foot=("TVA au taux de 20 %", *ORDER_FOOT))

    assert [] == said_of(check(put_paper(dossiers.MDV.avance(), "order", paper)))


# --- DOC007 ---


@pytest.mark.parametrize(
    ("lines", "missing"),
    [
        (TOTALS[1:], "HT"),
        (("Total HT : 358,33 €", "TVA : 71,67 €", "Total TTC : 430,00 €"), "taux de TVA"),
        (("Total HT : 358,33 €", "TVA au taux de 20 %", "Total TTC : 430,00 €"), "TVA"),
        (TOTALS[:2], "TTC"),
        (("Prix : 430,00 € TTC",), "HT, taux de TVA, TVA"),
    ],
)
def test_what_an_order_does_not_show_is_one_warning_that_lists_it(
    lines: tuple[str, ...], missing: str, ordered: Callable[..., Said]
) -> None:
    found = only(ordered("Prestation Ségur", *lines), "DOC007")

    assert ("alerte", "probable") == (found["severity"], found["confidence"])
    assert missing == found["found"]
    assert found["message"].split(" ; le HT, le taux")[0].endswith(missing)
    assert [("bon_commande_CMD-2022-0042.pdf", None, None)] == places(found)


def test_a_supplier_not_liable_to_vat_need_not_show_it(dossiers: ModuleType, check: Check) -> None:
    dossier = put_paper(dossiers.MDV.avance(), "order", page(*ORDER_HEAD, "430,00 €", *ORDER_FOOT))
    dossier.settings = dossier.settings.replace("assujetti_tva = true", "assujetti_tva = false")

    assert [] == said_of(check(dossier))


def test_an_order_without_vat_need_not_show_it(ordered: Callable[..., Said]) -> None:
    change = {"tauxTVA": 0, "montantTVA": 0, "montantSegurTTC": 358.33}

    said = ordered(
        "Prix : 358,33 €",
        "TVA non applicable, article 293 B du CGI",
        change={f"commande.{key}": value for key, value in change.items()},
    )

    assert [] == [one for one in said_of(said) if one[0].startswith("DOC")]


# --- DOC008 ---


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("paper", PRICED)
@pytest.mark.parametrize(
    ("figures", "severity", "told"),
    [
        (
            ("358.33", "20", "71.67", "431.00"),
            "a-modifier",
            "montre 431,00 € TTC ; 358,33 € HT + 71,67 € de TVA = 430,00 €",
        ),
        (
            ("358.33", "20", "71.67", "430.01"),  # to the cent, as MNT006
            "a-modifier",
            "montre 430,01 € TTC ; 358,33 € HT + 71,67 € de TVA = 430,00 €",
        ),
        (
            ("358.33", "20", "70.00", "428.33"),
            "a-modifier",
            "montre une TVA de 70,00 € ; 358,33 € HT × 20 % = 71,67 €",
        ),
        (
            ("358.33", "20", "71.65", "429.98"),
            "a-modifier",
            "montre une TVA de 71,65 € ; 358,33 € HT × 20 % = 71,67 €",
        ),
        (
            ("358.33", "20", "71.66", "429.99"),
            "alerte",
            "montre une TVA de 71,66 € ; 358,33 € HT × 20 % = 71,67 €, soit un centime d'écart",
        ),
    ],
)
def test_arithmetic_that_is_wrong_is_told_with_its_equation(
    figures: tuple[str, str, str, str],
    severity: str,
    told: str,
    paper: str,
    layout: str,
    dossiers: ModuleType,
    check: Check,
) -> None:
    # The JSON says the same as the paper: what the paper adds up to is another matter.
    dossier = with_paper(dossiers.MDV, paper, layout=layout, money=money(*figures))
    dossier.ligne[BLOCK[paper]] |= dossiers.priced(money(*figures))

    said = check(dossier)

    assert {"DOC008"} == {one for one, _ in said_of(said) if one.startswith("DOC")}
    (found,) = said.findings("DOC008")
    assert (severity, "probable") == (found["severity"], found["confidence"])
    assert told in plain(found["message"])
    ((file, number, excerpt),) = places(found)
    assert (name_of(dossier, paper), 1) == (file, number)
    assert plain(found["found"]).removesuffix(" €") in excerpt


def test_a_discount_between_the_totals_is_no_wrong_arithmetic(ordered: Callable[..., Said]) -> None:
    assert [] == said_of(
        ordered("Total HT : 400,00 €", "Remise : - 41,67 €", "Net HT : 358,33 €", *TOTALS[1:])
    )


def test_two_rates_on_a_paper_are_not_added_up(dossiers: ModuleType, check: Check) -> None:
    rows = (
        ("Désignation", "Taux TVA", "Montant HT"),
        ("Prestation Ségur LGC vague 1", "20 %", "358,33 €"),
        ("Manuel imprimé", "5,5 %", "20,00 €"),
    )
    foot = ("Total HT : 378,33 €", "Total TVA : 72,77 €", "Total TTC : 451,10 €", *ORDER_FOOT)
    paper = table(rows, head=ORDER_HEAD, foot=foot)

    assert [] == said_of(check(put_paper(dossiers.MDV.avance(), "order", paper)))


# --- DOC009 ---


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("paper", PRICED)
@pytest.mark.parametrize("rate", ["20", "0"])
def test_a_prestation_at_zero_is_rejected_and_nothing_else_is_said_of_it(
    rate: str, paper: str, layout: str, dossiers: ModuleType, check: Check
) -> None:
    zero = money("0.00", rate, "0.00", "0.00")
    dossier = with_paper(dossiers.MDV, paper, layout=layout, money=zero)

    found = only(check(dossier), "DOC009")

    assert ("rejet", "probable") == (found["severity"], found["confidence"])
    assert ("0,00 €", "358,33 €") == (plain(found["found"]), plain(found["expected"]))
    told = plain(found["message"])
    assert "montre la prestation à 0,00 €, et nulle part les 358,33 € HT du JSON" in told
    in_paper, in_json = places(found)
    assert (name_of(dossier, paper), 1) == in_paper[:2]
    assert "0,00 €" in plain(in_paper[2])
    at = f"/lignesImport/0/{BLOCK[paper]}/montantSegurHT"
    assert (at, spot(dossier.text(), "montantSegurHT", PRICED.index(paper)), "358.33") == in_json


def test_a_zero_in_the_json_too_is_told_of_both(ordered: Callable[..., Said]) -> None:
    keys = ("montantSegurHT", "montantTVA", "montantSegurTTC")

    said = ordered(
        "Total HT : 0,00 €",
        "TVA 20 % : 0,00 €",
        "Total TTC : 0,00 €",
        change={f"commande.{key}": 0 for key in keys},
    )

    assert [("MNT009", "rejet"), ("DOC009", "rejet")] == said_of(said)


@pytest.mark.parametrize(
    "line",
    [
        "Reste à payer par le client : 0,00 €",
        "Reste à charge HT : 0,00 €",
        "Net à payer : 0,00 €",
        "Frais de déplacement : 0,00 € HT",
        "Option sauvegarde : 0,00 € HT",
    ],
)
def test_a_zero_that_is_not_the_price_is_none(line: str, ordered: Callable[..., Said]) -> None:
    assert [] == said_of(ordered(*TOTALS, line))


def test_an_update_at_zero_beside_the_prestation_is_none(
    dossiers: ModuleType, check: Check
) -> None:
    rows = (
        ("Désignation", "Quantité", "Prix unitaire HT", "Montant HT"),
        ("Prestation Ségur LGC vague 1", "1", "358,33 €", "358,33 €"),
        ("Mise à jour comprise", "1", "0,00 €", "0,00 €"),
    )
    paper = table(rows, head=INVOICE_HEAD, foot=TOTALS)

    assert [] == said_of(check(put_paper(dossiers.MDV.solde(), "invoice", paper)))


def test_a_zero_beside_the_price_of_the_json_without_its_label_is_what_is_left(
    invoiced: Callable[..., Said],
) -> None:
    said = invoiced(
        "Prestation Ségur : 358,33 €",
        "Prise en charge par l'État : - 358,33 €",
        "Total HT : 0,00 €",
        "TVA 20 % : 0,00 €",
        "Total TTC : 0,00 €",
    )

    assert "DOC009" not in said.codes


def test_one_cent_is_no_zero(invoiced: Callable[..., Said]) -> None:
    said = invoiced("Total HT : 0,01 €", "TVA 20 % : 0,00 €", "Total TTC : 0,01 €")

    assert [("DOC006", "a-modifier")] == said_of(said)


# --- what all of them share ---


def test_a_paper_that_a_request_names_twice_is_told_once(
    dossiers: ModuleType, check: Check
) -> None:
    dossier = with_paper(dossiers.MDV, "order", money=money("385.33", "20", "77.07", "462.40"))
    listed = dossier.ligne["piecesJustificatives"]
    listed.append(dict(listed[0]))

    assert 1 == check(dossier).codes.count("DOC006")


def test_where_there_are_no_pieces_nothing_is_compared(dossiers: ModuleType, check: Check) -> None:
    dossier = dossiers.MDV.avance()
    dossier.pieces.clear()

    assert [("PIE016", "non-fourni")] == said_of(check(dossier))


def test_a_sons_without_published_rules_has_its_papers_compared(
    dossiers: ModuleType, check: Check
) -> None:
    dossier = with_paper(dossiers.MDV, "order", money=money("385.33", "20", "77.07", "462.40"))
    dossier.toml["sons"] = '"PHA-LGO-Va2"'
    dossier.settings = dossier.settings.replace('sons = "MDV-LGC-Va1"\n', "")

    assert {("ELI001", "non-publie"), ("DOC006", "a-modifier")} == set(said_of(check(dossier)))


def test_each_request_of_a_file_is_compared_with_its_own_pieces(
    dossiers: ModuleType, check: Check
) -> None:
    dossier = dossiers.MDV.avance()
    other = dossier.copy().ligne
    other |= {"numLigne": 2, "numeroEditeur": "CMD-2022-0043"}
    other["beneficiaires"]["liberal"] = [dossiers.doctor(1)]
    other["piecesJustificatives"][0]["nomFichier"] = "second.pdf"
    dossier.json["lignesImport"].append(other)
    dossier.pieces["second.pdf"] = of_order(
        dossiers.MDV,
        client_identifiers=[("RPPS", dossiers.DOCTORS[1][1])],
        money=money("385.33", "20", "77.07", "462.40"),
    )

    said = check(dossier)

    assert [("DOC006", "a-modifier")] == said_of(said)
    assert ["DOC006"] == [
        one["code"]
        for request in said.report["requests"]
        if request["line"] == 2
        for one in request["findings"]
        if one["code"].startswith("DOC00")
    ]
    (found,) = said.findings("DOC006")
    assert [
        ("second.pdf", 1),
        ("/lignesImport/1/commande/montantSegurHT", spot(dossier.text(), "montantSegurHT", 1)),
    ] == [one[:2] for one in places(found)[::3]]


def test_the_words_are_english_when_asked(dossiers: ModuleType, check: Check) -> None:
    dossier = with_paper(dossiers.MDV, "order", money=money("385.33", "8.5", "32.75", "418.08"))

    said = check(dossier, "--lang", "en")

    (rate,), (amount,) = said.findings("DOC005"), said.findings("DOC006")
    assert "(order form) shows a VAT rate of 8.5%; the JSON says 20%" in rate["message"]
    assert (
        "(order form) shows €385.33 (excl. VAT); the JSON says €358.33 (excl. VAT)"
        in amount["message"]
    )


def test_a_fingerprint_is_the_same_in_another_language_folder_and_indentation(
    dossiers: ModuleType, check: Check
) -> None:
    def prints(said: Said) -> set[str]:
        return {one["fingerprint"] for code in ("DOC005", "DOC006") for one in said.findings(code)}

    dossier = with_paper(dossiers.MDV, "order", money=money("385.33", "8.5", "32.75", "418.08"))
    first = prints(check(dossier))
    dossier.raw = lambda text: text.replace("  ", "\t").encode()

    assert 2 == len(first)
    assert first == prints(check(dossier)) == prints(check(dossier, "--lang", "en"))
    other = with_paper(dossiers.MDV, "order", money=money("386.33", "8.5", "32.84", "419.17"))
    assert 1 == len(first & prints(check(other)))


def test_an_excerpt_hides_the_address_of_a_patient(ordered: Callable[..., Said]) -> None:
    number = "190017512345678"
    said = ordered(f"{OTHER_TOTALS[0]}, de {number}@patient.mssante.fr", *OTHER_TOTALS[1:])

    (found,) = said.findings("DOC006")
    assert "Total HT : 385,33 €, de •••@patient.mssante.fr" == plain(places(found)[0][2])
    assert number not in said.out
