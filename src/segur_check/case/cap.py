"""The cap of a request, in euros HT: published, or given by the supplier."""

from decimal import Decimal

from segur_check.case.clients import clients_of
from segur_check.case.context import Context


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
    by_client = {cap.identifier: cap.value for cap in caps if cap.identifier}
    clients = {number for _, number in clients_of(context, context.line.beneficiaries)}
    if clients and clients.issubset(by_client):
        return sum((by_client[client] for client in clients), Decimal(0))
    flat = next((cap.value for cap in caps if not cap.identifier), None)
    units = units_of_the_cap(context)
    return None if flat is None or units is None else flat * units


def units_of_the_cap(context: Context) -> int | None:
    """How many times the request may claim the corridor's cap; None when the file does not tell."""
    cap = context.corridor.cap
    if cap is not None and cap.per == "request":
        return 1
    people = len({person.key for person in context.line.beneficiaries.of("RPPS")})
    if cap is None:
        # Nobody published whether it counts per professional or per request.
        return None if people > 1 else 1
    return people or None


def cap_of(context: Context) -> tuple[Decimal, str] | None:
    """The cap in euros HT of the request, and who gives it: "fournisseur", or a source's id.

    None where nobody published it, or where it depends on what the file does not tell.
    """
    supplied = _supplied_cap(context)
    if supplied is not None:
        return supplied, "fournisseur"
    cap, units = context.corridor.cap, units_of_the_cap(context)
    if cap is None or units is None or cap.lowest is not None:
        return None
    return cap.value * units, cap.source
