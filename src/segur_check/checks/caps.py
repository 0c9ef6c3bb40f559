"""MNT001 to 003: the HT against its cap, published, deduced, or given by the supplier."""

from collections.abc import Iterator
from decimal import Decimal

from segur_check.checks.clients import clients_of
from segur_check.context import Context
from segur_check.control import NotChecked, NotCheckedKind, Outcome, Place, Problem, control
from segur_check.rules.sections import Cap
from segur_check.values.wording import Euros, Value


def _supplied_cap(context: Context) -> Decimal | None:
    """The cap in euros HT that the supplier gives for the clients of the request.

    None when it gives none, or not for all of them.
    """
    if not context.settings.caps:
        return None
    caps = [
        cap
        for cap in context.settings.caps
        if cap.sons == context.corridor.sons
        and cap.service_type.upper() in {"", (context.service_type or "").upper()}
    ]
    own = {cap.identifier: cap.value for cap in caps if cap.identifier}
    clients = {value for _, value in clients_of(context, context.line.beneficiaries)}
    if clients and clients.issubset(own):
        return sum((own[client] for client in clients), Decimal(0))
    flat = next((cap.value for cap in caps if not cap.identifier), None)
    units = _units(context)
    return None if flat is None or units is None else flat * units


def _units(context: Context) -> int | None:
    """How many times the cap of the corridor counts; None when the file does not tell."""
    cap = context.corridor.cap
    if cap is not None and cap.per == "request":
        return 1
    numbers = context.line.beneficiaries.of("RPPS")
    people = len({one.key for one in numbers}) if len(numbers) > 1 else len(numbers)
    if cap is None:
        # Nobody published whether it counts per professional or per request.
        return None if people > 1 else 1
    return people or None


def cap_of(context: Context) -> tuple[Decimal, str] | None:
    """The cap in euros HT of the request and who says so: "fournisseur", or a source's id.

    None where nobody published it, or where it depends on what the file does not tell.
    """
    supplied = _supplied_cap(context)
    if supplied is not None:
        return supplied, "fournisseur"
    cap, units = context.corridor.cap, _units(context)
    if cap is None or units is None or cap.lowest is not None:
        return None
    return cap.value * units, cap.source


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
    units = _units(context) or 1
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
