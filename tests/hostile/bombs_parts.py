"""Parts that a page draws (form XObjects), parts within parts, and what viewers' tools wrote over it."""

from math import cos, radians, sin

from hostile.writing import HELVETICA, MILLION, TEXT, one_page, raw_stream, stream

_FIRST = b"/XObject<</X 6 0 R>>"
_HELVETICA = b"/Font<</F 5 0 R>>"
_WORDS = TEXT + b"(ha)Tj ET "
_TURNS = [(cos(way), sin(way), -sin(way), cos(way)) for way in map(radians, range(0, 360, 15))]
_PAST_THE_DEEPEST = 40  # what draws parts within parts goes no deeper in most viewers


def form(contents: bytes, resources: bytes = b"", *, entries: bytes = b"") -> bytes:
    """A part that a page may draw; `entries` are of its dictionary, beside its resources."""
    box = b"" if b"/BBox" in entries else b"/BBox[0 0 595 842]"
    return stream(
        contents, b"/Type/XObject/Subtype/Form%b/Resources<<%b>>%b" % (box, resources, entries)
    )


def page_of_parts(*parts: bytes, drawn: bytes = b"/X Do ", pages: int = 1) -> bytes:
    """A page that draws the first of these parts, `/X`, number 6; the others are numbered from 7."""
    return one_page(drawn, *parts, resources=_FIRST, pages=pages)


def _names(first: int, count: int) -> bytes:
    """The entries of so many parts, numbered from `first`."""
    return b"/XObject<<%b>>" % b"".join(
        b"/X%d %d 0 R" % (n, n) for n in range(first, first + count)
    )


def _drawn(first: int, count: int) -> bytes:
    return b"".join(b"/X%d Do " % n for n in range(first, first + count))


# --- parts that hold themselves ---


def form_that_calls_itself() -> bytes:
    return page_of_parts(form(b"/X Do " * 99, _FIRST))


def form_that_calls_itself_by_many_names() -> bytes:
    names = b"".join(b"/X%d 6 0 R" % number for number in range(30_000))
    drawn = b"".join(b"/X%d Do " % number for number in range(30_000))
    return page_of_parts(form(_WORDS + drawn, b"/XObject<<%b>>%b" % (names, _HELVETICA)))


def forms_in_a_ring() -> bytes:
    """Each draws the next twice, the last the first."""
    ring = [
        form(_WORDS + b"/X Do " * 2, b"/XObject<</X %d 0 R>>%b" % (6 + (place + 1) % 9, _HELVETICA))
        for place in range(9)
    ]
    return page_of_parts(*ring)


def forms_that_call_each_other() -> bytes:
    """Eleven parts of which each draws all."""
    all_names = _names(6, 11) + _HELVETICA
    return page_of_parts(*[form(_WORDS + _drawn(6, 11), all_names)] * 11)


# --- parts within parts ---


def billion_laughs() -> bytes:
    laughs = [
        form(b"/X Do " * 10, b"/XObject<</X %d 0 R>>" % (number + 1)) for number in range(6, 16)
    ]
    return page_of_parts(*laughs, form(_WORDS * 100, _HELVETICA))


def laughs_of_nothing() -> bytes:
    """The last of all draws nothing: only the parts are many."""
    laughs = [
        form(b"/X Do " * 10, b"/XObject<</X %d 0 R>>" % (number + 1)) for number in range(6, 16)
    ]
    return page_of_parts(*laughs, form(b""), pages=20)


def laughs_of_large_parts() -> bytes:
    """What each part draws is as much as may be decoded, and no text."""
    ballast = b"0 0 m 9 9 l S " * 140_000
    laughs = [
        form(b"/X Do " * 10 + ballast, b"/XObject<</X %d 0 R>>" % (number + 1))
        for number in range(6, 16)
    ]
    return page_of_parts(*laughs, form(_WORDS, _HELVETICA))


