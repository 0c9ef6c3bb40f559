"""Everything a control may look at, frozen: no control opens a file or reads a clock."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct, field
from msgspec.structs import replace

from segur_check.case.lot import Lot
from segur_check.case.status import is_back
from segur_check.dossier.attachments import Attachments
from segur_check.dossier.avance import Avance, Avances
from segur_check.dossier.json.text import JsonText
from segur_check.dossier.request import ImportFile, Request
from segur_check.dossier.shape import Shape, ShapeFault
from segur_check.rules.corridor import Corridor
from segur_check.settings.dossier import DossierSettings
from segur_check.settings.supplier import Settings, Solution
from segur_check.values.dates import Deposit
from segur_check.values.step import Step


class Context(Struct, frozen=True):
    """A file, or one request of it, with all that bears on it.

    `request` is None when a control looks at the file as a whole. `without_json`: the step has no
    JSON, or the SONS may do without; `request` is then an empty one, which stands for the dossier.
    `lot` is None when the dossier is checked alone. `named_beside` are the attachments that another
    JSON of the folder lists, and no request of this one.
    """

    text: JsonText
    shape: Shape
    file: ImportFile
    step: Step
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
        """The same file, with one of its requests in view."""
        return replace(self, request=request)

    @property
    def line(self) -> Request:
        """The request that a control of request scope looks at."""
        if self.request is None:
            msg = "this control looks at one request"
            raise ValueError(msg)
        return self.request

    def shape_faults(self, *kinds: str) -> Iterator[ShapeFault]:
        """The faults of these kinds in the shape of the file: "missing", "type", "code"."""
        return (fault for fault in self.shape.faults if fault.kind in kinds)

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
        """The request of the avance that has the same numéro éditeur."""
        avance, number = self.avance, self.line.numero_editeur
        return avance.by_number[number] if avance is not None and number is not None else None

    @property
    def ordered(self) -> tuple[str, date, str | None] | None:
        """The date of the order: its pointer, the day, and the avance's label if only it has it."""
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
        """The deposit that counts for the windows: the first one, when the request was sent back."""
        earlier = self.dossier.deja_depose
        if earlier is not None and is_back(self.dossier.file.statut):
            return Deposit.at(earlier, "dossier.toml")
        return self.deposit
