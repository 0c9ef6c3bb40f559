"""DOC024: the text fields of a fillable form that nobody filled."""

from collections.abc import Iterator

from segur_check.case.boxes import spaced
from segur_check.case.context import Context
from segur_check.case.control import Outcome, Problem, control
from segur_check.case.documents import documents
from segur_check.values.pattern import Pattern
from segur_check.values.wording import Items, Quoted, Value

# Forms that are faulted even where no field of them is filled.
_AWAITED = frozenset({"BON_COMMANDE", "VA"})
_FORMS = (
    *sorted(_AWAITED), "FACTURE", "MOM", "PV_PILOTE", "PV_MES", "PV_VSR", "FORMULAIRE",
    "DECLARATION_HONNEUR", "ATTESTATION_FIN_PRESTATION",
)  # fmt: skip
# Fields that may stay empty, by their names; the MSSanté operator of an order is optional.
_OPTIONAL = Pattern(
    r"facultati|option|operateur|\bfax\b|complement|commentaire|observation|remarque|mandataire"
    r"|non.?install|(?:adresse|ligne).?[2-9]|le cas echeant|autres?\b"
)


@control("DOC024")
def fields_left_empty(context: Context) -> Iterator[Outcome]:
    """Text fields of a fillable form that hold nothing."""
    for form in documents(context, *_FORMS):
        attachment = form.attachment
        empty = [name for name in attachment.empty_fields if not _OPTIONAL.search(spaced(name))]
        if empty and (attachment.fields or form.kind in _AWAITED):
            values: dict[str, Value] = {
                "file": Quoted(attachment.name),
                "found": Items(tuple(map(Quoted, empty))),
            }
            yield Problem(form.at(), values)
