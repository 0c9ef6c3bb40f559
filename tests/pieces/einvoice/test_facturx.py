"""What the data of an invoice tell, whole or with holes, and data made to harm."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from facturx_invoices import TERMS, facturx, item, money, read, told, xml
from segur_check.pieces.einvoice.data_flaws import DataFlaw, FlawReason
from segur_check.pieces.einvoice.facturx import Parsed, parse, read_data
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

DATA = xml()
TTC = b"<ram:GrandTotalAmount>1339.50</ram:GrandTotalAmount>"
XRECHNUNG = "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0"
LAUGHS = b"".join(b'<!ENTITY l%d "%b">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))


def replaced(old: bytes, new: bytes, data: bytes = DATA) -> FacturX:
    assert data.count(old) == 1, data.count(old)
    return told(data.replace(old, new))


def with_doctype(doctype: bytes, data: bytes = DATA) -> bytes:
    return data.replace(b"<rsm:CrossIndustryInvoice", doctype + b"<rsm:CrossIndustryInvoice", 1)


def test_an_invoice_is_read_whole() -> None:
    invoice = read(
        items=[item("1000.00", "8.5", quantity=Decimal(2)), item("244.56", "8.5")],
        items_total=Decimal("1244.56"),
        allowance=Decimal("15.00"),
        charge=Decimal("5.00"),
        prepaid=Decimal("500.00"),
        notes=[("PMT", "Indemnité de 40 €."), ("AAB", "Sans\n   escompte.")],
    )

    rate = Decimal("8.5")
    assert invoice == FacturX(
        profile=Profile.EN16931,
        type_code="380",
        kind=InvoiceKind.INVOICE,
        number="FA-0118",
        issued_on=date(2025, 4, 30),
        delivered_on=date(2025, 4, 22),
        order_reference="BDC-0042",
        seller=Party(
            "Logiciels Sarrasine",
            PartyIdentifier("900000012", "0002"),
            "FR00900000012",
            (PartyIdentifier("90000001200014", "0009"),),
        ),
        buyer=Party("Cabinet Œillet & fils", ids=(PartyIdentifier("10999999990"),)),
        lines=(
            InvoiceLine("Prestation", Decimal("1000.00"), rate, Decimal(2)),
            InvoiceLine("Prestation", Decimal("244.56"), rate, Decimal(1)),
        ),
        taxes=(Tax("S", rate, Decimal("1234.56"), Decimal("104.94")),),
        totals=Totals(
            lines=Decimal("1244.56"),
            allowances=Decimal("15.00"),
            charges=Decimal("5.00"),
            ht=Decimal("1234.56"),
            vat=Decimal("104.94"),
            ttc=Decimal("1339.50"),
            prepaid=Decimal("500.00"),
            due=Decimal("839.50"),
        ),
        adjustments=2,
        currency="EUR",
        notes=(Note("Indemnité de 40 €.", "PMT"), Note("Sans escompte.", "AAB")),
    )


@pytest.mark.parametrize("profile", list(facturx.GUIDELINES))
def test_each_profile_is_read_for_what_it_tells(profile: str) -> None:
    invoice = read(profile=profile)

    assert Profile(profile) == invoice.profile
    assert (Decimal("1234.56"), Decimal("1339.50")) == (invoice.totals.ht, invoice.totals.ttc)
    assert (profile not in ("MINIMUM", "BASIC WL")) == bool(invoice.lines)
    assert (profile != "MINIMUM") == bool(invoice.taxes)
    assert ("BDC-0042", "Logiciels Sarrasine") == (invoice.order_reference, invoice.seller.name)


@pytest.mark.parametrize(
    ("urn", "profile"),
    [
        ("urn:zugferd.de:2p0:minimum", Profile.MINIMUM),
        ("urn:cen.eu:en16931:2017:compliant:factur-x.eu:1p0:basic", Profile.BASIC),
        (XRECHNUNG, Profile.EN16931),
        (
            "urn:cen.eu:en16931:2017#conformant#urn.cpro.gouv.fr:1p0:extended-ctc-fr",
            Profile.EXTENDED,
        ),
        (f"{XRECHNUNG}#conformant#urn:xeinkauf.de:kosit:extension:xrechnung_3.0", Profile.EXTENDED),
        ("URN:CEN.EU:EN16931:2017", Profile.EN16931),
        ("urn:example:invoice", Profile.OTHER),
        ("", Profile.OTHER),
    ],
)
def test_a_profile_is_known_by_its_urn(urn: str, profile: Profile) -> None:
    assert profile == replaced(b">urn:cen.eu:en16931:2017<", b">%b<" % urn.encode()).profile


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("380", InvoiceKind.INVOICE),
        ("389", InvoiceKind.INVOICE),
        ("381", InvoiceKind.CREDIT_NOTE),
        ("503", InvoiceKind.CREDIT_NOTE),
        ("386", InvoiceKind.DEPOSIT),
        ("500", InvoiceKind.DEPOSIT),
        ("384", InvoiceKind.CORRECTIVE),
        ("325", InvoiceKind.PROFORMA),
        ("326", InvoiceKind.OTHER),
        ("", InvoiceKind.OTHER),
        ("38O", InvoiceKind.OTHER),
    ],
)
def test_the_code_of_a_document_says_what_it_is(code: str, kind: InvoiceKind) -> None:
    invoice = read(type_code=code)

    assert (code, kind) == (invoice.type_code, invoice.kind)


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1339.50", "1339.50"),
        (" 1339.50\n", "1339.50"),
        ("-12.5", "-12.5"),
        ("+5", "5"),
        (".5", "0.5"),
        ("5.", "5"),
        ("0", "0"),
        ("007", "7"),
        ("999999999999.99", "999999999999.99"),
        ("1000000000000", None),
        ("1e3", None),
        ("1e999", None),
        ("1e-999999999", None),
        ("NaN", None),
        ("Infinity", None),
        ("1 339,50", None),
        ("1339,50", None),
        ("1,339.50", None),
        ("1_339.50", None),
        ("--5", None),
        ("0x1F", None),
        ("١٢٣", None),
        ("1339.50 EUR", None),
        ("9" * 100_000, None),
        ("0." + "0" * 100_000 + "1", None),
        (".", None),
        ("", None),
    ],
    ids=lambda value: str(value)[:16],
)
def test_an_amount_is_read_in_plain_notation_alone(written: str, amount: str | None) -> None:
    invoice = replaced(TTC, TTC.replace(b"1339.50", written.encode()))

    assert invoice.totals.ttc == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize(
    "written",
    [
        b'<udt:DateTimeString format="102">20250431</udt:DateTimeString>',
        b'<udt:DateTimeString format="102">2025W101</udt:DateTimeString>',
        b'<udt:DateTimeString format="102">2025-04-30</udt:DateTimeString>',
        b'<udt:DateTimeString format="102">00000101</udt:DateTimeString>',
        b'<udt:DateTimeString format="610">202504</udt:DateTimeString>',
        b'<udt:DateTimeString format="203">20250430</udt:DateTimeString>',
        b"<udt:DateTimeString>20250430</udt:DateTimeString>",
        b"<udt:DateTimeString/>",
        b"<udt:DateTime>2025-04-30T00:00:00</udt:DateTime>",
        b"",
    ],
)
def test_a_date_in_another_format_or_impossible_is_not_read(written: bytes) -> None:
    issued = b'<udt:DateTimeString format="102">20250430</udt:DateTimeString>'

    invoice = replaced(issued, written)

    assert (None, date(2025, 4, 22)) == (invoice.issued_on, invoice.delivered_on)


def test_the_vat_in_the_currency_of_the_books_is_not_the_one_of_the_invoice() -> None:
    vat = b'<ram:TaxTotalAmount currencyID="EUR">104.94</ram:TaxTotalAmount>'
    books = b'<ram:TaxTotalAmount currencyID="XPF">12522.67</ram:TaxTotalAmount>'

    assert Decimal("104.94") == replaced(vat, books + vat).totals.vat
    assert replaced(vat, books).totals.vat is None


def test_a_total_told_twice_is_not_read() -> None:
    assert replaced(TTC, TTC + TTC.replace(b"1339", b"9999")).totals.ttc is None


def test_allowances_left_out_are_none_and_those_that_cannot_be_read_are_unknown() -> None:
    left_out = read()
    unknown = told(
        xml(allowance=Decimal("1.00")).replace(
            b">1.00</ram:AllowanceTotal", b">?</ram:AllowanceTotal"
        )
    )

    assert left_out.totals.allowances == Decimal(0)
    assert unknown.totals.allowances is None
    assert left_out.totals.charges == unknown.totals.charges == Decimal(0)


def test_an_exemption_is_told_by_its_reason_else_by_its_code() -> None:
    exempt = xml(money=money("358.33", "0", "0", "358.33"))
    reason = b"<ram:ExemptionReason>TVA non applicable, article 293 B du CGI</ram:ExemptionReason>"
    code = b"<ram:ExemptionReasonCode>VATEX-FR-FRANCHISE</ram:ExemptionReasonCode>"

    assert "TVA non applicable, article 293 B du CGI" == told(exempt).taxes[0].exemption
    assert "VATEX-FR-FRANCHISE" == replaced(reason, code, exempt).taxes[0].exemption


def test_another_tax_than_the_vat_is_left_out() -> None:
    vat = b"<ram:TypeCode>VAT</ram:TypeCode>\n        <ram:BasisAmount>"

    assert replaced(vat, vat.replace(b"VAT", b"EXC")).taxes == ()


def test_titles_and_informations_among_the_lines_are_not_counted() -> None:
    statuses = ["GROUP", "DETAIL", "INFORMATION", ""]

    invoice = read(
        profile="EXTENDED", items=[item("1.00", "20", status=status) for status in statuses]
    )

    assert [False, True, False, True] == [line.counted for line in invoice.lines]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-15"])
def test_data_are_read_in_the_encoding_they_name(encoding: str) -> None:
    named = "utf-8" if encoding == "utf-8-sig" else encoding
    written = DATA.decode().replace("encoding='UTF-8'", f"encoding='{named}'").encode(encoding)

    assert "Cabinet Œillet & fils" == told(written).buyer.name


def test_comments_and_sections_within_a_value_are_no_part_of_it() -> None:
    invoice = replaced(
        b">1339.50<",
        b">13<!-- 99 -->39<?x 99?><![CDATA[.50]]><",
        DATA.replace(b"<ram:DuePayableAmount>1339.50</ram:DuePayableAmount>", b""),
    )

    assert Decimal("1339.50") == invoice.totals.ttc


def test_another_prefix_for_the_same_names_changes_nothing() -> None:
    assert told(DATA.replace(b"ram:", b"a:").replace(b":ram=", b":a=")) == read()


def unread(data: bytes) -> tuple[FlawReason, str]:
    """Why nothing of data is read, and what is said of it."""
    parsed = parse(data)
    assert parsed.invoice is None
    (flaw,) = parsed.flaws
    assert "" == flaw.datum
    return flaw.why, flaw.written


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", FlawReason.EMPTY),
        (b" \r\n", FlawReason.EMPTY),
        (b"%PDF-1.7", FlawReason.MALFORMED),
        (b"\x00" * 1_000, FlawReason.MALFORMED),
        (b"<", FlawReason.MALFORMED),
        (DATA[:-10], FlawReason.MALFORMED),
        (DATA[: len(DATA) // 2], FlawReason.MALFORMED),
        (DATA[200:], FlawReason.MALFORMED),
        (b"\n" + DATA, FlawReason.MALFORMED),
        (DATA.replace(b"FA-0118", b"FA & 0118"), FlawReason.MALFORMED),
        (DATA.replace(b"FA-0118", b"FA < 0118"), FlawReason.MALFORMED),
        (DATA.replace(b"FA-0118", b"FA\x00"), FlawReason.MALFORMED),
        (DATA.replace(b"FA-0118", b"FA\x0c"), FlawReason.MALFORMED),
        (DATA.replace(b"FA-0118", b"&unknown;"), FlawReason.MALFORMED),
        (DATA.replace(b"</ram:GrandTotal", b"</ram:grandTotal"), FlawReason.MALFORMED),
        (DATA.replace(b"xmlns:ram", b"xmlns:other"), FlawReason.MALFORMED),
        (b"<invoice/>", FlawReason.ROOT),
        (DATA.replace(b"CrossIndustryInvoice:100", b"CrossIndustryInvoice:200"), FlawReason.ROOT),
        (DATA.replace(b"CrossIndustryInvoice", b"CrossIndustryOrder"), FlawReason.ROOT),
        (
            b'<CrossIndustryDocument xmlns="urn:ferd:CrossIndustryDocument:invoice:1p0"/>',
            FlawReason.ROOT,
        ),
        (
            b'<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"/>',
            FlawReason.ROOT,
        ),
        (DATA.replace(b"FA-0118", b"<a>" * 300 + b"</a>" * 300), FlawReason.TOO_BIG),
        (DATA.replace(b"FA-0118", b"<a>" * 100_000), FlawReason.TOO_BIG),
        (DATA + b"<!--" + b" " * 10_000_000 + b"-->", FlawReason.TOO_BIG),
        (DATA.replace(b"FA-0118", b"9" * 10_000_000), FlawReason.TOO_BIG),
    ],
    ids=range(25),
)
def test_what_is_no_data_of_an_invoice_is_not_read_and_says_why(
    data: bytes, why: FlawReason
) -> None:
    assert why == unread(data)[0]


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        ("no-such-encoding", "utf-8"),
        ("ANSI", "utf-8"),
        ("UTF-8-W/O-BOM", "utf-8"),
        ("UTF 8", "utf-8"),
        ("UTF-16", "utf-8"),
        ("utf-16le", "utf-8"),
        ("UTF-32", "utf-8"),
        ("US-ASCII", "utf-8"),
        ("UTF-8", "cp1252"),
        ("UTF-8", "iso-8859-15"),
        ("ISO-8859-1", "utf-8"),
        ("iso-8859-15", "utf-8"),
        ("windows-1252", "utf-8"),
        ("latin1", "utf-8"),
    ],
)
def test_data_in_another_encoding_than_they_declare_are_not_read(
    declared: str, written: str
) -> None:
    data = DATA.decode().replace("UTF-8", declared).encode(written)

    assert (FlawReason.ENCODING, declared) == unread(data)


def test_data_that_declare_no_encoding_are_in_utf_8() -> None:
    bare = DATA.partition(b"?>")[2]

    assert "Cabinet Œillet & fils" == told(bare).buyer.name
    assert (FlawReason.ENCODING, "UTF-8") == unread(bare.decode().encode("cp1252"))


@pytest.mark.parametrize("encoding", ["iso-8859-15", "windows-1252"])
def test_data_in_a_one_octet_encoding_that_they_declare_are_read(encoding: str) -> None:
    data = DATA.decode().replace("UTF-8", encoding).encode(encoding)

    assert "Cabinet Œillet & fils" == told(data).buyer.name


def test_an_encoding_matters_only_where_there_are_accents() -> None:
    plain = DATA.decode().replace("UTF-8", "ISO-8859-1")
    plain = "".join(sign if sign.isascii() else "?" for sign in plain)

    assert "Cabinet ?illet & fils" == told(plain.encode("ascii")).buyer.name


def test_the_line_where_xml_goes_wrong_and_the_root_are_told() -> None:
    line = DATA[: DATA.index(b"FA-0118")].count(b"\n") + 1

    assert (FlawReason.MALFORMED, str(line)) == unread(DATA.replace(b"FA-0118", b"a & b"))
    assert (FlawReason.ROOT, "{urn:a}CrossIndustryInvoice") == unread(
        b'<CrossIndustryInvoice xmlns="urn:a"/>'
    )
    assert 100 == len(unread(b"<%b/>" % (b"a" * 1_000))[1])


@pytest.mark.parametrize(
    "doctype",
    [
        b"<!DOCTYPE x>",
        b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
        b'<!DOCTYPE x PUBLIC "-//X//Y" "file:///etc/hostname">',
        b'<!DOCTYPE x [<!ENTITY l0 "ha">%b]>' % LAUGHS,
        b'<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]>',
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>',
        b'<!DOCTYPE x [<!ATTLIST rsm:CrossIndustryInvoice a CDATA "b">]>',
    ],
)
def test_data_with_a_doctype_are_not_read(doctype: bytes) -> None:
    written = with_doctype(doctype)

    assert (FlawReason.DOCTYPE, "") == unread(written)
    assert (FlawReason.DOCTYPE, "") == unread(written.decode().encode("utf-16"))


def test_a_billion_laughs_are_not_read() -> None:
    laughs = with_doctype(b'<!DOCTYPE x [<!ENTITY l0 "ha">%b]>' % LAUGHS)

    assert parse(laughs.replace(b"FA-0118", b"&l9;")).invoice is None
    assert parse(laughs.replace(b'format="102"', b'format="&l9;"')).invoice is None


def test_an_entity_brings_nothing_of_another_file_in(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("FA-9999")
    doctype = b'<!DOCTYPE x [<!ENTITY e SYSTEM "%b">]>' % secret.as_uri().encode()

    assert parse(with_doctype(doctype).replace(b"FA-0118", b"&e;")).invoice is None


def test_what_could_not_be_had_has_its_reason_and_what_is_not_there_has_none() -> None:
    assert Parsed(flaws=(DataFlaw(FlawReason.SEVERAL),)) == read_data(FlawReason.SEVERAL)
    assert Parsed() == read_data(None)
    assert Parsed(flaws=(DataFlaw(FlawReason.EMPTY),)) == read_data(b"")
    assert Parsed(read()) == read_data(DATA)


# --- one value that cannot be read ---


def flaws(old: bytes, new: bytes) -> tuple[DataFlaw, ...]:
    """What could not be read of the data with this change, the rest being read."""
    assert DATA.count(old) == 1, DATA.count(old)
    parsed = parse(DATA.replace(old, new))
    assert parsed.invoice is not None
    assert parsed.invoice.totals.prepaid == Decimal(0)
    return parsed.flaws


@pytest.mark.parametrize("profile", list(facturx.GUIDELINES))
def test_data_that_tell_all_have_no_flaw(profile: str) -> None:
    assert () == parse(xml(profile=profile)).flaws


@pytest.mark.parametrize(
    ("written", "told_as"),
    [
        (b'<udt:DateTimeString format="102">20250431</udt:DateTimeString>', "20250431"),
        (b'<udt:DateTimeString format="102">20251301</udt:DateTimeString>', "20251301"),
        (b'<udt:DateTimeString format="102">2025-04-30</udt:DateTimeString>', "2025-04-30"),
        (b'<udt:DateTimeString format="102">30/04/2025</udt:DateTimeString>', "30/04/2025"),
        (b'<udt:DateTimeString format="102">00000101</udt:DateTimeString>', "00000101"),
        (b'<udt:DateTimeString format="610">202504</udt:DateTimeString>', '202504 format="610"'),
        (
            b'<udt:DateTimeString format="203">20250430</udt:DateTimeString>',
            '20250430 format="203"',
        ),
        (b"<udt:DateTimeString>20250430</udt:DateTimeString>", '20250430 format=""'),
    ],
)
def test_a_date_that_is_there_and_cannot_be_read_is_told(written: bytes, told_as: str) -> None:
    issued = b'<udt:DateTimeString format="102">20250430</udt:DateTimeString>'
    delivered = issued.replace(b"0430", b"0422")

    assert (DataFlaw(FlawReason.DATE, "dateFacture", told_as),) == flaws(issued, written)
    assert (DataFlaw(FlawReason.DATE, "facturx-delivery", told_as),) == flaws(delivered, written)


@pytest.mark.parametrize(
    "written",
    [
        b"<udt:DateTimeString/>",
        b'<udt:DateTimeString format="102"> </udt:DateTimeString>',
        b"<udt:DateTime>2025-04-30T00:00:00</udt:DateTime>",
        b"",
    ],
)
def test_a_date_of_issue_that_is_missing_is_told_and_one_of_service_is_not(written: bytes) -> None:
    issued = b'<udt:DateTimeString format="102">20250430</udt:DateTimeString>'

    assert (DataFlaw(FlawReason.ABSENT, "dateFacture"),) == flaws(issued, written)
    assert () == flaws(issued.replace(b"0430", b"0422"), written)


@pytest.mark.parametrize(
    ("element", "written", "datum"),
    [
        (b"TaxBasisTotalAmount", b"1 234,56", "HT"),
        (b'TaxTotalAmount currencyID="EUR"', b"104,94", "TVA"),
        (b"GrandTotalAmount", b"1339.50 EUR", "TTC"),
        (b"RateApplicablePercent", b"8,5 %", "tauxTVA"),
        (b"BasisAmount", b"1,234.56", "facturx-basis"),
        (b"CalculatedAmount", b"NaN", "TVA"),
        (b"LineTotalAmount", b"1e3", "facturx-lines"),
    ],
)
def test_an_amount_or_a_rate_that_is_no_number_is_told(
    element: bytes, written: bytes, datum: str
) -> None:
    start = DATA.rindex(b"<ram:%b>" % element) + len(element) + 6
    end = DATA.index(b"<", start)

    parsed = parse(DATA[:start] + written + DATA[end:])

    assert parsed.invoice is not None
    assert (DataFlaw(FlawReason.NUMBER, datum, written.decode()),) == parsed.flaws


def test_the_amount_of_a_line_that_is_no_number_is_told_but_not_that_of_a_title() -> None:
    def said(status: str) -> tuple[DataFlaw, ...]:
        data = xml(profile="EXTENDED", items=[item("11.11", "20", status=status)])
        return parse(
            data.replace(b">11.11</ram:LineTotalAmount", b">11,11</ram:LineTotalAmount")
        ).flaws

    assert (DataFlaw(FlawReason.NUMBER, "facturx-line", "11,11"),) == said("DETAIL")
    assert () == said("GROUP")


@pytest.mark.parametrize(
    ("old", "new", "datum"),
    [
        (b"<ram:ID>FA-0118</ram:ID>", b"", "numeroFacture"),
        (b"<ram:ID>FA-0118</ram:ID>", b"<ram:ID> </ram:ID>", "numeroFacture"),
        (TTC, b"", "TTC"),
        (TTC, b"<ram:GrandTotalAmount/>", "TTC"),
        (TTC, TTC.replace(b"Amount>1", b'Amount currencyID="XPF">1'), "TTC"),
        (b"<ram:TaxBasisTotalAmount>1234.56</ram:TaxBasisTotalAmount>", b"", "HT"),
    ],
)
def test_what_every_invoice_has_to_give_is_told_when_missing(
    old: bytes, new: bytes, datum: str
) -> None:
    assert (DataFlaw(FlawReason.ABSENT, datum),) == flaws(old, new)


def test_all_is_missing_where_the_names_within_are_those_of_another_namespace() -> None:
    other = DATA.replace(b"AggregateBusinessInformationEntity:100", b"AggregateBusiness:1")

    assert [
        (FlawReason.ABSENT, "numeroFacture"),
        (FlawReason.ABSENT, "dateFacture"),
        (FlawReason.ABSENT, "HT"),
    ] == [(flaw.why, flaw.datum) for flaw in parse(other).flaws[:3]]


def test_a_total_written_twice_is_told() -> None:
    assert (DataFlaw(FlawReason.TWICE, "TTC"),) == flaws(TTC, TTC + TTC.replace(b"1339", b"9999"))


def test_the_vat_in_the_currency_of_the_books_alone_is_no_flaw() -> None:
    vat = b'<ram:TaxTotalAmount currencyID="EUR">104.94</ram:TaxTotalAmount>'

    assert () == flaws(vat, vat.replace(b"EUR", b"XPF") + vat)


def test_where_no_currency_is_told_the_totals_are_in_euros() -> None:
    data = DATA.replace(b"<ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>", b"")

    assert (Decimal("104.94"), ()) == (told(data).totals.vat, parse(data).flaws)


def test_of_very_many_flaws_the_first_ones_are_kept() -> None:
    items = [item(f"{n}.11", "20") for n in range(500)]

    data = xml(items=items).replace(b".11</ram:LineTotal", b",11</ram:LineTotal")

    assert 20 == len(parse(data).flaws)


def test_an_inclusion_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("FA-9999")
    include = '<i:include xmlns:i="http://www.w3.org/2001/XInclude" parse="text" href="{}"/>'

    invoice = replaced(b"FA-0118", include.format(secret.as_uri()).encode())

    assert invoice.number == ""


def test_an_invoice_that_tells_nothing_has_nothing_but_holes() -> None:
    root = b'<CrossIndustryInvoice xmlns="%b"/>' % facturx.NAMESPACES["rsm"].encode()

    assert told(root) == FacturX(
        profile=Profile.OTHER,
        type_code="",
        kind=InvoiceKind.OTHER,
        number="",
        issued_on=None,
        delivered_on=None,
        order_reference="",
        seller=Party(),
        buyer=Party(),
        lines=(),
        taxes=(),
        totals=Totals(),
        adjustments=0,
        currency="",
        notes=(),
    )


def test_any_element_may_be_missing_empty_or_doubled() -> None:
    whole = read()
    elements = list(etree.fromstring(DATA).iterdescendants())
    assert len(elements) > 60

    for place in range(len(elements)):
        for change in ("missing", "empty", "doubled"):
            root = etree.fromstring(DATA)
            element = list(root.iterdescendants())[place]
            parent = element.getparent()
            assert parent is not None
            if change == "doubled":
                parent.insert(0, etree.fromstring(etree.tostring(element)))
            elif change == "missing":
                parent.remove(element)
            else:
                element.clear()
            invoice = told(etree.tostring(root))
            assert invoice.totals.ttc in (whole.totals.ttc, None)


@given(st.integers(0, len(DATA) - 1), st.binary(max_size=6), st.integers(0, 6))
def test_no_damage_to_data_is_more_than_a_refusal(place: int, new: bytes, gone: int) -> None:
    damaged = parse(DATA[:place] + new + DATA[place + gone :])

    assert isinstance(damaged.invoice, FacturX) or damaged.flaws


def test_the_same_terms_give_the_same_data() -> None:
    assert facturx.facturx_xml(**TERMS) == DATA
