"""Fonts: what a sign stands for, how wide it is, how many there are."""

from hostile.writing import HELVETICA, MILLION, one_page, stream


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
