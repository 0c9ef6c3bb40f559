"""Run every control over one file and its requests; one that crashes never stops the others."""

import time
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from segur_check.case.context import Context
from segur_check.case.control import Control
from segur_check.checks.registry import CONTROLS
from segur_check.engine.budget import budget_of
from segur_check.engine.causes import link
from segur_check.engine.ledger import WHOLE_FILE, Examined, Ledger
from segur_check.engine.plan import Material, Plan, plan_of
from segur_check.engine.request_reports import RequestReports
from segur_check.engine.telling import Teller
from segur_check.report import Coverage, RequestReport

Clock = Callable[[], float]


class Checked(Struct, frozen=True):
    """What one file gave: its requests, the sum of the controls, and whether one crashed.

    `applied` and `suspended` are the codes that judged its requests, and that could judge none.
    """

    requests: tuple[RequestReport, ...]
    coverage: Coverage
    crashed: bool
    applied: frozenset[str] = frozenset()
    suspended: frozenset[str] = frozenset()


def check_file(
    context: Context,
    *,
    label: str,
    lang: str = "fr",
    rules: Path | None = None,
    controls: tuple[Control, ...] = CONTROLS,
    clock: Clock = time.thread_time,
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
    # A dossier without JSON is one request that no file holds: it is told as the whole.
    requests = () if context.without_json else context.file.requests
    views = [context.of(request) for request in requests]
    ledger = Ledger(teller, (request.index for request in requests))
    plan = plan_of(controls, rules, context.corridor, context.step, Material.of(context))
    _run_plan(plan, context, views, ledger, clock)
    link(ledger, context, rules, controls)
    reports = RequestReports(context, label, ledger, teller, plan)
    covered = [reports.covered(request.index) for request in requests]
    told = [reports.of_request(*each) for each in zip(views, covered, strict=True)]
    if ledger.has_something_of(WHOLE_FILE) or not requests:
        covered.insert(0, reports.covered(WHOLE_FILE))
        told.insert(0, reports.of_file(covered[0]))
    every = reports.of_every_owner(has_requests=bool(requests))
    return Checked(
        tuple(told), reports.coverage_of(covered), ledger.crashed, every.applied, every.lacking
    )


def _run_plan(
    plan: Plan, context: Context, views: list[Context], ledger: Ledger, clock: Clock
) -> None:
    """Run each control over the file, over each of its requests, or over both."""
    budget = budget_of(context.settings.file.limites, len(views))
    each_request: list[Examined] = [(view.line.index, view) for view in views]
    for control, of_file, of_each in plan.run:
        last = clock() + budget
        examined: list[Examined] = [(WHOLE_FILE, context)] if of_file else []
        if of_each and _concerns_requests(control, context):
            examined += each_request
        if examined and _overran(control, examined, ledger, last, clock):
            ledger.note_over_budget(control.code, budget)
    if context.shape.cut:
        ledger.note_cut_shape([(WHOLE_FILE, context)])
    if context.attachments is not None and context.attachments.unopened:
        ledger.note_over_budget("PIE006", budget)
    ledger.note_what_is_counted()


def _concerns_requests(control: Control, context: Context) -> bool:
    """Whether a control has to look at each request; one that crashes here tells itself, there."""
    try:
        return control.when is None or control.when(context)
    except Exception:  # noqa: BLE001 - a control that crashes never stops the others
        return True


def _overran(
    control: Control, examined: list[Examined], ledger: Ledger, last: float, clock: Clock
) -> bool:
    """Run a control over what it examines, one after the other; whether it went on after `last`."""
    check, code = control.check, control.code
    for position, (owner, view) in enumerate(examined):
        try:
            for outcome in check(view):
                ledger.note(code, outcome, owner)
        except Exception as error:  # noqa: BLE001 - a control that crashes never stops the others
            ledger.note_crash(code, error, examined[position])
        if clock() > last:
            ledger.suspend(code, examined[position + 1 :])
            return True
    return False
