"""Blank pages, before, between and after the others: what is told of a paper does not change."""

import io
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from checks.made_documents import (
    blank,
    documents,
    dossier_of,
    joined,
    of_acceptance,
    of_invoice,
    of_order,
    page,
    put_paper,
)
from conftest import Said
from hostile.writing import one_page

Check = Callable[..., Said]

CONDITIONS = page(
    "Conditions générales",
    *(f"Article {rank} : les parties conviennent de se tenir informées." for rank in range(1, 30)),
)
SCAN = documents.scan(600, 850)
MAKE = {"order": of_order, "invoice": of_invoice, "acceptance": of_acceptance}
WITHOUT = page("Nos services", "pour le client, au nom du fournisseur et de la société")


def blank_of_reportlab() -> bytes:
    held = io.BytesIO()
    canvas = Canvas(held)
    canvas.showPage()
    canvas.save()
    return held.getvalue()


def versos(paper: bytes) -> bytes:
    """A blank page after each, without a content at all."""
    writer = PdfWriter()
    for one in PdfReader(io.BytesIO(paper)).pages:
        writer.add_page(one)
        writer.add_blank_page(595, 842)
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


LAID: dict[str, Callable[[bytes], bytes]] = {
    "after": lambda paper: joined(paper, blank()),
    "before": lambda paper: joined(blank_of_reportlab(), paper),
    "each verso": versos,
    "before the conditions": lambda paper: joined(paper, blank(2), CONDITIONS),
}


def told(said: Said) -> list[tuple[str, str]]:
    """Codes and severities, codes and kinds of what was not checked."""
    return sorted(
        [
            *((code, said.severities[code]) for code in said.codes),
            *said.not_checked.items(),
        ]
    )


@pytest.mark.parametrize("laid", LAID.values(), ids=LAID)
@pytest.mark.parametrize(
    ("name", "paper"),
    [("MDV", "order"), ("DPI", "invoice"), ("PFI", "acceptance"), ("MS1", "acceptance")],
)
def test_a_paper_is_judged_as_without_its_blank_pages(
    name: str, paper: str, laid: Callable[[bytes], bytes], dossiers: ModuleType, check: Check
) -> None:
    corridor = getattr(dossiers, name)
    right = MAKE[paper](corridor)

    for made in (right, WITHOUT):
        plainly = joined(made, CONDITIONS) if laid is LAID["before the conditions"] else made
        there = check(put_paper(dossier_of(corridor, paper), paper, laid(made)))
        assert told(there) == told(check(put_paper(dossier_of(corridor, paper), paper, plainly)))


LACKING: dict[str, tuple[str, str, set[str]]] = {
    "an order": ("MDV", "order", {"DOC003", "DOC007", "DOC010"}),
    "an order of an establishment": ("DPI", "order", {"DOC003", "DOC007", "DOC010"}),
    "an invoice": ("DPI", "invoice", {"DOC003", "DOC007", "DOC020"}),
    "an invoice of MS1": ("MS1", "invoice", {"DOC003", "DOC007", "DOC020"}),
    "a VA": ("MS1", "acceptance", {"DOC003"}),
    "a MOM": ("MDV", "acceptance", {"DOC003"}),
}


@pytest.mark.parametrize(("name", "paper", "codes"), LACKING.values(), ids=LACKING)
def test_what_a_paper_lacks_is_told_beside_a_blank_page(
    name: str, paper: str, codes: set[str], dossiers: ModuleType, check: Check
) -> None:
    corridor = getattr(dossiers, name)

    said = check(put_paper(dossier_of(corridor, paper), paper, joined(WITHOUT, blank())))
    beside_a_scan = check(put_paper(dossier_of(corridor, paper), paper, joined(WITHOUT, SCAN)))

    assert codes <= set(said.codes), set(said.codes)
    assert "DOC001" not in said.not_checked
    assert not codes & set(beside_a_scan.codes)
    assert beside_a_scan.not_checked["DOC001"] == "illisible"


def test_a_scan_under_a_stamp_is_a_scan(dossiers: ModuleType, check: Check) -> None:
    """Of an order that is a picture, nothing is said to be missing."""
    under: Any = PdfWriter(clone_from=io.BytesIO(SCAN))
    over = PdfReader(io.BytesIO(page("1/1"))).pages[0]
    under.pages[0].merge_page(over)
    held = io.BytesIO()
    under.write(held)

    said = check(put_paper(dossiers.MDV.avance(), "order", held.getvalue()))

    reasons = [
        one["reason"] for request in said.report["requests"] for one in request["not_checked"]
    ]
    assert [one for one in reasons if "est numérisé" in one]
    assert not {"DOC003", "DOC007", "DOC010"} & set(said.codes)


def test_a_page_that_could_not_be_read_is_named(dossiers: ModuleType, check: Check) -> None:
    broken = one_page(b"[" * 5000 + b" Tj")

    said = check(put_paper(dossiers.MDV.avance(), "order", joined(WITHOUT, broken)))

    assert not {"DOC003", "DOC007", "DOC010"} & set(said.codes)
    (reason,) = (
        one["reason"]
        for request in said.report["requests"]
        for one in request["not_checked"]
        if one["code"] == "DOC001"
    )
    assert "n'a pas pu lire (p.\N{NO-BREAK SPACE}2)" in reason
