"""Run every control over one file, and turn problems into findings.

Severities are lowered here, once: a figure that is deduced, or of secondary source, never makes a
finding that blocks.
"""

import hashlib
import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from msgspec import Struct

from segur_check.checks import CONTROLS
from segur_check.checks.amounts import cap_of, shares
from segur_check.context import Context
from segur_check.control import Cited, Control, NotChecked, Place, Problem
from segur_check.corridors import Bound
from segur_check.findings import (
    CitedSource,
    Coverage,
    Facts,
    Finding,
    Location,
    RequestReport,
    Unchecked,
    Window,
)
from segur_check.settings import Phase
from segur_check.sources import source
from segur_check.texts import BLOCKING, ControlText, control_text
from segur_check.wording import Items, Quoted, Values, filled, readable, told

# What still judges a file that does not parse.
_READING = frozenset({"FMT001", "FMT002", "FMT003", "FMT004", "FMT022", "PIE011", "PIE012"})
_TOLD_BY = {"rules": "ELI001", "pieces": "PIE016", "avance": "PER007"}
_LONGEST_EXCERPT = 60
_WHOLE_FILE = None


class Checked(Struct, frozen=True):
    """What one file gave: its requests, the sum of the controls, and whether one crashed."""

    requests: tuple[RequestReport, ...]
    coverage: Coverage
    crashed: bool


class _Ledger:
    """What was found so far, per request (None: the file as a whole)."""

    def __init__(self) -> None:
        self.findings: dict[int | None, list[Finding]] = defaultdict(list)
        self.unchecked: dict[int | None, list[Unchecked]] = defaultdict(list)
        self.suspended: dict[int | None, set[str]] = defaultdict(set)
        self.applied: dict[int | None, set[str]] = defaultdict(set)
        self.crashed = False


def check_file(
    context: Context,
    *,
    label: str,
    lang: str = "fr",
    rules: Path | None = None,
    controls: tuple[Control, ...] = CONTROLS,
    clock: Callable[[], float] = time.monotonic,
) -> Checked:
    """Run the controls over a file and its requests.

    `label` is the file as the user named it; `clock` measures the budget of each control, in
    seconds (`delai_s` of the settings, per request of the file).
    """
    teller = _Teller(context, label, lang, rules)
    ledger = _Ledger()
    requests = context.file.requests
    budget = context.settings.file.limites.delai_s * max(1, len(requests))
    views = {request.index: replace(context, request=request) for request in requests}
    for control in controls:
        text = control_text(control.code, rules)
        if not _applies(text, context):
            continue
        places: list[int | None] = []
        if text.scope in {"file", "both"}:
            places.append(_WHOLE_FILE)
        if text.scope in {"request", "both"}:
            places += views
        if not context.text.readable and control.code not in _READING:
            _suspend(ledger, control.code, [_WHOLE_FILE])
        elif _lacking(text, context):
            _suspend(ledger, control.code, places)
        else:
            started = clock()
            for position, place in enumerate(places):
                if clock() - started > budget:
                    _suspend(ledger, control.code, places[position:])
                    teller.over_budget(control.code, budget, ledger)
                    break
                view = context if place is None else views[place]
                _run(control, view, teller, ledger, place)
    if context.attachments is not None and context.attachments.unopened:
        teller.over_budget("PIE006", budget, ledger)
    return _reported(context, label, ledger, rules)


def _applies(text: ControlText, context: Context) -> bool:
    if str(context.phase) not in text.phases:
        return False
    if "rules" in text.needs and context.corridor.announced_only:
        return True
    if "dejafinances" in text.needs and context.settings.funded is None:
        return False
    return all(context.corridor.has(section) for section in text.table)


def _lacking(text: ControlText, context: Context) -> bool:
    """Whether what the control needs is not there; another code says so."""
    attachments = context.attachments
    return (
        ("rules" in text.needs and context.corridor.announced_only)
        or ("pieces" in text.needs and (attachments is None or attachments.refused))
        or ("avance" in text.needs and context.avance is None)
    )


def _suspend(ledger: _Ledger, code: str, places: list[int | None]) -> None:
    for place in places:
        ledger.suspended[place].add(code)


def _run(
    control: Control, view: Context, teller: "_Teller", ledger: _Ledger, place: int | None
) -> None:
    ledger.applied[place].add(control.code)
    try:
        for outcome in control(view):
            if isinstance(outcome, NotChecked):
                ledger.unchecked[place].append(teller.unchecked(control.code, outcome))
            else:
                owner = _owner(outcome) if place is None else place
                ledger.findings[owner].append(teller.finding(control.code, outcome, view, owner))
    except Exception as error:  # noqa: BLE001 - a control that crashes never stops the others
        ledger.crashed = True
        ledger.suspended[place].add(control.code)
        crash = Problem(
            Place("" if place is None else view.line.pointer),
            {"code": control.code, "error": f"{type(error).__name__}: {error}"[:120]},
        )
        ledger.findings[place].append(teller.finding("SYS001", crash, view, place))


