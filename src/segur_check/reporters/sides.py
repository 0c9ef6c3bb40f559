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
_LEAST_ALIKE, _LEAST_ALIKE_WORDS = 0.5, 0.8
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
    first, *others = finding.locations
    there = [at for at in others if at.file != first.file]
    if not there:
        there = [
            at for at in others if at.pointer != first.pointer and at.pointer and first.pointer
        ]
    if not there or not finding.found or not finding.expected:
        return None
    here = [at for at in finding.locations if at not in there]
    quoting = [at for at in (*here, *there) if at.excerpt is not None]
    pairs = ((finding.found, here), (finding.expected, there))
    if not quoting or not all(_is_quoted(value, places) for value, places in pairs):
        return None
    names = (_name(first, there[0], lang), _name(there[0], first, lang))
    found, expected = _values(finding.found, finding.expected)
    if len(found) != len(expected):
        return None
    left, right = Side(names[0], found), Side(names[1], expected)
    return (left, right) if first.pointer else (right, left)


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
        return word(lang, "the_json")
    name = field_name(at.pointer, lang)
    return name if at.file == other.file and name else base


def _values(found: str, expected: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The values of both sides line by line, where each has its label on both: HT, TVA, TTC.

    Of identifiers one side may give several: they are as many lines as that.
    """
    left, right = found.split(", "), expected.split(", ")
    of_left, of_right = (
        [label[1] if (label := _LABELLED.search(part)) else "" for part in side]
        for side in (left, right)
    )
    if of_left == of_right and all(of_left):
        return tuple(left), tuple(right)
    several = len(right) > 1 and all(of_right)
    return (found,), tuple(right) if several else (expected,)


def differences(one: str, other: str) -> tuple[Spans, Spans]:
    """Where two values differ; nothing where they have too little in common for it to tell anything.

    Sign by sign for figures of one length, as 358,33 and 385,33; else what is put in or left out.
    """
    one, other = _LABELLED.sub("", one).rstrip(), _LABELLED.sub("", other).rstrip()
    if max(len(one), len(other)) > _LONGEST:
        return [], []
    if len(one) == len(other) and any(map(str.isdigit, one)):
        pairs = enumerate(zip(one, other, strict=True))
        spans = [(rank, rank + 1) for rank, (left, right) in pairs if left != right]
        return (spans, spans) if len(spans) <= len(one) * (1 - _LEAST_ALIKE) else ([], [])
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.ratio() < _LEAST_ALIKE_WORDS:
        return [], []
    changed = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    left_spans = [(begin, end) for _, begin, end, _, _ in changed if end > begin]
    right_spans = [(begin, end) for _, _, _, begin, end in changed if end > begin]
    return left_spans, right_spans
