"""The neutral model of an import file: what the controls read, whatever the official names.

The only module that knows the keys of the file. It is tolerant: a value of the wrong type (a
number between quotes, a list for an object) is read where its meaning is plain, else it is None;
the anomaly itself is the business of the FMT controls.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

from msgspec import Struct

from segur_check.dates import read_date
from segur_check.identifiers import plain
from segur_check.money import is_sane

Tree = dict[str, Any]


class Text(Struct, frozen=True):
    """A text of the file and where it stands."""

    value: str
    pointer: str

    @property
    def plain(self) -> str:
        """Without blanks, in capitals: the form identifiers are compared by."""
        return plain(self.value)


class Amounts(Struct, frozen=True):
    """The four figures of an order or an invoice: euros, and a rate in percent."""

    pointer: str
    ht: Decimal | None
    rate: Decimal | None
    vat: Decimal | None
    ttc: Decimal | None

    @property
    def implied_vat(self) -> Decimal | None:
        """The VAT written, else what TTC and HT leave."""
        if self.vat is not None:
            return self.vat
        return None if self.ttc is None or self.ht is None else self.ttc - self.ht


class Order(Struct, frozen=True):
    """`commande`: the order signed by the client."""

    pointer: str
    signed_on: date | None
    regime: str | None
    amounts: Amounts


class Invoice(Struct, frozen=True):
    """`facture` (solde)."""

    pointer: str
    number: str | None
    issued_on: date | None
    amounts: Amounts
    client_name: str | None


class Verification(Struct, frozen=True):
    """`verification` (solde): the VA, the MOM or the PV de VSR."""

    pointer: str
    kind: str | None
    signed_on: date | None
    signatory: str | None
    addresses: tuple[Text, ...]


class Identifier(Struct, frozen=True):
    """One identifier of a client: its type as the texts name it, its text, its pointer."""

    kind: str  # "RPPS", "FINESSJuridique", "FINESSGeo", "FINESSPMSI", "SIRET"
    text: Text

    @property
    def key(self) -> tuple[str, str]:
        """Type and plain form; the national form of an RPPS (8 + RPPS) is the same person."""
        value = self.text.plain
        if self.kind == "RPPS" and len(value) == len("810000001916") and value.startswith("8"):
            value = value[1:]
        if self.kind.startswith("FINESS") and value.isdigit():
            value = value.zfill(len("330781196"))
        return self.kind, value


class Former(Struct, frozen=True):
    """A client before or after a merger (`historiques[]`, `nouveau`)."""

    pointer: str
    identifiers: tuple[Identifier, ...]
    reason: str | None


class Structure(Struct, frozen=True):
    """`beneficiaires.structure`, when something identifies it."""

    pointer: str
    name: str | None
    postal_code: Text | None
    category_juridique: Text | None
    category_geo: Text | None


class Beneficiaries(Struct, frozen=True):
    """Who the client is."""

    pointer: str
    ordered_for: str | None
    identifiers: tuple[Identifier, ...]
    has_liberal: bool
    structure: Structure
    historiques: tuple[Former, ...]
    nouveau: Former | None
    mails: tuple[Text, ...]
    phones: tuple[Text, ...]
    is_mandataire: bool | None
    mandataire: dict[str, Text | None]
    names: tuple[str, ...]

    def of(self, *kinds: str) -> tuple[Identifier, ...]:
        """The client's identifiers of these types, in the order of the file."""
        return tuple(one for one in self.identifiers if one.kind in kinds)

    @property
    def merger(self) -> bool:
        """Whether a merger or a split is declared."""
        return bool(self.historiques) or self.nouveau is not None


class Justificatif(Struct, frozen=True):
    """An entry of `piecesJustificatives`: what links a request to a file."""

    pointer: str
    name: str | None
    kind: str | None


@dataclass(frozen=True)
class Request:
    """One `ligne` of the file; `tree` is its parsed object with our names for the keys."""

    index: int
    pointer: str
    tree: Tree
    number: int | None
    action: str | None
    numero_asp: str | None
    numero_editeur: str | None
    service_type: str | None
    order: Order | None
    invoice: Invoice | None
    verification: Verification | None
    mss_indicator: str | None
    beneficiaries: Beneficiaries
    justificatifs: tuple[Justificatif, ...]
    profile: str | None

    @cached_property
    def amounts(self) -> Amounts | None:
        """The amounts to judge by: the invoice's when it has an HT, else the order's."""
        for document in (self.invoice, self.order):
            if document is not None and document.amounts.ht is not None:
                return document.amounts
        return None

    @property
    def priced(self) -> Iterator[Amounts]:
        """The amounts of the order, then of the invoice, as far as they stand in the file."""
        for document in (self.order, self.invoice):
            if document is not None:
                yield document.amounts


