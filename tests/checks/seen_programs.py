"""What programs leave of a paper: each function draws the cells of a page as one kind of program does."""

from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import reportlab
from pypdf import PageObject, PdfReader, PdfWriter, Transformation
from pypdf.annotations import FreeText
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from checks.seen_papers import NARROW, Cell

Draw = Callable[[Sequence[Cell]], bytes]
Matrix = tuple[float, float, float, float, float, float]

SIZE = 9
VERA = Path(reportlab.__file__).with_name("fonts") / "Vera.ttf"
PLAIN: Matrix = (1, 0, 0, 1, 0, 0)
_BOX = (0, 0, *A4)
pdfmetrics.registerFont(TTFont("Vera", VERA))


def drawn(cells: Iterable[Cell], font: str = "Helvetica") -> bytes:
    """A plain page; the narrow blank is one that every font has."""
    made, canvas = canvas_of(font)
    for cell in cells:
        canvas.drawString(cell.x, cell.y, cell.text.replace(NARROW, "\N{NO-BREAK SPACE}"))
    canvas.save()
    return made.getvalue()


def canvas_of(font: str = "Helvetica") -> tuple[BytesIO, Canvas]:
    made = BytesIO()
    canvas = Canvas(made, pagesize=A4, invariant=1)
    canvas.setFont(font, SIZE)
    return made, canvas


def written(writer: PdfWriter) -> bytes:
    held = BytesIO()
    writer.write(held)
    return held.getvalue()


def _apart(cells: Sequence[Cell]) -> tuple[bytes, list[Cell]]:
    """The page of what is printed, and the cells that are filled in."""
    return drawn(cell for cell in cells if not cell.filled), [one for one in cells if one.filled]


# --- a browser, whose font lacks the narrow blank ---


def _pieces(text: str, font: str = "Vera") -> list[tuple[str, float]]:
    """What stands between the narrow blanks, and how wide it is."""
    return [(one, pdfmetrics.stringWidth(one, font, SIZE)) for one in text.split(NARROW)]


def by_browser(cells: Sequence[Cell]) -> bytes:
    """The blank of the font in its place, then a step to where the next digits stand; the page upside down twice."""
    made, canvas = canvas_of("Vera")
    canvas.transform(0.24, 0, 0, -0.24, 0, A4[1])
    canvas.transform(1 / 0.24, 0, 0, 1 / 0.24, 0, 0)
    for cell in cells:
        text = canvas.beginText()
        text.setTextTransform(1, 0, 0, -1, cell.x, A4[1] - cell.y)
        before = 0.0
        for rank, (piece, width) in enumerate(_pieces(cell.text)):
            if rank:
                text._code.append("/Span<</ActualText<FEFF202F>>>BDC")  # noqa: SLF001 - no other way
                text.textOut(" ")
                text._code.append("EMC")  # noqa: SLF001
                text._code.append(f"{before + 1.6:.3f} 0 Td")  # noqa: SLF001
            text.textOut(piece)
            before = width
        canvas.drawText(text)
    canvas.save()
    return made.getvalue()


def by_steps(cells: Sequence[Cell]) -> bytes:
    """No sign at all for the blank: the next digits are placed where they stand."""
    made, canvas = canvas_of("Vera")
    for cell in cells:
        x = cell.x
        for piece, width in _pieces(cell.text):
            canvas.drawString(x, cell.y, piece)
            x += width + 1.6
    canvas.save()
    return made.getvalue()


def by_two_fonts(cells: Sequence[Cell]) -> bytes:
    """The blank in another font, which has it."""
    made, canvas = canvas_of("Vera")
    for cell in cells:
        text = canvas.beginText(cell.x, cell.y)
        for rank, (piece, _) in enumerate(_pieces(cell.text)):
            if rank:
                text.setFont("Times-Roman", SIZE)
                text.textOut("\N{NO-BREAK SPACE}")
                text.setFont("Vera", SIZE)
            text.textOut(piece)
        canvas.drawText(text)
    canvas.save()
    return made.getvalue()


def by_wide_blanks(cells: Sequence[Cell]) -> bytes:
    """A blank as wide as two digits, as where the font that steps in is another one."""
    made, canvas = canvas_of("Vera")
    for cell in cells:
        text = canvas.beginText(cell.x, cell.y)
        for rank, (piece, _) in enumerate(_pieces(cell.text)):
            if rank:
                text.setHorizScale(300)
                text.textOut(" ")
                text.setHorizScale(100)
            text.textOut(piece)
        canvas.drawText(text)
    canvas.save()
    return made.getvalue()


