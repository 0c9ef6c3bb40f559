"""The pages of a document as lines and cells: what stands beside what, and what stands above."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, islice, pairwise, takewhile
from typing import Self

from msgspec import Struct, structs

from segur_check.pieces.figures.written import (
    DIGIT,
    Amount,
    Day,
    Rate,
    amounts_in,
    dates_in,
    number_of,
    rates_in,
    writes_points,
)
from segur_check.pieces.words.label_words import is_plain, is_table_heading
from segur_check.pieces.words.tax_words import kinds_of
from segur_check.pieces.words.text import columns, flat, is_in_two_bytes
from segur_check.values.pattern import Pattern

_CELL = Pattern(r"\S+(?: \S+)*")
# A justified line: each word two or three blanks from the next. A table keeps its columns further.
_JUSTIFIED = Pattern(r"\S+(?: {2,3}\S+){6,}")
_WORDS_APART = Pattern(r"[^\s\d]+(?: {2,}[^\s\d]+)+")
_RATE_APART = Pattern(r"\d {2,}%")
_DIGITS_APART = Pattern(r"(?<![\d.,])\d{1,3}(?: {1,12}\d{3}){1,3}(?=[.,]\d\d(?!\d))")
# "48250", "48 250", "64,9", no longer than a price.
_NUMBER_ALONE = Pattern(r"-?(?:\d{1,7}|\d{1,3}(?: \d{3}){1,2})(?:[.,]\d)?")
_A_WORD = Pattern(r"[^\W\d_]{3}\w*")
_WORDS_LEAST = 4
_LINES_MOST = 3_000  # of a document: twenty dense pages have half of that
_LONGEST_LINE = 1_000
LONGEST_PAGE = 60_000  # signs, blanks counted
_SIGNS_MOST = 300_000  # blanks counted: twenty dense pages as they look
_CELLS_MOST = 60  # of a line, and figures: tables of prices have ten columns
_FIGURES_MOST = 30


class Cell(Struct, frozen=True):
    """What stands together on a line: its text, in lower case without accents, and its span."""

    text: str
    start: int
    end: int

    def over(self, start: int, end: int) -> bool:
        """Whether it stands above or below a span, were it by one sign."""
        return self.start < end and start < self.end


class Line(Struct, frozen=True, dict=True):
    """A line of a page (from 1), columns kept.

    `flat` is its text in lower case and without accents, sign for sign. `has_digit`: without one there
    is no figure to look for, and most lines have none. `points`: its document writes amounts with a
    point; None where it does not tell. `pushed`: texts of its page were drawn too wide, and push the
    next ones out of their columns.
    """

    page: int
    text: str
    flat: str
    has_digit: bool
    points: bool | None = False
    pushed: bool = False

    @classmethod
    def of(cls, page: int, text: str, low: str | None = None) -> Self:
        """The line of a text; `low` is what is flat of it, where that is known."""
        low = flat(text) if low is None else low
        return cls(page, text, low, has_digit=DIGIT.search(low) is not None)

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Its first cells: what two blanks or more keep apart."""
        met = islice(_CELL.finditer(self.flat), _CELLS_MOST)
        return tuple(Cell(one[0], one.start(), one.end()) for one in met)

    @cached_property
    def amounts(self) -> tuple[Amount, ...]:
        """The first amounts that stand in it, from left to right."""
        if not self.has_digit:
            return ()
        return tuple(islice(amounts_in(self.text, points=self.points), _FIGURES_MOST))

    def is_out_of_column(self, start: int, end: int) -> bool:
        """Whether a figure was pushed against another one: what it stands under says nothing."""
        if not self.pushed:
            return False
        cell = next((one for one in self.cells if one.over(start, end)), None)
        figures = [(one.start, one.end) for one in self.amounts]
        figures += [(one.start, one.end) for one in self.rates]
        return cell is not None and sum(1 for span in figures if cell.over(*span)) > 1

    @cached_property
    def heads_beside(self) -> tuple[Cell, ...]:
        """On a line of totals, the cells that head a table beside these; none, mostly.

        What stands at once before an amount is its label, and heads nothing.
        """
        if not self.amounts:
            return ()
        spans = [(one.start, one.end) for one in self.amounts]
        taken = {cell.start for cell in self.cells if any(cell.over(*span) for span in spans)}
        taken |= {left.start for left, right in pairwise(self.cells) if right.start in taken}
        free = tuple(cell for cell in self.cells if cell.start not in taken)
        return free if is_table_heading([cell.text for cell in free]) else ()

    @cached_property
    def numbers(self) -> tuple[Amount, ...]:
        """Its cells that are a number alone, without cents nor sign; a label must say that one is an amount."""
        if not self.has_digit:
            return ()
        met = (one for one in self.cells if _NUMBER_ALONE.fullmatch(one.text))
        return tuple(Amount(number_of(one.text), one.start, one.end) for one in met)

    @cached_property
    def rates(self) -> tuple[Rate, ...]:
        """The first percentages that stand in it."""
        return tuple(islice(rates_in(self.text), _FIGURES_MOST)) if self.has_digit else ()

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """The first dates that stand in it."""
        return tuple(islice(dates_in(self.flat), _FIGURES_MOST)) if self.has_digit else ()

    def excerpt(self, start: int = 0) -> str:
        """The line on one blank each, from the cell that holds `start` or the one before."""
        before = [cell.start for cell in self.cells if cell.start <= start]
        first = before[-2] if len(before) > 1 else 0
        return " ".join(self.text[first:].split())


