"""PER: the solde against its avance: same requests, same clients, same supplier."""

from collections.abc import Iterator

from msgspec import Struct

from segur_check.context import Context
from segur_check.control import NotChecked, NotCheckedKind, Outcome, Place, Problem, control
from segur_check.dossier.request import Beneficiaries, Former, Identifier, Text
from segur_check.identifiers import plain
from segur_check.money import to_cents
from segur_check.settings import Phase
from segur_check.wording import Euros, Items, Percent, Quoted, Term, Value

Key = tuple[str, str]
_PLACES = ("FINESSGeo", "FINESSPMSI", "SIRET")


def clients_of(context: Context, who: Beneficiaries) -> dict[Key, Identifier]:
    """The clients of a request, one identifier each, the best that the corridor knows."""
    client = context.corridor.client
    found: dict[Key, Identifier] = {}
    for alternatives in client.perimeter if client is not None else ():
        kind = next((one for one in alternatives if who.of(one)), None)
        if kind is not None:
            found |= {one.key: one for one in who.of(kind)}
    return found


def funded_clients_of(who: Beneficiaries) -> dict[Key, Identifier]:
    """Who the funding is for: the professionals when there are any, else the structures.

    Two doctors of one cabinet are two clients, though both requests name the cabinet's FINESS; two
    establishments of one FINESS juridique are two as well.
    """
    return {one.key: one for one in who.of("RPPS") or who.of(*_PLACES)}


class Compared(Struct, frozen=True):
    """The clients of the avance and of the solde, by identifiers that both hold.

    `apart`: the types of identifiers that stand on the solde's side alone, and cannot be compared.
    """

    before: dict[Key, Identifier]
    after: dict[Key, Identifier]
    apart: tuple[str, ...]


def _compared(context: Context) -> Compared | None:
    """The perimeter of the request and of its avance; None without an avance."""
    avance, client = context.in_avance, context.corridor.client
    if avance is None or client is None:
        return None
    old, new = avance.beneficiaries, context.line.beneficiaries
    before: dict[Key, Identifier] = {}
    after: dict[Key, Identifier] = {}
    apart: list[str] = []
    for alternatives in client.perimeter:
        kind = next((one for one in alternatives if old.of(one) and new.of(one)), None)
        if kind is not None:
            before |= {one.key: one for one in old.of(kind)}
            after |= {one.key: one for one in new.of(kind)}
        else:
            apart += [one for one in alternatives if new.of(one)]
    return Compared(before, after, tuple(apart))


def _named(formers: tuple[Former, ...]) -> set[Key]:
    return {one.key for former in formers for one in former.identifiers}


def _added(compared: Compared) -> list[Identifier]:
    return [one for key, one in compared.after.items() if key not in compared.before]


def _explained_by_merger(context: Context, added: list[Identifier]) -> bool:
    """Whether the declared merger accounts for the clients that are new in the blocks.

    A merger makes one client out of several, a split several out of one: more new clients than
    former ones cannot come from mergers alone. Where the blocks must not move, PER004 says so.
    """
    who, merger = context.line.beneficiaries, context.corridor.merger
    if not who.merger:
        return False
    if merger is not None and merger.value == "nouveau":
        return _moved(context)
    if who.nouveau is not None or any(former.reason != "FUSION" for former in who.historiques):
        return True
    return len(added) <= len(who.historiques)


@control("PER001")
def client_added(context: Context) -> Iterator[Outcome]:
    """A client in the solde that was not in the avance, and no merger declared."""
    compared = _compared(context)
    if compared is None:
        return
    added = _added(compared)
    if not _explained_by_merger(context, added):
        for one in added:
            values: dict[str, Value] = {"kind": Term(one.kind), "found": one.key[1]}
            yield Problem(Place(one.text.pointer), values)
    if compared.apart and context.in_avance is not None:
        held = {one.kind for one in context.in_avance.beneficiaries.identifiers}
        given: dict[str, Value] = {
            "found": Items(tuple(Term(kind) for kind in compared.apart)),
            "expected": Items(tuple(Term(kind) for kind in sorted(held)) or ("—",)),
        }
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "other_identifiers", given)


@control("PER002")
def client_removed(context: Context) -> Iterator[Outcome]:
    """A client of the avance missing from the solde: admissible, and compensated."""
    compared, avance = _compared(context), context.in_avance
    if compared is None or avance is None:
        return
    named = _named(context.line.beneficiaries.historiques)
    before = compared.before
    missing = [one for key, one in before.items() if key not in compared.after and key not in named]
    if not missing or _moved(context):
        return
    values: dict[str, Value] = {
        "count": len(missing),
        "total": len(before),
        "found": Items(tuple(one.key[1] for one in missing)),
    }
    variant = ""
    step, ordered = context.corridor.avance, avance.order.amounts.ht if avance.order else None
    if step is not None and step.share is not None and ordered is not None:
        paid = to_cents(ordered * step.share.value)
        values |= {
            "amount": Euros(to_cents(paid * len(missing) / len(before))),
            "paid": Euros(paid),
        }
        variant = "amount"
    at = (
        Place(context.line.beneficiaries.pointer),
        Place(missing[0].text.pointer, in_avance=True),
    )
    yield Problem(at, values, variant=variant)


