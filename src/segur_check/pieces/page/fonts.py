"""Which letters a font draws: the coding that viewers assume, and the fonts that give no letters."""

from pypdf.generic import DictionaryObject, NameObject

from segur_check.pieces.pdf.objects import array, at, dictionary
from segur_check.values.pattern import Pattern

_IDENTITY = ("/Identity-H", "/Identity-V")
# A drawing named by its number: "/g12", "/c0a", "/glyph7".
_A_NUMBER = Pattern(r"/(?:[A-Za-z]{1,2}|cid|glyph|index|char)?[0-9A-Fa-f]{1,5}")


def coded(font: DictionaryObject) -> DictionaryObject:
    """The font, with the coding that viewers assume where it names none.

    pypdf assumes the standard coding, which has no accents; viewers read the codes of a TrueType font
    as Windows does.
    """
    if at(font, "/Subtype") != "/TrueType" or "/Encoding" in font or "/ToUnicode" in font:
        return font
    return DictionaryObject(font | {NameObject("/Encoding"): NameObject("/WinAnsiEncoding")})


def may_be_mute(font: DictionaryObject) -> bool:
    """Whether nothing in a font says which letters its codes are."""
    if "/ToUnicode" in font:
        return False
    kind = at(font, "/Subtype")
    if kind == "/Type0":
        return at(font, "/Encoding") in _IDENTITY
    descriptor = dictionary(at(font, "/FontDescriptor"))
    embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    return kind == "/Type3" or (embedded and not _names_letters(at(font, "/Encoding")))


def _names_letters(coding: object) -> bool:
    """Whether a coding is a known one, or names a letter by more than a number."""
    differences = array(dictionary(coding), "/Differences")
    names = [name for name in differences if isinstance(name, str)]
    return isinstance(coding, str) or (bool(names) and not all(map(_A_NUMBER.fullmatch, names)))
