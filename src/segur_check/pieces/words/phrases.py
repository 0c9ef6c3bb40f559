"""The plain text of a document, to look for phrases: on one line, with no word cut in two."""

import re
import unicodedata
from collections.abc import Iterator

from segur_check.pieces.words.text import kept, normalised, without_marks
from segur_check.values.pattern import Pattern

# A word cut at the end of a line by a printed hyphen, or by a soft one.
_CUT = Pattern("[-\u2010]\n(?<=[^\\W\\d_]..)(?=[^\\W\\d_])", re.DOTALL)
_SOFT_HYPHEN = "\u00ad"
_SOFTLY_CUT = Pattern(rf"{_SOFT_HYPHEN}\s*\n\s*")
_SENTENCE_ENDS = Pattern(
    r"(?<=[.;!?])\s+|\s[\u2022\u25aa\u25cf\uf0b7\u2013\u2014*-]\s"
    # A row of figures ends before a line that begins anew; any text ends before an empty line.
    r"|(?:(?<=[\d€%)])|(?<=\bHT)|(?<=\bTTC))\n(?=[^\W\d_a-zà-ÿ])|\n\n+"
)
_APOSTROPHES = Pattern("[\u2018\u2019\u02bc]")


def uncut(text: str) -> str:
    """A text, normalised, with the words that soft hyphens cut joined again."""
    return normalised(_SOFTLY_CUT.sub("", text) if _SOFT_HYPHEN in text else text)


@kept
def plain_text(text: str) -> str:
    """A text on one line, in lower case without accents, words cut at the end of a line joined again."""
    return plain_of(uncut(text))


@kept
def plain_of(uncut_text: str) -> str:
    """The `plain_text` of a text that is `uncut` already."""
    whole = _CUT.sub("", _APOSTROPHES.sub("'", uncut_text))
    if not whole.isascii():
        whole = without_marks(unicodedata.normalize("NFKD", whole))
    return " ".join(whole.casefold().split())


def sentences_of(page: str) -> Iterator[str]:
    """The sentences of a page as it flows, and the items and rows of lists and tables, each on one line."""
    whole = _CUT.sub("", _APOSTROPHES.sub("'", uncut(page)))
    return (" ".join(sentence.split()) for sentence in _SENTENCE_ENDS.split(whole))
