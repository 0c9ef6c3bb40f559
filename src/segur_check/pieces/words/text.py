"""What the text of a document says: normalised, and the identifiers that stand in it."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache, wraps
from typing import TypeVar

from msgspec import Struct

from segur_check.values.identifiers import canonical, finess_flaw, rpps_flaw, siret_flaw
from segur_check.values.pattern import Pattern

_Derived = TypeVar("_Derived")

_SOFT_HYPHEN = "\u00ad"
# Numbers of notes: NFKC would make them digits of the figure beside them.
_NOTES = Pattern("[¹²³⁰⁴⁵⁶⁷⁸⁹①②③④⑤⑥⑦⑧⑨]")
# What some fonts make of a narrow no-break space, after the digits of an amount or a rate.
_BOXES = "\u25a0\u25a1\ufffd"
_BOX_IN_NUMBER = Pattern(rf"(?<=\d)[{_BOXES}](?=[\d\u20ac%])")
# What a font without it makes of the narrow blank between thousands, or before a sign: "58?250,00",
# "58 /250,00", "20?%"; each is written with as many signs as before, its right end where it was.
_LOST_IN_NUMBER = Pattern(
    r"\d{1,3}(?<!\d{4})(?:(?: ?[?\x00]\d{3})+(?!\d)|(?: ?/ ?\d{3})+(?=[.,]\d\d(?!\d)| ?\u20ac))"
)
_LOST_BEFORE_SIGN = Pattern(r"(?<=\d)( ?)[?/\x00](?= ?[\u20ac%])")
# A text in two bytes a sign, read as one: "\x00T\x00o\x00t\x00a\x00l"; " /" and " \xac" in it are the narrow
# blank and the euro.
_TWO_BYTES = Pattern(r"\x00[^\x00\n](?:\x00[^\x00\n]|(?: [^\x00\n ])(?=\x00))+(?: \xac)?")
_NUL = "\x00"
_ODD_BLANK = Pattern(r"[^\S \n]")
# A figure drawn twice at one place, which makes it look bold; bounded, for a page of digits. Here and
# wherever a figure is looked for, what may not stand before it is asked after its first digit: an
# expression that begins with a digit is tried at digits alone.
_STRUCK_TWICE = Pattern(r"(\d(?<![\d.,]\d)[\d .]{0,15}(?:[.,]\d\d)?(?: ?[€%])?)\1(?![\d.,])")
# One number, possibly written in groups: "330781196", "33 078 119 6", "2A0000014".
_NUMBER = Pattern(r"\d(?<!\w\d)(?:(?<=2)[ABab])?\d*(?:[ .]\d+)*(?!\w)")
# What stands before the number of a company, which is no client's identifier.
_COMPANY = Pattern(r"(?:\bSIREN\b[^\d\n]{0,12}|\bFR ?\d\d ?)\Z", re.IGNORECASE)
_BEFORE = 24
# A day with more digits behind it: "20260815001" counts the papers of a day, "15.08.2026 1" stands
# before a quantity. No FINESS, RPPS nor SIREN begins with 201 to 204.
_DAY_AND_MORE = Pattern(r"20[1-4]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_DAY_IN_GROUPS = Pattern(
    r"(?:0?[1-9]|[12]\d|3[01])(?<!\d\d\d)([ .])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d(?!\d)"
    r"|20\d\d(?<!\d\d\d\d\d)([ .])(?:0[1-9]|1[0-2])\2(?:0[1-9]|[12]\d|3[01])(?!\d)"
)
_LENGTHS = {9: finess_flaw, 11: rpps_flaw, 14: siret_flaw}
_SHORTEST = min(_LENGTHS)
_TEXTS_KEPT = 32
_LONGEST_KEPT = 60_000  # signs: twenty pages of an order


class Number(Struct, frozen=True):
    """An identifier with a right key, in plain form, and its span in the text."""

    value: str
    start: int
    end: int


def kept(derive: Callable[[str], _Derived]) -> Callable[[str], _Derived]:
    """A function of a text, whose answers about the last texts are kept.

    Several controls look at the same paper, and a paper comes back in the dossiers of a lot. Long
    texts are not kept: few are, and they would make a process grow.
    """
    remembered = lru_cache(maxsize=_TEXTS_KEPT)(derive)

    @wraps(derive)
    def answer(text: str) -> _Derived:
        return remembered(text) if len(text) <= _LONGEST_KEPT else derive(text)

    return answer


@kept
def normalised(text: str) -> str:
    """The text in NFKC, without soft hyphens, every blank within a line written as a space."""
    return "\n".join([" ".join(line.split()) for line in columns(text)])


@kept
def columns(text: str) -> tuple[str, ...]:
    """Its lines in NFKC, without soft hyphens, every blank written as one space: columns stay."""
    composed = text
    if not text.isascii():
        composed = unicodedata.normalize("NFKC", _NOTES.sub(" ", text)).replace(_SOFT_HYPHEN, "")
        if any(box in composed for box in _BOXES):
            composed = _BOX_IN_NUMBER.sub(" ", composed)
    composed = _blanks_restored(composed)
    lines = composed.splitlines()
    if not lines:
        return ()
    # All lines at once: to look at them one by one takes several times longer.
    together = _STRUCK_TWICE.sub(_once, _ODD_BLANK.sub(" ", "\n".join(lines)))
    return tuple([line.rstrip() for line in together.split("\n")])


def is_in_two_bytes(text: str) -> bool:
    """Whether signs of a text stand in two bytes each, which pushes what follows them to the right."""
    return _NUL in text and _TWO_BYTES.search(text) is not None


def _blanks_restored(text: str) -> str:
    """The text with the blanks of its numbers where a font or a program lost them."""
    if _NUL in text:
        text = _TWO_BYTES.sub(_one_byte, text)
    if _NUL in text or "?" in text or "/" in text:
        text = _LOST_IN_NUMBER.sub(_apart, _LOST_BEFORE_SIGN.sub(r"\1 ", text))
    return text.replace(_NUL, " ") if _NUL in text else text


def _one_byte(met: re.Match[str]) -> str:
    """The signs, as wide as they stood: a figure keeps its right end, a word its left one."""
    pairs = (met[0][at : at + 2] for at in range(0, len(met[0]), 2))
    signs = "".join(chr(ord(one[0]) * 256 + ord(one[1])) for one in pairs if ord(one[1]) < 256)  # noqa: PLR2004
    signs = _ODD_BLANK.sub(" ", signs)
    return signs.rjust(len(met[0])) if signs[:1].isdigit() else signs.ljust(len(met[0]))


def _apart(met: re.Match[str]) -> str:
    return " ".join(re.split(r"\D+", met[0])).rjust(len(met[0]))


def _once(struck: re.Match[str]) -> str:
    """A figure drawn twice, once; "22" or "1 1" is no figure drawn twice."""
    once = struck[1]
    return once if re.search(r"[.,]\d\d|[€%]", once) else struck[0]


def flat(text: str) -> str:
    """The text in lower case and without accents, sign for sign: places stay what they were."""
    if text.isascii():
        return text.lower()
    signs = {*_NOT_ASCII.findall(text)}
    if len(signs) > _SIGNS_FEW:
        return text.translate(_FLAT)
    for sign in signs:
        text = text.replace(sign, _FLAT[ord(sign)])
    return text.lower()


def without_marks(decomposed: str) -> str:
    """A text in NFKD without its accents and other marks."""
    signs = {*_NOT_ASCII.findall(decomposed)}
    marks = [sign for sign in signs if unicodedata.combining(sign)]
    if len(marks) > _SIGNS_FEW:
        return decomposed.translate(dict.fromkeys(map(ord, marks)))
    for mark in marks:
        decomposed = decomposed.replace(mark, "")
    return decomposed


class _Flat(dict[int, str]):
    """What each sign becomes, found once: documents are written with few."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        low = unicodedata.normalize("NFKD", char)[0].lower()
        made = low if len(low) == 1 else char
        if len(self) < _SIGNS_MOST:
            self[code] = made
        return made


