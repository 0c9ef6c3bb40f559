"""Scans hold a picture and no text, the same each time, at the resolution asked for."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from corpus.cases import cases, squeezed
from corpus.fonts import unicode_font
from corpus.layouts import LAYOUTS
from corpus.scans import DPIS, SCANNED, mute_cases, scan_cases, scanned
from segur_check.pieces.contents import contents_of


@pytest.fixture(scope="module")
def page() -> bytes:
    return next(cases(layouts=LAYOUTS[:1], mutations=())).pdf


@pytest.mark.parametrize("dpi", DPIS)
def test_a_scan_is_a_picture_of_the_page_at_its_resolution_without_text(
    page: bytes, dpi: int
) -> None:
    [scan] = PdfReader(BytesIO(scanned(page, dpi))).pages
    assert scan.extract_text().strip() == ""
    [picture] = scan.images
    assert picture.image is not None
    assert picture.image.width == pytest.approx(595.28 / 72 * dpi, abs=2)
    assert float(scan.mediabox.width) == pytest.approx(595.28, abs=1)


def test_a_scan_has_noise_and_is_the_same_each_time(page: bytes) -> None:
    first = scanned(page, 150)
    assert first == scanned(page, 150)
    picture = PdfReader(BytesIO(first)).pages[0].images[0].image
    assert picture is not None
    blank = picture.crop((300, 900, 900, 1100)).tobytes()  # under the last line of the text
    assert 200 < min(blank) < max(blank) <= 255


def test_a_scan_has_every_page_of_its_document() -> None:
    layout = next(layout for layout in LAYOUTS if layout.name == "avance-solde-recap")
    case = next(cases(layouts=[layout], mutations=()))
    assert len(PdfReader(BytesIO(scanned(case.pdf, 150))).pages) == 3


def test_the_scanned_layouts_exist_and_a_scan_is_named_as_its_document() -> None:
    assert set(SCANNED) <= {layout.name for layout in LAYOUTS}
    case = next(scan_cases())
    assert case.name == "lines/fpdf2/liberal/150-dpi"
    assert case.field_visible("ht")


@pytest.mark.skipif(unicode_font() is None, reason="no Unicode font on this machine")
def test_a_mute_document_is_told_to_be_so() -> None:
    for case in mute_cases():
        found = contents_of(case.pdf, max_pages=20, layout=True)
        assert found is not None
        assert found.mute == tuple(range(1, len(found.pages) + 1)), case.name
        assert not any(page.strip() for page in found.pages), case.name


@pytest.mark.skipif(unicode_font() is None, reason="no Unicode font on this machine")
def test_a_mute_document_opens_and_its_figures_do_not_come_out() -> None:
    for case, _ in zip(mute_cases(), range(12), strict=False):
        pages = PdfReader(BytesIO(case.pdf)).pages
        text = squeezed("".join(page.extract_text() for page in pages))
        assert text
        assert not any(squeezed(case.spelled(one)[0]) in text for one in case.drawn.shown)
