"""CAL: the windows, in Paris time; the deposit instant is what counts."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache, partial
from typing import NamedTuple

from segur_check.case.context import Context
from segur_check.case.control import NotChecked, NotCheckedKind, Outcome, Place, Problem, control
from segur_check.rules.bound import Bound
from segur_check.rules.corridor import Corridor
from segur_check.values.dates import Deposit, Standing, days_before
from segur_check.values.step import Step
from segur_check.values.wording import Quoted, Value

_SOON_DAYS = 15
_CLOSING_OF = {Step.ENROLEMENT: "enrolment", Step.ATTESTATION_FIN: "statement"}
_DOUBTFUL = {
    Standing.CONTESTED: "contested",
    Standing.ON_THE_DOT: "on_the_dot",
    Standing.HOUR_NOT_PUBLISHED: "hour_not_published",
    Standing.HOUR_NOT_GIVEN: "hour_not_given",
}


def told_deposit(deposit: Deposit) -> datetime | date:
    """What a message says of a deposit: its instant, else its day."""
    return deposit.instant or deposit.day


class _Window(NamedTuple):
    """The window of a step as it stood at a deposit, and where the deposit stands against it."""

    opens: Bound | None
    closes: Bound | None
    opened: bool | None
    standing: Standing | None


# The dossiers of a lot share it.
@lru_cache(maxsize=64)
def _window(corridor: Corridor, phase: Step, deposit: Deposit) -> _Window:
    opens, closes = corridor.opening(phase), corridor.closing(phase)
    completion = corridor.completion
    if phase is Step.ATTESTATION_FIN and not (completion and completion.without_statement):
        closes = None  # nobody published whether such a statement exists
    opens = opens.in_force(deposit) if opens is not None else None
    closes = closes.in_force(deposit) if closes is not None else None
    return _Window(
        opens,
        closes,
        opened=opens.opened(deposit) if opens is not None else True,
        standing=closes.closing(deposit) if closes is not None else None,
    )


def _window_of(context: Context) -> _Window:
    return _window(context.corridor, context.step, context.first_deposit)


def opening_of(context: Context) -> Bound | None:
    """The opening of the step's window, as it stood at the deposit."""
    return _window_of(context).opens


def closing_of(context: Context) -> Bound | None:
    """The closing of the step's window, as it stood at the deposit."""
    return _window_of(context).closes


def _end_of_prestations(context: Context) -> Bound | None:
    """The end of the prestations, as it stood at the deposit."""
    completion = context.corridor.completion
    if completion is None or completion.ends is None:
        return None
    return completion.ends.in_force(context.first_deposit)


def _is_early(context: Context) -> bool:
    return _window_of(context).opened is False


def _is_late(context: Context, *, given: bool) -> bool:
    late = _window_of(context).standing is Standing.LATE
    return late and context.first_deposit.given is given


def _too_early(context: Context) -> Iterator[Outcome]:
    opens, deposit = opening_of(context), context.first_deposit
    if opens is not None and _is_early(context):
        values: dict[str, Value] = {"found": told_deposit(deposit), "expected": opens.value}
        yield Problem(Place(context.line.pointer), values, figure=opens)


def _too_late(context: Context, *, given: bool) -> Iterator[Outcome]:
    closes, deposit = closing_of(context), context.first_deposit
    if closes is None or not _is_late(context, given=given):
        return
    last = closes.contested.value if closes.contested else closes.value
    values: dict[str, Value] = {"found": told_deposit(deposit), "expected": last}
    yield Problem(Place(context.line.pointer), values, variant=str(context.step), figure=closes)


@control("CAL001", when=_is_early)
def avance_too_early(context: Context) -> Iterator[Outcome]:
    """An avance deposited before its window opens."""
    yield from _too_early(context)


@control("CAL002", when=partial(_is_late, given=True))
def avance_too_late(context: Context) -> Iterator[Outcome]:
    """An avance deposited after its window closes."""
    yield from _too_late(context, given=True)


@control("CAL003", when=_is_early)
def solde_too_early(context: Context) -> Iterator[Outcome]:
    """A solde deposited before the window, or the service, opens."""
    yield from _too_early(context)


@control("CAL004", when=partial(_is_late, given=True))
def solde_too_late(context: Context) -> Iterator[Outcome]:
    """A solde deposited after its window closes."""
    yield from _too_late(context, given=True)


