"""Whose signature stands where: the supplier often signs beside the client, each under a heading of its own."""

from collections.abc import Sequence

from segur_check.pieces.figures.layout import Cell, Line
from segur_check.values.pattern import Pattern

_A_SUPPLIER = "(?:fournisseur|prestataire|editeur|vendeur|integrateur|distributeur|industriel|supplier|vendor)"
OF_SUPPLIER = Pattern(_A_SUPPLIER)
A_CLIENT = "(?:client|etablissement|structure|cabinet|officine|pharmacie|laboratoire|beneficiaire|acheteur)e?"
CLIENTS = rf"(?:(?:le |la |l['’]|du |de la |de l['’])?{A_CLIENT})"
_OF_CLIENT = Pattern(rf"\b{CLIENTS}\b")
# A cell that heads a block of signature: "Pour le fournisseur", "Signature du client", "Le client :".
_HEADS_BLOCK = Pattern(
    r"(?:(?:pour|nom|cachet|visa|signatures?|representante?s?|et|du|de la|de|le|la) |[dl]['’])*"
    rf"(?:{_A_SUPPLIER}|{A_CLIENT})(?: \([^)]{{0,40}}\))? ?:?"
)
_BLOCK = 6  # lines from a block's heading to what stands in it
SIGNS = Pattern(r"\bsignataire|\bsignatures?\b|\bcachet\b|lu et approuve|\brepresentante?\b")


def is_suppliers(lines: Sequence[Line], index: int, cell: Cell) -> bool:
    """Whether the supplier signs in a cell: it says so, or the heading of its block does."""
    if OF_SUPPLIER.search(cell.text):
        return True
    if _OF_CLIENT.search(cell.text):
        return False
    for line in reversed(lines[max(0, index - _BLOCK) : index]):
        if line.page != lines[index].page:
            continue
        heads = [over for over in line.cells if over.overlaps(cell.start, cell.end)]
        if heads and all(_HEADS_BLOCK.fullmatch(head.text) for head in line.cells):
            return OF_SUPPLIER.search(heads[-1].text) is not None
    return False
