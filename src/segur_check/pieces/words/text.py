"""The text of a document, normalised, and the identifiers in it."""

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
# The numbers of notes: NFKC would make them digits of the figure beside them.
_NOTES = Pattern("[¹²³⁰⁴⁵⁶⁷⁸⁹①②③④⑤⑥⑦⑧⑨]")
# What some fonts draw for a narrow no-break space after the digits of an amount or a rate.
_BOXES = "\u25a0\u25a1\ufffd"
_BOX_IN_NUMBER = Pattern(rf"(?<=\d)[{_BOXES}](?=[\d\u20ac%])")
# What fonts without the narrow blank draw for it between thousands or before a sign: "58?250,00",
# "58 /250,00", "20?%". What replaces it is as wide, and keeps its right end where it was.
_LOST_IN_NUMBER = Pattern(
    r"\d{1,3}(?<!\d{4})(?:(?: ?[?\x00]\d{3})+(?!\d)|(?: ?/ ?\d{3})+(?=[.,]\d\d(?!\d)| ?\u20ac))"
)
_LOST_BEFORE_SIGN = Pattern(r"(?<=\d)( ?)[?/\x00](?= ?[\u20ac%])")
# A text of two bytes a sign that was read byte by byte: "\x00T\x00o\x00t\x00a\x00l"; " /" and " \xac" in it
# are the narrow blank and the euro.
_TWO_BYTES = Pattern(r"\x00[^\x00\n](?:\x00[^\x00\n]|(?: [^\x00\n ])(?=\x00))+(?: \xac)?")
_NUL = "\x00"
_ODD_BLANK = Pattern(r"[^\S \n]")
# A figure drawn twice in the same place, which makes it look bold; bounded, because of pages full of
# digits. Here and wherever figures are looked for, what may not stand before a figure is checked after
# its first digit: an expression that begins with a digit is tried only at digits.
_STRUCK_TWICE = Pattern(r"(\d(?<![\d.,]\d)[\d .]{0,15}(?:[.,]\d\d)?(?: ?[€%])?)\1(?![\d.,])")
# A number, maybe written in groups: "330781196", "33 078 119 6", "2A0000014".
_NUMBER = Pattern(r"\d(?<!\w\d)(?:(?<=2)[ABab])?\d*(?:[ .]\d+)*(?!\w)")
# What stands before the number of a company, which identifies no client.
_COMPANY = Pattern(r"(?:\bSIREN\b[^\d\n]{0,12}|\bFR ?\d\d ?)\Z", re.IGNORECASE)
_BEFORE = 24  # signs: as long as what may stand there
# A day followed by more digits: "20260815001" numbers the documents of a day, "15.08.2026 1" is a day
# before a quantity. No FINESS, RPPS or SIREN begins with 201 to 204.
_DAY_AND_MORE = Pattern(r"20[1-4]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_DAY_IN_GROUPS = Pattern(
    r"(?:0?[1-9]|[12]\d|3[01])(?<!\d\d\d)([ .])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d(?!\d)"
    r"|20\d\d(?<!\d\d\d\d\d)([ .])(?:0[1-9]|1[0-2])\2(?:0[1-9]|[12]\d|3[01])(?!\d)"
)
_FLAW_BY_LENGTH = {9: finess_flaw, 11: rpps_flaw, 14: siret_flaw}
_SHORTEST = min(_FLAW_BY_LENGTH)
_TEXTS_KEPT = 32
_LONGEST_KEPT = 60_000  # signs: twenty pages of an order


class Number(Struct, frozen=True):
    """An identifier with a valid check digit, in plain form, and its span in the text."""

    value: str
    start: int
    end: int


def kept(derive: Callable[[str], _Derived]) -> Callable[[str], _Derived]:
    """A function of a text that keeps what it derived from the last texts.

    Several controls look at the same document, and the same document comes back in the dossiers of a
    lot. Nothing is kept of long texts: they are rare, and would make a process grow.
    """
    cached = lru_cache(maxsize=_TEXTS_KEPT)(derive)

    @wraps(derive)
    def derived(text: str) -> _Derived:
        return cached(text) if len(text) <= _LONGEST_KEPT else derive(text)

    return derived


@kept
def normalised(text: str) -> str:
    """The text in NFKC, without soft hyphens, with single spaces between the words of a line."""
    return "\n".join([" ".join(line.split()) for line in columns(text)])


