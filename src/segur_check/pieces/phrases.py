"""The text of a document as phrases are looked for in it: plain, on one line, no word cut in two."""

import unicodedata

from segur_check.patterns import Pattern
from segur_check.pieces.text import normalised

# A word cut at the end of a line, by a hyphen that is printed or by a soft one.
_CUT = Pattern("(?<=[^\\W\\d_])[-\u2010]\n(?=[^\\W\\d_])")
_SOFTLY_CUT = Pattern("\u00ad\\s*\n\\s*")
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc", "'"))


def uncut(text: str) -> str:
    """A text, normalised, the words that soft hyphens cut put together."""
    return normalised(_SOFTLY_CUT.sub("", text))


def plain_text(text: str) -> str:
    """A text on one line, in lower case, without accents, words cut at a line's end put together."""
    whole = _CUT.sub("", uncut(text).translate(_APOSTROPHES))
    if not whole.isascii():
        signs = unicodedata.normalize("NFKD", whole)
        accents = {ord(char): None for char in set(signs) if unicodedata.combining(char)}
        whole = signs.translate(accents)
    return " ".join(whole.casefold().split())
