"""The number that an invoice calls its own, in a sentence, a row, a column or a field of a form."""

from collections.abc import Iterator, Sequence

from segur_check.pieces.figures.invoice_table import heading_over, names_the_number
from segur_check.pieces.figures.labelled_codes import (
    NUMBER_SIGN,
    LabelledCode,
    code_after,
    codes_below,
)
from segur_check.pieces.figures.layout import Cell, Line
from segur_check.pieces.figures.sheet import Sheet
from segur_check.values.pattern import Pattern

_INVOICE = r"(?:factures?\b|invoice\b)(?: (?:client|de vente|de solde|electronique|definitive))?"
_NAMED = (
    rf"(?<!\w){NUMBER_SIGN} ?(?:de )?(?:la |votre |notre |cette )?{_INVOICE}"
    rf"|\b{_INVOICE} ?:? ?{NUMBER_SIGN}"
)
_LABEL = Pattern(_NAMED)
_LABEL_ALONE = Pattern(rf"(?:{_NAMED})\W*")
# "Facture F-2024-12" at the head of a cell: no word says that it is a number.
_TITLE = Pattern(rf"\W*(?:votre |notre )?{_INVOICE}")
_TITLE_ALONE = Pattern(r"\W*(?:facture|invoice)\W*")
_SIGN_FIRST = Pattern(rf"\W*{NUMBER_SIGN}")
# The invoice meant is another one: what it takes back, follows or deducts.
_ANOTHER = Pattern(
    r"acompte|avance\b|origine|initial|concern|annul|remplac|rectifi|credit|\bavoir|precedent|dernier"
    r"|prochain|impaye|relance|rappel|\bliee|associe|correspond|pro ?-?forma|\bdevis|d'achat|fournisseur"
)
_ANOTHER_ABOVE = Pattern(r"acompte|annul|remplac|rectifi|\bavoir|precedent|impaye")
_WORD_FIRST = Pattern(r"[a-z]+ ")
_DIGITS_LEAST = 4  # of a number that only the word "facture" names


def labelled_invoice_numbers(sheet: Sheet) -> Iterator[LabelledCode]:
    """The numbers that a document gives as those of the invoice itself."""
    for lines in (sheet.lines, sheet.flowing):
        has_heading = any(
            _LABEL_ALONE.fullmatch(cell.text) for line in lines for cell in line.cells
        )
        for index, line in enumerate(lines):
            if not line.has_digit:
                continue
            codes = [*_in_line(lines, index)]
            if has_heading and not codes and lines is sheet.lines:
                codes = [*codes_below(lines, index, _LABEL_ALONE)]
            if not codes and line.days and lines is sheet.lines:
                codes = [*_in_table(lines, index)]
            yield from codes


def _in_table(lines: Sequence[Line], index: int) -> Iterator[LabelledCode]:
    """The number that a row with a date gives under a heading that does not name the invoice in full."""
    line = lines[index]
    for cell in line.cells:
        heading = heading_over(lines, index, cell)
        if heading is None or not names_the_number(lines, heading):
            continue
        code = code_after(line, cell.start)
        if code is not None and sum(sign.isdigit() for sign in code.value) >= _DIGITS_LEAST:
            yield code


def _in_line(lines: Sequence[Line], index: int) -> Iterator[LabelledCode]:
    """The numbers that a line gives, unless it speaks of another invoice."""
    line = lines[index]
    above = lines[index - 1] if index and lines[index - 1].page == line.page else None
    if above is not None and _ANOTHER_ABOVE.search(above.cells[-1].text):
        return
    before = above.flat if above is not None else ""
    for cell in line.cells:
        code = _in_cell(line, cell, before)
        if code is not None and not _ANOTHER.search(cell.text):
            yield code
        before = cell.text


def _in_cell(line: Line, cell: Cell, before: str) -> LabelledCode | None:
    """The number that a cell gives or names; `before`: the cell before it, or the line above."""
    label = _LABEL.search(cell.text)
    if label is not None:
        return code_after(line, cell.start + label.end())
    sign = _SIGN_FIRST.match(cell.text)
    if sign is not None and _TITLE_ALONE.fullmatch(before.strip()):
        return code_after(line, cell.start + sign.end())
    title = _TITLE.match(cell.text)
    code = code_after(line, cell.start + title.end()) if title is not None else None
    if code is None or _WORD_FIRST.match(code.value):  # "Facture mars 2023"
        return None
    return code if sum(sign.isdigit() for sign in code.value) >= _DIGITS_LEAST else None
