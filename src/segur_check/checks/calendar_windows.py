"""CAL001 to CAL004, CAL010 to CAL013: the deposit against the window of its step, in Paris time."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from segur_check.case.context import Context
from segur_check.case.control import NotChecked, NotCheckedKind, Outcome, Place, Problem, control
from segur_check.case.mends import DEPOSIT
from segur_check.case.window import (
    closing_of,
    end_of_prestations,
    moment_of,
    opening_of,
    portal_to_come,
    window_of,
)
from segur_check.rules.bound import Bound
from segur_check.values.dates import Deposit, Standing, days_before
from segur_check.values.step import Step
from segur_check.values.wording import Quoted, Value

_SOON = 15  # days
# The variants of CAL012, for the steps whose closing has words of its own.
_CLOSING_OF = {Step.ENROLEMENT: "enrolment", Step.ATTESTATION_FIN: "statement"}
# The variants of CAL010, by where the deposit stands.
_DOUBTFUL = {
    Standing.CONTESTED: "contested",
    Standing.ON_THE_DOT: "on_the_dot",
    Standing.HOUR_NOT_PUBLISHED: "hour_not_published",
    Standing.HOUR_NOT_GIVEN: "hour_not_given",
}


def _is_early(context: Context) -> bool:
    return window_of(context).opened is False or portal_to_come(context) is not None


def _is_late(context: Context, *, deposit_given: bool) -> bool:
    late = window_of(context).standing is Standing.LATE
    return late and context.first_deposit.given is deposit_given


def _too_early(context: Context) -> Iterator[Outcome]:
    portal = portal_to_come(context)
    opens, deposit = portal or opening_of(context), context.first_deposit
    if opens is not None and _is_early(context):
        values: dict[str, Value] = {"found": moment_of(deposit), "expected": opens.value}
        variant = "portal" if portal is not None else ""
        # It waits for the opening: what only a later day ends is another thing to do.
        mends = ({DEPOSIT: opens.on},)
        at = Place(context.line.pointer)
        yield Problem(at, values, variant=variant, figure=opens, mends=mends, sure=True)


def _too_late(context: Context, *, deposit_given: bool) -> Iterator[Outcome]:
    closes, deposit = closing_of(context), context.first_deposit
    if closes is None or not _is_late(context, deposit_given=deposit_given):
        return
    last = closes.contested.value if closes.contested else closes.value
    values: dict[str, Value] = {"found": moment_of(deposit), "expected": last}
    yield Problem(Place(context.line.pointer), values, variant=str(context.step), figure=closes)


@control("CAL001", when=_is_early)
def avance_too_early(context: Context) -> Iterator[Outcome]:
    """An avance deposited before its window opens; where nobody published when, before the portal did.

    [003]: requests are deposited on the portal, which opened on 02/11/2021.
    """
    yield from _too_early(context)


@control("CAL002", when=partial(_is_late, deposit_given=True))
def avance_too_late(context: Context) -> Iterator[Outcome]:
    """An avance deposited after its window closes."""
    yield from _too_late(context, deposit_given=True)


@control("CAL003", when=_is_early)
def solde_too_early(context: Context) -> Iterator[Outcome]:
    """A solde deposited before the window, or the service, opens; else before the portal did ([003])."""
    yield from _too_early(context)


@control("CAL004", when=partial(_is_late, deposit_given=True))
def solde_too_late(context: Context) -> Iterator[Outcome]:
    """A solde deposited after its window closes."""
    yield from _too_late(context, deposit_given=True)


def _may_doubt(context: Context) -> bool:
    window = window_of(context)
    doubtful = window.opened is None or window.standing in _DOUBTFUL
    return doubtful or context.step is Step.SOLDE


@control("CAL010", when=_may_doubt)
def doubtful_instant(context: Context) -> Iterator[Outcome]:
    """A deposit at an instant that the sources do not settle, or whose hour is missing."""
    deposit = context.first_deposit
    opens, closes, opened, standing = window_of(context)
    if opens is not None and opened is None:
        yield _doubt(context, opens, Standing.HOUR_NOT_GIVEN, deposit)
    if closes is not None and standing in _DOUBTFUL:
        yield _doubt(context, closes, standing, deposit)
    yield from _doubtful_end(context)
    indicator = context.corridor.mss_indicator
    if (
        indicator is not None
        and context.step is Step.SOLDE
        and context.line.mss_indicator is None
        and indicator.since.opened(deposit) is None
    ):
        yield _doubt(context, indicator.since, Standing.HOUR_NOT_GIVEN, deposit)


def _doubtful_end(context: Context) -> Iterator[Problem]:
    """The same of the end of the prestations, which the solde or its completion statement must meet."""
    completion, ends = context.corridor.completion, end_of_prestations(context)
    if (
        context.step is not Step.SOLDE
        or completion is None
        or completion.without_statement is None
        or ends is None
    ):
        return
    statement = context.dossier.attestation_fin
    solde_at = ends.closing(context.first_deposit)
    received = Deposit.at(statement, "dossier.toml") if isinstance(statement, date) else None
    statement_at = ends.closing(received) if received is not None else Standing.LATE
    if solde_at in _DOUBTFUL and statement_at is not Standing.IN_TIME:
        yield _doubt(context, ends, solde_at, context.first_deposit)
    elif solde_at is Standing.LATE and received is not None and statement_at in _DOUBTFUL:
        yield _doubt(context, ends, statement_at, received)


def _doubt(context: Context, bound: Bound, standing: Standing, deposit: Deposit) -> Problem:
    values: dict[str, Value] = {"found": moment_of(deposit), "expected": bound.value}
    if bound.contested is not None:
        if deposit.instant is None and deposit.day == bound.contested.instant.date() != bound.on:
            values["expected"] = bound.contested.value
        values["other"] = bound.contested.value
        values["source"] = Quoted(bound.place or bound.source)
        values["other_source"] = Quoted(bound.contested.place or bound.contested.source)
    return Problem(Place(context.line.pointer), values, variant=_DOUBTFUL[standing], figure=bound)


def _unpublished(context: Context) -> list[str]:
    """The bounds of the window that nobody published; before the portal opened, the closing alone."""
    bounds = ("closes",) if portal_to_come(context) is not None else ("opens", "closes")
    return [bound for bound in bounds if context.corridor.lacks(f"{context.step}.{bound}")]


@control("CAL011", when=lambda context: bool(_unpublished(context)))
def window_not_published(context: Context) -> Iterator[Outcome]:
    """A bound of the window that nobody published."""
    for bound in _unpublished(context):
        values: dict[str, Value] = {"sons": context.corridor.sons}
        yield NotChecked(NotCheckedKind.NOT_PUBLISHED, f"{context.step}_{bound}", values)


def _days_left(context: Context) -> int | None:
    """The days until the closing, where they are few; None where they are not, or all are past."""
    window = window_of(context)
    closes = window.closes
    if closes is None or window.standing is not Standing.IN_TIME:
        return None
    left = days_before(context.first_deposit, closes.on)
    return left if left < _SOON else None


@control("CAL012", when=lambda context: _days_left(context) is not None)
def closing_soon(context: Context) -> Iterator[Outcome]:
    """Less than fifteen days are left."""
    closes, left = closing_of(context), _days_left(context)
    if closes is not None and left is not None:
        values: dict[str, Value] = {
            "found": moment_of(context.first_deposit),
            "expected": closes.value,
            "left": left,
        }
        variant = _CLOSING_OF.get(context.step, "")
        yield Problem(Place(context.line.pointer), values, variant=variant, figure=closes)


@control("CAL013", when=partial(_is_late, deposit_given=False))
def closed_now(context: Context) -> Iterator[Outcome]:
    """No deposit instant was given, and the window is closed as of now."""
    yield from _too_late(context, deposit_given=False)
