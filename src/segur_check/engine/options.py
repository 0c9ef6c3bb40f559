"""What a run is asked, by the command line or by a program."""

from datetime import date, datetime
from pathlib import Path

from msgspec import Struct

from segur_check.values.step import Step


class Options(Struct, frozen=True):
    """What the command line asks; `now` is the only clock of a run.

    `fail_on` is the least severity that makes the exit code 1, or "jamais"; `exit_zero` makes it 0
    whatever was found. `fast` reads text with pdfium, which may abort the process: in a worker only.
    """

    now: datetime
    sons: str | None = None
    phase: Step | None = None
    depot: datetime | date | None = None
    pieces: Path | None = None
    avance: tuple[Path, ...] = ()
    config: Path | None = None
    rules: Path | None = None
    lang: str = "fr"
    strict: bool = False
    fail_on: str = "a-modifier"
    exit_zero: bool = False
    ocr: bool = False
    signatures: bool = False
    fast: bool = False
