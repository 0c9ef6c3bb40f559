"""DOC002, DOC003: the client's identifiers in the documents."""

from collections import defaultdict
from collections.abc import Iterator

from segur_check.case.context import Context
from segur_check.case.control import Confidence, Outcome, Place, Problem, control
from segur_check.case.documents import Document, legible
from segur_check.case.stated import sure_if
from segur_check.dossier.request import Identifier
from segur_check.pieces.figures.client_evidence import identifier_evidence
from segur_check.pieces.figures.evidence import Answer, Evidence
from segur_check.values.identifiers import canonical, plain
from segur_check.values.wording import Items, Noted, Quoted, Term, Value

_NAMING = ("BON_COMMANDE", "FACTURE", "VA", "MOM")
_SIREN_LENGTH = 9


def _clients(context: Context) -> tuple[Identifier, ...]:
    """The client's identifiers of the JSON, before and after a merger."""
    who = context.line.beneficiaries
    moved = (*who.historiques, *([who.nouveau] if who.nouveau is not None else ()))
    return (
        *who.identifiers,
        *(identifier for former in moved for identifier in former.identifiers),
    )


def _expected(context: Context) -> dict[str, list[str]]:
    """Their numbers in plain form, by kind; of a SIRET its SIREN tells as much."""
    found: dict[str, list[str]] = defaultdict(list)
    for identifier in _clients(context):
        number = canonical(identifier.text.value)
        # The supplier's own number stands on all its papers, and tells no client.
        if number and number not in _supplier(context):
            found[identifier.kind].append(number)
            if identifier.kind == "SIRET":
                found["SIREN"].append(number[:_SIREN_LENGTH])
    return found


def _supplier(context: Context) -> frozenset[str]:
    sirets = (context.file.siret or "", context.settings.file.fournisseur.siret)
    numbers = {plain(siret) for siret in sirets if siret}
    return frozenset(numbers | {number[:_SIREN_LENGTH] for number in numbers})


def _named(context: Context) -> Iterator[tuple[Document, Evidence]]:
    """What each paper says of its client."""
    expected = _expected(context)
    if not expected:
        return
    for document in legible(context, *_NAMING):
        yield (
            document,
            identifier_evidence(document.sheet, expected, strangers=_supplier(context)),
        )


def _values(context: Context, document: Document, found: Evidence) -> dict[str, Value]:
    expected = tuple(
        Noted(Quoted(identifier.text.value), Term(identifier.kind))
        for identifier in dict.fromkeys(_clients(context))
    )
    values: dict[str, Value] = {
        "document": Term(document.kind),
        "file": Quoted(document.attachment.name),
        "expected": Items(expected),
    }
    if isinstance(found.shown, str):
        values["found"] = Quoted(found.shown)
    return values


def _places(context: Context, document: Document, found: Evidence) -> tuple[Place, ...]:
    first = next(iter(_clients(context)))
    return document.shows(found), Place(first.text.pointer)


@control("DOC002")
def another_client(context: Context) -> Iterator[Outcome]:
    """A paper that bears the identifier of another client, and not the one of the JSON."""
    for document, found in _named(context):
        if found.answer is Answer.CONTRADICTED:
            values = _values(context, document, found)
            yield Problem(_places(context, document, found), values, confidence=sure_if(found))


@control("DOC003")
def client_not_named(context: Context) -> Iterator[Outcome]:
    """A paper without the client's identifier, nor surely another one's."""
    for document, found in _named(context):
        # What a page that was not read whole does not show may stand in it all the same.
        if found.answer is Answer.ABSENT and (document.is_whole or found.shown is not None):
            yield Problem(
                _places(context, document, found),
                _values(context, document, found),
                variant="other" if isinstance(found.shown, str) else "",
                confidence=Confidence.PROBABLE,
            )
