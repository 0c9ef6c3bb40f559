"""CAL014: the day of the service that the invoice gives, held against the end of the prestations."""

from collections.abc import Iterator
from datetime import date

from segur_check.case.context import Context
from segur_check.case.control import (
    Confidence,
    NotChecked,
    NotCheckedKind,
    Outcome,
    Problem,
    control,
)
from segur_check.case.documents import INVOICE
from segur_check.case.stated import priced
from segur_check.case.window import end_of_prestations
from segur_check.pieces.figures.days import DayLabel, LabelledDay
from segur_check.pieces.figures.sheet import Sheet
from segur_check.pieces.words.label_words import SEGUR
from segur_check.rules.bound import Bound
from segur_check.values.pattern import Pattern
from segur_check.values.wording import Quoted, Value

# What lasts, or comes after the prestation: its days say nothing of the day it was done.
_LASTS = Pattern(
    r"maintenance|abonnement|souscri|periode|contrat|garantie|support|assistance|hebergement|licence|location"
    r"|renouvel|prochain|prevue?s?\b|previsionnel|\bfuture?s?\b|jusqu|a partir|a compter"
    r"|service (?:client|comptab|commercial|apres|facturation|technique)"
)
# "Du 08/06 au 25/06/2026", "entre le 12 janvier et le 25 juin 2026"; and what is then surely done in it.
_PERIOD = Pattern(r"\bdu ?\d.{0,22}\bau\b|\bentre (?:le )?\d.{0,22}\bet\b")
_IS_WORK = Pattern(
    r"\b(?:interven\w+|realise\w*|realisation|execut\w+|install\w+|deploy\w+|deploiement|effectue\w*|livre\w*|livraison"
    r"|mise en (?:service|oeuvre|place|production)|parametrage)\b[^.;]*\Z"
)
# "Période de réalisation : du 02/10 au 12/10/2023": work that lasted, and was done on its last day.
_PERIOD_OF_WORK = Pattern(
    r"\bperiode (?:de (?:la |l['’])?|d['’])(?:realisation|execution|intervention|installation|deploiement)\b"
)
_ARTICLE = Pattern(r" ?(?:le )?")


@control("CAL014")
def service_after_the_end(context: Context) -> Iterator[Outcome]:
    """An invoice that gives a service date on a later day than the end of the prestations.

    By [002] and [004] the prestation is done by then; the VA or the MOM may be signed later.
    """
    ends, invoice = end_of_prestations(context), context.line.invoice
    if ends is None or invoice is None:
        return
    for document, sheet in priced(context):
        if document.kind != INVOICE:
            continue
        days = _service_days(sheet, invoice.issued_on)
        if not days or any(day.value <= _last_day(ends) for day in days):
            continue
        day = next((day for day in days if SEGUR.search(day.line.flat)), days[0])
        values: dict[str, Value] = {
            "file": Quoted(document.attachment.name),
            "found": day.value,
            "expected": ends.value,
        }
        if sheet.has_others and not SEGUR.search(day.line.flat):
            yield NotChecked(NotCheckedKind.UNREADABLE, "others", values)
        else:
            at = document.at(day.page or None, day.excerpt)
            yield Problem(at, values, figure=ends, confidence=Confidence.PROBABLE)


def _last_day(ends: Bound) -> date:
    """The last day that is in time, by the later reading where two sources disagree."""
    return max(ends.on, ends.contested.instant.date()) if ends.contested else ends.on


def _service_days(sheet: Sheet, issued_on: date | None) -> list[LabelledDay]:
    """The days of the service, other than that of the invoice itself; of a period of work, its end."""
    own = {day.value for day in sheet.days if day.label is DayLabel.ISSUE} | {issued_on}
    return [
        day
        for day in sheet.days
        if (day.label is DayLabel.SERVICE or _ends_work(day))
        and day.value not in own
        and not _LASTS.search(_PERIOD_OF_WORK.sub("realisation", day.line.flat))
        and (not _PERIOD.search(day.line.flat) or _ends_work(day))
    ]


def _ends_work(day: LabelledDay) -> bool:
    """Whether a day ends a period on its line in which work was done, and not one that merely lasts."""
    before = day.line.flat[: day.start]
    period = next(reversed([*_PERIOD.finditer(before)]), None)
    return (
        period is not None
        and _ARTICLE.fullmatch(before[period.end() :]) is not None
        and _IS_WORK.search(before[: period.start()]) is not None
    )
