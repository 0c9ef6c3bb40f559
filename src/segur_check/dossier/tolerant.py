"""Values of a parsed file, read where their meaning is plain although their type is wrong; else None.

A number between quotes, a list where an object is expected: the FMT controls tell the anomaly.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from segur_check.dossier.request import Text, Tree
from segur_check.values.dates import read_date
from segur_check.values.money import amount


def as_table(value: object) -> Tree:
    """The object itself; an empty one when it is something else."""
    return value if isinstance(value, dict) else {}


def as_items(value: object) -> list[Any]:
    """The list itself; an empty one when it is something else."""
    return value if isinstance(value, list) else []


def as_text(value: object, *, strip: bool = True) -> str | None:
    """A text, or a whole number as text; blank is the same as absent."""
    if isinstance(value, str):
        text = value
    elif isinstance(value, int) and not isinstance(value, bool):
        text = str(value)
    else:
        return None
    stripped = text.strip()
    return (stripped if strip else text) if stripped else None


def texts_under(table: Tree, key: str, pointer: str) -> Sequence[Text]:
    """The texts under a key of the table at this pointer: of a single value, or of a list."""
    value = table.get(key)
    if value is None:
        return ()
    if not isinstance(value, list):
        text = as_text(value, strip=False)
        return () if text is None else (Text(text, f"{pointer}/{key}"),)
    read = [(index, as_text(item, strip=False)) for index, item in enumerate(value)]
    return [Text(text, f"{pointer}/{key}/{index}") for index, text in read if text is not None]


def first_under(table: Tree, key: str, pointer: str) -> Text | None:
    """The first of the texts under a key."""
    texts = texts_under(table, key, pointer)
    return texts[0] if texts else None


def as_integer(value: object) -> int | None:
    """A whole number, written as a number or as text."""
    number = amount(value)
    return int(number) if number is not None and number == number.to_integral_value() else None


def as_boolean(value: object) -> bool | None:
    """True or false, written as such or as text, in any case."""
    if isinstance(value, bool):
        return value
    return {"true": True, "false": False}.get(value.lower()) if isinstance(value, str) else None


def as_day(value: object) -> date | None:
    """The day that a text writes."""
    read = read_date(value.strip()) if isinstance(value, str) else None
    return read[0] if read else None
