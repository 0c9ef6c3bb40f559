"""What is wrong with a text that should be JSON, and where; what parsers refuse for its size or its depth."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final, TypeVar

from msgspec import Struct

from segur_check.dossier.json.positions import CLOSES, OPENS, STRING, Lines, Position

T = TypeVar("T")

MAX_DEPTH: Final = 64
"""Lists and objects one inside the other; a request needs six."""

_LONGEST_NUMBER: Final = 1000
"""Signs of one number; an amount that a program computed has sixty at most.

The time that a whole number takes grows with the square of its digits.
"""

_TO_NINES: Final = bytes.maketrans(b"+-.012345678eE", b"9" * 14)
_TOO_LONG: Final = b"9" * (_LONGEST_NUMBER + 1)

EXCERPT: Final = 20

_BRACKET: Final = re.compile(rf"{STRING}|([\[{{])|([\]}}])", re.DOTALL)

_ODD_NUMBER: Final = re.compile(rf"{STRING}|(-?Infinity|NaN|[-+.0-9eE]{{19,}})")


class TextFault(Struct, frozen=True):
    """Why a file cannot be read, or not be fully trusted.

    Attributes:
        code: FMT001, FMT002, FMT003, FMT004 or FMT022.
        reason: a stable key; the words are elsewhere.
        values: what the words need. `found` is an excerpt of at most 20 characters, or the code
            point (`U+00A0`) of a character that does not show; `opened` is the Position of what
            is not closed, `missing` the signs that would close it; `first` and `last` are those of a
            repeated key.
        position: where to look; None when no single place is at fault.
        pointer: RFC 6901; "" for the file.
    """

    code: str
    reason: str
    values: Mapping[str, object]
    position: Position | None
    pointer: str = ""


def open_brackets(text: str, end: int) -> list[int]:
    """Offsets of the brackets still open at an offset; stops at the first that is too deep."""
    opened: list[int] = []
    for match in _BRACKET.finditer(text, 0, end):
        if match.lastindex == OPENS:
            opened.append(match.start())
            if len(opened) > MAX_DEPTH:
                break
        elif match.lastindex == CLOSES and opened:
            opened.pop()
    return opened


def depth_fault(text: str, opened: list[int]) -> TextFault:
    """Too many brackets one inside the other; `opened` are the offsets of `open_brackets`."""
    position = Lines(text).at(opened[-1]) if len(opened) > MAX_DEPTH else None
    return TextFault("FMT001", "too-deep", {"limit": MAX_DEPTH}, position)


def may_hold_long_number(data: bytes) -> bool:
    """Whether a file holds a run of signs as long as no number may be, in a text or out of it."""
    return _TOO_LONG in data.translate(_TO_NINES)


def number_read_by(number: Callable[[str], T]) -> Callable[[str], T]:
    """What reads a number of the file, unless it is longer than any is.

    It raises ValueError then, as what it reads with does for a wrong number.
    """

    def read(token: str) -> T:
        if len(token) > _LONGEST_NUMBER:
            raise ValueError(token[:EXCERPT])
        return number(token)

    return read


def number_fault(text: str) -> TextFault:
    """Find the constant or the number that json.loads refused: all that precedes it is right."""
    for match in _ODD_NUMBER.finditer(text):
        token = match[1]
        if not token:
            continue
        if token.endswith(("NaN", "Infinity")):
            return fault_at(text, "nan", match.start(), token)
        number = number_read_by(int if token.lstrip("-").isdigit() else Decimal)
        try:
            number(token)
        except (ValueError, ArithmeticError):
            return fault_at(text, "number-too-long", match.start(), token[:EXCERPT])
    return TextFault("FMT001", "syntax", {"found": ""}, None)


def fault_at(
    text: str, reason: str, at: int, found: str | None = None, **more: Position | str
) -> TextFault:
    """What is wrong at an offset; `found` is what stands there, an excerpt unless it is given."""
    shown = excerpt(text, at) if found is None else found
    return TextFault("FMT001", reason, {"found": shown, **more}, Lines(text).at(at))


def excerpt(text: str, at: int) -> str:
    """What stands at an offset, to be shown: 20 characters of one line at most."""
    line = text[at : at + EXCERPT].splitlines()[:1]
    return "".join(line).strip()
