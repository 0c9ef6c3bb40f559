"""Papers of our own that the controls on documents judged against their contract; what is not mended fails."""

from collections.abc import Callable
from io import BytesIO
from types import ModuleType
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from checks.documents.test_embedded_invoice import facturx
from checks.edits import put
from checks.made_documents import (
    INVOICE_HEAD,
    LAYOUTS,
    ORDER_FOOT,
    ORDER_HEAD,
    OTHER_DOCTOR,
    PRICED,
    RPPS,
    SUPPLIER_LINES,
    TOTALS,
    blank,
    corridors,
    data_of,
    documents,
    joined,
    of_invoice,
    of_order,
    only,
    page,
    plain,
    put_paper,
    said_of,
    table,
    with_paper,
)
from conftest import Said

Check = Callable[..., Said]
Ordered = Callable[..., Said]

SCAN = documents.scan(600, 850)


@pytest.fixture
def ordered(dossiers: ModuleType, check: Check) -> Ordered:
    """Check the avance of MDV whose order is this paper, or a page of these lines."""

    def call(*lines: str, paper: bytes | None = None, **priced: Any) -> Said:  # noqa: ANN401 - of the JSON
        dossier = dossiers.MDV.avance()
        dossier.ligne["commande"] |= priced
        made = paper or page(*ORDER_HEAD, *lines, *ORDER_FOOT)
        return check(put_paper(dossier, "order", made))

    return call


@pytest.fixture
def invoiced(dossiers: ModuleType, check: Check) -> Ordered:
    """Check the solde of MDV whose invoice is a page of these lines."""

    def call(*lines: str, head: tuple[str, ...] = INVOICE_HEAD) -> Said:
        return check(put_paper(dossiers.MDV.solde(), "invoice", page(*head, *lines)))

    return call


def hospital(dossiers: ModuleType, check: Check, *lines: str) -> Said:
    """Check the avance of DPI whose order holds these lines."""
    totals = ("Total HT : 48 250,00 €", "TVA 20 % : 9 650,00 €", "Total TTC : 57 900,00 €")
    head = (*SUPPLIER_LINES, "Bon de commande n° DPI-2025-007", "Client : CH de Bergerac")
    paper = page(*head, *lines, *totals, "Fait à Bergerac le 03/04/2025")
    return check(put_paper(dossiers.DPI.avance(), "order", paper))


def of_documents(said: Said) -> set[str]:
    """The codes of the findings on documents, without those of DOC007: it never blocks."""
    findings = {
        code for code, how in said_of(said) if code.startswith("DOC") and how != "illisible"
    }
    return findings - {"DOC007"}


# --- prices: DOC005, DOC006, DOC008, DOC009 ---


@pytest.mark.parametrize("column", ["Montant", "Prix", "Prix net", "Total ligne"])
def test_several_services_in_a_column_that_does_not_say_ht_are_several(
    column: str, ordered: Ordered
) -> None:
    rows = (
        ("Désignation", "Quantité", column),
        ("Prestation Ségur LGC vague 1", "1", "358,33 €"),
        ("Formation complémentaire", "1", "100,00 €"),
        ("", "Total HT", "458,33 €"),
        ("", "TVA 20 %", "91,67 €"),
        ("", "Total TTC", "550,00 €"),
    )

    assert set() == of_documents(ordered(paper=table(rows, head=ORDER_HEAD, foot=ORDER_FOOT)))


@pytest.mark.parametrize(
    "lines",
    [
        (
            "Prestation Ségur : 358,33 €",
            "Formation : 100,00 €",
            "Total HT : 458,33 €",
            "TVA 20 % : 91,67 €",
            "Total TTC : 550,00 €",
        ),
        (
            "Prestation Ségur : 430,00 € TTC",
            "Formation : 120,00 € TTC",
            "Total HT : 458,33 €",
            "dont TVA 20 % : 91,67 €",
            "Total TTC : 550,00 €",
        ),
        (
            "Prestation Ségur : 358,33 €",
            "Formation : 100,00 €",
            "Total TTC : 550,00 €, dont TVA 20 % : 91,67 €",
        ),
    ],
)
def test_several_services_in_a_list_are_several(lines: tuple[str, ...], ordered: Ordered) -> None:
    assert set() == of_documents(ordered(*lines))


