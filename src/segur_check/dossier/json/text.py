"""Reads one JSON file without trusting it, and knows where each of its values stands.

Nothing here speaks to the user: a fault carries a stable reason and what a sentence needs. Nothing
computes with the numbers either: `1e999999` stays as it is written until a control has bounded it.
"""

import codecs
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from itertools import chain, islice
from operator import itemgetter
from typing import Any, Final, Never

from segur_check.dossier.json.bounds import OUR_BOUNDS, JsonBounds, excess
from segur_check.dossier.json.faults import (
    MAX_DEPTH,
    TextFault,
    depth_fault,
    fault_at,
    may_hold_long_number,
    number_fault,
    number_read_by,
    open_brackets,
)
from segur_check.dossier.json.positions import BLANK, Lines, Nodes, Position
from segur_check.pieces.pdf.file_kind import file_kind
from segur_check.pieces.pdf.mended import HEADER

MAX_REPEATS: Final = 1_000
"""The most repeated keys that are told of a file: a hostile one cannot fill the memory with faults."""

_HALF: Final = re.compile(r"\\u[dD][89a-fA-F]")
_LONE_HALF: Final = re.compile(
    r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|(\\u[dD][89a-fA-F]..)|\\.", re.DOTALL
)
_HALF_BYTES: Final = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_NO_BRACKETS: Final = bytes(byte for byte in range(256) if byte not in b"[]{}")
_TEXT_BYTES: Final = bytes({*range(0x20, 0x80), *b"\t\r\n"})
_NOT_IN_1252: Final = frozenset(b"\x81\x8d\x8f\x90\x9d")


class _Refused(Exception):
    def __init__(self, fault: TextFault) -> None:
        super().__init__(fault.reason)
        self.fault = fault


class JsonText:
    """One file: its value, what is wrong with its text, and where each value stands.

    Attributes:
        value: the parsed JSON, a Decimal for each number that is written with a point or an
            exponent, an int for the others; it is never changed.
        readable: False when the file has no value at all (FMT001, FMT002, FMT022).
    """

    def __init__(
        self,
        text: str | None,
        value: object,
        faults: tuple[TextFault, ...],
        *,
        repeated: bool = False,
    ) -> None:
        self._text = text or ""
        self._repeated = repeated
        self.value = value
        self.readable = text is not None
        self.faults = (*faults, *self._repeats()) if repeated else faults

    def mentions(self, text: str) -> bool:
        """Whether a text (given in lower case) stands somewhere in the file, in any case."""
        return text in self._text.lower()

    def has(self, pattern: re.Pattern[str]) -> bool:
        """Whether a pattern matches the file as it is written: cheaper than to walk its values."""
        return pattern.search(self._text) is not None

    def position(self, pointer: str) -> Position | None:
        """Where a value starts, the last one of a repeated key; None when there is none."""
        node = self._nodes.find(pointer) if self.readable else None
        return None if node is None else self._lines.at(self._nodes.value_start(node))

    def key_position(self, pointer: str) -> Position | None:
        """Where the opening quote of a key stands; for an item and the root, where the value starts."""
        node = self._nodes.find(pointer) if self.readable else None
        return None if node is None else self._lines.at(node)

    # Most files are never asked for a position: both are made on the first question.
    @cached_property
    def _nodes(self) -> Nodes:
        return Nodes(self._text, repeated=self._repeated)

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self._text)

    def _repeats(self) -> Iterator[TextFault]:
        repeats = islice(self._nodes.repeats(), MAX_REPEATS)
        for pointer, key, *nodes in sorted(repeats, key=itemgetter(3)):
            first, last = (self._lines.at(node) for node in nodes)
            values = {"key": key, "first": first, "last": last}
            yield TextFault("FMT004", "duplicate", values, last, pointer)


def read_json(data: bytes, bounds: JsonBounds = OUR_BOUNDS) -> JsonText:
    """Read one file as strict UTF-8 JSON; what is wrong comes back as faults, nothing is raised.

    A reason is one of: too-big, elements, members, values (FMT022); utf-16, utf-32, windows-1252, latin-1,
    unknown (FMT002); bom (FMT003); duplicate (FMT004); empty, too-deep, surrogate, number-too-long, nan and those
    of `json/syntax` (FMT001); pdf, other-kind (both: no JSON at all, by its first bytes).
    """
    if len(data) > bounds.size:
        size: dict[str, object] = {"size": len(data), "limit": bounds.size}
        return JsonText(None, None, (TextFault("FMT022", "too-big", size, None),))
    notes: tuple[TextFault, ...] = ()
    if data.startswith(codecs.BOM_UTF8):
        notes = (TextFault("FMT003", "bom", {}, Position(1, 1)),)
        data = data[len(codecs.BOM_UTF8) :]
    try:
        text = _decoded(data)
        fault = excess(text, data, bounds)
        if fault is not None:
            return JsonText(None, None, (*notes, fault))
        value, repeated = _parsed(text, data)
    except _Refused as refused:
        return JsonText(None, None, (*notes, _of_another_kind(refused.fault, data)))
    return JsonText(text, value, notes, repeated=repeated)


