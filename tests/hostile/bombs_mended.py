"""Files that must be mended before they open, and what the mending looks for, by millions."""

import zlib

from hostile.writing import MILLION, TEXT, one_page, page_of, raw_stream, stream, text_page

_LARGEST = 19 * MILLION
_PAGE = text_page(b"(a)Tj")
# It opens at once, but its one page is cut within, so that the file is mended, in vain.
_CUT = page_of(raw_stream(zlib.compress(TEXT + b"(a)Tj ET" * 99)[:-9], b"/Filter/FlateDecode"))
# Nothing opens it but what lists its objects anew.
_WITHOUT_TABLE = _PAGE.replace(b"xref", b"yref")


def _within(repeated: bytes, *, before: bytes = b"", after: bytes = b"") -> bytes:
    """The cut file with so much of something between its objects and its table."""
    objects, table, rest = _CUT.partition(b"xref\n0 ")
    added = before + repeated * (_LARGEST // len(repeated)) + after + b"\n"
    place = len(objects)
    pointer = b"startxref\n%d\n"
    end = (table + rest).replace(pointer % place, pointer % (place + len(added)))
    return objects + added + end


def pointers_to_tables() -> bytes:
    return _within(b"startxref 1\n")


def streams_without_end() -> bytes:
    return _within(b"1 0 obj<<>>stream\n")


def streams_that_end_often() -> bytes:
    return _within(b"endstream\n", before=b"9 0 obj<<>>stream\n")


def objects_without_end() -> bytes:
    return _within(b"9 0 obj\n")


def objects_each_their_own() -> bytes:
    own = b"".join(b"%d 0 obj 1\n" % number for number in range(9, 1_100_000))
    return _within(own)


def numbers_of_no_object() -> bytes:
    return _within(b"1 ")


def long_numbers_of_no_object() -> bytes:
    return _within(b"1234567890         12345         o")


def words_of_no_object() -> bytes:
    return _within(b"obj ")


def ends_of_no_object() -> bytes:
    return _within(b"endobj ")


def ends_of_lines() -> bytes:
    return _within(b"\r\n")


def lengths_of_one_stream() -> bytes:
    return _within(b"/Length 1", before=b"9 0 obj<<", after=b">>stream\nendstream\nendobj\n")


def lengths_apart_of_one_stream() -> bytes:
    return _within(b"/Length 1 /A(bc)", before=b"9 0 obj<<", after=b">>stream\nendstream\nendobj\n")


def trailers_of_roots() -> bytes:
    return _within(b"trailer<</Root 1 0 R>>\n")


def trailers_of_no_root() -> bytes:
    return _within(b"trailer<<\n")


def trailers_of_names() -> bytes:
    return _within(b"/ID[(" + b"a" * 199, before=b"trailer<<")


def locks_of_no_object() -> bytes:
    return _within(b"/Encrypt 1 0 ", before=b"trailer<<")


def tables_of_objects() -> bytes:
    return _within(b"9 0 obj<</XRef")


def large_picture_without_table() -> bytes:
    """As a scan is: one stream of megabytes, in which nothing is to be found."""
    picture = b"\x9d1 0 ob\x00j\r\nendstrea\r" * (_LARGEST // 20)
    held = b"<</Subtype/Image/Length 9>>stream\n%b\nendstream" % picture
    page = one_page(b"/X Do", held, resources=b"/XObject<</X 6 0 R>>")
    return page.replace(b"xref", b"yref")


def without_table_and_long() -> bytes:
    return _WITHOUT_TABLE + b"1 0 ob\n" * (_LARGEST // 7)


def damaged_part_by_part() -> bytes:
    """Two thousand streams, each cut within."""
    cut = stream(TEXT + b"(a)Tj ET" * 900).replace(b"\nendstream", b"")
    page = one_page(b"", *[cut[: len(cut) // 2]] * 2_000)
    return page.replace(b"xref", b"yref")


def pdf_within_a_pdf_often() -> bytes:
    """Whole files in streams that are not deflated: each object comes back a thousand times."""
    return _within(b"9 0 obj<</Length 9>>stream\n%b\nendstream\nendobj\n" % _PAGE)