@pytest.mark.parametrize("last", ["Total TTC à payer : 0,00 €", "Net à payer TTC : 0,00 €"])
def test_what_is_left_once_the_state_has_paid_is_no_total_ttc(last: str, invoiced: Ordered) -> None:
    said = invoiced(*TOTALS[:2], "Montant pris en charge par l'État : - 430,00 €", last)

    assert set() == of_documents(said)


def test_what_is_left_after_a_deposit_is_no_total_ttc(invoiced: Ordered) -> None:
    said = invoiced(*TOTALS[:2], "Acompte versé : - 129,00 €", "Net à payer TTC : 301,00 €")

    assert set() == of_documents(said)


@pytest.mark.parametrize(
    "zero",
    ["Montant à la charge du client : 0,00 € HT", "Coût pour le client : 0,00 € HT"],
)
def test_a_zero_left_to_the_client_is_no_price_at_zero(
    zero: str, ordered: Ordered, invoiced: Ordered
) -> None:
    price = "Prestation Ségur prise en charge par l'État : 430,00 € TTC, TVA 20 % comprise"

    assert set() == of_documents(ordered(price, zero))
    assert set() == of_documents(invoiced(price, zero))


@pytest.mark.parametrize("column", ["Remise %", "Taux de remise"])
def test_a_column_of_discounts_holds_no_rate_of_vat(column: str, ordered: Ordered) -> None:
    rows = (
        ("Désignation", column, "Montant HT"),
        ("Prestation Ségur LGC vague 1", "10 %", "358,33 €"),
    )
    foot = ("Total HT : 358,33 €", "TVA : 71,67 €", "Total TTC : 430,00 €", *ORDER_FOOT)

    assert set() == of_documents(ordered(paper=table(rows, head=ORDER_HEAD, foot=foot)))


@pytest.mark.parametrize(
    "line", ["Toute somme impayée est majorée de 10 %.", "Révision annuelle limitée à 2,1 %"]
)
def test_a_percentage_under_a_line_that_names_the_vat_is_no_rate_of_it(
    line: str, ordered: Ordered
) -> None:
    totals = ("Total HT : 358,33 €", "TVA : 71,67 €", "Total TTC : 430,00 €")

    assert set() == of_documents(ordered(*totals, "TVA acquittée sur les débits", line))


@pytest.mark.parametrize(
    "line", ["Toute somme impayée est majorée de 10 %.", "Révision annuelle limitée à 2,1 %"]
)
def test_a_percentage_under_the_mention_of_an_exemption_is_no_rate_of_vat(
    line: str, ordered: Ordered
) -> None:
    said = ordered(
        "Total HT : 358,33 €",
        "TVA : 0,00 €",
        "Total TTC : 358,33 €",
        "Exonéré de TVA en application de l'article 261 du CGI.",
        line,
        tauxTVA=0,
        montantTVA=0,
        montantSegurTTC=358.33,
    )

    assert set() == of_documents(said)


@pytest.mark.parametrize(
    "line",
    [
        "Nos formations sont exonérées de TVA (article 261-4-4° du CGI).",
        "Autoliquidation : non",
    ],
)
def test_a_note_on_what_else_is_exempt_is_no_rate_of_zero(line: str, ordered: Ordered) -> None:
    said = ordered("Total HT : 358,33 €", "TVA : 71,67 €", "Total TTC : 430,00 €", line)

    assert set() == of_documents(said)


def test_an_exempt_service_beside_the_prestation_is_no_wrong_arithmetic(ordered: Ordered) -> None:
    rows = (
        ("Désignation", "Taux TVA", "Montant HT"),
        ("Prestation Ségur LGC vague 1", "20 %", "358,33 €"),
        ("Formation", "exonérée", "100,00 €"),
    )
    foot = ("Total HT : 458,33 €", "TVA : 71,67 €", "Total TTC : 530,00 €", *ORDER_FOOT)

    assert set() == of_documents(ordered(paper=table(rows, head=ORDER_HEAD, foot=foot)))


def test_a_tariff_on_an_order_whose_amounts_are_filled_by_hand_is_not_its_price(
    ordered: Ordered,
) -> None:
    said = ordered(
        "Prix HT : ............ TVA : ............ TTC : ............",
        "Toute intervention supplémentaire est facturée 95,00 € HT.",
    )

    assert set() == of_documents(said)


