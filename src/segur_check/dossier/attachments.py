"""The attachments of a dossier, and what was read of them."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from msgspec import Struct

from segur_check.dossier.bundle.bundle import Bundle, BundleFault, Entry
from segur_check.pieces.einvoice.data_flaws import DataFlaw
from segur_check.pieces.einvoice.invoice import FacturX
from segur_check.pieces.figures.sheet import Sheet, sheet_of
from segur_check.pieces.forms.fields import Field, labelled
from segur_check.pieces.pdf.opening import PdfState
from segur_check.pieces.signing.integrity import Integrity
from segur_check.pieces.signing.signatures import Signature
from segur_check.pieces.words.kinds import guessed_kind
from segur_check.pieces.words.phrases import plain_of, uncut


class Attachment(Struct, frozen=True, dict=True):
    """An attachment, as far as it was looked at.

    `sha256` is None for a file that could not be read. `pages` are the texts of its text layer, page
    by page, in the order of the file, only for the attachments that a control needs to read; None
    when they were not read or are not readable. `layouts` are the same pages as they look, columns
    kept apart by blanks, of orders and invoices alone; `fields` are the form fields of these that
    show something, `empty_fields` the names of those that wait for a text.

    Of pages, by number from 1: `scanned` show a picture of their text, `mute` have letters that
    cannot be told, `recognised` have a text that OCR made out, ours or a layer of the file; the text
    of the `unread` could not be extracted; `drawn_on` have a picture or a drawing where someone may sign.

    `signatures` are its signature fields, None when they could not be read; `integrity` what became
    of what was signed, None when nobody asked or pyHanko is not installed. `facturx` is the invoice
    that it embeds, `facturx_flaws` what could not be read of its data.
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
    drawn_on: tuple[int, ...] = ()
    signatures: tuple[Signature, ...] | None = ()
    integrity: tuple[Integrity, ...] | None = None
    facturx: FacturX | None = None
    facturx_flaws: tuple[DataFlaw, ...] = ()

    @cached_property
    def text(self) -> str:
        """Its whole text, normalised: the form fields, then page after page."""
        field_texts = (field.value for field in self.fields)
        return uncut("\n".join((*field_texts, *(self.pages or ()))))

    @cached_property
    def plain(self) -> str:
        """Its text to look for phrases in: one line, lower case, no accents, no word cut in two."""
        return plain_of(self.text)

    @cached_property
    def sheet(self) -> Sheet:
        """Its lines, and its figures with their labels."""
        return sheet_of(self.pages or (), self.layouts, labelled(self.fields))

    @cached_property
    def guessed_kind(self) -> str | None:
        """The type that its title names, whatever it is listed as."""
        return guessed_kind(self.pages or ())


@dataclass(frozen=True)
class Attachments:
    """The folder or zip of a dossier: what was found in it, and what is wrong with it.

    `refused`: nothing of it could be judged. `unopened`: files left aside, the time being spent.
    """

    label: str
    kind: str
    files: tuple[Attachment, ...] = ()
    noise: tuple[str, ...] = ()
    faults: tuple[BundleFault, ...] = ()
    refused: bool = False
    unopened: tuple[str, ...] = ()

    def named(self, written: str) -> Attachment | None:
        """The file that a request names: in NFC, with or without its extension, in any reading."""
        return self._by_name.get(unicodedata.normalize("NFC", written))

    @cached_property
    def _by_name(self) -> Mapping[str, Attachment]:
        by_name: dict[str, Attachment] = {file.name: file for file in self.files}
        for file in self.files:
            for reading in sorted(file.readings):
                by_name.setdefault(reading, file)
        # A file in a subfolder is not missing; PIE013 tells the subfolder.
        bases = [name.rpartition("/")[2] for name in by_name]
        for name, file in list(by_name.items()):
            base = name.rpartition("/")[2]
            if bases.count(base) == 1:
                by_name.setdefault(base, file)
        for name, file in list(by_name.items()):
            stem, dot, extension = name.rpartition(".")
            if dot and extension.lower() == "pdf":
                by_name.setdefault(stem, file)
            else:
                by_name.setdefault(f"{name}.pdf", file)
        return by_name


def left_unopened(entry: Entry) -> Attachment:
    """An attachment that was not opened."""
    return Attachment(entry.name, entry.readings, entry.guessed, entry.size)


def by_name_alone(bundle: Bundle) -> Attachments:
    """The attachments of a bundle, none of them opened."""
    return Attachments(bundle.label, bundle.kind, tuple(map(left_unopened, bundle.entries)))
