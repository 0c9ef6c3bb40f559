"""IDE001 to IDE005, IDE007: numbers of the supplier and of the client that cannot be right."""

from collections.abc import Callable, Iterator

from segur_check.case.context import Context
from segur_check.case.control import Outcome, Place, Problem, control
from segur_check.case.near_number import near_number
from segur_check.dossier.request import Text
from segur_check.pieces.figures.named_numbers import FINESS, RPPS, SIRET
from segur_check.values.identifiers import (
    Flaw,
    finess_flaw,
    plain,
    siret_flaw,
)
from segur_check.values.wording import Quoted, Value

_FINESS_KINDS = frozenset({"FINESSJuridique", "FINESSGeo", "FINESSPMSI"})


def _some_flawed(*kinds: str) -> Callable[[Context], bool]:
    """Whether an identifier of these types has a flaw somewhere in a file."""
    return lambda context: any(kind in kinds for kind, _ in context.file.flaws)


def _flawed(context: Context, *kinds: str) -> list[tuple[Text, Flaw]]:
    """The identifiers of these types that have a flaw, and the flaw of each."""
    flawed = context.line.beneficiaries.flawed
    return [(identifier.text, flaw) for identifier, flaw in flawed if identifier.kind in kinds]


@control("IDE001")
def supplier_siret(context: Context) -> Iterator[Outcome]:
    """The supplier's SIRET is no SIRET."""
    if context.file.siret is not None:
        flaw = siret_flaw(plain(context.file.siret))
        if flaw is not None:
            values: dict[str, Value] = {"found": Quoted(context.file.siret)}
            declared = plain(context.settings.file.fournisseur.siret or "")
            known = bool(declared) and siret_flaw(declared) is None
            values |= {"near": declared} if known else {}
            yield Problem(Place("/siret"), values, variant="settings" if known else flaw.value)


@control("IDE002", when=_some_flawed("RPPS"))
def rpps(context: Context) -> Iterator[Outcome]:
    """An RPPS number that is none."""
    for text, flaw in _flawed(context, "RPPS"):
        if flaw is not Flaw.NATIONAL:
            yield _false_number(context, text, RPPS, flaw.value)


def _false_number(context: Context, text: Text, kind: str, variant: str) -> Problem:
    """A false number, and the right one that a document shows near it."""
    near = near_number(context, text, kind)
    values: dict[str, Value] = {"found": Quoted(text.value), **near}
    return Problem(Place(text.pointer), values, variant="near" if near else variant)


@control("IDE003", when=_some_flawed("RPPS"))
def national_identifier_for_rpps(context: Context) -> Iterator[Outcome]:
    """The national identifier (8 + RPPS) in place of the RPPS."""
    for text, flaw in _flawed(context, "RPPS"):
        if flaw is Flaw.NATIONAL:
            values: dict[str, Value] = {"found": Quoted(text.value), "expected": text.plain[1:]}
            right = {text.pointer: text.plain[1:]}
            yield Problem(Place(text.pointer), values, mends=(right,), sure=True)


@control("IDE004", when=_some_flawed(*_FINESS_KINDS))
def finess_shape(context: Context) -> Iterator[Outcome]:
    """A FINESS of the wrong shape; a lost leading zero is recognised."""
    another_is_right = _another_number_is_right(context)
    for text, flaw in _flawed(context, *_FINESS_KINDS):
        if flaw is not Flaw.KEY:
            if flaw is Flaw.LOST_ZERO:
                right = f"0{text.plain}"
                values: dict[str, Value] = {"found": Quoted(text.value), "expected": right}
                mends = ({text.pointer: right},)
                yield Problem(
                    Place(text.pointer), values, variant=flaw.value, mends=mends, sure=True
                )
            elif another_is_right:
                yield Problem(Place(text.pointer), {"found": Quoted(text.value)}, "ignored")
            else:
                yield _false_number(context, text, FINESS, flaw.value)


def _another_number_is_right(context: Context) -> bool:
    """Whether the ASP ignores a wrong number: another is right, and the numbers decide on the cap."""
    client, who = context.corridor.client, context.line.beneficiaries
    return (
        client is not None
        and client.numbers is not None
        and any(finess_flaw(number.text.plain) is None for number in who.of(*_FINESS_KINDS))
    )


@control("IDE005", when=_some_flawed(*_FINESS_KINDS))
def finess_key(context: Context) -> Iterator[Outcome]:
    """A FINESS whose check digit is wrong."""
    another_is_right = _another_number_is_right(context)
    for text, flaw in _flawed(context, *_FINESS_KINDS):
        if flaw is not Flaw.KEY:
            continue
        if another_is_right:
            yield Problem(Place(text.pointer), {"found": Quoted(text.value)}, "ignored")
        else:
            yield _false_number(context, text, FINESS, "")


@control("IDE007", when=_some_flawed("SIRET"))
def client_siret(context: Context) -> Iterator[Outcome]:
    """The client's SIRET is no SIRET."""
    for text, flaw in _flawed(context, "SIRET"):
        yield _false_number(context, text, SIRET, flaw.value)
