"""What an order or an invoice states, before any layout: the figures, the parties, the dates.

Everything is invented: names, SIREN in 9xx 000, RPPS in 1010000; keys are right.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal, NamedTuple

Kind = Literal["order", "invoice"]

# What a document and the JSON have in common; "date" is the signature of the order.
FIELDS = ("ht", "rate", "vat", "ttc", "date", "identifiers")
NOT_LIABLE = "TVA non applicable, article 293 B du CGI"
_CENT = Decimal("0.01")


class Line(NamedTuple):
    """One thing sold; the rate is the document's."""

    designation: str
    ht: Decimal
    is_segur: bool = False


@dataclass(frozen=True)
class Supplier:
    """The company that sells, as its letterhead shows it."""

    name: str
    address: tuple[str, ...]
    siret: str
    vat_number: str


@dataclass(frozen=True)
class Truth:
    """What one document states; `ht`, `vat` and `ttc` are those of the Prestation Ségur, in euros.

    `rate` is a percentage: 20, 8.5, 0. `lines` holds the Prestation Ségur and what is sold with
    it, which only some layouts draw. `exemption` is "" for a supplier liable to VAT.
    """

    name: str
    kind: Kind
    numero_editeur: str
    number: str
    supplier: Supplier
    client: str
    client_address: tuple[str, ...]
    identifiers: tuple[tuple[str, str], ...]
    order_date: date
    document_date: date
    lines: tuple[Line, ...]
    rate: Decimal
    ht: Decimal
    vat: Decimal
    ttc: Decimal
    exemption: str = ""

    @property
    def others(self) -> tuple[Line, ...]:
        """What is sold with the Prestation Ségur."""
        return tuple(line for line in self.lines if not line.is_segur)

    @property
    def designation(self) -> str:
        """What the Prestation Ségur is called."""
        return next(line.designation for line in self.lines if line.is_segur)

    def priced(self, ht: Decimal) -> "Truth":
        """The same with another price of the Prestation Ségur, VAT and TTC following."""
        lines = tuple(line._replace(ht=ht) if line.is_segur else line for line in self.lines)
        vat = vat_of(ht, self.rate)
        return replace(self, lines=lines, ht=ht, vat=vat, ttc=ht + vat)


def vat_of(ht: Decimal, rate: Decimal) -> Decimal:
    """The VAT of an amount, half a cent counting as one; 358.33 at 20 % gives 71.67."""
    return (ht * rate / 100).quantize(_CENT, ROUND_HALF_UP)


class Whole(NamedTuple):
    """The totals of all that a document sells."""

    ht: Decimal
    vat: Decimal
    ttc: Decimal


def whole_of(truth: Truth) -> Whole:
    """The Prestation Ségur and the other lines together, the VAT of each of these reckoned apart."""
    ht = sum((line.ht for line in truth.lines), Decimal(0))
    vat = truth.vat + sum((vat_of(line.ht, truth.rate) for line in truth.others), Decimal(0))
    return Whole(ht, vat, ht + vat)


def expected_json_request(truth: Truth) -> dict[str, Any]:
    """The figures a JSON request holds, by field of `FIELDS`; `identifiers` are plain numbers."""
    return {
        "ht": truth.ht,
        "rate": truth.rate,
        "vat": truth.vat,
        "ttc": truth.ttc,
        "date": truth.order_date,
        "identifiers": tuple(value for _, value in truth.identifiers),
    }


_SARRASINE = Supplier(
    "Logiciels Sarrasine SAS",
    ("14 rue des Tisserands", "99200 Montreval"),
    "90000017500019",
    "FR40900000175",
)
_ALCYON = Supplier(
    "Alcyon Santé", ("Parc des Aubiers, bâtiment 3", "99650 Sorlin"), "91000027200013", "FR17910000272"
)  # fmt: skip
_FILAOS = Supplier(
    "Éditions Filaos SARL", ("2 chemin des Girofliers", "97499 Bellepierre"), "92000037900015", "FR93920000379"
)  # fmt: skip

_HOSTING = Line("Hébergement HDS, abonnement annuel", Decimal("1188.00"))
_TRAINING = Line("Formation complémentaire, 2 jours", Decimal("1640.00"))
_READER = Line("Lecteur de carte CPS", Decimal("64.90"))


