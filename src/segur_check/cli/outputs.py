"""The outputs that `check` and `batch` are asked for, by `-o FORMAT[:FILE]`."""

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from segur_check.cli.files import Growing, refuse_unwritable
from segur_check.cli.screen import STDOUT, here, say, width
from segur_check.engine.extras import require_workbooks
from segur_check.errors import SegurCheckError, UsageFault
from segur_check.report import Input
from segur_check.reporters import format_named
from segur_check.reporters.display import Display
from segur_check.values.severity import Severity

_HEAD = 2000  # bytes: our reports say there what they are
_FILE_WIDTH = 100  # columns of a text that is written in a file
_MARKDOWN = frozenset({".md", ".markdown"})  # how the name of a file of Markdown ends


class Output(NamedTuple):
    """One output: its format, and its file or None for stdout."""

    form: str
    file: Path | None

    def display(self, asked: Display, *, color: bool) -> Display:
        """What is asked for, with the width and the colours of this output, as its name's end says."""
        if self.file is None:
            return replace(asked, width=width(), color=color)
        markdown = self.file.suffix.lower() in _MARKDOWN
        return replace(asked, width=_FILE_WIDTH, color=False, markdown=markdown)

    def write(self, contents: Iterable[str | bytes]) -> None:
        """Write the contents one after the other.

        Raises:
            UsageFault: the file or stdout cannot be written.
        """
        if self.file is None:
            for content in contents:
                say(content)
            return
        with Growing(self.file) as growing:
            for content in contents:
                growing.write(content)


def outputs(asked: Sequence[str]) -> list[Output]:
    """The outputs of `-o`; by default text at a terminal, concise in a pipe.

    Raises:
        UsageFault: an unknown format, two outputs in one place, or a place that cannot be written.
    """
    if not asked:
        return [Output("text" if sys.stdout.isatty() else "concise", None)]
    chosen: list[Output] = []
    for option in asked:
        form, colon, name = option.partition(":")
        known = format_named(form)
        needs_file = known.binary or (known.for_a_browser and sys.stdout.isatty())
        if colon and not name:
            raise UsageFault(
                f"--output {option} : le nom du fichier manque après les deux-points",
                f"--output {option}: the file name is missing after the colon",
            )
        file = Path(name) if name and name != STDOUT else None
        if file is None and needs_file:
            raise UsageFault(
                f"--output {form} : ce format demande un fichier : -o {form}:FICHIER, par exemple -o {form}:bilan.{form}",
                f"--output {form}: this format needs a file: -o {form}:FILE, for instance -o {form}:report.{form}",
            )
        if form == "xlsx":
            require_workbooks()
        if file is not None:
            refuse_unwritable(file)
        if _resolved(file) in [_resolved(output.file) for output in chosen]:
            where = name or "stdout"
            raise UsageFault(
                f"--output : deux sorties vont au même endroit ({where})",
                f"--output: two outputs go to the same place ({where})",
            )
        chosen.append(Output(form, file))
    return chosen


def _resolved(file: Path | None) -> Path | None:
    return None if file is None else file.resolve()


def refuse_inputs(asked: Iterable[Output], inputs: Iterable[Input]) -> None:
    """Never write an output over what was checked.

    Raises:
        UsageFault: an output bears the name of an input.
    """
    # What is not there was not read: most outputs are new.
    there = [output.file for output in asked if output.file is not None and output.file.exists()]
    if not there:
        return
    # An earlier output that lies among the attachments may be written anew.
    read = {
        _identity(checked.path)
        for checked in inputs
        if checked.role != "piece" or checked.path.lower().endswith(".pdf")
    }
    for file in there:
        if _identity(file) in read - {None}:
            raise UsageFault(
                f"--output : « {file} » est le fichier contrôlé ; donnez un autre nom",
                f"--output: “{file}” is the file being checked; give another name",
            )


def refuse_jsons(asked: Iterable[Output], places: Iterable[str | Path]) -> None:
    """Never write an output over a JSON of these files and folders, whether or not this run reads it.

    Raises:
        UsageFault: an output is one of them, by whatever name.
    """
    there = {
        _identity(output.file): output.file
        for output in asked
        if output.file is not None and _is_foreign_json(output.file.resolve())
    }
    if not there:
        return
    for place in map(Path, places):
        for json in _jsons_of(place):
            file = there.get(_identity(json))
            if file is not None:
                raise UsageFault(
                    f"--output : « {file} » est un JSON du lot ou de --avance ; donnez un autre nom",
                    f"--output: “{file}” is a JSON of the batch or of --avance; give another name",
                )


def _is_foreign_json(file: Path) -> bool:
    """Whether a JSON is there that is no earlier report: those may be written anew."""
    from segur_check.dossier.jsonfiles import JsonFile, is_report  # noqa: PLC0415 - most are new

    if file.suffix.lower() != ".json" or not file.is_file():
        return False
    try:
        with file.open("rb") as opened:
            return not is_report(JsonFile(str(file), opened.read(_HEAD)))
    except OSError:
        return True


def _jsons_of(place: Path) -> Iterable[Path]:
    if not place.is_dir():
        return [place]
    try:
        return [file for file in place.iterdir() if file.suffix.lower() == ".json"]
    except OSError:  # its check names it
        return []


def _identity(file: str | Path) -> tuple[int, int] | None:
    """What tells that two names are of one file; None for a member of a zip."""
    try:
        status = os.stat(file)  # noqa: PTH116 - speed: of each file of a lot
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino


def worst(faults: Sequence[Exception]) -> Exception:
    """Of what went wrong with some outputs, the first fault of the tool, else the first."""
    ours = (fault for fault in faults if not isinstance(fault, SegurCheckError))
    return next(ours, faults[0])


def display_of(*, min_severity: Severity, max_shown: int, quiet: bool, verbose: bool) -> Display:
    """What a person wants to see, whatever the output.

    Raises:
        UsageFault: `quiet` and `verbose` are both asked for.
    """
    if quiet and verbose:
        raise UsageFault(
            "--quiet et --verbose se contredisent : gardez l'un des deux",
            "--quiet and --verbose contradict each other: keep one",
        )
    return Display(
        min_severity=min_severity.value,
        max_shown=max_shown,
        quiet=quiet,
        verbose=verbose,
        root=here(),
    )
