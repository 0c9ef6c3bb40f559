"""What layouts draw with: two libraries, each with a core font and, where found, a Unicode one.

Points from the top left corner of the page as it is seen, whatever its rotation.
"""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Protocol

from fpdf import FPDF
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfgen.canvas import Canvas

from corpus.fonts import unicode_font

A4 = (595.28, 841.89)
_STRING = re.compile(r"\((?:\\.|[^\\)])*\)", re.DOTALL)
# A core font has no narrow blank: fpdf2 refuses it, software that knows prints the wider one.
# ReportLab takes it and shows a black square, which software sold with it does print.
_CORE_BLANKS = {0x202F: 0xA0, 0x2009: 0xA0}


class Pen(Protocol):
    """What a layout needs of a library."""

    said: list[str]

    def page(self, *, landscape: bool = False, rotated: bool = False) -> None:
        """Start a page; a rotated one is stored upright and turned by its /Rotate."""

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
        """Show a text in one run; `x` is its right end when `right`."""

    def runs(self, x: float, y: float, parts: Sequence[str], *, size: float = 9) -> None:
        """Show each part in a run of its own, one against the other."""

    def kerned(self, x: float, y: float, parts: Sequence[str | int], *, size: float = 9) -> None:
        """Show parts in one TJ array; the numbers are its gaps, in thousandths, leftwards."""

    def rule(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Draw a line."""

    def finish(self) -> bytes:
        """The file."""


class FpdfPen:
    """fpdf2: each text in a BT … Td … Tj ET of its own."""

    def __init__(self, font: Path | None = None) -> None:
        self.said: list[str] = []
        self._core = font is None
        self.family = "Helvetica"
        self._turned = False
        self._drop = 0.0
        self.pdf = pdf = FPDF(unit="pt", format=A4)
        pdf.set_auto_page_break(auto=False)
        pdf.set_creation_date(datetime(2000, 1, 1, tzinfo=UTC))
        pdf.core_fonts_encoding = "cp1252"
        if font:
            self.family = "corpus"
            pdf.add_font(self.family, "", font)

    def page(self, *, landscape: bool = False, rotated: bool = False) -> None:
        """Start a page."""
        self._close()
        self.pdf.add_page(orientation="L" if landscape else "P")
        self._turned, self._drop = rotated, A4[1] - A4[0] if rotated else 0
        if rotated:
            vars(self.pdf.pages[self.pdf.page])["rotate"] = 90
            self.pdf._out(f"q 0 1 -1 0 {A4[0]} 0 cm")  # noqa: SLF001 - no rotation of pages in fpdf2

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
        self.said.append(text)
        text = self._set(text, size, bold=bold)
        if right:
            x -= self.pdf.get_string_width(text)
        self.pdf.text(x, y + self._drop, text)

    def runs(self, x: float, y: float, parts: Sequence[str], *, size: float = 9) -> None:
        """Show each part in a run of its own."""
        self.said.append("".join(parts))
        for part in parts:
            written = self._set(part, size)
            self.pdf.text(x, y + self._drop, written)
            x += self.pdf.get_string_width(written)

    def kerned(self, x: float, y: float, parts: Sequence[str | int], *, size: float = 9) -> None:
        """Show parts in one TJ array."""
        self.said.append("".join(part for part in parts if isinstance(part, str)))
        self._set("", size)
        font = self.pdf.current_font
        assert font is not None
        array = " ".join(
            font.encode_text(self.pdf.normalize_text(self._set(part, size))).removesuffix(" Tj")
            if isinstance(part, str)
            else str(part)
            for part in parts
        )
        top = self.pdf.h - y - self._drop
        self.pdf.text(0, 0, "")  # names the font on this page
        self.pdf._out(f"BT {x:.2f} {top:.2f} Td [{array}] TJ ET")  # noqa: SLF001 - fpdf2 writes no TJ

    def rule(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Draw a line."""
        self.pdf.line(x1, y1 + self._drop, x2, y2 + self._drop)

    def finish(self) -> bytes:
        """The file."""
        self._close()
        return bytes(self.pdf.output())

    def _set(self, text: str, size: float, *, bold: bool = False) -> str:
        self.pdf.set_font(self.family, "B" if bold and self._core else "", size)
        return self.written(text)

    def written(self, text: str) -> str:
        """The text as the font can show it."""
        return text.translate(_CORE_BLANKS) if self._core else text

    def _close(self) -> None:
        if self._turned:
            self.pdf._out("Q")  # noqa: SLF001 - as above
        self._turned = False


class ReportlabPen:
    """ReportLab: each text in a BT … Tm … Tj T* ET of its own."""

    def __init__(self, font: Path | None = None) -> None:
        self.said: list[str] = []
        self.fonts = ("Helvetica", "Helvetica-Bold")
        if font:
            self.fonts = (_registered(font),) * 2
        self.top = A4[1]
        self._data = BytesIO()
        self.canvas = Canvas(self._data, pagesize=A4, invariant=1)
        self._begun = False

    def page(self, *, landscape: bool = False, rotated: bool = False) -> None:
        """Start a page."""
        if self._begun:
            self.canvas.showPage()
        self._begun = True
        # ReportLab takes the size of a turned page as it is seen.
        self.canvas.setPageSize(A4[::-1] if landscape or rotated else A4)
        self.canvas.setPageRotation(90 if rotated else 0)
        self.top = A4[0] if landscape or rotated else A4[1]
        if rotated:
            self.canvas.transform(0, 1, -1, 0, A4[0], 0)

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
        self.said.append(text)
        self.canvas.setFont(self.fonts[bold], size)
        show = self.canvas.drawRightString if right else self.canvas.drawString
        show(x, self.top - y, text)

    def runs(self, x: float, y: float, parts: Sequence[str], *, size: float = 9) -> None:
        """Show each part in a run of its own."""
        self.said.append("".join(parts))
        self.canvas.setFont(self.fonts[0], size)
        for part in parts:
            self.canvas.drawString(x, self.top - y, part)
            x += self.canvas.stringWidth(part, self.fonts[0], size)

    def kerned(self, x: float, y: float, parts: Sequence[str | int], *, size: float = 9) -> None:
        """Show parts in one TJ array."""
        self.said.append("".join(part for part in parts if isinstance(part, str)))
        run = self.canvas.beginText(x, self.top - y)
        run.setFont(self.fonts[0], size)
        array: list[str] = []
        for part in parts:
            if isinstance(part, int):
                array.append(str(part))
            else:
                shown = run._formatText(part)  # noqa: SLF001 - ReportLab shows by Tj only
                before = shown[: shown.index("(")].strip()
                if before:  # the subset of a Unicode font, named once
                    run._code.append(before)  # noqa: SLF001 - as above
                array += _STRING.findall(shown)
        run._code.append(f"[{' '.join(array)}] TJ")  # noqa: SLF001 - as above
        self.canvas.drawText(run)

    def rule(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Draw a line."""
        self.canvas.setLineWidth(0.5)
        self.canvas.line(x1, self.top - y1, x2, self.top - y2)

    def finish(self) -> bytes:
        """The file."""
        self.canvas.save()
        return self._data.getvalue()


@cache
def _registered(font: Path) -> str:
    pdfmetrics.registerFont(ttfonts.TTFont(font.stem, str(font)))
    return font.stem


def writers() -> dict[str, Callable[[], Pen]]:
    """The writers this machine has, by name: two, or four where a Unicode font is found."""
    found: dict[str, Callable[[], Pen]] = {"fpdf2": FpdfPen, "reportlab": ReportlabPen}
    font = unicode_font()
    if font:
        found["fpdf2-unicode"] = lambda: FpdfPen(font)
        found["reportlab-unicode"] = lambda: ReportlabPen(font)
    return found