@dataclass(frozen=True)
class ImportFile:
    """The whole file: supplier, solution, requests."""

    tree: Tree
    numero_ans: str | None
    siret: str | None
    requests: tuple[Request, ...]


def read_import(tree: object) -> ImportFile:
    """The model of a parsed file (keys already in our names); never raises on its content."""
    root = _table(tree)
    return ImportFile(
        tree=root,
        numero_ans=_text(root.get("numeroAns")),
        siret=_text(root.get("siret")),
        requests=tuple(
            _request(index, ligne)
            for index, ligne in enumerate(_items(root.get("lignesImport")))
            if isinstance(ligne, dict)
        ),
    )


def _request(index: int, ligne: Tree) -> Request:
    at = f"/lignesImport/{index}"
    return Request(
        index=index,
        pointer=at,
        tree=ligne,
        number=_integer(ligne.get("numLigne")),
        action=_text(ligne.get("typeAction")),
        numero_asp=_text(ligne.get("numeroASP")),
        numero_editeur=_text(ligne.get("numeroEditeur")),
        service_type=_text(ligne.get("typePrestation")),
        order=_order(ligne.get("commande"), f"{at}/commande"),
        invoice=_invoice(ligne.get("facture"), f"{at}/facture"),
        verification=_verification(ligne.get("verification"), f"{at}/verification"),
        mss_indicator=_text(ligne.get("deploiementMSS"), strip=False),
        beneficiaries=_beneficiaries(ligne.get("beneficiaires"), f"{at}/beneficiaires"),
        justificatifs=tuple(
            Justificatif(
                f"{at}/piecesJustificatives/{place}",
                _text(piece.get("nomFichier"), strip=False),
                _text(piece.get("typeFichier")),
            )
            for place, piece in enumerate(_items(ligne.get("piecesJustificatives")))
            if isinstance(piece, dict)
        ),
        profile=_text(_table(ligne.get("scenarioInstallation")).get("profil")),
    )


def _amounts(table: Tree, at: str) -> Amounts:
    return Amounts(
        at,
        ht=amount(table.get("montantSegurHT")),
        rate=amount(table.get("tauxTVA")),
        vat=amount(table.get("montantTVA")),
        ttc=amount(table.get("montantSegurTTC")),
    )


def _order(value: object, at: str) -> Order | None:
    if not isinstance(value, dict):
        return None
    signed = _date(value.get("dateCommande"))
    return Order(at, signed, _text(value.get("regimeTVA")), _amounts(value, at))


def _invoice(value: object, at: str) -> Invoice | None:
    if not isinstance(value, dict):
        return None
    return Invoice(
        at,
        number=_text(value.get("numeroFacture")),
        issued_on=_date(value.get("dateFacture")),
        amounts=_amounts(value, at),
        client_name=_text(value.get("nomClient")),
    )


def _verification(value: object, at: str) -> Verification | None:
    if not isinstance(value, dict):
        return None
    return Verification(
        at,
        kind=_text(value.get("type")),
        signed_on=_date(value.get("dateSignature")),
        signatory=_text(value.get("nomSignataire")),
        addresses=tuple(_texts(value.get("adressesMSS"), f"{at}/adressesMSS")),
    )


_STRUCTURE_KEYS = {
    "FINESSJuridique": "FINESSJuridique",
    "FINESSGeo": "FINESSGeo",
    "FINESSPMSI": "FINESSPMSI",
    "siret": "SIRET",
}


