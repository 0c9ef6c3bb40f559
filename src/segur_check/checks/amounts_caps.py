"""MNT001 to MNT003: the HT against its cap: published, deduced, or given by the supplier."""

from collections.abc import Iterator
from decimal import Decimal

from segur_check.case.cap import cap_of, units_of_the_cap
from segur_check.case.context import Context
from segur_check.case.control import NotChecked, NotCheckedKind, Outcome, Place, Problem, control
from segur_check.rules.sections import Cap
from segur_check.values.wording import Euros, Value


def _limit(context: Context) -> tuple[Decimal, str] | None:
    """The HT that no request may exceed, and who says so: its cap, or the corridor's highest tier."""
    cap = context.corridor.cap
    highest_tier = (cap.value, cap.source) if cap is not None and cap.lowest else None
    return cap_of(context) or highest_tier


def _is_published(context: Context) -> bool:
    cap = context.corridor.cap
    return cap is not None and cap.known_by == "primary"


def _may_be_sure(context: Context) -> bool:
    """Whether a request of the file may have a sure cap, or no amount to hold against one."""
    no_amount = any(request.amounts is None for request in context.file.requests)
    return no_amount or _is_published(context) or bool(context.settings.caps)


def _over_cap(context: Context, *, sure: bool) -> Iterator[Outcome]:
    amounts, limit = context.line.amounts, _limit(context)
    if amounts is None or amounts.ht is None or limit is None or amounts.ht <= limit[0]:
        return
    highest, told_by = limit
    cap, supplied = context.corridor.cap, told_by == "fournisseur"
    if (supplied or _is_published(context)) is not sure:
        return
    units = units_of_the_cap(context) or 1
    values: dict[str, Value] = {
        "found": Euros(amounts.ht),
        "expected": Euros(highest),
        "difference": Euros(amounts.ht - highest),
        "units": units,
        "unit": Euros(highest / units),
    }
    at = Place(f"{amounts.pointer}/montantSegurHT")
    variant = "supplied" if supplied or cap is None else _variant_of(cap)
    yield Problem(at, values, variant=variant, figure=None if supplied else cap)


def _variant_of(cap: Cap) -> str:
    if cap.per == "RPPS":
        return "rpps"
    if cap.known_by == "primary":
        return "request"
    return "tiers" if cap.lowest is not None else cap.known_by


@control("MNT001", when=_may_be_sure)
def over_the_cap(context: Context) -> Iterator[Outcome]:
    """HT over a cap that a primary source states, or that the supplier gives."""
    if context.line.amounts is None:
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "no_amount")
    yield from _over_cap(context, sure=True)


@control("MNT002", when=lambda context: not _is_published(context))
def over_a_deduced_cap(context: Context) -> Iterator[Outcome]:
    """HT over a cap that a secondary source states, or that was deduced."""
    yield from _over_cap(context, sure=False)


@control("MNT003")
def cap_not_known(context: Context) -> Iterator[Outcome]:
    """No cap is published and none supplied, or it depends on what the file does not tell."""
    if cap_of(context) is not None:
        return
    cap, amounts = context.corridor.cap, context.line.amounts
    values: dict[str, Value] = {"sons": context.corridor.sons}
    supplied = any(own.sons == context.corridor.sons for own in context.settings.caps)
    if cap is None and not supplied:
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "unknown", values)
    elif cap is None:
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "unit", values)
    elif cap.lowest is None:
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "units", values)
    elif amounts is not None and amounts.ht is not None and cap.lowest < amounts.ht <= cap.value:
        values |= {
            "found": Euros(amounts.ht),
            "lowest": Euros(cap.lowest),
            "highest": Euros(cap.value),
        }
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "tiers", values)
