"""TOML into typed values, strictly: one clear sentence with the path when something is wrong."""

from decimal import Decimal
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import tomli

from segur_check.errors import UsageFault
from segur_check.rules.faults import fault_of, toml_fault_in_french
from segur_check.rules.typography import typeset_table

T = TypeVar("T")

_LONGEST = 5_000_000  # signs of one table; ours have a hundredth of that


def read_toml(text: str, name: str) -> dict[str, Any]:
    """Parse a TOML text, numbers kept exact.

    Raises:
        UsageFault: it is not TOML; the message gives the line and the column.
    """
    try:
        return tomli.loads(text.removeprefix("\ufeff"), parse_float=Decimal)
    except (ValueError, RecursionError, ArithmeticError) as error:
        raise UsageFault(
            f"{name} n'est pas un fichier TOML lisible : {toml_fault_in_french(error)}",
            f"{name} is not readable TOML: {error}",
        ) from error


def read_utf8(path: Path | Traversable, name: str) -> str:
    """The UTF-8 text of a table or a settings file.

    Raises:
        UsageFault: it cannot be opened, is not UTF-8, or has no end that is worth waiting for.
    """
    try:
        with path.open(encoding="utf-8") as file:
            text = file.read(_LONGEST + 1)
    except UnicodeDecodeError as error:
        raise UsageFault(
            f"{name} n'est pas en UTF-8 : enregistrez-le dans cet encodage",
            f"{name} is not UTF-8: save it in that encoding",
        ) from error
    except OSError as error:
        raise UsageFault(
            f"{name} ne peut pas être lu ({error.strerror})",
            f"{name} cannot be read ({error.strerror})",
        ) from error
    if len(text) > _LONGEST:
        raise UsageFault(
            f"{name} dépasse {_LONGEST // 1_000_000} millions de signes, la limite de l'outil",
            f"{name} is over {_LONGEST // 1_000_000} million signs, the limit of the tool",
        )
    return text


def load(text: str, kind: type[T], name: str) -> T:
    """Read the TOML text of a table of rules into a typed value; its French is typeset.

    Raises:
        UsageFault: not TOML, an unknown or missing key, a wrong type, an instant with an offset;
            the message names the file and the path of the key.
    """
    return typed(read_toml(typeset_table(text), name), kind, name)


def typed(tree: object, kind: type[T], name: str) -> T:
    """Convert a parsed table into a typed value, or say which key is wrong and where."""
    try:
        return msgspec.convert(tree, kind)
    except (msgspec.ValidationError, ValueError, TypeError) as error:
        raise fault_of(str(error), kind, name) from error
