"""What the State pays with the avance, and what it has paid."""

from decimal import Decimal

from segur_check.case.context import Context
from segur_check.values.money import to_cents


def declared_in_the_avance(context: Context) -> Decimal | None:
    """The HT that the avance of the request declared; None where it is not given."""
    before = context.in_avance
    return before.order.amounts.ht if before is not None and before.order is not None else None


def base_of_the_avance(context: Context) -> Decimal | None:
    """The HT that the avance is a share of: the one declared in the avance, when that is given."""
    declared, amounts = declared_in_the_avance(context), context.line.amounts
    return declared if declared is not None else amounts.ht if amounts is not None else None


def fixed_amounts(context: Context) -> tuple[Decimal, Decimal] | None:
    """What the texts give as the amounts of the avance and of the solde; None where they are shares."""
    avance, solde = context.corridor.avance, context.corridor.solde
    if avance and avance.amount_ht is not None and solde and solde.amount_ht is not None:
        return avance.amount_ht.value, solde.amount_ht.value
    return None


def shares(context: Context) -> tuple[Decimal, Decimal] | None:
    """What the avance and the solde of the request pay, in euros HT; None where it is not known."""
    fixed, avance = fixed_amounts(context), context.corridor.avance
    if fixed is not None:
        return fixed
    amounts, base = context.line.amounts, base_of_the_avance(context)
    if amounts is None or amounts.ht is None or base is None:
        return None
    if avance is None or avance.share is None:
        return None
    paid = to_cents(base * avance.share.value)
    return paid, amounts.ht - paid
