"""Official names of keys and values, declared in [format]: to ours, and back in the pointers.

Whoever holds the ASP's documentation declares its names there; nothing else of the tool knows them.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct


def pointer_of(path: Sequence[str | int]) -> str:
    """The RFC 6901 pointer of a path."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in path)


def in_file(pointer: str, moved: Mapping[str, str]) -> str:
    """A pointer in our names, in the names of the file."""
    head, tail = pointer, ""
    while head and moved:
        if head in moved:
            return moved[head] + tail
        head, _, last = head.rpartition("/")
        tail = f"/{last}{tail}"
    return pointer


def bring_to_ours(
    tree: object,
    keys: Mapping[str, str],
    values: Mapping[str, Mapping[str, str]],
    moved: dict[str, str],
) -> None:
    """Move the values of a parsed file from their official places to ours, in place.

    `keys` and `values` are those of [format]; `moved` receives the way back, from our pointers to
    those of the file.
    """
    lignes = tree.get("lignesImport") if isinstance(tree, dict) else None
    places: list[tuple[dict[str, Any], str]] = [
        (ligne, f"/lignesImport/{index}")
        for index, ligne in enumerate(lignes if isinstance(lignes, list) else [])
        if isinstance(ligne, dict)
    ]
    if isinstance(tree, dict):
        places.insert(0, (tree, ""))
    for table, at in places:
        # Objects before what they hold, and all of one depth together: two names may be exchanged.
        done: dict[str, str] = {}
        for depth in sorted({official.count(".") for official in keys}):
            taken: list[_Taken] = []
            for official, ours in keys.items():
                if official.count(".") == depth:
                    taken += _take(table, at, _through(official, done), ours.split("."))
            before = dict(moved)
            for one in taken:
                target = one.table
                for step in one.ours[:-1]:
                    target = target.setdefault(step, {}) if isinstance(target, dict) else None
                if isinstance(target, dict):
                    target[one.ours[-1]] = one.value
                    moved[one.at + pointer_of([*one.ours])] = in_file(one.pointer, before)
            done |= {key: value for key, value in keys.items() if key.count(".") == depth}
        if at:
            _translate(table, values)


def _through(official: str, done: Mapping[str, str]) -> list[str]:
    """An official path once the objects above it have their names of ours."""
    steps = official.split(".")
    for length in range(len(steps) - 1, 0, -1):
        above = ".".join(steps[:length])
        if above in done:
            return [*done[above].split("."), *steps[length:]]
    return steps


class _Taken(Struct, frozen=True):
    """A value on its way from its official place to ours, seen from the object they share."""

    table: Any
    at: str
    ours: list[str]
    pointer: str
    value: Any


def _take(table: Any, at: str, official: list[str], ours: list[str]) -> Iterator[_Taken]:  # noqa: ANN401
    """Take the values at an official path out; the part both paths share may cross arrays."""
    if isinstance(table, list):
        for index, item in enumerate(table):
            yield from _take(item, f"{at}/{index}", official, ours)
        return
    if not isinstance(table, dict):
        return
    if len(official) > 1 and len(ours) > 1 and official[0] == ours[0]:
        inner = table.get(official[0])
        yield from _take(inner, f"{at}/{official[0]}", official[1:], ours[1:])
        return
    holders: list[Any] = [table]
    for step in official[:-1]:
        inner = holders[-1].get(step) if isinstance(holders[-1], dict) else None
        holders.append(inner)
    if not isinstance(holders[-1], dict) or official[-1] not in holders[-1]:
        return
    value = holders[-1].pop(official[-1])
    for place in range(len(official) - 1, 0, -1):
        if not holders[place] and official[place - 1] != ours[0]:
            del holders[place - 1][official[place - 1]]
    yield _Taken(table, at, ours, at + pointer_of([*official]), value)


def _translate(value: object, codes: Mapping[str, Mapping[str, str]]) -> None:
    """Bring official values to ours, wherever one of the keys stands in a request."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            for key, inner in one.items():
                if key in codes and isinstance(inner, str):
                    one[key] = codes[key].get(inner, inner)
                else:
                    waiting.append(inner)
        elif isinstance(one, list):
            waiting.extend(one)
