"""Which documents are no invoices: those titled otherwise, and those that give money back.

In doubt a page is an invoice.
"""

from collections.abc import Sequence

from segur_check.pieces.figures.labels import Labelled
from segur_check.pieces.figures.page_titles import (
    PERHAPS,
    REFERENCE,
    SURE,
    PageTitle,
    Paper,
    titles_of,
)
from segur_check.pieces.figures.sheet import FORM, Sheet
from segur_check.pieces.words.phrases import plain_text
from segur_check.pieces.words.tax_words import PriceKind
from segur_check.values.pattern import Pattern

__all__ = ["Paper", "negative_total", "other_paper"]

_INVOICE_LABEL = Pattern(
    r"(?:n°|no\.?|numero|date|reference|ref\.?) (?:de )?(?:la )?facture\b"
    r"(?! (?:pro|(?:d'origine|initiale|concernee|annulee|rectifiee|creditee|liee|associee|correspondante|de reference|a )\b))"
    r"|invoice (?:n|date|ref)"
)
# "Rappelez le n° de facture sur votre virement" is no label.
_ASKED = Pattern(r"\b(?:rappel|indiqu|mention|precis|report|joindre|joignez|communiqu)\w*")
_VALUE_NEAR = 3  # lines
# Only a quote says how long it binds.
_OFFERED = Pattern(
    r"\b(?:devis|offre|proposition)\b[^.]{0,40}\bvalable\b|\bvalable (?:jusqu|pendant|\d+ (?:jours|mois)|(?:un|deux|trois) mois)"
    r"|(?:duree|date) de validite|validite (?:de (?:l'offre|la proposition)|du devis)"
)
_CREDITED = Pattern(r"\bavoir\b|a votre credit|a rembourser")
_MINUS = Pattern(r"(?:\A|\s)[\u2212\u2013]\s?\Z")


def other_paper(sheet: Sheet) -> PageTitle | None:
    """The title of the first page that is not an invoice; None when every page may be one.

    A quote or a proforma beside an invoice is an annex of it, and a deposit is what it deducts; but a
    credit note on another page counts.
    """
    pages = sorted({line.page for line in sheet.flowing} - {FORM})
    titles = {page: titles_of(sheet, page) for page in pages}
    invoiced = {page for page in pages if _is_invoice(titles[page])}
    labelled = {page for page in pages if _has_invoice_label(sheet, page)}
    for page in pages:
        title = _of_another(sheet, titles[page], labelled=page in labelled)
        if title is None:
            continue
        beside = invoiced if title.paper is Paper.DEPOSIT else (invoiced | labelled) - {page}
        if title.paper is Paper.CREDIT or not beside:
            return title
    return None


def _is_invoice(titles: Sequence[PageTitle]) -> bool:
    return any(title.paper is Paper.INVOICE for title in titles)


def _of_another(sheet: Sheet, titles: Sequence[PageTitle], *, labelled: bool) -> PageTitle | None:
    """The title that makes a page something else than an invoice; `labelled`: its number has a label."""
    invoices = [title for title in titles if title.paper is Paper.INVOICE]
    heaviest = max((invoice.weight for invoice in invoices), default=0)
    is_below_invoice = False
    for title in titles:
        if title.paper is Paper.INVOICE:
            is_below_invoice = True
            continue
        is_stamp = title.paper is Paper.PROFORMA and title.bare and title.weight == SURE
        if title.paper is Paper.DEPOSIT or is_stamp:
            return title
        if is_below_invoice or not _outweighs(title, heaviest):
            continue
        if not labelled or _outweighs_label(title, sheet):
            return title
    return None


def _outweighs(title: PageTitle, invoice: int) -> bool:
    """Whether a title makes that of an invoice below it, of weight `invoice`, a mere reference."""
    if title.paper is Paper.CREDIT:
        return title.weight >= invoice  # "Avoir n° A-7", of "Facture n° F-12"
    return title.weight > invoice


def _outweighs_label(title: PageTitle, sheet: Sheet) -> bool:
    """Whether a title makes the number of an invoice on its page that of another document."""
    if title.paper is Paper.QUOTE and title.weight == PERHAPS:
        return _OFFERED.search(plain_text(sheet.text)) is not None
    return title.weight > REFERENCE


def _has_invoice_label(sheet: Sheet, page: int) -> bool:
    """Whether a page has a label for the number or date of an invoice, and digits near it."""
    for lines in (sheet.flowing, sheet.lines):
        own = [line for line in lines if line.page == page]
        for rank, line in enumerate(own):
            plain = plain_text(line.text)
            if not _INVOICE_LABEL.search(plain) or _ASKED.search(plain):
                continue
            if any(near.has_digit for near in own[rank : rank + _VALUE_NEAR]):
                return True
    return False


def negative_total(sheet: Sheet) -> Labelled | None:
    """A total below zero when no amount is greater: the document gives money back.

    A discount, an avoir that is deducted or an avance that is taken off has greater amounts beside it.
    """
    for label in (PriceKind.TTC, PriceKind.HT):
        totals = [
            amount
            for amount in sheet.amounts
            if amount.label is label
            and amount.total
            and (not amount.aside or _CREDITED.search(amount.line.flat))
        ]
        if not totals or not all(map(_is_negative, totals)):
            continue
        given_back = max(abs(total.value) for total in totals)
        prices = (
            amount
            for amount in sheet.amounts
            if not (amount.aside or amount.unit or _is_negative(amount))
        )
        if all(price.value <= given_back for price in prices):
            return totals[0]
    return None


def _is_negative(amount: Labelled) -> bool:
    """Whether the minus before an amount is its own: in "Total HT - 430,00" it may be a dash."""
    start = amount.amount.start
    before, written = amount.line.text[:start], amount.line.text[start:]
    if amount.value < 0:
        begins_cell = any(cell.start == start for cell in amount.line.cells)
        return begins_cell or not written.startswith("- ")
    return _MINUS.search(before) is not None
