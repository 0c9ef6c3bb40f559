"""Amounts, rates and dates as documents write them, each with its span in the line.

The lines are those of `words.text.columns`: NFKC, every blank an ordinary space, columns kept.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import chain

from msgspec import Struct

from segur_check.pieces.figures.days_in_words import MONTHS, days_in_words, may_hold_words
from segur_check.pieces.words.text import flat
from segur_check.values.pattern import Pattern

_EURO = r"(?:€|eur\b|euros?\b)"
# "1 234,56 €", "1.234,56", "1,234.56", "1234.56 EUR", "12 000 €", "€ 12", "358€33": no part of a longer
# number, no date, no rate, no thousands of euros ("64 k€", which may be rounded).
_AMOUNT = Pattern(
    rf"""
    (?<![\d.,/])(?P<sign>-\ ?)?(?P<before>(?:€|eur\b)\ {{0,3}})?
    (?P<whole>\d{{1,3}}(?:(?(before)[ ]{{1,8}}|[ ])\d{{3}}){{1,4}}(?!\d) | \d{{1,3}}(?:\.\d{{3}}){{1,4}}(?!\d)
      | \d{{1,3}}(?:['’ʼ′´`]\d{{3}}){{1,4}}(?!\d) | \d{{1,3}}(?:,\d{{3}}){{1,4}}(?=\.\d\d(?!\d)) | \d+)
    (?:[.,](?P<cents>\d\d)(?!\d) | [.,](?P<tenth>\d)(?=\ ?{_EURO}) | ,(?P<fine>\d{{3,6}})(?=\ ?{_EURO}) | \ {{0,4}}[.,]\ ?(?P<apart>\d\d)(?=\ ?{_EURO})
      | (?:€|\ euros?\ (?:et\ )?)(?P<after_sign>\d\d)(?![\d.,]|\ ?%))?
    (?!\ {{0,6}}%)(?![.,/-]?\d)(?!\ ?[km]\ ?{_EURO}|\ ?ke\b|\ ?millions?)
    (?P<after>\ ?{_EURO}(?:\ {{1,2}}(?P<far>\d\d)(?![\w.,/%]|\ ?[%€]|\ \d))?)?
    """,
    re.VERBOSE,
)
# "358.333", which has three decimals in a document that writes amounts with a point.
_POINT_OF_THREE = Pattern(r"\d{1,3}\.\d{3}")
_POINT_AND_CENTS = Pattern(r"(?<![\d.,])\d{1,9}\.\d\d(?![\d.,])")
_COMMA_AND_CENTS = Pattern(r"\d,\d\d(?!\d)")
# The number of a clause: "Article 4.12", or "4.12 Garanties" at the head of a line.
_CLAUSE_BEFORE = Pattern(
    r"(?:\b(?:articles?|art|clauses?|sections?|chapitres?|paragraphes?|alineas?|points?|annexes?|version|v|page|n°|et|a)\b\.?"
    r"|§§?) ?\Z"
)
_CLAUSE_AFTER = Pattern(r"\.? {1,3}[^\W\d_]{3}")
_CLAUSE_HEADS = Pattern(r"\W*\Z")
# A sign against a group of three digits that is none of those known: "64·000,00".
_ODD_SIGN = Pattern(r"\d[^\s\d€$£%:;()\[\]|+x×*=-]\Z")
_LETTER = Pattern(r"\d[a-wyz]\Z")  # "64m8000,00", which OCR reads for a square; but "2x358,33"
_GROUP = 3
_DIGITS_BEFORE = Pattern(r"(?<![\d.,/])\d{1,3}(?: {1,3}\d{1,3}){0,4} {1,12}\Z")
_DIGITS_FAR = 40  # signs: how far before an amount the first of its digits may stand
_CLAUSE_NEAR = 16  # signs: as long as the words that name a clause
_LONGEST_WHOLE = 12  # digits: a longer number is no amount but the number of something
# A line without a digit holds no figure, and a line without cents or euros no amount.
DIGIT = Pattern(r"\d")
_CENTS = Pattern(r"[.,]\d\d")
_EUROS = ("€", "eur")
_RATE = Pattern(r"(\d(?<![\w.,]\d)\d?(?:[.,]\d{1,3})?) {0,6}(?:%|pour ?cent\b)", re.IGNORECASE)

_DIGIT_NEAR = 4  # signs
_DIGIT_APART = Pattern(r"(?<![\d.,] )(?<![\d.,])(\d) \Z")

_DATES = (
    Pattern(r"(?P<d>\d(?<![\d.,]\d)\d?)(?P<s>[/.-])(?P<m>\d{1,2})(?P=s)(?P<y>\d{4}|\d\d)(?!\d)"),
    Pattern(r"(?P<y>\d(?<!\d\d)\d{3})(?P<s>[/-])(?P<m>\d\d)(?P=s)(?P<d>\d\d)(?!\d)"),
    Pattern(rf"(?P<d>\d(?<!\w\d)\d?)(?: ?er)? (?P<m>{'|'.join(MONTHS)})\.? (?P<y>\d{{4}})(?!\d)"),
    Pattern(r"(?P<y>2(?<!\d2)0\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)"),
    # "12 / 03 / 2025", and digit by digit as in the boxes of a form.
    Pattern(r"(?P<d>\d(?<!\d\d) ?\d) ?/ ?(?P<m>\d ?\d) ?/ ?(?P<y>\d ?\d ?\d ?\d)(?! ?\d)"),
)
_CENTURY = 2000
FRENCH_RATES = frozenset(map(Decimal, ("20", "10", "8.5", "5.5", "2.1", "0")))


class Amount(Struct, frozen=True):
    """An amount in euros, and its span in the line.

    `others`: the other ways to read it. "1 358,33" may be 358,33 after a quantity, and "3 58,33" may
    be 358,33 with its digits drawn apart. `euro`: the sign or the name of the currency stands beside
    it. `led_by`: where the digits before it begin that may belong to it, as "12" of "12   345,67".
    `doubtful`: its last three digits may be decimals.
    """

    value: Decimal
    start: int
    end: int
    others: tuple[Decimal, ...] = ()
    euro: bool = False
    led_by: int | None = None
    doubtful: bool = False

    def may_be(self, amount: Decimal) -> bool:
        """Whether it can be read as this amount."""
        return amount == self.value or amount in self.others


class Rate(Struct, frozen=True):
    """A rate in percent (20 for "20 %"), and its span in the line."""

    value: Decimal
    start: int
    end: int


class Day(Struct, frozen=True):
    """A date, and its span in the line."""

    value: date
    start: int
    end: int


def writes_points(text: str) -> bool | None:
    """Whether a document writes its amounts with a point, "358.33"; None if that cannot be known."""
    if _COMMA_AND_CENTS.search(text):
        return False
    return True if _POINT_AND_CENTS.search(text) else None


def amounts_in(line: str, *, points: bool | None = False) -> Iterator[Amount]:
    """The amounts of a line: numbers with cents or the sign of the euro that are no date and no rate.

    `points`: the document writes amounts with a decimal point, and "358.333" has three decimals,
    rounded to the cent; None: nobody knows.
    """
    low = line.lower()
    if not DIGIT.search(low) or not (_CENTS.search(low) or any(euro in low for euro in _EUROS)):
        return
    for match in _AMOUNT.finditer(low):
        amount = _amount(low, match, points=points)
        if amount is not None:
            yield amount


def _amount(low: str, match: re.Match[str], *, points: bool | None) -> Amount | None:
    """The amount that a match of `_AMOUNT` in a line in lower case is; None if it is something else."""
    start = match.start()
    euro = bool(match["before"] or match["after"] or match["after_sign"])
    whole, cents = _whole_and_cents(match, points=points)
    groups = re.split(r"\D+", whole)
    digits = "".join(groups)
    if not (cents or euro) or len(digits) > _LONGEST_WHOLE:
        return None
    if not euro and _is_clause(low, start, match.end()):
        return None
    glued = low[max(0, start - 2) : start]
    if _LETTER.search(glued) or (len(groups[0]) == _GROUP and _ODD_SIGN.search(glued)):
        return None
    sign = "-" if match["sign"] else ""
    wholes = [digits]
    if " " in match["whole"]:  # a quantity may stand before it
        wholes += ["".join(groups[at:]) for at in range(1, len(groups)) if groups[at][0] != "0"]
    just_before = low[max(0, start - _DIGITS_FAR) : start]
    apart = None if sign or match["before"] else _DIGITS_BEFORE.search(just_before)
    if apart is not None:  # or its digits may be drawn apart
        wholes.append(apart[0].replace(" ", "") + digits)
    values = [
        Decimal(f"{sign}{whole}.{cents or '00'}")
        for whole in wholes
        if len(whole) <= _LONGEST_WHOLE
    ]
    if match["far"]:  # "358 € 33": cents, or another number
        values.append(Decimal(f"{sign}{digits}.{match['far']}"))
    if match["far"] or match["after_sign"]:
        values.append(Decimal(f"{sign}{digits}.00"))
    led_by = None
    if apart is not None:
        led_by = start - len(just_before) + apart.start()
    if "  " in match["whole"]:
        led_by = match.start("whole")
    doubtful = points is None and not cents and bool(_POINT_OF_THREE.fullmatch(whole))
    if doubtful:
        values.append(_rounded(whole))
    return Amount(values[0], start, match.end(), tuple(values[1:]), euro, led_by, doubtful)


def number_of(written: str) -> Decimal:
    """The value of a number without cents: "48 250", "64,9"."""
    return Decimal(written.replace(" ", "").replace(",", "."))


def _whole_and_cents(match: re.Match[str], *, points: bool | None) -> tuple[str, str | None]:
    """The euros of an amount as they are written, and its cents; further decimals are rounded."""
    whole, fine = match["whole"], match["tenth"] or match["fine"]
    cents = match["cents"] or match["apart"] or match["after_sign"]
    if points and match["fine"] and len(fine) == _GROUP:
        return whole + fine, None  # "1,234" are thousands
    if points and not (cents or fine) and _POINT_OF_THREE.fullmatch(whole):
        whole, fine = whole.split(".")
    if not fine:
        return whole, cents
    whole, cents = str(_rounded(re.sub(r"\D", "", whole) + f".{fine}")).split(".")
    return whole, cents


def _rounded(decimals: str) -> Decimal:
    return Decimal(decimals).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _is_clause(low: str, start: int, end: int) -> bool:
    """Whether a number with a point is that of a clause, a version or a page."""
    if "." not in low[start:end]:
        return False
    before = low[max(0, start - _CLAUSE_NEAR) : start]
    heads_line = _CLAUSE_HEADS.match(low[:start]) and _CLAUSE_AFTER.match(low, end)
    return bool(heads_line or _CLAUSE_BEFORE.search(flat(before)))


def rates_in(line: str) -> Iterator[Rate]:
    """The percentages of a line; "2 0 %" of letters drawn apart is 20 %."""
    for match in _RATE.finditer(line):
        start, end = match.span()
        apart = _DIGIT_APART.search(line[max(0, start - _DIGIT_NEAR) : start])
        joined = Decimal(f"{apart[1]}{match[1]}".replace(",", ".")) if apart else None
        if joined is not None and joined in FRENCH_RATES:
            yield Rate(joined, start - 2, end)
        else:
            yield Rate(Decimal(match[1].replace(",", ".")), start, end)


def may_hold_dates(plain: str, *, has_digit: bool) -> bool:
    """Whether dates may stand in a line made `flat`, in figures or in words."""
    return has_digit or may_hold_words(plain)


def dates_in(line: str) -> Iterator[Day]:
    """The dates of a line, day before month, in the order they stand, without impossible ones."""
    plain = flat(line)
    days: dict[int, Day] = {}  # by their start
    for year, month, day, start, end in chain(_in_figures(plain), days_in_words(plain)):
        try:
            days.setdefault(start, Day(date(year, month, day), start, end))
        except ValueError:
            continue
    return iter(sorted(days.values(), key=lambda day: day.start))


def _in_figures(plain: str) -> Iterator[tuple[int, int, int, int, int]]:
    """The year, month and day of what is written as a date in figures, and its span."""
    if not DIGIT.search(plain):
        return
    for pattern in _DATES:
        for match in pattern.finditer(plain):
            written_year, written_month, day = (match[name].replace(" ", "") for name in "ymd")
            year = int(written_year) + (_CENTURY if len(written_year) == 2 else 0)  # noqa: PLR2004 - "25"
            month = MONTHS.get(written_month) or int(written_month)
            yield year, month, int(day), *match.span()
