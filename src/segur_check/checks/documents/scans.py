"""DOC001: the documents that no program can read whole, and what a person looks at in them."""

from collections.abc import Iterator

from segur_check.case.context import Context
from segur_check.case.control import NotChecked, NotCheckedKind, Outcome, control
from segur_check.case.documents import READ_KINDS, documents
from segur_check.case.piece_types import typed_pieces
from segur_check.pieces.pdf.opening import PdfState
from segur_check.values.wording import MEGABYTE, Items, Megabytes, Quoted, Term, Value

_TENTH = MEGABYTE // 10


@control("DOC001")
def not_readable(context: Context) -> Iterator[Outcome]:
    """A scan, letters that cannot be told, a file over the limit, or pages past it: one line each, with what to look at."""
    limits = context.settings.file.limites
    for document in documents(context, *READ_KINDS):
        piece = document.piece
        values: dict[str, Value] = {
            "file": Quoted(piece.name),
            "look": Term(f"look-{document.kind}"),
        }
        pages = piece.pages
        if pages is None:
            yield NotChecked(NotCheckedKind.UNREADABLE, "unread", values)
            continue
        if piece.recognised:
            yield NotChecked(NotCheckedKind.UNREADABLE, "recognised", values)
        elif not document.has_text:
            reason = (
                "unread"
                if piece.unread
                else "mute"
                if piece.mute
                else "scan"
                if piece.scanned
                else "blank"
            )
            yield NotChecked(NotCheckedKind.UNREADABLE, reason, values)
        elif drawn := tuple(one for one in piece.scanned if one not in piece.unread):
            yield NotChecked(NotCheckedKind.UNREADABLE, "pages", {**values, "pages": Items(drawn)})
        if piece.mute and document.has_text:
            mute: dict[str, Value] = {**values, "pages": Items(piece.mute)}
            yield NotChecked(NotCheckedKind.UNREADABLE, "mute_pages", mute)
        if piece.unread and document.has_text:
            lost: dict[str, Value] = {**values, "pages": Items(piece.unread)}
            yield NotChecked(NotCheckedKind.UNREADABLE, "unread_pages", lost)
        told = piece.scanned or piece.mute or piece.recognised or piece.unread
        if document.has_text and not document.has_words and not told:
            yield NotChecked(NotCheckedKind.UNREADABLE, "wordless", values)
        if (piece.page_count or 0) > len(pages) and document.has_text:
            values |= {"read": len(pages), "count": piece.page_count or 0}
            yield NotChecked(NotCheckedKind.UNREADABLE, "past", values)
    yield from _too_big(context, limits.pdf_mo * MEGABYTE)


def _too_big(context: Context, limit: int) -> Iterator[Outcome]:
    attachments = context.attachments
    for one in typed_pieces(context) or ():
        piece = attachments.named(one.name) if attachments is not None and one.name else None
        if piece is not None and piece.state is PdfState.TOO_BIG:
            values: dict[str, Value] = {
                "file": Quoted(piece.name),
                "look": Term(f"look-{one.kind}" if one.kind in READ_KINDS else "look"),
                # Rounded up: a size over the limit is not written as the limit.
                "size": Megabytes(-(-piece.size // _TENTH) * _TENTH),
                "limit": Megabytes(limit),
            }
            yield NotChecked(NotCheckedKind.UNREADABLE, "too_big", values)
