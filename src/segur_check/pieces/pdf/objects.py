"""Plain access to the objects of a PDF, whose entries may hold anything, or references to it."""

from typing import Any

PdfObject = dict[str, Any]  # a dictionary of pypdf, whose values may be references

_TEXT_MOST = 200  # signs


def resolved(raw: object) -> object:
    """The object itself, where a reference may stand for it."""
    return raw.get_object() if hasattr(raw, "get_object") else raw


def at(node: PdfObject, entry: str) -> object:
    """What an entry holds, its reference followed; None where there is no such entry."""
    return resolved(dict.get(node, entry))


def dictionary(raw: object) -> PdfObject:
    """The dictionary itself, its reference followed; an empty one for anything else."""
    value = resolved(raw)
    return value if isinstance(value, dict) else {}


def array(node: PdfObject, entry: str) -> list[Any]:
    """The items of an entry that holds an array, their references not followed; else no items."""
    value = at(node, entry)
    return value if isinstance(value, list) else []


def short_text(value: object) -> str:
    """A text or a name of the file, printable and cut after 200 signs; "" for anything else."""
    if isinstance(value, bytes):
        value = value[:_TEXT_MOST].decode("latin-1")
    plain = value[:_TEXT_MOST] if isinstance(value, str) else ""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in plain)
