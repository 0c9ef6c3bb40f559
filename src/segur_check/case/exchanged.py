"""Files that are listed in each other's place: what each reads as, for sure, against its type."""

from collections.abc import Iterable

from msgspec import Struct

from segur_check.dossier.attachments import Attachment
from segur_check.pieces.figures.invoice_labels import labelled_invoice_numbers
from segur_check.pieces.figures.sheet import Sheet
from segur_check.pieces.words.kinds import guessed_kind, titled_kinds
from segur_check.pieces.words.tax_words import PriceKind

_ORDER, _INVOICE = "BON_COMMANDE", "FACTURE"
_PRICED = frozenset({_ORDER, _INVOICE})
_PRICES = frozenset({PriceKind.HT, PriceKind.TTC})


class Misplaced(Struct, frozen=True):
    """A file, the type that it is listed as, and the one that it reads as."""

    attachment: Attachment
    kind: str
    read: str


def in_each_others_place(misplaced: Iterable[Misplaced]) -> list[Misplaced]:
    """Those that form a circle: each takes the place of one whose place another takes."""
    circle = [*misplaced]
    while True:
        taken, left = {file.read for file in circle}, {file.kind for file in circle}
        kept = [file for file in circle if file.kind in taken and file.read in left]
        if len(kept) == len(circle):
            return kept
        circle = kept


def kind_read(attachment: Attachment, kind: str) -> str | None:
    """The type that a file reads as, where it is listed as another and surely is none; else None.

    An invoice names the order, a VA the invoice, and an order the VA that will follow; models hold
    several papers in one. The title decides only together with what such a paper shows: prices on
    orders and invoices, a number of its own on an invoice alone.
    """
    read, pages = attachment.guessed_kind, attachment.pages or ()
    if read is None or read == kind or any(guessed_kind([page]) == kind for page in pages):
        return None
    prices = _prices_shown(attachment.sheet)
    if read in _PRICED and not prices:
        return None
    if kind in _PRICED and read in _PRICED:
        return read if _has_invoice_number(attachment.sheet) == (read == _INVOICE) else None
    if not any(kind in titled_kinds(page) for page in pages):
        return read
    # The words of a title are those of a reference where the prices say so: a VA gives one at most.
    is_priced = prices == _PRICES
    is_reference = not is_priced if kind in _PRICED else is_priced and read in _PRICED
    return read if is_reference else None


def _prices_shown(sheet: Sheet) -> frozenset[PriceKind | None]:
    """Which of the net and the gross a document shows."""
    return _PRICES & {amount.label for amount in sheet.amounts if not amount.aside}


def _has_invoice_number(sheet: Sheet) -> bool:
    return next(labelled_invoice_numbers(sheet), None) is not None
