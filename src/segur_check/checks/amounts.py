"""MNT006, MNT009 to MNT011, MNT013, MNT015: the amounts of the JSON, in euros, and what will be paid."""

from collections.abc import Iterator

from segur_check.case.clients import removed_clients
from segur_check.case.context import Context
from segur_check.case.control import NotChecked, NotCheckedKind, Outcome, Place, Problem, control
from segur_check.case.mends import Mend
from segur_check.case.shares import base_of_the_avance, declared_in_the_avance, shares
from segur_check.case.when import any_amounts
from segur_check.dossier.request import Amounts
from segur_check.values.money import to_cents
from segur_check.values.wording import Euros, Percent, Value


def _wrong_sum(amounts: Amounts) -> dict[str, Value] | None:
    """The values of a TTC that is not HT + VAT; None where it is, or is not told."""
    ht, vat, ttc = amounts.ht, amounts.vat, amounts.ttc
    if ht is None or vat is None or ttc is None:
        return None
    expected = ht + vat
    if ttc == expected or to_cents(ttc) == to_cents(expected):
        return None
    return {
        "found": Euros(ttc),
        "expected": Euros(expected),
        "ht": Euros(ht),
        "vat": Euros(vat),
        "difference": Euros(abs(ttc - expected)),
    }


@control("MNT006", when=any_amounts(_wrong_sum))
def ttc_mismatch(context: Context) -> Iterator[Outcome]:
    """TTC that is not HT + VAT, to the cent."""
    for amounts in context.line.priced:
        values = _wrong_sum(amounts)
        if values is not None:
            at = Place(f"{amounts.pointer}/montantSegurTTC")
            yield Problem(at, values, mends=tuple(_right_sums(amounts)), sure=True)


def _right_sums(amounts: Amounts) -> Iterator[Mend]:
    """The one of the three amounts that is wrong, as the other two make it."""
    ht, vat, ttc = amounts.ht, amounts.vat, amounts.ttc
    if ht is not None and vat is not None and ttc is not None:
        yield {f"{amounts.pointer}/montantSegurTTC": ht + vat}
        yield {f"{amounts.pointer}/montantTVA": ttc - ht}
        yield {f"{amounts.pointer}/montantSegurHT": ttc - vat}


def _is_nothing(amounts: Amounts) -> bool:
    return amounts.ht is not None and amounts.ht <= 0


@control("MNT009", when=any_amounts(_is_nothing))
def nothing_to_pay(context: Context) -> Iterator[Outcome]:
    """An amount at zero or below."""
    for amounts in context.line.priced:
        if amounts.ht is not None and _is_nothing(amounts):
            at = Place(f"{amounts.pointer}/montantSegurHT")
            yield Problem(at, {"found": Euros(amounts.ht)})


@control("MNT010")
def invoice_over_avance(context: Context) -> Iterator[Outcome]:
    """An invoice whose HT is over the one declared for the avance."""
    request, avance = context.line, context.in_avance
    if context.corridor.solde is None or context.corridor.solde.amount_ht is not None:
        return  # each step has its own fixed amount
    invoiced = request.invoice.amounts.ht if request.invoice else None
    declared = avance.order.amounts.ht if avance and avance.order else None
    ordered = request.order.amounts.ht if request.order else None
    limit = declared if declared is not None else ordered
    if limit is None:
        return
    if invoiced is None or request.invoice is None:
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "no_invoice", {"expected": Euros(limit)})
    elif invoiced > limit:
        values: dict[str, Value] = {
            "found": Euros(invoiced),
            "expected": Euros(limit),
            "difference": Euros(invoiced - limit),
        }
        at = Place(f"{request.invoice.pointer}/montantSegurHT")
        if declared is not None and avance is not None and avance.order is not None:
            label = context.avance.label if context.avance is not None else None
            in_avance = Place(f"{avance.order.pointer}/montantSegurHT", avance=label)
            yield Problem((at, in_avance), values)
        else:
            yield Problem(at, values, variant="order")


@control("MNT011")
def not_the_fixed_amount(context: Context) -> Iterator[Outcome]:
    """An HT other than the fixed amount of the step."""
    step, amounts = context.corridor.step(context.step), context.line.amounts
    if step is None or step.amount_ht is None:
        return
    values: dict[str, Value] = {"expected": Euros(step.amount_ht.value)}
    if amounts is None or amounts.ht is None:
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "no_amount", values)
    elif amounts.ht != step.amount_ht.value:
        at = Place(f"{amounts.pointer}/montantSegurHT")
        yield Problem(at, {"found": Euros(amounts.ht), **values}, figure=step.amount_ht)


@control("MNT013")
def what_will_be_paid(context: Context) -> Iterator[Outcome]:
    """What the avance and the solde will pay, as an indication."""
    paid, base = shares(context), base_of_the_avance(context)
    if paid is None or context.line.amounts is None or context.corridor.avance is None:
        return
    avance, solde = paid
    at = Place(f"{context.line.amounts.pointer}/montantSegurHT")
    fixed, share = context.corridor.avance.amount_ht, context.corridor.avance.share
    if fixed is not None:
        amounts: dict[str, Value] = {
            "avance": Euros(avance),
            "solde": Euros(solde),
            "ht": Euros(avance + solde),
        }
        yield Problem(at, amounts, variant="fixed", figure=fixed)
        return
    if share is None or base is None or base <= 0:
        return  # MNT009 reports it
    values: dict[str, Value] = {
        "avance": Euros(avance),
        "solde": Euros(solde),
        "share": Percent(share.value * 100),
        "rest": Percent(100 - share.value * 100),
        "ht": Euros(avance + solde),
        "base": Euros(base),
    }
    variant = "" if base == context.line.amounts.ht else "declared"
    yield Problem(at, values, variant=variant, figure=share)


@control("MNT015")
def share_invoiced(context: Context) -> Iterator[Outcome]:
    """An invoice for exactly the share that the avance pays, or for the rest; [000] asks for the whole.

    Where clients were removed since the avance, a part of its HT is right: PER002 tells them.
    """
    invoice, avance = context.line.invoice, context.in_avance
    share = context.corridor.avance.share if context.corridor.avance is not None else None
    base = declared_in_the_avance(context)
    if share is None or invoice is None or invoice.amounts.ht is None:
        return
    if avance is None or avance.order is None or not base or removed_clients(context) is not None:
        return
    for part in (share.value, 1 - share.value):
        if part < 1 and invoice.amounts.ht == to_cents(base * part):
            values: dict[str, Value] = {
                "found": Euros(invoice.amounts.ht),
                "share": Percent(part * 100),
                "expected": Euros(base),
            }
            label = context.avance.label if context.avance is not None else None
            at = (
                Place(f"{invoice.amounts.pointer}/montantSegurHT"),
                Place(f"{avance.order.amounts.pointer}/montantSegurHT", avance=label),
            )
            yield Problem(at, values, figure=share)
            return
