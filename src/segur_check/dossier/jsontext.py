"""Reads one JSON file without trusting it, and knows where each of its values stands.

Nothing here speaks to the user: a fault carries a stable reason and what a sentence needs. Nothing
computes with the numbers either: `1e999999` stays as written until a control has bounded it.
"""

import codecs
import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from itertools import chain, islice
from operator import itemgetter
from typing import Any, Final, NamedTuple, Never

from msgspec import Struct

from segur_check.dossier.places import BLANK, CLOSES, OPENS, STRING, Lines, Nodes, Position

MAX_DEPTH: Final = 64
"""Lists and objects one inside the other; a request needs six."""

MAX_REPEATS: Final = 1_000
"""Repeated keys told for one file, so that a hostile one cannot fill the memory with faults."""

_EXCERPT: Final = 20
_BRACKET: Final = re.compile(rf"{STRING}|([\[{{])|([\]}}])", re.DOTALL)
_ODD_NUMBER: Final = re.compile(rf"{STRING}|(-?Infinity|NaN|[-+.0-9eE]{{19,}})")
_NUMBER: Final = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")
_HALF: Final = re.compile(r"\\u[dD][89a-fA-F]")
_LONE_HALF: Final = re.compile(
    r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|(\\u[dD][89a-fA-F]..)|\\.", re.DOTALL
)
_HALF_BYTES: Final = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_NO_BRACKETS: Final = bytes(one for one in range(256) if one not in b"[]{}")
_TEXT_BYTES: Final = bytes({*range(0x20, 0x80), *b"\t\r\n"})
_NOT_IN_1252: Final = frozenset(b"\x81\x8d\x8f\x90\x9d")


class Fault(Struct, frozen=True):
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


class _Refused(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.reason)
        self.fault = fault


class _Clue(NamedTuple):
    """What tells one reason, at the place where the parser stopped.

    Attributes:
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


class JsonText:
    """One file: its value, what is wrong with it, and where things are.

    Attributes:
        value: a Decimal for each number written with a point or an exponent, an int for the others.
        readable: False when the file has no value at all (FMT001, FMT002, FMT022).
    """

    def __init__(
        self, text: str | None, value: object, faults: tuple[Fault, ...], *, repeated: bool = False
    ) -> None:
        self._text = text or ""
        self._repeated = repeated
        self.value = value
        self.readable = text is not None
        self.faults = (*faults, *self._repeats()) if repeated else faults

    def mentions(self, text: str) -> bool:
        """Whether a text in lower case stands in the file at all, whatever its case there."""
        return text in self._text.lower()

    def has(self, pattern: re.Pattern[str]) -> bool:
        """Whether a pattern stands in the file as it is written: cheaper than a walk."""
        return pattern.search(self._text) is not None

    def position(self, pointer: str) -> Position | None:
        """Where the value starts; the last one of a repeated key; None when there is no such."""
        node = self._nodes.find(pointer) if self.readable else None
        return None if node is None else self._lines.at(self._nodes.value_start(node))

    def key_position(self, pointer: str) -> Position | None:
        """Where the opening quote of the key stands; of the value for an item and for the root."""
        node = self._nodes.find(pointer) if self.readable else None
        return None if node is None else self._lines.at(node)

    # Most files are never asked for a position: both wait for the first question.
    @cached_property
    def _nodes(self) -> Nodes:
        return Nodes(self._text, repeated=self._repeated)

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self._text)

    def _repeats(self) -> Iterator[Fault]:
        repeats = islice(self._nodes.repeats(), MAX_REPEATS)
        for pointer, key, *nodes in sorted(repeats, key=itemgetter(3)):
            first, last = (self._lines.at(node) for node in nodes)
            values = {"key": key, "first": first, "last": last}
            yield Fault("FMT004", "duplicate", values, last, pointer)


def read_json(data: bytes, *, max_bytes: int) -> JsonText:
    """Read one file as strict UTF-8 JSON; whatever it holds comes back as faults, never raised.

    A reason is one of: too-big (FMT022); utf-16, utf-32, windows-1252, latin-1, unknown (FMT002);
    bom (FMT003); duplicate (FMT004); empty, trailing-comma, comment, single-quotes (any quotation
    mark but the straight double one), decimal-comma, leading-zero, unclosed, trailing-data,
    missing-comma, nan, control-character, no-break-space, too-deep, surrogate, number-too-long,
    syntax (FMT001).
    """
    if len(data) > max_bytes:
        size: dict[str, object] = {"size": len(data), "limit": max_bytes}
        return JsonText(None, None, (Fault("FMT022", "too-big", size, None),))
    notes: tuple[Fault, ...] = ()
    if data.startswith(codecs.BOM_UTF8):
        notes = (Fault("FMT003", "bom", {}, Position(1, 1)),)
        data = data[len(codecs.BOM_UTF8) :]
    try:
        text = _decoded(data)
        value, repeated = _parsed(text, data)
    except _Refused as refused:
        return JsonText(None, None, (*notes, refused.fault))
    return JsonText(text, value, notes, repeated=repeated)


def _decoded(data: bytes) -> str:
    if not data.strip(b"\0\f\v" + BLANK.encode()):
        raise _Refused(Fault("FMT001", "empty", {}, None))
    family = json.detect_encoding(data)[: len("utf-16")]
    if family in {"utf-16", "utf-32"}:
        raise _Refused(Fault("FMT002", family, {}, None))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        reason = "unknown" if error.end == len(data) else _looks_like(data)
        values = {"byte": f"0x{data[error.start]:02X}"}
        fault = Fault("FMT002", reason, values, Lines(before).at(len(before)))
    raise _Refused(fault)


def _looks_like(data: bytes) -> str:
    """Name the one-byte encoding of bytes that are not UTF-8."""
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

    try:
        value = json.loads(
            text, parse_float=Decimal, parse_constant=_refuse, object_pairs_hook=members_of
        )
    except json.JSONDecodeError as error:
        fault = _syntax_fault(text, error)
    except RecursionError:
        fault = _depth_fault(text, _opened(text, len(text)))
    except (ValueError, ArithmeticError):  # the guards of int and of Decimal, and _refuse
        fault = _number_fault(text)
    else:
        if _may_be_deep(data) and _is_deep(value):
            raise _Refused(_depth_fault(text, _opened(text, len(text))))
        lone = _lone_half(text)
        if lone is None:
            return value, repeated
        fault = _fault_at(text, "surrogate", lone, text[lone : lone + len("\\ud800")])
    raise _Refused(fault)


def _refuse(constant: str) -> Never:
    raise ValueError(constant)


def _may_be_deep(data: bytes) -> bool:
    """Whether brackets are left when the innermost ones were taken away time and again.

    Each time takes two levels at the most; brackets within strings may stay. It takes a tenth of the
    time that a look at every value does.
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
        held = chain.from_iterable(one.values() if type(one) is dict else one for one in level)
        level = [child for child in held if type(child) is dict or type(child) is list]
    return bool(level)


