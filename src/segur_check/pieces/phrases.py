"""The text of a document as phrases are looked for in it: plain, on one line, no word cut in two."""

import re
import unicodedata

from segur_check.patterns import Pattern
from segur_check.pieces.text import kept, normalised, without_marks

# A word cut at the end of a line, by a hyphen that is printed or by a soft one.
_CUT = Pattern("[-\u2010]\n(?<=[^\\W\\d_]..)(?=[^\\W\\d_])", re.DOTALL)
_SOFT_HYPHEN = "\u00ad"
_SOFTLY_CUT = Pattern(rf"{_SOFT_HYPHEN}\s*\n\s*")
_APOSTROPHES = Pattern("[\u2018\u2019\u02bc]")


def uncut(text: str) -> str:
    """A text, normalised, the words that soft hyphens cut put together."""
    return normalised(_SOFTLY_CUT.sub("", text) if _SOFT_HYPHEN in text else text)


@kept
def plain_text(text: str) -> str:
    """A text on one line, in lower case, without accents, words cut at a line's end put together."""
    return plain_of(uncut(text))


@kept
def plain_of(uncut_text: str) -> str:
    """The same of a text that is `uncut`."""
    whole = _CUT.sub("", _APOSTROPHES.sub("'", uncut_text))
    if not whole.isascii():
        whole = without_marks(unicodedata.normalize("NFKD", whole))
    return " ".join(whole.casefold().split())