def test_a_price_for_each_doctor_is_no_total(dossiers: ModuleType, ordered: Ordered) -> None:
    said = ordered(
        "Praticiens équipés : 3",
        "Prix par praticien : 358,33 € HT",
        "TVA 20 % : 215,00 €",
        "Total TTC : 1 289,99 €",
        **dossiers.priced(dossiers.money("1074.99", "20")),
    )

    assert set() == of_documents(said)


def test_one_order_for_the_doctors_of_two_requests_shows_the_price_of_each(
    dossiers: ModuleType, check: Check
) -> None:
    dossier = dossiers.MDV.avance()
    other = dossier.copy().ligne
    other |= {"numLigne": 2, "numeroEditeur": "CMD-2022-0043"}
    other["beneficiaires"]["liberal"] = [dossiers.doctor(1)]
    dossier.json["lignesImport"].append(other)
    paper = page(
        *ORDER_HEAD,
        f"et Dr Alix Fictif, RPPS {OTHER_DOCTOR}",
        "Prestation Ségur LGC, 2 praticiens, prix unitaire HT : 358,33 €",
        "Total HT : 716,66 €",
        "TVA 20 % : 143,33 €",
        "Total TTC : 859,99 €",
        *ORDER_FOOT,
    )

    assert set() == of_documents(check(put_paper(dossier, "order", paper)))


def test_two_files_of_invoice_are_told_once(dossiers: ModuleType, check: Check) -> None:
    dossier = with_paper(
        dossiers.MDV, "invoice", number="F-1", money=dossiers.money("107.50", "20")
    )
    dossier.ligne["piecesJustificatives"].append(
        {"nomFichier": "solde.pdf", "formatFichier": "PDF", "typeFichier": "FACTURE"}
    )
    rest = dossiers.money("250.83", "20")
    dossier.pieces["solde.pdf"] = of_invoice(dossiers.MDV, number="F-2", money=rest)

    only(check(dossier), "PIE010")


# --- what the prices missed ---


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("paper", PRICED)
def test_a_paper_without_vat_is_another_rate_and_not_another_ttc(
    paper: str, layout: str, dossiers: ModuleType, check: Check
) -> None:
    dossier = with_paper(dossiers.MDV, paper, layout=layout, money=dossiers.money("358.33", "0"))

    found = only(check(dossier), "DOC005")
    assert ("0 %", "20 %") == (plain(found["found"]), plain(found["expected"]))


def test_a_prestation_at_zero_beside_services_that_are_paid_is_rejected(
    dossiers: ModuleType, check: Check
) -> None:
    rows = (
        ("Désignation", "Quantité", "Prix unitaire HT", "Montant HT"),
        ("Prestation Ségur LGC vague 1", "1", "0,00 €", "0,00 €"),
        ("Formation", "1", "100,00 €", "100,00 €"),
        ("", "", "Total HT", "100,00 €"),
        ("", "", "TVA 20 %", "20,00 €"),
        ("", "", "Total TTC", "120,00 €"),
    )
    paper = table(rows, head=INVOICE_HEAD)

    assert ("DOC009", "rejet") in said_of(check(put_paper(dossiers.MDV.solde(), "invoice", paper)))


def test_a_vat_of_no_euro_is_another_amount(ordered: Ordered) -> None:
    said = ordered("Total HT : 358,33 €", "TVA 20 % : 0,00 €", "Total TTC : 358,33 €")

    (found,) = said.findings("DOC006")
    assert "0,00 € (TVA), 358,33 € (TTC)" == plain(found["found"])


def test_a_form_field_called_a_rate_in_percent_shows_the_rate(
    dossiers: ModuleType, check: Check
) -> None:
    made = BytesIO()
    canvas = Canvas(made)
    for place, text in enumerate((f"Bon de commande, RPPS {RPPS}", "HT 358,33", "TVA 71,67")):
        canvas.drawString(40, 800 - 20 * place, text)
    canvas.drawString(40, 740, "TTC 430,00")
    canvas.acroForm.textfield(
        name="tx", tooltip="Taux TVA (%)", value="20", x=40, y=700, width=90, height=16
    )
    canvas.save()

    assert [] == said_of(check(put_paper(dossiers.MDV.avance(), "order", made.getvalue())))


# --- clients: DOC002, DOC003 ---


def test_the_support_hospital_of_a_site_that_is_named_is_not_another_client(
    dossiers: ModuleType, check: Check
) -> None:
    said = hospital(
        dossiers,
        check,
        "FINESS géographique : 240000372",
        "Établissement support du GHT : CHU de Bordeaux, FINESS juridique : 330781196",
    )

    assert "DOC002" not in of_documents(said)


