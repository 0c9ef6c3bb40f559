"""Operations rewritten so that pypdf reads them as viewers do."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pypdf.generic import ArrayObject

from segur_check.pieces.pdf.speed.operations import Operation

_PLACING = frozenset({b"BT", b"ET", b"Td", b"TD", b"Tm", b"T*", b"'", b'"', b"q", b"Q", b"cm"})
# Texts of a line, each shown by an operation of its own: pypdf's time grows with their square.
_FOLLOW_MOST = 200


def advancing(operations: Iterable[Operation]) -> Iterator[Operation]:
    """The operations, each text followed by the number 0 where the next text continues its line.

    pypdf moves on only after a number in an array of texts. Without one, the next text stands over this
    one, as does the blank that a browser takes from another font.
    """
    last: list[Any] | None = None  # the array shown last, while the next text follows it
    following = 0
    for operands, operator in operations:
        if operator not in (b"Tj", b"TJ") or not operands:
            if operator in _PLACING:
                last, following = None, 0
            yield operands, operator
            continue
        shown = operands[0] if operator == b"TJ" else [operands[0]]
        if last is not None and following < _FOLLOW_MOST:
            last.append(0)
            following += 1
        last = ArrayObject(_joined(shown)) if isinstance(shown, list) else None
        yield operands if last is None else [last], b"TJ"


def _joined(shown: Sequence[Any]) -> list[Any]:
    """The texts and numbers of an array, with texts that follow each other put together."""
    joined: list[Any] = []
    for item in shown:
        if joined and isinstance(item, bytes) and isinstance(joined[-1], bytes):
            joined[-1] = bytes(joined[-1]) + bytes(item)
        else:
            joined.append(item)
    return joined


def balanced(operations: Iterable[Operation]) -> Iterator[Operation]:
    """The operations, with one `Q` for each `q`, as viewers read those that have too many or too few."""
    depth = 0
    for operands, operator in operations:
        if operator == b"Q" and not depth:
            continue
        depth += (operator == b"q") - (operator == b"Q")
        yield operands, operator
    yield from [([], b"Q")] * depth
