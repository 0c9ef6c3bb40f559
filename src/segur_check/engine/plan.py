"""Which controls are run of a dossier, and which cannot be for want of what they need."""

from collections.abc import Iterable, Mapping
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


class Material(NamedTuple):
    """What a dossier gives the controls to judge by."""

    readable: bool
    without_json: bool
    attachments: bool
    avance: bool
    funded: bool

    @classmethod
    def of(cls, context: Context) -> Self:
        """What this dossier gives."""
        attachments = context.attachments
        return cls(
            readable=context.text.readable or context.without_json,
            without_json=context.without_json,
            attachments=attachments is not None and not attachments.refused,
            avance=bool(context.avances.files),
            funded=context.settings.funded is not None,
        )


class PlannedControl(NamedTuple):
    """A control that has an object: whether it looks at the file, at each request."""

    control: Control
    of_file: bool
    of_each: bool


class Plan(NamedTuple):
    """What is run, in order, and the codes of what is and what cannot be: another code says why.

    `order` is that of the report, by code, controls without an object included.
    """

    run: tuple[PlannedControl, ...]
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
    step: str,
    material: Material,
) -> Plan:
    """What is run of a dossier.

    Speed: the dossiers of a lot that give the same to judge by have one plan. Without it, a dossier
    of 1 to 3 requests takes a third more time (225 µs a plan).
    """
    run: list[PlannedControl] = []
    suspended: list[PlannedControl] = []
    for control in controls:
        text = control_text(control.code, rules)
        bears = bearing(text, corridor, step)
        if bears is Bearing.NONE or not _has_object(text, material):
            continue
        if not material.readable and control.code not in _READING:
            suspended.append(PlannedControl(control, of_file=True, of_each=False))
            continue
        planned = PlannedControl(
            control,
            of_file=material.without_json or text.scope in {"file", "both"},
            of_each=text.scope in {"request", "both"},
        )
        lacks = _lacks_something(text, corridor, material, bears)
        (suspended if lacks else run).append(planned)
    return Plan(
        tuple(run),
        applied_to_file=_codes_of_file(run),
        applied_to_each=_codes_of_each(run),
        suspended_of_file=_codes_of_file(suspended),
        suspended_of_each=_codes_of_each(suspended),
        order={control.code: rank for rank, control in enumerate(controls)},
    )


def _codes_of_file(controls: Iterable[PlannedControl]) -> frozenset[str]:
    return frozenset(planned.control.code for planned in controls if planned.of_file)


def _codes_of_each(controls: Iterable[PlannedControl]) -> frozenset[str]:
    return frozenset(planned.control.code for planned in controls if planned.of_each)


def _has_object(text: ControlText, material: Material) -> bool:
    """Whether this dossier holds what the control is about."""
    if material.without_json and not text.without_json:
        return False
    return "dejafinances" not in text.needs or material.funded


def _lacks_something(
    text: ControlText, corridor: Corridor, material: Material, bears: Bearing
) -> bool:
    """Whether the control has not what it needs: ELI001, CAL011, PIE016 or PER007 says so."""
    unpublished = bears is Bearing.UNKNOWN
    return (
        (unpublished and (corridor.announced_only or "figures" in text.needs))
        or ("pieces" in text.needs and not material.attachments)
        or ("avance" in text.needs and not material.avance)
    )
