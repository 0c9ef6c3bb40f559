"""Reads one JSON file without trusting it, and knows the line and column of each of its values.

Nothing here speaks to the user: a fault carries a stable reason and what a sentence needs. Nothing
computes with the numbers either: `1e999999` stays as written until a control has bounded it.
"""

import codecs
import json
import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from itertools import chain, islice
from operator import itemgetter
from typing import Any, Final, NamedTuple, Never

from msgspec import Struct

MAX_DEPTH: Final = 64
"""Lists and objects one inside the other; a request needs six."""

MAX_REPEATS: Final = 1_000
"""Repeated keys told for one file, so that a hostile one cannot fill the memory with faults."""

_EXCERPT: Final = 20
_BLANK: Final = " \t\r\n"
_BLOCK: Final = 4_096  # characters between two counts of the lines
# Possessive throughout: a greedy group keeps 115 bytes an escape, 1.1 GB for a string of 20 MB.
# The closing quote is optional for the texts that stop inside a string.
_STRING: Final = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?+'
_KEY: Final = re.compile(rf"{_STRING}[{_BLANK}]*+:[{_BLANK}]*+")
_MEMBER: Final = re.compile(
    rf"[{_BLANK},]*+(?:({_STRING})[{_BLANK}]*+:[{_BLANK}]*+)?+"
    rf"(?:([\[{{])|({_STRING}|[^{_BLANK},\[\]{{}}\"]++))"
)
_TO_BRACKET: Final = re.compile(rf"(?:[^\"\[\]{{}}]++|{_STRING})*+(?:([\[{{])|([\]}}])|\Z)")
_OPENS, _CLOSES = 1, 2
_BRACKET: Final = re.compile(rf"{_STRING}|([\[{{])|([\]}}])", re.DOTALL)
_ODD_NUMBER: Final = re.compile(rf"{_STRING}|(-?Infinity|NaN|[-+.0-9eE]{{19,}})")
_NUMBER: Final = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")
_INDEX: Final = re.compile(r"0|[1-9][0-9]{0,9}")
_HALF: Final = re.compile(r"\\u[dD][89a-fA-F]")
_LONE_HALF: Final = re.compile(
    r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|(\\u[dD][89a-fA-F]..)|\\.", re.DOTALL
)
_HALF_BYTES: Final = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_TEXT_BYTES: Final = bytes({*range(0x20, 0x80), *b"\t\r\n"})
_NOT_IN_1252: Final = frozenset(b"\x81\x8d\x8f\x90\x9d")


class Position(NamedTuple):
    """A place in a file: both count from 1, columns in Unicode code points, no BOM counted."""

    line: int
    column: int


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
        _Clue("trailing-comma", rf",[{_BLANK}]*\Z", heard="Extra data"),
        _Clue("trailing-data", heard="Extra data"),
        _Clue(
            "unclosed",
            rf"(?:[-.]|e[-+]?|t(?:ru?)?|f(?:a(?:ls?)?)?|nu?l?|\\u[0-9a-f]{{0,4}})?[{_BLANK}]*\Z",
        ),
        _Clue("missing-comma", '"', heard="Expecting ','"),
        _Clue("missing-comma", r"[-0-9\[{tfn]", heard="Expecting ','", inside="["),
        _Clue("syntax"),
    )
)


class _Lines:
    """Offsets of a text turned into positions.

    Only every few thousandth line break is counted beforehand, the others when they are asked for.
    """

    def __init__(self, text: str) -> None:
        # Of as many characters, with one of them to end a line.
        self._text = text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text
        # Of each block: how many lines end before it, and where the one that it cuts started.
        self._before: list[tuple[int, int]] = [(0, 0)]

    def at(self, offset: int) -> Position:
        before = self._before
        block = offset // _BLOCK
        while len(before) <= block:
            end = len(before) * _BLOCK
            before.append(self._counted(before[-1], end - _BLOCK, end))
        ended, start = self._counted(before[block], block * _BLOCK, offset)
        return Position(ended + 1, offset - start + 1)

    def _counted(self, before: tuple[int, int], start: int, end: int) -> tuple[int, int]:
        ended, line = before
        within = self._text.count("\n", start, end)
        return ended + within, self._text.rindex("\n", start, end) + 1 if within else line


class _Brackets:
    """Where lists and objects of a valid text end, 8 bytes each; read as far as it is asked."""

    def __init__(self, text: str) -> None:
        self._unread = _TO_BRACKET.finditer(text)
        self._starts = array("I")
        self._ends = array("I")  # what follows the bracket that closes it; 0 when not reached
        self._open: list[int] = []

    def end(self, start: int) -> int:
        """What follows the bracket that closes the one which opens there."""
        rank = bisect_left(self._starts, start)
        if rank == len(self._starts) or not self._ends[rank]:
            self._read_to_the_end_of(start)
            rank = bisect_left(self._starts, start)
        return self._ends[rank]

    def _read_to_the_end_of(self, start: int) -> None:
        starts, ends, opened = self._starts, self._ends, self._open
        for match in self._unread:
            if match.lastindex == _CLOSES:
                rank = opened.pop()
                ends[rank] = match.end()
                if starts[rank] == start:
                    return
            elif match.lastindex == _OPENS:
                opened.append(len(starts))
                starts.append(match.start(_OPENS))
                ends.append(0)


_Member = tuple[str, int, bool]


def _members(text: str, brackets: _Brackets, start: int) -> Iterator[_Member]:
    """Key or rank, start, and whether it holds others, of what a list or an object holds."""
    if not text.startswith(("{", "["), start):
        return
    rank, at = 0, start + 1
    while match := _MEMBER.match(text, at):
        key, holds = match[1], match[2] is not None
        value = match.start(2 if holds else 3)
        name = str(rank) if key is None else _unquoted(key)
        yield name, value if key is None else match.start(1), holds
        at = brackets.end(value) if holds else match.end()
        rank += 1


