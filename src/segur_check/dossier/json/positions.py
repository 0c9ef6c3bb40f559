"""Where the values of a JSON text stand: their lines and columns, found from their pointers."""

import json
import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

BLANK: Final = " \t\r\n"
# Possessive throughout: a greedy group keeps 115 bytes an escape, 1.1 GB for a string of 20 MB.
# The closing quote is optional for the texts that stop inside a string.
STRING: Final = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?+'
_BLOCK: Final = 4_096  # characters between two counts of the lines
_KEY: Final = re.compile(rf"{STRING}[{BLANK}]*+:[{BLANK}]*+")
_MEMBER: Final = re.compile(
    rf"[{BLANK},]*+(?:({STRING})[{BLANK}]*+:[{BLANK}]*+)?+"
    rf"(?:([\[{{])|({STRING}|[^{BLANK},\[\]{{}}\"]++))"
)
_TO_BRACKET: Final = re.compile(rf"(?:[^\"\[\]{{}}]++|{STRING})*+(?:([\[{{])|([\]}}])|\Z)")
OPENS, CLOSES = 1, 2
_INDEX: Final = re.compile(r"0|[1-9][0-9]{0,9}")


class Position(NamedTuple):
    """A place in a file: both count from 1, columns in Unicode code points, a BOM left out."""

    line: int
    column: int


class Lines:
    """Offsets of a text turned into positions.

    Line breaks are counted block by block, up to the offset that is asked for.
    """

    def __init__(self, text: str) -> None:
        # As many characters as the file has, with one that ends each line.
        self._text = text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text
        # For each block: how many lines end before it, and where the line it begins within starts.
        self._before: list[tuple[int, int]] = [(0, 0)]

    def at(self, offset: int) -> Position:
        """The line and the column of an offset."""
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
    """Where the lists and objects of a valid text end, 8 bytes for each; read as far as is asked."""

    def __init__(self, text: str) -> None:
        self._unread = _TO_BRACKET.finditer(text)
        self._starts = array("I")
        self._ends = array("I")  # the offset after the closing bracket; 0 when not reached yet
        self._open: list[int] = []

    def end(self, start: int) -> int:
        """The offset after the bracket that closes the one at `start`."""
        rank = bisect_left(self._starts, start)
        if rank == len(self._starts) or not self._ends[rank]:
            self._read_to_the_end_of(start)
            rank = bisect_left(self._starts, start)
        return self._ends[rank]

    def _read_to_the_end_of(self, start: int) -> None:
        starts, ends, opened = self._starts, self._ends, self._open
        for match in self._unread:
            if match.lastindex == CLOSES:
                rank = opened.pop()
                ends[rank] = match.end()
                if starts[rank] == start:
                    return
            elif match.lastindex == OPENS:
                opened.append(len(starts))
                starts.append(match.start(OPENS))
                ends.append(0)


_Member = tuple[str, int, bool]


def _members(text: str, brackets: _Brackets, start: int) -> Iterator[_Member]:
    """Of each member of a list or an object: key or rank, start, whether it holds others."""
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


class Nodes:
    """Where every value of a valid text starts: its key when it has one, else the value itself.

    Nothing is read past what is asked: an object is read up to the key, unless the key may come
    again, and the lists and objects before it are jumped over.
    """

    def __init__(self, text: str, *, repeated: bool) -> None:
        self._text = text
        self._repeated = repeated
        self._brackets = _Brackets(text)
        # By node: what was read of an object or of a list, and the rest of it.
        self._objects: dict[int, tuple[dict[str, int], Iterator[_Member]]] = {}
        self._lists: dict[int, tuple[array[int], Iterator[_Member]]] = {}

    def value_start(self, node: int) -> int:
        """Where the value of a node starts, its key left out."""
        key = _KEY.match(self._text, node)
        return key.end() if key else node

    def find(self, pointer: str) -> int | None:
        """The node that a pointer (RFC 6901) names; None when there is none."""
        head, *tokens = pointer.split("/")
        node: int | None = None if head else len(self._text) - len(self._text.lstrip(BLANK))
        for token in tokens:
            if node is None:
                break
            node = self._child(node, token.replace("~1", "/").replace("~0", "~"))
        return node

    def repeats(self, node: int = 0, pointer: str = "") -> Iterator[tuple[str, str, int, int]]:
        """Pointer, key, first node and last node of each key that an object holds more than once."""
        first: dict[str, int] = {}
        last: dict[str, int] = {}
        start = self.value_start(node)
        is_object = self._text.startswith("{", start)
        for name, child, holds in _members(self._text, self._brackets, start):
            if is_object and first.setdefault(name, child) != child:
                last[name] = child
            if holds:
                yield from self.repeats(child, f"{pointer}/{escaped(name)}")
        for name, child in last.items():
            yield f"{pointer}/{escaped(name)}", name, first[name], child

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
        """The member of an object with this name; of several, the last."""
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


def escaped(name: str) -> str:
    """A key as a step of a pointer (RFC 6901)."""
    return name.replace("~", "~0").replace("/", "~1")
