"""DOC011 and DOC020: what is given as the invoice, in whatever layout and language it is."""

from collections.abc import Callable
from types import ModuleType

import pytest

from checks.papers import blank, columns, form, lines, put_paper, sheets, truetype
from conftest import Said

Check = Callable[..., Said]
SELLER = ("Logiciels du Lac SAS", "12 rue des Tilleuls", "SIRET 12345678200010")
CLIENT = ("Cabinet du Dr Camille Exemple", "3 place du Marché")


@pytest.fixture
def invoice(check: Check, dossiers: ModuleType) -> Callable[..., Said]:
    """Check a solde whose invoice is this PDF."""

    def call(pdf: bytes, *, untaxed: bool = False, settings: str = "") -> Said:
        dossier = dossiers.MDV.solde()
        put_paper(dossier, "FACTURE", pdf)
        if untaxed:
            dossier.ligne["facture"] |= {"tauxTVA": 0, "montantTVA": 0, "montantSegurTTC": 358.33}
        dossier.settings = dossier.settings.replace("[fournisseur]\n", f"[fournisseur]\n{settings}")
        return check(dossier)

    return call


Invoice = Callable[..., Said]

TITLES: dict[str, tuple[str, str]] = {
    "a quote": ("Devis n° D-12", "devis"),
    "a quote, alone": ("DEVIS", "devis"),
    "a quote of a day": ("Devis D2023-07 du 13/06/2022", "devis"),
    "a quote in English": ("Quotation No. Q-12", "devis"),
    "a proforma": ("Facture proforma n° P-12", "pro forma"),
    "a pro forma": ("FACTURE PRO FORMA", "pro forma"),
    "a pro-forma": ("Pro-forma : P-12", "pro forma"),
    "a credit note": ("Avoir n° A-2023-07", "avoir"),
    "a credit note, alone": ("AVOIR", "avoir"),
    "a credit note, drawn apart": ("A V O I R n° 7", "avoir"),
    "an invoice of a credit note": ("Facture d'avoir n° A-7", "avoir"),
    "a credit note in English": ("Credit note CN-7", "avoir"),
    "a deposit invoice": ("Facture d'acompte n° FA-1", "acompte"),
    "an invoice on the way": ("Facture intermédiaire n° F-1", "acompte"),
    "a part, in capitals": ("FACTURE PARTIELLE N° F-1", "acompte"),
    "an avance alone": ("Facture d'avance F-1 du 06/03/2023", "acompte"),
    "a situation": ("Facture de situation", "acompte"),
    "with a curly apostrophe": ("Facture d’acompte n° FA-1", "acompte"),
}


@pytest.mark.parametrize(("title", "kind"), TITLES.values(), ids=TITLES)
def test_another_paper_than_an_invoice_is_told_by_its_title(
    title: str, kind: str, invoice: Invoice
) -> None:
    pdf = lines(*SELLER, *CLIENT, title, "Prestation Ségur de la santé", "Total TTC 430,00 €")

    (found,) = invoice(pdf).findings("DOC011")

    assert ("alerte", "probable") == (found["severity"], found["confidence"])
    assert kind in found["title"]
    assert 1 == found["locations"][0]["page"]


