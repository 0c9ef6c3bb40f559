"""Blank pages as programs leave them, and pages that only look so: scans, drawings, stamps."""

import io

import pytest
from fpdf import FPDF
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, RectangleObject
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from hostile.writing import one_page, raw_stream, stream
from segur_check.pieces.contents import Contents, contents_of

PICTURE = raw_stream(
    bytes(64),
    b"/Type/XObject/Subtype/Image/Width 8/Height 8/BitsPerComponent 8/ColorSpace/DeviceGray",
)
NAMED = b"/XObject<</I 6 0 R>>"
WHOLE_PAGE = b"q 595 0 0 842 0 0 cm /I Do Q "


def read(data: bytes) -> Contents:
    found = contents_of(data, max_pages=20, layout=True)
    assert found is not None
    return found


def form(contents: bytes, entries: bytes = b"") -> bytes:
    return stream(contents, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]" + entries)


def shown(text: str) -> bytes:
    return b"BT/F 9 Tf 20 20 Td(%b)Tj ET" % text.encode("cp1252")


def logo_on_the_first_page_only() -> bytes:
    """As FPDF writes: one dictionary of resources for all the pages."""
    writer = PdfWriter()
    front = PdfReader(io.BytesIO(one_page(WHOLE_PAGE, PICTURE, resources=NAMED))).pages[0]
    writer.add_page(front)
    back = writer.add_blank_page(595, 842)
    back[NameObject("/Resources")] = writer.pages[0]["/Resources"]
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def blank_of_fpdf() -> bytes:
    document = FPDF()
    document.add_page()
    return bytes(document.output())


def blank_of_reportlab() -> bytes:
    held = io.BytesIO()
    canvas = Canvas(held, pagesize=A4)
    canvas.showPage()
    canvas.save()
    return held.getvalue()


BLANK: dict[str, bytes] = {
    "fpdf2": blank_of_fpdf(),
    "reportlab": blank_of_reportlab(),
    "nothing in it": one_page(b""),
    "LibreOffice: a clip": one_page(b"0.1 w\nq 0 0 595.3 841.9 re\nW* n\nQ "),
    "Word: a blank sign": one_page(
        b"/P<</MCID 0>>BDC q BT/F 11 Tf 1 0 0 1 56 770 Tm[( )]TJ ET Q EMC"
    ),
    "a browser: a white ground": one_page(b"1 1 1 rg 0 0 595 842 re f"),
    "a frame and rules": one_page(b"20 20 555 802 re S " + b"40 700 m 500 700 l S " * 30),
    "a form of a page laid in another": one_page(
        b"q 1 0 0 1 0 0 cm /I Do Q", form(b""), resources=NAMED
    ),
    "a picture that is not drawn": one_page(b"q Q", PICTURE, resources=NAMED),
    "a link": one_page(b"", entries=b"/Annots[<</Subtype/Link/Rect[0 0 9 9]/AP<<>>>>]"),
}


@pytest.mark.parametrize("data", BLANK.values(), ids=BLANK)
def test_a_blank_page_is_no_scan(data: bytes) -> None:
    found = read(data)
    assert (len(found.pages), found.scanned, found.unread) == (1, (), ())


def test_the_back_of_a_sheet_is_blank_whatever_the_front_shows() -> None:
    assert read(logo_on_the_first_page_only()).scanned == (1,)


def by_a_scanner() -> bytes:
    held = io.BytesIO()
    Image.new("L", (60, 85), 200).save(held, "PDF")
    return held.getvalue()


def in_strips() -> bytes:
    strips = b"".join(b"q 595 0 0 50 0 %d cm /I Do Q " % (50 * rank) for rank in range(12))
    return one_page(strips + shown("1/1"), PICTURE, resources=NAMED)


def stamped() -> bytes:
    return one_page(b"", entries=b"/Annots[<</Subtype/Stamp/Rect[0 0 90 90]/AP<</N null>>>>]")


