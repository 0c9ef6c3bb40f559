"""What there is to do: each cause with its consequences, alike ones of several requests together."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from msgspec import Struct

from segur_check.report import Finding, Report, RequestReport, Verdict
from segur_check.reporters.words import counted
from segur_check.values.severity import SEVERITIES, Severity

_QUOTED = re.compile(r"«[^»]*»|“[^”]*”")
_MOST_QUOTED = 8
"""So many names of fields or files stand in one deed; the others are with their causes."""


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
    def action(self) -> str:
        """What is to be done: of several fields or files, it names each."""
        actions = dict.fromkeys(cause.finding.action for cause in self.causes)
        return _merged([*actions])

    @property
    def consequences(self) -> tuple[Finding, ...]:
        """What ends with it, in all its requests."""
        return tuple(each for cause in self.causes for each in cause.consequences)

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
    """The things to do for one file, worst first; mere information is in none."""
    return together(cause for cause in causes(requests) if cause.severity != Severity.INFO)


def to_look_at(requests: Iterable[RequestFindings]) -> list[Task]:
    """What mere information asks of a person: a signature to look at, a question for the ASP."""
    return together(
        cause
        for cause in causes(requests)
        if cause.severity == Severity.INFO and cause.finding.deed
    )


def together(found: Iterable[Cause]) -> list[Task]:
    """Causes of the same code, rule and deed as one thing, worst first.

    A deed is the same for another field or file.
    """
    alike: dict[tuple[str, str, str, str], list[Cause]] = defaultdict(list)
    for cause in found:
        finding = cause.finding
        deed = without_names(finding.action)
        alike[cause.severity, finding.code, finding.why, deed].append(cause)
    made = [Task(tuple(same)) for same in alike.values()]
    return sorted(made, key=lambda task: SEVERITIES.index(task.severity))


def without_names(text: str) -> str:
    """A text with « » left empty for each field, file or value that it names."""
    return _QUOTED.sub("«»", text)


def _merged(actions: list[str]) -> str:
    """One deed for several fields or files: the first that names them all."""
    if len(actions) == 1:
        return actions[0]
    named = iter(zip(*map(_QUOTED.findall, actions), strict=True))

    def all_of(_: re.Match[str]) -> str:
        names = [*dict.fromkeys(next(named))]
        more = ["…"] if len(names) > _MOST_QUOTED else []
        return ", ".join([*names[:_MOST_QUOTED], *more])

    return _QUOTED.sub(all_of, actions[0])


def counts_line(report: Report) -> str:
    """`1 rejet, 3 à modifier, 2 alertes, 4 points à vérifier`: the causes of a report; "" if there is none.

    `1 point` where all of them are what the verdict, which stands before it, says already.
    """
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
    told: dict[str, int] = {key: count[key] for key in SEVERITIES if count[key]}
    if points:
        told[Verdict.TO_VERIFY] = len(points)
    if [*told] in ([Verdict.TO_CHANGE], [Verdict.TO_VERIFY]):
        return counted(report.lang, "count_points", *told.values())
    return ", ".join(counted(report.lang, f"count_{key}", many) for key, many in told.items())
