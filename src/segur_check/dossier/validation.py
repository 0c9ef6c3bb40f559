"""The errors of a file against its schema, found in parts: the validator keeps all those of a part.

An error takes 2.5 kB: of a file that is wrong throughout, the errors would take a gigabyte.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from segur_check.rules.schemas import SchemaNode, resolved, schema_of

Error = tuple[list[str | int], str, Any]
"""Where, the keyword, and what it says."""

_Keys = tuple[str, ...]

_ENTRIES = 100  # of a list that are judged together
_REQUESTS = "lignesImport"


@cache
def _validator(phase: str) -> Any:  # noqa: ANN401 - the library's validator has no public type
    import jsonschema_rs  # noqa: PLC0415 - heavy import, only a check needs it

    return jsonschema_rs.Draft202012Validator(schema_of(phase))


def errors_of(tree: object, phase: str) -> Iterator[Error]:
    """The errors of a file, in no order that counts; those that follow are not looked for before."""
    if _validator(phase).is_valid(tree):
        return
    lignes = tree.get(_REQUESTS) if isinstance(tree, dict) else None
    if not isinstance(tree, dict) or not isinstance(lignes, list):
        yield from _errors_of_part(tree, phase)
        return
    for first in range(0, max(len(lignes), 1), _ENTRIES):
        some = lignes[first : first + _ENTRIES]
        for path, keyword, value in _errors_of_requests(tree, some, phase):
            if len(path) > 1 and path[0] == _REQUESTS:
                yield [_REQUESTS, first + int(path[1]), *path[2:]], keyword, value
            elif not first:
                yield path, keyword, value


def _errors_of_requests(tree: dict[str, Any], some: list[Any], phase: str) -> Iterator[Error]:
    """The errors of a file of these requests: together, and of their long lists apart."""
    short, long = list(some), []
    for rank, request in enumerate(some):
        for keys in _lists(phase):
            items = _under(request, keys)
            if isinstance(items, list) and len(items) > _ENTRIES:
                short[rank] = _with(short[rank], keys, items[:_ENTRIES])
                long.append((rank, keys, items))
    yield from _errors_of_part({**tree, _REQUESTS: short}, phase)
    for rank, keys, items in long:
        place = [_REQUESTS, 0, *keys]
        for first in range(_ENTRIES, len(items), _ENTRIES):
            request = _alone(keys, items[first : first + _ENTRIES])
            for path, keyword, value in _errors_of_part({_REQUESTS: [request]}, phase):
                if path[: len(place)] == place and len(path) > len(place):
                    entry = first + int(path[len(place)])
                    yield [_REQUESTS, rank, *keys, entry, *path[len(place) + 1 :]], keyword, value


def _errors_of_part(part: object, phase: str) -> Iterator[Error]:
    validator = _validator(phase)
    if not validator.is_valid(part):
        for error in validator.iter_errors(part):
            yield error.instance_path, error.kind.name, error.kind.value


@cache
def _lists(phase: str) -> tuple[_Keys, ...]:
    """The keys that lead from a request to each list that the schema knows."""
    root = schema_of(phase)

    def below(node: SchemaNode, keys: _Keys) -> Iterator[_Keys]:
        node = resolved(root, node)
        if "items" in node and keys:
            yield keys
        for key, inner in node.get("properties", {}).items():
            yield from below(inner, (*keys, key))

    return tuple(below(root["properties"][_REQUESTS]["items"], ()))


def _under(value: object, keys: _Keys) -> object:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _with(table: dict[str, Any], keys: _Keys, items: list[Any]) -> dict[str, Any]:
    """The same object with another list under these keys."""
    key, *inner = keys
    return {**table, key: _with(table[key], tuple(inner), items) if inner else items}


def _alone(keys: _Keys, items: list[Any]) -> dict[str, Any]:
    """An object that holds a list under these keys, and nothing else."""
    held: Any = items
    for key in reversed(keys):
        held = {key: held}
    return dict(held)
