"""Why a text is no JSON, in the terms of the person who typed it: one place, one thing to do there."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from segur_check.dossier.json.faults import (
    EXCERPT,
    MAX_DEPTH,
    TextFault,
    depth_fault,
    excerpt,
    fault_at,
    open_brackets,
)
from segur_check.dossier.json.positions import BLANK, STRING, Lines

_NUMBER: Final = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")
_STRING: Final = re.compile(STRING, re.DOTALL)
_CLOSING: Final = {"[": "]", "{": "}"}
_RIGHT_WORD: Final = {"true": "true", "vrai": "true", "false": "false", "faux": "false"}
_BARE: Final = re.compile(r'[^"\r\n,:\[\]{}]+')
_NEXT: Final = re.compile(rf'[{BLANK}]*["\]}}]')


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


_LETTER: Final = r"[^\W\d_]"
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
        _Clue("missing-bracket", "]", heard="Expecting ','", inside="{"),
        _Clue("missing-bracket", "[}:]", heard="Expecting ','", inside="["),
        _Clue("missing-comma", '"', heard="Expecting ','"),
        _Clue("missing-comma", r"[-0-9\[{tfn]", heard="Expecting ','", inside="["),
        _Clue("missing-colon", r'["\-0-9\[{]|(?:true|false|null)\b', heard="Expecting ':'"),
        _Clue("stray-quote", _LETTER, heard="Expecting ','"),
        _Clue("stray-quote", _LETTER, heard="Expecting ':'"),
        _Clue("other-word", r"(?:true|false|null|none|nil|vrai|faux)\b", heard="Expecting value"),
        _Clue("missing-quote", rf'{_LETTER}[^"\r\n,:\[\]{{}}]*"'),
        _Clue("missing-quotes", _LETTER, heard="Expecting value"),
        _Clue("missing-quotes", _LETTER, heard="Expecting property name"),
        _Clue("syntax"),
    )
)


def syntax_fault(text: str, error: json.JSONDecodeError) -> TextFault:
    """Say what stopped the parser, and where, in the terms of the person who typed the file."""
    at = error.pos
    opened = open_brackets(text, at)
    if len(opened) > MAX_DEPTH:
        return depth_fault(text, opened)
    before = text[:at].rstrip(BLANK)
    if before.endswith(",") and text[at : at + 1] in {"]", "}"}:
        return fault_at(text, "trailing-comma", len(before) - 1)
    if before.endswith(",") and text[at : at + 1] == ",":
        return fault_at(text, "double-comma", at)
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
        return _cut_off(text, at, opened, in_string=bool(clue.heard))
    if clue.reason == "missing-bracket":
        return _not_closed(text, at, opened)
    at -= clue.back
    if clue.reason in _TOLD:
        return _TOLD[clue.reason](text, at)
    found = _FOUND[clue.reason](text, at) if clue.reason in _FOUND else None
    return fault_at(text, clue.reason, at, found)


def _cut_off(text: str, at: int, opened: list[int], *, in_string: bool) -> TextFault:
    """The file ends within a string, a list or an object: told apart by whether closing them is enough."""
    whole = text.rstrip(BLANK)
    end = at if in_string else len(whole) - 1
    left_open = at if in_string else opened[-1] if opened else end
    missing = '"' * in_string + "".join(_CLOSING[text[one]] for one in reversed(opened))
    reason = "unclosed" if _parses((text if in_string else whole) + missing) else "cut-off"
    opens = Lines(text).at(left_open)
    return fault_at(text, reason, end, excerpt(text, left_open), opened=opens, missing=missing)


def _parses(text: str) -> bool:
    try:
        json.loads(text, parse_int=str, parse_float=str)
    except ValueError:
        return False
    return True


def _not_closed(text: str, at: int, opened: list[int]) -> TextFault:
    """What the file opened last is still open where something outside of it stands: `]`, `}` or a key."""
    start = opened[-1]
    place = at
    if text[at] == ":":  # before the comma of the key that it follows
        *_, key = (met.start() for met in _STRING.finditer(text, start, at))
        place = len(text[:key].rstrip(BLANK).removesuffix(",").rstrip(BLANK))
    return fault_at(
        text, "missing-bracket", place, opened=Lines(text).at(start), missing=_CLOSING[text[start]]
    )


def _without_comma(text: str, at: int) -> TextFault:
    """The place is where the comma has to be typed: the end of what stands before."""
    end = len(text[:at].rstrip(BLANK))
    ends_line = any(sign in text[end:at] for sign in "\r\n")
    reason = "missing-comma" if ends_line else "missing-comma-in-line"
    return fault_at(text, reason, end, excerpt(text, at))


def _broken_string(text: str, at: int) -> TextFault:
    """A line that ends within a string: its quotation mark is missing where the next line starts anew."""
    if text[at] in "\r\n" and _NEXT.match(text, at):
        line = text[:at].rstrip(BLANK)
        return fault_at(text, "missing-end-quote", len(line.removesuffix(",")), "")
    return fault_at(text, "control-character", at, f"U+{ord(text[at]):04X}")


def _no_break_space(text: str, at: int) -> TextFault:
    return fault_at(text, "no-break-space", at, f"U+{ord(text[at]):04X}")


def _number(text: str, at: int) -> str | None:
    head = text[max(at - EXCERPT // 2, 0) : at]
    number = _NUMBER.match(text, at - len(head) + len(head.rstrip("-0123456789")))
    return number[0][:EXCERPT] if number else None


def _word(text: str, at: int) -> str:
    word = _BARE.match(text, at)
    return word[0].strip()[:EXCERPT] if word else ""


def _other_word(text: str, at: int) -> TextFault:
    word = _word(text, at)
    right = _RIGHT_WORD.get(word.lower(), "null")
    return fault_at(text, "other-word", at, word, expected=right)


_FOUND: Final[Mapping[str, Callable[[str, int], str | None]]] = {
    "decimal-comma": _number,
    "leading-zero": _number,
    "missing-quote": _word,
    "missing-quotes": _word,
}
_TOLD: Final[Mapping[str, Callable[[str, int], TextFault]]] = {
    "missing-comma": _without_comma,
    "control-character": _broken_string,
    "no-break-space": _no_break_space,
    "other-word": _other_word,
}
