"""Amounts that no word labels: what they are of by where they stand, or by what they make."""

from collections.abc import Iterable
from decimal import Decimal

from msgspec import structs

from segur_check.pieces.figures.labels import Labelled
from segur_check.pieces.words.label_words import GRAND_TOTAL, SUBTOTAL
from segur_check.pieces.words.tax_words import PriceKind

_GROSS_MOST = Decimal("1.25")  # of a net: no French rate is above 20 %


def by_their_place(found: tuple[Labelled, ...]) -> tuple[Labelled, ...]:
    """The amounts, those that no word labels labelled by where they stand, or what they make."""
    return _shares(_columns_of(_around_vat(found)))


def _around_vat(found: tuple[Labelled, ...]) -> tuple[Labelled, ...]:
    """A subtotal at once above the VAT is the net, a total at once below it the gross."""
    done = list(found)
    for at, one in enumerate(found):
        if one.label is not PriceKind.VAT or not one.plain or one.column:
            continue
        above = next((k for k in range(at - 1, -1, -1) if found[k].line is not one.line), None)
        below = next((k for k in range(at + 1, len(found)) if found[k].line is not one.line), None)
        for place, words, label in (
            (above, SUBTOTAL, PriceKind.HT),
            (below, GRAND_TOTAL, PriceKind.TTC),
        ):
            other = found[place] if place is not None else None
            if place is None or other is None or other.label is not None or other.page != one.page:
                continue
            if words.fullmatch(other.line.flat[: other.amount.start].rsplit("  ", 1)[0].strip()):
                done[place] = structs.replace(other, label=label, total=True)
    return tuple(done)


def _columns_of(found: tuple[Labelled, ...]) -> tuple[Labelled, ...]:
    """Of a column whose heading does not say so, the label of the total that it makes.

    Under "Montant" stand nets where they add up to the total of the nets.
    """
    totals = {
        label: {one.amount.value for one in found if one.label is label and one.plain}
        for label in (PriceKind.HT, PriceKind.TTC)
    }
    labels: dict[str, PriceKind] = {}
    for column in columns(found):
        makes = sum(one.amount.value for one in column)
        named = [label for label, values in totals.items() if makes in values]
        if makes and len(named) == 1 and not column[0].unit:
            labels[column[0].column] = named[0]
    if not labels:
        return found
    return tuple(
        structs.replace(one, label=labels.get(one.column)) if _is_in_column(one) else one
        for one in found
    )


def _shares(found: tuple[Labelled, ...]) -> tuple[Labelled, ...]:
    """The State's share, which is the gross where it is the net of the Ségur's line and its VAT."""
    if not any(one.state and one.label is None for one in found):
        return found
    nets = {one.amount.value for one in found if one.label is PriceKind.HT and one.amount.value > 0}
    own = {
        one.amount.value for one in found if one.segur and one.label is PriceKind.HT
    } & nets or nets
    if len(own) != 1:
        return found
    (net,) = own
    return tuple(
        structs.replace(one, label=PriceKind.TTC)
        if one.state and one.label is None and net < one.amount.value <= net * _GROSS_MOST
        else one
        for one in found
    )


def _is_in_column(one: Labelled) -> bool:
    return bool(one.column) and one.label is None and not (one.unit or one.state or one.total)


def columns(found: Iterable[Labelled]) -> list[list[Labelled]]:
    """The amounts without a label that stand under one heading, heading by heading."""
    columns: dict[str, list[Labelled]] = {}
    for one in found:
        if _is_in_column(one):
            columns.setdefault(one.column, []).append(one)
    return [*columns.values()]
