"""The progress bar: on stderr, at a terminal only."""

import sys
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

    from rich.progress import Progress as Bar
    from rich.progress import TaskID

_STAGES = {
    "fr": {"index": "Lecture du lot", "check": "Contrôle"},
    "en": {"index": "Reading the batch", "check": "Checking"},
}


class Progress:
    """How far a batch is; nothing is shown in a pipe."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._bar: Bar | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        """Show the bar."""
        if sys.stderr.isatty():
            from rich.console import Console  # noqa: PLC0415 - rich is heavy
            from rich.progress import (  # noqa: PLC0415
                BarColumn,
                MofNCompleteColumn,
                TextColumn,
                TimeRemainingColumn,
            )
            from rich.progress import Progress as Bar  # noqa: PLC0415

            self._bar = Bar(
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
                # What is printed at the same terminal goes above the bar; a pipe gets it unchanged.
                redirect_stdout=sys.stdout.isatty(),
                redirect_stderr=True,
            )
            self._bar.start()
        return self

    def start(self, stage: str, total: int) -> None:
        """Begin a stage of so many steps."""
        if self._bar is not None:
            if self._task is not None:
                self._bar.remove_task(self._task)
            self._task = self._bar.add_task(_STAGES[self._lang][stage], total=total)

    def step(self) -> None:
        """Count one step more."""
        if self._bar is not None and self._task is not None:
            self._bar.advance(self._task)

    def stop(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: "TracebackType | None",
    ) -> None:
        """Take it away."""
        self.stop()
