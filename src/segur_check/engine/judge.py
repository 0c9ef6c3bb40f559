"""Run every control over one file and its requests; one that crashes never stops the others."""

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from pathlib import Path

from msgspec import Struct

from segur_check.case.context import Context
from segur_check.case.control import Control, NotChecked, Outcome, Place, Problem
from segur_check.checks.registry import CONTROLS
from segur_check.dossier.request import Request
from segur_check.engine.facts import facts_of
from segur_check.engine.plan import Plan, There, plan_of
from segur_check.engine.telling import Teller
from segur_check.report import Coverage, Facts, Finding, RequestReport, Unchecked, Untold
from segur_check.values.identifiers import masked
from segur_check.values.severity import SEVERITIES

MOST_TOLD = 1_000
"""Findings of one code told for one file; the others are counted, request by request."""

# A request by its index in the file; None is the file as a whole.
Owner = int | None
_Object = tuple[Owner, Context]
_WHOLE_FILE: Owner = None
_NO_COUNT: Mapping[tuple[str, str], int] = {}
_NONE: frozenset[str] = frozenset()
# However many requests a file holds, a control has no more than this many times its budget.
_MOST_BUDGETS = 12


class Checked(Struct, frozen=True):
    """What one file gave: its requests, the sum of the controls, and whether one crashed."""

    requests: tuple[RequestReport, ...]
    coverage: Coverage
    crashed: bool


class _Ledger:
    """What was found so far, per owner."""

    def __init__(self) -> None:
        self.findings: dict[Owner, list[Finding]] = defaultdict(list)
        self.unchecked: dict[Owner, list[Unchecked]] = defaultdict(list)
        self.suspended: dict[Owner, set[str]] = defaultdict(set)  # beyond those of the plan
        self.untold: dict[Owner, dict[tuple[str, str], int]] = defaultdict(dict)
        self.seen: Counter[str] = Counter()  # what is only counted too
        self.known: frozenset[int] = frozenset()  # the requests of the file
        self.crashed = False

    def suspend(self, code: str, objects: Iterable[_Object]) -> None:
        """Note a control that could not end, another code says why."""
        for owner, _ in objects:
            self.suspended[owner].add(code)

    def note(self, code: str, outcome: Outcome, owner: Owner, teller: Teller) -> None:
        """Keep what a control said of an object."""
        if isinstance(outcome, NotChecked):
            self.unchecked[owner].append(teller.unchecked(code, outcome))
        else:
            self.find(
                code, outcome, _owner(outcome, self.known) if owner is None else owner, teller
            )

    def find(self, code: str, problem: Problem, owner: Owner, teller: Teller) -> None:
        """Keep a problem of an owner: told, or counted when its code was told often enough."""
        self.seen[code] += 1
        if self.seen[code] <= MOST_TOLD:
            self.findings[owner].append(teller.finding(code, problem, owner))
        else:
            counts, key = self.untold[owner], (code, teller.severity(code, problem))
            counts[key] = counts.get(key, 0) + 1

    def crash(self, code: str, error: Exception, at: _Object, teller: Teller) -> None:
        """Note a control that crashed."""
        owner, view = at
        self.crashed = True
        self.suspend(code, [at])
        crash = Problem(
            Place("" if owner is None else view.line.pointer),
            {"code": code, "error": f"{type(error).__name__}: {error}"[:120]},
        )
        self.find("SYS001", crash, owner, teller)

    def lacking(self, owner: Owner) -> set[str]:
        """The controls that could not judge, or not wholly."""
        unchecked = self.unchecked.get(owner, ())
        return {one.code for one in unchecked} | self.suspended.get(owner, _NONE)


def check_file(
    context: Context,
    *,
    label: str,
    lang: str = "fr",
    rules: Path | None = None,
    controls: tuple[Control, ...] = CONTROLS,
    clock: Callable[[], float] = time.thread_time,
) -> Checked:
    """Run the controls over a file and its requests.

    Args:
        context: the file, with no request of it in view.
        label: the file as the user named it.
        lang: the language of the findings, "fr" or "en".
        rules: the user's --rules.
        controls: what to run.
        clock: seconds of processor, whatever else the machine does; measures the budget of each
            control, `delai_s` per request of the file.
    """
    teller = Teller(context, label, lang, rules)
    ledger = _Ledger()
    # A dossier without JSON is one request that no file holds: it is told as the whole.
    requests = () if context.without_json else context.file.requests
    views = [(request.index, context.of(request)) for request in requests]
    budget = context.settings.file.limites.delai_s * min(max(1, len(requests)), _MOST_BUDGETS)
    ledger.known = frozenset(index for index, _ in views)
    plan = plan_of(controls, rules, context.corridor, context.step, There.of(context))
    for step in plan.steps:
        last = clock() + budget
        objects: list[_Object] = [(_WHOLE_FILE, context)] if step.whole else []
        if step.each and _looks_at_each(step.control, context):
            objects += views
        if objects and _run(step.control, objects, teller, ledger, last, clock):
            ledger.findings[_WHOLE_FILE].append(teller.over_budget(step.control.code, budget))
    if context.attachments is not None and context.attachments.unopened:
        ledger.findings[_WHOLE_FILE].append(teller.over_budget("PIE006", budget))
    for code, count in ledger.seen.items():
        if count > MOST_TOLD:
            ledger.findings[_WHOLE_FILE].append(
                teller.only_counted(code, MOST_TOLD, count - MOST_TOLD)
            )
    return _reported(context, dict(views), label, ledger, teller, plan)


