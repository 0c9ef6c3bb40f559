"""The documents of a request that were read: which piece, of which type, held against what."""

from collections.abc import Iterator

from msgspec import Struct

from segur_check.checks.piece_types import typed_pieces
from segur_check.context import Context, Piece, without_accents
from segur_check.control import Place
from segur_check.pieces.pdf import PdfState
from segur_check.pieces.text import normalised


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

    def at(self, page: int | None = None) -> Place:
        """Its place in a finding; `page` counts from 1."""
        return Place(piece=self.piece.name, page=page, request=self.request)


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
