"""Which controls are run of a dossier, and which cannot be for want of what they need."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, Self

from segur_check.case.context import Context
from segur_check.case.control import Control
from segur_check.rules.bearing import Bearing, bearing
from segur_check.rules.controls import ControlText, control_text
from segur_check.rules.corridor import Corridor

# What still judges a file that does not parse.
_READING = frozenset({"FMT001", "FMT002", "FMT003", "FMT004", "FMT022", "PIE011", "PIE012"})


class There(NamedTuple):
    """What of a dossier decides which controls run."""

    readable: bool
    without_json: bool
    pieces: bool
    avance: bool
    funded: bool

    @classmethod
    def of(cls, context: Context) -> Self:
        """What a dossier holds."""
        attachments = context.attachments
        return cls(
            readable=context.text.readable or context.without_json,
            without_json=context.without_json,
            pieces=attachments is not None and not attachments.refused,
            avance=bool(context.avances.files),
            funded=context.settings.funded is not None,
        )


class Planned(NamedTuple):
    """A control that has an object: whether it looks at the file, at each request."""

    control: Control
    whole: bool
    each: bool


class Plan(NamedTuple):
    """What is run, in order, and the codes of what is and what cannot be: another code says why.

    `order` is that of the report, by code, controls without an object included.
    """

    steps: tuple[Planned, ...]
    applied_to_file: frozenset[str]
    applied_to_each: frozenset[str]
    suspended_of_file: frozenset[str]
    suspended_of_each: frozenset[str]
    order: Mapping[str, int]


@lru_cache(maxsize=64)
def plan_of(
    controls: tuple[Control, ...],
    rules: Path | None,
    corridor: Corridor,
    phase: str,
    there: There,
) -> Plan:
    """What is run of a dossier; the same for all those of a lot that hold the same."""
    run: list[Planned] = []
    suspended: list[Planned] = []
    for control in controls:
        text = control_text(control.code, rules)
        bears = bearing(text, corridor, phase)
        if bears is Bearing.NONE or not _has_object(text, there):
            continue
        if not there.readable and control.code not in _READING:
            suspended.append(Planned(control, whole=True, each=False))
            continue
        step = Planned(
            control,
            whole=there.without_json or text.scope in {"file", "both"},
            each=text.scope in {"request", "both"},
        )
        lacks = _lacks_something(text, corridor, there, bears)
        (suspended if lacks else run).append(step)
    return Plan(
        tuple(run),
        frozenset(one.control.code for one in run if one.whole),
        frozenset(one.control.code for one in run if one.each),
        frozenset(one.control.code for one in suspended if one.whole),
        frozenset(one.control.code for one in suspended if one.each),
        {control.code: rank for rank, control in enumerate(controls)},
    )


def _has_object(text: ControlText, there: There) -> bool:
    """Whether this dossier holds what the control is about."""
    if there.without_json and not text.without_json:
        return False
    return "dejafinances" not in text.needs or there.funded


def _lacks_something(text: ControlText, corridor: Corridor, there: There, bears: Bearing) -> bool:
    """Whether what the control needs is not there: ELI001, CAL011, PIE016 or PER007 says so."""
    unpublished = bears is Bearing.UNKNOWN
    return (
        (unpublished and (corridor.announced_only or "figures" in text.needs))
        or ("pieces" in text.needs and not there.pieces)
        or ("avance" in text.needs and not there.avance)
    )
