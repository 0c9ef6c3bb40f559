"""ELI003 to ELI007, ELI011: for which clients it may be asked, and only once for each."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from segur_check.case.clients import Key, compared_kind, funded_clients_of, same_clients
from segur_check.case.context import Context
from segur_check.case.control import NotChecked, NotCheckedKind, Outcome, Place, Problem, control
from segur_check.case.lot import Neighbour
from segur_check.case.mends import MOST_MENDS, RIGHT
from segur_check.case.several import own_place_first, requests_told
from segur_check.dossier.request import Identifier, Request, Text
from segur_check.report import Shared
from segur_check.rules.sections import Cited
from segur_check.values.identifiers import finess_flaw
from segur_check.values.wording import Items, Quoted, Value


def _funded(context: Context, *sons: str) -> Iterator[Text]:
    """The clients of the request that the settings list as funded for one of these SONS."""
    funded = context.settings.funded or frozenset()
    for (_, number), client in funded_clients_of(context, context.line.beneficiaries).items():
        if any((number, code) in funded for code in sons):
            yield client.text


@control("ELI003")
def service_type_against_wave_1(context: Context) -> Iterator[Outcome]:
    """V1V2 for a client funded in wave 1, or V2 for one that was never equipped."""
    if context.corridor.wave_1 is None or context.settings.funded is None:
        return
    wave_1, request = context.corridor.wave_1, context.line
    sons = wave_1.value
    at = Place(f"{request.pointer}/typePrestation")
    equipped = list(_funded(context, sons))
    if request.service_type == "V1V2" and equipped:
        values: dict[str, Value] = {"client": equipped[0].plain, "sons": sons}
        yield Problem((at, Place(equipped[0].pointer)), values, variant="already", figure=wave_1)
    elif request.service_type == "V2" and not equipped:
        # A list without any client of wave 1 does not tell who was never equipped.
        lists_wave_1 = any(code == sons for _, code in context.settings.funded)
        clients = funded_clients_of(context, request.beneficiaries)
        client = next((number for _, number in clients), None)
        if not lists_wave_1 or client is None:
            return
        never: dict[str, Value] = {"client": client, "sons": sons}
        yield Problem(at, never, variant="never", figure=wave_1)


@control("ELI004", when=lambda context: bool(context.settings.funded))
def already_funded(context: Context) -> Iterator[Outcome]:
    """A client funded already for this SONS, or asked for by two requests of the file."""
    if context.request is None:
        yield from _asked_twice(context)
        if context.lot is not None:
            yield from _asked_in_lot(context, context.lot.clients)
        return
    for client in {
        client.plain: client for client in _funded(context, context.corridor.sons)
    }.values():
        values: dict[str, Value] = {"client": client.plain, "sons": context.corridor.sons}
        yield Problem(Place(client.pointer), values)


def _asked_twice(context: Context) -> Iterator[Outcome]:
    """A client that two requests of the file ask for."""
    repeated = _of_several(context.file.requests)
    # The types of the identifiers of two requests that share a number decide whether they ask for
    # the same client: of the requests with the same types, the first stands for all.
    holders: dict[Key, dict[frozenset[str], tuple[Request, _Asked]]] = {}
    repetitions: list[tuple[Request, Identifier, _Asked]] = []
    for request in context.file.requests if repeated else ():
        every = request.beneficiaries.identifiers
        kinds = frozenset(identifier.kind for identifier in every)
        identifiers = [identifier for identifier in every if identifier.key in repeated]
        first_places: dict[Key, str] = {}
        for identifier in identifiers:
            first_places.setdefault(identifier.key, identifier.text.pointer)
        for key, identifier in {identifier.key: identifier for identifier in identifiers}.items():
            earlier = holders.setdefault(key, {})
            asked = next(
                (
                    asked
                    for before, asked in earlier.values()
                    if _share(context, request, before, key)
                ),
                None,
            )
            if asked is not None:
                repetitions.append((request, identifier, asked))
            else:
                asked = _Asked([], [])
            asked.requests.append(request)
            asked.places.append(first_places[key])
            earlier.setdefault(kinds, (request, asked))
    yield from _repetitions(context, repetitions)


class _Asked(NamedTuple):
    """The requests that ask for one client, and where."""

    requests: list[Request]
    places: list[str]


def _repetitions(
    context: Context, repetitions: Sequence[tuple[Request, Identifier, _Asked]]
) -> Iterator[Problem]:
    """Each request that asks again for a client; without its clients, a request is to be removed."""
    again: dict[int, set[Key]] = defaultdict(set)
    told: dict[int, dict[str, Value]] = {}
    for request, identifier, asked in repetitions:
        again[request.index].add(identifier.key)
        if id(asked) not in told:
            told[id(asked)] = requests_told(asked.requests)
    for request, identifier, asked in repetitions:
        values = {
            "client": identifier.key[1],
            "sons": context.corridor.sons,
            **told[id(asked)],
        }
        clients = {client.key for client in request.beneficiaries.of(identifier.kind)}
        too_many = request.pointer if clients <= again[request.index] else identifier.text.pointer
        at = own_place_first(identifier.text.pointer, asked.places)
        yield Problem(at, values, variant="twice", mends=({too_many: None},))


def _of_several(requests: Iterable[Request]) -> set[Key]:
    """The identifiers that stand in more than one request: nearly always none."""
    seen: set[Key] = set()
    repeated: set[Key] = set()
    for request in requests:
        own = {identifier.key for identifier in request.beneficiaries.identifiers}
        repeated |= seen & own
        seen |= own
    return repeated


def _share(context: Context, request: Request, before: Request, key: Key) -> bool:
    """Whether both requests, which name this identifier, ask for the client by it."""
    return key[0] == compared_kind(context, request.beneficiaries, before.beneficiaries)


def _asked_in_lot(context: Context, neighbours: tuple[Neighbour, ...]) -> Iterator[Outcome]:
    """A client that a request of another dossier asks for; PER008 reports the same number twice."""
    for request in context.file.requests:
        holders: dict[Key, list[tuple[Identifier, Neighbour]]] = {}
        for neighbour in neighbours:
            if request.numero_editeur is not None and neighbour.number == request.numero_editeur:
                continue
            for client in same_clients(context, request.beneficiaries, neighbour):
                holders.setdefault(client.key, []).append((client, neighbour))
        for (kind, number), found in holders.items():
            client, first = found[0]
            values: dict[str, Value] = {
                "client": number,
                "sons": context.corridor.sons,
                "file": Quoted(first.file),
                "line": first.line,
            }
            shared = Shared("client", f"{kind} {number}", number, _files(each for _, each in found))
            yield Problem(Place(client.text.pointer), values, variant="in_lot", shared=shared)


def _files(neighbours: Iterable[Neighbour]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(neighbour.file for neighbour in neighbours))


@control("ELI005")
def category_not_eligible(context: Context) -> Iterator[Outcome]:
    """A FINESS category outside the lists of the texts."""
    categories = context.corridor.categories
    if categories is None:
        return
    structure = context.line.beneficiaries.structure
    for category, eligible, variant in (
        (structure.category_juridique, categories.juridique, "juridique"),
        (structure.category_geo, categories.geographique, "geographique"),
    ):
        if category is not None and eligible is not None and category.plain not in eligible.value:
            yield _not_eligible(category, eligible, variant)


def _not_eligible(category: Text, eligible: Cited[tuple[str, ...]], variant: str) -> Problem:
    values: dict[str, Value] = {"found": Quoted(category.value), "expected": Items(eligible.value)}
    return Problem(Place(category.pointer), values, variant=variant, figure=eligible)


@control("ELI006")
def several_pmsi(context: Context) -> Iterator[Outcome]:
    """A request for more than one FINESS PMSI."""
    client = context.corridor.client
    pmsi = context.line.beneficiaries.of("FINESSPMSI")
    distinct = tuple(dict.fromkeys(identifier.key[1] for identifier in pmsi))
    if client is not None and client.single_pmsi is not None and len(distinct) > 1:
        values: dict[str, Value] = {"count": len(distinct), "found": Items(distinct)}
        yield Problem(Place(pmsi[1].text.pointer), values, figure=client.single_pmsi)


_GROUP_LENGTH = 4


@control("ELI007")
def category_group(context: Context) -> Iterator[Outcome]:
    """A FINESS category outside the four-digit groups of the corridor."""
    categories = context.corridor.categories
    category = context.line.beneficiaries.structure.category_geo
    if categories is None or categories.groups is None or category is None:
        return
    code = category.plain
    if len(code) != _GROUP_LENGTH or not code.isdigit():
        # The table that puts three-digit categories into groups is not published.
        yield NotChecked(
            NotCheckedKind.NOT_PUBLISHED, "three_digits", {"found": Quoted(category.value)}
        )
    elif not any(code[:2] == group[:2] for group in categories.groups.value):
        yield _not_eligible(category, categories.groups, "")


@control("ELI011")
def no_valid_number(context: Context) -> Iterator[Outcome]:
    """None of the client's numbers that decide on its cap can be valid."""
    client, who = context.corridor.client, context.line.beneficiaries
    if client is None or client.numbers is None:
        return
    numbers = who.of("FINESSGeo", "FINESSJuridique", "FINESSPMSI")
    if any(finess_flaw(number.text.plain) is None for number in numbers):
        return
    unknown = context.shape.unknown_beside(f"{who.pointer}/structure")
    if unknown:
        # The key of the AM numbers is not known: this one may hold them, and they may be valid.
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "unknown_key", {"key": unknown[0]})
    elif numbers:
        values: dict[str, Value] = {
            "found": Items(tuple(Quoted(number.text.value) for number in numbers))
        }
        mends = tuple({number.text.pointer: RIGHT} for number in numbers[:MOST_MENDS])
        at = Place(numbers[0].text.pointer)
        yield Problem(at, values, figure=client.numbers, mends=mends)
    elif who.identifiers:
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "no_number")
