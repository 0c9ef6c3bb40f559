"""When a document is signed, and what may sign it besides a printed name: a field, a picture, a service.

The supplier often signs beside the client: the dates under its name are left out.
"""

from collections.abc import Sequence

from segur_check.case.documents import Document
from segur_check.case.signature_blocks import SIGNS, is_suppliers
from segur_check.pieces.figures.days import DayLabel, LabelledDay
from segur_check.pieces.figures.layout import Cell, Line
from segur_check.pieces.words.signature_traces import simple_signature_traces
from segur_check.values.pattern import Pattern

_OF_OTHERS = frozenset({DayLabel.ORDER, DayLabel.DUE})
_OTHER_PAPER = Pattern(r"\bcommande|\bfacture|\bcontrat")
_AROUND = 2  # lines between a bare date and the word that says that someone signs
_UNDER = 2  # lines from the words that ask for a signature to its date
_ASKS = Pattern(
    r"\bsignataire|\bsignatures?\b|\bcachet\b|lu et approuve|bon pour (?:accord|commande)"
)
_SENT_BACK = Pattern(r"\bretourn|\brenvoy")
_DATED = Pattern(r"(?:[a-z][a-z' -]{1,40},? ?)?\b(?:le|date) ?:? ?")
_BARE = Pattern(r"(?:[a-z][a-z' -]{1,40},? ?)?(?:\ble|\bdate)? ?:? ?")


def signing_days(document: Document) -> list[LabelledDay]:
    """The dates that a document labels as those of the client's signature.

    Without any, the bare dates ("Brest, le 3 mars 2023") beside the words of a signature.
    """
    days = [day for day in own_days(document) if not is_suppliers_day(document, day)]
    labelled = [day for day in days if day.label is DayLabel.SIGNATURE]
    # Columns tell whose signature it is; the flow of the text only keeps a label with its date.
    as_it_looks = [day for day in labelled if _where(document, day)[0] is document.sheet.lines]
    beside = [day for day in days if _is_beside_a_signature(document, day)]
    return as_it_looks or labelled or beside


def order_days(document: Document) -> list[LabelledDay]:
    """The dates that the client signs an order on, as it looks.

    They are so labelled, or stand under the words that ask for a signature: "Lu et approuvé", then "Brest,
    le 3 mars 2025". Those under the supplier's name are left out.
    """
    lines = document.sheet.lines
    days = [
        day
        for day in document.sheet.days
        if _where(document, day)[0] is lines and not is_suppliers_day(document, day)
    ]
    return [
        day for day in days if day.label is DayLabel.SIGNATURE or _is_under_words(document, day)
    ]


def _is_under_words(document: Document, day: LabelledDay) -> bool:
    """Whether a date without other words stands under those that ask the client for a signature."""
    cell = _cell_of(day)
    if day.label not in (None, DayLabel.ISSUE) or cell is None:
        return False
    if not _DATED.fullmatch(_words_before(day)):
        return False
    lines, index = _where(document, day)
    for above in range(index - 1, max(-1, index - 1 - _UNDER), -1):
        line = lines[above]
        over = [other for other in line.cells if other.overlaps(cell.start, cell.end)]
        if line.page != day.page or len(over) != 1:
            return False
        if _ASKS.search(over[0].text) and not _SENT_BACK.search(over[0].text):
            return not is_suppliers(lines, above, over[0])
    return False


def own_days(document: Document) -> list[LabelledDay]:
    """Its dates, but those of payments, of the order, and of other papers."""
    return [
        day
        for day in document.sheet.days
        if day.label not in _OF_OTHERS and not _OTHER_PAPER.search(_words_before(day))
    ]


def _words_before(day: LabelledDay) -> str:
    cell = _cell_of(day)
    return day.line.flat[cell.start : day.start] if cell is not None else ""


def _cell_of(day: LabelledDay) -> Cell | None:
    return next((cell for cell in day.line.cells if cell.overlaps(day.start, day.start + 1)), None)


def is_suppliers_day(document: Document, day: LabelledDay) -> bool:
    """Whether a date stands under the name of the supplier, who signs beside the client."""
    lines, index = _where(document, day)
    cell = _cell_of(day)
    return cell is not None and is_suppliers(lines, index, cell)


def _is_beside_a_signature(document: Document, day: LabelledDay) -> bool:
    if day.label not in (None, DayLabel.ISSUE):
        return False
    if not _BARE.fullmatch(_words_before(day)):
        return False
    lines, index = _where(document, day)
    around = lines[max(0, index - _AROUND) : index + _AROUND + 1]
    return any(line.page == day.page and SIGNS.search(line.flat) for line in around)


def _where(document: Document, day: LabelledDay) -> tuple[Sequence[Line], int]:
    """The lines that a date was read in, as they look or as they flow, and the rank of its own."""
    sheet = document.sheet
    for lines in (sheet.lines, sheet.flowing):
        for index, line in enumerate(lines):
            if line is day.line:
                return lines, index
    return (day.line,), 0


def electronic_signers(document: Document) -> str:
    """The names of its electronic signatures."""
    signatures = document.attachment.signatures or ()
    return " ".join(signature.signer for signature in signatures if signature.signed)


def may_be_signed(document: Document) -> bool:
    """Whether a signature field, a picture, a drawing or a signing service may hold what is not printed."""
    attachment = document.attachment
    if attachment.signatures is None or attachment.signatures or attachment.drawn_on:
        return True
    return bool(simple_signature_traces("\n".join(attachment.pages or ())))
