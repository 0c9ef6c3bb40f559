"""The attachments of a dossier, as far as they were looked at."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from msgspec import Struct

from segur_check.dossier.bundle.bundle import Bundle, BundleFault
from segur_check.pieces.einvoice.data_flaws import DataFlaw
from segur_check.pieces.einvoice.invoice import FacturX
from segur_check.pieces.figures.sheet import Sheet, sheet_of
from segur_check.pieces.forms.fields import Field, labelled
from segur_check.pieces.pdf.opening import PdfState
from segur_check.pieces.signing.integrity import Integrity
from segur_check.pieces.signing.signatures import Signature
from segur_check.pieces.words.phrases import plain_of, uncut


class Attachment(Struct, frozen=True, dict=True):
    """An attachment, as far as it was looked at.

    `sha256` is None for a file that could not be read. `pages` is what its text layer says page by
    page, in the order of the file's own text, only for the pieces that a control needs to read;
    None when not read or not readable. `layouts` are the same pages as they look, columns kept by
    blanks, of orders and invoices alone. `fields` are the form fields of these that show something;
    `empty_fields` what those that wait for a text are called. `scanned` are the pages (from 1) that show
    something else than their text, a picture of it; `mute` those of which some letters cannot be told;
    `recognised` those whose text OCR made out, ours or a layer of the file; `unread` those whose text could
    not be extracted. `signatures` are its signature fields, None
    when they could not be read; `integrity` what became of what was signed, None when it was not
    asked or pyHanko is not installed. `facturx` is the invoice that it embeds, `facturx_flaws` what of
    its data could not be read.
    """

    name: str
    readings: frozenset[str]
    guessed: bool
    size: int
    sha256: str | None = None
    state: PdfState | None = None
    looks_like: str = ""
    page_count: int | None = None
    pages: tuple[str, ...] | None = None
    layouts: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    empty_fields: tuple[str, ...] = ()
    scanned: tuple[int, ...] = ()
    mute: tuple[int, ...] = ()
    recognised: tuple[int, ...] = ()
    unread: tuple[int, ...] = ()
    signatures: tuple[Signature, ...] | None = ()
    integrity: tuple[Integrity, ...] | None = None
    facturx: FacturX | None = None
    facturx_flaws: tuple[DataFlaw, ...] = ()

    @cached_property
    def text(self) -> str:
        """Its whole text, normalised, form fields first, pages after each other."""
        return uncut("\n".join((*(one.value for one in self.fields), *(self.pages or ()))))

    @cached_property
    def plain(self) -> str:
        """Its text to look for phrases: one line, lower case, no accents, no word cut in two."""
        return plain_of(self.text)

    @cached_property
    def sheet(self) -> Sheet:
        """Its lines, and its figures with their labels."""
        return sheet_of(self.pages or (), self.layouts, labelled(self.fields))


@dataclass(frozen=True)
class Attachments:
    """The folder or zip of a dossier: what was found in it, and what is wrong with it.

    `refused`: nothing of it could be judged. `unopened`: pieces left aside, the time was spent.
    """

    label: str
    kind: str
    files: tuple[Attachment, ...] = ()
    noise: tuple[str, ...] = ()
    faults: tuple[BundleFault, ...] = ()
    refused: bool = False
    unopened: tuple[str, ...] = ()

    def named(self, written: str) -> Attachment | None:
        """The piece a request names: after NFC, with or without its extension, in any reading."""
        return self._by_name.get(unicodedata.normalize("NFC", written))

    @cached_property
    def _by_name(self) -> Mapping[str, Attachment]:
        names: dict[str, Attachment] = {piece.name: piece for piece in self.files}
        for piece in self.files:
            for reading in sorted(piece.readings):
                names.setdefault(reading, piece)
        # A file in a subfolder is still there; PIE013 tells the subfolder.
        bases = [name.rpartition("/")[2] for name in names]
        for name, piece in list(names.items()):
            base = name.rpartition("/")[2]
            if bases.count(base) == 1:
                names.setdefault(base, piece)
        for name, piece in list(names.items()):
            stem, dot, extension = name.rpartition(".")
            if dot and extension.lower() == "pdf":
                names.setdefault(stem, piece)
            else:
                names.setdefault(f"{name}.pdf", piece)
        return names


def by_name_alone(bundle: Bundle) -> Attachments:
    """The attachments of a bundle by their names alone."""
    pieces = (Attachment(one.name, one.readings, one.guessed, one.size) for one in bundle.entries)
    return Attachments(bundle.label, bundle.kind, tuple(pieces))