def test_a_signatory_of_a_site_that_is_named_is_not_another_client(
    dossiers: ModuleType, check: Check
) -> None:
    dossier = dossiers.MDV.avance()
    put(dossier, "beneficiaires.structure.FINESSGeo", ["380000034"])
    lines = ("FINESS géographique : 380000034", f"Signataire : Dr Fictif, RPPS {OTHER_DOCTOR}")
    paper = page(*ORDER_HEAD[:-1], *lines, *TOTALS, *ORDER_FOOT)

    assert "DOC002" not in of_documents(check(put_paper(dossier, "order", paper)))


@pytest.mark.parametrize(
    "line",
    ["N° FINESS : ...................... N° client : {}", "FINESS : (voir annexe), marché n° {}"],
)
def test_a_number_with_a_name_of_its_own_is_no_finess(
    line: str, dossiers: ModuleType, check: Check
) -> None:
    number = dossiers.with_key("41100012")

    assert "DOC002" not in of_documents(hospital(dossiers, check, line.format(number)))


def test_a_national_identifier_on_a_paper_holds_the_rpps(ordered: Ordered) -> None:
    lines = (f"Identifiant national : 8{RPPS}", *TOTALS, *ORDER_FOOT)

    assert [] == said_of(ordered(paper=page(*ORDER_HEAD[:-1], *lines)))


def test_the_supplier_s_siret_given_as_the_client_s_is_not_found_in_its_letterhead(
    dossiers: ModuleType, check: Check
) -> None:
    dossier = with_paper(dossiers.MS1, "order", client_identifiers=[])
    put(dossier, "beneficiaires.structure.siret", corridors.SUPPLIER_SIRET)

    assert ("DOC003", "alerte") in said_of(check(dossier))


# --- dates: DOC004, DOC023 ---


@pytest.mark.parametrize(
    "line", ["Date de commande : 10/06/2022", "Contrat-cadre signé le 02/05/2019"]
)
def test_the_date_of_something_else_is_no_date_of_signature(line: str, ordered: Ordered) -> None:
    paper = page(*ORDER_HEAD, *TOTALS, line, "Fait à ............ le ............")

    assert set() == of_documents(ordered(paper=paper))


@pytest.mark.parametrize(
    "line", ["Contrat de maintenance signé le 02/05/2019.", "Devis accepté le 01/06/2022."]
)
def test_the_signature_of_another_paper_is_not_that_of_the_mom(
    line: str, dossiers: ModuleType, check: Check
) -> None:
    paper = page("Mise en ordre de marche", f"RPPS {RPPS}", line, "Fait à ......... le .........")

    said = check(put_paper(dossiers.MDV.solde(), "acceptance", paper))

    assert set() == of_documents(said)


def test_a_date_to_come_is_not_the_date_of_an_invoice(invoiced: Ordered) -> None:
    head = (*SUPPLIER_LINES, "Facture n° F-CMD-2022-0042", f"RPPS {RPPS}")

    said = invoiced(*TOTALS, "Date de reconduction : 01/05/2024", head=head)

    assert set() == of_documents(said)


# --- papers that are not read whole: DOC001 ---


def test_a_scanned_va_is_one_line(dossiers: ModuleType, check: Check) -> None:
    dossier = put_paper(dossiers.MS1.solde(), "acceptance", SCAN)

    assert [("DOC001", "illisible")] == said_of(check(dossier))


def test_a_scanned_completion_statement_is_one_line(dossiers: ModuleType, check: Check) -> None:
    dossier = dossiers.Dossier(
        "attestation-fin",
        {},
        {"attestation_fin_prestation.pdf": SCAN},
        {"sons": '"HOP-DPI-Va2"', "phase": '"attestation-fin"', "depot": "2026-06-10T10:00:00"},
        dossiers.DPI.settings,
    )

    assert 1 == [how for _, how in said_of(check(dossier))].count("illisible")


def test_scans_named_as_pilots_are_told(dossiers: ModuleType, check: Check) -> None:
    names = ("carhaix.pdf", "le_puy.pdf", "mende.pdf")
    clients = ("290000256", "430000117", "480000017")
    dossier = dossiers.Dossier(
        "pilotes",
        {},
        {name: documents.scan(600, 850 + place) for place, name in enumerate(names)},
        {"sons": '"HOP-DPI-Va2"', "phase": '"pilotes"', "depot": "2025-10-06T10:00:00"},
        dossiers.DPI.settings,
        tables={"pilotes": {f'"{n}"': f'"{c}"' for n, c in zip(names, clients, strict=True)}},
    )

    assert 3 == said_of(check(dossier)).count(("DOC001", "illisible"))


