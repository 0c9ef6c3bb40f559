"""PER001 to PER004, PER010: the clients of the solde against those of its avance."""

from collections.abc import Iterator

from segur_check.case.clients import (
    Compared,
    clients_of,
    compared_clients,
    is_moved,
    places_of,
    removed_clients,
)
from segur_check.case.context import Context
from segur_check.case.control import NotChecked, NotCheckedKind, Outcome, Place, Problem, control
from segur_check.dossier.request import Identifier, Text, identifier
from segur_check.values.wording import Euros, Items, Term, Value


def _added(compared: Compared) -> list[Identifier]:
    return [one for key, one in compared.after.items() if key not in compared.before]


def _not_merged(context: Context, added: list[Identifier]) -> list[Identifier]:
    """The clients new in the blocks that the declared merger does not account for.

    A merger makes one client out of several, a split several out of one: more new clients than
    former ones cannot come from mergers alone, nor can one that is not the merged client where
    `nouveau` names it. Where the blocks must not move, PER004 says so.
    """
    who, merger = context.line.beneficiaries, context.corridor.merger
    if not who.merger:
        return [] if _unread_merger(context) else added
    if merger is not None and merger.stays is not None:
        return [] if is_moved(context) else added
    blocks = (*who.historiques, *((who.nouveau,) if who.nouveau is not None else ()))
    if any(one.reason != "FUSION" for one in blocks):
        return []
    if who.nouveau is None:
        return [] if len(added) <= len(who.historiques) else added
    if not who.historiques:
        return []  # PER003 tells who was not in the avance
    kinds = {one.kind for one in who.nouveau.identifiers}
    new = {one.key for one in who.nouveau.identifiers}
    return [one for one in added if one.kind in kinds and one.key not in new]


def _unread_merger(context: Context) -> bool:
    """Whether a merger is written that nobody can read: FMT007 says why."""
    blocks = context.line.tree.get("beneficiaires")
    written = blocks if isinstance(blocks, dict) else {}
    former, new = written.get("historiques"), written.get("nouveau")
    entries = former if isinstance(former, list) else [] if former is None else [former]
    return any(not isinstance(one, dict | None) for one in (*entries, new))


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
    for one in _not_merged(context, added):
        values: dict[str, Value] = {"kind": Term(one.kind), "found": one.key[1]}
        yield Problem(Place(one.text.pointer), values)
    if compared.apart and context.in_avance is not None:
        held = {one.kind for one in context.in_avance.beneficiaries.identifiers}
        given: dict[str, Value] = {
            "found": Items(tuple(Term(kind) for kind in compared.apart)),
            "expected": Items(tuple(Term(kind) for kind in sorted(held)) or ("—",)),
        }
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "other_identifiers", given)
    if compared.blurred and not added:
        numbers = Items(tuple(one.key[1] for one in compared.blurred))
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "blurred", {"found": numbers})


@control("PER002")
def client_removed(context: Context) -> Iterator[Outcome]:
    """A client of the avance missing from the solde: admissible, and compensated."""
    removal = removed_clients(context)
    if removal is None:
        return
    values: dict[str, Value] = {
        "count": len(removal.clients),
        "total": removal.total,
        "found": Items(tuple(one.key[1] for one in removal.clients)),
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
    """A merger that names a former client which the avance does not hold."""
    merger, compared = context.corridor.merger, compared_clients(context)
    who = context.line.beneficiaries
    if merger is None or merger.either is None or compared is None:
        return
    before = compared.before
    kinds = {kind for kind, _ in before}
    # A hospital's PMSI is one of its other two numbers: what stands anywhere is held.
    avance = context.in_avance
    held = {one.key[1] for one in avance.beneficiaries.identifiers} if avance is not None else set()
    named = [one for former in who.historiques for one in former.identifiers]
    if who.nouveau is not None and not who.historiques:
        named = list(compared.after.values())
    new = {one.key for one in who.nouveau.identifiers} if who.nouveau is not None else set()
    for one in named:
        if one.kind in kinds and one.key[1] not in held and one.key not in new:
            values: dict[str, Value] = {"kind": Term(one.kind), "found": one.key[1]}
            yield Problem(Place(one.text.pointer), values, figure=merger.either)


@control("PER004")
def solde_moved_to_the_merged(context: Context) -> Iterator[Outcome]:
    """HOP wave 2: the solde stands on the merged establishment, it must stay on the former one."""
    if is_moved(context):
        who = context.line.beneficiaries
        new = next(iter(clients_of(context, who).values()), None)
        former = next((one for old in who.historiques for one in old.identifiers), None)
        if former is None and context.in_avance is not None:
            held = clients_of(context, context.in_avance.beneficiaries)
            former = next(iter(held.values()), None)
        values: dict[str, Value] = {
            "found": new.key[1] if new else "—",
            "expected": former.key[1] if former else "—",
        }
        at = Place(new.text.pointer if new else who.pointer)
        merger = context.corridor.merger
        yield Problem(at, values, figure=merger.stays if merger is not None else None)


@control("PER010")
def not_installed(context: Context) -> Iterator[Outcome]:
    """A client that the completion statement lists as not installed, present in the solde."""
    listed = {
        key[1]
        for one in context.dossier.file.non_installes
        for kind in ("RPPS", "FINESSGeo", "FINESSJuridique", "SIRET")
        if (key := identifier(kind, Text(one, "")).key)
    }
    who = context.line.beneficiaries
    clients = {one.key[1]: one for one in (*who.of("RPPS"), *places_of(context, who))}
    for value, one in clients.items():
        if value in listed:
            values: dict[str, Value] = {"kind": Term(one.kind), "found": value}
            yield Problem(Place(one.text.pointer), values)
