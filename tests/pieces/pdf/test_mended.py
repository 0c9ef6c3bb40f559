"""Files damaged as mail, portals and merging programs damage them: what viewers open is read."""

import io
import random
import re
import zlib
from collections.abc import Callable

import pytest
from fpdf import FPDF
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject
from reportlab.pdfgen.canvas import Canvas

from hostile.writing import built, one_page, page_of, raw_stream
from segur_check.pieces.contents import Contents, inspected_and_read
from segur_check.pieces.pdf.opening import PdfFacts, PdfState

MARKS = ("Marque1", "Marque2", "Marque3")
LINES = tuple(f"Ligne {rank} : montant {rank * 17},00 EUR" for rank in range(30))


def by_fpdf2() -> bytes:
    document = FPDF()
    document.set_font("Helvetica", size=11)
    for mark in MARKS:
        document.add_page()
        document.multi_cell(0, 6, "\n".join((*LINES, mark)))
    return bytes(document.output())


def by_reportlab(*, packed: bool) -> bytes:
    held = io.BytesIO()
    canvas = Canvas(held, pageCompression=packed, invariant=1)
    for mark in MARKS:
        for rank, line in enumerate((*LINES, mark)):
            canvas.drawString(60, 800 - 20 * rank, line)
        canvas.showPage()
    canvas.save()
    return held.getvalue()


def locked_by_pypdf(algorithm: str) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(by_fpdf2()))
    writer.encrypt("", "owner", algorithm=algorithm)
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def with_streams_of_objects() -> bytes:
    """As qpdf and most programs of today write: objects in streams, and a table that is one too."""
    held = [bytes_of(one) for one in OBJECTS]
    packed, places = b"", []
    for number, one in enumerate(held, start=1):
        places.append((number, len(packed)))
        packed += one + b"\n"
    index = b" ".join(b"%d %d" % place for place in places) + b"\n"
    body = b"%PDF-1.7\n"
    offsets = []
    first = len(held) + 1
    streams = [raw_stream(zlib.compress(contents(mark)), b"/Filter/FlateDecode") for mark in MARKS]
    streams.append(
        raw_stream(
            zlib.compress(index + packed),
            b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode" % (len(held), len(index)),
        )
    )
    for number, one in enumerate(streams, start=first):
        offsets.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    last, store = first + len(streams), first + len(streams) - 1
    table = b"\0\0\0\0\xff"
    table += b"".join(b"\2" + store.to_bytes(3, "big") + bytes([at]) for at in range(len(held)))
    table += b"".join(b"\1" + at.to_bytes(3, "big") + b"\0" for at in (*offsets, len(body)))
    own = raw_stream(
        zlib.compress(table),
        b"/Type/XRef/W[1 3 1]/Size %d/Root 1 0 R/Filter/FlateDecode" % (last + 1),
    )
    return body + b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (last, own, len(body))


OBJECTS = (
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Count 3/Kids[3 0 R 4 0 R 5 0 R]>>",
    *(
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {7 + at} 0 R"
        "/Resources<</Font<</F 6 0 R>>>>>>"
        for at in range(3)
    ),
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
)


def bytes_of(text: str) -> bytes:
    return text.encode("ascii")


def contents(mark: str) -> bytes:
    lines = "".join(f"({line})Tj 0 -20 Td " for line in (*LINES, mark))
    return bytes_of(f"BT/F 9 Tf 40 800 Td {lines}ET")


MADE: dict[str, bytes] = {
    "fpdf2": by_fpdf2(),
    "reportlab": by_reportlab(packed=False),
    "reportlab, packed": by_reportlab(packed=True),
    "streams of objects": with_streams_of_objects(),
    "locked for changes, RC4": locked_by_pypdf("RC4-128"),
    "locked for changes, AES": locked_by_pypdf("AES-256"),
}


def pointing(to: bytes) -> Callable[[bytes], bytes]:
    return lambda data: data[: data.rfind(b"startxref")] + b"startxref\n%b\n%%%%EOF\n" % to


def in_the_middle(data: bytes) -> bytes:
    """What a gateway writes after the first object moves all the others."""
    at = data.find(b"endobj") + 7
    return data[:at] + b"% checked by a gateway\n" * 9 + data[at:]


