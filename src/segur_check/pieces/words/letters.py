"""Whether the letters of a text are those that one sees.

A print through PostScript, or a program that thinks of paper alone, leaves codes that are numbers of
drawings: what is read of them is other letters, without one word that a paper has.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping

from segur_check.pieces.words.text import flat
from segur_check.values.pattern import Pattern

# Words that a paper of business has; a shuffled alphabet gives none of them.
_COMMON = Pattern(
    r"\b(?:de|du|des|les?|la|et|en|au|aux|par|pour|sur|un|une|est|nom|date|page|total|montant|tva|ht|ttc|eur|euros?"
    r"|siret|siren|finess|rpps|tel|rue|avenue|cedex|client|fait|signature|the|of|and|to|invoice|order|amount)\b"
    r"|command|factur|prestation|segur|livraison|adress|paie|designation|quantit|verification|logiciel|sante"
)
_LETTER = Pattern(r"[^\W\d_]")
# Signs that programs draw beside text: boxes to tick, bullets, arrows, pictures of a telephone.
_USUAL = frozenset("€£$%°©®™§†•·…—–✓✔✗✘☐☑☒☎✉✆■□▪▫●○◦►▶▸→➔➢❑❏★☆▲▼◆◇\n\r\f \u00a0\u202f")
_STRANGE_KINDS = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "So", "Sk", "Lm", "Mn"})
# Letters with one blank between each, of four or more; and what follows them in the same manner.
_LETTER_BY_LETTER = Pattern(r"(?<!\S)[^\W\d_](?: [^\W\d_]){3,}(?!\S)")
_SPACED = Pattern(r"(?<!\S)[^\W\d_](?: [^\W\d_]){3,}(?: {2,4}\S(?: \S)*)*(?!\S)")
# A word as any language has it: a vowel in it, its letters of one case but the first.
_CLEAN = Pattern(
    r"(?<![^\s(\"'’-])(?=\w*[aeiouyàâéèêëîïôùû])[^\W\d_][a-zà-ÿœ]+(?![^\s).,;:!?\"'’-])"
)
_CLEAN_PART = 0.3  # of the signs: the others are numbers, capitals, names
_LABEL = Pattern(
    r"\b(?:ht|ttc|tva|total|montant|date|siret|finess|rpps|facture|commande|designation|verification|signature|prestation)\b"
)
_LOST = Pattern(r"\bS[^\w\n]?gur\b")
_LETTERS_LEAST = 12  # of which something can be told
_TOLD_ALONE = 40  # letters of one font
_A_WORD_IN = 100  # signs: one of ten words of a text is common
_STRANGE_PART = 30  # one sign in so many


def mute_fonts(texts: Mapping[str, str], numbered: Collection[str]) -> frozenset[str]:
    """Which of the fonts that may be mute are so: each with all that it writes on a page.

    What writes little goes with the others; of `numbered`, whose codes are numbers of drawings, it is mute.
    """
    others = _has_words(" ".join(texts.values()))

    def is_mute(name: str) -> bool:
        text = texts[name]
        if _letters(text) >= _TOLD_ALONE or (name in numbered and text.strip()):
            return not _has_words(text, least=0)
        return not others

    return frozenset(filter(is_mute, texts))


def is_illegible(text: str) -> bool:
    """Whether a text has letters, no word of a paper, and signs that no paper has."""
    signs = Counter(text)
    letters = sum(count for sign, count in signs.items() if sign.isalpha())
    strange = sum(count for sign, count in signs.items() if _is_strange(sign))
    if strange > letters or letters < _LETTERS_LEAST:
        return strange >= _LETTERS_LEAST
    return strange * _STRANGE_PART >= letters and not _has_words(text)


def lost_accents(text: str) -> bool:
    """Whether letters with accents are gone: "Sgur", where every order names the Ségur."""
    return _LOST.search(text) is not None


def _is_strange(sign: str) -> bool:
    """Whether a sign is a control, one for private use, a picture, or a letter of another alphabet."""
    if sign in _USUAL or (sign.isascii() and sign.isprintable()):
        return False
    if sign.isalpha():
        return "LATIN" not in unicodedata.name(sign, "")
    return unicodedata.category(sign) in _STRANGE_KINDS


def names_its_values(text: str) -> bool:
    """Whether a text has the labels of a paper beside its values."""
    return _LABEL.search(flat(text)) is not None


def has_common_word(plain: str) -> bool:
    """Whether a text in lower case, without accents, has one of the words that papers are made of."""
    return _COMMON.search(plain) is not None


def is_spaced(text: str) -> bool:
    """Whether letters of words stand apart in a text."""
    return _LETTER_BY_LETTER.search(text) is not None


def unspaced(text: str) -> str:
    """A text whose spaced words ("T o t a l   H T") are closed up, what follows left in its column."""
    return _SPACED.sub(_closed, text)


def _closed(spaced: re.Match[str]) -> str:
    closed = " ".join(word.replace(" ", "") for word in re.split(" {2,}", spaced[0]))
    return closed.ljust(len(spaced[0]))


def _has_words(text: str, least: int = _LETTERS_LEAST) -> bool:
    """Whether a text has the words of a paper, or of a language; what holds few letters has them."""
    if _letters(text) < least:
        return True
    signs = len("".join(text.split()))
    return sum(map(len, _CLEAN.findall(text))) >= _CLEAN_PART * signs or len(
        _COMMON.findall(flat(text))
    ) * _A_WORD_IN >= max(signs, 1)


def _letters(text: str) -> int:
    return len(_LETTER.findall(text))
