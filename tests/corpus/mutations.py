"""Changes of one thing in a truth, so that the document contradicts the JSON.

"consistent": the document stays right with itself (VAT and TTC follow, every identifier is another
client's). "lone": that figure alone changes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import Literal

from corpus.truth import Truth, vat_of

Variant = Literal["consistent", "lone"]

_MORE = tuple(map(Decimal, ("150", "41.67", "-13.60", "237.45", "1210.08", "9.10")))
_RATES = tuple(map(Decimal, ("10", "5.5", "8.5", "20", "2.1", "19.6")))
_DAYS = (3, -9, 30, 11, -28)
# Other clients' numbers, with right keys.
_RPPS = ("10100000024", "10100000032", "10100009579")
_FINESS = ("2A0000279", "490001245", "490007770", "970400990")
_SIRET = ("93000047600026", "94000057300029", "95000067900023")


@dataclass(frozen=True)
class Mutation:
    """What differs from the JSON; `hidden` instead of a change for a rate that isn't printed."""

    field: str
    variant: Variant
    hidden: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """As it stands in the name of a case."""
        return f"{self.field}-{self.variant}"


RATE_MISSING = Mutation("rate-missing", "lone", frozenset({"rate"}))
MUTATIONS = (
    Mutation("ht", "consistent"),
    Mutation("ht", "lone"),
    Mutation("vat", "lone"),
    Mutation("ttc", "lone"),
    Mutation("rate", "consistent"),
    Mutation("rate", "lone"),
    Mutation("date", "lone"),
    Mutation("identifiers", "consistent"),
    Mutation("identifiers", "lone"),
    RATE_MISSING,
)


def mutants(mutation: Mutation, truth: Truth) -> Iterator[Truth]:
    """The truths a mutation may give, best first: some may hold a value the document has anyway."""
    consistent = mutation.variant == "consistent"
    match mutation.field:
        case "ht":
            for more in _MORE:
                priced = truth.priced(truth.ht + more)
                yield priced if consistent else replace(priced, vat=truth.vat, ttc=truth.ttc)
        case "vat" | "ttc" as field:
            for more in _MORE:
                yield replace(truth, **{field: abs(getattr(truth, field) + more)})
        case "rate":
            for rate in (one for one in _RATES if one != truth.rate):
                vat = vat_of(truth.ht, rate)
                changed = replace(truth, rate=rate)
                yield replace(changed, vat=vat, ttc=truth.ht + vat) if consistent else changed
        case "date":
            for days in _DAYS:
                yield replace(truth, order_date=truth.order_date + timedelta(days=days))
        case "identifiers":
            yield from _other_clients(truth, consistent=consistent)
        case _:
            yield truth


def _other_clients(truth: Truth, *, consistent: bool) -> Iterator[Truth]:
    for shift in range(3):
        numbers = tuple(
            (label, _another(label, value, shift + at) if consistent or not at else value)
            for at, (label, value) in enumerate(truth.identifiers)
        )
        yield replace(truth, identifiers=numbers)


def _another(label: str, value: str, shift: int) -> str:
    pool = _RPPS if "RPPS" in label else _SIRET if "SIRET" in label else _FINESS
    # Of a SIRET, another of the same company would be the same client's.
    others = [one for one in pool if one[:9] != value[:9]]
    return others[shift % len(others)]
