"""Whether a document sells more than one thing: its totals are then not those of the prestation."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import accumulate

from segur_check.pieces.figures.labels import Labelled
from segur_check.pieces.figures.unlabelled import columns
from segur_check.pieces.words.tax_words import PriceKind

_PARTS_FEW = 12  # amounts without a label, of a page or two without clauses
_ZERO = Decimal(0)

Balance = dict[PriceKind, Labelled]


def balance_of(amounts: Sequence[Labelled]) -> Balance:
    """The net, the VAT and the gross that add up, where only three amounts do; else nothing."""
    shown: dict[PriceKind, dict[Decimal, Labelled]] = {label: {} for label in PriceKind}
    for amount in amounts:
        if amount.label is not None and amount.plain and not (amount.aside or amount.unit):
            shown[amount.label].setdefault(amount.value, amount)
    nets, vats, grosses = (shown[label] for label in (PriceKind.HT, PriceKind.VAT, PriceKind.TTC))
    balanced = [(net, vat) for net in nets for vat in vats if net > 0 and net + vat in grosses]
    if len(balanced) != 1:
        return {}
    net, vat = balanced[0]
    if net + vat < max(grosses):
        return {}
    return {
        PriceKind.HT: nets[net],
        PriceKind.VAT: vats[vat],
        PriceKind.TTC: grosses[net + vat],
    }


def sells_others(amounts: Sequence[Labelled], balance: Balance) -> bool:
    """Whether something is sold beside the prestation, to judge by the amounts that are shown."""
    nets, vats, grosses = (
        _shown(amounts, label) for label in (PriceKind.HT, PriceKind.VAT, PriceKind.TTC)
    )
    names_another = any(
        amount.something_else and amount.label and not (amount.aside or amount.unit or amount.due)
        for amount in amounts
    )
    priced_lines = {
        amount.line for amount in amounts if amount.unit and amount.label is PriceKind.HT
    }
    if len(priced_lines) <= 1 and _is_one_thing(amounts, balance, nets):
        return names_another
    if names_another or len(nets) > 1 or len(grosses) > 1 or len(priced_lines) > 1:
        return True
    without_vat = {gross - vat for gross in grosses for vat in vats}
    if _adds_up(amounts, nets | grosses | without_vat):
        return True
    return _is_segur_apart(amounts, nets, grosses)


def _shown(amounts: Iterable[Labelled], label: PriceKind) -> set[Decimal]:
    """The amounts under a label, without unit prices, what is aside, and zero."""
    return {
        amount.value
        for amount in amounts
        if amount.label is label and not amount.unit and (amount.unsure or not amount.aside)
    } - {_ZERO}


def _is_one_thing(amounts: Sequence[Labelled], balance: Balance, nets: set[Decimal]) -> bool:
    """Whether the lines that make the net are all the Ségur's, or a single one and its reductions."""
    if not balance:
        return False
    whole = balance[PriceKind.HT].value
    lines = [amount for amount in amounts if _is_line_of(amount, whole)]
    if nets - {line.value for line in lines} - {whole} or _adds_up(amounts, {whole}):
        return False
    grosses = {
        amount.value
        for amount in amounts
        if amount.label is PriceKind.TTC
        and amount.value > 0
        and not (amount.aside or amount.unit or amount.due)
    }
    if grosses - {balance[PriceKind.TTC].value}:
        return False
    if not lines:
        return not _is_segur_apart(amounts, {whole}, _shown(amounts, PriceKind.TTC))
    sold = [line for line in lines if line.value > 0]
    return sum(line.value for line in lines) == whole and (
        len(sold) == 1 or all(line.segur for line in sold)
    )


def _is_line_of(amount: Labelled, whole: Decimal) -> bool:
    """Whether a net is a line of a document, and not its whole net; aside, only if it is taken off."""
    if amount.label is not PriceKind.HT or amount.total or amount.unit:
        return False
    if amount.value in {whole, _ZERO}:
        return False
    return not amount.aside or amount.value < 0


def _is_segur_apart(
    amounts: Sequence[Labelled], totals: set[Decimal], grosses: set[Decimal]
) -> bool:
    """Whether the Ségur's line has amounts without a label, and none of them is a total or a gross."""
    own = {
        value
        for amount in amounts
        if amount.segur
        and amount.label is None
        and amount.value > 0
        and not (amount.state_share or amount.aside)
        for value in (amount.value, *amount.amount.others)
    }
    return bool(own and totals) and own.isdisjoint(totals | grosses)


def _adds_up(amounts: Sequence[Labelled], totals: set[Decimal]) -> bool:
    """Whether consecutive amounts without a label are the lines of a total.

    Among many amounts some always add up to anything: there, only those of a column are looked at.
    """
    parts = [amount for amount in amounts if _may_be_part(amount)]
    runs = [parts] if len(parts) <= _PARTS_FEW else columns(parts)
    return any(_run_makes([part.value for part in run], totals) for run in runs)


def _may_be_part(amount: Labelled) -> bool:
    if amount.label is not None or not amount.value:
        return False
    return not (amount.unit or amount.state_share or amount.due)


def _run_makes(parts: Sequence[Decimal], totals: set[Decimal]) -> bool:
    """Whether two or more consecutive parts add up to one of the totals.

    They do where the sums of all parts up to two places differ by a total.
    """
    sums = [*accumulate(parts, initial=_ZERO)]
    first_rank: dict[Decimal, int] = {}
    for rank, reached in enumerate(sums):
        first_rank.setdefault(reached, rank)
    for total in totals:
        for rank, reached in enumerate(sums):
            start = first_rank.get(reached - total)
            if start is not None and rank - start > 1:
                return True
    return False
