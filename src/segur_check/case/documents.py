"""The documents of a request: its attachments, each with its type and its text."""

from collections.abc import Iterator

from msgspec import Struct

from segur_check.case.context import Context
from segur_check.case.control import Place
from segur_check.case.exchanged import Misplaced, in_each_others_place, kind_read
from segur_check.case.piece_types import typed_attachments
from segur_check.dossier.attachments import Attachment
from segur_check.pieces.figures.evidence import Evidence
from segur_check.pieces.figures.sheet import Sheet
from segur_check.pieces.pdf.opening import PdfState
from segur_check.pieces.words.letters import has_common_word
from segur_check.pieces.words.phrases import plain_text
from segur_check.rules.corridor import Corridor
from segur_check.values.pattern import Pattern
from segur_check.values.step import Step

ORDER, INVOICE = "BON_COMMANDE", "FACTURE"
ACCEPTANCES = ("VA", "MOM")
# The documents that show what is paid.
PRICED = frozenset({ORDER, INVOICE})
# Those whose pages are also read as they look: labels and values stand side by side in them.
LAID_OUT = PRICED | {"VA", "MOM", "CERTIFICAT_HDS"}
# Those whose text a control reads, whatever the SONS.
READ_KINDS = PRICED | {
    "VA",
    "MOM",
    "PV_PILOTE",
    "PV_MES",
    "PV_VSR",
    "DECLARATION_HONNEUR",
    "FORMULAIRE",
    "ATTESTATION_FIN_PRESTATION",
    "ATTESTATION_HONNEUR",
    "ATTESTATION_NON_ASSUJETTISSEMENT_TVA",
    "ATTESTATION_RENONCIATION",
    "ATTESTATION_NON_HDS",
    "TRAITE_FUSION",
    "RIB",
    "CERTIFICAT_REFERENCEMENT",
    "CERTIFICAT_HDS",
}
# Those that a control reads at the step of the enrolment, and of these the one that it reads at an avance.
_READ_AT_ENROLMENT = frozenset(
    {"RIB", "CERTIFICAT_REFERENCEMENT", "CERTIFICAT_HDS", "ATTESTATION_NON_HDS"}
)
_READ_AT_AVANCE = frozenset({"CERTIFICAT_REFERENCEMENT"})
# A picture by its nature: what `--ocr` reads of it is judged, and that nothing is read is no news.
IDENTITY = "IDENTITE"
# Those of one request: the others (attestations, terms of use) may serve for every client.
OF_ONE_REQUEST = PRICED | {"VA", "MOM", "PV_PILOTE", "PV_MES", "PV_VSR"}


def kinds_read(step: Step, corridor: Corridor) -> frozenset[str]:
    """The types of documents whose text a control reads at a step of a SONS.

    The terms of use and the support of the SAS, which another proof may stand for, are its own.
    """
    if step is Step.ENROLEMENT:
        return READ_KINDS | {IDENTITY}
    ask = corridor.step(step)
    replaceable = ask.replaceable.value if ask is not None and ask.replaceable is not None else ()
    kinds = (READ_KINDS - _READ_AT_ENROLMENT).union(*replaceable)
    return kinds | _READ_AT_AVANCE if step is Step.AVANCE else kinds


class Document(Struct, frozen=True):
    """An attachment of the request in view, with its type; `request`: the request's index."""

    attachment: Attachment
    kind: str
    request: int

    @property
    def has_text(self) -> bool:
        """Whether anything of it can be read: a text layer, or filled form fields.

        A few stray signs over a scan do not count as text.
        """
        attachment = self.attachment
        stray = {*attachment.scanned} - {*attachment.recognised}
        pages = enumerate(attachment.pages or (), start=1)
        has_text_layer = any(text.strip() for number, text in pages if number not in stray)
        return bool(attachment.fields) or has_text_layer

    @property
    def is_whole(self) -> bool:
        """Whether all of it was read: what is not found in it is then not written in it.

        DOC001 reports scans, letters that cannot be told, and pages that could not be read; the text
        of a page read by OCR lacks some words. A blank page hides nothing.
        """
        attachment = self.attachment
        past = len(attachment.pages or ()) < (attachment.page_count or 0)
        hidden = (
            past
            or attachment.scanned
            or attachment.mute
            or attachment.recognised
            or attachment.unread
        )
        return not hidden and self.has_words

    @property
    def is_read(self) -> bool:
        """Whether every page of it was read, by its text or by character recognition."""
        attachment = self.attachment
        past = len(attachment.pages or ()) < (attachment.page_count or 0)
        pictures = {*attachment.scanned, *attachment.mute} - {*attachment.recognised}
        return not (past or pictures or attachment.unread)

    @property
    def has_words(self) -> bool:
        """Whether it holds a common word: if not, its letters may not be those that are seen."""
        return has_common_word(self.plain)

    @property
    def text(self) -> str:
        """Its whole text, normalised: the form fields, then the pages in their order."""
        return self.attachment.text

    @property
    def plain(self) -> str:
        """The same text for finding phrases: one line, lower case, no accents, no word cut in two."""
        return self.attachment.plain

    @property
    def sheet(self) -> Sheet:
        """Its lines, and its figures with their labels."""
        return self.attachment.sheet

    def says(self, phrase: Pattern) -> bool:
        """Whether it holds a plain phrase, in the flow of its text or in a column of its layout."""
        if phrase.search(self.plain):
            return True
        return any(phrase.search(plain_text(page)) for page in self.attachment.layouts)

    def page_of(self, phrase: Pattern) -> int | None:
        """The first page, from 1, that holds a plain phrase.

        None where a form field holds it, or two pages do together.
        """
        pages = enumerate(self.attachment.pages or (), start=1)
        return next((number for number, text in pages if phrase.search(plain_text(text))), None)

    def at(self, page: int | None = None, excerpt: str = "") -> Place:
        """Where a problem is in it; `page` counts from 1, `excerpt` is what it says there."""
        return Place(
            attachment=self.attachment.name,
            page=page,
            request=self.request,
            excerpt=excerpt or None,
        )

    def shows(self, evidence: Evidence) -> Place:
        """Where it shows what an evidence rests on."""
        return self.at(evidence.page, evidence.excerpt)


