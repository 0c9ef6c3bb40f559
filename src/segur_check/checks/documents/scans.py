"""DOC001: the documents that no program can read whole, and what a person looks at in them."""

from collections.abc import Iterator

from segur_check.case.context import Context
from segur_check.case.control import NotChecked, NotCheckedKind, Outcome, control
from segur_check.case.documents import IDENTITY, Document, documents, kinds_read
from segur_check.case.piece_types import typed_attachments
from segur_check.pieces.pdf.opening import PdfState
from segur_check.values.wording import MEGABYTE, Items, Megabytes, Quoted, Term, Value

_TENTH = MEGABYTE // 10


@control("DOC001")
def not_readable(context: Context) -> Iterator[Outcome]:
    """A scan, unreadable letters, a file over the size limit, or pages past the most that are read.

    One line for each, with what a person looks at in the document.
    """
    for document in documents(context, *_kinds(context)):
        values: dict[str, Value] = {
            "file": Quoted(document.attachment.name),
            "look": Term(f"look-{document.kind}"),
        }
        yield from _without_text(document, values)
        if document.has_text:
            yield from _beside_its_text(document, values)
    yield from _too_big(context, context.settings.file.limites.pdf_mo * MEGABYTE)


def _kinds(context: Context) -> frozenset[str]:
    """The types of documents whose text a control expects."""
    return kinds_read(context.step, context.corridor) - {IDENTITY}


def _without_text(document: Document, values: dict[str, Value]) -> Iterator[NotChecked]:
    """Pages without a text layer: all of them, or some."""
    attachment = document.attachment
    scanned = tuple(page for page in attachment.scanned if page not in attachment.unread)
    if attachment.pages is None:
        yield NotChecked(NotCheckedKind.UNREADABLE, "unread", values)
    elif attachment.recognised:
        yield NotChecked(NotCheckedKind.UNREADABLE, "recognised", values)
    elif not document.has_text:
        reason = "blank"
        if attachment.unread:
            reason = "unread"
        elif attachment.mute:
            reason = "mute"
        elif attachment.scanned:
            reason = "scan"
        yield NotChecked(NotCheckedKind.UNREADABLE, reason, values)
    elif scanned:
        yield NotChecked(NotCheckedKind.UNREADABLE, "pages", {**values, "pages": Items(scanned)})


def _beside_its_text(document: Document, values: dict[str, Value]) -> Iterator[NotChecked]:
    """What cannot be read of a document that has a text."""
    attachment = document.attachment
    if attachment.pages is None:
        return
    mute, unread = attachment.mute, attachment.unread
    if mute:
        yield NotChecked(NotCheckedKind.UNREADABLE, "mute_pages", {**values, "pages": Items(mute)})
    if unread:
        pages: dict[str, Value] = {**values, "pages": Items(unread)}
        yield NotChecked(NotCheckedKind.UNREADABLE, "unread_pages", pages)
    reported = attachment.scanned or mute or attachment.recognised or unread
    if not document.has_words and not reported:
        yield NotChecked(NotCheckedKind.UNREADABLE, "wordless", values)
    count, read = attachment.page_count or 0, len(attachment.pages)
    if count > read:
        past: dict[str, Value] = {**values, "read": read, "count": count}
        yield NotChecked(NotCheckedKind.UNREADABLE, "past", past)


def _too_big(context: Context, limit: int) -> Iterator[Outcome]:
    attachments = context.attachments
    if attachments is None:
        return
    read = _kinds(context)
    for typed in typed_attachments(context) or ():
        attachment = attachments.named(typed.name) if typed.name else None
        if attachment is not None and attachment.state is PdfState.TOO_BIG:
            values: dict[str, Value] = {
                "file": Quoted(attachment.name),
                "look": Term(f"look-{typed.kind}" if typed.kind in read else "look"),
                # Rounded up: a size over the limit is not written as the limit.
                "size": Megabytes(-(-attachment.size // _TENTH) * _TENTH),
                "limit": Megabytes(limit),
            }
            yield NotChecked(NotCheckedKind.UNREADABLE, "too_big", values)