def _order(  # noqa: PLR0913 - an order has as many mentions
    name: str,
    supplier: Supplier,
    client: tuple[str, ...],
    identifiers: tuple[tuple[str, str], ...],
    segur: tuple[str, str],
    rate: str,
    signed: date,
    *,
    others: tuple[Line, ...],
    exemption: str = "",
) -> Truth:
    """One order, its document edited some days before it was signed."""
    designation, price = segur
    ht, percent = Decimal(price), Decimal(rate)
    vat = vat_of(ht, percent)
    number = f"BDC-{signed:%Y}-{signed.timetuple().tm_yday:03}"
    return Truth(
        name=name,
        kind="order",
        numero_editeur=number,
        number=number,
        supplier=supplier,
        client=client[0],
        client_address=client[1:],
        identifiers=identifiers,
        order_date=signed,
        document_date=signed - timedelta(days=6),
        lines=(others[0], Line(designation, ht, is_segur=True), *others[1:]),
        rate=percent,
        ht=ht,
        vat=vat,
        ttc=ht + vat,
        exemption=exemption,
    )


def orders() -> tuple[Truth, ...]:
    """One order of each kind of client; the invoices of `truths` follow from them."""
    return (
        _order(
            "liberal",
            _SARRASINE,
            ("Dr Ambre Exemplaire", "3 allée du Vœu", "99310 Saint-Aubin"),
            (("RPPS", "10100000016"),),
            ("Prestation Ségur MDV, installation et formation", "358.33"),
            "20",
            date(2025, 3, 12),
            others=(_READER, Line("Abonnement logiciel, 12 mois", Decimal("1068.00"))),
        ),
        _order(
            "hospital",
            _ALCYON,
            ("Centre hospitalier des Trois-Vallées", "1 avenue de l'Hôpital", "33999 Valjoie"),
            (("FINESS juridique", "330009119"), ("FINESS PMSI", "330009127")),
            ("Prestation Ségur DPI vague 2", "64000.00"),
            "20",
            date(2024, 11, 1),
            others=(Line("Reprise de données", Decimal("7350.00")), _TRAINING),
        ),
        _order(
            "drom",
            _FILAOS,
            ("Pharmacie des Flamboyants", "18 rue du Volcan", "97480 Saint-Joseph"),
            (("FINESS", "970400883"), ("SIRET", "93000047600018")),
            ("Prestation Ségur LGO", "2850.00"),
            "8.5",
            date(2025, 6, 23),
            others=(_READER, _HOSTING),
        ),
        _order(
            "exempt",
            _SARRASINE,
            ("Dr Côme Imaginaire", "27 quai des Tanneurs", "99120 Brumelle"),
            (("N° RPPS", "10100001238"),),
            ("Prestation Ségur de la santé", "1290.00"),
            "0",
            date(2025, 9, 30),
            others=(_READER,),
            exemption=NOT_LIABLE,
        ),
        _order(
            "ehpad",
            _ALCYON,
            ("EHPAD Les Hautes Mauves", "5 place du Grenier", "49999 Lormeau"),
            (("FINESS géographique", "490001237"), ("SIRET", "94000057300011")),
            ("Prestation Ségur ESMS, DUI", "4865.40"),
            "20",
            date(2024, 2, 29),
            others=(_HOSTING, _TRAINING),
        ),
        _order(
            "corsica",
            _ALCYON,
            ("Laboratoire du Maquis Rouge", "9 cours des Arbousiers", "20299 Pietralba"),
            (("FINESS juridique", "2B0000186"), ("FINESS géographique", "2B0000772")),
            ("Prestation Ségur SGL", "12345.67"),
            "20",
            date(2025, 1, 8),
            others=(_TRAINING,),
        ),
        _order(
            "practice",
            _SARRASINE,
            ("Maison de santé du Pré-Vert", "44 rue des Lavoirs", "99510 Vaucerre"),
            (("RPPS", "10100004562"), ("RPPS", "10100007896")),
            ("Forfait Ségur, deux praticiens", "716.66"),
            "20",
            date(2025, 4, 2),
            others=(Line("Abonnement logiciel, 12 mois", Decimal("2136.00")),),
        ),
        _order(
            "imaging",
            _ALCYON,
            ("SCM Imagerie du Lac", "120 boulevard des Cygnes", "99740 Annecille"),
            (("FINESS", "670780055"), ("SIRET", "95000067900015")),
            ("Prestation Ségur RIS, dispositif DRIMbox", "17480.25"),
            "20",
            date(2025, 12, 18),
            others=(_HOSTING,),
        ),
    )


def truths() -> Iterator[Truth]:
    """The orders and their invoices, issued two months later."""
    for order in orders():
        yield order
        month = order.order_date.month + 2
        issued = date(order.order_date.year + (month > 12), (month - 1) % 12 + 1, 17)
        yield replace(
            order,
            name=f"{order.name}-invoice",
            kind="invoice",
            number=f"FA{issued:%y%m}-0{order.order_date:%d}7",
            document_date=issued,
        )
