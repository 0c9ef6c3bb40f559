"""The file of data of an invoice, in PDFs of several makes, and in those made to harm."""

import io
import random
from itertools import permutations

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import EmbeddedFile, NameObject

from facturx_invoices import TERMS, built, documents, facturx, found, page, stream, xml
from segur_check.pieces.einvoice.data_flaws import FlawReason
from segur_check.pieces.einvoice.embedded import XML_MOST, embedded_xml
from segur_check.pieces.pdf.guard.deadline import Deadline
from segur_check.pieces.pdf.opening import read_pdf

DATA = b"<an-invoice/>"
NAMES = ("factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml")
SPEC = b"<</Type/Filespec/F(factur-x.xml)/EF<</F 4 0 R>>>>"
PAGES = b"<</Type/Pages/Count 1/Kids[5 0 R]>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"


def attached(*files: tuple[str, bytes]) -> bytes:
    return bytes(facturx.attached(page(), *files))


def without(pdf: bytes, key: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    del writer.root_object[NameObject(key)]
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def holding(catalog: bytes, file: bytes = b"null", spec: bytes = SPEC) -> bytes:
    """A PDF whose catalogue says where the specification 3 of the file 4 is."""
    root = b"<</Type/Catalog/Pages 2 0 R%b>>" % catalog
    return built(root, PAGES, spec, file, PAGE)


NAMED = b"/Names<</EmbeddedFiles<</Names[(factur-x.xml)3 0 R]>>>>"


def test_the_data_of_an_invoice_are_found_in_its_pdf() -> None:
    pdf = facturx.with_facturx(page(), **TERMS)

    assert xml() == found(pdf)


@pytest.mark.parametrize("name", [*NAMES, "ZUGFeRD-invoice.xml", "FACTUR-X.XML"])
def test_the_file_is_found_by_its_name_in_any_case(name: str) -> None:
    assert DATA == found(attached(("conditions.xml", b"<other/>"), (name, DATA)))


def test_an_invoice_without_data_has_none() -> None:
    assert found(page()) is None


@pytest.mark.parametrize(
    "name",
    [
        "data/factur-x.xml",
        "C:\\Factures\\2025\\Factur-X.xml",
        "./a\\b/xrechnung.XML",
        "/ZUGFeRD-invoice.xml ",
    ],
)
def test_only_the_last_part_of_the_name_of_a_file_counts(name: str) -> None:
    assert DATA == found(attached(("conditions.xml", b"<other/>"), (name, DATA)))


@pytest.mark.parametrize(
    "name",
    ["", "facture.xml", "factur-x.xml.pdf", "factur-x.xml/x", "my-factur-x.xml", "order-x.xml"],
)
def test_a_file_of_another_name_that_holds_something_else_is_not_the_data(name: str) -> None:
    assert found(attached((name, DATA))) is None


@pytest.mark.parametrize("name", ["facture.xml", "dossier/FA-0118.XML", "order-x.xml", "cii.xml"])
@pytest.mark.parametrize(
    "content",
    [
        xml(),
        xml().decode().encode("utf-16"),
        b"<?xml version='1.0'?><!-- ours --><?x y?>" + xml().partition(b"?>")[2],
        xml()[: len(xml()) // 2],  # cut short
        xml().replace(b"FA-0118", b"a & b"),
        xml().replace(b"FA-0118", b"\xe9"),  # of another encoding
        xml().replace(b"CrossIndustryInvoice:100", b"CrossIndustryInvoice:1"),
    ],
    ids=["whole", "utf-16", "comments", "cut", "ampersand", "latin-1", "namespace"],
)
def test_an_xml_that_starts_as_an_invoice_is_the_data_whatever_its_name(
    content: bytes, name: str
) -> None:
    assert content == found(attached(("conditions.xml", b"<other/>"), (name, content)))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no XML at all",
        b"<" * 100_000,
        b"<other>" + xml().partition(b"?>")[2] + b"</other>",
        b"<!-- <rsm:CrossIndustryInvoice xmlns:rsm='x'> --><other/>",
        xml().replace(b"CrossIndustryInvoice", b"CrossIndustryOrder"),
        b'<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"/>',
        b"<SCRDMCCBDACIOMessageStructure/>",
        b"<!DOCTYPE a [%b]><a>&e999;</a>"
        % b"".join(b'<!ENTITY e%d "&e%d;&e%d;">' % (n, n - 1, n - 1) for n in range(1, 1_000)),
    ],
    ids=range(9),
)
def test_an_xml_that_starts_as_something_else_is_no_data(content: bytes) -> None:
    assert found(attached(("facture.xml", content))) is None


