#!/usr/bin/env bash
# The Schematron of Factur-X (profile EN 16931) that comes with the factur-x package, on an invoice of
# 358.33 excluding VAT at 20 %: 71.67 of VAT, 430.00 in all.
#
# Guess: rules BR-CO-17 and BR-S-09 hold the VAT to base x rate, rounded to two decimals, as their own words
# say: a VAT of 72.66 does not pass. Or else all the arithmetic of the invoice has the same tolerance.
#
# What happens: the tests behind those words let the VAT be anything less than ONE EURO away: 70.68 and 72.66
# pass, 70.67 and 72.67 do not. The total has no tolerance whatever: 430.01 with the right VAT is refused
# (BR-CO-15). The slack was added for VAT that was rounded on each line, and is the same for one line.
#
# Why it matters: "valid Factur-X" says nothing about cents of VAT. On one line of a few hundred euros an
# invoice can be almost a euro wrong, its total with it, and pass XSD and Schematron; who compares it with a
# funding request to the cent has to compute the VAT himself.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq --disable-pip-version-check install factur-x==7.8 saxonche==13.1.1

"$work/venv/bin/python" - "$work" <<'PY'
import sys
from importlib.metadata import version
from pathlib import Path

import facturx
from lxml import etree
from saxonche import PySaxonProcessor

CII = "urn:un:unece:uncefact:data:standard:"
SVRL = "{http://purl.oclc.org/dsdl/svrl}"
# Invented seller, buyer and numbers.
INVOICE = """
<rsm:CrossIndustryInvoice xmlns:rsm="@CII@CrossIndustryInvoice:100"
  xmlns:ram="@CII@ReusableAggregateBusinessInformationEntity:100" xmlns:udt="@CII@UnqualifiedDataType:100">
 <rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter>
  <ram:ID>urn:cen.eu:en16931:2017</ram:ID>
 </ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
 <rsm:ExchangedDocument>
  <ram:ID>FA-0042</ram:ID><ram:TypeCode>380</ram:TypeCode>
  <ram:IssueDateTime><udt:DateTimeString format="102">20220704</udt:DateTimeString></ram:IssueDateTime>
 </rsm:ExchangedDocument>
 <rsm:SupplyChainTradeTransaction>
  <ram:IncludedSupplyChainTradeLineItem>
   <ram:AssociatedDocumentLineDocument><ram:LineID>1</ram:LineID></ram:AssociatedDocumentLineDocument>
   <ram:SpecifiedTradeProduct><ram:Name>Logiciel de cabinet</ram:Name></ram:SpecifiedTradeProduct>
   <ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice>
    <ram:ChargeAmount>358.33</ram:ChargeAmount>
   </ram:NetPriceProductTradePrice></ram:SpecifiedLineTradeAgreement>
   <ram:SpecifiedLineTradeDelivery>
    <ram:BilledQuantity unitCode="C62">1</ram:BilledQuantity>
   </ram:SpecifiedLineTradeDelivery>
   <ram:SpecifiedLineTradeSettlement>
    <ram:ApplicableTradeTax>
     <ram:TypeCode>VAT</ram:TypeCode><ram:CategoryCode>S</ram:CategoryCode>
     <ram:RateApplicablePercent>20</ram:RateApplicablePercent>
    </ram:ApplicableTradeTax>
    <ram:SpecifiedTradeSettlementLineMonetarySummation>
     <ram:LineTotalAmount>358.33</ram:LineTotalAmount>
    </ram:SpecifiedTradeSettlementLineMonetarySummation>
   </ram:SpecifiedLineTradeSettlement>
  </ram:IncludedSupplyChainTradeLineItem>
  <ram:ApplicableHeaderTradeAgreement>
   <ram:SellerTradeParty>
    <ram:Name>Exemple Logiciels</ram:Name>
    <ram:PostalTradeAddress><ram:CountryID>FR</ram:CountryID></ram:PostalTradeAddress>
    <ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">FR00000000000</ram:ID></ram:SpecifiedTaxRegistration>
   </ram:SellerTradeParty>
   <ram:BuyerTradeParty>
    <ram:Name>Cabinet Exemple</ram:Name>
    <ram:PostalTradeAddress><ram:CountryID>FR</ram:CountryID></ram:PostalTradeAddress>
   </ram:BuyerTradeParty>
  </ram:ApplicableHeaderTradeAgreement>
  <ram:ApplicableHeaderTradeDelivery><ram:ActualDeliverySupplyChainEvent><ram:OccurrenceDateTime>
   <udt:DateTimeString format="102">20220704</udt:DateTimeString>
  </ram:OccurrenceDateTime></ram:ActualDeliverySupplyChainEvent></ram:ApplicableHeaderTradeDelivery>
  <ram:ApplicableHeaderTradeSettlement>
   <ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
   <ram:ApplicableTradeTax>
    <ram:CalculatedAmount>@VAT@</ram:CalculatedAmount><ram:TypeCode>VAT</ram:TypeCode>
    <ram:BasisAmount>358.33</ram:BasisAmount><ram:CategoryCode>S</ram:CategoryCode>
    <ram:RateApplicablePercent>20</ram:RateApplicablePercent>
   </ram:ApplicableTradeTax>
   <ram:SpecifiedTradePaymentTerms><ram:Description>30 jours</ram:Description></ram:SpecifiedTradePaymentTerms>
   <ram:SpecifiedTradeSettlementHeaderMonetarySummation>
    <ram:LineTotalAmount>358.33</ram:LineTotalAmount>
    <ram:TaxBasisTotalAmount>358.33</ram:TaxBasisTotalAmount>
    <ram:TaxTotalAmount currencyID="EUR">@VAT@</ram:TaxTotalAmount>
    <ram:GrandTotalAmount>@TOTAL@</ram:GrandTotalAmount>
    <ram:DuePayableAmount>@TOTAL@</ram:DuePayableAmount>
   </ram:SpecifiedTradeSettlementHeaderMonetarySummation>
  </ram:ApplicableHeaderTradeSettlement>
 </rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>
"""
EXPECTED = {
    ("71.67", "430.00"): [],  # right
    ("72.66", "430.99"): [],
    ("72.67", "431.00"): ["BR-S-09"],
    ("70.68", "429.01"): [],
    ("70.67", "429.00"): ["BR-S-09"],
    ("71.67", "430.01"): ["BR-CO-15"],
}

file = Path(sys.argv[1]) / "invoice.xml"
rules = Path(facturx.__file__).parent / "xsd_and_schematron" / "facturx-en16931" / "FACTUR-X_EN16931.xslt"
print("factur-x", version("factur-x"), "saxonche", version("saxonche"))
seen = {}
with PySaxonProcessor(license=False) as saxon:
    schematron = saxon.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(rules))
    for vat, total in EXPECTED:
        xml = INVOICE.strip().replace("@CII@", CII).replace("@VAT@", vat).replace("@TOTAL@", total)
        facturx.xml_check_xsd(xml.encode(), flavor="factur-x", level="en16931")  # raises when refused
        file.write_text(xml, encoding="utf-8")
        report = etree.fromstring(schematron.transform_to_string(source_file=str(file)).encode())
        failed = [assertion.get("id") for assertion in report.iter(f"{SVRL}failed-assert")]
        seen[vat, total] = failed
        print(f"358.33 + VAT {vat} = {total}: XSD valid, Schematron refuses {failed or 'nothing'}")
        for assertion in report.iter(f"{SVRL}failed-assert"):
            print("   ", " ".join(assertion.findtext(f"{SVRL}text").split()))
if seen != EXPECTED:
    sys.exit("the behaviour changed")
PY