class _Nodes:
    """Where every value of a valid text starts: that of its key, else its own.

    Read no further than what is asked: of an object, up to the key, unless it may come again; the
    lists and objects that stand before are jumped over.
    """

    def __init__(self, text: str, *, repeated: bool) -> None:
        self._text = text
        self._repeated = repeated
        self._brackets = _Brackets(text)
        # What was read of an object or of a list, and the rest of it.
        self._objects: dict[int, tuple[dict[str, int], Iterator[_Member]]] = {}
        self._lists: dict[int, tuple[array[int], Iterator[_Member]]] = {}

    def value_start(self, node: int) -> int:
        key = _KEY.match(self._text, node)
        return key.end() if key else node

    def find(self, pointer: str) -> int | None:
        head, *tokens = pointer.split("/")
        node: int | None = None if head else len(self._text) - len(self._text.lstrip(_BLANK))
        for token in tokens:
            if node is None:
                break
            node = self._child(node, token.replace("~1", "/").replace("~0", "~"))
        return node

    def repeats(self, node: int = 0, pointer: str = "") -> Iterator[tuple[str, str, int, int]]:
        """Pointer, key, first node and last node of each key that one object holds again."""
        first: dict[str, int] = {}
        last: dict[str, int] = {}
        start = self.value_start(node)
        is_object = self._text.startswith("{", start)
        for name, child, holds in _members(self._text, self._brackets, start):
            if is_object and first.setdefault(name, child) != child:
                last[name] = child
            if holds:
                yield from self.repeats(child, f"{pointer}/{_escaped(name)}")
        for name, child in last.items():
            yield f"{pointer}/{_escaped(name)}", name, first[name], child

    def _child(self, node: int, name: str) -> int | None:
        if node not in self._objects and node not in self._lists:
            start = self.value_start(node)
            unread = _members(self._text, self._brackets, start)
            if self._text.startswith("{", start):
                self._objects[node] = {}, unread
            else:
                self._lists[node] = array("I"), unread
        return self._under(node, name) if node in self._objects else self._item(node, name)

    def _under(self, node: int, name: str) -> int | None:
        """The member of an object that has this name; of several, the last one."""
        known, unread = self._objects[node]
        if name not in known or self._repeated:
            for key, child, _ in unread:
                known[key] = child
                if key == name and not self._repeated:
                    break
        return known.get(name)

    def _item(self, node: int, rank: str) -> int | None:
        if not _INDEX.fullmatch(rank):
            return None
        known, unread = self._lists[node]
        lacking = max(int(rank) + 1 - len(known), 0)
        known.extend(child for _, child, _ in islice(unread, lacking))
        return known[int(rank)] if int(rank) < len(known) else None


def _unquoted(key: str) -> str:
    return str(json.loads(key)) if "\\" in key else key[1:-1]


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
    def _nodes(self) -> _Nodes:
        return _Nodes(self._text, repeated=self._repeated)

    @cached_property
    def _lines(self) -> _Lines:
        return _Lines(self._text)

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
        value, repeated = _parsed(text)
    except _Refused as refused:
        return JsonText(None, None, (*notes, refused.fault))
    return JsonText(text, value, notes, repeated=repeated)


def _decoded(data: bytes) -> str:
    if not data.strip(b"\0\f\v" + _BLANK.encode()):
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
        fault = Fault("FMT002", reason, values, _Lines(before).at(len(before)))
    raise _Refused(fault)


def _looks_like(data: bytes) -> str:
    """Name the one-byte encoding of bytes that are not UTF-8."""
    odd = frozenset(data.translate(None, _TEXT_BYTES))
    is_binary = min(odd) < min(b" ") or odd & _NOT_IN_1252 or _HALF_BYTES.search(data)
    if is_binary or not data.decode("utf-8", "ignore").isascii():
        return "unknown"
    return "windows-1252" if min(odd) < 0xA0 else "latin-1"  # noqa: PLR2004 - where Latin-1 begins


def _parsed(text: str) -> tuple[object, bool]:
    """The value, and whether some object repeats a key."""
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
        if _is_deep(value):
            raise _Refused(_depth_fault(text, _opened(text, len(text))))
        lone = _lone_half(text)
        if lone is None:
            return value, repeated
        fault = _fault_at(text, "surrogate", lone, text[lone : lone + len("\\ud800")])
    raise _Refused(fault)


def _refuse(constant: str) -> Never:
    raise ValueError(constant)


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
        if match.lastindex == _OPENS:
            opened.append(match.start())
            if len(opened) > MAX_DEPTH:
                break
        elif match.lastindex == _CLOSES and opened:
            opened.pop()
    return opened


def _depth_fault(text: str, opened: list[int]) -> Fault:
    position = _Lines(text).at(opened[-1]) if len(opened) > MAX_DEPTH else None
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
    before = text[:at].rstrip(_BLANK)
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
            at = len(text.rstrip(_BLANK)) - 1
        left_open = at if clue.heard else opened[-1] if opened else at
        return _fault_at(
            text, "unclosed", at, _excerpt(text, left_open), opened=_Lines(text).at(left_open)
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
    return Fault("FMT001", reason, {"found": shown, **more}, _Lines(text).at(at))


def _excerpt(text: str, at: int) -> str:
    line = text[at : at + _EXCERPT].splitlines()[:1]
    return "".join(sign for sign in "".join(line) if sign.isprintable()).strip()


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
