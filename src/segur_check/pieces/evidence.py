"""What a document says of a value of the JSON: found, contradicted, absent, or not checkable.

A figure is contradicted only when the document shows, under the same label, another value, one
alone, and nowhere the expected one. Where it shows several, nobody can tell which is the Ségur's.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import combinations

from msgspec import Struct

from segur_check.pieces.labels import FRENCH_RATES, DayLabel, Label, Labelled, heading_above
from segur_check.pieces.layout import Line
from segur_check.pieces.sheet import FORM, Sheet
from segur_check.pieces.text import flat, numbers_in


class Answer(StrEnum):
    """The four answers of a document about a value."""

    FOUND = "found"
    CONTRADICTED = "contradicted"
    ABSENT = "absent"
    UNCHECKABLE = "uncheckable"


class Evidence(Struct, frozen=True):
    """An answer, the other value that the document shows, and where; `page` counts from 1.

    `sure`: a form field says it, no reading of a page. `page` None: not told.
    """

    answer: Answer
    shown: Decimal | date | str | None = None
    page: int | None = None
    excerpt: str = ""
    sure: bool = False


_PARTS_MOST = 10
_EXEMPT = re.compile(
    r"tva non applicable|293 ?b\b|exoner\w+ de (?:la )?tva|autoliquidation|art(?:icle|\.) ?294"
)


def _at(answer: Answer, line: Line, start: int, shown: Decimal | date | str | None) -> Evidence:
    page = None if line.page == FORM else line.page
    return Evidence(answer, shown, page, line.excerpt(start), sure=line.page == FORM)


def amount_evidence(sheet: Sheet, label: Label, expected: Decimal) -> Evidence:
    """What a document says of an amount in euros under a label."""
    hits = [
        one for one in sheet.amounts if one.amount.may_be(expected) or one.amount.may_be(-expected)
    ]
    if hits:
        hit = next((one for one in hits if one.label is label), hits[0])
        return _at(Answer.FOUND, hit.line, hit.amount.start, expected)
    if expected in sheet.also:
        return Evidence(Answer.FOUND, expected)
    prices = sheet.prices(label)
    if not prices:
        return Evidence(Answer.ABSENT)
    whole = sheet.recapitulated(label)
    if whole is not None:
        return _at(Answer.CONTRADICTED, whole.line, whole.amount.start, whole.amount.value)
    first = prices[0]
    unclear = sheet.has_others and not first.segur
    unclear |= any(one.unsure and one.label is label for one in sheet.amounts)
    several = len({one.amount.value for one in prices}) > 1
    if unclear or several or _made_of(sheet, label, expected, first):
        return Evidence(Answer.UNCHECKABLE, None, first.page, first.excerpt)
    return _at(Answer.CONTRADICTED, first.line, first.amount.start, first.amount.value)


def _made_of(sheet: Sheet, label: Label, expected: Decimal, shown: Labelled) -> bool:
    """Whether an amount is what the document shows times a quantity, or the sum of its lines."""
    value = shown.amount.value
    if value > 0 and expected % value == 0:
        times = f"{expected // value:f}"
        if re.search(rf"(?<![\d.,]){times}(?![\d.,])", shown.line.text):
            return True
    parts = {one.amount.value for one in sheet.amounts if one.label is label and not one.total}
    some = sorted(parts)[:_PARTS_MOST]
    return any(
        sum(chosen) == expected
        for size in range(2, len(some) + 1)
        for chosen in combinations(some, size)
    )


def rate_evidence(sheet: Sheet, expected: Decimal) -> Evidence:
    """What a document says of the rate of VAT, in percent."""
    said = [one for one in sheet.rates if one.of_vat]
    values = {one.value for one in said}
    hit = next((one for one in said if one.value == expected), None)
    if hit is not None:
        return _at(Answer.FOUND, hit.line, hit.start, expected)
    exempt = next((line for line in sheet.flowing if _EXEMPT.search(line.flat)), None)
    if expected == 0 and (exempt or _no_vat(sheet)):
        return Evidence(
            Answer.UNCHECKABLE if values else Answer.FOUND, None if values else expected
        )
    if any(one.value == expected for one in sheet.rates):
        return Evidence(Answer.UNCHECKABLE)
    if not values and exempt is not None:
        return _at(Answer.CONTRADICTED, exempt, 0, Decimal(0))
    # Of several rates, that of the line that names the Ségur.
    said = [one for one in said if one.segur] or said
    values = {one.value for one in said}
    if len(values) == 1 and values <= FRENCH_RATES and not (exempt and _no_vat(sheet)):
        return _at(Answer.CONTRADICTED, said[0].line, said[0].start, said[0].value)
    return Evidence(Answer.UNCHECKABLE if values else Answer.ABSENT)


def _no_vat(sheet: Sheet) -> bool:
    """Whether the VAT shown is of no euro."""
    shown = {one.amount.value for one in sheet.prices(Label.VAT)}
    return shown == {Decimal(0)}


def date_evidence(sheet: Sheet, expected: date, *labels: DayLabel) -> Evidence:
    """What a document says of a date; the labels in the order of their weight."""
    hits = [one for one in sheet.days if one.value == expected]
    if hits:
        return _at(Answer.FOUND, hits[0].line, hits[0].start, expected)
    if expected in sheet.also_days:
        return Evidence(Answer.FOUND, expected)
    for label in labels:
        said = [one for one in sheet.days if one.label is label]
        if len({one.value for one in said}) == 1:
            return _at(Answer.CONTRADICTED, said[0].line, said[0].start, said[0].value)
        if said:
            return Evidence(Answer.UNCHECKABLE, None, said[0].page, said[0].excerpt)
    return Evidence(Answer.ABSENT)


_FINESS_KINDS = (
    ("FINESSPMSI", re.compile(r"pmsi")),
    ("FINESSJuridique", re.compile(r"juridi|\bej\b|entite j|\bj\b")),
    ("FINESSGeo", re.compile(r"geo|\bet\b|etablissement|\bsite\b|\bg\b")),
)
_FINESS = frozenset(kind for kind, _ in _FINESS_KINDS)
_ENTITY_AND_SITE = frozenset({"FINESSJuridique", "FINESSGeo"})
_RPPS_LENGTH, _FINESS_LENGTH = 11, 9


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

    An identifier contradicts when the document names it as one of a kind that the JSON gives. One
    of another kind, or a FINESS that does not say of which kind it is where the JSON does not give
    them all, may be the same client's: absent, with the number shown.
    """
    wanted = [number for numbers in expected.values() for number in numbers]
    hits = {number: at for number in wanted if (at := _standing(sheet, number)) is not None}
    others = [one for one in _named(sheet) if one.value not in {*wanted, *strangers}]
    for one in others:
        if _contradicts(one, expected, hits):
            return _at(Answer.CONTRADICTED, one.line, one.start, one.value)
    missing = {one.kind for one in others} & {
        kind for kind, numbers in expected.items() if set(numbers) - hits.keys()
    }
    if hits and not missing:
        return next(iter(hits.values()))
    if others:
        return _at(Answer.ABSENT, others[0].line, others[0].start, others[0].value)
    return Evidence(Answer.ABSENT)