GLYPH = b"10 10 m " + b"12 14 18 14 20 10 c " * 8 + b"h f "
SCANS: dict[str, bytes] = {
    "a picture": by_a_scanner(),
    "a picture in the contents": one_page(
        b"q 595 0 0 842 0 0 cm BI /W 1/H 1/BPC 8/CS/G ID \x99 EI Q"
    ),
    "a picture in a form": one_page(
        b"/I Do",
        form(WHOLE_PAGE.replace(b"/I", b"/J"), b"/Resources<</XObject<</J 7 0 R>>>>"),
        PICTURE,
        resources=NAMED,
    ),
    "a picture in a form without resources": one_page(
        b"/J Do", PICTURE, form(WHOLE_PAGE), resources=b"/XObject<</I 6 0 R/J 7 0 R>>"
    ),
    "three stray signs": one_page(WHOLE_PAGE + shown("1/1"), PICTURE, resources=NAMED),
    "in strips": in_strips(),
    "the stamp of a signing service": one_page(
        WHOLE_PAGE + shown("Envelope ID: 8A3F1C2D-1234-4B5C-9D8E-ABCDEF123456"),
        PICTURE,
        resources=NAMED,
    ),
    "letters drawn as outlines": one_page(GLYPH * 12),
    "a plan": one_page(b"0 0 m " + b"5 5 l " * 500 + b"S"),
    "a stamp over nothing": stamped(),
}


@pytest.mark.parametrize("data", SCANS.values(), ids=SCANS)
def test_a_page_that_shows_something_without_its_text_is_a_scan(data: bytes) -> None:
    assert read(data).scanned == (1,)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(
            one_page(
                b"q 90 0 0 40 30 760 cm /I Do Q " + shown("Page 2 sur 2"), PICTURE, resources=NAMED
            ),
            id="a logo",
        ),
        pytest.param(
            one_page(
                WHOLE_PAGE + shown("Bon de commande de la Prestation Segur, 358,33 euros HT. " * 3),
                PICTURE,
                resources=NAMED,
            ),
            id="a ground under a text",
        ),
    ],
)
def test_a_picture_beside_a_text_makes_no_scan(data: bytes) -> None:
    assert read(data).scanned == ()


def test_the_size_of_a_page_does_not_count() -> None:
    """The same, at the size of a poster."""
    writer = PdfWriter(clone_from=io.BytesIO(SCANS["three stray signs"]))
    page = writer.pages[0]
    page.scale_by(4)
    held = io.BytesIO()
    writer.write(held)
    assert read(held.getvalue()).scanned == (1,)
    page.mediabox = page.cropbox = RectangleObject((0, 0, 9_000, 9_000))
    held = io.BytesIO()
    writer.write(held)
    assert read(held.getvalue()).scanned == ()


def test_a_part_that_draws_itself_or_nothing_many_times_is_blank() -> None:
    for drawn, part in ((b"/I Do", b"/I Do"), (b"/I Do " * 60, b"")):
        found = read(one_page(drawn, form(part), resources=NAMED))
        assert (found.scanned, found.unread) == ((), ())


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(one_page(b"/I Do " * 3_000, form(b""), resources=NAMED), id="parts"),
        pytest.param(one_page(b"1 2 cm /I Do", PICTURE, resources=NAMED), id="half a matrix"),
    ],
)
def test_what_cannot_be_told_is_not_said_to_be_blank(data: bytes) -> None:
    assert read(data).unread == (1,)


def test_a_page_that_cannot_be_read_is_told_from_a_blank_one() -> None:
    data = one_page(b"[" * 5000 + b" Tj")
    writer = PdfWriter(clone_from=io.BytesIO(data))
    writer.add_blank_page()
    held = io.BytesIO()
    writer.write(held)
    found = read(held.getvalue())
    assert (found.pages, found.unread) == (("", ""), (1,))


def test_a_page_fuller_than_any_paper_is_not_read() -> None:
    full = one_page(b"BT/F 9 Tf " + b"(%b)Tj " % (b"a" * 100_000) * 3 + b"ET")
    found = read(full)
    assert (found.pages, found.unread) == (("",), (1,))