def lines_of(pages: Sequence[str]) -> tuple[Line, ...]:
    """The lines of the pages, blank ones left out."""
    lines = [
        _closed_up(Line.of(number, line[:_LONGEST_LINE], low[:_LONGEST_LINE]))
        for number, page in enumerate(pages, start=1)
        for line, low in _with_flat(columns(page[:LONGEST_PAGE]))
        if line.strip()
    ]
    wide = {number for number, page in enumerate(pages, start=1) if is_in_two_bytes(page)}
    if wide:
        lines = [structs.replace(line, pushed=line.page in wide) for line in lines]
    points = writes_points("\n".join([line.text for line in lines if line.has_digit]))
    if points is not False:
        lines = [structs.replace(line, points=points) for line in lines]
    so_far = accumulate(len(line.text) for line in lines)
    within = sum(1 for _ in takewhile(lambda signs: signs <= _SIGNS_MOST, so_far))
    return tuple(lines[: min(within, _LINES_MOST)])


def cut_pages(pages: Sequence[str]) -> tuple[int, ...]:
    """The pages (from 1) of which not every line is looked at: too long, or past what any paper has."""
    found: set[int] = set()
    lines = signs = 0
    for number, page in enumerate(pages, start=1):
        full = [line for line in page.splitlines() if line.strip()]
        lines += len(full)
        signs += sum(map(len, full))
        past = lines > _LINES_MOST or signs > _SIGNS_MOST or len(page) > LONGEST_PAGE
        if past or any(len(line) > _LONGEST_LINE for line in full):
            found.add(number)
    return tuple(sorted(found))


def _with_flat(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each line and what is flat of it, made of all at once, which is much faster."""
    return zip(lines, flat("\n".join(lines)).split("\n"), strict=False)


def _closed_up(line: Line) -> Line:
    """A justified line with one blank between its words, as a sentence has it.

    A label whose words stand apart ("Total   HT      12     345,67") has its digits apart too: they
    are put together, their right end where it was.
    """
    if "  " not in line.flat:
        return line
    if _JUSTIFIED.fullmatch(line.flat.strip()) and len(_A_WORD.findall(line.flat)) >= _WORDS_LEAST:
        return Line.of(line.page, " ".join(line.text.split()), " ".join(line.flat.split()))
    if not _words_apart(line.flat):
        return line
    text, low = (_DIGITS_APART.sub(_together, one) for one in (line.text, line.flat))
    return Line.of(line.page, text, low)


def _words_apart(line: str) -> bool:
    """Whether a line of totals has its words, or its rate and the sign of it, far from each other."""
    label = re.split(r"\d", line, maxsplit=1)[0].strip()
    apart = _WORDS_APART.fullmatch(label) or _RATE_APART.search(line)
    return bool(apart) and bool(kinds_of(label)) and is_plain(label)


def _together(apart: re.Match[str]) -> str:
    return re.sub(" +", " ", apart[0]).rjust(len(apart[0]))
