"""Small files that ask for much: memory, time, depth, or an output without an end.

Each is a function without argument that writes its file; `BOMBS` names them.
"""

import base64
import zlib
from collections.abc import Callable

from hostile.writing import (
    CATALOGUE,
    HELVETICA,
    built,
    one_page,
    page_of,
    raw_stream,
    stream,
)

_MILLION = 1_000_000
_TEXT = b"BT/F 9 Tf "


def text_page(shown: bytes, *more: bytes, pages: int = 1, entries: bytes = b"") -> bytes:
    """A page with one text object."""
    return one_page(_TEXT + shown + b" ET", *more, pages=pages, entries=entries)


def zeros(count: int) -> bytes:
    """So many zero bytes, deflated, without ever holding them."""
    packer = zlib.compressobj(9)
    block = bytes(_MILLION)
    parts = [packer.compress(block) for _ in range(count // _MILLION)]
    return b"".join([*parts, packer.flush()])


# --- what is unpacked ---


def flate_gigabyte() -> bytes:
    return page_of(raw_stream(zeros(1_000 * _MILLION), b"/Filter/FlateDecode"))


def flate_twice() -> bytes:
    packed = zlib.compress(zeros(1_000 * _MILLION), 9)
    return page_of(raw_stream(packed, b"/Filter[/FlateDecode/FlateDecode]"))


def flate_chain() -> bytes:
    packed = b"(a)Tj"
    for _ in range(1_000):
        packed = zlib.compress(packed, 0)
    return page_of(raw_stream(packed, b"/Filter[%b]" % (b"/FlateDecode" * 1_000)))


def damaged_flate() -> bytes:
    packed = bytearray(zlib.compress(b"(a)Tj\n" * 900_000, 1) * 30)
    packed[2:2000:7] = bytes(len(range(2, 2000, 7)))
    return page_of(raw_stream(bytes(packed), b"/Filter/FlateDecode"))


def ascii85_chain() -> bytes:
    packed = bytes(range(256)) * 200
    for _ in range(15):
        packed = base64.a85encode(packed) + b"~>"
    return page_of(raw_stream(packed, b"/Filter[%b]" % (b"/ASCII85Decode" * 15)))


def ascii85_large() -> bytes:
    return page_of(raw_stream(b"z" * 4 * _MILLION + b"~>", b"/Filter/ASCII85Decode"))


def hexadecimal_large() -> bytes:
    return page_of(raw_stream(b"4 1" * 4 * _MILLION + b">", b"/Filter/ASCIIHexDecode"))


def run_length() -> bytes:
    return page_of(raw_stream(b"\x81 " * 2 * _MILLION, b"/Filter/RunLengthDecode"))


def run_length_of_nothing() -> bytes:
    return page_of(raw_stream(b"\0 " * 4 * _MILLION, b"/Filter/RunLengthDecode"))


def lzw() -> bytes:
    """Codes that grow: each is one sign longer than the one before."""
    bits = "".join(
        f"{code:0{9 if code < 511 else 10 if code < 1023 else 11 if code < 2047 else 12}b}"
        for code in (256, 65, *range(258, 4094))
    )
    bits += "0" * (-len(bits) % 8)
    block = int(bits, 2).to_bytes(len(bits) // 8, "big")
    return page_of(raw_stream(block * 40, b"/Filter/LZWDecode"))


def lzw_clear() -> bytes:
    return page_of(raw_stream(b"\x80\x40" * 2 * _MILLION, b"/Filter/LZWDecode"))


def predictor() -> bytes:
    entries = b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 1>>"
    return page_of(raw_stream(zlib.compress(b"\x04\x01" * _MILLION, 9), entries))


def predictor_wide() -> bytes:
    entries = b"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 999999999/Colors 99>>"
    return page_of(raw_stream(zeros(2 * _MILLION), entries))


def predictor_tiff() -> bytes:
    entries = b"/Filter/FlateDecode/DecodeParms<</Predictor 2/Columns 200000/Colors 1>>"
    return page_of(raw_stream(zeros(2 * _MILLION), entries))


def many_streams() -> bytes:
    """A page of a thousand streams, each just under what one may hold."""
    return built(
        CATALOGUE,
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents[%b]>>" % (b"4 0 R " * 9_000),
        stream(b" " * 1_900_000),
    )


def length_that_lies() -> bytes:
    return page_of(b"<</Length 999999999999/Filter/FlateDecode>>stream\n%b" % zeros(_MILLION))


def length_that_loops() -> bytes:
    return page_of(b"<</Length 4 0 R>>stream\n(a)Tj\nendstream")


def decode_of_another() -> bytes:
    """A stream whose filter stands in itself."""
    return page_of(b"<</Length 5/Filter 4 0 R/DecodeParms 4 0 R>>stream\n(a)Tj\nendstream")


def jbig2() -> bytes:
    return page_of(raw_stream(b"\0" * 5_000, b"/Filter/JBIG2Decode/Subtype/Image"))


def unknown_filters() -> bytes:
    return page_of(raw_stream(b"x", b"/Filter[/Crypt/JPXDecode/DCTDecode/CCITTFaxDecode/Nope]"))


# --- what a page draws ---


def million_texts() -> bytes:
    return text_page(b"(a)Tj " * 320_000)


def texts_within_the_limit() -> bytes:
    return text_page(b"(a)Tj " * 99_000)


def texts_on_many_pages() -> bytes:
    return text_page(b"(a)Tj " * 99_000, pages=20)


def million_text_objects() -> bytes:
    return one_page(b"BT ET " * 90_000)


def text_objects_that_show() -> bytes:
    return one_page(
        b"".join(b"BT/F 9 Tf %d %d Td(a)Tj ET " % (n % 500, n // 500) for n in range(18_000))
    )


def long_strings() -> bytes:
    return text_page((b"(" + b"a" * 19_000 + b")Tj ") * 100)


def one_long_string() -> bytes:
    return text_page(b"(" + b"a" * 1_990_000 + b")Tj")


def one_long_hexadecimal_string() -> bytes:
    return text_page(b"<" + b"61" * 990_000 + b">Tj")


def escaped_string() -> bytes:
    return text_page(b"(" + rb"\141" * 490_000 + b")Tj")


def nested_parentheses() -> bytes:
    return text_page(b"(" * 990_000 + b")" * 990_000 + b"Tj")


def long_kerned_array() -> bytes:
    return text_page(b"[" + b"(a)-9" * 60_000 + b"]TJ")


def kerned_arrays() -> bytes:
    return text_page((b"[" + b"(a)-900" * 900 + b"]TJ ") * 100)


def rendering_matrices() -> bytes:
    """Each number of the array adds a matrix that each string multiplies anew."""
    return text_page((b"[" + b"-9 " * 3_000 + b"(a)]TJ ") * 30)


def matrices() -> bytes:
    return one_page(b"1 0 0 1 0 0 cm " * 6_000 + _TEXT + b"(a)Tj " * 6_000 + b"ET")


def saved_states() -> bytes:
    return one_page(b"q " * 190_000)


def saved_and_restored() -> bytes:
    return one_page(b"q Q " * 90_000)


def restored_states() -> bytes:
    return one_page(b"Q " * 190_000)


def fonts_set() -> bytes:
    return one_page(b"BT " + b"/F 9 Tf(a)Tj " * 45_000 + b"ET")


def fonts_unknown() -> bytes:
    return one_page(b"BT " + b"/Z 9 Tf(a)Tj " * 45_000 + b"ET")


def operands_without_operator() -> bytes:
    return one_page(b"1 " * 990_000)


def comments() -> bytes:
    return one_page(b"%" + b"a" * 1_990_000)


def blank_contents() -> bytes:
    return one_page(b" " * 1_990_000)


def deep_arrays() -> bytes:
    return one_page(b"[" * 990_000)


def deep_dictionaries() -> bytes:
    return one_page(b"<</A" * 390_000)


def inline_image() -> bytes:
    return one_page(b"BI/W 99999/H 99999/BPC 8/CS/RGB ID " + b"E" * 1_900_000)


def inline_images() -> bytes:
    return one_page(b"BI/W 1/H 1/BPC 8/CS/G ID x EI " * 60_000)


def inline_images_without_end() -> bytes:
    """Each is sought to the end of the contents."""
    return one_page(b"BI/F/Fl ID EIx " * 60_000)


def inline_images_in_hexadecimal() -> bytes:
    return one_page(b"BI/F/AHx ID 4142" * 60_000)


def inline_images_run_length() -> bytes:
    return one_page(b"BI/F/RL ID " + b"\x80EIx" * 400_000)


def inline_images_jpeg() -> bytes:
    return one_page(b"BI/F/DCT ID " + b"\xff\x01" * 900_000)


def right_to_left() -> bytes:
    """Signs of both directions in turn."""
    cmap = b"1 beginbfchar\n<61> <05D0>\nendbfchar"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 7 0 R>>"
    return one_page(
        b"BT/G 9 Tf " + b"(abab)Tj " * 40_000 + b"ET", font, stream(cmap), fonts=b"/G 6 0 R"
    )


# --- what the page looks like ---


def far_away() -> bytes:
    return text_page(b"(a)Tj 1000000000 0 Td(b)Tj ET")


def far_apart_often() -> bytes:
    """A line padded with blanks before each of its words."""
    return one_page(b"".join(b"BT/F 1 Tf %d 0 Td(a)Tj ET " % (n * 90_000) for n in range(15_000)))


def wide_signs_far_apart() -> bytes:
    """The blanks of a line take four bytes each, for one sign beyond the first 65,536."""
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 7 0 R>>"
    lines = stream(b"1 beginbfchar\n<61> <D83DDE00>\nendbfchar")
    shown = b"".join(b"BT/G 1 Tf %d 0 Td(a)Tj ET " % (n * 90_000) for n in range(20_000))
    return one_page(shown, font, lines, fonts=b"/G 6 0 R")


def far_apart_within() -> bytes:
    return text_page(b"(a)Tj 90000 0 Td " * 30_000 + b"ET")


def far_down() -> bytes:
    return text_page(b"(a)Tj 0 -1000000000 Td(b)Tj ET")


def far_down_often() -> bytes:
    """A thousand blank lines before each line."""
    return one_page(b"".join(b"BT/F 1 Tf 0 %d Td(a)Tj ET " % (n * -9_000) for n in range(15_000)))


def wide_and_high() -> bytes:
    """Each line as wide and as far from the others as may be."""
    line = b"BT/F .001 Tf 0 %d Td(a)Tj ET BT/F .001 Tf 99999999 %d Td(a)Tj ET "
    return one_page(b"".join(line % (n * -9_000, n * -9_000) for n in range(7_000)))


def tiny_fonts() -> bytes:
    return one_page(b"BT/F .0000001 Tf " + b"(a)Tj 9 0 Td " * 20_000 + b"ET")


def huge_fonts() -> bytes:
    return one_page(b"BT/F 1" + b"0" * 50 + b" Tf " + b"(a)Tj 9 0 Td " * 20_000 + b"ET")


def numbers_without_end() -> bytes:
    return text_page((b"9" * 60 + b" " + b"9" * 60 + b" Td(a)Tj ") * 900)


def not_a_number() -> bytes:
    return one_page(b"BT/F 1e999 Tf inf nan Td(a)Tj 1 0 0 nan inf inf Tm(b)Tj ET")


def zero_scale() -> bytes:
    return text_page(b"0 Tz " + b"(a)Tj 0 0 0 0 0 0 Tm(b)Tj " * 900)


def one_height() -> bytes:
    """Words of one line, each beside the others, and as many groups to sort."""
    return one_page(
        b"".join(b"BT/F 9 Tf %d %d Td(a)Tj ET " % (n * 7 % 599, n % 3) for n in range(18_000))
    )


def turned() -> bytes:
    return text_page(b"0 1 -1 0 9 9 Tm(a)Tj " * 19_000, entries=b"/Rotate 90")


def turned_oddly() -> bytes:
    return text_page(b"(a)Tj", entries=b"/Rotate 1" + b"0" * 30 + b"/UserUnit 1e99")


def boxes_of_nothing() -> bytes:
    return text_page(b"(a)Tj", entries=b"/CropBox[0 0 0 0]/MediaBox[nan 1e999 0]/Rotate 90")


# --- fonts ---


def font_of(entries: bytes, *more: bytes, text: bytes = b"(abc)Tj") -> bytes:
    """A page in one font of these entries; `more` objects are numbered from 7."""
    font = b"<</Type/Font/BaseFont/Helvetica%b>>" % entries
    return one_page(b"BT/G 9 Tf " + text + b" ET", font, *more, fonts=b"/G 6 0 R")


def cmap_range() -> bytes:
    lines = b"1 beginbfrange\n<0000> <ffffffff> <0041>\nendbfrange"
    return font_of(b"/Subtype/Type1/ToUnicode 7 0 R", stream(lines))


def cmap_ranges() -> bytes:
    lines = b"9 beginbfrange\n" + b"<0000> <fffe> <0041>\n" * 60_000 + b"endbfrange"
    return font_of(b"/Subtype/Type1/ToUnicode 7 0 R", stream(lines))


def cmap_characters() -> bytes:
    lines = b"9 beginbfchar\n" + b"<61> <0041>\n" * 99_000 + b"endbfchar"
    return font_of(b"/Subtype/Type1/ToUnicode 7 0 R", stream(lines))


def cmap_of_long_texts() -> bytes:
    """One letter that stands for five hundred, and a page that shows it often."""
    lines = b"1 beginbfchar\n<61> <" + b"0041" * 250 + b">\nendbfchar"
    text = (b"(" + b"a" * 9_000 + b")Tj ") * 200
    return font_of(b"/Subtype/Type1/ToUnicode 7 0 R", stream(lines), text=text)


def cmap_of_one_long_text() -> bytes:
    lines = b"1 beginbfchar\n<61> <" + b"05D0" * 250 + b">\nendbfchar"
    text = b"(" + b"a" * 1_980_000 + b")Tj"
    return font_of(b"/Subtype/Type1/ToUnicode 7 0 R", stream(lines), text=text)


def cmap_of_short_texts() -> bytes:
    """As long as a sign may stand for."""
    lines = b"1 beginbfchar\n<61> <" + b"05D0" * 16 + b">\nendbfchar"
    text = b"(" + b"a" * 1_980_000 + b")Tj"
    return font_of(b"/Subtype/Type1/ToUnicode 7 0 R", stream(lines), text=text)


def halves_of_signs() -> bytes:
    """A text that no encoding can write."""
    lines = b"1 beginbfchar\n<61> <D800>\n<62> <DC00>\nendbfchar"
    return font_of(b"/Subtype/Type1/ToUnicode 7 0 R", stream(lines), text=b"(Montant TTC : a 1b)Tj")


def cmap_brackets() -> bytes:
    return font_of(b"/Subtype/Type1/ToUnicode 7 0 R", stream(b"<" * 990_000 + b">" * 990_000))


def cmap_array_without_end() -> bytes:
    lines = b"1 beginbfrange\n<00> <ff> [" + b"<0041>\n" * 200_000
    return font_of(b"/Subtype/Type1/ToUnicode 7 0 R", stream(lines))


def widths() -> bytes:
    return font_of(b"/Subtype/Type1/FirstChar 0/Widths[%b]" % (b"9 " * 9 * _MILLION))


def cid_widths() -> bytes:
    return font_of(
        b"/Subtype/Type0/Encoding/Identity-H/DescendantFonts[<</W[%b]>>]" % (b"0 65000 9 " * 33_000)
    )


def cid_widths_of_many_fonts() -> bytes:
    font = (
        b"<</Subtype/Type0/Encoding/Identity-H/DescendantFonts[<</W[0 65000 9]>>]/ToUnicode 7 0 R>>"
    )
    lines = b"1 beginbfrange\n<0000> <fffe> <0041>\nendbfrange"
    fonts = b"".join(b"/F%d 6 0 R" % number for number in range(2_000))
    return one_page(b"BT/F1 9 Tf(a)Tj", font, stream(lines), fonts=fonts)


def differences() -> bytes:
    return font_of(b"/Subtype/Type1/Encoding<</Differences[%b]>>" % (b"0/a" * 99_000))


def descendants_that_loop() -> bytes:
    return font_of(b"/Subtype/Type0/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 6 0 R")


def type3() -> bytes:
    return font_of(b"/Subtype/Type3/CharProcs<</a 4 0 R>>/Encoding<</Differences[97/a]>>")


def font_program() -> bytes:
    program = b"/Encoding 256 array\n" + b"dup 97 /a put\n" * 130_000
    return font_of(b"/Subtype/Type1/FontDescriptor<</Flags 4/FontFile 7 0 R>>", stream(program))


def many_fonts() -> bytes:
    return one_page(b"(a)Tj", fonts=b"".join(b"/F%d 5 0 R" % number for number in range(90_000)))


def many_different_fonts() -> bytes:
    fonts = b"".join(b"/F%d %d 0 R" % (number, number + 6) for number in range(5_000))
    return one_page(b"(a)Tj", *[HELVETICA] * 5_001, fonts=fonts)


# --- forms that a page draws ---


def form(contents: bytes, resources: bytes = b"") -> bytes:
    """A form that a page may draw."""
    return stream(contents, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<<%b>>" % resources)


def form_that_calls_itself() -> bytes:
    me = form(b"/X Do " * 99, b"/XObject<</X 6 0 R>>")
    return one_page(b"/X Do", me, resources=b"/XObject<</X 6 0 R>>")


def billion_laughs() -> bytes:
    laughs = [
        form(b"/X Do " * 10, b"/XObject<</X %d 0 R>>" % (number + 1)) for number in range(6, 16)
    ]
    last = form(b"BT/F 9 Tf(ha)Tj ET " * 100, b"/Font<</F 5 0 R>>")
    return one_page(b"/X Do", *laughs, last, resources=b"/XObject<</X 6 0 R>>")


def heavy_form_often() -> bytes:
    heavy = form(b"BT/F 9 Tf " + b"(a)Tj " * 90_000, b"/Font<</F 5 0 R>>")
    return one_page(b"/X Do " * 200, heavy, resources=b"/XObject<</X 6 0 R>>")


def forms_in_depth() -> bytes:
    deep = [form(b"/X Do", b"/XObject<</X %d 0 R>>" % (number + 1)) for number in range(6, 3_000)]
    return one_page(b"/X Do", *deep, form(b""), resources=b"/XObject<</X 6 0 R>>")


# --- the tree of pages ---


def one_page_100_000_times() -> bytes:
    return text_page(b"(a)Tj", pages=100_000)


def heavy_page_listed_often() -> bytes:
    entries = b"".join(b"/A%d 1" % number for number in range(2_000))
    return text_page(b"(a)Tj", pages=1_900, entries=entries)


def page_tree_that_loops() -> bytes:
    return built(CATALOGUE, b"<</Type/Pages/Count 1/Kids[2 0 R 2 0 R]>>")


def page_tree_laughs() -> bytes:
    trees = [
        b"<</Type/Pages/Count 9/Kids[%b]>>" % (b"%d 0 R " % (number + 1) * 10)
        for number in range(2, 12)
    ]
    return built(CATALOGUE, *trees, b"<</Type/Page>>")


def page_tree_in_depth() -> bytes:
    trees = [b"<</Type/Pages/Kids[%d 0 R]>>" % (number + 1) for number in range(2, 9_000)]
    return built(CATALOGUE, *trees, b"<</Type/Page>>")


def count_that_lies() -> bytes:
    return text_page(b"(a)Tj").replace(b"/Count 1", b"/Count 999999999999")


def parents_that_loop() -> bytes:
    return built(
        CATALOGUE,
        b"<</Type/Pages/Count 1/Kids[3 0 R]/Parent 3 0 R>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R>>",
        stream(_TEXT + b"(a)Tj"),
    )


# --- the file itself ---


def deep_object() -> bytes:
    return built(CATALOGUE, b"<</Kids" + b"[" * 5 * _MILLION)


def deep_dictionary() -> bytes:
    return built(CATALOGUE, b"<</A" * 2 * _MILLION)


def array_of_millions() -> bytes:
    return built(CATALOGUE, b"<</Type/Pages/Kids[%b]>>" % (b"1 " * 9 * _MILLION))


def arrays_just_within() -> bytes:
    many = b"<</Type/Pages/Kids[%b]>>" % ((b"[" + b"1 " * 99_000 + b"]") * 90)
    return built(CATALOGUE, many)


def string_of_megabytes() -> bytes:
    return built(b"<</Type/Catalog/Pages 2 0 R/A(%b)>>" % (b"a" * 19 * _MILLION), b"<<>>")


def hexadecimal_of_megabytes() -> bytes:
    return built(b"<</Type/Catalog/Pages 2 0 R/A<%b>>>" % (b"61" * 9 * _MILLION), b"<<>>")


def name_of_megabytes() -> bytes:
    return built(b"<</Type/Catalog/Pages 2 0 R/%b 1>>" % (b"a" * 19 * _MILLION), b"<<>>")


def comment_of_megabytes() -> bytes:
    return built(b"%%%b\n<</Type/Catalog>>" % (b"a" * 19 * _MILLION))


def blanks_of_megabytes() -> bytes:
    return built(b" " * 19 * _MILLION + b"<</Type/Catalog>>")


def number_of_megabytes() -> bytes:
    return built(b"<</Type/Catalog/Pages 2 0 R/A %b>>" % (b"9" * 9 * _MILLION), b"<<>>")


def junk() -> bytes:
    return b"%PDF-1.7\n" + bytes(range(256)) * 78_000


def one_line_of_junk() -> bytes:
    return b"%PDF-1.7\n" + b"a" * 19 * _MILLION


def blank_lines() -> bytes:
    return b"%PDF-1.7\n" + b"\n" * 19 * _MILLION


def headers_of_objects() -> bytes:
    return b"%PDF-1.7\n" + b"1 0 obj\n" * 625_000


def headers_of_other_objects() -> bytes:
    return b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n" % number for number in range(1_500_000))


def starts_of_tables() -> bytes:
    return b"%PDF-1.7\n" + b"startxref\n" * _MILLION


def ends_of_file() -> bytes:
    return b"%PDF-1.7\n" + b"%%EOF\n" * 3 * _MILLION


def trailers() -> bytes:
    return b"%PDF-1.7\n" + b"trailer\n<</Root 1 0 R>>\n" * 700_000 + b"startxref\n0\n%%EOF"


def table_of_a_million() -> bytes:
    lines = b"0000000009 00000 n \n" * 950_000
    head = b"%PDF-1.7\n"
    tail = b"trailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
    return head + b"xref\n0 950000\n" + lines + tail


def table_of_a_million_generations() -> bytes:
    lines = b"".join(b"0000000009 %05d n \n" % (number % 65_000) for number in range(900_000))
    tail = b"trailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
    return b"%PDF-1.7\nxref\n0 900000\n" + lines + tail


def tables_in_a_chain() -> bytes:
    """Each table names the one before."""
    body = [b"%PDF-1.7\n"]
    place, before = len(body[0]), 0
    for _ in range(90_000):
        table = b"xref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Prev %d>>\n" % before
        before = place
        body.append(table)
        place += len(table)
    return b"".join(body) + b"startxref\n%d\n%%%%EOF\n" % before


def tables_that_loop() -> bytes:
    return b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF"


def xref_stream(entries: bytes, data: bytes) -> bytes:
    """A file with nothing but a table of objects in a stream."""
    held = b"1 0 obj\n%b\nendobj\n" % stream(data, b"/Type/XRef/Root 2 0 R%b" % entries)
    return b"%PDF-1.7\n" + held + b"startxref\n9\n%%EOF\n"


def stream_table_of_millions() -> bytes:
    return xref_stream(b"/W[1 1 0]/Size 999999999/Index[0 999999999]", bytes(1_990_000))


def stream_table_of_nothing() -> bytes:
    return xref_stream(b"/W[0 0 0]/Size 999999999/Index[0 999999999]", b"")


def stream_table_of_many_parts() -> bytes:
    index = b"".join(b"%d 1 " % number for number in range(49_000))
    return xref_stream(b"/W[1 1 1]/Size 9/Index[%b]" % index, b"\1\1\1" * 49_000)


def stream_table_with_wide_fields() -> bytes:
    return xref_stream(b"/W[1 900000 900000]/Size 2", bytes(1_990_000))


def object_stream(first: bytes, data: bytes, numbers: int) -> bytes:
    """A catalogue and its pages, said to stand in a stream of so many objects."""
    held = stream(data, b"/Type/ObjStm/N %d/First %b" % (numbers, first))
    body = b"%%PDF-1.7\n1 0 obj\n%b\nendobj\n" % held
    table = b"\1" + (9).to_bytes(4, "big") + b"\0" * 2
    for number in range(2, 2 + min(numbers, 60_000)):
        table += b"\2" + (1).to_bytes(4, "big") + (number % 65_536).to_bytes(2, "big")
    size = 2 + min(numbers, 60_000)
    entries = b"/Type/XRef/Root 2 0 R/W[1 4 2]/Size %d/Index[1 %d]" % (size, size - 1)
    end = b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n"
    return body + end % (size, stream(table, entries), len(body))


def objects_in_a_stream() -> bytes:
    numbers = 60_000
    table = b"".join(b"%d %d " % (number, number * 5) for number in range(numbers))
    return object_stream(b"%d" % len(table), table + b"1234 " * numbers, numbers)


def objects_at_one_place() -> bytes:
    """Every object of the stream is the same heavy one."""
    numbers = 50_000
    table = b"".join(b"%d 0 " % number for number in range(2, 2 + numbers))
    return object_stream(b"%d" % len(table), table + b"[" + b"1 " * 90_000 + b"]", numbers)


def objects_that_lie() -> bytes:
    return object_stream(b"999999999", b"2 0 ", 999_999_999)


def object_stream_in_itself() -> bytes:
    table = b"\2" + (1).to_bytes(4, "big") + b"\0\0" + b"\2" + (1).to_bytes(4, "big") + b"\0\1"
    body = b"%%PDF-1.7\n1 0 obj\n%b\nendobj\n" % stream(b"1 0 ", b"/Type/ObjStm/N 1/First 4")
    entries = b"/Type/XRef/Root 2 0 R/W[1 4 2]/Size 3/Index[1 2]"
    end = b"9 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n"
    return body + end % (stream(table, entries), len(body))


def references_to_nothing() -> bytes:
    """Each is sought in the whole file."""
    kids = b"".join(b"%d 0 R " % number for number in range(10, 50_000))
    return built(
        CATALOGUE, b"<</Type/Pages/Count 1/Kids[%b]>>" % kids, b"(%b)" % (b"a" * 15 * _MILLION)
    )


def references_that_chain() -> bytes:
    chain = [b"%d 0 R" % (number + 1) for number in range(2, 9_000)]
    return built(CATALOGUE, *chain, b"<</Type/Pages/Kids[]>>")


# --- forms to fill in, files attached, and the rest of the catalogue ---


def with_catalogue(entries: bytes, *objects: bytes, page: bytes = b"") -> bytes:
    """A page of one word and a catalogue of these entries; `objects` are numbered from 5."""
    return built(
        b"<</Type/Catalog/Pages 2 0 R%b>>" % entries,
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F<<%b>>>>>>%b>>"
        % (HELVETICA[2:-2], page),
        stream(_TEXT + b"(a)Tj"),
        *objects,
    )


def fields_by_thousands() -> bytes:
    kids = b"".join(b"%d 0 R " % number for number in range(5, 90_005))
    fields = [b"<</FT/Tx/T(f%d)/V(v)>>" % number for number in range(90_000)]
    return with_catalogue(b"/AcroForm<</Fields[%b]>>" % kids, *fields)


def one_field_often() -> bytes:
    return with_catalogue(
        b"/AcroForm<</Fields[%b]>>" % (b"5 0 R " * 99_000), b"<</FT/Tx/T(f)/V(v)>>"
    )


def fields_that_loop() -> bytes:
    return with_catalogue(
        b"/AcroForm<</Fields[5 0 R]>>",
        b"<</FT/Tx/T(f)/Kids[5 0 R 6 0 R]/Parent 6 0 R>>",
        b"<</T(g)/Kids[5 0 R]/Parent 5 0 R>>",
    )


def fields_that_branch() -> bytes:
    kids = b"<</T(f)/Kids[%b]>>"
    levels = [kids % (b"%d 0 R " % (number + 1) * 9) for number in range(5, 35)]
    return with_catalogue(b"/AcroForm<</Fields[5 0 R]>>", *levels, b"<</FT/Tx>>")


def fields_written_in_place() -> bytes:
    """Nested in one another, not by reference."""
    deep = b"<</T(f)/Kids[" * 300 + b"<</FT/Tx>>" + b"]>>" * 300
    return with_catalogue(b"/AcroForm<</Fields[%b]>>" % deep)


def fields_of_halves_of_signs() -> bytes:
    fields = b"<</FT/Tx/T<FEFFD800>/TU<FEFFDC00D800>/V<FEFFD8000041DC00>>>"
    return with_catalogue(b"/AcroForm<</Fields[5 0 R]>>", fields)


def value_of_megabytes() -> bytes:
    return with_catalogue(
        b"/AcroForm<</Fields[5 0 R]>>", b"<</FT/Tx/T(f)/V(%b)>>" % (b"v" * 9 * _MILLION)
    )


def name_of_field_of_megabytes() -> bytes:
    return with_catalogue(
        b"/AcroForm<</Fields[5 0 R]>>", b"<</FT/Tx/T(%b)/V(v)>>" % (b"f" * 9 * _MILLION)
    )


def xfa() -> bytes:
    entries = b"/AcroForm<</XFA[(template)5 0 R]/Fields[]>>"
    return with_catalogue(entries, raw_stream(zeros(900 * _MILLION), b"/Filter/FlateDecode"))


def annotations_by_thousands() -> bytes:
    notes = b"".join(b"%d 0 R " % number for number in range(5, 90_005))
    return with_catalogue(
        b"", *[b"<</Subtype/Widget/FT/Sig>>"] * 90_000, page=b"/Annots[%b]" % notes
    )


def signatures_by_thousands() -> bytes:
    kids = b"".join(b"%d 0 R " % number for number in range(5, 20_005))
    signed = b"<</FT/Sig/T(s)/V<</Contents<00ff>/ByteRange[0 9 20 %d]>>>>"
    fields = [signed % number for number in range(20_000)]
    return with_catalogue(b"/AcroForm<</Fields[%b]>>" % kids, *fields)


def range_of_signature_that_lies() -> bytes:
    held = b"<</FT/Sig/T(s)/V<</Contents<00ff>/ByteRange[0 1 99999999999999999999 %b]>>>>"
    return with_catalogue(b"/AcroForm<</Fields[5 0 R]>>", held % (b"9" * 60))


def range_of_many_numbers() -> bytes:
    held = b"<</FT/Sig/T(s)/V<</Contents<00ff>/ByteRange[%b]>>>>" % (b"0 1 " * 49_000)
    return with_catalogue(b"/AcroForm<</Fields[5 0 R]>>", held)


def signed_range_of_megabytes() -> bytes:
    """The digits of the signature are looked at one by one."""
    held = b"<</FT/Sig/T(s)/V<</Contents<00ff>/ByteRange[0 9 15000000 9]>>>>"
    return with_catalogue(b"/AcroForm<</Fields[5 0 R]>>", held, b"<" + b"0 " * 8 * _MILLION + b">")


def signed_often() -> bytes:
    """Fifty signatures, each of which leaves out nearly the whole file."""
    kids = b"".join(b"%d 0 R " % number for number in range(6, 56))
    held = b"<</FT/Sig/T(s%d)/V<</Contents<00ff>/ByteRange[0 90 15000000 9]>>>>"
    filler = b"<" + b"0 " * 8 * _MILLION + b">"
    return with_catalogue(
        b"/AcroForm<</Fields[%b]>>" % kids, filler, *(held % n for n in range(50))
    )


def added_after_the_signature() -> bytes:
    objects = b"".join(b"%d 0 obj\n<</A %d>>\nendobj\n" % (n, n) for n in range(10, 90_010))
    held = b"<</FT/Sig/T(s)/V<</Contents<00ff>/ByteRange[0 9 20 600]>>>>"
    first = with_catalogue(b"/AcroForm<</Fields[5 0 R]>>", held)
    place = len(first) + len(objects)
    lines, at = [], len(first)
    for number in range(10, 90_010):
        lines.append(b"%010d 00000 n \n" % at)
        at += len(b"%d 0 obj\n<</A %d>>\nendobj\n" % (number, number))
    before = first.rindex(b"xref\n0")
    table = b"xref\n10 90000\n%btrailer<</Size 90010/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
    return first + objects + table % (b"".join(lines), before, place)


def validation_data_without_end() -> bytes:
    certificates = b"".join(b"%d 0 R " % number for number in range(6, 60_006))
    held = b"<</FT/Sig/T(s)/V<</Contents<00ff>/ByteRange[0 9 20 600]>>>>"
    entries = b"/AcroForm<</Fields[5 0 R]>>/DSS<</Certs[%b]>>" % certificates
    return with_catalogue(entries, held, *[b"<</A 5 0 R>>"] * 60_000)


def attached(*files: bytes, names: bytes) -> bytes:
    """A page with attached files, the objects from 5 on."""
    return with_catalogue(b"/Names<</EmbeddedFiles<<%b>>>>" % names, *files)


def attached_bomb() -> bytes:
    file = b"<</F(factur-x.xml)/EF<</F 6 0 R>>>>"
    packed = raw_stream(zeros(900 * _MILLION), b"/Filter/FlateDecode/Type/EmbeddedFile")
    return attached(file, packed, names=b"/Names[(factur-x.xml)5 0 R]")


def attached_billion_laughs() -> bytes:
    entities = b"".join(b'<!ENTITY l%d "%b">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    xml = b'<!DOCTYPE x [<!ENTITY l0 "ha">%b]><x>&l9;</x>' % entities
    file = b"<</F(factur-x.xml)/EF<</F 6 0 R>>>>"
    return attached(file, stream(xml, b"/Type/EmbeddedFile"), names=b"/Names[(factur-x.xml)5 0 R]")


def attached_from_elsewhere() -> bytes:
    xml = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
    file = b"<</F(factur-x.xml)/EF<</F 6 0 R>>>>"
    return attached(file, stream(xml, b"/Type/EmbeddedFile"), names=b"/Names[(factur-x.xml)5 0 R]")


def attached_deep() -> bytes:
    file = b"<</F(factur-x.xml)/EF<</F 6 0 R>>>>"
    xml = b"<a>" * 280_000
    return attached(file, stream(xml, b"/Type/EmbeddedFile"), names=b"/Names[(factur-x.xml)5 0 R]")


def attached_wide() -> bytes:
    file = b"<</F(factur-x.xml)/EF<</F 6 0 R>>>>"
    xml = b"<a>" + b"<b/>" * 480_000 + b"</a>"
    return attached(file, stream(xml, b"/Type/EmbeddedFile"), names=b"/Names[(factur-x.xml)5 0 R]")


def attached_by_thousands() -> bytes:
    file = b"<</F(factur-x.xml)/EF<</F 6 0 R>>>>"
    names = b"/Names[%b]" % (b"(factur-x.xml)5 0 R" * 49_000)
    return attached(file, stream(b"<a/>" * 400_000, b"/Type/EmbeddedFile"), names=names)


def attached_names_that_loop() -> bytes:
    return attached(b"<</Kids[5 0 R 5 0 R]>>", names=b"/Kids[5 0 R 5 0 R]")


def attached_names_that_branch() -> bytes:
    levels = [b"<</Kids[%b]>>" % (b"%d 0 R " % (number + 1) * 9) for number in range(5, 60)]
    return attached(*levels, b"<</Names[]>>", names=b"/Kids[5 0 R]")


def associated_by_thousands() -> bytes:
    file = b"<</F(factur-x.xml)/EF<</F 6 0 R>>>>"
    return with_catalogue(
        b"/AF[%b]" % (b"5 0 R " * 99_000), file, stream(b"<a/>", b"/Type/EmbeddedFile")
    )


# --- encryption ---


def encrypted(entries: bytes) -> bytes:
    """A file that says that it is encrypted, by these entries."""
    trailer = b"/Root 1 0 R/ID[<00><00>]/Encrypt 4 0 R"
    return built(
        CATALOGUE,
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page>>",
        b"<<%b>>" % entries,
        trailer=trailer,
    )


def encrypted_by_nobody() -> bytes:
    return encrypted(b"/Filter/Standard/V 99/R 99/O(x)/U(x)/P -1")


def encrypted_with_long_keys() -> bytes:
    return encrypted(
        b"/Filter/Standard/V 2/R 3/Length 999999999/O(%b)/U(%b)/P -1" % (b"o" * 32, b"u" * 32)
    )


def encrypted_with_short_keys() -> bytes:
    return encrypted(b"/Filter/Standard/V 5/R 6/Length 256/O()/U()/OE()/UE()/P -1")


def encryption_that_loops() -> bytes:
    return encrypted(b"/Filter/Standard/V 4/R 4/CF 4 0 R/StmF/A/StrF/A/O 4 0 R/U 4 0 R/P 4 0 R")


BOMBS: dict[str, Callable[[], bytes]] = {
    name: held
    for name, held in list(globals().items())
    if callable(held)
    and getattr(held, "__module__", "") == __name__
    and not held.__code__.co_argcount
    and not held.__code__.co_flags & 0x04  # one that takes other objects
    and not held.__code__.co_kwonlyargcount
}