_FLAT = _Flat()
_SIGNS_MOST = 2_000  # of a document that shows all of Unicode, no more are kept
_NOT_ASCII = Pattern(r"[^\x00-\x7f]")
_SIGNS_FEW = 60  # beyond, one walk over the text is faster than a replacement of each


def identifiers_in(text: str) -> frozenset[str]:
    """The FINESS, RPPS and SIRET with a right key that stand in a text, in plain form."""
    return frozenset(one.value for one in numbers_in(normalised(text)))


def numbers_in(text: str) -> Iterator[Number]:
    """The FINESS, RPPS and SIRET with a right key of a normalised text, and where they stand.

    A number counts when it stands bounded: alone between its blanks, or a whole run of groups. A
    SIREN has the shape of a FINESS: one that says so is left out.
    """
    for run in _NUMBER.finditer(text):
        if run.end() - run.start() < _SHORTEST:
            continue
        before = text[max(0, run.start() - _BEFORE) : run.start()]
        if before.endswith("+") or _COMPANY.search(before):
            continue  # "+33 2 98 00 00 00" is a telephone's
        place = run.start()
        groups = re.split("[ .]", run[0])
        written = [("".join(groups), run.start(), run.end())]
        if _DAY_IN_GROUPS.search(run[0]):
            written.clear()
        for group in groups if len(groups) > 1 else ():
            written.append((group, place, place + len(group)))
            place += len(group) + 1
        for one, start, end in written:
            if _DAY_AND_MORE.match(one):
                continue
            number = canonical(one)
            flaw = _LENGTHS.get(len(number))
            if flaw is not None and flaw(number) is None:
                yield Number(number, start, end)
