"""Where the clients of a request are, and whether its VAT is at zero."""

from segur_check.case.context import Context
from segur_check.dossier.request import Amounts, Request
from segur_check.values.identifiers import DROM, territory_of_finess, territory_of_postal_code
from segur_check.values.wording import Term

OVERSEAS = ("97", "98")


def territories_of(request: Request) -> set[str]:
    """The territories of the clients: by the postal code, else by the geographic FINESS or PMSI."""
    who = request.beneficiaries
    code = who.structure.postal_code
    territory = territory_of_postal_code(code.value) if code is not None else None
    if territory is not None:
        return {territory}
    # The FINESS juridique tells no place: a group may have its seat elsewhere.
    located = who.of("FINESSGeo") or who.of("FINESSPMSI")
    territories = (territory_of_finess(identifier.key[1]) for identifier in located)
    return {territory for territory in territories if territory is not None}


def outside_drom(context: Context) -> bool | None:
    """Whether a client is outside the DROM; None when the file does not tell where it is.

    None also in a collectivity: what the texts ask there is not published.
    """
    territories = territories_of(context.line)
    if not territories or collectivities(context):
        return None
    return any(territory not in DROM for territory in territories)


def collectivities(context: Context) -> tuple[Term, ...]:
    """The territories of the clients that are neither a DROM nor of the mainland."""
    return tuple(
        Term(territory)
        for territory in sorted(territories_of(context.line))
        if _is_collectivity(territory)
    )


def _is_collectivity(territory: str) -> bool:
    return territory.startswith(OVERSEAS) and territory not in DROM


def at_zero_rate(context: Context) -> Amounts | None:
    """The order's amounts when its VAT is at zero, by the file or by the supplier's settings."""
    order = context.line.order
    if order is None:
        return None
    amounts = order.amounts
    liable = context.settings.file.fournisseur.assujetti_tva
    zero = amounts.rate == 0 or (amounts.rate is None and amounts.implied_vat == 0)
    unknown = amounts.rate is None and amounts.implied_vat is None
    return amounts if zero or (unknown and liable is False) else None
