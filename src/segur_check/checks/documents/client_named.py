"""DOC002, DOC003: the client's identifiers in the documents."""

from collections.abc import Iterator

from segur_check.case.client_shown import (
    client_evidence,
    clients_told,
    number_of_another,
    numbers_told,
    other_client_named,
    replacing,
    supplier_numbers,
)
from segur_check.case.clients import client_names
from segur_check.case.context import Context
from segur_check.case.control import Confidence, Outcome, Place, Problem, control
from segur_check.case.documents import ORDER, Document, legible
from segur_check.case.mends import MOST_MENDS, Mend
from segur_check.case.names import names_wholly
from segur_check.case.stated import confidence_in
from segur_check.dossier.request import Identifier
from segur_check.pieces.figures.client_evidence import second_pmsi
from segur_check.pieces.figures.evidence import Answer, Evidence
from segur_check.values.identifiers import canonical, is_mistyped
from segur_check.values.wording import Items, Noted, Quoted, Term, Value

# The documents that name their client.
_NAMING = (ORDER, "FACTURE", "VA", "MOM")


def _evidence(context: Context) -> Iterator[tuple[Document, Evidence]]:
    """What each document says of its client."""
    for document in legible(context, *_NAMING):
        evidence = client_evidence(context, document)
        if evidence is not None:
            yield document, evidence


def _exchanged_with(context: Context, document: Document, evidence: Evidence) -> str | None:
    """The file of another request that shows this one's client, where `document` shows that one's."""
    if not isinstance(evidence.shown, str):
        return None
    shown, own = canonical(evidence.shown), _numbers(context)
    for request in context.file.requests:
        other = context.of(request)
        if request.index == context.line.index or shown not in _numbers(other):
            continue
        for theirs in legible(other, document.kind):
            number = number_of_another(other, theirs)
            if number is not None and canonical(number) in own:
                return theirs.attachment.name
    return None


def _numbers(context: Context) -> frozenset[str]:
    return frozenset(canonical(client.text.value) for client in clients_told(context))


def _values(context: Context, document: Document, evidence: Evidence) -> dict[str, Value]:
    expected = tuple(
        Noted(Quoted(identifier.text.value), Term(identifier.kind))
        for identifier in dict.fromkeys(clients_told(context))
    )
    values: dict[str, Value] = {
        "document": Term(document.kind),
        "file": Quoted(document.attachment.name),
        "expected": Items(expected),
    }
    if isinstance(evidence.shown, str):
        shown, name = Quoted(evidence.shown), other_client_named(context, document)
        values["found"] = shown if name is None else Noted(shown, Quoted(name))
    return values


def _both(document: Document, other: str) -> Items:
    """Two files that are exchanged, in one order whichever of them is told."""
    return Items(tuple(map(Quoted, sorted({document.attachment.name, other}))))


def _places(context: Context, document: Document, evidence: Evidence) -> tuple[Place, ...]:
    first = next(iter(clients_told(context)))
    return document.shows(evidence), Place(first.text.pointer)


def _mends(context: Context, document: Document, evidence: Evidence) -> tuple[Mend, ...]:
    """One of the client's numbers is the one that the document shows, or another document is joined.

    A false number is far from that of another client; it may be a near one, or that of the same name.
    Where the document names another client too, no number of the JSON mends it.
    """
    if not isinstance(evidence.shown, str):
        return ()
    if other_client_named(context, document) is not None:
        return replacing(document)
    shown, false = canonical(evidence.shown), _false_numbers(context)
    same_name = any(names_wholly(document.plain, name) for name in client_names(context))
    numbers = tuple(
        {client.text.pointer: shown}
        for client in clients_told(context)[:MOST_MENDS]
        if client not in false or same_name or is_mistyped(client.text.plain, shown)
    )
    return (*numbers, *replacing(document))


def _false_numbers(context: Context) -> list[Identifier]:
    return [identifier for identifier, _ in context.line.beneficiaries.flawed]


def _variant(context: Context, evidence: Evidence, other: str | None) -> str:
    """Two files in each other's place, a number but for a digit or two, or else another client."""
    if other is not None:
        return "exchanged"
    return "near" if _is_near(context, evidence) else ""


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
            other = _exchanged_with(context, document, evidence)
            values = _values(context, document, evidence)
            if other is not None:
                values["files"] = _both(document, other)
            yield Problem(
                _places(context, document, evidence),
                values,
                variant=_variant(context, evidence, other),
                confidence=confidence_in(evidence),
                mends=_mends(context, document, evidence),
            )
        elif evidence.answer is Answer.FOUND and document.kind == ORDER:
            yield from _second_pmsi(context, document)


def _second_pmsi(context: Context, document: Document) -> Iterator[Problem]:
    client, expected = context.corridor.client, numbers_told(context)
    if client is None or client.single_pmsi is None or not expected.get("FINESSPMSI"):
        return
    known = {number for numbers in expected.values() for number in numbers}
    evidence = second_pmsi(document.sheet, frozenset(known) | supplier_numbers(context))
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
            other = _exchanged_with(context, document, evidence)
            values = _values(context, document, evidence)
            if other is not None:
                values["files"] = _both(document, other)
            elsewhere = "other" if other is None else "exchanged"
            yield Problem(
                _places(context, document, evidence),
                values,
                variant=elsewhere if isinstance(evidence.shown, str) else "",
                confidence=Confidence.PROBABLE,
                mends=_mends(context, document, evidence),
            )
