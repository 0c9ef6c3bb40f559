"""What there is to do, before it is laid out: a card per task, and what is only good to know."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count

from msgspec import Struct
from msgspec.structs import replace

from segur_check.report import Finding, Report, RequestReport
from segur_check.reporters.addresses import titled
from segur_check.reporters.display import place
from segur_check.reporters.headings import short_name
from segur_check.reporters.html.filters import Filters
from segur_check.reporters.html.marked import Marked, marked
from segur_check.reporters.html.places import place_words, web_address
from segur_check.reporters.outcome import cited_source, outcome
from segur_check.reporters.sides import Side, two_sides
from segur_check.reporters.summary import papers_alone
from segur_check.reporters.tasks import Cause, RequestFindings, Task, causes, together
from segur_check.reporters.words import counted, word
from segur_check.values.severity import SEVERITIES, Severity

_MOST_PLACES = 20  # of one finding
_MOST_NAMES = 3  # of the requests of one task


class Said(Struct, frozen=True):
    """A finding as a task or a remark shows it."""

    severity: str
    code: str
    title: str
    message: str
    action: str
    sides: tuple[Marked, ...]
    where: tuple[str, ...]
    addresses: tuple[str, ...]


class CauseRow(Struct, frozen=True):
    """One cause of a task: the request where it stands, and what is said of it."""

    request: str
    said: Said


class TaskCard(Struct, frozen=True):
    """One thing to do, ready to be laid out; `tags` are the classes that the filters look for."""

    id: str
    tags: str
    said: Said
    actor: str
    requests: str
    causes: tuple[CauseRow, ...]
    why: str
    source: str
    url: str | None
    consequences: tuple[CauseRow, ...]


Holder = tuple[str, int | None]
"""A request, by its file and its line there."""


class ToDo(Struct, frozen=True):
    """The things to do in one file, or ("") in several at once.

    `ids`: the cards that speak of each request. `left`: the findings that are mere information.
    """

    file: str
    cards: tuple[TaskCard, ...]
    ids: Mapping[Holder, tuple[str, ...]]
    left: tuple[RequestFindings, ...] = ()

    @property
    def rank(self) -> int:
        """How bad the worst of it is; 0 is the worst severity."""
        return SEVERITIES.index(self.cards[0].said.severity) if self.cards else len(SEVERITIES)


def todos(requests: Iterable[RequestFindings], report: Report, choices: Filters) -> list[ToDo]:
    """What there is to do: what several files have in common, then in each file, the worst file first."""
    teller, numbers = Teller(report), count()
    by_file: dict[str, list[RequestFindings]] = defaultdict(list)
    for request, findings in requests:
        by_file[request.file].append((request, findings))
    found = {
        file: [cause for cause in causes(own) if cause.severity != Severity.INFO]
        for file, own in by_file.items()
    }
    common = _in_common(cause for own in found.values() for cause in own)
    apart = {id(cause) for task in common for cause in task.causes}

    def made(file: str, tasks: list[Task], left: Iterable[RequestFindings] = ()) -> ToDo:
        cards = tuple(teller.task(f"t{next(numbers)}", task, choices) for task in tasks)
        ids: dict[Holder, list[str]] = defaultdict(list)
        for card, task in zip(cards, tasks, strict=True):
            for request in task.requests:
                ids[request.file, request.line].append(card.id)
        return ToDo(file, cards, {holder: tuple(own) for holder, own in ids.items()}, tuple(left))

    first = [made("", common)] if common else []
    own_tasks = {
        file: together(cause for cause in own if id(cause) not in apart)
        for file, own in found.items()
    }
    files = [
        made(file, own_tasks[file], _informing(own, found[file])) for file, own in by_file.items()
    ]
    return first + sorted(files, key=lambda one: one.rank)


def _in_common(found: Iterable[Cause]) -> list[Task]:
    """What several files have in common: one number, client or file is one thing to do."""
    alike: dict[tuple[str, str], list[Cause]] = defaultdict(list)
    for cause in found:
        if cause.finding.shared is not None:
            alike[cause.finding.code, cause.finding.shared.key].append(cause)
    return [
        Task(tuple(same))
        for same in alike.values()
        if len({cause.request.file for cause in same}) > 1
    ]


def _informing(own: Iterable[RequestFindings], told: Iterable[Cause]) -> Iterator[RequestFindings]:
    """The requests of a file, each with what no card tells of it."""
    seen = {id(each) for cause in told for each in (cause.finding, *cause.consequences)}
    for request, findings in own:
        yield request, tuple(finding for finding in findings if id(finding) not in seen)


class Teller:
    """Says findings in the language of their report."""

    def __init__(self, report: Report) -> None:
        self.lang = report.lang
        self.papers = papers_alone(report)

    def task(self, key: str, task: Task, choices: Filters) -> TaskCard:
        """The card of a thing to do."""
        finding = task.finding
        follows = outcome(task.causes[0].gravest, task.causes[0].request, self.papers)
        several = len({request.file for request in task.requests}) > 1
        codes = [cause.finding.code for cause in task.causes]
        codes += [each.code for each in task.consequences]
        return TaskCard(
            id=key,
            tags=choices.tags(task.requests, codes),
            said=replace(self.said(finding, task.severity), action=task.action),
            actor=word(self.lang, f"actor_{finding.actor}"),
            requests=self.names_or_files(task.requests),
            causes=tuple(self._cause(cause, several=several) for cause in task.causes),
            why=f"{finding.why} {word(self.lang, follows)}" if follows else finding.why,
            source=cited_source(finding.source, self.lang),
            url=web_address(finding.source.url),
            consequences=tuple(
                CauseRow(self._holder(cause, several=several), self.said(each))
                for cause in task.causes
                for each in cause.consequences
            ),
        )

    def _cause(self, cause: Cause, *, several: bool) -> CauseRow:
        return CauseRow(self._holder(cause, several=several), self.said(cause.finding))

    def _holder(self, cause: Cause, *, several: bool) -> str:
        """The request of a cause, with its file where others are meant too."""
        name = self.name(cause.request)
        return f"{cause.request.file} · {name}" if several else name

    def said(self, finding: Finding, severity: str | None = None) -> Said:
        """A finding, with the severity of what it stands for where that is worse."""
        places = finding.locations[:_MOST_PLACES]
        return Said(
            severity=severity or finding.severity,
            code=finding.code,
            title=titled(finding, self.lang),
            message=finding.message,
            action=finding.action,
            sides=self._sides(finding),
            where=tuple(dict.fromkeys(place_words(at, self.lang) for at in places)),
            addresses=tuple(
                dict.fromkeys(
                    f"{place(at, self.lang)} {at.pointer or ''}".rstrip() for at in places
                )
            ),
        )

    def _sides(self, finding: Finding) -> tuple[Marked, ...]:
        """The JSON and the document that contradicts it, or what was found and what is expected."""
        two = two_sides(finding, self.lang)
        if two is not None:
            return marked(*two)
        if not finding.found or not finding.expected:
            return ()  # the message says the one there is
        found = Side(word(self.lang, "found"), (finding.found,))
        return marked(found, Side(word(self.lang, "expected"), (finding.expected,)))

    def name(self, request: RequestReport) -> str:
        """`demande 3 (CMD-3)`."""
        if request.file in self.papers:
            return word(self.lang, "short_papers")
        number = f" ({request.numero_editeur})" if request.numero_editeur else ""
        return f"{short_name(request, self.lang)}{number}"

    def names(self, requests: Iterable[RequestReport]) -> str:
        """The requests that are meant, by name if they are few."""
        names = list(dict.fromkeys(self.name(request) for request in requests))
        if len(names) > _MOST_NAMES:
            return counted(self.lang, "requests", len(names))
        return ", ".join(names)

    def names_or_files(self, requests: Sequence[RequestReport]) -> str:
        """The requests of one file by name; of several files, how many they are."""
        files = {request.file for request in requests}
        if len(files) > 1:
            return counted(self.lang, "in_files", len(files))
        return self.names(requests)