def test_only_the_head_of_another_file_is_looked_at() -> None:
    """All the attributes of this one would take more memory than a PDF may."""
    wide = b"<a %b/>" % b" ".join(b'a%d="x"' % number for number in range(150_000))
    names = b"".join(b"(%d.xml)3 0 R" % number for number in range(20))
    root = b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[%b]>>>>>>" % names
    spec = b"<</Type/Filespec/F(a.xml)/EF<</F 4 0 R>>>>"

    assert found(built(root, PAGES, spec, stream(wide), PAGE)) is None


def test_an_invoice_without_the_ending_of_xml_is_no_data() -> None:
    assert found(attached(("facture.txt", xml()))) is None


def test_a_file_of_the_right_name_counts_before_any_other_invoice() -> None:
    assert DATA == found(attached(("copie.xml", xml()), ("xrechnung.xml", DATA)))


def test_two_other_invoices_that_differ_are_told() -> None:
    other = xml(number="FA-0119")

    assert FlawReason.SEVERAL == found(attached(("a.xml", xml()), ("b.xml", other)))
    assert xml() == found(attached(("a.xml", xml()), ("b.xml", xml())))


@pytest.mark.parametrize("list_", ["/AF", "/Names"])
def test_one_of_the_two_lists_of_files_is_enough(list_: str) -> None:
    assert DATA == found(without(attached(("factur-x.xml", DATA)), list_))


@pytest.mark.parametrize(
    "kids", [b"/Kids[<</Names[(a)3 0 R]>>]", b"/Kids[<</Names[(a)3 0 R]>>null]"]
)
def test_a_tree_of_names_and_the_name_of_the_file_itself_will_do(kids: bytes) -> None:
    assert DATA == found(holding(b"/Names<</EmbeddedFiles<<%b>>>>" % kids, stream(DATA)))


@pytest.mark.parametrize("order", list(permutations(NAMES)), ids=str)
def test_of_several_files_factur_x_counts_first(order: tuple[str, ...]) -> None:
    files = [(name, name.encode()) for name in order]

    assert b"factur-x.xml" == found(attached(*files))


def test_a_file_without_content_gives_way_to_the_next_one() -> None:
    assert DATA == found(attached(("factur-x.xml", b""), ("xrechnung.xml", DATA)))


@pytest.mark.parametrize("name", [*NAMES, "data/factur-x.xml"])
def test_a_file_without_content_is_there(name: str) -> None:
    assert b"" == found(attached((name, b"")))


def test_two_files_of_one_name_that_differ_are_told() -> None:
    files = [("factur-x.xml", DATA), ("Factur-X.xml", b"<another/>")]

    assert FlawReason.SEVERAL == found(attached(*files))
    assert FlawReason.SEVERAL == found(attached(*files, ("xrechnung.xml", DATA)))


def test_the_same_file_twice_is_one() -> None:
    assert DATA == found(attached(("factur-x.xml", DATA), ("factur-x.xml", DATA)))


def test_data_are_read_in_a_file_that_opens_without_its_password() -> None:
    assert DATA == found(documents.locked(attached(("factur-x.xml", DATA)), ""))


def test_a_locked_file_shows_no_data() -> None:
    assert found(documents.locked(attached(("factur-x.xml", DATA)), "secret")) is None


@pytest.mark.parametrize(("size", "kept"), [(XML_MOST, True), (XML_MOST + 1, False)])
def test_a_file_of_two_megabytes_is_the_largest_one_read(size: int, kept: bool) -> None:  # noqa: FBT001
    content = b" " * size

    assert (content if kept else FlawReason.TOO_BIG) == found(attached(("factur-x.xml", content)))


@pytest.mark.parametrize("megabytes", [10, 200])
def test_a_compressed_bomb_is_not_unpacked(megabytes: int) -> None:
    assert FlawReason.UNPACKED == found(holding(NAMED, stream(b" " * megabytes * 1_000_000)))


def test_a_bomb_does_not_hide_the_file_beside_it() -> None:
    two = b"/Names<</EmbeddedFiles<</Names[(factur-x.xml)3 0 R(xrechnung.xml)6 0 R]>>>>"
    root = b"<</Type/Catalog/Pages 2 0 R%b>>" % two
    second = b"<</Type/Filespec/F(xrechnung.xml)/EF<</F 7 0 R>>>>"

    pdf = built(root, PAGES, SPEC, stream(b" " * 10_000_000), PAGE, second, stream(DATA))

    assert DATA == found(pdf)


