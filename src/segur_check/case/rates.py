"""The rate of VAT that a request ought to state, where all that tells it agrees."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from segur_check.case.context import Context
from segur_check.case.stated import priced, stated_rate
from segur_check.dossier.request import Amounts
from segur_check.pieces.figures.evidence import Answer, rate_evidence
from segur_check.values.money import vat_of
from segur_check.values.wording import Items, Term

# CGI 278 and 296; 0 is for the franchise, Guyane and Mayotte.
USUAL_RATES = frozenset({Decimal(20), Decimal("8.5"), Decimal(0)})


class AgreedRate(Struct, frozen=True):
    """A rate in percent, and what tells it: documents, the avance, the amounts of VAT."""

    rate: Decimal
    told_by: Items


def agreed_rate(context: Context, wrong: Sequence[Amounts]) -> AgreedRate | None:
    """The usual rate that stands behind each VAT of `wrong`, and that all else that tells a rate tells too.

    None where anything tells another one, or nobody can say which it tells, or the amounts alone tell it.
    """
    told = [*_told(context, wrong)]
    by_vat = {_rate_of(amounts) for amounts in wrong}
    rates = by_vat.union(rate for _, rate in told)
    if len(rates) != 1 or not told:
        return None
    (rate,) = rates
    names = (*dict.fromkeys(name for name, _ in told), Term("montant-tva"))
    return AgreedRate(rate, Items(names)) if rate is not None else None


def _told(context: Context, wrong: Sequence[Amounts]) -> Iterator[tuple[Term, Decimal | None]]:
    """What tells a rate, besides the amounts of `wrong`, and which; None where nobody can say."""
    for amounts in context.line.priced:
        if amounts not in wrong and amounts.rate is not None:
            yield Term(amounts.pointer.rpartition("/")[2]), amounts.rate
    for document, sheet in priced(context):
        stated = stated_rate(context, document)
        evidence = rate_evidence(sheet, stated[0]) if stated is not None else None
        if evidence is not None and evidence.answer is not Answer.ABSENT:
            shown = evidence.shown
            yield Term(document.kind), shown if isinstance(shown, Decimal) else None
    avance = context.in_avance
    if avance is not None and avance.order is not None and avance.order.amounts.rate is not None:
        yield Term("avance"), avance.order.amounts.rate


def _rate_of(amounts: Amounts) -> Decimal | None:
    """The one usual rate that makes the VAT of some amounts."""
    ht, vat = amounts.ht, amounts.implied_vat
    if not ht or vat is None:
        return None
    rates = [rate for rate in USUAL_RATES if vat_of(ht, rate) == vat]
    return rates[0] if len(rates) == 1 else None
