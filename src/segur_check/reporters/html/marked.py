"""Two sides with what differs marked, value by value."""

from msgspec import Struct

from segur_check.reporters.sides import Side, Spans, differences

Parts = tuple[tuple[str, bool], ...]
"""A value in parts, each with whether the other side differs there."""


class Marked(Struct, frozen=True):
    """One side of a finding: how it is called, and its values in parts."""

    name: str
    values: tuple[Parts, ...]


def marked(one: Side, other: Side) -> tuple[Marked, Marked]:
    """Both sides, which have as many values."""
    left, right = [], []
    for mine, theirs in zip(one.values, other.values, strict=True):
        spans, their_spans = differences(mine, theirs)
        left.append(_parts(mine, spans))
        right.append(_parts(theirs, their_spans))
    return Marked(one.name, tuple(left)), Marked(other.name, tuple(right))


def _joined(spans: Spans) -> Spans:
    """Neighbours as one."""
    whole: Spans = []
    for begin, end in spans:
        if whole and whole[-1][1] == begin:
            whole[-1] = whole[-1][0], end
        else:
            whole.append((begin, end))
    return whole


def _parts(value: str, spans: Spans) -> Parts:
    """The value cut where it begins and ends to differ."""
    parts = []
    at = 0
    for begin, end in _joined(spans):
        parts += [(value[at:begin], False), (value[begin:end], True)]
        at = end
    parts.append((value[at:], False))
    return tuple(part for part in parts if part[0])
