"""DOC021: the data that an invoice embeds (Factur-X), held against the JSON and its own pages.

The data are read, not guessed: what they contradict is certain. Where the invoice sells more than
the Prestation Ségur, only the line that names it is compared; what cannot be read, or told apart
from the rest, is not checked.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from msgspec import Struct

from segur_check.case.context import Context
from segur_check.case.control import (
    NotChecked,
    NotCheckedKind,
    Outcome,
    Place,
    Problem,
    control,
    written_at,
)
from segur_check.case.documents import INVOICE, Document, documents
from segur_check.case.stated import KEY_OF, Stated, stated_for
from segur_check.dossier.request import Invoice
from segur_check.pieces.einvoice.data_flaws import DataFlaw, FlawReason
from segur_check.pieces.einvoice.invoice import FacturX
from segur_check.pieces.einvoice.segur_lines import (
    SegurAmounts,
    has_less,
    segur_amounts,
    whole_amounts,
)
from segur_check.pieces.figures.evidence import Answer, amount_evidence, rate_evidence
from segur_check.pieces.figures.invoice_numbers import invoice_numbers
from segur_check.pieces.words.tax_words import PriceKind
from segur_check.values.text import without_accents
from segur_check.values.wording import Euros, Items, Noted, Percent, Quoted, Term, Value


class _Datum(Struct, frozen=True):
    """A value of the data that differs, and what the JSON or the pages have in its place.

    `term`: what to call it in the data, where that is not its name.
    """

    name: str
    embedded: Value
    expected: Value
    at: Place
    term: str = ""

    @property
    def value(self) -> object:
        """The value of the data itself: euros, percent, a day or a text."""
        match self.embedded:
            case Euros(amount):
                return amount
            case Percent(rate):
                return rate
            case Quoted(text):
                return text
        return self.embedded


def _amounts(
    document: Document, embedded: FacturX, stated_ht: Decimal | None
) -> SegurAmounts | None:
    """The amounts of the Prestation Ségur in the data; None where they cannot be told from others.

    Data without lines give only the whole, which the pages may show beside what the JSON states.
    """
    amounts, total = segur_amounts(embedded, stated_ht), whole_amounts(embedded).get(PriceKind.HT)
    if embedded.lines or stated_ht is None or total is None or stated_ht == total:
        return amounts
    if not document.has_text:
        return None
    shows_both = all(
        amount_evidence(document.sheet, PriceKind.HT, amount).answer is Answer.FOUND
        for amount in (stated_ht, total)
    )
    return {PriceKind.HT: stated_ht} if shows_both else amounts


def _rate(embedded: FacturX) -> Decimal | None:
    """The rate of VAT of the data, in percent, where they have only one."""
    rates = {tax.rate for tax in embedded.taxes if tax.rate is not None}
    return next(iter(rates)) if len(rates) == 1 else None


def _against_json(
    document: Document,
    embedded: FacturX,
    amounts: SegurAmounts | None,
    stated: Stated,
    invoice: Invoice,
) -> Iterator[_Datum]:
    if amounts is None:
        yield from _totals_against_json(document, embedded, stated)
    else:
        yield from _amounts_against_json(document, amounts, stated)
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


def _amounts_against_json(
    document: Document, amounts: SegurAmounts, stated: Stated
) -> Iterator[_Datum]:
    for label, amount in amounts.items():
        expected = stated.of(label)
        if expected is None or amount == expected:
            continue
        if not _is_on_pages(document, label, expected, amount):
            yield _Datum(label, Euros(amount), Euros(expected), stated.at(KEY_OF[label]))


def _totals_against_json(document: Document, embedded: FacturX, stated: Stated) -> Iterator[_Datum]:
    for label, total in _exceeded(embedded, stated).items():
        expected = stated.of(label)
        if expected is not None and not _is_on_pages(document, label, expected, total):
            at = stated.at(KEY_OF[label])
            yield _Datum(label, Euros(total), Euros(expected), at, term=f"facturx-whole-{label}")


def _exceeded(embedded: FacturX, stated: Stated) -> SegurAmounts:
    """The totals that the JSON exceeds, though a part is never more than the whole."""
    if has_less(embedded):
        return {}
    return {
        label: total
        for label, total in whole_amounts(embedded).items()
        if (stated.of(label) or Decimal(0)) > total
    }


def _is_on_pages(document: Document, label: PriceKind, expected: Decimal, amount: Decimal) -> bool:
    """Whether the pages show the same amount as the data: DOC006 then reports both at once."""
    shown = amount_evidence(document.sheet, label, expected)
    return shown.answer is Answer.CONTRADICTED and shown.shown == amount


def _against_pages(
    document: Document, embedded: FacturX, amounts: SegurAmounts | None
) -> Iterator[_Datum]:
    sheet = document.sheet
    for label, amount in (amounts or {}).items():
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


def _unread(document: Document) -> Iterator[NotChecked]:
    """What could not be read of the data: one line for each reason."""
    flaws = document.attachment.facturx_flaws
    file = Quoted(document.attachment.name)
    for why in dict.fromkeys(flaw.why for flaw in flaws):
        alike = [flaw for flaw in flaws if flaw.why is why]
        reason = Term(f"facturx-{why}")
        values: dict[str, Value] = {"file": file, "reason": reason}
        if alike[0].datum:
            values["found"] = Items(tuple(_named(flaw) for flaw in alike))
            yield NotChecked(NotCheckedKind.UNREADABLE, "part", values)
        else:
            values["reason"] = _located(alike[0], reason)
            yield NotChecked(NotCheckedKind.UNREADABLE, "unread", values)


def _named(flaw: DataFlaw) -> Value:
    name = Term(flaw.datum)
    return Noted(Quoted(flaw.written), name) if flaw.written else name


def _located(flaw: DataFlaw, reason: Term) -> Value:
    if not flaw.written:
        return reason
    line = f"l.\u00a0{flaw.written}"
    return Noted(reason, line if flaw.why is FlawReason.MALFORMED else Quoted(flaw.written))


def _ambiguous(document: Document, embedded: FacturX, stated: Stated) -> Iterator[NotChecked]:
    """The lines of which none can be told to be the Ségur's, or else the totals, and the JSON's amounts."""
    expected = tuple(
        Noted(Euros(amount), Term(label))
        for label in PriceKind
        if (amount := stated.of(label)) is not None
    )
    shown = [
        Noted(Euros(line.net_amount), Quoted(line.name))
        for line in embedded.lines
        if line.counted and line.net_amount is not None
    ] or [
        Noted(Euros(total), Term(f"facturx-whole-{label}"))
        for label, total in whole_amounts(embedded).items()
    ]
    if expected and shown:
        values: dict[str, Value] = {
            "file": Quoted(document.attachment.name),
            "found": Items(tuple(shown)),
            "expected": Items(expected),
        }
        yield NotChecked(NotCheckedKind.UNREADABLE, "lines", values)


@control("DOC021")
def data_disagree(context: Context) -> Iterator[Outcome]:
    """Factur-X data that differ from the JSON's figures, or from those of the invoice's pages."""
    for document in documents(context, INVOICE):
        yield from _unread(document)
        embedded, stated = document.attachment.facturx, stated_for(context, document)
        # Of two invoices in one file, only one can have embedded the data.
        if embedded is None or len(invoice_numbers(document.sheet)) > 1:
            continue
        invoice = context.line.invoice
        stated_ht = stated.of(PriceKind.HT) if stated is not None else None
        amounts = _amounts(document, embedded, stated_ht)
        from_json: list[_Datum] = []
        if stated is not None and invoice is not None:
            from_json = [*_against_json(document, embedded, amounts, stated, invoice)]
            if amounts is None and not _exceeded(embedded, stated):
                yield from _ambiguous(document, embedded, stated)
        differ = from_json or [*_against_pages(document, embedded, amounts)]
        if differ:
            yield _disagreement(document, differ, with_json=bool(from_json))


def _disagreement(document: Document, differ: list[_Datum], *, with_json: bool) -> Problem:
    found = [Noted(datum.embedded, Term(datum.term or datum.name)) for datum in differ]
    expected = [Noted(datum.expected, Term(datum.name)) for datum in differ]
    values: dict[str, Value] = {
        "file": Quoted(document.attachment.name),
        "found": Items(tuple(found)),
        "expected": Items(tuple(expected)),
    }
    places = dict.fromkeys([document.at(), *(datum.at for datum in differ)])
    mends = written_at(*((datum.at, datum.value) for datum in differ)) if with_json else ()
    return Problem(tuple(places), values, variant="" if with_json else "page", mends=mends)