def forms_in_depth() -> bytes:
    deep = [form(b"/X Do", b"/XObject<</X %d 0 R>>" % (number + 1)) for number in range(6, 3_000)]
    return page_of_parts(*deep, form(_WORDS, _HELVETICA))


def text_past_the_deepest() -> bytes:
    """Some viewers show it, some do not."""
    deep = [
        form(b"/X Do", b"/XObject<</X %d 0 R>>" % (number + 1))
        for number in range(6, 6 + _PAST_THE_DEEPEST)
    ]
    return page_of_parts(*deep, form(_WORDS, _HELVETICA))


def states_in_depth() -> bytes:
    """Each part saves the state often and never restores it."""
    deep = [
        form(b"q " * 900 + b"/X Do", b"/XObject<</X %d 0 R>>" % (number + 1))
        for number in range(6, 14)
    ]
    return page_of_parts(*deep, form(_WORDS, _HELVETICA))


def matrices_in_depth() -> bytes:
    deep = [
        form(b"1 0 0 1 0 0 cm " * 500 + b"/X Do", b"/XObject<</X %d 0 R>>" % (number + 1))
        for number in range(6, 14)
    ]
    return page_of_parts(*deep, form(_WORDS * 2_000, _HELVETICA))


# --- many parts, large parts ---


def forms_by_thousands() -> bytes:
    parts = [form(_WORDS, _HELVETICA)] * 30_000
    return one_page(_drawn(6, 30_000), *parts, resources=_names(6, 30_000))


def forms_just_within_on_many_pages() -> bytes:
    parts = [form(_WORDS, _HELVETICA)] * 1_900
    return one_page(_drawn(6, 1_900), *parts, resources=_names(6, 1_900), pages=20)


def one_form_often() -> bytes:
    return page_of_parts(form(_WORDS, _HELVETICA), drawn=b"/X Do " * 90_000, pages=20)


def heavy_form_often() -> bytes:
    heavy = form(b"BT/F 9 Tf " + b"(a)Tj " * 90_000, _HELVETICA)
    return page_of_parts(heavy, drawn=b"/X Do " * 200)


def large_forms() -> bytes:
    """Each as large as may be decoded."""
    large = [form(_WORDS + b" " * 1_990_000, _HELVETICA)] * 900
    return one_page(_drawn(6, 900), *large, resources=_names(6, 900))


def large_form_often() -> bytes:
    large = form(_WORDS + b"0 0 m 9 9 l S " * 140_000, _HELVETICA)
    return page_of_parts(large, drawn=b"/X Do " * 1_900, pages=20)


def large_forms_of_curves() -> bytes:
    large = [form(b"1 1 1 1 1 1 c " * 140_000)] * 60
    return one_page(_drawn(6, 60), *large, resources=_names(6, 60))


def large_forms_of_blanks_between() -> bytes:
    large = [form((b"1" + b" " * 99_000) * 20)] * 60
    return one_page(_drawn(6, 60), *large, resources=_names(6, 60))


def form_over_the_limit() -> bytes:
    return page_of_parts(form(_WORDS + b" " * 90 * MILLION, _HELVETICA))


def forms_not_plain() -> bytes:
    """What the fast reader leaves to pypdf, as large as may be."""
    slow = [form(b"BI/W 1/H 1/BPC 8/CS/G ID x EI " * 60_000)] * 9
    return one_page(_drawn(6, 9), *slow, resources=_names(6, 9))


def pictures_by_thousands() -> bytes:
    """A picture that covers the page, over texts, by thousands."""
    picture = raw_stream(b"x", b"/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray")
    texts = TEXT + b"0 0 Td(a)Tj " * 12_000 + b"ET q 999 0 0 999 0 0 cm "
    return one_page(texts + b"/X Do " * 25_000, picture, resources=_FIRST)


