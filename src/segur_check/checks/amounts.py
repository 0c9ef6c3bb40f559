"""MNT: amounts and VAT of the JSON; euros, half up, with the equation shown."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from segur_check.case.context import Context
from segur_check.case.control import NotChecked, NotCheckedKind, Outcome, Place, Problem, control
from segur_check.case.shares import base_of_the_avance, shares
from segur_check.dossier.request import Amounts, Request
from segur_check.values.identifiers import DROM, territory_of_finess, territory_of_postal_code
from segur_check.values.money import CENT, to_cents, vat_of
from segur_check.values.wording import Euros, Percent, Term, Value

# CGI 278 and 296; 0 is franchise, Guyane and Mayotte. The others exist in France, not for this.
_USUAL_RATES = frozenset({Decimal(20), Decimal("8.5"), Decimal(0)})
_OTHER_RATES = frozenset({Decimal(10), Decimal("5.5"), Decimal("2.1")})
_RATE_OF_TERRITORY = {
    "971": Decimal("8.5"), "972": Decimal("8.5"), "974": Decimal("8.5"),
    "973": Decimal(0), "976": Decimal(0), "977": Decimal(0), "978": Decimal(0),
}  # fmt: skip
_METROPOLITAN_RATE = Decimal(20)
_OVERSEAS = ("97", "98")


def _somewhere(is_so: Callable[[Amounts], object]) -> Callable[[Context], bool]:
    """Whether some amounts of a file are so: where none are, no request needs a look."""
    return lambda context: any(map(is_so, context.file.priced))


def _is_rate(rate: Decimal) -> bool:
    return rate in _USUAL_RATES or rate in _OTHER_RATES


def _vat_gap(amounts: Amounts) -> tuple[Decimal, Decimal] | None:
    """The VAT written (or left by TTC − HT) and the one that HT × rate makes; None when equal."""
    ht, rate, vat = amounts.ht, amounts.rate, amounts.implied_vat
    if ht is None or rate is None or vat is None or not _is_rate(rate):
        return None
    expected = vat_of(ht, rate)
    return None if vat == expected else (vat, expected)


def _vat(context: Context, *, one_cent: bool) -> Iterator[Outcome]:
    for amounts in context.line.priced:
        gap = _vat_gap(amounts)
        if gap is None or amounts.ht is None or amounts.rate is None:
            continue
        found, expected = gap
        difference = abs(found - expected)
        if (difference <= CENT) is not one_cent:
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
            Place(f"{amounts.pointer}/{key}"), values, variant="" if written else "implied"
        )


@control("MNT004", when=_somewhere(_vat_gap))
def vat_mismatch(context: Context) -> Iterator[Outcome]:
    """VAT that is not HT × rate, by more than a cent."""
    yield from _vat(context, one_cent=False)


@control("MNT005", when=_somewhere(_vat_gap))
def vat_off_by_a_cent(context: Context) -> Iterator[Outcome]:
    """VAT one cent away from HT × rate."""
    yield from _vat(context, one_cent=True)


def _wrong_sum(amounts: Amounts) -> dict[str, Value] | None:
    """What a TTC that is not HT + VAT is, and what it must be."""
    ht, vat, ttc = amounts.ht, amounts.vat, amounts.ttc
    if ht is None or vat is None or ttc is None:
        return None
    expected = ht + vat
    if ttc == expected or to_cents(ttc) == to_cents(expected):
        return None
    return {
        "found": Euros(ttc),
        "expected": Euros(expected),
        "ht": Euros(ht),
        "vat": Euros(vat),
        "difference": Euros(abs(ttc - expected)),
    }


@control("MNT006", when=_somewhere(_wrong_sum))
def ttc_mismatch(context: Context) -> Iterator[Outcome]:
    """TTC that is not HT + VAT, to the cent."""
    for amounts in context.line.priced:
        values = _wrong_sum(amounts)
        if values is not None:
            yield Problem(Place(f"{amounts.pointer}/montantSegurTTC"), values)


def _has_unusual_rate(amounts: Amounts) -> bool:
    return amounts.rate is not None and amounts.rate not in _USUAL_RATES


@control("MNT007", when=_somewhere(_has_unusual_rate))
def not_a_french_rate(context: Context) -> Iterator[Outcome]:
    """A rate that no French text knows, or that is unusual for this prestation."""
    for amounts in context.line.priced:
        rate = amounts.rate
        if rate is None or not _has_unusual_rate(amounts):
            continue
        values: dict[str, Value] = {"found": Percent(rate)}
        variant = "unusual" if rate in _OTHER_RATES else ""
        if not variant and _is_rate(rate * 100):
            values["expected"] = Percent(rate * 100)
            variant = "fraction"
        yield Problem(Place(f"{amounts.pointer}/tauxTVA"), values, variant=variant)


def _territories(request: Request) -> set[str]:
    """Where the clients are: by the postal code, else by the geographic FINESS or the PMSI."""
    who = request.beneficiaries
    code = who.structure.postal_code
    territory = territory_of_postal_code(code.value) if code is not None else None
    if territory is not None:
        return {territory}
    # The FINESS juridique is no place: that of a group may be elsewhere. The PMSI is the client's.
    located = who.of("FINESSGeo") or who.of("FINESSPMSI")
    found = (territory_of_finess(one.key[1]) for one in located)
    return {one for one in found if one is not None}


def outside_drom(context: Context) -> bool | None:
    """Whether a client is outside the DROM; None when the file does not tell where it is.

    None too of the collectivities: what the texts ask there is not published.
    """
    territories = _territories(context.line)
    if not territories or collectivities(context):
        return None
    return any(one not in DROM for one in territories)


def collectivities(context: Context) -> tuple[Term, ...]:
    """The territories of the clients that are neither a DROM nor of the mainland."""
    return tuple(Term(one) for one in sorted(_territories(context.line)) if _is_collectivity(one))


def _is_collectivity(territory: str) -> bool:
    """Overseas, and no DROM."""
    return territory.startswith(_OVERSEAS) and territory not in DROM


def at_zero_rate(context: Context) -> Amounts | None:
    """The order's amounts when its VAT is at zero, by the file or by the supplier's settings."""
    order = context.line.order
    if order is None:
        return None
    amounts = order.amounts
    liable = context.settings.file.fournisseur.assujetti_tva
    untold = amounts.rate is None and amounts.implied_vat is None
    zero = amounts.rate == 0 or (amounts.rate is None and amounts.implied_vat == 0)
    return amounts if zero or (untold and liable is False) else None


@control("MNT008", when=lambda context: any(map(_territories, context.file.requests)))
def rate_of_another_territory(context: Context) -> Iterator[Outcome]:
    """A rate that is not the one of the client's territory."""
    territories = _territories(context.line)
    if len(territories) != 1:
        return
    territory = territories.pop()
    if territory.startswith(_OVERSEAS) and territory not in _RATE_OF_TERRITORY:
        yield NotChecked(NotCheckedKind.NOT_PUBLISHED, "territory", {"found": Term(territory)})
        return
    expected = _RATE_OF_TERRITORY.get(territory, _METROPOLITAN_RATE)
    for amounts in context.line.priced:
        rate = amounts.rate
        # Zero outside the DROM is a matter of the supplier's liability: MNT012 and PIE009.
        if rate not in _USUAL_RATES or rate == expected or (not rate and territory not in DROM):
            continue
        values: dict[str, Value] = {
            "found": Percent(rate),
            "expected": Percent(expected),
            "territory": Term(territory),
        }
        yield Problem(Place(f"{amounts.pointer}/tauxTVA"), values)


