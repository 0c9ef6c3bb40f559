"""Layouts where the Prestation Ségur isn't alone: other lines, other amounts, other invoices."""

from dataclasses import replace
from decimal import Decimal

from corpus.layouts_tables import detail, ruled
from corpus.paper import Paper
from corpus.spelling import NBSP
from corpus.statement import FIGURES
from corpus.truth import Line, Truth, vat_of

_ZERO = Decimal(0)


def several(paper: Paper) -> None:
    """Lines with their HT alone; the totals are those of all that is sold."""
    paper.begin()
    paper.head()
    rows = [["Désignation", "Qté", "Montant HT"]]
    rows += [[line.designation, "1", _ht(paper, line)] for line in paper.truth.lines]
    ruled(paper, rows, [330, 40, 100])
    totals = paper.grand_totals()
    if rate := paper.figure("rate"):
        totals.insert(1, (paper.words.rate, rate))
    ruled(paper, totals, [170, 90], x=255)
    paper.foot()


def several_full(paper: Paper) -> None:
    """Lines with HT, rate, VAT and TTC; the totals of all that is sold under them."""
    paper.begin()
    paper.head()
    fields = [one for one in FIGURES if one not in paper.hidden]
    heads = {"ht": "HT", "rate": "Taux", "vat": "TVA", "ttc": "TTC"}
    rows = [["Désignation", *(heads[one] for one in fields)]]
    for line in paper.truth.lines:
        if line.is_segur:
            rows.append([line.designation, *(paper.figure(one) for one in fields)])
        else:
            other = _alone(paper, line)
            rows.append([line.designation, *(other.figure(one) for one in fields)])
    ruled(paper, rows, [200, *[75] * len(fields)])
    ruled(paper, paper.grand_totals(), [170, 90], x=255)
    paper.foot()


def several_subtotal(paper: Paper) -> None:
    """A part for the Prestation Ségur with its own totals, a part for the rest, a grand total."""
    paper.begin()
    paper.head()
    paper.write(f"A. {paper.truth.designation}", bold=True)
    for label, value in paper.totals():
        paper.pen.text(60, paper.y, label)
        paper.write(value, x=420, right=True)
    paper.y += 8
    paper.write("B. Autres prestations, à la charge du client", bold=True)
    for line in paper.truth.others:
        paper.pen.text(60, paper.y, f"{line.designation}, HT")
        paper.write(paper.style.amount(line.ht), x=420, right=True)
    paper.y += 8
    paper.write("Total général (A + B)", bold=True)
    for label, value in paper.grand_totals():
        paper.pen.text(60, paper.y, label)
        paper.write(value, x=420, right=True)
    paper.foot()


def two_rates(paper: Paper) -> None:
    """Training exempt of VAT beside the rest: a rate on each line, a table of the VAT by rate."""
    paper.begin()
    paper.head()
    training = Line("Formation professionnelle (art. 261-4-4° a du CGI)", Decimal("930.00"))
    truth, style = paper.truth, paper.style
    rated = "rate" not in paper.hidden
    rows = [["Désignation", *(["TVA"] if rated else []), "Montant HT"]]
    for line in (*truth.lines, training):
        rate = _ZERO if line is training else truth.rate
        cells = [paper.figure("rate") if line.is_segur else style.rate(rate)] if rated else []
        rows.append([line.designation, *cells, _ht(paper, line)])
    ruled(paper, rows, [300, *([60] if rated else []), 100])
    base = sum((line.ht for line in truth.lines), _ZERO)
    vat = truth.vat + sum((vat_of(line.ht, truth.rate) for line in truth.others), _ZERO)
    if rated:
        recap = [(truth.rate, base, vat)] if truth.rate else [(_ZERO, base + training.ht, vat)]
        recap += [(_ZERO, training.ht, _ZERO)] if truth.rate else []
        heads = ["Taux", "Base HT", "Montant TVA"]
        lines = [[style.rate(rate), style.amount(ht), style.amount(tax)] for rate, ht, tax in recap]
        ruled(paper, [heads, *lines], [60, 90, 90])
    ends = [("HT", base + training.ht), ("TVA", vat), ("TTC", base + training.ht + vat)]
    ruled(paper, [[f"Total {name}", style.amount(value)] for name, value in ends], [150, 90], x=275)
    paper.foot()


