"""DOC021: the data that an invoice embeds (Factur-X), held against the JSON and its own pages.

The data are read, not guessed: what they contradict is certain. Where the invoice sells more than
the Prestation Ségur, only the line that names it is compared.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from msgspec import Struct

from segur_check.checks.documents import Document, documents
from segur_check.checks.prices import KEYS, Stated, stated_for
from segur_check.context import Context, without_accents
from segur_check.control import Outcome, Place, Problem, control
from segur_check.dossier.request import Invoice
from segur_check.pieces.evidence import Answer, amount_evidence, rate_evidence
from segur_check.pieces.invoice import FacturX
from segur_check.pieces.invoice_numbers import invoice_numbers
from segur_check.pieces.tax_words import Label
from segur_check.wording import Euros, Items, Noted, Percent, Quoted, Term, Value


class _Datum(Struct, frozen=True):
    """A value of the data, and what the JSON and the pages have in its place."""

    name: str
    embedded: Value
    other: Value
    at: Place


def _amounts(embedded: FacturX) -> dict[Label, Decimal]:
    """The amounts of the Prestation Ségur in the data; those that cannot be told from others left out."""
    counted = [one for one in embedded.lines if one.counted]
    segur = [one for one in counted if "segur" in without_accents(one.name)]
    totals = embedded.totals
    if len(counted) > 1 and len(segur) != len(counted):
        if not segur or any(one.net_amount is None for one in segur):
            return {}
        return {Label.HT: sum((one.net_amount or Decimal(0) for one in segur), Decimal(0))}
    found = {Label.HT: totals.ht, Label.VAT: totals.vat, Label.TTC: totals.ttc}
    return {label: amount for label, amount in found.items() if amount is not None}


def _rate(embedded: FacturX) -> Decimal | None:
    """The rate of VAT of the data, when they have only one."""
    rates = {one.rate for one in embedded.taxes if one.rate is not None}
    return next(iter(rates)) if len(rates) == 1 else None


def _against_json(
    document: Document, embedded: FacturX, stated: Stated, invoice: Invoice
) -> Iterator[_Datum]:
    for label, amount in _amounts(embedded).items():
        expected = stated.of(label)
        if (
            expected is None
            or amount == expected
            or _told_by_pages(document, label, expected, amount)
        ):
            continue
        yield _Datum(label, Euros(amount), Euros(expected), stated.at(KEYS[label]))
    rate, expected_rate = _rate(embedded), stated.amounts.rate
    if rate is not None and expected_rate is not None and rate != expected_rate:
        shown = rate_evidence(document.sheet, expected_rate)
        if not (shown.answer is Answer.CONTRADICTED and shown.shown == rate):  # DOC005
            yield _Datum("tauxTVA", Percent(rate), Percent(expected_rate), stated.at("tauxTVA"))
    day = embedded.issued_on
    if isinstance(day, date) and invoice.issued_on is not None and day != invoice.issued_on:
        at = Place(f"{invoice.pointer}/dateFacture")
        yield _Datum("dateFacture", day, invoice.issued_on, at)
    if embedded.number and invoice.number and _plain(embedded.number) != _plain(invoice.number):
        at = Place(f"{invoice.pointer}/numeroFacture")
        yield _Datum("numeroFacture", Quoted(embedded.number), Quoted(invoice.number), at)


def _told_by_pages(document: Document, label: Label, expected: Decimal, amount: Decimal) -> bool:
    """Whether the pages show the same other amount: DOC006 tells it, of data and pages at once."""
    shown = amount_evidence(document.sheet, label, expected)
    return shown.answer is Answer.CONTRADICTED and shown.shown == amount


def _against_pages(document: Document, embedded: FacturX) -> Iterator[_Datum]:
    sheet = document.sheet
    for label, amount in _amounts(embedded).items():
        shown = amount_evidence(sheet, label, amount)
        if shown.answer is Answer.CONTRADICTED and isinstance(shown.shown, Decimal):
            yield _Datum(label, Euros(amount), Euros(shown.shown), document.shows(shown))
    rate = _rate(embedded)
    if rate is not None:
        shown = rate_evidence(sheet, rate)
        if shown.answer is Answer.CONTRADICTED and isinstance(shown.shown, Decimal):
            yield _Datum("tauxTVA", Percent(rate), Percent(shown.shown), document.shows(shown))


def _plain(number: str) -> str:
    return "".join(without_accents(number).split())


@control("DOC021")
def data_disagree(context: Context) -> Iterator[Outcome]:
    """Factur-X data other than the JSON's figures, or than those of the pages they are embedded in."""
    for document in documents(context, "FACTURE"):
        embedded, stated = document.piece.facturx, stated_for(context, document)
        # Of two invoices in one file, the data are those of one.
        if embedded is None or len(invoice_numbers(document.sheet)) > 1:
            continue
        invoice = context.line.invoice
        json = (
            [*_against_json(document, embedded, stated, invoice)]
            if stated is not None and invoice is not None
            else []
        )
        differ = json or [*_against_pages(document, embedded)]
        if differ:
            values: dict[str, Value] = {
                "file": Quoted(document.piece.name),
                "found": Items(tuple(Noted(one.embedded, Term(one.name)) for one in differ)),
                "expected": Items(tuple(Noted(one.other, Term(one.name)) for one in differ)),
            }
            places = dict.fromkeys([document.at(), *(one.at for one in differ)])
            yield Problem(tuple(places), values, variant="" if json else "page")
