"""DOC012: two invoices in one PDF, which the texts allow with a recapitulated total."""

from collections.abc import Iterator

from segur_check.checks.documents import Document, readable
from segur_check.checks.prices import stated_for
from segur_check.context import Context
from segur_check.control import Confidence, Outcome, Problem, control
from segur_check.patterns import Pattern
from segur_check.pieces.evidence import Answer, amount_evidence
from segur_check.pieces.labels import Label
from segur_check.pieces.sheet import FORM
from segur_check.wording import Items, Quoted, Value

# "Facture n° F-12", "Facture : F-12", "N° de facture F-12", at the head of a cell.
_NUMBER = Pattern(
    r"(?:facture(?: d'avance| d'acompte| de solde)?(?: numero| n°| no\b\.?| n\b\.?)?|(?:n°|numero|no\b\.?) (?:de )?(?:la )?facture)"
    r" ?:? ?(?P<number>(?=[\w./-]*\d)[a-z0-9][\w./-]*)\Z"
)
_OF_A_PAGE = Pattern(r"\d{1,3}/\d{1,3}")  # "Facture 1/2" numbers its pages
_RECAPITULATED = Pattern(r"recapitul|total des (?:deux|2) factures|total general|cumul")
_MARKS = (Pattern(r"\bavance\b"), Pattern(r"\bsolde\b"))


def invoice_numbers(document: Document) -> dict[str, int]:
    """The numbers of the invoices in a PDF, each with the first page that bears it as its title.

    Of two numbers on one page, the second is of another invoice that the first speaks of.
    """
    found: dict[str, int] = {}
    titled: set[int] = set()
    for line in document.sheet.lines:
        for cell in line.cells:
            met = _NUMBER.match(cell.text)
            if met is None or line.page in {FORM, *titled}:
                continue
            if _OF_A_PAGE.fullmatch(met["number"]) is None:
                titled.add(line.page)
                found.setdefault(met["number"].rstrip(".-/"), line.page)
    return found


@control("DOC012")
def two_invoices(context: Context) -> Iterator[Outcome]:
    """Two invoices without their total, or without the marks AVANCE and SOLDE."""
    for document in readable(context, "FACTURE"):
        numbers = invoice_numbers(document)
        if len(numbers) < 2:  # noqa: PLR2004 - two invoices
            continue
        values: dict[str, Value] = {
            "file": Quoted(document.piece.name),
            "found": Items(tuple(Quoted(number.upper()) for number in numbers)),
        }
        at = document.at(list(numbers.values())[1])
        plain = document.plain
        if not _has_total(context, document, plain):
            yield Problem(at, values, confidence=Confidence.PROBABLE)
        elif not all(mark.search(plain) for mark in _MARKS):
            yield Problem(at, values, variant="marks", confidence=Confidence.PROBABLE)


def _has_total(context: Context, document: Document, plain: str) -> bool:
    """Whether the PDF recapitulates: it says so, or shows the whole amount of the JSON."""
    if _RECAPITULATED.search(plain):
        return True
    stated = stated_for(context, document)
    return stated is not None and any(
        amount_evidence(document.sheet, label, amount).answer is Answer.FOUND
        for label in (Label.HT, Label.TTC)
        if (amount := stated.of(label)) is not None
    )