# --- parts: what is laid in a page as a drawing ---


def _part(writer: PdfWriter, page: PageObject, matrix: Matrix = PLAIN) -> Any:  # noqa: ANN401 - of pypdf
    """A page of another file as a form XObject of this one."""
    part = DecodedStreamObject()
    part.set_data(_data(page))
    part.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject(map(FloatObject, _BOX)),
            NameObject("/Matrix"): ArrayObject(map(FloatObject, matrix)),
            NameObject("/Resources"): page["/Resources"].clone(writer),
        }
    )
    return writer._add_object(part)  # noqa: SLF001 - no other way


def _data(page: PageObject) -> bytes:
    contents = page.get_contents()
    return b"" if contents is None else contents.get_data()


def laid_in(*pages: bytes, contents: bytes, matrix: Matrix = PLAIN) -> bytes:
    """A page that draws others as parts, called /P0, /P1…, over one another."""
    writer = PdfWriter()
    sheet = writer.add_blank_page(*A4)
    parts = {
        NameObject(f"/P{rank}"): _part(writer, PdfReader(BytesIO(page)).pages[0], matrix)
        for rank, page in enumerate(pages)
    }
    sheet[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/XObject"): DictionaryObject(parts)}
    )
    drawing = DecodedStreamObject()
    drawing.set_data(contents)
    sheet[NameObject("/Contents")] = writer._add_object(drawing)  # noqa: SLF001
    return written(writer)


def embedded(cells: Sequence[Cell]) -> bytes:
    """The whole page as one drawing, somewhat smaller, above the number of the page."""
    number = drawn([Cell(520, 20, "Page 1/1")])
    return laid_in(drawn(cells), number, contents=b"q .94 0 0 .94 18 25 cm /P0 Do Q /P1 Do")


def embedded_twice(cells: Sequence[Cell]) -> bytes:
    """A page laid in a page laid in a page, each by the matrix of the part."""
    once = laid_in(drawn(cells), contents=b"/P0 Do", matrix=(2, 0, 0, 2, 0, 0))
    return laid_in(once, contents=b"q 1 0 0 1 0 0 cm /P0 Do Q", matrix=(0.5, 0, 0, 0.5, 0, 0))


def on_letterhead(cells: Sequence[Cell]) -> bytes:
    """The head and the foot of a company under the page, as a drawing; each line of the page its own text."""
    head = drawn(
        [Cell(40, 825, "Logiciels du Lac, éditeur à Annecy"), Cell(40, 20, "www.exemple.fr")]
    )
    return laid_in(head, drawn(cells), contents=b"q /P0 Do Q q /P1 Do Q")


def two_on_a_sheet(cells: Sequence[Cell]) -> bytes:
    """Two pages side by side on a sheet, the second with conditions."""
    clauses = [
        Cell(40, 780 - 14 * rank, f"{rank}. Le prestataire est tenu d'une obligation de moyens.")
        for rank in range(1, 30)
    ]
    return laid_in(
        drawn(cells),
        drawn(clauses),
        contents=b"q .5 0 0 .5 0 200 cm /P0 Do Q q .5 0 0 .5 297 200 cm /P1 Do Q",
    )


def stamped_over(cells: Sequence[Cell]) -> bytes:
    """All that is filled in as one drawing over the printed form."""
    form, filled = _apart(cells)
    return laid_in(form, drawn(filled), contents=b"/P0 Do /P1 Do")


def stamped_under(cells: Sequence[Cell]) -> bytes:
    """All that is filled in as one drawing below the printed form."""
    form, filled = _apart(cells)
    return laid_in(drawn(filled), form, contents=b"/P0 Do /P1 Do")


def stamped_one_by_one(cells: Sequence[Cell]) -> bytes:
    """Each value its own drawing, moved to its place."""
    form, filled = _apart(cells)
    values = [drawn([one._replace(x=2, y=4)]) for one in filled]
    moves = (
        f"q 1 0 0 1 {one.x - 2} {one.y - 4} cm /P{rank} Do Q "
        for rank, one in enumerate(filled, start=1)
    )
    return laid_in(form, *values, contents=("/P0 Do " + "".join(moves)).encode())


def merged(cells: Sequence[Cell]) -> bytes:
    """The two drawn into one stream by pypdf, the fonts renamed."""
    form, filled = _apart(cells)
    writer = PdfWriter(clone_from=BytesIO(form))
    over = PdfReader(BytesIO(drawn([one._replace(y=one.y - 100) for one in filled], "Vera")))
    writer.pages[0].merge_transformed_page(over.pages[0], Transformation().translate(0, 100))
    return written(writer)


