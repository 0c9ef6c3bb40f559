"""A PDF as viewers mend it: what stands around it cut away, or its objects listed anew.

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
    for last in _POINTER.finditer(inside):  # noqa: B007 - of millions, none is kept
        pass
    return inside[: last.end()] + b"\n%%EOF\n" if last is not None else inside


def listed_anew(data: bytes) -> bytes:
    """Its objects, one after the other, each stream as long as it is, under a new table."""
    inside = data[max(0, starts(data)) :]
    if _INNER_LOCK.search(inside):
        return inside  # without it what is locked would be read as it stands
    parts = [b"%PDF-1.7\n"]
    size = len(parts[0])
    places: dict[int, tuple[int, int]] = {}
    for number, generation, held in _objects(inside):
        places[number] = (size, generation)  # the last of a number counts
        parts.append(held)
        size += len(held)
    told = b"".join(_trailers(inside))
    if told and b"/ObjStm" not in inside:
        table = b"".join(
            b"%d 1\n%010d %05d n \n" % (number, *place) for number, place in sorted(places.items())
        )
        end = b"xref\n0 1\n0000000000 65535 f \n%btrailer<</Size %d%b>>\nstartxref\n%d\n%%%%EOF\n"
        return b"".join([*parts, end % (table, max(places, default=0) + 1, told, size)])
    # Zero is no place: what is in streams of objects pypdf looks for itself.
    return b"".join([*parts, b"trailer<<%b>>\n" % told if told else b"", b"startxref\n0\n%%EOF\n"])


def _trailers(data: bytes) -> Iterator[bytes]:
    """What the trailers say of the catalogue and the lock, whatever is damaged beside it."""
    for found in (_ROOT, _LOCK, _NAME):
        last = None
        for met in _TRAILER.finditer(data):
            held = data[met.end() : met.end() + _DICTIONARY_MOST].partition(b"startxref")[0]
            last = found.search(held) or last
        if last is not None:
            yield b"/ID[%b%b]" % (last[1], last[1]) if found is _NAME else last[0]


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
                continue  # a table cut before its end tells nothing
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
    """Where an object begins, with its number and generation, or ends: the next of these, or the end."""

    start: int
    end: int
    head: tuple[int, int] | None = None


def _mark(data: bytes, at: int) -> _Mark:
    """The first mark from here; sought by its letters, of which a hostile file has less than digits."""
    found = at
    while (found := data.find(b"obj", found)) >= 0:
        if data[max(at, found - 3) : found] == b"end":
            return _Mark(found - 3, found + 3)
        first = max(at, found - _HEAD_MOST)
        if head := _HEAD.search(data[first:found]):
            number, generation = map(int, head.groups())
            return _Mark(first + head.start(), found + 3, (number, generation))
        found += 3
    last = data.rfind(b"trailer", at)
    return _Mark(len(data) if last < 0 else last, len(data))


def _end_of_stream(data: bytes, start: int, entries: bytes, *, locked: bool) -> tuple[int, int]:
    """Where the data of a stream end, and where what follows begins.

    The end of a line before "endstream" may be the last byte of the data: one too many only matters to
    what is encrypted.
    """
    told = _LENGTH.search(entries)
    if told is not None:
        last = start + int(told[1])
        if data[last : last + _NEAR].lstrip().startswith(b"endstream"):
            return last, last
    end = _END_OF_STREAM.search(data, start)
    stop = _mark(data, start).start
    if end is not None and end.start() < stop:
        return (end.start() if locked else end.start(1)), end.end()
    return start + len(data[start:stop].rstrip(b"\r\n")), stop
