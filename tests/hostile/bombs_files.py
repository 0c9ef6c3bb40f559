"""The file itself: its objects, its tables, its encryption."""

from hostile.writing import CATALOGUE, MILLION, built, stream

# --- the file itself ---


def deep_object() -> bytes:
    return built(CATALOGUE, b"<</Kids" + b"[" * 5 * MILLION)


def deep_dictionary() -> bytes:
    return built(CATALOGUE, b"<</A" * 2 * MILLION)


def array_of_millions() -> bytes:
    return built(CATALOGUE, b"<</Type/Pages/Kids[%b]>>" % (b"1 " * 9 * MILLION))


def arrays_just_within() -> bytes:
    many = b"<</Type/Pages/Kids[%b]>>" % ((b"[" + b"1 " * 99_000 + b"]") * 90)
    return built(CATALOGUE, many)


def string_of_megabytes() -> bytes:
    return built(b"<</Type/Catalog/Pages 2 0 R/A(%b)>>" % (b"a" * 19 * MILLION), b"<<>>")


def hexadecimal_of_megabytes() -> bytes:
    return built(b"<</Type/Catalog/Pages 2 0 R/A<%b>>>" % (b"61" * 9 * MILLION), b"<<>>")


def name_of_megabytes() -> bytes:
    return built(b"<</Type/Catalog/Pages 2 0 R/%b 1>>" % (b"a" * 19 * MILLION), b"<<>>")


def comment_of_megabytes() -> bytes:
    return built(b"%%%b\n<</Type/Catalog>>" % (b"a" * 19 * MILLION))


def blanks_of_megabytes() -> bytes:
    return built(b" " * 19 * MILLION + b"<</Type/Catalog>>")


def number_of_megabytes() -> bytes:
    return built(b"<</Type/Catalog/Pages 2 0 R/A %b>>" % (b"9" * 9 * MILLION), b"<<>>")


def junk() -> bytes:
    return b"%PDF-1.7\n" + bytes(range(256)) * 78_000


def one_line_of_junk() -> bytes:
    return b"%PDF-1.7\n" + b"a" * 19 * MILLION


def blank_lines() -> bytes:
    return b"%PDF-1.7\n" + b"\n" * 19 * MILLION


def headers_of_objects() -> bytes:
    return b"%PDF-1.7\n" + b"1 0 obj\n" * 625_000


def headers_of_other_objects() -> bytes:
    return b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n" % number for number in range(1_500_000))


def starts_of_tables() -> bytes:
    return b"%PDF-1.7\n" + b"startxref\n" * MILLION


def ends_of_file() -> bytes:
    return b"%PDF-1.7\n" + b"%%EOF\n" * 3 * MILLION


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
        CATALOGUE, b"<</Type/Pages/Count 1/Kids[%b]>>" % kids, b"(%b)" % (b"a" * 15 * MILLION)
    )


def references_that_chain() -> bytes:
    chain = [b"%d 0 R" % (number + 1) for number in range(2, 9_000)]
    return built(CATALOGUE, *chain, b"<</Type/Pages/Kids[]>>")


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


def streams_without_end() -> bytes:
    """Each has to be looked for an end, as far as the file goes."""
    return b"%PDF-1.7\n" + b"1 0 obj<<>>stream\n" * MILLION


def lengths_by_the_million() -> bytes:
    return (
        b"%PDF-1.7\n1 0 obj<<"
        + b"/Length 1 " * (MILLION + MILLION // 2)
        + b">>stream\nx\nendstream"
    )


def pointers_by_the_million() -> bytes:
    return b"%PDF-1.7\n" + b"startxref 1\n" * (MILLION + MILLION // 2)


def names_of_the_file() -> bytes:
    return b"%PDF-1.7\n" + b"trailer /ID [ " * MILLION
