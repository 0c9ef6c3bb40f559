"""Who can mend what is found, or give what is missing: whom the control names, or whom the document asks."""

from collections.abc import Iterator
from pathlib import Path

from segur_check.case.context import Context
from segur_check.case.control import Problem
from segur_check.case.piece_types import typed_attachments
from segur_check.rules.controls import ControlText
from segur_check.rules.documents import makers
from segur_check.values.actor import Actor
from segur_check.values.wording import Items, Term


def mender(text: ControlText, problem: Problem, view: Context, rules: Path | None) -> Actor:
    """Who can mend a problem; `view` has its request in view, where it has one."""
    if text.actor_by is None or problem.variant in text.actor_of:
        return text.actor_of.get(problem.variant, text.actor)
    for kind in (*_kinds_at(problem, view), *_kinds_missing(problem)):
        if kind in makers(rules):
            actor: Actor = getattr(makers(rules)[kind], text.actor_by)
            return actor
    return text.actor


def giver(text: ControlText, reason: str) -> Actor:
    """Who can give what a control lacks, for one of its reasons for not judging."""
    return text.actor_of.get(reason, text.actor)


def _kinds_at(problem: Problem, view: Context) -> Iterator[str]:
    """The types of the attachments at the places of a problem."""
    attachments = view.attachments
    if attachments is None or view.request is None:
        return
    names = {place.attachment for place in problem.places if place.attachment}
    for typed in typed_attachments(view) or ():
        file = attachments.named(typed.name)
        if file is not None and file.name in names and typed.kind is not None:
            yield typed.kind


def _kinds_missing(problem: Problem) -> Iterator[str]:
    """The types of the attachments that are expected and not there."""
    expected = problem.values.get("expected")
    for term in expected.items if isinstance(expected, Items) else ():
        if isinstance(term, Term):
            yield term.code
