"""Forms to fill in, signatures, files attached: the rest of the catalogue."""

from hostile.writing import HELVETICA, MILLION, TEXT, built, one_page, raw_stream, stream, zeros


def with_catalogue(entries: bytes, *objects: bytes, page: bytes = b"") -> bytes:
    """A page of one word and a catalogue of these entries; `objects` are numbered from 5."""
    return built(
        b"<</Type/Catalog/Pages 2 0 R%b>>" % entries,
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F<<%b>>>>>>%b>>"
        % (HELVETICA[2:-2], page),
        stream(TEXT + b"(a)Tj"),
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


def _with_field(entries: bytes) -> bytes:
    """A page that shows one field of these entries."""
    field = b"<</Subtype/Widget/Rect[20 20 90 40]/FT/Tx%b>>" % entries
    return with_catalogue(b"/AcroForm<</Fields[5 0 R]>>", field, page=b"/Annots[5 0 R]")


def fields_of_halves_of_signs() -> bytes:
    return _with_field(b"/T<FEFFD800>/TU<FEFFDC00D800>/V<FEFFD8000041DC00>")


def value_of_megabytes() -> bytes:
    return _with_field(b"/T(f)/V(%b)" % (b"v" * 9 * MILLION))


def name_of_field_of_megabytes() -> bytes:
    return _with_field(b"/T(%b)/V(v)" % (b"f" * 9 * MILLION))


def tooltip_of_megabytes() -> bytes:
    return _with_field(b"/T(f)/TU(%b)/V(v)" % (b"t" * 9 * MILLION))


def script_of_megabytes() -> bytes:
    script = b"AFNumber_Format(2" + b"," * 9 * MILLION
    return _with_field(b"/T(f)/V(358.33)/AA<</F<</JS(%b)>>>>" % script)


def choices_by_thousands() -> bytes:
    many = b"[%b]" % (b"[(a)(b)]" * 200_000)
    return _with_field(b"/FT/Ch/T(f)/Opt%b/V%b" % (many, many))


def _boxes_among_texts(boxes: int, texts: int, tall: int) -> bytes:
    """Twenty pages, or one twenty times, where each text may be the caption of each box."""
    shown = b"".join(
        b"1 0 0 1 %d %d Tm(HT %d)Tj " % (one * 37 % 500, one * 53 % 800, one)
        for one in range(texts)
    )
    fields = [
        b"<</Subtype/Widget/FT/Tx/T(f)/V(9)/Rect[%d %d %d %d]>>"
        % (place * 41 % 500, place * 29 % 700, place * 41 % 500 + 60, place * 29 % 700 + tall)
        for place in range(boxes)
    ]
    notes = b"".join(b"%d 0 R " % (6 + place) for place in range(boxes))
    contents = b"BT/F 9 Tf %bET" % shown
    return one_page(contents, *fields, pages=20, entries=b"/Annots[%b]" % notes)


def boxes_among_texts() -> bytes:
    return _boxes_among_texts(100, 2_900, 15)


def tall_boxes_among_texts() -> bytes:
    return _boxes_among_texts(99, 2_900, 800)


def boxes_over_heavy_parts() -> bytes:
    """The page is short; what it draws many times shows much text."""
    heavy = stream(
        b"BT/F 9 Tf " + b"(a)Tj " * 90_000 + b"ET",
        b"/Subtype/Form/Resources<</Font<</F 5 0 R>>>>",
    )
    field = b"<</Subtype/Widget/FT/Tx/T(f)/V(9)/Rect[20 20 90 40]>>"
    return one_page(
        b"/X Do " * 99, heavy, field, resources=b"/XObject<</X 6 0 R>>", entries=b"/Annots[7 0 R]"
    )


def xfa() -> bytes:
    entries = b"/AcroForm<</XFA[(template)5 0 R]/Fields[]>>"
    return with_catalogue(entries, raw_stream(zeros(900 * MILLION), b"/Filter/FlateDecode"))


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
    return with_catalogue(b"/AcroForm<</Fields[5 0 R]>>", held, b"<" + b"0 " * 8 * MILLION + b">")


def signed_often() -> bytes:
    """Fifty signatures, each of which leaves out nearly the whole file."""
    kids = b"".join(b"%d 0 R " % number for number in range(6, 56))
    held = b"<</FT/Sig/T(s%d)/V<</Contents<00ff>/ByteRange[0 90 15000000 9]>>>>"
    filler = b"<" + b"0 " * 8 * MILLION + b">"
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
    packed = raw_stream(zeros(900 * MILLION), b"/Filter/FlateDecode/Type/EmbeddedFile")
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
