"""DOC005, DOC006: the rate and the amounts that orders and invoices show, held against the JSON.

They may show more than the Prestation Ségur: where it cannot be told from the rest, nothing is held
against them (see `pieces.figures.evidence`).
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
    written_at,
)
from segur_check.case.documents import INVOICE, Document
from segur_check.case.mends import on_page
from segur_check.case.stated import KEY_OF, Stated, confidence_in, priced, stated_for, stated_rate
from segur_check.pieces.figures.evidence import (
    Answer,
    Evidence,
    adds_up,
    amount_evidence,
    is_of_the_whole,
    rate_evidence,
)
from segur_check.pieces.figures.invoice_numbers import invoice_numbers
from segur_check.pieces.figures.sheet import Sheet
from segur_check.pieces.words.tax_words import PriceKind
from segur_check.values.money import CENT, vat_of
from segur_check.values.wording import Euros, Items, Noted, Percent, Quoted, Term, Value

_RATE = "rate"


def _other_rate(context: Context, document: Document) -> Evidence | None:
    """The rate that a document shows in place of the JSON's."""
    stated = stated_rate(context, document)
    if stated is None:
        return None
    evidence = rate_evidence(document.sheet, stated[0])
    return evidence if evidence.answer is Answer.CONTRADICTED else None


@control("DOC005")
def rate_differs(context: Context) -> Iterator[Outcome]:
    """Order or invoice: a rate of VAT other than the JSON's."""
    for document, sheet in priced(context):
        if _is_free(sheet):
            continue
        stated, evidence = stated_rate(context, document), _other_rate(context, document)
        if stated is None or evidence is None or not isinstance(evidence.shown, Decimal):
            continue
        rate, place = stated
        values: dict[str, Value] = {
            "document": Term(document.kind),
            "file": Quoted(document.attachment.name),
            "found": Percent(evidence.shown),
            "expected": Percent(rate),
        }
        at = (document.shows(evidence), place)
        sure = confidence_in(evidence)
        on_its_page = {on_page(document.attachment.name, _RATE): rate}
        mends = (*written_at((place, evidence.shown)), on_its_page)
        variant = "" if rate else "zero"
        yield Problem(at, values, variant=variant, confidence=sure, mends=mends)


def _is_free(sheet: Sheet) -> bool:
    """Whether the prestation is priced at 0 €: then DOC009 reports it, and nothing else does."""
    prices = sheet.prices(PriceKind.HT) or sheet.prices(PriceKind.TTC)
    return bool(prices) and not any(price.amount.value for price in prices)


class _Compared(Struct, frozen=True):
    """An amount of the JSON, in euros, and what a document says of it."""

    label: PriceKind
    expected: Decimal
    evidence: Evidence


def _compared(context: Context, document: Document) -> Iterator[_Compared]:
    """The amounts of the JSON held against a document, but for those that its other rate explains."""
    stated = stated_for(context, document)
    if stated is None:
        return
    sheet, other_rate = document.sheet, _other_rate(context, document)
    if _is_free(sheet):
        return
    amounts = {label: amount for label in PriceKind if (amount := stated.of(label)) is not None}
    for label, expected in amounts.items():
        evidence = amount_evidence(sheet, label, expected)
        if evidence.answer is Answer.CONTRADICTED:
            if other_rate is not None and _follows_from_rate(sheet, label, evidence, other_rate):
                continue
            # Its words have other meanings too, and the JSON states that amount elsewhere: it may
            # have been read under the wrong label.
            if evidence.loose and evidence.shown in amounts.values():
                evidence = structs.replace(evidence, answer=Answer.UNCHECKABLE, shown=None)
        elif evidence.answer is Answer.FOUND and is_of_the_whole(sheet, expected):
            evidence = structs.replace(evidence, answer=Answer.UNCHECKABLE, shown=None)
        yield _Compared(label, expected, evidence)


def _follows_from_rate(sheet: Sheet, label: PriceKind, shown: Evidence, rate: Evidence) -> bool:
    """Whether the amount shown follows from the HT shown and the other rate."""
    prices = {price.amount.value for price in sheet.prices(PriceKind.HT)}
    if label is PriceKind.HT or len(prices) != 1 or not isinstance(rate.shown, Decimal):
        return False
    ht = next(iter(prices))
    vat = vat_of(ht, rate.shown)
    expected = vat if label is PriceKind.VAT else ht + vat
    return isinstance(shown.shown, Decimal) and abs(shown.shown - expected) <= CENT


