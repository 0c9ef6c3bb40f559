"""The numbers of the invoices in a PDF, which has several when two were put together."""

from segur_check.pieces.figures.sheet import FORM, Sheet
from segur_check.values.pattern import Pattern

# "Facture n° F-12", "Facture : F-12", "N° de facture F-12", at the head of a cell.
_NUMBER = Pattern(
    r"(?:facture(?: d'avance| d'acompte| de solde)?(?: numero| n°| no\b\.?| n\b\.?)?|(?:n°|numero|no\b\.?) (?:de )?(?:la )?facture)"
    r" ?:? ?(?P<number>(?=[\w./-]*\d)[a-z0-9][\w./-]*)\Z"
)
_PAGE_NUMBER = Pattern(r"\d{1,3}/\d{1,3}")  # "Facture 1/2"


def invoice_numbers(sheet: Sheet) -> dict[str, int]:
    """The numbers of the invoices in a PDF, each with the first page that has it as its title.

    Of two numbers on one page, the second is that of another invoice that the page refers to.
    """
    first_pages: dict[str, int] = {}
    titled: set[int] = set()
    for line in sheet.lines:
        for cell in line.cells:
            match = _NUMBER.match(cell.text)
            if match is None or line.page in {FORM, *titled}:
                continue
            if _PAGE_NUMBER.fullmatch(match["number"]) is None:
                titled.add(line.page)
                first_pages.setdefault(match["number"].rstrip(".-/"), line.page)
    return first_pages
