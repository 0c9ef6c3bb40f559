"""DOC042: the clients that the statements of a cancellation or of a completion name."""

from collections.abc import Iterator

from msgspec import Struct

from segur_check.case.context import Context
from segur_check.case.control import (
    Confidence,
    NotChecked,
    NotCheckedKind,
    Outcome,
    Problem,
    control,
)
from segur_check.case.documents import Document, legible
from segur_check.pieces.words.text import flat, identifiers_in, numbers_in
from segur_check.values.pattern import Pattern
from segur_check.values.wording import Items, Quoted, Value

_BY_THE_CLIENT = "ATTESTATION_RENONCIATION"
_STATEMENTS = ("ATTESTATION_FIN_PRESTATION", "ATTESTATION_HONNEUR", _BY_THE_CLIENT)

_PLACES = {
    "FINESSPMSI": Pattern(r"\bpmsi\b"),
    "FINESSJuridique": Pattern(r"\bfiness[ -](?:\(?ej\b|j\b|jur)|\bentite juridique\b"),
    "FINESSGeo": Pattern(r"\bfiness[ -](?:\(?et\b|g\b|geo)"),
}
_RPPS = Pattern(r"\brpps\b")
_FINESS = Pattern(r"\bfiness\b|\bpmsi\b")
_RPPS_LENGTH, _FINESS_LENGTH = 11, 9
# A reason that names the client who takes the place of another.
_REPLACED = Pattern(
    r"\b(?:au lieu|(?:a|en) (?:la |sa |leur )?place|remplac\w+|non pas|et non|nouvelle demande)\b"
)


class _Row(Struct, frozen=True):
    """A RPPS of a statement, or a line with the FINESS of a client, and the types it calls them by."""

    numbers: tuple[str, ...]
    kinds: frozenset[str]


@control("DOC042")
def client_of_no_avance(context: Context) -> Iterator[Outcome]:
    """A statement that names a client whom the avance does not hold.

    [001]: the ASP holds the perimeter of the cancellation against the initial one; [002]: the
    statement lists the clients of the request that got no prestation. A number is a client's where it
    is called a RPPS or a FINESS; it is judged where every request of the avance gives that type.
    """
    for statement in legible(context, *_STATEMENTS):
        rows = [*_rows(statement)] if statement.is_whole else []
        if not rows or statement.says(_REPLACED):
            continue
        values: dict[str, Value] = {"file": Quoted(statement.attachment.name)}
        if not context.avances.files:
            yield NotChecked(NotCheckedKind.NOT_GIVEN, "no_avance", values)
            continue
        clients = _clients(context)
        if statement.kind == _BY_THE_CLIENT and clients & identifiers_in(statement.text):
            continue  # the client may have more numbers than the avance gives
        found = dict.fromkeys(
            number
            for row in rows
            if clients.isdisjoint(row.numbers) and _is_judged(context, row)
            for number in row.numbers
        )
        if found:
            values |= {
                "found": Items(tuple(found)),
                "avance": Items(tuple(Quoted(avance.label) for avance in context.avances.files)),
            }
            yield Problem(statement.at(), values, confidence=Confidence.PROBABLE)


def _rows(statement: Document) -> Iterator[_Row]:
    """The lines with a RPPS or a FINESS that is called so, on the line or above its list."""
    heading = ""
    for line in map(flat, statement.text.splitlines()):
        numbers = [number.value for number in numbers_in(line.upper())]
        if _FINESS.search(line) or _RPPS.search(line):
            heading = line
        elif not numbers:
            heading = ""
        if _RPPS.search(heading):
            people = (number for number in numbers if len(number) == _RPPS_LENGTH)
            yield from (_Row((number,), frozenset({"RPPS"})) for number in people)
        places = tuple(number for number in numbers if len(number) == _FINESS_LENGTH)
        if places and _FINESS.search(heading):
            kinds = {kind for kind, label in _PLACES.items() if label.search(heading)}
            yield _Row(places, frozenset(kinds))


def _clients(context: Context) -> set[str]:
    """The numbers of the clients of the avances."""
    return {
        identifier.key[1]
        for avance in context.avances.files
        for request in avance.file.requests
        for identifier in request.beneficiaries.named
    }


def _is_judged(context: Context, row: _Row) -> bool:
    """Whether the avances give every client the type of number that a line gives.

    A FINESS that is not called juridique or géographique may be either; a line that gives both is of
    one client.
    """
    if not row.kinds:
        return _all_give(context, "FINESSJuridique") and _all_give(context, "FINESSGeo")
    given = [_all_give(context, kind) for kind in row.kinds]
    return any(given) if len(row.numbers) > 1 else all(given)


def _all_give(context: Context, kind: str) -> bool:
    requests = [request for avance in context.avances.files for request in avance.file.requests]
    return bool(requests) and all(request.beneficiaries.of(kind) for request in requests)