@kept
def columns(text: str) -> tuple[str, ...]:
    """Its lines in NFKC, without soft hyphens, each blank replaced by a space: columns stay in place."""
    composed = text
    if not text.isascii():
        composed = unicodedata.normalize("NFKC", _NOTES.sub(" ", text)).replace(_SOFT_HYPHEN, "")
        if any(box in composed for box in _BOXES):
            composed = _BOX_IN_NUMBER.sub(" ", composed)
    composed = _blanks_restored(composed)
    lines = composed.splitlines()
    if not lines:
        return ()
    # All lines at once: one by one, it takes several times longer.
    together = _STRUCK_TWICE.sub(_undoubled, _ODD_BLANK.sub(" ", "\n".join(lines)))
    return tuple([line.rstrip() for line in together.split("\n")])


def is_in_two_bytes(text: str) -> bool:
    """Whether signs of a text take two bytes each, which pushes what follows them to the right."""
    return _NUL in text and _TWO_BYTES.search(text) is not None


def _blanks_restored(text: str) -> str:
    """The text with the blanks of its numbers that a font or a program lost."""
    if _NUL in text:
        text = _TWO_BYTES.sub(_decoded, text)
    if _NUL in text or "?" in text or "/" in text:
        text = _LOST_IN_NUMBER.sub(_in_groups, _LOST_BEFORE_SIGN.sub(r"\1 ", text))
    return text.replace(_NUL, " ") if _NUL in text else text


def _decoded(two_bytes: re.Match[str]) -> str:
    """The signs, in the same width: a figure keeps its right end in place, a word its left one."""
    width = len(two_bytes[0])
    pairs = zip(two_bytes[0][::2], two_bytes[0][1::2], strict=True)
    signs = "".join(chr(ord(high) * 256 + ord(low)) for high, low in pairs if ord(low) < 256)  # noqa: PLR2004
    signs = _ODD_BLANK.sub(" ", signs)
    return signs.rjust(width) if signs[:1].isdigit() else signs.ljust(width)


def _in_groups(number: re.Match[str]) -> str:
    return " ".join(re.split(r"\D+", number[0])).rjust(len(number[0]))


def _undoubled(twice: re.Match[str]) -> str:
    """A figure that was drawn twice; "22" or "1 1" was not."""
    figure = twice[1]
    return figure if re.search(r"[.,]\d\d|[€%]", figure) else twice[0]


def flat(text: str) -> str:
    """The text in lower case without accents, sign for sign: every sign stays where it was."""
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
    """What each sign becomes, by its code, worked out only once: documents use few signs."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        low = unicodedata.normalize("NFKD", sign)[0].lower()
        plain = low if len(low) == 1 else sign
        if len(self) < _SIGNS_MOST:
            self[code] = plain
        return plain


_FLAT = _Flat()
_SIGNS_MOST = 2_000  # kept, because of documents that show all of Unicode
_NOT_ASCII = Pattern(r"[^\x00-\x7f]")
_SIGNS_FEW = 60  # if there are more, one walk over the text is faster than replacing each


def identifiers_in(text: str) -> frozenset[str]:
    """The FINESS, RPPS and SIRET in a text whose check digit is valid, in plain form."""
    return frozenset(number.value for number in numbers_in(normalised(text)))


def numbers_in(text: str) -> Iterator[Number]:
    """The FINESS, RPPS and SIRET in a normalised text whose check digit is valid, and where they are.

    A number is a group of digits between blanks, or a whole run of groups. A SIREN looks like a
    FINESS: a number that is called a SIREN is left out.
    """
    for run in _NUMBER.finditer(text):
        if run.end() - run.start() < _SHORTEST:
            continue
        before = text[max(0, run.start() - _BEFORE) : run.start()]
        if before.endswith("+") or _COMPANY.search(before):
            continue  # "+33 2 98 00 00 00" is a telephone number
        for digits, start, end in _readings(run):
            if _DAY_AND_MORE.match(digits):
                continue
            number = canonical(digits)
            flaw = _FLAW_BY_LENGTH.get(len(number))
            if flaw is not None and flaw(number) is None:
                yield Number(number, start, end)


def _readings(run: re.Match[str]) -> list[tuple[str, int, int]]:
    """A run of groups as one number, unless it holds a day, and each of its groups; with their spans."""
    groups = re.split("[ .]", run[0])
    readings: list[tuple[str, int, int]] = []
    if not _DAY_IN_GROUPS.search(run[0]):
        readings.append(("".join(groups), run.start(), run.end()))
    if len(groups) > 1:
        start = run.start()
        for group in groups:
            readings.append((group, start, start + len(group)))
            start += len(group) + 1
    return readings
