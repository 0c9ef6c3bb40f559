"""The figures that the JSON states for an order or an invoice, and the documents to hold against them."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from segur_check.case.context import Context
from segur_check.case.control import (
    Confidence,
    Place,
)
from segur_check.case.documents import PRICED, Document, legible
from segur_check.dossier.request import Amounts
from segur_check.pieces.figures.evidence import (
    Evidence,
)
from segur_check.pieces.figures.sheet import Sheet
from segur_check.pieces.words.tax_words import PriceKind

KEYS = {
    PriceKind.HT: "montantSegurHT",
    PriceKind.VAT: "montantTVA",
    PriceKind.TTC: "montantSegurTTC",
}


class Stated(Struct, frozen=True):
    """The amounts that the JSON gives for a document; `avance`: the file that alone holds them."""

    amounts: Amounts
    avance: str | None = None

    def of(self, label: PriceKind) -> Decimal | None:
        """The amount under a label, in euros."""
        by_label = {PriceKind.HT: "ht", PriceKind.VAT: "vat", PriceKind.TTC: "ttc"}
        found: Decimal | None = getattr(self.amounts, by_label[label])
        return found

    def at(self, key: str) -> Place:
        """Where it stands."""
        return Place(f"{self.amounts.pointer}/{key}", avance=self.avance)


def stated_for(context: Context, document: Document) -> Stated | None:
    """What the JSON says that this document says: of an invoice `facture`, of an order `commande`."""
    request = context.line
    if document.kind == "FACTURE":
        return Stated(request.invoice.amounts) if request.invoice is not None else None
    if request.order is not None:
        return Stated(request.order.amounts)
    avance, before = context.avance, context.in_avance
    if avance is None or before is None or before.order is None:
        return None
    return Stated(before.order.amounts, avance.label)


def rate_for(context: Context, document: Document) -> tuple[Decimal, Place] | None:
    """The rate of VAT of the JSON for a document, in percent; an invoice may take the order's."""
    stated = stated_for(context, document)
    order = context.line.order
    for one in (stated, Stated(order.amounts) if order is not None else None):
        if one is not None and one.amounts.rate is not None:
            return one.amounts.rate, one.at("tauxTVA")
    return None


def priced(context: Context) -> Iterator[tuple[Document, Sheet]]:
    """The orders and invoices whose figures can be held against the JSON's.

    Of several files of one type (PIE010), or one file for several requests (PIE003), nobody can
    tell which figure is whose.
    """
    documents = [*legible(context, *PRICED)]
    kinds = [document.kind for document in documents]
    for document in documents:
        if kinds.count(document.kind) == 1 and not _shared(context, document):
            yield document, document.sheet


def _shared(context: Context, document: Document) -> bool:
    """Whether another request of the file names this piece too."""
    attachments = context.attachments
    others = (one for one in context.file.requests if one.index != context.line.index)
    names = (one.name for request in others for one in request.listed if one.name)
    return attachments is not None and any(
        piece is not None and piece.name == document.piece.name
        for piece in map(attachments.named, names)
    )


def sure_if(evidence: Evidence) -> Confidence:
    """A form field says what it says; a page was read."""
    return Confidence.CERTAIN if evidence.sure else Confidence.PROBABLE
