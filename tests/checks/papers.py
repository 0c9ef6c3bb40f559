"""Papers drawn line by line, for the controls that read them."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import reportlab
from fpdf import FPDF
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

Dossier = Any  # of examples/dossiers.py, a script


def lines(*texts: str) -> bytes:
    """A page of these lines."""
    return sheets(texts)


def sheets(*pages: Iterable[str]) -> bytes:
    """A page of each of these texts; one without a line holds a picture alone, as a scan does."""
    made = BytesIO()
    sheet = Canvas(made, invariant=1)
    for texts in pages:
        sheet.setFont("Helvetica", 9)
        drawn = list(texts)
        for rank, text in enumerate(drawn):
            sheet.drawString(40, 810 - 14 * rank, text)
        if not drawn:
            sheet.drawInlineImage(Image.new("L", (8, 8), 200), 50, 50, 400, 700)
        sheet.showPage()
    sheet.save()
    return made.getvalue()


def recognised(*texts: str) -> bytes:
    """A scan of these lines, over which a program laid the text that it recognised, unseen."""
    made = BytesIO()
    sheet = Canvas(made, invariant=1)
    sheet.drawInlineImage(Image.new("L", (8, 8), 200), 0, 0, 595, 842)
    hidden = sheet.beginText(40, 810)
    hidden.setFont("Helvetica", 9)
    hidden.setTextRenderMode(3)
    for text in texts:
        hidden.textLine(text)
    sheet.drawText(hidden)
    sheet.save()
    return made.getvalue()


def truetype(*texts: str) -> bytes:
    """A page of these lines, in a font that has more signs than those of every PDF."""
    pdf = FPDF()
    pdf.add_page()
    pdf.add_font("Vera", "", Path(reportlab.__file__).with_name("fonts") / "Vera.ttf")
    pdf.set_font("Vera", size=9)
    for text in texts:
        pdf.cell(text=text, new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())


def blank() -> bytes:
    """A page without any text, a scan."""
    return sheets([])


def columns(left: Sequence[str], right: Sequence[str], *, across: bool = True) -> bytes:
    """Two columns; `across`: drawn line by line, so that their texts interleave in the file."""
    made = BytesIO()
    sheet = Canvas(made, invariant=1)
    sheet.setFont("Helvetica", 9)
    runs = [(40, rank, text) for rank, text in enumerate(left)]
    runs += [(320, rank, text) for rank, text in enumerate(right)]
    for x, rank, text in sorted(runs, key=lambda run: run[1]) if across else runs:
        sheet.drawString(x, 810 - 14 * rank, text)
    sheet.save()
    return made.getvalue()


def form(texts: Iterable[str], *fields: tuple[str, str], ticked: Iterable[str] = ()) -> bytes:
    """A page of these lines with text fields of these names, and boxes that are ticked."""
    made = BytesIO()
    sheet = Canvas(made, invariant=1)
    sheet.setFont("Helvetica", 9)
    at = 810
    for text in texts:
        sheet.drawString(40, at, text)
        at -= 14
    for name, value in fields:
        sheet.acroForm.textfield(name=name, value=value, x=40, y=at - 16, width=300, height=16)
        at -= 22
    for name in ticked:
        sheet.acroForm.checkbox(name=name, checked=True, x=40, y=at - 16, size=12)
        at -= 22
    sheet.save()
    return made.getvalue()


def put_paper(dossier: Dossier, kind: str, pdf: bytes) -> str:
    """Put a paper in place of the one of this type; gives its name."""
    listed = dossier.ligne["piecesJustificatives"]
    name = next(str(one["nomFichier"]) for one in listed if one["typeFichier"] == kind)
    dossier.pieces[name] = pdf
    return name
