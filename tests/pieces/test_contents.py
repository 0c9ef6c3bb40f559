"""What is read of a PDF: pages as they flow and as they look, turned or not, and what is lost."""

import io
import random
import sys
from types import ModuleType
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter

from corpus.cases import cases
from corpus.layouts import LAYOUTS
from hostile.bombs_catalogue import with_catalogue
from hostile.bombs_fonts import font_of
from hostile.victims import encrypted, signed, victims
from hostile.writing import built, one_page, raw_stream, stream
from segur_check.pieces.contents import Contents, contents_of
from segur_check.pieces.forms.fields import Field
from segur_check.pieces.page import extraction
from segur_check.pieces.pdf.form import form_fields
from segur_check.pieces.pdf.opening import read_pdf
from segur_check.pieces.signing.signatures import signatures

TWO_BY_TWO = b"BT/F 9 Tf 20 500 Td(Nom)Tj 200 0 Td(Prix)Tj -200 -40 Td(Lac)Tj 200 0 Td(12,00)Tj ET"
# The same, written on a page that is turned when it is shown: the matrix turns it the other way.
ASIDE = {
    90: b"0 1 -1 0 595 0",
    180: b"-1 0 0 -1 595 842",
    270: b"0 -1 1 0 0 842",
}


def read(data: bytes, **options: Any) -> Contents:  # noqa: ANN401 - those of contents_of
    found = contents_of(data, max_pages=20, layout=True, **options)
    assert found is not None
    return found


def table(layout: str) -> list[list[str]]:
    return [line.split() for line in layout.splitlines() if line.strip()]


def turned(rotation: int, drawn: bytes, entries: bytes = b"", pages: int = 1) -> bytes:
    rotate = b"/Rotate %d%b" % (rotation, entries)
    return one_page(b"q %b cm %b Q" % (drawn, TWO_BY_TWO), entries=rotate, pages=pages)


# --- pages as they look ---


@pytest.mark.parametrize("rotation", [90, 180, 270, -90, 450])
def test_a_page_shown_turned_is_read_upright(rotation: int) -> None:
    [layout] = read(turned(rotation, ASIDE[rotation % 360])).layouts
    assert layout == read(one_page(TWO_BY_TWO)).layouts[0]
    assert table(layout) == [["Nom", "Prix"], ["Lac", "12,00"]]


def test_a_page_drawn_aside_and_not_shown_turned_is_read_all_the_same() -> None:
    [layout] = read(turned(0, ASIDE[90])).layouts
    assert table(layout) == [["Nom", "Prix"], ["Lac", "12,00"]]


@pytest.mark.parametrize("rotation", [45, 1])
def test_a_page_turned_by_no_right_angle_is_left_as_it_is(rotation: int) -> None:
    [layout] = read(one_page(TWO_BY_TWO, entries=b"/Rotate %d" % rotation)).layouts
    assert table(layout) == [["Nom", "Prix"], ["Lac", "12,00"]]


@pytest.mark.parametrize(
    "entries",
    [
        b"/UserUnit 2.5",
        b"/MediaBox[nan 0 0 0]",
        b"/CropBox 7/UserUnit(x)",
    ],
)
def test_the_boxes_and_the_unit_of_a_page_change_nothing(entries: bytes) -> None:
    [layout] = read(turned(90, ASIDE[90], entries)).layouts
    assert table(layout) == [["Nom", "Prix"], ["Lac", "12,00"]]


def test_what_lies_beside_the_page_is_not_read() -> None:
    """A page cut to a part of it: nobody sees the rest."""
    found = read(one_page(TWO_BY_TWO, entries=b"/CropBox[0 450 150 800]"))
    assert (found.pages[0].split(), found.layouts[0].split()) == (["Nom", "Lac"], ["Nom", "Lac"])


def test_a_page_turned_whose_text_stands_upright_is_read_as_it_is_written() -> None:
    for rotation in (90, 180, 270):
        [layout] = read(one_page(TWO_BY_TWO, entries=b"/Rotate %d" % rotation)).layouts
        assert table(layout) == [["Nom", "Prix"], ["Lac", "12,00"]]


def test_one_page_listed_twice_is_turned_once_each_time() -> None:
    first, second = read(turned(90, ASIDE[90], pages=2)).layouts
    assert first == second
    assert table(first) == [["Nom", "Prix"], ["Lac", "12,00"]]


def test_a_turned_page_without_contents_is_blank() -> None:
    page = b"<</Type/Page/Parent 2 0 R/Rotate 90%b>>"
    pages = b"<</Type/Pages/Count 2/Kids[3 0 R 4 0 R]>>"
    data = built(
        b"<</Type/Catalog/Pages 2 0 R>>", pages, page % b"", page % b"/Contents[5 0 R]", stream(b"")
    )
    assert read(data).layouts == ("", "")


def test_the_turned_pages_of_the_corpus_look_like_those_that_are_not() -> None:
    rotated = [one for one in LAYOUTS if one.name == "rotated"]
    found = list(cases(layouts=rotated, only_truths=("drom",), mutations=()))
    assert found
    for case in found:
        [text], [layout] = (getattr(read(case.pdf), kind) for kind in ("pages", "layouts"))
        assert sorted("".join(text.split())) == sorted("".join(layout.split())), case.name
        assert max(len(line.split("  ")) for line in layout.splitlines()) > 1