def _is_nothing(amounts: Amounts) -> bool:
    return amounts.ht is not None and amounts.ht <= 0


@control("MNT009", when=_somewhere(_is_nothing))
def nothing_to_pay(context: Context) -> Iterator[Outcome]:
    """An amount at zero or below."""
    for amounts in context.line.priced:
        if amounts.ht is not None and _is_nothing(amounts):
            at = Place(f"{amounts.pointer}/montantSegurHT")
            yield Problem(at, {"found": Euros(amounts.ht)})


@control("MNT010")
def invoice_over_avance(context: Context) -> Iterator[Outcome]:
    """An invoice HT over the HT declared at the avance."""
    request, avance = context.line, context.in_avance
    if context.corridor.solde is None or context.corridor.solde.amount_ht is not None:
        return  # each step has its own fixed amount
    invoiced = request.invoice.amounts.ht if request.invoice else None
    declared = avance.order.amounts.ht if avance and avance.order else None
    ordered = request.order.amounts.ht if request.order else None
    limit = declared if declared is not None else ordered
    if limit is None:
        return
    if invoiced is None or request.invoice is None:
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "no_invoice", {"expected": Euros(limit)})
    elif invoiced > limit:
        values: dict[str, Value] = {
            "found": Euros(invoiced),
            "expected": Euros(limit),
            "difference": Euros(invoiced - limit),
        }
        own = Place(f"{request.invoice.pointer}/montantSegurHT")
        if declared is not None and avance is not None and avance.order is not None:
            held_by = context.avance.label if context.avance is not None else None
            other = Place(f"{avance.order.pointer}/montantSegurHT", avance=held_by)
            yield Problem((own, other), values)
        else:
            yield Problem(own, values, variant="order")


