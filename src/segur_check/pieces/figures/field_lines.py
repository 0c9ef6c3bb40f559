"""The fields of a form as lines of a document: a label, a colon, a value.

A field holds a bare number ("48250") where a page would show "48 250,00 €". When its label says that
it is an amount or a rate, it is written out as a page would show it.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from segur_check.pieces.words.tax_words import PriceKind, kinds_of
from segur_check.pieces.words.text import flat, normalised
from segur_check.values.money import CENT
from segur_check.values.pattern import Pattern

# What stands above a figure may be its heading, but no field is the heading of another.
RULE = "—"
UNLABELLED = " : "  # how the line of a field without a label begins

_AMOUNT = Pattern(
    r"\b(?:montants?|prix|total|totaux|somme|cout|a payer|a regler|amount|price|euros?|eur)\b|€"
)
_RATE = Pattern(r"(?:\A\W*|  )(?:taux|pourcentage|rate|vat rate)\b|\A\W*%")
_PERCENT_SIGN = Pattern(r"(?:\A|[^\d ]) *%")  # in "TVA 20 %" the sign belongs to the 20
# A field that holds no amount, whatever tax its label names.
_NO_AMOUNT = Pattern(
    r"\A\W*(?:n°|numero|no\b|ref|code|date|annee|quantite|qte|nombre|nb\b|duree|siret|siren|finess|rpps|tel)"
)
_CENTIMES = Pattern(r"\bcentimes?\b")
_THOUSANDS = Pattern(r"\bk ?€|\bke\b|millier")
_NUMBER = re.compile(r"(-?) ?(\d(?:[\d .,'’]*\d)?)")
_GROUPS = re.compile(r"\d{1,3}(?:([ .'’,])\d{3})(?:\1\d{3})*")
_SINGLE_GROUP = re.compile(r"\d{1,3}[.,]\d{3}")  # 48.250: thousands, or three decimals
_PERCENT = re.compile(r"_?(\d{1,2}(?:[.,]\d{1,3})?)[ _]?%?_?")
_LONGEST = 12  # digits
_RATES = frozenset(map(Decimal, ("20", "10", "8.5", "5.5", "2.1")))


def field_lines(fields: Sequence[tuple[str, str]]) -> Iterator[str]:
    """For each field (label, value) a line, followed by a rule."""
    # An amount whose euros and centimes are in two fields is whole in neither.
    has_centimes = any(_CENTIMES.search(flat(label)) for label, _ in fields)
    for label, value in fields:
        words, content = label.replace("_", " ").strip(), " ".join(value.split())
        yield f"{words} : {content if has_centimes else written_out(words, content)}"
        yield RULE


def written_out(label: str, value: str) -> str:
    """A value as pages write an amount or a rate, when its label says that it is either."""
    low, plain = flat(label), normalised(value)
    if _NO_AMOUNT.search(low) or _THOUSANDS.search(low):
        return value
    kinds, amount = kinds_of(low), _AMOUNT.search(low)
    if names_rate(low):
        percent = _PERCENT.fullmatch(plain)
        return f"{_percent(percent[1])} %" if percent else value
    number = _number(plain) if kinds or amount else None
    if number is None or _PERCENT_SIGN.search(low):
        return value
    if kinds == {PriceKind.VAT} and not amount and number in _RATES:
        return value  # "TVA : 20", euros or a rate
    # Without blanks: in "9 780,40" the 9 could be a quantity. No cents are added where it has none:
    # "358 €" may be 358,33 € written roughly.
    is_whole = number.as_tuple().exponent == 0
    return f"{number if is_whole else number.quantize(CENT, ROUND_HALF_UP)} €".replace(".", ",")


def names_rate(low: str) -> bool:
    """Whether a label in lower case without accents names a rate: "Taux de TVA", "TVA (%)"."""
    return bool(_RATE.search(low) or (_PERCENT_SIGN.search(low) and not _AMOUNT.search(low)))


def _percent(written: str) -> str:
    """A rate in percent: spreadsheets hold 20 % as 0.2."""
    value = Decimal(written.replace(",", "."))
    return f"{value * 100:f}".rstrip("0").rstrip(".") if value * 100 in _RATES else written


def _number(written: str) -> Decimal | None:
    """The number that a text is, whatever separates its thousands; None when that is not sure."""
    match = _NUMBER.fullmatch(written)
    if match is None or _SINGLE_GROUP.fullmatch(match[2]):
        return None
    sign, whole, mark, cents = match[1], match[2], "", ""
    if not _GROUPS.fullmatch(whole):
        whole, mark, cents = re.fullmatch(r"(.*?)(?:([.,])(\d+))?", whole).groups("")  # type: ignore[union-attr]
    grouped = _GROUPS.fullmatch(whole)
    if not (whole.isdecimal() or grouped) or (grouped and grouped[1] == mark):
        return None
    digits = re.sub(r"\D", "", whole)
    if len(digits) > _LONGEST or (len(digits) > 1 and digits.startswith("0")):
        return None
    return Decimal(f"{sign}{digits}{mark and '.'}{cents[:_LONGEST]}")