@control("PER003")
def merger_of_strangers(context: Context) -> Iterator[Outcome]:
    """A merger that names a former client which the avance does not hold."""
    merger, compared = context.corridor.merger, _compared(context)
    who = context.line.beneficiaries
    if merger is None or merger.value != "historiques-ou-nouveau" or compared is None:
        return
    before = compared.before
    kinds = {kind for kind, _ in before}
    named = [one for former in who.historiques for one in former.identifiers]
    if who.nouveau is not None and not who.historiques:
        named = list(compared.after.values())
    new = {one.key for one in who.nouveau.identifiers} if who.nouveau is not None else set()
    for one in named:
        if one.key[0] in kinds and one.key not in before and one.key not in new:
            values: dict[str, Value] = {"kind": Term(one.kind), "found": one.key[1]}
            yield Problem(Place(one.text.pointer), values, figure=merger)


@control("PER004")
def solde_moved_to_the_merged(context: Context) -> Iterator[Outcome]:
    """HOP wave 2: the solde stands on the merged establishment, it must stay on the former one."""
    if _moved(context):
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
        yield Problem(at, values, figure=context.corridor.merger)


def _moved(context: Context) -> bool:
    """Whether the blocks stand on the merged client, where they must stay on the former one."""
    merger, who = context.corridor.merger, context.line.beneficiaries
    if merger is None or merger.value != "nouveau" or not who.merger:
        return False
    held = {value for _, value in _named(who.historiques)}
    if context.in_avance is not None:
        held |= {one.key[1] for one in context.in_avance.beneficiaries.identifiers}
    new = {one.key[1] for one in who.nouveau.identifiers} if who.nouveau is not None else set()
    clients = {value for _, value in clients_of(context, who)}
    return bool(clients & new) or (bool(held) and not clients <= held)


@control("PER005")
def not_in_the_avance(context: Context) -> Iterator[Outcome]:
    """The solde's numéro éditeur is not in the avance file."""
    number = context.line.numero_editeur
    if context.avance is not None and number is not None and context.in_avance is None:
        values: dict[str, Value] = {
            "found": Quoted(number),
            "expected": Items(tuple(context.avance.by_number) or ("—",)),
            "file": Quoted(context.avance.label),
        }
        yield Problem(Place(f"{context.line.pointer}/numeroEditeur"), values)


@control("PER006")
def another_supplier(context: Context) -> Iterator[Outcome]:
    """The ANS number or the SIRET differ between the avance and the solde."""
    avance = context.avance
    if avance is None:
        return
    for key, found, expected in (
        ("numeroAns", context.file.numero_ans, avance.file.numero_ans),
        ("siret", context.file.siret, avance.file.siret),
    ):
        if found and expected and plain(found) != plain(expected):
            values: dict[str, Value] = {
                "key": Quoted(key),
                "found": Quoted(found),
                "expected": Quoted(expected),
            }
            yield Problem((Place(f"/{key}"), Place(f"/{key}", in_avance=True)), values)


@control("PER007")
def no_avance(context: Context) -> Iterator[Outcome]:
    """No avance given: perimeter and amounts are not compared."""
    if context.avance is None:
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "no_avance")


@control("PER008")
def number_twice(context: Context) -> Iterator[Outcome]:
    """The same numéro éditeur in two requests."""
    seen: dict[str, str] = {}
    for request in context.file.requests:
        if request.numero_editeur is None:
            continue
        at = f"{request.pointer}/numeroEditeur"
        first = seen.setdefault(request.numero_editeur, at)
        if first != at:
            values: dict[str, Value] = {"found": Quoted(request.numero_editeur)}
            yield Problem((Place(at), Place(first)), values)


@control("PER009")
def number_of_a_rejected_request(context: Context) -> Iterator[Outcome]:
    """The numéro éditeur of a rejected request, used again."""
    number = context.line.numero_editeur
    if number is not None and number in context.settings.file.numeros.rejetes:
        yield Problem(Place(f"{context.line.pointer}/numeroEditeur"), {"found": Quoted(number)})


@control("PER010")
def not_installed(context: Context) -> Iterator[Outcome]:
    """A client that the completion statement lists as not installed, present in the solde."""
    listed = {
        key[1]
        for one in context.dossier.file.non_installes
        for kind in ("RPPS", "FINESSGeo", "SIRET")
        if (key := Identifier(kind, Text(one, "")).key)
    }
    found = {one.key[1]: one for one in context.line.beneficiaries.of("RPPS", *_PLACES)}
    for value, one in found.items():
        if value in listed:
            values: dict[str, Value] = {"kind": Term(one.kind), "found": value}
            yield Problem(Place(one.text.pointer), values)


@control("PER011")
def changed_since_the_avance(context: Context) -> Iterator[Outcome]:
    """The rate or the type of prestation changed between the avance and the solde."""
    request, avance = context.line, context.in_avance
    if avance is None or context.phase is not Phase.SOLDE:
        return
    before = avance.order.amounts.rate if avance.order else None
    for amounts in request.priced:
        if amounts.rate is not None and before is not None and amounts.rate != before:
            values: dict[str, Value] = {"found": Percent(amounts.rate), "expected": Percent(before)}
            yield Problem(Place(f"{amounts.pointer}/tauxTVA"), values, variant="rate")
            break
    if request.service_type and avance.service_type and request.service_type != avance.service_type:
        given: dict[str, Value] = {
            "found": Quoted(request.service_type),
            "expected": Quoted(avance.service_type),
        }
        yield Problem(Place(f"{request.pointer}/typePrestation"), given, variant="service")
