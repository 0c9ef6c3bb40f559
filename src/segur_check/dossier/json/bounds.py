"""How much one JSON may hold: counted in its text, before anything of it is built.

A list of two megabytes would otherwise become two gigabytes of values and of faults.
"""

import json
import re
from contextlib import suppress
from typing import Final

from msgspec import Struct

from segur_check.dossier.json.faults import MAX_DEPTH, TextFault
from segur_check.dossier.json.positions import BLANK, STRING, Lines, escaped
from segur_check.settings.supplier import Limites
from segur_check.values.wording import MEGABYTE

_OURS: Final = Limites()


class JsonBounds(Struct, frozen=True):
    """The most that is read of one JSON: its bytes, the entries of one list, the values in all.

    `members` are the keys of one object: as many as the entries of a list, but who allows shorter lists
    than we do does not mean that a request has fewer keys.
    """

    size: int = _OURS.json_mo * MEGABYTE
    elements: int = _OURS.json_elements
    values: int = _OURS.json_valeurs
    members: int = _OURS.json_elements

    @classmethod
    def of(cls, limits: Limites) -> "JsonBounds":
        """Those of the settings."""
        return cls(
            limits.json_mo * MEGABYTE,
            limits.json_elements,
            limits.json_valeurs,
            max(limits.json_elements, _OURS.json_elements),
        )


OUR_BOUNDS: Final = JsonBounds()

_NOT_STRUCTURE: Final = bytes(byte for byte in range(256) if byte not in b'[]{},:"')
_INNERMOST: Final = re.compile(rb"\{[,:]*+\}|\[,*+\]")
_EMPTY_HOLDER: Final = re.compile(rb"\[[ \t\r\n]*+\]|\{[ \t\r\n]*+\}")
_SIGN: Final = re.compile(rf"(?:[^\"\[\]{{}},]++|{STRING})*+(?:([\[\]{{}},])|\Z)")
_KEY: Final = re.compile(rf"[{BLANK}]*+({STRING})[{BLANK}]*+:")
_EMPTY: Final = re.compile(rf"[{BLANK}]*+[\]}}]")
_TO_VALUE: Final = re.compile(rf"[{BLANK}]*+(?:{STRING}[{BLANK}]*+:[{BLANK}]*+)?+")


def excess(text: str, data: bytes, bounds: JsonBounds) -> TextFault | None:
    """The first bound that a text (and its bytes) goes over, and where; None of nearly all files."""
    return _first_excess(text, bounds) if _may_be_too_much(data, bounds) else None


def _may_be_too_much(data: bytes, bounds: JsonBounds) -> bool:
    """Whether the signs of a file are so many that it has to be read sign by sign.

    Speed: nearly no file has to. Of most, the count of their signs is enough, a thousandth of their
    check; of large ones the strings are taken away, then the innermost lists and objects again and
    again, a hundredth. Of a text that is no JSON the answer may be wrong: its fault stops the parser.
    """
    if _most_values(data) <= min(bounds.elements, bounds.values, bounds.members):
        return False
    if b"\\" in data:
        data = data.replace(b"\\\\", b"").replace(b'\\"', b"")
    # Some sign stands between two strings: two quotation marks without any are those of one string.
    signs = data.translate(None, _NOT_STRUCTURE).replace(b'""', b"")
    in_strings = b'"' in signs
    if in_strings:
        signs = b"".join(signs.split(b'"')[::2])
    most = _most_values(signs)
    if most > bounds.values:
        empty = 0 if in_strings else sum(1 for _ in _EMPTY_HOLDER.finditer(data))
        if most - empty > bounds.values:
            return True
    too_long, too_wide = b"," * bounds.elements, b",:" * bounds.members
    for _ in range(MAX_DEPTH):
        bare = signs.replace(b"[]", b"").replace(b"{}", b"")
        if too_long in bare or too_wide in bare:
            return True
        left = _INNERMOST.sub(b"", bare)
        if len(left) == len(signs):
            return False
        signs = left
    return False


def _most_values(data: bytes) -> int:
    """As many values as there would be if no list and no object were empty."""
    return 1 + data.count(b",") + data.count(b"[") + data.count(b"{")


class _Holder:
    """A list or an object that is open, and its last entry so far: its rank, and where it begins."""

    __slots__ = ("at", "entry", "is_list", "rank")

    def __init__(self, at: int, *, is_list: bool) -> None:
        self.at, self.is_list = at, is_list
        self.rank, self.entry = 0, at + 1


def _first_excess(text: str, bounds: JsonBounds) -> TextFault | None:
    """Where a text goes over a bound; what is no JSON is left to the parser, which stops there."""
    values = 1
    opened: list[_Holder] = []
    for sign in _SIGN.finditer(text):
        at = sign.start(1)
        match sign[1]:
            case "[" | "{" as bracket:
                if len(opened) == MAX_DEPTH:
                    return None
                opened.append(_Holder(at, is_list=bracket == "["))
                values += not _EMPTY.match(text, at + 1)
            case "," if opened:
                holder = opened[-1]
                holder.rank += 1
                holder.entry = at + 1
                values += 1
                reason, most = (
                    ("elements", bounds.elements) if holder.is_list else ("members", bounds.members)
                )
                if holder.rank == most:
                    return _fault(text, reason, opened[:-1], holder.at, most)
            case "]" | "}" if len(opened) > 1:
                opened.pop()
            case _:
                return None
        if values > bounds.values:
            start = _TO_VALUE.match(text, opened[-1].entry)
            at = start.end() if start else at
            return _fault(text, "values", opened, at, bounds.values)
    return None


def _fault(text: str, reason: str, opened: list[_Holder], at: int, limit: int) -> TextFault:
    pointer = "".join(f"/{escaped(_name(text, holder))}" for holder in opened)
    return TextFault("FMT022", reason, {"limit": limit}, Lines(text).at(at), pointer)


def _name(text: str, holder: _Holder) -> str:
    """The rank or the key of the last entry of a list or an object."""
    key = None if holder.is_list else _KEY.match(text, holder.entry)
    if key is None:
        return str(holder.rank)
    with suppress(ValueError):  # of a text that is no JSON
        return str(json.loads(key[1]))
    return key[1][1:-1]
