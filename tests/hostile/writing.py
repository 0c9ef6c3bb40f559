"""PDFs written by hand, object by object, so that they can be wrong."""

import zlib

HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
MILLION = 1_000_000
TEXT = b"BT/F 9 Tf "
CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"


def built(*objects: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of these objects, numbered from 1."""
    body = [b"%PDF-1.7\n"]
    table = [b"0000000000 65535 f \n"]
    place = len(body[0])
    for number, held in enumerate(objects, start=1):
        table.append(b"%010d 00000 n \n" % place)
        body.append(b"%d 0 obj\n%b\nendobj\n" % (number, held))
        place += len(body[-1])
    size = len(objects) + 1
    end = b"xref\n0 %d\n%btrailer\n<</Size %d%b>>\nstartxref\n%d\n%%%%EOF\n"
    return b"".join(body) + end % (size, b"".join(table), size, trailer, place)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream of these bytes, deflated."""
    return raw_stream(zlib.compress(data, 9), b"/Filter/FlateDecode" + entries)


def raw_stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream of these bytes as they are; `entries` name their filter, if any."""
    return b"<</Length %d%b>>stream\n%b\nendstream" % (len(data), entries, data)


def one_page(
    contents: bytes,
    *more: bytes,
    pages: int = 1,
    fonts: bytes = b"/F 5 0 R",
    resources: bytes = b"",
    entries: bytes = b"",
) -> bytes:
    """A PDF whose pages, if several, are one and the same; `more` objects are numbered from 6.

    `fonts`, `resources` and `entries` complete the dictionaries of fonts, resources and the page.
    """
    return page_of(
        stream(contents), *more, pages=pages, fonts=fonts, resources=resources, entries=entries
    )


def page_of(
    held: bytes,
    *more: bytes,
    pages: int = 1,
    fonts: bytes = b"/F 5 0 R",
    resources: bytes = b"",
    entries: bytes = b"",
) -> bytes:
    """The same, from the stream of the contents as it is written in the file."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<<%b>>%b>>%b>>"
    return built(
        CATALOGUE,
        b"<</Type/Pages/Count %d/Kids[%b]>>" % (pages, b"3 0 R " * pages),
        page % (fonts, resources, entries),
        held,
        HELVETICA,
        *more,
    )


def text_page(shown: bytes, *more: bytes, pages: int = 1, entries: bytes = b"") -> bytes:
    """A page with one text object."""
    return one_page(TEXT + shown + b" ET", *more, pages=pages, entries=entries)


def zeros(count: int) -> bytes:
    """So many zero bytes, deflated, without ever holding them."""
    packer = zlib.compressobj(9)
    block = bytes(MILLION)
    parts = [packer.compress(block) for _ in range(count // MILLION)]
    return b"".join([*parts, packer.flush()])
