"""An invoice as its data describe it (EN 16931), and which of its sums are wrong."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from segur_check.values.money import CENT, to_cents, vat_of

_NONE = Decimal(0)


class Profile(StrEnum):
    """How much an invoice says; national rules of use count as the profile that they narrow."""

    MINIMUM = "MINIMUM"
    BASIC_WL = "BASIC WL"
    BASIC = "BASIC"
    EN16931 = "EN 16931"
    EXTENDED = "EXTENDED"
    OTHER = "other"


class InvoiceKind(StrEnum):
    """What a document is."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    DEPOSIT = "deposit"
    CORRECTIVE = "corrective"
    PROFORMA = "proforma"
    OTHER = "other"


class PartyIdentifier(Struct, frozen=True):
    """A number as it is written, and the ISO 6523 code of its kind: 0002 SIREN, 0009 SIRET, or ""."""

    value: str
    scheme: str = ""


class Party(Struct, frozen=True):
    """The seller or the buyer; `ids`: its other numbers, those without a scheme first."""

    name: str = ""
    legal_id: PartyIdentifier | None = None
    vat_number: str = ""
    ids: tuple[PartyIdentifier, ...] = ()


class InvoiceLine(Struct, frozen=True):
    """A line of an invoice; `counted` is false for a title or a piece of information (EXTENDED)."""

    name: str
    net_amount: Decimal | None
    rate: Decimal | None
    quantity: Decimal | None
    counted: bool = True


class Tax(Struct, frozen=True):
    """The VAT at a rate in percent; `exemption`: the reason for an exemption, or else its code."""

    category: str
    rate: Decimal | None
    basis: Decimal | None
    amount: Decimal | None
    exemption: str = ""


class Totals(Struct, frozen=True):
    """The amounts at the foot of an invoice, in its currency.

    `lines` leaves out the allowances and charges of the whole document, which are 0 if not given.
    """

    lines: Decimal | None = None
    allowances: Decimal | None = _NONE
    charges: Decimal | None = _NONE
    ht: Decimal | None = None
    vat: Decimal | None = None
    ttc: Decimal | None = None
    prepaid: Decimal | None = None
    due: Decimal | None = None


class Note(Struct, frozen=True):
    """A notice, and the code of its subject (UNTDID 4451: PMD, PMT, AAB …) or ""."""

    text: str
    subject: str = ""


class FacturX(Struct, frozen=True):
    """An invoice as its data describe it.

    `adjustments` counts the allowances and charges of the whole document.
    """

    profile: Profile
    type_code: str
    kind: InvoiceKind
    number: str
    issued_on: date | None
    delivered_on: date | None
    order_reference: str
    seller: Party
    buyer: Party
    lines: tuple[InvoiceLine, ...]
    taxes: tuple[Tax, ...]
    totals: Totals
    adjustments: int
    currency: str
    notes: tuple[Note, ...]


class Equation(StrEnum):
    """A sum that must be right, by the name of its rule in EN 16931."""

    LINES = "BR-CO-10"  # the total of the lines = their sum
    HT = "BR-CO-13"  # HT = the total of the lines - allowances + charges
    VAT = "BR-CO-14"  # the total of the VAT = the sum of the VAT of each rate
    TTC = "BR-CO-15"  # TTC = HT + VAT
    RATE = "BR-CO-17"  # the VAT of a rate = its basis x the rate


class Fault(Struct, frozen=True):
    """A wrong sum: what the invoice states, and what its other figures make, to the cent."""

    equation: Equation
    stated: Decimal
    computed: Decimal
    tax: Tax | None = None  # for RATE alone

    @property
    def difference(self) -> Decimal:
        """How much too much is stated; negative for too little."""
        return self.stated - self.computed


_WITH_LINES = (Profile.BASIC, Profile.EN16931, Profile.EXTENDED)


def faults(invoice: FacturX) -> tuple[Fault, ...]:
    """The sums that are wrong, even by a cent: the caller decides how much is too much.

    A sum with a missing figure is not judged. EXTENDED allows a total of amounts that were rounded one
    by one (lines, allowances, charges) to be wrong by a cent for each of them.
    """
    totals = invoice.totals
    lines = [line.net_amount for line in invoice.lines if line.counted]
    each = CENT if invoice.profile is Profile.EXTENDED else _NONE
    slack = (len(lines) + invoice.adjustments) * each
    sum_of_lines = _sum(lines) if invoice.profile in _WITH_LINES else None
    wrong_sums = (
        _fault(Equation.LINES, totals.lines, sum_of_lines, len(lines) * each),
        _fault(Equation.HT, totals.ht, _ht(invoice), slack),
        *map(_rate_fault, invoice.taxes),
        _fault(Equation.VAT, totals.vat, _sum([tax.amount for tax in invoice.taxes])),
        _fault(Equation.TTC, totals.ttc, _sum([totals.ht, totals.vat]), slack),
    )
    return tuple(fault for fault in wrong_sums if fault)


def _ht(invoice: FacturX) -> Decimal | None:
    lines, allowances = invoice.totals.lines, invoice.totals.allowances
    charges = invoice.totals.charges
    if lines is None or allowances is None or charges is None:
        return None
    if invoice.adjustments and not allowances and not charges:
        return None  # their total is not given
    return lines - allowances + charges


def _rate_fault(tax: Tax) -> Fault | None:
    if tax.basis is None or tax.rate is None:
        return None
    fault = _fault(Equation.RATE, tax.amount, vat_of(tax.basis, tax.rate))
    return replace(fault, tax=tax) if fault else None


def _fault(
    equation: Equation, stated: Decimal | None, computed: Decimal | None, slack: Decimal = _NONE
) -> Fault | None:
    if stated is None or computed is None:
        return None
    fault = Fault(equation, stated, to_cents(computed))
    return fault if abs(fault.difference) > slack else None


def _sum(amounts: Sequence[Decimal | None]) -> Decimal | None:
    """The sum of the amounts; None unless there are any, and all are known."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, _NONE) if known and len(known) == len(amounts) else None
