"""A document as the controls look at it: its lines, and the figures with their labels."""

import re
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import chain, islice

from msgspec import Struct, structs

from segur_check.pieces.figures.days import LabelledDay, labelled_days
from segur_check.pieces.figures.field_lines import UNLABELLED, field_lines
from segur_check.pieces.figures.labels import Labelled, labelled_amounts
from segur_check.pieces.figures.layout import LONGEST_PAGE, Line, lines_of
from segur_check.pieces.figures.rates import LabelledRate, labelled_rates
from segur_check.pieces.figures.sold import Balance, balance_of, sells_others
from segur_check.pieces.figures.unlabelled import labelled_by_place
from segur_check.pieces.figures.written import amounts_in, dates_in
from segur_check.pieces.words.label_words import PAID, REDUCTION, THOUSANDS
from segur_check.pieces.words.tax_words import PriceKind
from segur_check.pieces.words.text import normalised

_AVANCE_AND_SOLDE = (re.compile(r"\b(?:avance|acompte)"), re.compile(r"\bsolde"))

_FIGURES_MOST = 1_500  # of a document: a table of twenty pages has a thousand
FORM = 0  # the page number of a form field, which is on no page that can be known


class Sheet(Struct, frozen=True, dict=True):
    """What a document says, form fields first.

    `lines` are those of its pages as they look, or as they flow where it is not known how they look.
    `flowing` are those of its pages as they flow, which keep the order of a sentence; `text` is the
    same as one text.
    """

    lines: tuple[Line, ...]
    flowing: tuple[Line, ...]
    text: str

    @cached_property
    def amounts(self) -> tuple[Labelled, ...]:
        """Its amounts with their labels; without any label if they are in thousands of euros."""
        amounts = labelled_by_place(tuple(islice(labelled_amounts(self.lines), _FIGURES_MOST)))
        if THOUSANDS.search("\n".join([line.flat for line in self.lines])):
            return tuple(Labelled(amount.amount, amount.line) for amount in amounts)
        return amounts

    @cached_property
    def rates(self) -> tuple[LabelledRate, ...]:
        """Its percentages; beside a rate of VAT with amounts, one whose amounts are all zero is loose."""
        rates = tuple(islice(labelled_rates(self.lines), _FIGURES_MOST))
        is_any_used = any(
            rate.of_vat and any(amount.value for amount in rate.line.amounts) for rate in rates
        )
        if not is_any_used:
            return rates
        return tuple(structs.replace(rate, loose=rate.loose or rate.is_unused) for rate in rates)

    @cached_property
    def days(self) -> tuple[LabelledDay, ...]:
        """Its dates, of the pages as they flow too: these may better keep "Fait à …" with its date."""
        days = chain(labelled_days(self.lines), labelled_days(self.flowing))
        return tuple(islice(days, _FIGURES_MOST))

    @cached_property
    def every_reading(self) -> frozenset[Decimal]:
        """Every way to read the amounts of the pages as they flow, also across the ends of lines."""
        on_lines = (amount for line in self.flowing if line.has_digit for amount in line.amounts)
        across_lines = amounts_in(self._around_figures)
        readings: set[Decimal] = set()
        for amount in chain(on_lines, across_lines):
            readings.add(amount.value)
            readings.update(amount.others)
        return frozenset(readings)

    @cached_property
    def every_day(self) -> frozenset[date]:
        """Every date, also across the ends of lines."""
        on_lines = {day.value for day in self.days}
        across_lines = {day.value for day in dates_in(self._around_figures)}
        return frozenset(on_lines | across_lines)

    @cached_property
    def has_unlabelled_fields(self) -> bool:
        """Whether form fields show figures without a label."""
        return any(
            line.page == FORM and line.has_digit and line.text.startswith(UNLABELLED)
            for line in self.lines
        )

    @cached_property
    def _around_figures(self) -> str:
        """Its lines with a digit, as they flow, and those next to them: no figure is elsewhere."""
        has_digit = [line.has_digit for line in self.flowing]
        is_near = [any(has_digit[max(0, at - 1) : at + 2]) for at in range(len(has_digit))]
        lines = zip(self.flowing, is_near, strict=True)
        return " ".join([line.text if near else "" for line, near in lines])

    @cached_property
    def run_together(self) -> str:
        """Its lines in lower case without blanks or dots, to see quickly whether they hold a number."""
        lines = "\n".join([line.text for line in (*self.lines, *self.flowing)])
        return lines.replace(" ", "").replace(".", "").lower()

    @cached_property
    def has_others(self) -> bool:
        """Whether it sells more than one thing: its totals are not those of the Prestation Ségur."""
        return sells_others(self.amounts, self.balance)

    @cached_property
    def balance(self) -> Balance:
        """The net, the VAT and the gross that add up, where only three amounts do; else nothing."""
        return balance_of(self.amounts)

    @cached_property
    def whole(self) -> dict[PriceKind, Labelled]:
        """The net and the gross of all that it sells, where a single total is written as such."""
        whole = {}
        for label in (PriceKind.HT, PriceKind.TTC):
            totals = [total for total in self.totals(label) if total.plain and not total.due]
            values = {total.value for total in totals}
            largest = max((amount.value for amount in self._under(label)), default=0)
            if len(values) == 1 and largest in values and not totals[0].amount.others:
                whole[label] = totals[0]
        return whole

    @cached_property
    def has_payment(self) -> bool:
        """Whether a part was paid before, or someone else pays it: the amount due is then no price."""
        return any(amount.value < 0 for amount in self.amounts) or any(
            line.amounts and PAID.search(line.flat) for line in self.lines
        )

    @cached_property
    def has_reduction(self) -> bool:
        """Whether something is taken off a price: its line is then not what is asked for."""
        is_named = any(
            any(amount.value for amount in line.amounts) and REDUCTION.search(line.flat)
            for line in self.lines
        )
        return is_named or any(amount.value < 0 for amount in self._under(PriceKind.HT))

    @property
    def has_less(self) -> bool:
        """Whether its totals may be less than what it sells: reduced, or paid in part before."""
        return self.has_reduction or self.has_payment

    def _under(self, label: PriceKind) -> list[Labelled]:
        """The amounts under a label."""
        return [amount for amount in self.amounts if amount.label is label]

    def prices(self, label: PriceKind) -> tuple[Labelled, ...]:
        """The amounts of the prestation under a label: those of the Ségur's own lines, if there are any.

        What is left to pay, capital and penalties are no prices; nor are unit prices beside a total.
        """
        prices = [amount for amount in self._under(label) if not amount.aside and amount.value >= 0]
        if label is PriceKind.TTC:
            prices = prices or [amount for amount in self.amounts if amount.due]
            # "Net à payer : 0,00 €": the State pays.
            prices = [price for price in prices if not price.due or price.value]
            prices = [price for price in prices if not (price.due and self.has_payment)]
        prices = [price for price in prices if price.segur] or prices
        prices = [price for price in prices if price.value] or prices  # zero for an unused rate
        return tuple([price for price in prices if not price.unit] or prices)

    def recapitulated(self, label: PriceKind) -> Labelled | None:
        """The total of an avance and its solde, when both are beside it; None of anything else."""
        if not all(word.search(self.text.lower()) for word in _AVANCE_AND_SOLDE):
            return None
        amounts = [amount for amount in self._under(label) if not amount.unit]
        *parts, whole = sorted({abs(amount.value) for amount in amounts}) or [Decimal(0)]
        if len(parts) != len(_AVANCE_AND_SOLDE) or sum(parts) != whole:
            return None
        return next(amount for amount in amounts if abs(amount.value) == whole)

    def totals(self, label: PriceKind) -> tuple[Labelled, ...]:
        """The amounts under a label that stand on lines of totals."""
        return tuple(amount for amount in self._under(label) if amount.total and not amount.aside)


@lru_cache(maxsize=64)
def sheet_of(
    pages: tuple[str, ...], layouts: tuple[str, ...], fields: tuple[tuple[str, str], ...]
) -> Sheet:
    """The sheet of a document, from its pages, their layouts and its form fields (label, value).

    It is kept for the next control.
    """
    form = tuple(Line.of(FORM, line) for line in field_lines(fields))
    flowing = lines_of(pages)
    lines = lines_of(layouts) if any(page.strip() for page in layouts) else flowing
    values = [value for _, value in fields]
    text = normalised("\n".join([*values, *(page[:LONGEST_PAGE] for page in pages)]))
    return Sheet((*form, *lines), (*form, *flowing), text)
