"""A document as its controls look at it: its lines, and the figures with their labels."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import accumulate, chain, islice

from msgspec import Struct, structs

from segur_check.pieces.figures.days import LabelledDay, labelled_days
from segur_check.pieces.figures.field_lines import UNLABELLED, field_lines
from segur_check.pieces.figures.labels import Labelled, labelled_amounts
from segur_check.pieces.figures.layout import LONGEST_PAGE, Line, lines_of
from segur_check.pieces.figures.rates import LabelledRate, labelled_rates
from segur_check.pieces.figures.unlabelled import by_their_place, columns
from segur_check.pieces.figures.written import amounts_in, dates_in
from segur_check.pieces.words.label_words import PAID, REDUCTION, THOUSANDS
from segur_check.pieces.words.tax_words import PriceKind
from segur_check.pieces.words.text import normalised

_PARTS_FEW = 12  # amounts without a label, of a page or two without clauses
_MARKS = (re.compile(r"\b(?:avance|acompte)"), re.compile(r"\bsolde"))

_FIGURES_MOST = 1_500  # of a document: a table of twenty pages has a thousand
FORM = 0  # the page of what a form field holds: it stands on none that can be told


class Sheet(Struct, frozen=True, dict=True):
    """What a document says, form fields first.

    `lines` are those of its pages as they look, else as they flow; `flowing` those of its pages as
    they flow, where a sentence keeps its order; `text` the latter as one text.
    """

    lines: tuple[Line, ...]
    flowing: tuple[Line, ...]
    text: str

    @cached_property
    def amounts(self) -> tuple[Labelled, ...]:
        """Its amounts with their labels; without, where they are in thousands of euros."""
        found = by_their_place(tuple(islice(labelled_amounts(self.lines), _FIGURES_MOST)))
        if THOUSANDS.search("\n".join([line.flat for line in self.lines])):
            return tuple(Labelled(one.amount, one.line) for one in found)
        return found

    @cached_property
    def rates(self) -> tuple[LabelledRate, ...]:
        """Its percentages; one that nothing bears, in a table of others that are, is none of its own."""
        found = tuple(islice(labelled_rates(self.lines), _FIGURES_MOST))
        if not any(one.of_vat and any(each.value for each in one.line.amounts) for one in found):
            return found
        return tuple(structs.replace(one, loose=one.loose or one.bears_nothing) for one in found)

    @cached_property
    def days(self) -> tuple[LabelledDay, ...]:
        """Its dates; as the pages flow, "Fait à …" and its date may stand better together."""
        found = chain(labelled_days(self.lines), labelled_days(self.flowing))
        return tuple(islice(found, _FIGURES_MOST))

    @cached_property
    def also(self) -> frozenset[Decimal]:
        """Every way to read an amount of the pages as they flow, over the ends of the lines too."""
        running = amounts_in(self._around_figures)
        apart = (one for line in self.flowing if line.has_digit for one in line.amounts)
        return frozenset(
            value for ones in (apart, running) for one in ones for value in (one.value, *one.others)
        )

    @cached_property
    def also_days(self) -> frozenset[date]:
        """Every date, over the ends of the lines too."""
        running = dates_in(self._around_figures)
        return frozenset({one.value for one in self.days} | {one.value for one in running})

    @cached_property
    def has_unlabelled_fields(self) -> bool:
        """Whether form fields show figures, and nothing tells what they are of."""
        return any(
            line.page == FORM and line.has_digit and line.text.startswith(UNLABELLED)
            for line in self.lines
        )

    @cached_property
    def _around_figures(self) -> str:
        """Its lines with a digit, as they flow, and those beside them: no figure stands elsewhere."""
        holds = [line.has_digit for line in self.flowing]
        beside = [any(holds[max(0, at - 1) : at + 2]) for at in range(len(holds))]
        lines = zip(self.flowing, beside, strict=True)
        return " ".join([line.text if near else "" for line, near in lines])

    @cached_property
    def run_together(self) -> str:
        """Its lines without blanks nor dots, in lower case: a number that stands in it stands here."""
        lines = "\n".join([line.text for line in (*self.lines, *self.flowing)])
        return lines.replace(" ", "").replace(".", "").lower()

    @cached_property
    def has_others(self) -> bool:
        """Whether it sells more than one thing: its totals are not those of the Prestation Ségur."""
        ht, vat, ttc = (
            self._shown(label) for label in (PriceKind.HT, PriceKind.VAT, PriceKind.TTC)
        )
        left = {total - one for total in ttc for one in vat}
        named = any(
            one.other and one.label and not (one.aside or one.unit or one.due)
            for one in self.amounts
        )
        units = {one.line for one in self.amounts if one.unit and one.label is PriceKind.HT}
        if self._is_one_thing(ht) and len(units) <= 1:
            return named
        several = named or len(ht) > 1 or len(ttc) > 1 or len(units) > 1
        return several or self._adds_up(ht | ttc | left) or self._segur_apart(ht)

    @cached_property
    def balance(self) -> dict[PriceKind, Labelled]:
        """The net, the VAT and the gross that add up, where three amounts alone do; else nothing."""
        named: dict[PriceKind, dict[Decimal, Labelled]] = {label: {} for label in PriceKind}
        for one in self.amounts:
            if one.label is not None and one.plain and not (one.aside or one.unit):
                named[one.label].setdefault(one.amount.value, one)
        made = [
            (named[PriceKind.HT][ht], named[PriceKind.VAT][vat], named[PriceKind.TTC][ht + vat])
            for ht in named[PriceKind.HT]
            for vat in named[PriceKind.VAT]
            if ht > 0 and ht + vat in named[PriceKind.TTC]
        ]
        if len(made) != 1 or made[0][2].amount.value < max(named[PriceKind.TTC]):
            return {}
        return dict(zip(PriceKind, made[0], strict=True))

    def _is_one_thing(self, nets: set[Decimal]) -> bool:
        """Whether the lines that make the net are all the Ségur's, or one and what is taken off it."""
        if not self.balance:
            return False
        whole = self.balance[PriceKind.HT].amount.value
        lines = [
            one for one in self.amounts if one.label is PriceKind.HT and not (one.total or one.unit)
        ]
        lines = [one for one in lines if one.amount.value not in {whole, Decimal(0)}]
        lines = [one for one in lines if not one.aside or one.amount.value < 0]
        sold = [one for one in lines if one.amount.value > 0]
        if nets - {one.amount.value for one in lines} - {whole} or self._adds_up({whole}):
            return False
        grosses = (
            one for one in self.amounts if one.label is PriceKind.TTC and one.amount.value > 0
        )
        grosses = (one for one in grosses if not (one.aside or one.unit or one.due))
        if {one.amount.value for one in grosses} - {self.balance[PriceKind.TTC].amount.value}:
            return False
        if not lines:
            return not self._segur_apart({whole})
        return sum(one.amount.value for one in lines) == whole and (
            len(sold) == 1 or all(one.segur for one in sold)
        )

    def _shown(self, label: PriceKind) -> set[Decimal]:
        """The amounts under a label, unit prices and what is aside left out."""
        named = (one for one in self.amounts if one.label is label and not one.unit)
        return {one.amount.value for one in named if one.unsure or not one.aside} - {Decimal(0)}

    def _segur_apart(self, totals: set[Decimal]) -> bool:
        """Whether the line of the Ségur has amounts without a label, none of them the total."""
        own = [one for one in self.amounts if one.segur and one.label is None and not one.state]
        own = [one for one in own if not one.aside and one.amount.value > 0]
        values = {value for one in own for value in (one.amount.value, *one.amount.others)}
        return bool(values and totals) and (totals | self._shown(PriceKind.TTC)).isdisjoint(values)

    def _adds_up(self, totals: set[Decimal]) -> bool:
        """Whether amounts without a label, one after the other, are the lines of a total.

        Of many amounts some always add up to anything: where there are, those of a column alone.
        """
        parts = [one for one in self.amounts if one.label is None and one.amount.value]
        parts = [one for one in parts if not (one.unit or one.state or one.due)]
        runs = [parts] if len(parts) <= _PARTS_FEW else columns(parts)
        return any(_run_makes([one.amount.value for one in run], totals) for run in runs)

    @cached_property
    def whole(self) -> dict[PriceKind, Labelled]:
        """The net and the gross of all that it sells, each where one total alone is written as such."""
        found = {}
        for label in (PriceKind.HT, PriceKind.TTC):
            totals = [one for one in self.totals(label) if one.plain and not one.due]
            values = {one.amount.value for one in totals}
            largest = max(
                (one.amount.value for one in self.amounts if one.label is label), default=0
            )
            if len(values) == 1 and largest in values and not totals[0].amount.others:
                found[label] = totals[0]
        return found

    @cached_property
    def has_payment(self) -> bool:
        """Whether something was paid before, or is paid by another: what is due is then no price."""
        return any(one.amount.value < 0 for one in self.amounts) or any(
            line.amounts and PAID.search(line.flat) for line in self.lines
        )

    @cached_property
    def has_reduction(self) -> bool:
        """Whether something is taken from a price: its line is not what is asked."""
        reduced = any(
            any(one.value for one in line.amounts) and REDUCTION.search(line.flat)
            for line in self.lines
        )
        return reduced or any(
            one.amount.value < 0 and one.label is PriceKind.HT for one in self.amounts
        )

    @property
    def has_less(self) -> bool:
        """Whether its totals may be less than what it sells: reduced, or paid in part before."""
        return self.has_reduction or self.has_payment

    def prices(self, label: PriceKind) -> tuple[Labelled, ...]:
        """The amounts of the prestation under a label: those of the Ségur's own lines, if any.

        What is left to pay, capital, penalties and unit prices beside a total are none.
        """
        named = [one for one in self.amounts if one.label is label and not one.aside]
        named = [one for one in named if one.amount.value >= 0]
        if label is PriceKind.TTC:
            named = named or [one for one in self.amounts if one.due]
            # "Net à payer : 0,00 €": the State pays.
            named = [one for one in named if not one.due or one.amount.value]
            named = [one for one in named if not (one.due and self.has_payment)]
        named = [one for one in named if one.segur] or named
        named = [one for one in named if one.amount.value] or named  # a rate that nothing bears
        return tuple([one for one in named if not one.unit] or named)

    def recapitulated(self, label: PriceKind) -> Labelled | None:
        """The total of an avance and its solde, where both stand beside it; None of anything else."""
        if not all(mark.search(self.text.lower()) for mark in _MARKS):
            return None
        named = [one for one in self.amounts if one.label is label and not one.unit]
        *parts, whole = sorted({abs(one.amount.value) for one in named}) or [Decimal(0)]
        if len(parts) != 2 or sum(parts) != whole:  # noqa: PLR2004 - avance and solde
            return None
        return next(one for one in named if abs(one.amount.value) == whole)

    def totals(self, label: PriceKind) -> tuple[Labelled, ...]:
        """The amounts under a label on the lines of totals."""
        return tuple(
            one for one in self.amounts if one.label is label and one.total and not one.aside
        )


def _run_makes(parts: Sequence[Decimal], totals: set[Decimal]) -> bool:
    """Whether two parts or more, one after the other, add up to one of the totals."""
    sums = [*accumulate(parts, initial=Decimal(0))]
    starts = {at: place for place, at in reversed([*enumerate(sums)])}
    return any(
        place - starts[at - total] > 1
        for total in totals
        for place, at in enumerate(sums)
        if at - total in starts
    )


@lru_cache(maxsize=64)
def sheet_of(
    pages: tuple[str, ...], layouts: tuple[str, ...], fields: tuple[tuple[str, str], ...]
) -> Sheet:
    """The sheet of a document, from what was read of it; kept for the next control."""
    form = tuple(_filled(fields))
    flowing = lines_of(pages)
    lines = lines_of(layouts) if any(page.strip() for page in layouts) else flowing
    texts = (*(value for _, value in fields), *(page[:LONGEST_PAGE] for page in pages))
    text = normalised("\n".join(texts))
    return Sheet((*form, *lines), (*form, *flowing), text)


def _filled(fields: Sequence[tuple[str, str]]) -> list[Line]:
    """The form fields, from their labels and values, as lines."""
    return [Line.of(FORM, line) for line in field_lines(fields)]
