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
from segur_check.pieces.words.text import identifiers_in, numbers_in
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
_NAME_MOST = 8  # words
_NO_NAME = Pattern(
    r"\d|[.:;]\s*\Z|\b(?:fait|signature|cachet|siret|siren|tel|telephone|contrat|commande|dossier|fournisseur|editeur|pour)\b|n°"
)
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
    """The lines with a RPPS or a FINESS that is called so, on the line or above its list.

    They are read as they look. As they flow, each cell of a table may stand on a line of its own: its
    headings follow each other, and a name stands before its numbers.
    """
    heading, headings, is_heading = "", 1, False
    waiting: list[str] = []
    for shown in statement.sheet.lines:
        line = shown.flat
        numbers = [number.value for cell in shown.cells for number in numbers_in(cell.text.upper())]
        is_called = _FINESS.search(line) is not None or _RPPS.search(line) is not None
        if waiting and (is_called or not numbers):
            yield _place(waiting, heading)
            waiting = []
        if is_called:
            follows = is_heading and not numbers
            heading, headings = (f"{heading} {line}", headings + 1) if follows else (line, 1)
        elif not numbers and not _may_be_a_name(line):
            heading = ""
        is_heading = is_called and not numbers
        if _RPPS.search(heading):
            people = (number for number in numbers if len(number) == _RPPS_LENGTH)
            yield from (_Row((number,), frozenset({"RPPS"})) for number in people)
        if _FINESS.search(heading):
            waiting += [number for number in numbers if len(number) == _FINESS_LENGTH]
        if len(waiting) >= headings:  # else the client's other number may be on the next line
            yield _place(waiting, heading)
            waiting = []
    if waiting:
        yield _place(waiting, heading)


def _place(numbers: list[str], heading: str) -> _Row:
    kinds = {kind for kind, label in _PLACES.items() if label.search(heading)}
    return _Row(tuple(numbers), frozenset(kinds))


def _may_be_a_name(line: str) -> bool:
    """Whether a line without a number may be the cell of a client's name in a table."""
    return len(line.split()) <= _NAME_MOST and not _NO_NAME.search(line)


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
