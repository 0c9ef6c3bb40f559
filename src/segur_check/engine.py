"""Run every control over one file and its requests; one that crashes never stops the others."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from msgspec import Struct

from segur_check.applicability import Bearing, bearing
from segur_check.checks import CONTROLS
from segur_check.context import Context
from segur_check.control import Control, NotChecked, Place, Problem
from segur_check.dossier.request import Request
from segur_check.facts import facts_of
from segur_check.findings import Coverage, Facts, Finding, RequestReport, Unchecked
from segur_check.identifiers import masked
from segur_check.telling import Teller
from segur_check.texts import ControlText, control_text

# What still judges a file that does not parse.
_READING = frozenset({"FMT001", "FMT002", "FMT003", "FMT004", "FMT022", "PIE011", "PIE012"})
_SEVERITIES = ("rejet", "a-modifier", "alerte", "info")

# A request by its index in the file; None is the file as a whole.
Owner = int | None
_WHOLE_FILE: Owner = None
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
        self.suspended: dict[Owner, set[str]] = defaultdict(set)
        self.applied: dict[Owner, set[str]] = defaultdict(set)
        self.crashed = False

    def suspend(self, code: str, owners: Iterable[Owner]) -> None:
        """Note a control that could not run, another code says why."""
        for owner in owners:
            self.suspended[owner].add(code)

    def lacking(self, owner: Owner) -> set[str]:
        """The controls that could not judge, or not wholly."""
        return {one.code for one in self.unchecked[owner]} | self.suspended[owner]


def check_file(
    context: Context,
    *,
    label: str,
    lang: str = "fr",
    rules: Path | None = None,
    controls: tuple[Control, ...] = CONTROLS,
    clock: Callable[[], float] = time.monotonic,
) -> Checked:
    """Run the controls over a file and its requests.

    Args:
        context: the file, with no request of it in view.
        label: the file as the user named it.
        lang: the language of the findings, "fr" or "en".
        rules: the user's --rules.
        controls: what to run.
        clock: seconds; measures the budget of each control, `delai_s` per request of the file.
    """
    teller = Teller(context, label, lang, rules)
    ledger = _Ledger()
    # A dossier without JSON is one request that no file holds: it is told as the whole.
    requests = () if context.without_json else context.file.requests
    views = {request.index: replace(context, request=request) for request in requests}
    budget = context.settings.file.limites.delai_s * min(max(1, len(requests)), _MOST_BUDGETS)
    known = frozenset(views)
    for control in controls:
        text = control_text(control.code, rules)
        bears = bearing(text, context.corridor, context.phase)
        if bears is Bearing.NONE or not _has_object(text, context):
            continue
        owners = _owners(text, views, without_json=context.without_json)
        if not (context.text.readable or context.without_json) and control.code not in _READING:
            ledger.suspend(control.code, [_WHOLE_FILE])
        elif _lacks_something(text, context, bears):
            ledger.suspend(control.code, owners)
        else:
            started = clock()
            for position, owner in enumerate(owners):
                if clock() - started > budget:
                    ledger.suspend(control.code, owners[position:])
                    ledger.findings[_WHOLE_FILE].append(teller.over_budget(control.code, budget))
                    break
                view = context if owner is None else views[owner]
                _run(control, view, teller, ledger, owner, known)
            else:
                if clock() - started > budget:
                    ledger.findings[_WHOLE_FILE].append(teller.over_budget(control.code, budget))
    if context.attachments is not None and context.attachments.unopened:
        ledger.findings[_WHOLE_FILE].append(teller.over_budget("PIE006", budget))
    codes = [control.code for control in controls]
    return _reported(context, label, ledger, codes, rules)


def _has_object(text: ControlText, context: Context) -> bool:
    """Whether this dossier holds what the control is about."""
    if context.without_json and not text.without_json:
        return False
    return "dejafinances" not in text.needs or context.settings.funded is not None


def _lacks_something(text: ControlText, context: Context, bears: Bearing) -> bool:
    """Whether what the control needs is not there: ELI001, CAL011, PIE016 or PER007 says so."""
    attachments = context.attachments
    unpublished = bears is Bearing.UNKNOWN
    return (
        (unpublished and (context.corridor.announced_only or "figures" in text.needs))
        or ("pieces" in text.needs and (attachments is None or attachments.refused))
        or ("avance" in text.needs and not context.avances.files)
    )


def _owners(text: ControlText, views: dict[int, Context], *, without_json: bool) -> list[Owner]:
    """What the control looks at: the file, each request, or both."""
    whole = without_json or text.scope in {"file", "both"}
    owners: list[Owner] = [_WHOLE_FILE] if whole else []
    if text.scope in {"request", "both"}:
        owners += views
    return owners


def _run(
    control: Control,
    view: Context,
    teller: Teller,
    ledger: _Ledger,
    owner: Owner,
    known: frozenset[int],
) -> None:
    ledger.applied[owner].add(control.code)
    try:
        for outcome in control(view):
            if isinstance(outcome, NotChecked):
                ledger.unchecked[owner].append(teller.unchecked(control.code, outcome))
            else:
                whose = _owner(outcome, known) if owner is None else owner
                ledger.findings[whose].append(teller.finding(control.code, outcome, whose))
    except Exception as error:  # noqa: BLE001 - a control that crashes never stops the others
        ledger.crashed = True
        ledger.suspend(control.code, [owner])
        crash = Problem(
            Place("" if owner is None else view.line.pointer),
            {"code": control.code, "error": f"{type(error).__name__}: {error}"[:120]},
        )
        ledger.findings[owner].append(teller.finding("SYS001", crash, owner))


def _owner(problem: Problem, known: frozenset[int]) -> Owner:
    """The request that a problem of the whole file belongs to, by its first place."""
    for place in problem.places:
        if place.request is not None:
            return place.request if place.request in known else _WHOLE_FILE
        if place.pointer and place.avance is None:
            _, *steps = place.pointer.split("/")
            in_request = len(steps) > 1 and steps[0].lower() == "lignesimport"
            index = int(steps[1]) if in_request and steps[1].isdigit() else None
            return index if index in known else _WHOLE_FILE
    return _WHOLE_FILE


def _reported(
    context: Context, label: str, ledger: _Ledger, codes: list[str], rules: Path | None
) -> Checked:
    order = {code: rank for rank, code in enumerate(codes)}
    of_file = (ledger.applied[_WHOLE_FILE], ledger.lacking(_WHOLE_FILE))
    anywhere: tuple[set[str], set[str]] = (set(), set())

    def coverage(owner: Owner) -> Coverage:
        lacking = ledger.lacking(owner) | of_file[1]
        applied = (ledger.applied[owner] | of_file[0]) - lacking
        anywhere[0].update(applied)
        anywhere[1].update(lacking)
        return _counted(applied, lacking, len(codes))

    def sorted_findings(owner: Owner) -> tuple[Finding, ...]:
        def worst_first(one: Finding) -> tuple[int, int]:
            return _SEVERITIES.index(one.severity), order.get(one.code, -1)

        return tuple(sorted(ledger.findings[owner], key=worst_first))

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
            phase=str(context.phase) if context.text.readable or context.without_json else None,
            findings=sorted_findings(owner),
            not_checked=tuple(dict.fromkeys(ledger.unchecked[owner])),
            facts=_facts(context, request, rules),
            coverage=coverage(owner),
        )

    requests: list[Request | None] = [] if context.without_json else [*context.file.requests]
    if ledger.findings[_WHOLE_FILE] or ledger.unchecked[_WHOLE_FILE] or not requests:
        requests.insert(0, None)
    reports = tuple(report(request) for request in requests)
    applied, lacking = anywhere
    return Checked(reports, _counted(applied - lacking, lacking, len(codes)), ledger.crashed)


def _facts(context: Context, request: Request | None, rules: Path | None) -> Facts:
    if request is not None:
        return facts_of(replace(context, request=request), rules)
    return facts_of(context, rules) if context.without_json else Facts()


def _counted(applied: set[str], lacking: set[str], controls: int) -> Coverage:
    return Coverage(len(applied), controls - len(applied | lacking), len(lacking))
