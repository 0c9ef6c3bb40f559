"""DOC012: two invoices in one PDF, which the texts allow with a recapitulated total."""

from collections.abc import Iterator

from segur_check.case.context import Context
from segur_check.case.control import Confidence, Outcome, Problem, control
from segur_check.case.documents import Document, legible
from segur_check.case.stated import stated_for
from segur_check.pieces.figures.evidence import Answer, amount_evidence
from segur_check.pieces.figures.invoice_numbers import invoice_numbers
from segur_check.pieces.words.tax_words import PriceKind
from segur_check.values.pattern import Pattern
from segur_check.values.wording import Items, Quoted, Value

_RECAPITULATED = Pattern(r"recapitul|total des (?:deux|2) factures|total general|cumul")
_MARKS = (Pattern(r"\bavance\b"), Pattern(r"\bsolde\b"))


@control("DOC012")
def two_invoices(context: Context) -> Iterator[Outcome]:
    """Two invoices without their total, or without the marks AVANCE and SOLDE."""
    for document in legible(context, "FACTURE"):
        numbers = invoice_numbers(document.sheet)
        if len(numbers) < 2:  # noqa: PLR2004 - two invoices
            continue
        values: dict[str, Value] = {
            "file": Quoted(document.attachment.name),
            "found": Items(tuple(Quoted(number.upper()) for number in numbers)),
        }
        at = document.at(list(numbers.values())[1])
        plain = document.plain
        if not _has_total(context, document, plain):
            yield Problem(at, values, confidence=Confidence.PROBABLE)
        elif not all(mark.search(plain) for mark in _MARKS):
            yield Problem(at, values, variant="marks", confidence=Confidence.PROBABLE)


def _has_total(context: Context, document: Document, plain: str) -> bool:
    """Whether the PDF recapitulates: it says so, or it shows the whole amount of the JSON."""
    if _RECAPITULATED.search(plain):
        return True
    stated = stated_for(context, document)
    return stated is not None and any(
        amount_evidence(document.sheet, label, amount).answer is Answer.FOUND
        for label in (PriceKind.HT, PriceKind.TTC)
        if (amount := stated.of(label)) is not None
    )
