"""What stands in the parts of a page and over it: letterheads, pages laid in another, stamps, texts of a viewer."""

import pytest

from hostile.writing import one_page, raw_stream, stream
from pieces.pages_read import lines, read

LABEL = b"BT/F 9 Tf 50 700 Td(Total HT)Tj ET "
UNDER = b"BT/F 9 Tf 50 650 Td(Total TTC)Tj 250 0 Td(430,00)Tj ET "
NAMED = b"/XObject<</P 6 0 R/R 7 0 R/S 8 0 R>>"
# A font in which A is 3, B is 5 and C is a comma.
OTHER_FONT = (
    b"<</Type/Font/Subtype/Type1/BaseFont/Other"
    b"/Encoding<</Type/Encoding/Differences[65/three/five/comma/eight]>>>>"
)


def part(contents: bytes, entries: bytes = b"", box: bytes = b"0 0 595 842") -> bytes:
    return stream(contents, b"/Type/XObject/Subtype/Form/BBox[%b]%b" % (box, entries))


def shown(text: bytes, x: int, y: int, size: int = 9) -> bytes:
    return b"BT/F %d Tf %d %d Td(%b)Tj ET " % (size, x, y, text)


# --- form XObjects: each page shows the net amount beside its label, above the gross amount ---

FIGURE = shown(b"358,33", 300, 700)
AT_ORIGIN = shown(b"358,33", 0, 0)
FONT = b"/Resources<</Font<</F 5 0 R>>>>"
HOLDS_R = b"/Resources<</Font<</F 5 0 R>>/XObject<</R 7 0 R>>>>"
HOLDS_S = b"/Resources<</Font<</F 5 0 R>>/XObject<</S 8 0 R>>>>"

PARTS = {
    "drawn last": one_page(LABEL + UNDER + b"/P Do", part(FIGURE, FONT), resources=NAMED),
    "drawn first": one_page(b"/P Do " + LABEL + UNDER, part(FIGURE, FONT), resources=NAMED),
    "without resources": one_page(LABEL + b"/P Do " + UNDER, part(FIGURE), resources=NAMED),
    "moved by the page": one_page(
        LABEL + UNDER + b"q 1 0 0 1 300 700 cm /P Do Q", part(AT_ORIGIN, FONT), resources=NAMED
    ),
    "moved by its matrix": one_page(
        LABEL + UNDER + b"/P Do",
        part(AT_ORIGIN, FONT + b"/Matrix[1 0 0 1 300 700]"),
        resources=NAMED,
    ),
    "moved by both": one_page(
        LABEL + UNDER + b"q 2 0 0 2 100 100 cm /P Do Q",
        part(shown(b"358,33", 0, 0, 4), FONT + b"/Matrix[1 0 0 1 100 300]"),
        resources=NAMED,
    ),
    "upside down twice": one_page(
        LABEL + UNDER + b"q 1 0 0 -1 0 842 cm /P Do Q",
        part(b"BT/F 9 Tf 1 0 0 -1 300 142 Tm(358,33)Tj ET", FONT),
        resources=NAMED,
    ),
    "part of a part of a part": one_page(
        LABEL + UNDER + b"/P Do",
        part(b"q 1 0 0 1 100 0 cm /R Do Q", HOLDS_R + b"/Matrix[1 0 0 1 100 0]"),
        part(b"/S Do", HOLDS_S + b"/Matrix[1 0 0 1 0 600]"),
        part(shown(b"358,33", 100, 100), FONT),
        resources=NAMED,
    ),
    "inner parts without resources": one_page(
        LABEL + UNDER + b"/P Do",
        part(b"q 1 0 0 1 300 0 cm /R Do Q", HOLDS_R),
        part(shown(b"358,33", 0, 700)),
        resources=NAMED,
    ),
    "more begun than ended": one_page(
        LABEL + b"/P Do " + UNDER, part(b"q q 1 0 0 1 300 0 cm " + shown(b"358,33", 0, 700), FONT),
        resources=NAMED,
    ),
    "more ended than begun": one_page(
        b"q 1 0 0 1 0 100 cm /P Do " + shown(b"Total HT", 50, 600) + b"Q " + UNDER,
        part(shown(b"358,33", 300, 600) + b"Q Q", FONT),
        resources=NAMED,
    ),
    "a figure in two pieces, of the page and of the part": one_page(
        LABEL + UNDER + shown(b"358,", 300, 700) + b"/P Do",
        part(shown(b"33", 318, 700), FONT),
        resources=NAMED,
    ),
}  # fmt: skip


