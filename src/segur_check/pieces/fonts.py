"""Which letters a font draws: the coding that viewers suppose, and the fonts of which nobody can tell.

A print through PostScript, or a program that thinks of paper alone, leaves fonts whose codes are numbers
of drawings: what is read of them are other letters than one sees.
"""

from collections.abc import Mapping

from pypdf.generic import DictionaryObject, NameObject

from segur_check.patterns import Pattern
from segur_check.pieces.form import array, at, dictionary
from segur_check.pieces.text import flat

_IDENTITY = ("/Identity-H", "/Identity-V")
# Words that a paper of business has; a shuffled alphabet gives none of them.
_COMMON = Pattern(
    r"\b(?:de|du|des|les?|la|et|en|au|aux|par|pour|sur|un|une|est|nom|date|page|total|montant|tva|ht|ttc|eur|euros?"
    r"|siret|siren|finess|rpps|tel|rue|avenue|cedex|client|fait|signature|the|of|and|to|invoice|order|amount)\b"
    r"|command|factur|prestation|segur|livraison|adress|paie|designation|quantit|verification|logiciel|sante"
)
_LETTER = Pattern(r"[^\W\d_]")
# A drawing by its number: "/g12", "/c33", "/glyph7".
_A_NUMBER = Pattern(r"/(?:[A-Za-z]{1,2}|cid|glyph|index|char|uni)?\d+")
# What no paper of business has in such number: controls, signs for private use, signs that other codings
# have in the place of letters.
_STRANGE = Pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd¤¦¬¡¿‡†ˆ˜˘˙˝˛ˇ‹›⁄ƒ‰]")
_LETTERS_LEAST = 12  # of which something can be told
_TOLD_ALONE = 40  # letters of one font
_A_WORD_IN = 300  # letters: one of ten words of a text is common
_STRANGE_PART = 30  # one sign in so many


def coded(font: DictionaryObject) -> DictionaryObject:
    """The font with the coding that viewers suppose where it names none.

    pypdf supposes the standard one, which has no accents; viewers read the codes of a TrueType font as
    Windows has them.
    """
    if at(font, "/Subtype") != "/TrueType" or "/Encoding" in font or "/ToUnicode" in font:
        return font
    return DictionaryObject(font | {NameObject("/Encoding"): NameObject("/WinAnsiEncoding")})


def may_be_mute(font: DictionaryObject) -> bool:
    """Whether a font says by nothing which letters its codes are."""
    if "/ToUnicode" in font:
        return False
    kind = at(font, "/Subtype")
    if kind == "/Type0":
        return at(font, "/Encoding") in _IDENTITY
    descriptor = dictionary(at(font, "/FontDescriptor"))
    embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    return kind == "/Type3" or (embedded and not _names_letters(at(font, "/Encoding")))


def _names_letters(coding: object) -> bool:
    names = [one for one in array(dictionary(coding), "/Differences") if isinstance(one, str)]
    return isinstance(coding, str) or (bool(names) and not all(map(_A_NUMBER.fullmatch, names)))


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
