"""ELI003 to ELI007, ELI011: for which clients it may be asked, and only once for each."""

from collections.abc import Iterator

from segur_check.case.clients import funded_clients_of, same_clients
from segur_check.case.context import Context
from segur_check.case.control import NotChecked, NotCheckedKind, Outcome, Place, Problem, control
from segur_check.case.lot import Neighbour
from segur_check.dossier.request import Request, Text
from segur_check.rules.sections import Cited
from segur_check.values.identifiers import finess_flaw
from segur_check.values.wording import Items, Quoted, Value


def _funded(context: Context, *sons: str) -> Iterator[Text]:
    """The clients of the request that the settings say funded for one of these SONS."""
    funded = context.settings.funded or frozenset()
    for (_, value), one in funded_clients_of(context, context.line.beneficiaries).items():
        if any((value, code) in funded for code in sons):
            yield one.text


@control("ELI003")
def service_type_against_wave_1(context: Context) -> Iterator[Outcome]:
    """V1V2 for a client funded in wave 1, or V2 for one that was never equipped."""
    if context.corridor.wave_1 is None or context.settings.funded is None:
        return
    wave_1, request = context.corridor.wave_1, context.line
    before = wave_1.value
    at = Place(f"{request.pointer}/typePrestation")
    equipped = list(_funded(context, before))
    if request.service_type == "V1V2" and equipped:
        values: dict[str, Value] = {"client": equipped[0].plain, "sons": before}
        yield Problem((at, Place(equipped[0].pointer)), values, variant="already", figure=wave_1)
    elif request.service_type == "V2" and not equipped:
        # A list without any client of wave 1 does not tell who was never equipped.
        clients = funded_clients_of(context, request.beneficiaries)
        told = any(code == before for _, code in context.settings.funded)
        client = next((value for _, value in clients), None)
        if not told or client is None:
            return
        never: dict[str, Value] = {"client": client, "sons": before}
        yield Problem(at, never, variant="never", figure=wave_1)


@control("ELI004", when=lambda context: bool(context.settings.funded))
def already_funded(context: Context) -> Iterator[Outcome]:
    """A client funded already for this SONS, or asked for by two requests of the file."""
    if context.request is None:
        yield from _asked_twice(context)
        if context.lot is not None:
            yield from _asked_in_lot(context, context.lot.clients)
        return
    for client in {one.plain: one for one in _funded(context, context.corridor.sons)}.values():
        values: dict[str, Value] = {"client": client.plain, "sons": context.corridor.sons}
        yield Problem(Place(client.pointer), values)


def _asked_twice(context: Context) -> Iterator[Outcome]:
    # Whether two requests that hold a number ask for the same client, the types of their numbers
    # tell: of those that hold the same types, the first stands for all.
    holders: dict[tuple[str, str], dict[frozenset[str], Request]] = {}
    for request in context.file.requests:
        kinds = frozenset(one.kind for one in request.beneficiaries.identifiers)
        for key, one in {one.key: one for one in request.beneficiaries.identifiers}.items():
            earlier = holders.setdefault(key, {})
            first = next(
                (before for before in earlier.values() if _same(context, request, before, key)),
                None,
            )
            earlier.setdefault(kinds, request)
            if first is not None:
                pointer = next(
                    two.text.pointer for two in first.beneficiaries.identifiers if two.key == key
                )
                values: dict[str, Value] = {"client": key[1], "sons": context.corridor.sons}
                yield Problem((Place(one.text.pointer), Place(pointer)), values, variant="twice")


def _asked_in_lot(context: Context, others: tuple[Neighbour, ...]) -> Iterator[Outcome]:
    """A client that a request of another dossier asks for; the same number twice is PER008."""
    for request in context.file.requests:
        told: set[tuple[str, str]] = set()
        for other in others:
            if request.numero_editeur is not None and other.number == request.numero_editeur:
                continue
            for client in same_clients(context, request.beneficiaries, other):
                if client.key in told:
                    continue
                told.add(client.key)
                values: dict[str, Value] = {
                    "client": client.key[1],
                    "sons": context.corridor.sons,
                    "file": Quoted(other.file),
                    "line": other.line,
                }
                yield Problem(Place(client.text.pointer), values, variant="in_lot")


def _same(context: Context, one: Request, other: Request, key: tuple[str, str]) -> bool:
    """Whether both requests ask for the client that this identifier tells."""
    shared = same_clients(context, one.beneficiaries, other.beneficiaries)
    return key in {client.key for client in shared}


@control("ELI005")
def category_not_eligible(context: Context) -> Iterator[Outcome]:
    """A FINESS category outside the lists of the texts."""
    categories = context.corridor.categories
    if categories is None:
        return
    structure = context.line.beneficiaries.structure
    for given, listed, which in (
        (structure.category_juridique, categories.juridique, "juridique"),
        (structure.category_geo, categories.geographique, "geographique"),
    ):
        if given is not None and listed is not None and given.plain not in listed.value:
            yield _category(given, listed, which)


def _category(given: Text, listed: Cited[tuple[str, ...]], variant: str) -> Problem:
    values: dict[str, Value] = {"found": Quoted(given.value), "expected": Items(listed.value)}
    return Problem(Place(given.pointer), values, variant=variant, figure=listed)


@control("ELI006")
def several_pmsi(context: Context) -> Iterator[Outcome]:
    """A request for more than one FINESS PMSI."""
    client = context.corridor.client
    pmsi = context.line.beneficiaries.of("FINESSPMSI")
    distinct = tuple(dict.fromkeys(one.key[1] for one in pmsi))
    if client is not None and client.single_pmsi is not None and len(distinct) > 1:
        values: dict[str, Value] = {"count": len(distinct), "found": Items(distinct)}
        yield Problem(Place(pmsi[1].text.pointer), values, figure=client.single_pmsi)


_GROUP_LENGTH = 4


@control("ELI007")
def category_group(context: Context) -> Iterator[Outcome]:
    """A category outside the four-digit groups of the corridor."""
    categories = context.corridor.categories
    given = context.line.beneficiaries.structure.category_geo
    if categories is None or categories.groups is None or given is None:
        return
    code = given.plain
    if len(code) != _GROUP_LENGTH or not code.isdigit():
        # A three-digit category belongs to a group by a table that the tool does not hold.
        yield NotChecked(
            NotCheckedKind.NOT_PUBLISHED, "three_digits", {"found": Quoted(given.value)}
        )
    elif not any(code[:2] == group[:2] for group in categories.groups.value):
        yield _category(given, categories.groups, "")


@control("ELI011")
def no_valid_number(context: Context) -> Iterator[Outcome]:
    """Of the client's numbers that decide of its cap, none that could be valid."""
    client, who = context.corridor.client, context.line.beneficiaries
    if client is None or client.numbers is None:
        return
    numbers = who.of("FINESSGeo", "FINESSJuridique", "FINESSPMSI")
    if any(finess_flaw(one.text.plain) is None for one in numbers):
        return
    unknown = context.shape.unknown_beside(f"{who.pointer}/structure")
    if unknown:
        # The key of the AM numbers is not known: they may be there, and valid.
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "unknown_key", {"key": unknown[0]})
    elif numbers:
        values: dict[str, Value] = {
            "found": Items(tuple(Quoted(one.text.value) for one in numbers))
        }
        yield Problem(Place(numbers[0].text.pointer), values, figure=client.numbers)
    elif who.identifiers:
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "no_number")
