"""Two sides that differ: the JSON and a document, a solde and its avance, what was found and what is expected."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from segur_check.report import Finding, Location
from segur_check.reporters.words import word
from segur_check.values.fields import field_name

_LABELLED = re.compile(r"\(([^()]*)\)\Z")
# Where less than this of two values is the same, marking signs one by one tells nothing.
_LEAST_ALIKE = 0.4
_LONGEST = 300  # signs; longer values are left unmarked: the comparison takes their product in time

Spans = list[tuple[int, int]]
"""Where a value differs from the other: begin and end, in signs."""


class Side(Struct, frozen=True):
    """What one side says: how it is called, and its values, one per line."""

    name: str
    values: tuple[str, ...]


def two_sides(finding: Finding, lang: str) -> tuple[Side, Side] | None:
    """The two sides of a finding, the JSON first; None where it has but one.

    What was found stands at its first place, what was expected at the first place elsewhere. A place
    that quotes what stands there must quote that value: else the finding is about something else.
    """
    if not finding.locations or not finding.found or not finding.expected:
        return None
    first, *others = finding.locations
    there = [at for at in others if at.file != first.file]
    if not there:
        there = [
            at for at in others if at.pointer != first.pointer and at.pointer and first.pointer
        ]
    here = [at for at in finding.locations if at not in there]
    quoting = any(at.excerpt is not None for at in (*here, *there))
    pairs = ((finding.found, here), (finding.expected, there))
    if not there or not quoting or not all(_is_quoted(value, places) for value, places in pairs):
        return None
    names = (_name(first, there[0], lang), _name(there[0], first, lang))
    found, expected = _values(finding.found, finding.expected)
    left, right = Side(names[0], found), Side(names[1], expected)
    return (left, right) if first.pointer else (right, left)


def differences(one: str, other: str) -> tuple[Spans, Spans]:
    """Where two values differ, their labels aside; nothing where they have too little in common."""
    one, other = _LABELLED.sub("", one).rstrip(), _LABELLED.sub("", other).rstrip()
    if one == other or max(len(one), len(other)) > _LONGEST:
        return [], []
    if len(one) == len(other):  # as two SIRET: place by place, as a person compares them
        spans = [(at, at + 1) for at in range(len(one)) if one[at] != other[at]]
        alike = 1 - len(spans) / len(one)
        return (spans, spans) if alike >= _LEAST_ALIKE else ([], [])
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.ratio() < _LEAST_ALIKE:
        return [], []
    changed = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    left = [(begin, end) for _, begin, end, _, _ in changed if end > begin]
    right = [(begin, end) for _, _, _, begin, end in changed if end > begin]
    return left, right


def _is_quoted(value: str, places: Sequence[Location]) -> bool:
    """Whether one of the places that quote something quotes a part of the value; True where none quotes."""
    quotations = [at for at in places if at.excerpt is not None]
    parts = [_signs(_LABELLED.sub("", part)) for part in value.split(", ")]
    return not quotations or any(
        _agree(part, at.excerpt or "", exact=at.pointer is not None)
        for at in quotations
        for part in parts
    )


def _agree(part: str, excerpt: str, *, exact: bool) -> bool:
    """Whether an excerpt shows a value: the JSON writes its own form of it, a document a line around it."""
    if exact:  # 2022-06-13 for 13/06/2022, 431 for 431,00: the same figures but for zeros
        return sorted(part.replace("0", "")) == sorted(_signs(excerpt).replace("0", ""))
    return bool(part) and part in _signs(excerpt)


def _signs(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _name(at: Location, other: Location, lang: str) -> str:
    base = re.split(r"[/\\]", at.file)[-1]
    if at.pointer is None:
        return f"{base}, {word(lang, 'page', page=at.page)}" if at.page else base
    if other.pointer is None:
        return "JSON"
    name = field_name(at.pointer, lang)
    return name if at.file == other.file and name else base


def _values(found: str, expected: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The values of both sides line by line, where each has its label on both: HT, TVA, TTC."""
    left, right = found.split(", "), expected.split(", ")
    labels = [
        (one and one[1], other and other[1])
        for one, other in zip(
            map(_LABELLED.search, left), map(_LABELLED.search, right), strict=False
        )
    ]
    if len(left) == len(right) and all(one and one == other for one, other in labels):
        return tuple(left), tuple(right)
    return (found,), (expected,)
