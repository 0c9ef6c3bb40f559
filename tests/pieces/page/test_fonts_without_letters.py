"""Fonts that do not say which letters they draw: their pages are mute, and those in legible ones never are."""

from io import BytesIO
from pathlib import Path

import pytest
import reportlab
from fontTools.ttLib import TTFont
from fpdf import FPDF
from pypdf import PdfWriter

from hostile.writing import one_page, raw_stream, stream
from segur_check.pieces.contents import Contents, contents_of

VERA = Path(reportlab.__file__).with_name("fonts") / "Vera.ttf"
DESCRIPTOR = b"<</Type/FontDescriptor/FontName/A+B/Flags 4/FontFile2 8 0 R>>"
FONT_FILE = raw_stream(VERA.read_bytes())
ORDER = (
    "Bon de commande n° CMD-2022-0042",
    "Cabinet du Dr Camille Exemple, RPPS 10998877665",
    "Prestation Ségur numérique, médecine de ville",
    "Total HT : 358,33 €",
    "TVA 20 % : 71,67 €",
    "Total TTC : 430,00 €",
    "Fait à Grenoble, le 13 juin 2022",
)
ENGLISH = (
    "Purchase order number 42",
    "Digital health upgrade, as agreed with the practice",
    "Total without tax: EUR 358.33",
)
HEADINGS = ("DÉSIGNATION", "QUANTITÉ", "PRIX UNITAIRE HORS TAXES", "MONTANT HORS TAXES")
FIGURES = ("358,33", "71,67", "430,00", "20,00 %", "1", "13/06/2022", "10998877665")


def read(data: bytes) -> Contents:
    found = contents_of(data, max_pages=5, layout=True)
    assert found is not None
    assert found.unread == ()
    return found


def written(*texts: str) -> bytes:
    """A page of these lines in a TrueType font that says its letters."""
    pdf = FPDF()
    pdf.add_font("Vera", "", VERA)
    pdf.add_page()
    pdf.set_font("Vera", size=9)
    for text in texts:
        pdf.cell(text=text, new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())


def by_glyphs(*texts: str, entries: bytes = b"", more: bytes = b"null") -> bytes:
    """The same, its codes being the numbers of the glyphs in the font, which does not say its letters."""
    with TTFont(VERA) as font:
        glyphs, names = font.getBestCmap(), font.getReverseGlyphMap()
    lines = [
        b"<%b>Tj T* " % b"".join(b"%04x" % names[glyphs[ord(sign)]] for sign in text)
        for text in texts
    ]
    font0 = (
        b"<</Type/Font/Subtype/Type0/BaseFont/A+B/Encoding/Identity-H/DescendantFonts[<</Subtype/CIDFontType2"
        b"/BaseFont/A+B/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 600"
        b"/FontDescriptor 7 0 R/CIDToGIDMap/Identity>>]%b>>" % entries
    )
    contents = b"BT/F 9 Tf 12 TL 40 800 Td %bET" % b"".join(lines)
    return one_page(contents, font0, DESCRIPTOR, FONT_FILE, more, fonts=b"/F 6 0 R")


# --- mute ---

WIDTHS = b"/FirstChar 0/LastChar 255/Widths[" + b"500 " * 256 + b"]"


def truetype(shown: bytes, entries: bytes = b"") -> bytes:
    """A page of this text in an embedded TrueType font."""
    font = b"<</Type/Font/Subtype/TrueType/BaseFont/A+B/FontDescriptor 7 0 R%b%b>>" % (
        WIDTHS,
        entries,
    )
    return one_page(lines_of(shown), font, DESCRIPTOR, FONT_FILE, fonts=b"/F 6 0 R")


def type3(shown: bytes, names: bytes) -> bytes:
    """A page of this text in a font of drawings, its codes from 65 on named so."""
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 750 750]/FontMatrix[.001 0 0 .001 0 0]/Resources<<>>"
        b"/CharProcs<<>>/Encoding<</Type/Encoding/Differences[65 %b]>>%b>>" % (names, WIDTHS)
    )
    return one_page(lines_of(shown), font, fonts=b"/F 6 0 R")


def lines_of(shown: bytes) -> bytes:
    lines = b"T*".join(b"(%b)Tj " % one for one in shown.split(b"\n"))
    return b"BT/F 9 Tf 12 TL 40 800 Td %bET" % lines


def shuffled(*texts: str) -> bytes:
    """Codes in the order in which the letters are met, as a print through PostScript leaves them."""
    codes = {sign: 33 + rank for rank, sign in enumerate(dict.fromkeys("".join(texts)))}
    signs = "\n".join(texts).encode("cp1252")
    table = {sign.encode("cp1252")[0]: code for sign, code in codes.items()}
    made = bytes(table.get(sign, sign) for sign in signs)
    return made.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def named(kind: str) -> bytes:
    return b"".join(b"/" + kind.encode() + b"%d" % rank for rank in range(60))


MUTE = {
    "codes that are numbers of glyphs": by_glyphs(*ORDER),
    "English by numbers of glyphs": by_glyphs(*ENGLISH),
    "drawings without a name": type3(b"ABCDE FGHIJ KLMNO\n" * 4, named("g")),
    "the letters in the order met": truetype(shuffled(*ORDER)),
    "the same, with a coding of numbers": truetype(
        shuffled(*ORDER), b"/Encoding<</Differences[33 %b]>>" % named("g")
    ),
}


@pytest.mark.parametrize("data", MUTE.values(), ids=MUTE)
def test_a_page_whose_letters_cannot_be_told_is_mute(data: bytes) -> None:
    found = read(data)

    assert (found.mute, found.scanned, found.recognised) == ((1,), (), ())
    # Nothing of it is taken for what one reads on the page.
    assert "".join((*found.pages, *found.layouts)).split() == []


