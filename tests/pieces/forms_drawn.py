"""Forms to fill in, drawn by three writers: ReportLab's fields, fpdf2's text under pypdf's, by hand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO

from fpdf import FPDF
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)
from reportlab.pdfgen.canvas import Canvas

from hostile.writing import one_page

HEIGHT = 842
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
Text = tuple[float, float, str]


@dataclass(frozen=True)
class Box:
    """A text field: its place, what it holds, its tooltip; its name is technical."""

    left: float
    bottom: float
    value: str = ""
    width: float = 120
    height: float = 16
    tooltip: str = ""
    name: str = ""


def reportlab_form(texts: Sequence[Text], boxes: Sequence[Box], size: float = 9) -> bytes:
    made = BytesIO()
    canvas = Canvas(made, invariant=1, pagesize=(595, HEIGHT))
    canvas.setFont("Helvetica", size)
    for left, base, text in texts:
        canvas.drawString(left, base, text)
    for rank, box in enumerate(boxes):
        canvas.acroForm.textfield(
            name=box.name or f"zt_{rank}", value=box.value, tooltip=box.tooltip or None,
            x=box.left, y=box.bottom, width=box.width, height=box.height, fontSize=8,
        )  # fmt: skip
    canvas.save()
    return made.getvalue()


def fpdf2_form(texts: Sequence[Text], boxes: Sequence[Box], size: float = 9) -> bytes:
    pen = FPDF(unit="pt", format=(595, HEIGHT))
    pen.add_page()
    pen.set_font("Helvetica", size=size)
    for left, base, text in texts:
        pen.text(left, HEIGHT - base, text)
    return with_widgets(bytes(pen.output()), [widget(box, rank) for rank, box in enumerate(boxes)])


def hand_form(texts: Sequence[Text], boxes: Sequence[Box], size: float = 9) -> bytes:
    """Each word is shown alone, as browsers do."""
    shown = []
    for left, base, text in texts:
        place = left
        for word in text.split(" "):
            at = b"1 0 0 1 %.2f %.2f Tm" % (place, base)
            shown.append(b"%b(%b)Tj" % (at, _escaped(word)))
            place += (_wide(word) + 0.278) * size
    page = one_page(b"BT/F %.2f Tf %b ET" % (size, b" ".join(shown)), _FONT, fonts=b"/F 6 0 R")
    return with_widgets(page, [widget(box, rank) for rank, box in enumerate(boxes)])


def _escaped(word: str) -> bytes:
    return word.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)")


def _wide(word: str) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth  # noqa: PLC0415

    return float(stringWidth(word, "Helvetica", 1))


def widget(box: Box, rank: int = 0, **entries: PdfObject) -> DictionaryObject:
    """The field of a box, with these entries beside."""
    made = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/FT"): NameObject("/Tx"),
            NameObject("/T"): TextStringObject(box.name or f"zt_{rank}"),
            NameObject("/V"): TextStringObject(box.value),
            NameObject("/F"): NumberObject(4),
            NameObject("/Rect"): ArrayObject(
                FloatObject(one)
                for one in (
                    box.left,
                    box.bottom,
                    box.left + box.width,
                    box.bottom + box.height,
                )
            ),
        }
    )
    if box.tooltip:
        made[NameObject("/TU")] = TextStringObject(box.tooltip)
    made.update({NameObject(f"/{key}"): value for key, value in entries.items()})
    return made


def with_widgets(
    pdf: bytes, widgets: Sequence[DictionaryObject], *, listed: bool = True, turn: int = 0
) -> bytes:
    """A PDF with these fields on its first page; `listed`: its page knows them too."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    held = ArrayObject([writer._add_object(one) for one in widgets])  # noqa: SLF001
    page = writer.pages[0]
    if listed:
        page[NameObject("/Annots")] = held
    if turn:
        page[NameObject("/Rotate")] = NumberObject(turn)
    form = DictionaryObject({NameObject("/Fields"): ArrayObject(held)})
    writer.root_object[NameObject("/AcroForm")] = form
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


Writer = Callable[..., bytes]
WRITERS: dict[str, Writer] = {
    "reportlab": reportlab_form,
    "fpdf2": fpdf2_form,
    "by hand": hand_form,
}
