"""DOC008: the totals that orders and invoices show or embed, and that do not add up."""

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from segur_check.case.context import Context
from segur_check.case.control import (
    Confidence,
    Outcome,
    Problem,
    control,
)
from segur_check.case.documents import Document
from segur_check.case.stated import priced
from segur_check.pieces.einvoice.invoice import Equation, faults
from segur_check.pieces.figures.labels import Labelled
from segur_check.pieces.figures.sheet import Sheet
from segur_check.pieces.words.tax_words import PriceKind
from segur_check.values.money import CENT, vat_of
from segur_check.values.wording import Euros, Percent, Quoted, Term, Value


class _Sum(Struct, frozen=True):
    """The totals that a document shows, each once and alone."""

    ht: Labelled
    vat: Labelled
    ttc: Labelled


def _sum(sheet: Sheet) -> _Sum | None:
    """Its totals; None where one is not shown, several could be it, or something is taken off."""
    if sheet.has_reduction:
        return None
    found: dict[PriceKind, Labelled] = {}
    for label in PriceKind:
        named = [amount for amount in sheet.amounts if amount.label is label and not amount.aside]
        named = [amount for amount in named if not (amount.due and sheet.has_payment)]
        totals = [amount for amount in named if amount.total] or [
            amount for amount in named if not amount.unit
        ]
        if len({total.amount.value for total in totals}) != 1 or totals[0].amount.value < 0:
            return None
        if not totals[0].plain:
            return None
        found[label] = totals[0]
    return _Sum(found[PriceKind.HT], found[PriceKind.VAT], found[PriceKind.TTC])


@control("DOC008")
def wrong_arithmetic(context: Context) -> Iterator[Outcome]:
    """The totals of a document, or of its Factur-X data, that do not add up."""
    for document, sheet in priced(context):
        yield from _wrong_sum(document, sheet)
        yield from _wrong_data(document)


def _wrong_sum(document: Document, sheet: Sheet) -> Iterator[Outcome]:
    shown = _sum(sheet)
    rates = {rate.value for rate in sheet.rates if rate.of_vat and not rate.loose}
    if shown is None or len(rates) > 1:
        return
    ht, vat, ttc = (total.amount.value for total in (shown.ht, shown.vat, shown.ttc))
    name: dict[str, Value] = {
        "document": Term(document.kind),
        "file": Quoted(document.attachment.name),
    }
    slack = _slack(sheet, shown.ht, shown.vat, shown.ttc)
    amounts = {abs(amount.amount.value) for amount in sheet.amounts}
    # What a sign of the euro or a place in a total makes sure of is the whole of these three.
    if ht + vat != ttc:
        if abs(ht + vat - ttc) <= slack or abs(ht + vat - ttc) in amounts:  # carriage, a stamp
            return
        if _one_read_twice(ht, vat, ttc, amounts):
            return
        values = {
            **name,
            "found": Euros(ttc),
            "expected": Euros(ht + vat),
            "ht": Euros(ht),
            "vat": Euros(vat),
        }
        at = document.at(shown.ttc.page or None, shown.ttc.excerpt)
        yield Problem(at, values, variant="ttc", confidence=Confidence.PROBABLE)
        return
    # What is sold beside the prestation may be exempt.
    for rate in rates if not sheet.has_others else ():
        expected = vat_of(ht, rate)
        # A part of what is sold may bear no VAT: the other stands beside it.
        if vat == expected or any(vat_of(amount, rate) == vat for amount in amounts - {ht}):
            continue
        values = {
            **name,
            "found": Euros(vat),
            "expected": Euros(expected),
            "ht": Euros(ht),
            "rate": Percent(rate),
        }
        at = document.at(shown.vat.page or None, shown.vat.excerpt)
        variant = "cent" if abs(vat - expected) <= max(slack, CENT) else ""
        yield Problem(at, values, variant=variant, confidence=Confidence.PROBABLE)


def _one_read_twice(ht: Decimal, vat: Decimal, ttc: Decimal, amounts: set[Decimal]) -> bool:
    """Whether one amount was read under two labels, and what would be right stands elsewhere."""
    twice = len({ht, vat, ttc}) < 3  # noqa: PLR2004 - net, VAT and gross
    return twice and not amounts.isdisjoint({ht + vat, ttc - vat, ttc - ht} - {ht, vat, ttc})


def _slack(sheet: Sheet, *totals: Labelled) -> Decimal:
    """What rounding may add up to: nothing for one thing sold, a cent a line for several.

    A euro where the amounts are written without cents.
    """
    if all(_has_no_cents(total) for total in totals):
        return Decimal(1)
    lines = {
        amount.amount.value
        for amount in sheet.amounts
        if amount.label is PriceKind.HT and not (amount.total or amount.unit)
    }
    return CENT * len(lines) if len(lines) > 1 else Decimal(0)


def _has_no_cents(labelled: Labelled) -> bool:
    written = labelled.line.text[labelled.amount.start : labelled.amount.end]
    return re.search(r"[.,]\d\d(?!\d)", written) is None


_EQUATIONS = {
    Equation.LINES: "facturx-lines",
    Equation.HT: "facturx-ht",
    Equation.VAT: "facturx-vat",
    Equation.TTC: "facturx-ttc",
    Equation.RATE: "facturx-rate",
}


def _wrong_data(document: Document) -> Iterator[Outcome]:
    """The equations of the Factur-X data that do not hold, one finding each."""
    embedded = document.attachment.facturx
    for fault in faults(embedded) if embedded is not None else ():
        values: dict[str, Value] = {
            "file": Quoted(document.attachment.name),
            "found": Euros(fault.stated),
            "expected": Euros(fault.computed),
            "equation": Term(_EQUATIONS[fault.equation]),
        }
        one_cent = fault.equation is Equation.RATE and abs(fault.difference) <= CENT
        yield Problem(document.at(), values, variant="facturx_cent" if one_cent else "facturx")
