"""DEM009: the identity papers of an enrolment: until when they are valid."""

from collections.abc import Iterator
from datetime import date, timedelta

from segur_check.case.context import Context
from segur_check.case.control import (
    Confidence,
    NotChecked,
    NotCheckedKind,
    Outcome,
    Problem,
    control,
)
from segur_check.case.documents import IDENTITY, Document, legible
from segur_check.case.validity import ends_of_validity, latest_day
from segur_check.case.window import moment_of
from segur_check.values.pattern import Pattern
from segur_check.values.wording import Quoted, Value

# French identity cards that adults got from 2004 to 2013 are valid five years longer than they print
# (decree 2013-1188): those whose printed end is of these years.
_EXTENDED_FROM, _EXTENDED_TO = date(2014, 1, 1), date(2023, 12, 31)
_EXTENSION = timedelta(days=5 * 366)  # five years, and some days for the doubt
_NO_CARD = Pattern(
    r"\bpasse?ports?\b|\b(?:titre|carte|permis) de (?:sejour|resident)\b|\bresidence permit\b"
)
# What makes a paper valid after its end.
_PROLONGED = Pattern(r"\brecepisse|\bprolong|\brenouvel|\bdecision favorable\b")


@control("DEM009")
def identity_paper_expired(context: Context) -> Iterator[Outcome]:
    """An identity paper whose printed end of validity is before the deposit.

    [004]: the paper of the legal representative is still valid. A later date anywhere on it, or a word of its renewal, says
    nothing against it; where its picture was read without an end, nothing is known.
    """
    enrolment, deposit = context.corridor.enrolment, context.first_deposit
    figure = enrolment.identity_valid if enrolment is not None else None
    for paper in legible(context, IDENTITY):
        if not paper.is_read:
            continue  # another page may hold what is still valid
        values: dict[str, Value] = {"file": Quoted(paper.attachment.name)}
        ends = [*ends_of_validity(paper)]
        if not ends:
            if paper.attachment.recognised:
                yield NotChecked(NotCheckedKind.UNREADABLE, "no_end", values)
            continue
        if _last_day(paper, latest_day(paper)) < deposit.day and not paper.says(_PROLONGED):
            values |= {"found": max(ends), "expected": moment_of(deposit)}
            yield Problem(paper.at(), values, figure=figure, confidence=Confidence.POSSIBLE)


def _last_day(paper: Document, printed: date) -> date:
    """The last day that a paper may be valid, by the latest date that it prints."""
    if _EXTENDED_FROM <= printed <= _EXTENDED_TO and not paper.says(_NO_CARD):
        return printed + _EXTENSION
    return printed
