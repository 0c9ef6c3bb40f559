"""The data of a Factur-X or ZUGFeRD invoice: the CII file embedded in its PDF, all profiles.

lxml reads it rather than the factur-x library, which gives a dict of texts, refuses the whole
invoice for one wrong date or an unknown profile, and brings a network client with its schemas.

Nothing is validated here: what is absent, or not written as the format wants, is "" or None. What
a control compares, and could not be read though it is there or has to be, is told beside.
"""

import re
from codecs import BOM_UTF8
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from segur_check.pieces.einvoice.data_flaws import DataFlaw, FlawReason
from segur_check.pieces.einvoice.embedded import XML_MOST
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
    from lxml.etree import XMLSyntaxError, _Element

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
_DECLARED = re.compile(rb"""<\?xml[^>]{1,80}?encoding\s*=\s*["']([^"']{1,40})""")
_ENCODING = re.compile(rb"[A-Za-z][A-Za-z0-9._-]*")
_WIDE = re.compile(rb"(?:utf-?(?:16|32)|ucs|iso-10646)", re.IGNORECASE)
_ONE_OCTET = re.compile(r"(?:iso-?8859|latin|windows-?125|cp125)", re.IGNORECASE)
_HEAD = 2_000  # octets: where a DOCTYPE stands
_FLAWS_MOST = 20
_WRITTEN_MOST = 100  # signs
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


class Parsed(Struct, frozen=True):
    """The invoice that data tell, None when they cannot be read; `flaws`: what of them could not."""

    invoice: FacturX | None = None
    flaws: tuple[DataFlaw, ...] = ()


def read_data(found: bytes | FlawReason | None) -> Parsed:
    """Read what `embedded_xml` found: data, the reason why they cannot be had, or none."""
    if found is None:
        return Parsed()
    return _unread(found) if isinstance(found, FlawReason) else parse(found)


def parse(xml: bytes) -> Parsed:
    """Read a CII invoice (D16B, D22B); anything else, and a file with a DOCTYPE, is not read."""
    from lxml import etree  # noqa: PLC0415 - heavy import

    if not xml.strip():
        return _unread(FlawReason.EMPTY)
    if len(xml) > XML_MOST:
        return _unread(FlawReason.TOO_BIG)
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
    except etree.XMLSyntaxError as error:
        return _not_well_formed(error, xml)
    except (etree.LxmlError, ValueError):
        return _unread(FlawReason.MALFORMED)
    about = root.getroottree().docinfo
    if about.internalDTD is not None:
        return _unread(FlawReason.DOCTYPE)
    if root.tag != _ROOT:
        return _unread(FlawReason.ROOT, str(root.tag))
    if _ONE_OCTET.match(about.encoding or "") and _is_utf_8(xml):
        return _unread(FlawReason.ENCODING, about.encoding or "")
    values = _Values()
    invoice = _invoice(root, values)
    return Parsed(invoice, tuple(dict.fromkeys(values.flaws))[:_FLAWS_MOST])


def _unread(why: FlawReason, written: str = "") -> Parsed:
    return Parsed(flaws=(DataFlaw(why, written=written[:_WRITTEN_MOST]),))


def _not_well_formed(error: "XMLSyntaxError", xml: bytes) -> Parsed:
    from lxml.etree import ErrorTypes as Codes  # noqa: PLC0415 - heavy import

    code = getattr(error, "code", None)  # which the types of lxml do not know
    if code == Codes.ERR_RESOURCE_LIMIT:
        return _unread(FlawReason.TOO_BIG)
    if b"<!DOCTYPE" in xml[:_HEAD].replace(b"\0", b""):  # of UTF-16 too
        return _unread(FlawReason.DOCTYPE)
    found = _DECLARED.match(xml.removeprefix(BOM_UTF8))
    declared = found[1] if found is not None else b"UTF-8"
    # No name at all, or of two octets a sign though the declaration itself is read one by one.
    no_name = _ENCODING.fullmatch(declared) is None
    false = no_name or (found is not None and _WIDE.match(declared) is not None)
    if false or code in (
        Codes.ERR_UNKNOWN_ENCODING,
        Codes.ERR_UNSUPPORTED_ENCODING,
        Codes.ERR_INVALID_ENCODING,
        Codes.I18N_CONV_FAILED,
    ):
        return _unread(FlawReason.ENCODING, declared.decode("ascii", "replace"))
    return _unread(FlawReason.MALFORMED, str(error.lineno or ""))


