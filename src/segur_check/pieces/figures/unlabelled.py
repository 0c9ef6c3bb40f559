"""What amounts without a label are, by where they stand or by what they add up to."""

from collections.abc import Iterable
from decimal import Decimal

from msgspec import structs

from segur_check.pieces.figures.labels import Labelled
from segur_check.pieces.words.label_words import GRAND_TOTAL, SUBTOTAL
from segur_check.pieces.words.tax_words import PriceKind
from segur_check.values.pattern import Pattern

_GROSS_MOST = Decimal("1.25")  # times the net: no French rate is above 20 %


def labelled_by_place(amounts: tuple[Labelled, ...]) -> tuple[Labelled, ...]:
    """The amounts, with the labels that their place or their sum gives to those that have none."""
    return _state_shares(_column_totals(_around_vat(amounts)))


def _around_vat(amounts: tuple[Labelled, ...]) -> tuple[Labelled, ...]:
    """A subtotal on the line just above the VAT is the net, a total on the line just below the gross."""
    labelled = list(amounts)
    for rank, vat in enumerate(amounts):
        if vat.label is not PriceKind.VAT or not vat.plain or vat.column:
            continue
        above = _next_line(amounts, rank, range(rank - 1, -1, -1))
        if above is not None and _is_total_of(amounts[above], vat, SUBTOTAL):
            labelled[above] = structs.replace(amounts[above], label=PriceKind.HT, total=True)
        below = _next_line(amounts, rank, range(rank + 1, len(amounts)))
        if below is not None and _is_total_of(amounts[below], vat, GRAND_TOTAL):
            labelled[below] = structs.replace(amounts[below], label=PriceKind.TTC, total=True)
    return tuple(labelled)


def _next_line(amounts: tuple[Labelled, ...], rank: int, others: Iterable[int]) -> int | None:
    """The first of the other ranks whose amount stands on another line."""
    line = amounts[rank].line
    return next((other for other in others if amounts[other].line is not line), None)


def _is_total_of(amount: Labelled, vat: Labelled, words: Pattern) -> bool:
    """Whether an amount without a label follows the words of a total, on the page of the VAT."""
    if amount.label is not None or amount.page != vat.page:
        return False
    before = amount.line.flat[: amount.amount.start].rsplit("  ", 1)[0]
    return words.fullmatch(before.strip()) is not None


def _column_totals(amounts: tuple[Labelled, ...]) -> tuple[Labelled, ...]:
    """The amounts, a column whose heading does not name its kind labelled as the total it makes.

    The amounts under "Montant" are nets if they add up to the total of the nets.
    """
    totals = {
        label: {amount.value for amount in amounts if amount.label is label and amount.plain}
        for label in (PriceKind.HT, PriceKind.TTC)
    }
    labels: dict[str, PriceKind] = {}
    for column in columns(amounts):
        total = sum(amount.value for amount in column)
        matching = [label for label, values in totals.items() if total in values]
        if total and len(matching) == 1 and not column[0].unit:
            labels[column[0].column] = matching[0]
    if not labels:
        return amounts
    return tuple(
        structs.replace(amount, label=labels.get(amount.column))
        if _is_in_column(amount)
        else amount
        for amount in amounts
    )


def _state_shares(amounts: tuple[Labelled, ...]) -> tuple[Labelled, ...]:
    """The amounts, the State's share labelled as gross where it is the Ségur's net and its VAT."""
    if not any(_is_state_share(amount) for amount in amounts):
        return amounts
    nets = [amount for amount in amounts if amount.label is PriceKind.HT]
    positive = {net.value for net in nets if net.value > 0}
    candidates = {net.value for net in nets if net.segur} & positive or positive
    if len(candidates) != 1:
        return amounts
    (net,) = candidates
    return tuple(
        structs.replace(amount, label=PriceKind.TTC)
        if _is_state_share(amount) and net < amount.value <= net * _GROSS_MOST
        else amount
        for amount in amounts
    )


def _is_state_share(amount: Labelled) -> bool:
    return amount.state_share and amount.label is None


def _is_in_column(amount: Labelled) -> bool:
    if not amount.column or amount.label is not None:
        return False
    return not (amount.unit or amount.state_share or amount.total)


def columns(amounts: Iterable[Labelled]) -> list[list[Labelled]]:
    """The amounts without a label that stand under the same heading, heading by heading."""
    columns: dict[str, list[Labelled]] = {}
    for amount in amounts:
        if _is_in_column(amount):
            columns.setdefault(amount.column, []).append(amount)
    return list(columns.values())
