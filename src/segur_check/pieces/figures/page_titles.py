"""What the titles at the top of a page say it is: an invoice, a quote, a credit note and so on.

An invoice names what it refers to in the same words: "Devis n° D-12", "Avoir n° A-3". A title stands
above these, alone on its line or in capitals.
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from msgspec import Struct, structs

from segur_check.pieces.figures.layout import Line
from segur_check.pieces.figures.sheet import Sheet
from segur_check.pieces.words.label_words import is_table_heading
from segur_check.pieces.words.letters import unspaced
from segur_check.pieces.words.phrases import plain_text
from segur_check.values.pattern import Pattern


class Paper(StrEnum):
    """What the title of a page says that it is."""

    INVOICE = "invoice"
    QUOTE = "quote"
    PROFORMA = "proforma"
    CREDIT = "credit"
    DEPOSIT = "deposit"


class PageTitle(Struct, frozen=True):
    """A title near the top of a page (from 1).

    `weight`: `SURE` if it can be nothing else, `PERHAPS` if it may be a reference to another document,
    `REFERENCE` if it reads like one. `bare`: it has no number.
    """

    paper: Paper
    text: str
    page: int
    weight: int
    bare: bool = False


_TOP = 25  # lines
_LONGEST = 200
SURE, PERHAPS, REFERENCE = 3, 2, 1  # the weights of a title
_NUMBER = r"(?:n°|no\.?|nr\.?|numero|num\.?|ref\.?)?[ :#]{0,9}[\w./-]{0,40}\d[\w./-]{0,40}"
_DATED = r"(?: (?:du|en date du|le|page|-|\|) .*)?"
_OF_AN_INVOICE = r"(?: (?:- )?(?:sur|relatif a|concernant|annulant|pour|de|d'annulation de) (?:la |votre |notre )?facture\b.*)?"
_OF_A_PART = r"(?:d'acompte|d'avance|intermediaire|partielle|de situation)"
_NAMES = {
    Paper.QUOTE: r"(?:devis(?: estimatif| commercial| descriptif| quantitatif)?|quotation|quote|estimate"
    r"|offre (?:de prix|commerciale)|proposition (?:commerciale|financiere|tarifaire))",
    Paper.PROFORMA: r"(?:facture |invoice )?pro ?-?forma(?: invoice)?",
    Paper.CREDIT: r"(?:(?:facture )?avoir(?: client| commercial| financier| total| partiel)?|facture d'avoir|note de credit|credit note)",
    Paper.DEPOSIT: rf"(?:facture {_OF_A_PART}|demande d'acompte|(?:deposit|down payment|interim|partial) invoice)",
}
_TITLES = {
    paper: Pattern(
        rf"(?P<name>{name})(?P<number> ?{_NUMBER}{_DATED})?"
        rf"{_OF_AN_INVOICE if paper is Paper.CREDIT else ''}(?P<colon> ?:)?\Z"
    )
    for paper, name in _NAMES.items()
}
_INVOICE = Pattern(
    r"(?:factures?\b(?! (?:aux? |a |par |d'avoir|et avoir|avoir|pro ?-?forma"
    rf"|{_OF_A_PART}(?! et\b)"
    r"|(?:d'origine|initiale|concernee|annulee|rectifiee|creditee|liee|associee|correspondante|de reference)\b))"
    r"|(?:tax )?invoice\b(?! pro))"
)
# A quote that was accepted and an avoir that is deducted are references.
_REFERRED = Pattern(
    r"\b(?:accept|sign|valid|approuv|joint|ci-joint|conform|dedui|deduct|imput|compens|deja|deduire)\w*"
)
_LABEL = Pattern(
    r"\W*(?:n°|(?:numero|dates?|clients?|code|references?|ref|commandes?|bons? de commande|bc|echeance|factures?|page|designation"
    r"|libelle|quantites?|qte|montants?|total|mode|reglement|prix|contact|objet|affaire|vendeur|piece|type|statut|livraison"
    r"|conditions)\b\.?)(?: [^\W\d]+){0,3} ?:?\Z"
)
_CELLS_MOST = 4  # of a row: one of more heads a table
_A_NUMBER = Pattern(r"\W*[a-z]{0,8}[ ./-]?\d[\w./-]*\Z")


def titles_of(sheet: Sheet, page: int) -> list[PageTitle]:
    """The titles near the top of a page as it looks or, if it shows none that way, as it flows."""
    as_it_looks = [line for line in sheet.lines if line.page == page][:_TOP]
    titles = [*_titles_in(as_it_looks)]
    if titles:
        return titles
    # What stands beside other cells is no title, though it is alone on its line as the page flows.
    beside = {cell.text for line in as_it_looks if len(line.cells) > 1 for cell in line.cells}
    as_it_flows = [line for line in sheet.flowing if line.page == page][:_TOP]
    return [
        title
        for title in _titles_in(as_it_flows, as_rows=False)
        if plain_text(title.text) not in beside
    ]


def _titles_in(lines: Sequence[Line], *, as_rows: bool = True) -> Iterator[PageTitle]:
    """The titles of lines, one a line at most; `as_rows`: each cell of a line may be one."""
    mostly_capitals = sum(line.text.isupper() for line in lines) * 2 > len(lines)
    for rank, line in enumerate(lines):
        if len(line.text.strip()) > _LONGEST or line.amounts:
            continue
        below = plain_text(lines[rank + 1].text) if rank + 1 < len(lines) else ""
        for text, has_value in _candidates(line) if as_rows else ((line.text, False),):
            title = _title(text, line.page, below, mostly_capitals=mostly_capitals)
            if title is not None:
                is_reference = has_value and title.weight == SURE
                yield structs.replace(title, weight=PERHAPS) if is_reference else title
                break


def _candidates(line: Line) -> Iterator[tuple[str, bool]]:
    """The texts of a row that may be titles, and whether a number stands apart from each as a value.

    They are the row and each of its cells, together with the number to its right; but none beside the
    labels of other things, nor in the heading of a table.
    """
    cells = [line.text[cell.start : cell.end] for cell in line.cells]
    labels = {rank for rank, cell in enumerate(line.cells) if _LABEL.match(cell.text)}
    if len(cells) > _CELLS_MOST or is_table_heading([cell.text for cell in line.cells]):
        return
    yield " ".join(cells), len(cells) > 1 and _A_NUMBER.match(line.cells[1].text) is not None
    for rank, cell in enumerate(cells):
        if labels - {rank}:
            continue
        beside = line.cells[rank + 1].text if rank + 1 < len(cells) else ""
        if _A_NUMBER.match(beside):
            yield f"{cell} {cells[rank + 1]}", True
        else:
            yield cell, False


def _title(text: str, page: int, below: str, *, mostly_capitals: bool) -> PageTitle | None:
    """The title that a text is; `below`: the next line. Capitals tell nothing if the page is full of them."""
    shown = " ".join(unspaced(text).split())
    plain = plain_text(shown)
    in_capitals = shown[:2].isupper() and not mostly_capitals
    for paper, title in _TITLES.items():
        match = title.match(plain)
        if match is None or _REFERRED.search(plain):
            continue
        bare = not match["number"]
        if match["colon"] or ":" in (match["number"] or "")[:4]:
            weight = REFERENCE
        elif in_capitals or (bare and not _A_NUMBER.match(below)):
            weight = SURE
        else:
            weight = PERHAPS
        return PageTitle(paper, shown, page, weight, bare)
    if _INVOICE.match(plain):
        is_sure = in_capitals or re.fullmatch(r"(?:tax )?invoice|facture", plain)
        return PageTitle(Paper.INVOICE, shown, page, SURE if is_sure else PERHAPS)
    return None
