"""PDFs that open, that do not, and files that only bear the name."""

import base64
import io
import logging
import random
import subprocess
import sys
import time
import warnings
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID
from fpdf import FPDF
from PIL import Image
from pypdf import PageObject, PdfReader, PdfWriter, get_configuration
from pypdf.generic import DecodedStreamObject, NameObject, NullObject

from hostile.writing import built, one_page
from segur_check.pieces.contents import contents_of, inspected_and_read
from segur_check.pieces.page import pages
from segur_check.pieces.pdf import opening
from segur_check.pieces.pdf.guard import deadline as deadline_module
from segur_check.pieces.pdf.guard.deadline import Deadline, OverLimitError
from segur_check.pieces.pdf.guard.limits import CONSTANTS
from segur_check.pieces.pdf.opening import PdfFacts, PdfState, inspect, read_pdf
from segur_check.pieces.pdf.speed.known_fonts import KnownFonts

MEGABYTE = 1_000_000
PATIENCE = 600  # seconds: no file here needs ten, on a machine that does nothing else


def printed(*texts: str) -> bytes:
    document = FPDF()
    document.set_font("Helvetica", size=12)
    for text in texts:
        document.add_page()
        document.multi_cell(0, 6, text)
    return bytes(document.output())


def rewritten(data: bytes, change: Callable[[PdfWriter], object]) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    change(writer)
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def told(data: bytes) -> PdfFacts:
    return inspect(data, max_bytes=20 * MEGABYTE, max_seconds=PATIENCE)


def texts(data: bytes, max_pages: int = 20) -> tuple[str, ...] | None:
    read = contents_of(data, max_pages=max_pages, max_seconds=PATIENCE)
    return None if read is None else read.pages


PLAIN = printed("Bon de commande", "Montant TTC : 358,33")


# --- opens ---


def test_a_plain_pdf_opens_and_gives_its_pages_and_text() -> None:
    assert told(PLAIN) == PdfFacts(PdfState.OK, pages=2)
    assert texts(PLAIN) == ("Bon de commande", "Montant TTC : 358,33")


def test_only_the_first_pages_are_read() -> None:
    assert texts(PLAIN, max_pages=1) == ("Bon de commande",)
    assert texts(PLAIN, max_pages=0) == ()


def test_a_page_without_text_is_an_empty_text() -> None:
    held = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(held, "PDF")
    assert told(held.getvalue()) == PdfFacts(PdfState.OK, pages=1)
    assert texts(held.getvalue()) == ("",)


def test_a_page_whose_text_cannot_be_extracted_does_not_hide_the_others() -> None:
    def break_first(writer: PdfWriter) -> None:
        broken = DecodedStreamObject()
        broken.set_data(b"[" * 5000 + b" Tj")
        writer.pages[0][NameObject("/Contents")] = broken

    assert texts(rewritten(PLAIN, break_first)) == ("", "Montant TTC : 358,33")


def test_junk_before_the_header_is_allowed_as_readers_do() -> None:
    for count in (1, 9, 100, 500, 1000, 1019, 1020, 1024):
        assert told(b"\n" * count + PLAIN) == PdfFacts(PdfState.OK, pages=2)
    assert told(b"\n" * 1025 + PLAIN).state is PdfState.NOT_PDF


ALGORITHMS = ("RC4-40", "RC4-128", "AES-128", "AES-256-R5", "AES-256")


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_a_pdf_locked_for_changes_only_opens(algorithm: str) -> None:
    data = rewritten(PLAIN, lambda writer: writer.encrypt("", "owner", algorithm=algorithm))
    assert told(data) == PdfFacts(PdfState.OK, pages=2)
    assert texts(data) == ("Bon de commande", "Montant TTC : 358,33")