@control("DOC006")
def amount_differs(context: Context) -> Iterator[Outcome]:
    """Order or invoice: an HT, VAT or TTC other than the JSON's; one finding for a document.

    Where a page shows amounts and nobody can tell which is meant, the document is not checked, except
    where DOC012 reports two invoices, or the rest follows from one price and the rate.
    """
    for document, _ in priced(context):
        stated, compared = stated_for(context, document), [*_compared(context, document)]
        differ = [amount for amount in compared if amount.evidence.answer is Answer.CONTRADICTED]
        if stated is None:
            continue
        if differ:
            yield _difference(document, stated, differ)
            continue
        unclear = [
            amount
            for amount in compared
            if amount.evidence.answer is Answer.UNCHECKABLE
            and not adds_up(document.sheet, amount.label, amount.expected)
        ]
        if unclear and _follows(context, document, compared):
            unclear = [amount for amount in unclear if _shows_another(document.sheet, amount)]
        if unclear and not _has_two_invoices(document):
            values = _name_of(document) | {"expected": _expected(unclear)}
            yield NotChecked(NotCheckedKind.UNREADABLE, "unclear", values)


def _name_of(document: Document) -> dict[str, Value]:
    return {"document": Term(document.kind), "file": Quoted(document.attachment.name)}


def _expected(amounts: list[_Compared]) -> Items:
    return Items(tuple(Noted(Euros(amount.expected), Term(amount.label)) for amount in amounts))


def _follows(context: Context, document: Document, compared: list[_Compared]) -> bool:
    """Whether the document shows the JSON's rate, and one of its prices as that of the prestation."""
    sheet, stated = document.sheet, stated_rate(context, document)
    if stated is None or rate_evidence(sheet, stated[0]).answer is not Answer.FOUND:
        return False
    prices = [amount for amount in compared if amount.label is not PriceKind.VAT]
    return any(_shows_price(sheet, price) for price in prices)


def _shows_price(sheet: Sheet, price: _Compared) -> bool:
    return any(
        shown.amount.may_be(price.expected)
        and (shown.segur or (shown.label is price.label and shown.total))
        for shown in sheet.amounts
    )


def _shows_another(sheet: Sheet, compared: _Compared) -> bool:
    """Whether a line of the Ségur shows another amount under the label, however it is read."""
    own = (shown for shown in sheet.amounts if shown.segur and shown.label is compared.label)
    return any(not shown.amount.may_be(compared.expected) for shown in own)


def _has_two_invoices(document: Document) -> bool:
    return document.kind == INVOICE and len(invoice_numbers(document.sheet)) > 1


def _difference(document: Document, stated: Stated, differ: list[_Compared]) -> Problem:
    shown = tuple(
        Noted(Euros(amount.evidence.shown), Term(amount.label))
        for amount in differ
        if isinstance(amount.evidence.shown, Decimal)
    )
    places = [document.shows(amount.evidence) for amount in differ]
    places += [stated.at(KEY_OF[amount.label]) for amount in differ]
    confidence = confidence_in(differ[0].evidence)
    if _embedded_agrees(document, differ):
        confidence = Confidence.CERTAIN
    values = _name_of(document) | {"found": Items(shown), "expected": _expected(differ)}
    # The JSON takes what the page shows, or the page is made anew with what the JSON states.
    mends = written_at(
        *((stated.at(KEY_OF[amount.label]), amount.evidence.shown) for amount in differ)
    )
    name = document.attachment.name
    on_pages = {on_page(name, amount.label): amount.expected for amount in differ}
    return Problem(tuple(places), values, confidence=confidence, mends=(*mends, on_pages))


def _embedded_agrees(document: Document, differ: list[_Compared]) -> bool:
    """Whether the Factur-X data of the invoice show the same amounts as its pages."""
    embedded = document.attachment.facturx
    if embedded is None:
        return False
    totals = embedded.totals
    by_label = {PriceKind.HT: totals.ht, PriceKind.VAT: totals.vat, PriceKind.TTC: totals.ttc}
    return all(amount.evidence.shown == by_label[amount.label] for amount in differ)
