"""Typed values of the messages, and how each is written in French and in English."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from msgspec import Struct

from segur_check.printable import printable
from segur_check.values.dates import written_day, written_moment
from segur_check.values.identifiers import masked
from segur_check.values.money import euros, percent
from segur_check.values.terms import TERMS

_LONGEST = 200
_READ_AHEAD = 400


class Euros(Struct, frozen=True):
    """An amount in euros."""

    amount: Decimal


class Percent(Struct, frozen=True):
    """A rate in percent (20 for 20 %)."""

    rate: Decimal


class Items(Struct, frozen=True):
    """A list, written with commas; the first ten are shown and the others counted."""

    items: tuple[object, ...]


class Quoted(Struct, frozen=True):
    """A text of the file itself, between quotation marks."""

    text: str


class Megabytes(Struct, frozen=True):
    """A size in bytes, written in millions of bytes."""

    bytes: int


class Term(Struct, frozen=True):
    """A key or a code of the file, written with what people call it."""

    code: str


class Since(Struct, frozen=True):
    """A day, and every later one."""

    day: date


class Noted(Struct, frozen=True):
    """A value, followed by a remark in brackets."""

    value: object
    note: object


class Terms(Struct, frozen=True):
    """Terms that go together."""

    codes: tuple[str, ...]


Value = (
    Euros
    | Percent
    | Items
    | Quoted
    | Megabytes
    | Term
    | Terms
    | Noted
    | Since
    | datetime
    | date
    | Decimal
    | int
    | str
)
Values = Mapping[str, Value]

_SHOWN = 10


def written(value: object, lang: str = "fr") -> str:
    """A value as it is written in a message; what a hostile file hides in it is seen."""
    match value:
        case Euros(amount):
            return euros(amount, lang)
        case Percent(rate):
            return percent(rate, lang)
        case Items(items):
            shown = ", ".join(written(item, lang) for item in items[:_SHOWN])
            others = len(items) - _SHOWN
            if others > 0:
                shown += f" … (+ {others})"
            return shown
        case Quoted(text):
            inner = printable_excerpt(text)
            return f"“{inner}”" if lang == "en" else f"«\u00a0{inner}\u00a0»"
        case Megabytes(size):
            millions = f"{size / 1_000_000:.1f}".removesuffix(".0")
            return f"{millions} MB" if lang == "en" else f"{millions.replace('.', ',')}\u00a0Mo"
        case Term(code):
            names = TERMS.get(code)
            return names[1 if lang == "en" else 0] if names else printable_excerpt(code)
        case Noted(inner, note):
            return f"{written(inner, lang)} ({written(note, lang)})"
        case Terms(codes):
            return " + ".join(written(Term(code), lang) for code in codes)
        case date() | Since():  # an instant is a date too
            return _written_date(value, lang)
        case Decimal():
            number = f"{value:f}"
            return number if lang == "en" else number.replace(".", ",")
    return printable_excerpt(str(value))


def _written_date(value: date | Since, lang: str) -> str:
    if isinstance(value, Since):
        return f"{'on or after' if lang == 'en' else 'à partir du'} {written_day(value.day, lang)}"
    return written_moment(value, lang) if isinstance(value, datetime) else written_day(value, lang)


def printable_excerpt(text: str, longest: int = _LONGEST) -> str:
    """A text of the file, safe to print: on one line, no sign hidden, patient ids masked.

    It is masked before it is cut: half a national health number still identifies a patient.
    """
    hidden = masked(text[: longest + _READ_AHEAD])
    shown = printable(hidden)
    return f"{shown[:longest]}…" if len(shown) > longest else shown


def filled(template: str, values: Values, lang: str) -> str:
    """A template of rules/controls/ with its typed values.

    Raises:
        KeyError: the template names a value that the problem does not carry.
    """
    return template.format_map({key: written(value, lang) for key, value in values.items()})


MEGABYTE = 1_000_000