def length(change: Callable[[int], int]) -> Callable[[bytes], bytes]:
    return lambda data: re.sub(
        rb"/Length (\d+)(?! \d+ R)", lambda met: b"/Length %d" % change(int(met[1])), data
    )


JUNK = random.Random(5).randbytes(1_000)  # noqa: S311 - damage, not secrets
# Each opens in three viewers of three makers (pdfium, MuPDF, Poppler) with all its text.
HARMLESS: dict[str, Callable[[bytes], bytes]] = {
    "as it is": bytes,
    "no mark of the end": lambda data: data[: data.rfind(b"%%EOF")],
    "half a mark": lambda data: data.rstrip()[:-3],
    "zeros after the end": lambda data: data + bytes(2_000),
    "a page of a portal after the end": lambda data: data + b"<html>bonjour</html>\n" * 90,
    "no pointer": lambda data: data[: data.rfind(b"startxref")],
    "a pointer to nothing": pointing(b"0"),
    "a pointer past the end": pointing(b"99999999"),
    "a pointer that is no number": pointing(b"abc"),
    "a byte before": lambda data: b"\n" + data,
    "a byte order mark before": lambda data: b"\xef\xbb\xbf" + data,
    "1,024 bytes before": lambda data: b"\n" * 1_024 + data,
    "the head of a message before": lambda data: (
        b"Content-Type: application/pdf\r\n\r\n" * 9 + data
    ),
    "noise before": lambda data: JUNK + data,
    "a text in the middle": in_the_middle,
    "another count of pages": lambda data: re.sub(rb"/Count \d", b"/Count 9", data),
}
# These lose the key of what is locked, or are no damage to what has no table in plain.
PLAIN_ONLY: dict[str, Callable[[bytes], bytes]] = {
    "a table that is none": lambda data: data.replace(b"\nxref", b"\nxreg"),
    "a table of zeros": lambda data: re.sub(rb"\d{10} (\d{5} n)", rb"0000000000 \1", data),
    "streams said to be longer": length(lambda told: told + 50),
    "streams said to be shorter": length(lambda told: max(0, told - 20)),
    "streams said to be empty": length(lambda _: 0),
    "a trailer cut short": lambda data: data[: data.rfind(b"/Root") + 20],
    "noise in the name of the file": lambda data: data.replace(b"/ID", b"/ID<\xff", 1),
}
PLAIN = ("fpdf2", "reportlab", "reportlab, packed")


def read(data: bytes) -> tuple[PdfFacts, Contents | None]:
    return inspected_and_read(data, max_bytes=20_000_000, max_pages=20, max_seconds=120)


def assert_read_whole(data: bytes) -> None:
    facts, found = read(data)
    assert facts == PdfFacts(PdfState.OK, pages=3)
    assert found is not None
    assert [mark in page for mark, page in zip(MARKS, found.pages, strict=True)] == [True] * 3
    assert (found.unread, found.scanned) == ((), ())


@pytest.mark.parametrize("made", MADE.values(), ids=MADE)
@pytest.mark.parametrize("damage", HARMLESS.values(), ids=HARMLESS)
def test_what_every_viewer_opens_is_read(made: bytes, damage: Callable[[bytes], bytes]) -> None:
    assert_read_whole(damage(made))


@pytest.mark.parametrize("made", PLAIN)
@pytest.mark.parametrize("damage", PLAIN_ONLY.values(), ids=PLAIN_ONLY)
def test_what_has_its_objects_in_plain_is_found_again(
    made: str, damage: Callable[[bytes], bytes]
) -> None:
    assert_read_whole(damage(MADE[made]))


