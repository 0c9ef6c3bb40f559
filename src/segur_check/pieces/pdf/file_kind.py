"""What a file that is no PDF looks like, by its first bytes."""

import binascii
import re

from segur_check.pieces.pdf.mended import HEADER_WITHIN

_FIRST_BYTES = (
    (b"\xff\xd8\xff", "image-jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image-png"),
    (b"{\\rtf", "rtf"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),  # TIFF, in either order of bytes
    (b"MM\x00*", "image"),
)
_OF_ZIPS = (
    (b"word/", "word"),
    (b"xl/workbook", "excel"),
    (b"mimetypeapplication/vnd.oasis.opendocument", "opendocument"),
)
_OF_OLE = (("WordDocument", "word"), ("Workbook", "excel"), ("__substg1.0_", "mail"))
_PHOTO = re.compile(rb".{4}ftyp(?:hei[cfmsx]|hevc|mif1|avif)", re.DOTALL)  # HEIC, AVIF
# A signature, or a lock, around the file: signedData and envelopedData of PKCS #7.
_ENVELOPES = (b"*\x86H\x86\xf7\r\x01\x07\x02", b"*\x86H\x86\xf7\r\x01\x07\x03")
_ENVELOPE_WITHIN = 40  # bytes
_ARMOURED = (b"-----BEGIN PKCS7-----", b"-----BEGIN CMS-----")
_MAIL_HEADER = re.compile(
    rb"^(from|to|subject|date|received|return-path|message-id|mime-version|delivered-to):",
    re.IGNORECASE | re.MULTILINE,
)
_MAIL_HEADERS_LEAST = 3  # different ones, before the first blank line
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what Word wrote until 2007, and others
_HTML = (b"<!doctype html", b"<html")
_TEXT_CONTROLS = b"\t\n\f\r"


def file_kind(data: bytes) -> str:
    """A guess: "" where nothing tells, else the name of what it is, as `PdfFacts` lists them."""
    if is_envelope(data):
        return "envelope"
    if data.startswith(b"PK\x03\x04"):
        return next((kind for sign, kind in _OF_ZIPS if sign in data), "zip")
    if data.startswith(_OLE):
        return next((kind for sign, kind in _OF_OLE if sign.encode("utf-16-le") in data), "")
    if _PHOTO.match(data):
        return "image"
    for first_bytes, kind in _FIRST_BYTES:
        if data.startswith(first_bytes):
            return kind
    head = data[:HEADER_WITHIN].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.lower().startswith(_HTML):
        return "html"
    if _is_mail(head):
        return "mail"
    return "text" if all(byte >= ord(" ") or byte in _TEXT_CONTROLS for byte in head) else ""


def is_envelope(data: bytes) -> bool:
    """Whether it is a signature, or a lock, that holds the file within it (`.p7m`)."""
    head = data[:_ENVELOPE_WITHIN]
    if head.startswith(_ARMOURED):
        return True
    if head.startswith(b"MI"):  # the same in base 64
        try:
            head = binascii.a2b_base64(head)
        except binascii.Error:
            return False
    return head.startswith(b"0") and any(envelope in head for envelope in _ENVELOPES)


def _is_mail(head: bytes) -> bool:
    """Whether a text begins as a message does, by headers of several names."""
    headers = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    names = {name.lower() for name in _MAIL_HEADER.findall(headers)}
    return bool(re.match(rb"[A-Za-z-]+:", headers)) and len(names) >= _MAIL_HEADERS_LEAST
