"""DOC031 and DOC032: the number and the date that the invoice shows, against the JSON's."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from types import ModuleType

import pytest
from reportlab import platypus
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas

from checks.edits import put
from checks.made_documents import (
    LAYOUTS,
    RPPS,
    SUPPLIER_LINES,
    TOTALS,
    joined,
    name_of,
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
from pieces.forms_drawn import WRITERS, Box

Check = Callable[..., Said]
CLIENT = f"Client : Cabinet du Dr Camille Exemple, RPPS {RPPS}"


def invoice(*lines: str) -> bytes:
    """An invoice of MDV that is right but for these lines, which stand under its letterhead."""
    return page(*SUPPLIER_LINES, *lines, CLIENT, "Prestation Ségur", *TOTALS)


@pytest.fixture
def invoiced(dossiers: ModuleType, check: Check) -> Callable[..., Said]:
    """Check the solde of MDV, F-CMD-2022-0042 of 06/03/2023, whose invoice holds these lines."""

    def call(*lines: str) -> Said:
        return check(put_paper(dossiers.MDV.solde(), "invoice", invoice(*lines)))

    return call


DATED = "Date de facture : 06/03/2023"
NUMBERED = "Facture n° F-CMD-2022-0042"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_another_number_is_told_with_both_numbers_and_both_places(
    layout: str, dossiers: ModuleType, check: Check
) -> None:
    dossier = with_paper(dossiers.MDV, "invoice", layout=layout, number="F-CMD-2022-0024")

    found = only(check(dossier), "DOC031")

    assert ("alerte", "probable") == (found["severity"], found["confidence"])
    assert "porte « F-CMD-2022-0024 » comme numéro de facture" in plain(found["message"])
    assert "le JSON dit « F-CMD-2022-0042 »" in plain(found["message"])
    in_paper, in_json = places(found)
    assert (name_of(dossier, "invoice"), 1) == in_paper[:2]
    at = "/lignesImport/0/facture/numeroFacture"
    assert (at, spot(dossier.text(), "numeroFacture")) == in_json[:2]


@pytest.mark.parametrize(
    "line",
    [
        "FACTURE F-CMD-2022-0024",
        "Facture n° 2022-0024 du 06/03/2023",
        "Facture n° 2022-0024 — Client : Cabinet du Dr Exemple",
        "N° de facture : F-CMD-2022-0024",
        "Numéro de la facture F CMD 2022 0024",
        "Invoice number: 2022-0024",
        "Facture n° 2022/0024, page 1/2",
    ],
)
def test_another_number_is_told_however_it_is_labelled(
    line: str, invoiced: Callable[..., Said]
) -> None:
    assert [("DOC031", "alerte")] == said_of(invoiced(line, DATED))


@pytest.mark.parametrize(
    "lines",
    [
        ("Facture n° f cmd 2022 0042",),
        ("Facture n° 2022-0042",),
        ("N° de facture : FA/F.CMD.2022.0042",),
        ("Référence F-CMD-2022-0042", "Facture n° 2022-0024"),
        ("Facture",),
        ("Facture 2023",),
        ("Facture du 12/05/2023",),
        ("Facture mars 2023",),
        ("Facture 358,33 € HT",),
        ("Facture 1/2",),
        ("Bon de commande n° 2022-0024", "Client n° 2022-0025", "Contrat n° 2022-0026"),
        ("Annule et remplace la facture n° 2022-0024",),
        ("Facture d'acompte n° 2022-0024 déduite",),
        ("Facture n° 2022-0024", "Facture n° 2022-0025"),
    ],
)
def test_the_same_number_none_or_several_are_silent(
    lines: tuple[str, ...], invoiced: Callable[..., Said]
) -> None:
    assert [] == said_of(invoiced(*lines, DATED))


def test_of_two_invoices_one_that_is_of_the_request_is_enough(
    dossiers: ModuleType, check: Check
) -> None:
    avance = invoice("Facture d'avance n° F-CMD-2022-0041", "Date : 01/03/2023")
    both = joined(avance, invoice(NUMBERED, DATED))

    said = check(put_paper(dossiers.MDV.solde(), "invoice", both))

    assert [] == [code for code, _ in said_of(said) if code in {"DOC031", "DOC032"}]


@pytest.mark.parametrize("writer", list(WRITERS.values()), ids=list(WRITERS))
@pytest.mark.parametrize(
    ("number", "day", "expected"),
    [
        ("F-CMD-2022-0024", "06/03/2023", [("DOC031", "a-modifier")]),
        ("F-CMD-2022-0042", "08/03/2023", [("DOC032", "a-modifier")]),
        ("F-CMD-2022-0042", "06/03/2023", []),
    ],
)
def test_what_a_form_field_says_is_certain(
    number: str,
    day: str,
    expected: list[tuple[str, str]],
    writer: Callable[..., bytes],
    dossiers: ModuleType,
    check: Check,
) -> None:
    totals = [line.replace("€", "EUR") for line in TOTALS]
    lines = (*SUPPLIER_LINES, "Facture", CLIENT, "Prestation Ségur", *totals)
    texts = [(45.0, 800.0 - 14 * rank, text) for rank, text in enumerate(lines)]
    texts += [(60.0, 600.0, "Numéro de facture"), (60.0, 574.0, "Date de facture")]
    boxes = [Box(220, 596, number), Box(220, 570, day)]

    said = check(put_paper(dossiers.MDV.solde(), "invoice", writer(texts, boxes, 8)))

    assert expected == [one for one in said_of(said) if one[0] in {"DOC031", "DOC032"}]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_another_date_is_told_with_both_dates_and_both_places(
    layout: str, dossiers: ModuleType, check: Check
) -> None:
    dossier = with_paper(dossiers.MDV, "invoice", layout=layout, issued_on=date(2023, 3, 8))

    found = only(check(dossier), "DOC032")

    assert ("alerte", "probable") == (found["severity"], found["confidence"])
    assert ("08/03/2023", "06/03/2023") == (found["found"], found["expected"])
    in_paper, in_json = places(found)
    assert (name_of(dossier, "invoice"), 1) == in_paper[:2]
    at = "/lignesImport/0/facture/dateFacture"
    assert (at, spot(dossier.text(), "dateFacture")) == in_json[:2]


@pytest.mark.parametrize(
    "lines",
    [
        ("Facture n° F-CMD-2022-0042 du 6 mars 2023",),
        (NUMBERED, "Date : 06.03.23", "Échéance : 05/04/2023"),
        (NUMBERED, "Date d'échéance : 05/04/2023", "Date de la prestation : 02/03/2023"),
        (NUMBERED, "Date de facture : 08/03/2023", "Date d'émission : 09/03/2023"),
        (NUMBERED, "Bon de commande du 13/06/2022"),
        (NUMBERED,),
    ],
)
def test_the_same_date_none_or_several_are_silent(
    lines: tuple[str, ...], invoiced: Callable[..., Said]
) -> None:
    assert [] == said_of(invoiced(*lines))


@pytest.mark.parametrize("key", ["facture.numeroFacture", "facture.dateFacture"])
def test_a_json_without_a_value_leaves_nothing_to_compare(
    key: str, dossiers: ModuleType, check: Check
) -> None:
    dossier = with_paper(
        dossiers.MDV, "invoice", number="F-CMD-2022-0024", issued_on=date(2023, 3, 8)
    )
    put(dossier, key, None)

    codes = {code for code, _ in said_of(check(dossier))}

    assert ("DOC031" if "numero" in key else "DOC032") not in codes


Row = tuple[str, ...]


def by_fpdf(head: Row, headings: Row, values: Row) -> bytes:
    return table((headings, values), head=(*SUPPLIER_LINES, *head), foot=(CLIENT, SEGUR, *TOTALS))


def by_reportlab(head: Row, headings: Row, values: Row) -> bytes:
    made = BytesIO()
    sheet = Canvas(made, invariant=1)
    sheet.setFont("Helvetica", 9)
    texts = [(text,) for text in (*SUPPLIER_LINES, *head)]
    rows = [*texts, headings, values, *((text,) for text in (CLIENT, SEGUR, *TOTALS))]
    for rank, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.drawString(40 + 120 * column, 800 - 16 * rank, text)
    sheet.save()
    return made.getvalue()


def by_platypus(head: Row, headings: Row, values: Row) -> bytes:
    made = BytesIO()
    style = getSampleStyleSheet()["Normal"]
    above = [platypus.Paragraph(text, style) for text in (*SUPPLIER_LINES, *head)]
    below = [platypus.Paragraph(text, style) for text in (CLIENT, SEGUR, *TOTALS)]
    grid = platypus.Table([headings, values], colWidths=110)
    platypus.SimpleDocTemplate(made, invariant=1).build([*above, grid, *below])
    return made.getvalue()


SEGUR = "Prestation Ségur"
PROGRAMS = pytest.mark.parametrize("program", [by_fpdf, by_reportlab, by_platypus])
Program = Callable[[Row, Row, Row], bytes]
OTHER, OTHER_DAY = "FAC-2022-0024", "08/03/2023"
TITLE = ("FACTURE",)


@pytest.fixture
def numbered(dossiers: ModuleType, check: Check) -> Callable[[bytes], Said]:
    """Check the solde of MDV with this invoice; its JSON says FAC-2022-0042, of 06/03/2023."""

    def call(paper: bytes) -> Said:
        dossier = put_paper(dossiers.MDV.solde(), "invoice", paper)
        put(dossier, "facture.numeroFacture", "FAC-2022-0042")
        return check(dossier)

    return call


@PROGRAMS
@pytest.mark.parametrize(
    ("head", "headings", "number", "day", "expected"),
    [
        ((), ("N° facture", "Date", "Échéance"), "FAC-2022-0042", OTHER_DAY, "DOC032"),
        ((), ("Client", "N° de facture", "Date"), "FAC-2022-0042", OTHER_DAY, "DOC032"),
        ((), ("Date", "Facture", "Échéance"), "FAC-2022-0042", OTHER_DAY, "DOC032"),
        (TITLE, ("Numéro", "Date", "Échéance"), "FAC-2022-0042", OTHER_DAY, "DOC032"),
        ((), ("N° facture", "Date", "Échéance"), OTHER, "06/03/2023", "DOC031"),
        ((), ("Facture", "Date", "Échéance"), OTHER, "06/03/2023", "DOC031"),
        (TITLE, ("Numéro", "Date", "Échéance"), OTHER, "06/03/2023", "DOC031"),
        (TITLE, ("Date", "N°", "Échéance"), "2022-0024", "06/03/2023", "DOC031"),
    ],
)
def test_a_row_under_its_headings_gives_the_number_and_the_date(
    program: Program,
    head: Row,
    headings: Row,
    number: str,
    day: str,
    expected: str,
    numbered: Callable[[bytes], Said],
) -> None:
    others = {"Date": day, "Échéance": "05/04/2023", "Client": "C-0042"}
    values = tuple(others.get(heading, number) for heading in headings)

    said = numbered(program(head, headings, values))

    assert [(expected, "alerte")] == said_of(said)


@PROGRAMS
@pytest.mark.parametrize(
    ("head", "headings", "values"),
    [
        ((), ("N° facture", "Date", "Échéance"), ("FAC-2022-0042", "06/03/2023", "05/04/2023")),
        ((), ("N° facture", "N° commande", "Date"), ("FAC-2022-0042", "CMD-2022-0042", OTHER_DAY)),
        ((), ("N° commande", "Date", "N° facture"), ("2022-0042", OTHER_DAY, "FAC-2022-0042")),
        ((), ("N° commande", "Date", "Client"), ("CMD-2022-0042", "13/06/2022", "C-0042")),
        ((), ("N° BL", "Date", "Client"), ("BL-2022-0042", OTHER_DAY, "C-0042")),
        ((), ("Référence", "Date", "Client"), ("REF-2022-0042", OTHER_DAY, "C-0042")),
        ((), ("Numéro", "Date", "Client"), ("CLI-2022-0042", OTHER_DAY, "C-0042")),
        (
            ("Factures déjà réglées",),
            ("Facture", "Date", "Échéance"),
            ("FAC-2022-0024", OTHER_DAY, "05/04/2023"),
        ),
        ((), ("Facture", "Date", "Montant HT"), ("FAC-2022-0024", OTHER_DAY, "107,50 €")),
        ((), ("Facture", "Échéance", "Client"), ("FAC-2022-0024", "05/04/2023", "C-0042")),
    ],
)
def test_a_row_that_may_be_of_something_else_is_silent(
    program: Program,
    head: Row,
    headings: Row,
    values: Row,
    numbered: Callable[[bytes], Said],
) -> None:
    said = numbered(program(head, headings, values))

    assert [] == [code for code, _ in said_of(said) if code in {"DOC031", "DOC032"}]
