"""The boxes that somebody ticked in a fillable form."""

import re
from collections.abc import Iterable

from segur_check.pieces.forms.fields import Field
from segur_check.values.pattern import Pattern
from segur_check.values.text import without_accents

YES = frozenset({"oui", "yes", "on", "x", "1", "true", "vrai", "coche"})


def ticked(fields: Iterable[Field], choice: Pattern, about: Pattern) -> bool:
    """Whether form fields make a choice: a box so called that is ticked, or that very value.

    `about` is what the choice is of: "complet" is also what a file may be.
    """
    for field in fields:
        called, said = spaced(field.called), spaced(field.value)
        own = about.search(called) or about.search(said) or choice.fullmatch(called)
        if own and (choice.fullmatch(said) or (choice.search(called) and said in YES)):
            return True
    return False


def spaced(name: str) -> str:
    """The name or value of a field in plain words: "Perimetre_complet" as "perimetre complet"."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return " ".join(re.split(r"[\W_]+", without_accents(apart))).strip()
