"""What the words of a caption say: where it goes on, which unit it is, which figure it names."""

import re

from segur_check.pieces.figures.field_lines import names_rate
from segur_check.pieces.words.tax_words import kinds_of
from segur_check.pieces.words.text import flat
from segur_check.values.pattern import Pattern

_LEADERS = Pattern(r"(?:[.…_·]\s*){3,}")
_LETTER = Pattern(r"[^\W\d_]")
_UNIT = Pattern(r"\(?(?:€|eur|euros?|%)?\)? ?\(?(?:h\.?t\.?|t\.?t\.?c\.?)?\)?", re.IGNORECASE)
_UNIT_BEFORE = Pattern(r"\A(?:€|eur|euros?|%) ?[,;] ?", re.IGNORECASE)


def plain(text: str) -> str:
    """A caption without the dots that lead to its box, its colon, the star of what must be filled.

    Nor with the unit of the box before it: "HT : ____ €, TVA : ____".
    """
    without_leaders = " ".join(_LEADERS.sub(" ", text).split()).strip(" :*.")
    return _UNIT_BEFORE.sub("", without_leaders)


def is_unit(plain_text: str) -> bool:
    """Whether a plain caption is a unit, as "€ HT", or nothing."""
    return _UNIT.fullmatch(plain_text) is not None


def goes_on(text: str) -> bool:
    """Whether a text goes on from what stands before: "(en euros)", "de la TVA"."""
    first = text.lstrip()[:1]
    return first.islower() or first == "(" or not _LETTER.search(text)


def label_of(left: str, above: str) -> str:
    """The label of a box with a text at its left and a heading above; "" where they contradict each other.

    Where the left names no figure and the heading does, it is both: the row and the column.
    """
    if not (left and above):
        return left or above
    figures_left, figures_above = _figures(left), _figures(above)
    if figures_left and figures_above and figures_left != figures_above:
        return ""
    return row_and_column(left, above) if figures_above and not figures_left else left


def row_and_column(row: str, column: str) -> str:
    """The label of a cell. "Taux" keeps its distance: only when alone in its cell is it the rate of VAT."""
    return f"{row}  {column}" if names_rate(flat(column)) else f"{row} {column}"


def _figures(label: str) -> frozenset[str]:
    """The figures that a label names: the rate of VAT, or kinds of amounts."""
    low = flat(label)
    return frozenset({"rate"} if names_rate(low) else map(str, kinds_of(low)))
