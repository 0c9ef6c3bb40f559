"""Look at the attachments, one after the other, in memory: does it open, what does it say."""

import hashlib
import time
import unicodedata
from collections.abc import Callable, Iterable

from msgspec import structs

from segur_check.context import Attachments, Piece
from segur_check.dossier.bundle import Bundle, BundleEntryError, BundleFault, Entry
from segur_check.pieces.contents import Contents, inspected_and_read
from segur_check.pieces.pdf import inspect
from segur_check.settings import MEGABYTE, Limites


def look_at(
    bundle: Bundle,
    limites: Limites,
    *,
    to_read: Iterable[str] = (),
    to_lay_out: Iterable[str] = (),
    budget: float = float("inf"),
    clock: Callable[[], float] = time.monotonic,
) -> Attachments:
    """Open the attachments one after the other, in memory; text only for the names in `to_read`.

    `to_lay_out`: those of them whose pages are also read as they look. `budget` is in seconds; the pieces that come after it is spent are left unopened.
    """
    wanted, laid_out = _stems(to_read), _stems(to_lay_out)
    started = clock()
    pieces, faults, unopened = [], list(bundle.faults), []
    for entry in bundle.entries:
        if clock() - started > budget:
            unopened.append(entry.name)
            pieces.append(Piece(entry.name, entry.readings, entry.guessed, entry.size))
            continue
        try:
            pieces.append(_piece(entry, limites, wanted, laid_out))
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


def _stems(names: Iterable[str]) -> set[str]:
    return {unicodedata.normalize("NFC", name).removesuffix(".pdf") for name in names}


def _piece(entry: Entry, limites: Limites, wanted: set[str], laid_out: set[str]) -> Piece:
    data = entry.read()
    most, seconds = limites.pdf_mo * MEGABYTE, limites.delai_s
    names = _stems(entry.readings)
    read: Contents | None = None
    if wanted & names:
        facts, read = inspected_and_read(
            data,
            max_bytes=most,
            max_pages=limites.pdf_pages,
            layout=bool(laid_out & names),
            max_seconds=seconds,
        )
    else:
        facts = inspect(data, max_bytes=most, max_seconds=seconds)
    piece = Piece(
        entry.name,
        entry.readings,
        entry.guessed,
        len(data),
        sha256=hashlib.sha256(data).hexdigest(),
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
        signatures=read.signatures,
        facturx=read.facturx,
    )