def documents(context: Context, *kinds: str) -> Iterator[Document]:
    """The documents of these types that a control judges: those of `opened`, but the exchanged ones.

    What is in the place of another is judged by nothing but DOC037.
    """
    misplaced = exchanged_names(context) if not OF_ONE_REQUEST.isdisjoint(kinds) else frozenset()
    return (
        document
        for document in opened(context, *kinds)
        if document.attachment.name not in misplaced
    )


def opened(context: Context, *kinds: str) -> Iterator[Document]:
    """The attachments of these types that open, each once; PIE005 to PIE007 report the others."""
    attachments = context.attachments
    if attachments is None or attachments.refused:
        return
    seen: set[str] = set()
    for typed in typed_attachments(context) or ():
        attachment = attachments.named(typed.name) if typed.name else None
        if typed.kind not in kinds or attachment is None or attachment.state is not PdfState.OK:
            continue
        if attachment.name not in seen:
            seen.add(attachment.name)
            yield Document(attachment, typed.kind, context.line.index)


def exchanged(context: Context) -> list[Misplaced]:
    """The files that the request lists in each other's place.

    Both sides are sure, or nothing is said: each was read whole, is listed once, and reads as what
    another is listed as, not as its own type.
    """
    kinds: dict[str, set[str | None]] = {}
    if context.attachments is not None and len(context.line.listed) > 1:
        for listed in context.line.listed:
            file = context.attachments.named(listed.name) if listed.name else None
            if file is not None:
                kinds.setdefault(file.name, set()).add(listed.kind)
    if len(set().union(*kinds.values()) & OF_ONE_REQUEST) < 2:  # noqa: PLR2004 - two are exchanged
        return []
    misplaced = []
    for document in opened(context, *OF_ONE_REQUEST):
        attachment, kind = document.attachment, document.kind
        if attachment.guessed_kind in {None, kind} or len(kinds[attachment.name]) > 1:
            continue
        read = kind_read(attachment, kind) if document.is_whole else None
        if read in OF_ONE_REQUEST:
            misplaced.append(Misplaced(attachment, kind, read))
    return in_each_others_place(misplaced)


def exchanged_names(context: Context) -> frozenset[str]:
    """The names of the files that the request lists in each other's place."""
    return frozenset(misplaced.attachment.name for misplaced in exchanged(context))


def legible(context: Context, *kinds: str) -> Iterator[Document]:
    """The documents of these types that have a text to read; DOC001 reports the others."""
    return (document for document in documents(context, *kinds) if document.has_text)


def acceptances(context: Context) -> list[Document] | None:
    """The VA and MOM of the request, to be held against its `verification` together.

    None where there is none, or where one of them is not wholly read, or reads as an order or an invoice,
    or is listed as something else: what is looked for may be elsewhere.
    """
    verification = context.line.verification
    read = [*opened(context, *ACCEPTANCES)]
    if verification is None or verification.kind not in (None, *ACCEPTANCES) or not read:
        return None
    misplaced = exchanged_names(context)
    is_elsewhere = any(document.attachment.name in misplaced for document in read)
    return read if not is_elsewhere and all(map(reads_as_accepted, read)) else None


def reads_as_accepted(document: Document) -> bool:
    """Whether a document is wholly read, and has the title of neither an order nor an invoice."""
    is_read = document.has_text and document.is_whole
    return is_read and document.attachment.guessed_kind not in PRICED
