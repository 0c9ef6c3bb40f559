"""Which way the text of a page runs, and which of it a viewer shows: without ink, covered, beside the page."""

from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from hostile.writing import one_page, raw_stream
from pieces.pages_read import lines, read
from segur_check.pieces.contents import inspected_and_read

PICTURE_ENTRIES = (
    b"/Type/XObject/Subtype/Image/Width 8/Height 8/BitsPerComponent 8/ColorSpace/DeviceGray"
)
PICTURE = raw_stream(bytes(64), PICTURE_ENTRIES)
TABLE = (
    ("Designation", "Quantite", "Montant HT"),
    ("Prestation Segur", "1", "358,33"),
    ("Total HT", "", "358,33"),
    ("TVA 20 %", "", "71,67"),
    ("Total TTC", "", "430,00"),
)
LINES = [" ".join(filter(None, row)) for row in TABLE]
COLUMNS = (40, 250, 400)
# The matrix that makes a text run at so many degrees, and keeps it on a page of 595 by 842.
WAYS = {0: "1 0 0 1 0 0", 90: "0 1 -1 0 595 0", 180: "-1 0 0 -1 595 842", 270: "0 -1 1 0 0 842"}


def table(way: int = 0, top: int = 500) -> bytes:
    """The table, running at so many degrees."""
    cells = "".join(
        f"1 0 0 1 {x} {top - 20 * rank} Tm({text})Tj "
        for rank, row in enumerate(TABLE)
        for x, text in zip(COLUMNS, row, strict=True)
        if text
    )
    return f"q {WAYS[way]} cm BT/F 9 Tf {cells} ET Q ".encode()


def shown(text: str, x: int, y: int) -> bytes:
    return f"BT/F 9 Tf {x} {y} Td({text})Tj ET ".encode()


# --- directions ---


@pytest.mark.parametrize("turned", [0, 90, 180, 270, -90, 450])
@pytest.mark.parametrize("way", WAYS)
def test_the_direction_of_the_text_decides_and_not_how_the_page_is_turned(
    way: int, turned: int
) -> None:
    assert lines(one_page(table(way), entries=b"/Rotate %d" % turned)) == LINES


def test_the_columns_of_a_turned_page_stay_columns() -> None:
    plain, turned = (
        read(one_page(table(way), entries=b"/Rotate %d" % way)).layouts for way in (0, 90)
    )
    assert plain == turned


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_landscape_page_of_reportlab_turned_afterwards_is_read(turned: int) -> None:
    made = BytesIO()
    canvas = Canvas(made, pagesize=landscape(A4), invariant=1)
    for rank, row in enumerate(TABLE):
        for x, text in zip((40, 400, 700), row, strict=True):
            canvas.drawString(x, 500 - 20 * rank, text)
    canvas.save()
    writer = PdfWriter(clone_from=made)
    writer.pages[0].rotate(turned)
    held = BytesIO()
    writer.write(held)

    assert lines(held.getvalue()) == LINES