def test_a_heavy_picture_does_not_matter() -> None:
    picture = bytes(12 * MEGABYTE)

    def add(writer: PdfWriter) -> None:
        image = DecodedStreamObject()
        image.set_data(picture)
        image[NameObject("/Subtype")] = NameObject("/Image")
        writer.pages[0][NameObject("/Thumb")] = writer._add_object(image)  # noqa: SLF001 - no public way

    data = rewritten(PLAIN, add)
    assert len(data) > len(picture)
    assert told(data).state is PdfState.OK
    assert texts(data) == ("Bon de commande", "Montant TTC : 358,33")


# --- does not open ---


def test_an_empty_file_is_empty() -> None:
    assert told(b"") == PdfFacts(PdfState.EMPTY)
    assert texts(b"") is None


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_a_pdf_that_asks_for_a_password_is_locked(algorithm: str) -> None:
    data = rewritten(PLAIN, lambda writer: writer.encrypt("secret", algorithm=algorithm))
    assert told(data) == PdfFacts(PdfState.LOCKED)
    assert texts(data) is None


def test_a_pdf_for_the_holder_of_a_certificate_is_locked() -> None:
    data = built(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 0/Kids[]>>",
        b"<</Filter/Adobe.PubSec/V 4>>",
        trailer=b"/Root 1 0 R/Encrypt 3 0 R",
    )
    assert told(data).state is PdfState.LOCKED
    assert texts(data) is None


@pytest.mark.parametrize("share", [0.1, 0.5, 0.7, 0.9])
def test_a_truncated_pdf_is_unreadable(share: float) -> None:
    data = PLAIN[: int(len(PLAIN) * share)]
    assert told(data).state is PdfState.UNREADABLE
    assert texts(data) is None


def test_a_pdf_whose_contents_are_lost_is_unreadable() -> None:
    lost = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents %b>>"
    for reference in (b"9 0 R", b"[9 0 R]"):
        data = built(
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            lost % reference,
        )
        facts = told(data)
        assert (facts.state, facts.detail) == (
            PdfState.UNREADABLE,
            "the contents of page 1 are lost",
        )


def test_a_blank_page_is_not_lost() -> None:
    def blank(writer: PdfWriter) -> None:
        writer.pages[0][NameObject("/Contents")] = NullObject()
        del writer.pages[1]["/Contents"]

    assert told(rewritten(PLAIN, blank)) == PdfFacts(PdfState.OK, pages=2)