def test_what_is_turned_harms_no_signature() -> None:
    """The widget of a turned page, and what came after the signature, are those of the file."""
    rotated = [one for one in LAYOUTS if one.name == "rotated"]
    paper = next(cases(layouts=rotated, only_truths=("drom",), mutations=())).pdf
    states = []
    for name, data in signed(paper):
        plain, found = contents_of(data, max_pages=20), read(data)
        assert plain is not None
        assert found.signatures == plain.signatures == signatures(data), name
        assert found.layouts == read(paper).layouts, name
        states.append([(one.state, one.page, one.after) for one in found.signatures or ()])
    assert len(states) == 5
    assert all(states)
    assert {page for state in states for _, page, _ in state} == {1}


# --- what is lost does not take the rest with it ---


def test_signatures_that_cannot_be_read_leave_the_pages() -> None:
    held = b"<</FT/Sig/T(s)/V<</Contents<00ff>/ByteRange[0 1 %b 9]>>>>" % (b"9" * 99)
    found = read(with_catalogue(b"/AcroForm<</Fields[5 0 R]>>", held))
    assert (found.pages, found.signatures) == (("a",), None)


def test_a_page_more_full_than_any_paper_has_no_text() -> None:
    found = read(one_page(b"BT/F 9 Tf(" + b"a" * 200_001 + b")Tj ET"))
    assert (found.pages, found.layouts) == (("",), ("",))


def test_no_text_is_without_an_encoding() -> None:
    cmap = b"3 beginbfchar\n<61> <D800>\n<62> <DC00>\n<63> <D83DDE00>\nendbfchar"
    data = font_of(b"/Subtype/Type1/ToUnicode 7 0 R", stream(cmap), text=b"(a1b2c)Tj")
    found = read(data)
    assert found.pages == found.layouts == ("?1?2\U0001f600",)
    found = read(form_of_one(b"/TU<FEFFD800>/V<FEFFD8000041>"))
    assert repr(found).encode("utf-8")


def form_of_one(entries: bytes) -> bytes:
    """A page with one text field of these entries."""
    field = b"<</Subtype/Widget/Rect[10 10 90 30]/FT/Tx/T(n)%b>>" % entries
    return with_catalogue(b"/AcroForm<</Fields[5 0 R]>>", field, page=b"/Annots[5 0 R]")


def test_a_long_value_is_cut_and_so_is_its_name() -> None:
    [field] = read(form_of_one(b"/TU(%b)/V(%b)" % (b"t" * 9_000, b"v" * 9_000))).fields
    assert (len(field.value), field.label[:3], len(field.label)) == (2_000, "ttt", 2_000)


# --- encrypted ---


@pytest.mark.parametrize("algorithm", ["RC4-40", "RC4-128", "AES-128", "AES-256-R5", "AES-256"])
@pytest.mark.parametrize("name", ["signed", "factur-x"])
def test_what_opens_without_a_password_is_read_whole(name: str, algorithm: str) -> None:
    data = next(data for one, data in victims() if one == name)
    plain = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    held = io.BytesIO()
    plain.write(held)
    expected, found = read(held.getvalue()), read(encrypted(data, algorithm))
    assert (found.pages, found.layouts) == (expected.pages, expected.layouts)
    assert "".join(found.pages).strip()
    assert found.facturx == expected.facturx
    assert (found.facturx is None) == (name == "signed")
    assert [one.field for one in found.signatures or ()] == [
        one.field for one in expected.signatures or ()
    ]


@pytest.mark.parametrize("algorithm", ["", "RC4-128", "AES-256"])
def test_a_scan_as_heavy_as_allowed_is_within_the_memory(algorithm: str) -> None:
    """Its picture is held several times over, once in clear."""
    picture = raw_stream(
        random.Random(1).randbytes(19_900_000),  # noqa: S311 - not a secret
        b"/Subtype/Image/Filter/DCTDecode/Width 9/Height 9/BitsPerComponent 8/ColorSpace/DeviceGray",
    )
    data = one_page(b"/I Do", picture, resources=b"/XObject<</I 6 0 R>>")
    found = read(encrypted(data, algorithm) if algorithm else data)
    assert (found.pages, found.scanned) == (("",), (1,))


def test_the_fields_of_a_form_are_read_through_its_encryption() -> None:
    data = form_of_one(b"/TU(Nom)/V(Cabinet du Lac)")
    for algorithm in ("RC4-128", "AES-256"):
        shut = encrypted(data, algorithm)
        assert b"Cabinet" not in shut
        assert read(shut).fields == (Field("Nom", "n", "Cabinet du Lac"),)
    count = read_pdf(data, lambda reader, deadline: len(list(form_fields(reader, deadline))))
    assert count == 1


@pytest.mark.parametrize("lacking", ["functions", "method"])
def test_a_page_is_a_table_whatever_pypdf_keeps_to_itself(
    lacking: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its functions for a page as it looks are not public: without them the page is read anew."""

    def gone(_: object, __: object) -> str:
        raise AttributeError

    [usual] = read(one_page(TWO_BY_TWO)).layouts
    if lacking == "functions":
        monkeypatch.setitem(sys.modules, "pypdf._text_extraction._layout_mode", ModuleType("empty"))
    else:
        monkeypatch.setattr(extraction, "laid_out", gone)
    [layout] = read(one_page(TWO_BY_TWO)).layouts
    assert table(usual) == table(layout)
    assert table(layout) == [["Nom", "Prix"], ["Lac", "12,00"]]


def test_a_damaged_page_drawn_in_parts_is_told_and_not_read_without_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Pypdf's own page as it looks would leave the part out."""
    part = stream(TWO_BY_TWO, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]")
    data = one_page(b"/P Do", part, resources=b"/XObject<</P 6 0 R>>")
    assert table(read(data).layouts[0]) == [["Nom", "Prix"], ["Lac", "12,00"]]

    def damaged(_: object, __: object) -> str:
        raise TypeError

    monkeypatch.setattr(extraction, "laid_out", damaged)
    assert read(data).unread == (1,)
