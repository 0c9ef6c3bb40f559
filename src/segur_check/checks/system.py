"""SYS003: what the tool says of itself."""

from collections.abc import Iterator

from segur_check.case.context import Context
from segur_check.case.control import Outcome, Place, Problem, control
from segur_check.values.wording import Items, Quoted, Value


@control("SYS003")
def provisional_structure(context: Context) -> Iterator[Outcome]:
    """A value was read under the name of a key that we propose."""
    if context.shape.proposed:
        values: dict[str, Value] = {"found": Items(tuple(map(Quoted, context.shape.proposed)))}
        yield Problem(Place(""), values)
