"""What the text of a document says: normalised, and the identifiers that stand in it."""

import re
import unicodedata
from collections.abc import Iterator

from msgspec import Struct

from segur_check.identifiers import canonical, finess_flaw, rpps_flaw, siret_flaw
from segur_check.patterns import Pattern

_SOFT_HYPHEN = "\u00ad"
# Numbers of notes: NFKC would make them digits of the figure beside them.
_NOTES = dict.fromkeys(map(ord, "¹²³⁰⁴⁵⁶⁷⁸⁹①②③④⑤⑥⑦⑧⑨"), " ")
# What some fonts make of a narrow no-break space, after the digits of an amount or a rate.
_BOX_IN_NUMBER = Pattern("(?<=\\d)[\u25a0\u25a1\ufffd](?=[\\d\u20ac%])")
_BLANK = Pattern(r"\s")
# A figure drawn twice at one place, which makes it look bold; bounded, for a page of digits.
_STRUCK_TWICE = Pattern(r"(?<![\d.,])(\d[\d .]{0,15}(?:[.,]\d\d)?(?: ?[€%])?)\1(?![\d.,])")
# One number, possibly written in groups: "330781196", "33 078 119 6", "2A0000014".
_NUMBER = Pattern(r"(?<!\w)(?:2[ABab]|\d)\d*(?:[ .]\d+)*(?!\w)")
# What stands before the number of a company, which is no client's identifier.
_COMPANY = Pattern(r"(?:\bSIREN\b[^\d\n]{0,12}|\bFR ?\d\d ?)\Z", re.IGNORECASE)
_BEFORE = 24
_LENGTHS = {9: finess_flaw, 11: rpps_flaw, 14: siret_flaw}
_SHORTEST = min(_LENGTHS)


class Number(Struct, frozen=True):
    """An identifier with a right key, in plain form, and its span in the text."""

    value: str
    start: int
    end: int


def normalised(text: str) -> str:
    """The text in NFKC, without soft hyphens, every blank within a line written as a space."""
    return "\n".join(" ".join(line.split()) for line in columns(text))


def columns(text: str) -> list[str]:
    """Its lines in NFKC, without soft hyphens, every blank written as one space: columns stay."""
    composed = unicodedata.normalize("NFKC", text.translate(_NOTES)).replace(_SOFT_HYPHEN, "")
    lines = _BOX_IN_NUMBER.sub(" ", composed).splitlines()
    return [_STRUCK_TWICE.sub(_once, _BLANK.sub(" ", line).rstrip()) for line in lines]


def _once(struck: re.Match[str]) -> str:
    """A figure drawn twice, once; "22" or "1 1" is no figure drawn twice."""
    once = struck[1]
    return once if re.search(r"[.,]\d\d|[€%]", once) else struck[0]


def flat(text: str) -> str:
    """The text in lower case and without accents, sign for sign: places stay what they were."""
    return text.lower() if text.isascii() else text.translate(_FLAT)


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
        if _COMPANY.search(text[max(0, run.start() - _BEFORE) : run.start()]):
            continue
        place = run.start()
        groups = re.split("[ .]", run[0])
        written = [("".join(groups), run.start(), run.end())]
        for group in groups if len(groups) > 1 else ():
            written.append((group, place, place + len(group)))
            place += len(group) + 1
        for one, start, end in written:
            number = canonical(one)
            flaw = _LENGTHS.get(len(number))
            if flaw is not None and flaw(number) is None:
                yield Number(number, start, end)
