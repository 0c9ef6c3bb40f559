"""Right and misleading, after real programs' habits.

Phrases that hold a tax word and mean another thing, designations that end like a label, clauses
that look like amounts, forms without captions.
"""

from decimal import Decimal
from functools import partial

from corpus.layouts_programs import (
    Sale,
    Template,
    end,
    heading,
    lines,
    parties,
    references_said,
    share_of,
    share_row,
)
from corpus.outlines import Block, Outline
from corpus.paper import Paper
from corpus.pens import ReportlabPen
from corpus.setting import set_outline
from corpus.spelling import NBSP
from corpus.statement import FIGURES, Statement

_ZERO = Decimal(0)
_PIECES = 3
_TOTALS = [("Total HT", "{ht}"), ("TVA {rate}|TVA", "{vat}"), ("Total TTC", "{ttc}")]
_CLAUSE_PAGES = 9
_CLAUSES_A_PAGE = 44


def _top(said: Statement) -> Outline:
    return (*parties(said), *heading(said), *references_said(said))


def _designated(said: Statement, ending: str) -> Outline:
    sale = Sale(said)
    columns = [
        ("Désignation", f"{{name}}, {ending}"), ("Qté", "1"), ("PU", "{ht}"), ("Total HT", "{ht}"),
    ]  # fmt: skip
    return (*_top(said), sale.table(columns, ruled=False), sale.pairs(_TOTALS), *end(said))


def designation_ends_with_vat(said: Statement) -> Outline:
    """What is sold ends with "TVA", its price stands at the right of it."""
    return _designated(said, "module de déclaration de TVA")


def designation_ends_with_gross(said: Statement) -> Outline:
    """What is sold ends with "TTC"."""
    return _designated(said, "affichage des honoraires TTC")


def designation_ends_with_net(said: Statement) -> Outline:
    """What is sold ends with "HT", its column holds the gross."""
    sale = Sale(said)
    columns = [
        ("Désignation", "{name}, tarif public HT"), ("Qté", "1"), ("Montant TTC", "{ttc}"),
    ]  # fmt: skip
    return (*_top(said), sale.table(columns, ruled=False), sale.pairs(_TOTALS), *end(said))


def assessed(said: Statement) -> Outline:
    """The base under the words of the tax, thrice."""
    sale = Sale(said)
    totals = [
        ("Assiette de la TVA", "{ht}"), ("Montant soumis à TVA", "{ht}"), ("Montant hors TVA", "{ht}"),
        ("TVA {rate}|TVA", "{vat}"), ("Montant TVA incluse", "{ttc}"),
    ]  # fmt: skip
    return (*_top(said), *lines(said.truth.designation), sale.pairs(totals), *end(said))


def gross_that_is_net(said: Statement) -> Outline:
    """The gross, and what it makes without the tax, in one line."""
    sale = Sale(said)
    told = sale.write("Total TTC : {ttc} (soit {ht} HT)")
    tax = sale.write("TVA {rate} : {vat}|TVA : {vat}")
    return (*_top(said), *lines(said.truth.designation, told, tax), *end(said))


def tax_included(said: Statement) -> Outline:
    """The gross under the words of the tax."""
    sale = Sale(said)
    totals = [
        ("Total T.V.A.C.", "{ttc}"), ("Prix TVA {rate} comprise|Prix TVA comprise", "{ttc}"),
        ("Prix net de TVA", "{ht}"), ("dont T.V.A.", "{vat}"),
    ]  # fmt: skip
    return (*_top(said), *lines(said.truth.designation), sale.pairs(totals), *end(said))


def base_first(said: Statement) -> Outline:
    """The table of taxes alone tells the tax, the base in its first column."""
    sale = Sale(said)
    taxes = [("Base", "{ht}"), ("Taux", "{rate}"), ("TVA", "{vat}"), ("TTC", "{ttc}")]
    return (*_top(said), *lines(said.truth.designation), *sale.under_heads(taxes), *end(said))


