"""Whether the letters of a text are those that one sees.

A print through PostScript, or a program that thinks of paper alone, leaves codes that are numbers of
drawings: what is read of them is other letters, without one word that a paper has.
"""

from collections.abc import Mapping

from segur_check.patterns import Pattern
from segur_check.pieces.text import flat

# Words that a paper of business has; a shuffled alphabet gives none of them.
_COMMON = Pattern(
    r"\b(?:de|du|des|les?|la|et|en|au|aux|par|pour|sur|un|une|est|nom|date|page|total|montant|tva|ht|ttc|eur|euros?"
    r"|siret|siren|finess|rpps|tel|rue|avenue|cedex|client|fait|signature|the|of|and|to|invoice|order|amount)\b"
    r"|command|factur|prestation|segur|livraison|adress|paie|designation|quantit|verification|logiciel|sante"
)
_LETTER = Pattern(r"[^\W\d_]")
# What no paper of business has in such number: controls, signs for private use, signs that other codings
# have in the place of letters.
_STRANGE = Pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd¤¦¬¡¿‡†ˆ˜˘˙˝˛ˇ‹›⁄ƒ‰]")
_LETTERS_LEAST = 12  # of which something can be told
_TOLD_ALONE = 40  # letters of one font
_A_WORD_IN = 300  # letters: one of ten words of a text is common
_STRANGE_PART = 30  # one sign in so many


def mute_fonts(texts: Mapping[str, str]) -> frozenset[str]:
    """Which of the fonts that may be mute are so: each with all that it writes on a page.

    One that writes little goes with the others.
    """
    told = {name: _has_words(text) for name, text in texts.items() if _letters(text) >= _TOLD_ALONE}
    others = _has_words(" ".join(texts.values()))
    return frozenset(name for name in texts if not told.get(name, others))


def is_illegible(text: str) -> bool:
    """Whether a text has letters, no word of a paper, and signs that no paper has."""
    letters, strange = _letters(text), len(_STRANGE.findall(text))
    if letters + strange < _LETTERS_LEAST or strange * _STRANGE_PART < letters:
        return False
    return not _has_words(text)


def _has_words(text: str) -> bool:
    """Whether a text has the words of a paper; what holds few letters has them."""
    letters = _letters(text)
    return letters < _LETTERS_LEAST or len(_COMMON.findall(flat(text))) * _A_WORD_IN >= letters


def _letters(text: str) -> int:
    return len(_LETTER.findall(text))
