"""The data of a Factur-X or ZUGFeRD invoice: the CII file embedded in its PDF, all profiles.

lxml reads it rather than the factur-x library, which gives a dict of texts, refuses the whole
invoice for one wrong date or an unknown profile, and brings a network client with its schemas.

Nothing is validated here: what is absent, or not written as the format wants, is "" or None.
"""

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from segur_check.money import is_sane
from segur_check.pieces.embedded import XML_MOST
from segur_check.pieces.invoice import (
    FacturX,
    Identifier,
    Kind,
    Line,
    Note,
    Party,
    Profile,
    Tax,
    Totals,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

_UNCEFACT = "urn:un:unece:uncefact:data:standard:"
_NAMESPACES = {
    "rsm": f"{_UNCEFACT}CrossIndustryInvoice:100",
    "ram": f"{_UNCEFACT}ReusableAggregateBusinessInformationEntity:100",
    "udt": f"{_UNCEFACT}UnqualifiedDataType:100",
}
_ROOT = f"{{{_NAMESPACES['rsm']}}}CrossIndustryInvoice"
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
    **dict.fromkeys(("380", "389", "393", "501"), Kind.INVOICE),
    **dict.fromkeys(("386", "500"), Kind.DEPOSIT),
    **dict.fromkeys(("384", "471", "472", "473"), Kind.CORRECTIVE),
    **dict.fromkeys(_CREDIT_NOTES, Kind.CREDIT_NOTE),
    "325": Kind.PROFORMA,
}


def parse(xml: bytes) -> FacturX | None:
    """Read a CII invoice (D16B, D22B); None for anything else, and for a file with a DOCTYPE."""
    from lxml import etree  # noqa: PLC0415 - heavy import

    if not xml or len(xml) > XML_MOST:
        return None
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        collect_ids=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(xml, parser)
    except (etree.LxmlError, ValueError):
        return None
    if root.tag != _ROOT or root.getroottree().docinfo.internalDTD is not None:
        return None
    return _invoice(root)


def _invoice(root: "_Element") -> FacturX:
    document = "rsm:ExchangedDocument"
    guideline = "ram:GuidelineSpecifiedDocumentContextParameter/ram:ID"
    delivered = "ram:ActualDeliverySupplyChainEvent/ram:OccurrenceDateTime"
    type_code = _text(root, f"{document}/ram:TypeCode")
    currency = _text(root, f"{_SETTLEMENT}/ram:InvoiceCurrencyCode")
    taxes = _all(root, f"{_SETTLEMENT}/ram:ApplicableTradeTax")
    adjustments = ("SpecifiedTradeAllowanceCharge", "SpecifiedLogisticsServiceCharge")
    return FacturX(
        profile=_profile(_text(root, f"rsm:ExchangedDocumentContext/{guideline}")),
        type_code=type_code,
        kind=_KINDS.get(type_code, Kind.OTHER),
        number=_text(root, f"{document}/ram:ID"),
        issued_on=_day(root, f"{document}/ram:IssueDateTime"),
        delivered_on=_day(root, f"{_TRADE}/ram:ApplicableHeaderTradeDelivery/{delivered}"),
        order_reference=_text(
            root, f"{_AGREEMENT}/ram:BuyerOrderReferencedDocument/ram:IssuerAssignedID"
        ),
        seller=_party(root, f"{_AGREEMENT}/ram:SellerTradeParty"),
        buyer=_party(root, f"{_AGREEMENT}/ram:BuyerTradeParty"),
        lines=tuple(map(_line, _all(root, f"{_TRADE}/ram:IncludedSupplyChainTradeLineItem"))),
        taxes=tuple(_tax(tax) for tax in taxes if _text(tax, "ram:TypeCode") in ("VAT", "")),
        totals=_totals(root, currency),
        adjustments=sum(len(_all(root, f"{_SETTLEMENT}/ram:{one}")) for one in adjustments),
        currency=currency,
        notes=tuple(
            Note(text, _text(note, "ram:SubjectCode"))
            for note in _all(root, f"{document}/ram:IncludedNote")
            if (text := _text(note, "ram:Content"))
        ),
    )


