"""What becomes of a paper after it was made: each step changes its file in place.

Merged, turned, linearised, distilled, printed to PostScript and back, scanned.
"""

import os
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from pypdf import PageObject, PdfReader, PdfWriter, Transformation
from reportlab.pdfgen.canvas import Canvas

from corpus.pens import A4
from corpus.scans import scanned
from papers.makers import Need, module, program

_SECONDS = 300
# Two processes of the campaign are at work already.
_ENV = {**os.environ, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}
_DPI = 200
_CONDITIONS = (
    "Conditions générales de vente",
    "Les présentes conditions s'appliquent à toute commande passée auprès du fournisseur.",
    "Le client déclare en avoir pris connaissance avant la signature.",
    "Tout litige relève des tribunaux compétents.",
)


@dataclass(frozen=True)
class Step:
    """One thing done to the files of papers, in their place; `slow`: seconds for each."""

    name: str
    run: Callable[[Sequence[Path]], None]
    needs: tuple[Need, ...] = ()
    slow: bool = False


def command(name: str, *words: str, needs: Sequence[str] = (), piped: bool = False) -> Step:
    """A step by a program: IN and OUT in its words are the file before and after.

    LETTERHEAD, CONDITIONS and VALUES are the files that stand beside it.
    """

    def run(files: Sequence[Path]) -> None:
        for file in files:
            made = file.with_suffix(".made.pdf")  # mutool goes by the name
            places = {
                "IN": file,
                "OUT": made,
                "LETTERHEAD": file.with_suffix(".letterhead"),
                "CONDITIONS": file.with_suffix(".conditions"),
                "VALUES": file.with_suffix(".stamp.pdf"),
                "FDF": file.with_suffix(".fdf"),
                "TMP": file.with_suffix(".tmp"),
            }
            if "LETTERHEAD" in " ".join(words):
                places["LETTERHEAD"].write_bytes(letterhead())
            if "CONDITIONS" in " ".join(words):
                places["CONDITIONS"].write_bytes(conditions())
            filled = [_filled(word, places) for word in words]
            line = ["sh", "-c", " ".join(filled)] if piped else filled
            told = subprocess.run(  # noqa: S603 - a list, of words of this module
                line, capture_output=True, timeout=_SECONDS, check=False, cwd=file.parent, env=_ENV
            )
            if not made.exists() or not made.stat().st_size:
                raise RuntimeError(f"{name}: {told.stderr.decode(errors='replace')[-300:]}")
            made.replace(file)

    named = needs or words[:1]
    return Step(name, run, tuple(map(program, named)), slow="tesseract" in named)


def _filled(word: str, places: dict[str, Path]) -> str:
    for name, path in places.items():
        word = word.replace(f"{{{name}}}", str(path))
    return word


def by_pypdf(name: str, change: Callable[[PdfWriter], None]) -> Step:
    """A step by pypdf."""

    def run(files: Sequence[Path]) -> None:
        for file in files:
            writer = PdfWriter(clone_from=BytesIO(file.read_bytes()))
            change(writer)
            writer.write(file)

    return Step(name, run)


def letterhead() -> bytes:
    """A page with the supplier's letterhead in its margins, which the papers leave free."""
    made = BytesIO()
    canvas = Canvas(made, pagesize=A4, invariant=1)
    canvas.setFont("Helvetica-Oblique", 7)
    canvas.setFillGray(0.4)
    canvas.drawCentredString(
        A4[0] / 2, A4[1] - 14, "Logiciels du Lac - l'informatique des soignants"
    )
    canvas.drawCentredString(
        A4[0] / 2, 10, "www.logiciels-du-lac.example - accueil@logiciels-du-lac.example"
    )
    canvas.save()
    return made.getvalue()


def conditions() -> bytes:
    """A page of conditions that names no figure."""
    made = BytesIO()
    canvas = Canvas(made, pagesize=A4, invariant=1)
    for line, text in enumerate(_CONDITIONS):
        canvas.drawString(45, 780 - 16 * line, text)
    canvas.save()
    return made.getvalue()