@pytest.mark.parametrize(
    "catalog",
    [
        b"/Names null",
        b"/Names 42",
        b"/Names[]",
        b"/Names<</EmbeddedFiles 42>>",
        b"/Names<</EmbeddedFiles<</Names 42>>>>",
        b"/Names<</EmbeddedFiles<</Names[3 0 R]>>>>",
        b"/Names<</EmbeddedFiles<</Names[(factur-x.xml)]>>>>",
        b"/Names<</EmbeddedFiles<</Names[(factur-x.xml)42]>>>>",
        b"/Names<</EmbeddedFiles<</Names[(factur-x.xml)99 0 R]>>>>",
        b"/Names<</EmbeddedFiles<</Names[[[]]3 0 R]>>>>",
        b"/Names<</EmbeddedFiles<</Kids 42>>>>",
        b"/Names<</EmbeddedFiles<</Kids[1 0 R 2 0 R 42]>>>>",
        b"/Names 1 0 R",
        b"/AF null",
        b"/AF 42",
        b"/AF(factur-x.xml)",
        b"/AF[null 42 99 0 R [] (factur-x.xml)]",
        b"/AF[1 0 R 2 0 R]",
    ],
)
def test_a_damaged_list_of_files_hides_nothing_of_the_other_one(catalog: bytes) -> None:
    other = b"/AF[3 0 R]" if b"/Names" == catalog[:6] else NAMED

    assert DATA == found(holding(catalog + other, stream(DATA)))


@pytest.mark.parametrize(
    "spec",
    [
        b"<</F(factur-x.xml)>>",
        b"<</F(factur-x.xml)/EF 42>>",
        b"<</F(factur-x.xml)/EF<<>>>>",
        b"<</F(factur-x.xml)/EF<</F 99 0 R>>>>",
        b"<</F(factur-x.xml)/EF<</F 1 0 R>>>>",
        b"<</F(factur-x.xml)/EF<</F 42>>>>",
    ],
)
def test_a_file_that_is_not_where_it_is_said_to_be_is_told(spec: bytes) -> None:
    assert FlawReason.UNPACKED == found(holding(b"/AF[3 0 R]", stream(DATA), spec))


@pytest.mark.parametrize("spec", [b"<<>>", b"<</F 42/UF[]/EF<</F 4 0 R>>>>", b"3 0 R"])
def test_a_file_without_a_name_is_not_found(spec: bytes) -> None:
    assert found(holding(b"/AF[3 0 R]", stream(DATA), spec)) is None


@pytest.mark.parametrize("filter_", [b"/Nope", b"[/LZWDecode]"])
def test_a_file_that_cannot_be_decoded_is_told(filter_: bytes) -> None:
    file = b"<</Filter%b/Length 4>>\nstream\n\xff\xfe\xfd\xfc\nendstream" % filter_

    assert FlawReason.UNPACKED == found(holding(NAMED, file))


def test_a_file_of_which_nothing_can_be_unpacked_is_empty() -> None:
    file = b"<</Filter/FlateDecode/Length 4>>\nstream\n\xff\xfe\xfd\xfc\nendstream"

    assert b"" == found(holding(NAMED, file))


@pytest.mark.parametrize("many", [100, 20_000])
def test_of_very_many_files_only_the_first_ones_are_unpacked(many: int) -> None:
    names = b"(factur-x.xml)3 0 R" * many + b"(factur-x.xml)6 0 R"
    root = b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[%b]>>>>>>" % names
    last = b"<</Type/Filespec/F(factur-x.xml)/EF<</F 7 0 R>>>>"

    pdf = built(root, PAGES, SPEC, stream(DATA), PAGE, last, stream(b"<another/>"))

    assert DATA == found(pdf)


@pytest.mark.parametrize(("many", "answer"), [(400, DATA), (600, None)])
def test_the_search_ends_after_a_thousand_names(many: int, answer: bytes | None) -> None:
    names = b"(a)6 0 R" * many + b"(factur-x.xml)3 0 R"
    root = b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[%b]>>>>>>" % names
    other = b"<</Type/Filespec/F(b)/EF<</F 4 0 R>>>>"

    assert answer == found(built(root, PAGES, SPEC, stream(DATA), PAGE, other))


@pytest.mark.parametrize("spent", ["_load", "content"])
def test_the_end_of_the_time_allowed_ends_the_search(
    spent: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(*_: object, **__: object) -> None:
        raise MemoryError  # what `read_pdf` raises then

    monkeypatch.setattr(EmbeddedFile, spent, property(late) if spent == "content" else late)

    answer = read_pdf(attached(("factur-x.xml", DATA)), lambda reader, _: embedded_xml(reader))

    assert isinstance(answer, MemoryError)


def test_no_damage_to_a_file_gets_out_of_the_search() -> None:
    pdf = attached(("factur-x.xml", DATA))
    answers: list[object] = []

    def search(reader: PdfReader, _: Deadline) -> None:
        try:
            answers.append(embedded_xml(reader))
        except Exception as error:  # noqa: BLE001 - that is the question
            answers.append(error)

    for seed in range(400):
        dice = random.Random(seed)  # noqa: S311 - not for secrets
        damaged = bytearray(pdf)
        for _ in range(dice.randrange(1, 12)):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        read_pdf(bytes(damaged), search)

    assert DATA in answers
    assert not [answer for answer in answers if isinstance(answer, Exception)]