@control("CAL005")
def no_completion_statement(context: Context) -> Iterator[Outcome]:
    """A solde deposited after the end of the prestations, and no completion statement was sent."""
    completion, ends = context.corridor.completion, _end_of_prestations(context)
    if ends is None:
        sons: dict[str, Value] = {"sons": context.corridor.sons}
        yield NotChecked(NotCheckedKind.NOT_PUBLISHED, "unknown", sons)
        return
    if completion is None or ends.closing(context.first_deposit) is not Standing.LATE:
        return
    if completion.without_statement is None:
        yield NotChecked(NotCheckedKind.NOT_PUBLISHED, "no_rule", {"expected": ends.value})
    elif context.dossier.attestation_fin is None:
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "not_told", {"expected": ends.value})
    elif context.dossier.attestation_fin == "aucune":
        values: dict[str, Value] = {
            "found": told_deposit(context.first_deposit),
            "expected": ends.value,
        }
        consequence = completion.without_statement.value
        yield Problem(Place(context.line.pointer), values, variant=consequence, figure=ends)


@control("CAL006")
def late_completion_statement(context: Context) -> Iterator[Outcome]:
    """The completion statement reached the ASP after the end of the prestations."""
    completion, statement = context.corridor.completion, context.dossier.attestation_fin
    ends = _end_of_prestations(context)
    if completion is None or completion.without_statement is None or ends is None:
        return
    late = ends.closing(context.first_deposit) is Standing.LATE
    if late and isinstance(statement, date):
        received = Deposit.at(statement, "dossier.toml")
        if ends.closing(received) is Standing.LATE:
            values: dict[str, Value] = {"found": told_deposit(received), "expected": ends.value}
            consequence = completion.without_statement.value
            yield Problem(Place(context.line.pointer), values, variant=consequence, figure=ends)


@control("CAL007")
def order_after_the_window(context: Context) -> Iterator[Outcome]:
    """An order signed after the window of the avance closed."""
    avance, ordered = context.corridor.avance, context.ordered
    if avance is None or avance.closes is None or ordered is None:
        return
    # A solde's own deposit tells nothing of the window of the avance: the latest value counts.
    given = context.step is Step.AVANCE
    closes = avance.closes.in_force(context.first_deposit) if given else avance.closes
    pointer, signed, avance_label = ordered
    last = closes.contested.instant.date() if closes.contested else closes.on
    if signed < min(last, closes.on):
        return
    values: dict[str, Value] = {"found": signed, "expected": closes.value}
    if signed > last:
        yield Problem(_at(context, pointer, avance_label), values, figure=closes)
    elif signed > closes.on:
        yield NotChecked(NotCheckedKind.NOT_PUBLISHED, "contested", values)
    elif signed == closes.on and not closes.whole_day:
        yield NotChecked(NotCheckedKind.NOT_PUBLISHED, "same_day", values)


def _at(context: Context, pointer: str, avance: str | None) -> Place | tuple[Place, ...]:
    """A place of the file, or of its avance for the request in view."""
    if avance is None:
        return Place(pointer)
    return Place(context.line.pointer), Place(pointer, avance=avance)


@control("CAL008")
def order_too_old(context: Context) -> Iterator[Outcome]:
    """An order signed too long before the complete proof file."""
    age, ordered = context.corridor.order_age_days, context.ordered
    if age is None or ordered is None:
        return
    pointer, signed, avance_label = ordered
    limit = timedelta(days=age.value)
    solution = context.solution
    complete = solution.dossier_complet if solution is not None else None
    if complete is not None:
        if complete - signed > limit:
            values: dict[str, Value] = {
                "found": signed,
                "complete": complete,
                "days": (complete - signed).days,
                "expected": age.value,
                "earliest": complete - limit,
            }
            yield Problem(_at(context, pointer, avance_label), values, figure=age)
        return
    # No proof file can be complete after its own closing: a later order is recent enough.
    referencing = context.corridor.referencing
    proofs = referencing.proofs if referencing is not None else None
    if proofs is None or proofs.on - signed > limit:
        given: dict[str, Value] = {"found": signed, "expected": age.value}
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "not_told", given)


def _dated(context: Context) -> Iterator[tuple[str, str, date]]:
    """The dates of the request: which document, pointer, day."""
    request = context.line
    if request.order and request.order.signed_on:
        yield "order", f"{request.order.pointer}/dateCommande", request.order.signed_on
    if request.invoice and request.invoice.issued_on:
        yield "invoice", f"{request.invoice.pointer}/dateFacture", request.invoice.issued_on
    if request.verification and request.verification.signed_on:
        at = f"{request.verification.pointer}/dateSignature"
        yield "verification", at, request.verification.signed_on


