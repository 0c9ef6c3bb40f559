"""What there is to do: each cause with its consequences, alike ones of several requests together."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from msgspec import Struct

from segur_check.report import Finding, Report, RequestReport
from segur_check.reporters.words import counted
from segur_check.values.severity import SEVERITIES, Severity


class Cause(Struct, frozen=True):
    """A finding that follows from no other one that is shown, and those that follow from it."""

    request: RequestReport
    finding: Finding
    consequences: tuple[Finding, ...] = ()

    @property
    def gravest(self) -> Finding:
        """The worst of the finding and of what follows from it: mending it ends them all."""
        return min(
            (self.finding, *self.consequences), key=lambda one: SEVERITIES.index(one.severity)
        )

    @property
    def severity(self) -> str:
        """That of the gravest."""
        return self.gravest.severity


class Task(Struct, frozen=True):
    """One thing to do: the causes of one file that the same deed mends, in the order of the report."""

    causes: tuple[Cause, ...]

    @property
    def finding(self) -> Finding:
        """What the first of its causes says."""
        return self.causes[0].finding

    @property
    def severity(self) -> str:
        """How bad it is: the worst of its findings and of what follows from them."""
        return self.causes[0].severity

    @property
    def requests(self) -> tuple[RequestReport, ...]:
        """The requests that it concerns, each once."""
        return tuple({id(cause.request): cause.request for cause in self.causes}.values())


RequestFindings = tuple[RequestReport, tuple[Finding, ...]]
"""A request, and those of its findings that are looked at."""


def causes(requests: Iterable[RequestFindings]) -> Iterator[Cause]:
    """The causes among the findings of one file; one whose cause is not among them is a cause."""
    own = [*requests]
    owner_of = {
        (None if request.line is None else index, finding.fingerprint): index
        for index, (request, findings) in enumerate(own)
        for finding in findings
    }
    consequences: dict[tuple[int, str], list[Finding]] = defaultdict(list)
    roots: list[tuple[int, Finding]] = []
    for index, (_, findings) in enumerate(own):
        for finding in findings:
            cause = finding.caused_by or ""
            owner = owner_of.get((index, cause), owner_of.get((None, cause)))
            if owner is None:
                roots.append((index, finding))
            else:
                consequences[owner, cause].append(finding)
    for index, finding in roots:
        following = consequences.pop((index, finding.fingerprint), [])
        yield Cause(own[index][0], finding, tuple(following))


def tasks(requests: Iterable[RequestFindings]) -> list[Task]:
    """The things to do for one file, worst first; causes of the same code and deed are one thing.

    Mere information asks for nothing: it is in none.
    """
    alike: dict[tuple[str, str, str], list[Cause]] = defaultdict(list)
    for cause in causes(requests):
        if cause.severity != Severity.INFO:
            alike[cause.severity, cause.finding.code, cause.finding.action].append(cause)
    found = [Task(tuple(together)) for together in alike.values()]
    return sorted(found, key=lambda task: SEVERITIES.index(task.severity))


def counts_line(report: Report) -> str:
    """`1 rejet, 3 à modifier, 2 alertes, 4 points à vérifier`: the causes of a report; "" if there is none."""
    count: Counter[str] = Counter()
    points = set()
    files: dict[str, list[RequestFindings]] = defaultdict(list)
    for request in report.requests:
        files[request.file].append((request, request.findings))
        points |= {(lack.code, lack.reason) for lack in request.not_checked if lack.weighs}
        for untold in request.untold:
            count[untold.severity] += untold.count
    for own in files.values():
        count.update(cause.severity for cause in causes(own))
    del count[Severity.INFO]
    parts = [counted(report.lang, f"count_{key}", count[key]) for key in SEVERITIES if count[key]]
    if points:
        parts.append(counted(report.lang, "count_to_verify", len(points)))
    return ", ".join(parts)
