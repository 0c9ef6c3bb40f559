"""The numbers of the invoices that a PDF holds: more than one where two were put together."""

from segur_check.pieces.figures.sheet import FORM, Sheet
from segur_check.values.pattern import Pattern

# "Facture n° F-12", "Facture : F-12", "N° de facture F-12", at the head of a cell.
_NUMBER = Pattern(
    r"(?:facture(?: d'avance| d'acompte| de solde)?(?: numero| n°| no\b\.?| n\b\.?)?|(?:n°|numero|no\b\.?) (?:de )?(?:la )?facture)"
    r" ?:? ?(?P<number>(?=[\w./-]*\d)[a-z0-9][\w./-]*)\Z"
)
_OF_A_PAGE = Pattern(r"\d{1,3}/\d{1,3}")  # "Facture 1/2" numbers its pages


def invoice_numbers(sheet: Sheet) -> dict[str, int]:
    """The numbers of the invoices in a PDF, each with the first page that bears it as its title.

    Of two numbers on one page, the second is of another invoice that the first speaks of.
    """
    found: dict[str, int] = {}
    titled: set[int] = set()
    for line in sheet.lines:
        for cell in line.cells:
            met = _NUMBER.match(cell.text)
            if met is None or line.page in {FORM, *titled}:
                continue
            if _OF_A_PAGE.fullmatch(met["number"]) is None:
                titled.add(line.page)
                found.setdefault(met["number"].rstrip(".-/"), line.page)
    return found
