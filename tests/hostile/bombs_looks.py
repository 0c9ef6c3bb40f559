"""What a page looks like: far apart, far down, tiny, turned."""

from hostile.writing import one_page, stream, text_page


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
