"""DOC024: the fields of a fillable form that nobody filled, and the boxes that somebody ticked."""

import re
from collections.abc import Iterable, Iterator

from segur_check.case.context import Context
from segur_check.case.control import Outcome, Problem, control
from segur_check.case.documents import documents
from segur_check.pieces.forms.fields import Field
from segur_check.values.pattern import Pattern
from segur_check.values.text import without_accents
from segur_check.values.wording import Items, Quoted, Value

YES = frozenset({"oui", "yes", "on", "x", "1", "true", "vrai", "coche"})

# A form that must be filled even where nothing of it is.
_AWAITED = frozenset({"BON_COMMANDE", "VA"})
_FORMS = (
    *sorted(_AWAITED), "FACTURE", "MOM", "PV_PILOTE", "PV_MES", "PV_VSR", "FORMULAIRE",
    "DECLARATION_HONNEUR", "ATTESTATION_FIN_PRESTATION",
)  # fmt: skip
# Fields that may stay empty, by what they are called; the MSSanté operator of an order is optional.
_OPTIONAL = Pattern(
    r"facultati|option|operateur|\bfax\b|complement|commentaire|observation|remarque|mandataire"
    r"|non.?install|(?:adresse|ligne).?[2-9]|le cas echeant|autres?\b"
)


def ticked(fields: Iterable[Field], choice: Pattern, about: Pattern) -> bool:
    """Whether form fields make a choice: a box so called that is ticked, or that very value.

    `about` is what the choice is of: "complet" is also what a file may be.
    """
    for field in fields:
        called, said = _spaced(field.called), _spaced(field.value)
        own = about.search(called) or about.search(said) or choice.fullmatch(called)
        if own and (choice.fullmatch(said) or (choice.search(called) and said in YES)):
            return True
    return False


def _spaced(name: str) -> str:
    """The name or value of a field in plain words: "Perimetre_complet" as "perimetre complet"."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return " ".join(re.split(r"[\W_]+", without_accents(apart))).strip()


@control("DOC024")
def fields_left_empty(context: Context) -> Iterator[Outcome]:
    """Text fields of a fillable form that hold nothing."""
    for form in documents(context, *_FORMS):
        piece = form.piece
        empty = [one for one in piece.empty_fields if not _OPTIONAL.search(_spaced(one))]
        if empty and (piece.fields or form.kind in _AWAITED):
            values: dict[str, Value] = {
                "file": Quoted(piece.name),
                "found": Items(tuple(map(Quoted, empty))),
            }
            yield Problem(form.at(), values)
