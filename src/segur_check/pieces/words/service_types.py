"""The type of the prestation of wave 2, V2 or V1V2, as an order gives it or as its boxes are ticked.

"Vague 2" is the name of the programme, and "Hospilog V2" that of a version: neither is a type. "Vague 1 + Vague 2"
is one, and "Vague 2" too where it has a box beside the box of both.
"""

import re
from collections.abc import Iterable

from segur_check.values.pattern import Pattern

V2, V1V2 = "V2", "V1V2"

_BOTH_WAVES = r"(?:v ?1 ?(?:et |\+ ?|/ ?|- ?|& ?)?v ?2)"
_TYPE = rf"(?P<both>{_BOTH_WAVES})|(?P<second>v ?2)"
_END = r"(?![\w]|\.\d)"
_WAVES = r"(?:vagues? ?1 ?(?:et|\+|&) ?(?:la )?(?:vague )?2)"
_BOXED = rf"(?P<both>{_BOTH_WAVES})|(?P<second>v ?2)|(?P<waves>{_WAVES})|(?P<wave>vague ?2)"
# A type that is labelled; in brackets after the prestation or its wave; right behind it.
_NAMED = (
    Pattern(rf"\btypes? (?:de |de la |d'une )?prestations?\W{{0,40}}(?:{_TYPE}){_END}"),
    Pattern(rf"\b(?:prestations?|vagues? [12])\b[^():]{{0,80}}\((?:{_TYPE}){_END}\)"),
    Pattern(
        rf"\bprestations?(?: segur)?(?: (?:dpi|pfi|ri|ris|db|drimbox|lgc|lgo|sgl|sgl|dui))?(?: de type)? ?[-:\u2013\u2014]? ?(?:{_TYPE}){_END}"
    ),
)
_ANYWHERE = Pattern(rf"(?<![\w.])(?:{_TYPE}){_END}|(?P<waves>\b{_WAVES}\b)")
_TICKED = r"(?:\[ ?[xv\u2713\u2714] ?\]|\( ?x ?\)|[\u2611\u2612\u2714\u2713\u22a0\u25a0])"
_EMPTY = r"(?:\[ *\]|\( *\)|[\u2610\u25a1\u25cb\u25fb])"
_BOX_FIRST = Pattern(rf"(?:(?P<ticked>{_TICKED})|{_EMPTY}) ?(?:{_BOXED}){_END}")
_BOX_LAST = Pattern(rf"(?<![\w.])(?:{_BOXED}) ?(?:(?P<ticked>{_TICKED})|{_EMPTY})")
_BOTH_NAMED = Pattern(
    rf"\btypes? (?:de |de la |d'une )?prestations?\W{{0,40}}{_WAVES}{_END}|\bprestations?\b[^.;:]{{0,60}}\b{_WAVES}{_END}"
)
_BOTH = Pattern(rf"\b{_WAVES}\b")
_SECOND_WAVE = Pattern(r"\b(?:vague ?2|(?:2e|2eme|seconde|deuxieme) vague)\b")


def _type(match: re.Match[str]) -> str:
    return V2 if match["second"] else V1V2


def boxed_types(lines: Iterable[str]) -> dict[str, bool]:
    """The types that stand beside a box, and whether it is ticked; lines in lower case, no accents."""
    boxes: dict[str, bool] = {}
    waves: dict[str, bool] = {}
    for line in lines:
        first = _BOX_FIRST.search(line)
        last = _BOX_LAST.search(line)
        pattern = _BOX_FIRST if first and (not last or first.start() < last.start()) else _BOX_LAST
        for match in pattern.finditer(line):
            named = V2 if match["second"] or match["wave"] else V1V2
            into = waves if match["wave"] or match["waves"] else boxes
            into[named] = into.get(named, False) or match["ticked"] is not None
    if V1V2 in waves:
        boxes |= {name: boxes.get(name, False) or ticked for name, ticked in waves.items()}
    return boxes


def names_both_waves(line: str) -> bool:
    """Whether a line gives both waves, and not the second too, as what the prestation is of."""
    return _BOTH_NAMED.search(line) is not None and not names_second_wave(line)


def names_second_wave(line: str) -> bool:
    """Whether a line names the second wave alone."""
    return _SECOND_WAVE.search(_BOTH.sub(" ", line)) is not None


def named_types(line: str) -> set[str]:
    """The types that a line gives as that of the prestation."""
    return {_type(match) for pattern in _NAMED for match in pattern.finditer(line)}


def mentioned_types(line: str) -> set[str]:
    """The types that a line holds, whatever they are said of."""
    return {_type(match) for match in _ANYWHERE.finditer(line)}
