"""Which finding another one follows from, how grave that makes it, and the words that every output marks it with."""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from segur_check.report import Finding, Report, RequestReport
from segur_check.reporters.words import word
from segur_check.values.severity import BLOCKING, SEVERITIES

Group = tuple[int | str, str]
"""What one deed ends: the owner and the fingerprint of the cause."""


class Ranked(Struct, frozen=True):
    """A finding of a request as an output ranks it: `severity` is the worst of it and of what follows from it."""

    request: RequestReport
    finding: Finding
    severity: str
    cause: Finding | None
    mark: str

    @property
    def blocking(self) -> bool:
        """Whether it keeps the request from being paid, by itself or by what follows from it."""
        return self.severity in BLOCKING


class Following:
    """The consequences of a report, and their causes: of the same request, or of its file as a whole."""

    def __init__(self, report: Report) -> None:
        self._lang = report.lang
        pairs = [(request, finding) for request in report.requests for finding in request.findings]
        causing = {finding.caused_by for _, finding in pairs}
        self._causes = {
            (self._owner(request), finding.fingerprint): finding
            for request, finding in pairs
            if finding.fingerprint in causing
        }
        self._worst: dict[Group, str] = {
            group: cause.severity for group, cause in self._causes.items()
        }
        for request, finding in pairs:
            group = self._followed(finding, request)
            if group is not None:
                self._worst[group] = gravest((self._worst[group], finding.severity))

    @staticmethod
    def _owner(request: RequestReport) -> int | str:
        return request.file if request.line is None else id(request)

    def _followed(self, finding: Finding, request: RequestReport) -> Group | None:
        """The group of a consequence; None for a cause."""
        if finding.caused_by is None:
            return None
        groups = ((owner, finding.caused_by) for owner in (self._owner(request), request.file))
        return next((group for group in groups if group in self._causes), None)

    def cause(self, finding: Finding, request: RequestReport) -> Finding | None:
        """The finding that this one of a request follows from; None where it is a cause itself."""
        group = self._followed(finding, request)
        return None if group is None else self._causes[group]

    def group(self, finding: Finding, request: RequestReport) -> Group:
        """The same for a cause and for all that follows from it."""
        return self._followed(finding, request) or (self._owner(request), finding.fingerprint)

    def severity(self, finding: Finding, request: RequestReport) -> str:
        """The worst of a finding and of what follows from it; of a consequence, its own."""
        if self.cause(finding, request) is not None:
            return finding.severity
        return self.of_cause(finding, request)

    def of_cause(self, finding: Finding, request: RequestReport) -> str:
        """The severity of its cause, which is the worst of all that one deed ends."""
        return self._worst.get(self.group(finding, request), finding.severity)

    def ranked(self, requests: Iterable[RequestReport]) -> list[Ranked]:
        """The findings of some requests, the gravest first, and of one severity the causes first."""
        found = [
            self._ranked(finding, request) for request in requests for finding in request.findings
        ]
        return sorted(
            found, key=lambda one: (SEVERITIES.index(one.severity), one.cause is not None)
        )

    def counts(self, request: RequestReport) -> Counter[str]:
        """How many causes of each severity a request has, those included that are only counted."""
        count = Counter(one.severity for one in self.ranked([request]) if one.cause is None)
        for untold in request.untold:
            count[untold.severity] += untold.count
        return count

    def _ranked(self, finding: Finding, request: RequestReport) -> Ranked:
        cause = self.cause(finding, request)
        # ` (découle de MNT006)` stands behind the title of a consequence.
        mark = "" if cause is None else f" ({follows_from(cause.code, self._lang)})"
        return Ranked(request, finding, self.severity(finding, request), cause, mark)


def gravest(severities: Iterable[str]) -> str:
    """The worst of some severities."""
    return min(severities, key=SEVERITIES.index)


def follows_from(code: str, lang: str) -> str:
    """`découle de MNT006`."""
    return word(lang, "follows_from", code=code)
