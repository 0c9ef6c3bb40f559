"""What a run comes to, in a few figures: counted report by report, none of them kept."""

from collections import Counter
from datetime import date, datetime, time
from decimal import Decimal

from msgspec import Struct, field

from segur_check.dates import PARIS, end_of, in_paris
from segur_check.findings import Report, RequestReport, Unread, Verdict, Window, worst
from segur_check.money import is_sane
from segur_check.reporters.display import SEVERITIES


class CodeCount(Struct, frozen=True):
    """How often a control found something, and in how many requests."""

    code: str
    title: str
    severity: str
    findings: int
    requests: int


class Money(Struct, frozen=True):
    """What the requests of one verdict ask for, euros HT; `unknown` have no readable amount."""

    verdict: Verdict
    requests: int
    ht: Decimal
    unknown: int


class Closing(Struct, frozen=True):
    """A window that some requests are still in time for.

    `closes` is as the tables have it (an instant, or a day of unknown hour); `days` are the fewest
    left from the deposit of one of these requests.
    """

    closes: str
    sons: str
    event: str
    certainty: str
    requests: int
    days: int


class Summary(Struct, frozen=True):
    """What a run comes to."""

    dossiers: int
    requests: int
    dossier_verdicts: tuple[tuple[Verdict, int], ...]
    request_verdicts: tuple[tuple[Verdict, int], ...]
    codes: tuple[CodeCount, ...]
    money: tuple[Money, ...]
    closings: tuple[Closing, ...]
    unread: tuple[Unread, ...]

    @property
    def verdict(self) -> Verdict:
        """The worst of the dossiers."""
        return worst(verdict for verdict, count in self.dossier_verdicts if count)


class _Code(Struct):
    title: str
    severity: str
    findings: int = 0
    requests: int = 0


class _Sum(Struct):
    requests: int = 0
    ht: Decimal = Decimal(0)
    unknown: int = 0


class _Days(Struct):
    requests: int
    days: int


class Tally(Struct):
    """Counts reports as they come: `add` each, then `summary`."""

    dossiers: Counter[Verdict] = field(default_factory=Counter)
    requests: Counter[Verdict] = field(default_factory=Counter)
    codes: dict[str, _Code] = field(default_factory=dict)
    money: dict[Verdict, _Sum] = field(default_factory=dict)
    closings: dict[tuple[str, str, str, str], _Days] = field(default_factory=dict)
    unread: dict[Unread, None] = field(default_factory=dict)

    def add(self, report: Report) -> None:
        """Count one report in."""
        papers = {heading.file for heading in report.headings if heading.without_json}
        verdicts: dict[str, list[Verdict]] = {heading.file: [] for heading in report.headings}
        for request in report.requests:
            verdicts.setdefault(request.file, []).append(request.verdict)
            self._count_codes(request)
            if is_request(request, papers):
                self.requests[request.verdict] += 1
                self._count_money(request)
                self._count_closings(request)
        self.dossiers.update(worst(iter(found)) for found in verdicts.values())
        self.unread |= dict.fromkeys(report.unread)

    def summary(self) -> Summary:
        """What was counted so far."""
        return Summary(
            dossiers=self.dossiers.total(),
            requests=self.requests.total(),
            dossier_verdicts=tuple((one, self.dossiers[one]) for one in Verdict),
            request_verdicts=tuple((one, self.requests[one]) for one in Verdict),
            codes=tuple(
                sorted(
                    (
                        CodeCount(code, one.title, one.severity, one.findings, one.requests)
                        for code, one in self.codes.items()
                    ),
                    key=lambda one: (SEVERITIES.index(one.severity), -one.findings, one.code),
                )
            ),
            money=tuple(
                Money(verdict, one.requests, one.ht, one.unknown)
                for verdict in Verdict
                if (one := self.money.get(verdict)) is not None
            ),
            closings=tuple(
                sorted(
                    (Closing(*key, one.requests, one.days) for key, one in self.closings.items()),
                    key=lambda one: (instant(one.closes), one.sons, one.event),
                )
            ),
            unread=tuple(self.unread),
        )

    def _count_codes(self, request: RequestReport) -> None:
        for finding in request.findings:
            one = self.codes.setdefault(finding.code, _Code(finding.title, finding.severity))
            # One code may be told in several severities: the worst one places it.
            if SEVERITIES.index(finding.severity) < SEVERITIES.index(one.severity):
                one.title, one.severity = finding.title, finding.severity
            one.findings += 1
        for code in {finding.code for finding in request.findings}:
            self.codes[code].requests += 1

    def _count_money(self, request: RequestReport) -> None:
        total = self.money.setdefault(request.verdict, _Sum())
        asked = dict(request.facts.amounts).get("ht")
        total.requests += 1
        if asked is None or not is_sane(Decimal(asked)):
            total.unknown += 1
        else:
            total.ht += Decimal(asked)

    def _count_closings(self, request: RequestReport) -> None:
        deposit = request.facts.deposit
        for window in request.facts.windows:
            closes = window.closes
            if deposit is None or closes is None or window.event != request.phase:
                continue
            if not still_open(window, deposit):
                continue
            left = (instant(closes).date() - instant(deposit).date()).days
            key = (closes, request.sons or "", window.event, window.certainty)
            known = self.closings.setdefault(key, _Days(0, left))
            known.requests += 1
            known.days = min(known.days, left)


def summary_of(report: Report) -> Summary:
    """What one report comes to."""
    tally = Tally()
    tally.add(report)
    return tally.summary()


def is_request(request: RequestReport, papers: set[str]) -> bool:
    """Whether it is a request, or a dossier of papers alone, and not a file as a whole."""
    return request.line is not None or request.file in papers


def still_open(window: Window, deposit: str | None) -> bool:
    """Whether a window with a closing is open at a deposit (a day of unknown hour: at its end)."""
    if window.closes is None or deposit is None:
        return False
    at = instant(deposit)
    opened = window.opens is None or instant(window.opens, start=True) <= at
    return opened and at <= instant(window.closes)


def instant(text: str, *, start: bool = False) -> datetime:
    """An ISO instant or day of the facts, in Paris time; a day counts as its end, or its start."""
    if len(text) > len("2025-03-12"):
        return in_paris(datetime.fromisoformat(text))
    day = date.fromisoformat(text)
    return datetime.combine(day, time.min, PARIS) if start else end_of(day)
