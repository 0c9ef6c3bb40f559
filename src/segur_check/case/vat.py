"""Where the clients of a request are, and whether its VAT is at zero."""

from segur_check.case.context import Context
from segur_check.dossier.request import Amounts, Request
from segur_check.values.identifiers import DROM, territory_of_finess, territory_of_postal_code
from segur_check.values.wording import Term

OVERSEAS = ("97", "98")


def territories_of(request: Request) -> set[str]:
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
    territories = territories_of(context.line)
    if not territories or collectivities(context):
        return None
    return any(one not in DROM for one in territories)


def collectivities(context: Context) -> tuple[Term, ...]:
    """The territories of the clients that are neither a DROM nor of the mainland."""
    return tuple(Term(one) for one in sorted(territories_of(context.line)) if _is_collectivity(one))


def _is_collectivity(territory: str) -> bool:
    """Overseas, and no DROM."""
    return territory.startswith(OVERSEAS) and territory not in DROM


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
