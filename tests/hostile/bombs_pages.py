"""What a page draws: texts, arrays, pictures; and the tree of pages."""

from hostile.writing import CATALOGUE, TEXT, built, one_page, stream, text_page

# --- what a page draws ---


def million_texts() -> bytes:
    return text_page(b"(a)Tj " * 320_000)


def texts_within_the_limit() -> bytes:
    return text_page(b"(a)Tj " * 99_000)


def texts_on_many_pages() -> bytes:
    return text_page(b"(a)Tj " * 99_000, pages=20)


def million_text_objects() -> bytes:
    return one_page(b"BT ET " * 90_000)


def text_objects_that_show() -> bytes:
    return one_page(
        b"".join(b"BT/F 9 Tf %d %d Td(a)Tj ET " % (n % 500, n // 500) for n in range(18_000))
    )


def long_strings() -> bytes:
    return text_page((b"(" + b"a" * 19_000 + b")Tj ") * 100)


def one_long_string() -> bytes:
    return text_page(b"(" + b"a" * 1_990_000 + b")Tj")


def one_long_hexadecimal_string() -> bytes:
    return text_page(b"<" + b"61" * 990_000 + b">Tj")


def escaped_string() -> bytes:
    return text_page(b"(" + rb"\141" * 490_000 + b")Tj")


def nested_parentheses() -> bytes:
    return text_page(b"(" * 990_000 + b")" * 990_000 + b"Tj")


def long_kerned_array() -> bytes:
    return text_page(b"[" + b"(a)-9" * 60_000 + b"]TJ")


def kerned_arrays() -> bytes:
    return text_page((b"[" + b"(a)-900" * 900 + b"]TJ ") * 100)


def rendering_matrices() -> bytes:
    """Each number of the array adds a matrix that each string multiplies anew."""
    return text_page((b"[" + b"-9 " * 3_000 + b"(a)]TJ ") * 30)


def matrices() -> bytes:
    return one_page(b"1 0 0 1 0 0 cm " * 6_000 + TEXT + b"(a)Tj " * 6_000 + b"ET")


def saved_states() -> bytes:
    return one_page(b"q " * 190_000)


def saved_and_restored() -> bytes:
    return one_page(b"q Q " * 90_000)


def restored_states() -> bytes:
    return one_page(b"Q " * 190_000)


def fonts_set() -> bytes:
    return one_page(b"BT " + b"/F 9 Tf(a)Tj " * 45_000 + b"ET")


def fonts_unknown() -> bytes:
    return one_page(b"BT " + b"/Z 9 Tf(a)Tj " * 45_000 + b"ET")


def operands_without_operator() -> bytes:
    return one_page(b"1 " * 990_000)


def comments() -> bytes:
    return one_page(b"%" + b"a" * 1_990_000)


def blank_contents() -> bytes:
    return one_page(b" " * 1_990_000)


def deep_arrays() -> bytes:
    return one_page(b"[" * 990_000)


def deep_dictionaries() -> bytes:
    return one_page(b"<</A" * 390_000)


def inline_image() -> bytes:
    return one_page(b"BI/W 99999/H 99999/BPC 8/CS/RGB ID " + b"E" * 1_900_000)


def inline_images() -> bytes:
    return one_page(b"BI/W 1/H 1/BPC 8/CS/G ID x EI " * 60_000)


def inline_images_without_end() -> bytes:
    """Each is sought to the end of the contents."""
    return one_page(b"BI/F/Fl ID EIx " * 60_000)


def inline_images_in_hexadecimal() -> bytes:
    return one_page(b"BI/F/AHx ID 4142" * 60_000)


def inline_images_run_length() -> bytes:
    return one_page(b"BI/F/RL ID " + b"\x80EIx" * 400_000)


def inline_images_jpeg() -> bytes:
    return one_page(b"BI/F/DCT ID " + b"\xff\x01" * 900_000)


def right_to_left() -> bytes:
    """Signs of both directions in turn."""
    cmap = b"1 beginbfchar\n<61> <05D0>\nendbfchar"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 7 0 R>>"
    return one_page(
        b"BT/G 9 Tf " + b"(abab)Tj " * 40_000 + b"ET", font, stream(cmap), fonts=b"/G 6 0 R"
    )


# --- the tree of pages ---


def one_page_100_000_times() -> bytes:
    return text_page(b"(a)Tj", pages=100_000)


def heavy_page_listed_often() -> bytes:
    entries = b"".join(b"/A%d 1" % number for number in range(2_000))
    return text_page(b"(a)Tj", pages=1_900, entries=entries)


def page_tree_that_loops() -> bytes:
    return built(CATALOGUE, b"<</Type/Pages/Count 1/Kids[2 0 R 2 0 R]>>")


def page_tree_laughs() -> bytes:
    trees = [
        b"<</Type/Pages/Count 9/Kids[%b]>>" % (b"%d 0 R " % (number + 1) * 10)
        for number in range(2, 12)
    ]
    return built(CATALOGUE, *trees, b"<</Type/Page>>")


def page_tree_in_depth() -> bytes:
    trees = [b"<</Type/Pages/Kids[%d 0 R]>>" % (number + 1) for number in range(2, 9_000)]
    return built(CATALOGUE, *trees, b"<</Type/Page>>")


def count_that_lies() -> bytes:
    return text_page(b"(a)Tj").replace(b"/Count 1", b"/Count 999999999999")


def parents_that_loop() -> bytes:
    return built(
        CATALOGUE,
        b"<</Type/Pages/Count 1/Kids[3 0 R]/Parent 3 0 R>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R>>",
        stream(TEXT + b"(a)Tj"),
    )
