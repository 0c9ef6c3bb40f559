"""MNT004, MNT005, MNT007, MNT008, MNT012, MNT014: the VAT of the JSON and its rate."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal

from segur_check.case.context import Context
from segur_check.case.control import NotChecked, NotCheckedKind, Outcome, Place, Problem, control
from segur_check.case.mends import Mend
from segur_check.case.rates import USUAL_RATES, agreed_rate
from segur_check.case.vat import OVERSEAS, at_zero_rate, outside_drom, territories_of
from segur_check.case.when import any_amounts, any_request
from segur_check.dossier.request import Amounts, Request
from segur_check.values.identifiers import DROM
from segur_check.values.money import CENT, vat_of
from segur_check.values.wording import Euros, Items, Percent, Term, Value

# Rates of France that are not those of this prestation.
_OTHER_RATES = frozenset({Decimal(10), Decimal("5.5"), Decimal("2.1")})
_RATE_OF_TERRITORY = {
    "971": Decimal("8.5"), "972": Decimal("8.5"), "974": Decimal("8.5"),
    "973": Decimal(0), "976": Decimal(0), "977": Decimal(0), "978": Decimal(0),
}  # fmt: skip
_METROPOLITAN_RATE = Decimal(20)


def _is_rate(rate: Decimal) -> bool:
    return rate in USUAL_RATES or rate in _OTHER_RATES


def _vat_gap(amounts: Amounts) -> tuple[Decimal, Decimal] | None:
    """The VAT written (or else TTC − HT), and HT × rate; None where they are equal, or not told."""
    ht, rate, vat = amounts.ht, amounts.rate, amounts.implied_vat
    if ht is None or rate is None or vat is None or not _is_rate(rate):
        return None
    expected = vat_of(ht, rate)
    return None if vat == expected else (vat, expected)


def _vat_problems(context: Context, *, by_a_cent: bool) -> Iterator[Outcome]:
    for amounts in context.line.priced:
        gap = _vat_gap(amounts)
        if gap is None or amounts.ht is None or amounts.rate is None:
            continue
        found, expected = gap
        difference = abs(found - expected)
        if (difference <= CENT) is not by_a_cent:
            continue
        values: dict[str, Value] = {
            "found": Euros(found),
            "expected": Euros(expected),
            "ht": Euros(amounts.ht),
            "rate": Percent(amounts.rate),
            "difference": Euros(difference),
        }
        written = amounts.vat is not None
        key = "montantTVA" if written else "montantSegurTTC"
        if not written and amounts.ttc is not None:
            values |= {"ttc": Euros(amounts.ttc), "expected_ttc": Euros(amounts.ht + expected)}
        yield Problem(
            Place(f"{amounts.pointer}/{key}"),
            values,
            variant="" if written else "implied",
            mends=tuple(_right_vat(amounts, found, expected)),
            sure=True,
        )


def _right_vat(amounts: Amounts, found: Decimal, expected: Decimal) -> Iterator[Mend]:
    """The one of VAT, rate and HT that is wrong, as the others make it; euros, percent."""
    ht, rate, ttc = amounts.ht, amounts.rate, amounts.ttc
    if ht is None or rate is None:
        return
    right = {} if amounts.vat is None else {f"{amounts.pointer}/montantTVA": expected}
    if ttc is not None and ttc == ht + found:  # it was made of the wrong VAT
        right[f"{amounts.pointer}/montantSegurTTC"] = ht + expected
    yield right
    for other in sorted(USUAL_RATES):
        if vat_of(ht, other) == found:
            yield {f"{amounts.pointer}/tauxTVA": other}
    if amounts.vat is not None and ttc is not None and vat_of(ttc - found, rate) == found:
        yield {f"{amounts.pointer}/montantSegurHT": ttc - found}


@control("MNT004", when=any_amounts(_vat_gap))
def vat_mismatch(context: Context) -> Iterator[Outcome]:
    """VAT that is not HT × rate, by more than a cent."""
    yield from _vat_problems(context, by_a_cent=False)


@control("MNT005", when=any_amounts(_vat_gap))
def vat_off_by_a_cent(context: Context) -> Iterator[Outcome]:
    """VAT one cent away from HT × rate."""
    yield from _vat_problems(context, by_a_cent=True)


def _has_unusual_rate(amounts: Amounts) -> bool:
    return amounts.rate is not None and amounts.rate not in USUAL_RATES


@control("MNT007", when=any_amounts(_has_unusual_rate))
def not_a_french_rate(context: Context) -> Iterator[Outcome]:
    """A rate that does not exist in France, or that is unusual for this prestation."""
    for rate, wrong in _by_rate(context, _has_unusual_rate).items():
        values: dict[str, Value] = {"found": Percent(rate)}
        variant = "unusual" if rate in _OTHER_RATES else ""
        right: Decimal | None = None
        if not variant and _is_rate(rate * 100):
            variant = "fraction"
            right = rate * 100
        elif (agreed := agreed_rate(context, wrong)) is not None:
            variant = "unusual_agreed" if rate in _OTHER_RATES else "agreed"
            right = agreed.rate
            values |= {
                "blocks": Items(tuple(amounts.pointer.rpartition("/")[2] for amounts in wrong)),
                "number": f"{right.normalize():f}",
                "told_by": agreed.told_by,
            }
        if right is not None:
            values["expected"] = Percent(right)
        rates = sorted(USUAL_RATES) if right is None else [right]
        mends = tuple(_written_in(wrong, each) for each in rates)
        yield Problem(
            _rates_of(wrong), values, variant=variant, mends=mends, sure=right is not None
        )


def _by_rate(context: Context, is_wrong: Callable[[Amounts], bool]) -> dict[Decimal, list[Amounts]]:
    """The amounts of the request whose rate is wrong, by that rate: it is told once."""
    by_rate: dict[Decimal, list[Amounts]] = defaultdict(list)
    for amounts in context.line.priced:
        if amounts.rate is not None and is_wrong(amounts):
            by_rate[amounts.rate].append(amounts)
    return by_rate


def _written_in(wrong: list[Amounts], rate: Decimal) -> Mend:
    """The one deed of writing a rate, in percent, into all of these."""
    return {f"{amounts.pointer}/tauxTVA": rate for amounts in wrong}


def _rates_of(wrong: list[Amounts]) -> tuple[Place, ...]:
    """Where the rates of these stand."""
    return tuple(Place(f"{amounts.pointer}/tauxTVA") for amounts in wrong)


@control("MNT008", when=any_request(territories_of))
def rate_of_another_territory(context: Context) -> Iterator[Outcome]:
    """A rate other than that of the client's territory."""
    territories = territories_of(context.line)
    if len(territories) != 1:
        return
    territory = territories.pop()
    if territory.startswith(OVERSEAS) and territory not in _RATE_OF_TERRITORY:
        yield NotChecked(NotCheckedKind.NOT_PUBLISHED, "territory", {"found": Term(territory)})
        return
    expected = _RATE_OF_TERRITORY.get(territory, _METROPOLITAN_RATE)

    def is_elsewhere(amounts: Amounts) -> bool:
        # Zero outside the DROM is a matter of the supplier's liability: MNT012 and PIE009.
        rate = amounts.rate
        return rate in USUAL_RATES and rate != expected and bool(rate or territory in DROM)

    for rate, wrong in _by_rate(context, is_elsewhere).items():
        values: dict[str, Value] = {
            "found": Percent(rate),
            "expected": Percent(expected),
            "territory": Term(territory),
        }
        yield Problem(_rates_of(wrong), values, mends=(_written_in(wrong, expected),))


