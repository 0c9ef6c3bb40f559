"""LOT003: a whole lot; ELI004, PER008 and PIE015 compare one of its dossiers with the others."""

from collections.abc import Iterator

from segur_check.case.context import Context
from segur_check.case.control import Outcome, Place, Problem, control

# The texts say "dépôts en masse" and give no number: this one is ours.
_MANY = 50


@control("LOT003")
def test_deposit_first(context: Context) -> Iterator[Outcome]:
    """Many requests, and none yet accepted: a few should be sent first."""
    lot = context.lot
    if lot is not None and lot.requests >= _MANY and not lot.accepted:
        yield Problem(Place(""), {"count": lot.requests})
