"""DOC004, DOC023: the dates that the documents show."""

from collections.abc import Iterator
from datetime import date

from segur_check.case.context import Context
from segur_check.case.control import (
    Confidence,
    Outcome,
    Place,
    Problem,
    control,
    written_at,
)
from segur_check.case.documents import Document, legible
from segur_check.case.mends import DEPOSIT, OWN_DAY, Mend, NotBefore, on_page
from segur_check.case.signing import is_suppliers_day, order_days
from segur_check.case.stated import confidence_in
from segur_check.dossier.request import Request
from segur_check.pieces.figures.days import DayLabel, LabelledDay
from segur_check.pieces.figures.evidence import (
    Answer,
    Evidence,
    answer_at,
    date_evidence,
    month_first,
)
from segur_check.values.wording import Quoted, Term, Value

# The date of a document itself, by its type: an invoice is issued, the others are signed.
_OWN_DATE = {"FACTURE": DayLabel.ISSUE} | dict.fromkeys(
    ("BON_COMMANDE", "VA", "MOM", "PV_MES", "PV_VSR", "PV_PILOTE"), DayLabel.SIGNATURE
)
_ACCEPTANCE = ("VA", "MOM")


@control("DOC004")
def signature_date_differs(context: Context) -> Iterator[Outcome]:
    """Order: it shows a date of signature other than the JSON's, and the JSON's nowhere."""
    ordered = context.ordered
    if ordered is None:
        return
    pointer, expected, avance = ordered
    for document in legible(context, "BON_COMMANDE"):
        evidence = _signed_otherwise(document, expected)
        if evidence is not None and isinstance(evidence.shown, date):
            values: dict[str, Value] = {
                "file": Quoted(document.attachment.name),
                "found": evidence.shown,
                "expected": expected,
            }
            place = Place(pointer, avance=avance)
            on_its_page = {on_page(document.attachment.name, OWN_DAY): expected}
            yield Problem(
                (document.shows(evidence), place),
                values,
                confidence=confidence_in(evidence),
                mends=(*written_at((place, evidence.shown)), on_its_page),
            )


def _signed_otherwise(document: Document, expected: date) -> Evidence | None:
    """Where an order shows another date of signature, and that of the JSON nowhere."""
    sheet = document.sheet
    evidence = date_evidence(sheet, expected, DayLabel.SIGNATURE)
    if evidence.answer is Answer.FOUND or month_first(expected) in {
        day.value for day in sheet.days
    }:
        return None
    labelled = [day for day in sheet.days if day.label is DayLabel.SIGNATURE]
    if evidence.answer is Answer.CONTRADICTED and not any(
        is_suppliers_day(document, day) for day in labelled
    ):
        return evidence
    days = order_days(document)
    if len({day.value for day in days}) != 1:
        return None
    return answer_at(Answer.CONTRADICTED, days[0].line, days[0].start, days[0].value)


def _own_dates(document: Document) -> list[LabelledDay]:
    label = _OWN_DATE[document.kind]
    return [day for day in document.sheet.days if day.label is label]


def _dates_of_json(context: Context) -> set[date]:
    """The dates of the request in the JSON, which CAL009 judges."""
    request = context.line
    dates = (
        request.order and request.order.signed_on,
        request.invoice and request.invoice.issued_on,
        request.verification and request.verification.signed_on,
    )
    return {day for day in dates if day}


@control("DOC023")
def dates_out_of_order(context: Context) -> Iterator[Outcome]:
    """A document dated after the deposit, or a VA or MOM signed before the order."""
    deposit, judged, ordered = context.deposit.day, _dates_of_json(context), context.ordered
    for document in legible(context, *_OWN_DATE):
        days = _own_dates(document)
        if not days:
            continue
        earliest = min(days, key=lambda day: day.value)
        latest = max(days, key=lambda day: day.value)
        values: dict[str, Value] = {
            "document": Term(document.kind),
            "file": Quoted(document.attachment.name),
        }
        if earliest.value > deposit and earliest.value not in judged:
            values |= {"found": earliest.value, "expected": deposit}
            yield Problem(
                document.at(earliest.page or None, earliest.excerpt),
                values,
                confidence=Confidence.PROBABLE,
                mends=({DEPOSIT: NotBefore(earliest.value)}, *_as_stated(context, document)),
            )
        elif (
            document.kind in _ACCEPTANCE
            and ordered is not None
            and latest.value < ordered[1]
            and latest.value not in judged
        ):
            values |= {"found": latest.value, "expected": ordered[1]}
            at = (
                document.at(latest.page or None, latest.excerpt),
                Place(ordered[0], avance=ordered[2]),
            )
            yield Problem(
                at,
                values,
                variant="before_order",
                confidence=Confidence.PROBABLE,
                mends=_as_stated(context, document),
            )


def _as_stated(context: Context, document: Document) -> tuple[Mend, ...]:
    """The document is made anew with the JSON's date, where that one is in order."""
    stated, ordered = _stated_day(context.line, document.kind), context.ordered
    if stated is None or stated > context.deposit.day:
        return ()
    if ordered is not None and stated < ordered[1]:
        return ()
    return ({on_page(document.attachment.name, OWN_DAY): stated},)


def _stated_day(request: Request, kind: str) -> date | None:
    """The day that the JSON gives for a document of a type."""
    if kind == "BON_COMMANDE":
        return request.order.signed_on if request.order is not None else None
    if kind == "FACTURE":
        return request.invoice.issued_on if request.invoice is not None else None
    return request.verification.signed_on if request.verification is not None else None
