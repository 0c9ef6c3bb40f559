"""The fields of a form as lines of a document: a label, a colon, a value.

A field holds a bare number ("48250") where a page would show "48 250,00 €": where its label says that
it is an amount or a rate, it is written out as a page would have it.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from segur_check.pieces.words.tax_words import PriceKind, kinds_of
from segur_check.pieces.words.text import flat, normalised
from segur_check.values.money import CENT
from segur_check.values.pattern import Pattern

# What stands above a figure may be its heading, and no field is the heading of another.
RULE = "—"
UNLABELLED = " : "  # what the line of a field without a label begins with

_AMOUNT = Pattern(
    r"\b(?:montants?|prix|total|totaux|somme|cout|a payer|a regler|amount|price|euros?|eur)\b|€"
)
_RATE = Pattern(r"(?:\A\W*|  )(?:taux|pourcentage|rate|vat rate)\b|\A\W*%")
_PERCENT_SIGN = Pattern(r"(?:\A|[^\d ]) *%")  # in "TVA 20 %" it is that of the 20
# What is no amount, whatever tax its label names.
_OTHER = Pattern(
    r"\A\W*(?:n°|numero|no\b|ref|code|date|annee|quantite|qte|nombre|nb\b|duree|siret|siren|finess|rpps|tel)"
)
_CENTIMES = Pattern(r"\bcentimes?\b")
_THOUSANDS = Pattern(r"\bk ?€|\bke\b|millier")
_NUMBER = re.compile(r"(-?) ?(\d(?:[\d .,'’]*\d)?)")
_GROUPS = re.compile(r"\d{1,3}(?:([ .'’,])\d{3})(?:\1\d{3})*")
_ONE_GROUP = re.compile(r"\d{1,3}[.,]\d{3}")  # 48.250: of thousands, or with three decimals
_PERCENT = re.compile(r"_?(\d{1,2}(?:[.,]\d{1,3})?)[ _]?%?_?")
_LONGEST = 12  # digits
_RATES = frozenset(map(Decimal, ("20", "10", "8.5", "5.5", "2.1")))


def field_lines(fields: Sequence[tuple[str, str]]) -> Iterator[str]:
    """A line of each field, from its label and its value, and a rule after it."""
    parted = any(_CENTIMES.search(flat(label)) for label, _ in fields)
    for label, value in fields:
        told, held = label.replace("_", " ").strip(), " ".join(value.split())
        yield f"{told} : {held if parted else written_out(told, held)}"
        yield RULE


def written_out(label: str, value: str) -> str:
    """A value as pages write an amount or a rate, where its label says that it is one."""
    low, plain = flat(label), normalised(value)
    if _OTHER.search(low) or _THOUSANDS.search(low):
        return value
    kinds, amount = kinds_of(low), _AMOUNT.search(low)
    if names_rate(low):
        met = _PERCENT.fullmatch(plain)
        return f"{_percent(met[1])} %" if met else value
    number = _number(plain) if kinds or amount else None
    if number is None or _PERCENT_SIGN.search(low):
        return value
    if kinds == {PriceKind.VAT} and not amount and number in _RATES:
        return value  # "TVA : 20", of euros or a rate
    # Without blanks: before one of "9 780,40", the 9 may be a quantity. Without cents where it has
    # none: "358 €" may be 358,33 € written roughly.
    exact = number.as_tuple().exponent == 0
    return f"{number if exact else number.quantize(CENT, ROUND_HALF_UP)} €".replace(".", ",")


def names_rate(low: str) -> bool:
    """Whether a label, in lower case and without accents, is of a rate: "Taux de TVA", "TVA (%)"."""
    return bool(_RATE.search(low) or (_PERCENT_SIGN.search(low) and not _AMOUNT.search(low)))


def _percent(written: str) -> str:
    """A rate in percent: spreadsheets hold 20 % as 0.2."""
    value = Decimal(written.replace(",", "."))
    return f"{value * 100:f}".rstrip("0").rstrip(".") if value * 100 in _RATES else written


def _number(written: str) -> Decimal | None:
    """The number that a text is, whatever keeps its thousands apart; None of anything unsure."""
    met = _NUMBER.fullmatch(written)
    if met is None or _ONE_GROUP.fullmatch(met[2]):
        return None
    whole, mark, cents = met[2], "", ""
    if not _GROUPS.fullmatch(whole):
        whole, mark, cents = re.fullmatch(r"(.*?)(?:([.,])(\d+))?", whole).groups("")  # type: ignore[union-attr]
    grouped = _GROUPS.fullmatch(whole)
    if not (whole.isdecimal() or grouped) or (grouped and grouped[1] == mark):
        return None
    digits = re.sub(r"\D", "", whole)
    if len(digits) > _LONGEST or (len(digits) > 1 and digits.startswith("0")):
        return None
    return Decimal(f"{met[1]}{digits}{mark and '.'}{cents[:_LONGEST]}")