def _profile(urn: str) -> Profile:
    """The profile an URN names at its end, else EN 16931 and what is founded on it."""
    last = re.split("[:#]", urn.lower())[-1]
    named = {"minimum": Profile.MINIMUM, "basicwl": Profile.BASIC_WL, "basic": Profile.BASIC}
    if last in named:
        return named[last]
    if last.startswith("extended") or "#conformant#" in urn.lower():
        return Profile.EXTENDED
    return Profile.EN16931 if urn.lower().startswith(_EN16931) else Profile.OTHER


def _party(root: "_Element", path: str) -> Party:
    found = root.find(path, _NAMESPACES)
    if found is None:
        return Party()
    registrations = _identifiers(found, "ram:SpecifiedTaxRegistration/ram:ID")
    return Party(
        name=_text(found, "ram:Name"),
        legal_id=next(iter(_identifiers(found, "ram:SpecifiedLegalOrganization/ram:ID")), None),
        vat_number=next((one.value for one in registrations if one.scheme == "VA"), ""),
        ids=(*_identifiers(found, "ram:ID"), *_identifiers(found, "ram:GlobalID")),
    )


def _identifiers(element: "_Element", path: str) -> tuple[Identifier, ...]:
    return tuple(
        Identifier(value, _attribute(one, "schemeID"))
        for one in _all(element, path)
        if (value := _text(one, "."))
    )


def _line(line: "_Element") -> Line:
    settlement = "ram:SpecifiedLineTradeSettlement"
    summation = "ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount"
    status = _text(line, "ram:AssociatedDocumentLineDocument/ram:LineStatusReasonCode")
    return Line(
        name=_text(line, "ram:SpecifiedTradeProduct/ram:Name"),
        net_amount=_decimal(_text(line, f"{settlement}/{summation}")),
        rate=_decimal(
            _text(line, f"{settlement}/ram:ApplicableTradeTax/ram:RateApplicablePercent")
        ),
        quantity=_decimal(_text(line, "ram:SpecifiedLineTradeDelivery/ram:BilledQuantity")),
        counted=status in ("", "DETAIL"),
    )


def _tax(tax: "_Element") -> Tax:
    return Tax(
        category=_text(tax, "ram:CategoryCode"),
        rate=_decimal(_text(tax, "ram:RateApplicablePercent")),
        basis=_decimal(_text(tax, "ram:BasisAmount")),
        amount=_decimal(_text(tax, "ram:CalculatedAmount")),
        exemption=_text(tax, "ram:ExemptionReason") or _text(tax, "ram:ExemptionReasonCode"),
    )


def _totals(root: "_Element", currency: str) -> Totals:
    summation = f"{_SETTLEMENT}/ram:SpecifiedTradeSettlementHeaderMonetarySummation"

    def total(name: str, absent: Decimal | None = None) -> Decimal | None:
        """The VAT may be told again in the currency of the books: only the invoice's counts."""
        told = _all(root, f"{summation}/ram:{name}")
        if not told:
            return absent
        ours = [one for one in told if _attribute(one, "currencyID") in ("", currency)]
        return _decimal(_text(ours[0], ".")) if len(ours) == 1 else None

    return Totals(
        lines=total("LineTotalAmount"),
        allowances=total("AllowanceTotalAmount", Decimal(0)),
        charges=total("ChargeTotalAmount", Decimal(0)),
        ht=total("TaxBasisTotalAmount"),
        vat=total("TaxTotalAmount"),
        ttc=total("GrandTotalAmount"),
        prepaid=total("TotalPrepaidAmount"),
        due=total("DuePayableAmount"),
    )


def _all(element: "_Element", path: str) -> "list[_Element]":
    return element.findall(path, _NAMESPACES)


def _text(element: "_Element", path: str) -> str:
    """The first text at this path, its blanks made single."""
    return " ".join((element.findtext(path, "", _NAMESPACES) or "").split())


def _attribute(element: "_Element", name: str) -> str:
    return " ".join((element.get(name) or "").split())


def _day(element: "_Element", path: str) -> date | None:
    """A date in the format 102, which is YYYYMMDD."""
    found = element.find(f"{path}/udt:DateTimeString", _NAMESPACES)
    if found is None or _attribute(found, "format") != "102":
        return None
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text := _text(found, ".")) else None
    except ValueError:
        return None


def _decimal(text: str) -> Decimal | None:
    """A number in plain notation, as XML writes them, under 10^12."""
    if not _AMOUNT.fullmatch(text):
        return None
    return amount if is_sane(amount := Decimal(text)) else None