def _beneficiaries(value: object, at: str) -> Beneficiaries:
    table = _table(value)
    liberal = [
        (f"{at}/liberal/{place}", person)
        for place, person in enumerate(_items(table.get("liberal")))
        if isinstance(person, dict)
    ]
    structure, below = _table(table.get("structure")), f"{at}/structure"
    mandataire = {
        key: _first(_texts(table.get(key), f"{at}/{key}"))
        for key in ("nomMandataire", "emailMandataire", "telephoneMandataire")
    }
    people: list[tuple[Tree, str, str]] = [
        (table, at, "Mandataire"),
        (structure, below, "Responsable"),
    ]
    people += [(person, pointer, "Medecin") for pointer, person in liberal]
    identifiers = [
        Identifier("RPPS", text)
        for pointer, person in liberal
        for text in _texts(person.get("RPPS"), f"{pointer}/RPPS")
    ]
    identifiers += _identifiers(structure, below)
    return Beneficiaries(
        pointer=at,
        ordered_for=_text(table.get("commandePour")),
        identifiers=tuple(identifiers),
        has_liberal=bool(liberal),
        structure=Structure(
            below,
            name=_text(structure.get("raisonSociale")),
            postal_code=_first(_texts(structure.get("codePostal"), f"{below}/codePostal")),
            category_juridique=_first(
                _texts(
                    structure.get("categorieFINESSJuridique"), f"{below}/categorieFINESSJuridique"
                )
            ),
            category_geo=_first(
                _texts(structure.get("categorieFINESSGeo"), f"{below}/categorieFINESSGeo")
            ),
        ),
        historiques=tuple(
            _former(former, f"{at}/historiques/{place}")
            for place, former in enumerate(_items(table.get("historiques")))
            if isinstance(former, dict)
        ),
        nouveau=_former(table["nouveau"], f"{at}/nouveau")
        if isinstance(table.get("nouveau"), dict)
        else None,
        mails=_said(people, "email"),
        phones=_said(people, "telephone"),
        is_mandataire=_boolean(table.get("isMandataire")),
        mandataire=mandataire,
        names=tuple(text.value for text in _said(people[1:], "nom")),
    )


def _said(people: list[tuple[Tree, str, str]], what: str) -> tuple[Text, ...]:
    return tuple(
        text
        for table, pointer, who in people
        for text in _texts(table.get(f"{what}{who}"), f"{pointer}/{what}{who}")
    )


def _former(table: Tree, at: str) -> Former:
    found = [Identifier("RPPS", text) for text in _texts(table.get("RPPS"), f"{at}/RPPS")]
    return Former(at, (*found, *_identifiers(table, at)), _text(table.get("motif")))


def _identifiers(table: Tree, at: str) -> list[Identifier]:
    return [
        Identifier(kind, text)
        for key, kind in _STRUCTURE_KEYS.items()
        for text in _texts(table.get(key), f"{at}/{key}")
    ]


def _table(value: object) -> Tree:
    return value if isinstance(value, dict) else {}


def _items(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: object, *, strip: bool = True) -> str | None:
    """A text, or a whole number as text; blank is the same as absent."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    text = str(value)
    return (text.strip() if strip else text) if text.strip() else None


def _texts(value: object, at: str) -> Iterator[Text]:
    """The texts of a value that may be one or a list, each with its pointer."""
    if isinstance(value, list):
        for place, inner in enumerate(value):
            text = _text(inner, strip=False)
            if text is not None:
                yield Text(text, f"{at}/{place}")
    else:
        text = _text(value, strip=False)
        if text is not None:
            yield Text(text, at)


def _first(texts: Iterator[Text]) -> Text | None:
    return next(texts, None)


def _integer(value: object) -> int | None:
    number = amount(value)
    return int(number) if number is not None and number == number.to_integral_value() else None


def _boolean(value: object) -> bool | None:
    if isinstance(value, bool):
        return value
    return (
        {"true": True, "false": False}.get(str(value).lower()) if isinstance(value, str) else None
    )


def _date(value: object) -> date | None:
    read = read_date(value.strip()) if isinstance(value, str) else None
    return read[0] if read else None


_LONGEST_NUMBER = 40


def amount(value: object) -> Decimal | None:
    """A number of the file, also between quotes ("358,33"); None when it cannot be reckoned with."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        written = "".join(value.split()).removesuffix("€").removesuffix("%").replace(",", ".")
        if not written or len(written) > _LONGEST_NUMBER:
            return None
        try:
            value = Decimal(written)
        except InvalidOperation:
            return None
    elif isinstance(value, int):
        if abs(value) >= 10**12:
            return None
        value = Decimal(value)
    return value if isinstance(value, Decimal) and is_sane(value) else None
