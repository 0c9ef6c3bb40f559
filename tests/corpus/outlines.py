"""Templates of documents that other programs set: what stands in them, in order, without places."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from corpus.statement import FIGURES, Statement


@dataclass(frozen=True)
class Block:
    """A part of a document: "title" and "line" have one cell a row, "pairs" two, "table" a head.

    `side`: where it stands on the page; a block at the right goes beside one at the left before it.
    `ruled`: a table has its rules.
    """

    kind: Literal["title", "line", "pairs", "table"]
    rows: tuple[tuple[str, ...], ...]
    side: Literal["", "left", "right"] = ""
    ruled: bool = True


Outline = tuple[Block, ...]


def said(outline: Outline) -> tuple[str, ...]:
    """All the texts of a document."""
    return tuple(cell for block in outline for row in block.rows for cell in row)


def pairs(statement: Statement) -> Outline:
    """Labels and values, without a rule."""
    return (
        *_head(statement),
        _lines(statement.truth.designation),
        Block("pairs", tuple(statement.totals())),
        *_foot(statement),
    )


def table(statement: Statement) -> Outline:
    """The line and every figure in a table, the totals in another."""
    fields = [one for one in FIGURES if one not in statement.hidden]
    heads = {"ht": "Montant HT", "rate": "Taux TVA", "vat": "TVA", "ttc": "Montant TTC"}
    line = [statement.truth.designation, *(statement.figure(one) for one in fields)]
    return (
        *_head(statement),
        Block("table", (("Désignation", *(heads[one] for one in fields)), tuple(line))),
        Block("table", (("Totaux", ""), *statement.totals())),
        *_foot(statement),
    )


def several(statement: Statement) -> Outline:
    """Other lines beside the Prestation Ségur; the totals are those of all that is sold."""
    rate = statement.figure("rate")
    rows = [("Désignation", "Quantité", *(["TVA"] if rate else []), "Total HT")]
    for line in statement.truth.lines:
        ht = statement.figure("ht") if line.is_segur else statement.style.amount(line.ht)
        rows.append((line.designation, "1", *([rate] if rate else []), ht))
    ends = Block("pairs", tuple(statement.grand_totals()))
    return (*_head(statement), Block("table", tuple(rows)), ends, *_foot(statement))


TEMPLATES: dict[str, Callable[[Statement], Outline]] = {
    "pairs": pairs,
    "table": table,
    "several": several,
}


def _lines(*texts: str) -> Block:
    return Block("line", tuple((one,) for one in texts))


def _head(statement: Statement) -> Outline:
    return (
        _lines(*statement.supplier_block()),
        _lines(statement.words.client, *statement.client_block()),
        Block("title", ((statement.title,),)),
        _lines(*(statement.said(*one) for one in statement.references())),
    )


def _foot(statement: Statement) -> Outline:
    signed: Outline = ()
    if statement.truth.kind == "order":
        signed = (_lines(statement.said(statement.words.signed, statement.when())),)
    return (_lines(*statement.mentions()), *signed, _lines(statement.end()))