@control("CAL009")
def dates_out_of_order(context: Context) -> Iterator[Outcome]:
    """An order after its VA or its invoice; a date after the deposit."""
    dates = {which: (pointer, day) for which, pointer, day in _dated(context)}
    ordered = context.ordered
    for later in ("invoice", "verification"):
        if ordered is not None and later in dates and ordered[1] > dates[later][1]:
            values: dict[str, Value] = {"found": ordered[1], "expected": dates[later][1]}
            at = (Place(dates[later][0]), Place(ordered[0], avance=ordered[2]))
            yield Problem(at, values, variant=later)
    for pointer, day in dates.values():
        if day > context.deposit.day:
            given: dict[str, Value] = {
                "key": Quoted(pointer.rpartition("/")[2]),
                "found": day,
                "expected": told_deposit(context.deposit),
            }
            yield Problem(Place(pointer), given, variant="after_deposit")


def _may_doubt(context: Context) -> bool:
    window = _window_of(context)
    doubtful = window.opened is None or window.standing in _DOUBTFUL
    return doubtful or context.step is Step.SOLDE


@control("CAL010", when=_may_doubt)
def doubtful_instant(context: Context) -> Iterator[Outcome]:
    """An instant that the sources do not settle, or whose hour is missing."""
    deposit = context.first_deposit
    opens, closes, opened, where = _window_of(context)
    if opens is not None and opened is None:
        yield _doubt(context, opens, Standing.HOUR_NOT_GIVEN, deposit)
    if closes is not None and where in _DOUBTFUL:
        yield _doubt(context, closes, where, deposit)
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
    """The end of the prestations: the solde, or the statement that stands for it."""
    completion, ends = context.corridor.completion, _end_of_prestations(context)
    if (
        context.step is not Step.SOLDE
        or completion is None
        or completion.without_statement is None
        or ends is None
    ):
        return
    statement = context.dossier.attestation_fin
    where = ends.closing(context.first_deposit)
    received = Deposit.at(statement, "dossier.toml") if isinstance(statement, date) else None
    told = ends.closing(received) if received is not None else Standing.LATE
    if where in _DOUBTFUL and told is not Standing.IN_TIME:
        yield _doubt(context, ends, where, context.first_deposit)
    elif where is Standing.LATE and received is not None and told in _DOUBTFUL:
        yield _doubt(context, ends, told, received)


def _doubt(context: Context, bound: Bound, where: Standing, deposit: Deposit) -> Problem:
    values: dict[str, Value] = {"found": told_deposit(deposit), "expected": bound.value}
    if bound.contested is not None:
        if deposit.instant is None and deposit.day == bound.contested.instant.date() != bound.on:
            values["expected"] = bound.contested.value
        values["other"] = bound.contested.value
        values["source"] = Quoted(bound.place or bound.source)
        values["other_source"] = Quoted(bound.contested.place or bound.contested.source)
    return Problem(Place(context.line.pointer), values, variant=_DOUBTFUL[where], figure=bound)


def _unpublished(context: Context) -> list[str]:
    """The bounds of the window that nobody published."""
    bounds, phase = ("opens", "closes"), context.step
    return [one for one in bounds if context.corridor.lacks(f"{phase}.{one}")]


@control("CAL011", when=lambda context: bool(_unpublished(context)))
def window_not_published(context: Context) -> Iterator[Outcome]:
    """A bound of the window that nobody published."""
    for bound in _unpublished(context):
        values: dict[str, Value] = {"sons": context.corridor.sons}
        yield NotChecked(NotCheckedKind.NOT_PUBLISHED, f"{context.step}_{bound}", values)


def _days_left(context: Context) -> int | None:
    """The days until the closing, when they are few; None when not, or when it is too late."""
    closes, where = closing_of(context), _window_of(context).standing
    if closes is None or where is not Standing.IN_TIME:
        return None
    left = days_before(context.first_deposit, closes.on)
    return left if left < _SOON_DAYS else None


@control("CAL012", when=lambda context: _days_left(context) is not None)
def closing_soon(context: Context) -> Iterator[Outcome]:
    """Less than fifteen days are left."""
    closes, left = closing_of(context), _days_left(context)
    if closes is not None and left is not None:
        values: dict[str, Value] = {"found": left, "expected": closes.value}
        variant = _CLOSING_OF.get(context.step, "")
        yield Problem(Place(context.line.pointer), values, variant=variant, figure=closes)


@control("CAL013", when=partial(_is_late, given=False))
def closed_now(context: Context) -> Iterator[Outcome]:
    """No deposit instant was given, and the window is closed as of now."""
    yield from _too_late(context, given=False)
