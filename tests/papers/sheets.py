"""What each paper states: an order, an invoice, a VA or a MOM of a dossier, right or with one thing wrong."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from corridor import NUMERO_ANS, SUPPLIER, Corridor
from documents import CLIENT_QUALITY, IN_ORDER, VERIFIED
from wave_1 import SGL
from wave_2 import DPI
from writing import Dossier

from corpus.mutations import MUTATIONS, mutants
from corpus.outlines import TEMPLATES, Block, Outline
from corpus.spelling import ALL_STYLES, Style
from corpus.statement import Statement
from corpus.truth import Line, Supplier, Truth

Kind = Literal["order", "invoice", "VA", "MOM"]
Twin = Literal["", "ht", "ttc", "rate", "date", "identifiers"]

AMOUNTS: tuple[Twin, ...] = ("ht", "ttc", "rate")
TWINS: tuple[Twin, ...] = (*AMOUNTS, "date", "identifiers")
# Of a SONS with its VA, of another with a MOM: amounts of five figures, so that blanks part them.
_VA, _MOM = DPI, replace(SGL, acceptance="MOM")
_CODES: dict[Twin, frozenset[str]] = {
    "ht": frozenset({"DOC006", "DOC008", "DOC007"}),
    "ttc": frozenset({"DOC006", "DOC008", "DOC007"}),
    "rate": frozenset({"DOC005", "DOC006", "DOC008", "DOC007"}),
    "identifiers": frozenset({"DOC002", "DOC003"}),
}
_DATES: dict[Kind, frozenset[str]] = {
    "order": frozenset({"DOC004"}),
    "invoice": frozenset({"DOC023", "DOC032"}),
    "VA": frozenset({"DOC023", "DOC029"}),
    "MOM": frozenset({"DOC023", "DOC029"}),
}
# Every order as Intl.NumberFormat("fr-FR") writes, every invoice with plain blanks.
_STYLES: dict[Kind, str] = {"order": "intl", "invoice": "accounting", "VA": "intl", "MOM": "intl"}
_TEMPLATES: dict[Kind, str] = {"order": "pairs", "invoice": "table"}
_MSS = "secretariat@cabinet-exemple.mssante.fr"


@dataclass(frozen=True)
class Sheet:
    """One paper: the dossier it stands in, what it states and its outline.

    `twin`: what is wrong in it, "" where it is right.
    """

    kind: Kind
    twin: Twin
    corridor: Corridor
    statement: Statement
    outline: Outline

    @property
    def name(self) -> str:
        """As its folder is called."""
        return f"{self.kind}-{self.twin or 'right'}"

    @property
    def codes(self) -> frozenset[str]:
        """The controls that may tell this twin."""
        return _DATES[self.kind] if self.twin == "date" else _CODES[self.twin]

    def dossier(self, pdf: bytes) -> Dossier:
        """The dossier of its SONS, complete and right but for this paper."""
        made = self.corridor.avance() if self.kind == "order" else self.corridor.solde()
        place = 1 if self.kind in ("VA", "MOM") else 0
        made.pieces[list(made.pieces)[place]] = pdf
        return made


def sheets() -> Iterator[Sheet]:
    """The papers that each chain makes, each right one before its twins."""
    for kind, corridor in (("order", _VA), ("invoice", _MOM)):
        yield from _priced(kind, corridor)  # type: ignore[arg-type]
    yield from _acceptances("VA", _VA)
    yield from _acceptances("MOM", _MOM)


def _priced(kind: Literal["order", "invoice"], corridor: Corridor) -> Iterator[Sheet]:
    truth = truth_of(corridor, kind)
    style = _style(kind)
    for twin in ("", *TWINS):
        statement = Statement(_altered(truth, twin) if twin else truth, style)
        yield Sheet(kind, twin, corridor, statement, TEMPLATES[_TEMPLATES[kind]](statement))


def truth_of(corridor: Corridor, kind: Literal["order", "invoice"]) -> Truth:
    """What the order or the invoice of a dossier states."""
    figures, invoice = corridor.figures, kind == "invoice"
    siret, vat_number = SUPPLIER.siret, SUPPLIER.vat_number
    assert siret is not None
    assert vat_number is not None
    return Truth(
        name=corridor.sons,
        kind=kind,
        numero_editeur=corridor.number,
        number=f"F-{corridor.number}" if invoice else corridor.number,
        supplier=Supplier(SUPPLIER.name, SUPPLIER.address, siret, vat_number),
        client=corridor.client.name,
        client_address=corridor.client.address,
        identifiers=tuple(corridor.printed),
        order_date=corridor.ordered_on,
        document_date=corridor.invoiced_on if invoice else corridor.ordered_on - timedelta(days=6),
        lines=(Line(corridor.service, figures.ht, is_segur=True),),
        rate=figures.rate,
        ht=figures.ht,
        vat=figures.vat,
        ttc=figures.ttc,
    )


def _altered(truth: Truth, twin: Twin) -> Truth:
    if twin == "date" and truth.kind == "invoice":  # after its deposit
        return replace(truth, document_date=truth.document_date + timedelta(days=90))
    variant = "consistent" if twin == "identifiers" else "lone"
    [mutation] = (one for one in MUTATIONS if (one.field, one.variant) == (twin, variant))
    return next(mutants(mutation, truth))


def _acceptances(kind: Literal["VA", "MOM"], corridor: Corridor) -> Iterator[Sheet]:
    truth, day = truth_of(corridor, "order"), corridor.verified_on
    for twin, one, signed in (
        ("", truth, day),
        ("date", truth, truth.order_date - timedelta(days=5)),  # before the order
        ("identifiers", _altered(truth, "identifiers"), day),
    ):
        statement = Statement(one, _style(kind))
        outline = _acceptance(kind, corridor, statement, signed)
        yield Sheet(kind, twin, corridor, statement, outline)  # type: ignore[arg-type]


def _acceptance(
    kind: Literal["VA", "MOM"], corridor: Corridor, statement: Statement, signed: date
) -> Outline:
    words = {"VA": "VÉRIFICATION D'APTITUDE (VA)", "MOM": "MISE EN ORDRE DE MARCHE (MOM)"}
    facts = (
        ("Bon de commande n°", statement.truth.number),
        ("Solution installée", corridor.solution),
        ("N° de référencement ANS", NUMERO_ANS),
        ("Adresse MSSanté utilisée", _MSS),
    )
    end = (
        (VERIFIED if kind == "VA" else IN_ORDER,),
        (f"{corridor.signatory}, {CLIENT_QUALITY.lower()}",),
        (statement.said("Fait le", statement.style.day(signed)),),
        ("Signature et cachet",),
    )
    return (
        Block("line", tuple((one,) for one in statement.client_block())),
        Block("title", ((words[kind],),)),
        Block("pairs", facts),
        Block("line", end),
    )


def _style(kind: Kind) -> Style:
    return next(one for one in ALL_STYLES if one.name == _STYLES[kind])
