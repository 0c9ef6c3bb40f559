"""The identifiers of a document, by the name that it gives them.

A number of nine or eleven digits with a valid check digit may be anything: unless a document calls it
an identifier, it is none.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec import Struct

from segur_check.pieces.figures.headings import heading_above
from segur_check.pieces.figures.layout import Line
from segur_check.pieces.words.text import Number, numbers_in
from segur_check.values.pattern import Pattern

RPPS, FINESS, SIRET = "RPPS", "FINESS", "SIRET"
_LENGTHS = {RPPS: 11, "adeli": 9, FINESS: 9, "siren": 9, SIRET: 14}

# The names of identifiers, and of other numbers: those of an invoice, a telephone, an account.
_NAMES = Pattern(
    r"(?P<RPPS>r\.p\.p\.s\b\.?|rpps|repertoire partage)|(?P<FINESS>finess)|(?P<SIRET>siret)"
    r"|(?P<siren>siren\b|\br\.?c\.?s\b)|(?P<adeli>\badeli\b)"
    r"|(?P<else>(?P<number>(?:n°|\bno\b\.?|\bnumero|\bnum\b\.?|\bcode|\bref\w*\.?) ?(?:(?:de|du|d') ?)?(?:(?:la|le) |l')?)?"
    r"\b(?:factur\w+|invoice|commandes?|bc|bdc|order|devis|avoir|contrat|marche|dossier|demande|client|compte|abonn\w+"
    r"|licence|code|references?|ref|ticket|engagement|suivi|tel|telephone|portable|mobile|fax|telecopie|standard"
    r"|iban|bic|rib|swift|capital|dates?|tva|vat|naf|ape|ans|referencement|urssaf|agrement)\b(?P<number_after> ?(?:n°|numero\b))?)"
)
_NUMBERS_MOST, _LINE_MOST = 2_000, 30  # of a document, and of a line: lists of clients have fewer
_FAR = 5  # words: the name of a number stands nearer to it
# In "RPPS du client" the last word says whose number it is; in "RPPS : ..., client 123" it names another.
_SEPARATED = Pattern(r"[:;,|)/=#\u2026]|\.\.|__| {2}|\d")
# Between two names of the same number: "FINESS / SIRET : ...".
_OR = Pattern(r"[ (]*(?:/|,|-|\bou\b|\bet\b)?[ (]*(?:n°|numero|no\b)? ?\Z")
# Between a number and the next of its kind.
_AND = Pattern(r"[\W_]*(?:(?:et|ou|puis|and)\b[\W_]*)?\Z")
_NAMED_AFTER = Pattern(r"[ :]{0,3}[(\[-] ?(?:n° ?)?(?P<kind>rpps|finess|siret)\b(?![ :n°]*\d)")
_WORD = Pattern(r"[a-z]{3}")


class NamedNumber(Struct, frozen=True):
    """An identifier with a valid check digit, and its kind: "RPPS", "FINESS" or "SIRET".

    `label`: the words that name it, from the name of its kind on; "" for a SIRET that nothing names.
    """

    value: str
    kind: str
    label: str
    line: Line
    start: int


class _Name(Struct, frozen=True):
    """The kinds that a label gives, none when it is that of another number; and its text."""

    kinds: tuple[str, ...]
    label: str

    def kind_of(self, number: Number) -> str:
        """The only kind that a number of this length can be; "" if it can be none, or several."""
        if "siren" in self.kinds and len(number.value) == _LENGTHS[SIRET]:
            return SIRET  # "RCS Brest 123 456 782 00010"
        fitting = [kind for kind in self.kinds if _LENGTHS[kind] == len(number.value)]
        return fitting[0] if len(fitting) == 1 else ""


_Names = dict[tuple[int, int], _Name]  # of the numbers of a line, by their span


def named_numbers(lines: Sequence[Line]) -> Iterator[NamedNumber]:
    """The RPPS, FINESS and SIRET that a document calls by that name, and the SIRET that nothing names."""
    looked_at = 0
    above: _Names = {}  # of the line before
    for index, line in enumerate(lines):
        if index and lines[index - 1].page != line.page:
            above = {}
        if not line.has_digit:
            above = {}
            continue
        if looked_at > _NUMBERS_MOST:
            return
        here: _Names = {}
        last_end, last_name = 0, None
        for number in islice(numbers_in(line.text), _LINE_MOST):
            looked_at += 1
            name = _name(lines, index, number, last_end)
            if name is None and last_end and _AND.match(line.flat[last_end : number.start]):
                name = last_name  # "RPPS : 10000001916, 10000001924"
            if name is None and not _WORD.search(line.flat):
                name = _name_above(above, number)  # the rows of a list
            last_end, last_name = number.end, name
            if name is not None:
                here[number.start, number.end] = name
            kind = _kind(number, name)
            if kind in {RPPS, FINESS, SIRET}:
                label = name.label if name is not None else ""
                yield NamedNumber(number.value, kind, label, line, number.start)
        above = here


def _kind(number: Number, name: _Name | None) -> str:
    """What a number is by its name; a SIRET without one is known by its two check digits."""
    if name is not None:
        return name.kind_of(number)
    return SIRET if len(number.value) == _LENGTHS[SIRET] else ""


def _name(lines: Sequence[Line], index: int, number: Number, last_end: int) -> _Name | None:
    """The name of a number: in the words before it, after it, or in the heading of its column.

    `last_end`: the end of the number before it, whose words are not its own.
    """
    line = lines[index]
    before = _last_name(line.flat[last_end : number.start])
    if before is not None:
        return before
    after = _NAMED_AFTER.match(line.flat, number.end)
    if after is not None:
        return _Name((after["kind"].upper(),), after["kind"])
    return _last_name(heading_above(lines, index, number.start, number.end))


def _last_name(text: str) -> _Name | None:
    """The last name of a number in a text, with the other names of the same number before it."""
    kinds: list[str] = []
    label_start = len(text)
    for match in reversed([*_NAMES.finditer(text)]):
        if kinds:  # another name of the same number
            if match["else"] or not _OR.match(text[match.end() : label_start]):
                break
        elif match["else"]:
            is_far = len(text[match.end() :].split()) > _FAR
            is_number = bool(match["number"] or match["number_after"])
            if is_far or (not is_number and _says_whose(text, match.start())):
                continue
            return _Name((), text[match.start() :])
        kinds.append(str(match.lastgroup))
        label_start = match.start()
    return _Name(tuple(dict.fromkeys(kinds)), text[label_start:]) if kinds else None


def _says_whose(text: str, start: int) -> bool:
    """Whether the word at `start` belongs to the label of an identifier, and says whose it is."""
    ends = [match.end() for match in _NAMES.finditer(text[:start]) if not match["else"]]
    return bool(ends) and not _SEPARATED.search(text[ends[-1] : start])


def _name_above(above: _Names, number: Number) -> _Name | None:
    """The name of the number that stands above another."""
    for (start, end), name in above.items():
        if start < number.end and number.start < end:
            return name
    return None
