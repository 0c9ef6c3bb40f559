"""What the tool finds around it: the variables of a process of its own, and a clock."""

import os
from datetime import datetime, tzinfo
from pathlib import Path

import segur_check

INSTALLED = Path(segur_check.__file__).parents[1]
# What finds programs and libraries, on Linux, macOS and Windows; what coverage hands on.
_KEPT = {"PATH", "HOME", "LD_LIBRARY_PATH", "SYSTEMROOT", "USERPROFILE", "APPDATA"}
_KEPT |= {"TMPDIR", "TEMP", "TMP"}


def environment(**changes: str) -> dict[str, str]:
    """The environment of a child process: the package under test, and no wish of this machine.

    Neither of its terminal, nor of its locale, nor for its interpreters.
    """
    kept = {
        key: value for key, value in os.environ.items() if key in _KEPT or key.startswith("COV")
    }
    return {**kept, "PYTHONPATH": str(INSTALLED), **changes}


class StoppedClock(datetime):
    """In place of the `datetime` of a module: it is half past nine of 2 May 2024."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "StoppedClock":
        """Say always the same."""
        return cls(2024, 5, 2, 9, 30, tzinfo=tz)
