"""DOC001: the documents that no program can read whole, and what a person looks at in them."""

from collections.abc import Iterator

from segur_check.case.context import Context
from segur_check.case.control import NotChecked, NotCheckedKind, Outcome, control
from segur_check.case.documents import READ_KINDS, documents
from segur_check.case.piece_types import typed_attachments
from segur_check.pieces.pdf.opening import PdfState
from segur_check.values.wording import MEGABYTE, Items, Megabytes, Quoted, Term, Value

_TENTH = MEGABYTE // 10


@control("DOC001")
def not_readable(context: Context) -> Iterator[Outcome]:
    """A scan, letters that cannot be told, a file over the limit, or pages past it: one line each, with what to look at."""
    limits = context.settings.file.limites
    for document in documents(context, *READ_KINDS):
        attachment = document.attachment
        values: dict[str, Value] = {
            "file": Quoted(attachment.name),
            "look": Term(f"look-{document.kind}"),
        }
        pages = attachment.pages
        if pages is None:
            yield NotChecked(NotCheckedKind.UNREADABLE, "unread", values)
            continue
        if attachment.recognised:
            yield NotChecked(NotCheckedKind.UNREADABLE, "recognised", values)
        elif not document.has_text:
            reason = (
                "unread"
                if attachment.unread
                else "mute"
                if attachment.mute
                else "scan"
                if attachment.scanned
                else "blank"
            )
            yield NotChecked(NotCheckedKind.UNREADABLE, reason, values)
        elif drawn := tuple(page for page in attachment.scanned if page not in attachment.unread):
            yield NotChecked(NotCheckedKind.UNREADABLE, "pages", {**values, "pages": Items(drawn)})
        if attachment.mute and document.has_text:
            mute: dict[str, Value] = {**values, "pages": Items(attachment.mute)}
            yield NotChecked(NotCheckedKind.UNREADABLE, "mute_pages", mute)
        if attachment.unread and document.has_text:
            lost: dict[str, Value] = {**values, "pages": Items(attachment.unread)}
            yield NotChecked(NotCheckedKind.UNREADABLE, "unread_pages", lost)
        told = attachment.scanned or attachment.mute or attachment.recognised or attachment.unread
        if document.has_text and not document.has_words and not told:
            yield NotChecked(NotCheckedKind.UNREADABLE, "wordless", values)
        if (attachment.page_count or 0) > len(pages) and document.has_text:
            values |= {"read": len(pages), "count": attachment.page_count or 0}
            yield NotChecked(NotCheckedKind.UNREADABLE, "past", values)
    yield from _too_big(context, limits.pdf_mo * MEGABYTE)


def _too_big(context: Context, limit: int) -> Iterator[Outcome]:
    attachments = context.attachments
    for typed in typed_attachments(context) or ():
        attachment = (
            attachments.named(typed.name) if attachments is not None and typed.name else None
        )
        if attachment is not None and attachment.state is PdfState.TOO_BIG:
            values: dict[str, Value] = {
                "file": Quoted(attachment.name),
                "look": Term(f"look-{typed.kind}" if typed.kind in READ_KINDS else "look"),
                # Rounded up: a size over the limit is not written as the limit.
                "size": Megabytes(-(-attachment.size // _TENTH) * _TENTH),
                "limit": Megabytes(limit),
            }
            yield NotChecked(NotCheckedKind.UNREADABLE, "too_big", values)