# --- forms that were flattened, and texts of viewers ---


def form_of(cells: Sequence[Cell]) -> PdfWriter:
    """A form with a field for each cell that is filled in, all empty."""
    made, canvas = canvas_of()
    for cell in cells:
        if not cell.filled:
            canvas.drawString(cell.x, cell.y, cell.text)
    for rank, cell in enumerate(one for one in cells if one.filled):
        canvas.acroForm.textfield(
            name=f"f{rank}",
            x=cell.x - 2,
            y=cell.y - 4,
            width=110,
            height=15,
            fontSize=SIZE,
            borderWidth=0,
        )
    canvas.save()
    return PdfWriter(clone_from=made)


def values_of(cells: Sequence[Cell]) -> dict[str, Any]:
    """What each field of that form holds."""
    filled = (one.text.replace(NARROW, "\N{NO-BREAK SPACE}") for one in cells if one.filled)
    return {f"f{rank}": text for rank, text in enumerate(filled)}


def flattened(cells: Sequence[Cell]) -> bytes:
    """Filled and flattened by pypdf: the appearance of each field becomes a drawing of the page."""
    writer = form_of(cells)
    writer.update_page_form_field_values(writer.pages[0], values_of(cells), flatten=True)
    writer.remove_annotations("/Widget")
    del writer.root_object["/AcroForm"]
    return written(writer)


def flattened_by_hand(cells: Sequence[Cell]) -> bytes:
    """The appearances drawn with a clip and marked contents, as other programs do."""
    form, filled = _apart(cells)
    writer = PdfWriter(clone_from=BytesIO(form))
    page = writer.pages[0]
    names, drawing = DictionaryObject(), b""
    for rank, cell in enumerate(filled):
        value = PdfReader(BytesIO(drawn([cell._replace(x=2, y=4)]))).pages[0]
        part = _part(writer, value).get_object()
        part.set_data(b"/Tx BMC q 0 0 110 15 re W n " + part.get_data() + b" Q EMC")
        part[NameObject("/BBox")] = ArrayObject(map(FloatObject, (0, 0, 110, 15)))
        names[NameObject(f"/FlatWidget-{rank}")] = part.indirect_reference
        drawing += f"q 1 0 0 1 {cell.x - 2} {cell.y - 4} cm /FlatWidget-{rank} Do Q ".encode()
    page["/Resources"][NameObject("/XObject")] = names  # type: ignore[index]
    stream = DecodedStreamObject()
    stream.set_data(b"q " + _data(page) + b" Q " + drawing)
    page[NameObject("/Contents")] = writer._add_object(stream)  # noqa: SLF001
    return written(writer)


def noted(cells: Sequence[Cell]) -> bytes:
    """Texts of a viewer that say what they hold and draw nothing: each viewer draws them."""
    form, filled = _apart(cells)
    writer = PdfWriter(clone_from=BytesIO(form))
    for cell in filled:
        text = cell.text.replace(NARROW, "\N{NO-BREAK SPACE}")
        note = FreeText(text=text, rect=(cell.x - 2, cell.y - 3, cell.x + 110, cell.y + SIZE + 2))
        note[NameObject("/DA")] = TextStringObject(f"/Helv {SIZE} Tf 0 g")
        writer.add_annotation(0, note)
    return written(writer)


def noted_and_drawn(cells: Sequence[Cell], kind: str = "/FreeText") -> bytes:
    """Texts of a viewer, with the drawing of each."""
    form, filled = _apart(cells)
    writer = PdfWriter(clone_from=BytesIO(form))
    for cell in filled:
        value = PdfReader(BytesIO(drawn([cell._replace(x=2, y=4)]))).pages[0]
        drawing = _part(writer, value)
        drawing.get_object()[NameObject("/BBox")] = ArrayObject(map(FloatObject, (0, 0, 110, 15)))
        rect = (cell.x - 2, cell.y - 4, cell.x + 108, cell.y + 11)
        note = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject(kind),
                NameObject("/Rect"): ArrayObject(map(FloatObject, rect)),
                NameObject("/F"): NumberObject(4),
                NameObject("/AP"): DictionaryObject({NameObject("/N"): drawing}),
            }
        )
        writer.add_annotation(0, note)
    return written(writer)


def stamps(cells: Sequence[Cell]) -> bytes:
    """Each value a stamp."""
    return noted_and_drawn(cells, "/Stamp")
