"""Which client a document is of: the identifiers that it shows, held against the JSON's, and its name."""

from collections import defaultdict
from collections.abc import Iterator

from segur_check.case.clients import client_names
from segur_check.case.context import Context
from segur_check.case.documents import ACCEPTANCES, Document
from segur_check.case.mends import RIGHT, Mend, of_file
from segur_check.case.names import telling_words
from segur_check.dossier.request import Identifier
from segur_check.pieces.figures.client_evidence import identifier_evidence
from segur_check.pieces.figures.evidence import Answer, Evidence
from segur_check.pieces.figures.layout import Cell, Line
from segur_check.values.identifiers import SIREN_LENGTH, canonical, plain
from segur_check.values.pattern import Pattern

# What heads the name of a client, where the label is all of its cell or ends with a colon; a client
# issues its VA, a supplier its invoice.
_CLIENT = r"(?:client|etablissement|structure|raison sociale|denomination(?: sociale)?)(?: client)?"
_LABEL = Pattern(rf"{_CLIENT} ?(?:: ?|\Z)")
_LABEL_OF_ACCEPTANCE = Pattern(rf"(?:{_CLIENT}|emetteur) ?(?:: ?|\Z)")
_NAME = Pattern(r"[A-ZÀ-ÖØ-Þ][^\d:]{3,80}\Z")


def clients_told(context: Context) -> tuple[Identifier, ...]:
    """The client's identifiers of the JSON, before and after a merger."""
    who = context.line.beneficiaries
    moved = (*who.historiques, *([who.nouveau] if who.nouveau is not None else ()))
    return (
        *who.identifiers,
        *(identifier for former in moved for identifier in former.identifiers),
    )


def numbers_told(context: Context) -> dict[str, list[str]]:
    """The client's numbers in plain form, by type; the SIREN of a SIRET counts as one too."""
    numbers: dict[str, list[str]] = defaultdict(list)
    strangers = supplier_numbers(context)
    for identifier in clients_told(context):
        number = canonical(identifier.text.value)
        # The supplier's own number is on all its documents, and tells no client.
        if number and number not in strangers:
            numbers[identifier.kind].append(number)
            if identifier.kind == "SIRET":
                numbers["SIREN"].append(number[:SIREN_LENGTH])
    return numbers


def supplier_numbers(context: Context) -> frozenset[str]:
    """The SIRET and the SIREN of the supplier, as the file and the settings give them."""
    sirets = (context.file.siret or "", context.settings.file.fournisseur.siret)
    numbers = {plain(siret) for siret in sirets if siret}
    sirens = {number[:SIREN_LENGTH] for number in numbers}
    return frozenset(numbers | sirens)


def client_evidence(context: Context, document: Document) -> Evidence | None:
    """What a document says of its client's identifiers; None where the JSON gives none."""
    numbers = numbers_told(context)
    if not numbers:
        return None
    return identifier_evidence(document.sheet, numbers, strangers=supplier_numbers(context))


def number_of_another(context: Context, document: Document) -> str | None:
    """The identifier that a document shows in place of the client's."""
    evidence = client_evidence(context, document)
    if evidence is None or evidence.answer not in {Answer.CONTRADICTED, Answer.ABSENT}:
        return None
    return evidence.shown if isinstance(evidence.shown, str) else None


def replacing(*documents: Document) -> tuple[Mend, ...]:
    """The one deed of joining the client's document in place of each of these; none for no document."""
    deed = {of_file(document.attachment.name): RIGHT for document in documents}
    return (deed,) if deed else ()


def other_client_named(context: Context, document: Document) -> str | None:
    """The name that a document calls its client's, where it shares no word with those of the JSON."""
    label = _LABEL_OF_ACCEPTANCE if document.kind in ACCEPTANCES else _LABEL
    known = (context.settings.file.fournisseur.raison_sociale, *client_names(context))
    own = frozenset[str]().union(*map(telling_words, known))
    lines = document.sheet.lines
    for index, line in enumerate(lines):
        for rank, cell in enumerate(line.cells):
            met = label.match(cell.text)
            if met is None:
                continue
            for name in _names_by(lines[index : index + 2], rank, cell, met.end()):
                if _NAME.match(name) and not own & telling_words(name):
                    return name
    return None


def _names_by(
    lines: list[Line] | tuple[Line, ...], rank: int, cell: Cell, end: int
) -> Iterator[str]:
    """What stands after a label in its cell, in the next one of its line, or below it on its page."""
    line, *below = lines
    yield line.text[cell.start + end : cell.end].strip()
    for beside in line.cells[rank + 1 : rank + 2]:
        yield line.text[beside.start : beside.end].strip()
    for next_line in below:
        if next_line.page == line.page:
            under = (one for one in next_line.cells if one.overlaps(cell.start, cell.end))
            yield from (next_line.text[one.start : one.end].strip() for one in under)
