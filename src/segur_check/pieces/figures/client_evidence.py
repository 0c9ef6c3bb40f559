"""Whether a document shows its client's identifiers, or those of someone else."""

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from segur_check.pieces.figures.evidence import Answer, Evidence, answer_at
from segur_check.pieces.figures.layout import Line
from segur_check.pieces.figures.named_numbers import FINESS, RPPS, SIRET, named_numbers
from segur_check.pieces.figures.sheet import Sheet
from segur_check.values.pattern import Pattern

# Whose number it is, when it is not the client's.
_STRANGER = Pattern(
    r"conseil|reference|hebergeu|banque|fournisseur|editeur|prestataire|formateur|intervenant|partenaire"
    r"|ils nous font|correspondant|formation declaree|redacteur|auteur|assureur|siege social|\bght\b|groupement|etablissement support|payeur"
)
_FINESS_KINDS = (
    ("FINESSPMSI", Pattern(r"pmsi")),
    ("FINESSJuridique", Pattern(r"juridi|\bej\b|entite j|\bj\b")),
    ("FINESSGeo", Pattern(r"geo|\bet\b|etablissement|\bsite\b|\bg\b")),
)
# A blank left for the FINESS: the number that follows is something else.
_EMPTY_PLACE = Pattern(r"[.\u2026_]{4}")
_KINDS_OF_FINESS = frozenset(kind for kind, _ in _FINESS_KINDS)
_ENTITY_AND_SITE = frozenset({"FINESSJuridique", "FINESSGeo"})
_RPPS_LENGTH = 11


class _Identifier(Struct, frozen=True):
    """An identifier that a document names: `kind` is "RPPS", "FINESS", or which FINESS it is."""

    value: str
    kind: str
    line: Line
    start: int


def identifier_evidence(
    sheet: Sheet, expected: Mapping[str, Iterable[str]], *, strangers: frozenset[str] = frozenset()
) -> Evidence:
    """What a document says of its client's identifiers.

    Args:
        sheet: the document.
        expected: the client's identifiers in plain form, by the name of their kind in the JSON.
        strangers: identifiers in plain form that are never the client's: the supplier's.

    An identifier contradicts when the document says it is of a kind that the JSON gives, and shows
    none of those expected. An identifier of another kind may be the same client's, and so may a FINESS
    of no stated kind when the JSON does not give every kind: the answer is then absent, with the
    identifier shown.
    """
    known = [number for numbers in expected.values() for number in numbers]
    hits = {number: evidence for number in known if (evidence := _where(sheet, number)) is not None}
    others = [
        identifier
        for identifier in _named_identifiers(sheet)
        if identifier.value not in {*known, *strangers}
    ]
    for other in others:
        if _contradicts(other, expected, hits):
            return answer_at(Answer.CONTRADICTED, other.line, other.start, other.value)
    missing_kinds = {kind for kind, numbers in expected.items() if set(numbers) - hits.keys()}
    if hits and missing_kinds.isdisjoint(other.kind for other in others):
        return next(iter(hits.values()))
    if others:
        first = others[0]
        return answer_at(Answer.ABSENT, first.line, first.start, first.value)
    return Evidence(Answer.ABSENT)


def second_pmsi(sheet: Sheet, known: frozenset[str]) -> Evidence | None:
    """Where a document calls FINESS PMSI a number that is none of these, and one that is; None elsewhere."""
    pmsi = [one for one in _named_identifiers(sheet) if one.kind == "FINESSPMSI"]
    second = next((one for one in pmsi if one.value not in known), None)
    if second is None or all(one.value not in known for one in pmsi):
        return None
    return answer_at(Answer.CONTRADICTED, second.line, second.start, second.value)


def _contradicts(
    other: _Identifier, expected: Mapping[str, Iterable[str]], hits: Mapping[str, Evidence]
) -> bool:
    """Whether an identifier stands where the client's should, and the client's stand nowhere.

    A FINESS of no stated kind may be that of the entity that a site belongs to. In the department of
    the client, it therefore contradicts only a JSON that gives both.
    """
    if hits:
        return False  # the support hospital of the site, the doctor who signs for it
    if other.kind != FINESS:
        return bool(set(expected.get(other.kind, ())))
    by_kind = {kind: set(numbers) for kind, numbers in expected.items() if kind in _KINDS_OF_FINESS}
    client_numbers = set().union(*by_kind.values())
    if not client_numbers:
        return False
    kinds_in_json = {kind for kind, numbers in by_kind.items() if numbers}
    if kinds_in_json >= _ENTITY_AND_SITE:
        return True
    department = other.value[:2]
    return all(number[:2] != department for number in client_numbers)


def _where(sheet: Sheet, number: str) -> Evidence | None:
    """Where a whole number stands, however its digits are spaced."""
    if number.lower() not in sheet.run_together:
        return None
    spaced = "[ .]?".join(map(re.escape, number))
    # The national identifier of a person is an 8 followed by the RPPS.
    leading = "(?:8[ .]?)?" if len(number) == _RPPS_LENGTH else ""
    pattern = Pattern(rf"(?<!\w){leading}{spaced}(?!\d)", re.IGNORECASE)
    for line in (*sheet.lines, *sheet.flowing):
        match = pattern.search(line.text)
        if match is not None:
            return answer_at(Answer.FOUND, line, match.start(), number)
    return None


def _named_identifiers(sheet: Sheet) -> Iterator[_Identifier]:
    """The RPPS and FINESS that a document calls by that name, without those of strangers."""
    for number in named_numbers(sheet.lines):
        if number.kind == SIRET or _STRANGER.search(number.line.flat[: number.start]):
            continue
        if number.kind == RPPS:
            yield _Identifier(number.value, RPPS, number.line, number.start)
        elif not _EMPTY_PLACE.search(number.label):
            kind = _finess_kind(number.label)
            yield _Identifier(number.value, kind, number.line, number.start)


def _finess_kind(label: str) -> str:
    """Which FINESS a label names; "FINESS" when it names no kind, or several."""
    kinds = [kind for kind, words in _FINESS_KINDS if words.search(label)]
    return kinds[0] if len(kinds) == 1 else FINESS
