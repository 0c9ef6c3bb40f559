"""The amounts that the JSON states for an order or an invoice, and the documents to compare."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from segur_check.case.context import Context
from segur_check.case.control import Confidence, Place
from segur_check.case.documents import PRICED, Document, exchanged, legible
from segur_check.case.listed import listings_by_file
from segur_check.dossier.request import Amounts
from segur_check.pieces.figures.evidence import Evidence
from segur_check.pieces.figures.sheet import Sheet
from segur_check.pieces.words.tax_words import PriceKind

# The key of the JSON for each amount.
KEY_OF = {
    PriceKind.HT: "montantSegurHT",
    PriceKind.VAT: "montantTVA",
    PriceKind.TTC: "montantSegurTTC",
}


class Stated(Struct, frozen=True):
    """The amounts that the JSON states; `avance`: the label of the avance, where it alone has them."""

    amounts: Amounts
    avance: str | None = None

    def of(self, label: PriceKind) -> Decimal | None:
        """The amount under a label, in euros."""
        amounts = self.amounts
        by_label = {
            PriceKind.HT: amounts.ht,
            PriceKind.VAT: amounts.vat,
            PriceKind.TTC: amounts.ttc,
        }
        return by_label[label]

    def at(self, key: str) -> Place:
        """The place of a key of these amounts."""
        return Place(f"{self.amounts.pointer}/{key}", avance=self.avance)


def stated_for(context: Context, document: Document) -> Stated | None:
    """The amounts that the JSON states for a document: those of its invoice, or of its order."""
    request = context.line
    if document.kind == "FACTURE":
        return Stated(request.invoice.amounts) if request.invoice is not None else None
    if request.order is not None:
        return Stated(request.order.amounts)
    avance, before = context.avance, context.in_avance
    if avance is None or before is None or before.order is None:
        return None
    return Stated(before.order.amounts, avance.label)


def stated_rate(context: Context, document: Document) -> tuple[Decimal, Place] | None:
    """The rate of VAT of the JSON for a document, in percent; an invoice may take the order's."""
    stated = stated_for(context, document)
    order = context.line.order
    ordered = Stated(order.amounts) if order is not None else None
    for candidate in (stated, ordered):
        if candidate is not None and candidate.amounts.rate is not None:
            return candidate.amounts.rate, candidate.at("tauxTVA")
    return None


def priced(context: Context) -> Iterator[tuple[Document, Sheet]]:
    """The orders and invoices whose figures can be held against the JSON's.

    Where a request has several files of one type (PIE010), or several requests share one file
    (PIE003), nobody can tell which figure belongs to which.
    """
    documents = [*legible(context, *PRICED)]
    kinds = [document.kind for document in documents]
    kinds += [misplaced.kind for misplaced in exchanged(context)]
    for document in documents:
        if kinds.count(document.kind) == 1 and not _shared(context, document):
            yield document, document.sheet


def _shared(context: Context, document: Document) -> bool:
    """Whether another request of the JSON lists this attachment too."""
    listings = listings_by_file(context).get(document.attachment.name, [])
    return any(request.index != context.line.index for request, _ in listings)


def confidence_in(evidence: Evidence) -> Confidence:
    """A form field says what it says; a page was read."""
    return Confidence.CERTAIN if evidence.sure else Confidence.PROBABLE
