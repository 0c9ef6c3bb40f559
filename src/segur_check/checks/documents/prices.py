"""DOC005, DOC006: the rate and the amounts that orders and invoices show, held against the JSON.

Orders and invoices may show more than the Prestation Ségur: where it cannot be told from the rest,
nothing is held against them (see `pieces.figures.evidence`).
"""

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct, structs

from segur_check.case.context import Context
from segur_check.case.control import (
    Confidence,
    NotChecked,
    NotCheckedKind,
    Outcome,
    Problem,
    control,
)
from segur_check.case.documents import Document
from segur_check.case.stated import KEYS, Stated, priced, rate_for, stated_for, sure_if
from segur_check.pieces.figures.evidence import (
    Answer,
    Evidence,
    adds_up,
    amount_evidence,
    rate_evidence,
)
from segur_check.pieces.figures.invoice_numbers import invoice_numbers
from segur_check.pieces.figures.sheet import Sheet
from segur_check.pieces.words.tax_words import PriceKind
from segur_check.values.money import CENT, vat_of
from segur_check.values.wording import Euros, Items, Noted, Percent, Quoted, Term, Value


def _other_rate(context: Context, document: Document) -> Evidence | None:
    """The rate that a document shows in place of the JSON's."""
    known = rate_for(context, document)
    if known is None:
        return None
    found = rate_evidence(document.sheet, known[0])
    return found if found.answer is Answer.CONTRADICTED else None


@control("DOC005")
def rate_differs(context: Context) -> Iterator[Outcome]:
    """Order or invoice: a rate of VAT other than the JSON's."""
    for document, sheet in priced(context):
        if _at_zero(sheet):
            continue
        known, found = rate_for(context, document), _other_rate(context, document)
        if known is None or found is None or not isinstance(found.shown, Decimal):
            continue
        values: dict[str, Value] = {
            "document": Term(document.kind),
            "file": Quoted(document.attachment.name),
            "found": Percent(found.shown),
            "expected": Percent(known[0]),
        }
        at = (document.shows(found), known[1])
        yield Problem(at, values, confidence=sure_if(found))


def _at_zero(sheet: Sheet) -> bool:
    """Whether the prestation stands at 0 €: DOC009 speaks, and of nothing else."""
    prices = sheet.prices(PriceKind.HT) or sheet.prices(PriceKind.TTC)
    return bool(prices) and not any(price.amount.value for price in prices)


class Compared(Struct, frozen=True):
    """An amount of the JSON in euros, and what a document says of it."""

    label: PriceKind
    expected: Decimal
    evidence: Evidence


def _compared(context: Context, document: Document) -> Iterator[Compared]:
    """The amounts of the JSON held against a document, those that its other rate explains left out."""
    stated = stated_for(context, document)
    if stated is None:
        return
    sheet, other_rate = document.sheet, _other_rate(context, document)
    if _at_zero(sheet):
        return
    asked = {label: amount for label in PriceKind if (amount := stated.of(label)) is not None}
    for label, expected in asked.items():
        found = amount_evidence(sheet, label, expected)
        if found.answer is Answer.CONTRADICTED:
            if other_rate is not None and _explained(sheet, label, found, other_rate):
                continue
            # Words that say other things too, and another amount of the JSON: read for it, maybe.
            if found.loose and found.shown in asked.values():
                found = structs.replace(found, answer=Answer.UNCHECKABLE, shown=None)
        yield Compared(label, expected, found)


def _explained(sheet: Sheet, label: PriceKind, found: Evidence, rate: Evidence) -> bool:
    """Whether an amount follows from the HT shown and the other rate."""
    shown = {price.amount.value for price in sheet.prices(PriceKind.HT)}
    if label is PriceKind.HT or len(shown) != 1 or not isinstance(rate.shown, Decimal):
        return False
    ht = next(iter(shown))
    vat = vat_of(ht, rate.shown)
    expected = vat if label is PriceKind.VAT else ht + vat
    return isinstance(found.shown, Decimal) and abs(found.shown - expected) <= CENT


@control("DOC006")
def amount_differs(context: Context) -> Iterator[Outcome]:
    """Order or invoice: HT, VAT or TTC readable and other than the JSON's; one finding a document.

    Where the page shows amounts and none of them can be told to be the one, it is not checked; but
    of two invoices DOC012 speaks, and from one price and the rate the rest follows.
    """
    for document, _ in priced(context):
        stated, compared = stated_for(context, document), [*_compared(context, document)]
        differ = [amount for amount in compared if amount.evidence.answer is Answer.CONTRADICTED]
        if stated is None:
            continue
        name: dict[str, Value] = {
            "document": Term(document.kind),
            "file": Quoted(document.attachment.name),
        }
        if differ:
            yield _difference(document, stated, differ, name)
            continue
        unclear = [
            amount
            for amount in compared
            if amount.evidence.answer is Answer.UNCHECKABLE
            and not adds_up(document.sheet, amount.label, amount.expected)
        ]
        if unclear and _follows(context, document, compared):
            unclear = [amount for amount in unclear if _shown_otherwise(document.sheet, amount)]
        if unclear and not _has_two(document):
            labels = Items(
                tuple(Noted(Euros(amount.expected), Term(amount.label)) for amount in unclear)
            )
            yield NotChecked(NotCheckedKind.UNREADABLE, "unclear", {**name, "expected": labels})


def _follows(context: Context, document: Document, compared: list[Compared]) -> bool:
    """Whether the document shows the JSON's rate, and one of its prices as that of the prestation."""
    sheet, known = document.sheet, rate_for(context, document)
    if known is None or rate_evidence(sheet, known[0]).answer is not Answer.FOUND:
        return False
    return any(
        shown.amount.may_be(amount.expected)
        and (shown.segur or (shown.label is amount.label and shown.total))
        for amount in compared
        if amount.label is not PriceKind.VAT
        for shown in sheet.amounts
    )


def _shown_otherwise(sheet: Sheet, compared: Compared) -> bool:
    """Whether the Ségur's own line shows another amount under the label, however it is read."""
    own = (shown for shown in sheet.amounts if shown.segur and shown.label is compared.label)
    return any(not shown.amount.may_be(compared.expected) for shown in own)


def _has_two(document: Document) -> bool:
    return document.kind == "FACTURE" and len(invoice_numbers(document.sheet)) > 1


def _difference(
    document: Document, stated: Stated, differ: list[Compared], name: dict[str, Value]
) -> Problem:
    shown = tuple(
        Noted(Euros(amount.evidence.shown), Term(amount.label))
        for amount in differ
        if isinstance(amount.evidence.shown, Decimal)
    )
    asked = tuple(Noted(Euros(amount.expected), Term(amount.label)) for amount in differ)
    places = [document.shows(amount.evidence) for amount in differ]
    places += [stated.at(KEYS[amount.label]) for amount in differ]
    sure = sure_if(differ[0].evidence)
    if _embedded_agrees(document, differ):
        sure = Confidence.CERTAIN
    values = {**name, "found": Items(shown), "expected": Items(asked)}
    return Problem(tuple(places), values, confidence=sure)


def _embedded_agrees(document: Document, differ: list[Compared]) -> bool:
    """Whether the Factur-X data of the invoice show the same amounts as its pages."""
    embedded = document.attachment.facturx
    if embedded is None:
        return False
    totals = embedded.totals
    by_label = {PriceKind.HT: totals.ht, PriceKind.VAT: totals.vat, PriceKind.TTC: totals.ttc}
    return all(amount.evidence.shown == by_label[amount.label] for amount in differ)
