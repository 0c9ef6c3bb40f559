"""The same papers where their letters are the matter: spaced, turned, lost, or a layer that nobody sees."""

from collections.abc import Iterable, Sequence
from functools import cache
from io import BytesIO

from fontTools.ttLib import TTFont as FontFile
from PIL import Image
from pypdf import PdfWriter
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.textobject import PDFTextObject

from checks.seen_papers import NARROW, Cell
from checks.seen_programs import SIZE, VERA, Draw, canvas_of, drawn, written
from hostile.writing import one_page, raw_stream

NO_BREAK = "\N{NO-BREAK SPACE}"


# --- letter-spaced labels ---


def spaced(how: str, em: float) -> Draw:
    """Draws what is printed with its letters so far apart, and what is filled in as it is."""
    space = {"state": _state, "steps": _steps, "kerning": _kerning, "kerning_of_words": _words}
    space |= {"blanks": _blanks}

    def draw(cells: Sequence[Cell]) -> bytes:
        made, canvas = canvas_of("Helvetica")
        for cell in cells:
            text = canvas.beginText(cell.x, cell.y)
            shown = cell.text.replace(NARROW, NO_BREAK)
            if cell.filled or any(sign.isdigit() for sign in shown):
                text.textOut(shown)
            else:
                space[how](text, shown, em * SIZE)
            canvas.drawText(text)
        canvas.save()
        return made.getvalue()

    return draw


def _state(text: PDFTextObject, shown: str, gap: float) -> None:
    """One string, and a state of the text (Tc)."""
    text.setCharSpace(gap)
    text.textOut(shown)
    text.setCharSpace(0)


def _steps(text: PDFTextObject, shown: str, gap: float) -> None:
    """Each letter shown alone, after a step (Td); no blank is shown."""
    left = 0.0
    for sign in shown:
        width = stringWidth(sign, "Helvetica", SIZE) + gap
        if sign == " ":
            left += width
            continue
        text._code.append(f"{left:.3f} 0 Td")  # noqa: SLF001 - its own way breaks the line
        text.textOut(sign)
        left = width


def _kerning(text: PDFTextObject, shown: str, gap: float) -> None:
    """One array of letters and large steps between them (TJ), blanks among them."""
    step = f" {-gap * 1000 / SIZE:.0f} "
    signs = (f"({text._canvas._escape(sign)})" for sign in shown)  # noqa: SLF001 - no other way
    text._code.append(f"[{step.join(signs)}] TJ")  # noqa: SLF001


def _words(text: PDFTextObject, shown: str, gap: float) -> None:
    """The same, the words still further apart."""
    _kerning(text, shown.replace(" ", "  "), gap)


def _blanks(text: PDFTextObject, shown: str, gap: float) -> None:
    """As somebody types it: a blank between two letters, three between two words."""
    _state(text, "   ".join(" ".join(word) for word in shown.split()), gap)


# --- turned pages ---


def turned(cells: Sequence[Cell], *, page: int = 0, text: int = 0) -> bytes:
    """The page turned by so many degrees, on which the text runs at so many."""
    made, canvas = canvas_of("Helvetica")
    wide, high = A4
    canvas.setPageSize(A4 if text in (0, 180) else landscape(A4))
    turns = {0: (1, 0, 0, 1, 0, 0), 90: (0, 1, -1, 0, high, 0)}
    turns |= {180: (-1, 0, 0, -1, wide, high), 270: (0, -1, 1, 0, 0, wide)}
    canvas.transform(*turns[text])
    for cell in cells:
        canvas.drawString(cell.x, cell.y, cell.text.replace(NARROW, NO_BREAK))
    canvas.save()
    writer = PdfWriter(clone_from=made)
    writer.pages[0].rotate(page)
    return written(writer)


def with_two_directions(cells: Sequence[Cell]) -> bytes:
    """A line along the margin, and a watermark across the figures."""
    made, canvas = canvas_of("Helvetica")
    for cell in cells:
        canvas.drawString(cell.x, cell.y, cell.text.replace(NARROW, NO_BREAK))
    for x, y, degrees, size, words in (
        (20, 200, 90, 6, "Logiciels du Lac SAS au capital de 40 000 euros, 358,33 euros par poste"),
        (180, 380, 40, 70, "DUPLICATA"),
    ):
        canvas.saveState()
        canvas.translate(x, y)
        canvas.rotate(degrees)
        canvas.setFont("Helvetica", size)
        canvas.drawString(0, 0, words)
        canvas.restoreState()
    canvas.save()
    return made.getvalue()


# --- letters that cannot be told ---

_WIDTHS = b"/FirstChar 0/LastChar 255/Widths[" + b"500 " * 256 + b"]"
_DESCRIPTOR = b"<</Type/FontDescriptor/FontName/A+B/Flags 4/FontFile2 8 0 R>>"
_TRUETYPE = b"<</Type/Font/Subtype/TrueType/BaseFont/%b/FontDescriptor 7 0 R%b>>"


@cache
def _font_file() -> bytes:
    return raw_stream(VERA.read_bytes())