@control("MNT012", when=any_amounts(lambda amounts: amounts.rate == 0))
def ttc_regime_without_vat(context: Context) -> Iterator[Outcome]:
    """`regimeTVA` says TTC, the rate is 0 %, and the client is outside the DROM."""
    order, amounts = context.line.order, at_zero_rate(context)
    if order is None or amounts is None or amounts.rate is None or order.regime != "TTC":
        return
    if outside_drom(context):
        yield Problem(Place(f"{order.pointer}/regimeTVA"))


def _is_invoiced(request: Request) -> bool:
    return request.invoice is not None


@control("MNT014", when=any_request(_is_invoiced))
def two_rates(context: Context) -> Iterator[Outcome]:
    """Two rates for one request inside the file."""
    first: Amounts | None = None
    for amounts in context.line.priced:
        if amounts.rate is None:
            continue
        if first is None or first.rate is None:
            first = amounts
        elif amounts.rate != first.rate:
            values: dict[str, Value] = {
                "found": Percent(amounts.rate),
                "expected": Percent(first.rate),
            }
            here, there = f"{amounts.pointer}/tauxTVA", f"{first.pointer}/tauxTVA"
            mends = ({here: first.rate}, {there: amounts.rate})
            yield Problem((Place(here), Place(there)), values, mends=mends)
