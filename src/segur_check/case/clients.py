"""Who the clients of a request are, in the avance and in the solde, and what became of them."""

from decimal import Decimal

from msgspec import Struct

from segur_check.case.context import Context
from segur_check.case.lot import Neighbour
from segur_check.dossier.request import Beneficiaries, Former, Identifier
from segur_check.values.money import to_cents

Key = tuple[str, str]
PLACES = ("FINESSPMSI", "FINESSGeo", "SIRET", "FINESSJuridique")


def clients_of(context: Context, who: Beneficiaries) -> dict[Key, Identifier]:
    """The clients of a request, one identifier each, the best that the corridor knows."""
    client = context.corridor.client
    found: dict[Key, Identifier] = {}
    for alternatives in client.perimeter if client is not None else ():
        kind = next((one for one in alternatives if who.of(one)), None)
        if kind is not None:
            found |= {one.key: one for one in who.of(kind)}
    return found


def _tellings(context: Context) -> tuple[tuple[str, ...], ...]:
    """The identifiers that tell the places of a corridor apart, best first; any, for want of these."""
    client = context.corridor.client
    own = client.perimeter if client is not None else ()
    return (*(one for one in own if one != ("RPPS",)), PLACES)


def funded_clients_of(context: Context, who: Beneficiaries) -> dict[Key, Identifier]:
    """Who the funding is for: the professionals when there are any, else the structures.

    Two doctors of one cabinet are two clients, though both requests name the cabinet's FINESS.
    """
    return {one.key: one for one in who.of("RPPS") or places_of(context, who)}


def places_of(context: Context, who: Beneficiaries) -> tuple[Identifier, ...]:
    """The numbers of the structures of a request, each of which names its client.

    The FINESS juridique does only where nothing better is held: it may have other sites.
    """
    telling = next((one for one in _tellings(context) if who.of(*one)), ())
    best = next((kind for kind in telling if who.of(kind)), None)
    juridique = who.of("FINESSJuridique") if best == "FINESSJuridique" else ()
    return (*who.of("FINESSGeo", "FINESSPMSI", "SIRET"), *juridique)


def same_clients(
    context: Context, one: Beneficiaries, other: Beneficiaries | Neighbour
) -> list[Identifier]:
    """The clients of `one` that are surely those of `other`, by the best identifier both hold.

    Two sites that share the SIRET of their head office, each with its FINESS, are two clients.
    """
    if one.of("RPPS") or other.of("RPPS"):
        people = {person.key for person in other.of("RPPS")}
        return [person for person in one.of("RPPS") if person.key in people]
    for telling in _tellings(context):
        better = False
        for kind in telling:
            here, there = one.of(kind), other.of(kind)
            if here and there and not (kind == "FINESSJuridique" and better):
                keys = {place.key for place in there}
                return [place for place in here if place.key in keys]
            better = better or bool(here or there)
    return []


class Compared(Struct, frozen=True):
    """The clients of the avance and of the solde, by identifiers that both hold.

    `apart`: the types of identifiers that stand on the solde's side alone, and cannot be compared.
    `blurred`: the geographic numbers new in the solde, where only the FINESS juridique of both
    could be compared: they may be of the same client, or of one more.
    """

    before: dict[Key, Identifier]
    after: dict[Key, Identifier]
    apart: tuple[str, ...]
    blurred: tuple[Identifier, ...] = ()


def compared_clients(context: Context) -> Compared | None:
    """The perimeter of the request and of its avance; None without an avance."""
    avance, client = context.in_avance, context.corridor.client
    if avance is None or client is None:
        return None
    old, new = avance.beneficiaries, context.line.beneficiaries
    before: dict[Key, Identifier] = {}
    after: dict[Key, Identifier] = {}
    apart: list[str] = []
    blurred: list[Identifier] = []
    for alternatives in client.perimeter:
        kind = next((one for one in alternatives if old.of(one) and new.of(one)), None)
        if kind is None:
            apart += [one for one in alternatives if new.of(one)]
            continue
        before |= {one.key: one for one in old.of(kind)}
        after |= {one.key: one for one in new.of(kind)}
        if kind == "FINESSJuridique" and "FINESSGeo" in alternatives:
            held = {one.key for one in old.of("FINESSGeo")}
            blurred += [one for one in new.of("FINESSGeo") if one.key not in held]
    if not before and not apart:
        apart += dict.fromkeys(one.kind for one in new.identifiers)
    return Compared(before, after, tuple(apart), tuple(blurred))


def named_clients(formers: tuple[Former, ...]) -> set[Key]:
    """The identifiers that the blocks of a merger name."""
    return {one.key for former in formers for one in former.identifiers}


def is_moved(context: Context) -> bool:
    """Whether the blocks stand on the merged client, where they must stay on the former one."""
    merger, who = context.corridor.merger, context.line.beneficiaries
    if merger is None or merger.stays is None or not who.merger:
        return False
    held = {value for _, value in named_clients(who.historiques)}
    if context.in_avance is not None:
        held |= {one.key[1] for one in context.in_avance.beneficiaries.identifiers}
    new = {one.key[1] for one in who.nouveau.identifiers} if who.nouveau is not None else set()
    clients = {value for _, value in clients_of(context, who)}
    return bool(clients & new) or (bool(held) and not clients <= held)


class Removal(Struct, frozen=True):
    """The clients of the avance that are not in the solde, and what the ASP compensates.

    `paid` is the avance in euros HT, `share` the part of it that these clients stand for; None
    where the share or the HT of the avance is not known. The base and rounding are not published.
    """

    clients: tuple[Identifier, ...]
    total: int
    paid: Decimal | None
    share: Decimal | None


def removed_clients(context: Context) -> Removal | None:
    """The clients of the avance that the solde neither keeps nor names in a merger."""
    compared, avance = compared_clients(context), context.in_avance
    if compared is None or avance is None or is_moved(context):
        return None
    # A former client may be named by its FINESS juridique under the key of the PMSI: by value.
    named = {value for _, value in named_clients(context.line.beneficiaries.historiques)}
    missing = tuple(
        one
        for key, one in compared.before.items()
        if key not in compared.after and key[1] not in named
    )
    if not missing:
        return None
    step, ordered = context.corridor.avance, avance.order.amounts.ht if avance.order else None
    if step is None or step.share is None or ordered is None:
        return Removal(missing, len(compared.before), None, None)
    paid = to_cents(ordered * step.share.value)
    count = len(compared.before)
    return Removal(missing, count, paid, to_cents(paid * len(missing) / count))


def client_names(context: Context) -> tuple[str, ...]:
    """What the JSON calls the client: on the invoice, as a structure, as professionals."""
    invoice, who = context.line.invoice, context.line.beneficiaries
    names = (invoice.client_name if invoice is not None else None, who.structure.name, *who.names)
    return tuple(name for name in names if name)
