"""Look at the attachments, one after the other, in memory: does it open, what does it say."""

import hashlib
import time
from collections.abc import Callable

from msgspec import Struct, structs

from segur_check.dossier.attachments import Attachment, Attachments
from segur_check.dossier.bundle.bundle import Bundle, BundleEntryError, BundleFault, Entry
from segur_check.pieces.cache import Reading, read_cached
from segur_check.pieces.scans.ocr import scanned_texts, tidied
from segur_check.pieces.signing.integrity import integrity
from segur_check.settings.supplier import Limites
from segur_check.values.wording import MEGABYTE

# A page takes about a second; a paper of twenty is read whole.
_OCR_SECONDS = 60.0


class Wanted(Struct, frozen=True):
    """What is read of the attachments, by the names of the entries.

    `text`: those whose text a control reads; `laid_out`: those of them whose pages are also read as
    they look, with the invoice they embed. `ocr`: their scanned pages are read by Tesseract.
    `signatures`: what was signed is verified by pyHanko. `fast`: pdfium reads text, in a worker.
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
    """Open the attachments one after the other, in memory; text only of those wanted.

    `budget` is in seconds of processor, scanned pages not counted; the pieces that come after it is
    spent are left unopened.
    """
    started = clock()
    pieces, faults, unopened = [], list(bundle.faults), []
    for entry in bundle.entries:
        if clock() - started > budget:
            unopened.append(entry.name)
            pieces.append(Attachment(entry.name, entry.readings, entry.guessed, entry.size))
            continue
        try:
            data = entry.read()
        except BundleEntryError as error:
            faults.append(BundleFault("PIE011", error.reason, entry.name, {}))
            pieces.append(Attachment(entry.name, entry.readings, entry.guessed, entry.size))
            continue
        piece = _piece(entry, data, limites, wanted)
        before = clock()
        pieces.append(_recognised(piece, data, limites) if wanted.ocr else piece)
        started += clock() - before
    refused = not pieces and any(fault.code in {"PIE011", "PIE012"} for fault in faults)
    return Attachments(
        label=bundle.label,
        kind=bundle.kind,
        files=tuple(pieces),
        noise=bundle.noise,
        faults=tuple(faults),
        refused=refused or any(fault.code == "PIE012" for fault in faults),
        unopened=tuple(unopened),
    )


def _piece(entry: Entry, data: bytes, limites: Limites, wanted: Wanted) -> Attachment:
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
    piece = Attachment(
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
        return piece
    return structs.replace(
        piece,
        pages=read.pages,
        layouts=read.layouts,
        fields=read.fields,
        empty_fields=read.empty_fields,
        scanned=read.scanned,
        mute=read.mute,
        recognised=read.recognised,
        unread=read.unread,
        signatures=read.signatures,
        facturx=read.facturx,
        facturx_flaws=read.facturx_flaws,
        integrity=integrity(data, max_seconds=limites.delai_s)
        if wanted.signatures and read.signatures
        else None,
    )


def _recognised(piece: Attachment, data: bytes, limites: Limites) -> Attachment:
    """The piece with the text that Tesseract reads on its pages that are pictures, or as good as."""
    unreadable = sorted({*piece.scanned, *piece.mute})
    if piece.pages is None or not unreadable:
        return piece
    texts = scanned_texts(
        data, pages=unreadable, max_pages=limites.pdf_pages, max_seconds=_OCR_SECONDS
    )
    if texts is None:
        return piece
    read = {
        number: tidied(text)
        for number, text in zip(unreadable, texts, strict=False)
        if text.strip()
    }

    def with_them(pages: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(read.get(number, page) for number, page in enumerate(pages, start=1))

    return structs.replace(
        piece,
        pages=with_them(piece.pages),
        layouts=with_them(piece.layouts),
        recognised=tuple(sorted({*piece.recognised, *read})),
        mute=tuple(number for number in piece.mute if number not in read),
    )
