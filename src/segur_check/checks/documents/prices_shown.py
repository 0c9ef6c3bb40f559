"""DOC007, DOC009: an amount that an order or an invoice does not show, or shows at zero."""

from collections.abc import Iterator
from decimal import Decimal

from segur_check.case.context import Context
from segur_check.case.control import (
    Confidence,
    Outcome,
    Problem,
    control,
)
from segur_check.case.stated import KEYS, priced, rate_for, stated_for
from segur_check.pieces.figures.evidence import (
    Answer,
    amount_evidence,
)
from segur_check.pieces.figures.sheet import Sheet
from segur_check.pieces.words.tax_words import PriceKind
from segur_check.values.wording import Euros, Items, Quoted, Term, Value


@control("DOC007")
def amount_not_shown(context: Context) -> Iterator[Outcome]:
    """Order or invoice: HT, rate, VAT or TTC not shown, by a supplier liable to VAT."""
    if context.settings.file.fournisseur.assujetti_tva is False:
        return
    for document, sheet in priced(context):
        known, stated = rate_for(context, document), stated_for(context, document)
        if not document.is_whole or (known is not None and known[0] == 0):
            continue
        if sheet.has_unlabelled_fields:
            continue  # they may show it
        missing: list[Term] = [
            Term(label)
            for label in PriceKind
            if not _shows(sheet, label, stated.of(label) if stated is not None else None)
        ]
        if not any(rate.of_vat for rate in sheet.rates):
            missing.insert(1, Term("tauxTVA"))
        if missing:
            values: dict[str, Value] = {
                "document": Term(document.kind),
                "file": Quoted(document.attachment.name),
                "found": Items(tuple(missing)),
            }
            yield Problem(document.at(), values, confidence=Confidence.PROBABLE)


def _shows(sheet: Sheet, label: PriceKind, expected: Decimal | None) -> bool:
    """Whether a document shows an amount under a label, or the one of the JSON anywhere."""
    if expected is not None and amount_evidence(sheet, label, expected).answer is Answer.FOUND:
        return True
    return any(amount.label is label for amount in sheet.amounts) or (
        label is PriceKind.TTC
        and any(amount.due and amount.amount.value for amount in sheet.amounts)
    )


@control("DOC009")
def nothing_to_pay(context: Context) -> Iterator[Outcome]:
    """Order or invoice: the prestation at 0 €."""
    for document, sheet in priced(context):
        stated = stated_for(context, document)
        asked = stated.of(PriceKind.HT) if stated is not None else None
        both = [*sheet.prices(PriceKind.HT), *sheet.prices(PriceKind.TTC)]
        prices = [price for price in both if price.segur] or both
        if not prices or any(price.amount.value for price in prices):
            continue
        # A price of the JSON anywhere: the zero is what is left to the client.
        known = (
            [(label, stated.of(label)) for label in (PriceKind.HT, PriceKind.TTC)] if stated else []
        )
        if any(
            amount and amount_evidence(sheet, label, amount).answer is Answer.FOUND
            for label, amount in known
        ):
            continue
        first = prices[0]
        values: dict[str, Value] = {
            "document": Term(document.kind),
            "file": Quoted(document.attachment.name),
            "found": Euros(first.amount.value),
        }
        places = [document.at(first.page or None, first.excerpt)]
        if stated is not None and asked:
            values["expected"] = Euros(asked)
            places.append(stated.at(KEYS[PriceKind.HT]))
        yield Problem(
            tuple(places),
            values,
            variant="asked" if asked else "",
            confidence=Confidence.PROBABLE,
        )
