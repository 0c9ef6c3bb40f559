"""What the State pays with the avance, and what it has paid."""

from decimal import Decimal

from segur_check.case.context import Context
from segur_check.values.money import to_cents


def base_of_the_avance(context: Context) -> Decimal | None:
    """The HT that the avance is a share of: the one declared in the avance, when it is there."""
    before, amounts = context.in_avance, context.line.amounts
    declared = before.order.amounts.ht if before is not None and before.order is not None else None
    return declared if declared is not None else amounts.ht if amounts is not None else None


def shares(context: Context) -> tuple[Decimal, Decimal] | None:
    """The avance and the solde in euros HT of the request, when their shares are known."""
    amounts, step, base = (
        context.line.amounts,
        context.corridor.avance,
        base_of_the_avance(context),
    )
    rest = context.corridor.solde
    if step and step.amount_ht is not None and rest and rest.amount_ht is not None:
        return step.amount_ht.value, rest.amount_ht.value
    if amounts is None or amounts.ht is None or base is None or step is None or step.share is None:
        return None
    avance = to_cents(base * step.share.value)
    return avance, amounts.ht - avance
