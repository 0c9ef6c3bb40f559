"""The environment of the tool in a process of its own."""

import os
from pathlib import Path

import segur_check

INSTALLED = Path(segur_check.__file__).parents[1]


def environment(**changes: str) -> dict[str, str]:
    """The environment of a child process: the package under test, no terminal's own wishes."""
    unwanted = {"COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "TERM", "COLORTERM"}
    kept = {key: value for key, value in os.environ.items() if key not in unwanted}
    return {**kept, "PYTHONPATH": str(INSTALLED), **changes}
