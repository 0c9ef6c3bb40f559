"""CAL005 to CAL009, CAL015: the dates of the order, of what follows it, of the completion statement, of the référencement."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from segur_check.case.context import Context
from segur_check.case.control import NotChecked, NotCheckedKind, Outcome, Place, Problem, control
from segur_check.case.mends import DEPOSIT, Mend
from segur_check.case.window import end_of_prestations, moment_of
from segur_check.values.dates import Deposit, Standing
from segur_check.values.step import Step
from segur_check.values.wording import Quoted, Since, Value


@control("CAL005")
def no_completion_statement(context: Context) -> Iterator[Outcome]:
    """A solde deposited after the end of the prestations, without a completion statement sent."""
    completion, ends = context.corridor.completion, end_of_prestations(context)
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
            "found": moment_of(context.first_deposit),
            "expected": ends.value,
        }
        consequence = completion.without_statement.value
        yield Problem(Place(context.line.pointer), values, variant=consequence, figure=ends)


@control("CAL006")
def late_completion_statement(context: Context) -> Iterator[Outcome]:
    """The completion statement reached the ASP after the end of the prestations."""
    completion, statement = context.corridor.completion, context.dossier.attestation_fin
    ends = end_of_prestations(context)
    if completion is None or completion.without_statement is None or ends is None:
        return
    late = ends.closing(context.first_deposit) is Standing.LATE
    if late and isinstance(statement, date):
        received = Deposit.at(statement, "dossier.toml")
        if ends.closing(received) is Standing.LATE:
            values: dict[str, Value] = {"found": moment_of(received), "expected": ends.value}
            consequence = completion.without_statement.value
            yield Problem(Place(context.line.pointer), values, variant=consequence, figure=ends)


@control("CAL007")
def order_after_the_window(context: Context) -> Iterator[Outcome]:
    """An order signed after the window of the avance closed."""
    avance, ordered = context.corridor.avance, context.ordered
    if avance is None or avance.closes is None or ordered is None:
        return
    # The deposit of a solde says nothing of the window of its avance: the latest closing counts.
    of_avance = context.step is Step.AVANCE
    closes = avance.closes.in_force(context.first_deposit) if of_avance else avance.closes
    pointer, signed, avance_label = ordered
    last = closes.contested.instant.date() if closes.contested else closes.on
    if signed < min(last, closes.on):
        return
    values: dict[str, Value] = {"found": signed, "expected": closes.value}
    if signed > last:
        # An earlier day ends whatever the last one ends.
        latest = min(last, closes.on)
        mends: tuple[Mend, ...] = ({pointer: latest},) if avance_label is None else ()
        at = _place_of(context, pointer, avance_label)
        yield Problem(at, values, figure=closes, mends=mends)
    elif signed > closes.on:
        yield NotChecked(NotCheckedKind.NOT_PUBLISHED, "contested", values)
    elif signed == closes.on and not closes.whole_day:
        yield NotChecked(NotCheckedKind.NOT_PUBLISHED, "same_day", values)


def _place_of(context: Context, pointer: str, avance: str | None) -> Place | tuple[Place, ...]:
    """A date's place in the file, or in its avance, which the request in view then goes with."""
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
    values: dict[str, Value]
    if complete is not None:
        if complete - signed > limit:
            values = {
                "found": signed,
                "complete": complete,
                "days": (complete - signed).days,
                "limit": age.value,
                "expected": Since(complete - limit),
            }
            yield Problem(_place_of(context, pointer, avance_label), values, figure=age)
        return
    # No proof file can be complete after its own closing: a later order is recent enough.
    referencing = context.corridor.referencing
    proofs = referencing.proofs if referencing is not None else None
    if proofs is None or proofs.on - signed > limit:
        values = {"found": signed, "limit": age.value}
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "not_told", values)


class _Date(NamedTuple):
    """A date of the JSON: where, and which day."""

    pointer: str
    day: date


def _dates_by_document(context: Context) -> dict[str, _Date]:
    """The dates that the request gives: of its order, of its invoice, of its verification."""
    request = context.line
    order, invoice, verification = request.order, request.invoice, request.verification
    dates: dict[str, _Date] = {}
    if order and order.signed_on:
        dates["order"] = _Date(f"{order.pointer}/dateCommande", order.signed_on)
    if invoice and invoice.issued_on:
        dates["invoice"] = _Date(f"{invoice.pointer}/dateFacture", invoice.issued_on)
    if verification and verification.signed_on:
        pointer = f"{verification.pointer}/dateSignature"
        dates["verification"] = _Date(pointer, verification.signed_on)
    return dates


@control("CAL009")
def dates_out_of_order(context: Context) -> Iterator[Outcome]:
    """An order after its VA or its invoice; a date after the deposit."""
    dates, ordered = _dates_by_document(context), context.ordered
    for document in ("invoice", "verification"):
        other = dates.get(document)
        if ordered is None or other is None:
            continue
        pointer, signed, avance_label = ordered
        if signed > other.day:
            values: dict[str, Value] = {"found": signed, "expected": other.day}
            at = (Place(other.pointer), Place(pointer, avance=avance_label))
            mends = tuple(_earlier_orders(context, dates))
            yield Problem(at, values, variant=document, mends=mends)
    for document, (pointer, day) in dates.items():
        if day > context.deposit.day:
            after: dict[str, Value] = {
                "key": Quoted(pointer.rpartition("/")[2]),
                "found": day,
                "expected": moment_of(context.deposit),
            }
            # A deposit on the latest of these days is after none of them.
            later: Mend = {DEPOSIT: max(day for _, day in dates.values())}
            earlier = _earlier_orders(context, dates) if document == "order" else ()
            mends = (later, *earlier)
            yield Problem(Place(pointer), after, variant="after_deposit", mends=mends)


def _earlier_orders(context: Context, dates: dict[str, _Date]) -> Iterator[Mend]:
    """The date of the order as its avance has it; or else the latest one that is after no other."""
    order, before = dates.get("order"), context.in_avance
    if order is None:
        return
    if before is not None and before.order is not None and before.order.signed_on is not None:
        yield {order.pointer: before.order.signed_on}
    others = [date.day for name, date in dates.items() if name != "order"]
    yield {order.pointer: min([context.deposit.day, *others])}


@control("CAL015")
def referencing_file_too_late(context: Context) -> Iterator[Outcome]:
    """A proof file, or an administrative file, handed in on a later day than its closing.

    The day itself is in time, its hour being unknown; a closing that is only deduced judges nothing.
    """
    solution, referencing = context.solution, context.corridor.referencing
    if solution is None or referencing is None:
        return
    for handed_in, closes, variant in (
        (solution.dossier_complet, referencing.proofs, ""),
        (solution.dossier_administratif, referencing.file, "administrative"),
    ):
        if handed_in is None or closes is None or closes.certainty != "A":
            continue
        last = closes.contested.instant.date() if closes.contested else closes.on
        if handed_in > last:
            values: dict[str, Value] = {"found": handed_in, "expected": closes.value}
            yield Problem(Place("/numeroAns"), values, variant=variant, figure=closes)
