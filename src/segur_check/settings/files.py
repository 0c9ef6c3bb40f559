"""The files of the settings, as inputs of the report."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from segur_check.errors import UsageFault
from segur_check.report import Input


def has_settings(path: Path) -> bool:
    """Whether there are settings at this place; what bears their name and cannot be read is told.

    Raises:
        UsageFault: a folder, a pipe, a device, or a link that leads nowhere.
    """
    if path.is_file():
        return True
    if os.path.lexists(path):
        raise UsageFault(
            f"« {path} » n'est pas un fichier : les réglages ne peuvent pas y être lus",
            f"“{path}” is no file: no settings can be read there",
        )
    return False


def settings_input(path: Path) -> Input:
    """A file of the settings that was read; without fingerprint when it cannot be read any more."""
    try:
        data = path.read_bytes()
    except OSError:
        return Input(str(path), None, None, "reglages")
    return Input(str(path), hashlib.sha256(data).hexdigest(), len(data), "reglages")


def tables_of(tree: Mapping[str, Any], above: str = "") -> Iterator[str]:
    """The tables that a file of settings has, those in others by their whole name: `format.avance`."""
    for name, value in tree.items():
        if isinstance(value, dict):
            yield above + name
            yield from tables_of(value, f"{above}{name}.")
