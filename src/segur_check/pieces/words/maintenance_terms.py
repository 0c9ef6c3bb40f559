"""How long a text says that the corrective maintenance of the prestation lasts.

All in lower case without accents, one sentence at a time.
"""

from segur_check.values.pattern import Pattern

MONTHS_OF_A_YEAR = 12
_IN_LETTERS = {
    "un": 1,
    "deux": 2,
    "trois": 3,
    "quatre": 4,
    "cinq": 5,
    "six": 6,
    "sept": 7,
    "huit": 8,
    "neuf": 9,
    "dix": 10,
    "douze": 12,
    "vingt-quatre": 24,
    "trente-six": 36,
    "quarante-huit": 48,
    "soixante": 60,
    "soixante-douze": 72,
}


def _term(rank: int) -> str:
    """An expression for "3 ans", "trois (3) ans", "36 mois"; its groups are `count` and `unit` with a rank."""
    letters = "|".join(sorted(_IN_LETTERS, key=len, reverse=True))
    return rf"\b(?P<count{rank}>\d{{1,3}}|{letters})(?: \([\w-]{{1,14}}\))? ?(?P<unit{rank}>ans?|annees?|mois)\b"


_CORRECTIVE = r"\bmaintenances?(?: \w+){0,3}? correctives?\b"
_LASTING = (
    r"(?:[^\d.;€%]{0,80}?(?:\b(?:pendant|durant|pour|sur|duree|periode)\b|[:(]) ?"
    r"(?:(?:une |la |d'une )?(?:duree|periode)\b ?(?:totale |globale )?)?:? ?|"
    r"(?: (?:est |sera )?(?:comprise|incluse|assuree|fournie|offerte|prevue|due))?,? )(?:de )?"
)
# "12 mois sur 12", "3 mois après l'installation" say when, and not how long.
_WHEN = r"(?! (?:sur \d|par an\b|apres\b|avant\b|suivant))"
_TERMS = Pattern(
    rf"{_CORRECTIVE}{_LASTING}{_term(1)}{_WHEN}|{_term(2)} (?:de |d'une )(?:la )?{_CORRECTIVE}"
)
_ANY_TERM = Pattern(_term(1))
# What may last that long in such a sentence and is not the maintenance of the prestation, or not all of it: a
# contract that was there before, what comes besides or afterwards, a way to pay, a delay, a guarantee.
_SOMETHING_ELSE = Pattern(
    r"\b(?:contrats?|abonnement\w*|souscri\w+|existante?s?|actuel\w*|anterieure?\w*|en cours|renouvel\w*|reconduct\w*"
    r"|options?|optionnel\w*|facultati\w+|en sus|hors|au-dela|supplement\w*|complement\w*|additionnel\w*|prolong\w+"
    r"|puis|ensuite|apres|rest\w+|premier\w*|factur\w+|redevance\w*|annuel\w*|mensuel\w*|delais?|garanti\w*"
    r"|chaque|tou(?:s|tes) les|tranches?|periodes|successi\w+|fois|x|minim\w+|moins|ne|pas|aucune?s?|jamais"
    r"|autres?|tiers|modules?|materiels?|serveurs?|lecteurs?|imprimantes?)\b|\bn'"
)
_NOTHING_TO_PAY = Pattern(r"\b0(?:[.,]0{1,2})? ?(?:€|euros?\b|eur\b)")
_PRICE = Pattern(r"€|\beuros?\b|\beur\b")
WORTH_READING = Pattern(_CORRECTIVE)
"""A page without it says nothing of the corrective maintenance."""


def months_of_corrective_maintenance(sentence: str) -> int | None:
    """The length, in months, that a sentence gives to the corrective maintenance of the prestation.

    None where it names a contract, a price, or anything else that may last so long.
    """
    if _SOMETHING_ELSE.search(sentence) or _PRICE.search(_NOTHING_TO_PAY.sub("", sentence)):
        return None
    found = _TERMS.search(sentence)
    # Of two lengths, "1 an, et 5 ans au titre du Ségur", neither is the whole.
    if found is None or len(_ANY_TERM.findall(sentence)) > 1:
        return None
    rank = 1 if found["count1"] else 2
    return _months(found[f"count{rank}"], found[f"unit{rank}"])


def is_term(cell: str) -> bool:
    """Whether a cell is a length and nothing else."""
    return _ANY_TERM.fullmatch(cell) is not None


def says_so_long(text: str, months: int) -> bool:
    """Whether a text says of anything at all that it lasts so many months, or longer."""
    return any(
        _months(found["count1"], found["unit1"]) >= months for found in _ANY_TERM.finditer(text)
    )


def _months(count: str, unit: str) -> int:
    number = int(count) if count.isdecimal() else _IN_LETTERS[count]
    return number if unit == "mois" else number * MONTHS_OF_A_YEAR
