"""The outputs of a batch: those written as the dossiers end, and those made of the whole."""

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Self

from segur_check.cli.check import refuse_inputs
from segur_check.cli.screen import Growing, here, say, width, write
from segur_check.reporters import rendered
from segur_check.reporters.display import Display
from segur_check.reporters.lot import dossier_line, lot_summary
from segur_check.reporters.summary import Tally
from segur_check.reporters.words.report import counted, word
from segur_check.values.severity import Severity

if TYPE_CHECKING:
    from types import TracebackType

    from segur_check.engine.options import Options
    from segur_check.report import Report

# Written as the dossiers end: nothing of them is kept.
_STREAMED = frozenset({"text", "jsonl"})


def display_of(*, min_severity: Severity, max_shown: int, quiet: bool, verbose: bool) -> Display:
    """How a person wants to see a batch, apart from the width and the colours of each place."""
    return Display(
        min_severity=min_severity.value,
        max_shown=max_shown,
        quiet=quiet,
        verbose=verbose,
        root=here(),
    )


class Outputs:
    """Takes the report of each dossier, in order; a file is whole or is not there."""

    def __init__(
        self,
        asked: list[tuple[str, Path | None]],
        display: Display,
        *,
        color: bool,
        options: "Options",
    ) -> None:
        self._streams = [
            (form, place, None if place is None else Growing(place))
            for form, place in asked
            if form in _STREAMED
        ]
        self._whole = [(form, place) for form, place in asked if form not in _STREAMED]
        self._places = asked
        self._display, self._color, self._options = display, color, options
        self._tally = Tally()
        self._kept: list[Report] = []
        self._codes: list[Report] = []
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        """Open the files that grow."""
        for _, _, file in self._streams:
            if file is not None:
                self._stack.enter_context(file)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: "TracebackType | None",
    ) -> None:
        """Close them; on an error, nothing of them stays."""
        self._stack.__exit__(kind, error, trace)

    def add(self, name: str, report: "Report") -> None:
        """One more dossier."""
        from segur_check.engine.reports import without_details  # noqa: PLC0415 - not for --help

        refuse_inputs(self._places, report.inputs)
        self._tally.add(report)
        for form, _, file in self._streams:
            if form == "text" and self._display.quiet:
                continue
            color = self._color and file is None
            line = (
                dossier_line(name, report, color=color)
                if form == "text"
                else rendered(report, form, self._display)
            )
            _put(file, line)
        (self._kept if self._whole else self._codes).append(
            report if self._whole else without_details(report)
        )

    def finish(self, lot: "Report", *, left: int, why: str, not_chosen: int) -> int:
        """Write what is made of the whole, and give the exit code."""
        from msgspec.structs import replace  # noqa: PLC0415 - not for --help

        from segur_check.engine.reports import merged  # noqa: PLC0415

        lang = self._options.lang
        notes = []
        if left:
            notes.append(counted(lang, "lot_left", left, why=word(lang, why)))
        if not_chosen:
            notes.append(counted(lang, "lot_not_chosen", not_chosen))
        for form, _, file in self._streams:
            color = self._color and file is None
            if form == "text":
                told = lot_summary(self._tally.summary(), lot, tuple(notes), color=color)
                _put(file, told)
            elif lot.requests:
                _put(file, rendered(lot, form, self._display))
        whole = merged([*self._kept, *self._codes, lot], self._options)
        for form, place in self._whole:
            display = replace(
                self._display,
                width=width() if place is None else 100,
                color=self._color and place is None,
            )
            content = rendered(whole, form, display)
            if place is None:
                say(content)
            else:
                write(place, content)
        return int(whole.exit_code)


def _put(file: "Growing | None", content: str | bytes) -> None:
    if file is None:
        say(content)
    else:
        file.write(content)