@control("MNT011")
def not_the_fixed_amount(context: Context) -> Iterator[Outcome]:
    """An amount HT other than the fixed one of the step."""
    step, amounts = context.corridor.step(context.step), context.line.amounts
    if step is None or step.amount_ht is None:
        return
    values: dict[str, Value] = {"expected": Euros(step.amount_ht.value)}
    if amounts is None or amounts.ht is None:
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "no_amount", values)
    elif amounts.ht != step.amount_ht.value:
        at = Place(f"{amounts.pointer}/montantSegurHT")
        yield Problem(at, {"found": Euros(amounts.ht), **values}, figure=step.amount_ht)


@control("MNT012", when=_somewhere(lambda amounts: amounts.rate == 0))
def ttc_regime_without_vat(context: Context) -> Iterator[Outcome]:
    """`regimeTVA` says TTC, the rate is 0 %, and the client is outside the DROM."""
    order, amounts = context.line.order, at_zero_rate(context)
    if order is None or amounts is None or amounts.rate is None or order.regime != "TTC":
        return
    if outside_drom(context):
        yield Problem(Place(f"{order.pointer}/regimeTVA"))


@control("MNT013")
def what_will_be_paid(context: Context) -> Iterator[Outcome]:
    """The shares of the avance and of the solde, as an indication."""
    parts, base = shares(context), base_of_the_avance(context)
    if parts is None or context.line.amounts is None or context.corridor.avance is None:
        return
    avance, solde = parts
    at = Place(f"{context.line.amounts.pointer}/montantSegurHT")
    fixed, share = context.corridor.avance.amount_ht, context.corridor.avance.share
    if fixed is not None:
        sums: dict[str, Value] = {
            "avance": Euros(avance),
            "solde": Euros(solde),
            "ht": Euros(avance + solde),
        }
        yield Problem(at, sums, variant="fixed", figure=fixed)
        return
    if share is None or base is None or base <= 0:
        return  # MNT009 speaks
    values: dict[str, Value] = {
        "avance": Euros(avance),
        "solde": Euros(solde),
        "share": Percent(share.value * 100),
        "rest": Percent(100 - share.value * 100),
        "ht": Euros(avance + solde),
        "base": Euros(base),
    }
    variant = "" if base == context.line.amounts.ht else "declared"
    yield Problem(at, values, variant=variant, figure=share)


def _is_invoiced(request: Request) -> bool:
    return request.invoice is not None


@control("MNT014", when=lambda context: any(map(_is_invoiced, context.file.requests)))
def two_rates(context: Context) -> Iterator[Outcome]:
    """Two rates for one request inside the file."""
    rated = [one for one in context.line.priced if one.rate is not None]
    for other in rated[1:]:
        first = rated[0]
        if first.rate is not None and other.rate is not None and other.rate != first.rate:
            values: dict[str, Value] = {
                "found": Percent(other.rate),
                "expected": Percent(first.rate),
            }
            at = (Place(f"{other.pointer}/tauxTVA"), Place(f"{first.pointer}/tauxTVA"))
            yield Problem(at, values)