def _owner(problem: Problem) -> int | None:
    """The request that a problem of the whole file belongs to."""
    for place in problem.places:
        if place.request is not None:
            return place.request
        if place.pointer and not place.in_avance:
            steps = place.pointer.split("/")
            if len(steps) > 2 and steps[1] == "lignesImport" and steps[2].isdigit():  # noqa: PLR2004 - "", key, index
                return int(steps[2])
            return None
    return None


class _Teller:
    """Turns problems into findings in one language, with their places in the file."""

    def __init__(self, context: Context, label: str, lang: str, rules: Path | None) -> None:
        self.context = context
        self.label = label
        self.lang = lang
        self.rules = rules

    def unchecked(self, code: str, outcome: NotChecked) -> Unchecked:
        words = control_text(code, self.rules).words(self.lang)
        reason = filled(words.not_checked[outcome.reason], outcome.values, self.lang)
        return Unchecked(code, outcome.kind.value, reason)

    def finding(self, code: str, problem: Problem, view: Context, owner: int | None) -> Finding:
        text = control_text(code, self.rules)
        words = text.words(self.lang)
        variant = words.variants.get(problem.variant)
        values = problem.values
        locations = tuple(self._location(place) for place in problem.places)
        found = told(values["found"], self.lang) if "found" in values else None
        expected = told(values["expected"], self.lang) if "expected" in values else None

        def say(part: str) -> str:
            own = getattr(variant, part, "") if variant is not None else ""
            return filled(own or getattr(words, part), values, self.lang)

        return Finding(
            code=code,
            severity=self._severity(text, problem),
            confidence=problem.confidence.value,
            title=say("title"),
            message=say("message"),
            why=words.why,
            action=say("action"),
            found=found,
            expected=expected,
            source=self._source(text, problem.figure),
            locations=locations,
            fingerprint=_fingerprint(code, problem, values, self._number(owner)),
        )

    def over_budget(self, code: str, budget: float, ledger: _Ledger) -> None:
        slow = Problem(Place(""), {"code": code, "limit": int(budget)})
        ledger.findings[None].append(self.finding("SYS002", slow, self.context, None))

    def _number(self, owner: int | None) -> str:
        if owner is None:
            return ""
        return next(
            (r.numero_editeur or "" for r in self.context.file.requests if r.index == owner), ""
        )

    def _severity(self, text: ControlText, problem: Problem) -> str:
        severity = text.severity_of.get(problem.variant, text.severity)
        figure = problem.figure
        if figure is None or severity not in BLOCKING:
            return severity
        secondary = source(figure.source, self.rules).rank == "secondary"
        return "alerte" if secondary or figure.certainty != "A" else severity

    def _source(self, text: ControlText, figure: Cited | None) -> CitedSource:
        key = figure.source if figure is not None else text.source
        document = source(key, self.rules)
        certainty = figure.certainty if figure is not None else text.certainty
        place = figure.place if figure is not None else text.place
        title = f"{document.title} ({document.publisher})"
        return CitedSource(key, title, document.url, certainty, place, document.rank)

    def _location(self, place: Place) -> Location:
        if place.piece is not None:
            attachments = self.context.attachments
            box = attachments.label if attachments is not None else self.label
            name = box if place.piece == box else f"{box}/{place.piece}"
            return Location(readable(name), page=place.page)
        avance = self.context.avance
        if place.in_avance and avance is not None:
            text, shape, label = avance.text, avance.shape, avance.label
        else:
            text, shape, label = self.context.text, self.context.shape, self.label
        pointer = shape.in_file(place.pointer or "")
        if place.line is not None:
            return Location(label, pointer, place.line, place.column)
        at = text.key_position(pointer) if place.at_key else text.position(pointer)
        excerpt = None if place.at_key else _excerpt(shape.tree, place.pointer or "")
        line, column = at if at is not None else (None, None)
        return Location(label, pointer, line, column, excerpt=excerpt)


def _excerpt(tree: Any, pointer: str) -> str | None:  # noqa: ANN401 - a parsed JSON value
    """The value itself, when it is a plain one."""
    try:
        for step in pointer.split("/")[1:]:
            key = step.replace("~1", "/").replace("~0", "~")
            tree = tree[int(key)] if isinstance(tree, list) else tree[key]
    except (KeyError, ValueError, IndexError, TypeError):
        return None
    if tree is None or isinstance(tree, dict | list):
        return None
    shown = json.dumps(tree, ensure_ascii=False) if isinstance(tree, str | bool) else str(tree)
    return readable(shown[:_LONGEST_EXCERPT])


def _fingerprint(code: str, problem: Problem, values: Values, number: str) -> str:
    """Stable under re-indentation, renaming and re-ordering: no line, no path, no index."""
    place = problem.places[0]
    logical = place.piece or "/".join((place.pointer or "").split("/")[3:]) or place.pointer or ""
    found = values.get("found", "")
    if isinstance(found, Quoted | Items):
        found = told(found)
    parts = (code, number, logical, problem.variant, str(found))
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()