def _looks_at_each(control: Control, context: Context) -> bool:
    """Whether a control has to look at the requests of a file; where that crashes, it tells itself."""
    try:
        return control.when is None or control.when(context)
    except Exception:  # noqa: BLE001 - a control that crashes never stops the others
        return True


def _run(
    control: Control,
    objects: list[_Object],
    teller: Teller,
    ledger: _Ledger,
    last: float,
    clock: Callable[[], float],
) -> bool:
    """Run a control over its objects, one after the other; whether it went on after its last second."""
    check, code = control.check, control.code
    for position, (owner, view) in enumerate(objects):
        try:
            for outcome in check(view):
                ledger.note(code, outcome, owner, teller)
        except Exception as error:  # noqa: BLE001 - a control that crashes never stops the others
            ledger.crash(code, error, objects[position], teller)
        if clock() > last:
            ledger.suspend(code, objects[position + 1 :])
            return True
    return False


def _owner(problem: Problem, known: frozenset[int]) -> Owner:
    """The request that a problem of the whole file belongs to, by its first place."""
    for place in problem.places:
        if place.request is not None:
            return place.request if place.request in known else _WHOLE_FILE
        if place.pointer and place.avance is None:
            _, *steps = place.pointer.split("/", 3)
            in_request = len(steps) > 1 and steps[0].lower() == "lignesimport"
            index = int(steps[1]) if in_request and steps[1].isdigit() else None
            return index if index in known else _WHOLE_FILE
    return _WHOLE_FILE


def _reported(
    context: Context,
    views: dict[int, Context],
    label: str,
    ledger: _Ledger,
    teller: Teller,
    plan: Plan,
) -> Checked:
    lacking_of_file = ledger.lacking(_WHOLE_FILE) | plan.suspended_of_file
    lacking_of_each = lacking_of_file | plan.suspended_of_each
    applied_to_each = plan.applied_to_file | plan.applied_to_each
    anywhere: tuple[set[str], set[str]] = (set(), set())

    # Of thousands of requests, nearly all lack the same, and only a few things are counted.
    @cache
    def untold(code: str, severity: str, count: int) -> Untold:
        return Untold(code, teller.title(code), severity, count)

    @cache
    def coverage(own: frozenset[str], *, of_file: bool) -> Coverage:
        # Where a control did not come to run, it is suspended: that weighs more.
        lacking = own | (lacking_of_file if of_file else lacking_of_each)
        applied = (plan.applied_to_file if of_file else applied_to_each) - lacking
        anywhere[0].update(applied)
        anywhere[1].update(lacking)
        return _counted(applied, lacking, len(plan.order))

    def sorted_findings(owner: Owner) -> tuple[Finding, ...]:
        found = ledger.findings.get(owner)
        return tuple(sorted(found, key=worst_first)) if found else ()

    def worst_first(one: Finding) -> tuple[int, int]:
        return SEVERITIES.index(one.severity), plan.order.get(one.code, -1)

    def report(request: Request | None) -> RequestReport:
        owner = None if request is None else request.index
        number = None if request is None else request.number
        return RequestReport(
            file=label,
            line=number if number is not None or request is None else request.index + 1,
            numero_editeur=masked(request.numero_editeur)
            if request and request.numero_editeur
            else None,
            sons=context.corridor.sons or None,
            phase=str(context.step) if context.text.readable or context.without_json else None,
            findings=sorted_findings(owner),
            not_checked=tuple(dict.fromkeys(ledger.unchecked.get(owner, ()))),
            facts=facts_of(context if request is None else views[request.index], teller.rules)
            if request is not None or context.without_json
            else Facts(),
            coverage=coverage(frozenset(ledger.lacking(owner)), of_file=owner is None),
            untold=tuple(
                untold(code, severity, count)
                for (code, severity), count in ledger.untold.get(owner, _NO_COUNT).items()
            ),
        )

    requests: list[Request | None] = [] if context.without_json else [*context.file.requests]
    whole = (ledger.findings, ledger.unchecked, ledger.untold)
    if any(kept.get(_WHOLE_FILE) for kept in whole) or not requests:
        requests.insert(0, None)
    reports = tuple(report(request) for request in requests)
    applied, lacking = anywhere
    return Checked(reports, _counted(applied - lacking, lacking, len(plan.order)), ledger.crashed)


def _counted(applied: AbstractSet[str], lacking: AbstractSet[str], controls: int) -> Coverage:
    return Coverage(len(applied), controls - len(applied | lacking), len(lacking))
