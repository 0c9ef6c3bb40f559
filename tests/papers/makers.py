"""The programs that make the papers: those of the corpus, and more; each gives a PDF of an outline."""

import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from shutil import which
from typing import NamedTuple

from corpus.fonts import unicode_font
from corpus.foreign import PROGRAMS, Program, node_folder, printed
from corpus.outlines import Outline
from corpus.paper import Paper
from corpus.pens import FpdfPen, Pen, ReportlabPen
from corpus.setting import set_outline
from corpus.sources import drawing, html, tex, web_page
from corpus.spelling import NARROW, NBSP
from papers.sheets import Sheet
from papers.sources import SPACED_CSS, rows, styled, typst, typst_spaced

HERE = Path(__file__).parent
ITEXT = Path("/usr/share/java/itext.jar")  # where Debian's package puts it
_LANDSCAPE = "@page{size:A4 landscape}"
# Those of the metrics of Arial and Calibri, of which some have no glyph for U+202F.
_FONTS = {"liberation": "Liberation Sans", "arimo": "Arimo", "arial": "Arial", "carlito": "Carlito"}


class Need(NamedTuple):
    """What must be on this machine: its name, and whether it is there."""

    name: str
    there: Callable[[], bool]


def program(name: str) -> Need:
    """A command."""
    return Need(name, lambda: which(name) is not None)


def module(name: str) -> Need:
    """A package of Python."""
    return Need(name, lambda: find_spec(name) is not None)


NODE = Need("npm", lambda: node_folder(HERE / "node") is not None)


@dataclass(frozen=True)
class Maker:
    """What makes papers, and what it needs."""

    name: str
    make: Callable[[Sequence[Sheet]], list[bytes]]
    needs: tuple[Need, ...] = ()


def _by(one: Program) -> Maker:
    def make(sheets: Sequence[Sheet]) -> list[bytes]:
        if one.together:
            return printed(
                one, {sheet.name: one.source(sheet.outline).encode() for sheet in sheets}
            )
        return [
            pdf
            for sheet in sheets
            for pdf in printed(one, {sheet.name: one.source(sheet.outline).encode()})
        ]

    needs = (program(one.executable), Need(f"{one.name} (bibliothèque)", one.needs))
    return Maker(one.name, make, needs)


def _each(name: str, make: Callable[[Outline], bytes], *needs: Need) -> Maker:
    return Maker(name, lambda sheets: [make(sheet.outline) for sheet in sheets], needs)


def _with_pen(name: str, new: Callable[[], Pen], *needs: Need) -> Maker:
    def draw(sheet: Sheet) -> bytes:
        pen = new()
        set_outline(Paper(sheet.statement.truth, sheet.statement.style, pen), sheet.outline)
        return pen.finish()

    return Maker(name, lambda sheets: [draw(sheet) for sheet in sheets], needs)


class _PlainPen(ReportlabPen):
    """The standard Helvetica, which has no narrow blank: software that knows prints the wider one."""

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 9,
        bold: bool = False,
        right: bool = False,
    ) -> None:
        """Show a text in one run."""
        super().text(x, y, text.replace(NARROW, NBSP), size=size, bold=bold, right=right)


def _weasyprint(outline: Outline, css: str = "") -> bytes:
    from weasyprint import HTML  # noqa: PLC0415 - a library of the campaign alone

    return bytes(HTML(string=styled(html, css)(outline)).write_pdf())


def _xhtml2pdf(outline: Outline) -> bytes:
    from xhtml2pdf import pisa  # noqa: PLC0415 - as above

    made = BytesIO()
    # Its standard Helvetica has no narrow blank.
    pisa.CreatePDF(html(outline).replace(NARROW, NBSP), made, encoding="utf-8")
    return made.getvalue()


def _typst(source: Callable[[Outline], str]) -> Callable[[Outline], bytes]:
    def make(outline: Outline) -> bytes:
        from typst import compile as set_type  # noqa: PLC0415 - as above

        return bytes(set_type(source(outline).encode()))

    return make


