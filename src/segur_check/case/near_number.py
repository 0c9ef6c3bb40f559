"""The right number that a false one of the JSON may be mistyped from."""

from segur_check.case.context import Context
from segur_check.case.documents import legible
from segur_check.dossier.request import Text
from segur_check.pieces.figures.named_numbers import FINESS, RPPS, SIRET, named_numbers
from segur_check.values.identifiers import finess_flaw, is_mistyped, rpps_flaw, siret_flaw
from segur_check.values.wording import Quoted, Value

_NAMING = ("BON_COMMANDE", "FACTURE", "VA", "MOM")
_FLAW = {RPPS: rpps_flaw, FINESS: finess_flaw, SIRET: siret_flaw}


def near_number(context: Context, text: Text, kind: str) -> dict[str, Value]:
    """The only right number of a type that the documents show near a false one, and in which file; or nothing."""
    shown = {
        number.value: document.attachment.name
        for document in legible(context, *_NAMING)
        for number in named_numbers(document.sheet.lines)
        if number.kind == kind
        and _FLAW[kind](number.value) is None
        and is_mistyped(text.plain, number.value)
    }
    if len(shown) != 1:
        return {}
    [(number, file)] = shown.items()
    return {"near": number, "file": Quoted(file)}
