"""The elements of a CII message (D16B, D22B), which a Factur-X invoice embeds, as an invoice.

Nothing is validated here: what is missing, or not written as the format wants, is "" or None. But when
a control compares a value, and it cannot be read or is missing though it is mandatory, a flaw says so.
"""

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from segur_check.pieces.einvoice.data_flaws import WRITTEN_MOST, DataFlaw, FlawReason
from segur_check.pieces.einvoice.invoice import (
    FacturX,
    InvoiceKind,
    InvoiceLine,
    Note,
    Party,
    PartyIdentifier,
    Profile,
    Tax,
    Totals,
)
from segur_check.values.money import is_sane

if TYPE_CHECKING:
    from lxml.etree import _Element

_UNCEFACT = "urn:un:unece:uncefact:data:standard:"
_NAMESPACES = {
    "rsm": f"{_UNCEFACT}CrossIndustryInvoice:100",
    "ram": f"{_UNCEFACT}ReusableAggregateBusinessInformationEntity:100",
    "udt": f"{_UNCEFACT}UnqualifiedDataType:100",
}
ROOT = f"{{{_NAMESPACES['rsm']}}}CrossIndustryInvoice"
_TRADE = "rsm:SupplyChainTradeTransaction"
_AGREEMENT = f"{_TRADE}/ram:ApplicableHeaderTradeAgreement"
_SETTLEMENT = f"{_TRADE}/ram:ApplicableHeaderTradeSettlement"
_EN16931 = "urn:cen.eu:en16931:2017"
_AMOUNT = re.compile(r"[+-]?(?:\d{1,30}(?:\.\d{0,30})?|\.\d{1,30})", re.ASCII)
_DAY = re.compile(r"\d{8}", re.ASCII)
_CREDIT_NOTES = (
    "81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "502", "503", "532",
)  # fmt: skip
# UNTDID 1001, in the groups of AFNOR XP Z12-012; the credit notes are all those of EN 16931.
_KINDS = {
    **dict.fromkeys(("380", "389", "393", "501"), InvoiceKind.INVOICE),
    **dict.fromkeys(("386", "500"), InvoiceKind.DEPOSIT),
    **dict.fromkeys(("384", "471", "472", "473"), InvoiceKind.CORRECTIVE),
    **dict.fromkeys(_CREDIT_NOTES, InvoiceKind.CREDIT_NOTE),
    "325": InvoiceKind.PROFORMA,
}


class _Values:
    """Reads dates and numbers, and keeps a flaw for each that cannot be read and has a `datum`."""

    def __init__(self) -> None:
        self.flaws: list[DataFlaw] = []

    def add_flaw(self, why: FlawReason, datum: str, written: str = "") -> None:
        if datum:
            self.flaws.append(DataFlaw(why, datum, written[:WRITTEN_MOST]))

    def day(self, element: "_Element", path: str, datum: str) -> date | None:
        """A date in format 102, which is YYYYMMDD."""
        day = element.find(f"{path}/udt:DateTimeString", _NAMESPACES)
        text = _text(day, ".") if day is not None else ""
        if day is None or not text:
            return None
        day_format = _attribute(day, "format")
        try:
            if day_format == "102" and _DAY.fullmatch(text):
                return date.fromisoformat(text)
        except ValueError:
            pass
        written = text if day_format == "102" else f'{text} format="{day_format}"'
        self.add_flaw(FlawReason.DATE, datum, written)
        return None

    def number(self, text: str, datum: str = "") -> Decimal | None:
        """A number in plain notation, as XML writes it, under 10^12."""
        if not text:
            return None
        if _AMOUNT.fullmatch(text) and is_sane(amount := Decimal(text)):
            return amount
        self.add_flaw(FlawReason.NUMBER, datum, text)
        return None


def invoice_of(root: "_Element") -> tuple[FacturX, tuple[DataFlaw, ...]]:
    """The invoice in a CII message, from its root element, and the flaws of its values, each once."""
    values = _Values()
    invoice = _invoice(root, values)
    _add_missing(invoice, values)
    return invoice, tuple(dict.fromkeys(values.flaws))


def _invoice(root: "_Element", values: _Values) -> FacturX:
    document = "rsm:ExchangedDocument"
    guideline = "ram:GuidelineSpecifiedDocumentContextParameter/ram:ID"
    delivered = "ram:ActualDeliverySupplyChainEvent/ram:OccurrenceDateTime"
    type_code = _text(root, f"{document}/ram:TypeCode")
    currency = _text(root, f"{_SETTLEMENT}/ram:InvoiceCurrencyCode")
    taxes = _all(root, f"{_SETTLEMENT}/ram:ApplicableTradeTax")
    adjustments = ("SpecifiedTradeAllowanceCharge", "SpecifiedLogisticsServiceCharge")
    lines = _all(root, f"{_TRADE}/ram:IncludedSupplyChainTradeLineItem")
    return FacturX(
        profile=_profile(_text(root, f"rsm:ExchangedDocumentContext/{guideline}")),
        type_code=type_code,
        kind=_KINDS.get(type_code, InvoiceKind.OTHER),
        number=_text(root, f"{document}/ram:ID"),
        issued_on=values.day(root, f"{document}/ram:IssueDateTime", "dateFacture"),
        delivered_on=values.day(
            root, f"{_TRADE}/ram:ApplicableHeaderTradeDelivery/{delivered}", "facturx-delivery"
        ),
        order_reference=_text(
            root, f"{_AGREEMENT}/ram:BuyerOrderReferencedDocument/ram:IssuerAssignedID"
        ),
        seller=_party(root, f"{_AGREEMENT}/ram:SellerTradeParty"),
        buyer=_party(root, f"{_AGREEMENT}/ram:BuyerTradeParty"),
        totals=_totals(root, currency, values),
        taxes=tuple(
            _tax(tax, values) for tax in taxes if _text(tax, "ram:TypeCode") in ("VAT", "")
        ),
        lines=tuple(_line(line, values) for line in lines),
        adjustments=sum(len(_all(root, f"{_SETTLEMENT}/ram:{name}")) for name in adjustments),
        currency=currency,
        notes=tuple(
            Note(text, _text(note, "ram:SubjectCode"))
            for note in _all(root, f"{document}/ram:IncludedNote")
            if (text := _text(note, "ram:Content"))
        ),
    )


