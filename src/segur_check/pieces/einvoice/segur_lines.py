"""Which amounts in the data of an invoice are those of the Prestation Ségur, and which of the whole.

An invoice may sell more than the prestation, whose line is known by its name. If no line has that name,
an amount of the JSON that is the amount of a line is right, and no other amount can be judged.
"""

from decimal import Decimal

from segur_check.pieces.einvoice.invoice import FacturX
from segur_check.pieces.words.label_words import SEGUR
from segur_check.pieces.words.phrases import plain_text
from segur_check.pieces.words.tax_words import PriceKind

SegurAmounts = dict[PriceKind, Decimal]
_SUMMED_MOST = 10  # amounts: they make a thousand sums


def whole_amounts(data: FacturX) -> SegurAmounts:
    """The totals of the invoice that could be read."""
    totals = data.totals
    by_label = {PriceKind.HT: totals.ht, PriceKind.VAT: totals.vat, PriceKind.TTC: totals.ttc}
    return {label: amount for label, amount in by_label.items() if amount is not None}


def has_less(data: FacturX) -> bool:
    """Whether the totals may be less than what is sold: something is or may be taken off."""
    nets = [line.net_amount for line in data.lines if line.counted]
    return data.totals.allowances != 0 or any(net is None or net < 0 for net in nets)


def segur_amounts(data: FacturX, asked: Decimal | None) -> SegurAmounts | None:
    """The amounts of the Prestation Ségur; None when they cannot be told from others.

    `asked`: its amount excluding VAT in the JSON.
    """
    lines = [line for line in data.lines if line.counted]
    own = [line for line in lines if SEGUR.search(plain_text(line.name))]
    nets = [line.net_amount for line in lines if line.net_amount is not None]
    own_nets = [line.net_amount for line in own if line.net_amount is not None]
    whole = whole_amounts(data)
    if len(lines) <= 1 or len(own) == len(lines):
        if asked is None or asked == whole.get(PriceKind.HT) or asked not in _sums(nets):
            return whole
        return {PriceKind.HT: asked}
    if own:
        if asked is not None and asked in _sums(own_nets):
            return {PriceKind.HT: asked}
        # Something else has this price, or the Ségur's own is unknown: it may be read in two ways.
        if len(own_nets) < len(own) or (asked != sum(nets) and asked in _sums(nets)):
            return None
        return {PriceKind.HT: sum(own_nets, Decimal(0))}
    if asked is not None and asked == whole.get(PriceKind.HT):
        return whole
    return {PriceKind.HT: asked} if asked is not None and asked in nets else None


def _sums(amounts: list[Decimal]) -> set[Decimal]:
    """Every amount, and what any of them make together; if there are many, only what all make."""
    if not amounts or len(amounts) > _SUMMED_MOST:
        return {*amounts, sum(amounts, Decimal(0))}
    sums: set[Decimal] = set()
    for amount in amounts:
        sums |= {amount, *(amount + so_far for so_far in sums)}
    return sums
