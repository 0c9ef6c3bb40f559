"""A PDF mended as viewers do: what stands around it cut away, or its objects listed anew.

Mail gateways, portals and merging programs write before the header, cut the last line, move every
offset. Viewers open such files without a word; pypdf lists their objects anew in some of these cases
and gives up in others.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

HEADER, HEADER_WITHIN = b"%PDF-", 1024  # bytes that may come before it, as viewers look for it
_POINTER = re.compile(rb"startxref\s{1,9}\d{1,10}")
_HEAD = re.compile(rb"(?<!\d)(\d{1,10})\s{1,9}(\d{1,5})\s{1,9}\Z")
_HEAD_MOST = 40  # bytes
_STREAM = re.compile(rb"\bstream\r?\n?")
_END_OF_STREAM = re.compile(rb"\r?\n?(endstream)\b")
_LENGTH = re.compile(rb"/Length\s{1,9}(\d{1,10})(?!\d)(?!\s{1,9}\d{1,5}\s{1,9}R)")
_ANY_LENGTH = re.compile(rb"/Length\s{1,9}\d{1,10}(?!\d)(?:\s{1,9}\d{1,5}\s{1,9}R\b)?")
_TRAILER = re.compile(rb"\btrailer\b")
_REFERENCE = rb"\s{0,9}\d{1,10}\s{1,9}\d{1,5}\s{1,9}R\b"
_ROOT = re.compile(rb"/Root" + _REFERENCE)
_LOCK = re.compile(rb"/Encrypt" + _REFERENCE)
_INNER_LOCK = re.compile(rb"/Encrypt\s{0,9}<<")
_NAME = re.compile(
    rb"/ID\s{0,9}\[\s{0,9}(<[0-9A-Fa-f\s]{0,200}>|\((?:[^\\()]|\\.){0,200}\))", re.DOTALL
)
_DICTIONARY_MOST = 100_000  # bytes: of a stream, or a trailer
_NEAR = 20  # bytes: blanks after a stream, and the word that ends it


def starts(data: bytes) -> int:
    """Where the header stands; -1 where no viewer finds one."""
    return data.find(HEADER, 0, HEADER_WITHIN + len(HEADER))


def bare(data: bytes) -> bytes:
    """From the header to the last pointer to the table of objects, and the mark of the end."""
    inside = data[max(0, starts(data)) :]
    last = None
    for last in _POINTER.finditer(inside):  # noqa: B007 - a hostile file has millions: none is kept
        pass
    return inside[: last.end()] + b"\n%%EOF\n" if last is not None else inside


def listed_anew(data: bytes) -> bytes:
    """The objects of the file, each stream with its true length, under a new table."""
    inside = data[max(0, starts(data)) :]
    if _INNER_LOCK.search(inside):
        return inside  # the lock would be lost, and what it encrypts read as if it were plain
    parts = [b"%PDF-1.7\n"]
    size = len(parts[0])
    offsets: dict[int, tuple[int, int]] = {}  # with the generation of each
    for number, generation, written in _objects(inside):
        offsets[number] = (size, generation)  # the last object of a number counts
        parts.append(written)
        size += len(written)
    trailer = b"".join(_trailers(inside))
    if trailer and b"/ObjStm" not in inside:
        table = b"".join(
            b"%d 1\n%010d %05d n \n" % (number, *offset)
            for number, offset in sorted(offsets.items())
        )
        end = b"xref\n0 1\n0000000000 65535 f \n%btrailer<</Size %d%b>>\nstartxref\n%d\n%%%%EOF\n"
        return b"".join([*parts, end % (table, max(offsets, default=0) + 1, trailer, size)])
    # No table stands at zero: pypdf then lists the objects itself, those in streams of objects too.
    written_trailer = b"trailer<<%b>>\n" % trailer if trailer else b""
    return b"".join([*parts, written_trailer, b"startxref\n0\n%%EOF\n"])


def _trailers(data: bytes) -> Iterator[bytes]:
    """The catalogue, the lock and the identifier that the trailers name, whatever else is damaged there."""
    for entry in (_ROOT, _LOCK, _NAME):
        last = None
        for trailer in _TRAILER.finditer(data):
            start = trailer.end()
            written = data[start : start + _DICTIONARY_MOST].partition(b"startxref")[0]
            last = entry.search(written) or last
        if last is not None:
            yield b"/ID[%b%b]" % (last[1], last[1]) if entry is _NAME else last[0]


def _objects(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Each object with its number and generation, in the order of the file."""
    locked = b"/Encrypt" in data
    mark = _mark(data, 0)
    while mark.end < len(data):
        if mark.head is None:
            mark = _mark(data, mark.end)
            continue
        start, (number, generation) = mark.end, mark.head
        mark = _mark(data, start)
        stop = mark.start
        begun = _STREAM.search(data, start, stop)
        if begun is None or begun.start() - start > _DICTIONARY_MOST:
            body = data[start:stop]
            if b"/XRef" in body:
                continue  # a table of objects cut before its end is of no use
        else:
            last, after = _end_of_stream(
                data, begun.end(), data[start : begun.start()], locked=locked
            )
            body = b"%bstream\n%b\nendstream" % (
                _ANY_LENGTH.sub(b"/Length %d" % (last - begun.end()), data[start : begun.start()]),
                data[begun.end() : last],
            )
            mark = _mark(data, after)
        yield number, generation, b"%d %d obj\n%b\nendobj\n" % (number, generation, body)


class _Mark(Struct, frozen=True):
    """The next place where an object begins (`head`: its number and generation) or ends, or the end of all."""

    start: int
    end: int
    head: tuple[int, int] | None = None


def _mark(data: bytes, at: int) -> _Mark:
    """The first mark from here, sought by its letters: even a hostile file has fewer of them than digits."""
    word = at
    while (word := data.find(b"obj", word)) >= 0:
        if data[max(at, word - 3) : word] == b"end":
            return _Mark(word - 3, word + 3)
        first = max(at, word - _HEAD_MOST)
        if head := _HEAD.search(data[first:word]):
            number, generation = map(int, head.groups())
            return _Mark(first + head.start(), word + 3, (number, generation))
        word += 3
    last = data.rfind(b"trailer", at)
    return _Mark(len(data) if last < 0 else last, len(data))


def _end_of_stream(data: bytes, start: int, entries: bytes, *, locked: bool) -> tuple[int, int]:
    """Where the data of a stream end, and where what follows begins.

    The end of a line before "endstream" may be the last byte of the data. A byte too many matters only
    where they are encrypted.
    """
    announced = _LENGTH.search(entries)
    if announced is not None:
        last = start + int(announced[1])
        if data[last : last + _NEAR].lstrip().startswith(b"endstream"):
            return last, last
    end = _END_OF_STREAM.search(data, start)
    stop = _mark(data, start).start
    if end is not None and end.start() < stop:
        return (end.start() if locked else end.start(1)), end.end()
    return start + len(data[start:stop].rstrip(b"\r\n")), stop
