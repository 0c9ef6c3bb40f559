"""What stops a run, or one input of it, in words that a user can act on.

A fault of the dossier is never an exception: it is a finding. These are faults of usage, of
configuration, or of an input that could not be opened at all.
"""

from enum import IntEnum
from typing import ClassVar

from segur_check.printable import printable


class ExitCode(IntEnum):
    """What the shell receives; the meaning of a number never changes."""

    CLEAN = 0
    BLOCKING = 1
    USAGE = 2
    UNREADABLE = 3
    TO_VERIFY = 4
    INTERNAL = 70
    INTERRUPTED = 130


class SegurCheckError(Exception):
    """One clear sentence on one line, in French and in English, and the exit code that goes with it."""

    exit_code: ClassVar[ExitCode] = ExitCode.USAGE

    def __init__(self, fr: str, en: str) -> None:
        super().__init__(printable(fr))
        self.fr = printable(fr)
        self.en = printable(en)

    def told(self, lang: str) -> str:
        """The sentence in the language asked for ("fr" or "en")."""
        return self.en if lang == "en" else self.fr


class UsageFault(SegurCheckError):
    """Options, settings or tables that cannot be followed (exit 2)."""


class UnreadableInput(SegurCheckError):
    """A path that is missing, forbidden, or holds nothing to check (exit 3)."""

    exit_code = ExitCode.UNREADABLE


class InternalFault(SegurCheckError):
    """A fault of the tool itself, to be reported (exit 70)."""

    exit_code = ExitCode.INTERNAL
