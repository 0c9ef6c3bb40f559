"""DOC007, DOC009: an amount that an order or an invoice does not show, or shows at zero."""

from collections.abc import Iterator
from decimal import Decimal

from segur_check.case.context import Context
from segur_check.case.control import Confidence, Outcome, Problem, control
from segur_check.case.stated import KEY_OF, Stated, priced, stated_for, stated_rate
from segur_check.pieces.figures.evidence import Answer, amount_evidence
from segur_check.pieces.figures.sheet import Sheet
from segur_check.pieces.words.tax_words import PriceKind
from segur_check.values.wording import Euros, Items, Quoted, Term, Value


@control("DOC007")
def amount_not_shown(context: Context) -> Iterator[Outcome]:
    """Order or invoice: HT, rate, VAT or TTC not shown, by a supplier liable to VAT."""
    if context.settings.file.fournisseur.assujetti_tva is False:
        return
    for document, sheet in priced(context):
        rate, stated = stated_rate(context, document), stated_for(context, document)
        if not document.is_whole or (rate is not None and rate[0] == 0):
            continue
        if sheet.has_unlabelled_fields:
            continue  # they may show what is missing
        missing: list[Term] = [
            Term(label)
            for label in PriceKind
            if not _shows(sheet, label, stated.of(label) if stated is not None else None)
        ]
        if not any(shown.of_vat for shown in sheet.rates):
            missing.insert(1, Term("tauxTVA"))
        if missing:
            values: dict[str, Value] = {
                "document": Term(document.kind),
                "file": Quoted(document.attachment.name),
                "found": Items(tuple(missing)),
            }
            yield Problem(document.at(), values, confidence=Confidence.PROBABLE)


def _shows(sheet: Sheet, label: PriceKind, expected: Decimal | None) -> bool:
    """Whether a document shows an amount under a label, or that of the JSON anywhere."""
    if expected is not None and amount_evidence(sheet, label, expected).answer is Answer.FOUND:
        return True
    if any(shown.label is label for shown in sheet.amounts):
        return True
    # What is left to pay is a TTC.
    return label is PriceKind.TTC and any(
        shown.due and shown.amount.value for shown in sheet.amounts
    )


@control("DOC009")
def nothing_to_pay(context: Context) -> Iterator[Outcome]:
    """Order or invoice: the prestation priced at 0 €."""
    for document, sheet in priced(context):
        stated = stated_for(context, document)
        expected = stated.of(PriceKind.HT) if stated is not None else None
        all_prices = [*sheet.prices(PriceKind.HT), *sheet.prices(PriceKind.TTC)]
        prices = [price for price in all_prices if price.segur] or all_prices
        if not prices or any(price.amount.value for price in prices):
            continue
        if stated is not None and _shows_a_price(sheet, stated):
            continue  # the zero is what is left for the client to pay
        first = prices[0]
        values: dict[str, Value] = {
            "document": Term(document.kind),
            "file": Quoted(document.attachment.name),
            "found": Euros(first.amount.value),
        }
        places = [document.at(first.page or None, first.excerpt)]
        if stated is not None and expected:
            values["expected"] = Euros(expected)
            places.append(stated.at(KEY_OF[PriceKind.HT]))
        yield Problem(
            tuple(places),
            values,
            variant="asked" if expected else "",
            confidence=Confidence.PROBABLE,
        )


def _shows_a_price(sheet: Sheet, stated: Stated) -> bool:
    """Whether a document shows, anywhere, the HT or the TTC of the JSON, other than zero."""
    for label in (PriceKind.HT, PriceKind.TTC):
        amount = stated.of(label)
        if amount and amount_evidence(sheet, label, amount).answer is Answer.FOUND:
            return True
    return False
