"""Which percentages of a document are its rates of VAT."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from segur_check.pieces.figures.amount_doubts import is_bare_rate
from segur_check.pieces.figures.figure_words import Words, words_of
from segur_check.pieces.figures.insets import insets_of
from segur_check.pieces.figures.layout import Line
from segur_check.pieces.figures.rows import is_about_segur, small_print
from segur_check.pieces.figures.written import FRENCH_RATES, Rate
from segur_check.pieces.words.label_words import NOT_OF_VAT, SEGUR, is_plain, is_rate_heading
from segur_check.pieces.words.tax_words import names_vat


class LabelledRate(Struct, frozen=True):
    """A percentage and what its labels say.

    `of_vat`: it is a rate of VAT. `loose`: it stands in a sentence that may be about anything ("TVA à
    8,5 % pour La Réunion"), or is no rate in force: nothing is held against it. `segur`: its line names
    the Ségur.
    """

    value: Decimal
    line: Line
    start: int
    of_vat: bool
    loose: bool = False
    segur: bool = False

    @property
    def page(self) -> int:
        """Its page, from 1."""
        return self.line.page

    @property
    def is_unused(self) -> bool:
        """Whether its line has amounts, and all of them are zero."""
        amounts = self.line.amounts
        return bool(amounts) and not any(amount.value for amount in amounts)

    @property
    def excerpt(self) -> str:
        """The words around it, on one line."""
        return self.line.excerpt(self.start)


_RATE_ALONE = re.compile(r"(?:\A|  )(?:taux|rate) ?:? *\Z")
# As in: 20 % de TVA.
_VAT_AFTER = re.compile(r" ?(?:de )?\(?t\.?v\.?a\b")
_TAX_LAST = re.compile(r"\d[^\d]{0,12}\bt\.?v\.?a\.? *\Z")
# A form field whose name says that it holds a rate of VAT: the rate is all of its value.
_RATE_FIELD = re.compile(r"(?:taux|%|rate)[^:]*: ?(\d{1,2}(?:[.,]\d{1,2})?)\Z")


def labelled_rates(lines: Sequence[Line]) -> Iterator[LabelledRate]:
    """The percentages of a document, in the order of the lines."""
    small = small_print(lines)
    for index, line in enumerate(lines):
        if not line.has_digit:
            continue
        segur = is_about_segur(lines, index) if line.rates or line.amounts else False
        for rate in _signed_rates(lines, index, small=index in small, segur=segur):
            segur |= rate.segur
            yield rate
        yield from _field_rate(line)
        yield from _bare_rates(lines, index, small=index in small, segur=segur)


def _signed_rates(
    lines: Sequence[Line], index: int, *, small: bool, segur: bool
) -> Iterator[LabelledRate]:
    """The rates of a line that have their sign; one that names the Ségur does so for the next too."""
    line = lines[index]
    if not line.rates:
        return
    insets = insets_of(line)
    apart = [amount for amount in line.amounts if amount.start not in insets]
    last_end = 0  # of the figure before, from where the words may belong to this rate
    for rate in line.rates:
        last_end = max([last_end, *(amount.end for amount in apart if amount.end <= rate.start)])
        words = words_of(lines, index, line.flat[last_end : rate.start], rate.start, rate.end)
        last_end = rate.end
        segur |= bool(SEGUR.search(words.before))
        is_clear = (
            words.heading
            or segur
            or _leads_amount(line, rate)
            or _is_plain_cell(line, words.before, rate)
        )
        yield LabelledRate(
            rate.value,
            line,
            rate.start,
            of_vat=not small and _is_of_vat(lines, index, rate, words),
            loose=not is_clear or rate.value not in FRENCH_RATES,
            segur=segur,
        )


def _is_of_vat(lines: Sequence[Line], index: int, rate: Rate, words: Words) -> bool:
    """Whether the words around a percentage say that it is a rate of VAT."""
    before, heading = words.before, words.heading
    is_named = (
        names_vat(f"{before} {heading}")
        or (heading and is_rate_heading(heading))
        or _RATE_ALONE.search(before)
        or _VAT_AFTER.match(lines[index].flat, rate.end)
        or (not before.strip() and _ends_with_tax(lines, index))
    )
    return bool(is_named) and not NOT_OF_VAT.search(f"{before} {heading}")


def _field_rate(line: Line) -> Iterator[LabelledRate]:
    """The rate of a form field that holds the bare number: "Taux de TVA : 20"."""
    if line.page != 0 or line.rates or line.amounts:  # on no page: a form field
        return
    field = _RATE_FIELD.search(line.flat)
    if field is not None:
        rate = Decimal(field[1].replace(",", "."))
        yield LabelledRate(rate, line, field.start(), of_vat=True)


def _bare_rates(
    lines: Sequence[Line], index: int, *, small: bool, segur: bool
) -> Iterator[LabelledRate]:
    """The rates of a line without their sign, which look like amounts."""
    line, last_end = lines[index], 0
    for amount in line.amounts:
        if is_bare_rate(lines, index, amount, line.flat[last_end : amount.start]):
            loose = amount.value not in FRENCH_RATES
            yield LabelledRate(amount.value, line, amount.start, not small, loose, segur)
        last_end = amount.end


def _ends_with_tax(lines: Sequence[Line], index: int) -> bool:
    """Whether the line above ends with the name of the tax: "(dont 71,67 € de TVA", "20 %)"."""
    above = lines[index - 1] if index else None
    if above is None or above.page != lines[index].page or len(lines[index].cells) > 1:
        return False
    return bool(_TAX_LAST.search(above.flat))


def _leads_amount(line: Line, rate: Rate) -> bool:
    """Whether an amount of VAT follows a rate: "TVA au taux de 20 %, soit 71,67 €"."""
    after = next((amount for amount in line.amounts if amount.start >= rate.end), None)
    if after is None or not after.value:
        return False
    return is_plain(line.flat[rate.end : after.start])


def _is_plain_cell(line: Line, before: str, rate: Rate) -> bool:
    """Whether the cell of a rate holds nothing else but the names of taxes and amounts."""
    after = re.split(r"\d|  ", line.flat[rate.end :], maxsplit=1)[0]
    return is_plain(re.split(r"  +", before.rstrip())[-1]) and is_plain(after)
