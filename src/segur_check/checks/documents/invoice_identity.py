"""DOC031, DOC032: the number and the date of the invoice, as its PDF shows them."""

from collections.abc import Iterator
from datetime import date

from segur_check.case.context import Context
from segur_check.case.control import Outcome, Place, Problem, control, written_at
from segur_check.case.documents import INVOICE, Document
from segur_check.case.mends import OWN_DAY, on_page
from segur_check.case.stated import confidence_in, priced
from segur_check.pieces.figures.days import DayLabel
from segur_check.pieces.figures.evidence import Answer, Evidence, date_evidence
from segur_check.pieces.figures.invoice_labels import labelled_invoice_numbers
from segur_check.pieces.figures.labelled_codes import code_evidence
from segur_check.values.wording import Quoted, Value


def _invoices(context: Context) -> Iterator[Document]:
    """The invoice of the request, where it was read whole: what it does not show is not in it."""
    for document, _ in priced(context):
        if document.kind == INVOICE and document.is_whole:
            yield document


def _told(
    document: Document, evidence: Evidence, found: Value, expected: Value, at: str
) -> Problem:
    values: dict[str, Value] = {
        "file": Quoted(document.attachment.name),
        "found": found,
        "expected": expected,
    }
    place = Place(at)
    mends = list(written_at((place, evidence.shown)))
    if isinstance(expected, date):
        mends.append({on_page(document.attachment.name, OWN_DAY): expected})
    return Problem(
        (document.shows(evidence), place),
        values,
        variant="field" if evidence.sure else "",
        confidence=confidence_in(evidence),
        mends=tuple(mends),
    )


@control("DOC031")
def invoice_number_differs(context: Context) -> Iterator[Outcome]:
    """Invoice: one number is labelled as its own, another than the JSON's, which stands nowhere.

    No text states it; the request and its invoice are one case, and DOC021 compares Factur-X data.
    """
    invoice = context.line.invoice
    if invoice is None or not invoice.number:
        return
    for document in _invoices(context):
        data = document.attachment.facturx
        if data is not None and data.number:
            continue
        shown = labelled_invoice_numbers(document.sheet)
        evidence = code_evidence(document.plain, shown, invoice.number)
        if evidence.answer is Answer.CONTRADICTED and isinstance(evidence.shown, str):
            found, expected = Quoted(evidence.shown), Quoted(invoice.number)
            at = f"{invoice.pointer}/numeroFacture"
            yield _told(document, evidence, found, expected, at)


@control("DOC032")
def invoice_date_differs(context: Context) -> Iterator[Outcome]:
    """Invoice: one date is labelled as that of its issue, another than the JSON's, which stands nowhere.

    No text states it; the request and its invoice are one case, and DOC021 compares Factur-X data.
    """
    invoice = context.line.invoice
    if invoice is None or invoice.issued_on is None:
        return
    for document in _invoices(context):
        data = document.attachment.facturx
        if data is not None and data.issued_on is not None:
            continue
        evidence = date_evidence(document.sheet, invoice.issued_on, DayLabel.ISSUE)
        if evidence.answer is Answer.CONTRADICTED and isinstance(evidence.shown, date):
            at = f"{invoice.pointer}/dateFacture"
            yield _told(document, evidence, evidence.shown, invoice.issued_on, at)
