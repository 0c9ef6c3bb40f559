"""The window of a step as it stood at the deposit, and where the deposit stands against it."""

from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from segur_check.case.context import Context
from segur_check.rules.bound import Bound
from segur_check.rules.corridor import WINDOWS, Corridor
from segur_check.values.dates import Deposit, Standing
from segur_check.values.step import Step


def moment_of(deposit: Deposit) -> datetime | date:
    """What a message says of a deposit: its instant, else its day."""
    return deposit.instant or deposit.day


class Window(NamedTuple):
    """The window of a step as it stood at a deposit, and where the deposit stands against it."""

    opens: Bound | None
    closes: Bound | None
    opened: bool | None
    standing: Standing | None


# Kept: the dossiers of a lot mostly share their window.
@lru_cache(maxsize=64)
def _window_at(corridor: Corridor, step: Step, deposit: Deposit) -> Window:
    opens, closes = corridor.opening(step), corridor.closing(step)
    completion = corridor.completion
    if step is Step.ATTESTATION_FIN and not (completion and completion.without_statement):
        closes = None  # nobody published whether such a statement exists
    opens = opens.in_force(deposit) if opens is not None else None
    closes = closes.in_force(deposit) if closes is not None else None
    return Window(
        opens,
        closes,
        opened=opens.opened(deposit) if opens is not None else True,
        standing=closes.closing(deposit) if closes is not None else None,
    )


def window_of(context: Context) -> Window:
    """The window of the step in view, against the deposit that the windows judge."""
    return _window_at(context.corridor, context.step, context.first_deposit)


def opening_of(context: Context) -> Bound | None:
    """The opening of the step's window, as it stood at the deposit."""
    return window_of(context).opens


def closing_of(context: Context) -> Bound | None:
    """The closing of the step's window, as it stood at the deposit."""
    return window_of(context).closes


def portal_to_come(context: Context) -> Bound | None:
    """The opening of the portal, where the deposit is before it and nobody published the step's own."""
    portal, step, corridor = context.corridor.portal, context.step, context.corridor
    if portal is None or step not in WINDOWS or not corridor.lacks(WINDOWS[step][0]):
        return None
    return portal if portal.opened(context.first_deposit) is False else None


def end_of_prestations(context: Context) -> Bound | None:
    """The end of the prestations, as it stood at the deposit."""
    completion = context.corridor.completion
    if completion is None or completion.ends is None:
        return None
    return completion.ends.in_force(context.first_deposit)
