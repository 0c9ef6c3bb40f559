"""Signature fields of PDFs: empty, signed, added to, hostile; and what a text says of signing."""

import importlib
import logging
import sys
import time
import warnings
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from fpdf import FPDF
from pypdf import PdfReader, PdfWriter

from segur_check.pieces.contents import contents_of
from segur_check.pieces.signing import integrity as integrity_module
from segur_check.pieces.signing.after_signature import After
from segur_check.pieces.signing.integrity import Changes, Integrity, available, integrity
from segur_check.pieces.signing.signatures import (
    FIELDS_MOST,
    FieldState,
    Signature,
    SignatureKind,
    pdf_date,
    signatures,
)
from segur_check.pieces.words.signature_traces import simple_signature_traces
from segur_check.values.dates import PARIS

EXAMPLES = Path(__file__).parents[3] / "examples"


def load() -> ModuleType:
    sys.path.insert(0, str(EXAMPLES))
    try:
        return importlib.import_module("signed_documents")
    finally:
        sys.path.remove(str(EXAMPLES))


made: Any = load()

SIGNED_ON = datetime(2024, 9, 12, 14, 30, tzinfo=UTC)
WHO = {"common_name": "Dr Jeanne Exemple", "organisation": "Cabinet du Lac"}
CLIENT, SUPPLIER = "Signature du client", "Signature du fournisseur"


def printed(*texts: str) -> bytes:
    document = FPDF()
    document.set_creation_date(datetime(2024, 9, 1, tzinfo=UTC))
    document.set_font("Helvetica", size=12)
    for text in texts:
        document.add_page()
        document.multi_cell(0, 6, text)
    return bytes(document.output())


PLAIN = printed("Bon de commande", "Conditions")
EMPTY: bytes = made.with_empty_signature_field(PLAIN)
SIGNED: bytes = made.signed(EMPTY, **WHO, signed_on=SIGNED_ON)
EMPTY_FIELD = Signature(CLIENT, FieldState.EMPTY, page=1)
TWICE: bytes = made.signed(
    SIGNED,
    common_name="Paul Modèle",
    organisation="Logiciels du Lac",
    signed_on=SIGNED_ON + timedelta(days=1),
    field=SUPPLIER,
)


