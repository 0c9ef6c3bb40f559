"""Whether a text names somebody: a person, a practice, an establishment, a company."""

from collections.abc import Iterable
from itertools import pairwise

from segur_check.values.pattern import Pattern
from segur_check.values.text import without_accents

_WORD = Pattern(r"[a-z0-9]+")
_SHORTEST = 3  # letters of a word that sets a name apart
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
# What many establishments are called: a name made of these alone tells none of them apart.
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
    """The words of a name, plain, that set it apart from others; all of them where none does."""
    words = [word for word in _WORD.findall(without_accents(name)) if len(word) >= _SHORTEST]
    names = [word for word in words if word not in _QUALITIES | _COMPANIES]
    proper = [word for word in names if word not in _ESTABLISHMENTS]
    return frozenset(proper or names or words)


def tells_somebody(text: str) -> bool:
    """Whether a text is a person's name: a few words with capitals, and more than a title."""
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
    """Whether a plain text holds the family name of a person: the word in capitals, or all but the first.

    A first name alone is anybody's; after "Mme" or "Dr" it is a family name written first.
    """
    words = _own_words(name)
    telling = [word for word in family_names(name) if len(word) >= _SHORTEST]
    telling = (
        telling
        or [word for word in _plain_words(words) if len(word) >= _SHORTEST]
        or _plain_words(words)
    )
    text_words = _WORD.findall(plain)
    if not set(telling).isdisjoint(text_words):
        return True
    first = _plain_words(words)[:1]
    return any(title in _CIVILITIES and [called] == first for title, called in pairwise(text_words))


def family_names(name: str) -> list[str]:
    """The plain words of a person's family name: those in capitals, or all but the first; none of one word."""
    words = _own_words(name)
    capitals = [word for word in words if word.isupper()]
    return _plain_words(capitals if 0 < len(capitals) < len(words) else words[1:])


def _own_words(name: str) -> list[str]:
    """The words of a name without titles, qualities and particles."""
    words = [word.strip(".,;()") for word in name.split()]
    return [
        word for word in words if without_accents(word) not in _QUALITIES | _CIVILITIES | _PARTICLES
    ]


def _plain_words(words: Iterable[str]) -> list[str]:
    return _WORD.findall(without_accents(" ".join(words)))


def names_any_of(plain: str, names: Iterable[str]) -> bool:
    """Whether a plain text holds a telling word of one of the names."""
    words = frozenset(_WORD.findall(plain))
    return any(telling_words(name) & words for name in names)


def names_wholly(plain: str, name: str) -> bool:
    """Whether a plain text holds every telling word of a name, or the name in one piece."""
    words = telling_words(name)
    own = (word for word in _WORD.findall(without_accents(name)) if word not in _COMPANIES)
    unspaced = "".join(own)
    if len(unspaced) > _SHORTEST and unspaced in "".join(_WORD.findall(plain)):
        return True
    return bool(words) and words <= frozenset(_WORD.findall(plain))
