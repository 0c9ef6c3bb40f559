"""MNT001 to MNT003: the HT against its cap: published, deduced, or given by the supplier."""

from collections.abc import Iterator
from decimal import Decimal

from segur_check.case.cap import cap_of, units_of_the_cap
from segur_check.case.context import Context
from segur_check.case.control import NotChecked, NotCheckedKind, Outcome, Place, Problem, control
from segur_check.rules.sections import Cap
from segur_check.values.wording import Euros, Value


def _limit(context: Context) -> tuple[Decimal, str] | None:
    """What no request may pass: its cap, or the highest tier of the corridor's."""
    table = context.corridor.cap
    highest = (table.value, table.source) if table is not None and table.lowest else None
    return cap_of(context) or highest


def _is_published(context: Context) -> bool:
    table = context.corridor.cap
    return table is not None and table.known_by == "primary"


def _may_be_sure(context: Context) -> bool:
    """Whether a cap of the file may be sure, or an amount is missing."""
    untold = any(request.amounts is None for request in context.file.requests)
    return untold or _is_published(context) or bool(context.settings.caps)


def _over_cap(context: Context, *, sure: bool) -> Iterator[Outcome]:
    amounts, cap = context.line.amounts, _limit(context)
    if amounts is None or amounts.ht is None or cap is None or amounts.ht <= cap[0]:
        return
    table = context.corridor.cap
    supplied = cap[1] == "fournisseur"
    if (supplied or _is_published(context)) is not sure:
        return
    units = units_of_the_cap(context) or 1
    values: dict[str, Value] = {
        "found": Euros(amounts.ht),
        "expected": Euros(cap[0]),
        "difference": Euros(amounts.ht - cap[0]),
        "units": units,
        "unit": Euros(cap[0] / units),
    }
    at = Place(f"{amounts.pointer}/montantSegurHT")
    variant = "supplied" if supplied or table is None else _kind(table)
    yield Problem(at, values, variant=variant, figure=None if supplied else table)


def _kind(table: Cap) -> str:
    """Which words tell a cap of the corridor."""
    if table.per == "RPPS":
        return "rpps"
    if table.known_by == "primary":
        return "request"
    return "tiers" if table.lowest is not None else table.known_by


@control("MNT001", when=_may_be_sure)
def over_the_cap(context: Context) -> Iterator[Outcome]:
    """HT over a cap that a primary source states, or that the supplier gives."""
    if context.line.amounts is None:
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "no_amount")
    yield from _over_cap(context, sure=True)


@control("MNT002", when=lambda context: not _is_published(context))
def over_a_deduced_cap(context: Context) -> Iterator[Outcome]:
    """HT over a cap of secondary source, or deduced."""
    yield from _over_cap(context, sure=False)


@control("MNT003")
def cap_not_known(context: Context) -> Iterator[Outcome]:
    """No cap is published and none supplied, or it depends on what the file does not tell."""
    if cap_of(context) is not None:
        return
    cap, amounts = context.corridor.cap, context.line.amounts
    values: dict[str, Value] = {"sons": context.corridor.sons}
    given = any(one.sons == context.corridor.sons for one in context.settings.caps)
    if cap is None and not given:
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
