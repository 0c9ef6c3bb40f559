"""From problems to findings: words, places, sources, and the severity that the texts allow.

Severities are lowered here, once: a figure that is deduced, or of secondary source, never makes a
finding that blocks.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from msgspec.structs import replace

from segur_check.case.context import Context
from segur_check.case.control import Confidence, Figure, NotChecked, NotCheckedKind, Place, Problem
from segur_check.dossier.attachments import Attachment
from segur_check.engine.actors import giver, mender
from segur_check.engine.pasting import pasted
from segur_check.report import CitedSource, Finding, Location, Paste, Shared, Unchecked
from segur_check.rules.controls import ControlText, ToPaste, control_text
from segur_check.rules.named_dates import dated
from segur_check.rules.sources import source
from segur_check.values.identifiers import masked
from segur_check.values.severity import BLOCKING, Severity, SeverityName
from segur_check.values.wording import (
    Items,
    Noted,
    Quoted,
    Value,
    Values,
    filled,
    printable_excerpt,
    written,
)

_LONGEST_EXCERPT = 60  # characters of a value of the JSON
_LONGEST_QUOTE = 120  # characters of a line of a document


class Teller:
    """Tells the problems of one file in one language, with their places in it."""

    def __init__(self, context: Context, label: str, lang: str, rules: Path | None) -> None:
        self.context = context
        self.label = label
        self.lang = lang
        self.rules = rules
        self._requests = {request.index: request for request in context.file.requests}

    def unchecked(self, code: str, outcome: NotChecked, owner: int | None) -> Unchecked:
        """Why a control could not judge, in words, and what gives it what it lacks."""
        text = control_text(code, self.rules)
        paste = text.paste.get(outcome.reason)
        if not outcome.values and paste is None:
            return _unchecked_without_values(
                code, outcome.kind, outcome.reason, self.lang, self.rules
            )
        reason = text.words(self.lang).not_checked[outcome.reason]
        return Unchecked(
            code,
            outcome.kind.value,
            filled(reason, outcome.values, self.lang),
            giver(text, outcome.reason),
            self._pasted(paste, outcome.values, owner),
        )

    def _pasted(
        self, template: ToPaste | None, values: Mapping[str, Value], owner: int | None
    ) -> Paste | None:
        if template is None:
            return None
        request = self._requests[owner] if owner is not None else None
        return pasted(template, values, self.context, request, self.lang)

    def finding(self, code: str, problem: Problem, owner: int | None) -> Finding:
        """A problem in words; `owner` is the index of its request, None for the file as a whole."""
        text = control_text(code, self.rules)
        words = text.words(self.lang)
        variant = words.variants.get(problem.variant)
        values = {key: written(value, self.lang) for key, value in problem.values.items()}
        locations = tuple(self._location(place) for place in problem.places)
        request = self._requests.get(owner) if owner is not None else None
        number = (request.numero_editeur or "") if request is not None else ""
        view = self.context.of(request) if request is not None else self.context

        def sentence(part: str) -> str:
            of_variant = getattr(variant, part, "") if variant is not None else ""
            return (of_variant or getattr(words, part)).format_map(values)

        severity = self._severity(text, problem)
        return Finding(
            code=code,
            severity=cast("SeverityName", severity),  # "nc" has no problem
            confidence=self._confidence(problem).value,
            title=sentence("title"),
            message=sentence("message"),
            why=dated(words.why, self.lang, f"controls, {code}", self.rules),
            action=sentence("action"),
            found=values.get("found"),
            expected=values.get("expected"),
            source=self._source(text, problem.figure),
            locations=locations,
            fingerprint=_fingerprint(code, problem, number),
            actor=mender(text, problem, view, self.rules),
            paste=self._pasted(text.paste.get(problem.variant), problem.values, owner),
            deed=text.deed and severity == Severity.INFO,
            shared=_shared(problem),
        )

    def title(self, code: str) -> str:
        """What a code is about."""
        return control_text(code, self.rules).words(self.lang).title

    def severity(self, code: str, problem: Problem) -> str:
        """How bad a problem is, as the texts allow it."""
        return self._severity(control_text(code, self.rules), problem)

    def over_budget(self, code: str, budget: float) -> Finding:
        """A control that spent its budget (seconds): what it did not do is not checked."""
        problem = Problem(Place(""), {"code": code, "limit": int(budget)})
        return self.finding("SYS002", problem, None)

    def cut_shape(self, limit: int) -> Finding:
        """A file of which no more than `limit` departures from the schema were looked for."""
        return self.finding("SYS002", Problem(Place(""), {"limit": limit}, variant="shape"), None)

    def only_counted(self, code: str, limit: int, count: int) -> Finding:
        """A code of which a file has `count` more findings than the `limit` that are told."""
        values: Values = {"code": code, "limit": limit, "count": count}
        return self.finding("SYS002", Problem(Place(""), values, variant="many"), None)

    def _confidence(self, problem: Problem) -> Confidence:
        """At best "possible" for what stands on a page whose text OCR made out."""
        attachments = self.context.attachments
        if problem.confidence is not Confidence.PROBABLE or attachments is None:
            return problem.confidence
        by_ocr = any(
            _is_read_by_ocr(attachments.named(place.attachment), place.page)
            for place in problem.places
            if place.attachment
        )
        return Confidence.POSSIBLE if by_ocr else problem.confidence

    def _severity(self, text: ControlText, problem: Problem) -> str:
        severity = text.severity_of.get(problem.variant, text.severity)
        figure = problem.figure
        if severity not in BLOCKING:
            return severity
        if self._confidence(problem) is Confidence.POSSIBLE:
            return "alerte"
        if figure is None:
            return severity
        secondary = source(figure.source, self.rules).rank == "secondary"
        return "alerte" if secondary or figure.certainty != "A" else severity

    def _source(self, text: ControlText, figure: Figure | None) -> CitedSource:
        cited = text.citation(self.context.corridor.family) if figure is None else figure
        return _cited(cited.source, cited.certainty, cited.place, self.rules)

    def _location(self, place: Place) -> Location:
        if place.attachment is not None:
            attachments = self.context.attachments
            holder = attachments.label if attachments is not None else self.label
            name = f"{holder}/{place.attachment}" if place.attachment else holder
            excerpt = printable_excerpt(place.excerpt, _LONGEST_QUOTE) if place.excerpt else None
            return Location(printable_excerpt(name), page=place.page, excerpt=excerpt)
        if self.context.without_json:
            return Location(self.label)
        avances = self.context.avances.files
        avance = next((avance for avance in avances if avance.label == place.avance), None)
        if avance is not None:
            text, shape, label = avance.text, avance.shape, avance.label
        else:
            text, shape, label = self.context.text, self.context.shape, self.label
        pointer = shape.in_file(place.pointer or "")
        if place.line is not None:
            return Location(label, masked(pointer), place.line, place.column)
        position = text.key_position(pointer) if place.at_key else text.position(pointer)
        excerpt = None if place.at_key else _excerpt(shape.tree, place.pointer or "")
        line, column = position if position is not None else (None, None)
        return Location(label, masked(pointer), line, column, excerpt=excerpt)


@lru_cache(maxsize=512)
def _unchecked_without_values(
    code: str, kind: NotCheckedKind, reason: str, lang: str, rules: Path | None
) -> Unchecked:
    """Why a control could not judge, in words that hold no value of the request.

    Speed: the requests of a file lack the same. Filling the sentence takes 1.4 µs, finding it again
    a twentieth of that; and thousands of reports share one value.
    """
    text = control_text(code, rules)
    sentence = filled(text.words(lang).not_checked[reason], {}, lang)
    return Unchecked(code, kind.value, sentence, giver(text, reason))


def _cited(key: str, certainty: str, place: str, rules: Path | None) -> CitedSource:
    document = source(key, rules)
    title = f"{document.title} ({document.publisher})"
    return CitedSource(key, title, document.url, certainty, place, document.rank)


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
    return printable_excerpt(shown, _LONGEST_EXCERPT)


def _is_read_by_ocr(attachment: Attachment | None, page: int | None) -> bool:
    """Whether OCR made out the page; any page, of what stands on none or on several."""
    if attachment is None:
        return False
    return bool(attachment.recognised) if page is None else page in attachment.recognised


def _shared(problem: Problem) -> Shared | None:
    shared = problem.shared
    return shared and replace(shared, name=printable_excerpt(shared.name, _LONGEST_EXCERPT))


def _fingerprint(code: str, problem: Problem, number: str) -> str:
    """The same after re-indenting, renaming and re-ordering: no line, no path, no index."""
    place = problem.places[0]
    steps = (place.pointer or "").split("/")
    in_request = steps[1:2] == ["lignesImport"] and len(steps) > 2  # noqa: PLR2004 - "", key, index
    logical = place.attachment or ("/".join(steps[3:]) if in_request else place.pointer or "")
    told = problem.values.get("found", "")
    found = told.value if isinstance(told, Noted) else told  # a remark is no other anomaly
    if isinstance(found, Quoted | Items):
        found = written(found)
    elif isinstance(found, datetime):
        found = ""  # the deposit's instant: the anomaly is the same a minute later
    parts = (code, number, logical, problem.variant, str(found))
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()
