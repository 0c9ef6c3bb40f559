"""What a file that is no PDF looks like, by its first bytes."""

from segur_check.pieces.pdf.mended import HEADER_WITHIN

_FIRST_BYTES = (
    (b"PK\x03\x04", "zip"),
    (b"\xff\xd8\xff", "image-jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image-png"),
    (b"{\\rtf", "rtf"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what Word wrote until 2007, and others
_HTML = (b"<!doctype html", b"<html")
_TEXT_CONTROLS = b"\t\n\f\r"


def file_kind(data: bytes) -> str:
    """A guess: word, zip, image-jpeg, image-png, rtf, html, text, or "" where nothing tells."""
    if data.startswith(b"PK\x03\x04") and b"word/" in data:
        return "word"
    if data.startswith(_OLE) and "WordDocument".encode("utf-16-le") in data:
        return "word"
    for first_bytes, kind in _FIRST_BYTES:
        if data.startswith(first_bytes):
            return kind
    head = data[:HEADER_WITHIN].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.lower().startswith(_HTML):
        return "html"
    return "text" if all(byte >= ord(" ") or byte in _TEXT_CONTROLS for byte in head) else ""
