"""What the data of an invoice tell, whole or with holes, and data made to harm."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from facturx_invoices import TERMS, facturx, item, money, read, told, xml
from segur_check.pieces.facturx import parse
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
        kind=Kind.INVOICE,
        number="FA-0118",
        issued_on=date(2025, 4, 30),
        delivered_on=date(2025, 4, 22),
        order_reference="BDC-0042",
        seller=Party(
            "Logiciels Sarrasine",
            Identifier("900000012", "0002"),
            "FR00900000012",
            (Identifier("90000001200014", "0009"),),
        ),
        buyer=Party("Cabinet Œillet & fils", ids=(Identifier("10999999990"),)),
        lines=(
            Line("Prestation", Decimal("1000.00"), rate, Decimal(2)),
            Line("Prestation", Decimal("244.56"), rate, Decimal(1)),
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
        ("380", Kind.INVOICE),
        ("389", Kind.INVOICE),
        ("381", Kind.CREDIT_NOTE),
        ("503", Kind.CREDIT_NOTE),
        ("386", Kind.DEPOSIT),
        ("500", Kind.DEPOSIT),
        ("384", Kind.CORRECTIVE),
        ("325", Kind.PROFORMA),
        ("326", Kind.OTHER),
        ("", Kind.OTHER),
        ("38O", Kind.OTHER),
    ],
)
def test_the_code_of_a_document_says_what_it_is(code: str, kind: Kind) -> None:
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


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" ",
        b"%PDF-1.7",
        b"\x00" * 1_000,
        b"<",
        DATA[:-10],
        DATA[200:],
        b"<invoice/>",
        DATA.replace(b"CrossIndustryInvoice:100", b"CrossIndustryInvoice:200"),
        DATA.replace(b"CrossIndustryInvoice", b"CrossIndustryOrder"),
        b'<rsm:CrossIndustryDocument xmlns:rsm="urn:ferd:CrossIndustryDocument:invoice:1p0"/>',
        b'<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"/>',
        DATA.replace(b"UTF-8", b"no-such-encoding"),
        DATA.replace(b"UTF-8", b"UTF-16"),
        DATA.replace(b"FA-0118", b"FA\x00"),
        DATA.replace(b"FA-0118", b"\xff\xfe"),
        DATA.replace(b"FA-0118", b"&unknown;"),
        DATA.replace(b"FA-0118", b"<a>" * 300 + b"</a>" * 300),
        DATA.replace(b"FA-0118", b"<a>" * 100_000),
        DATA + b"<!--" + b" " * 10_000_000 + b"-->",
        DATA.replace(b"FA-0118", b"9" * 10_000_000),
    ],
    ids=range(21),
)
def test_what_is_no_data_of_an_invoice_is_not_read(data: bytes) -> None:
    assert parse(data) is None


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

    assert parse(written) is None
    assert parse(written.decode().encode("utf-16")) is None


def test_a_billion_laughs_are_not_read() -> None:
    laughs = with_doctype(b'<!DOCTYPE x [<!ENTITY l0 "ha">%b]>' % LAUGHS)

    assert parse(laughs.replace(b"FA-0118", b"&l9;")) is None
    assert parse(laughs.replace(b'format="102"', b'format="&l9;"')) is None


def test_an_entity_brings_nothing_of_another_file_in(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("FA-9999")
    doctype = b'<!DOCTYPE x [<!ENTITY e SYSTEM "%b">]>' % secret.as_uri().encode()

    assert parse(with_doctype(doctype).replace(b"FA-0118", b"&e;")) is None


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
        kind=Kind.OTHER,
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

    assert damaged is None or isinstance(damaged, FacturX)


def test_the_same_terms_give_the_same_data() -> None:
    assert facturx.facturx_xml(**TERMS) == DATA
