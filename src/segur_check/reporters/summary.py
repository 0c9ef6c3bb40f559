"""What many requests add up to: verdicts, codes, money at stake, what closes first."""

from collections import Counter
from collections.abc import Container
from datetime import datetime
from decimal import Decimal, InvalidOperation

from msgspec import Struct

from segur_check.report import Report, RequestReport, Verdict, worst
from segur_check.values.money import is_sane, to_cents
from segur_check.values.severity import SEVERITIES


class Stake(Struct, frozen=True):
    """What the requests of a verdict ask for: their sum in euros HT, and how many give no amount."""

    requests: int
    ht: Decimal
    unknown: int


class Repeated(Struct, frozen=True):
    """A code: in how many requests it was found, and how many times."""

    code: str
    severity: str
    title: str
    requests: int
    count: int


class Closing(Struct, frozen=True):
    """A window that is still open at the deposit of some requests, and for how long (whole days)."""

    closes: str
    event: str
    sons: str
    certainty: str
    requests: int
    days: int


class Summary(Struct, frozen=True):
    """A run in figures: `stakes` by verdict, worst first; `codes` the gravest, then most frequent, first."""

    dossiers: int
    requests: int
    dossier_verdicts: tuple[tuple[Verdict, int], ...]
    stakes: tuple[tuple[Verdict, Stake], ...]
    codes: tuple[Repeated, ...]
    closing: tuple[Closing, ...]
    unread: int


class Tally:
    """Adds reports up, one after the other, without keeping them."""

    def __init__(self) -> None:
        self._dossiers: Counter[Verdict] = Counter()
        self._requests: Counter[Verdict] = Counter()
        self._ht: dict[Verdict, Decimal] = dict.fromkeys(Verdict, Decimal())
        self._unknown: Counter[Verdict] = Counter()
        self._codes: Counter[tuple[str, str, str]] = Counter()
        self._holders: Counter[tuple[str, str, str]] = Counter()
        self._closing: Counter[tuple[str, str, str, str, int]] = Counter()
        self._unread: set[str] = set()

    def add(self, report: Report) -> None:
        """Add the requests of a report."""
        self._unread |= {unread.path for unread in report.unread}
        papers = papers_alone(report)
        verdicts: dict[str, list[Verdict]] = {}
        for request in report.requests:
            verdicts.setdefault(request.file, []).append(request.verdict)
            self._add_codes(request)
            if is_request(request, papers):
                self._add_request(request)
        self._dossiers.update(worst(iter(own)) for own in verdicts.values())

    def _add_codes(self, request: RequestReport) -> None:
        shown = [(finding.code, finding.severity, finding.title) for finding in request.findings]
        counted = {
            (untold.code, untold.severity, untold.title): untold.count for untold in request.untold
        }
        self._codes.update(shown)
        self._codes.update(counted)
        self._holders.update({*shown, *counted})

    def _add_request(self, request: RequestReport) -> None:
        verdict = request.verdict
        self._requests[verdict] += 1
        asked = _ht(request)
        if asked is None:
            self._unknown[verdict] += 1
        else:
            self._ht[verdict] += asked
        for window in request.facts.windows:
            left = _days_left(request.facts.deposit, window.opens, window.closes)
            if window.event == request.phase and window.closes and left is not None:
                sons = request.sons or ""
                self._closing[window.closes, window.event, sons, window.certainty, left] += 1

    def summary(self) -> Summary:
        """What was added up so far."""
        codes = [
            Repeated(*key, requests=self._holders[key], count=count)
            for key, count in self._codes.items()
        ]
        codes.sort(key=_gravest_and_most_frequent)
        closing = [
            Closing(closes, event, sons, certainty, count, days)
            for (closes, event, sons, certainty, days), count in self._closing.items()
        ]
        closing.sort(key=lambda window: (window.days, window.closes, window.sons))
        return Summary(
            dossiers=self._dossiers.total(),
            requests=self._requests.total(),
            dossier_verdicts=tuple((verdict, self._dossiers[verdict]) for verdict in Verdict),
            stakes=tuple((verdict, self._stake(verdict)) for verdict in Verdict),
            codes=tuple(codes),
            closing=tuple(closing),
            unread=len(self._unread),
        )

    def _stake(self, verdict: Verdict) -> Stake:
        ht = to_cents(self._ht[verdict])
        return Stake(self._requests[verdict], ht, self._unknown[verdict])


def _gravest_and_most_frequent(repeated: Repeated) -> tuple[int, int, str]:
    return SEVERITIES.index(repeated.severity), -repeated.requests, repeated.code


def summary_of(report: Report) -> Summary:
    """The figures of one report."""
    tally = Tally()
    tally.add(report)
    return tally.summary()


def papers_alone(report: Report) -> dict[str, str | None]:
    """The step of each dossier without JSON, by its file."""
    return {heading.file: heading.phase for heading in report.headings if heading.without_json}


def is_request(request: RequestReport, papers: Container[str]) -> bool:
    """Whether it is a request or a dossier without JSON, and not what is said of a whole file."""
    return request.line is not None or request.file in papers


def _ht(request: RequestReport) -> Decimal | None:
    try:
        text = dict(request.facts.amounts).get("ht")
        amount = Decimal(text) if text is not None else None
    except InvalidOperation:
        return None
    return amount if amount is not None and is_sane(amount) else None


def _days_left(deposit: str | None, opens: str | None, closes: str | None) -> int | None:
    """The whole days from a deposit to a closing.

    None before the opening, after the closing, and where the deposit or the closing is not known.
    Where either has no hour, the days are compared.
    """
    if deposit is None or closes is None:
        return None
    if opens is not None and _between(opens, deposit) is None:
        return None
    return _between(deposit, closes)


def _between(first: str, then: str) -> int | None:
    """Whole days; None when the second comes before the first."""
    at, until = datetime.fromisoformat(first), datetime.fromisoformat(then)
    if at.tzinfo is None or until.tzinfo is None:
        days = (until.date() - at.date()).days
        return days if days >= 0 else None
    return (until - at).days if until >= at else None
