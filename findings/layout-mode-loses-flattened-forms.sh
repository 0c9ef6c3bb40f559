#!/usr/bin/env bash
# An order form that was filled and flattened, so that its values are part of the page.
#
# Guess: pypdf's extraction_mode="layout" gives the text of the plain mode, better placed; and after
# flattening, all that the page shows is its text.
#
# What happens: flattening draws each value as a form XObject, which the page calls with the operator Do. The
# plain mode follows the call and so does pdfium; the layout mode does not. It gives the labels and none of
# the values, and no warning.
#
# Why it matters: the mode that one takes to keep an amount on the line of its label loses exactly the
# amounts. The order looks like one that nobody filled, not like one that could not be read; and the fields
# are gone, so there is nothing else to ask.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq --disable-pip-version-check install pypdf==7.1.1 pypdfium2==5.15.2 reportlab==5.1.0

"$work/venv/bin/python" - "$work" <<'PY'
import sys
from pathlib import Path

import pypdf
import pypdfium2
import reportlab
from reportlab.pdfgen import canvas

FIELDS = {"Total HT": "358,33 EUR", "Total TVA": "71,67 EUR", "Total TTC": "430,00 EUR"}
blank, flat = Path(sys.argv[1]) / "blank.pdf", Path(sys.argv[1]) / "flat.pdf"

page = canvas.Canvas(str(blank))
page.setFont("Helvetica", 11)
for row, label in enumerate(FIELDS):
    page.drawString(72, 700 - 30 * row, label)
    page.acroForm.textfield(name=label, x=150, y=692 - 30 * row, width=120, height=20, fontName="Helvetica")
page.save()

writer = pypdf.PdfWriter(clone_from=blank)
writer.update_page_form_field_values(writer.pages[0], FIELDS, auto_regenerate=False, flatten=True)
writer.remove_annotations(subtypes="/Widget")
writer.write(flat)

read = pypdf.PdfReader(flat).pages[0]
texts = {
    "pypdf plain": read.extract_text(),
    "pypdf layout": read.extract_text(extraction_mode="layout"),
    "pdfium": pypdfium2.PdfDocument(flat)[0].get_textpage().get_text_range(),
}
expected = {"pypdf plain": list(FIELDS.values()), "pypdf layout": [], "pdfium": list(FIELDS.values())}

print("pypdf", pypdf.__version__, "pypdfium2", pypdfium2.PYPDFIUM_INFO, "reportlab", reportlab.__version__)
print("form XObjects on the page:", sorted(read["/Resources"]["/XObject"]))
for reader, text in texts.items():
    print(f"{reader:12} {ascii(text)}")
if any(label not in text for label in FIELDS for text in texts.values()):
    sys.exit("the behaviour changed: a label is missing")
if {reader: [v for v in FIELDS.values() if v in text] for reader, text in texts.items()} != expected:
    sys.exit("the behaviour changed")
PY
