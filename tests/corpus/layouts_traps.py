"""Layouts that are right and look wrong: what they show under a label is not what the JSON asks."""

from dataclasses import replace
from decimal import Decimal

from corpus.layouts_tables import ruled
from corpus.paper import Paper
from corpus.pens import FpdfPen, ReportlabPen
from corpus.spelling import NBSP
from corpus.truth import vat_of

_ADVISER = "Conseil médical du fournisseur : Dr Sacha Inventé, RPPS 10100000032"
_CLIENTS = (
    "Nos références : CH du Lac, FINESS 490001245, CHU de la Plaine, FINESS juridique 970400990"
)
_HOST = "Hébergeur de données de santé : Nuagerie Certifiée, FINESS 100780519"
_OFF_THE_PAGE = 900.0


def discounted(paper: Paper) -> None:
    """The price of the catalogue, what is taken off, and then the price."""
    paper.begin()
    paper.head()
    style, truth = paper.style, paper.truth
    off = Decimal("75.50")
    rows = [["Désignation", "Montant HT"], [truth.designation, style.amount(truth.ht + off)]]
    ruled(paper, [*rows, ["Remise commerciale", style.amount(-off)]], [330, 100])
    ruled(paper, paper.totals(), [190, 90], x=240)
    paper.foot()


def lines_without_label(paper: Paper) -> None:
    """Lines whose column says neither HT nor TTC: the total of the nets, of all that is sold, does."""
    paper.begin()
    paper.head()
    rows = [["Désignation", "Qté", "Montant"]]
    for line in paper.truth.lines:
        written = paper.figure("ht") if line.is_segur else paper.style.amount(line.ht)
        rows.append([line.designation, "1", written])
    ruled(paper, rows, [330, 40, 100])
    totals = paper.grand_totals()
    if rate := paper.figure("rate"):
        totals.insert(1, (paper.words.rate, rate))
    ruled(paper, totals, [190, 90], x=280)
    paper.foot()


def maintenance_beside(paper: Paper) -> None:
    """The Prestation Ségur has its TTC alone, something else its HT."""
    paper.begin()
    paper.head()
    rate = f", TVA {rate}" if (rate := paper.figure("rate")) else ""
    paper.write(f"{paper.truth.designation}{rate} : {paper.figure('ttc')} TTC")
    paper.write(f"Maintenance annuelle HT : {paper.style.amount(Decimal('147.00'))}")
    paper.foot()


def rates_of_others(paper: Paper) -> None:
    """No rate of its own, and a sentence about those of others."""
    paper.begin()
    paper.head()
    for label, value in paper.pairs("ht", "vat", "ttc"):
        paper.pen.text(45, paper.y, label)
        paper.write(value, x=330, right=True)
    paper.write(
        f"* TVA à 8,5{NBSP}% pour les clients de La Réunion, de la Martinique et de la Guadeloupe"
    )
    paper.write(f"Livres : TVA 5,5{NBSP}%. Taux de prise en charge : 100{NBSP}%.")
    paper.foot()


def training_exempt(paper: Paper) -> None:
    """No rate, and a sentence that exempts a training that is not sold here."""
    paper.begin()
    paper.head()
    for label, value in paper.pairs("ht", "ttc"):
        paper.pen.text(45, paper.y, label)
        paper.write(value, x=330, right=True)
    paper.write(
        "Nos formations professionnelles sont exonérées de TVA (article 261-4-4° a du CGI)."
    )
    paper.foot()


def in_thousands(paper: Paper) -> None:
    """Amounts in thousands of euros, as budgets have them; none of them shows a figure of the JSON."""
    paper.begin()
    paper.head()
    truth = paper.truth
    rows = [["Montants en k€", "HT", "TVA", "TTC"], [truth.designation]]
    rows[1] += [f"{one / 1000:.2f}".replace(".", ",") for one in (truth.ht, truth.vat, truth.ttc)]
    ruled(paper, rows, [230, 80, 80, 80])
    day = paper.said(paper.words.signed, paper.when())
    paper.write(day)


def carried_over(paper: Paper) -> None:
    """A table on two pages, with what is carried over; the price of the whole is on the second."""
    style, truth = paper.style, paper.truth
    first = (truth.ht * Decimal("0.4")).quantize(Decimal("0.01"))
    one, other = style.amount(first), style.amount(truth.ht - first)
    paper.begin()
    paper.head()
    heads = ["Désignation", "Montant HT"]
    ruled(paper, [heads, ["Installation Ségur", one], ["À reporter", one]], [330, 100])
    paper.begin()
    ruled(paper, [heads, ["Report", one], ["Formation Ségur", other]], [330, 100])
    ruled(paper, paper.totals(), [190, 90], x=240)
    paper.foot()


def client_by_name(paper: Paper) -> None:
    """The client without its numbers, and the numbers of others that the letter speaks of."""
    truth = paper.truth
    paper.begin()
    paper.block(paper.supplier_block(), x=45, y=paper.y)
    paper.block([paper.words.client, truth.client, *truth.client_address], x=330, y=90)
    paper.y += 16
    paper.write(paper.title, size=14, bold=True)
    for label, value in paper.references():
        paper.write(paper.said(label, value))
    for label, value in paper.totals():
        paper.pen.text(45, paper.y, label)
        paper.write(value, x=330, right=True)
    paper.foot()
    for line in (_ADVISER, _CLIENTS, _HOST):
        paper.write(line, size=7)


def hidden_text(paper: Paper) -> None:
    """Left by a template: the figures of an earlier document in white, invisible or off the page."""
    paper.begin()
    paper.head()
    style, truth, pen = paper.style, paper.truth, paper.pen
    old = replace(truth.priced(truth.ht + Decimal("311.00")))
    rows = [("HT", old.ht), ("TVA", vat_of(old.ht, old.rate)), ("TTC", old.ttc)]
    lines = [f"Total {label}   {style.amount(value)}" for label, value in rows]
    for line in lines:
        pen.text(_OFF_THE_PAGE, paper.y, line)
    if isinstance(pen, ReportlabPen):
        run = pen.canvas.beginText(300, pen.top - 30)
        run.setTextRenderMode(3)
        run.setFont(pen.fonts[0], 6)
        run.textLines(lines)
        pen.canvas.drawText(run)
    elif isinstance(pen, FpdfPen):
        pen.pdf.set_text_color(255, 255, 255)
        pen.pdf.set_font(pen.family, size=6)
        for at, line in enumerate(lines):
            pen.pdf.text(300, 30 + 7 * at, pen.written(line))
        pen.pdf.set_text_color(0, 0, 0)
    for label, value in paper.totals():
        pen.text(45, paper.y, label)
        paper.write(value, x=330, right=True)
    paper.foot()