NUMBER = "N° de facture : F-CMD-2022-0042"
WINS: dict[str, tuple[Callable[[], bytes], str]] = {
    "a proforma with the number of an invoice": (
        lambda: lines(*SELLER, "FACTURE PROFORMA", NUMBER, "Date de facture : 06/03/2023"), "pro forma"
    ),
    "a proforma numbered as an invoice": (
        lambda: lines(*SELLER, "Facture pro forma n° P-12", NUMBER), "pro forma"
    ),
    "a proforma beside the seller": (
        lambda: columns([*SELLER], ["FACTURE PROFORMA", NUMBER]),
        "pro forma",
    ),
    "a proforma on two lines": (
        lambda: lines(*SELLER, "FACTURE", "PRO FORMA", NUMBER), "pro forma"
    ),
    "a proforma, stamped": (
        lambda: columns([*SELLER, "Facture n° F-1"], ["PROFORMA"]), "pro forma"
    ),
    "a quote in capitals": (lambda: lines(*SELLER, "DEVIS N° D-12", NUMBER), "devis"),
    "a quote, alone": (lambda: lines(*SELLER, "Devis", *CLIENT, NUMBER), "devis"),
    "a quote, on the right": (
        lambda: columns([SELLER[0], *CLIENT], ["DEVIS", "du 06/03/2023"]), "devis"
    ),
    "a quote that binds for a month": (
        lambda: lines(*SELLER, "Devis n° D-12", NUMBER, "Devis valable un mois"), "devis"
    ),
    "a quote that asks for the number": (
        lambda: lines("Devis n° D-12", "Rappelez le n° de facture F-1 sur votre virement"), "devis"
    ),
    "a proposal": (lambda: lines(*SELLER, "PROPOSITION COMMERCIALE", NUMBER), "devis"),
    "a credit note of an invoice": (
        lambda: lines(*SELLER, "AVOIR N° A-7", "Facture n° F-12 du 06/03/2023"), "avoir"
    ),
    "a credit note of an invoice in capitals": (
        lambda: lines(*SELLER, "AVOIR", "FACTURE N° F-12 DU 06/03/2023", NUMBER),
        "avoir",
    ),
    "a credit note with the label of an invoice": (
        lambda: lines(*SELLER, "Avoir n° A-7", NUMBER), "avoir"
    ),
    "a credit note upon an invoice": (
        lambda: lines(*SELLER, "Avoir n° A-7 sur facture n° F-12", NUMBER), "avoir"
    ),
    "a credit note whose number is beside": (
        lambda: columns(["AVOIR", *SELLER], ["N° A-7", NUMBER]), "avoir"
    ),
    "a credit note, partial": (lambda: lines(*SELLER, "AVOIR PARTIEL", NUMBER), "avoir"),
    "totals below zero": (
        lambda: lines(
            *SELLER, "Facture n° F-12", "Prestation Ségur", "Total HT : -358,33 €",
            "TVA 20 % : -71,67 €", "Total TTC : -430,00 €",
        ), "total négatif",
    ),
    "totals below zero, with a true minus": (
        lambda: truetype(
            *SELLER, "Facture n° F-12", "Total HT : \u2212 358,33 €", "Total TTC : \u2212 430,00 €"
        ), "total négatif",
    ),
    "totals below zero, in a column": (
        lambda: columns(
            ["Facture n° F-12", "Total HT", "TVA 20 %", "Total TTC"],
            ["-", "-358,33 €", "-71,67 €", "-430,00 €"],
        ), "total négatif",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("made", "kind"), WINS.values(), ids=WINS)
def test_a_title_or_a_total_wins_over_the_number_of_an_invoice(
    made: Callable[[], bytes], kind: str, invoice: Invoice
) -> None:
    (found,) = invoice(made()).findings("DOC011")

    assert ("alerte", "probable") == (found["severity"], found["confidence"])
    assert kind in found["title"]


RIGHT: dict[str, Callable[[], bytes]] = {
    "a quote as a reference": lambda: lines(
        *SELLER, "Facture n° F-1", "Devis n° D-12", "Votre devis n° D-12 du 13/06/2022"
    ),
    "the reference first": lambda: lines(*SELLER, "Devis n° D-12", "FACTURE", "N° F-1"),
    "a title drawn apart": lambda: lines("Devis n° D-12", "F A C T U R E  n° F-1"),
    "a title that is a picture": lambda: lines("Devis n° D-12", "N° de facture : F-1"),
    "an English invoice": lambda: lines("Quotation No. Q-12", "Invoice No. F-1"),
    "a tax invoice": lambda: lines("TAX INVOICE F-1", "Quote Q-12"),
    "a credit that is deducted": lambda: lines("Facture n° F-1", "Avoir n° A-3", "Total 430,00"),
    "a deposit that is deducted": lambda: lines("Facture n° F-1", "Facture d'acompte n° FA-1"),
    "the quote behind it": lambda: sheets(["Facture n° F-1"], ["Devis n° D-12"]),
    "the AVANCE one of two": lambda: sheets(
        ["Facture d'acompte n° FA-1", "AVANCE"], ["Facture de solde n° F-2", "Récapitulatif : 430"]
    ),
    "the avance and the solde": lambda: sheets(
        ["Facture d'avance n° FA-1"], ["Facture de solde n° F-2", "Récapitulatif : 430"]
    ),
    "of both": lambda: lines(*SELLER, "Devis n° D-12", "FACTURE D'AVANCE ET DE SOLDE N° F-2"),
    "an invoice on the way that went before": lambda: lines(
        *SELLER, "Facture n° F-1", "Facture intermédiaire n° FI-1"
    ),
    "a sentence on parts": lambda: lines(
        *SELLER, "Facture n° F-1", "Aucune facture intermédiaire n'a été émise."
    ),
    "a sentence": lambda: lines("Facture F-1", "Avoir une question ? Appelez-nous."),
    "a verb": lambda: lines("Document de facturation", "Avoir produit les pièces demandées"),
    "a quote that was accepted": lambda: lines(
        *SELLER, "Devis n° D-12 accepté le 13/06/2022", "N° de facture : F-1"
    ),
    "a quote that was signed": lambda: lines("DEVIS N° D-12 SIGNÉ", "N° de facture : F-1"),
    "an agreement": lambda: lines(*SELLER, NUMBER, "Bon pour accord du devis n° D-12"),
    "according to the quote": lambda: lines(*SELLER, NUMBER, "Conforme au devis D-12"),
    "a proforma as a reference": lambda: lines("Facture n° F-1", "Facture proforma n° P-12"),
    "a proforma behind": lambda: sheets([*SELLER, NUMBER], ["FACTURE PROFORMA"]),
    "a table of references": lambda: columns(
        [*SELLER, "N° de facture", "F-1"], ["-", "-", "-", "Devis", "D-12"], across=True
    ),
    "a row of references": lambda: lines(
        *SELLER,
        "N° de facture      Date            Devis      Client",
        "F-1   06/03/2023   D-12   C-4",
    ),
    "a box of references below the title": lambda: columns(
        [*SELLER], ["FACTURE", "Devis          D-12", "Facture          F-1"]
    ),
    "a box of references": lambda: columns(
        [*SELLER], ["-", "Devis          D-12", "N° de facture          F-1"]
    ),
    "a label and its value": lambda: lines(*SELLER, "Devis : D-12", "Avoir : A-3", NUMBER),
    "an avoir that is deducted, in a column": lambda: columns(
        [*SELLER, NUMBER, "Prestation Ségur", "Avoir n° A-3", "Total TTC"],
        ["-", "-", "-", "-", "480,00 €", "-50,00 €", "430,00 €"],
    ),
    "an avoir that is deducted, first": lambda: columns(
        [*SELLER, "Avoir n° A-3", "Facture n° F-1", "Total TTC"],
        ["-", "-", "-", "-50,00 €", "-", "430,00 €"],
    ),
    "an avoir that was deducted": lambda: lines(*SELLER, "Avoir n° A-3 déduit", NUMBER),
    "a discount": lambda: lines(
        "Facture n° F-1",
        "Prestation 458,33 €",
        "Remise HT : -100,00 €",
        "Total des remises HT : -100,00 €",
        "Total HT : 358,33 €",
        "TVA : 71,67 €",
        "Total TTC : 430,00 €",
    ),
    "a dash before the total": lambda: lines(
        "Facture n° F-1", "Total HT - 358,33 €", "TVA 20 % - 71,67 €", "Total TTC - 430,00 €"
    ),
    "an avance that was paid": lambda: lines(
        "Facture de solde n° F-2",
        "Total TTC : 430,00 €",
        "Avance déduite : -129,00 €",
        "Net à payer : 301,00 €",
    ),
    "the avance and the solde, capitals": lambda: sheets(
        ["FACTURE D'ACOMPTE N° FA-1", "AVANCE"], ["FACTURE DE SOLDE N° F-2", "Récapitulatif : 430"]
    ),
    "a quote far below": lambda: lines(*(f"Ligne {one}" for one in range(30)), "Devis n° D-12"),
    "no title at all": lambda: lines(*SELLER, *CLIENT, "Prestation Ségur"),
    "two columns": lambda: columns(["Facture n° F-1", "du 06/03/2023"], ["Devis n° D-12", "-"]),
    "a scan": blank,
}


@pytest.mark.parametrize("made", RIGHT.values(), ids=RIGHT)
def test_an_invoice_is_one_whatever_it_refers_to(
    made: Callable[[], bytes], invoice: Invoice
) -> None:
    assert "DOC011" not in invoice(made()).codes


@pytest.mark.parametrize(
    "text", ["Facturer à :", "Facturé à :", "Facture à l'ordre de", "Facturation"]
)
def test_who_is_invoiced_makes_no_invoice(text: str, invoice: Invoice) -> None:
    assert "DOC011" in invoice(lines(*SELLER, "Devis n° D-12", text, *CLIENT)).codes


def test_the_page_of_the_other_paper_is_told(invoice: Invoice) -> None:
    (found,) = invoice(sheets(["Facture n° F-1"], ["Avoir n° A-3"])).findings("DOC011")

    assert 2 == found["locations"][0]["page"]


# --- DOC020 ----------------------------------------------------------------------------------------

FRENCH = (
    "Facture n° F-CMD-2022-0042",
    "Date d'émission : 06/03/2023",
    "Date de la prestation : 02/03/2023",
    "N° TVA FR11123456782",
    "Désignation | Quantité | Prix unitaire HT | Total HT",
    "Prestation Ségur | 1 | 358,33 | 358,33",
    "Règlement à 30 jours",
    "Pénalités de retard : trois fois le taux légal",
    "Indemnité forfaitaire de recouvrement : 40 €",
)
COMPLETE: dict[str, Callable[[], bytes]] = {
    "the usual one": lambda: lines(*SELLER, *CLIENT, *FRENCH),
    "in capitals": lambda: lines(*(one.upper() for one in (*SELLER, *CLIENT, *FRENCH))),
    "over two pages": lambda: sheets((*SELLER, *CLIENT, *FRENCH[:4]), FRENCH[4:]),
    "in two columns": lambda: columns(
        (*SELLER, *FRENCH[:3]), (*CLIENT, "de", *FRENCH[3:]), across=True
    ),
    "in other words": lambda: lines(
        "LOGICIELS DU LAC", "RCS Annecy 123 456 782", "TVA intracommunautaire : FR 11 123456782",
        "Facturé à : Dr C. Exemple", "FACTURE", "F-CMD-2022-0042 du 6 mars 2023",
        "Installation réalisée le 2 mars 2023", "Qté 1 - P.U. 358,33 €",
        "Échéance : 05/04/2023", "Intérêts de retard au taux de la BCE + 10 points",
        "Frais de recouvrement : 40,00 EUR (art. D. 441-5)",
    ),
    "in English": lambda: lines(
        "Logiciels du Lac SAS", "VAT number FR11123456782 - SIREN 123456782",
        "Bill to: Cabinet du Dr Camille Exemple", "Invoice No. F-CMD-2022-0042",
        "Invoice date: 06/03/2023", "Delivery date: 02/03/2023", "Qty 1, unit price 358.33",
        "Due date: 05/04/2023", "Late payment fees: 12 %", "Fixed recovery charge: EUR 40",
    ),
    "cut by hyphens": lambda: lines(
        *SELLER, *CLIENT, *FRENCH[:-3], "Rè-", "glement à 30 jours", "Pénali-", "tés de retard",
        "Indemnité forfai-", "taire",
    ),
    "with its values in fields": lambda: form(
        (*SELLER, *CLIENT, *FRENCH[2:]), ("numero", "F-CMD-2022-0042"), ("date", "06/03/2023")
    ),
    "a scan": blank,
    "a scanned second page": lambda: sheets(SELLER, []),
}  # fmt: skip


@pytest.mark.parametrize("made", COMPLETE.values(), ids=COMPLETE)
def test_a_complete_invoice_lacks_nothing(made: Callable[[], bytes], invoice: Invoice) -> None:
    assert [] == [one["found"] for one in invoice(made()).findings("DOC020")]


LACKING: dict[str, tuple[str, str]] = {
    "date d'émission": ("0[26]/03/2023", "date d'émission"),
    "numéro": ("n° F-CMD-2022-0042", "numéro de facture"),
    "vendeur": ("Logiciels du Lac SAS", "nom du fournisseur"),
    "client": ("Camille Exemple", "nom du client"),
    "quantité": ("Quantité", "quantité"),
    "prix unitaire": ("Prix unitaire HT", "prix unitaire"),
    "date de la prestation": ("Date de la prestation : 02/03/2023", "date de la prestation"),
    "règlement": ("Règlement à 30 jours", "date de règlement"),
    "pénalités": ("Pénalités de retard : trois fois le taux légal", "pénalités de retard"),
    "indemnité": ("Indemnité forfaitaire de recouvrement : 40 €", "indemnité forfaitaire"),
}


@pytest.mark.parametrize(("gone", "name"), LACKING.values(), ids=LACKING)
def test_a_mention_that_is_not_there_is_listed(gone: str, name: str, invoice: Invoice) -> None:
    kept = [one.replace(gone, "-") for one in (*SELLER, *CLIENT, *FRENCH)]
    if "[" in gone:
        kept = [one.replace("06/03/2023", "-").replace("02/03/2023", "-") for one in kept]

    (found,) = invoice(lines(*kept)).findings("DOC020")

    assert "info" == found["severity"]
    assert name in found["found"]
    assert len(found["found"].split(", ")) <= 2


def test_the_numbers_of_the_supplier_are_listed_together(invoice: Invoice) -> None:
    kept = [
        one for one in (*SELLER, *CLIENT, *FRENCH) if "1234567820" not in one and "TVA" not in one
    ]

    (found,) = invoice(lines(*kept)).findings("DOC020")

    assert "SIREN ou SIRET du fournisseur, numéro de TVA du fournisseur" == found["found"]


def test_without_vat_its_reason_is_asked_and_no_vat_number(invoice: Invoice) -> None:
    kept = [one for one in (*SELLER, *CLIENT, *FRENCH) if "TVA" not in one]

    (found,) = invoice(lines(*kept), untaxed=True).findings("DOC020")

    assert found["found"].startswith("motif de l'absence de TVA")


@pytest.mark.parametrize(
    "text",
    [
        "TVA non applicable, art. 293 B du CGI",
        "Exonération de TVA",
        "Autoliquidation",
        "VAT exempt",
    ],
)
def test_without_vat_its_reason_is_enough(text: str, invoice: Invoice) -> None:
    kept = [one for one in (*SELLER, *CLIENT, *FRENCH) if "TVA" not in one]

    assert "DOC020" not in invoice(lines(*kept, text), untaxed=True).codes


def test_one_finding_lists_all_in_both_languages(dossiers: ModuleType, check: Check) -> None:
    dossier = dossiers.MDV.solde()
    put_paper(dossier, "FACTURE", lines("Facture de la prestation"))

    french, english = check(dossier), check(dossier, "--lang", "en")

    assert 1 == len(french.findings("DOC020")) == len(english.findings("DOC020"))
    assert "supplier's VAT number" in english.findings("DOC020")[0]["message"]
    assert "mention." not in french.out + english.out
