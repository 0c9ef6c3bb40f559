"""Whether words name the price excluding VAT, the VAT or the price including it.

All in lower case without accents. The name of the tax is not enough: "TVA incluse" is the gross, and
"assiette TVA" the net.
"""

import re
from enum import StrEnum
from functools import lru_cache

from segur_check.values.pattern import Pattern

_KEPT = 4_096  # texts: a heading is judged again for each figure under it


class PriceKind(StrEnum):
    """What an amount is: the price excluding VAT, the VAT, the price including it."""

    HT = "HT"
    VAT = "TVA"
    TTC = "TTC"


_TAX = r"(?:t\.? ?v\.? ?a\b\.?|taxes?\b|vat\b|tax\b)"
_ITS_RATE = r"(?: ?(?:de |a |au taux de |at )?\(?\d{1,2}(?:[.,]\d{1,3})? ?%\)?)?"
_NET_WORDS = r"(?:h\.? ?t\b\.?|hors[ -]+taxes?)"
_HT = Pattern(rf"\b{_NET_WORDS}|\bnet ht\b")
_TTC = Pattern(r"\bt\.? ?t\.? ?c\b\.?|\btoutes taxes\b|\btaxes comprises\b")
# The names of the net and the gross that hold the name of the tax.
_GROSS = Pattern(r"\btoutes taxes(?: comprises)?|\btaxes comprises|\bhors[ -]+taxes?")
_TAX_NAMED = Pattern(rf"\b{_TAX}|\btaxe sur la valeur ajoutee")
# A tax other than VAT, or no tax at all.
_OTHER_TAX = Pattern(
    r"\beco-?(?:taxe|participation|contribution)s?|\btaxes? (?:d'|de sejour|fonciere|fiscale)"
    r"|\b(?:tax|vat) (?:id|no|number|reg\w*)\b"
)
# The VAT number of a company, or a legal notice.
_VAT_NUMBER = Pattern(
    r"(?:n°|numero|no\.?|ident\w{0,12}) {0,4}(?:de {0,4})?(?:la {0,4})?(?:tva|t\.v\.a)|tva {0,4}(?:intra|ue\b|fr\b)"
    r"|tva {0,4}non {0,4}applicable|vat (?:number|no\b|id\b)"
)
# Words that make the name of the tax name another amount, and what they stand for.
_REWORDED = (
    (Pattern(r"\bh\.?t\.?v\.?a\b\.?"), " ht "),
    (Pattern(r"\bt\.?v\.?a\.?c\b\.?"), " ttc "),
    # an exemption: neither VAT, nor net, nor gross
    (
        Pattern(
            rf"(?:exoner\w+|exempt\w*|non (?:soumise?s?|assujettie?s?|imposables?)|hors champ)"
            rf"(?: (?:a|de|d'|from))?(?: (?:la|the))? {_TAX}"
        ),
        " ",
    ),
    # the VAT, with the name of its net: "TVA 20 % sur le montant HT"
    (
        Pattern(
            rf"\b{_TAX}{_ITS_RATE} (?:sur|on|of|du|de)(?: (?:le|la|the|l'))?"
            rf"(?: (?:total|montant|prix|base|net|amount))? ?{_NET_WORDS}"
        ),
        " tva ",
    ),
    # both together: "Total HT + TVA"
    (Pattern(rf"\b{_NET_WORDS} ?(?:\+|&|plus) ?(?:la )?{_TAX}"), " ttc "),
    # the net, which is also the base of the tax
    (
        Pattern(
            rf"\b(?:hors|sans|avant|net(?:te)?s? (?:de|d'|of)|non compris\w*|without|before|excl\w*|ex|less)\.?"
            rf"[ -]+(?:la |toutes? |any |of )?{_TAX}"
            rf"|\b{_TAX}{_ITS_RATE} (?:non (?:comprise?s?|incluse?s?)|en sus|en plus|excluded|exclusive|extra)\b"
            rf"|\b(?:soumise?s?|assujettie?s?) (?:a|au taux)(?: de)?(?: la)?(?: {_TAX})?"
            rf"|\bassiette(?: (?:de calcul|imposable|taxable))?(?: (?:de|pour))?(?: la)?(?: {_TAX})?"
            rf"|\bbases?(?: (?:de calcul|imposable|taxable))?(?: (?:de|pour))?(?: la)? {_TAX}"
            r"|\bbases? (?:imposables?|taxables?|d'imposition|de calcul)\b|\A\W*(?:bases?|net)\W*\Z"
            r"|\b(?:montants?|total|somme) (?:imposables?|taxables?)\b|\btaxable(?: (?:amount|base|value))?\b"
            r"|\btax base\b|\buntaxed(?: amount)?\b|\bnet (?:amount|total|value)\b"
        ),
        " ht ",
    ),
    # the gross
    (
        Pattern(
            rf"\b{_TAX}{_ITS_RATE} (?:incluse?s?|inclue?s?|comprise?s?|included|inclusive|incl?\b)"
            rf"|\b(?:avec|y ?compris|toutes?|apres|with|including|inclusive of|incl\w*|inc|yc)\.?"
            rf"(?: (?:la|les|the|all|any|toutes))?{_ITS_RATE}(?: (?:de|la))? ?{_TAX}"
        ),
        " ttc ",
    ),
)


@lru_cache(maxsize=_KEPT)
def kinds_of(text: str) -> frozenset[PriceKind]:
    """The kinds of price that a text names: none in a VAT number, the gross in "TVA incluse"."""
    words = _without_other_taxes(text)
    for wording, meaning in _REWORDED:
        words = wording.sub(meaning, words)
    kinds = set()
    if _HT.search(words):
        kinds.add(PriceKind.HT)
    if _TTC.search(words):
        kinds.add(PriceKind.TTC)
    if _TAX_NAMED.search(_GROSS.sub(" ", words)):
        kinds.add(PriceKind.VAT)
    return frozenset(kinds)


def names_vat(text: str) -> bool:
    """Whether a text names the tax, whatever it says of it: a rate beside it is then one of VAT."""
    return bool(_TAX_NAMED.search(_without_other_taxes(text)))


def _without_other_taxes(text: str) -> str:
    return _OTHER_TAX.sub(" ", _VAT_NUMBER.sub(" ", text))


@lru_cache(maxsize=_KEPT)
def nearest_cell(before: str) -> str:
    """The last cell of the text before a figure that names a kind of price; "" when none does."""
    cells = reversed(re.split(r" {2,}", before))
    return next((cell for cell in cells if kinds_of(cell)), "")


def nearest_kinds(before: str) -> frozenset[PriceKind]:
    """The kinds of price named in the last cell before a figure that names any."""
    return kinds_of(nearest_cell(before))
