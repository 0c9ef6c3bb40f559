"""DOC025: what a completion statement must say."""

import re
from collections.abc import Iterator

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
from segur_check.case.names import names_wholly
from segur_check.pieces.figures.written import dates_in
from segur_check.pieces.words.text import identifiers_in
from segur_check.values.identifiers import canonical, plain
from segur_check.values.pattern import Pattern
from segur_check.values.wording import Items, Quoted, Term, Value

STATEMENT = "ATTESTATION_FIN_PRESTATION"
_SIREN_LENGTH = 9

_LABELLED_NUMBER = Pattern(
    r"\b(?:dossier asp|demande de financement|(?:numero|n°) (?:de )?(?:dossier|demande|asp))\b"
    r"[^a-z0-9]{0,200}(?:[a-z]{1,6}[-_/ ]?)?\d"
)
# What has digits and is no file number: an amount, an article, a telephone, a postal code.
_OTHER_DIGITS = Pattern(
    r"\d[\d ]{0,15}[.,]\d\d ?(?:€|eur)|(?:\+33|\b0)[ .]?\d(?:[ .]?\d\d){4}\b|\b\d{5} [a-z]|\bfr ?\d\d ?\d{3}"
    r"|(?:siren|siret|rpps|finess\w*|iban|tva|capital|referencement)[^\d]{0,30}[\d ]{4,}"
)
_NUMBER = Pattern(r"\b[a-z]{0,6}[-_]?\d(?:[-_]?\d){3,40}\b")
_DATED = Pattern(
    r"\b(?:fait|date|signe\w*)\W{0,3}(?:\w+\W{1,3}){0,6}\Z|(?<!avant )(?<!apres )(?<!depuis )\ble\W{0,2}\Z"
)
_BEFORE_DATE = 60
# The sentence of the model that some clients got no prestation, and the box that goes with it.
_SOME_ARE_NOT = Pattern(r"n'ont pas pu beneficier")
_TICK = Pattern(r"(?:[\u2611\u2612\u2713\u2714]|[\[(] ?x ?[\])])")


@control("DOC025")
def statement_incomplete(context: Context) -> Iterator[Outcome]:
    """A completion statement without supplier, file number, date, or list of clients."""
    supplier = context.settings.file.fournisseur.raison_sociale
    for statement in legible(context, STATEMENT):
        if not statement.is_whole:
            continue
        named = _names_supplier(context, statement)
        missing = [
            name
            for name, is_there in (
                ("supplier", named or not supplier),
                ("file-number", _has_file_number(statement)),
                ("date", _is_dated(context, statement)),
                ("clients", _lists_clients(context, statement)),
            )
            if not is_there
        ]
        values: dict[str, Value] = {"file": Quoted(statement.attachment.name)}
        if missing:
            found = values | {"missing": Items(tuple(Term(f"mention.{name}") for name in missing))}
            yield Problem(statement.at(), found, confidence=Confidence.PROBABLE)
        if not (supplier or named):
            yield NotChecked(NotCheckedKind.NOT_GIVEN, "supplier", values)


def _names_supplier(context: Context, statement: Document) -> bool:
    supplier = context.settings.file.fournisseur
    siren = plain(supplier.siret)[:_SIREN_LENGTH]
    numbered = len(siren) == _SIREN_LENGTH and siren in re.sub(r"\D", "", statement.plain)
    return numbered or names_wholly(statement.plain, supplier.raison_sociale)


def _has_file_number(statement: Document) -> bool:
    """Whether a number stands after its label, or anywhere that is no other number."""
    if statement.says(_LABELLED_NUMBER):
        return True
    text = statement.plain
    for day in reversed([*dates_in(text)]):
        text = f"{text[: day.start]} {text[day.end :]}"
    others = identifiers_in(text)
    left = _OTHER_DIGITS.sub(" ", text)
    return any(canonical(met[0]) not in others for met in _NUMBER.finditer(left))


def _is_dated(context: Context, statement: Document) -> bool:
    """Whether a date stands in it that is no closing, which the model itself prints."""
    table, text = context.corridor, statement.plain
    bounds = (table.completion and table.completion.ends, table.closing("solde"))
    printed = {bound.on for bound in bounds if bound}
    return any(
        day.value not in printed or _DATED.search(text[: day.start][-_BEFORE_DATE:])
        for day in dates_in(text)
    )


def _lists_clients(context: Context, statement: Document) -> bool:
    """Whether the clients that got no prestation are listed, where some are said to be so."""
    completion = context.corridor.completion
    if completion is None or completion.lists_clients is None:
        return True
    there = identifiers_in(statement.text)
    told = {canonical(number) for number in context.dossier.file.non_installes}
    if told:
        return told <= there
    met = _SOME_ARE_NOT.search(statement.plain)
    said = met is not None and _TICK.search(statement.plain[: met.start()][-250:]) is not None
    siret = plain(context.settings.file.fournisseur.siret)
    return not said or bool(there - {siret})
