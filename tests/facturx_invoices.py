"""A Factur-X invoice to change: its data, its PDF, and what a PDF of ours holds."""

import importlib
import sys
import zlib
from datetime import date
from decimal import Decimal
from typing import Any

from conftest import EXAMPLES
from segur_check.pieces.einvoice.data_flaws import FlawReason
from segur_check.pieces.einvoice.embedded import embedded_xml
from segur_check.pieces.einvoice.facturx import parse
from segur_check.pieces.einvoice.invoice import FacturX
from segur_check.pieces.pdf.opening import read_pdf

sys.path.insert(0, str(EXAMPLES))
documents: Any = importlib.import_module("documents")
facturx: Any = importlib.import_module("facturx_documents")
sys.path.remove(str(EXAMPLES))

SUPPLIER = documents.Party(
    "Logiciels Sarrasine",
    ("14 rue des Tisserands", "99200 Montreval"),
    "90000001200014",
    "FR00900000012",
)
CLIENT = documents.Party("Cabinet Œillet & fils", ("3 allée du Vœu", "99310 Saint-Aubin"))
TERMS: dict[str, Any] = {
    "supplier": SUPPLIER,
    "client": CLIENT,
    "client_identifiers": (("RPPS", "10999999990"), ("FINESS géographique", "990000019")),
    "number": "FA-0118",
    "issued_on": date(2025, 4, 30),
    "order_number": "BDC-0042",
    "money": documents.Money(
        Decimal("1234.56"), Decimal("8.5"), Decimal("104.94"), Decimal("1339.50")
    ),
    "service": "Prestation Ségur",
    "served_on": date(2025, 4, 22),
}


def money(ht: str, rate: str, vat: str, ttc: str) -> Any:  # noqa: ANN401 - of a script of examples/
    """The figures of an invoice, as they are."""
    return documents.Money(Decimal(ht), Decimal(rate), Decimal(vat), Decimal(ttc))


def item(net: str, rate: str, **others: object) -> Any:  # noqa: ANN401 - of a script of examples/
    """A line of an invoice."""
    return facturx.Item("Prestation", Decimal(net), Decimal(rate), **others)


def xml(**changes: object) -> bytes:
    """The data of the invoice, with other terms."""
    return bytes(facturx.facturx_xml(**(TERMS | changes)))


def read(**changes: object) -> FacturX:
    """What the data of the invoice, with other terms, are read as."""
    return told(xml(**changes))


def told(data: bytes) -> FacturX:
    """What data that are those of an invoice are read as."""
    invoice = parse(data).invoice
    assert invoice is not None
    return invoice


def page() -> bytes:
    """The PDF of the invoice, without its data."""
    return bytes(documents.facture(layout="lettre", **TERMS))


def found(pdf: bytes) -> bytes | FlawReason | None:
    """The data found in a PDF, or why they cannot be had."""
    answer = read_pdf(pdf, lambda reader, _: embedded_xml(reader))
    assert not isinstance(answer, Exception), answer
    return answer


def built(*objects: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of these objects, numbered from 1."""
    body = b"%PDF-1.7\n"
    table = b"0000000000 65535 f \n"
    for number, held in enumerate(objects, start=1):
        table += b"%010d 00000 n \n" % len(body)
        body += b"%d 0 obj\n%b\nendobj\n" % (number, held)
    size = len(objects) + 1
    end = b"xref\n0 %d\n%btrailer\n<</Size %d%b>>\nstartxref\n%d\n%%%%EOF\n"
    return body + end % (size, table, size, trailer, len(body))


def stream(data: bytes) -> bytes:
    """An object that holds data, compressed."""
    packed = zlib.compress(data, 9)
    head = b"<</Type/EmbeddedFile/Filter/FlateDecode/Length %d>>" % len(packed)
    return b"%b\nstream\n%b\nendstream" % (head, packed)
