"""DOC005 to DOC009: the prices that orders and invoices show, held against the JSON.

Orders and invoices may show more than the Prestation Ségur: where it cannot be told from the rest,
nothing is held against them (see `pieces.evidence`).
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct, structs

from segur_check.case.context import Context
from segur_check.case.control import (
    Confidence,
    NotChecked,
    NotCheckedKind,
    Outcome,
    Place,
    Problem,
    control,
)
from segur_check.case.documents import PRICED, Document, legible
from segur_check.dossier.request import Amounts
from segur_check.pieces.einvoice.invoice import Equation, faults
from segur_check.pieces.figures.evidence import (
    Answer,
    Evidence,
    adds_up,
    amount_evidence,
    rate_evidence,
)
from segur_check.pieces.figures.invoice_numbers import invoice_numbers
from segur_check.pieces.figures.labels import Labelled
from segur_check.pieces.figures.sheet import Sheet
from segur_check.pieces.words.tax_words import PriceKind
from segur_check.values.money import CENT, vat_of
from segur_check.values.wording import Euros, Items, Noted, Percent, Quoted, Term, Value

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


def _rate_of(context: Context, document: Document) -> tuple[Decimal, Place] | None:
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


def _other_rate(context: Context, document: Document) -> Evidence | None:
    """The rate that a document shows in place of the JSON's."""
    known = _rate_of(context, document)
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
        known, found = _rate_of(context, document), _other_rate(context, document)
        if known is None or found is None or not isinstance(found.shown, Decimal):
            continue
        values: dict[str, Value] = {
            "document": Term(document.kind),
            "file": Quoted(document.piece.name),
            "found": Percent(found.shown),
            "expected": Percent(known[0]),
        }
        at = (document.shows(found), known[1])
        yield Problem(at, values, confidence=sure_if(found))


def _at_zero(sheet: Sheet) -> bool:
    """Whether the prestation stands at 0 €: DOC009 speaks, and of nothing else."""
    prices = sheet.prices(PriceKind.HT) or sheet.prices(PriceKind.TTC)
    return bool(prices) and not any(one.amount.value for one in prices)


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
    sheet, other = document.sheet, _other_rate(context, document)
    if _at_zero(sheet):
        return
    asked = {label: amount for label in PriceKind if (amount := stated.of(label)) is not None}
    for label, expected in asked.items():
        found = amount_evidence(sheet, label, expected)
        if found.answer is Answer.CONTRADICTED:
            if other is not None and _explained(sheet, label, found, other):
                continue
            # Words that say other things too, and another amount of the JSON: read for it, maybe.
            if found.loose and found.shown in asked.values():
                found = structs.replace(found, answer=Answer.UNCHECKABLE, shown=None)
        yield Compared(label, expected, found)


def _explained(sheet: Sheet, label: PriceKind, found: Evidence, rate: Evidence) -> bool:
    """Whether an amount follows from the HT shown and the other rate."""
    shown = {one.amount.value for one in sheet.prices(PriceKind.HT)}
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
        differ = [one for one in compared if one.evidence.answer is Answer.CONTRADICTED]
        if stated is None:
            continue
        name: dict[str, Value] = {
            "document": Term(document.kind),
            "file": Quoted(document.piece.name),
        }
        if differ:
            yield _difference(document, stated, differ, name)
            continue
        unclear = [
            one
            for one in compared
            if one.evidence.answer is Answer.UNCHECKABLE
            and not adds_up(document.sheet, one.label, one.expected)
        ]
        if unclear and _follows(context, document, compared):
            unclear = [one for one in unclear if _shown_otherwise(document.sheet, one)]
        if unclear and not _has_two(document):
            labels = Items(tuple(Noted(Euros(one.expected), Term(one.label)) for one in unclear))
            yield NotChecked(NotCheckedKind.UNREADABLE, "unclear", {**name, "expected": labels})


def _follows(context: Context, document: Document, compared: list[Compared]) -> bool:
    """Whether the document shows the JSON's rate, and one of its prices as that of the prestation."""
    sheet, known = document.sheet, _rate_of(context, document)
    if known is None or rate_evidence(sheet, known[0]).answer is not Answer.FOUND:
        return False
    return any(
        shown.amount.may_be(one.expected)
        and (shown.segur or (shown.label is one.label and shown.total))
        for one in compared
        if one.label is not PriceKind.VAT
        for shown in sheet.amounts
    )


def _shown_otherwise(sheet: Sheet, one: Compared) -> bool:
    """Whether the Ségur's own line shows another amount under the label, however it is read."""
    own = (shown for shown in sheet.amounts if shown.segur and shown.label is one.label)
    return any(not shown.amount.may_be(one.expected) for shown in own)


def _has_two(document: Document) -> bool:
    return document.kind == "FACTURE" and len(invoice_numbers(document.sheet)) > 1


