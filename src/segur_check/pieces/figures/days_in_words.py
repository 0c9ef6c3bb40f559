"""Dates whose day or year is in words: "trois septembre deux mille vingt-cinq", "trois mars 2025"."""

from collections.abc import Iterator

from segur_check.values.pattern import Pattern

MONTHS = {
    "janvier": 1, "janv": 1, "fevrier": 2, "fevr": 2, "fev": 2, "mars": 3, "avril": 4, "avr": 4,
    "mai": 5, "juin": 6, "juillet": 7, "juil": 7, "aout": 8, "septembre": 9, "sept": 9,
    "octobre": 10, "oct": 10, "novembre": 11, "nov": 11, "decembre": 12, "dec": 12,
}  # fmt: skip
_UNITS = {
    "un": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
}  # fmt: skip
_TEENS = {
    "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16,
    "dix sept": 17, "dix huit": 18, "dix neuf": 19,
}  # fmt: skip
_TENS = {"vingt": 20, "trente": 30}
_NUMBERS = {"premier": 1} | _UNITS | _TEENS | _TENS
_NUMBERS |= {
    f"{ten} et un" if unit == 1 else f"{ten} {word}": value + unit
    for ten, value in _TENS.items()
    for word, unit in _UNITS.items()
}
_GAP = "[ \u2010-]"
# The longest first: "vingt-cinq" before "vingt".
_WORDS = "|".join(sorted(_NUMBERS, key=len, reverse=True)).replace(" ", _GAP)
_YEAR = rf"deux{_GAP}mill?e?{_GAP}(?P<later>{_WORDS})"
_MONTH = "|".join(MONTHS)
_DATE = Pattern(
    rf"(?<![\w-])(?:(?P<d>{_WORDS})|(?P<digits>\d\d?)(?: ?er)?) (?P<m>{_MONTH})\.? (?:(?P<y>\d{{4}})|{_YEAR})(?![\w-])"
)
_STARTS = frozenset(f" {month[:3]}" for month in MONTHS)
_CENTURY = 2000


def may_hold_words(plain: str) -> bool:
    """Whether a line made `flat` has the beginning of a month's name: most have none."""
    return any(start in plain for start in _STARTS)


def days_in_words(plain: str) -> Iterator[tuple[int, int, int, int, int]]:
    """The year, month and day of such dates in a line made `flat`, and the span of each."""
    if not may_hold_words(plain):
        return
    for match in _DATE.finditer(plain):
        if not (match["d"] or match["later"]):
            continue
        year = int(match["y"]) if match["y"] else _CENTURY + _value(match["later"])
        day = _value(match["d"]) if match["d"] else int(match["digits"])
        yield year, MONTHS[match["m"]], day, match.start(), match.end()


def _value(words: str) -> int:
    return _NUMBERS[" ".join(words.replace("\u2010", "-").replace("-", " ").split())]
