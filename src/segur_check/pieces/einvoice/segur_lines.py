"""Which amounts of an invoice's data are those of the Prestation Ségur, and which are the whole's.

An invoice may sell more than the prestation. Its line is known by its name; where none is named so,
an amount of the JSON that stands among the lines is right, and any other cannot be judged.
"""

from decimal import Decimal

from segur_check.pieces.einvoice.invoice import FacturX
from segur_check.pieces.words.label_words import SEGUR
from segur_check.pieces.words.phrases import plain_text
from segur_check.pieces.words.tax_words import PriceKind

SegurAmounts = dict[PriceKind, Decimal]
_SUMMED_MOST = 10  # lines: a thousand sums


def whole_amounts(data: FacturX) -> SegurAmounts:
    """The totals of the invoice, those that could be read."""
    totals = data.totals
    found = {PriceKind.HT: totals.ht, PriceKind.VAT: totals.vat, PriceKind.TTC: totals.ttc}
    return {label: amount for label, amount in found.items() if amount is not None}


def has_less(data: FacturX) -> bool:
    """Whether the totals may be less than what is sold: something is taken off, or unknown."""
    nets = [one.net_amount for one in data.lines if one.counted]
    return data.totals.allowances != 0 or any(one is None or one < 0 for one in nets)


def segur_amounts(data: FacturX, asked: Decimal | None) -> SegurAmounts | None:
    """The amounts of the Prestation Ségur; None where they cannot be told from others.

    `asked`: its amount excluding VAT in the JSON.
    """
    lines = [one for one in data.lines if one.counted]
    own = [one for one in lines if SEGUR.search(plain_text(one.name))]
    nets = [one.net_amount for one in lines if one.net_amount is not None]
    own_nets = [one.net_amount for one in own if one.net_amount is not None]
    total = whole_amounts(data)
    if len(lines) <= 1 or len(own) == len(lines):
        parts = _sums(nets)
        if asked is None or asked == total.get(PriceKind.HT) or asked not in parts:
            return total
        return {PriceKind.HT: asked}
    if own:
        if asked is not None and asked in _sums(own_nets):
            return {PriceKind.HT: asked}
        # Something else sold has this price, or the Ségur's own is unknown: two readings stand.
        if len(own_nets) < len(own) or (asked != sum(nets) and asked in _sums(nets)):
            return None
        return {PriceKind.HT: sum(own_nets, Decimal(0))}
    if asked is not None and asked == total.get(PriceKind.HT):
        return total
    return {PriceKind.HT: asked} if asked is not None and asked in nets else None


def _sums(amounts: list[Decimal]) -> set[Decimal]:
    """Every amount, and what any of them make together where they are few."""
    found: set[Decimal] = set()
    for one in amounts if len(amounts) <= _SUMMED_MOST else ():
        found |= {one, *(one + other for other in found)}
    return found or {*amounts, sum(amounts, Decimal(0))}
