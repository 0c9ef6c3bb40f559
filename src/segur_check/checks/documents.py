"""The documents of a request that were read: which piece, of which type, held against what."""

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from segur_check.checks.piece_types import typed_pieces
from segur_check.context import Context, Piece, without_accents
from segur_check.control import Place
from segur_check.pieces.pdf import PdfState
from segur_check.pieces.text import normalised

# A word cut at the end of a line, by a hyphen that is printed or by a soft one.
_CUT = re.compile("(?<=[^\\W\\d_])[-\u2010]\n(?=[^\\W\\d_])")
_SOFTLY_CUT = re.compile("\u00ad\\s*\n\\s*")
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc", "'"))
# Without one of these a text layer holds no sentence: its font gives other letters than it shows.
_LEGIBLE = re.compile(r"\b(?:du?|des?|les?|la|et|en|au|the|of|and|to)\b")


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
    def is_whole(self) -> bool:
        """Whether all of it was read: what is not found in it is then not written in it.

        A page without text is a scan, or was not read: DOC001 lists it.
        """
        pages = self.piece.pages or ()
        read = len(pages) >= (self.piece.page_count or 0) and all(page.strip() for page in pages)
        return read and bool(pages) and _LEGIBLE.search(self.plain) is not None

    @property
    def text(self) -> str:
        """Its whole text, normalised, form fields first, pages after each other."""
        fields = "\n".join(value for _, value in self.piece.fields)
        return _normalised("\n".join((fields, *(self.piece.pages or ()))))

    @property
    def plain(self) -> str:
        """The same to look for phrases: one line, lower case, no accents, no word cut in two."""
        return plain_text(self.text)

    def says(self, phrase: re.Pattern[str]) -> bool:
        """Whether a plain phrase stands in it, as it flows or, column beside column, as it looks."""
        if phrase.search(self.plain):
            return True
        return any(phrase.search(plain_text(page)) for page in self.piece.layouts)

    def page_of(self, phrase: re.Pattern[str]) -> int | None:
        """The first page, from 1, where a plain phrase stands; None in a field, or over two pages."""
        pages = enumerate(self.piece.pages or (), start=1)
        return next((at for at, page in pages if phrase.search(plain_text(page))), None)

    def at(self, page: int | None = None) -> Place:
        """Its place in a finding; `page` counts from 1."""
        return Place(piece=self.piece.name, page=page, request=self.request)


@lru_cache(maxsize=64)
def _normalised(text: str) -> str:
    return normalised(_SOFTLY_CUT.sub("", text))


@lru_cache(maxsize=64)
def plain_text(text: str) -> str:
    """A text on one line, in lower case, without accents, words cut at a line's end put together.

    What was read of a paper is kept for the next control.
    """
    return without_accents(_CUT.sub("", _normalised(text).translate(_APOSTROPHES)))


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