def _of_another_kind(fault: TextFault, data: bytes) -> TextFault:
    """A file that is no JSON at all is told by its kind, not by the first byte that JSON refuses."""
    kind = "pdf" if data.startswith(HEADER) else file_kind(data)
    if fault.code == "FMT022" or kind in {"", "text"}:
        return fault
    reason = kind if kind == "pdf" else "other-kind"
    return TextFault(fault.code, reason, {"kind": f"file-{kind}"}, None)


def _decoded(data: bytes) -> str:
    if not data.strip(b"\0\f\v" + BLANK.encode()):
        raise _Refused(TextFault("FMT001", "empty", {}, None))
    family = json.detect_encoding(data)[: len("utf-16")]
    if family in {"utf-16", "utf-32"}:
        raise _Refused(TextFault("FMT002", family, {}, None))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        reason = "unknown" if error.end == len(data) else _looks_like(data)
        values = {"byte": f"0x{data[error.start]:02X}"}
        fault = TextFault("FMT002", reason, values, Lines(before).at(len(before)))
    raise _Refused(fault)


def _looks_like(data: bytes) -> str:
    """The one-byte encoding of bytes that are not UTF-8, or "unknown"."""
    odd = frozenset(data.translate(None, _TEXT_BYTES))
    is_binary = min(odd) < min(b" ") or odd & _NOT_IN_1252 or _HALF_BYTES.search(data)
    if is_binary or not data.decode("utf-8", "ignore").isascii():
        return "unknown"
    return "windows-1252" if min(odd) < 0xA0 else "latin-1"  # noqa: PLR2004 - where Latin-1 begins


def _parsed(text: str, data: bytes) -> tuple[object, bool]:
    """The value of a text (and of its bytes), and whether some object repeats a key."""
    repeated = False

    def members_of(pairs: list[tuple[str, object]]) -> dict[str, object]:
        nonlocal repeated
        members = dict(pairs)
        if len(members) != len(pairs):
            repeated = True
        return members

    # Speed: a hook for each whole number would be slow, and nearly no file needs it.
    has_long = may_hold_long_number(data)
    try:
        value = json.loads(
            text,
            parse_int=number_read_by(int) if has_long else None,
            parse_float=number_read_by(Decimal) if has_long else Decimal,
            parse_constant=_refuse,
            object_pairs_hook=members_of,
        )
    except json.JSONDecodeError as error:
        from segur_check.dossier.json.syntax import (  # noqa: PLC0415 - nearly no file needs its patterns
            syntax_fault,
        )

        fault = syntax_fault(text, error)
    except RecursionError:
        fault = depth_fault(text, open_brackets(text, len(text)))
    except (ValueError, ArithmeticError):  # the guards of int and of Decimal, and _refuse
        fault = number_fault(text)
    else:
        if _may_be_deep(data) and _is_deep(value):
            raise _Refused(depth_fault(text, open_brackets(text, len(text))))
        lone = _lone_half(text)
        if lone is None:
            return value, repeated
        fault = fault_at(text, "surrogate", lone, text[lone : lone + len("\\ud800")])
    raise _Refused(fault)


def _refuse(constant: str) -> Never:
    raise ValueError(constant)


def _may_be_deep(data: bytes) -> bool:
    """Whether brackets are left once the innermost ones were taken away again and again.

    Each pass takes two levels at most; brackets within strings may stay. All take a tenth of the time
    of a look at every value.
    """
    brackets = data.translate(None, _NO_BRACKETS)
    for _ in range(MAX_DEPTH // 2):
        brackets = brackets.replace(b"[]", b"").replace(b"{}", b"")
    return bool(brackets)


def _is_deep(value: object) -> bool:
    level: list[Any] = [value] if isinstance(value, dict | list) else []
    for _ in range(MAX_DEPTH):
        if not level:
            return False
        members = chain.from_iterable(
            holder.values() if type(holder) is dict else holder for holder in level
        )
        level = [member for member in members if type(member) is dict or type(member) is list]
    return bool(level)


def _lone_half(text: str) -> int | None:
    r"""Offset of the first `\ud800` that has no partner; an escaped backslash starts no escape."""
    if not _HALF.search(text):
        return None
    return next((match.start() for match in _LONE_HALF.finditer(text) if match[1]), None)
