"""What a document says of a value of the JSON: found, contradicted, absent, or not checkable.

A figure is contradicted only when the document shows a single other value under the same label, and
the expected one nowhere. Where it shows several, nobody can tell which is the Ségur's.
"""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import combinations

from msgspec import Struct, structs

from segur_check.pieces.figures.days import DayLabel
from segur_check.pieces.figures.labels import Labelled
from segur_check.pieces.figures.layout import Line
from segur_check.pieces.figures.sheet import FORM, Sheet
from segur_check.pieces.figures.written import FRENCH_RATES
from segur_check.pieces.words.tax_words import PriceKind
from segur_check.values.money import CENT, vat_of
from segur_check.values.pattern import Pattern


class Answer(StrEnum):
    """What a document may answer about a value."""

    FOUND = "found"
    CONTRADICTED = "contradicted"
    ABSENT = "absent"
    UNCHECKABLE = "uncheckable"


class Evidence(Struct, frozen=True):
    """An answer, the value that the document shows, and where it does.

    `page`: from 1, None where it is not known. `sure`: a form field says it, so no page had to be
    interpreted. `loose`: the words that name the value say other things too.
    """

    answer: Answer
    shown: Decimal | date | str | None = None
    page: int | None = None
    excerpt: str = ""
    sure: bool = False
    loose: bool = False


_PARTS_MOST = 10  # of a sum: a thousand sums
_EXEMPT = Pattern(
    r"tva non applicable|293 ?b\b|exoner\w{1,10} de (?:la )?tva|autoliquidation|art(?:icle|\.) ?294"
)


def answer_at(
    answer: Answer, line: Line, start: int, shown: Decimal | date | str | None
) -> Evidence:
    """An answer with the place where a line gives it, around the sign `start`."""
    page = None if line.page == FORM else line.page
    return Evidence(answer, shown, page, line.excerpt(start), sure=line.page == FORM)


def amount_evidence(sheet: Sheet, label: PriceKind, expected: Decimal) -> Evidence:
    """What a document says of an amount in euros under a label."""
    shown = _shown_amount(sheet, label, expected)
    if shown is not None:
        return shown
    balanced = None if sheet.has_others else sheet.balance.get(label)
    prices = sheet.prices(label)
    if not prices and balanced is not None:
        prices = (balanced,)
    if not prices:
        return Evidence(Answer.UNCHECKABLE if sheet.has_unlabelled_fields else Answer.ABSENT)
    recapitulated = sheet.recapitulated(label)
    if recapitulated is not None:
        return _contradicted(recapitulated)
    whole = sheet.whole.get(label)
    if whole is not None and _is_less_than_a_part(sheet, whole, expected):
        return _contradicted(whole)
    price = balanced or prices[0]
    if _is_unclear(sheet, label, prices, balanced) or _may_stand_for(sheet, label, price, expected):
        return Evidence(Answer.UNCHECKABLE, None, price.page, price.excerpt)
    return _contradicted(price)


def _shown_amount(sheet: Sheet, label: PriceKind, expected: Decimal) -> Evidence | None:
    """Where a document shows the expected amount, under its label if it can; None if nowhere."""
    hits = _hits(sheet, expected)
    if hits:
        hit = next((amount for amount in hits if amount.label is label), hits[0])
        return answer_at(Answer.FOUND, hit.line, hit.amount.start, expected)
    return Evidence(Answer.FOUND, expected) if expected in sheet.every_reading else None


def _hits(sheet: Sheet, expected: Decimal) -> list[Labelled]:
    return [
        amount
        for amount in sheet.amounts
        if amount.amount.may_be(expected) or amount.amount.may_be(-expected)
    ]


def is_of_the_whole(sheet: Sheet, expected: Decimal) -> bool:
    """Whether an amount is only the total of more than the prestation, whose own net and gross are others.

    That net and gross stand on lines of the Ségur, and make a pair at a rate of VAT.
    """
    if not sheet.has_others or not all(hit.total or hit.due for hit in _hits(sheet, expected)):
        return False
    net, gross = (_own_price(sheet, label) for label in (PriceKind.HT, PriceKind.TTC))
    if net is None or gross is None or expected in {net, gross}:
        return False
    return any(abs(net + vat_of(net, rate) - gross) <= CENT for rate in FRENCH_RATES)


def _own_price(sheet: Sheet, label: PriceKind) -> Decimal | None:
    """The single price under a label on the lines of the Ségur; None if there is none, or several."""
    own = {price.value for price in sheet.prices(label) if price.segur}
    return own.pop() if len(own) == 1 else None


def _is_less_than_a_part(sheet: Sheet, whole: Labelled, expected: Decimal) -> bool:
    """Whether the whole of what is sold is less than the amount expected of a part, which cannot be."""
    if expected <= whole.value or sheet.has_less:
        return False
    return not _written_roughly(whole, expected)


def _is_unclear(
    sheet: Sheet, label: PriceKind, prices: Sequence[Labelled], balanced: Labelled | None
) -> bool:
    """Whether nobody can tell which of the amounts shown is that of the prestation."""
    if sheet.has_others and not prices[0].segur:
        return True
    values = {price.value for price in prices}
    if any(
        amount.unsure and amount.label is label and amount.value not in values
        for amount in sheet.amounts
    ):
        return True
    return balanced is None and (sheet.has_reduction or len(values) > 1)


def _may_stand_for(sheet: Sheet, label: PriceKind, price: Labelled, expected: Decimal) -> bool:
    """Whether a price may be the expected amount, written roughly, for one item or in parts."""
    return _written_roughly(price, expected) or _made_of(sheet, label, expected, price)


