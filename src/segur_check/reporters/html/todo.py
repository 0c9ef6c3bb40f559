"""What there is to do, before it is laid out: a card per task, and what is only good to know."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

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
from segur_check.reporters.tasks import Cause, RequestFindings, Task, tasks
from segur_check.reporters.words import counted, word

_MOST_PLACES = 20  # of one finding
_MOST_NAMES = 3  # of the requests of one task
_MOST_MESSAGES = 20  # of one remark


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


class ToDo(Struct, frozen=True):
    """The things to do in one file; `ids`: the cards that speak of each of its requests, by line.

    `left`: the findings that ask for nothing.
    """

    file: str
    cards: tuple[TaskCard, ...]
    ids: Mapping[int | None, tuple[str, ...]]
    left: tuple[RequestFindings, ...]


class Remark(Struct, frozen=True):
    """What is good to know and asks for nothing: alike ones together, `messages` each once."""

    said: Said
    requests: str
    messages: tuple[str, ...]
    more: int
    why: str
    source: str
    url: str | None


def todo(requests: Sequence[RequestFindings], first: int, report: Report, choices: Filters) -> ToDo:
    """The cards of one file, numbered from `first`."""
    found = tasks(requests)
    teller = _Teller(report)
    cards = tuple(teller.task(f"t{rank}", task, choices) for rank, task in enumerate(found, first))
    ids: dict[int | None, list[str]] = defaultdict(list)
    for card, task in zip(cards, found, strict=True):
        for request in task.requests:
            ids[request.line].append(card.id)
    told = {id(finding) for task in found for finding in _findings_of(task)}
    left = tuple(
        (request, tuple(finding for finding in findings if id(finding) not in told))
        for request, findings in requests
    )
    ids_of = {line: tuple(of_line) for line, of_line in ids.items()}
    return ToDo(requests[0][0].file, cards, ids_of, left)


def remarks(left: Iterable[RequestFindings], report: Report) -> list[Remark]:
    """What is only good to know; the same remark on several requests, or files, is one."""
    return [*_Teller(report).remarks(left)]


def _findings_of(task: Task) -> Iterator[Finding]:
    for cause in task.causes:
        yield cause.finding
        yield from cause.consequences


class _Teller:
    """Says findings in the language of their report."""

    def __init__(self, report: Report) -> None:
        self.lang = report.lang
        self.papers = papers_alone(report)

    def task(self, key: str, task: Task, choices: Filters) -> TaskCard:
        finding = task.finding
        follows = outcome(task.causes[0].gravest, task.causes[0].request, self.papers)
        codes = [each.code for each in _findings_of(task)]
        return TaskCard(
            id=key,
            tags=choices.tags(task.requests, codes),
            said=self.said(finding, task.severity),
            actor=word(self.lang, f"actor_{finding.actor}"),
            requests=self.names(task.requests),
            causes=tuple(self._cause(cause) for cause in task.causes),
            why=f"{finding.why} {word(self.lang, follows)}" if follows else finding.why,
            source=cited_source(finding.source, self.lang),
            url=web_address(finding.source.url),
            consequences=tuple(
                CauseRow(self.name(cause.request), self.said(each))
                for cause in task.causes
                for each in cause.consequences
            ),
        )

    def _cause(self, cause: Cause) -> CauseRow:
        return CauseRow(self.name(cause.request), self.said(cause.finding))

    def remarks(self, requests: Iterable[RequestFindings]) -> Iterator[Remark]:
        alike: dict[tuple[str, str, str], list[tuple[RequestReport, Finding]]] = defaultdict(list)
        for request, findings in requests:
            for finding in findings:
                alike[finding.code, finding.severity, finding.action].append((request, finding))
        for together in alike.values():
            finding = together[0][1]
            messages = tuple(dict.fromkeys(each.message for _, each in together))
            yield Remark(
                said=self.said(finding),
                requests=self.names_or_files([request for request, _ in together]),
                messages=messages[:_MOST_MESSAGES],
                more=len(messages) - _MOST_MESSAGES,
                why=finding.why,
                source=cited_source(finding.source, self.lang),
                url=web_address(finding.source.url),
            )

    def said(self, finding: Finding, severity: str | None = None) -> Said:
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