def test_a_page_whose_content_was_turned_and_moved_is_read() -> None:
    """As by programs that take /Rotate into the contents of the page."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(one_page(table(), entries=b"/Rotate 90"))))
    writer.pages[0].transfer_rotation_to_content()
    held = BytesIO()
    writer.write(held)

    assert lines(held.getvalue()) == LINES


def test_a_text_along_the_margin_is_a_line_of_its_own() -> None:
    margin = b"BT/F 7 Tf 0 1 -1 0 20 300 Tm(Logiciels du Lac SAS au capital de 40 000 euros)Tj ET "
    for contents in (table() + margin, margin + table()):
        found = lines(one_page(contents))
        assert [*LINES, "Logiciels du Lac SAS au capital de 40 000 euros"] == found


def test_a_page_of_two_halves_that_run_two_ways_is_read_whole() -> None:
    """Two pages on one sheet: each with its own lines."""
    other = table(90, top=300).replace(b"358,33", b"385,33")
    found = lines(one_page(table() + other))

    assert sorted(found) == sorted([*LINES, *(one.replace("358,33", "385,33") for one in LINES)])
    assert found[:5] in (LINES, [one.replace("358,33", "385,33") for one in LINES])


@pytest.mark.parametrize("degrees", [10, 20, 30, 45, 53, 60, 75, 300, 315, 330])
@pytest.mark.parametrize("first", [True, False], ids=["under", "over"])
def test_a_watermark_tears_no_line_of_a_table(
    degrees: int,
    first: bool,  # noqa: FBT001 - a parameter of pytest
) -> None:
    made = BytesIO()
    canvas = Canvas(made, pagesize=A4, invariant=1)

    def watermark() -> None:
        canvas.saveState()
        canvas.translate(300, 460)
        canvas.rotate(degrees)
        canvas.setFont("Helvetica-Bold", 60)
        canvas.drawCentredString(0, 0, "DUPLICATA")
        canvas.restoreState()

    if first:
        watermark()
    canvas.setFont("Helvetica", 9)
    for rank, row in enumerate(TABLE):
        for x, text in zip(COLUMNS, row, strict=True):
            canvas.drawString(x, 500 - 20 * rank, text)
    if not first:
        watermark()
    canvas.save()

    assert lines(made.getvalue()) == [*LINES, "DUPLICATA"]


# --- text without ink, and text under a picture ---

WORDS = (
    "Bon de commande de la Prestation Segur numerique. Cabinet du docteur Camille Exemple, FINESS 240000059. "
    "Total hors taxes 358,33 euros, taxe de 71,67 euros, total toutes taxes comprises 430,00 euros. Fait a Grenoble."
)
WHOLE_PAGE = b"q 595 0 0 842 0 0 cm /I Do Q "
LOGO = b"q 90 0 0 40 40 690 cm /I Do Q "
WITHOUT_INK = b"q 3 Tr " + shown(WORDS, 40, 700) + b"Q "
VISIBLE = shown(WORDS, 40, 500)
NAMED = b"/XObject<</I 6 0 R>>"
CLIPPED = b"q 7 Tr " + shown(WORDS, 40, 700) + b"Q "


def pictured(contents: bytes, picture: bytes = PICTURE, states: bytes = b"") -> bytes:
    return one_page(contents, picture, resources=NAMED + states)


RECOGNISED = {
    "over a picture": WHOLE_PAGE + WITHOUT_INK,
    "under a picture": WITHOUT_INK + WHOLE_PAGE,
    "with ink, under a picture": VISIBLE + WHOLE_PAGE,
    "without ink but for clipping": WHOLE_PAGE + CLIPPED,
    "under a picture in strips": VISIBLE
    + b"".join(b"q 595 0 0 50 0 %d cm /I Do Q " % (50 * rank) for rank in range(17)),
    "under a picture, the number of a scanner over it": VISIBLE
    + WHOLE_PAGE
    + shown("Numerise le 13/06/2022, page 1", 40, 20),
    "and a heading with ink": WHOLE_PAGE
    + (b"q 3 Tr " + b"".join(shown(WORDS, 40, y) for y in (700, 600, 500)) + b"Q ")
    + shown("Recu par courriel le 14 juin 2022 par le service des commandes, dossier 42", 40, 20),
}


@pytest.mark.parametrize("contents", RECOGNISED.values(), ids=RECOGNISED)
def test_a_layer_with_a_picture_is_a_recognition_of_characters(contents: bytes) -> None:
    found = read(pictured(contents))

    assert (found.recognised, found.scanned, found.mute) == ((1,), (), ())
    assert "FINESS 240000059" in found.pages[0]
    assert "FINESS 240000059" in " ".join(found.layouts[0].split())


def test_a_text_without_ink_on_an_empty_page_is_no_text_that_one_sees() -> None:
    """Whatever program made it so, nothing may rest on it alone."""
    assert read(one_page(WITHOUT_INK)).recognised == (1,)


LEFT_OUT = {
    "without ink": b"q 3 Tr " + shown("Total TTC 999,99", 40, 700) + b"Q ",
    "clipping": b"q 7 Tr " + shown("Total TTC 999,99", 40, 700) + b"Q ",
    "without ink, over a logo": LOGO + b"3 Tr " + shown("Total TTC 999,99", 40, 700) + b"0 Tr ",
    "as much without ink as with it": b"3 Tr " + shown("999,99 " + WORDS, 40, 700) + b"0 Tr ",
}


@pytest.mark.parametrize("contents", LEFT_OUT.values(), ids=LEFT_OUT)
@pytest.mark.parametrize("last", [True, False], ids=["last", "first"])
def test_a_text_without_ink_beside_what_one_sees_is_left_out(
    contents: bytes,
    last: bool,  # noqa: FBT001 - a parameter of pytest
) -> None:
    found = read(pictured(VISIBLE + contents if last else contents + VISIBLE))

    assert (found.recognised, found.scanned, found.mute) == ((), (), ())
    assert "FINESS 240000059" in found.pages[0]
    assert "999,99" not in found.pages[0] + found.layouts[0]


def test_both_ways_of_reading_leave_out_what_is_not_seen() -> None:
    for contents in LEFT_OUT.values():
        _, found = inspected_and_read(
            pictured(VISIBLE + contents), max_bytes=1_000_000, max_pages=5, fast=True
        )
        assert found is not None
        assert "240000059" in found.pages[0]
        assert "999,99" not in found.pages[0]


SOFT_MASK = raw_stream(bytes(64), PICTURE_ENTRIES + b"/SMask 7 0 R")
SEEN = {
    "a picture with a soft mask": pictured(VISIBLE + WHOLE_PAGE, SOFT_MASK),
    "a picture with a mask of colours": pictured(
        VISIBLE + WHOLE_PAGE, raw_stream(bytes(64), PICTURE_ENTRIES + b"/Mask[0 0]")
    ),
    "a stencil": pictured(
        VISIBLE + WHOLE_PAGE,
        raw_stream(bytes(8), b"/Subtype/Image/Width 8/Height 8/ImageMask true"),
    ),
    "a faint picture": pictured(
        VISIBLE + b"q /G gs " + WHOLE_PAGE + b"Q", states=b"/ExtGState<</G<</ca .2>>>>"
    ),
    "a picture that darkens what is under it": pictured(
        VISIBLE + b"q /G gs " + WHOLE_PAGE + b"Q", states=b"/ExtGState<</G<</BM/Multiply>>>>"
    ),
    "a logo": pictured(VISIBLE + LOGO),
    "half of the page": pictured(VISIBLE + b"q 595 0 0 421 0 421 cm /I Do Q "),
    "a picture before the text": pictured(WHOLE_PAGE + VISIBLE),
}


@pytest.mark.parametrize("data", SEEN.values(), ids=SEEN)
def test_a_text_that_shows_through_or_over_a_picture_is_read(data: bytes) -> None:
    found = read(data)

    assert (found.recognised, found.scanned, found.mute) == ((), (), ())
    assert "FINESS 240000059" in found.pages[0]
    assert "FINESS 240000059" in found.layouts[0]


def test_a_state_that_was_faint_no_more_hides_again() -> None:
    states = b"/ExtGState<</G<</ca .2>>/H<</ca 1>>>>"

    assert read(pictured(VISIBLE + b"/G gs /H gs " + WHOLE_PAGE, states=states)).recognised == (1,)
    assert read(pictured(VISIBLE + b"q /G gs Q " + WHOLE_PAGE, states=states)).recognised == (1,)


# --- beside the page ---

ON_PAGE = shown("Total HT 358,33", 100, 400)


@pytest.mark.parametrize(
    "boxes",
    [
        pytest.param(b"", id="the whole sheet"),
        pytest.param(b"/CropBox[50 50 545 792]", id="a part of it"),
        pytest.param(b"/CropBox[545 792 50 50]", id="its corners the other way round"),
        pytest.param(b"/CropBox[90 390 300 420]", id="the text alone"),
        pytest.param(b"/CropBox[120 390 300 420]", id="a text that is cut on the left"),
        pytest.param(b"/Rotate 90/CropBox[50 50 545 792]", id="turned"),
    ],
)
def test_what_stands_on_the_page_is_read(boxes: bytes) -> None:
    assert lines(one_page(ON_PAGE, entries=boxes)) == ["Total HT 358,33"]


def moved(contents: bytes) -> bytes:
    """On a sheet whose corner is not the origin."""
    return one_page(contents).replace(b"/MediaBox[0 0 595 842]", b"/MediaBox[-99 -99 99 99]", 1)


@pytest.mark.parametrize(
    ("x", "y"),
    [(-80, -80), (90, 90), (-120, 0)],
    ids=["at its corner", "at the other", "begun on its left"],
)
def test_a_sheet_may_have_its_corner_elsewhere(x: int, y: int) -> None:
    assert lines(moved(shown("Total HT 358,33", x, y))) == ["Total HT 358,33"]


@pytest.mark.parametrize(
    ("x", "y"),
    [(610, 400), (100, 850), (100, -15)],
    ids=["on its right", "above", "below"],
)
def test_what_stands_beside_the_sheet_is_not_read(x: int, y: int) -> None:
    found = read(one_page(ON_PAGE + shown("Total HT 999,99", x, y)))

    assert found.pages[0].split() == found.layouts[0].split() == ["Total", "HT", "358,33"]


def test_what_the_page_is_cut_to_is_read_and_no_more() -> None:
    beside = b"".join(shown("Total HT 999,99", *at) for at in ((560, 400), (100, 800), (100, 30)))
    data = one_page(ON_PAGE + beside, entries=b"/CropBox[50 50 545 792]")

    assert lines(data) == ["Total HT 358,33"]
    assert "999,99" not in read(data).pages[0]


def test_what_runs_upward_beside_the_page_is_not_read() -> None:
    beside = b"BT/F 9 Tf 0 1 -1 0 300 850 Tm(Total HT 999,99)Tj ET "

    assert lines(one_page(ON_PAGE + beside)) == ["Total HT 358,33"]
