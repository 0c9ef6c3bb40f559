"""The documents of a request that were read: which piece, of which type, held against what."""

from collections.abc import Iterator

from msgspec import Struct

from segur_check.case.context import Context
from segur_check.case.control import Place
from segur_check.case.piece_types import typed_pieces
from segur_check.dossier.attachments import Attachment
from segur_check.pieces.figures.evidence import Evidence
from segur_check.pieces.figures.sheet import Sheet
from segur_check.pieces.pdf.opening import PdfState
from segur_check.pieces.words.letters import has_common_word
from segur_check.pieces.words.phrases import plain_text
from segur_check.values.pattern import Pattern

ORDER, INVOICE = "BON_COMMANDE", "FACTURE"
# The documents that show what is paid.
PRICED = frozenset({ORDER, INVOICE})
# The papers whose pages are read as they look too: labels and values stand side by side in them.
LAID_OUT = PRICED | {"VA", "MOM"}
# The papers whose text a control reads; of terms of use or bank details none does.
READ_KINDS = PRICED | {
    "VA",
    "MOM",
    "PV_PILOTE",
    "PV_MES",
    "PV_VSR",
    "DECLARATION_HONNEUR",
    "FORMULAIRE",
    "ATTESTATION_FIN_PRESTATION",
    "ATTESTATION_NON_ASSUJETTISSEMENT_TVA",
    "ATTESTATION_RENONCIATION",
    "TRAITE_FUSION",
}
# The papers of one request: the others (attestations, terms of use) may be those of every client.
OF_ONE_REQUEST = PRICED | {"VA", "MOM", "PV_PILOTE", "PV_MES", "PV_VSR"}


class Document(Struct, frozen=True):
    """An attachment of the request in view, its type, and who says it ("json", "toml", "name")."""

    piece: Attachment
    kind: str
    said: str
    request: int

    @property
    def has_text(self) -> bool:
        """Whether anything of it can be read: a text layer, or filled form fields.

        A few stray signs over a scan are none.
        """
        piece, pages = self.piece, enumerate(self.piece.pages or (), start=1)
        stray = {*piece.scanned} - {*piece.recognised}
        return bool(piece.fields) or any(page.strip() for at, page in pages if at not in stray)

    @property
    def is_whole(self) -> bool:
        """Whether all of it was read: what is not found in it is then not written in it.

        Of scans, of letters that cannot be told, and of pages that could not be read, DOC001 speaks; what OCR makes of a page lacks
        some words. A blank page holds nothing.
        """
        piece = self.piece
        past = len(piece.pages or ()) < (piece.page_count or 0)
        hidden = past or piece.scanned or piece.mute or piece.recognised or piece.unread
        return not hidden and self.has_words

    @property
    def has_words(self) -> bool:
        """Whether it holds a word that papers have: else its letters may be others than one sees."""
        return has_common_word(self.plain)

    @property
    def text(self) -> str:
        """Its whole text, normalised, form fields first, pages after each other."""
        return self.piece.text

    @property
    def plain(self) -> str:
        """The same to look for phrases: one line, lower case, no accents, no word cut in two."""
        return self.piece.plain

    @property
    def sheet(self) -> Sheet:
        """Its lines, and its figures with their labels."""
        return self.piece.sheet

    def says(self, phrase: Pattern) -> bool:
        """Whether a plain phrase stands in it, as it flows or, column beside column, as it looks."""
        if phrase.search(self.plain):
            return True
        return any(phrase.search(plain_text(page)) for page in self.piece.layouts)

    def page_of(self, phrase: Pattern) -> int | None:
        """The first page, from 1, where a plain phrase stands; None in a field, or over two pages."""
        pages = enumerate(self.piece.pages or (), start=1)
        return next((at for at, page in pages if phrase.search(plain_text(page))), None)

    def at(self, page: int | None = None, excerpt: str = "") -> Place:
        """Its place in a finding; `page` counts from 1, `excerpt` is what it says there."""
        return Place(
            attachment=self.piece.name, page=page, request=self.request, excerpt=excerpt or None
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


def legible(context: Context, *kinds: str) -> Iterator[Document]:
    """Those of them that have a text to read; DOC001 speaks of the others."""
    return (one for one in documents(context, *kinds) if one.has_text)
