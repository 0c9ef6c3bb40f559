"""The keys of an empty request in the order of the file, and what a person needs to know of each."""

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from msgspec import Struct

from segur_check.guide.form.words import word
from segur_check.rules.corridor import Corridor
from segur_check.rules.fields import Field, fields
from segur_check.rules.schemas import SchemaNode, schema_of
from segur_check.rules.sections import Title
from segur_check.rules.typography import typeset
from segur_check.values.wording import Term, Terms, written

_REQUESTS = "lignesImport"


class Row(Struct, frozen=True):
    """A key: its name, what to write in it, and whether it must be filled in.

    `example` and `empty` are as typed in the JSON; `values` are the codes as typed, with what each means.
    """

    path: str
    key: str
    name: str
    what: str
    need: str
    must: bool
    example: str
    values: tuple[tuple[str, str], ...]


class Block(Struct, frozen=True):
    """The rows of one pair of braces; `again`: others stood in between, and it goes on here."""

    path: str
    name: str
    what: str
    rows: tuple[Row, ...]
    again: bool


def blocks(corridor: Corridor, phase: str, tree: dict[str, Any], lang: str) -> Iterator[Block]:
    """The keys of an empty request, block by block, in the order of the file."""
    met: set[str] = set()
    rows = _rows(corridor, phase, tree, lang)
    for parent, own in groupby(rows, key=lambda row: row.path.rpartition(".")[0]):
        node = _node(phase, parent)
        said = fields().field.get(_plain(parent))
        name = _in(said.name, lang) if said else word(lang, "whole_file")
        what = _what(said, node, lang) if said else ""
        yield Block(parent, name, what, tuple(own), parent in met)
        met.add(parent)


def _rows(corridor: Corridor, phase: str, tree: dict[str, Any], lang: str) -> Iterator[Row]:
    for path, value in _leaves(tree, ""):
        node, said = _node(phase, path), fields().field[_plain(path)]
        need, must = _need(corridor, phase, path, value, lang)
        yield Row(
            path,
            path.rpartition(".")[2],
            _in(said.name, lang),
            _what(said, node, lang),
            need,
            must,
            said.example,
            tuple(_values(corridor, node, said, lang)),
        )


def _leaves(tree: dict[str, Any], above: str) -> Iterator[tuple[str, Any]]:
    """The keys that hold no block, by their dotted path, with what the empty request has there."""
    for key, value in tree.items():
        path = f"{above}.{key}" if above else key
        inner = value[0] if isinstance(value, list) and value else value
        if isinstance(inner, dict):
            yield from _leaves(inner, path)
        else:
            yield path, value


def _plain(path: str) -> str:
    """The path of a key in the table: inside a request, without `lignesImport`."""
    return path.removeprefix(f"{_REQUESTS}.")


def _node(phase: str, path: str) -> SchemaNode:
    node = schema_of(phase)
    for key in filter(None, path.split(".")):
        node = node.get("items", node) if "properties" not in node else node
        node = node["properties"][key]
    return node


def _in(title: Title, lang: str) -> str:
    return title.en if lang == "en" else title.fr


def _what(said: Field, node: SchemaNode, lang: str) -> str:
    return said.en if lang == "en" else typeset(node["description"])


def _values(
    corridor: Corridor, node: SchemaNode, said: Field, lang: str
) -> Iterator[tuple[str, str]]:
    """The codes that the schema knows, those of this SONS alone where its table lists them."""
    codes = node.get("enum") or ([node["const"]] if "const" in node else node.get("examples", []))
    if node.get("type") == "boolean":
        codes = [True, False]
    if said.need == "service" and corridor.service_types is not None:
        codes = corridor.service_types.value
    if said.need == "indicator" and corridor.mss_indicator is not None:
        codes = corridor.mss_indicator.values
    for code in codes:
        typed = json.dumps(code, ensure_ascii=False)
        known = said.values.get(typed.strip('"'))
        yield typed, _in(known, lang) if known else written(Term(str(code)), lang)


def _need(corridor: Corridor, phase: str, path: str, value: object, lang: str) -> tuple[str, bool]:
    """When a key is filled in, and whether it must be."""
    plain, node = _plain(path), _node(phase, path)
    need = fields().field[plain].need
    empty = "[]" if value == [] else "null"
    step = corridor.step(phase)
    if need == "asp" or (need == "copied" and phase == "avance"):
        return word(lang, "need_asp"), False
    if need == "mandataire":
        return word(lang, "need_mandataire"), False
    if need == "copied":
        return word(lang, "need_expected"), False
    asked = (
        (need == "service" and phase == "avance")
        or need == "indicator"
        or (need == "mss" and step is not None and step.mss_address is not None)
    )
    if asked or "null" not in node["type"]:
        return word(lang, "need_filled" if value and value is not True else "need_yes"), True
    identifiers = _identifiers(corridor)
    if path.rpartition(".")[2] in {name for names in identifiers for name in names} and (
        ".liberal." in path or ".structure." in path
    ):
        joined = word(lang, "or").join(written(Terms(names), lang) for names in identifiers)
        one = len(identifiers) == 1
        return word(
            lang, "need_yes" if one and len(identifiers[0]) == 1 else "need_one_of", names=joined
        ), True
    if need in {"compared", "mss"}:
        return word(lang, "need_compared", empty=empty), False
    return word(lang, "need_if", empty=empty), False


def _identifiers(corridor: Corridor) -> tuple[tuple[str, ...], ...]:
    """The sets of identifiers of which one is enough; empty where nobody published them."""
    client = corridor.client
    return client.identified_by.value if client is not None and client.identified_by else ()