def built(*objects: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of these objects, numbered from 1."""
    body = b"%PDF-1.7\n"
    table = b"0000000000 65535 f \n"
    for number, held in enumerate(objects, start=1):
        table += b"%010d 00000 n \n" % len(body)
        body += b"%d 0 obj\n%b\nendobj\n" % (number, held)
    size = len(objects) + 1
    end = b"xref\n0 %d\n%btrailer\n<</Size %d%b>>\nstartxref\n%d\n%%%%EOF\n"
    return body + end % (size, table, size, trailer, len(body))


def form(*fields: bytes, roots: bytes = b"4 0 R", annotations: bytes = b"[]") -> bytes:
    """A PDF of one page whose fields are the objects from 4 on."""
    return built(
        b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[%b]>>>>" % roots,
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Annots %b>>" % annotations,
        *fields,
    )


def of(data: bytes) -> tuple[Signature, ...]:
    found = signatures(data)
    assert found is not None
    return found


def only(data: bytes) -> Signature:
    (one,) = of(data)
    return one


# --- no signature ---


def test_a_file_without_a_form_has_no_signature_field() -> None:
    assert () == of(PLAIN)


@pytest.mark.parametrize("data", [b"", b"not a PDF", PLAIN[:700]], ids=["empty", "text", "cut"])
def test_a_file_that_cannot_be_read_is_not_judged(data: bytes) -> None:
    assert None is signatures(data)


def test_an_empty_field_is_told_with_its_name_and_page() -> None:
    assert EMPTY_FIELD == only(EMPTY)


def test_a_field_that_holds_null_is_empty() -> None:
    assert FieldState.EMPTY is only(form(b"<</FT/Sig/T(A)/V null>>")).state


def test_other_fields_are_no_signature() -> None:
    assert () == of(form(b"<</FT/Tx/T(A)/V(text)>>", b"<</FT/Btn/T(B)>>", roots=b"4 0 R 5 0 R"))


# --- signed ---


def test_a_signature_tells_who_when_and_how() -> None:
    assert Signature(
        CLIENT,
        FieldState.SIGNED,
        kind=SignatureKind.APPROVAL,
        signer="Dr Jeanne Exemple",
        signed_on=SIGNED_ON,
        reason="Bon pour accord",
        filter="Adobe.PPKLite",
        subfilter="ETSI.CAdES.detached",
        page=1,
        range_sound=True,
    ) == only(SIGNED)


def test_a_certification_is_told_from_an_approval() -> None:
    certified = made.signed(PLAIN, **WHO, signed_on=SIGNED_ON, certify=True)

    assert SignatureKind.CERTIFICATION is only(certified).kind


def test_the_same_arguments_sign_to_the_same_bytes() -> None:
    again = made.signed(made.with_empty_signature_field(PLAIN), **WHO, signed_on=SIGNED_ON)

    assert SIGNED == again


def test_of_two_signatures_the_first_ends_early_and_that_is_no_fault() -> None:
    first, second = of(TWICE)

    assert (CLIENT, After.SIGNATURE) == (first.field, first.after)
    assert first.bytes_after > 0
    assert (SUPPLIER, After.NOTHING, 0) == (second.field, second.after, second.bytes_after)
    assert first.range_sound
    assert second.range_sound


def test_a_second_field_left_empty_comes_after_the_signed_one() -> None:
    both = made.signed(
        made.with_empty_signature_field(made.with_empty_signature_field(PLAIN), SUPPLIER),
        **WHO,
        signed_on=SIGNED_ON,
        field=SUPPLIER,
    )

    assert [(SUPPLIER, True), (CLIENT, False)] == [(one.field, one.signed) for one in of(both)]


def test_a_field_of_a_file_locked_for_changes_only_is_read() -> None:
    writer = PdfWriter(clone_from=BytesIO(EMPTY))
    writer.encrypt("", "owner", algorithm="AES-256")
    held = BytesIO()
    writer.write(held)

    assert EMPTY_FIELD == only(held.getvalue())


# --- what came after ---


def test_content_added_after_the_signature_is_counted() -> None:
    changed = made.with_bytes_after(SIGNED)

    one = only(changed)
    assert (After.CONTENT, len(changed) - len(SIGNED)) == (one.after, one.bytes_after)


def test_validation_data_added_after_the_signature_is_no_content() -> None:
    assert After.VALIDATION is only(made.with_validation_data(SIGNED)).after


def test_content_added_after_the_validation_data_is_content() -> None:
    assert After.CONTENT is only(made.with_bytes_after(made.with_validation_data(SIGNED))).after


def test_content_hidden_among_validation_data_is_content() -> None:
    """A page that the validation data names is still a page."""
    changed = made.with_bytes_after(SIGNED)

    hidden = appended(changed, dss=b"<</Certs[%d 0 R]>>" % page_of(changed))

    assert After.CONTENT is only(hidden).after


def number_of(holder: Any, entry: str) -> int:  # noqa: ANN401 - a dictionary of pypdf
    return int(holder.raw_get(entry).idnum)


def page_of(data: bytes) -> int:
    reference = PdfReader(BytesIO(data)).pages[0].indirect_reference
    assert reference is not None
    return int(reference.idnum)


def catalogue_of(data: bytes) -> tuple[int, bytes]:
    """The number of the catalogue, and what stands between its brackets."""
    reader, held = PdfReader(BytesIO(data)), BytesIO()
    reader.root_object.write_to_stream(held)
    return number_of(reader.trailer, "/Root"), held.getvalue().strip()[2:-2]


def revised(data: bytes, number: int, held: bytes) -> bytes:
    """The file with another object of this number, by a later revision."""
    before = int(data[data.rindex(b"startxref") :].split()[1])
    body = b"%d 0 obj\n%b\nendobj\n" % (number, held)
    table = (
        b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size 99/Root %d 0 R/Info %d 0 R/Prev %d>>\n"
        % (
            number,
            len(data),
            catalogue_of(data)[0],
            number_of(PdfReader(BytesIO(data)).trailer, "/Info"),
            before,
        )
    )
    return data + body + table + b"startxref\n%d\n%%%%EOF\n" % (len(data) + len(body))


def appended(data: bytes, dss: bytes) -> bytes:
    """The file with this DSS in its catalogue, by a later revision."""
    number, catalogue = catalogue_of(data)
    return revised(data, number, b"<<%b/DSS %b>>" % (catalogue, dss))


def test_a_validation_store_made_by_hand_is_no_content() -> None:
    assert After.VALIDATION is only(appended(SIGNED, dss=b"<</Type/DSS>>")).after


def test_a_later_timestamp_accounts_for_what_precedes_it() -> None:
    stamped = made.timestamped(made.with_bytes_after(SIGNED), stamped_on=SIGNED_ON)

    first, stamp = of(stamped)
    assert After.SIGNATURE is first.after
    assert (SignatureKind.TIMESTAMP, After.NOTHING) == (stamp.kind, stamp.after)
    assert After.VALIDATION is of(made.with_validation_data(stamped))[1].after


@pytest.mark.parametrize("blanks", [b"\n", b"\r\n\r\n", b"\0" * 512])
def test_blanks_after_the_signature_are_no_content(blanks: bytes) -> None:
    one = only(SIGNED + blanks)

    assert (After.NOTHING, len(blanks)) == (one.after, one.bytes_after)


def test_a_comment_after_the_end_changes_nothing_of_the_document() -> None:
    assert After.DESCRIPTION is only(SIGNED + b"% something else\n").after


def test_a_new_date_of_the_file_is_no_content() -> None:
    number = number_of(PdfReader(BytesIO(SIGNED)).trailer, "/Info")
    dated = revised(SIGNED, number, b"<</ModDate(D:20250101000000Z)>>")

    assert "/ModDate" in (PdfReader(BytesIO(dated)).metadata or {})
    assert After.DESCRIPTION is only(dated).after


def test_an_object_written_again_as_it_was_is_no_content() -> None:
    number, held = page_of(SIGNED), BytesIO()
    page = PdfReader(BytesIO(SIGNED)).get_object(number)
    assert page is not None
    page.write_to_stream(held)

    assert After.DESCRIPTION is only(revised(SIGNED, number, held.getvalue())).after
    wider = held.getvalue().replace(b"/Type", b"/Rotate 90\n/Type")
    assert After.CONTENT is only(revised(SIGNED, number, wider)).after


@pytest.mark.parametrize(
    "added", [b"/OpenAction<</S/JavaScript/JS(x)>>", b"/Names<<>>", b"/Pages 3 0 R"]
)
def test_another_catalogue_is_content(added: bytes) -> None:
    number, catalogue = catalogue_of(SIGNED)

    assert After.CONTENT is only(revised(SIGNED, number, b"<<%b%b>>" % (added, catalogue))).after


def test_another_root_is_content() -> None:
    number, catalogue = catalogue_of(SIGNED)
    moved = revised(SIGNED, 90, b"<<%b>>" % catalogue)
    moved = moved[: len(SIGNED)] + moved[len(SIGNED) :].replace(
        b"/Root %d 0 R" % number, b"/Root 90 0 R"
    )

    assert After.CONTENT is only(moved).after


# --- the range of the signature ---

RANGE = b"/ByteRange [0 "


def ranged(change: Callable[[list[int]], list[int]]) -> bytes:
    """The signed file with other numbers in its byte range."""
    start = SIGNED.index(RANGE)
    end = SIGNED.index(b"]", start) + 1
    numbers = [int(one) for one in SIGNED[start:end].strip(b"]").split(b"[")[1].split()]
    written = b"/ByteRange [%b]" % b" ".join(b"%d" % one for one in change(numbers))
    return SIGNED[:start] + written.ljust(end - start) + SIGNED[end:]


@pytest.mark.parametrize(
    ("change", "after"),
    [
        pytest.param(lambda r: [9, r[1] - 9, *r[2:]], 0, id="not from the start"),
        pytest.param(lambda r: [0, r[1] - 40, *r[2:]], 0, id="leaves text out before"),
        pytest.param(lambda r: [0, r[1], r[2] + 40, r[3] - 40], 0, id="leaves text out after"),
        pytest.param(lambda r: [0, r[2], r[1], r[3]], None, id="backwards"),
        pytest.param(lambda r: [0, r[1]], None, id="one run"),
        pytest.param(lambda r: [*r[:3], r[3] + 1], 0, id="beyond the end"),
        pytest.param(lambda r: r[:3], 0, id="three numbers"),
        pytest.param(lambda _: [0, 0, 0, 0], None, id="nothing"),
        pytest.param(lambda r: [0, r[1], r[2], -1], 0, id="negative"),
        pytest.param(lambda r: [0, r[1], 99_999, r[3]], 0, id="elsewhere"),
    ],
)
def test_a_range_that_does_not_cover_the_file_is_not_sound(
    change: Callable[[list[int]], list[int]], after: int | None
) -> None:
    data = ranged(change)
    one = only(data)

    assert len(SIGNED) == len(data)
    assert one.signed
    assert one.range_sound is False
    if after is not None:
        assert after == one.bytes_after


@pytest.mark.parametrize(
    "numbers", [b"0 1 2 %d" % 10**40, b"0 1 2 -9", b"0 1 2 3.5", b"0 1 2 /x", b"0 1 2"]
)
def test_a_range_of_a_wrong_type_is_not_sound(numbers: bytes) -> None:
    one = only(form(b"<</FT/Sig/T(A)/V<</Contents<3082>/ByteRange[%b]>>>>" % numbers))

    assert one.signed
    assert (False, 0) == (one.range_sound, one.bytes_after)


# --- dates ---


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("D:20240912143000Z", SIGNED_ON),
        ("D:20240912143000Z00'00'", SIGNED_ON),
        ("D:20240912143000+00'00'", SIGNED_ON),
        ("D:20240912163000+02'00'", SIGNED_ON),
        ("D:20240912163000+02'00", SIGNED_ON),
        ("20240912163000+0200", SIGNED_ON),
        ("D:20240912100000-0430", SIGNED_ON),
        ("D:20240912163000", datetime(2024, 9, 12, 16, 30, tzinfo=PARIS)),
        ("D:202409121630", datetime(2024, 9, 12, 16, 30, tzinfo=PARIS)),
        ("D:20240912", datetime(2024, 9, 12, tzinfo=PARIS)),
        (
            "D:20240912143000+14'00'",
            datetime(2024, 9, 12, 14, 30, tzinfo=timezone(timedelta(hours=14))),
        ),
        ("D:2024", None),
        ("", None),
        ("hier", None),
        ("D:20240230120000Z", None),
        ("D:20240912250000Z", None),
        ("D:20240912120000+99'00'", None),
        ("D:00000101000000Z", None),
        ("D:00010101000000+14'00'", None),
        ("D:99991231235959-14'00'", None),
        ("D:٢٠٢٤٠٩١٢", None),
        ("D:20240912143000Z and more", None),
    ],
)
def test_a_date_is_an_aware_instant_or_nothing(written: str, read: datetime | None) -> None:
    found = pdf_date(written)

    assert read == found
    assert found is None or found.tzinfo is not None


# --- trees of fields ---

VALUE = b"/V<</Type/Sig/Contents<308200>/ByteRange[0 1 2 3]>>"
EXPECTED: dict[str, tuple[bytes, list[tuple[str, bool, int | None]]]] = {
    "the type and the value are the parent's": (
        form(
            b"<</FT/Sig/T(A)%b/Kids[5 0 R]>>" % VALUE,
            b"<</Parent 4 0 R/Subtype/Widget>>",
            annotations=b"[5 0 R]",
        ),
        [("A", True, 1)],
    ),
    "the widget does not know its parent": (
        form(
            b"<</FT/Sig/T(A)%b/Kids[5 0 R]>>" % VALUE,
            b"<</Subtype/Widget>>",
            annotations=b"[5 0 R]",
        ),
        [("A", True, 1)],
    ),
    "two fields below one name": (
        form(
            b"<</FT/Sig/T(A)/Kids[5 0 R 6 0 R]>>",
            b"<</T(B)/Parent 4 0 R>>",
            b"<</T(C)/Parent 4 0 R%b>>" % VALUE,
        ),
        [("A.C", True, None), ("A.B", False, None)],
    ),
    "two widgets of one field": (
        form(
            b"<</FT/Sig/T(A)%b/Kids[5 0 R 6 0 R]>>" % VALUE,
            b"<</Parent 4 0 R>>",
            b"<</Parent 4 0 R>>",
        ),
        [("A", True, None)],
    ),
    "a field that stands on a page only": (
        form(b"<</FT/Sig/T(A)/Subtype/Widget>>", roots=b"", annotations=b"[4 0 R]"),
        [("A", False, 1)],
    ),
    "a widget on a page whose parent holds the signature": (
        form(
            b"<</Subtype/Widget/Parent 5 0 R>>",
            b"<</FT/Sig/T(A)%b>>" % VALUE,
            roots=b"",
            annotations=b"[4 0 R]",
        ),
        [("A", True, 1)],
    ),
    "the annotations are an object of their own": (
        form(b"<</FT/Sig/T(A)/Subtype/Widget>>", b"[4 0 R]", annotations=b"5 0 R"),
        [("A", False, 1)],
    ),
    "a field without a name": (form(b"<</FT/Sig%b>>" % VALUE), [("", True, None)]),
    "entries that are references": (
        form(
            b"<</FT 5 0 R/T 6 0 R/V 7 0 R>>",
            b"/Sig",
            b"(A)",
            b"<</Contents 8 0 R/ByteRange 9 0 R>>",
            b"<308200>",
            b"[0 1 2 3]",
        ),
        [("A", True, None)],
    ),
}


@pytest.mark.parametrize("case", EXPECTED)
def test_a_signature_is_found_wherever_its_tree_puts_it(case: str) -> None:
    data, expected = EXPECTED[case]

    found = sorted(of(data), key=lambda one: not one.signed)
    assert expected == [(one.field, one.signed, one.page) for one in found]


UNFINISHED = {
    "zeros kept for a signature": b"<</Contents<00000000>/ByteRange[0 1 2 3]>>",
    "no contents": b"<</ByteRange[0 1 2 3]>>",
    "no range": b"<</Contents<308200>>>",
    "an empty range": b"<</Contents<308200>/ByteRange[]>>",
    "contents of a wrong type": b"<</Contents 12/ByteRange[0 1 2 3]>>",
    "a text": b"(signed)",
    "a number": b"12",
    "a list": b"[1 2]",
    "a reference to nothing": b"99 0 R",
}


@pytest.mark.parametrize("case", UNFINISHED)
def test_a_value_that_is_no_signature_is_not_called_signed(case: str) -> None:
    one = only(form(b"<</FT/Sig/T(A)/V %b>>" % UNFINISHED[case]))

    assert not one.signed
    assert (case == "a reference to nothing") is (one.state is FieldState.EMPTY)


# --- hostile ---

HOSTILE = {
    "a field that is its own child": form(b"<</FT/Sig/T(A)/Kids[4 0 R]>>"),
    "two fields, each the other's child": form(
        b"<</FT/Sig/T(A)/Kids[5 0 R]>>", b"<</T(B)/Kids[4 0 R]>>"
    ),
    "a widget that is its own parent": form(
        b"<</FT/Sig/T(A)/Subtype/Widget/Parent 4 0 R>>", roots=b"", annotations=b"[4 0 R 4 0 R]"
    ),
    "parents in a loop": form(
        b"<</Subtype/Widget/Parent 5 0 R>>",
        b"<</FT/Sig/Parent 4 0 R>>",
        roots=b"",
        annotations=b"[4 0 R]",
    ),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_tree_that_loops_is_walked_once(case: str) -> None:
    assert 1 == len(of(HOSTILE[case]))


@pytest.mark.parametrize(
    "field",
    [b"12", b"(text)", b"null", b"[4 0 R]", b"<</FT 12/T 12/V 12/Kids 12>>", b"<</FT/Sig/T[1]>>"],
)
def test_fields_of_a_wrong_type_hide_nothing(field: bytes) -> None:
    data = form(b"<</FT/Sig/T(A)>>", field, roots=b"5 0 R 4 0 R 12 null (x)")

    assert "A" in [one.field for one in of(data)]


@pytest.mark.parametrize("entry", [b"12", b"(x)", b"[]", b"<</Fields 12>>", b"<</Fields(x)>>"])
def test_a_form_of_a_wrong_type_has_no_field(entry: bytes) -> None:
    data = built(
        b"<</Type/Catalog/Pages 2 0 R/AcroForm %b>>" % entry,
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Annots 12>>",
    )

    assert () == of(data)


def test_ten_thousand_fields_are_bounded() -> None:
    fields = [b"<</FT/Sig/T(%d)>>" % number for number in range(10_000)]
    roots = b" ".join(b"%d 0 R" % number for number in range(4, 10_004))
    data = form(*fields, roots=roots, annotations=b"[%b]" % roots)

    began = time.process_time()
    found = signatures(data, max_seconds=600)

    assert found is not None
    assert FIELDS_MOST == len(found)
    assert time.process_time() - began < 20


def test_a_signature_behind_ten_thousand_other_fields_is_found() -> None:
    fields = [b"<</FT/Tx/T(%d)>>" % number for number in range(10_000)]
    roots = b" ".join(b"%d 0 R" % number for number in range(4, 10_005))
    data = form(*fields, b"<</FT/Sig/T(A)>>", roots=roots)

    found = signatures(data, max_seconds=600)

    assert found is not None
    assert ["A"] == [one.field for one in found]


def test_a_tree_too_deep_ends() -> None:
    depth = 3_000
    fields = [b"<</FT/Sig/T(A)/Kids[%d 0 R]>>" % (number + 5) for number in range(depth)]

    assert () == of(form(*fields, b"<</T(B)>>"))


def test_the_time_is_kept() -> None:
    fields = [b"<</FT/Sig/T(%d)>>" % number for number in range(10_000)]
    roots = b" ".join(b"%d 0 R" % number for number in range(4, 10_004))

    assert None is contents_of(form(*fields, roots=roots), max_pages=1, max_seconds=0.01)


def test_names_are_cut_and_printable() -> None:
    name = b"A\\033[31m\\r\\n\\0" + b"x" * 100_000
    value = b"<</Contents<3082>/ByteRange[0 1 2 3]/Name(%b)/Reason(%b)/M(%b)>>" % (name, name, name)
    one = only(form(b"<</FT/Sig/T(%b)/V %b>>" % (name, value)))

    for text in (one.field, one.signer, one.reason):
        assert 0 < len(text) <= 200
        assert text.isprintable()
    assert None is one.signed_on


def test_a_cut_or_damaged_signed_file_never_raises() -> None:
    for end in range(0, len(TWICE), 397):
        damaged = TWICE[:end] + bytes([TWICE[end] ^ 0x55]) + TWICE[end + 1 :]
        for data in (TWICE[:end], damaged):
            found = signatures(data)
            assert found is None or all(isinstance(one, Signature) for one in found)


def test_nothing_is_printed_nor_logged(capfd: pytest.CaptureFixture[str]) -> None:
    for data in (*HOSTILE.values(), SIGNED[:-40], made.with_bytes_after(SIGNED)):
        signatures(data)
        integrity(data)

    assert ("", "") == tuple(capfd.readouterr())


# --- integrity ---


def judged(data: bytes) -> tuple[Integrity, ...]:
    found = integrity(data)
    assert found is not None
    return found


def test_a_signed_file_is_whole_and_tells_its_certificate() -> None:
    (one,) = judged(SIGNED)

    assert (CLIENT, True, Changes.NONE) == (one.field, one.whole, one.changes)
    assert one.certificate is not None
    assert "Dr Jeanne Exemple" == one.certificate.common_name
    assert "Cabinet du Lac" == one.certificate.organisation
    assert "Autorité de test de segur-check" == one.certificate.issuer
    assert int(one.certificate.serial, 16) > 0
    assert datetime(2020, 1, 1, tzinfo=UTC) == one.certificate.not_before
    assert datetime(2040, 1, 1, tzinfo=UTC) == one.certificate.not_after


def test_one_changed_digit_is_seen_though_the_signature_stays_valid() -> None:
    data = made.tampered(SIGNED)
    (one,) = judged(data)

    assert 1 == sum(before != after for before, after in zip(SIGNED, data, strict=True))
    assert (False, True, False) == (one.intact, one.valid, one.whole)
    assert Signature is type(only(data))


@pytest.mark.parametrize(
    ("data", "changes"),
    [
        pytest.param(made.with_bytes_after(SIGNED), Changes.OTHER, id="content"),
        pytest.param(made.with_validation_data(SIGNED), Changes.LTA_UPDATES, id="validation data"),
        pytest.param(TWICE, Changes.FORM_FILLING, id="a second signature"),
    ],
)
def test_what_later_revisions_change_is_told(data: bytes, changes: Changes) -> None:
    first = judged(data)[0]

    assert (True, changes) == (first.whole, first.changes)


def test_a_timestamp_is_judged_too() -> None:
    stamped = made.timestamped(PLAIN, stamped_on=SIGNED_ON)
    (whole,) = judged(stamped)
    (broken,) = judged(made.tampered(stamped))

    assert whole.whole is True
    assert broken.intact is False


def contents(change: Callable[[bytes], bytes]) -> bytes:
    """The signed file with other bytes in the place of its signature, outside of what is signed."""
    start = SIGNED.index(b"/Contents <3082") + len(b"/Contents <")
    end = SIGNED.index(b">", start)
    changed = change(SIGNED[start:end])
    assert len(changed) == end - start
    return SIGNED[:start] + changed + SIGNED[end:]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda held: b"FF" + held[2:], id="no signature"),
        pytest.param(lambda held: b"3003020101".ljust(len(held), b"0"), id="another object"),
        pytest.param(lambda held: held[:400].ljust(len(held), b"0"), id="half of it"),
    ],
)
def test_what_cannot_be_processed_is_not_judged_and_no_fault(
    change: Callable[[bytes], bytes],
) -> None:
    (one,) = judged(contents(change))

    assert (CLIENT, None, None) == (one.field, one.whole, one.changes)
    assert one.detail
    assert one.detail.isprintable()


@pytest.mark.parametrize("kind", [b"adbe.x509.rsa_sha1 ", b"of.a.later.century "])
def test_a_form_of_signature_that_is_not_known_is_not_judged(kind: bytes) -> None:
    known = b"ETSI.CAdES.detached"
    data = SIGNED.replace(b"/SubFilter /" + known, b"/SubFilter /" + kind.ljust(len(known)))
    assert data != SIGNED

    assert [None] == [one.whole for one in judged(data)]


def test_a_file_without_a_signature_has_nothing_to_judge() -> None:
    assert () == judged(PLAIN)
    assert () == judged(EMPTY)


@pytest.mark.parametrize("data", [b"", b"not a PDF", SIGNED[:600]])
def test_a_file_that_pyhanko_cannot_open_is_not_judged(data: bytes) -> None:
    assert () == judged(data)


def test_time_spent_leaves_the_signatures_unjudged() -> None:
    assert () == integrity(SIGNED, max_seconds=0)


def test_hostile_trees_do_not_hang_it() -> None:
    for data in HOSTILE.values():
        assert all(one.whole is None for one in judged(data))


def test_a_damaged_file_never_raises_nor_is_called_whole() -> None:
    for at in range(0, SIGNED.index(b"/Contents <3082"), 211):
        damaged = SIGNED[:at] + bytes([SIGNED[at] ^ 0x01]) + SIGNED[at + 1 :]
        assert not any(one.whole for one in judged(damaged))


def test_loggers_and_warnings_are_as_before() -> None:
    level = logging.getLogger("pyhanko").level
    filters = list(warnings.filters)

    judged(SIGNED)

    assert level == logging.getLogger("pyhanko").level
    assert filters == list(warnings.filters)


def test_without_pyhanko_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    assert available()
    monkeypatch.setattr(integrity_module, "find_spec", lambda _: None)

    assert not available()
    assert None is integrity(SIGNED)


# --- traces in the text ---


@pytest.mark.parametrize(
    ("text", "traces"),
    [
        ("Signé électroniquement par Jeanne Exemple le 12/09/2024", ("Signé électroniquement par Jeanne Exemple le 12/09/2024",)),
        ("signée électroniquement\npar Jeanne Exemple\nautre ligne", ("signée électroniquement par Jeanne Exemple",)),
        ("SIGNE ELECTRONIQUEMENT", ("SIGNE ELECTRONIQUEMENT",)),
        ("Signature électronique : voir au dos", ("Signature électronique",)),
        ("Digitally signed by Jeanne Exemple", ("Digitally signed by Jeanne Exemple",)),
        ("DocuSign Envelope ID: 1A2B3C4D-0000", ("DocuSign Envelope ID: 1A2B3C4D-0000",)),
        ("Document signé avec Yousign et Universign", ("Yousign", "Universign")),
        ("Adobe Acrobat Sign, Adobe Sign", ("Adobe Acrobat Sign", "Adobe Sign")),
        ("Oodrive Sign", ("Oodrive Sign",)),
        ("identifié par Pro Santé Connect", ("Pro Santé Connect",)),
        ("sa carte CPS", ("carte CPS",)),
        ("un certificat logiciel RGS", ("certificat logiciel RGS",)),
        ("Yousign\nYOUSIGN", ("Yousign",)),
        ("Bon de commande signé par Jeanne Exemple", ()),
        ("Date et signature du client", ()),
        ("à signer", ()),
        ("ACPS et RGSE, désigné électroniquement", ()),
        ("", ()),
    ],
)  # fmt: skip
def test_a_text_is_quoted_where_it_speaks_of_an_electronic_signature(
    text: str, traces: tuple[str, ...]
) -> None:
    assert traces == simple_signature_traces(text)


def test_quotes_are_few_and_short() -> None:
    text = "\n".join(f"Signé électroniquement par {'x' * 200} {number}" for number in range(9))
    other = "\n".join(f"signé électroniquement par {number}" for number in range(9))

    assert all(len(one) <= 81 for one in simple_signature_traces(text))
    assert 5 == len(simple_signature_traces(other))


def test_a_hostile_text_is_read_in_no_time() -> None:
    began = time.process_time()
    for piece in ("signé ", "signé\n", "électroniquement ", "docusign envelope id ", "adobe "):
        simple_signature_traces(piece * 50_000)

    assert time.process_time() - began < 10
