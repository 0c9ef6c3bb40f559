"""Fictitious Factur-X invoices: an invoice of `documents` with its data in a CII file inside.

The figures passed in are written as they are, so that wrong data can be made on purpose. The data
follow the schema of their profile; the PDF is no PDF/A-3 and has no metadata of Factur-X, which no
reader of the data asks for. The same arguments always give the same bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from io import BytesIO
from typing import Literal, NotRequired, TypedDict, Unpack

from documents import FixedWriter, Identifiers, Money, Party
from lxml import etree
from pypdf import PdfReader
from pypdf.generic import ArrayObject, NameObject

Profile = Literal["MINIMUM", "BASIC WL", "BASIC", "EN 16931", "EXTENDED"]

NAME = "factur-x.xml"
EN16931 = "urn:cen.eu:en16931:2017"
GUIDELINES: dict[Profile, str] = {
    "MINIMUM": "urn:factur-x.eu:1p0:minimum",
    "BASIC WL": "urn:factur-x.eu:1p0:basicwl",
    "BASIC": f"{EN16931}#compliant#urn:factur-x.eu:1p0:basic",
    "EN 16931": EN16931,
    "EXTENDED": f"{EN16931}#conformant#urn:factur-x.eu:1p0:extended",
}
UNCEFACT = "urn:un:unece:uncefact:data:standard:"
NAMESPACES = {
    "rsm": f"{UNCEFACT}CrossIndustryInvoice:100",
    "ram": f"{UNCEFACT}ReusableAggregateBusinessInformationEntity:100",
    "udt": f"{UNCEFACT}UnqualifiedDataType:100",
}


def element(
    prefix: str, name: str, *children: etree._Element | str, **attributes: str
) -> etree._Element:
    """An element of the format, with its text or its children."""
    parent = etree.Element(f"{{{NAMESPACES[prefix]}}}{name}", attributes, NAMESPACES)
    for child in children:
        if isinstance(child, str):
            parent.text = child
        else:
            parent.append(child)
    return parent


rsm, ram, udt = (partial(element, prefix) for prefix in NAMESPACES)


@dataclass(frozen=True)
class Item:
    """A line of the invoice; the status is one of EXTENDED: GROUP, INFORMATION, DETAIL."""

    name: str
    net: Decimal
    rate: Decimal
    quantity: Decimal = Decimal(1)
    status: str = ""


class Terms(TypedDict):
    """What the data say: the arguments of `documents.facture`, and what the data alone can tell.

    Without `items` the service is the only line; without `rates` the money has the only one.
    """

    supplier: Party
    client: Party
    client_identifiers: Identifiers  # the first one is written
    number: str
    issued_on: date
    order_number: str
    money: Money
    service: str
    served_on: NotRequired[date]
    type_code: NotRequired[str]
    profile: NotRequired[Profile]
    items: NotRequired[Sequence[Item]]
    items_total: NotRequired[Decimal]
    allowance: NotRequired[Decimal]
    charge: NotRequired[Decimal]
    rates: NotRequired[Sequence[Money]]
    prepaid: NotRequired[Decimal]
    notes: NotRequired[Sequence[tuple[str, str]]]  # code of the subject and text


def with_facturx(pdf: bytes, **terms: Unpack[Terms]) -> bytes:
    """Embed the data of an invoice in its PDF, as factur-x.xml."""
    return attached(pdf, (NAME, facturx_xml(**terms)))


def attached(pdf: bytes, *files: tuple[str, bytes]) -> bytes:
    """Embed files, by name, in a PDF, each one associated with the document."""
    writer = FixedWriter(clone_from=PdfReader(BytesIO(pdf)))
    associated = ArrayObject()
    for name, content in files:
        file = writer.add_attachment(name, content)
        file.associated_file_relationship = NameObject("/Data")
        file.subtype = NameObject("/text/xml")
        associated.append(file.pdf_object.indirect_reference)
    writer.root_object[NameObject("/AF")] = associated
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def facturx_xml(**terms: Unpack[Terms]) -> bytes:
    """Write the data of an invoice as a CII file."""
    profile = terms.get("profile", "EN 16931")
    items = terms.get("items") or (Item(terms["service"], terms["money"].ht, terms["money"].rate),)
    root = rsm(
        "CrossIndustryInvoice",
        rsm(
            "ExchangedDocumentContext",
            ram("GuidelineSpecifiedDocumentContextParameter", ram("ID", GUIDELINES[profile])),
        ),
        rsm(
            "ExchangedDocument",
            ram("ID", terms["number"]),
            ram("TypeCode", terms.get("type_code", "380")),
            ram("IssueDateTime", _day(terms["issued_on"])),
            *(
                ram("IncludedNote", ram("Content", text), ram("SubjectCode", subject))
                for subject, text in terms.get("notes", ())
            ),
        ),
        rsm(
            "SupplyChainTradeTransaction",
            *(
                _item(number, item)
                for number, item in enumerate(items, start=1)
                if profile not in ("MINIMUM", "BASIC WL")
            ),
            _agreement(terms, minimum=profile == "MINIMUM"),
            _delivery(None if profile == "MINIMUM" else terms.get("served_on")),
            _settlement(terms, minimum=profile == "MINIMUM"),
        ),
    )
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _day(value: date) -> etree._Element:
    return udt("DateTimeString", f"{value:%Y%m%d}", format="102")


def _amount(name: str, amount: Decimal, **attributes: str) -> etree._Element:
    return ram(name, f"{amount:f}", **attributes)


def _item(number: int, item: Item) -> etree._Element:
    status = [ram("LineStatusReasonCode", item.status)] if item.status else []
    price = _amount("ChargeAmount", item.net / item.quantity)
    return ram(
        "IncludedSupplyChainTradeLineItem",
        ram("AssociatedDocumentLineDocument", ram("LineID", str(number)), *status),
        ram("SpecifiedTradeProduct", ram("Name", item.name)),
        ram("SpecifiedLineTradeAgreement", ram("NetPriceProductTradePrice", price)),
        ram("SpecifiedLineTradeDelivery", _amount("BilledQuantity", item.quantity, unitCode="C62")),
        ram(
            "SpecifiedLineTradeSettlement",
            _vat("ApplicableTradeTax", item.rate),
            ram(
                "SpecifiedTradeSettlementLineMonetarySummation",
                _amount("LineTotalAmount", item.net),
            ),
        ),
    )


def _agreement(terms: Terms, *, minimum: bool) -> etree._Element:
    client, identifiers = terms["client"], terms["client_identifiers"][:1]
    return ram(
        "ApplicableHeaderTradeAgreement",
        _party("SellerTradeParty", terms["supplier"], (), minimum=minimum),
        _party("BuyerTradeParty", client, identifiers, minimum=minimum),
        ram("BuyerOrderReferencedDocument", ram("IssuerAssignedID", terms["order_number"])),
    )


def _party(name: str, party: Party, identifiers: Identifiers, *, minimum: bool) -> etree._Element:
    """A French company: its SIREN (0002), and its SIRET (0009) unless it has a number already."""
    siret, street, town = party.siret or "", party.address[0], party.address[-1]
    numbers = [ram("ID", value) for _, value in identifiers]
    if siret and not numbers:
        numbers = [ram("GlobalID", siret, schemeID="0009")]
    legal = [ram("SpecifiedLegalOrganization", ram("ID", siret[:9], schemeID="0002"))]
    named = [ram("Name", party.name), *(legal if siret else [])]
    if minimum and name == "BuyerTradeParty":
        return ram(name, *named)
    code, _, city = town.partition(" ")
    place = [ram("PostcodeCode", code), ram("LineOne", street), ram("CityName", city)]
    address = ram("PostalTradeAddress", *([] if minimum else place), ram("CountryID", "FR"))
    vat = [ram("SpecifiedTaxRegistration", ram("ID", party.vat_number or "", schemeID="VA"))]
    identity = [*named, address, *(vat if party.vat_number else [])]
    return ram(name, *([] if minimum else numbers), *identity)


def _delivery(served_on: date | None) -> etree._Element:
    if not served_on:
        return ram("ApplicableHeaderTradeDelivery")
    served = ram("OccurrenceDateTime", _day(served_on))
    return ram("ApplicableHeaderTradeDelivery", ram("ActualDeliverySupplyChainEvent", served))


def _settlement(terms: Terms, *, minimum: bool) -> etree._Element:
    money = terms["money"]
    prepaid = terms.get("prepaid", Decimal("0.00"))
    allowance, charge = terms.get("allowance"), terms.get("charge")
    totals = {
        "LineTotalAmount": terms.get("items_total", money.ht),
        "ChargeTotalAmount": charge,
        "AllowanceTotalAmount": allowance,
        "TaxBasisTotalAmount": money.ht,
        "TaxTotalAmount": money.vat,
        "GrandTotalAmount": money.ttc,
        "TotalPrepaidAmount": prepaid,
        "DuePayableAmount": money.ttc - prepaid,
    }
    left_out = ("LineTotalAmount", "TotalPrepaidAmount") if minimum else ()
    adjustments = [(False, allowance), (True, charge)]
    taxes = map(_tax, terms.get("rates", (money,)))
    return ram(
        "ApplicableHeaderTradeSettlement",
        ram("InvoiceCurrencyCode", "EUR"),
        *([] if minimum else taxes),
        *(
            _adjustment(amount, money.rate, charge=is_charge)
            for is_charge, amount in adjustments
            if amount is not None
        ),
        ram(
            "SpecifiedTradeSettlementHeaderMonetarySummation",
            *(
                _amount(name, amount, **({"currencyID": "EUR"} if name == "TaxTotalAmount" else {}))
                for name, amount in totals.items()
                if amount is not None and name not in left_out
            ),
        ),
    )


def _vat(name: str, rate: Decimal) -> etree._Element:
    category = ram("CategoryCode", "S" if rate else "E")
    return ram(name, ram("TypeCode", "VAT"), category, _amount("RateApplicablePercent", rate))


def _tax(money: Money) -> etree._Element:
    return ram(
        "ApplicableTradeTax",
        _amount("CalculatedAmount", money.vat),
        ram("TypeCode", "VAT"),
        *([] if money.rate else [ram("ExemptionReason", money.exemption)]),
        _amount("BasisAmount", money.ht),
        ram("CategoryCode", "S" if money.rate else "E"),
        _amount("RateApplicablePercent", money.rate),
    )


def _adjustment(amount: Decimal, rate: Decimal, *, charge: bool) -> etree._Element:
    return ram(
        "SpecifiedTradeAllowanceCharge",
        ram("ChargeIndicator", udt("Indicator", "true" if charge else "false")),
        _amount("ActualAmount", amount),
        ram("Reason", "Frais" if charge else "Remise"),
        _vat("CategoryTradeTax", rate),
    )