def _contradicts(
    one: "_Named", expected: Mapping[str, Iterable[str]], hits: Mapping[str, Evidence]
) -> bool:
    """Whether a number that is not expected stands in the place of one that is, nowhere to be seen.

    A FINESS that does not say of which kind it is may be the entity of a site: of the same
    department, it is held against a JSON that gives both alone.
    """
    if one.kind != "FINESS":
        numbers = set(expected.get(one.kind, ()))
        return bool(numbers) and not numbers & hits.keys()
    by_kind = {kind: set(numbers) for kind, numbers in expected.items() if kind in _FINESS}
    numbers = set().union(*by_kind.values())
    if not numbers or numbers & hits.keys():
        return False
    given = {kind for kind, some in by_kind.items() if some}
    return given >= _ENTITY_AND_SITE or all(number[:2] != one.value[:2] for number in numbers)


def _standing(sheet: Sheet, number: str) -> Evidence | None:
    """Where a number stands, in any of the ways to space it, bounded."""
    pattern = re.compile(rf"(?<!\w){'[ .]?'.join(map(re.escape, number))}(?!\d)", re.IGNORECASE)
    for line in (*sheet.lines, *sheet.flowing):
        met = pattern.search(line.text)
        if met is not None:
            return _at(Answer.FOUND, line, met.start(), number)
    return None


def _named(sheet: Sheet) -> list[_Named]:
    """The RPPS and FINESS that a document calls by that name."""
    found = []
    for index, line in enumerate(sheet.lines):
        done = 0
        for number in numbers_in(line.text):
            before = line.flat[done : number.start]
            done = number.end
            name = _name(before) or _name(
                heading_above(sheet.lines, index, number.start, number.end)
            )
            if name and len(number.value) == (_RPPS_LENGTH if name == "RPPS" else _FINESS_LENGTH):
                found.append(_Named(number.value, name, line, number.start))
    return found


def _name(text: str) -> str:
    plain = flat(text)
    at_finess, at_rpps = plain.rfind("finess"), plain.rfind("rpps")
    if at_rpps > at_finess:
        return "RPPS"
    if at_finess < 0:
        return ""
    said = [kind for kind, words in _FINESS_KINDS if words.search(plain[at_finess:])]
    return said[0] if len(said) == 1 else "FINESS"
