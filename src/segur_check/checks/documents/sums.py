"""DOC008: the totals that orders and invoices show or embed, and that do not add up."""

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from segur_check.case.context import Context
from segur_check.case.control import Confidence, Outcome, Problem, control
from segur_check.case.documents import Document
from segur_check.case.mends import on_page
from segur_check.case.stated import priced
from segur_check.pieces.einvoice.invoice import Equation, faults
from segur_check.pieces.figures.labels import Labelled
from segur_check.pieces.figures.sheet import Sheet
from segur_check.pieces.words.tax_words import PriceKind
from segur_check.values.money import CENT, vat_of
from segur_check.values.wording import Euros, Percent, Quoted, Term, Value


class _Totals(Struct, frozen=True):
    """The totals of a document, each shown with a single value."""

    ht: Labelled
    vat: Labelled
    ttc: Labelled


def _totals_of(sheet: Sheet) -> _Totals | None:
    """The totals; None where any is missing or ambiguous, or where something is taken off."""
    if sheet.has_reduction:
        return None
    ht, vat, ttc = (
        _total_of(sheet, label) for label in (PriceKind.HT, PriceKind.VAT, PriceKind.TTC)
    )
    return _Totals(ht, vat, ttc) if ht and vat and ttc else None


def _total_of(sheet: Sheet, label: PriceKind) -> Labelled | None:
    """The only total under a label, or else the only amount that is no unit price."""
    amounts = [
        amount
        for amount in sheet.amounts
        if amount.label is label and not amount.aside and not (amount.due and sheet.has_payment)
    ]
    totals = [amount for amount in amounts if amount.total]
    totals = totals or [amount for amount in amounts if not amount.unit]
    if len({total.amount.value for total in totals}) != 1:
        return None
    first = totals[0]
    return first if first.plain and first.amount.value >= 0 else None


@control("DOC008")
def wrong_arithmetic(context: Context) -> Iterator[Outcome]:
    """Totals of a document, or of its Factur-X data, that do not add up."""
    for document, sheet in priced(context):
        yield from _wrong_totals(document, sheet)
        yield from _wrong_data(document)


def _wrong_totals(document: Document, sheet: Sheet) -> Iterator[Outcome]:
    shown = _totals_of(sheet)
    rates = {rate.value for rate in sheet.rates if rate.of_vat and not rate.loose}
    if shown is None or len(rates) > 1:
        return
    ht, vat, ttc = shown.ht.amount.value, shown.vat.amount.value, shown.ttc.amount.value
    slack = _slack(sheet, shown)
    amounts = {abs(amount.amount.value) for amount in sheet.amounts}
    if ht + vat != ttc:
        gap = abs(ht + vat - ttc)
        explained = gap <= slack or gap in amounts  # carriage, a stamp
        if not explained and not _is_read_twice(ht, vat, ttc, amounts):
            yield _wrong_ttc(document, shown)
        return
    # What is sold beside the prestation may be exempt.
    for rate in rates if not sheet.has_others else ():
        expected = vat_of(ht, rate)
        # Part of what is sold may bear no VAT: then the other part is shown too.
        if vat != expected and all(vat_of(amount, rate) != vat for amount in amounts - {ht}):
            values: dict[str, Value] = {
                "document": Term(document.kind),
                "file": Quoted(document.attachment.name),
                "found": Euros(vat),
                "expected": Euros(expected),
                "ht": Euros(ht),
                "rate": Percent(rate),
            }
            at = document.at(shown.vat.page or None, shown.vat.excerpt)
            variant = "cent" if abs(vat - expected) <= max(slack, CENT) else ""
            name = document.attachment.name
            right = {
                on_page(name, PriceKind.VAT): expected,
                on_page(name, PriceKind.TTC): ht + expected,
            }
            yield Problem(
                at, values, variant=variant, confidence=Confidence.PROBABLE, mends=(right,)
            )


def _wrong_ttc(document: Document, shown: _Totals) -> Problem:
    ht, vat = shown.ht.amount.value, shown.vat.amount.value
    values: dict[str, Value] = {
        "document": Term(document.kind),
        "file": Quoted(document.attachment.name),
        "found": Euros(shown.ttc.amount.value),
        "expected": Euros(ht + vat),
        "ht": Euros(ht),
        "vat": Euros(vat),
    }
    at, name = (
        document.at(shown.ttc.page or None, shown.ttc.excerpt),
        document.attachment.name,
    )
    ttc = shown.ttc.amount.value
    mends = (
        {on_page(name, PriceKind.TTC): ht + vat},
        {on_page(name, PriceKind.VAT): ttc - ht},
        {on_page(name, PriceKind.HT): ttc - vat},
    )
    return Problem(at, values, variant="ttc", confidence=Confidence.PROBABLE, mends=mends)


def _is_read_twice(ht: Decimal, vat: Decimal, ttc: Decimal, amounts: set[Decimal]) -> bool:
    """Whether an amount was read under two labels, while the right one is shown elsewhere."""
    twice = len({ht, vat, ttc}) < 3  # noqa: PLR2004 - net, VAT and gross
    return twice and not amounts.isdisjoint({ht + vat, ttc - vat, ttc - ht} - {ht, vat, ttc})


def _slack(sheet: Sheet, totals: _Totals) -> Decimal:
    """What rounding may add up to, in euros: nothing for one line sold, a cent a line for several.

    One euro where the amounts are written without cents.
    """
    if all(_has_no_cents(total) for total in (totals.ht, totals.vat, totals.ttc)):
        return Decimal(1)
    lines = {
        amount.amount.value
        for amount in sheet.amounts
        if amount.label is PriceKind.HT and not (amount.total or amount.unit)
    }
    return CENT * len(lines) if len(lines) > 1 else Decimal(0)


def _has_no_cents(total: Labelled) -> bool:
    written = total.line.text[total.amount.start : total.amount.end]
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
        by_a_cent = fault.equation is Equation.RATE and abs(fault.difference) <= CENT
        yield Problem(document.at(), values, variant="facturx_cent" if by_a_cent else "facturx")
