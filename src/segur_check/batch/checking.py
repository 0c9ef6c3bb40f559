"""A whole batch: dossiers in, their reports out, in the order of their names."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct, structs

from segur_check.batch.discovery import FoundDossier, Layout, find
from segur_check.batch.fingerprint import fingerprint_named
from segur_check.batch.isolation import Bounds
from segur_check.batch.journal import Journal
from segur_check.batch.task import Checked, Look, Looked, Task, check_task, look
from segur_check.batch.worker import Cause, Lost
from segur_check.case.context import Context
from segur_check.case.control import Place, Problem
from segur_check.case.lot import Lot
from segur_check.checks.registry import LOT_CONTROLS
from segur_check.dossier.json.text import JsonText
from segur_check.dossier.reading import read_import
from segur_check.dossier.shape import Shape
from segur_check.engine.index import Indexed
from segur_check.engine.links import Links
from segur_check.engine.options import Options
from segur_check.engine.reports import (
    declared_controls,
    exit_code_of,
    merged,
    report_of,
    unread_report,
)
from segur_check.engine.telling import Teller
from segur_check.errors import ExitCode, UnreadableInput
from segur_check.report import Report, RequestReport
from segur_check.rules.corridor import NO_CORRIDOR, Corridor, corridor
from segur_check.values.dates import Deposit
from segur_check.values.step import Step

if TYPE_CHECKING:
    from segur_check.values.wording import Value


class Executor(Protocol):
    """Who does the work: processes of this machine, or a cluster."""

    def answers(
        self, work: Callable[..., object], asked: Iterable[object]
    ) -> Iterator[object | Lost]:
        """What `work` answers to each question, in order; `Lost` where there is no answer."""


class Selection(Struct, frozen=True):
    """Which dossiers of the lot are checked; the lot itself stays whole.

    `since`: those of which a file changed since then; `shard` of `shards`, from 1.
    """

    layout: Layout = Layout.AUTO
    since: datetime | None = None
    shard: int = 1
    shards: int = 1


class Batch:
    """The dossiers of a lot, tied together, and the tasks to check them.

    `written` are the files that the run itself writes, by their real paths.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        options: Options,
        selection: Selection,
        bounds: Bounds,
        *,
        written: frozenset[str] = frozenset(),
    ) -> None:
        self.options, self.bounds, self._written = options, bounds, written
        self.folders = [*map(str, folders)]
        self._label = ", ".join(self.folders)
        self._dossiers = find(folders, selection.layout)
        if not self._dossiers:
            raise UnreadableInput(
                f"« {self._label} » : aucun dossier trouvé (un dossier avec un JSON, un JSON avec un zip du même nom, "
                "ou un zip qui contient les deux)",
                f"“{self._label}”: no dossier found (a folder with a JSON, a JSON with a zip of the same "
                "name, or a zip that holds both)",
            )
        self.chosen = [dossier for dossier in self._dossiers if _is_chosen(dossier, selection)]
        self._links = Links(())
        self._files: dict[str, str] = {}

    @property
    def size(self) -> int:
        """How many dossiers the lot has, checked or not."""
        return len(self._dossiers)

    @property
    def paths(self) -> list[str]:
        """Where the dossiers of the lot are, checked or not."""
        return [dossier.path for dossier in self._dossiers]

    @property
    def names(self) -> dict[str, str]:
        """What the dossiers are called in the lot, by their paths."""
        return {dossier.path: dossier.name for dossier in self._dossiers}

    def tie(
        self, executor: Executor, step: Callable[[], object], journal: Journal | None = None
    ) -> None:
        """Look at every dossier of the lot, whichever are checked; `step` is called after each.

        What the journal knows of those that did not change is not looked at again.
        """
        looks = {dossier.name: self._look(dossier.path) for dossier in self._dossiers}
        known = {} if journal is None else dict(journal.looked(looks))
        asked = [asked for name, asked in looks.items() if name not in known]
        answers = executor.answers(look, asked)
        seen: list[Looked] = []
        for name, asking in looks.items():
            answer = known.get(name) or next(answers)
            looked = answer if isinstance(answer, Looked) else Looked(Indexed(asking.path))
            if journal is not None and name not in known:
                journal.note_look(name, looked)
            seen.append(looked)
            step()
        if journal is not None:
            journal.settle()
        self._links = Links(looked.indexed for looked in seen)
        self._files = {looked.indexed.path: looked.files for looked in seen}

    def reports(
        self, executor: Executor, journal: Journal | None
    ) -> Iterator[tuple[FoundDossier, Report]]:
        """The report of each dossier, in the order of their names."""
        tasks = map(self._task, self.chosen)
        asked = [task for task in tasks if journal is None or not journal.holds(task)]
        answers = zip(asked, executor.answers(check_task, asked), strict=True)
        unknown = {task.name for task in asked}
        for dossier in self.chosen:
            if journal is not None and dossier.name not in unknown:
                yield dossier, self._whole(journal.report(dossier.name))
                continue
            task, answer = next(answers)
            if isinstance(answer, Lost) and self.options.fast:
                answer = next(executor.answers(check_task, [_without_fast(task)]))
            # A report of what was lost is not kept: the run that goes on tries again.
            report = (
                self._settled(task, answer, executor, journal)
                if isinstance(answer, Checked)
                else self._lost(task, answer)
            )
            yield dossier, report

    def _settled(
        self, task: Task, checked: Checked, executor: Executor, journal: Journal | None
    ) -> Report:
        """The report of a dossier, written down where all that it follows from is as it was."""
        report = self._whole(checked.report)
        if not checked.files or (report.unread and not report.requests):
            return report
        if not self._are_ties_true(task, checked.files, executor):
            told = unread_report(task.path, _changed(task.path), self.options)
            return merged([report, told], self.options)
        if journal is not None:
            journal.note(structs.replace(task, files=checked.files), checked.report)
        return report

    def _are_ties_true(self, task: Task, files: tuple[str, ...], executor: Executor) -> bool:
        """Whether what the lot knows of some dossiers holds for their files as they were checked."""
        paths = (task.path, *task.avances)
        changed = [
            path for path, then, now in zip(paths, task.files, files, strict=False) if then != now
        ]
        looked = executor.answers(look, map(self._look, changed)) if changed else iter(())
        return all(
            isinstance(answer, Looked) and answer.indexed == self._links.dossier(path)
            for path, answer in zip(changed, looked, strict=True)
        )

    def _whole(self, report: Report) -> Report:
        """The report with the list of the controls, which is the same in all: it travels nowhere."""
        controls = declared_controls(self.options.lang, self.options.rules)
        return structs.replace(report, controls=controls)

    def _look(self, path: str) -> Look:
        return Look(path, self.options, self._written)

    def _task(self, dossier: FoundDossier) -> Task:
        path, links = dossier.path, self._links
        avances = links.avances_of(path)
        named = (*map(str, self.options.avance), *links.dossier(path).avances)
        return Task(
            path,
            dossier.name,
            self.options,
            links.of(path),
            avances,
            named,
            (*(self._files.get(of, "") for of in (path, *avances)), *map(fingerprint_named, named)),
            self._written,
        )

    def _lost(self, task: Task, lost: object) -> Report:
        """The report of a dossier whose worker did not come back."""
        cause = lost.cause if isinstance(lost, Lost) else Cause.DIED
        exit_status = lost.code if isinstance(lost, Lost) else 0
        limit = int(self.bounds.seconds if cause is Cause.TIME else self.bounds.megabytes)
        problems: dict[Cause, tuple[str, dict[str, Value], str]] = {
            Cause.DIED: ("SYS001", {"error": str(exit_status)}, "worker"),
            Cause.TIME: ("SYS002", {"limit": limit}, "dossier"),
            Cause.MEMORY: ("SYS002", {"limit": limit}, "memory"),
        }
        code, values, variant = problems[cause]
        problem = Problem(Place(""), values, variant)
        finding = self._teller(task.path, Lot()).finding(code, problem, None)
        request = RequestReport(task.path, None, None, None, None, findings=(finding,))
        exit_code = ExitCode.INTERNAL if cause is Cause.DIED else ExitCode.UNREADABLE
        return report_of(self.options, exit_code=exit_code, requests=(request,))

    def whole(self) -> Report:
        """The report of the lot as a whole."""
        lot = Lot(requests=self._links.requests, accepted=self._links.accepted)
        teller = self._teller(self._label, lot, self._corridor())
        findings = tuple(
            teller.finding(control.code, outcome, None)
            for control in LOT_CONTROLS
            for outcome in control(teller.context)
            if isinstance(outcome, Problem)
        )
        if not findings:
            return report_of(self.options, exit_code=ExitCode.CLEAN)
        requests = (RequestReport(self._label, None, None, None, None, findings=findings),)
        return report_of(
            self.options, exit_code=exit_code_of(requests, self.options), requests=requests
        )

    def _corridor(self) -> Corridor:
        """One of the SONS of the lot, where the same texts bear on all of them."""
        tables = [corridor(sons, self.options.rules) for sons in self._links.sons if sons]
        families = {table.family for table in tables}
        return tables[0] if len(families) == 1 else NO_CORRIDOR

    def _teller(self, label: str, lot: Lot, table: Corridor = NO_CORRIDOR) -> Teller:
        """Puts into words what is of no file."""
        context = Context(
            text=JsonText(None, None, ()),
            shape=Shape(None),
            file=read_import(None),
            step=Step.AVANCE,
            corridor=table,
            deposit=Deposit.at(self.options.now, "now"),
            without_json=True,
            lot=lot,
        )
        return Teller(context, label, self.options.lang, self.options.rules)


