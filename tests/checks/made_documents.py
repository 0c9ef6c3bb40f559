"""Dossiers with one paper made anew, plain pages of our own, and what a report says of papers."""

import importlib
import sys
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from fpdf import FPDF
from pypdf import PdfReader, PdfWriter

from checks.edits import ALWAYS, Dossier
from conftest import EXAMPLES, Said

sys.path.insert(0, str(EXAMPLES))
documents: Any = importlib.import_module("documents")
corridors: Any = importlib.import_module("corridor")
sys.path.remove(str(EXAMPLES))

Corridor = Any  # of examples/corridor.py, a script
Finding = dict[str, Any]

LAYOUTS = ("lettre", "tableau")
PAPERS = ("order", "invoice", "acceptance")
PRICED = ("order", "invoice")

OTHER_DOCTOR = corridors.DOCTORS[1][1]
RPPS = corridors.DOCTORS[0][1]
OF_MENTIONS = {"DOC010", "DOC011", "DOC013", "DOC020", "DOC024", "DOC028", "MSS006", "MSS009"}
OF_SIGNING = {"DOC029", "DOC030", "DOC036"}
OF_THE_CORRIDOR = {"CAL011"}
"""What is not published of some SONS, and told of every dossier of them."""


def of_order(corridor: Corridor, **changes: Any) -> bytes:  # noqa: ANN401 - see documents
    """The order of a corridor, with other terms."""
    terms = {
        "layout": corridor.layout,
        "supplier": corridors.SUPPLIER,
        "client": corridor.client,
        "client_identifiers": corridor.printed,
        "number": corridor.number,
        "signed_on": corridor.ordered_on,
        "solution": corridor.solution,
        "numero_ans": corridors.NUMERO_ANS,
        "profile": "Profil général",
        "money": corridor.figures,
        "service": corridor.service,
        "signatory": corridor.signatory,
    }
    return bytes(documents.bon_de_commande(**(terms | changes)))


def of_invoice(corridor: Corridor, **changes: Any) -> bytes:  # noqa: ANN401 - see documents
    """The invoice of a corridor, with other terms."""
    return bytes(
        documents.facture(
            layout=changes.pop("layout", corridor.layout), **data_of(corridor) | changes
        )
    )


def data_of(corridor: Corridor) -> dict[str, Any]:
    """What the invoice of a corridor says, on its page or in its Factur-X data."""
    return {
        "supplier": corridors.SUPPLIER,
        "client": corridor.client,
        "client_identifiers": corridor.printed,
        "number": f"F-{corridor.number}",
        "issued_on": corridor.invoiced_on,
        "order_number": corridor.number,
        "money": corridor.figures,
        "service": corridor.service,
    }


def of_acceptance(corridor: Corridor, **changes: Any) -> bytes:  # noqa: ANN401 - see documents
    """The VA or the MOM of a corridor, with other terms."""
    make = {"VA": documents.verification_aptitude, "MOM": documents.mise_en_ordre_de_marche}
    terms = {
        "layout": corridor.layout,
        "client": corridor.client,
        "client_identifiers": corridor.printed,
        "signed_on": corridor.verified_on,
        "signatory": corridor.signatory,
        "solution": corridor.solution,
        "numero_ans": corridors.NUMERO_ANS,
        "mss_address": "secretariat@cabinet-exemple.mssante.fr",
        "mss_case": corridor.mss_case,
    }
    return bytes(make[corridor.acceptance](**(terms | changes)))


_MAKE = {"order": of_order, "invoice": of_invoice, "acceptance": of_acceptance}


def dossier_of(corridor: Corridor, paper: str) -> Dossier:
    """The right dossier that holds this paper: an order is of the avance, the others of the solde."""
    return corridor.avance() if paper == "order" else corridor.solde()


def name_of(dossier: Dossier, paper: str) -> str:
    """The file of this paper."""
    return str(list(dossier.pieces)[1 if paper == "acceptance" else 0])


def put_paper(dossier: Dossier, paper: str, content: bytes) -> Dossier:
    """The dossier, this paper replaced."""
    dossier.pieces[name_of(dossier, paper)] = content
    return dossier


def with_paper(corridor: Corridor, paper: str, **changes: Any) -> Dossier:  # noqa: ANN401 - see documents
    """The right dossier, this paper made anew with other terms."""
    return put_paper(dossier_of(corridor, paper), paper, _MAKE[paper](corridor, **changes))


