"""A font that several pages share is read once."""

from io import BytesIO

import pytest
from fpdf import FPDF
from pypdf import PdfReader
from pypdf.generic import DictionaryObject
from pypdf.generic._font import Font

from segur_check.pieces.contents import contents_of
from segur_check.pieces.pdf.speed.known_fonts import KnownFonts


def printed(pages: int) -> bytes:
    document = FPDF()
    document.set_font("Helvetica", size=12)
    for _ in range(pages):
        document.add_page()
        document.cell(text="Montant TTC : 358,33")
    return bytes(document.output())


def test_font_of_three_pages_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []
    plainly = Font.from_font_resource

    def counted(resource: DictionaryObject) -> Font:
        read.append(resource)
        return plainly(resource)

    known = KnownFonts()
    fonts = [page["/Resources"]["/Font"]["/F1"] for page in PdfReader(BytesIO(printed(3))).pages]  # type: ignore[index]
    monkeypatch.setattr(Font, "from_font_resource", counted)

    assert len({id(known.font(font)) for font in fonts}) == 1
    assert len(read) == 1


def test_pages_of_a_file_share_what_is_known_of_their_fonts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    holders: set[int] = set()
    plainly = KnownFonts.font

    def counted(known: KnownFonts, dictionary: DictionaryObject) -> object:
        holders.add(id(known))
        return plainly(known, dictionary)

    monkeypatch.setattr(KnownFonts, "font", counted)
    read = contents_of(printed(3), max_pages=20, layout=True, max_seconds=600)

    assert read is not None
    assert [page.strip() for page in read.layouts] == ["Montant TTC : 358,33"] * 3
    assert len(holders) == 1
