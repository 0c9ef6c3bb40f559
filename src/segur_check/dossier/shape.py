"""The shape of the file: keys brought to our names, then judged by the JSON Schema of its phase.

The official names of the keys are not public: a supplier who holds them declares them in [format].
They are brought to our names here, so that all that follows reads one model; pointers go back to the
names of the file when they are shown.
"""

import difflib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from itertools import islice
from typing import Any

import msgspec
from msgspec import Struct, field

from segur_check.dossier.official_names import bring_to_ours, in_file, pointer_of
from segur_check.dossier.proposed import proposed_used
from segur_check.dossier.validation import Error, errors_of
from segur_check.rules.schemas import SchemaNode, resolved, schema_of

# How many unknown keys of one object are compared with the known ones, and remembered.
_KEYS_KEPT = 50
MOST_FAULTS = 100_000
"""The most departures from the schema that are looked for in one file."""


class ShapeFault(Struct, frozen=True, gc=False):
    """One departure from the schema, by its kind; the FMT controls put it in words.

    Kinds: "missing", "null", "type", "unknown", "case", "code", "empty". `pointer` is in the names
    of the file and points at the value, at the key for "unknown" and "case", and at the object that
    lacks it for "missing". `expected` holds what fits: types, codes, or the nearest known key.
    """

    kind: str
    pointer: str
    key: str
    found: object = None
    expected: tuple[str, ...] = ()


class Shape(Struct, frozen=True):
    """The file in our names, what is wrong with its shape, and the way back to its own names.

    `proposed` are the keys that the tool proposes, that [format] does not rename and that hold a
    value; `unknown` the unknown keys by the pointer of their object, in the names of the file.
    `cut`: the file has more faults than are looked for.
    """

    tree: object
    faults: tuple[ShapeFault, ...] = ()
    moved: Mapping[str, str] = field(default_factory=dict)
    proposed: tuple[str, ...] = ()
    unknown: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cut: bool = False

    def in_file(self, pointer: str) -> str:
        """A pointer in our names, in the names of the file."""
        return in_file(pointer, self.moved)

    def unknown_beside(self, pointer: str) -> tuple[str, ...]:
        """The unknown keys that stand directly in the object at this pointer (our names)."""
        return self.unknown.get(self.in_file(pointer), ()) if self.unknown else ()


def shape_of(
    tree: object,
    phase: str,
    keys: Mapping[str, str],
    values: Mapping[str, Mapping[str, str]],
) -> Shape:
    """Judge a parsed file of a phase ("avance" or "solde"), which stays as it is.

    `keys` are the official keys (dots for nested ones) and ours, `values` the official values of
    one of our keys, both from [format]. Where something has another name, the tree of the shape is
    a copy.
    """
    moved: dict[str, str] = {}
    as_written = tree
    if keys or values:
        tree = _copied(tree)
        bring_to_ours(tree, keys, values, moved)
    cases: list[ShapeFault] = []
    faults, unexpected = _judged(tree, phase, moved)
    # A key of the wrong case may hold others: each pass goes one object deeper.
    while miscased := _miscased(tree, unexpected, phase):
        if tree is as_written:
            tree = _copied(tree)
        cases += [_recased(tree, path, key, right, moved) for path, key, right in miscased]
        faults, unexpected = _judged(tree, phase, moved)
    official = {ours.rpartition(".")[2] for ours in keys.values()}
    proposed = tuple(
        name for name in proposed_used(tree, phase) if name.rpartition(".")[2] not in official
    )
    unknown: dict[str, tuple[str, ...]] = {}
    for fault in faults:
        if fault.kind == "unknown":
            above = fault.pointer.rpartition("/")[0]
            unknown[above] = (*unknown.get(above, ())[:_KEYS_KEPT], fault.key)
    cut = len(faults) >= MOST_FAULTS
    return Shape(tree, (*cases, *faults), moved, proposed, unknown, cut)


def _judged(
    tree: object, phase: str, moved: dict[str, str]
) -> tuple[list[ShapeFault], list[Error]]:
    """What is wrong, as far as it is looked for, and the errors about keys that are not expected."""
    shape = Shape(tree, (), moved)
    faults: list[ShapeFault] = []
    unexpected: list[Error] = []
    for error in errors_of(tree, phase):
        if error[1] == "additionalProperties":
            unexpected.append(error)
        faults += islice(_faults(tree, error, phase, shape), MOST_FAULTS - len(faults))
        if len(faults) == MOST_FAULTS:
            break
    return faults, unexpected


def _value(tree: Any, path: list[str | int]) -> Any:  # noqa: ANN401 - a parsed JSON value
    for step in path:
        tree = tree[step]
    return tree


def _node(phase: str, path: list[str | int]) -> SchemaNode:
    """The schema's node for a path of the instance."""
    root = schema_of(phase)
    node = root
    for step in path:
        node = resolved(root, node)
        inner = node.get("items") if isinstance(step, int) else node.get("properties", {}).get(step)
        node = inner or {}
    return resolved(root, node)


def _copied(tree: object) -> object:
    """The same values in new lists and objects: others may need the file with its own names."""
    return msgspec.to_builtins(tree, builtin_types=(Decimal,))


_Path = list[str | int]


def _miscased(tree: object, errors: list[Error], phase: str) -> list[tuple[_Path, str, str]]:
    """Keys written in another case: the path of their object, the key, and its right name."""
    miscased = []
    for path, _, unexpected in errors:
        table = _value(tree, path)
        known = {key.casefold(): key for key in _node(phase, path).get("properties", {})}
        for key in unexpected:
            # Of two keys that are one but for their case, the first is read.
            right = known.pop(key.casefold(), None)
            if right is not None and right not in table:
                miscased.append((path, key, right))
    return miscased


def _recased(tree: object, path: _Path, key: str, right: str, moved: dict[str, str]) -> ShapeFault:
    """Put what a key of the wrong case holds under its right name, and say so."""
    table = _value(tree, path)
    table[right] = table.pop(key)
    pointer = pointer_of([*path, key])
    moved[pointer_of([*path, right])] = pointer
    return ShapeFault("case", Shape(tree, (), moved).in_file(pointer), key, expected=(right,))


def _faults(tree: object, error: Error, phase: str, shape: Shape) -> Iterator[ShapeFault]:
    path, kind, value = error
    pointer = shape.in_file(pointer_of(path))
    # An item of a list goes by the key of its list.
    key = next((step for step in reversed(pointer.split("/")) if step and not step.isdigit()), "")
    if kind == "required":
        yield ShapeFault("missing", pointer, str(value))
        return
    found = _value(tree, path)
    if kind == "additionalProperties":
        known = list(_node(phase, path).get("properties", {}))
        for rank, unknown in enumerate(value):
            near = (
                difflib.get_close_matches(unknown[:100], known, n=1, cutoff=0.75)
                if rank < _KEYS_KEPT
                else []
            )
            yield ShapeFault(
                "unknown", f"{pointer}{pointer_of([unknown])}", unknown, expected=tuple(near)
            )
    elif kind == "type" and found is None and path:
        yield ShapeFault("null", pointer, key)
    elif kind == "type":
        yield ShapeFault("type", pointer, key, found, _types(*value))
    elif kind in {"enum", "const"}:
        codes = value if isinstance(value, list) else [value]
        # A null or a wrong type has a type error at the same place.
        if isinstance(found, str):
            yield ShapeFault("code", pointer, key, found, tuple(map(str, codes)))
    else:
        yield ShapeFault("empty", pointer, key, found)


@cache
def _types(*names: str) -> tuple[str, ...]:
    """The types that a schema allows, one and the same value for all the faults that name them."""
    return names
