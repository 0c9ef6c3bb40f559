"""What is unpacked: streams that grow, chains of filters, lengths that lie."""

import base64
import zlib

from hostile.writing import CATALOGUE, MILLION, built, page_of, raw_stream, stream, zeros


def flate_gigabyte() -> bytes:
    return page_of(raw_stream(zeros(1_000 * MILLION), b"/Filter/FlateDecode"))


def flate_twice() -> bytes:
    packed = zlib.compress(zeros(1_000 * MILLION), 9)
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
    return page_of(raw_stream(b"z" * 4 * MILLION + b"~>", b"/Filter/ASCII85Decode"))


def hexadecimal_large() -> bytes:
    return page_of(raw_stream(b"4 1" * 4 * MILLION + b">", b"/Filter/ASCIIHexDecode"))


def run_length() -> bytes:
    return page_of(raw_stream(b"\x81 " * 2 * MILLION, b"/Filter/RunLengthDecode"))


def run_length_of_nothing() -> bytes:
    return page_of(raw_stream(b"\0 " * 4 * MILLION, b"/Filter/RunLengthDecode"))


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
    return page_of(raw_stream(b"\x80\x40" * 2 * MILLION, b"/Filter/LZWDecode"))


def predictor() -> bytes:
    entries = b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 1>>"
    return page_of(raw_stream(zlib.compress(b"\x04\x01" * MILLION, 9), entries))


def predictor_wide() -> bytes:
    entries = b"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 999999999/Colors 99>>"
    return page_of(raw_stream(zeros(2 * MILLION), entries))


def predictor_tiff() -> bytes:
    entries = b"/Filter/FlateDecode/DecodeParms<</Predictor 2/Columns 200000/Colors 1>>"
    return page_of(raw_stream(zeros(2 * MILLION), entries))


def many_streams() -> bytes:
    """A page of a thousand streams, each just under what one may hold."""
    return built(
        CATALOGUE,
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents[%b]>>" % (b"4 0 R " * 9_000),
        stream(b" " * 1_900_000),
    )


def length_that_lies() -> bytes:
    return page_of(b"<</Length 999999999999/Filter/FlateDecode>>stream\n%b" % zeros(MILLION))


def length_that_loops() -> bytes:
    return page_of(b"<</Length 4 0 R>>stream\n(a)Tj\nendstream")


def decode_of_another() -> bytes:
    """A stream whose filter stands in itself."""
    return page_of(b"<</Length 5/Filter 4 0 R/DecodeParms 4 0 R>>stream\n(a)Tj\nendstream")


def jbig2() -> bytes:
    return page_of(raw_stream(b"\0" * 5_000, b"/Filter/JBIG2Decode/Subtype/Image"))


def unknown_filters() -> bytes:
    return page_of(raw_stream(b"x", b"/Filter[/Crypt/JPXDecode/DCTDecode/CCITTFaxDecode/Nope]"))
