"""The outputs of a batch: those written as each dossier ends, and those made of the whole lot."""

import shlex
from collections.abc import Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Self

from segur_check.cli.files import Growing
from segur_check.cli.outputs import Output, refuse_inputs, worst
from segur_check.cli.screen import say
from segur_check.reporters import format_named, rendered
from segur_check.reporters.display import Display, aged_rules_lines
from segur_check.reporters.lot import dossier_causes, dossier_line, fails, lot_summary
from segur_check.reporters.shared import Dossiers, Ties
from segur_check.reporters.summary import Tally
from segur_check.reporters.words import counted, word

if TYPE_CHECKING:
    from types import TracebackType

    from segur_check.batch.checking import Batch
    from segur_check.report import Report


class LotOutputs:
    """Takes the report of each dossier, in order; a file is whole or is not there."""

    def __init__(
        self, asked: Sequence[Output], display: Display, lot: "Batch", *, color: bool
    ) -> None:
        self._asked = asked
        self._display, self._color, self._options = display, color, lot.options
        dossiers = _dossiers(lot)
        self._streams: list[_Stream] = []
        self._whole: list[Output] = []
        for output in asked:
            form = format_named(output.form)
            if form.per_dossier or form.lot_lines:
                own = output.display(display, color=color)
                self._streams.append(_Stream(output, own, dossiers, lines=form.lot_lines))
            else:
                self._whole.append(output)
        self._tally = Tally()
        self._reports: list[Report] = []
        self._stack = ExitStack()
        self._faults: list[Exception] = []

    def __enter__(self) -> Self:
        """Open the files that grow."""
        for stream in self._streams:
            if stream.file is not None:
                self._stack.enter_context(stream.file)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: "TracebackType | None",
    ) -> None:
        """Close them; on an error, nothing of them stays.

        Raises:
            SegurCheckError: an output made of the whole could not be written; the others are there.
        """
        self._stack.__exit__(kind, error, trace)
        if kind is None and self._faults:
            raise worst(self._faults)

    def add(self, name: str, path: str, report: "Report") -> None:
        """One more dossier of the lot, by its name there and its path."""
        from segur_check.engine.reports import without_details  # noqa: PLC0415 - not for --help

        refuse_inputs(self._asked, report.inputs)
        self._tally.add(report)
        for stream in self._streams:
            stream.add(name, path, report)
        # Where nothing is made of the whole, its exit code alone is: the details are let go.
        self._reports.append(report if self._whole else without_details(report))

    def finish(self, lot: "Report", *, left: int, why: str, not_chosen: int) -> int:
        """Write what is made of the whole, and give the exit code.

        `left` dossiers were not checked, `why` is the key of the words that say the reason;
        `not_chosen` ones were left out by the options.
        """
        from segur_check.engine.reports import merged  # noqa: PLC0415 - not for --help

        lang = self._options.lang
        notes = []
        if left:
            notes.append(counted(lang, "lot_left", left, why=word(lang, why)))
        if not_chosen:
            notes.append(counted(lang, "lot_not_chosen", not_chosen))
        whole = merged([*self._reports, lot], self._options)
        notes += aged_rules_lines(whole)
        for stream in self._streams:
            stream.finish(self._tally, lot, tuple(notes))
        for output in self._whole:
            display = output.display(self._display, color=self._color)
            try:
                output.write([rendered(whole, output.form, display)])
            except Exception as fault:  # noqa: BLE001 - the other outputs are written all the same
                self._faults.append(fault)
        return int(whole.exit_code)


def _dossiers(lot: "Batch") -> Dossiers:
    """The dossiers of a lot, and what checks some of them, or all, as the lot was asked to be."""
    options = lot.options
    asked = {
        "--sons": options.sons,
        "--phase": options.phase,
        "--depot": options.depot and options.depot.isoformat()[: len("2025-03-12T11:59")],
        "--config": options.config,
        "--rules": options.rules,
    }
    given = [part for name, value in asked.items() if value for part in (name, str(value))]
    page = ["-o", f"html:{word(options.lang, 'lot_page')}"]
    return Dossiers(
        lot.names,
        lambda paths: shlex.join(["segur-check", "check", *paths, *given]),
        shlex.join(["segur-check", "batch", *lot.folders, *given, *page]),
    )


class _Stream:
    """An output written as each dossier ends: nothing is kept for it."""

    def __init__(
        self, output: Output, display: Display, dossiers: Dossiers, *, lines: bool
    ) -> None:
        self.file = None if output.file is None else Growing(output.file)
        self._form, self._display, self._lines = output.form, display, lines
        self._dossiers, self._ties = dossiers, Ties()
        self._failed = 0

    def add(self, name: str, path: str, report: "Report") -> None:
        """The lines or the report of one dossier."""
        if not self._lines:
            self._put(rendered(report, self._form, self._display))
        elif not self._display.quiet:
            color = bool(self._display.color)
            self._put(dossier_line(name, report, color=color))
            self._ties.add(path, report, self._dossiers)
            if fails(report):
                self._failed += 1
                if self._failed <= self._display.max_shown:
                    self._put(dossier_causes(path, report, self._dossiers, color=color))

    def finish(self, tally: Tally, lot: "Report", notes: tuple[str, ...]) -> None:
        """The figures of the lot, or the report of what is said of the lot itself."""
        if self._lines:
            color, limit = bool(self._display.color), self._display.max_shown
            if self._failed > limit:
                left = self._failed - limit
                notes = (counted(lot.lang, "lot_undetailed", left, limit=limit), *notes)
            ties = [*self._ties.lines(self._dossiers, lot.lang)]
            self._put(lot_summary(tally.summary(), lot, ties, notes, color=color))
        elif lot.requests:
            self._put(rendered(lot, self._form, self._display))

    def _put(self, content: str | bytes) -> None:
        if self.file is None:
            say(content)
        else:
            self.file.write(content)
