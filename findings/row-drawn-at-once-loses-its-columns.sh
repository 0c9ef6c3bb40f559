#!/usr/bin/env bash
# A table whose rows are each drawn by one operation, with gaps between the cells, as Ghostscript, cairo and
# others write them. In each column all cells begin at the same point of the page.
#
# Guess: extraction_mode="layout" of pypdf places text by its coordinates, so that it is the same whether the
# cells of a row are drawn one by one or together.
#
# What happens: drawn one by one, the cells of a column begin at one place of their lines. Drawn together, the
# gaps become as many blanks as blanks of the font fit into them, while letters are counted one by one: the
# second column begins at 42, 49 and 30. pdfium finds all three at the same point.
#
# Why it matters: a program that asks which heading stands above a figure asks a question that has no answer
# on such a page: the wider the letters before it, the further to the left the figure stands.
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
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

COLUMNS = (20, 160, 300)
ROWS = (
    ("Designation", "Montant HT", "TVA"),
    ("Illimite lili", "48 250,00", "9 650,00"),
    ("MMMMMMMMMM", "1,00", "0,20"),
)


def one_by_one(y, row):
    return "".join(f"BT /F1 10 Tf {x} {y} Td ({cell})Tj ET " for x, cell in zip(COLUMNS, row))


def at_once(y, row):
    shown, at = "", COLUMNS[0]
    for x, cell in zip(COLUMNS, row):
        shown += f"{-100 * (x - at):.2f} ({cell})"
        at = x + stringWidth(cell, "Helvetica", 10)
    return f"BT /F1 10 Tf {COLUMNS[0]} {y} Td [{shown}]TJ ET "


def page(draw):
    made = BytesIO()
    canvas = Canvas(made, pagesize=(500, 200))
    for rank, row in enumerate(ROWS):
        canvas._code.append(draw(150 - 20 * rank, row))
    canvas.save()
    return made.getvalue()


def by_pypdf(data):
    text = pypdf.PdfReader(BytesIO(data)).pages[0].extract_text(extraction_mode="layout")
    return [line.index(row[1]) for row, line in zip(ROWS, filter(str.strip, text.splitlines()))]


def by_pdfium(data):
    text = pypdfium2.PdfDocument(data)[0].get_textpage()
    return [round(text.get_charbox(text.search(row[1]).get_next()[0], loose=True)[0]) for row in ROWS]


print("pypdf", pypdf.__version__, "pypdfium2", pypdfium2.PYPDFIUM_INFO, "reportlab", reportlab.__version__)
found = {}
for name, draw in (("one by one", one_by_one), ("at once", at_once)):
    data = page(draw)
    found[name] = by_pypdf(data), by_pdfium(data)
    print(f"{name:11} second column: signs {found[name][0]} (pypdf), points {found[name][1]} (pdfium)")
expected = {"one by one": ([34] * 3, [160] * 3), "at once": ([42, 49, 30], [160] * 3)}
if found != expected:
    sys.exit("the behaviour changed")
PY