_SEVERITIES = ("rejet", "a-modifier", "alerte", "info")


def _reported(context: Context, label: str, ledger: _Ledger, rules: Path | None) -> Checked:
    order = {control.code: rank for rank, control in enumerate(CONTROLS)}
    file_codes = ledger.applied[None] | ledger.suspended[None]
    total = {code for code in order}
    reports, worst_of = [], {}

    def coverage(place: int | None) -> Coverage:
        lacking = {one.code for one in ledger.unchecked[place]} | ledger.suspended[place]
        lacking |= {one.code for one in ledger.unchecked[None]} | ledger.suspended[None]
        applied = (ledger.applied[place] | ledger.applied[None]) - lacking
        for code in lacking:
            worst_of[code] = "lacking"
        for code in applied:
            worst_of.setdefault(code, "applied")
        return Coverage(len(applied), len(total - applied - lacking), len(lacking))

    def findings(place: int | None) -> tuple[Finding, ...]:
        found = ledger.findings[place]
        return tuple(
            sorted(
                found,
                key=lambda one: (_SEVERITIES.index(one.severity), order.get(one.code, -1)),
            )
        )

    if ledger.findings[None] or ledger.unchecked[None] or not context.file.requests:
        reports.append(
            RequestReport(
                file=label,
                line=None,
                numero_editeur=None,
                sons=context.corridor.sons or None,
                phase=str(context.phase) if context.text.readable else None,
                findings=findings(None),
                not_checked=tuple(ledger.unchecked[None]),
                coverage=coverage(None),
            )
        )
    for request in context.file.requests:
        view = replace(context, request=request)
        reports.append(
            RequestReport(
                file=label,
                line=request.number if request.number is not None else request.index + 1,
                numero_editeur=request.numero_editeur,
                sons=context.corridor.sons,
                phase=str(context.phase),
                findings=findings(request.index),
                not_checked=tuple(ledger.unchecked[request.index]),
                facts=_facts(view, rules),
                coverage=coverage(request.index),
            )
        )
    del file_codes
    lacking = sum(1 for state in worst_of.values() if state == "lacking")
    applied = len(worst_of) - lacking
    whole = Coverage(applied, len(total) - applied - lacking, lacking)
    return Checked(tuple(reports), whole, ledger.crashed)


def _facts(view: Context, rules: Path | None) -> Facts:
    request = view.line
    who = request.beneficiaries
    amounts = request.amounts
    cap, parts = cap_of(view), shares(view)

    def written(value: object) -> str | None:
        return None if value is None else f"{value:f}"

    deposit = view.deposit
    return Facts(
        client=who.structure.name or ", ".join(who.names[:3]) or None,
        identifiers=tuple(one.key for one in who.identifiers[:50]),
        deposit=(deposit.instant or deposit.day).isoformat(),
        deposit_origin=deposit.origin,
        amounts=(
            ("ht", written(amounts.ht if amounts else None)),
            ("rate", written(amounts.rate if amounts else None)),
            ("vat", written(amounts.vat if amounts else None)),
            ("ttc", written(amounts.ttc if amounts else None)),
            ("cap", written(cap[0] if cap else None)),
            ("cap_source", cap[1] if cap else None),
            ("avance", written(parts[0] if parts else None)),
            ("solde", written(parts[1] if parts else None)),
        ),
        windows=tuple(_windows(view, rules)),
        dates=tuple(_dates(view)),
    )


def _windows(view: Context, rules: Path | None) -> Iterator[Window]:
    for phase in (Phase.AVANCE, Phase.SOLDE):
        step = view.corridor.step(phase)
        if step is not None and (step.opens or step.closes):
            yield _window(str(phase), step.opens, step.closes, rules)
    completion = view.corridor.completion
    if completion is not None:
        yield _window("fin-des-prestations", None, completion.ends, rules)


def _window(event: str, opens: Bound | None, closes: Bound | None, rules: Path | None) -> Window:
    bound = closes or opens
    said = source(bound.source, rules).title if bound is not None else ""
    certainty = "contestée" if closes and closes.contested else (bound.certainty if bound else "")
    return Window(
        event,
        opens.value.isoformat() if opens else None,
        closes.value.isoformat() if closes else None,
        certainty,
        said,
    )


def _dates(view: Context) -> Iterator[tuple[str, str, str]]:
    request = view.line
    for event, document, day in (
        ("commande", request.order, request.order.signed_on if request.order else None),
        ("facture", request.invoice, request.invoice.issued_on if request.invoice else None),
        (
            "verification",
            request.verification,
            request.verification.signed_on if request.verification else None,
        ),
    ):
        if document is not None and day is not None:
            yield event, day.isoformat(), view.shape.in_file(document.pointer)
