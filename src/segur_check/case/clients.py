"""Who the clients of a request are, in the avance and in the solde, and what became of them."""

from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct

from segur_check.case.context import Context
from segur_check.case.lot import Neighbour
from segur_check.dossier.request import Beneficiaries, Former, Identifier
from segur_check.values.money import to_cents

# The type of an identifier and its number: what tells a client from another.
Key = tuple[str, str]
_PLACES = ("FINESSPMSI", "FINESSGeo", "SIRET", "FINESSJuridique")


def clients_of(context: Context, who: Beneficiaries) -> dict[Key, Identifier]:
    """The clients of a request, one identifier each, the best that the corridor knows."""
    clients: dict[Key, Identifier] = {}
    for alternatives in _perimeter(context):
        kind = next((kind for kind in alternatives if who.of(kind)), None)
        if kind is not None:
            clients |= _by_key(who.of(kind))
    return clients


def _perimeter(context: Context) -> tuple[tuple[str, ...], ...]:
    """The types of identifiers that the corridor knows its clients by, best first in each group."""
    client = context.corridor.client
    return client.perimeter if client is not None else ()


def _by_key(identifiers: Iterable[Identifier]) -> dict[Key, Identifier]:
    return {identifier.key: identifier for identifier in identifiers}


def _kinds_of_places(context: Context) -> tuple[tuple[str, ...], ...]:
    """The types of identifiers that tell places apart: the corridor's own, and last all of them."""
    own = _perimeter(context)
    return (*(kinds for kinds in own if kinds != ("RPPS",)), _PLACES)


def funded_clients_of(context: Context, who: Beneficiaries) -> dict[Key, Identifier]:
    """Who the funding is for: the professionals when there are any, else the structures.

    Two doctors of one cabinet are two clients, though both requests name the cabinet's FINESS.
    """
    return _by_key(who.of("RPPS") or places_of(context, who))


def places_of(context: Context, who: Beneficiaries) -> tuple[Identifier, ...]:
    """The numbers of the structures of a request, each of which names its client.

    The FINESS juridique counts only where nothing better is given: it may have other sites.
    """
    present = next((kinds for kinds in _kinds_of_places(context) if who.of(*kinds)), ())
    best = next((kind for kind in present if who.of(kind)), None)
    juridique = who.of("FINESSJuridique") if best == "FINESSJuridique" else ()
    return (*who.of("FINESSGeo", "FINESSPMSI", "SIRET"), *juridique)


def same_clients(
    context: Context, who: Beneficiaries, others: Beneficiaries | Neighbour
) -> list[Identifier]:
    """The clients of `who` that are surely among `others`, by the best identifier both give."""
    kind = compared_kind(context, who, others)
    if kind is None:
        return []
    keys = {client.key for client in others.of(kind)}
    return [client for client in who.of(kind) if client.key in keys]


def compared_kind(
    context: Context, who: Beneficiaries, others: Beneficiaries | Neighbour
) -> str | None:
    """The best type of identifier that both give; None where nothing surely tells the same client.

    Two sites that share the SIRET of their head office, each with its FINESS, are two clients.
    """
    if who.of("RPPS") or others.of("RPPS"):
        return "RPPS"
    for kinds in _kinds_of_places(context):
        better_is_given = False
        for kind in kinds:
            own, theirs = who.of(kind), others.of(kind)
            if own and theirs and not (kind == "FINESSJuridique" and better_is_given):
                return kind
            better_is_given = better_is_given or bool(own or theirs)
    return None


class Compared(Struct, frozen=True):
    """The clients of the avance and of the solde, by the types of identifiers that both give.

    `apart`: the types that the solde alone gives, and that cannot be compared. `blurred`: the
    geographic numbers that are new in the solde, where only the FINESS juridique of both could be
    compared: they may belong to the same client, or to another.
    """

    before: dict[Key, Identifier]
    after: dict[Key, Identifier]
    apart: tuple[str, ...]
    blurred: tuple[Identifier, ...] = ()


def compared_clients(context: Context) -> Compared | None:
    """The clients of the request and of its avance, compared; None without an avance."""
    avance = context.in_avance
    if avance is None or context.corridor.client is None:
        return None
    old, new = avance.beneficiaries, context.line.beneficiaries
    before: dict[Key, Identifier] = {}
    after: dict[Key, Identifier] = {}
    apart: list[str] = []
    blurred: list[Identifier] = []
    for alternatives in _perimeter(context):
        kind = next((kind for kind in alternatives if old.of(kind) and new.of(kind)), None)
        if kind is None:
            apart += [kind for kind in alternatives if new.of(kind)]
            continue
        before |= _by_key(old.of(kind))
        after |= _by_key(new.of(kind))
        if kind == "FINESSJuridique" and "FINESSGeo" in alternatives:
            old_sites = _by_key(old.of("FINESSGeo"))
            blurred += [site for site in new.of("FINESSGeo") if site.key not in old_sites]
    if not before and not apart:
        apart += dict.fromkeys(identifier.kind for identifier in new.identifiers)
    return Compared(before, after, tuple(apart), tuple(blurred))


def named_clients(formers: tuple[Former, ...]) -> set[Key]:
    """The identifiers that the `historiques` of a merger name."""
    return {identifier.key for former in formers for identifier in former.identifiers}


def is_moved(context: Context) -> bool:
    """Whether the solde is for the merged client, where the texts keep it on the former one."""
    merger, who = context.corridor.merger, context.line.beneficiaries
    if merger is None or merger.stays is None or not who.merger:
        return False
    former = {number for _, number in named_clients(who.historiques)}
    if context.in_avance is not None:
        former |= numbers_of(context.in_avance.beneficiaries.identifiers)
    merged = numbers_of(who.nouveau.identifiers) if who.nouveau is not None else set()
    clients = {number for _, number in clients_of(context, who)}
    return bool(clients & merged) or (bool(former) and not clients <= former)


def numbers_of(identifiers: Iterable[Identifier]) -> set[str]:
    """The numbers alone, whatever the keys they are written under."""
    return {identifier.key[1] for identifier in identifiers}


class Removal(Struct, frozen=True):
    """The clients of the avance that are missing from the solde, and what the ASP sets off.

    `total`: how many clients the avance has. `paid`: the avance in euros HT, and `share` the part of
    it that these clients stand for; both None where the share or the HT of the avance is not known.
    What the ASP reckons from and how it rounds is not published.
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
    # By number alone: a former client may give its FINESS juridique under the key of the PMSI.
    named = {number for _, number in named_clients(context.line.beneficiaries.historiques)}
    missing = tuple(
        client
        for key, client in compared.before.items()
        if key not in compared.after and key[1] not in named
    )
    if not missing:
        return None
    total = len(compared.before)
    step, ordered = context.corridor.avance, avance.order.amounts.ht if avance.order else None
    if step is None or step.share is None or ordered is None:
        return Removal(missing, total, None, None)
    paid = to_cents(ordered * step.share.value)
    return Removal(missing, total, paid, to_cents(paid * len(missing) / total))


def client_names(context: Context) -> tuple[str, ...]:
    """What the JSON calls the client: on the invoice, as a structure, as professionals."""
    invoice, who = context.line.invoice, context.line.beneficiaries
    names = (invoice.client_name if invoice is not None else None, who.structure.name, *who.names)
    return tuple(name for name in names if name)
