"""What many requests add up to: verdicts, codes, money at stake, what closes first."""

from collections import Counter
from collections.abc import Container
from datetime import datetime
from decimal import Decimal, InvalidOperation

from msgspec import Struct
from msgspec.structs import replace

from segur_check.report import Report, RequestReport, Verdict, worst
from segur_check.reporters.deadlines import days_left
from segur_check.reporters.following import Following
from segur_check.values.money import is_sane, to_cents
from segur_check.values.severity import SEVERITIES, Severity
from segur_check.values.step import Step


class Expected(Struct, frozen=True):
    """What the ASP has still to pay: of how many requests, their sum in euros HT, of how many it is not known."""

    requests: int = 0
    ht: Decimal = Decimal()
    unknown: int = 0

    def plus(self, ht: Decimal | None) -> "Expected":
        """The same with one request more; None where nobody knows what is paid for it."""
        if ht is None:
            return replace(self, requests=self.requests + 1, unknown=self.unknown + 1)
        return replace(self, requests=self.requests + 1, ht=self.ht + ht)


class Stake(Struct, frozen=True):
    """What the requests of a verdict ask for: their sum in euros HT, and how many give no amount.

    `avance` and `solde` are what they bring, if nothing is rejected, of each payment that is to come.
    `papers`: how many of them are dossiers without JSON, which ask for no amount.
    """

    requests: int
    ht: Decimal
    unknown: int
    avance: Expected = Expected()
    solde: Expected = Expected()
    papers: int = 0


class Repeated(Struct, frozen=True):
    """A code of causes: in how many requests it was found, of which `files` are whole ones, and how many times."""

    code: str
    severity: str
    title: str
    requests: int
    count: int
    files: int = 0


class Closing(Struct, frozen=True):
    """A window that is open at the deposit of some requests, and is not over: in how many whole days it closes."""

    closes: str
    event: str
    sons: str
    certainty: str
    requests: int
    days: int


class Summary(Struct, frozen=True):
    """A run in figures: `stakes` by verdict, worst first; `codes` the most frequent, then gravest, first.

    Codes count causes, each as grave as what follows from it; mere information is last. `papers`: the requests that are dossiers
    without JSON.
    """

    dossiers: int
    requests: int
    dossier_verdicts: tuple[tuple[Verdict, int], ...]
    stakes: tuple[tuple[Verdict, Stake], ...]
    codes: tuple[Repeated, ...]
    closing: tuple[Closing, ...]
    unread: int
    papers: int = 0


class Judged:
    """The verdicts that figures count: a request is no better than what is said of its whole file."""

    def __init__(self, report: Report) -> None:
        papers = papers_alone(report)
        self._whole = {
            request.file: request.verdict
            for request in report.requests
            if not is_request(request, papers)
        }

    def __call__(self, request: RequestReport) -> Verdict:
        """The worst of its own verdict and of its file's."""
        return worst(iter((request.verdict, self._whole.get(request.file, request.verdict))))