def test_each_mute_page_is_named() -> None:
    writer = PdfWriter()
    for data in (
        written(*ORDER),
        MUTE["drawings without a name"],
        MUTE["codes that are numbers of glyphs"],
    ):
        writer.append(BytesIO(data))
    held = BytesIO()
    writer.write(held)

    found = read(held.getvalue())

    assert found.mute == (2, 3)
    assert "358,33" in found.pages[0]


# --- legible ---

LATIN = "\n".join(ORDER).encode("cp1252")
LEGIBLE = {
    "an order": written(*ORDER),
    "headings in capitals": written(*HEADINGS),
    "a table of figures": written(*FIGURES),
    "English": written(*ENGLISH),
    "an order of TrueType without coding": truetype(LATIN),
    "headings of TrueType without coding": truetype("\n".join(HEADINGS).encode("cp1252")),
    "figures of TrueType without coding": truetype("\n".join(FIGURES * 4).encode("cp1252")),
    "English of TrueType without coding": truetype("\n".join(ENGLISH).encode("cp1252")),
    "a name of TrueType without coding": truetype(b"HospiLac 7"),
    "drawings with the names of their letters": type3(
        b"TOTAL HORS TAXES\nDATE DE LA COMMANDE\n" * 2,
        b"/A/B/C/D/E/F/G/H/I/J/K/L/M/N/O/P/Q/R/S/T/U/V/W/X/Y/Z",
    ),
    "drawings that say their letters": type3(b"ABCDE\n" * 9, named("g")).replace(
        b"/Subtype/Type3", b"/Subtype/Type3/ToUnicode 7 0 R"
    ),
}


@pytest.mark.parametrize("data", LEGIBLE.values(), ids=LEGIBLE)
def test_a_legible_page_is_not_mute(data: bytes) -> None:
    found = read(data)

    assert found.mute == ()
    assert "".join(found.pages).split()


def test_a_truetype_font_without_coding_has_the_accents_of_windows() -> None:
    found = read(truetype(LATIN))

    assert ORDER[2] in found.pages[0]
    assert ORDER[3] in found.layouts[0].replace("  ", " ")


# --- some letters of a page ---


def two_fonts(spoken: bytes, mute: bytes) -> bytes:
    """A text in a font that says its letters, and below it one of drawings without names."""
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 750 750]/FontMatrix[.001 0 0 .001 0 0]/Resources<<>>"
        b"/CharProcs<<>>/Encoding<</Type/Encoding/Differences[65 %b]>>%b>>" % (named("g"), WIDTHS)
    )
    contents = lines_of(spoken) + b" BT/G 9 Tf 40 400 Td(%b)Tj ET" % mute
    return one_page(contents, font, fonts=b"/F 5 0 R/G 6 0 R")


def test_of_a_page_with_one_mute_font_the_others_are_read_and_the_page_is_told() -> None:
    found = read(two_fonts(b"Total HT : 358,33\nTotal TTC : 430,00", b"ABCDE FGHIJ KLMNO " * 4))

    assert found.mute == (1,)
    assert "358,33" in found.pages[0]
    assert "ABCDE" not in found.pages[0] + found.layouts[0]


def test_a_part_of_a_page_may_be_mute() -> None:
    """Of a page laid in another: its fonts are its own."""
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 750 750]/FontMatrix[.001 0 0 .001 0 0]/Resources<<>>"
        b"/CharProcs<<>>/Encoding<</Type/Encoding/Differences[65 %b]>>%b>>" % (named("g"), WIDTHS)
    )
    part = stream(
        b"BT/F 9 Tf 40 400 Td(%b)Tj ET" % (b"ABCDE FGHIJ KLMNO " * 4),
        b"/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F 7 0 R>>>>",
    )
    data = one_page(
        lines_of(b"Total HT : 358,33") + b" /P Do", part, font, resources=b"/XObject<</P 6 0 R>>"
    )

    found = read(data)

    assert found.mute == (1,)
    assert "358,33" in found.pages[0]
    assert "ABCDE" not in found.pages[0]


def test_a_layer_of_recognition_in_a_font_without_glyphs_is_not_mute() -> None:
    """As Tesseract writes it: codes that are those of Unicode, and a font that draws nothing."""
    layer = b"".join(
        b"3 Tr <%b> Tj T* " % text.encode("utf-16-be").hex().encode() for text in ORDER
    )
    unicode_map = stream(
        b"/CIDInit/ProcSet findresource begin begincmap 1 begincodespacerange <0000><FFFF> endcodespacerange "
        b"1 beginbfrange <0000><FFFF><0000> endbfrange endcmap"
    )
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/GlyphLessFont/Encoding/Identity-H/ToUnicode 7 0 R"
        b"/DescendantFonts[<</Subtype/CIDFontType2/BaseFont/GlyphLessFont/DW 500>>]>>"
    )
    picture = raw_stream(
        bytes(64), b"/Subtype/Image/Width 8/Height 8/BitsPerComponent 8/ColorSpace/DeviceGray"
    )
    data = one_page(
        b"q 595 0 0 842 0 0 cm /I Do Q BT/F 9 Tf 12 TL 40 800 Td " + layer + b"ET",
        font,
        unicode_map,
        picture,
        fonts=b"/F 6 0 R",
        resources=b"/XObject<</I 8 0 R>>",
    )

    found = read(data)

    assert (found.recognised, found.mute, found.scanned) == ((1,), (), ())
    assert ORDER[2] in found.pages[0]
