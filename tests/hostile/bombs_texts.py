"""Texts as long as may be, cheap to write, on which an expression may go back and forth."""

from hostile.writing import one_page, stream

_SIGNS = 59_000  # of a page: a little more is no paper


def _pages_of(unit: str, *, pages: int = 20) -> bytes:
    """Pages full of these signs, sixteen at most, which one letter of a font stands for."""
    written = (unit * 16)[: 16 // len(unit) * len(unit)]
    cmap = b"1 beginbfchar\n<61> <%b>\nendbfchar" % written.encode("utf-16-be").hex().encode()
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 7 0 R>>"
    shown = b"BT/G .01 Tf(%b)Tj ET" % (b"a" * (_SIGNS // len(written)))
    return one_page(shown, font, stream(cmap), fonts=b"/G 6 0 R", pages=pages)


def page_of_spaced_letters() -> bytes:
    return _pages_of("a b c d ")


def page_of_spaced_letters_in_groups() -> bytes:
    return _pages_of("a b c d   1 1   ")


def page_of_one_word() -> bytes:
    return _pages_of("b")


def page_of_capitals() -> bytes:
    return _pages_of("bB")


def page_of_quotes() -> bytes:
    return _pages_of("'a")


def page_of_digits() -> bytes:
    return _pages_of("1 ")


def page_of_figures() -> bytes:
    return _pages_of("1 000,00 € ")


def page_of_dates() -> bytes:
    return _pages_of("01/01/2024 ")


def page_of_rates() -> bytes:
    return _pages_of("tva 20 % ")


def page_of_labels() -> bytes:
    return _pages_of("Total HT de la ")


def page_of_leaders() -> bytes:
    return _pages_of("a...")


def page_of_names() -> bytes:
    return _pages_of("M. Le Du ")


def page_of_privately_used_signs() -> bytes:
    return _pages_of("\ue000\u05d0")