def _turned_whole(writer: PdfWriter) -> None:
    """The content turned a quarter, the page turned back: it shows upright."""
    for page in writer.pages:
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        page.add_transformation(Transformation().rotate(90).translate(height, 0))
        page.mediabox.upper_right = (height, width)
        page.cropbox.upper_right = (height, width)
        page.rotate(90)


def _turned_page(degrees: int) -> Callable[[PdfWriter], None]:
    def turn(writer: PdfWriter) -> None:
        for page in writer.pages:
            page.rotate(degrees)

    return turn


def _merged_page(writer: PdfWriter) -> None:
    """Each page laid on a blank one, a little smaller, as programs that add a margin do."""
    for page in writer.pages:
        old = PageObject.create_blank_page(None, page.mediabox.width, page.mediabox.height)
        old.merge_transformed_page(page, Transformation().scale(0.95).translate(12, 18))
        page.replace_contents(old.get_contents())


def _on_letterhead(files: Sequence[Path]) -> None:
    """The content merged on a page of letterhead by pypdf's merge_page."""
    for file in files:
        head, writer = PdfReader(BytesIO(letterhead())), PdfWriter()
        for page in PdfReader(BytesIO(file.read_bytes())).pages:
            made = writer.add_page(head.pages[0])
            made.merge_page(page)
        writer.write(file)


def _mupdf_saved(files: Sequence[Path]) -> None:
    import pymupdf  # noqa: PLC0415 - a library of the campaign alone

    for file in files:
        with pymupdf.open(stream=file.read_bytes()) as document:
            document.subset_fonts()
            document.ez_save(file)


def _mupdf_pages(files: Sequence[Path]) -> None:
    """Each page shown on a new one, as a form XObject."""
    import pymupdf  # noqa: PLC0415 - as above

    for file in files:
        with pymupdf.open(stream=file.read_bytes()) as old, pymupdf.open() as made:
            for at, page in enumerate(old):
                new = made.new_page(width=page.rect.width, height=page.rect.height)
                new.show_pdf_page(new.rect, old, at)
            made.save(file)


def _scanned(files: Sequence[Path]) -> None:
    for file in files:
        file.write_bytes(scanned(file.read_bytes(), _DPI))


def _ocrmypdf(name: str, *options: str) -> Step:
    words = (
        "ocrmypdf",
        "-j1",
        "-l",
        "fra",
        "-q",
        "--output-type",
        "pdf",
        *options,
        "{IN}",
        "{OUT}",
    )
    return command(name, *words, needs=("ocrmypdf", "tesseract"))


def _ghostscript(name: str, *options: str) -> Step:
    return command(
        name, "gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", *options, "-o", "{OUT}", "{IN}"
    )


def _shell(name: str, line: str, *needs: str) -> Step:
    return command(name, line, needs=needs, piped=True)


