"""What comes from outside as it may stand in a sentence: on one line, with every sign of it seen."""

import unicodedata

# Of nearly every text of ours; `isprintable` takes no blank for printable but the ordinary one.
_NO_BREAK_SPACES = ("\u00a0", "\u202f")


def printable(text: str) -> str:
    r"""A text whose line feeds, controls, directions, tags and invisible signs are escapes as `\u202e`.

    It can begin no line of its own, move no cursor, and show no other order than it has. Blanks of any
    width stay.
    """
    if is_printable(text):
        return text
    return "".join(sign if _is_seen(sign) else _escape(sign) for sign in text)


def is_printable(text: str) -> bool:
    """Whether nothing of a text is to be escaped; sure for yes, not for a text with a rare blank."""
    no_break, narrow = _NO_BREAK_SPACES
    return text.replace(no_break, "").replace(narrow, "").isprintable()


def _is_seen(sign: str) -> bool:
    return sign.isprintable() or unicodedata.category(sign) == "Zs"


def _escape(sign: str) -> str:
    return f"\\u{ord(sign):04x}" if ord(sign) <= 0xFFFF else f"\\U{ord(sign):08x}"  # noqa: PLR2004 - of four digits
