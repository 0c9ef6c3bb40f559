"""Pages drawn from rows of cells, each at its place, by two writers; and the figures in them."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from typing import NamedTuple

from fpdf import FPDF
from reportlab.pdfgen.canvas import Canvas

from checks.misleading_pages import Page, Row

WRITERS = ("reportlab", "fpdf2")
MORE = Decimal("600.00")  # the price of the other line, where there is one
LOW = Decimal("5.5")  # its rate, where it is not the same
_CENT = Decimal("0.01")
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


def french(amount: Decimal) -> str:
    """12 345,60, with the blank of a keyboard."""
    return f"{amount:,.2f}".replace(",", " ").replace(".", ",")


def words_of(paid: Price) -> dict[str, str]:
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
    bare = {name: french(amount) for name, amount in amounts.items()}
    signed = {name.upper(): f"{amount} €" for name, amount in bare.items()}
    percent = f"{paid.rate:f}".replace(".", ",")
    return {**bare, **signed, "rate": f"{percent} %", "pc": f"{percent}%", "dec": french(paid.rate)}


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
    words = words_of(paid)
    body = tuple(
        (columns, *(text.format_map(words) for text in texts)) for columns, *texts in page.rows
    )
    around = (tuple(("50l", line) for line in lines) for lines in ((*head, ""), ("", *foot)))
    above, below = around
    rules = [_TOP + (len(above) + rank) * _STEP - 12 for rank in range(len(body) + 1)]
    pen = {"reportlab": _by_reportlab, "fpdf2": _by_fpdf2}[writer]
    return pen(tuple(_cells(above + body + below)), rules if page.ruled else [])


def _by_reportlab(cells: tuple[_Cell, ...], rules: list[int]) -> bytes:
    held = BytesIO()
    canvas = Canvas(held, pagesize=(595, _HEIGHT), invariant=True)
    canvas.setFont("Helvetica", _SIZE)
    for y in rules:
        canvas.line(45, _HEIGHT - y, 550, _HEIGHT - y)
    for cell in cells:
        draw = canvas.drawRightString if cell.right else canvas.drawString
        draw(cell.x, _HEIGHT - cell.y, cell.text)
    canvas.save()
    return held.getvalue()


def _by_fpdf2(cells: tuple[_Cell, ...], rules: list[int]) -> bytes:
    pdf = FPDF(unit="pt", format="A4")
    pdf.core_fonts_encoding = "cp1252"
    pdf.add_page()
    pdf.set_font("Helvetica", "", _SIZE)
    for y in rules:
        pdf.line(45, y, 550, y)
    for cell in cells:
        width = pdf.get_string_width(cell.text) if cell.right else 0
        pdf.text(cell.x - width, cell.y, cell.text)
    return bytes(pdf.output())