def _contradicted(shown: Labelled) -> Evidence:
    evidence = answer_at(Answer.CONTRADICTED, shown.line, shown.amount.start, shown.value)
    return structs.replace(evidence, loose=not shown.plain)


def _written_roughly(shown: Labelled, expected: Decimal) -> bool:
    """Whether an amount is the expected one without its cents, or without the comma before them."""
    written = shown.line.text[shown.amount.start : shown.amount.end]
    if re.search(r"[.,]\d\d\b", written):
        return False
    return abs(shown.value - expected) < 1 or shown.value == expected * 100


def _made_of(sheet: Sheet, label: PriceKind, expected: Decimal, shown: Labelled) -> bool:
    """Whether the expected amount is a multiple of the one shown, or the sum of lines shown."""
    quantity = round(expected / shown.value) if shown.value > 0 else 0
    is_multiple = quantity > 1 and abs(quantity * shown.value - expected) <= CENT * quantity
    if is_multiple and (shown.unit or _shows_number(shown.line, quantity)):
        return True
    lines = _line_amounts(sheet, label)
    if label is PriceKind.VAT:  # shown for a line, and again for its rate
        lines = [*{*lines}]
    return _any_make(sorted(lines)[:_PARTS_MOST], expected)


def _shows_number(line: Line, number: int) -> bool:
    return re.search(rf"(?<![\d.,]){number}(?![\d.,])", line.text) is not None


def _any_make(parts: Sequence[Decimal], expected: Decimal) -> bool:
    """Whether two or more of the parts add up to an amount, give or take a cent for each."""
    for count in range(2, len(parts) + 1):
        for chosen in combinations(parts, count):
            if abs(sum(chosen) - expected) <= CENT * count:
                return True
    return False


def adds_up(sheet: Sheet, label: PriceKind, expected: Decimal) -> bool:
    """Whether all that a document shows under a label, without its totals, makes the amount."""
    return sum(_line_amounts(sheet, label)) == expected


def _line_amounts(sheet: Sheet, label: PriceKind) -> list[Decimal]:
    """The amounts under a label that stand on no line of totals."""
    return [
        amount.value
        for amount in sheet.amounts
        if amount.label is label and not (amount.total or amount.unit or amount.aside)
    ]


def rate_evidence(sheet: Sheet, expected: Decimal) -> Evidence:
    """What a document says of the rate of VAT, in percent."""
    rates = [rate for rate in sheet.rates if rate.of_vat]
    hit = next((rate for rate in rates if rate.value == expected), None)
    if hit is not None:
        return answer_at(Answer.FOUND, hit.line, hit.start, expected)
    exemptions = _exemptions(sheet)
    if expected == 0 and (exemptions or _has_zero_vat(sheet)):
        return Evidence(Answer.UNCHECKABLE) if rates else Evidence(Answer.FOUND, expected)
    if any(rate.value == expected for rate in sheet.rates):
        return Evidence(Answer.UNCHECKABLE)
    # At the head of a line an exemption is of all that is sold; in a sentence, maybe of a part.
    exempt = next((line for line in exemptions if _EXEMPT.match(line.flat.strip())), None)
    if not rates and exempt is not None and not _has_vat(sheet):
        return answer_at(Answer.CONTRADICTED, exempt, 0, Decimal(0))
    # Of several rates, that of the line that names the Ségur.
    rates = [rate for rate in rates if rate.segur] or [rate for rate in rates if not rate.loose]
    values = {rate.value for rate in rates}
    if len(values) == 1 and values <= FRENCH_RATES:
        return answer_at(Answer.CONTRADICTED, rates[0].line, rates[0].start, rates[0].value)
    shows_rate = sheet.rates or sheet.has_unlabelled_fields
    return Evidence(Answer.UNCHECKABLE if shows_rate else Answer.ABSENT)


def _exemptions(sheet: Sheet) -> list[Line]:
    """The lines that speak of an exemption from VAT; all are searched at once, few documents have any."""
    if not _EXEMPT.search("\n".join([line.flat for line in sheet.flowing])):
        return []
    return [line for line in sheet.flowing if _EXEMPT.search(line.flat)]


def _has_vat(sheet: Sheet) -> bool:
    """Whether it shows VAT, or a net and a gross that differ."""
    if any(vat.value for vat in sheet.prices(PriceKind.VAT)):
        return True
    nets = {net.value for net in sheet.prices(PriceKind.HT)}
    grosses = {gross.value for gross in sheet.prices(PriceKind.TTC)}
    return bool(nets and grosses - nets)


def _has_zero_vat(sheet: Sheet) -> bool:
    """Whether all the VAT it shows is zero."""
    return {vat.value for vat in sheet.prices(PriceKind.VAT)} == {Decimal(0)}


def date_evidence(sheet: Sheet, expected: date, *labels: DayLabel) -> Evidence:
    """What a document says of a date; `labels` in the order of their weight."""
    hit = next((day for day in sheet.days if day.value == expected), None)
    if hit is not None:
        return answer_at(Answer.FOUND, hit.line, hit.start, expected)
    if expected in sheet.every_day:
        return Evidence(Answer.FOUND, expected)
    turned = month_first(expected)
    if any(day.value == turned for day in sheet.days):
        return Evidence(Answer.UNCHECKABLE)
    for label in labels:
        days = [day for day in sheet.days if day.label is label]
        if not days:
            continue
        first = days[0]
        if all(day.value == first.value for day in days):
            return answer_at(Answer.CONTRADICTED, first.line, first.start, first.value)
        return Evidence(Answer.UNCHECKABLE, None, first.page, first.excerpt)
    return Evidence(Answer.ABSENT)


def month_first(day: date) -> date | None:
    """The date that is read of a day when its month is written first; None when there is no such date."""
    try:
        return day.replace(day=day.month, month=day.day)
    except ValueError:
        return None