@pytest.mark.parametrize("unread", ["scan", "limit"])
def test_what_may_stand_on_a_page_that_was_not_read_is_not_said_to_be_missing(
    unread: str, dossiers: ModuleType, check: Check
) -> None:
    cover = page(*SUPPLIER_LINES, "Bon de commande n° CMD-2022-0042")
    rest = SCAN if unread == "scan" else of_order(dossiers.MDV)
    dossier = put_paper(dossiers.MDV.avance(), "order", joined(cover, rest))
    if unread == "limit":
        dossier.settings += "\n[limites]\npdf_pages = 1\n"

    assert [("DOC001", "illisible")] == said_of(check(dossier))


def test_a_scanned_page_does_not_hide_the_pages_past_the_limit(ordered: Ordered) -> None:
    paper = joined(page(*ORDER_HEAD, *TOTALS, *ORDER_FOOT), SCAN, blank(19))

    assert "sur 21" in " ".join(
        one["reason"]
        for request in ordered(paper=paper).report["requests"]
        for one in request["not_checked"]
    )


@pytest.mark.parametrize("pages", [1, 21])
def test_blank_pages_are_not_said_to_be_scanned(pages: int, ordered: Ordered) -> None:
    said = ordered(paper=blank(pages))

    (line,) = (
        one["reason"] for request in said.report["requests"] for one in request["not_checked"]
    )
    assert "numérisé" not in line


def test_a_size_over_the_limit_is_not_written_as_the_limit(
    dossiers: ModuleType, check: Check
) -> None:
    order = of_order(dossiers.MDV)
    padded = order + b"\n" * (1_000_001 - len(order))
    dossier = put_paper(dossiers.MDV.avance(), "order", padded)
    dossier.settings += "\n[limites]\npdf_mo = 1\n"

    (line,) = (
        one["reason"]
        for request in check(dossier).report["requests"]
        for one in request["not_checked"]
    )
    assert "(1 Mo) dépasse" not in plain(line)


@pytest.mark.parametrize(
    ("on_disk", "in_json"),
    [
        ("pieces/bdc.pdf", "bdc.pdf"),
        ("pieces/bdc.pdf", "bdc"),
        ("bdc.PDF", "bdc"),
    ],
)
def test_a_paper_in_a_subfolder_or_in_capitals_is_read_as_any_other(
    on_disk: str, in_json: str, dossiers: ModuleType, check: Check
) -> None:
    dossier = dossiers.MDV.avance()
    other = of_order(dossiers.MDV, money=dossiers.money("385.33", "20"))
    dossier.pieces = {on_disk: other}
    put(dossier, "piecesJustificatives.0.nomFichier", in_json)

    said = said_of(check(dossier))

    assert ("DOC006", "a-modifier") in said
    assert ("DOC001", "illisible") not in said


# --- invoices: DOC012, DOC021 ---


def test_the_numbers_of_pages_are_no_numbers_of_invoices(
    dossiers: ModuleType, check: Check
) -> None:
    paper = joined(
        page("Facture 1/2", *INVOICE_HEAD, *TOTALS), page("Facture 2/2", "Conditions de règlement")
    )

    assert [] == said_of(check(put_paper(dossiers.MDV.solde(), "invoice", paper)))


def test_the_data_of_one_of_two_invoices_are_not_held_against_their_total(
    dossiers: ModuleType, check: Check
) -> None:
    parts = (("F-1", "107.50", "AVANCE"), ("F-2", "250.83", "SOLDE"))
    first, second = (
        {"number": number, "money": dossiers.money(ht, "20"), "service": f"Prestation Ségur {mark}"}
        for number, ht, mark in parts
    )
    paper = joined(
        of_invoice(dossiers.MDV, **first),
        of_invoice(dossiers.MDV, **second),
        page("Récapitulatif", *TOTALS),
    )
    dossier = dossiers.MDV.solde()
    with_data = facturx.with_facturx(paper, **(data_of(dossiers.MDV) | first))
    put_paper(dossier, "invoice", with_data)

    assert {} == {one: how for one, how in said_of(check(dossier)) if how != "info"}
