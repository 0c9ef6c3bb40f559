"""The number that an order gives as the ANS's reference of the solution."""

import re
from collections.abc import Iterator, Sequence

from segur_check.pieces.figures.labelled_codes import (
    NUMBER_SIGN,
    LabelledCode,
    code_after,
    codes_below,
    plain_code,
)
from segur_check.pieces.figures.layout import Line
from segur_check.pieces.figures.sheet import Sheet
from segur_check.values.pattern import Pattern

_OF_SOLUTION = (
    r"(?: (?:segur|ans|numerique|de la solution|du logiciel|de la version|de l'ans|par l'ans))"
)
_NAMED = (
    rf"(?<!\w){NUMBER_SIGN} ?(?:de |d')?(?:referencement{_OF_SOLUTION}*"
    rf"|(?:segur |solution )?(?:de l'|delivre par l'|attribue par l')?ans\b)"
    rf"|\breferencement{_OF_SOLUTION}* ?{NUMBER_SIGN}?"
    rf"|(?:identifiant|code|reference) (?:de l')?ans\b"
    rf"|(?<!\d )(?<!\d)\bans ?{NUMBER_SIGN}"
    rf"|\breferencee?s? (?:par l'ans |au segur |segur )?sous le {NUMBER_SIGN}"
)
_LABEL = Pattern(_NAMED)
_LABEL_ALONE = Pattern(rf"(?:{_NAMED})\W*")
# Another body's number, or that of what the client had before.
_ANOTHER = Pattern(
    r"\b(?:has|ugap|resah|caih|uniha|hds|lap|cnda|fournisseur|client|articles?|produit|marche|devis|contrat)\b"
    r"|actuel|precedent|ancien|remplac|existant|futur|provisoire|temporaire"
)
_WAVE = Pattern(
    r"\bv(?:agues?|a)? ?(?P<after>[12])\b|\b(?P<first>premiere|1e?re) vague|\b(?:deuxieme|seconde|2e(?:me)?) vague"
)


def labelled_solution_numbers(sheet: Sheet, expected: str, wave: int) -> Iterator[LabelledCode]:
    """The numbers, of the shape of the one expected, that a document gives as those of its solution.

    A number that is said to be of another wave than that of the SONS is none.
    """
    length = len(plain_code(expected))
    for lines in (sheet.lines, sheet.flowing):
        has_heading = any(
            _LABEL_ALONE.fullmatch(cell.text) for line in lines for cell in line.cells
        )
        for index, line in enumerate(lines):
            if not line.has_digit or _is_of_another(lines, index, wave):
                continue
            codes = [*_in_line(line)]
            if has_heading and not codes and lines is sheet.lines:
                codes = [*codes_below(lines, index, _LABEL_ALONE)]
            yield from (code for code in codes if len(code.plain) == length)


def _in_line(line: Line) -> Iterator[LabelledCode]:
    for label in _LABEL.finditer(line.flat):
        code = code_after(line, label.end())
        if code is not None:
            yield code


def _is_of_another(lines: Sequence[Line], index: int, wave: int) -> bool:
    """Whether a line, or one of the two above, speaks of another wave, or the line of another body's number."""
    if _ANOTHER.search(lines[index].flat):
        return True
    near = lines[max(0, index - 2) : index + 1]
    return any(_wave(match) != wave for line in near for match in _WAVE.finditer(line.flat))


def _wave(match: re.Match[str]) -> int:
    if match["after"]:
        return int(match["after"])
    return 1 if match["first"] else 2
