"""Which percentage of a document is its rate of VAT."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from segur_check.pieces.figures.headings import of_segur, small_print, words_of
from segur_check.pieces.figures.insets import insets_of
from segur_check.pieces.figures.labels import is_bare_rate
from segur_check.pieces.figures.layout import Line
from segur_check.pieces.figures.written import FRENCH_RATES, Rate
from segur_check.pieces.words.label_words import NOT_OF_VAT, SEGUR, is_plain, is_rate_heading
from segur_check.pieces.words.tax_words import names_vat


class LabelledRate(Struct, frozen=True):
    """A percentage and what its labels say.

    `of_vat`: that it is a rate of VAT. `loose`: in a sentence that may be of anything else ("TVA à
    8,5 % pour La Réunion"), or of no rate there is: nothing is held against it. `segur`: its line names the Ségur.
    """

    value: Decimal
    line: Line
    start: int
    of_vat: bool
    loose: bool = False
    segur: bool = False

    @property
    def page(self) -> int:
        """The page it stands on, from 1."""
        return self.line.page

    @property
    def bears_nothing(self) -> bool:
        """Whether its line has amounts, and all are of no euro."""
        amounts = self.line.amounts
        return bool(amounts) and not any(one.value for one in amounts)

    @property
    def excerpt(self) -> str:
        """What stands around it, on one line."""
        return self.line.excerpt(self.start)


_RATE_ALONE = re.compile(r"(?:\A|  )(?:taux|rate) ?:? *\Z")
# As in: 20 % de TVA.
_THEN_VAT = re.compile(r" ?(?:de )?\(?t\.?v\.?a\b")
_TAX_LAST = re.compile(r"\d[^\d]{0,12}\bt\.?v\.?a\.? *\Z")
# The whole value of a form field whose name says that it is a rate of VAT.
_OF_FIELD = re.compile(r"(?:taux|%|rate)[^:]*: ?(\d{1,2}(?:[.,]\d{1,2})?)\Z")


def labelled_rates(lines: Sequence[Line]) -> Iterator[LabelledRate]:
    """The percentages of a document, in the order of the lines."""
    small = small_print(lines)
    for index, line in enumerate(lines):
        if not line.has_digit:
            continue
        segur = of_segur(lines, index) if line.rates or line.amounts else False
        done = 0
        insets = insets_of(line) if line.rates else {}
        apart = [one for one in line.amounts if one.start not in insets]
        for rate in line.rates:
            done = max([done, *(one.end for one in apart if one.end <= rate.start)])
            words = words_of(lines, index, line.flat[done : rate.start], rate.start, rate.end)
            before, heading = words.before, words.heading
            done = rate.end
            named = (
                names_vat(f"{before} {heading}")
                or (heading and is_rate_heading(heading))
                or _RATE_ALONE.search(before)
                or _THEN_VAT.match(line.flat, rate.end)
                or (not before.strip() and _ends_with_tax(lines, index))
            )
            of_vat = bool(named) and not NOT_OF_VAT.search(f"{before} {heading}")
            of_vat &= index not in small
            segur |= bool(SEGUR.search(before))
            loose = not (heading or segur or _of_amount(line, rate) or _plainly(line, before, rate))
            loose |= rate.value not in FRENCH_RATES
            yield LabelledRate(rate.value, line, rate.start, of_vat, loose, segur)
        field = _OF_FIELD.search(line.flat) if line.page == 0 else None
        if field is not None and not line.rates and not line.amounts:
            rate_of_field = Decimal(field[1].replace(",", "."))
            yield LabelledRate(rate_of_field, line, field.start(), of_vat=True)
        done = 0
        for amount in line.amounts:
            if is_bare_rate(lines, index, amount, line.flat[done : amount.start]):
                of_vat, loose = index not in small, amount.value not in FRENCH_RATES
                yield LabelledRate(amount.value, line, amount.start, of_vat, loose, segur)
            done = amount.end


def _ends_with_tax(lines: Sequence[Line], index: int) -> bool:
    """Whether the line above breaks off at the name of the tax: "(dont 71,67 € de TVA", "20 %)"."""
    above = lines[index - 1] if index else None
    if above is None or above.page != lines[index].page or len(lines[index].cells) > 1:
        return False
    return bool(_TAX_LAST.search(above.flat))


def _of_amount(line: Line, rate: Rate) -> bool:
    """Whether an amount of VAT follows a rate: "TVA au taux de 20 %, soit 71,67 €"."""
    after = next((one for one in line.amounts if one.start >= rate.end), None)
    if after is None or not after.value:
        return False
    return is_plain(line.flat[rate.end : after.start])


def _plainly(line: Line, before: str, rate: Rate) -> bool:
    """Whether nothing but the names of taxes and amounts stands in the cell of a rate."""
    after = re.split(r"\d|  ", line.flat[rate.end :], maxsplit=1)[0]
    return is_plain(re.split(r"  +", before.rstrip())[-1]) and is_plain(after)
