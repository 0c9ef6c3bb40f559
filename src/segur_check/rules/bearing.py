"""Whether a control bears on a SONS and a step: what the texts ask, and what nobody published."""

from enum import StrEnum

from segur_check.rules.controls import ControlText
from segur_check.rules.corridor import Corridor, placed


class Bearing(StrEnum):
    """How a control bears on a SONS."""

    APPLIES = "applies"
    UNKNOWN = "unknown"  # it has an object, and what it needs is not published
    NONE = "not-applicable"


def bearing(text: ControlText, table: Corridor, phase: str) -> Bearing:
    """How a control bears on one step of a SONS."""
    if phase not in text.phases:
        return Bearing.NONE
    if "rules" in text.needs and table.announced_only:
        return Bearing.UNKNOWN
    how = Bearing.APPLIES
    for table_path in text.table:
        path = placed(table_path, phase)
        if table.at(path) is None:
            if not table.lacks(path) or "stated" in text.needs:
                return Bearing.NONE
            if not any(table.at(other) is not None for other in text.instead):
                how = Bearing.UNKNOWN
    return how


def bearing_anywhere(text: ControlText, table: Corridor) -> Bearing:
    """How a control bears on a SONS, whatever the step: the most that any step gives."""
    by_step = {bearing(text, table, phase) for phase in text.phases}
    return next((how for how in Bearing if how in by_step), Bearing.NONE)


def bears_on(text: ControlText, table: Corridor, phase: str | None) -> bool:
    """Whether a control bears on a SONS (at a step, or at any) and could judge something of it."""
    how = bearing_anywhere(text, table) if phase is None else bearing(text, table, phase)
    return how is not Bearing.NONE and not (table.announced_only and how is Bearing.UNKNOWN)
