"""What comes from outside as it may stand in a sentence: on one line, with every sign of it seen."""

import re
import unicodedata

# Of nearly every text of ours; `isprintable` takes no blank for printable but the ordinary one.
_NO_BREAK_SPACES = ("\u00a0", "\u202f")

# What shows nothing though `isprintable` takes it for printable: the signs of Unicode's
# Default_Ignorable_Code_Point that are letters or marks, and the braille pattern without a dot.
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)
_UNSEEN = frozenset(
    map(
        chr,
        (
            *(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0),
            *range(0x180B, 0x1810),
            *_VARIATION_SELECTORS,
            *range(0xE0100, 0xE01F0),
        ),
    )
)
# How they begin in UTF-8. Speed: a search of bytes takes a tenth of that of a set of signs.
_MAY_BE_UNSEEN = (
    *(b"\xcd\x8f", b"\xe1\x85", b"\xe1\x9e", b"\xe1\xa0", b"\xe2\xa0\x80"),
    *(b"\xe3\x85\xa4", b"\xef\xb8", b"\xef\xbe\xa0", b"\xf3\xa0"),
)
# They choose how the sign before them looks: in black, in colours. Right texts hold them there.
_LOOKS = ("\ufe0e", "\ufe0f")
_HAS_LOOKS = frozenset("‼⁉ℹ〰〽")  # no symbols to Unicode
_KEYCAP = "\u20e3"
# What the log of a CI job takes for a command: `::error::` or `::error file=…::` where a line begins, blanks
# aside, and our lines may be folded anywhere; `##[error]`, `##vso[…]`, `##teamcity[…]` wherever it stands.
_COMMAND = re.compile(r"::(?=[A-Za-z-]+(?:\s|::|$))|##(?=\w*\[)")


def printable(text: str) -> str:
    r"""A text whose line feeds, controls, directions, tags and invisible signs are escapes as `\u202e`.

    It can begin no line of its own, move no cursor, show no other order than it has, and command no log of a
    CI job. Blanks of any width stay, and what says of a symbol before it how it looks.
    """
    if is_printable(text):
        return text
    text = _COMMAND.sub(lambda begun: f"{_escape(begun[0][0])}{begun[0][1:]}", text)
    around = zip(f" {text}", text, f"{text[1:]} ", strict=False)
    return "".join(
        sign if _is_seen(sign) or _is_look(before, sign, after) else _escape(sign)
        for before, sign, after in around
    )


def is_printable(text: str) -> bool:
    """Whether nothing of a text is to be escaped; sure for yes, not for a text with a rare sign."""
    if "::" in text or "##" in text:
        return False
    no_break, narrow = _NO_BREAK_SPACES
    if not text.replace(no_break, "").replace(narrow, "").isprintable():
        return False
    if text.isascii():
        return True
    data = text.encode()
    return not any(beginning in data for beginning in _MAY_BE_UNSEEN)


def _is_seen(sign: str) -> bool:
    if sign in _UNSEEN:
        return False
    return sign.isprintable() or unicodedata.category(sign) == "Zs"


def _is_look(before: str, sign: str, after: str) -> bool:
    """Whether a sign says how the symbol before it, or the keycap around that, looks."""
    if sign not in _LOOKS:
        return False
    return unicodedata.category(before)[0] == "S" or before in _HAS_LOOKS or after == _KEYCAP


def _escape(sign: str) -> str:
    return f"\\u{ord(sign):04x}" if ord(sign) <= 0xFFFF else f"\\U{ord(sign):08x}"  # noqa: PLR2004 - of four digits
