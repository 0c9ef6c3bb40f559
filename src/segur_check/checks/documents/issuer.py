"""DOC034: the company numbers of whoever issued the order or the invoice."""

from collections.abc import Iterator

from segur_check.case.clients import client_names
from segur_check.case.context import Context
from segur_check.case.control import Outcome, Place, Problem, control, written_at
from segur_check.case.names import names_any_of
from segur_check.case.stated import confidence_in, priced
from segur_check.pieces.figures.company_numbers import issuer_numbers
from segur_check.pieces.figures.evidence import Answer, answer_at
from segur_check.values.identifiers import SIREN_LENGTH, plain, siret_flaw
from segur_check.values.wording import Quoted, Term, Value


@control("DOC034")
def another_issuer(context: Context) -> Iterator[Outcome]:
    """Order or invoice: its issuer's number is of another SIREN than ours, which stands nowhere.

    No text states it; the supplier that asks is the one that sells. A distributor's papers may bear
    the editor's number.
    """
    ours = _own_sirens(context)
    if not ours or context.file.siret is None or _is_distributor(context):
        return
    clients = {
        number.text.plain[:SIREN_LENGTH]
        for number in context.line.beneficiaries.named
        if number.kind == "SIRET"
    }
    for document, sheet in priced(context):
        if not document.is_whole or any(siren in sheet.run_together for siren in ours):
            continue
        names = client_names(context)
        shown = [
            number
            for number, owner in issuer_numbers(sheet)
            if number.siren not in clients and not names_any_of(owner, names)
        ]
        if len({number.siren for number in shown}) != 1:
            continue
        first = shown[0]
        evidence = answer_at(Answer.CONTRADICTED, first.line, first.start, first.written)
        values: dict[str, Value] = {
            "document": Term(document.kind),
            "file": Quoted(document.attachment.name),
            "found": Quoted(first.written),
            "expected": Quoted(context.file.siret),
        }
        place = Place("/siret")
        yield Problem(
            (document.shows(evidence), place),
            values,
            confidence=confidence_in(evidence),
            mends=written_at((place, plain(first.written))),
        )


def _own_sirens(context: Context) -> set[str]:
    """The SIREN of the file, and that of the supplier's settings; none where the SIRET is not right."""
    sirets = (context.file.siret or "", context.settings.file.fournisseur.siret)
    own = [plain(siret) for siret in sirets if siret]
    if any(siret_flaw(siret) is not None for siret in own):
        return set()  # IDE001 reports it
    return {siret[:SIREN_LENGTH] for siret in own}


def _is_distributor(context: Context) -> bool:
    enrolment = context.dossier.file.enrolement
    return bool(enrolment and enrolment.distributeur)
