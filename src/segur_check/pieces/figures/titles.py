"""The title of a page that is or is not an invoice's: a quote, a proforma, a credit note, a deposit.

What an invoice refers to stands on it in the same words: "Devis n° D-12", "Avoir n° A-3". A title stands
above them, alone on its line or in capitals; in doubt a page is an invoice.
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from msgspec import Struct, structs

from segur_check.pieces.figures.labels import Labelled
from segur_check.pieces.figures.layout import Line
from segur_check.pieces.figures.sheet import FORM, Sheet
from segur_check.pieces.words.label_words import is_table_heading
from segur_check.pieces.words.letters import unspaced
from segur_check.pieces.words.phrases import plain_text
from segur_check.pieces.words.tax_words import PriceKind
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

    `weight`: 3 where it can be nothing else, 2 where it may be a reference, 1 where it reads as one.
    `bare`: it has no number.
    """

    paper: Paper
    text: str
    page: int
    weight: int
    bare: bool = False


_TOP = 25  # lines
_LONGEST = 200
_SURE, _PERHAPS, _REFERENCE = 3, 2, 1
_NUMBER = r"(?:n°|no\.?|nr\.?|numero|num\.?|ref\.?)?[ :#]{0,9}[\w./-]{0,40}\d[\w./-]{0,40}"
_DATED = r"(?: (?:du|en date du|le|page|-|\|) .*)?"
_OF_AN_INVOICE = r"(?: (?:- )?(?:sur|relatif a|concernant|annulant|pour|de|d'annulation de) (?:la |votre |notre )?facture\b.*)?"
_NAMES = {
    Paper.QUOTE: r"(?:devis(?: estimatif| commercial| descriptif| quantitatif)?|quotation|quote|estimate"
    r"|offre (?:de prix|commerciale)|proposition (?:commerciale|financiere|tarifaire))",
    Paper.PROFORMA: r"(?:facture |invoice )?pro ?-?forma(?: invoice)?",
    Paper.CREDIT: r"(?:(?:facture )?avoir(?: client| commercial| financier| total| partiel)?|facture d'avoir|note de credit|credit note)",
    Paper.DEPOSIT: r"(?:facture d'acompte|demande d'acompte|(?:deposit|down payment) invoice)",
}
_TITLES = {
    paper: Pattern(
        rf"(?P<name>{name})(?P<number> ?{_NUMBER}{_DATED})?"
        rf"{_OF_AN_INVOICE if paper is Paper.CREDIT else ''}(?P<colon> ?:)?\Z"
    )
    for paper, name in _NAMES.items()
}
_INVOICE = Pattern(
    r"(?:factures?\b(?! (?:aux? |a |par |d'acompte|d'avoir|et avoir|avoir|pro ?-?forma"
    r"|(?:d'origine|initiale|concernee|annulee|rectifiee|creditee|liee|associee|correspondante|de reference)\b))"
    r"|(?:tax )?invoice\b(?! pro))"
)
# A quote that was accepted, an avoir that is deducted, are references.
_REFERRED = Pattern(
    r"\b(?:accept|sign|valid|approuv|joint|ci-joint|conform|dedui|deduct|imput|compens|deja|deduire)\w*"
)
_INVOICE_LABEL = Pattern(
    r"(?:n°|no\.?|numero|date|reference|ref\.?) (?:de )?(?:la )?facture\b"
    r"(?! (?:pro|(?:d'origine|initiale|concernee|annulee|rectifiee|creditee|liee|associee|correspondante|de reference|a )\b))"
    r"|invoice (?:n|date|ref)"
)
# "Rappelez le n° de facture sur votre virement" labels nothing.
_ASKED = Pattern(r"\b(?:rappel|indiqu|mention|precis|report|joindre|joignez|communiqu)\w*")
_VALUE_NEAR = 3  # lines
# What a quote alone says: how long it binds.
_OFFERED = Pattern(
    r"\b(?:devis|offre|proposition)\b[^.]{0,40}\bvalable\b|\bvalable (?:jusqu|pendant|\d+ (?:jours|mois)|(?:un|deux|trois) mois)"
    r"|(?:duree|date) de validite|validite (?:de (?:l'offre|la proposition)|du devis)"
)
_LABEL = Pattern(
    r"\W*(?:n°|(?:numero|dates?|clients?|code|references?|ref|commandes?|bons? de commande|bc|echeance|factures?|page|designation"
    r"|libelle|quantites?|qte|montants?|total|mode|reglement|prix|contact|objet|affaire|vendeur|piece|type|statut|livraison"
    r"|conditions)\b\.?)(?: [^\W\d]+){0,3} ?:?\Z"
)
_CREDITED = Pattern(r"\bavoir\b|a votre credit|a rembourser")
_MINUS = Pattern(r"(?:\A|\s)[\u2212\u2013]\s?\Z")
_CELLS_MOST = 4  # of a row: one of more heads a table
_A_NUMBER = Pattern(r"\W*[a-z]{0,8}[ ./-]?\d[\w./-]*\Z")


def other_paper(sheet: Sheet) -> PageTitle | None:
    """The title of the first page that is no invoice's; None where every page may be of one.

    Beside an invoice a quote and a proforma are its annexes, and a deposit is what it deducts; a credit
    note of another page is one.
    """
    pages = sorted({line.page for line in sheet.flowing} - {FORM})
    titles = {page: _titles(sheet, page) for page in pages}
    invoiced = {page for page in pages if _is_invoice(titles[page])}
    labelled = {page for page in pages if _bears_label(sheet, page)}
    for page in pages:
        title = _of_another(sheet, titles[page], labelled=page in labelled)
        if title is None:
            continue
        beside = invoiced if title.paper is Paper.DEPOSIT else (invoiced | labelled) - {page}
        if title.paper is Paper.CREDIT or not beside:
            return title
    return None


