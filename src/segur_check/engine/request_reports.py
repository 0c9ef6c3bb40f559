"""From what the controls said to a report per request, and to the sum of the controls."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from segur_check.case.context import Context
from segur_check.engine.facts import facts_of
from segur_check.engine.ledger import WHOLE_FILE, Ledger, Owner
from segur_check.engine.plan import Plan
from segur_check.engine.telling import Teller
from segur_check.report import Coverage, Facts, Finding, RequestReport, Untold
from segur_check.values.identifiers import masked
from segur_check.values.severity import SEVERITIES

_OF_THE_SHAPE = ("FMT", "SYS")
_NO_COUNT: Mapping[tuple[str, str], int] = {}


class CoveredControls(NamedTuple):
    """The controls that judged an owner, those that could not, or not wholly, and their sum."""

    applied: frozenset[str]
    lacking: frozenset[str]
    coverage: Coverage

    @property
    def shape_alone(self) -> bool:
        """Whether only the form of the JSON was judged, and what the tool says of itself."""
        return all(code.startswith(_OF_THE_SHAPE) for code in self.applied)


class RequestReports:
    """The reports of one file.

    Speed: of thousands of requests, nearly all lack the same controls. Making their sum takes 5.6 µs,
    finding it again less than one: some 2 % of the check of a request. Memory: findings that are only
    counted share their value too, of 48 bytes each, which a file of 15,000 requests with four faults
    each would otherwise hold 56,000 times.
    """

    def __init__(
        self, context: Context, label: str, ledger: Ledger, teller: Teller, plan: Plan
    ) -> None:
        self._context, self._label = context, label
        self._ledger, self._teller, self._plan = ledger, teller, plan
        self._lacking_of_file = ledger.lacking(WHOLE_FILE) | plan.suspended_of_file
        self._lacking_of_each = self._lacking_of_file | plan.suspended_of_each
        self._planned = (
            plan.applied_to_file
            | plan.applied_to_each
            | plan.suspended_of_file
            | plan.suspended_of_each
        )
        self._applied_to_each = plan.applied_to_file | plan.applied_to_each
        self._covered: dict[tuple[frozenset[str], bool], CoveredControls] = {}
        self._untold: dict[tuple[str, str, int], Untold] = {}

    def of_file(self, covered: CoveredControls) -> RequestReport:
        """The report of the file as a whole; of papers alone, it is that of their one request."""
        facts = (
            facts_of(self._context, self._teller.rules) if self._context.without_json else Facts()
        )
        return self._report(WHOLE_FILE, None, None, facts, covered)

    def of_request(self, view: Context, covered: CoveredControls) -> RequestReport:
        """The report of the request in view."""
        request = view.line
        return self._report(
            request.index,
            request.line,
            masked(request.numero_editeur) if request.numero_editeur else None,
            facts_of(view, self._teller.rules),
            covered,
        )

    def _report(
        self,
        owner: Owner,
        line: int | None,
        numero_editeur: str | None,
        facts: Facts,
        covered: CoveredControls,
    ) -> RequestReport:
        context, ledger = self._context, self._ledger
        counted = ledger.counted.get(owner, _NO_COUNT)
        return RequestReport(
            file=self._label,
            line=line,
            numero_editeur=numero_editeur,
            sons=context.corridor.sons or None,
            phase=str(context.step) if context.text.readable or context.without_json else None,
            findings=self._sorted_findings(owner),
            not_checked=tuple(dict.fromkeys(ledger.unchecked.get(owner, ()))),
            facts=facts,
            coverage=covered.coverage,
            untold=tuple(
                self._untold_of(code, severity, count)
                for (code, severity), count in counted.items()
            ),
            shape_alone=covered.shape_alone,
            suspended=self._suspended_of(owner),
        )

    def _suspended_of(self, owner: Owner) -> tuple[str, ...]:
        """What could not judge this owner alone: it was silenced, crashed, or ran out of time."""
        own = self._ledger.suspended.get(owner)
        return tuple(sorted((own & self._planned) - self._lacking_of_each)) if own else ()

    def of_every_owner(self, *, has_requests: bool) -> CoveredControls:
        """The controls that judged every owner, but for what is suspended of one of them."""
        return self._covered_by(frozenset(), of_file=not has_requests)

    def _sorted_findings(self, owner: Owner) -> tuple[Finding, ...]:
        """The findings of an owner, worst first, then in the order of the controls."""
        findings = self._ledger.findings.get(owner)
        return tuple(sorted(findings, key=self._rank)) if findings else ()

    def _rank(self, finding: Finding) -> tuple[int, int]:
        return SEVERITIES.index(finding.severity), self._plan.order.get(finding.code, -1)

    def _untold_of(self, code: str, severity: str, count: int) -> Untold:
        key = (code, severity, count)
        untold = self._untold.get(key)
        if untold is None:
            untold = self._untold[key] = Untold(code, self._teller.title(code), severity, count)
        return untold

    def covered(self, owner: Owner) -> CoveredControls:
        """Which controls judged an owner, and which could not."""
        of_file = owner is WHOLE_FILE
        key = frozenset(self._ledger.lacking(owner)), of_file
        covered = self._covered.get(key)
        if covered is None:
            covered = self._covered[key] = self._covered_by(key[0], of_file=of_file)
        return covered

    def _covered_by(self, own_lacking: frozenset[str], *, of_file: bool) -> CoveredControls:
        # Where a control did not come to run, it is suspended: that weighs more.
        # What a problem silences has maybe no object here.
        lacking = (own_lacking & self._planned) | (
            self._lacking_of_file if of_file else self._lacking_of_each
        )
        applied = (self._plan.applied_to_file if of_file else self._applied_to_each) - lacking
        return CoveredControls(applied, lacking, _coverage(applied, lacking, self._plan))

    def coverage_of(self, covered: Iterable[CoveredControls]) -> Coverage:
        """The sum of the controls over a file: a control lacks as soon as it could not judge an owner."""
        distinct = set(covered)
        lacking = frozenset[str]().union(*(controls.lacking for controls in distinct))
        applied = frozenset[str]().union(*(controls.applied for controls in distinct)) - lacking
        return _coverage(applied, lacking, self._plan)


def _coverage(applied: frozenset[str], lacking: frozenset[str], plan: Plan) -> Coverage:
    not_applicable = len(plan.order) - len(applied | lacking)
    return Coverage(len(applied), not_applicable, len(lacking))
