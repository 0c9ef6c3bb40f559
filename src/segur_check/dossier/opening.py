"""Looks at the attachments one by one, in memory: does it open, what does it say."""

import hashlib
import time
from collections.abc import Callable

from msgspec import Struct, structs

from segur_check.dossier.attachments import Attachment, Attachments, left_unopened
from segur_check.dossier.bundle.bundle import Bundle, BundleEntryError, BundleFault, Entry
from segur_check.pieces.cache import Reading, read_cached
from segur_check.pieces.scans.ocr import scanned_texts, tidied
from segur_check.pieces.signing.integrity import integrity
from segur_check.settings.supplier import Limites
from segur_check.values.wording import MEGABYTE

# A page takes about a second: an attachment of twenty pages is read whole.
_OCR_SECONDS = 60.0


class Wanted(Struct, frozen=True):
    """What is read of the attachments, by the names of the entries.

    `text`: those whose text a control reads; `laid_out`: those among them whose pages are also read
    as they look, with the invoice they embed. `ocr`: Tesseract reads their scanned pages.
    `signatures`: pyHanko verifies what was signed. `fast`: pdfium reads the text, in a worker.
    """

    text: frozenset[str] = frozenset()
    laid_out: frozenset[str] = frozenset()
    ocr: bool = False
    signatures: bool = False
    fast: bool = False


def look_at(
    bundle: Bundle,
    limites: Limites,
    wanted: Wanted = Wanted(),  # noqa: B008 - frozen
    *,
    budget: float = float("inf"),
    clock: Callable[[], float] = time.thread_time,
) -> Attachments:
    """Open the attachments one by one, in memory; the text is read only of those wanted.

    `budget` is in seconds of processor, the reading of scanned pages not counted; the attachments
    that are left when it is spent stay unopened.
    """
    started = clock()
    attachments, faults, unopened = [], list(bundle.faults), []
    for entry in bundle.entries:
        if clock() - started > budget:
            unopened.append(entry.name)
            attachments.append(left_unopened(entry))
            continue
        try:
            data = entry.read()
        except BundleEntryError as error:
            faults.append(BundleFault("PIE011", error.reason, entry.name, {}))
            attachments.append(left_unopened(entry))
            continue
        attachment = _opened(entry, data, limites, wanted)
        before = clock()
        attachments.append(_recognised(attachment, data, limites) if wanted.ocr else attachment)
        started += clock() - before
    refused = not attachments and any(fault.code in {"PIE011", "PIE012"} for fault in faults)
    return Attachments(
        label=bundle.label,
        kind=bundle.kind,
        files=tuple(attachments),
        noise=bundle.noise,
        faults=tuple(faults),
        refused=refused or any(fault.code == "PIE012" for fault in faults),
        unopened=tuple(unopened),
    )


def _opened(entry: Entry, data: bytes, limites: Limites, wanted: Wanted) -> Attachment:
    sha256 = hashlib.sha256(data).hexdigest()
    reading = Reading(
        text=entry.name in wanted.text,
        layout=entry.name in wanted.text and entry.name in wanted.laid_out,
        max_bytes=limites.pdf_mo * MEGABYTE,
        max_pages=limites.pdf_pages,
        max_seconds=limites.delai_s,
        fast=wanted.fast,
    )
    facts, read = read_cached(data, sha256, reading)
    attachment = Attachment(
        entry.name,
        entry.readings,
        entry.guessed,
        len(data),
        sha256=sha256,
        state=facts.state,
        looks_like=facts.looks_like,
        page_count=facts.pages,
    )
    if read is None:
        return attachment
    return structs.replace(
        attachment,
        pages=read.pages,
        layouts=read.layouts,
        fields=read.fields,
        empty_fields=read.empty_fields,
        scanned=read.scanned,
        mute=read.mute,
        recognised=read.recognised,
        drawn_on=read.drawn_on,
        unread=read.unread,
        signatures=read.signatures,
        facturx=read.facturx,
        facturx_flaws=read.facturx_flaws,
        integrity=integrity(data, max_seconds=limites.delai_s)
        if wanted.signatures and read.signatures
        else None,
    )


def _recognised(attachment: Attachment, data: bytes, limites: Limites) -> Attachment:
    """The attachment with the text that Tesseract reads on its pages that are pictures, or nearly."""
    unreadable = sorted({*attachment.scanned, *attachment.mute})
    if attachment.pages is None or not unreadable:
        return attachment
    page_texts = scanned_texts(
        data, pages=unreadable, max_pages=limites.pdf_pages, max_seconds=_OCR_SECONDS
    )
    if page_texts is None:
        return attachment
    # Fewer texts than pages when the time was spent.
    recognised = {
        number: tidied(text)
        for number, text in zip(unreadable, page_texts, strict=False)
        if text.strip()
    }

    def with_recognised(pages: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(recognised.get(number, page) for number, page in enumerate(pages, start=1))

    return structs.replace(
        attachment,
        pages=with_recognised(attachment.pages),
        layouts=with_recognised(attachment.layouts),
        recognised=tuple(sorted({*attachment.recognised, *recognised})),
        mute=tuple(number for number in attachment.mute if number not in recognised),
    )
