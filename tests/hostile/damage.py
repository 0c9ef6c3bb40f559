"""What happens to files: bits that turn, pieces that are lost, doubled or come from elsewhere."""

import random
import re
import zlib
from collections.abc import Callable, Iterator, Sequence

_OBJECT = re.compile(rb"\d+ \d+ obj\b.*?\bendobj\s*", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_LENGTH = re.compile(rb"/Length (\d+)")
_REFERENCE = re.compile(rb"(?<!\d)(\d{1,4})(?= 0 R\b)")
_NUMBER = re.compile(rb"(?<![\w/.])-?\d+(?:\.\d+)?(?![\w.])")
_NAME = re.compile(rb"/[A-Za-z][A-Za-z0-9]*")
_TABLE = re.compile(rb"\d{10} \d{5} [nf]")
_FILTERS = (
    b"/FlateDecode", b"/LZWDecode", b"/ASCII85Decode", b"/ASCIIHexDecode", b"/RunLengthDecode",
    b"/DCTDecode", b"/JBIG2Decode", b"/Crypt", b"[/FlateDecode/FlateDecode]", b"null", b"7",
)  # fmt: skip
_NUMBERS = (
    b"0", b"-1", b"1", b"65536", b"2147483648", b"-99999999999999999999", b"1e9", b"0.00001",
    b"9" * 40, b"null", b"true", b"[1 2]", b"<<>>", b"(x)", b"/X",
)  # fmt: skip
_OPERATORS = (
    b"q ", b"Q ", b"BT ", b"ET ", b"0 0 0 0 0 0 cm ", b"9e9 0 0 9e9 -9e9 9e9 cm ", b"/F1 0 Tf ",
    b"/F1 -12 Tf ", b"/Nope 9 Tf ", b"(a)Tj ", b"<6", b"[(a)-1e9(b)]TJ ", b"0 -1e9 Td ", b"T* ",
    b"(", b")", b"[", b"]", b"<<", b">>", b"BI ", b"ID ", b"EI ", b"BI/W 9/H 9/BPC 8/CS/RGB ID ",
    b"/X Do ", b"0 Tz ", b"1e9 Tc ", b"-9 TL ", b"(x)' ", b'1 2 (x)" ', b"0 1 -1 0 0 0 Tm ",
    b"% ", b"\xff", b"\0", b"9 " * 40,
)  # fmt: skip

Damage = Callable[[bytes, random.Random, bytes], bytes]


def _bits(data: bytes, chance: random.Random, _other: bytes) -> bytes:
    turned = bytearray(data)
    for _ in range(chance.randint(1, 40)):
        turned[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(turned)


def _runs(data: bytes, chance: random.Random, _other: bytes) -> bytes:
    """Zeros, noise, or nothing in the place of some bytes."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(data))
        end = start + chance.choice((1, 9, 90, 900))
        filling = chance.choice((bytes(end - start), chance.randbytes(end - start), b""))
        data = data[:start] + filling + data[end:]
    return data


def _cut(data: bytes, chance: random.Random, _other: bytes) -> bytes:
    at = chance.randrange(9, len(data))
    return data[:at] + chance.choice((b"", b"\n%%EOF", data[-40:]))


def _head_cut(data: bytes, chance: random.Random, _other: bytes) -> bytes:
    return b"%PDF-1.7\n" + data[chance.randrange(len(data)) :]


def _object_lost(data: bytes, chance: random.Random, _other: bytes) -> bytes:
    return _with_one(data, _OBJECT, lambda _: b"", chance)


def _object_doubled(data: bytes, chance: random.Random, _other: bytes) -> bytes:
    return _with_one(data, _OBJECT, lambda held: held * 2, chance)


def _objects_swapped(data: bytes, chance: random.Random, _other: bytes) -> bytes:
    """An object under the number of another."""
    found = list(_OBJECT.finditer(data))
    if len(found) < 2:
        return _bits(data, chance, b"")
    one, other = chance.sample(found, 2)
    body = other[0].split(b"obj", 1)[1]
    return data[: one.start()] + one[0].split(b"obj", 1)[0] + b"obj" + body + data[one.end() :]


def _length(data: bytes, chance: random.Random, _other: bytes) -> bytes:
    lengths = _LENGTH.findall(data)
    wrong = chance.choice((*lengths, *_NUMBERS))
    return _with_one(data, _LENGTH, lambda _: b"/Length " + wrong, chance)


def _filter(data: bytes, chance: random.Random, _other: bytes) -> bytes:
    other = chance.choice(_FILTERS)
    filters = re.compile(rb"/Filter\s*(?:/\w+|\[[^\]]*\])")
    return _with_one(data, filters, lambda _: b"/Filter " + other, chance)


def _table(data: bytes, chance: random.Random, _other: bytes) -> bytes:
    def moved(_: bytes) -> bytes:
        place = chance.choice((0, chance.randrange(len(data)), 10**10 - 1))
        return b"%010d %05d %b" % (place, chance.choice((0, 1, 65535)), chance.choice((b"n", b"f")))

    for _ in range(chance.randint(1, 6)):
        data = _with_one(data, _TABLE, moved, chance)
    at = data.rfind(b"startxref")
    if at < 0 or chance.random() < 0.5:
        return data
    return data[:at] + b"startxref\n%d\n%%%%EOF\n" % chance.randrange(2 * len(data))


def _spliced(data: bytes, chance: random.Random, other: bytes) -> bytes:
    """The beginning of a file, the end of another."""
    return data[: chance.randrange(len(data))] + other[chance.randrange(len(other)) :]


def _joined(data: bytes, chance: random.Random, other: bytes) -> bytes:
    at = chance.randrange(len(data))
    return chance.choice((data + other, data[:at] + other + data[at:]))


def _reference(data: bytes, chance: random.Random, _other: bytes) -> bytes:
    numbers = [*_REFERENCE.findall(data), b"0", b"9999"]
    for _ in range(chance.randint(1, 4)):
        data = _with_one(data, _REFERENCE, lambda _: chance.choice(numbers), chance)
    return data


def _number(data: bytes, chance: random.Random, _other: bytes) -> bytes:
    for _ in range(chance.randint(1, 6)):
        data = _with_one(data, _NUMBER, lambda _: chance.choice(_NUMBERS), chance)
    return data


def _name(data: bytes, chance: random.Random, _other: bytes) -> bytes:
    names = _NAME.findall(data)
    for _ in range(chance.randint(1, 4)):
        data = _with_one(data, _NAME, lambda _: chance.choice(names), chance)
    return data


def _operators(data: bytes, chance: random.Random, _other: bytes) -> bytes:
    """What a page draws, with operators that nobody wrote."""

    def drawn(held: bytes) -> bytes:
        packed = _STREAM.fullmatch(held)
        assert packed is not None
        try:
            plain = zlib.decompress(packed[1])
        except zlib.error:
            plain = packed[1]
        for _ in range(chance.randint(1, 9)):
            at = chance.randrange(len(plain) + 1)
            plain = (
                plain[:at] + chance.choice(_OPERATORS) * chance.choice((1, 1, 9, 999)) + plain[at:]
            )
        return b"stream\n" + zlib.compress(plain, 1) + b"\nendstream"

    return _with_one(data, _STREAM, drawn, chance)


def _with_one(
    data: bytes, pattern: re.Pattern[bytes], change: Callable[[bytes], bytes], chance: random.Random
) -> bytes:
    """The file with one of what the pattern finds changed; some bits turned, where it finds none."""
    found = list(pattern.finditer(data))
    if not found:
        return _bits(data, chance, b"")
    one = chance.choice(found)
    return data[: one.start()] + change(one[0]) + data[one.end() :]


DAMAGES: tuple[Damage, ...] = (
    _bits, _runs, _cut, _head_cut, _object_lost, _object_doubled, _objects_swapped, _length,
    _filter, _table, _spliced, _joined, _reference, _number, _name, _operators,
)  # fmt: skip


def mutants(
    victims: Sequence[tuple[str, bytes]], count: int, seed: int
) -> Iterator[tuple[str, bytes]]:
    """So many damaged files and their names, the same for the same seed; some are damaged twice."""
    chance = random.Random(seed)  # noqa: S311 - damage, not secrets
    for number in range(count):
        name, data = victims[number % len(victims)]
        _, other = chance.choice(victims)
        damages = chance.choices(DAMAGES, k=chance.choice((1, 1, 2)))
        for damage in damages:
            data = damage(data, chance, other) or b"%PDF-"
        told = " ".join(damage.__name__.strip("_") for damage in damages)
        yield f"{number}: {name}, {told}", data
