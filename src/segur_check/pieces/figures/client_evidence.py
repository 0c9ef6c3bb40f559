"""What a document says of its client's identifiers: one of the expected, or another one's."""

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from segur_check.pieces.figures.evidence import Answer, Evidence, answer_at
from segur_check.pieces.figures.layout import Line
from segur_check.pieces.figures.named_numbers import FINESS, RPPS, SIRET, named_numbers
from segur_check.pieces.figures.sheet import Sheet
from segur_check.values.pattern import Pattern

# Whose number it is, where it is not the client's.
_STRANGER = Pattern(
    r"conseil|reference|hebergeu|banque|fournisseur|editeur|prestataire|formateur|intervenant|partenaire"
    r"|ils nous font|correspondant|formation declaree|redacteur|auteur|assureur|siege social|\bght\b|groupement|etablissement support|payeur"
)
_FINESS_KINDS = (
    ("FINESSPMSI", Pattern(r"pmsi")),
    ("FINESSJuridique", Pattern(r"juridi|\bej\b|entite j|\bj\b")),
    ("FINESSGeo", Pattern(r"geo|\bet\b|etablissement|\bsite\b|\bg\b")),
)
# An empty place for the FINESS: the number that follows is another one.
_EMPTY_PLACE = Pattern(r"[.\u2026_]{4}")
_KINDS_OF_FINESS = frozenset(kind for kind, _ in _FINESS_KINDS)
_ENTITY_AND_SITE = frozenset({"FINESSJuridique", "FINESSGeo"})
_RPPS_LENGTH = 11


class _Named(Struct, frozen=True):
    """An identifier of a document under the name of one: "RPPS", "FINESS", or a FINESS's kind."""

    value: str
    kind: str
    line: Line
    start: int


def identifier_evidence(
    sheet: Sheet, expected: Mapping[str, Iterable[str]], *, strangers: frozenset[str] = frozenset()
) -> Evidence:
    """What a document says of its client: one of the expected numbers, or another one's.

    Args:
        sheet: the document.
        expected: the client's numbers in plain form, by the kind the texts give them.
        strangers: numbers in plain form that are nobody's client: the supplier's.

    An identifier contradicts when the document names it as one of a kind that the JSON gives, and
    shows none of the expected. One of another kind, or a FINESS that does not say of which kind it is where the JSON does not give
    them all, may be the same client's: absent, with the number shown.
    """
    wanted = [number for numbers in expected.values() for number in numbers]
    hits = {number: at for number in wanted if (at := _standing(sheet, number)) is not None}
    others = [one for one in _named(sheet) if one.value not in {*wanted, *strangers}]
    for one in others:
        if _contradicts(one, expected, hits):
            return answer_at(Answer.CONTRADICTED, one.line, one.start, one.value)
    missing = {one.kind for one in others} & {
        kind for kind, numbers in expected.items() if set(numbers) - hits.keys()
    }
    if hits and not missing:
        return next(iter(hits.values()))
    if others:
        return answer_at(Answer.ABSENT, others[0].line, others[0].start, others[0].value)
    return Evidence(Answer.ABSENT)


def _contradicts(
    one: "_Named", expected: Mapping[str, Iterable[str]], hits: Mapping[str, Evidence]
) -> bool:
    """Whether a number that is not expected stands in the place of one that is, nowhere to be seen.

    A FINESS that does not say of which kind it is may be the entity of a site: of the same
    department, it is held against a JSON that gives both alone.
    """
    if hits:
        return False  # the support hospital of the site, the doctor who signs for it
    if one.kind != FINESS:
        return bool(set(expected.get(one.kind, ())))
    by_kind = {kind: set(numbers) for kind, numbers in expected.items() if kind in _KINDS_OF_FINESS}
    numbers = set().union(*by_kind.values())
    if not numbers:
        return False
    given = {kind for kind, some in by_kind.items() if some}
    return given >= _ENTITY_AND_SITE or all(number[:2] != one.value[:2] for number in numbers)


def _standing(sheet: Sheet, number: str) -> Evidence | None:
    """Where a number stands, in any of the ways to space it, bounded."""
    if number.lower() not in sheet.run_together:
        return None
    spaced = "[ .]?".join(map(re.escape, number))
    # The national identifier of a person is 8 and the RPPS.
    leading = "(?:8[ .]?)?" if len(number) == _RPPS_LENGTH else ""
    pattern = Pattern(rf"(?<!\w){leading}{spaced}(?!\d)", re.IGNORECASE)
    for line in (*sheet.lines, *sheet.flowing):
        met = pattern.search(line.text)
        if met is not None:
            return answer_at(Answer.FOUND, line, met.start(), number)
    return None


def _named(sheet: Sheet) -> Iterator[_Named]:
    """The RPPS and FINESS that a document calls by that name, strangers' left out."""
    for one in named_numbers(sheet.lines):
        if one.kind == SIRET or _STRANGER.search(one.line.flat[: one.start]):
            continue
        if one.kind == RPPS:
            yield _Named(one.value, RPPS, one.line, one.start)
        elif not _EMPTY_PLACE.search(one.label):
            yield _Named(one.value, _finess_kind(one.label), one.line, one.start)


def _finess_kind(label: str) -> str:
    said = [kind for kind, words in _FINESS_KINDS if words.search(label)]
    return said[0] if len(said) == 1 else FINESS
