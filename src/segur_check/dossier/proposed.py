"""The keys that the tool proposes, since nobody published theirs: which of them a file uses."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from segur_check.rules.schemas import SchemaNode, resolved, schema_of

# By key: the dotted path of a proposed key, or what is proposed inside the value of another one.
_Proposed = dict[str, "_Proposed | str"]


@cache
def _proposed(phase: str) -> _Proposed:
    """The keys that the tool proposes, the outermost only, and the way to them inside a request."""
    root = schema_of(phase)

    def below(node: SchemaNode, path: str) -> _Proposed:
        node = resolved(root, node)
        node = resolved(root, node.get("items", node)) if "properties" not in node else node
        proposed: _Proposed = {}
        for key, inner in node.get("properties", {}).items():
            if inner.get("x-status") == "proposed":
                proposed[key] = f"{path}{key}"
            elif deeper := below(inner, f"{path}{key}."):
                proposed[key] = deeper
        return proposed

    return below(root["properties"]["lignesImport"], "")


def proposed_used(tree: object, phase: str) -> tuple[str, ...]:
    """The proposed keys that hold a value in some request, dots for nested ones."""
    lignes = tree.get("lignesImport") if isinstance(tree, dict) else None
    used: set[str] = set()
    if isinstance(lignes, list):
        _note_used(lignes, _proposed(phase), used)
    return tuple(path for path in _paths(_proposed(phase)) if path in used)


def _note_used(tables: list[Any], proposed: _Proposed, used: set[str]) -> None:
    """Note the proposed keys that hold something in one of these values."""
    keys = proposed.keys()
    for table in tables:
        if isinstance(table, list):
            _note_used(table, proposed, used)
        elif isinstance(table, dict):
            for key in keys & table.keys():
                inner, value = proposed[key], table[key]
                if not isinstance(inner, str):
                    _note_used([value], inner, used)
                elif inner not in used and _holds(value):
                    used.add(inner)


def _holds(value: object) -> bool:
    return any(map(_holds, value)) if isinstance(value, list) else value is not None


def _paths(proposed: _Proposed) -> Iterator[str]:
    for inner in proposed.values():
        if isinstance(inner, str):
            yield inner
        else:
            yield from _paths(inner)