@pytest.mark.parametrize("data", PARTS.values(), ids=PARTS)
def test_a_part_stands_where_it_is_drawn(data: bytes) -> None:
    assert lines(data) == ["Total HT 358,33", "Total TTC 430,00"]


@pytest.mark.parametrize("data", PARTS.values(), ids=PARTS)
def test_the_text_of_a_part_is_in_what_flows_once(data: bytes) -> None:
    (flow,) = read(data).pages
    assert (flow.count("358,"), flow.count("33"), flow.count("430,00")) == (1, 1, 1)


def test_a_whole_page_laid_in_another_is_read_as_it_was() -> None:
    """Its columns too: pages of pdf-lib and of imposition are so."""
    whole = LABEL + shown(b"358,33", 300, 700) + UNDER
    laid = part(whole, FONT)
    half = one_page(b"q .5 0 0 .5 20 400 cm /P Do Q", laid, resources=NAMED)

    assert lines(half) == lines(one_page(whole)) == ["Total HT 358,33", "Total TTC 430,00"]


def test_a_part_drawn_twice_stands_in_both_places() -> None:
    stamp = part(shown(b"Lu et approuve", 0, 0), FONT)
    twice = b"q 1 0 0 1 50 300 cm /P Do Q q 1 0 0 1 50 200 cm /P Do Q"

    assert lines(one_page(LABEL + twice, stamp, resources=NAMED)) == [
        "Total HT",
        "Lu et approuve",
        "Lu et approuve",
    ]


@pytest.mark.parametrize("part_first", [True, False], ids=["part first", "part last"])
def test_a_font_of_a_part_is_its_own_though_the_page_has_one_of_that_name(
    part_first: bool,  # noqa: FBT001 - a parameter of pytest
) -> None:
    named = b"/Resources<</Font<</F 7 0 R>>>>"
    contents = [LABEL + UNDER, b"/P Do "]
    if part_first:
        contents.reverse()
    data = one_page(
        b"".join(contents),
        part(shown(b"ABDCAA", 300, 700), named),
        OTHER_FONT,
        resources=b"/XObject<</P 6 0 R>>",
    )

    assert lines(data) == ["Total HT 358,33", "Total TTC 430,00"]


def test_the_fonts_of_two_parts_are_two_though_they_have_one_name() -> None:
    data = one_page(
        b"/P Do /R Do",
        part(shown(b"Total HT", 50, 700), FONT),
        part(shown(b"ABDCAA", 300, 700), b"/Resources<</Font<</F 8 0 R>>>>"),
        OTHER_FONT,
        resources=b"/XObject<</P 6 0 R/R 7 0 R>>",
        fonts=b"",
    )

    assert lines(data) == ["Total HT 358,33"]


def test_what_a_part_sets_ends_with_it() -> None:
    """Its font, its place, and that it draws without ink."""
    sets = part(b"3 Tr 1 0 0 1 200 -300 cm BT/F 9 Tf 7 TL ET", b"/Resources<</Font<</F 7 0 R>>>>")
    data = one_page(
        b"BT/F 9 Tf ET /P Do BT 50 700 Td(Total HT)Tj 250 0 Td(358,33)Tj ET",
        sets,
        OTHER_FONT,
        resources=b"/XObject<</P 6 0 R>>",
    )

    assert lines(data) == ["Total HT 358,33"]


# --- notes: what a viewer's tools wrote over the page ---


def noted(note: bytes, *more: bytes) -> bytes:
    """A page with a label, the gross amount and a note; `more` objects are numbered from 7."""
    return one_page(LABEL + UNDER, note, *more, entries=b"/Annots[6 0 R]")


def free_text(entries: bytes, rect: bytes = b"298 696 400 710") -> bytes:
    return b"<</Type/Annot/Subtype/FreeText/Rect[%b]/DA(/Helv 9 Tf 0 g)%b>>" % (rect, entries)


SAID = b"/Contents(358,33)"
DRAWN = b"/AP<</N 7 0 R>>"
IN_BOX = part(shown(b"358,33", 2, 4), FONT, b"0 0 102 14")

