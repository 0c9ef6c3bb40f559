"""The JSON Schemas of the avance and of the solde: the keys and the types of attachments they know."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from segur_check.rules.data import schema_text

SchemaNode = dict[str, Any]


@cache
def schema_of(phase: str) -> SchemaNode:
    """The parsed schema of a phase."""
    schema: SchemaNode = json.loads(schema_text(phase))
    return schema


def resolved(root: SchemaNode, node: SchemaNode) -> SchemaNode:
    """A node of a schema, its `$ref` followed inside the schema."""
    while "$ref" in node:
        target: Any = root
        for step in node["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        node = target
    return node


@cache
def known_paths(phase: str) -> frozenset[str]:
    """The dotted paths of our keys, of the file and of a request; a list is not a step of a path."""
    root = schema_of(phase)

    def paths_below(node: SchemaNode, path: str) -> Iterator[str]:
        node = resolved(root, node)
        node = resolved(root, node.get("items", node)) if "properties" not in node else node
        for key, inner in node.get("properties", {}).items():
            yield f"{path}{key}"
            if key != "lignesImport":
                yield from paths_below(inner, f"{path}{key}.")

    request = root["properties"]["lignesImport"]
    return frozenset([*paths_below(root, ""), *paths_below(request, "")])


@cache
def known_piece_types() -> tuple[str, ...]:
    """The codes of `typeFichier`, attested and proposed, sorted; the same in both phases."""
    request = schema_of("solde")["properties"]["lignesImport"]["items"]
    listed = request["properties"]["piecesJustificatives"]["items"]
    return tuple(sorted(listed["properties"]["typeFichier"]["enum"]))
