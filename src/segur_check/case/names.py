"""Whether a text names somebody: a person, a practice, an establishment, a company."""

from collections.abc import Iterable
from itertools import pairwise

from segur_check.values.pattern import Pattern
from segur_check.values.text import without_accents

_WORD = Pattern(r"[a-z0-9]+")
_SHORTEST = 3  # letters of a word that tells
# What goes with a name without being one.
_QUALITIES = frozenset(
    {
        "docteur", "docteure", "monsieur", "madame", "mademoiselle", "mme", "mlle", "maitre",
        "professeur", "directeur", "directrice", "direction", "general", "generale", "gerant",
        "gerante", "president", "presidente", "responsable", "representant", "representante",
        "legal", "legale", "adjoint", "adjointe", "chef", "cheffe", "service",
        "des", "les", "aux", "sur", "pour", "par", "chez", "the", "and",
    }
)  # fmt: skip
_COMPANIES = frozenset(
    {
        "sas", "sasu", "sarl", "eurl", "sci", "scm", "scp", "scop", "selarl", "selas", "gie", "gcs",
        "gcsms", "societe", "association", "groupe", "groupement", "fondation", "mutuelle",
    }
)  # fmt: skip
# What many establishments are: a name of these alone tells none of them.
_ESTABLISHMENTS = frozenset(
    {
        "cabinet", "centre", "center", "clinique", "hopital", "hopitaux", "hospitalier",
        "hospitaliere", "universitaire", "regional", "intercommunal", "etablissement", "sante",
        "public", "prive", "medical", "medicale", "medico", "social", "sociale", "maison",
        "maisons", "residence", "ehpad", "foyer", "institut", "pharmacie", "laboratoire",
        "laboratoires", "imagerie", "radiologie", "biologie", "medecine", "saint", "sainte",
        "enfants", "pole", "site", "antenne",
    }
)  # fmt: skip

_CIVILITIES = frozenset(
    {
        "m", "mr", "mme", "mlle", "monsieur", "madame", "mademoiselle", "dr", "docteur", "docteure",
        "pr", "professeur", "maitre", "me",
    }
)  # fmt: skip
_PARTICLES = frozenset({"de", "du", "des", "le", "la", "les", "van", "von", "et"})
_LONGEST_NAME = 6  # words


def telling_words(name: str) -> frozenset[str]:
    """The words of a name, plain, that tell it from others; all of them where none does."""
    words = [one for one in _WORD.findall(without_accents(name)) if len(one) >= _SHORTEST]
    bare = [one for one in words if one not in _QUALITIES | _COMPANIES]
    return frozenset([one for one in bare if one not in _ESTABLISHMENTS] or bare or words)


def tells_somebody(text: str) -> bool:
    """Whether a text is a person's name: a few words in capitals, and not a quality alone."""
    words = [word for word in text.split() if without_accents(word) not in _PARTICLES]
    if not 1 < len(words) <= _LONGEST_NAME or any(word[0].islower() for word in words):
        return False
    return bool(set(_WORD.findall(without_accents(" ".join(words)))) - _QUALITIES - _COMPANIES)


def is_person(name: str) -> bool:
    """Whether a client's name is that of a person, and not that of a practice or an establishment."""
    words = _WORD.findall(without_accents(name))
    if words and words[0] in _CIVILITIES:
        return len(words) > 1
    return tells_somebody(name) and not _ESTABLISHMENTS.union(_COMPANIES).intersection(words)


def names_person(plain: str, name: str) -> bool:
    """Whether a plain text holds the family name of a person: what is in capitals, or not the first.

    A first name alone is anybody's; after "Mme" or "Dr" it is a family name written first.
    """
    words = [one.strip(".,;()") for one in name.split()]
    words = [
        one for one in words if without_accents(one) not in _QUALITIES | _CIVILITIES | _PARTICLES
    ]
    capitals = [one for one in words if one.isupper()]
    family = capitals if 0 < len(capitals) < len(words) else words[1:]
    telling = [one for one in _told(family) if len(one) >= _SHORTEST]
    telling = telling or [one for one in _told(words) if len(one) >= _SHORTEST] or _told(words)
    there = _WORD.findall(plain)
    if not set(telling).isdisjoint(there):
        return True
    first = _told(words)[:1]
    return any(title in _CIVILITIES and [called] == first for title, called in pairwise(there))


def _told(words: Iterable[str]) -> list[str]:
    return _WORD.findall(without_accents(" ".join(words)))


def names_any_of(plain: str, names: Iterable[str]) -> bool:
    """Whether a plain text holds a telling word of one of the names."""
    there = frozenset(_WORD.findall(plain))
    return any(telling_words(name) & there for name in names)


def names_wholly(plain: str, name: str) -> bool:
    """Whether a plain text holds every telling word of a name, or the name in one piece."""
    words = telling_words(name)
    run = "".join(one for one in _WORD.findall(without_accents(name)) if one not in _COMPANIES)
    if len(run) > _SHORTEST and run in "".join(_WORD.findall(plain)):
        return True
    return bool(words) and words <= frozenset(_WORD.findall(plain))
