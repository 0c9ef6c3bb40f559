"""Layouts whose figures stand in tables: ruled by hand, or made by the library's own tables."""

from collections.abc import Sequence

from fpdf.fonts import FontFace
from reportlab.platypus import Table

from corpus.paper import Paper
from corpus.pens import FpdfPen, ReportlabPen
from corpus.statement import FIGURES

Row = Sequence[str]


def ruled(
    paper: Paper,
    rows: Sequence[Row],
    widths: Sequence[float],
    *,
    x: float = 45,
    across: bool = True,
) -> None:
    """A ruled table whose cells are a run each, drawn row after row or column after column."""
    height, top, right = 17, paper.y, x + sum(widths)
    edges = [x + sum(widths[:at]) for at in range(len(widths) + 1)]
    bottom = top + height * len(rows)
    for at in range(len(rows) + 1):
        paper.pen.rule(x, top + height * at, right, top + height * at)
    for edge in edges:
        paper.pen.rule(edge, top, edge, bottom)
    places = [(row, column) for row in range(len(rows)) for column in range(len(widths))]
    if not across:
        places.sort(key=lambda place: place[1])
    for row, column in places:
        y = top + height * row + 12
        if column:
            paper.pen.text(edges[column + 1] - 4, y, rows[row][column], size=8, right=True)
        else:
            paper.pen.text(edges[0] + 4, y, rows[row][0], size=8, bold=not row)
    paper.y = bottom + 14


def detail(paper: Paper) -> tuple[list[Row], list[float]]:
    """The line of the Prestation Ségur with its head, and the widths of its columns."""
    head = ["Désignation", "Qté", "PU HT"]
    row = [paper.truth.designation, "1", paper.figure("ht")]
    widths: list[float] = [250, 30, 75]
    if rate := paper.figure("rate"):
        head, row, widths = [*head, "TVA"], [*row, rate], [*widths, 55]
    return [[*head, "Montant HT"], [*row, paper.figure("ht")]], [*widths, 85]


def grid(paper: Paper) -> None:
    """The line and the totals in ruled tables, cell by cell."""
    paper.begin()
    paper.head()
    ruled(paper, *detail(paper))
    ruled(paper, paper.totals(), [170, 90], x=280)
    paper.foot()


def grid_by_column(paper: Paper) -> None:
    """The same, drawn column after column: all the labels, then all the values."""
    paper.begin()
    paper.head()
    rows, widths = detail(paper)
    ruled(paper, rows, widths, across=False)
    ruled(paper, paper.totals(), [170, 90], x=280, across=False)
    paper.foot()


def header_row(paper: Paper) -> None:
    """The labels in a row, the values in the row under it."""
    paper.begin()
    paper.head()
    paper.write(paper.truth.designation)
    pairs = paper.pairs(*FIGURES)
    heads, values = zip(*pairs, strict=True)
    ruled(paper, [heads, values], [500 / len(pairs)] * len(pairs))
    paper.foot()


def line_with_all(paper: Paper) -> None:
    """One row holds the designation and every figure; nothing is said again under it."""
    paper.begin()
    paper.head()
    names = {"ht": "P.U. HT", "rate": "% TVA", "vat": "TVA", "ttc": "TTC"}
    shown = [(names[one], paper.figure(one)) for one in FIGURES if one not in paper.hidden]
    rows = [
        ["Prestation", *(name for name, _ in shown)],
        [paper.truth.designation, *(value for _, value in shown)],
    ]
    ruled(paper, rows, [220, *[280 / len(shown)] * len(shown)])
    paper.foot()


def vat_recap(paper: Paper) -> None:
    """A table of the VAT by rate at the left, the totals at the right."""
    paper.begin()
    paper.head()
    ruled(paper, *detail(paper))
    top, rate, vat = paper.y, paper.figure("rate"), paper.figure("vat")
    if rate and vat:
        ruled(
            paper,
            [["Taux", "Base HT", "Montant TVA"], [rate, paper.figure("ht"), vat]],
            [60, 90, 90],
        )
    paper.y = top
    ruled(paper, paper.pairs("ht", "vat", "ttc"), [160, 90], x=300)
    paper.foot()


def stacked(paper: Paper) -> None:
    """Boxes: a small label, its value under it, two boxes a row."""
    paper.begin()
    paper.head()
    pairs = [("Désignation", paper.truth.designation), *paper.totals()]
    for at, (label, value) in enumerate(pairs):
        x, y = 45 + 260 * (at % 2), paper.y + 40 * (at // 2)
        paper.pen.rule(x, y + 26, x + 240, y + 26)
        paper.pen.text(x, y, label, size=6.5)
        paper.pen.text(x, y + 18, value, size=11)
    paper.y += 20 * len(pairs) + 20
    paper.foot()


def struck_twice(paper: Paper) -> None:
    """Bold made by showing the text twice, a hair apart, as some report makers do."""
    paper.begin()
    paper.head()
    for label, value in paper.totals():
        paper.pen.text(45, paper.y, label)
        for shift in (0, 0.3):
            paper.pen.text(420 + shift, paper.y, value, right=True)
        paper.y += 14
    paper.foot()


def native_table(paper: Paper) -> None:
    """The table that the library itself makes."""
    paper.begin()
    paper.head()
    rows, widths = detail(paper)
    _native(paper, rows, widths, x=45)
    _native(paper, paper.totals(), [170, 90], x=280)
    paper.foot()


def _native(paper: Paper, rows: Sequence[Row], widths: Sequence[float], *, x: float) -> None:
    pen = paper.pen
    pen.said += [cell for row in rows for cell in row]
    if isinstance(pen, ReportlabPen):
        style = [
            ("GRID", (0, 0), (-1, -1), 0.5, "grey"),
            ("FONT", (0, 0), (-1, -1), pen.fonts[0], 8),
        ]
        table = Table([list(row) for row in rows], list(widths), style=style)
        _, height = table.wrapOn(pen.canvas, 500, 400)
        table.drawOn(pen.canvas, x, pen.top - paper.y - height)
        paper.y += height + 14
    elif isinstance(pen, FpdfPen):
        pdf = pen.pdf
        pdf.set_font(pen.family, size=8)
        pdf.set_xy(x, paper.y)
        pdf.set_left_margin(x)
        with pdf.table(
            [[pen.written(cell) for cell in row] for row in rows],
            col_widths=tuple(widths),
            width=sum(widths),
            align="LEFT",
            text_align="LEFT",
            headings_style=FontFace(emphasis=None),
        ):
            pass
        paper.y = pdf.get_y() + 14
