"""The identifiers of a document, under the name that it gives them.

A number of nine or eleven digits with a right key may be of anything: one that is called otherwise,
or not at all, is no identifier.
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

# The names of identifiers, and those of other numbers: of the invoice, of a telephone, of an account.
_NAMES = Pattern(
    r"(?P<RPPS>r\.p\.p\.s\b\.?|rpps|repertoire partage)|(?P<FINESS>finess)|(?P<SIRET>siret)"
    r"|(?P<siren>siren\b|\br\.?c\.?s\b)|(?P<adeli>\badeli\b)"
    r"|(?P<else>(?P<number>(?:n°|\bno\b\.?|\bnumero|\bnum\b\.?|\bcode|\bref\w*\.?) ?(?:(?:de|du|d') ?)?(?:(?:la|le) |l')?)?"
    r"\b(?:factur\w+|invoice|commandes?|bc|bdc|order|devis|avoir|contrat|marche|dossier|demande|client|compte|abonn\w+"
    r"|licence|code|references?|ref|ticket|engagement|suivi|tel|telephone|portable|mobile|fax|telecopie|standard"
    r"|iban|bic|rib|swift|capital|dates?|tva|vat|naf|ape|ans|referencement|urssaf|agrement)\b(?P<number_after> ?(?:n°|numero\b))?)"
)
_NUMBERS_MOST, _LINE_MOST = 2_000, 30  # of a document, and of a line: lists of clients have fewer
_FAR = 5  # words: what names a number stands nearer to it
# "RPPS du client": the word says whose number it is. "RPPS : ..., client 123": the number is another one.
_PARTED = Pattern(r"[:;,|)/=#\u2026]|\.\.|__| {2}|\d")
# What may stand between two names of one number: "FINESS / SIRET : ...".
_OR = Pattern(r"[ (]*(?:/|,|-|\bou\b|\bet\b)?[ (]*(?:n°|numero|no\b)? ?\Z")
_ALSO = Pattern(
    r"[\W_]*(?:(?:et|ou|puis|and)\b[\W_]*)?\Z"
)  # between a number and the next of its kind
_NAMED_AFTER = Pattern(r"[ :]{0,3}[(\[-] ?(?:n° ?)?(?P<kind>rpps|finess|siret)\b(?![ :n°]*\d)")
_WORD = Pattern(r"[a-z]{3}")


class NamedNumber(Struct, frozen=True):
    """An identifier with a right key, and its kind: "RPPS", "FINESS" or "SIRET".

    `label`: what names it, from the name of its kind on; "" where nothing does, as a SIRET alone may.
    """

    value: str
    kind: str
    label: str
    line: Line
    start: int


class _Name(Struct, frozen=True):
    """The kinds that a label gives, none where it is of another number; and its text."""

    kinds: tuple[str, ...]
    label: str

    def of(self, number: Number) -> str:
        """The one kind that a number of this length can be; "" where none or several can."""
        if "siren" in self.kinds and len(number.value) == _LENGTHS[SIRET]:
            return SIRET  # "RCS Brest 123 456 782 00010"
        fitting = [kind for kind in self.kinds if _LENGTHS[kind] == len(number.value)]
        return fitting[0] if len(fitting) == 1 else ""


def named_numbers(lines: Sequence[Line]) -> Iterator[NamedNumber]:
    """The RPPS, FINESS and SIRET that a document calls by that name, and the SIRET that nothing names."""
    looked_at = 0
    above: dict[tuple[int, int], _Name] = {}  # of the numbers of the line before, by their span
    for index, line in enumerate(lines):
        if index and lines[index - 1].page != line.page:
            above = {}
        if not line.has_digit:
            above = {}
            continue
        if looked_at > _NUMBERS_MOST:
            return
        here: dict[tuple[int, int], _Name] = {}
        done, last = 0, None
        for number in islice(numbers_in(line.text), _LINE_MOST):
            looked_at += 1
            name = _name(lines, index, number, done)
            if name is None and done and _ALSO.match(line.flat[done : number.start]):
                name = last  # "RPPS : 10000001916, 10000001924"
            if name is None and not _WORD.search(line.flat):
                name = _over(above, number)  # the rows of a list
            done, last = number.end, name
            if name is not None:
                here[number.start, number.end] = name
            kind = name.of(number) if name is not None else ""
            if name is None and len(number.value) == _LENGTHS[SIRET]:
                kind = SIRET  # of fourteen digits, of which two are keys
            if kind in {RPPS, FINESS, SIRET}:
                label = name.label if name is not None else ""
                yield NamedNumber(number.value, kind, label, line, number.start)
        above = here


def _name(lines: Sequence[Line], index: int, number: Number, done: int) -> _Name | None:
    """What names a number: the words before it, those after it, or the heading of its column."""
    line = lines[index]
    before = _named_by(line.flat[done : number.start])
    if before is not None:
        return before
    after = _NAMED_AFTER.match(line.flat, number.end)
    if after is not None:
        return _Name((after["kind"].upper(),), after["kind"])
    return _named_by(heading_above(lines, index, number.start, number.end))


def _named_by(text: str) -> _Name | None:
    """What the last name in a text is of; None where it names no number."""
    kinds: list[str] = []
    begins = len(text)
    for met in reversed([*_NAMES.finditer(text)]):
        if kinds:  # another name of the same number
            if met["else"] or not _OR.match(text[met.end() : begins]):
                break
        elif met["else"]:
            far = len(text[met.end() :].split()) > _FAR
            if far or _says_whose(
                text, met.start(), named=bool(met["number"] or met["number_after"])
            ):
                continue
            return _Name((), text[met.start() :])
        kinds.append(str(met.lastgroup))
        begins = met.start()
    return _Name(tuple(dict.fromkeys(kinds)), text[begins:]) if kinds else None


def _says_whose(text: str, start: int, *, named: bool) -> bool:
    """Whether the name of another number, in the label of an identifier, tells whose that is."""
    identifiers = [met.end() for met in _NAMES.finditer(text[:start]) if not met["else"]]
    return bool(identifiers and not named and not _PARTED.search(text[identifiers[-1] : start]))


def _over(above: dict[tuple[int, int], _Name], number: Number) -> _Name | None:
    """The name of the number that stands over another one."""
    over = (
        name for (start, end), name in above.items() if start < number.end and number.start < end
    )
    return next(over, None)