NOTES = {
    "as its program drew it": noted(free_text(SAID + DRAWN), IN_BOX),
    "drawn, of which the contents say nothing": noted(free_text(DRAWN), IN_BOX),
    "drawn otherwise than the contents say": noted(
        free_text(b"/Contents(999,99)" + DRAWN), IN_BOX
    ),
    "not drawn": noted(free_text(SAID)),
    "to be printed": noted(free_text(SAID + b"/F 4")),
    "locked": noted(free_text(SAID + b"/F 196")),
    "its corners the other way round": noted(free_text(SAID, b"400 710 298 696")),
    "in two bytes a sign": noted(free_text(b"/Contents<FEFF003300350038002C00330033>")),
    "no font": noted(b"<</Subtype/FreeText/Rect[298 697 400 712]/Contents(358,33)>>"),
    "a stamp": noted(
        b"<</Subtype/Stamp/Rect[298 696 400 710]/AP<</N 7 0 R>>>>", IN_BOX
    ),
    "a stamp of which the box is elsewhere": noted(
        b"<</Subtype/Stamp/Rect[298 696 400 710]/AP<</N 7 0 R>>>>",
        part(shown(b"358,33", -998, 504), FONT, b"-1000 500 -898 514"),
    ),
    "a stamp that is made smaller": noted(
        b"<</Subtype/Stamp/Rect[298 696 400 710]/AP<</N 7 0 R>>>>",
        part(shown(b"358,33", 120, 140, 90), FONT, b"100 100 1120 240"),
    ),
    "a stamp with a matrix": noted(
        b"<</Subtype/Stamp/Rect[298 696 400 710]/AP<</N 7 0 R>>>>",
        part(
            b"BT/F 9 Tf 0 1 -1 0 -4 2 Tm(358,33)Tj ET", FONT + b"/Matrix[0 -1 1 0 77 88]",
            b"-14 0 0 102",
        ),
    ),
    "a watermark": noted(
        b"<</Subtype/Watermark/Rect[298 696 400 710]/AP<</N 7 0 R>>>>", IN_BOX
    ),
}  # fmt: skip


@pytest.mark.parametrize("data", NOTES.values(), ids=NOTES)
def test_a_note_stands_where_it_is_seen(data: bytes) -> None:
    assert lines(data) == ["Total HT 358,33", "Total TTC 430,00"]


def test_the_lines_of_a_text_stand_one_under_the_other() -> None:
    data = noted(free_text(b"/Contents(Bon pour accord\\rle 13 juin\\r\\na Grenoble)"))

    assert lines(data)[0] == "Total HT Bon pour accord"
    assert lines(data)[1:3] == ["le 13 juin", "a Grenoble"]


@pytest.mark.parametrize(
    "note",
    [
        pytest.param(free_text(SAID + b"/F 2"), id="hidden"),
        pytest.param(free_text(SAID + b"/F 6"), id="hidden, to be printed"),
        pytest.param(free_text(SAID + b"/F 32"), id="not to be viewed"),
        pytest.param(free_text(DRAWN + b"/F 2"), id="drawn and hidden"),
        pytest.param(free_text(SAID, b"298 696 298 696"), id="without room"),
        pytest.param(free_text(b""), id="without a word"),
        pytest.param(b"<</Subtype/Text/Rect[298 696 318 716]/Contents(358,33)>>", id="to click on"),
        pytest.param(b"<</Subtype/Popup/Rect[298 696 398 716]/Contents(358,33)>>", id="a popup"),
        pytest.param(b"<</Subtype/Highlight/Rect[50 696 98 716]/Contents(358,33)>>", id="a remark"),
        pytest.param(b"<</Subtype/Link/Rect[298 696 398 716]/Contents(358,33)>>", id="a link"),
        pytest.param(b"null", id="none"),
        pytest.param(b"<</Subtype/FreeText/Contents(358,33)>>", id="no place"),
        pytest.param(free_text(SAID, b"298 696 (x) 710"), id="no place that is one"),
    ],
)
def test_a_note_that_is_not_seen_is_not_read(note: bytes) -> None:
    data = noted(note, IN_BOX)

    assert lines(data) == ["Total HT", "Total TTC 430,00"]
    assert "358,33" not in read(data).pages[0]


def test_a_damaged_note_hides_neither_the_page_nor_the_other_notes() -> None:
    broken = b"<</Subtype/Stamp/Rect[0 0 90 90]/AP<</N 8 0 R>>>>"
    data = one_page(
        LABEL + UNDER,
        free_text(SAID),
        broken,
        raw_stream(b"", b"/Subtype/Form/BBox[0 0 0 0]"),
        entries=b"/Annots[7 0 R 6 0 R]",
    )

    assert lines(data) == ["Total HT 358,33", "Total TTC 430,00"]