def nothing_left(said: Statement) -> Outline:
    """After the State's share nothing is left: "Net à payer TTC : 0,00 €" is no gross."""
    sale = Sale(said)
    nothing = ("Net à payer TTC", said.style.amount(_ZERO))
    totals = [*_TOTALS, *share_row(said), nothing]
    return (
        *_top(said),
        *lines(said.truth.designation),
        sale.pairs(totals),
        *end(said, share=False),
    )


def share_before(said: Statement) -> Outline:
    """A heading without a figure right above the sentence of the State's share."""
    sale = Sale(said)
    return (
        *_top(said), *lines(said.truth.designation, sale.write("Prix HT : {ht}")),
        *lines("Montant de la TVA due sur la prestation", share_of(said)),
        sale.pairs(_TOTALS), *end(said, share=False),
    )  # fmt: skip


def unit_prices(said: Statement) -> Outline:
    """A unit price with four decimals, times three."""
    sale = Sale(said)
    unit = f"{said.truth.ht / _PIECES:.4f}".replace(".", ",")
    columns = [
        ("Désignation", "{name}"), ("Qté", f"{_PIECES}"), ("PU HT", unit), ("TVA", "{rate}"),
        ("Total HT", "{ht}"),
    ]  # fmt: skip
    return (*_top(said), sale.table(columns), sale.pairs(_TOTALS), *end(said))


def long_conditions(said: Statement) -> Outline:
    """Nine pages of conditions after the figures, whose clauses are numbered "Article 4.12"."""
    sale = Sale(said)
    clauses = (
        f"Article {page}.{number:02} Les présentes conditions s'appliquent à la commande n° {said.truth.number}."
        for page in range(1, _CLAUSE_PAGES + 1)
        for number in range(1, _CLAUSES_A_PAGE + 1)
    )
    pages = list(clauses)
    blocks = (
        Block("line", tuple((one,) for one in pages[at : at + _CLAUSES_A_PAGE]))
        for at in range(0, len(pages), _CLAUSES_A_PAGE)
    )
    return (*_top(said), *lines(said.truth.designation), sale.pairs(_TOTALS), *end(said), *blocks)


TRAP_TEMPLATES: dict[str, Template] = {
    one.__name__.replace("_", "-"): one
    for one in (
        designation_ends_with_vat, designation_ends_with_gross, designation_ends_with_net, assessed,
        gross_that_is_net, tax_included, base_first, nothing_left, share_before, unit_prices,
        long_conditions,
    )
}  # fmt: skip


# Names that software gives its fields, each one that of another figure.
_MISLEADING = {"ht": "mt_ttc", "rate": "tva", "vat": "mt_ht", "ttc": "base"}


def _form(paper: Paper, *, captions: bool) -> None:
    """A form of ReportLab (its fields hold Latin-1 only): the values of the figures are in fields."""
    pen = paper.pen
    assert isinstance(pen, ReportlabPen)
    set_outline(paper, (*_top(paper), *lines(paper.truth.designation)))
    for field in FIGURES:
        value = paper.figure(field)
        if not value:
            continue
        if captions:
            paper.pen.text(45, paper.y + 12, paper.label(field))
        pen.said.append(value)
        pen.canvas.acroForm.textfield(
            name=_MISLEADING[field], value=value, x=260, y=pen.top - paper.y - 16, width=120,
            height=18, fontSize=9, borderWidth=0,
        )  # fmt: skip
        paper.y += 24
    if not captions:  # nothing says which is which
        paper.shown -= set(FIGURES)
    if paper.truth.kind == "order":
        share = "" if not captions else f"{share_of(paper)}{NBSP}TTC"
        for line in (share, paper.said(paper.words.signed, paper.when())):
            paper.write(line)


form_misnamed = partial(_form, captions=True)
form_bare = partial(_form, captions=False)
