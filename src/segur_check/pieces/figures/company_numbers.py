"""The numbers of companies in a document, and which of them are those of whoever issues it.

A SIRET, a SIREN called so, a French VAT number: all tell a SIREN. The owner of most of them cannot be
told: a client, a bank, a distributor. The issuer's stands behind a word that says so, or in the
letterhead or the footer of a company.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from segur_check.pieces.figures.layout import Cell, Line
from segur_check.pieces.figures.sheet import FORM, Sheet
from segur_check.values.identifiers import SIREN_LENGTH, has_luhn_key, siret_flaw
from segur_check.values.pattern import Pattern

_SIRET_LENGTH = 14
_NUMBERS = Pattern(
    r"(?P<vat>\bfr ?(?:\d\d|[a-z]\d|\d[a-z]) ?(?P<of_vat>\d{3}[ .]?\d{3}[ .]?\d{3})(?!\d))"
    r"|(?P<siret>(?<![\d.,])\d{3}[ .]?\d{3}[ .]?\d{3}[ .]?\d{2} ?\d{3}(?!\d))"
    r"|(?P<called>\bsiren\b|\br\.?c\.?s\.?)[^\d]{0,40}(?P<siren>\d{3}[ .]?\d{3}[ .]?\d{3})(?![ .]?\d)"
)
# Someone else: who buys, pays, lends, insures, hosts, publishes or sells on.
_SOMEONE_ELSE = Pattern(
    r"client|beneficiaire|acheteur|destinataire|livr|factur\w* a\b|adress\w* a\b|etablissement|payeur|tresor"
    r"|affactur|\bfactor|subrog|cession|creance|banque|bancaire|iban|assur|mutuelle|mediat|hebergeu|editeur|edite par"
    r"|distribu|revend|partenaire|sous-?traitan|groupe\b|holding|filiale|societe mere|mandat|conseil|imprim"
)
_ISSUER = Pattern(r"\b(?:fournisseur|vendeur|emetteur|prestataire|notre|nos)\b")
_COMPANY = Pattern(
    r"\b(?:s\.?a\.?s\.?u?|s\.?a\.?r\.?l\.?|eurl|snc|scop|s\.?a|societe (?:anonyme|par actions|a responsabilite))\b|au capital"
)
# Practices and establishments have companies too: theirs is the client's letterhead.
_CARE = Pattern(
    r"cabinet|centre|clinique|hopita|hospital|pharmacie|laboratoire|\blabo\b|imagerie|radiolog|biolog|ehpad|residence"
    r"|\bselarl|\bselas|\bscm\b|\bscp\b|docteur|\bdr\b|medecin|maison|medical|\bfiness\b|\brpps\b|\bgcs\b|fondation|foyer"
)
_TITLE = Pattern(r"\b(?:bon de commande|commande|facture|devis|invoice|order)\b")
_LETTERHEAD, _FOOTER = 8, 4  # lines at the top and at the foot of a page
_BLOCK = 4  # lines above a number: the name and the address of its owner


class CompanyNumber(Struct, frozen=True):
    """A number that tells a SIREN, as it is written, and where."""

    siren: str
    written: str
    line: Line
    start: int


def company_numbers(lines: Sequence[Line]) -> Iterator[CompanyNumber]:
    """The company numbers of a document whose key is right."""
    for line in lines:
        for match in _NUMBERS.finditer(line.flat) if line.has_digit else ():
            name = next(name for name in ("of_vat", "siret", "siren") if match[name])
            digits = "".join(sign for sign in match[name] if sign.isdigit())
            siren = digits[:SIREN_LENGTH]
            wrong = siret_flaw(digits) if len(digits) == _SIRET_LENGTH else None
            if wrong is None and has_luhn_key(siren):
                start = match.start("vat") if match["vat"] else match.start(name)
                end = match.end("vat") if match["vat"] else match.end(name)
                yield CompanyNumber(siren, line.text[start:end].strip(), line, start)


def issuer_numbers(sheet: Sheet) -> Iterator[tuple[CompanyNumber, str]]:
    """The company numbers that a document labels or places as its issuer's, each with the words around."""
    for number in company_numbers(sheet.lines):
        if _SOMEONE_ELSE.search(number.line.flat):
            continue
        if _ISSUER.search(number.line.flat[: number.start]):
            yield number, number.line.flat
            continue
        page = [line for line in sheet.lines if line.page == number.line.page != FORM]
        index = next((rank for rank, line in enumerate(page) if line is number.line), None)
        if index is None:
            continue
        owner = _letterhead(page, index, number) or _footer(page, index)
        if _names_company(owner):
            yield number, owner


def _letterhead(page: Sequence[Line], index: int, number: CompanyNumber) -> str:
    """The block that a number ends at the left of the top of a page, above its title; "" elsewhere."""
    if index >= _LETTERHEAD or any(_TITLE.search(line.flat) for line in page[: index + 1]):
        return ""
    cell = number.line.cells[0]
    width = max(len(line.flat) for line in page)
    if not cell.overlaps(number.start, number.start + 1) or cell.start * 2 > width:
        return ""
    return _block_above(page, index, cell)


def _block_above(page: Sequence[Line], index: int, cell: Cell) -> str:
    """The words of a cell and of those that stand above it."""
    block = [cell.text]
    for line in reversed(page[max(0, index - _BLOCK) : index]):
        block += [above.text for above in line.cells if above.overlaps(cell.start, cell.end)]
    return " | ".join(block)


def _footer(page: Sequence[Line], index: int) -> str:
    """One of the last lines of a page, below its title, and the one before it; "" elsewhere."""
    last = len(page) - _FOOTER
    if index < last or not any(_TITLE.search(line.flat) for line in page[:index]):
        return ""
    before = page[index - 1].flat if index - 1 >= last else ""
    return f"{before} | {page[index].flat}"


def _names_company(text: str) -> bool:
    return (
        _COMPANY.search(text) is not None
        and _CARE.search(text) is None
        and _SOMEONE_ELSE.search(text) is None
    )