def _dvips(folder: Path, files: Sequence[Path]) -> list[str]:
    name = files[0].stem
    run = f"latex -interaction=batchmode {name}.tex && dvips -q -o {name}.ps {name}.dvi && ps2pdf {name}.ps"
    return ["sh", "-c", f"cd {folder} && {run}"]


def _node(script: str, *words: str) -> Callable[[Path, Sequence[Path]], list[str]]:
    def command(_: Path, files: Sequence[Path]) -> list[str]:
        folder = node_folder(HERE / "node")
        assert folder is not None
        return ["node", str(folder / script), *words, *map(str, files)]

    return command


def _script(*words: str) -> Callable[[Path, Sequence[Path]], list[str]]:
    return lambda _, files: [*words, *map(str, files)]


_SCRIPTS = HERE / "scripts"
_OF_CORPUS = {one.name: one for one in PROGRAMS}
_BROWSER, _WEBKIT = _OF_CORPUS["chromium"], _OF_CORPUS["wkhtmltopdf"]


def _programs() -> Iterator[Program]:
    yield from PROGRAMS
    for name, family in _FONTS.items():
        css = f"body{{font-family:'{family}'}}"
        yield replace(_BROWSER, name=f"chromium-{name}", source=styled(html, css))
    yield replace(_BROWSER, name="chromium-halves", source=web_page)
    yield replace(_BROWSER, name="chromium-landscape", source=styled(html, _LANDSCAPE))
    for one in (_BROWSER, _WEBKIT):
        yield replace(one, name=f"{one.name}-spaced", source=styled(html, SPACED_CSS))
    yield Program("latex-dvips", "dvips", ".tex", tex, _dvips)
    there = NODE.there
    for name, command in (("react-pdf", _node("react.js")), ("pdf-lib", _node("lib.js", "draw"))):
        yield Program(name, "node", ".json", drawing, command, together=True, needs=there)
    fpdf = _script("php", str(_SCRIPTS / "fpdf.php"))
    needs = Path("/usr/share/php/fpdf.php").exists
    yield Program("fpdf", "php", ".json", drawing, fpdf, together=True, needs=needs)
    prawn = _script("ruby", str(_SCRIPTS / "prawn.rb"))
    yield Program(
        "prawn",
        "ruby",
        ".json",
        drawing,
        prawn,
        together=True,
        needs=_runs("ruby", "-rprawn/table", "-e0"),
    )
    perl = _script("perl", str(_SCRIPTS / "pdf_api2.pl"))
    yield Program(
        "pdf-api2",
        "perl",
        ".json",
        drawing,
        perl,
        together=True,
        needs=_runs("perl", "-MPDF::API2", "-e0"),
    )
    java = _script("java", "-cp", str(ITEXT), str(_SCRIPTS / "Itext.java"), "draw")
    yield Program("itext2", "java", ".txt", rows, java, together=True, needs=ITEXT.exists)


def _runs(*words: str) -> Callable[[], bool]:
    return lambda: subprocess.run(words, capture_output=True, check=False).returncode == 0  # noqa: S603 - a list


def _libraries() -> Iterator[Maker]:
    yield _with_pen("fpdf2", FpdfPen)
    yield _with_pen("reportlab", _PlainPen)
    font = Need("DejaVu", lambda: unicode_font() is not None)
    yield _with_pen("fpdf2-unicode", lambda: FpdfPen(unicode_font()), font)
    yield _with_pen("reportlab-unicode", lambda: ReportlabPen(unicode_font()), font)
    weasyprint = module("weasyprint")
    yield _each("weasyprint", _weasyprint, weasyprint)
    yield _each("weasyprint-spaced", lambda one: _weasyprint(one, SPACED_CSS), weasyprint)
    yield _each("xhtml2pdf", _xhtml2pdf, module("xhtml2pdf"))
    yield _each("typst", _typst(typst), module("typst"))
    yield _each("typst-spaced", _typst(typst_spaced), module("typst"))


MAKERS = {one.name: one for one in (*map(_by, _programs()), *_libraries())}
