"""The documents of a request that were read: which piece, of which type, held against what."""

from collections.abc import Iterator

from msgspec import Struct

from segur_check.checks.piece_types import typed_pieces
from segur_check.context import Context, Piece, without_accents
from segur_check.control import Place
from segur_check.pieces.evidence import Evidence
from segur_check.pieces.pdf import PdfState
from segur_check.pieces.sheet import Sheet, sheet_of
from segur_check.pieces.text import normalised

# The papers whose pages are read as they look too: labels and figures stand side by side in them.
PRICED = frozenset({"BON_COMMANDE", "FACTURE"})
# The papers whose text a control reads; of terms of use or bank details none does.
READ_KINDS = PRICED | {
    "VA",
    "MOM",
    "PV_PILOTE",
    "PV_MES",
    "PV_VSR",
    "DECLARATION_HONNEUR",
    "ATTESTATION_FIN_PRESTATION",
    "ATTESTATION_NON_ASSUJETTISSEMENT_TVA",
    "ATTESTATION_RENONCIATION",
    "TRAITE_FUSION",
}


class Document(Struct, frozen=True):
    """An attachment of the request in view, its type, and who says it ("json", "toml", "name")."""

    piece: Piece
    kind: str
    said: str
    request: int

    @property
    def has_text(self) -> bool:
        """Whether anything of it can be read: a text layer, or filled form fields."""
        return bool(self.piece.fields) or any(page.strip() for page in self.piece.pages or ())

    @property
    def text(self) -> str:
        """Its whole text, normalised, form fields first, pages after each other."""
        fields = "\n".join(value for _, value in self.piece.fields)
        return normalised("\n".join((fields, *(self.piece.pages or ()))))

    @property
    def plain(self) -> str:
        """The same on one line, in lower case and without accents: to look for phrases."""
        return without_accents(self.text)

    @property
    def sheet(self) -> Sheet:
        """Its lines, and its figures with their labels."""
        return sheet_of(self.piece.pages or (), self.piece.layouts, self.piece.fields)

    def at(self, page: int | None = None, excerpt: str = "") -> Place:
        """Its place in a finding; `page` counts from 1, `excerpt` is what it says there."""
        return Place(
            piece=self.piece.name, page=page, request=self.request, excerpt=excerpt or None
        )

    def shows(self, evidence: Evidence) -> Place:
        """Where it shows what was found in it."""
        return self.at(evidence.page, evidence.excerpt)


def documents(context: Context, *kinds: str) -> Iterator[Document]:
    """The pieces of these types that open, each once; of an unreadable one PIE005 to 007 speak."""
    attachments = context.attachments
    if attachments is None or attachments.refused:
        return
    seen: set[str] = set()
    for one in typed_pieces(context) or ():
        piece = attachments.named(one.name) if one.name else None
        if one.kind not in kinds or piece is None or piece.state is not PdfState.OK:
            continue
        if piece.name not in seen:
            seen.add(piece.name)
            yield Document(piece, one.kind, one.said, context.line.index)


def readable(context: Context, *kinds: str) -> Iterator[Document]:
    """Those of them that have a text to read; DOC001 speaks of the others."""
    return (one for one in documents(context, *kinds) if one.has_text)