MERGED = (
    command("qpdf --pages", "qpdf", "{IN}", "--pages", "{IN}", "{CONDITIONS}", "--", "{OUT}"),
    command("pdfunite", "pdfunite", "{IN}", "{CONDITIONS}", "{OUT}"),
    command("pdftk cat", "pdftk", "{IN}", "{CONDITIONS}", "cat", "output", "{OUT}"),
    _shell("gs, deux fichiers", "gs -q -sDEVICE=pdfwrite -o {OUT} {IN} {CONDITIONS}", "gs"),
)
LETTERHEADS = (
    command(
        "qpdf --underlay", "qpdf", "{IN}", "--underlay", "{LETTERHEAD}", "--repeat=1", "--", "{OUT}"
    ),
    command("pdftk background", "pdftk", "{IN}", "background", "{LETTERHEAD}", "output", "{OUT}"),
    Step("pypdf merge_page", _on_letterhead),
)
TURNED = (
    command("qpdf --rotate=90", "qpdf", "{IN}", "--rotate=+90", "{OUT}"),
    command("qpdf --rotate=180", "qpdf", "{IN}", "--rotate=+180", "{OUT}"),
    command("pdftk 1-endwest", "pdftk", "{IN}", "cat", "1-endwest", "output", "{OUT}"),
    by_pypdf("pypdf rotate 270", _turned_page(270)),
    by_pypdf("pypdf, page et contenu tournés", _turned_whole),
    _shell(
        "pdfjam --angle 90",
        "pdfjam --quiet --angle 90 --a4paper --landscape --outfile {TMP}.pdf {IN} && mv {TMP}.pdf {OUT}",
        "pdfjam",
    ),
)
IMPORTED = (
    _shell("pdfjam", "pdfjam --quiet --outfile {TMP}.pdf {IN} && mv {TMP}.pdf {OUT}", "pdfjam"),
    by_pypdf("pypdf merge_transformed_page", _merged_page),
    Step("MuPDF show_pdf_page", _mupdf_pages, (module("pymupdf"),)),
)
REWRITTEN = (
    command("qpdf --linearize", "qpdf", "--linearize", "{IN}", "{OUT}"),
    command(
        "qpdf --object-streams",
        "qpdf",
        "--object-streams=generate",
        "--recompress-flate",
        "{IN}",
        "{OUT}",
    ),
    command("qpdf --encrypt", "qpdf", "--encrypt", "", "owner", "256", "--", "{IN}", "{OUT}"),
    _shell("mutool clean", "mutool clean -gggg -c -s {IN} {OUT}", "mutool"),
    Step("MuPDF ez_save", _mupdf_saved, (module("pymupdf"),)),
    command("pdftk compress", "pdftk", "{IN}", "output", "{OUT}", "compress"),
    _shell(
        "pdfseparate, pdfunite",
        "pdfseparate -f 1 -l 1 {IN} {TMP} && pdfunite {TMP} {OUT}",
        "pdfseparate",
        "pdfunite",
    ),
)
DISTILLED = (
    _ghostscript("gs pdfwrite", "-sDEVICE=pdfwrite"),
    _ghostscript("gs PDF/A", "-sDEVICE=pdfwrite", "-dPDFA=2", "-sColorConversionStrategy=RGB"),
    _ghostscript("gs -dNoOutputFonts", "-sDEVICE=pdfwrite", "-dNoOutputFonts"),
    command("pdftocairo -pdf", "pdftocairo", "-pdf", "{IN}", "{OUT}"),
    _shell("pdftops | ps2pdf", "pdftops {IN} - | ps2pdf - {OUT}", "pdftops", "ps2pdf"),
    _shell(
        "pdftops -level1 | ps2pdf", "pdftops -level1 {IN} - | ps2pdf - {OUT}", "pdftops", "ps2pdf"
    ),
    _shell("pdf2ps | ps2pdf", "pdf2ps {IN} {TMP} && ps2pdf {TMP} {OUT}", "pdf2ps", "ps2pdf"),
    _shell(
        "pdftocairo -ps | ps2pdf", "pdftocairo -ps {IN} - | ps2pdf - {OUT}", "pdftocairo", "ps2pdf"
    ),
    _shell("mutool convert", "mutool convert -o {TMP}.pdf {IN} && mv {TMP}.pdf {OUT}", "mutool"),
)
SCAN = Step("scan 200 ppp", _scanned)
RECOGNISED = (
    _ocrmypdf("OCRmyPDF", "--deskew"),
    _ocrmypdf("OCRmyPDF --pdf-renderer hocr", "--pdf-renderer", "hocr"),
)
FORCED = _ocrmypdf("OCRmyPDF --force-ocr", "--force-ocr")
REDONE = _ocrmypdf("OCRmyPDF --redo-ocr", "--redo-ocr")
TESSERACT = _shell(
    "pdftoppm, tesseract pdf",
    "pdftoppm -r 200 -singlefile -png {IN} {TMP} && tesseract {TMP}.png {TMP} -l fra pdf && mv {TMP}.pdf {OUT}",
    "pdftoppm", "tesseract",
)  # fmt: skip