def _difference(
    document: Document, stated: Stated, differ: list[Compared], name: dict[str, Value]
) -> Problem:
    shown = tuple(
        Noted(Euros(one.evidence.shown), Term(one.label))
        for one in differ
        if isinstance(one.evidence.shown, Decimal)
    )
    asked = tuple(Noted(Euros(one.expected), Term(one.label)) for one in differ)
    places = [document.shows(one.evidence) for one in differ]
    places += [stated.at(KEYS[one.label]) for one in differ]
    sure = sure_if(differ[0].evidence)
    if _embedded_agrees(document, differ):
        sure = Confidence.CERTAIN
    values = {**name, "found": Items(shown), "expected": Items(asked)}
    return Problem(tuple(places), values, confidence=sure)


def _embedded_agrees(document: Document, differ: list[Compared]) -> bool:
    """Whether the Factur-X data of the invoice show the same amounts as its pages."""
    embedded = document.piece.facturx
    if embedded is None:
        return False
    totals = embedded.totals
    by_label = {PriceKind.HT: totals.ht, PriceKind.VAT: totals.vat, PriceKind.TTC: totals.ttc}
    return all(one.evidence.shown == by_label[one.label] for one in differ)


@control("DOC007")
def amount_not_shown(context: Context) -> Iterator[Outcome]:
    """Order or invoice: HT, rate, VAT or TTC not shown, by a supplier liable to VAT."""
    if context.settings.file.fournisseur.assujetti_tva is False:
        return
    for document, sheet in priced(context):
        known, stated = _rate_of(context, document), stated_for(context, document)
        if not document.is_whole or (known is not None and known[0] == 0):
            continue
        if sheet.has_unlabelled_fields:
            continue  # they may show it
        missing: list[Term] = [
            Term(label)
            for label in PriceKind
            if not _shows(sheet, label, stated.of(label) if stated is not None else None)
        ]
        if not any(one.of_vat for one in sheet.rates):
            missing.insert(1, Term("tauxTVA"))
        if missing:
            values: dict[str, Value] = {
                "document": Term(document.kind),
                "file": Quoted(document.piece.name),
                "found": Items(tuple(missing)),
            }
            yield Problem(document.at(), values, confidence=Confidence.PROBABLE)


def _shows(sheet: Sheet, label: PriceKind, expected: Decimal | None) -> bool:
    """Whether a document shows an amount under a label, or the one of the JSON anywhere."""
    if expected is not None and amount_evidence(sheet, label, expected).answer is Answer.FOUND:
        return True
    return any(one.label is label for one in sheet.amounts) or (
        label is PriceKind.TTC and any(one.due and one.amount.value for one in sheet.amounts)
    )


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
        named = [one for one in sheet.amounts if one.label is label and not one.aside]
        named = [one for one in named if not (one.due and sheet.has_payment)]
        totals = [one for one in named if one.total] or [one for one in named if not one.unit]
        if len({one.amount.value for one in totals}) != 1 or totals[0].amount.value < 0:
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
    rates = {one.value for one in sheet.rates if one.of_vat and not one.loose}
    if shown is None or len(rates) > 1:
        return
    ht, vat, ttc = (one.amount.value for one in (shown.ht, shown.vat, shown.ttc))
    name: dict[str, Value] = {"document": Term(document.kind), "file": Quoted(document.piece.name)}
    slack = _slack(sheet, shown.ht, shown.vat, shown.ttc)
    amounts = {abs(one.amount.value) for one in sheet.amounts}
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
        if vat == expected or any(vat_of(one, rate) == vat for one in amounts - {ht}):
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
    if all(_has_no_cents(one) for one in totals):
        return Decimal(1)
    lines = {
        one.amount.value
        for one in sheet.amounts
        if one.label is PriceKind.HT and not (one.total or one.unit)
    }
    return CENT * len(lines) if len(lines) > 1 else Decimal(0)


def _has_no_cents(one: Labelled) -> bool:
    written = one.line.text[one.amount.start : one.amount.end]
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
    embedded = document.piece.facturx
    for fault in faults(embedded) if embedded is not None else ():
        values: dict[str, Value] = {
            "file": Quoted(document.piece.name),
            "found": Euros(fault.stated),
            "expected": Euros(fault.computed),
            "equation": Term(_EQUATIONS[fault.equation]),
        }
        one_cent = fault.equation is Equation.RATE and abs(fault.difference) <= CENT
        yield Problem(document.at(), values, variant="facturx_cent" if one_cent else "facturx")


@control("DOC009")
def nothing_to_pay(context: Context) -> Iterator[Outcome]:
    """Order or invoice: the prestation at 0 €."""
    for document, sheet in priced(context):
        stated = stated_for(context, document)
        asked = stated.of(PriceKind.HT) if stated is not None else None
        both = [*sheet.prices(PriceKind.HT), *sheet.prices(PriceKind.TTC)]
        prices = [one for one in both if one.segur] or both
        if not prices or any(one.amount.value for one in prices):
            continue
        # A price of the JSON anywhere: the zero is what is left to the client.
        known = [(one, stated.of(one)) for one in (PriceKind.HT, PriceKind.TTC)] if stated else []
        if any(
            amount and amount_evidence(sheet, label, amount).answer is Answer.FOUND
            for label, amount in known
        ):
            continue
        first = prices[0]
        values: dict[str, Value] = {
            "document": Term(document.kind),
            "file": Quoted(document.piece.name),
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
