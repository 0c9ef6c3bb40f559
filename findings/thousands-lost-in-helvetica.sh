#!/usr/bin/env bash
# Intl.NumberFormat('fr-FR') writes 58 250,00 € with U+202F between the thousands. The standard Helvetica of
# a PDF has no such sign.
#
# Guess: a library of PDF refuses what its font lacks, or draws a blank or a "?" there; the rest of the line
# is read as it was written, and two libraries with the same font come out alike.
#
# What happens: U+202F is cut into its two bytes, 20 and 2F, a blank and a slash: "58 /250,00", on the page
# and in its text, without a word. Beyond that the two differ. PDFKit spoils that one sign; in jsPDF it turns
# its whole string, label included, into two bytes a letter under a font of one byte a letter, which shows
# as letters set wide apart. Of that line pdfium gives the letters alone; pypdf gives a NUL before each, so
# that even "Total HT" is not found. With U+00A0 in place of U+202F all is well, the euro sign too.
#
# Why it matters: who looks for an amount in such an order finds "250,00", well formed and 58 000 € short;
# and whether the label is found first depends on the reader alone.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq --disable-pip-version-check install pypdf==7.1.1 pypdfium2==5.15.2
npm install --prefix "$work" --silent --no-audit --no-fund --ignore-scripts --omit=optional \
  jspdf@4.2.1 pdfkit@0.20.2

cat > "$work/draw.cjs" <<'JS'
const fs = require("fs");
const { jsPDF } = require("jspdf");
const PDFDocument = require("pdfkit");

const amount = new Intl.NumberFormat("fr-FR", { style: "currency", currency: "EUR" }).format(58250);
const lines = ["Total HT " + amount, "Total HT " + amount.replace("\u202f", "\u00a0")];
console.log("node", process.versions.node, "ICU", process.versions.icu);
for (const name of ["jspdf", "pdfkit"]) {
  console.log(name, JSON.parse(fs.readFileSync(`node_modules/${name}/package.json`, "utf8")).version);
}
if (!amount.includes("58\u202f250")) {
  console.error("the behaviour changed: Intl writes " + JSON.stringify(amount));
  process.exit(1);
}

const page = new jsPDF();
page.setFont("helvetica");
lines.forEach((line, row) => page.text(line, 20, 20 + 10 * row));
fs.writeFileSync("jspdf.pdf", Buffer.from(page.output("arraybuffer")));

const document = new PDFDocument();
document.pipe(fs.createWriteStream("pdfkit.pdf"));
document.font("Helvetica");
lines.forEach((line) => document.text(line));
document.end();
JS
(cd "$work" && node draw.cjs)

"$work/venv/bin/python" - "$work" <<'PY'
import re
import sys
from pathlib import Path

import pypdf
import pypdfium2

work = Path(sys.argv[1])
AMOUNT = re.compile("[0-9]{1,3}(?:[ \u00a0\u202f]?[0-9]{3})*,[0-9]{2}")
RIGHT = "Total HT 58\u00a0250,00\u00a0€"
SLASHED = "Total HT 58 /250,00\u00a0€"
# Two bytes a letter, read as the Windows letters that the font declares; its euro is 80.
TWO_BYTES = "Total HT 58\u202f250,00\u00a0\x80".encode("utf-16-be").decode("cp1252")
EXPECTED = {
    ("jspdf", "pypdf"): [TWO_BYTES, RIGHT],
    ("jspdf", "pdfium"): [SLASHED.replace("\u00a0", " "), RIGHT.replace("\u00a0", " ")],
    ("pdfkit", "pypdf"): [SLASHED, RIGHT],
    ("pdfkit", "pdfium"): [SLASHED.replace("\u00a0", " "), RIGHT.replace("\u00a0", " ")],
}
READERS = {
    "pypdf": lambda path: pypdf.PdfReader(path).pages[0].extract_text(),
    "pdfium": lambda path: pypdfium2.PdfDocument(path)[0].get_textpage().get_text_range(),
}

print("pypdf", pypdf.__version__, "pypdfium2", pypdfium2.PYPDFIUM_INFO)
seen = {}
for writer, reader in EXPECTED:
    lines = READERS[reader](work / f"{writer}.pdf").splitlines()
    seen[writer, reader] = lines
    for line in lines:
        amounts, label = AMOUNT.findall(line), "Total HT" in line
        print(f"{writer:6} read by {reader:6} {ascii(line)}\n       amounts {amounts}, label found: {label}")
if seen != EXPECTED or AMOUNT.findall(SLASHED) != ["250,00"]:
    sys.exit("the behaviour changed")
PY
