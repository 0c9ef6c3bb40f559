"""Until when a paper holds, by its own words."""

from collections.abc import Iterator, Sequence
from datetime import date

from segur_check.case.documents import Document
from segur_check.pieces.figures.headings import heading_above
from segur_check.pieces.figures.layout import Line
from segur_check.pieces.figures.written import Day, dates_in
from segur_check.values.pattern import Pattern

# What says, before a date, that something holds until then; and that it holds from then on.
_UNTIL = Pattern(r"\b(?:valables?|valides?|validite|expir\w*|echeance|jusqu\w*)\b")
_FROM = Pattern(r"\b(?:du|depuis(?: le)?|a compter du|a partir du|des le|debut\w*)\W*\Z")
_A_DATE = Pattern(r"\bdates?\b|\bdelivr|\bemis|\bdecision|\baudit")  # what a cell says its date is
_A_WORD = Pattern(r"[a-z]{2}")
_LINKS = Pattern(r"(?:\b(?:du|au|le|la|et|en|[a-z])\b|[^a-z])*")  # words that label nothing alone
# As passports and new identity cards write it: "04 05 2032".
_IN_GROUPS = Pattern(r"(?:0[1-9]|[12]\d|3[01])(?<!\d\d\d)(?<!\d \d\d) \d\d (?:19|20)\d\d(?! ?\d)")


def ends_of_validity(document: Document) -> Iterator[date]:
    """The dates that a paper holds until: so labelled in their column, on their line, or above."""
    lines = document.sheet.lines
    for index, line in enumerate(lines):
        days = list(_days_of(line))
        words = _without(line.flat, days)
        for day in days:
            label = _label(lines, index, words, day)
            if _UNTIL.search(label) and not _FROM.search(label):
                yield day.value


def _without(text: str, days: Sequence[Day]) -> str:
    """A line with blanks for its dates: a month is no label."""
    for day in days:
        text = text[: day.start] + " " * (day.end - day.start) + text[day.end :]
    return text


def _label(lines: Sequence[Line], index: int, words: str, day: Day) -> str:
    """What stands before a date: in its cell and the one before, else on its line, else in its column above.

    `words`: its line without the dates.
    """
    line = lines[index]
    before = [cell.start for cell in line.cells if cell.start <= day.start]
    own = words[before[-1] if before else 0 : day.start]
    if _A_DATE.search(own):
        return own
    near = words[before[-2] if len(before) > 1 else 0 : day.start]
    if not _LINKS.fullmatch(near):
        return near
    if _A_WORD.search(words[: day.start]):
        return words[: day.start]
    heading = heading_above(lines, index, day.start, day.end)
    if not _LINKS.fullmatch(heading):
        return heading
    return lines[index - 1].flat if index and lines[index - 1].page == line.page else ""


def latest_day(document: Document) -> date:
    """The latest date that a paper shows; the first there is where it shows none."""
    on_lines = {day.value for line in document.sheet.lines for day in _days_of(line)}
    return max(document.sheet.every_day | on_lines, default=date.min)


def _days_of(line: Line) -> Iterator[Day]:
    return dates_in(_IN_GROUPS.sub(lambda groups: groups[0].replace(" ", "/"), line.flat))
