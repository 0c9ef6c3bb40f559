"""Codes that a document shows beside their label: the number of an invoice, that of a solution.

A code is compared by its letters and digits alone. Where several are shown under one label, nobody
can tell which is meant.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from segur_check.pieces.figures.evidence import Answer, Evidence, answer_at
from segur_check.pieces.figures.headings import heading_above
from segur_check.pieces.figures.layout import Line
from segur_check.pieces.figures.written import dates_in
from segur_check.values.pattern import Pattern
from segur_check.values.text import without_accents

NUMBER_SIGN = r"(?:n ?°|numero\b|num\b\.?|no\b\.?|nr\b\.?|n\b\.|#|number\b)"
"""What stands for "number" in a label, in lower case without accents."""

# "EP24-0933", "EP 24 0933", "2024/0933"; at the end of its cell, or before a word.
_CODE = Pattern(
    r"(?:(?!(?:pages?|code|ref|bdc?|bc|cde|date|le|du|tel|fax|rcs|tva|lot|ans)\b)[a-z]{1,5}[ ./_-]{0,3}){0,2}"
    r"[\w./-]*\d[\w./-]*(?: [\w./-]*\d[\w./-]*){0,4}"
    r"(?=\W*\Z|  | ?[,;|(:]| [^\W\d_]| [-\u2013\u2014](?: |\Z))"
)
_BEFORE_VALUE = Pattern(r"[\s:.\u2026_]*")
_FIGURE_AFTER = Pattern(r",\d| ?(?:€|%|euros?\b|eur\b)")
_NO_CODE = Pattern(r"(?:19|20)\d\d|\d{1,3} ?/ ?\d{1,3}")  # a year, the number of a page
_LETTERS_AND_DIGITS = re.compile(r"[a-z0-9]+")
_LONGEST = 40


class LabelledCode(Struct, frozen=True):
    """A code, as it is written in lower case without accents, and where it stands."""

    value: str
    line: Line
    start: int

    @property
    def plain(self) -> str:
        """Its letters and digits."""
        return plain_code(self.value)


def plain_code(code: str) -> str:
    """The letters and digits of a code, in lower case without accents."""
    return "".join(_LETTERS_AND_DIGITS.findall(without_accents(code)))


def same_code(one: str, other: str) -> bool:
    """Whether two plain codes are the same: a prefix that only one has changes nothing."""
    return one.endswith(other) or other.endswith(one)


def code_after(line: Line, label_end: int) -> LabelledCode | None:
    """The code that follows a label on its line; None where a date, a year or an amount does."""
    blanks = _BEFORE_VALUE.match(line.flat, label_end)
    start = blanks.end() if blanks is not None else label_end
    match = _CODE.match(line.flat, start)
    if match is None or _FIGURE_AFTER.match(line.flat, match.end()):
        return None
    end = min((start + day.start for day in dates_in(match[0])), default=match.end())
    value = line.flat[start:end].strip(" ./-")
    has_digit = any(sign.isdigit() for sign in value)
    if not has_digit or len(value) > _LONGEST or _NO_CODE.fullmatch(value):
        return None
    return LabelledCode(value, line, start)


def codes_below(lines: Sequence[Line], index: int, label: Pattern) -> Iterator[LabelledCode]:
    """The codes of a line that stand in a column whose heading is this label."""
    line = lines[index]
    for cell in line.cells:
        heading = heading_above(lines, index, cell.start, cell.end).strip()
        code = code_after(line, cell.start) if label.fullmatch(heading) else None
        if code is not None:
            yield code


def code_evidence(plain_document: str, shown: Iterable[LabelledCode], expected: str) -> Evidence:
    """What a document says of a code; `plain_document` is its whole text, in plain words on one line."""
    wanted, codes = plain_code(expected), [*shown]
    if not wanted:
        return Evidence(Answer.UNCHECKABLE)
    if _stands(plain_document, wanted) or any(same_code(code.plain, wanted) for code in codes):
        return Evidence(Answer.FOUND, expected)
    if not codes:
        return Evidence(Answer.ABSENT)
    first = codes[0]
    if not all(same_code(code.plain, first.plain) for code in codes):
        return Evidence(Answer.UNCHECKABLE)
    written = " ".join(first.line.text[first.start : first.start + len(first.value)].split())
    return answer_at(Answer.CONTRADICTED, first.line, first.start, written)


def _stands(plain_document: str, wanted: str) -> bool:
    """Whether a plain code stands anywhere, however its signs are set apart."""
    apart = r"[\W_]{0,3}".join(wanted)
    return Pattern(rf"(?<![a-z0-9]){apart}(?![a-z0-9])").search(plain_document) is not None
