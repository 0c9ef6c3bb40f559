"""DEM001, DEM002, DEM011: an enrolment: its attachments, its window, and which of the four it is."""

from collections.abc import Iterator
from typing import NamedTuple

from msgspec import UNSET

from segur_check.case.context import Context
from segur_check.case.control import NotChecked, NotCheckedKind, Outcome, Place, Problem, control
from segur_check.case.piece_types import missing_attachments, not_given, typed_attachments
from segur_check.case.window import closing_of, moment_of, opening_of, portal_to_come
from segur_check.rules.sections import Cited, Enrolment, Pieces
from segur_check.settings.dossier import Enrolement as DeclaredEnrolment
from segur_check.values.dates import Standing
from segur_check.values.wording import Items, Quoted, Term, Value


def _declared(context: Context) -> DeclaredEnrolment:
    declared = context.dossier.file.enrolement
    return DeclaredEnrolment() if declared is UNSET else declared


def _is_of_nature(declared: DeclaredEnrolment, *natures: str) -> bool | None:
    return None if declared.nature is None else declared.nature in natures


def _both(first: bool | None, second: bool | None) -> bool | None:  # noqa: FBT001 - a logic of three values
    if first is False or second is False:
        return False
    return None if first is None or second is None else True


class _Requirement(NamedTuple):
    """Attachments of an enrolment, whether they are due, and the key of the settings that tells.

    `due` is None where the settings do not tell.
    """

    attachments: Cited[Pieces]
    due: bool | None
    key: str


def _requirements(
    enrolment: Enrolment, declared: DeclaredEnrolment, *, liable: bool | None
) -> Iterator[_Requirement]:
    """What an enrolment requires; `liable`: whether the supplier is liable to VAT."""
    whole = _is_of_nature(declared, "definitif", "anticipe")
    completed = _is_of_nature(declared, "definitif", "complement")
    filer = declared.depositaire
    by_employee = None if filer is None else filer == "employe"
    by_third_party = None if filer is None else filer == "tiers"
    for attachments, condition, key in (
        (enrolment.always, True, "nature"),
        (enrolment.definitive, completed, "nature"),
        (enrolment.distributor, declared.distributeur, "distributeur"),
        (enrolment.employee, by_employee, "depositaire"),
        (enrolment.third_party, by_third_party, "depositaire"),
        (enrolment.not_liable, None if liable is None else not liable, "assujetti_tva"),
    ):
        if attachments is not None:
            due = condition if attachments is enrolment.definitive else _both(whole, condition)
            yield _Requirement(attachments, due, "nature" if whole is None else key)


@control("DEM001")
def enrolment_attachment_missing(context: Context) -> Iterator[Outcome]:
    """An attachment of the enrolment is missing.

    [004] lists them for a definitive and for an anticipated enrolment, and asks the same of a supplier
    that was enrolled before as of a new one.
    """
    enrolment = context.corridor.enrolment
    if enrolment is None:
        unknown: dict[str, Value] = {"sons": context.corridor.sons}
        yield NotChecked(NotCheckedKind.NOT_PUBLISHED, "unknown", unknown)
        return
    typed = typed_attachments(context)
    if typed is None:
        return  # PIE011, PIE012 or PIE016 says why
    declared = _declared(context)
    if declared.nature in {"anticipe", "complement"} and enrolment.anticipated is None:
        sons: dict[str, Value] = {"sons": context.corridor.sons}
        yield NotChecked(NotCheckedKind.NOT_PUBLISHED, "no_anticipated", sons)
    liable = declared.assujetti_tva
    if liable is None:
        liable = context.settings.file.fournisseur.assujetti_tva
    requirements = list(_requirements(enrolment, declared, liable=liable))
    all_due = tuple(
        alternatives
        for requirement in requirements
        if requirement.due is not False
        for alternatives in requirement.attachments.value
    )
    required: set[tuple[str, ...]] = set()
    unclear: dict[str, list[Term]] = {}
    for attachments, due, key in requirements:
        own = tuple(kinds for kinds in attachments.value if kinds not in required)
        if due:
            required.update(own)
            yield from missing_attachments(context, typed, _only(attachments, own), due=all_due)
        elif due is None:
            unclear.setdefault(key, []).extend(Term(kinds[0]) for kinds in not_given(typed, own))
    for key, lacking in unclear.items():
        if lacking:
            values: dict[str, Value] = {
                "key": Quoted(key),
                "expected": Items(tuple(dict.fromkeys(lacking))),
            }
            yield NotChecked(NotCheckedKind.NOT_GIVEN, "not_told", values)


def _only(attachments: Cited[Pieces], own: Pieces) -> Cited[Pieces]:
    return Cited(own, attachments.source, attachments.certainty, attachments.place)


@control("DEM002")
def enrolment_outside_its_window(context: Context) -> Iterator[Outcome]:
    """An enrolment filed before its window opens, or after it closes.

    Where nobody published when it opens, the portal's own opening counts ([003]).
    """
    portal = portal_to_come(context)
    opens, closes, deposit = opening_of(context), closing_of(context), context.first_deposit
    at, sons = Place(context.line.pointer), context.corridor.sons
    if portal is not None:
        before: dict[str, Value] = {"found": moment_of(deposit), "expected": portal.value}
        yield Problem(at, before, variant="portal", figure=portal)
    elif opens is None:
        yield NotChecked(NotCheckedKind.NOT_PUBLISHED, "opens", {"sons": sons})
    elif opens.opened(deposit) is False:
        early: dict[str, Value] = {"found": moment_of(deposit), "expected": opens.value}
        yield Problem(at, early, variant="early", figure=opens)
    if closes is None:
        yield NotChecked(NotCheckedKind.NOT_PUBLISHED, "closes", {"sons": sons})
    elif closes.closing(deposit) is Standing.LATE:
        if _declared(context).nature == "complement":
            yield NotChecked(NotCheckedKind.NOT_PUBLISHED, "complement")
            return
        late: dict[str, Value] = {"found": moment_of(deposit), "expected": closes.value}
        yield Problem(at, late, variant="" if deposit.given else "now", figure=closes)


@control("DEM011")
def which_enrolment(context: Context) -> Iterator[Outcome]:
    """Which of the four enrolments it is, and what follows from it.

    [004], "Quels sont les types d'enrôlements possibles ?": the supplier was never enrolled, or was,
    in either wave; the ANS has validated the référencement, or not yet. Where `rang` is not given
    both cases are told, and where `nature` is not, all four.
    """
    declared = _declared(context)
    values: dict[str, Value] = {}
    match declared.nature, declared.rang:
        case "definitif", "initial":
            variant = "initial"
        case "definitif", "complementaire":
            variant = "complementary"
        case "definitif", _:
            variant = "definitive"
        case "anticipe", "initial":
            variant = "initial_anticipated"
        case "anticipe", "complementaire":
            variant = "complementary_anticipated"
        case "anticipe", _:
            variant = "anticipated"
        case "complement", None:
            variant = "completed"
        case "complement", rank:
            variant = "completed_case"
            values["case"] = 2 if rank == "initial" else 4
        case _:
            variant = ""
    yield Problem(Place(context.line.pointer), values, variant=variant)
