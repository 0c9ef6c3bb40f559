"""DEM004, DEM005: a cancellation: its attachments and its case."""

from collections.abc import Iterator

from msgspec import UNSET

from segur_check.case.context import Context
from segur_check.case.control import NotChecked, NotCheckedKind, Outcome, Place, Problem, control
from segur_check.case.piece_types import missing_attachments, not_given, typed_attachments
from segur_check.case.window import moment_of
from segur_check.settings.dossier import Annulation
from segur_check.values.wording import Term, Value


@control("DEM004")
def cancellation_attachment_missing(context: Context) -> Iterator[Outcome]:
    """The sworn statement of a cancellation, or the client's renunciation, is missing."""
    cancellation, typed = context.corridor.cancellation, typed_attachments(context)
    if cancellation is None or typed is None:
        return
    statement, renunciation = cancellation.statement, cancellation.renunciation
    agreed = _annulation(context).accord_client
    others = renunciation.value if agreed is not False else ()
    yield from missing_attachments(context, typed, statement, due=others)
    if agreed:
        yield from missing_attachments(context, typed, renunciation, due=statement.value)
    elif agreed is None:
        lacking = not_given(typed, renunciation.value)
        if lacking:
            values: dict[str, Value] = {"expected": Term(lacking[0][0])}
            yield NotChecked(NotCheckedKind.NOT_GIVEN, "not_told", values)


def _annulation(context: Context) -> Annulation:
    declared = context.dossier.file.annulation
    return Annulation() if declared is UNSET else declared


@control("DEM005")
def case_of_cancellation(context: Context) -> Iterator[Outcome]:
    """Which of the four cases a cancellation is, and what follows from it."""
    cancellation, declared = context.corridor.cancellation, _annulation(context)
    if cancellation is None:
        return
    if declared.portee is None or declared.avance_percue is None:
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "not_told")
        return
    at, deposit = Place(context.line.pointer), context.deposit
    since = cancellation.edited_since
    values: dict[str, Value] = {"deposit": moment_of(deposit)}
    if declared.avance_percue:
        variant = "whole_paid" if declared.portee == "totale" else "part_paid"
    elif declared.portee == "totale":
        variant = "whole_unpaid"
    elif since is None:
        variant = "part_unpaid"
    else:
        values["since"] = since.value
        variant = "part_unpaid" if since.opened(deposit) else "part_unpaid_before"
    yield Problem(at, values, variant=variant)
