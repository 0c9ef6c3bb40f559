"""Which finding another one follows from, and the few words that every output marks it with."""

from segur_check.report import Finding, Report, RequestReport
from segur_check.reporters.words import word


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

    @staticmethod
    def _owner(request: RequestReport) -> int | str:
        return request.file if request.line is None else id(request)

    def cause(self, finding: Finding, request: RequestReport) -> Finding | None:
        """The finding that this one of a request follows from; None where it is a cause itself."""
        if finding.caused_by is None:
            return None
        own = self._causes.get((self._owner(request), finding.caused_by))
        return own or self._causes.get((request.file, finding.caused_by))

    def mark(self, finding: Finding, request: RequestReport) -> str:
        """` (découle de MNT006)` of a consequence, to put behind its title; "" of a cause."""
        cause = self.cause(finding, request)
        return f" ({follows_from(cause.code, self._lang)})" if cause is not None else ""


def follows_from(code: str, lang: str) -> str:
    """`découle de MNT006`."""
    return word(lang, "follows_from", code=code)