def _is_chosen(dossier: FoundDossier, selection: Selection) -> bool:
    since = selection.since
    return dossier.in_shard(selection.shard, selection.shards) and (
        since is None or _last_change(Path(dossier.path)) >= since.timestamp()
    )


def _changed(path: str) -> UnreadableInput:
    return UnreadableInput(
        f"« {path} » a changé pendant le contrôle du lot : ce qui le rapproche des autres dossiers date "
        "d'avant ; relancez le contrôle (avec --journal et --resume, le reste n'est pas refait)",
        f"“{path}” changed while the lot was checked: what ties it to other dossiers is of before; run "
        "the check again (with --journal and --resume, the rest is not done again)",
    )


def _without_fast(task: Task) -> Task:
    """The same dossier, read by pypdf: it is judged even where pdfium brought its worker down."""
    return structs.replace(task, options=structs.replace(task.options, fast=False))


def _last_change(path: Path) -> float:
    """When a file of a dossier last changed, in seconds since 1970; one that is gone counts for none."""
    beside = (path.with_suffix(".zip"), path.parent / "dossier.toml")
    below = path if path.is_dir() else path.parent / "pieces"
    dates = []
    for file in (*(() if path.is_dir() else (path, *beside)), *below.rglob("*")):
        with suppress(OSError):
            if file.is_file():
                dates.append(file.stat().st_mtime)
    with suppress(OSError):
        return max(dates) if dates else path.stat().st_mtime
    return 0.0
