"""The tables of the page of docs/, and how they write counts and shares."""

from collections.abc import Iterable
from fractions import Fraction

NBSP = "\N{NO-BREAK SPACE}"


def table(heads: Iterable[object], rows: Iterable[Iterable[object]]) -> str:
    """A table of Markdown, its first column at the left, the others at the right."""
    heads = tuple(heads)
    rule = "|".join(["---", *["--:"] * (len(heads) - 1)])
    lines = [f"| {' | '.join(map(str, row))} |" for row in (heads, *rows)]
    return "\n".join([lines[0], f"|{rule}|", *lines[1:], ""])


def count(value: int) -> str:
    """A number, its thousands parted."""
    return f"{value:,}".replace(",", NBSP)


def rate(value: Fraction | None) -> str:
    """Three decimals, cut and not rounded: 1,000 is without a fault."""
    if value is None:
        return "—"
    thousandths = value.numerator * 1000 // value.denominator
    return f"{thousandths // 1000},{thousandths % 1000:03}"
