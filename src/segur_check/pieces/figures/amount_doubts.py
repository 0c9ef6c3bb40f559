"""Whether digits that look like an amount are a rate, or only a part of a longer amount."""

import re
from collections.abc import Sequence
from decimal import Decimal

from segur_check.pieces.figures.figure_words import words_of
from segur_check.pieces.figures.headings import heading_above
from segur_check.pieces.figures.layout import Line
from segur_check.pieces.figures.written import FRENCH_RATES, Amount
from segur_check.pieces.words.label_words import NOT_OF_VAT, has_word, is_plain
from segur_check.pieces.words.tax_words import PriceKind, kinds_of, names_vat, nearest_cell
from segur_check.values.pattern import Pattern

# "Taux TVA (%) :", and no rate of its own: in "TVA 20 %" the sign belongs to the 20.
_RATE_BEFORE = Pattern(r"\btaux\b[^\d]*\Z|(?:\A|[^\d ]) *%\)?[^\d]*\Z")
_PERCENT_HEADING = Pattern(r"(?:\A|[^\d ]) *%")
_ON_BASE = Pattern(r"\b(?:sur|base|on)\b")
_BRACKET_BEFORE = Pattern(r"\( ?\Z")
_TAX_HEADING = Pattern(r"\W*(?:t\.? ?v\.? ?a\.?|vat|tax|taxes?|code tva)\W*")
_HUNDRED = 100  # percent: no rate is as high


def is_bare_rate(lines: Sequence[Line], index: int, amount: Amount, before: str) -> bool:
    """Whether it is a rate without its sign: "Taux TVA (%) : 20,00", or in a column of rates."""
    if amount.euro or not 0 <= amount.value < _HUNDRED:
        return False
    if _BRACKET_BEFORE.search(before) and names_vat(before):  # "TVA (8,50)"
        is_closed = lines[index].flat[amount.end : amount.end + 1] == ")"
        return is_closed and amount.value in FRENCH_RATES
    nearest = nearest_cell(before)
    names_only_vat = kinds_of(nearest) == {PriceKind.VAT} and is_plain(nearest)
    if names_only_vat and amount.value in FRENCH_RATES and _leads_amount(lines[index], amount):
        return True  # "TVA 20,00    71,67"
    words = words_of(lines, index, before, amount.start, amount.end)
    label = words.heading or words.before
    if NOT_OF_VAT.search(label):
        return False
    if _RATE_BEFORE.search(label) or _PERCENT_HEADING.search(words.heading):
        return True
    return bool(_TAX_HEADING.fullmatch(words.heading)) and amount.value in FRENCH_RATES


def _leads_amount(line: Line, amount: Amount) -> bool:
    """Whether another amount follows, with no word between the two."""
    after = next((other for other in line.amounts if other.start >= amount.end), None)
    return after is not None and not has_word(
        _ON_BASE.sub(" ", line.flat[amount.end : after.start])
    )


def may_be_longer(lines: Sequence[Line], index: int, amount: Amount) -> bool:
    """Whether the digits before an amount may belong to it: they are no other column, and no rate."""
    if amount.led_by is None:
        return False
    digits = lines[index].text[amount.led_by : amount.start].strip()
    if digits.isdecimal() and Decimal(digits) in FRENCH_RATES:
        return False
    heading = heading_above(lines, index, amount.start, amount.end)
    heading_of_digits = heading_above(lines, index, amount.led_by, amount.led_by + 1)
    return not (heading and heading_of_digits and heading != heading_of_digits)


def is_cut(lines: Sequence[Line], index: int, amount: Amount) -> bool:
    """Whether the end of a line cuts the amount in two: "12" here, "800,00" on the next."""
    line = lines[index]
    next_line = lines[index + 1].text.lstrip() if index + 1 < len(lines) else ""
    if amount.end == len(line.text) and not re.search(r"[.,]\d\d", line.text[amount.start :]):
        return re.match(r"\d{3}(?!\d)", next_line) is not None
    line_above = lines[index - 1].text if index else ""
    is_first = not line.text[: amount.start].strip()
    begins_with_three = is_first and re.match(r"\d{3}(?!\d)", line.text.lstrip())
    return bool(begins_with_three and re.search(r"(?<![\d.,])\d{1,3}\Z", line_above))
