"""Sound PDFs of every kind that a dossier holds, to be damaged."""

import importlib
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer
from pypdf import PdfReader, PdfWriter

from corpus.cases import cases
from corpus.layouts import LAYOUTS
from corpus.scans import scanned
from facturx_invoices import TERMS

_EXAMPLES = Path(__file__).parents[2] / "examples"
_CLIENT = {"common_name": "Dr Jeanne Exemple", "organisation": "Cabinet du Lac"}
_SUPPLIER = {"common_name": "Paul Modèle", "organisation": "Logiciels du Lac"}
_DAY = datetime(2024, 9, 12, 14, 30, tzinfo=UTC)


@cache
def victims() -> tuple[tuple[str, bytes], ...]:
    """Name and file: the layouts and writers of the corpus, then what a file may hold besides."""
    return tuple(_victims())


def _victims() -> Iterator[tuple[str, bytes]]:
    papers = {}
    for layout in LAYOUTS:
        truth = "drom" if "order" in layout.kinds else "hospital-invoice"
        for case in cases(layouts=[layout], only_truths=(truth,), mutations=()):
            papers[case.name] = case.pdf
    yield from papers.items()
    paper = next(iter(papers.values()))
    yield from _examples()
    yield from signed(paper)
    facturx, documents = _module("facturx_documents"), _module("documents")
    invoice = documents.facture(layout="lettre", **TERMS)
    yield "factur-x", facturx.with_facturx(invoice, **TERMS)
    yield "scanned", scanned(paper, 72)
    for algorithm in ("RC4-40", "RC4-128", "AES-128", "AES-256"):
        yield f"opens, {algorithm}", encrypted(paper, algorithm)
    yield "locked", encrypted(paper, "AES-128", "secret")
    yield "objects in streams", packed(paper)


def encrypted(pdf: bytes, algorithm: str, password: str = "") -> bytes:
    """The file under a password to open, and another to change."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    writer.encrypt(password, "owner", algorithm=algorithm)
    return _written(writer)


def packed(pdf: bytes) -> bytes:
    """The file with its objects in streams and its table too, as PDF 1.5 writes them."""
    writer = copy_into_new_writer(PdfFileReader(BytesIO(pdf)), writer_kwargs={"stream_xrefs": True})
    held = BytesIO()
    writer.write(held)
    return held.getvalue()


def _examples() -> Iterator[tuple[str, bytes]]:
    names = ("MDV-LGC-Va1-avance-sans-tva", "HOP-DPI-Va2-solde", "enrolement-HOP-DPI-Va2")
    for name in names:
        for path in sorted((_EXAMPLES / "accepted" / name).rglob("*.pdf")):
            yield f"{name}/{path.name}", path.read_bytes()


def signed(paper: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and file: a paper that waits for signatures, has them, is changed afterwards."""
    made = _module("signed_documents")
    waiting = made.with_empty_signature_field(paper)
    yield "waits for a signature", waiting
    once = made.signed(waiting, **_CLIENT, signed_on=_DAY)
    yield "signed", once
    twice = made.signed(
        once, **_SUPPLIER, signed_on=_DAY + timedelta(days=1), field="Signature du fournisseur"
    )
    yield "signed twice", twice
    yield "signed for long", made.with_validation_data(once)
    yield "changed once signed", made.with_bytes_after(once)


def _written(writer: PdfWriter) -> bytes:
    held = BytesIO()
    writer.write(held)
    return held.getvalue()


def _module(name: str) -> Any:  # noqa: ANN401 - a script of examples/
    sys.path.insert(0, str(_EXAMPLES))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(_EXAMPLES))