def _lone_half(text: str) -> int | None:
    r"""Offset of the first `\ud800` that has no partner; an escaped backslash starts no escape."""
    if not _HALF.search(text):
        return None
    return next((match.start() for match in _LONE_HALF.finditer(text) if match[1]), None)


def _opened(text: str, end: int) -> list[int]:
    """Offsets of the brackets still open at an offset; stops at the first one that is too deep."""
    opened: list[int] = []
    for match in _BRACKET.finditer(text, 0, end):
        if match.lastindex == OPENS:
            opened.append(match.start())
            if len(opened) > MAX_DEPTH:
                break
        elif match.lastindex == CLOSES and opened:
            opened.pop()
    return opened


def _depth_fault(text: str, opened: list[int]) -> Fault:
    position = Lines(text).at(opened[-1]) if len(opened) > MAX_DEPTH else None
    return Fault("FMT001", "too-deep", {"limit": MAX_DEPTH}, position)


def _number_fault(text: str) -> Fault:
    """Find the constant or the number that json.loads refused, all before it being right."""
    for match in _ODD_NUMBER.finditer(text):
        token = match[1]
        if not token:
            continue
        if token.endswith(("NaN", "Infinity")):
            return _fault_at(text, "nan", match.start(), token)
        number = int if token.lstrip("-").isdigit() else Decimal
        try:
            number(token)
        except (ValueError, ArithmeticError):
            return _fault_at(text, "number-too-long", match.start(), token[:_EXCERPT])
    return Fault("FMT001", "syntax", {"found": ""}, None)


def _syntax_fault(text: str, error: json.JSONDecodeError) -> Fault:
    """Say in the terms of somebody who typed the file what stopped the parser, and where."""
    at = error.pos
    opened = _opened(text, at)
    if len(opened) > MAX_DEPTH:
        return _depth_fault(text, opened)
    before = text[:at].rstrip(BLANK)
    if before.endswith(",") and text[at : at + 1] in {"]", "}"}:
        return _fault_at(text, "trailing-comma", len(before) - 1)
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
        return _fault_at(
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
    return _fault_at(text, clue.reason, at, found)


def _fault_at(text: str, reason: str, at: int, found: str | None = None, **more: Position) -> Fault:
    shown = _excerpt(text, at) if found is None else found
    return Fault("FMT001", reason, {"found": shown, **more}, Lines(text).at(at))


def _excerpt(text: str, at: int) -> str:
    line = text[at : at + _EXCERPT].splitlines()[:1]
    return "".join(sign for sign in "".join(line) if sign.isprintable()).strip()