def state_pays(paper: Paper) -> None:
    """The State pays all: what is left to pay is nought."""
    paper.begin()
    paper.head()
    ruled(paper, *detail(paper))
    rows = paper.totals()
    if ttc := paper.figure("ttc"):
        rows.append(("Pris en charge par l'État", f"-{NBSP}{ttc}"))
    rows.append(("Reste à payer", paper.style.amount(_ZERO)))
    ruled(paper, rows, [190, 90], x=260)
    paper.foot()


def state_pays_part(paper: Paper) -> None:
    """The State pays the Prestation Ségur, the client the rest."""
    paper.begin()
    paper.head()
    rows = [["Désignation", "Montant HT"]]
    rows += [[line.designation, _ht(paper, line)] for line in paper.truth.lines]
    ruled(paper, rows, [330, 100])
    rest = sum((line.ht + vat_of(line.ht, paper.truth.rate) for line in paper.truth.others), _ZERO)
    left = paper.grand_totals()
    if rate := paper.figure("rate"):
        left.insert(1, (paper.words.rate, rate))
    left.append(("dont Prestation Ségur TTC, prise en charge par l'État", paper.figure("ttc")))
    left.append(("Reste à payer TTC", paper.style.amount(rest)))
    ruled(paper, left, [260, 90], x=190)
    paper.foot()


def avance_solde(paper: Paper) -> None:
    """Two invoices in one file, each for its part; the price of the whole stands nowhere."""
    for place, (name, part) in enumerate(_parts(paper.truth)):
        paper.begin()
        _part(paper, name, part, place)


def avance_solde_recap(paper: Paper) -> None:
    """The same, and a page that adds them up."""
    avance_solde(paper)
    paper.begin()
    paper.write("Récapitulatif des factures", size=14, bold=True)
    paper.y += 10
    heads = {"ht": "HT", "vat": "TVA", "ttc": "TTC"}
    fields = [one for one in FIGURES if one in heads and one not in paper.hidden]
    rows = [["Facture", *(heads[one] for one in fields)]]
    for name, part in _parts(paper.truth):
        one = Paper(part, paper.style, paper.pen, paper.hidden)
        rows.append([name, *(one.figure(field) for field in fields)])
    rows.append(["TOTAL AVANCE + SOLDE", *(paper.figure(field) for field in fields)])
    ruled(paper, rows, [200, *[90] * len(fields)])
    paper.foot()


def solde_deducting(paper: Paper) -> None:
    """One invoice of the whole, less the avance invoiced before."""
    paper.begin()
    paper.head()
    ruled(paper, *detail(paper))
    (_, avance), (_, solde) = _parts(paper.truth)
    rows = paper.totals()
    rows.append(("Avance déjà facturée TTC", f"-{NBSP}{paper.style.amount(avance.ttc)}"))
    rows.append(("Solde à régler TTC", paper.style.amount(solde.ttc)))
    ruled(paper, rows, [190, 90], x=260)
    paper.foot()


def _parts(truth: Truth) -> tuple[tuple[str, Truth], tuple[str, Truth]]:
    cent = Decimal("0.01")
    ht, vat = ((one * Decimal("0.3")).quantize(cent) for one in (truth.ht, truth.vat))
    avance = replace(truth, ht=ht, vat=vat, ttc=ht + vat)
    rest = replace(truth, ht=truth.ht - ht, vat=truth.vat - vat, ttc=truth.ttc - avance.ttc)
    return ("AVANCE", avance), ("SOLDE", rest)


def _part(paper: Paper, name: str, part: Truth, place: int) -> None:
    one = Paper(
        replace(part, number=f"{part.number}-{place + 1}"), paper.style, paper.pen, paper.hidden
    )
    one.y = paper.y
    one.head()
    one.write(f"{name} - {part.designation}", bold=True)
    for label, value in one.totals():
        one.pen.text(45, one.y, label)
        one.write(value, x=330, right=True)
    one.foot()
    paper.shown |= one.shown - {"ht", "vat", "ttc"}


def _ht(paper: Paper, line: Line) -> str:
    return paper.figure("ht") if line.is_segur else paper.style.amount(line.ht)


def _alone(paper: Paper, line: Line) -> Paper:
    """The paper as if that line were the Prestation Ségur, to write its figures."""
    truth = replace(paper.truth.priced(line.ht), exemption=paper.truth.exemption)
    return Paper(truth, paper.style, paper.pen, paper.hidden)
