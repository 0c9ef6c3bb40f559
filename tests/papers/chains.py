"""The chains of programs that the papers go through: what makes them, then what becomes of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from papers import filling, steps
from papers.makers import MAKERS, Maker
from papers.steps import Step


@dataclass(frozen=True)
class Chain:
    """A maker, then steps; `slow`: a paper takes seconds, so that it makes orders alone."""

    maker: Maker
    steps: tuple[Step, ...] = ()

    @property
    def slow(self) -> bool:
        """Whether characters are recognised."""
        return any(one.slow for one in self.steps)

    @property
    def name(self) -> str:
        """The programs in their order."""
        return " → ".join((self.maker.name, *(one.name for one in self.steps)))

    @property
    def folder(self) -> str:
        """The name as a folder has it."""
        return "".join(sign if sign.isalnum() else "-" for sign in self.name)

    @property
    def lacking(self) -> tuple[str, ...]:
        """What it needs and this machine has not."""
        needs = (*self.maker.needs, *(need for step in self.steps for need in step.needs))
        return tuple(dict.fromkeys(one.name for one in needs if not one.there()))


def chains() -> Iterator[Chain]:
    """All of them."""
    yield from (Chain(one) for one in MAKERS.values())
    yield from _filled()
    yield from _printed()


def _filled() -> Iterator[Chain]:
    form, blank = filling.FORM, filling.BLANK
    for fill in (filling.FILL_PYPDF, filling.FILL_MUPDF, filling.FILL_PDF_LIB, filling.FILL_PDFTK):
        yield Chain(form, (fill,))
    for fill, flat in (
        (filling.FILL_PDF_LIB, filling.FLAT_PDF_LIB),
        (filling.FILL_PYPDF, filling.FLAT_PDF_LIB),
        (filling.FILL_PYPDF, filling.FLAT_QPDF),
        (filling.FILL_MUPDF, filling.FLAT_QPDF),
        (filling.FILL_MUPDF, filling.FLAT_MUPDF),
        (filling.FILL_PDF_LIB, filling.FLAT_MUPDF),
        (filling.FILL_PDFTK, filling.FLAT_PDFTK),
        (filling.FILL_PDF_LIB, filling.FLAT_PDFTK),
    ):
        yield Chain(form, (fill, flat))
    yield Chain(form, (filling.FILL_PDFTK_FLAT,))
    yield Chain(form, (filling.FILL_ITEXT_FLAT,))
    distilled = {one.name: one for one in steps.DISTILLED}
    for name in ("gs pdfwrite", "pdftocairo -pdf", "pdftops | ps2pdf"):
        yield Chain(form, (filling.FILL_MUPDF, distilled[name]))
    yield Chain(blank, (filling.NOTE_PYPDF,))  # without an appearance, which qpdf would not flatten
    yield Chain(blank, (filling.NOTE_MUPDF,))
    yield Chain(blank, (filling.NOTE_MUPDF, filling.FLAT_QPDF))
    yield Chain(blank, (filling.NOTE_MUPDF, distilled["gs pdfwrite"]))
    yield Chain(blank, (filling.NOTE_MUPDF, distilled["pdftocairo -pdf"]))
    yield from (Chain(blank, (one,)) for one in filling.STAMPS)


# Each step goes after a maker of its own, so that many meet; the last ones after several.
_AFTER = {
    steps.MERGED: ("chromium", "libreoffice-writer", "reportlab", "weasyprint"),
    steps.LETTERHEADS: ("chromium-liberation", "fpdf2", "wkhtmltopdf"),
    steps.TURNED: ("libreoffice-calc", "pdflatex", "tcpdf", "dompdf", "typst", "chromium"),
    steps.IMPORTED: ("libreoffice-writer", "reportlab", "chromium-liberation"),
    steps.REWRITTEN: (
        "chromium-liberation", "typst", "libreoffice-writer", "weasyprint", "pdfmake", "prawn", "pdflatex",
    ),
}  # fmt: skip
_DISTILLED = (
    "chromium-liberation",
    "libreoffice-writer",
    "pdflatex",
    "fpdf2",
    "weasyprint",
    "typst",
)


def _printed() -> Iterator[Chain]:
    for done, makers in _AFTER.items():
        yield from (Chain(MAKERS[name], (one,)) for one, name in zip(done, makers, strict=True))
    for name in ("chromium", "pdflatex", "jspdf"):
        yield Chain(MAKERS[name], (filling.EMBED,))
    for at, one in enumerate(steps.DISTILLED):
        for name in (_DISTILLED[at % 3], _DISTILLED[3 + at % 3]):
            yield Chain(MAKERS[name], (one,))
    scan = steps.SCAN
    yield Chain(MAKERS["reportlab"], (scan,))
    yield from (Chain(MAKERS["fpdf2"], (scan, one)) for one in steps.RECOGNISED)
    yield Chain(MAKERS["chromium"], (steps.FORCED,))
    yield Chain(MAKERS["chromium"], (steps.REDONE,))
    yield Chain(MAKERS["libreoffice-writer"], (steps.TESSERACT,))
