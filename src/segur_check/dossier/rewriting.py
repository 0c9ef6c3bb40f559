"""A file as it would be with other values in it: what a control would then say."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from segur_check.dossier.reading import read_import, read_request
from segur_check.dossier.request import ImportFile, Request


def rewritten(
    file: ImportFile, request: Request | None, values: Mapping[str, object]
) -> ImportFile:
    """The file with these values at their pointers (our names); of its requests, only this one."""
    tree: Any = {key: value for key, value in file.tree.items() if key != "lignesImport"}
    line: Any = request.tree if request is not None else None
    for pointer, value in values.items():
        written = value.isoformat() if isinstance(value, date) else value
        if request is not None and pointer.startswith(f"{request.pointer}/"):
            line = _with(line, pointer.removeprefix(f"{request.pointer}/").split("/"), written)
        else:
            tree = _with(tree, pointer.removeprefix("/").split("/"), written)
    whole = read_import(tree)
    requests = (read_request(request.index, line),) if request is not None else ()
    return ImportFile(whole.tree, whole.numero_ans, whole.siret, requests)


def _with(tree: Any, steps: list[str], value: object) -> Any:  # noqa: ANN401 - a parsed JSON value
    """A parsed value with another one at the end of some steps; the rest of it is shared."""
    if not steps:
        return value
    step, *rest = steps
    if isinstance(tree, list) and step.isdigit() and int(step) < len(tree):
        index = int(step)
        return [*tree[:index], _with(tree[index], rest, value), *tree[index + 1 :]]
    known = tree if isinstance(tree, dict) else {}
    return {**known, step: _with(known.get(step), rest, value)}
