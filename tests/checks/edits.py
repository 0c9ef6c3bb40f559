"""Changes to a dossier by the dotted path of a key, and what a report says, made short."""

from typing import Any

from conftest import Said

Dossier = Any  # of examples/dossiers.py, a script
Json = Any

GONE: Any = ...
"""The value that takes a key away."""

ALWAYS = {"SYS003", "MNT013"}
"""What is said of every right dossier too."""

Told = tuple[int | None, str, str, int | None]


def _holder(dossier: Dossier, path: str) -> tuple[Any, Any]:
    """What holds a key, and the key; "/x" is a key of the file, "x" of its first request."""
    held = dossier.json if path.startswith("/") else dossier.ligne
    *steps, last = path.strip("/").split(".")
    for step in steps:
        held = held[int(step)] if isinstance(held, list) else held[step]
    return held, int(last) if isinstance(held, list) else last


def put(dossier: Dossier, path: str, value: object) -> None:
    """Set a value, or with GONE remove its key."""
    held, key = _holder(dossier, path)
    if value is GONE:
        del held[key]
    else:
        held[key] = value


def take(dossier: Dossier, path: str) -> Json:
    """The value of a key, which is removed."""
    held, key = _holder(dossier, path)
    return held.pop(key)


def rename(dossier: Dossier, path: str, name: str) -> None:
    """Write a key under another name, at the same place."""
    held, key = _holder(dossier, path)
    items = [(name if one == key else one, value) for one, value in held.items()]
    held.clear()
    held.update(items)


def line_of(dossier: Dossier, text: str) -> int:
    """The line of the JSON where a text stands, the first time."""
    before, found, _ = dossier.text().decode().partition(text)
    assert found, text
    return int(before.count("\n")) + 1


def faults(said: Said) -> dict[str, str]:
    """The severity of each code found, but those of every right dossier.

    The documents stay those of the right dossier: what they say against a JSON that was changed is
    the business of the tests of documents.
    """
    return {
        code: severity
        for code, severity in said.severities.items()
        if code not in ALWAYS and not code.startswith("DOC")
    }


def told(said: Said, code: str) -> list[Told]:
    """Of each finding of a code: the line of its request, severity, pointer, line of the file."""
    return [
        (
            request["line"],
            one["severity"],
            one["locations"][0]["pointer"],
            one["locations"][0]["line"],
        )
        for request in said.report["requests"]
        for one in request["findings"]
        if one["code"] == code
    ]
