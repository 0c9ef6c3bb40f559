#!/usr/bin/env bash
# An amount with a blank between thousands that is an operation of its own, followed by a step to the next
# digits: "48", " ", then "350,00" 12.5 points after the beginning of "48". A browser writes so the narrow
# no-break space of Intl.NumberFormat when the font has no such sign.
#
# Guess: how a string is split into operations does not change where it stands, so that pypdf's
# extraction_mode="layout" gives one blank, or none, as for the same signs shown at once.
#
# What happens: the layout mode moves on after a number in an array of texts alone. What follows an operation
# is measured from its beginning, the blank stands over the "4", and the step of half a millimetre
# becomes four blanks: "48    350,00". Shown at once ("48 "), the same page gives "48 350,00", as the plain mode
# does both times; pdfium finds the digits in the same places both times.
#
# Why it matters: two blanks are what parts the cells of a table in that mode. The amount is read as 350,00, the
# 48 as a quantity, and only amounts of a thousand and more are struck.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq --disable-pip-version-check install pypdf==7.1.1 pypdfium2==5.15.2 reportlab==5.1.0

"$work/venv/bin/python" - <<'PY'
import sys
from io import BytesIO

import pypdf
import pypdfium2
import reportlab
from reportlab.pdfgen.canvas import Canvas

SHOWN = {"apart": "(48)Tj ( )Tj", "at once": "(48 )Tj"}
EXPECTED = {"apart": "48    350,00", "at once": "48 350,00"}


def page(shown):
    made = BytesIO()
    canvas = Canvas(made, pagesize=(400, 200))
    canvas._code.append(
        f"BT /F1 10 Tf 20 150 Td (Total HT)Tj 200 0 Td {shown} 12.5 0 Td (350,00)Tj ET"
    )
    canvas.save()
    return made.getvalue()


print("pypdf", pypdf.__version__, "pypdfium2", pypdfium2.PYPDFIUM_INFO, "reportlab", reportlab.__version__)
places = {}
for name, shown in SHOWN.items():
    data = page(shown)
    read = pypdf.PdfReader(BytesIO(data)).pages[0]
    layout = read.extract_text(extraction_mode="layout").removeprefix("Total HT").strip()
    plain = read.extract_text()
    text = pypdfium2.PdfDocument(data)[0].get_textpage()
    places[name] = text.get_charbox(text.search("350,00").get_next()[0])
    print(f"{name:8} layout {layout!r}, plain {plain!r}, pdfium {text.get_text_range()!r}")
    if layout != EXPECTED[name] or plain != "Total HT 48 350,00":
        sys.exit("the behaviour changed")
if places["apart"] != places["at once"]:
    sys.exit("the pages are no longer the same")
PY