def _add_missing(invoice: FacturX, values: _Values) -> None:
    """Add a flaw for each value that every profile must give and that is missing from its place."""
    mandatory = {
        "numeroFacture": invoice.number,
        "dateFacture": invoice.issued_on,
        "HT": invoice.totals.ht,
        "TTC": invoice.totals.ttc,
    }
    already_flawed = {flaw.datum for flaw in values.flaws}
    for datum, value in mandatory.items():
        if value in (None, "") and datum not in already_flawed:
            values.add_flaw(FlawReason.ABSENT, datum)


def _profile(urn: str) -> Profile:
    """The profile that a URN names at its end; failing that EN 16931, if it is based on it."""
    last = re.split("[:#]", urn.lower())[-1]
    by_name = {"minimum": Profile.MINIMUM, "basicwl": Profile.BASIC_WL, "basic": Profile.BASIC}
    if last in by_name:
        return by_name[last]
    if last.startswith("extended") or "#conformant#" in urn.lower():
        return Profile.EXTENDED
    return Profile.EN16931 if urn.lower().startswith(_EN16931) else Profile.OTHER


def _party(root: "_Element", path: str) -> Party:
    party = root.find(path, _NAMESPACES)
    if party is None:
        return Party()
    legal_ids = _identifiers(party, "ram:SpecifiedLegalOrganization/ram:ID")
    registrations = _identifiers(party, "ram:SpecifiedTaxRegistration/ram:ID")
    vat_numbers = [number.value for number in registrations if number.scheme == "VA"]
    return Party(
        name=_text(party, "ram:Name"),
        legal_id=next(iter(legal_ids), None),
        vat_number=next(iter(vat_numbers), ""),
        ids=(*_identifiers(party, "ram:ID"), *_identifiers(party, "ram:GlobalID")),
    )


def _identifiers(element: "_Element", path: str) -> tuple[PartyIdentifier, ...]:
    return tuple(
        PartyIdentifier(value, _attribute(identifier, "schemeID"))
        for identifier in _all(element, path)
        if (value := _text(identifier, "."))
    )


def _line(line: "_Element", values: _Values) -> InvoiceLine:
    settlement = "ram:SpecifiedLineTradeSettlement"
    summation = "ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount"
    status = _text(line, "ram:AssociatedDocumentLineDocument/ram:LineStatusReasonCode")
    counted = status in ("", "DETAIL")
    return InvoiceLine(
        name=_text(line, "ram:SpecifiedTradeProduct/ram:Name"),
        net_amount=values.number(
            _text(line, f"{settlement}/{summation}"), "facturx-line" if counted else ""
        ),
        rate=values.number(
            _text(line, f"{settlement}/ram:ApplicableTradeTax/ram:RateApplicablePercent")
        ),
        quantity=values.number(_text(line, "ram:SpecifiedLineTradeDelivery/ram:BilledQuantity")),
        counted=counted,
    )


def _tax(tax: "_Element", values: _Values) -> Tax:
    return Tax(
        category=_text(tax, "ram:CategoryCode"),
        rate=values.number(_text(tax, "ram:RateApplicablePercent"), "tauxTVA"),
        basis=values.number(_text(tax, "ram:BasisAmount"), "facturx-basis"),
        amount=values.number(_text(tax, "ram:CalculatedAmount"), "TVA"),
        exemption=_text(tax, "ram:ExemptionReason") or _text(tax, "ram:ExemptionReasonCode"),
    )


def _totals(root: "_Element", currency: str, values: _Values) -> Totals:
    summation = f"{_SETTLEMENT}/ram:SpecifiedTradeSettlementHeaderMonetarySummation"

    def total(name: str, datum: str = "", absent: Decimal | None = None) -> Decimal | None:
        """The total of this name; the VAT may be given in the currency of the books as well."""
        elements = _all(root, f"{summation}/ram:{name}")
        if not elements:
            return absent
        currencies = ("", currency or "EUR")
        own = [element for element in elements if _attribute(element, "currencyID") in currencies]
        if len(own) > 1:
            values.add_flaw(FlawReason.TWICE, datum)
        return values.number(_text(own[0], "."), datum) if len(own) == 1 else None

    return Totals(
        ht=total("TaxBasisTotalAmount", "HT"),
        vat=total("TaxTotalAmount", "TVA"),
        ttc=total("GrandTotalAmount", "TTC"),
        lines=total("LineTotalAmount", "facturx-lines"),
        allowances=total("AllowanceTotalAmount", "facturx-allowances", Decimal(0)),
        charges=total("ChargeTotalAmount", "facturx-charges", Decimal(0)),
        prepaid=total("TotalPrepaidAmount"),
        due=total("DuePayableAmount"),
    )


def _all(element: "_Element", path: str) -> "list[_Element]":
    return element.findall(path, _NAMESPACES)


def _text(element: "_Element", path: str) -> str:
    """The first text at this path, with single blanks."""
    return " ".join((element.findtext(path, "", _NAMESPACES) or "").split())


def _attribute(element: "_Element", name: str) -> str:
    return " ".join((element.get(name) or "").split())