def _contents(cells: Iterable[Cell], coded: dict[str, bytes]) -> bytes:
    parts = []
    for cell in cells:
        codes = b"".join(coded[sign] for sign in cell.text)
        shown = b"<%b>" % codes.hex().encode()
        parts.append(f"1 0 0 1 {cell.x} {cell.y} Tm ".encode() + shown + b"Tj ")
    return b"BT/F %d Tf %bET" % (SIZE, b"".join(parts))


def by_glyphs(cells: Sequence[Cell]) -> bytes:
    """Codes that are numbers of glyphs, in a font that does not say which letters they are."""
    with FontFile(VERA) as font:
        glyphs, numbers = font.getBestCmap(), font.getReverseGlyphMap()
    signs = {sign for cell in cells for sign in cell.text}
    plain = {sign: ord(sign.replace(NARROW, " ")) for sign in signs}
    coded = {sign: numbers[glyphs[code]].to_bytes(2, "big") for sign, code in plain.items()}
    font0 = (
        b"<</Type/Font/Subtype/Type0/BaseFont/A+B/Encoding/Identity-H/DescendantFonts[<</Subtype/CIDFontType2"
        b"/BaseFont/A+B/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 600"
        b"/FontDescriptor 7 0 R/CIDToGIDMap/Identity>>]>>"
    )
    return one_page(_contents(cells, coded), font0, _DESCRIPTOR, _font_file(), fonts=b"/F 6 0 R")


def _in_order_met(cells: Sequence[Cell]) -> dict[str, bytes]:
    signs = dict.fromkeys(sign for cell in cells for sign in cell.text)
    return {sign: bytes([33 + rank]) for rank, sign in enumerate(signs)}


def by_order_met(cells: Sequence[Cell]) -> bytes:
    """A TrueType font without coding whose codes are counted as the letters are met."""
    font = _TRUETYPE % (b"A+B", _WIDTHS)
    contents = _contents(cells, _in_order_met(cells))
    return one_page(contents, font, _DESCRIPTOR, _font_file(), fonts=b"/F 6 0 R")


def by_drawings(cells: Sequence[Cell]) -> bytes:
    """A font of drawings (Type 3) called /g1, /g2…, as a printer's driver makes it."""
    names = b"".join(b"/g%d" % rank for rank in range(120))
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 750 750]/FontMatrix[.001 0 0 .001 0 0]/Resources<<>>"
        b"/CharProcs<<>>/Encoding<</Type/Encoding/Differences[33 %b]>>%b>>" % (names, _WIDTHS)
    )
    return one_page(_contents(cells, _in_order_met(cells)), font, fonts=b"/F 6 0 R")


def _lost(cells: Sequence[Cell], **lost: str) -> bytes:
    """A legible TrueType font without coding, of which some signs became others."""
    signs = {sign for cell in cells for sign in cell.text}
    coded = {sign: lost.get(sign, sign).encode("cp1252") for sign in signs}
    font = _TRUETYPE % (b"A+B", _WIDTHS)
    contents = _contents(cells, coded)
    return one_page(contents, font, _DESCRIPTOR, _font_file(), fonts=b"/F 6 0 R")


def without_euro(cells: Sequence[Cell]) -> bytes:
    """The euro and the narrow blank were lost."""
    return _lost(cells, **{"€": "¬", NARROW: "/", NO_BREAK: " "})


def without_blanks(cells: Sequence[Cell]) -> bytes:
    """The narrow blank became a question mark, and the euro another sign."""
    return _lost(cells, **{"€": "¤", NARROW: "?", NO_BREAK: " "})


def without_accents(cells: Sequence[Cell]) -> bytes:
    """The accents became other signs."""
    return _lost(cells, **{"é": "Ø", "É": "¸", "°": "¡", "à": "ø", "€": "¬", NARROW: " ", "è": "Œ"})


# --- layers of character recognition ---


def scanned(cells: Sequence[Cell], *, ink: bool = False, words: bool = False) -> bytes:
    """A picture of a page, with the text that a recognition read: without ink over it, or with ink below it."""
    made, canvas = canvas_of("Helvetica")
    picture = Image.new("L", (60, 85), 235)
    if not ink:
        canvas.drawInlineImage(picture, 0, 0, *A4)
    for cell in cells:
        text = canvas.beginText(cell.x, cell.y)
        text.setTextRenderMode(0 if ink else 3)
        shown = cell.text.replace(NARROW, NO_BREAK)
        for word in shown.split() if words else [shown]:
            text.setHorizScale(90 if words else 100)
            text.textOut(word + " ")
        canvas.drawText(text)
    if ink:
        canvas.drawInlineImage(picture, 0, 0, *A4)
    canvas.save()
    return made.getvalue()


def scanned_with_heading(cells: Sequence[Cell]) -> bytes:
    """The same, with a line that a scanner stamped in ink."""
    layer = scanned(cells)
    writer = PdfWriter(clone_from=BytesIO(layer))
    stamp = PdfWriter(clone_from=BytesIO(drawn([Cell(40, 20, "Reçu par courriel le 14, page 1")])))
    writer.pages[0].merge_page(stamp.pages[0])
    return written(writer)