LOST: dict[str, Callable[[bytes], bytes]] = {
    "cut in the middle": lambda data: data[: len(data) // 2],
    "cut near its beginning": lambda data: data[: len(data) // 10],
    "no catalogue is named": lambda data: data.replace(b"/Root", b"/Roof"),
    "the pages are lost": lambda data: re.sub(rb"/Kids ?\[[^\]]*\]", b"/Kids [99 0 R]", data),
    "in another coding": lambda data: b"%PDF-1.4\n" + zlib.compress(data),
}


@pytest.mark.parametrize("made", PLAIN)
@pytest.mark.parametrize("damage", LOST.values(), ids=LOST)
def test_what_no_viewer_opens_is_unreadable(made: str, damage: Callable[[bytes], bytes]) -> None:
    facts, found = read(damage(MADE[made]))
    assert (facts.state, found) == (PdfState.UNREADABLE, None)


def test_a_page_that_is_not_in_the_file_is_not_passed_over() -> None:
    data = MADE["fpdf2"]
    number = re.search(rb"/Kids ?\[(\d+) 0 R", data)
    assert number is not None
    facts, _ = read(data.replace(b"/Kids [%b 0 R" % number[1], b"/Kids [99 0 R", 1))
    assert (facts.state, facts.detail) == (PdfState.UNREADABLE, "pages are lost")


@pytest.mark.parametrize("left", [b"<<>>", b"<</Type/Pages/Count 3>>"])
def test_a_tree_of_pages_without_a_branch_is_no_page(left: bytes) -> None:
    facts, _ = read(built(b"<</Type/Catalog/Pages 2 0 R>>", left))
    assert (facts.state, facts.detail) == (PdfState.UNREADABLE, "no page")


def deflated(change: Callable[[bytes], bytes]) -> bytes:
    packed = change(zlib.compress(contents("Marque1"), 9))
    return page_of(raw_stream(packed, b"/Filter/FlateDecode"))


def flipped(data: bytes) -> bytes:
    at = len(data) * 2 // 3
    return data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(flipped, id="a byte"),
        pytest.param(lambda data: data[: len(data) // 2], id="cut"),
        pytest.param(lambda data: data[:-4] + b"\1\2\3\4", id="its check"),
    ],
)
def test_a_page_that_is_damaged_is_not_said_to_be_read(change: Callable[[bytes], bytes]) -> None:
    """A viewer shows a part of it, or wrong signs in it."""
    facts, found = read(deflated(change))
    assert facts.state is PdfState.OK
    assert found is not None
    assert found.unread == (1,)


def test_a_short_page_cut_within_is_not_said_to_be_read() -> None:
    """Its codes are those that noughts end."""
    packer = zlib.compressobj(strategy=zlib.Z_FIXED)
    packed = packer.compress(contents("Marque1")) + packer.flush()
    _, found = read(page_of(raw_stream(packed[: len(packed) // 2], b"/Filter/FlateDecode")))
    assert found is not None
    assert found.unread == (1,)


def test_a_page_whose_check_is_missing_is_read() -> None:
    _, found = read(deflated(lambda data: data[:-4]))
    assert found is not None
    assert found.unread == ()
    assert "Marque1" in found.pages[0]


def test_a_stream_that_is_a_pdf_itself_ends_where_it_says() -> None:
    """Attached as it is: its objects are not those of the file around it."""
    inner = raw_stream(by_reportlab(packed=False), b"/Type/EmbeddedFile")
    made = one_page(contents("Marque1"), inner)
    at = made.rfind(b"\nxref")
    facts, found = read(made[:at] + b"\nxreg" + made[at + 5 :])
    assert facts == PdfFacts(PdfState.OK, pages=1)
    assert found is not None
    assert "Marque1" in found.pages[0]


def test_a_page_of_no_known_type_is_a_page() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(MADE["fpdf2"])))
    writer.pages[1][NameObject("/Type")] = NameObject("/Pahe")
    held = io.BytesIO()
    writer.write(held)
    assert_read_whole(held.getvalue())


def test_the_contents_of_pages_are_what_is_looked_at() -> None:
    """A picture that is damaged does not make the page unread."""
    picture = raw_stream(
        b"\1\2\3", b"/Subtype/Image/Width 1/Height 1/Filter/FlateDecode/ColorSpace/DeviceGray"
    )
    data = one_page(
        contents("Marque1") + b" q 9 0 0 9 0 0 cm /I Do Q",
        picture,
        resources=b"/XObject<</I 6 0 R>>",
    )
    _, found = read(data)
    assert found is not None
    assert (found.unread, found.scanned) == ((), ())