def test_a_pdf_without_a_page_is_unreadable() -> None:
    data = built(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 0/Kids[]>>")
    assert told(data) == PdfFacts(PdfState.UNREADABLE, detail="no page")
    assert texts(data) == ()


def test_a_pdf_over_the_limit_is_not_opened() -> None:
    facts = inspect(PLAIN, max_bytes=len(PLAIN) - 1)
    assert (facts.state, facts.pages) == (PdfState.TOO_BIG, None)
    assert inspect(PLAIN, max_bytes=len(PLAIN)).state is PdfState.OK


def test_a_header_and_nothing_behind_it_is_unreadable() -> None:
    facts = told(b"%PDF-1.7\n" + b"\x1b[2J\xff" * 99)
    assert facts.state is PdfState.UNREADABLE
    assert facts.detail.isprintable()


def test_the_detail_is_short_and_safe_to_print() -> None:
    data = built(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/\x1b[2J" + b"a" * 500)
    facts = told(data)
    assert facts.state is PdfState.UNREADABLE
    assert facts.detail
    assert len(facts.detail) <= 120
    assert facts.detail.isprintable()


# --- is not one ---


def word() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document/>")
    return held.getvalue()


def picture(kind: str) -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (4, 4)).save(held, kind)
    return held.getvalue()


MAIL = b"""Return-Path: <client@exemple.fr>
From: client@exemple.fr
To: commandes@exemple.fr
Subject: Bon de commande
Content-Type: multipart/mixed; boundary=x

--x
"""


@cache
def envelope() -> bytes:
    """A PDF signed as `.p7m`: the header of the PDF stands among its first bytes."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Exemple")])
    day = datetime(2025, 1, 1, tzinfo=UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, day, day + timedelta(days=9))
    ).sign(key, hashes.SHA256())
    builder = pkcs7.PKCS7SignatureBuilder().set_data(printed("Bon de commande"))
    signed = builder.add_signer(certificate, key, hashes.SHA256()).sign(
        serialization.Encoding.DER, [pkcs7.PKCS7Options.Binary]
    )
    assert -1 < signed.find(b"%PDF-") < 1024
    return signed


@pytest.mark.parametrize(
    ("data", "looks_like"),
    [
        (word(), "word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__substg1.0_".encode("utf-16-le"), "mail"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40), ""),
        (b"PK\x03\x04" + bytes(26) + b"xl/workbook.xml", "excel"),
        (
            b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text",
            "opendocument",
        ),
        (picture("TIFF"), "image"),
        (picture("GIF"), "image"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "image"),
        (MAIL, "mail"),
        (MAIL.replace(b"\n", b"\r\n"), "mail"),
        (b"Date : 3 mars\nDate: 3 mars\n\nFrom: a\nTo: b\nSubject: c\n", "text"),
        (b"PK\x03\x04" + bytes(40), "zip"),
        (picture("JPEG"), "image-jpeg"),
        (picture("PNG"), "image-png"),
        (b"{\\rtf1 bonjour}", "rtf"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html><p>", "html"),
        (b"<HTML><body>", "html"),
        ("Bon de commande signé".encode(), "text"),
        ("Bon de commande signé".encode("cp1252"), "text"),
        (b"\x00\x01\x02", ""),
    ],
)
def test_what_is_no_pdf_is_guessed(data: bytes, looks_like: str) -> None:
    assert told(data) == PdfFacts(PdfState.NOT_PDF, looks_like=looks_like)
    assert texts(data) is None


@pytest.mark.parametrize(
    "data",
    [
        envelope(),
        base64.b64encode(envelope()),
        b"-----BEGIN PKCS7-----\n" + base64.encodebytes(envelope()),
    ],
    ids=["bytes", "base 64", "armoured"],
)
def test_the_envelope_of_a_signature_is_no_pdf_though_it_holds_one(data: bytes) -> None:
    assert told(data) == PdfFacts(PdfState.NOT_PDF, looks_like="envelope")


def test_what_is_no_pdf_is_said_before_its_size() -> None:
    assert inspect(word(), max_bytes=1).state is PdfState.NOT_PDF


# --- hostile ---


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(one_page(b"[" * 100_000), id="nested-operands"),
        pytest.param(one_page(bytes(2 * MEGABYTE + 1)), id="bomb"),
        pytest.param(one_page(b"BT/F 9 Tf " + b"(a)Tj " * 200_000), id="too-many-operators"),
    ],
)
def test_hostile_contents_open_and_give_no_text(data: bytes) -> None:
    assert told(data).state is PdfState.OK
    assert texts(data) == ("",)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(
            built(
                b"<</Type/Catalog/Pages 2 0 R>>",
                b"<</Type/Pages/Kids[%b%b]>>" % (b"[" * 50_000, b"]" * 50_000),
            ),
            id="deep-recursion",
        ),
        pytest.param(one_page(b"", pages=10_000), id="one-page-many-times"),
        pytest.param(
            built(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[2 0 R]>>"),
            id="page-tree-that-loops",
        ),
        pytest.param(
            b"%PDF-1.7\nxref\n0 1\ntrailer<</Prev 9>>\nstartxref\n9\n%%EOF", id="xref-loop"
        ),
        pytest.param(b"%PDF-1.7\n" + b"\n" * MEGABYTE, id="nothing"),
    ],
)
def test_hostile_structures_are_unreadable(data: bytes) -> None:
    assert told(data).state in {PdfState.UNREADABLE, PdfState.LIMIT}
    assert texts(data) is None


def test_a_deadline_that_pypdf_turned_into_another_error_is_still_a_limit() -> None:
    data = built(b"<</Type/Catalog/Pages 2 0 R/A(%b)>>" % (b"a" * 9 * MEGABYTE), b"<<>>")
    facts = inspect(data, max_bytes=20 * MEGABYTE, max_seconds=0.1)
    assert facts == PdfFacts(PdfState.LIMIT, detail="OverLimitError: not read within 0.1 s")


@pytest.mark.parametrize(
    "shown",
    [
        pytest.param(b"[" + b"(a)-900 " * 4_000 + b"]TJ", id="kerned"),
        pytest.param(b"(a)Tj 90000 0 Td " * 30_000, id="far-apart"),
    ],
)
def test_time_is_bounded_within_one_page(shown: bytes) -> None:
    data = one_page(b"BT/F 9 Tf " + shown + b" ET")
    started = time.process_time()
    assert contents_of(data, max_pages=1, layout=True, max_seconds=0.3) is None
    assert time.process_time() - started < 3


@pytest.mark.skipif(sys.platform != "linux", reason="what a process holds is told on Linux")
def test_memory_is_bounded() -> None:
    fonts = b"".join(b"/F%d 5 0 R" % number for number in range(60_000))
    data = one_page(b"(a)Tj", fonts=fonts)
    found = read_pdf(data, lambda reader, _: reader.pages[0].extract_text(), max_seconds=PATIENCE)
    assert isinstance(found, OverLimitError)
    assert str(found) == "over 130 MB"


def test_the_limits_of_pypdf_without_a_setting_are_those_that_it_has() -> None:
    """A new version that renames them would leave them as high as it likes."""
    before = [getattr(sys.modules[module], name) for module, name, _ in CONSTANTS]
    lowered = read_pdf(
        PLAIN, lambda *_: [getattr(sys.modules[module], name) for module, name, _ in CONSTANTS]
    )
    assert lowered == [most for _, _, most in CONSTANTS]
    assert all(was > now for was, now in zip(before, lowered, strict=True))
    assert before == [getattr(sys.modules[module], name) for module, name, _ in CONSTANTS]


def test_one_opening_says_what_the_file_is_and_what_it_says() -> None:
    limits: Any = {"max_bytes": 20 * MEGABYTE, "max_pages": 20, "max_seconds": PATIENCE}
    assert inspected_and_read(PLAIN, **limits) == (told(PLAIN), contents_of(PLAIN, max_pages=20))
    for data in (b"", b"no", PLAIN[:-600]):
        assert inspected_and_read(data, **limits) == (told(data), None)


def test_a_file_that_opens_in_time_and_is_not_read_in_time_is_still_a_pdf(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    passed = [0.0]  # seconds: none goes by until a page is asked for its text
    monkeypatch.setattr(deadline_module, "processor_clock", lambda: lambda: passed[0])

    class SlowView(pages.PageView):
        def __init__(self, page: PageObject, known: KnownFonts | None = None) -> None:
            passed[0] += 9
            super().__init__(page, known)

    monkeypatch.setattr(pages, "PageView", SlowView)
    facts, read = inspected_and_read(PLAIN, max_bytes=MEGABYTE, max_pages=20, max_seconds=10)
    assert (facts, read) == (PdfFacts(PdfState.OK, pages=2), None)
    assert passed == [18]


def test_time_is_bounded_while_the_file_is_opened() -> None:
    data = b"%PDF-1.7\n" + b"startxref\n" * MEGABYTE
    started = time.process_time()
    facts = inspect(data, max_bytes=20 * MEGABYTE, max_seconds=0.2)
    assert time.process_time() - started < 3
    assert facts.state is PdfState.LIMIT
    assert "0.2 s" in facts.detail


def test_time_is_bounded_from_page_to_page_and_from_font_to_font() -> None:
    slow = b"BT/F 9 Tf " + b"(a)Tj " * 20_000
    fonts = b"".join(b"/F%d 5 0 R" % number for number in range(80_000))
    for data in (one_page(slow, pages=20), one_page(b"(a)Tj", fonts=fonts)):
        started = time.process_time()
        assert contents_of(data, max_pages=20, max_seconds=0.2) is None
        assert time.process_time() - started < 3


class Clocks:
    """Of the processor and of the wall, which move on at each look."""

    def __init__(self, processor: float, wall: float, monkeypatch: pytest.MonkeyPatch) -> None:
        self._now = {"processor": 0.0, "wall": 0.0}
        self._each = {"processor": processor, "wall": wall}
        monkeypatch.setattr(opening, "Deadline", self.deadline)

    def deadline(self, seconds: float) -> Deadline:
        """What reads ask for."""
        return Deadline(
            seconds, processor=partial(self.look, "processor"), wall=partial(self.look, "wall")
        )

    def look(self, clock: str) -> float:
        """What a clock shows."""
        self._now[clock] += self._each[clock]
        return self._now[clock]


@pytest.mark.parametrize("pages", [1, 16])
def test_what_waits_for_its_turn_is_not_over_the_limit(
    pages: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beside programs that leave it little, a reading lasts; it takes no more of the processor."""
    Clocks(0.01, 1.0, monkeypatch)
    data = printed(*["Facture"] * pages)
    facts, read = inspected_and_read(data, max_bytes=MEGABYTE, max_pages=20, max_seconds=5.0)
    assert facts == PdfFacts(PdfState.OK, pages=pages)
    assert read is not None
    assert read.pages == ("Facture",) * pages


@pytest.mark.parametrize(
    ("processor", "wall", "detail"),
    [(3.0, 3.0, "not read within 5 s"), (0.0, 200.0, "nothing came within 300 s")],
)
def test_what_takes_the_processor_or_hangs_is_over_the_limit(
    processor: float, wall: float, detail: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    Clocks(processor, wall, monkeypatch)

    def checks(_: PdfReader, deadline: Deadline) -> None:
        deadline.check()
        deadline.check()

    raised = read_pdf(PLAIN, checks, max_seconds=5.0)
    assert isinstance(raised, OverLimitError)
    assert str(raised) == detail


def test_whatever_happens_to_a_pdf_an_answer_comes_back() -> None:
    chance = random.Random(20240912)  # noqa: S311 - damage, not secrets
    for _ in range(300):
        data = bytearray(PLAIN)
        for _ in range(chance.randint(1, 8)):
            place = chance.randrange(len(data))
            match chance.randrange(4):
                case 0:
                    data[place] = chance.randrange(256)
                case 1:
                    del data[place : place + chance.randint(1, 40)]
                case 2:
                    data[place:place] = chance.randbytes(chance.randint(1, 20))
                case _:
                    end = place + chance.randint(1, 60)
                    data[place:end] = data[:60]
        facts = told(bytes(data))
        assert isinstance(facts, PdfFacts)
        assert len(facts.detail) <= 120
        found = texts(bytes(data))
        assert found is None or all(isinstance(text, str) for text in found)


# --- a quiet guest ---


def test_nothing_is_printed_nor_warned_nor_left_changed(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    level = logging.getLogger("pypdf").level
    filters = list(warnings.filters)
    for data in (PLAIN, PLAIN[:-9], b"%PDF-1.7\n"):
        told(data)
        texts(data)
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []
    assert logging.getLogger("pypdf").level == level
    assert list(warnings.filters) == filters
    assert get_configuration().zlib_maximum_output_length > 2 * MEGABYTE


def test_pypdf_is_loaded_for_what_claims_to_be_a_pdf_only() -> None:
    script = (
        "import sys; from segur_check.pieces.pdf.opening import inspect;"
        "inspect(b'', max_bytes=9); inspect(b'no', max_bytes=9);"
        "sys.exit('pypdf' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0  # noqa: S603 - our own interpreter
