"""The pages of a document as lines and cells, which keep their columns."""

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
    may_hold_dates,
    number_of,
    rates_in,
    writes_points,
)
from segur_check.pieces.words.label_words import is_plain, is_table_heading
from segur_check.pieces.words.tax_words import kinds_of
from segur_check.pieces.words.text import columns, flat, is_in_two_bytes
from segur_check.values.pattern import Pattern

_CELL = Pattern(r"\S+(?: \S+)*")
# A justified line: two or three blanks between words. The columns of a table stand further apart.
_JUSTIFIED = Pattern(r"\S+(?: {2,3}\S+){6,}")
_WORDS_APART = Pattern(r"[^\s\d]+(?: {2,}[^\s\d]+)+")
_RATE_APART = Pattern(r"\d {2,}%")
_DIGITS_APART = Pattern(r"(?<![\d.,])\d{1,3}(?: {1,12}\d{3}){1,3}(?=[.,]\d\d(?!\d))")
# "48250", "48 250", "64,9", no longer than a price.
_NUMBER_ALONE = Pattern(r"-?(?:\d{1,7}|\d{1,3}(?: \d{3}){1,2})(?:[.,]\d)?")
_A_WORD = Pattern(r"[^\W\d_]{3}\w*")
_WORDS_LEAST = 4
_LINES_MOST = 3_000  # of a document: twenty dense pages have half as many
_LONGEST_LINE = 1_000
LONGEST_PAGE = 60_000  # signs, blanks included
_SIGNS_MOST = 300_000  # of a document, blanks included: twenty dense pages as they look
_CELLS_MOST = 60  # of a line: tables of prices have ten columns
_FIGURES_MOST = 30  # of a line


class Cell(Struct, frozen=True):
    """The words that stand together on a line, in lower case without accents, and their span."""

    text: str
    start: int
    end: int

    def overlaps(self, start: int, end: int) -> bool:
        """Whether it shares a column of signs with a span, even a single one."""
        return self.start < end and start < self.end


