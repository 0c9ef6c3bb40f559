"""Everything a control may look at, frozen: no control opens a file or reads a clock."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from msgspec import Struct, field
from msgspec.structs import replace

from segur_check.dossier.bundle import BundleFault
from segur_check.dossier.jsontext import JsonText
from segur_check.dossier.request import Identifier, ImportFile, Request
from segur_check.dossier.shape import Shape
from segur_check.pieces.data_flaws import Flaw
from segur_check.pieces.fields import Field, labelled
from segur_check.pieces.integrity import Integrity
from segur_check.pieces.invoice import FacturX
from segur_check.pieces.pdf import PdfState
from segur_check.pieces.phrases import plain_of, uncut
from segur_check.pieces.sheet import Sheet, sheet_of
from segur_check.pieces.signatures import Signature
from segur_check.rules.corridor import Corridor
from segur_check.settings.dossier import DossierSettings
from segur_check.settings.supplier import Settings, Solution
from segur_check.values.dates import Deposit
from segur_check.values.step import Step
from segur_check.values.text import without_accents


class Piece(Struct, frozen=True, dict=True):
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
    facturx_flaws: tuple[Flaw, ...] = ()

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
    pieces: tuple[Piece, ...] = ()
    noise: tuple[str, ...] = ()
    faults: tuple[BundleFault, ...] = ()
    refused: bool = False
    unopened: tuple[str, ...] = ()

    def named(self, written: str) -> Piece | None:
        """The piece a request names: after NFC, with or without its extension, in any reading."""
        return self._by_name.get(unicodedata.normalize("NFC", written))

    @cached_property
    def _by_name(self) -> Mapping[str, Piece]:
        names: dict[str, Piece] = {piece.name: piece for piece in self.pieces}
        for piece in self.pieces:
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


@dataclass(frozen=True)
class Avance:
    """An avance file."""

    label: str
    file: ImportFile
    text: JsonText
    shape: Shape

    @cached_property
    def by_number(self) -> Mapping[str, Request]:
        """The requests of the avance by numéro éditeur."""
        return {one.numero_editeur: one for one in self.file.requests if one.numero_editeur}


@dataclass(frozen=True)
class Avances:
    """The avance files that a solde is compared with, in the order given."""

    files: tuple[Avance, ...] = ()

    @cached_property
    def holders(self) -> Mapping[str, Avance]:
        """The avance that holds a numéro éditeur; of two, the last given."""
        return {number: one for one in self.files for number in one.by_number}


class Neighbour(Struct, frozen=True):
    """A request of another dossier of the lot: its file, its `numLigne`, its number, its clients."""

    file: str
    line: int
    number: str | None
    identifiers: tuple[Identifier, ...] = ()

    def of(self, *kinds: str) -> tuple[Identifier, ...]:
        """The client's identifiers of these types."""
        return tuple(one for one in self.identifiers if one.kind in kinds)


class Lot(Struct, frozen=True):
    """What the other dossiers of a lot hold that this dossier holds too.

    `numbers`: by numéro éditeur, the requests of other files of the same step that bear it;
    `clients`: those of the same SONS and step that may ask for the same clients; `contents`: by the
    SHA-256 of an attachment, its type and the request of another number that it is joined to.
    `paired`: the avances, if any, are those that the lot holds for this solde. `requests` and `accepted` are of the whole lot: how many, and whether
    the ASP is said to have accepted one.
    """

    numbers: dict[str, tuple[Neighbour, ...]] = {}
    clients: tuple[Neighbour, ...] = ()
    contents: dict[str, tuple[tuple[str, Neighbour], ...]] = {}
    paired: bool = False
    requests: int = 0
    accepted: bool = False


class Context(Struct, frozen=True):
    """A file, or one request of it, with all that bears on it.

    `request` is None when a control looks at the file as a whole. `without_json`: the step has no
    JSON, or the SONS may do without; `request` is then an empty one, the dossier itself. `lot` is
    None when the dossier is checked alone. `named_beside` are the attachments that no request of
    the file names, and that another JSON of its folder does.
    """

    text: JsonText
    shape: Shape
    file: ImportFile
    phase: Step
    corridor: Corridor
    deposit: Deposit
    settings: Settings = field(default_factory=Settings)
    dossier: DossierSettings = field(default_factory=DossierSettings)
    attachments: Attachments | None = None
    named_beside: frozenset[str] = frozenset()
    avances: Avances = field(default_factory=Avances)
    request: Request | None = None
    without_json: bool = False
    lot: Lot | None = None

    def of(self, request: Request) -> "Context":
        """The same file, with a request of it in view."""
        return replace(self, request=request)

    @property
    def line(self) -> Request:
        """The request that a control of request scope looks at."""
        if self.request is None:
            msg = "this control looks at one request"
            raise ValueError(msg)
        return self.request

    @property
    def solution(self) -> Solution | None:
        """The supplier's solution that the file names, when the settings know it."""
        return self.settings.solution(self.file.numero_ans, self.corridor.sons)

    @property
    def avance(self) -> Avance | None:
        """The avance that holds the request in view, by its numéro éditeur."""
        if not self.avances.files or self.line.numero_editeur is None:
            return None
        return self.avances.holders.get(self.line.numero_editeur)

    @property
    def in_avance(self) -> Request | None:
        """The request of the avance that bears the same numéro éditeur."""
        avance, number = self.avance, self.line.numero_editeur
        return avance.by_number[number] if avance is not None and number is not None else None

    @property
    def ordered(self) -> tuple[str, date, str | None] | None:
        """The order's date: its pointer, the day, and the avance file where only that holds it."""
        order, label = self.line.order, None
        if (order is None or order.signed_on is None) and self.avance is not None:
            order, label = self.in_avance.order if self.in_avance else None, self.avance.label
        if order is None or order.signed_on is None:
            return None
        return f"{order.pointer}/dateCommande", order.signed_on, label

    @property
    def service_type(self) -> str | None:
        """The type of prestation of the request, else of its avance."""
        avance = self.in_avance
        return self.line.service_type or (avance.service_type if avance else None)

    @property
    def first_deposit(self) -> Deposit:
        """The deposit that the windows judge: the first one, when the request comes back."""
        earlier = self.dossier.deja_depose
        if earlier is not None and is_back(self.dossier.file.statut):
            return Deposit.at(earlier, "dossier.toml")
        return self.deposit


def is_back(statut: str | None) -> bool:
    """Whether a status is "A modifier", whatever its case and accents."""
    return statut is not None and without_accents(statut) == "a modifier"
