"""Whether the letters of a text are those seen on the page.

A print through PostScript, or a program made for paper only, may leave codes that just number the
drawings of letters. They are read as other letters, without a single word that documents have.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping

from segur_check.pieces.words.text import flat
from segur_check.values.pattern import Pattern

# Words that business documents have; a shuffled alphabet gives none of them.
_COMMON = Pattern(
    r"\b(?:de|du|des|les?|la|et|en|au|aux|par|pour|sur|un|une|est|nom|date|page|total|montant|tva|ht|ttc|eur|euros?"
    r"|siret|siren|finess|rpps|tel|rue|avenue|cedex|client|fait|signature|the|of|and|to|invoice|order|amount)\b"
    r"|command|factur|prestation|segur|livraison|adress|paie|designation|quantit|verification|logiciel|sante"
)
_LETTER = Pattern(r"[^\W\d_]")
# Signs that programs draw beside text: boxes to tick, bullets, arrows, pictures of a telephone.
_USUAL = frozenset("€£$%°©®™§†•·…—–✓✔✗✘☐☑☒☎✉✆■□▪▫●○◦►▶▸→➔➢❑❏★☆▲▼◆◇\n\r\f \u00a0\u202f")
_STRANGE_KINDS = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "So", "Sk", "Lm", "Mn"})
# Four or more letters with single blanks between them; and the words spaced likewise that follow.
_LETTER_BY_LETTER = Pattern(r"(?<!\S)[^\W\d_](?: [^\W\d_]){3,}(?!\S)")
_SPACED = Pattern(r"(?<!\S)[^\W\d_](?: [^\W\d_]){3,}(?: {2,4}\S(?: \S)*)*(?!\S)")
# A word as any language has it: with a vowel, and in lower case after its first letter.
_CLEAN = Pattern(
    r"(?<![^\s(\"'’-])(?=\w*[aeiouyàâéèêëîïôùû])[^\W\d_][a-zà-ÿœ]+(?![^\s).,;:!?\"'’-])"
)
_CLEAN_PART = 0.3  # of the signs of a text: the others are numbers, capitals, names
_LABEL = Pattern(
    r"\b(?:ht|ttc|tva|total|montant|date|siret|finess|rpps|facture|commande|designation|verification|signature|prestation)\b"
)
_LOST = Pattern(r"\bS[^\w\n]?gur\b")
_LETTERS_LEAST = 12  # fewer letters prove nothing
_JUDGED_ALONE = 40  # letters of a font: fewer are judged with those of the other fonts
_SIGNS_PER_WORD = 100  # one word in ten is common
_SIGNS_PER_STRANGE = 30


def mute_fonts(texts: Mapping[str, str], numbered: Collection[str]) -> frozenset[str]:
    """Which fonts are mute, of those that may be: their letters are not those seen on the page.

    `texts` holds all that each font writes on a page. A font that writes little is judged with the
    others, unless it is in `numbered`: there, codes are the numbers of drawings.
    """
    have_words_together = _has_words(" ".join(texts.values()))

    def is_mute(name: str) -> bool:
        text = texts[name]
        if _letters(text) >= _JUDGED_ALONE or (name in numbered and text.strip()):
            return not _has_words(text, least=0)
        return not have_words_together

    return frozenset(filter(is_mute, texts))


def is_illegible(text: str) -> bool:
    """Whether a text has letters but no word of a document, and signs that no document has."""
    signs = Counter(text)
    letters = sum(count for sign, count in signs.items() if sign.isalpha())
    strange = sum(count for sign, count in signs.items() if _is_strange(sign))
    if strange > letters or letters < _LETTERS_LEAST:
        return strange >= _LETTERS_LEAST
    return strange * _SIGNS_PER_STRANGE >= letters and not _has_words(text)


def lost_accents(text: str) -> bool:
    """Whether letters with accents are missing: "Sgur" for the Ségur, which every order names."""
    return _LOST.search(text) is not None


def _is_strange(sign: str) -> bool:
    """Whether a sign is a control, a picture, of private use, or a letter of another alphabet."""
    if sign in _USUAL or (sign.isascii() and sign.isprintable()):
        return False
    if sign.isalpha():
        return "LATIN" not in unicodedata.name(sign, "")
    return unicodedata.category(sign) in _STRANGE_KINDS


def names_its_values(text: str) -> bool:
    """Whether a text has the labels that a document shows beside its values."""
    return _LABEL.search(flat(text)) is not None


def has_common_word(plain: str) -> bool:
    """Whether a text in lower case without accents has a word that is common in documents."""
    return _COMMON.search(plain) is not None


def is_spaced(text: str) -> bool:
    """Whether a text has words whose letters stand apart."""
    return _LETTER_BY_LETTER.search(text) is not None


def unspaced(text: str) -> str:
    """A text with its spaced words ("T o t a l   H T") closed up; what follows stays in its column."""
    return _SPACED.sub(_closed, text)


def _closed(spaced: re.Match[str]) -> str:
    closed = " ".join(word.replace(" ", "") for word in re.split(" {2,}", spaced[0]))
    return closed.ljust(len(spaced[0]))


def _has_words(text: str, least: int = _LETTERS_LEAST) -> bool:
    """Whether a text has the words of a document, or of any language; so has one of too few letters."""
    if _letters(text) < least:
        return True
    signs = len("".join(text.split()))
    if sum(map(len, _CLEAN.findall(text))) >= _CLEAN_PART * signs:
        return True
    common_words = len(_COMMON.findall(flat(text)))
    return common_words * _SIGNS_PER_WORD >= max(signs, 1)


def _letters(text: str) -> int:
    return len(_LETTER.findall(text))
