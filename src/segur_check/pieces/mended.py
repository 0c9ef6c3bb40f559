"""A PDF as viewers mend it: what stands around it cut away, or its objects listed anew.

Mail gateways, portals and merging programs write before the header, cut the last line, move every
offset. Viewers open such files without a word; pypdf lists their objects anew in some of these cases
and gives up in others.
"""

import re
from collections.abc import Iterator

HEADER, HEADER_WITHIN = b"%PDF-", 1024  # bytes that may come before it, as viewers look for it
_POINTER = re.compile(rb"startxref\s{1,9}\d{1,10}")
# What is looked for in a whole file begins with a letter: an expression that begins with a digit, or with what may
# not be there, takes seconds over 20 MB, and nothing stops it meanwhile.
_MARK = re.compile(rb"obj\b|trailer\s{0,9}<<")
_HEAD = re.compile(rb"(?<!\d)(\d{1,10})\s{1,9}(\d{1,5})\s{1,9}obj\Z")
_HEAD_MOST = 36  # bytes
_STREAM = re.compile(rb"\bstream\r?\n?")
_END_OF_STREAM = re.compile(rb"endstream\b")
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
_LENGTHS_MOST = 10  # of a stream
_NEAR = 20  # bytes: blanks after a stream, and the word that ends it


def starts(data: bytes) -> int:
    """Where the header stands; -1 where no viewer finds one."""
    return data.find(HEADER, 0, HEADER_WITHIN + len(HEADER))


def bare(data: bytes) -> bytes:
    """From the header to the last pointer to the table of objects, and the mark of the end."""
    inside = data[max(0, starts(data)) :]
    end = 0
    for pointer in _POINTER.finditer(inside):  # a list of them all may take more than the file
        end = pointer.end()
    return inside[:end] + b"\n%%EOF\n" if end else inside


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
    at, locked = 0, b"/Encrypt" in data
    while (head := _next_head(data, at)) is not None:
        stop = _end_of_object(data, head.end())
        begun = _STREAM.search(data, head.end(), stop)
        if begun is None:
            at = stop
            if b"/XRef" in (held := data[head.end() : stop]):
                continue  # a table cut before its end tells nothing
            body = held
        else:
            entries = data[head.end() : begun.start()]
            last, at = _end_of_stream(data, begun.end(), entries, locked=locked)
            body = b"%bstream\n%b\nendstream" % (
                _ANY_LENGTH.sub(b"/Length %d" % (last - begun.end()), entries, _LENGTHS_MOST),
                data[begun.end() : last],
            )
        number, generation = map(int, head.groups())
        yield number, generation, b"%d %d obj\n%b\nendobj\n" % (number, generation, body)


def _next_head(data: bytes, at: int) -> re.Match[bytes] | None:
    """The number and generation of the next object."""
    for mark in _MARK.finditer(data, at):
        if head := _head_before(data, at, mark):
            return head
    return None


def _head_before(data: bytes, at: int, mark: re.Match[bytes]) -> re.Match[bytes] | None:
    end = mark.end()
    return _HEAD.search(data, max(at, end - _HEAD_MOST), end)


def _end_of_object(data: bytes, at: int) -> int:
    """Where an object ends at the latest: where it says so, or where another one or a trailer begins."""
    for mark in _MARK.finditer(data, at):
        if data.startswith(b"trailer", mark.start()):
            return mark.start()
        if data.endswith(b"end", at, mark.start()):
            return mark.start() - len(b"end")
        if head := _head_before(data, at, mark):
            return head.start()
    return len(data)


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
    stop = _end_of_object(data, start)
    end = _END_OF_STREAM.search(data, start, stop)
    if end is None:
        return start + len(data[start:stop].rstrip(b"\r\n")), stop
    last = end.start()
    if locked:
        last -= data.endswith(b"\n", start, last)
        last -= data.endswith(b"\r", start, last)
    return last, end.end()