def states_of_drawing_by_thousands() -> bytes:
    states = b"".join(b"/G%d<</ca .5/BM/Multiply>>" % number for number in range(9_000))
    set_all = b"".join(b"/G%d gs " % number for number in range(9_000))
    return one_page(_WORDS + set_all * 5, resources=b"/ExtGState<<%b>>" % states)


# --- where parts stand ---


def _matrix(numbers: bytes) -> bytes:
    part = form(TEXT + b"9 9 Td(ha)Tj ET ", _HELVETICA, entries=b"/Matrix[%b]" % numbers)
    return page_of_parts(part, drawn=b"/X Do " * 900)


def matrix_of_nothing() -> bytes:
    return _matrix(b"0 0 0 0 0 0")


def matrix_not_a_number() -> bytes:
    return _matrix(b"nan inf -inf nan nan inf")


def matrix_huge() -> bytes:
    return _matrix(b"9%b 0 0 9%b 1 1" % (b"0" * 300, b"0" * 300))


def matrix_tiny() -> bytes:
    return _matrix(b".%b1 0 0 .%b1 1 1" % (b"0" * 300, b"0" * 300))


def matrix_of_other_things() -> bytes:
    return _matrix(b"(a)/b[1]<</C 1>>null 9 0 R")


def matrices_that_grow() -> bytes:
    """Each part is a million times as large as the one that draws it."""
    deep = [
        form(b"/X Do", b"/XObject<</X %d 0 R>>" % (n + 1), entries=b"/Matrix[1e6 0 0 1000000 9 9]")
        for n in range(6, 16)
    ]
    return page_of_parts(*deep, form(_WORDS, _HELVETICA))


def parts_turned() -> bytes:
    """In 24 directions, by hundreds."""
    part = form(_WORDS * 20, _HELVETICA)
    turns = [b"q %.3f %.3f %.3f %.3f 300 400 cm/X Do Q " % one for one in _TURNS]
    return page_of_parts(part, drawn=b"".join(turns) * 60)


def letters_in_24_directions() -> bytes:
    """Fifty thousand letters, each an operation of its own."""
    shown = [b"%.3f %.3f %.3f %.3f 300 400 Tm" % one + b"(a)Tj" * 2_000 for one in _TURNS]
    return one_page(TEXT + b" ".join(shown) + b" ET")


def letters_in_24_directions_on_many_pages() -> bytes:
    shown = [b"%.3f %.3f %.3f %.3f 300 400 Tm" % one + b"(a)Tj" * 90 for one in _TURNS]
    return one_page(TEXT + b" ".join(shown) + b" ET", pages=20)


# --- fonts of parts ---


def fonts_of_nested_parts() -> bytes:
    """Thousands of fonts in the resources of each part, and each one set."""
    fonts = b"/Font<<%b>>" % b"".join(b"/F%d %d 0 R" % (n, 20 + n) for n in range(3_000))
    set_all = b"BT " + b"".join(b"/F%d 9 Tf(a)Tj " % n for n in range(3_000)) + b"ET "
    deep = [
        form(set_all + b"/X Do", b"/XObject<</X %d 0 R>>%b" % (number + 1, fonts))
        for number in range(6, 16)
    ]
    return page_of_parts(*deep, *[form(b"")] * 4, *[HELVETICA] * 3_000)


def fonts_written_in_each_part() -> bytes:
    """No two parts have a font in common."""
    fonts = b"/Font<<%b>>" % b"".join(b"/F%d%b" % (n, HELVETICA) for n in range(60))
    set_all = b"BT " + b"".join(b"/F%d 9 Tf(a)Tj " % n for n in range(60)) + b"ET "
    return one_page(
        _drawn(6, 700), *[form(set_all, fonts)] * 700, resources=_names(6, 700), pages=20
    )


# --- what is written over a page ---


def noted(note: bytes, *more: bytes, notes: int = 1, pages: int = 1) -> bytes:
    """A page under so many annotations, number 6, of these entries; `more` are numbered from 7."""
    held = b"<</Type/Annot/Rect[20 20 500 800]%b>>" % note
    annotations = b"/Annots[%b]" % (b"6 0 R " * notes)
    return one_page(_WORDS, held, *more, entries=annotations, pages=pages)


