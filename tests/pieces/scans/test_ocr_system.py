"""Scanned papers read by the real Tesseract, with its model of French."""

import io
import random
from typing import Any

import pytest
from PIL import Image, ImageChops
from pypdfium2 import PdfDocument

from segur_check.pieces.scans.needs import require
from segur_check.pieces.scans.ocr import scanned_texts
from segur_check.pieces.words.text import identifiers_in, normalised

pytestmark = pytest.mark.system


def scanned(pdf: bytes, dpi: int) -> bytes:
    """The same pages as a scanner gives them: pictures, a little askew, with grain."""
    grain = random.Random(20250312)  # noqa: S311 - grain, not secrets
    pages = []
    for page in PdfDocument(pdf):
        clean = page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
        askew = clean.rotate(0.5, resample=Image.Resampling.BICUBIC, fillcolor=250)
        noise = Image.frombytes("L", askew.size, grain.randbytes(askew.width * askew.height))
        pages.append(ImageChops.subtract(askew, noise.point(lambda level: level // 8)))
    held = io.BytesIO()
    pages[0].save(held, "PDF", resolution=dpi, save_all=True, append_images=pages[1:], quality=60)
    return held.getvalue()


@pytest.fixture(autouse=True)
def _tesseract() -> None:
    """Fail, in the words of the command line, where Tesseract is missing."""
    require()


@pytest.mark.parametrize("dpi", [150, 200])
@pytest.mark.parametrize("layout", ["lettre", "tableau"])
def test_a_scanned_order_gives_its_client_its_date_and_its_total(
    dossiers: Any,  # noqa: ANN401 - a script of examples/, not a package
    layout: str,
    dpi: int,
) -> None:
    found = scanned_texts(scanned(dossiers.DPI.order_pdf(layout), dpi))
    assert found is not None
    assert len(found) == 1
    text = normalised(found[0])
    assert {"240000059", "240000372"} <= identifiers_in(text)
    assert "Fait le 03/04/2025" in text
    assert "Total TTC" in text
    assert "57 900,00 €" in text
    assert "pris en charge par l'État au titre du Ségur de la santé" in text.replace("’", "'")


def test_a_scan_has_as_many_texts_as_pages_asked_for(dossiers: Any) -> None:  # noqa: ANN401
    order, invoice = dossiers.MDV.order_pdf(), dossiers.MDV.invoice_pdf(merger=True)
    paper = scanned(invoice, 150)
    pages = len(PdfDocument(invoice))
    assert pages == 2
    found = scanned_texts(paper, pages=(2, 1))
    assert found is not None
    deed, bill = found
    assert "Traité de fusion" in deed
    assert "Facture n" in bill
    assert scanned_texts(scanned(order, 150), pages=(1,), max_seconds=0.2) is None


def test_a_page_of_the_smallest_size_or_without_a_word_is_empty() -> None:
    for size in ((1, 1), (3, 3), (40, 40), (1_654, 2_339)):
        held = io.BytesIO()
        Image.new("L", size, 255).save(held, "PDF", resolution=200)
        assert scanned_texts(held.getvalue()) == ("",)