class Line(Struct, frozen=True, dict=True):
    """A line of a page (from 1), its columns kept.

    `flat` is its text in lower case and without accents, sign for sign. `has_digit`: most lines have
    no digit, and then hold no figure to look for. `points`: its document writes amounts with a decimal
    point; None when that cannot be known. `pushed`: some texts of its page are drawn too wide, and push
    what follows them out of its column.
    """

    page: int
    text: str
    flat: str
    has_digit: bool
    points: bool | None = False
    pushed: bool = False

    @classmethod
    def of(cls, page: int, text: str, low: str | None = None) -> Self:
        """The line of a text; `low` is that text made `flat`, where it is known already."""
        low = flat(text) if low is None else low
        return cls(page, text, low, has_digit=DIGIT.search(low) is not None)

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Its first cells: what two or more blanks keep apart."""
        matches = islice(_CELL.finditer(self.flat), _CELLS_MOST)
        return tuple(Cell(match[0], match.start(), match.end()) for match in matches)

    @cached_property
    def amounts(self) -> tuple[Amount, ...]:
        """Its first amounts, from left to right."""
        if not self.has_digit:
            return ()
        return tuple(islice(amounts_in(self.text, points=self.points), _FIGURES_MOST))

    def is_out_of_column(self, start: int, end: int) -> bool:
        """Whether a figure was pushed against another: what stands above it is not its heading."""
        if not self.pushed:
            return False
        cell = next((cell for cell in self.cells if cell.overlaps(start, end)), None)
        figures = [(amount.start, amount.end) for amount in self.amounts]
        figures += [(rate.start, rate.end) for rate in self.rates]
        return cell is not None and sum(1 for span in figures if cell.overlaps(*span)) > 1

    @cached_property
    def headings_beside(self) -> tuple[Cell, ...]:
        """On a line of totals, the headings of a table that stands beside them; mostly none.

        The cell just before an amount is its label, and no heading.
        """
        if not self.amounts:
            return ()
        spans = [(amount.start, amount.end) for amount in self.amounts]
        taken = {cell.start for cell in self.cells if any(cell.overlaps(*span) for span in spans)}
        taken |= {left.start for left, right in pairwise(self.cells) if right.start in taken}
        free = tuple(cell for cell in self.cells if cell.start not in taken)
        return free if is_table_heading([cell.text for cell in free]) else ()

    @cached_property
    def numbers(self) -> tuple[Amount, ...]:
        """Its cells that are a bare number, without cents or currency: amounts if a label says so."""
        if not self.has_digit:
            return ()
        alone = (cell for cell in self.cells if _NUMBER_ALONE.fullmatch(cell.text))
        return tuple(Amount(number_of(cell.text), cell.start, cell.end) for cell in alone)

    @cached_property
    def rates(self) -> tuple[Rate, ...]:
        """Its first percentages."""
        return tuple(islice(rates_in(self.text), _FIGURES_MOST)) if self.has_digit else ()

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """Its first dates."""
        if not may_hold_dates(self.flat, has_digit=self.has_digit):
            return ()
        return tuple(islice(dates_in(self.flat), _FIGURES_MOST))

    def excerpt(self, start: int = 0) -> str:
        """The line with single blanks, from the cell before the one that holds `start`."""
        before = [cell.start for cell in self.cells if cell.start <= start]
        first = before[-2] if len(before) > 1 else 0
        return " ".join(self.text[first:].split())


def lines_of(pages: Sequence[str]) -> tuple[Line, ...]:
    """The lines of the pages, without the blank ones."""
    lines = [
        _closed_up(Line.of(number, line[:_LONGEST_LINE], low[:_LONGEST_LINE]))
        for number, page in enumerate(pages, start=1)
        for line, low in _with_flat_text(columns(page[:LONGEST_PAGE]))
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
    """The pages (from 1) whose lines are not all looked at: they are longer than those of any paper."""
    cut: list[int] = []
    lines = signs = 0
    for number, page in enumerate(pages, start=1):
        written = [line for line in page.splitlines() if line.strip()]
        lines += len(written)
        signs += sum(map(len, written))
        past = lines > _LINES_MOST or signs > _SIGNS_MOST or len(page) > LONGEST_PAGE
        if past or any(len(line) > _LONGEST_LINE for line in written):
            cut.append(number)
    return tuple(cut)


def _with_flat_text(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each line beside its flat text; all are made flat at once, which is much faster."""
    return zip(lines, flat("\n".join(lines)).split("\n"), strict=False)


def _closed_up(line: Line) -> Line:
    """A justified line with single blanks between its words, as in a sentence.

    When the words of a label are spread out ("Total   HT      12     345,67"), so are its digits: they
    are closed up, and their right end stays where it was.
    """
    if "  " not in line.flat:
        return line
    if _JUSTIFIED.fullmatch(line.flat.strip()) and len(_A_WORD.findall(line.flat)) >= _WORDS_LEAST:
        return Line.of(line.page, " ".join(line.text.split()), " ".join(line.flat.split()))
    if not _is_spread_out(line.flat):
        return line
    text = _DIGITS_APART.sub(_close_up_digits, line.text)
    low = _DIGITS_APART.sub(_close_up_digits, line.flat)
    return Line.of(line.page, text, low)


def _is_spread_out(line: str) -> bool:
    """Whether a line of totals has wide blanks between its words, or between its rate and the %."""
    label = re.split(r"\d", line, maxsplit=1)[0].strip()
    apart = _WORDS_APART.fullmatch(label) or _RATE_APART.search(line)
    return bool(apart) and bool(kinds_of(label)) and is_plain(label)


def _close_up_digits(apart: re.Match[str]) -> str:
    return re.sub(" +", " ", apart[0]).rjust(len(apart[0]))