def _is_invoice(titles: Sequence[PageTitle]) -> bool:
    return any(one.paper is Paper.INVOICE for one in titles)


def _of_another(sheet: Sheet, titles: Sequence[PageTitle], *, labelled: bool) -> PageTitle | None:
    """The title that makes a page no invoice."""
    invoices = [(rank, one.weight) for rank, one in enumerate(titles) if one.paper is Paper.INVOICE]
    heaviest = max((weight for _, weight in invoices), default=0)
    for rank, one in enumerate(titles):
        if one.paper is Paper.INVOICE:
            continue
        stamped = one.paper is Paper.PROFORMA and one.bare and one.weight == _SURE
        if one.paper is Paper.DEPOSIT or stamped:
            return one
        if any(at < rank for at, _ in invoices) or not _outweighs(one, heaviest):
            continue
        if not labelled or _outweighs_label(one, sheet):
            return one
    return None


def _outweighs(title: PageTitle, invoice: int) -> bool:
    """Whether a title makes the one of an invoice below it a reference."""
    if title.paper is Paper.CREDIT:
        return title.weight >= invoice  # "Avoir n° A-7", of "Facture n° F-12"
    return title.weight > invoice


def _outweighs_label(title: PageTitle, sheet: Sheet) -> bool:
    """Whether a title makes the number of an invoice beside it that of another paper."""
    if title.paper is Paper.QUOTE and title.weight == _PERHAPS:
        return _OFFERED.search(plain_text(sheet.text)) is not None
    return title.weight > _REFERENCE


def _titles(sheet: Sheet, page: int) -> list[PageTitle]:
    """The titles near the top of a page: as it looks, else, where none is seen so, as it flows."""
    looks = [line for line in sheet.lines if line.page == page][:_TOP]
    found = [*_seen(looks)]
    if found:
        return found
    beside = {cell.text for line in looks if len(line.cells) > 1 for cell in line.cells}
    flowing = [line for line in sheet.flowing if line.page == page][:_TOP]
    return [one for one in _seen(flowing, as_rows=False) if plain_text(one.text) not in beside]


def _seen(lines: Sequence[Line], *, as_rows: bool = True) -> Iterator[PageTitle]:
    shouting = sum(line.text.isupper() for line in lines) * 2 > len(lines)
    for rank, line in enumerate(lines):
        if len(line.text.strip()) > _LONGEST or line.amounts:
            continue
        below = plain_text(lines[rank + 1].text) if rank + 1 < len(lines) else ""
        for text, apart in _forms(line) if as_rows else ((line.text, False),):
            title = _title(text, line.page, below, shouting=shouting)
            if title is not None:
                reference = apart and title.weight == _SURE
                yield structs.replace(title, weight=_PERHAPS) if reference else title
                break


def _forms(line: Line) -> Iterator[tuple[str, bool]]:
    """What of a row may be a title, and whether a number stands apart from it as a value does.

    Each cell, with the number to its right; not beside the labels of other things, nor in the heading
    of a table.
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


def _title(text: str, page: int, below: str, *, shouting: bool) -> PageTitle | None:
    shown = " ".join(unspaced(text).split())
    plain = plain_text(shown)
    capital = shown[:2].isupper() and not shouting
    for paper, title in _TITLES.items():
        met = title.match(plain)
        if met is None or _REFERRED.search(plain):
            continue
        bare = not met["number"]
        if met["colon"] or ":" in (met["number"] or "")[:4]:
            weight = _REFERENCE
        elif capital or (bare and not _A_NUMBER.match(below)):
            weight = _SURE
        else:
            weight = _PERHAPS
        return PageTitle(paper, shown, page, weight, bare)
    if _INVOICE.match(plain):
        weight = _SURE if capital or re.fullmatch(r"(?:tax )?invoice|facture", plain) else _PERHAPS
        return PageTitle(Paper.INVOICE, shown, page, weight)
    return None


def _bears_label(sheet: Sheet, page: int) -> bool:
    """Whether a page labels the number or the date of an invoice, and gives it."""
    for lines in (sheet.flowing, sheet.lines):
        own = [line for line in lines if line.page == page]
        for rank, line in enumerate(own):
            plain = plain_text(line.text)
            if not _INVOICE_LABEL.search(plain) or _ASKED.search(plain):
                continue
            if any(one.has_digit for one in own[rank : rank + _VALUE_NEAR]):
                return True
    return False


def negative_total(sheet: Sheet) -> Labelled | None:
    """A total that is below zero, where nothing greater stands: the paper gives money back.

    A discount, an avoir that is deducted, an avance that is taken off stand beside greater amounts.
    """
    for label in (PriceKind.TTC, PriceKind.HT):
        totals = [one for one in sheet.amounts if one.label is label and one.total]
        totals = [one for one in totals if not one.aside or _CREDITED.search(one.line.flat)]
        if not totals or not all(map(_is_negative, totals)):
            continue
        given_back = max(abs(one.amount.value) for one in totals)
        others = (one for one in sheet.amounts if not (one.aside or one.unit or _is_negative(one)))
        if all(one.amount.value <= given_back for one in others):
            return totals[0]
    return None


def _is_negative(one: Labelled) -> bool:
    """Whether an amount has a minus of its own; in "Total HT - 430,00" it may be a dash."""
    before, written = one.line.text[: one.amount.start], one.line.text[one.amount.start :]
    if one.amount.value < 0:
        heads = any(cell.start == one.amount.start for cell in one.line.cells)
        return heads or not written.startswith("- ")
    return _MINUS.search(before) is not None
