"""Figures inside a label: "TVA (20 % de 358,33 €)", "Total TTC dont 71,67 € de TVA".

The words beside such a figure say what it is; it is never the value of the label that holds it.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from segur_check.pieces.figures.layout import Line
from segur_check.pieces.figures.written import FRENCH_RATES, Amount
from segur_check.pieces.words.label_words import NOT_OF_VAT, has_word
from segur_check.pieces.words.tax_words import PriceKind, kinds_of, names_vat
from segur_check.values.pattern import Pattern

# What follows an amount immediately and says what it is: "430,00 € TTC", "71,67 € de TVA".
SUFFIX = Pattern(
    r" ?\(?(h\.? ?t\b\.?|hors[ -]taxes?|t\.? ?t\.? ?c\b\.?|toutes taxes comprises"
    r"|(?:de |d')(?:la )?(?:t\.?v\.?a\b\.?|taxes?\b)|of (?:vat|tax)\b)\)?"
)
_BASE_BEFORE = Pattern(
    r"(?:\b(?:sur|bases?|assiette|on)\b(?: (?:de|du|d'|une?|le|la|les|total|montant|imposable|taxable|ht|h\.t\.|net|somme))*"
    r" ?:? ?|(?:%|pour ?cent)\)? ?(?:de|d'|du|x|×|\*|of|on) ?)\Z"
)
# As in: 358,33 € x 20 %, or 358,33 € à 20 %.
_BASE_AFTER = Pattern(
    r" ?(?:ht|h\.t\.)? ?(?:(?:x|×|\*|a|au taux de|@) ?\d{1,2}(?:[.,]\d{1,3})? ?%"
    r"|(?:x|×|\*) ?(?:20|10|8[.,]5|5[.,]5|2[.,]1)(?:[.,]?0{1,2})? ?=)"
)
_PART_BEFORE = Pattern(
    r"[(,;-]? ?\b(?:dont|soit|y compris|incluant|comprenant|including|of which|i\.e\.)\b[^\d€]*"
    r"(?:\d{1,2}(?:[.,]\d{1,3})? ?% ?(?:de )?[^\d€]{0,12})?\Z"
)
_SOIT = Pattern(r"[(,;-]? ?soit\b")
_CLOSES = Pattern(r"[ ).,:=€]*\Z")


class Inset(Struct, frozen=True):
    """An amount inside a label, the span of its own words, and what these say it is."""

    amount: Amount
    start: int
    end: int
    label: PriceKind | None

    @property
    def words(self) -> slice:
        """The span, to cut the words out of a line."""
        return slice(self.start, self.end)


def insets_of(line: Line) -> dict[int, Inset]:
    """The amounts of a line that stand inside a label, by their start."""
    return {inset.amount.start: inset for inset in _insets(line)} if line.amounts else {}


def without_insets(line: Line, insets: dict[int, Inset]) -> str:
    """The flat text of the line with blanks in their place: every other word stays where it was."""
    words = line.flat
    for inset in insets.values():
        blanks = " " * (inset.end - inset.start)
        words = words[: inset.start] + blanks + words[inset.end :]
    return words


def _insets(line: Line) -> Iterator[Inset]:
    last_end = 0  # of the amount before, from where the words may belong to this one
    for rank, amount in enumerate(line.amounts):
        after = line.amounts[rank + 1] if rank + 1 < len(line.amounts) else None
        inset = (
            _in_brackets(line, amount, last_end)
            or _part(line, amount, last_end, after)
            or _base(line, amount, last_end)
        )
        if amount.euro or amount.value not in FRENCH_RATES:  # "TVA 8,50 sur 2 850,00"
            last_end = amount.end
        if inset is not None:
            yield inset


def _in_brackets(line: Line, amount: Amount, last_end: int) -> Inset | None:
    """An amount between brackets, with words or a rate of its own."""
    opened = line.flat.rfind("(", 0, amount.start)
    if opened < 0 or ")" in line.flat[opened : amount.start]:
        return None
    closed = line.flat.find(")", amount.end)
    closed = len(line.flat) if closed < 0 else closed
    first = max(opened + 1, last_end)
    before, after = line.flat[first : amount.start], line.flat[amount.end : closed]
    if not has_word(f"{before} {after}") and not re.search(r"[%=x×*]|ht\b", f"{before}{after}"):
        return None
    label = _suffix_label(line, amount) or _label(before)
    if _BASE_BEFORE.search(before) or _BASE_AFTER.match(after):
        label = _base_label(f"{line.flat[:opened]} {before}", after)
    elif label is None:  # "(dont 71,67 € TVA 20 %)"
        label = _label(re.split(r"\d", after, maxsplit=1)[0])
    start = opened if last_end <= opened else amount.start
    return Inset(amount, start, min(closed + 1, len(line.flat)), label)


def _base(line: Line, amount: Amount, last_end: int) -> Inset | None:
    """An amount to which a rate is applied: "TVA 20 % sur 358,33 €", "358,33 € x 20 %"."""
    before, after = line.flat[last_end : amount.start], line.flat[amount.end :]
    lead, rate_after = _BASE_BEFORE.search(before), _BASE_AFTER.match(after)
    if rate_after is not None:
        end = amount.end + rate_after.end()
        return Inset(amount, amount.start, end, _base_label(before, after))
    if lead is None or not (names_vat(before) or "%" in before):
        return None
    return Inset(amount, last_end + lead.start(), amount.end, _base_label(before, after))


def _base_label(before: str, after: str) -> PriceKind | None:
    """The base of VAT is the net; that of a reduction or of penalties is no part of the price."""
    return None if NOT_OF_VAT.search(before) or NOT_OF_VAT.search(after) else PriceKind.HT


def _part(line: Line, amount: Amount, last_end: int, after: Amount | None) -> Inset | None:
    """An amount that a label says is part of its own, which stands further right."""
    before = line.flat[last_end : amount.start]
    lead = _PART_BEFORE.search(before)
    if lead is None or after is None or not before[: lead.start()].strip(" :"):
        return None
    suffix = SUFFIX.match(line.flat, amount.end)
    end = suffix.end() if suffix else amount.end
    if not _CLOSES.match(line.flat[end : after.start]):
        return None
    if _SOIT.match(lead[0]) and _BASE_BEFORE.search(lead[0]):
        return None  # "soit 20 % de 358,33 €"
    label = _suffix_label(line, amount) or _label(lead[0])
    return Inset(amount, last_end + lead.start(), end, label)


def _suffix_label(line: Line, amount: Amount) -> PriceKind | None:
    suffix = SUFFIX.match(line.flat, amount.end)
    return _label(suffix[1]) if suffix else None


def _label(words: str) -> PriceKind | None:
    kinds = kinds_of(words)
    return next(iter(kinds)) if len(kinds) == 1 else None
