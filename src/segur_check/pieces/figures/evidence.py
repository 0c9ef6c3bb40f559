"""What a document says of a value of the JSON: found, contradicted, absent, or not checkable.

A figure is contradicted only when the document shows, under the same label, another value, one
alone, and nowhere the expected one. Where it shows several, nobody can tell which is the Ségur's.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
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
from segur_check.values.money import CENT
from segur_check.values.pattern import Pattern


class Answer(StrEnum):
    """The four answers of a document about a value."""

    FOUND = "found"
    CONTRADICTED = "contradicted"
    ABSENT = "absent"
    UNCHECKABLE = "uncheckable"


class Evidence(Struct, frozen=True):
    """An answer, the other value that the document shows, and where; `page` counts from 1.

    `sure`: a form field says it, no reading of a page. `loose`: the words that name it say other
    things too. `page` None: not told.
    """

    answer: Answer
    shown: Decimal | date | str | None = None
    page: int | None = None
    excerpt: str = ""
    sure: bool = False
    loose: bool = False


_PARTS_MOST = 10
_EXEMPT = Pattern(
    r"tva non applicable|293 ?b\b|exoner\w{1,10} de (?:la )?tva|autoliquidation|art(?:icle|\.) ?294"
)


def answer_at(
    answer: Answer, line: Line, start: int, shown: Decimal | date | str | None
) -> Evidence:
    """An answer where a line says it, from the cell that holds `start`."""
    page = None if line.page == FORM else line.page
    return Evidence(answer, shown, page, line.excerpt(start), sure=line.page == FORM)


def amount_evidence(sheet: Sheet, label: PriceKind, expected: Decimal) -> Evidence:
    """What a document says of an amount in euros under a label."""
    hits = [
        one for one in sheet.amounts if one.amount.may_be(expected) or one.amount.may_be(-expected)
    ]
    if hits:
        hit = next((one for one in hits if one.label is label), hits[0])
        return answer_at(Answer.FOUND, hit.line, hit.amount.start, expected)
    if expected in sheet.also:
        return Evidence(Answer.FOUND, expected)
    prices = sheet.prices(label) or tuple(
        one for one in [sheet.balance.get(label)] if one is not None and not sheet.has_others
    )
    if not prices:
        return Evidence(Answer.UNCHECKABLE if sheet.has_unlabelled_fields else Answer.ABSENT)
    recapitulated = sheet.recapitulated(label)
    if recapitulated is not None:
        return _contradicted(recapitulated)
    first = prices[0]
    whole = sheet.whole.get(label)
    above = whole is not None and expected > whole.amount.value and not sheet.has_less
    if whole is not None and above and not _written_roughly(whole, expected):
        return _contradicted(whole)  # a part is never more than the whole
    unclear = sheet.has_others and not first.segur
    sure = {one.amount.value for one in prices}
    unclear |= any(
        one.unsure and one.label is label and one.amount.value not in sure for one in sheet.amounts
    )
    balanced = None if sheet.has_others else sheet.balance.get(label)
    if balanced is not None:
        first = balanced
    unclear |= sheet.has_reduction and balanced is None
    unclear |= _written_roughly(first, expected)
    several = balanced is None and len({one.amount.value for one in prices}) > 1
    if unclear or several or _made_of(sheet, label, expected, first):
        return Evidence(Answer.UNCHECKABLE, None, first.page, first.excerpt)
    return _contradicted(first)


def _contradicted(shown: Labelled) -> Evidence:
    value = shown.amount.value
    found = answer_at(Answer.CONTRADICTED, shown.line, shown.amount.start, value)
    return structs.replace(found, loose=not shown.plain)


def _written_roughly(shown: Labelled, expected: Decimal) -> bool:
    """Whether an amount is the expected one without its cents, or without their comma."""
    written = shown.line.text[shown.amount.start : shown.amount.end]
    if re.search(r"[.,]\d\d\b", written):
        return False
    value = shown.amount.value
    return abs(value - expected) < 1 or value == expected * 100


def _made_of(sheet: Sheet, label: PriceKind, expected: Decimal, shown: Labelled) -> bool:
    """Whether an amount is what the document shows times a quantity, or the sum of its lines."""
    value = shown.amount.value
    times = round(expected / value) if value > 0 else 0
    close = times > 1 and abs(times * value - expected) <= CENT * times
    if close and (shown.unit or re.search(rf"(?<![\d.,]){times}(?![\d.,])", shown.line.text)):
        return True
    lines = _lines(sheet, label)
    if label is PriceKind.VAT:  # said of a line, and again of its rate
        lines = [*{*lines}]
    some = sorted(lines)[:_PARTS_MOST]
    return any(
        abs(sum(chosen) - expected) <= CENT * len(chosen)
        for size in range(2, len(some) + 1)
        for chosen in combinations(some, size)
    )


def adds_up(sheet: Sheet, label: PriceKind, expected: Decimal) -> bool:
    """Whether all that a document shows under a label, its totals aside, makes the amount."""
    return sum(_lines(sheet, label)) == expected


def _lines(sheet: Sheet, label: PriceKind) -> list[Decimal]:
    """The amounts under a label that no line of totals says."""
    named = (one for one in sheet.amounts if one.label is label and not one.total)
    return [one.amount.value for one in named if not (one.unit or one.aside)]


def rate_evidence(sheet: Sheet, expected: Decimal) -> Evidence:
    """What a document says of the rate of VAT, in percent."""
    said = [one for one in sheet.rates if one.of_vat]
    values = {one.value for one in said}
    hit = next((one for one in said if one.value == expected), None)
    if hit is not None:
        return answer_at(Answer.FOUND, hit.line, hit.start, expected)
    mentions = []
    if _EXEMPT.search("\n".join([line.flat for line in sheet.flowing])):
        mentions = [line for line in sheet.flowing if _EXEMPT.search(line.flat)]
    # At the head of a line it is of all that is sold; in a sentence, maybe of a part.
    exempt = next((line for line in mentions if _EXEMPT.match(line.flat.strip())), None)
    if expected == 0 and (mentions or _no_vat(sheet)):
        return Evidence(
            Answer.UNCHECKABLE if values else Answer.FOUND, None if values else expected
        )
    if any(one.value == expected for one in sheet.rates):
        return Evidence(Answer.UNCHECKABLE)
    if not values and exempt is not None and not _has_vat(sheet):
        return answer_at(Answer.CONTRADICTED, exempt, 0, Decimal(0))
    # Of several rates, that of the line that names the Ségur.
    said = [one for one in said if one.segur] or [one for one in said if not one.loose]
    values = {one.value for one in said}
    if len(values) == 1 and values <= FRENCH_RATES:
        return answer_at(Answer.CONTRADICTED, said[0].line, said[0].start, said[0].value)
    told = sheet.rates or sheet.has_unlabelled_fields
    return Evidence(Answer.UNCHECKABLE if told else Answer.ABSENT)


def _has_vat(sheet: Sheet) -> bool:
    """Whether it shows VAT, or two prices that it makes differ."""
    ht, ttc = (
        {one.amount.value for one in sheet.prices(label)} for label in (PriceKind.HT, PriceKind.TTC)
    )
    return any(one.amount.value for one in sheet.prices(PriceKind.VAT)) or bool(ht and ttc - ht)


def _no_vat(sheet: Sheet) -> bool:
    """Whether the VAT shown is of no euro."""
    shown = {one.amount.value for one in sheet.prices(PriceKind.VAT)}
    return shown == {Decimal(0)}


def date_evidence(sheet: Sheet, expected: date, *labels: DayLabel) -> Evidence:
    """What a document says of a date; the labels in the order of their weight."""
    hits = [one for one in sheet.days if one.value == expected]
    if hits:
        return answer_at(Answer.FOUND, hits[0].line, hits[0].start, expected)
    if expected in sheet.also_days:
        return Evidence(Answer.FOUND, expected)
    if any(one.value == turned for turned in _turned(expected) for one in sheet.days):
        return Evidence(Answer.UNCHECKABLE)
    for label in labels:
        said = [one for one in sheet.days if one.label is label]
        if len({one.value for one in said}) == 1:
            return answer_at(Answer.CONTRADICTED, said[0].line, said[0].start, said[0].value)
        if said:
            return Evidence(Answer.UNCHECKABLE, None, said[0].page, said[0].excerpt)
    return Evidence(Answer.ABSENT)


def _turned(day: date) -> Iterable[date]:
    """The day as who writes the month first has it, where there is such a day."""
    with suppress(ValueError):
        yield day.replace(day=day.month, month=day.day)
