"""IDE014: which of the client's FINESS is its FINESS PMSI, as far as its category tells."""

from collections.abc import Iterator

from segur_check.case.context import Context
from segur_check.case.control import Outcome, Place, Problem, control
from segur_check.values.wording import Items, Quoted, Value


@control("IDE014")
def pmsi_of_the_other_kind(context: Context) -> Iterator[Outcome]:
    """A FINESS PMSI that is the géographique of a public client, or the juridique of a private one.

    [004]: it is the FINESS juridique of a public establishment or a private dialysis centre, the
    géographique of any other private one. Only categories whose name tells which are judged.
    """
    client, who = context.corridor.client, context.line.beneficiaries
    if client is None or client.pmsi_juridique is None or client.pmsi_geographique is None:
        return
    structure = who.structure
    categories = [
        category.plain
        for category in (structure.category_juridique, structure.category_geo)
        if category is not None
    ]
    public = [category for category in categories if category in client.pmsi_juridique.value]
    private = [category for category in categories if category in client.pmsi_geographique.value]
    if bool(public) == bool(private):
        return
    legal = {number.key[1] for number in who.of("FINESSJuridique")}
    sites = {number.key[1] for number in who.of("FINESSGeo")}
    right, wrong = (legal, sites) if public else (sites, legal)
    for pmsi in who.of("FINESSPMSI"):
        if right and pmsi.key[1] in wrong - right:
            values: dict[str, Value] = {
                "found": pmsi.key[1],
                "category": Quoted((public or private)[0]),
                "expected": Items(tuple(sorted(right))),
            }
            variant = "" if public else "geographique"
            figure = client.pmsi_juridique if public else client.pmsi_geographique
            yield Problem(Place(pmsi.text.pointer), values, variant=variant, figure=figure)
