"""Look at the attachments, one after the other, in memory: does it open, what does it say."""

import hashlib
import time
import unicodedata
from collections.abc import Callable, Iterable

from segur_check.context import Attachments, Piece
from segur_check.dossier.bundle import Bundle, BundleEntryError, BundleFault, Entry
from segur_check.pieces.pdf import PdfState, filled_fields, inspect, page_texts
from segur_check.settings import MEGABYTE, Limites

_NO_FIELDS: tuple[tuple[str, str], ...] = ()


def look_at(
    bundle: Bundle,
    limites: Limites,
    *,
    to_read: Iterable[str] = (),
    budget: float = float("inf"),
    clock: Callable[[], float] = time.monotonic,
) -> Attachments:
    """Open the attachments one after the other, in memory; text only for the names in `to_read`.

    `budget` is in seconds; the pieces that come after it is spent are left unopened.
    """
    wanted = {unicodedata.normalize("NFC", name).removesuffix(".pdf") for name in to_read}
    started = clock()
    pieces, faults, unopened = [], list(bundle.faults), []
    for entry in bundle.entries:
        if clock() - started > budget:
            unopened.append(entry.name)
            pieces.append(Piece(entry.name, entry.readings, entry.guessed, entry.size))
            continue
        try:
            pieces.append(_piece(entry, limites, wanted))
        except BundleEntryError as error:
            faults.append(BundleFault("PIE011", error.reason, entry.name, {}))
            pieces.append(Piece(entry.name, entry.readings, entry.guessed, entry.size))
    refused = not pieces and any(fault.code in {"PIE011", "PIE012"} for fault in faults)
    return Attachments(
        label=bundle.label,
        kind=bundle.kind,
        pieces=tuple(pieces),
        noise=bundle.noise,
        faults=tuple(faults),
        refused=refused or any(fault.code == "PIE012" for fault in faults),
        unopened=tuple(unopened),
    )


def _piece(entry: Entry, limites: Limites, wanted: set[str]) -> Piece:
    data = entry.read()
    facts = inspect(data, max_bytes=limites.pdf_mo * MEGABYTE, max_seconds=limites.delai_s)
    pages, fields = None, _NO_FIELDS
    named = (name.removesuffix(".pdf") for name in entry.readings)
    if facts.state is PdfState.OK and wanted.intersection(named):
        pages = page_texts(data, max_pages=limites.pdf_pages, max_seconds=limites.delai_s)
        fields = (
            filled_fields(data, max_seconds=limites.delai_s) if pages is not None else _NO_FIELDS
        )
    return Piece(
        entry.name,
        entry.readings,
        entry.guessed,
        len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        state=facts.state,
        looks_like=facts.looks_like,
        pages=pages,
        fields=fields,
    )
