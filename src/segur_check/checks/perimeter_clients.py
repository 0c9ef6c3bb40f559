"""PER001 to PER004, PER010: the clients of the solde against those of its avance."""

from collections.abc import Iterator

from segur_check.case.clients import (
    Compared,
    clients_of,
    compared_clients,
    is_moved,
    numbers_of,
    places_of,
    removed_clients,
)
from segur_check.case.context import Context
from segur_check.case.control import NotChecked, NotCheckedKind, Outcome, Place, Problem, control
from segur_check.case.mends import MOST_MENDS
from segur_check.dossier.request import Identifier, Text, identifier
from segur_check.values.identifiers import is_mistyped
from segur_check.values.wording import Euros, Items, Term, Value


def _added(compared: Compared) -> list[Identifier]:
    return [client for key, client in compared.after.items() if key not in compared.before]


def _not_merged(context: Context, added: list[Identifier]) -> list[Identifier]:
    """The added clients that the declared merger does not account for.

    A merger makes one client out of several, a split several out of one. So mergers alone explain
    neither more new clients than former ones, nor a new client that is not the merged one where
    `nouveau` names that. Where the solde must stay on the former client, PER004 reports it.
    """
    who, merger = context.line.beneficiaries, context.corridor.merger
    if not who.merger:
        return [] if _has_unread_merger(context) else added
    if merger is not None and merger.stays is not None:
        return [] if is_moved(context) else added
    blocks = (*who.historiques, *((who.nouveau,) if who.nouveau is not None else ()))
    if any(block.reason != "FUSION" for block in blocks):
        return []
    if who.nouveau is None:
        return [] if len(added) <= len(who.historiques) else added
    if not who.historiques:
        return []  # PER003 reports who was not in the avance
    merged = {client.key for client in who.nouveau.identifiers}
    kinds = {kind for kind, _ in merged}
    return [client for client in added if client.kind in kinds and client.key not in merged]


def _has_unread_merger(context: Context) -> bool:
    """Whether a merger is written in a way that nobody can read: FMT007 says why."""
    written = context.line.tree.get("beneficiaires")
    if not isinstance(written, dict):
        return False
    historiques, nouveau = written.get("historiques"), written.get("nouveau")
    formers = historiques if isinstance(historiques, list) else [historiques]
    return any(not isinstance(block, dict | None) for block in (*formers, nouveau))


@control("PER001")
def client_added(context: Context) -> Iterator[Outcome]:
    """A client in the solde that was not in the avance, and no merger declared."""
    compared = compared_clients(context)
    if compared is None:
        return
    if context.line.beneficiaries.merger and context.corridor.merger is None:
        sons: dict[str, Value] = {"sons": context.corridor.sons}
        yield NotChecked(NotCheckedKind.NOT_PUBLISHED, "merger", sons)
        return
    added = _added(compared)
    for client in _not_merged(context, added):
        values: dict[str, Value] = {"kind": Term(client.kind), "found": client.key[1]}
        removed = [
            number
            for kind, number in compared.before
            if kind == client.kind and (kind, number) not in compared.after
        ]
        # The only one that is missing, or one that was mistyped; a right number may be any of them.
        is_false = any(client is false for false, _ in context.line.beneficiaries.flawed)
        mends = tuple(
            {client.text.pointer: number}
            for number in removed[:MOST_MENDS]
            if not is_false or len(removed) == 1 or is_mistyped(client.text.plain, number)
        )
        yield Problem(Place(client.text.pointer), values, mends=mends)
    if compared.apart and context.in_avance is not None:
        kinds = {client.kind for client in context.in_avance.beneficiaries.identifiers}
        others: dict[str, Value] = {
            "found": Items(tuple(Term(kind) for kind in compared.apart)),
            "expected": Items(tuple(Term(kind) for kind in sorted(kinds)) or ("—",)),
        }
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "other_identifiers", others)
    if compared.blurred and not added:
        numbers = Items(tuple(site.key[1] for site in compared.blurred))
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "blurred", {"found": numbers})


@control("PER002")
def client_removed(context: Context) -> Iterator[Outcome]:
    """A client of the avance missing from the solde: admissible, and its share is set off."""
    removal = removed_clients(context)
    if removal is None:
        return
    values: dict[str, Value] = {
        "count": len(removal.clients),
        "total": removal.total,
        "found": Items(tuple(client.key[1] for client in removal.clients)),
    }
    variant = ""
    if removal.paid is not None and removal.share is not None:
        values |= {"amount": Euros(removal.share), "paid": Euros(removal.paid)}
        variant = "amount"
    first = removal.clients[0].text.pointer
    at = (
        Place(context.line.beneficiaries.pointer),
        Place(first, avance=context.avance.label if context.avance else None),
    )
    yield Problem(at, values, variant=variant)


@control("PER003")
def merger_of_strangers(context: Context) -> Iterator[Outcome]:
    """A merger that names a former client which is not in the avance."""
    merger, compared = context.corridor.merger, compared_clients(context)
    who, avance = context.line.beneficiaries, context.in_avance
    if merger is None or merger.either is None or compared is None or avance is None:
        return
    kinds = {kind for kind, _ in compared.before}
    # By number alone: a hospital's PMSI is one of its other two numbers.
    in_avance = numbers_of(avance.beneficiaries.identifiers)
    formers = [client for block in who.historiques for client in block.identifiers]
    if who.nouveau is not None and not who.historiques:
        formers = list(compared.after.values())
    merged = {client.key for client in who.nouveau.identifiers} if who.nouveau is not None else ()
    for former in formers:
        unknown = former.key[1] not in in_avance and former.key not in merged
        if former.kind in kinds and unknown:
            values: dict[str, Value] = {"kind": Term(former.kind), "found": former.key[1]}
            yield Problem(Place(former.text.pointer), values, figure=merger.either)


@control("PER004")
def solde_moved_to_the_merged(context: Context) -> Iterator[Outcome]:
    """HOP wave 2: the solde is for the merged establishment, and must stay on the former one."""
    if is_moved(context):
        who = context.line.beneficiaries
        client = next(iter(clients_of(context, who).values()), None)
        formers = (identifier for block in who.historiques for identifier in block.identifiers)
        former = next(formers, None)
        if former is None and context.in_avance is not None:
            before = clients_of(context, context.in_avance.beneficiaries)
            former = next(iter(before.values()), None)
        values: dict[str, Value] = {
            "found": client.key[1] if client else "—",
            "expected": former.key[1] if former else "—",
        }
        at = Place(client.text.pointer if client else who.pointer)
        merger = context.corridor.merger
        yield Problem(at, values, figure=merger.stays if merger is not None else None)


@control("PER010")
def not_installed(context: Context) -> Iterator[Outcome]:
    """A client that the completion statement lists as not installed, present in the solde."""
    not_installed_numbers = numbers_of(
        identifier(kind, Text(number, ""))
        for number in context.dossier.file.non_installes
        for kind in ("RPPS", "FINESSGeo", "FINESSJuridique", "SIRET")
    )
    who = context.line.beneficiaries
    clients = {client.key[1]: client for client in (*who.of("RPPS"), *places_of(context, who))}
    for number, client in clients.items():
        if number in not_installed_numbers:
            values: dict[str, Value] = {"kind": Term(client.kind), "found": number}
            yield Problem(Place(client.text.pointer), values)
