"""Why a text is no JSON, in the terms of the person who typed it, and where."""

import json
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final, NamedTuple, TypeVar

from msgspec import Struct

from segur_check.dossier.json.positions import BLANK, CLOSES, OPENS, STRING, Lines, Position

T = TypeVar("T")

MAX_DEPTH: Final = 64
"""Lists and objects one inside the other; a request needs six."""

_LONGEST_NUMBER: Final = 1000
"""Signs of one number; an amount that a program computed has sixty at most.

The time that a whole number takes grows with the square of its digits.
"""

_TO_NINES: Final = bytes.maketrans(b"+-.012345678eE", b"9" * 14)
_TOO_LONG: Final = b"9" * (_LONGEST_NUMBER + 1)

_EXCERPT: Final = 20

_BRACKET: Final = re.compile(rf"{STRING}|([\[{{])|([\]}}])", re.DOTALL)

_ODD_NUMBER: Final = re.compile(rf"{STRING}|(-?Infinity|NaN|[-+.0-9eE]{{19,}})")

_NUMBER: Final = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")


class TextFault(Struct, frozen=True):
    """Why a file cannot be read, or not be fully trusted.

    Attributes:
        code: FMT001, FMT002, FMT003, FMT004 or FMT022.
        reason: a stable key; the words are elsewhere.
        values: what the words need. `found` is an excerpt of at most 20 characters, or the code
            point (`U+00A0`) of a character that does not show; `opened` is the Position of what
            the end of the file leaves open; `first` and `last` are those of a repeated key.
        position: where to look; None when no single place is at fault.
        pointer: RFC 6901; "" for the file.
    """

    code: str
    reason: str
    values: Mapping[str, object]
    position: Position | None
    pointer: str = ""


class _Clue(NamedTuple):
    """What a reason is known by, at the place where the parser stopped.

    Attributes:
        sign: a regular expression of what stands there.
        heard: how the message of the parser begins.
        inside: the innermost open bracket, "" at the top level, None when it does not matter.
        back: how many characters earlier the fault itself stands.
    """

    reason: str
    sign: str = ""
    heard: str = ""
    inside: str | None = None
    back: int = 0


_CLUES: Final = tuple(
    (clue, re.compile(clue.sign, re.IGNORECASE))
    for clue in (
        _Clue("control-character", heard="Invalid control"),
        _Clue("unclosed", heard="Unterminated string"),
        _Clue("no-break-space", "[\u00a0\u2007\u202f]"),
        _Clue("comment", r"//|/\*|#"),
        _Clue("single-quotes", "['`‘’“”«]"),
        _Clue("nan", r"[-+]?(?:nan|inf(?:inity)?)\b"),
        _Clue("leading-zero", "(?<=0)[0-9]", back=1),
        _Clue("decimal-comma", "(?<=[0-9],)[0-9]", inside="{", back=1),
        _Clue("decimal-comma", "(?<=[0-9]),[0-9]", inside=""),
        _Clue("trailing-comma", ",", heard="Illegal trailing comma"),
        _Clue("trailing-comma", rf",[{BLANK}]*\Z", heard="Extra data"),
        _Clue("trailing-data", heard="Extra data"),
        _Clue(
            "unclosed",
            rf"(?:[-.]|e[-+]?|t(?:ru?)?|f(?:a(?:ls?)?)?|nu?l?|\\u[0-9a-f]{{0,4}})?[{BLANK}]*\Z",
        ),
        _Clue("missing-comma", '"', heard="Expecting ','"),
        _Clue("missing-comma", r"[-0-9\[{tfn]", heard="Expecting ','", inside="["),
        _Clue("syntax"),
    )
)


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
            raise ValueError(token[:_EXCERPT])
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
            return fault_at(text, "number-too-long", match.start(), token[:_EXCERPT])
    return TextFault("FMT001", "syntax", {"found": ""}, None)


def syntax_fault(text: str, error: json.JSONDecodeError) -> TextFault:
    """Say what stopped the parser, and where, in the terms of the person who typed the file."""
    at = error.pos
    opened = open_brackets(text, at)
    if len(opened) > MAX_DEPTH:
        return depth_fault(text, opened)
    before = text[:at].rstrip(BLANK)
    if before.endswith(",") and text[at : at + 1] in {"]", "}"}:
        return fault_at(text, "trailing-comma", len(before) - 1)
    if error.msg.startswith("Invalid \\") and before.endswith("\\"):
        at -= 1
    inside = text[opened[-1]] if opened else ""
    clue = next(
        clue
        for clue, sign in _CLUES
        if error.msg.startswith(clue.heard)
        and clue.inside in {None, inside}
        and sign.match(text, at)
    )
    if clue.reason == "unclosed":
        if not clue.heard:
            at = len(text.rstrip(BLANK)) - 1
        left_open = at if clue.heard else opened[-1] if opened else at
        return fault_at(
            text, "unclosed", at, _excerpt(text, left_open), opened=Lines(text).at(left_open)
        )
    at -= clue.back
    found = None
    if clue.reason in {"control-character", "no-break-space"}:
        found = f"U+{ord(text[at]):04X}"
    elif clue.reason in {"decimal-comma", "leading-zero"}:
        head = text[max(at - _EXCERPT // 2, 0) : at]
        number = _NUMBER.match(text, at - len(head) + len(head.rstrip("-0123456789")))
        found = number[0][:_EXCERPT] if number else None
    return fault_at(text, clue.reason, at, found)


def fault_at(
    text: str, reason: str, at: int, found: str | None = None, **more: Position
) -> TextFault:
    """What is wrong at an offset; `found` is what stands there, an excerpt unless it is given."""
    shown = _excerpt(text, at) if found is None else found
    return TextFault("FMT001", reason, {"found": shown, **more}, Lines(text).at(at))


def _excerpt(text: str, at: int) -> str:
    line = text[at : at + _EXCERPT].splitlines()[:1]
    return "".join(line).strip()
