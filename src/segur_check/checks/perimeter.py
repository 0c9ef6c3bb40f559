"""PER005 to PER009, PER011: a solde and its avance, besides the clients."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from segur_check.case.context import Context
from segur_check.case.control import NotChecked, NotCheckedKind, Outcome, Place, Problem, control
from segur_check.case.lot import Lot, Neighbour
from segur_check.case.mends import AVANCE, RIGHT, Mend
from segur_check.case.several import own_place_first, requests_told
from segur_check.dossier.avance import Avance
from segur_check.report import Shared
from segur_check.values.identifiers import plain
from segur_check.values.step import Step
from segur_check.values.wording import Items, Percent, Quoted, Value

if TYPE_CHECKING:
    from segur_check.dossier.request import Request

_MOST_NUMBERS = 3  # of an avance, to tell which requests it holds


@control("PER005")
def not_in_the_avance(context: Context) -> Iterator[Outcome]:
    """The solde's numéro éditeur is not in the avance file that the user named."""
    number = context.line.numero_editeur
    if context.avances.named and number is not None and context.avance is None:
        values: dict[str, Value] = {
            "found": Quoted(number),
            "expected": Items(tuple(context.avances.holders) or ("—",)),
            "file": Items(tuple(Quoted(avance.label) for avance in context.avances.files)),
        }
        mends: tuple[Mend, ...] = ({AVANCE: RIGHT},) if _holds_none(context) else ()
        yield Problem(Place(f"{context.line.pointer}/numeroEditeur"), values, mends=mends)


@control("PER006")
def another_supplier(context: Context) -> Iterator[Outcome]:
    """The ANS number or the SIRET differs between the avance and the solde."""
    for avance in _avances_of_the_file(context):
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
                at = (Place(f"/{key}"), Place(f"/{key}", avance=avance.label))
                mends: tuple[Mend, ...] = ({f"/{key}": plain(expected)},)
                if _holds_none(context):
                    mends += ({AVANCE: RIGHT},)
                yield Problem(at, values, mends=mends)


def _holds_none(context: Context) -> bool:
    """Whether no request of the file is in the avances that the user named: they may be another file's."""
    numbers = {request.numero_editeur for request in context.file.requests}
    return context.avances.named and numbers.isdisjoint(context.avances.holders)


def _avances_of_the_file(context: Context) -> list[Avance]:
    """The avances that hold a request of the file; the only one that the user named, in any case."""
    files, holders = context.avances.files, context.avances.holders
    only = context.avances.named and len(files) == 1
    numbers = {request.numero_editeur for request in context.file.requests}
    held = {holders[number].label for number in numbers if number is not None and number in holders}
    return [avance for avance in files if avance.label in held or only]


@control("PER007")
def no_avance(context: Context) -> Iterator[Outcome]:
    """No avance was given, nor found: neither clients nor amounts are compared with it."""
    avances = context.avances
    if avances.named or context.avance is not None:
        return
    if context.lot is not None and context.lot.paired:
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "not_in_lot")
    elif avances.files:
        held = tuple(islice(avances.holders, _MOST_NUMBERS)) or ("—",)
        more = ("…",) if len(avances.holders) > _MOST_NUMBERS else ()
        beside: dict[str, Value] = {
            "files": Items(tuple(Quoted(avance.label) for avance in avances.files)),
            "numbers": Items((*held, *more)),
        }
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "not_beside", beside)
    else:
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "no_avance")


@control("PER008")
def number_twice(context: Context) -> Iterator[Outcome]:
    """The same numéro éditeur in two requests."""
    lot = context.lot or Lot()
    bearers: dict[str, list[Request]] = defaultdict(list)
    for request in context.file.requests:
        if request.numero_editeur is not None:
            bearers[request.numero_editeur].append(request)
    told = {number: requests_told(others) for number, others in bearers.items() if len(others) > 1}
    for request in context.file.requests:
        if request.numero_editeur is None:
            continue
        pointer = f"{request.pointer}/numeroEditeur"
        others = bearers[request.numero_editeur]
        neighbours = lot.numbers.get(request.numero_editeur)
        in_folder = lot.in_folder.get(request.numero_editeur)
        if others[0] is not request:
            values = {"found": Quoted(request.numero_editeur), **told[request.numero_editeur]}
            at = own_place_first(pointer, (f"{other.pointer}/numeroEditeur" for other in others))
            yield Problem(at, values, mends=({request.pointer: None},))
        elif neighbours:
            elsewhere = _elsewhere(request.numero_editeur, neighbours)
            number = request.numero_editeur
            files = tuple(dict.fromkeys(neighbour.file for neighbour in neighbours))
            shared = Shared("number", number, number, files)
            yield Problem(Place(pointer), elsewhere, variant="in_lot", shared=shared)
        elif in_folder:
            elsewhere = _elsewhere(request.numero_editeur, in_folder)
            yield Problem(Place(pointer), elsewhere, variant="in_folder")


def _elsewhere(number: str, neighbours: tuple[Neighbour, ...]) -> dict[str, Value]:
    files = dict.fromkeys(neighbour.file for neighbour in neighbours)
    return {"found": Quoted(number), "files": Items(tuple(Quoted(file) for file in files))}


@control("PER009", when=lambda context: bool(context.settings.file.numeros.rejetes))
def number_of_a_rejected_request(context: Context) -> Iterator[Outcome]:
    """The numéro éditeur of a request that was rejected, used again."""
    number = context.line.numero_editeur
    if number is not None and number in context.settings.file.numeros.rejetes:
        yield Problem(Place(f"{context.line.pointer}/numeroEditeur"), {"found": Quoted(number)})


@control("PER011")
def changed_since_the_avance(context: Context) -> Iterator[Outcome]:
    """The rate or the type of prestation changed between the avance and the solde."""
    request, avance = context.line, context.in_avance
    if avance is None or context.step is not Step.SOLDE:
        return
    before = avance.order.amounts.rate if avance.order else None
    for amounts in request.priced:
        if amounts.rate is not None and before is not None and amounts.rate != before:
            values: dict[str, Value] = {"found": Percent(amounts.rate), "expected": Percent(before)}
            pointer = f"{amounts.pointer}/tauxTVA"
            others = (each for each in request.priced if each.rate not in (None, before))
            mends = ({f"{each.pointer}/tauxTVA": before for each in others},)
            yield Problem(Place(pointer), values, variant="rate", mends=mends)
            break
    if request.service_type and avance.service_type and request.service_type != avance.service_type:
        types: dict[str, Value] = {
            "found": Quoted(request.service_type),
            "expected": Quoted(avance.service_type),
        }
        at = f"{request.pointer}/typePrestation"
        as_before = ({at: avance.service_type},)
        yield Problem(Place(at), types, variant="service", mends=as_before)