def _free_text(contents: bytes) -> bytes:
    return b"/Subtype/FreeText/DA(/Helv 9 Tf)/Contents(%b)" % contents


def _appearance(part: bytes, *more: bytes, notes: int = 1, pages: int = 1) -> bytes:
    return noted(b"/Subtype/Stamp/AP<</N 7 0 R>>", part, *more, notes=notes, pages=pages)


def texts_over_a_page_by_thousands() -> bytes:
    return noted(_free_text(b"Bon pour accord"), notes=90_000)


def texts_over_many_pages() -> bytes:
    return noted(_free_text(b"Bon pour accord\\n" * 300), notes=990, pages=20)


def texts_over_a_page_each_their_own() -> bytes:
    one = b"<</Type/Annot/Rect[20 20 500 800]%b>>" % _free_text(b"Bon pour accord")
    annotations = b"".join(b"%d 0 R " % number for number in range(6, 30_006))
    return one_page(_WORDS, *[one] * 30_000, entries=b"/Annots[%b]" % annotations)


def text_over_a_page_giant() -> bytes:
    return noted(_free_text(b"a" * 15 * MILLION))


def texts_over_a_page_giant() -> bytes:
    return noted(_free_text(b"ab\\n" * 90_000), notes=900)


def text_over_a_page_of_lines() -> bytes:
    return noted(_free_text(b"\\n" * 4 * MILLION))


def size_of_text_over_a_page() -> bytes:
    sizes = b"9" * 4 * MILLION + b"9." * 4 * MILLION + b" " * MILLION
    return noted(b"/Subtype/FreeText/DA(%b)/Contents(a)" % sizes)


def stamps_by_thousands() -> bytes:
    return _appearance(form(_WORDS, _HELVETICA), notes=30_000)


def stamps_on_many_pages() -> bytes:
    return _appearance(form(_WORDS * 20, _HELVETICA), notes=990, pages=20)


def stamps_of_large_parts() -> bytes:
    return _appearance(form(_WORDS + b"0 0 m 9 9 l S " * 140_000, _HELVETICA), notes=990, pages=20)


def stamp_over_the_limit() -> bytes:
    return _appearance(form(b" " * 90 * MILLION))


def stamp_that_laughs() -> bytes:
    laughs = [
        form(b"/X Do " * 10, b"/XObject<</X %d 0 R>>" % (number + 1)) for number in range(7, 17)
    ]
    return _appearance(*laughs, form(_WORDS, _HELVETICA), notes=99)


def stamp_that_draws_itself() -> bytes:
    return _appearance(form(_WORDS + b"/X Do " * 900, b"/XObject<</X 7 0 R>>%b" % _HELVETICA))


def stamps_of_no_area() -> bytes:
    return _appearance(form(_WORDS, _HELVETICA, entries=b"/BBox[9 9 9 9]"), notes=900)


def stamps_of_no_box() -> bytes:
    return _appearance(form(_WORDS, _HELVETICA, entries=b"/BBox[(a) nan null 6 0 R]"), notes=900)


def stamps_of_tiny_area() -> bytes:
    tiny = b"/BBox[0 0 .%b1 .%b1]/Matrix[nan 0 0 1e999 0 0]" % (b"0" * 300, b"0" * 300)
    return _appearance(form(_WORDS, _HELVETICA, entries=tiny), notes=900)


def annotations_in_annotations() -> bytes:
    """What looks like a list of notes is a note, an array of arrays, the page itself."""
    deep = b"[" * 400 + b"3 0 R 6 0 R" + b"]" * 400
    return one_page(_WORDS, b"<</Annots 6 0 R/AP<</N 3 0 R>>>>", entries=b"/Annots[%b]" % deep)
