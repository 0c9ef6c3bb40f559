"""ELI001, ELI002, ELI008 to ELI010, ELI012, ELI013: what a supplier may ask for yet."""

from collections.abc import Iterator

from segur_check.case.context import Context
from segur_check.case.control import NotChecked, NotCheckedKind, Outcome, Place, Problem, control
from segur_check.case.mends import RIGHT
from segur_check.case.status import is_paid
from segur_check.case.window import moment_of
from segur_check.values.identifiers import canonical
from segur_check.values.step import Step
from segur_check.values.text import without_accents
from segur_check.values.wording import Items, Quoted, Term, Value

# What the corridor says of a step without a JSON, and without which nothing of it is judged.
_RULES = {
    Step.ENROLEMENT: "enrolment",
    Step.PILOTES: "pilots",
    Step.ATTESTATION_FIN: "completion.without_statement",
    Step.ANNULATION: "cancellation",
}


def _may_lack_rules(context: Context) -> bool:
    return context.corridor.announced_only or context.step in _RULES


@control("ELI001", when=_may_lack_rules)
def no_published_rule(context: Context) -> Iterator[Outcome]:
    """Nobody published the rules of this SONS, or of this step of it."""
    sons, rules = context.corridor.sons, _RULES.get(context.step)
    if context.corridor.announced_only:
        yield NotChecked(NotCheckedKind.NOT_PUBLISHED, "announced", {"sons": sons})
    elif rules is not None and not _is_judged(context, rules):
        values: dict[str, Value] = {"sons": sons, "step": Term(context.step)}
        yield NotChecked(NotCheckedKind.NOT_PUBLISHED, "step", values)


def _is_judged(context: Context, rules: str) -> bool:
    """Whether the step has rules; there must be a report of a pilot even where their number is unknown."""
    corridor = context.corridor
    return corridor.has(rules) if context.step is Step.PILOTES else corridor.at(rules) is not None


@control("ELI002")
def service_type(context: Context) -> Iterator[Outcome]:
    """`typePrestation` missing from an avance of wave 2, or not one of its values."""
    types = context.corridor.service_types
    if types is None:
        return
    request, expected = context.line, Items(types.value)
    found = request.service_type
    if found is None:
        unknown = context.shape.unknown_beside(request.pointer)
        if unknown:
            yield NotChecked(NotCheckedKind.NOT_GIVEN, "unknown_key", {"key": unknown[0]})
        else:
            mends = ({f"{request.pointer}/typePrestation": RIGHT},)
            yield Problem(
                Place(request.pointer),
                {"expected": expected},
                variant="missing",
                figure=types,
                mends=mends,
            )
    elif found not in types.value:
        values: dict[str, Value] = {"found": Quoted(found), "expected": expected}
        yield Problem(Place(f"{request.pointer}/typePrestation"), values, figure=types)


@control("ELI008")
def pilots_not_validated(context: Context) -> Iterator[Outcome]:
    """A solde of wave 2 before the pilots are validated; none at all is too few, whatever the number."""
    needed, solution = context.corridor.pilots, context.solution
    validated = solution.pilotes_valides if solution is not None else None
    at = Place(context.line.pointer)
    if needed is None:
        if validated == ():
            yield Problem(at, {"sons": context.corridor.sons}, variant="none")
        elif "pilots" in context.corridor.unknown:
            yield NotChecked(NotCheckedKind.NOT_PUBLISHED, "unknown")
    elif validated is None:
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "not_told", {"expected": needed.value})
    else:
        count = len({canonical(pilot) for pilot in validated})
        if count < needed.value:
            yield Problem(at, {"found": count, "expected": needed.value}, figure=needed)


@control("ELI009")
def anticipated_enrolment(context: Context) -> Iterator[Outcome]:
    """An avance or a solde of wave 2 while the enrolment is anticipated."""
    rule = context.corridor.definitive_enrolment
    if rule is None:
        return
    solution = context.solution
    if solution is None or solution.enrolement is None:
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "not_told")
    elif solution.enrolement == "anticipe":
        yield Problem(Place("/numeroAns", request=context.line.index), figure=rule)


def _profile_of(context: Context) -> str | None:
    """The profile that the solution is referenced with, where the settings give it."""
    return context.solution.profil if context.solution is not None else None


@control("ELI010", when=lambda context: _profile_of(context) is not None)
def profile_differs(context: Context) -> Iterator[Outcome]:
    """The profile of the scenario is not the one that the solution is referenced with."""
    referenced, profile = _profile_of(context), context.line.profile
    if referenced is None or profile is None:
        return
    if without_accents(referenced) != without_accents(profile):
        values: dict[str, Value] = {"found": Quoted(profile), "expected": Quoted(referenced)}
        yield Problem(Place(f"{context.line.pointer}/scenarioInstallation/profil"), values)


@control("ELI012")
def avance_not_paid(context: Context) -> Iterator[Outcome]:
    """A solde while the avance is not "Décidée et payée"."""
    statut = context.dossier.file.statut_avance
    if statut is None or not statut.strip():
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "not_told")
    elif not is_paid(statut):
        yield Problem(Place(context.line.pointer), {"found": Quoted(statut)})


@control("ELI013")
def avance_before_the_referencing(context: Context) -> Iterator[Outcome]:
    """An avance deposited before the day of the référencement of the solution.

    [003]: it comes before any funding; [004]: the avance is for a referenced software. The SAS, which
    has no client, has other texts.
    """
    solution, deposit = context.solution, context.first_deposit
    if context.corridor.client is None or solution is None or solution.referencement is None:
        return
    if deposit.day < solution.referencement:
        values: dict[str, Value] = {
            "found": moment_of(deposit),
            "expected": solution.referencement,
        }
        yield Problem(Place("/numeroAns", request=context.line.index), values)
