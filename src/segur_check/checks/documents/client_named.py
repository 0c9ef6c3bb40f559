"""DOC002, DOC003: the client's identifiers in the documents."""

from collections import defaultdict
from collections.abc import Iterator

from segur_check.case.clients import client_names
from segur_check.case.context import Context
from segur_check.case.control import Confidence, Outcome, Place, Problem, control
from segur_check.case.documents import ORDER, Document, legible
from segur_check.case.mends import MOST_MENDS, RIGHT, Mend, of_file
from segur_check.case.names import names_wholly
from segur_check.case.stated import confidence_in
from segur_check.dossier.request import Identifier
from segur_check.pieces.figures.client_evidence import identifier_evidence, second_pmsi
from segur_check.pieces.figures.evidence import Answer, Evidence
from segur_check.values.identifiers import SIREN_LENGTH, canonical, is_mistyped, plain
from segur_check.values.wording import Items, Noted, Quoted, Term, Value

# The documents that name their client.
_NAMING = (ORDER, "FACTURE", "VA", "MOM")


def _clients(context: Context) -> tuple[Identifier, ...]:
    """The client's identifiers of the JSON, before and after a merger."""
    who = context.line.beneficiaries
    moved = (*who.historiques, *([who.nouveau] if who.nouveau is not None else ()))
    return (
        *who.identifiers,
        *(identifier for former in moved for identifier in former.identifiers),
    )


def _expected(context: Context) -> dict[str, list[str]]:
    """The client's numbers in plain form, by type; the SIREN of a SIRET counts as one too."""
    numbers: dict[str, list[str]] = defaultdict(list)
    for identifier in _clients(context):
        number = canonical(identifier.text.value)
        # The supplier's own number is on all its documents, and tells no client.
        if number and number not in _supplier_numbers(context):
            numbers[identifier.kind].append(number)
            if identifier.kind == "SIRET":
                numbers["SIREN"].append(number[:SIREN_LENGTH])
    return numbers


def _supplier_numbers(context: Context) -> frozenset[str]:
    sirets = (context.file.siret or "", context.settings.file.fournisseur.siret)
    numbers = {plain(siret) for siret in sirets if siret}
    sirens = {number[:SIREN_LENGTH] for number in numbers}
    return frozenset(numbers | sirens)


def _evidence(context: Context) -> Iterator[tuple[Document, Evidence]]:
    """What each document says of its client."""
    expected = _expected(context)
    if not expected:
        return
    supplier = _supplier_numbers(context)
    for document in legible(context, *_NAMING):
        yield document, identifier_evidence(document.sheet, expected, strangers=supplier)


def _values(context: Context, document: Document, evidence: Evidence) -> dict[str, Value]:
    expected = tuple(
        Noted(Quoted(identifier.text.value), Term(identifier.kind))
        for identifier in dict.fromkeys(_clients(context))
    )
    values: dict[str, Value] = {
        "document": Term(document.kind),
        "file": Quoted(document.attachment.name),
        "expected": Items(expected),
    }
    if isinstance(evidence.shown, str):
        values["found"] = Quoted(evidence.shown)
    return values


def _places(context: Context, document: Document, evidence: Evidence) -> tuple[Place, ...]:
    first = next(iter(_clients(context)))
    return document.shows(evidence), Place(first.text.pointer)


def _mends(context: Context, document: Document, evidence: Evidence) -> tuple[Mend, ...]:
    """One of the client's numbers is the one that the document shows, or another document is joined.

    A false number is far from that of another client; it may be a near one, or that of the same name.
    """
    if not isinstance(evidence.shown, str):
        return ()
    shown, false = canonical(evidence.shown), _false_numbers(context)
    same_name = any(names_wholly(document.plain, name) for name in client_names(context))
    numbers = tuple(
        {client.text.pointer: shown}
        for client in _clients(context)[:MOST_MENDS]
        if client not in false or same_name or is_mistyped(client.text.plain, shown)
    )
    return (*numbers, {of_file(document.attachment.name): RIGHT})


def _false_numbers(context: Context) -> list[Identifier]:
    return [identifier for identifier, _ in context.line.beneficiaries.flawed]


def _is_near(context: Context, evidence: Evidence) -> bool:
    """Whether the number shown is a false one of the JSON but for a digit or two."""
    shown = canonical(evidence.shown) if isinstance(evidence.shown, str) else ""
    return any(is_mistyped(client.text.plain, shown) for client in _false_numbers(context))


@control("DOC002")
def another_client(context: Context) -> Iterator[Outcome]:
    """A document with the identifier of another client, and not that of the JSON.

    An order for a second FINESS PMSI, where the text asks for one order each, is told for information:
    it may name a neighbour or the support of a group of hospitals.
    """
    for document, evidence in _evidence(context):
        if evidence.answer is Answer.CONTRADICTED:
            values = _values(context, document, evidence)
            yield Problem(
                _places(context, document, evidence),
                values,
                variant="near" if _is_near(context, evidence) else "",
                confidence=confidence_in(evidence),
                mends=_mends(context, document, evidence),
            )
        elif evidence.answer is Answer.FOUND and document.kind == ORDER:
            yield from _second_pmsi(context, document)


def _second_pmsi(context: Context, document: Document) -> Iterator[Problem]:
    client, expected = context.corridor.client, _expected(context)
    if client is None or client.single_pmsi is None or not expected.get("FINESSPMSI"):
        return
    known = {number for numbers in expected.values() for number in numbers}
    evidence = second_pmsi(document.sheet, frozenset(known) | _supplier_numbers(context))
    if evidence is not None:
        yield Problem(
            _places(context, document, evidence),
            _values(context, document, evidence),
            variant="second",
            figure=client.single_pmsi,
            confidence=Confidence.PROBABLE,
        )


@control("DOC003")
def client_not_named(context: Context) -> Iterator[Outcome]:
    """A document without the client's identifier, and not surely with another's."""
    for document, evidence in _evidence(context):
        # A document that was not read whole may hold what was not found in it.
        if evidence.answer is Answer.ABSENT and (document.is_whole or evidence.shown is not None):
            yield Problem(
                _places(context, document, evidence),
                _values(context, document, evidence),
                variant="other" if isinstance(evidence.shown, str) else "",
                confidence=Confidence.PROBABLE,
                mends=_mends(context, document, evidence),
            )
