#!/usr/bin/env bash
# A code such as HOP-DPI-Va2 that the margin breaks after its hyphen, as it does in a letter or a narrow
# column.
#
# Guess: the text of the page has "HOP-DPI-", a line break, "Va2", so taking the break out gives the code; or
# a reader that mends broken words leaves codes and numbers alone.
#
# What happens: pdfium takes a hyphen that ends a line after a letter for one of a broken word, whatever
# follows, capitals and figures too. It gives U+FFFE, which is no letter at all, in the place of the hyphen,
# and no line break. After a figure (BDC-2022-) it keeps both. pypdf always keeps both.
#
# Why it matters: HOP-DPI-Va2 and the order number BDC-0042 stand on the paper and are not found in its text,
# BDC-2022-0042 beside them is; whoever drops what is not printable looks for "HOP-DPIVa2". The hyphen has
# to be put back for a code and left out for a word ("télé-expertise" is both).
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

path = Path(sys.argv[1]) / "order.pdf"
# As printed, and what pdfium gives for it.
EXPECTED = {
    ("Couloir HOP-DPI-", "Va2"): "Couloir HOP-DPI\ufffeVa2",
    ("Bon de commande BDC-", "0042"): "Bon de commande BDC\ufffe0042",
    ("Bon de commande BDC-2022-", "0042"): "Bon de commande BDC-2022-\r\n0042",
    ("Module de télé-", "expertise"): "Module de télé\ufffeexpertise",
}

print("pypdf", pypdf.__version__, "pypdfium2", pypdfium2.PYPDFIUM_INFO, "reportlab", reportlab.__version__)
changed = False
for printed, expected in EXPECTED.items():
    page = canvas.Canvas(str(path))
    page.setFont("Helvetica", 11)
    for row, line in enumerate(printed):
        page.drawString(72, 700 - 14 * row, line)
    page.save()
    pdfium = pypdfium2.PdfDocument(path)[0].get_textpage().get_text_range()
    plain = pypdf.PdfReader(path).pages[0].extract_text()
    code = "".join(printed).split()[-1]
    print(f"pdfium {ascii(pdfium)}\npypdf  {ascii(plain)}")
    print(f"       {code} found by pdfium: {code in pdfium.replace(chr(13) + chr(10), '')}")
    changed |= pdfium != expected or plain.splitlines() != list(printed)
if changed:
    sys.exit("the behaviour changed")
PY
