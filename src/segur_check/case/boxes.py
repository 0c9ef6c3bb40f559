"""The boxes that somebody ticked in a fillable form."""

import re
from collections.abc import Iterable

from segur_check.pieces.forms.fields import Field
from segur_check.values.pattern import Pattern
from segur_check.values.text import without_accents

YES = frozenset({"oui", "yes", "on", "x", "1", "true", "vrai", "coche"})


def ticked(fields: Iterable[Field], choice: Pattern, about: Pattern) -> bool:
    """Whether form fields make a choice: by a ticked box of that name, or by that very value.

    `about` is what is chosen: "complet" may also be said of a file.
    """
    for field in fields:
        name, value = spaced(field.called), spaced(field.value)
        concerned = about.search(name) or about.search(value) or choice.fullmatch(name)
        if concerned and (choice.fullmatch(value) or (choice.search(name) and value in YES)):
            return True
    return False


def spaced(name: str) -> str:
    """The name or value of a field in plain words: "Perimetre_complet" as "perimetre complet"."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return " ".join(re.split(r"[\W_]+", without_accents(apart))).strip()
