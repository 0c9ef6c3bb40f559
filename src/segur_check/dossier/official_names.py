"""Official names of keys and values, declared in [format]: brought to ours, and back in pointers.

Whoever holds the ASP's documentation declares its names there; no other module knows them.
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
    """Move the values of a parsed file from their official keys to ours; the tree itself changes.

    `keys` and `values` are those of [format]; `moved` receives the way back, from our pointers to
    those of the file.
    """
    lignes = tree.get("lignesImport") if isinstance(tree, dict) else None
    requests: list[tuple[dict[str, Any], str]] = [
        (ligne, f"/lignesImport/{index}")
        for index, ligne in enumerate(lignes if isinstance(lignes, list) else [])
        if isinstance(ligne, dict)
    ]
    if isinstance(tree, dict):
        _rename(tree, "", keys, moved)
    for request, pointer in requests:
        _rename(request, pointer, keys, moved)
        _translate(request, values)


def _rename(
    table: dict[str, Any], pointer: str, keys: Mapping[str, str], moved: dict[str, str]
) -> None:
    """Bring the keys of the file, or of one of its requests, to ours.

    Objects before what they hold, and all of one depth together: two names may be exchanged.
    """
    done: dict[str, str] = {}
    for depth in sorted({official.count(".") for official in keys}):
        of_depth = {key: ours for key, ours in keys.items() if key.count(".") == depth}
        taken: list[_Taken] = []
        for official, ours in of_depth.items():
            taken += _take(table, pointer, _through(official, done), ours.split("."))
        # All their pointers in the file before the first of them is put: names may be exchanged.
        file_pointers = [in_file(value.pointer, moved) for value in taken]
        for value, file_pointer in zip(taken, file_pointers, strict=True):
            if _put(value):
                moved[value.table_pointer + pointer_of([*value.ours])] = file_pointer
        done |= of_depth


def _put(taken: "_Taken") -> bool:
    """Put a value at its place of ours; False when something else than an object is on the way."""
    target = taken.table
    for step in taken.ours[:-1]:
        target = target.setdefault(step, {}) if isinstance(target, dict) else None
    if not isinstance(target, dict):
        return False
    target[taken.ours[-1]] = taken.value
    return True


def _through(official: str, done: Mapping[str, str]) -> list[str]:
    """The steps of an official path once the objects above it bear our names."""
    steps = official.split(".")
    for length in range(len(steps) - 1, 0, -1):
        above = ".".join(steps[:length])
        if above in done:
            return [*done[above].split("."), *steps[length:]]
    return steps


class _Taken(Struct, frozen=True):
    """A value on its way from its official place to ours, seen from the object that both share."""

    table: Any
    table_pointer: str
    ours: list[str]
    pointer: str
    value: Any


def _take(table: Any, pointer: str, official: list[str], ours: list[str]) -> Iterator[_Taken]:  # noqa: ANN401
    """Take the values at an official path out; the part that both paths share may cross lists."""
    if isinstance(table, list):
        for index, item in enumerate(table):
            yield from _take(item, f"{pointer}/{index}", official, ours)
        return
    if not isinstance(table, dict):
        return
    if len(official) > 1 and len(ours) > 1 and official[0] == ours[0]:
        inner = table.get(official[0])
        yield from _take(inner, f"{pointer}/{official[0]}", official[1:], ours[1:])
        return
    holders: list[Any] = [table]
    for step in official[:-1]:
        inner = holders[-1].get(step) if isinstance(holders[-1], dict) else None
        holders.append(inner)
    if not isinstance(holders[-1], dict) or official[-1] not in holders[-1]:
        return
    value = holders[-1].pop(official[-1])
    # An object that holds nothing any more goes too, unless our path begins in it.
    for depth in range(len(official) - 1, 0, -1):
        if not holders[depth] and official[depth - 1] != ours[0]:
            del holders[depth - 1][official[depth - 1]]
    yield _Taken(table, pointer, ours, pointer + pointer_of([*official]), value)


def _translate(request: object, codes: Mapping[str, Mapping[str, str]]) -> None:
    """Bring official values to ours, wherever their keys stand in a request."""
    waiting = [request]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            for key, inner in value.items():
                if key in codes and isinstance(inner, str):
                    value[key] = codes[key].get(inner, inner)
                else:
                    waiting.append(inner)
        elif isinstance(value, list):
            waiting.extend(value)
