"""Until when a paper holds, by its own words."""

from collections.abc import Iterator
from datetime import date

from segur_check.case.documents import Document
from segur_check.pieces.figures.layout import Line
from segur_check.pieces.figures.written import Day, dates_in
from segur_check.values.pattern import Pattern

# What says, before a date, that something holds until then; and that it holds from then on.
_UNTIL = Pattern(r"\b(?:valables?|valides?|validite|expir\w*|echeance|jusqu\w*)\b")
_FROM = Pattern(r"\b(?:du|depuis(?: le)?|a compter du|a partir du|des le|debut\w*)\W*\Z")
_A_WORD = Pattern(r"[a-z]{2}")
# As passports and new identity cards write it: "04 05 2032".
_IN_GROUPS = Pattern(r"(?:0[1-9]|[12]\d|3[01])(?<!\d\d\d)(?<!\d \d\d) \d\d (?:19|20)\d\d(?! ?\d)")


def ends_of_validity(document: Document) -> Iterator[date]:
    """The dates that a paper holds until: so labelled on their line, or on the one above."""
    lines = document.sheet.lines
    for index, line in enumerate(lines):
        for day in _days_of(line):
            label = line.flat[: day.start]
            if not _A_WORD.search(label) and index and lines[index - 1].page == line.page:
                label = lines[index - 1].flat
            if _UNTIL.search(label) and not _FROM.search(label):
                yield day.value


def latest_day(document: Document) -> date:
    """The latest date that a paper shows; the first there is where it shows none."""
    on_lines = {day.value for line in document.sheet.lines for day in _days_of(line)}
    return max(document.sheet.every_day | on_lines, default=date.min)


def _days_of(line: Line) -> Iterator[Day]:
    return dates_in(_IN_GROUPS.sub(lambda groups: groups[0].replace(" ", "/"), line.flat))
