"""Pages drawn from rows of cells, each at its place, by two writers; and the figures in them."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from typing import NamedTuple

from fpdf import FPDF
from reportlab.pdfgen.canvas import Canvas

from checks.misleading_pages import Blanks, Page, Row

MORE = Decimal("600.00")  # the price of the other line, where there is one
LOW = Decimal("5.5")  # its rate, where it is not the same
_CENT, _MILL = Decimal("0.01"), Decimal("0.001")
_PAGES, _CLAUSES = 10, 20  # of the general conditions; on each page
_TOP, _STEP, _HEIGHT, _SIZE = 60, 17, 842, 9  # points, of a page of A4


class Price(NamedTuple):
    """What a page says of the Prestation Ségur."""

    ht: Decimal
    rate: Decimal

    @property
    def vat(self) -> Decimal:
        """The tax, rounded half up."""
        return (self.ht * self.rate / 100).quantize(_CENT, ROUND_HALF_UP)

    @property
    def ttc(self) -> Decimal:
        """The gross."""
        return self.ht + self.vat


def price(ht: str, rate: str) -> Price:
    """A price from its figures."""
    return Price(Decimal(ht), Decimal(rate))


def french(amount: Decimal, thousands: str = " ") -> str:
    """12 345,60."""
    return f"{amount:,.2f}".translate({ord(","): thousands, ord("."): ","})


def words_of(paid: Price, blanks: Blanks) -> dict[str, str]:
    """What the cells of a page may name: see `misleading_pages`."""
    both = Price(paid.ht + MORE, paid.rate)
    low = Price(MORE, LOW)
    amounts = {
        "ht": paid.ht,
        "vat": paid.vat,
        "ttc": paid.ttc,
        "more_ht": MORE,
        "quarter_ht": MORE / 4,
        "low_vat": low.vat,
        "all_ht": both.ht,
        "all_vat": both.vat,
        "all_ttc": both.ttc,
        "mixed_vat": paid.vat + low.vat,
        "mixed_ttc": paid.ttc + low.ttc,
    }
    bare = {name: french(amount, blanks.thousands) for name, amount in amounts.items()}
    signed = {name.upper(): f"{amount}{blanks.currency}€" for name, amount in bare.items()}
    percent = f"{paid.rate:f}".replace(".", ",")
    rates = {"rate": f"{percent}{blanks.percent}%", "pc": f"{percent}%", "dec": french(paid.rate)}
    return {**bare, **signed, **rates, **_otherwise(paid)}


def _otherwise(paid: Price) -> dict[str, str]:
    """The amounts with a point, with three decimals, with one."""
    exact = paid.ht * paid.rate / 100
    thirds = {"ht": paid.ht, "vat": paid.vat, "ttc": paid.ttc}
    if exact != paid.vat:  # 358.33 is 358.333, 71.67 is 71.667
        thirds = {"ht": paid.ht + _MILL * 3, "vat": paid.vat - _MILL * 3, "ttc": paid.ttc}
    return {
        **{f"point_{name}": f"{getattr(paid, name):.2f}" for name in thirds},
        **{f"long_{name}": f"{amount:.3f}" for name, amount in thirds.items()},
        **{f"comma_{name}": f"{amount:.3f}".replace(".", ",") for name, amount in thirds.items()},
        **{f"short_{name}": f"{getattr(paid, name):.1f}".replace(".", ",") for name in thirds},
    }


class _Cell(NamedTuple):
    x: float
    y: float  # from the top
    right: bool  # whether it ends at x
    text: str


def _cells(rows: tuple[Row, ...]) -> Iterator[_Cell]:
    for rank, (columns, *texts) in enumerate(rows):
        for column, text in zip(columns.split(), texts, strict=True):
            if text.strip():
                yield _Cell(int(column[:-1]), _TOP + rank * _STEP, column[-1] == "r", text)


def drawn(
    page: Page, paid: Price, writer: str, *, head: tuple[str, ...], foot: tuple[str, ...]
) -> bytes:
    """The page of an order or an invoice, by this writer."""
    words = words_of(paid, page.blanks)
    body = tuple(
        (columns, *(_written(text, words, page.blanks) for text in texts))
        for columns, *texts in page.rows
    )
    above, below = (tuple(("50l", line) for line in lines) for lines in ((*head, ""), ("", *foot)))
    rules = [_TOP + (len(above) + rank) * _STEP - 12 for rank in range(len(body) + 1)]
    pages = [tuple(_cells(above + body + below))]
    if page.clauses:
        pages += [
            tuple(
                _cells(
                    tuple(
                        ("50l", page.clauses.format(f"{chapter}.{clause}"))
                        for clause in range(10, 10 + _CLAUSES)
                    )
                )
            )
            for chapter in range(4, 4 + _PAGES)
        ]
    pen = {"reportlab": _by_reportlab, "fpdf2": _by_fpdf2}[writer]
    return pen(pages, rules if page.ruled else [])


def _written(text: str, words: dict[str, str], blanks: Blanks) -> str:
    """A cell, with its figures; as two bytes for each sign where its writer knows no other way."""
    written = text.format_map(words)
    if not blanks.nul_before_each or written == text:
        return written
    # The sign of the euro and the narrow blank are then two signs, of which none is a NUL.
    plain = written.replace(" €", "").replace("€", "")
    return re.sub(r" /|.", lambda sign: sign[0] if sign[0] == " /" else f"\0{sign[0]}", plain)


def _by_reportlab(pages: list[tuple[_Cell, ...]], rules: list[int]) -> bytes:
    held = BytesIO()
    canvas = Canvas(held, pagesize=(595, _HEIGHT), invariant=True)
    for y in rules:
        canvas.line(45, _HEIGHT - y, 550, _HEIGHT - y)
    for cells in pages:
        canvas.setFont("Helvetica", _SIZE)
        for cell in cells:
            draw = canvas.drawRightString if cell.right else canvas.drawString
            draw(cell.x, _HEIGHT - cell.y, cell.text)
        canvas.showPage()
    canvas.save()
    return held.getvalue()


def _by_fpdf2(pages: list[tuple[_Cell, ...]], rules: list[int]) -> bytes:
    pdf = FPDF(unit="pt", format="A4")
    pdf.core_fonts_encoding = "cp1252"
    pdf.set_font("Helvetica", "", _SIZE)
    for number, cells in enumerate(pages):
        pdf.add_page()
        for y in () if number else rules:
            pdf.line(45, y, 550, y)
        for cell in cells:
            width = pdf.get_string_width(cell.text) if cell.right else 0
            pdf.text(cell.x - width, cell.y, cell.text)
    return bytes(pdf.output())