class Tally:
    """Adds reports up, one after the other, without keeping them."""

    def __init__(self) -> None:
        self._dossiers: Counter[Verdict] = Counter()
        self._requests: Counter[Verdict] = Counter()
        self._ht: dict[Verdict, Decimal] = dict.fromkeys(Verdict, Decimal())
        self._unknown: Counter[Verdict] = Counter()
        self._codes: Counter[tuple[str, str, str]] = Counter()
        self._holders: Counter[tuple[str, str, str]] = Counter()
        self._files: Counter[tuple[str, str, str]] = Counter()
        self._papers: Counter[Verdict] = Counter()
        self._closing: Counter[tuple[str, str, str, str, int]] = Counter()
        # Of each request for an avance: its number, its verdict, what the avance and the solde pay.
        self._avances: list[tuple[str | None, Verdict, Decimal | None, Decimal | None]] = []
        self._soldes: dict[Verdict, Expected] = dict.fromkeys(Verdict, Expected())
        self._with_solde: set[str | None] = set()
        self._unread: set[str] = set()

    def add(self, report: Report) -> None:
        """Add the requests of a report."""
        self._unread |= {unread.path for unread in report.unread}
        papers, judged, following = papers_alone(report), Judged(report), Following(report)
        verdicts: dict[str, list[Verdict]] = {}
        for request in report.requests:
            verdicts.setdefault(request.file, []).append(request.verdict)
            self._add_codes(request, following)
            if is_request(request, papers):
                self._papers[judged(request)] += request.line is None
                self._add_request(
                    request, judged(request), datetime.fromisoformat(report.evaluated_at)
                )
        self._dossiers.update(worst(iter(own)) for own in verdicts.values())

    def _add_codes(self, request: RequestReport, following: Following) -> None:
        shown = [
            (one.finding.code, one.severity, one.finding.title)
            for one in following.ranked([request])
            if one.cause is None
        ]
        counted = {
            (untold.code, untold.severity, untold.title): untold.count for untold in request.untold
        }
        self._codes.update(shown)
        self._codes.update(counted)
        holders = {*shown, *counted}
        self._holders.update(holders)
        if request.line is None:
            self._files.update(holders)

    def _add_request(self, request: RequestReport, verdict: Verdict, now: datetime) -> None:
        self._requests[verdict] += 1
        asked = _amount(request, "ht")
        if asked is None:
            self._unknown[verdict] += 1
        else:
            self._ht[verdict] += asked
        self._add_expected(request, verdict)
        for window in request.facts.windows:
            left = days_left(request.facts.deposit, window, now)
            if window.event == request.phase and window.closes and left is not None:
                sons = request.sons or ""
                self._closing[window.closes, window.event, sons, window.certainty, left] += 1

    def _add_expected(self, request: RequestReport, verdict: Verdict) -> None:
        number, solde = request.numero_editeur, _amount(request, "solde")
        if request.phase == Step.AVANCE:
            self._avances.append((number, verdict, _amount(request, "avance"), solde))
        elif request.phase == Step.SOLDE:
            self._soldes[verdict] = self._soldes[verdict].plus(solde)
            self._with_solde.add(number)

    def summary(self) -> Summary:
        """What was added up so far."""
        codes = [
            Repeated(*key, requests=self._holders[key], count=count, files=self._files[key])
            for key, count in self._codes.items()
        ]
        codes.sort(key=_most_frequent_and_gravest)
        closing = [
            Closing(closes, event, sons, certainty, count, days)
            for (closes, event, sons, certainty, days), count in self._closing.items()
        ]
        closing.sort(key=lambda window: (window.days, window.closes, window.sons))
        avances, soldes = self._expected()
        return Summary(
            dossiers=self._dossiers.total(),
            requests=self._requests.total(),
            dossier_verdicts=tuple((verdict, self._dossiers[verdict]) for verdict in Verdict),
            stakes=tuple(
                (verdict, self._stake(verdict, avances[verdict], soldes[verdict]))
                for verdict in Verdict
            ),
            codes=tuple(codes),
            closing=tuple(closing),
            unread=len(self._unread),
            papers=self._papers.total(),
        )

    def _expected(self) -> tuple[dict[Verdict, Expected], dict[Verdict, Expected]]:
        """The avances and the soldes to come; of an order whose solde is asked for too, the solde alone."""
        avances, soldes = dict.fromkeys(Verdict, Expected()), dict(self._soldes)
        for number, verdict, avance, solde in self._avances:
            if number is None or number not in self._with_solde:
                avances[verdict] = avances[verdict].plus(avance)
                soldes[verdict] = soldes[verdict].plus(solde)
        return avances, soldes

    def _stake(self, verdict: Verdict, avance: Expected, solde: Expected) -> Stake:
        ht = to_cents(self._ht[verdict])
        unknown, papers = self._unknown[verdict], self._papers[verdict]
        return Stake(self._requests[verdict], ht, unknown, avance, solde, papers)


def _most_frequent_and_gravest(repeated: Repeated) -> tuple[bool, int, int, str]:
    rank = SEVERITIES.index(repeated.severity)
    return repeated.severity == Severity.INFO, -repeated.requests, rank, repeated.code


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


def _amount(request: RequestReport, name: str) -> Decimal | None:
    try:
        text = dict(request.facts.amounts).get(name)
        amount = Decimal(text) if text is not None else None
    except InvalidOperation:
        return None
    return amount if amount is not None and is_sane(amount) else None