def _is_utf_8(xml: bytes) -> bool:
    """Whether its accents are those of UTF-8, which no text in a one-octet encoding is by chance."""
    if xml.isascii():
        return False
    try:
        xml.decode()
    except UnicodeDecodeError:
        return False
    return True


class _Values:
    """Reads dates and numbers, and keeps what could not be read of those that have a `datum`."""

    def __init__(self) -> None:
        self.flaws: list[DataFlaw] = []

    def flawed(self, why: FlawReason, datum: str, written: str = "") -> None:
        if datum:
            self.flaws.append(DataFlaw(why, datum, written[:_WRITTEN_MOST]))

    def day(self, element: "_Element", path: str, datum: str) -> date | None:
        """A date in the format 102, which is YYYYMMDD."""
        found = element.find(f"{path}/udt:DateTimeString", _NAMESPACES)
        text = _text(found, ".") if found is not None else ""
        if found is None or not text:
            return None
        named = _attribute(found, "format")
        try:
            if named == "102" and _DAY.fullmatch(text):
                return date.fromisoformat(text)
        except ValueError:
            pass
        self.flawed(FlawReason.DATE, datum, text if named == "102" else f'{text} format="{named}"')
        return None

    def number(self, text: str, datum: str = "") -> Decimal | None:
        """A number in plain notation, as XML writes them, under 10^12."""
        if not text:
            return None
        if _AMOUNT.fullmatch(text) and is_sane(amount := Decimal(text)):
            return amount
        self.flawed(FlawReason.NUMBER, datum, text)
        return None


def _invoice(root: "_Element", values: _Values) -> FacturX:
    document = "rsm:ExchangedDocument"
    guideline = "ram:GuidelineSpecifiedDocumentContextParameter/ram:ID"
    delivered = "ram:ActualDeliverySupplyChainEvent/ram:OccurrenceDateTime"
    type_code = _text(root, f"{document}/ram:TypeCode")
    currency = _text(root, f"{_SETTLEMENT}/ram:InvoiceCurrencyCode")
    taxes = _all(root, f"{_SETTLEMENT}/ram:ApplicableTradeTax")
    adjustments = ("SpecifiedTradeAllowanceCharge", "SpecifiedLogisticsServiceCharge")
    lines = _all(root, f"{_TRADE}/ram:IncludedSupplyChainTradeLineItem")
    invoice = FacturX(
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
        adjustments=sum(len(_all(root, f"{_SETTLEMENT}/ram:{one}")) for one in adjustments),
        currency=currency,
        notes=tuple(
            Note(text, _text(note, "ram:SubjectCode"))
            for note in _all(root, f"{document}/ram:IncludedNote")
            if (text := _text(note, "ram:Content"))
        ),
    )
    _tell_absent(invoice, values)
    return invoice


def _tell_absent(invoice: FacturX, values: _Values) -> None:
    """Tell what every profile has to give and these data do not, or not where it belongs."""
    asked = {
        "numeroFacture": invoice.number,
        "dateFacture": invoice.issued_on,
        "HT": invoice.totals.ht,
        "TTC": invoice.totals.ttc,
    }
    told = {one.datum for one in values.flaws}
    for datum, value in asked.items():
        if value in (None, "") and datum not in told:
            values.flawed(FlawReason.ABSENT, datum)


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


def _identifiers(element: "_Element", path: str) -> tuple[PartyIdentifier, ...]:
    return tuple(
        PartyIdentifier(value, _attribute(one, "schemeID"))
        for one in _all(element, path)
        if (value := _text(one, "."))
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
        """The VAT may be told again in the currency of the books: only the invoice's counts."""
        told = _all(root, f"{summation}/ram:{name}")
        if not told:
            return absent
        ours = [one for one in told if _attribute(one, "currencyID") in ("", currency or "EUR")]
        if len(ours) > 1:
            values.flawed(FlawReason.TWICE, datum)
        return values.number(_text(ours[0], "."), datum) if len(ours) == 1 else None

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
    """The first text at this path, its blanks made single."""
    return " ".join((element.findtext(path, "", _NAMESPACES) or "").split())


def _attribute(element: "_Element", name: str) -> str:
    return " ".join((element.get(name) or "").split())
