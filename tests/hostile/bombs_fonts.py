"""Fonts: what a sign stands for, how wide it is, how many there are."""

from hostile.writing import HELVETICA, MILLION, TEXT, one_page, stream

_WIDE = b"/CropBox[0 0 999999999 999999999]"  # nothing stands beside the page


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
    return font_of(b"/Subtype/Type1/FirstChar 0/Widths[%b]" % (b"9 " * 9 * MILLION))


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


# --- fonts that do not say their letters ---


def type3_of_thousands() -> bytes:
    """Each letter a drawing of its own."""
    names = b"".join(b"/g%d" % number for number in range(30_000))
    drawings = b"".join(b"/g%d 7 0 R" % number for number in range(30_000))
    entries = b"/Subtype/Type3/FontMatrix[.001 0 0 .001 0 0]/FontBBox[0 0 9 9]/CharProcs<<%b>>"
    return font_of(
        entries % drawings + b"/Encoding<</Differences[0%b]>>" % names,
        stream(b"9 0 0 0 9 9 d1 0 0 9 9 re f"),
        text=b"(abc)Tj " * 20_000,
    )


def type3_that_shows_itself() -> bytes:
    entries = b"/Subtype/Type3/CharProcs<</a 7 0 R>>/Resources<</Font<</G 6 0 R>>>>"
    drawing = stream(b"9 0 d0 BT/G 9 Tf(aaa)Tj ET")
    return font_of(entries + b"/Encoding<</Differences[97/a]>>", drawing, text=b"(aaa)Tj " * 9_000)


def composite_without_letters() -> bytes:
    """Long strings of numbers of drawings."""
    entries = b"/Subtype/Type0/Encoding/Identity-H/DescendantFonts[<</Subtype/CIDFontType2>>]"
    return font_of(entries, text=(b"<" + b"0123ABCD" * 4_000 + b">Tj ") * 30)


def composites_without_letters() -> bytes:
    font = b"<</Subtype/Type0/Encoding/Identity-H/DescendantFonts[<</Subtype/CIDFontType2>>]>>"
    fonts = b"".join(b"/F%d %d 0 R" % (number, number + 6) for number in range(900))
    shown = b"".join(b"/F%d 9 Tf<%b>Tj " % (number, b"0123ABCD" * 90) for number in range(900))
    return one_page(b"BT " + shown + b"ET", *[font] * 900, fonts=fonts)


def differences_without_letters() -> bytes:
    """A hundred thousand names that are numbers of drawings, for each of a hundred fonts."""
    names = b"".join(b"/g%d" % number for number in range(95_000))
    font = (
        b"<</Type/Font/Subtype/Type1/BaseFont/A/Encoding<</Differences 6 0 R>>"
        b"/FontDescriptor<</FontFile3 4 0 R>>>>"
    )
    fonts = b"".join(b"/F%d %d 0 R" % (number, number + 7) for number in range(100))
    shown = b"".join(b"/F%d 9 Tf(abc)Tj " % number for number in range(100))
    return one_page(b"BT " + shown + b"ET", b"[0%b]" % names, *[font] * 100, fonts=fonts)


def differences_of_long_names() -> bytes:
    names = b"".join(b"/%b" % (b"g" * 9_000) for _ in range(900))
    entries = b"/Subtype/Type3/CharProcs<</a 4 0 R>>/Encoding<</Differences[0%b]>>"
    return font_of(entries % names, text=b"(abc)Tj " * 900)


def blanks_of_no_width() -> bytes:
    """A gap narrower than the letters are high, and a blank of next to nothing: billions of blanks in it."""
    shown = b".000000001 0 0 1 %d 9 Tm(ab)Tj "
    return one_page(TEXT + b"".join(shown % (n * 8) for n in range(70)) + b"ET")


def blanks_of_little_width() -> bytes:
    """Some thousand blanks in each of thousands of gaps."""
    shown = b"".join(b".0004 0 0 1 %d 9 Tm(ab)Tj " % (n * 8) for n in range(18_000))
    return one_page(TEXT + shown + b"ET", entries=_WIDE)


def letters_far_from_each_other() -> bytes:
    """Shown one by one, and further apart each."""
    shown = b"".join(b"1 0 0 1 %d 9 Tm(a)Tj " % (n * n) for n in range(15_000))
    return one_page(TEXT + shown + b"ET", entries=_WIDE)


def spaced_letters() -> bytes:
    """Spaced words, each letter an operation, as many as may be."""
    letters = b"".join(b"9 0 Td(%c)Tj " % (97 + n % 26) for n in range(22_000))
    return one_page(TEXT + letters + b"ET", entries=_WIDE)


def spaced_letters_on_many_pages() -> bytes:
    letters = b"".join(b"9 0 Td(%c)Tj " % (97 + n % 26) for n in range(2_000))
    return one_page(TEXT + letters + b"ET", entries=_WIDE, pages=20)
