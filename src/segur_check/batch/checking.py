"""A whole batch: dossiers in, their reports out, in the order of their names."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct, structs

from segur_check.batch.discovery import FoundDossier, Layout, find
from segur_check.batch.isolation import Bounds, Cause, Lost
from segur_check.batch.journal import Journal
from segur_check.batch.task import Task, check_task
from segur_check.case.context import Context
from segur_check.case.control import Place, Problem
from segur_check.case.lot import Lot
from segur_check.checks.registry import LOT_CONTROLS
from segur_check.dossier.json.text import JsonText
from segur_check.dossier.reading import read_import
from segur_check.dossier.shape import Shape
from segur_check.engine.index import Indexed, index
from segur_check.engine.links import Links
from segur_check.engine.options import Options
from segur_check.engine.reports import exit_code_of, report_of
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
    """The dossiers of a lot, tied together, and the tasks to check them."""

    def __init__(
        self, folders: Sequence[Path], options: Options, selection: Selection, bounds: Bounds
    ) -> None:
        self.options, self.bounds = options, bounds
        self._label = ", ".join(map(str, folders))
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

    @property
    def size(self) -> int:
        """How many dossiers the lot has, checked or not."""
        return len(self._dossiers)

    def tie(self, executor: Executor, step: Callable[[], object]) -> None:
        """Look at every dossier of the lot, whichever are checked; `step` is called after each."""
        paths = [dossier.path for dossier in self._dossiers]
        answers = executor.answers(_indexed, ((path, self.options) for path in paths))
        indexed = []
        for path, answer in zip(paths, answers, strict=True):
            indexed.append(answer if isinstance(answer, Indexed) else Indexed(path))
            step()
        self._links = Links(indexed)

    def reports(
        self, executor: Executor, journal: Journal | None
    ) -> Iterator[tuple[FoundDossier, Report]]:
        """The report of each dossier, in the order of their names."""
        tasks = [self._task(dossier) for dossier in self.chosen]
        known = _known_reports(tasks, journal)
        answers = executor.answers(check_task, [task for task in tasks if task.name not in known])
        for dossier, task in zip(self.chosen, tasks, strict=True):
            if task.name in known:
                yield dossier, known[task.name]
                continue
            answer = next(answers)
            if isinstance(answer, Lost) and self.options.fast:
                answer = next(executor.answers(check_task, [_without_fast(task)]))
            report = answer if isinstance(answer, Report) else self._lost(task, answer)
            # A report of what was lost is not kept: the run that goes on tries again.
            if journal is not None and isinstance(answer, Report):
                journal.note(task, report)
            yield dossier, report

    def _task(self, dossier: FoundDossier) -> Task:
        path, links = dossier.path, self._links
        return Task(path, dossier.name, self.options, links.of(path), links.avances_of(path))

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


def _known_reports(tasks: Sequence[Task], journal: Journal | None) -> dict[str, Report]:
    """The reports that an earlier run wrote down, by the names of the dossiers."""
    if journal is None:
        return {}
    reports = {task.name: journal.known(task) for task in tasks}
    return {name: report for name, report in reports.items() if report is not None}


def _without_fast(task: Task) -> Task:
    """The same dossier, read by pypdf: it is judged even where pdfium brought its worker down."""
    return structs.replace(task, options=structs.replace(task.options, fast=False))


def _indexed(question: tuple[str, Options]) -> Indexed:
    """`index`, of a question that holds both of what it needs."""
    return index(*question)


def _last_change(path: Path) -> float:
    """When a dossier last changed, in seconds since 1970."""
    if not path.is_dir():
        beside = [path, path.with_suffix(".zip"), path.parent / "dossier.toml"]
        beside += (path.parent / "pieces").rglob("*")
        return max((file.stat().st_mtime for file in beside if file.exists()), default=0.0)
    files = [file for file in path.rglob("*") if file.is_file()]
    return max((file.stat().st_mtime for file in files), default=path.stat().st_mtime)
