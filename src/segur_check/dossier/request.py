"""The neutral model of an import file: what the controls look at, whatever the official names.

No value here can hold itself: the collector of cycles need not look at them (`gc=False`).
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from msgspec import Struct

from segur_check.values.identifiers import (
    Flaw,
    canonical,
    finess_flaw,
    plain,
    rpps_flaw,
    siret_flaw,
)

Tree = dict[str, Any]


class Text(Struct, frozen=True, gc=False):
    """A text of the file and where it stands."""

    value: str
    pointer: str

    @property
    def plain(self) -> str:
        """Without blanks, in capitals: the form identifiers are compared by."""
        return plain(self.value)


class Amounts(Struct, frozen=True, gc=False):
    """The four figures of an order or an invoice: euros, and a rate in percent."""

    pointer: str
    ht: Decimal | None
    rate: Decimal | None
    vat: Decimal | None
    ttc: Decimal | None

    @property
    def implied_vat(self) -> Decimal | None:
        """The VAT as it is written, else the TTC less the HT."""
        if self.vat is not None:
            return self.vat
        return None if self.ttc is None or self.ht is None else self.ttc - self.ht


class Order(Struct, frozen=True, gc=False):
    """`commande`: the order signed by the client."""

    pointer: str
    signed_on: date | None
    regime: str | None
    amounts: Amounts


class Invoice(Struct, frozen=True, gc=False):
    """`facture` (solde)."""

    pointer: str
    number: str | None
    issued_on: date | None
    amounts: Amounts
    client_name: str | None


class Verification(Struct, frozen=True, gc=False):
    """`verification` (solde): the VA, the MOM or the PV de VSR."""

    pointer: str
    kind: str | None
    signed_on: date | None
    signatory: str | None
    addresses: tuple[Text, ...]


class Identifier(Struct, frozen=True, gc=False):
    """One identifier of a client: its type as the texts name it, its text, its pointer.

    `key` is its type and its canonical form: what tells that two numbers are the same.
    """

    kind: str  # "RPPS", "FINESSJuridique", "FINESSGeo", "FINESSPMSI", "SIRET"
    text: Text
    key: tuple[str, str]

    @property
    def flaw(self) -> Flaw | None:
        """What is wrong with the number; None when it is right."""
        return _JUDGES.get(self.kind, finess_flaw)(self.text.plain)


_JUDGES = {"RPPS": rpps_flaw, "SIRET": siret_flaw}


def identifier(kind: str, text: Text) -> Identifier:
    """A text of the file as an identifier of a type."""
    return Identifier(kind, text, (kind, canonical(text.value)))


class Former(Struct, frozen=True, gc=False):
    """A client before or after a merger (`historiques[]`, `nouveau`)."""

    pointer: str
    identifiers: tuple[Identifier, ...]
    reason: str | None


class Structure(Struct, frozen=True, gc=False):
    """`beneficiaires.structure`, when something identifies it."""

    pointer: str
    name: str | None
    postal_code: Text | None
    category_juridique: Text | None
    category_geo: Text | None


class Beneficiaries(Struct, frozen=True, dict=True):
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
    keys: frozenset[str]
    names: tuple[str, ...]

    def of(self, *kinds: str) -> tuple[Identifier, ...]:
        """The client's identifiers of these types, in the order of the file."""
        if len(kinds) == 1:
            return self._of_a_kind.get(kinds[0], ())
        return tuple([number for number in self.identifiers if number.kind in kinds])

    @cached_property
    def _of_a_kind(self) -> dict[str, tuple[Identifier, ...]]:
        by_kind: dict[str, list[Identifier]] = {}
        for number in self.identifiers:
            by_kind.setdefault(number.kind, []).append(number)
        return {kind: tuple(numbers) for kind, numbers in by_kind.items()}

    @property
    def named(self) -> tuple[Identifier, ...]:
        """Every identifier of a client, those of a merger too."""
        if not self.merger:
            return self.identifiers
        formers = (*self.historiques, *((self.nouveau,) if self.nouveau is not None else ()))
        of_formers = (number for former in formers for number in former.identifiers)
        return (*self.identifiers, *of_formers)

    @cached_property
    def flawed(self) -> tuple[tuple[Identifier, Flaw], ...]:
        """The identifiers that are not right, those of a merger too, and what is wrong."""
        judged = [(number, number.flaw) for number in self.named]
        return tuple([(number, flaw) for number, flaw in judged if flaw is not None])

    @property
    def merger(self) -> bool:
        """Whether a merger or a split is declared."""
        return bool(self.historiques) or self.nouveau is not None


class ListedAttachment(Struct, frozen=True, gc=False):
    """A line of `piecesJustificatives`: what links a request to an attachment."""

    pointer: str
    name: str | None
    kind: str | None
    written_name: object = None


class Request(Struct, frozen=True, dict=True):
    """One `ligne` of the file; `tree` is its parsed object, keys in our names."""

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
    listed: tuple[ListedAttachment, ...]
    profile: str | None

    @property
    def line(self) -> int:
        """The number that reports give it: its `numLigne`, or else its rank."""
        return self.number if self.number is not None else self.index + 1

    @cached_property
    def amounts(self) -> Amounts | None:
        """The amounts to judge by: the invoice's when it has an HT, else the order's."""
        for document in (self.invoice, self.order):
            if document is not None and document.amounts.ht is not None:
                return document.amounts
        return None

    @property
    def priced(self) -> Iterator[Amounts]:
        """The amounts of the order, then of the invoice: of those that the file has."""
        for document in (self.order, self.invoice):
            if document is not None:
                yield document.amounts


class ImportFile(Struct, frozen=True, dict=True):
    """The whole file: supplier, solution, requests."""

    tree: Tree
    numero_ans: str | None
    siret: str | None
    requests: tuple[Request, ...]

    @property
    def priced(self) -> Iterator[Amounts]:
        """The amounts of all the requests."""
        return (amounts for request in self.requests for amounts in request.priced)

    @cached_property
    def flaws(self) -> frozenset[tuple[str, Flaw]]:
        """What is wrong with the identifiers of all the requests, by type."""
        flawed = (pair for request in self.requests for pair in request.beneficiaries.flawed)
        return frozenset((number.kind, flaw) for number, flaw in flawed)