def joined(*papers: bytes) -> bytes:
    """One PDF of the pages of several."""
    writer = PdfWriter()
    for paper in papers:
        for page in PdfReader(BytesIO(paper)).pages:
            writer.add_page(page)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def blank(pages: int = 1) -> bytes:
    """Pages without text nor picture."""
    pdf = FPDF()
    for _ in range(pages):
        pdf.add_page()
    return bytes(pdf.output())


def page(*lines: str) -> bytes:
    """A page of plain lines."""
    return table((), head=lines)


def table(
    rows: Sequence[Sequence[str]], *, head: Sequence[str] = (), foot: Sequence[str] = ()
) -> bytes:
    """A page with a ruled table: a wide column, then narrow ones, between plain lines."""
    pdf = FPDF()
    pdf.core_fonts_encoding = "cp1252"
    pdf.add_page()
    pdf.set_font("Helvetica", "", 9)
    for line in head:
        pdf.cell(0, 5, line, new_x="LMARGIN", new_y="NEXT")
    for row in rows:
        for place, cell in enumerate(row):
            wide = place == 0
            pdf.cell(90 if wide else 30, 7, cell, border=1, align="L" if wide else "R")
        pdf.ln(7)
    for line in foot:
        pdf.cell(0, 5, line, new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())


SUPPLIER_LINES = (
    "Logiciels du Lac SAS, 12 rue des Tilleuls, 74000 Annecy",
    f"SIRET {corridors.SUPPLIER_SIRET}",
)
ORDER_HEAD = (
    *SUPPLIER_LINES,
    "Bon de commande n° CMD-2022-0042",
    f"Client : Cabinet du Dr Camille Exemple, RPPS {RPPS}",
)
"""The first lines of an order of MDV that is right so far."""
ORDER_FOOT = ("Bon pour accord, fait à Grenoble le 13/06/2022",)
INVOICE_HEAD = (
    *SUPPLIER_LINES,
    "Facture n° F-CMD-2022-0042",
    "Date de facture : 06/03/2023",
    f"Client : Cabinet du Dr Camille Exemple, RPPS {RPPS}",
)
TOTALS = ("Total HT : 358,33 €", "TVA 20 % : 71,67 €", "Total TTC : 430,00 €")
OTHER_TOTALS = ("Total HT : 385,33 €", "TVA 20 % : 77,07 €", "Total TTC : 462,40 €")


def said_of(said: Said) -> list[tuple[str, str]]:
    """The code and severity of each finding, and of what was not checked, but what is always said.

    The papers made here hold the figures alone: the controls of mentions and of who signs have tests of
    their own.
    """
    silent = {*ALWAYS, "DOC016", *OF_MENTIONS, *OF_SIGNING}
    return [
        (one["code"], one.get("severity") or one["kind"])
        for request in said.report["requests"]
        for one in (*request["findings"], *request["not_checked"])
        if one["code"] not in silent | OF_THE_CORRIDOR
    ]


def only(said: Said, code: str) -> Finding:
    """The one finding of a code, nothing else being said of the dossier."""
    told = said_of(said)
    assert [code] == [one for one, _ in told], told
    (found,) = said.findings(code)
    return found


def places(finding: Finding) -> list[tuple[str, Any, Any]]:
    """Where: (file, page, excerpt) in a paper, (pointer, (line, column), excerpt) in the JSON."""
    return [
        (one["file"].rpartition("/")[2], one["page"], one["excerpt"])
        if one["pointer"] is None
        else (one["pointer"], (one["line"], one["column"]), one["excerpt"])
        for one in finding["locations"]
    ]


def spot(text: bytes, key: str, rank: int = 0) -> tuple[int, int]:
    """The line and column of the value of a key of the JSON, the `rank`-th time it stands."""
    written, before = text.decode(), -1
    for _ in range(rank + 1):
        before = written.index(f'"{key}": ', before + 1)
    at = before + len(f'"{key}": ')
    return written.count("\n", 0, at) + 1, at - written.rfind("\n", 0, at)


def plain(text: str | None) -> str:
    """A text with ordinary blanks in place of no-break ones."""
    return (text or "").replace("\N{NO-BREAK SPACE}", " ")
