"""DEM001, DEM002, DEM004 to DEM006: the steps that have no JSON."""

from collections.abc import Iterator
from typing import NamedTuple

from msgspec import UNSET

from segur_check.case.context import Context
from segur_check.case.control import (
    Confidence,
    NotChecked,
    NotCheckedKind,
    Outcome,
    Place,
    Problem,
    control,
)
from segur_check.case.documents import READ_KINDS
from segur_check.case.piece_types import TypedAttachment, missing_attachments, typed_attachments
from segur_check.case.window import closing_of, moment_of, opening_of
from segur_check.pieces.words.text import normalised
from segur_check.rules.sections import Cited, Enrolment, Pieces
from segur_check.settings.dossier import Annulation
from segur_check.settings.dossier import Enrolement as DeclaredEnrolment
from segur_check.values.dates import Standing
from segur_check.values.sons import named_in
from segur_check.values.text import without_accents
from segur_check.values.wording import Items, Quoted, Term, Value


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
    """An attachment of the enrolment is missing."""
    enrolment = context.corridor.enrolment
    if enrolment is None:
        unknown: dict[str, Value] = {"sons": context.corridor.sons}
        yield NotChecked(NotCheckedKind.NOT_PUBLISHED, "unknown", unknown)
        return
    typed = typed_attachments(context)
    if typed is None:
        return  # PIE011, PIE012 or PIE016 says why
    declared = context.dossier.file.enrolement
    if declared is UNSET:
        declared = DeclaredEnrolment()
    if declared.nature in {"anticipe", "complement"} and not enrolment.anticipated:
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
            unclear.setdefault(key, []).extend(Term(kinds[0]) for kinds in _lacking(typed, own))
    for key, lacking in unclear.items():
        if lacking:
            values: dict[str, Value] = {
                "key": Quoted(key),
                "expected": Items(tuple(dict.fromkeys(lacking))),
            }
            yield NotChecked(NotCheckedKind.NOT_GIVEN, "not_told", values)


def _only(attachments: Cited[Pieces], own: Pieces) -> Cited[Pieces]:
    return Cited(own, attachments.source, attachments.certainty, attachments.place)


def _lacking(typed: list[TypedAttachment], required: Pieces) -> list[tuple[str, ...]]:
    """The required attachments, by their alternatives, of which none is given."""
    present = {attachment.kind for attachment in typed}
    return [kinds for kinds in required if not present.intersection(kinds)]


@control("DEM002")
def enrolment_outside_its_window(context: Context) -> Iterator[Outcome]:
    """An enrolment filed before its window opens, or after it closes."""
    opens, closes, deposit = opening_of(context), closing_of(context), context.first_deposit
    at, sons = Place(context.line.pointer), context.corridor.sons
    declared = context.dossier.file.enrolement
    if opens is None:
        yield NotChecked(NotCheckedKind.NOT_PUBLISHED, "opens", {"sons": sons})
    elif opens.opened(deposit) is False:
        early: dict[str, Value] = {"found": moment_of(deposit), "expected": opens.value}
        yield Problem(at, early, variant="early", figure=opens)
    if closes is None:
        yield NotChecked(NotCheckedKind.NOT_PUBLISHED, "closes", {"sons": sons})
    elif closes.closing(deposit) is Standing.LATE:
        if declared is not UNSET and declared.nature == "complement":
            yield NotChecked(NotCheckedKind.NOT_PUBLISHED, "complement")
            return
        late: dict[str, Value] = {"found": moment_of(deposit), "expected": closes.value}
        yield Problem(at, late, variant="" if deposit.given else "now", figure=closes)


@control("DEM004")
def cancellation_attachment_missing(context: Context) -> Iterator[Outcome]:
    """The sworn statement of a cancellation, or the client's renunciation, is missing."""
    cancellation, typed = context.corridor.cancellation, typed_attachments(context)
    if cancellation is None or typed is None:
        return
    statement, renunciation = cancellation.statement, cancellation.renunciation
    agreed = _annulation(context).accord_client
    others = renunciation.value if agreed is not False else ()
    yield from missing_attachments(context, typed, statement, due=others)
    if agreed:
        yield from missing_attachments(context, typed, renunciation, due=statement.value)
    elif agreed is None:
        lacking = _lacking(typed, renunciation.value)
        if lacking:
            values: dict[str, Value] = {"expected": Term(lacking[0][0])}
            yield NotChecked(NotCheckedKind.NOT_GIVEN, "not_told", values)


def _annulation(context: Context) -> Annulation:
    declared = context.dossier.file.annulation
    return Annulation() if declared is UNSET else declared


@control("DEM005")
def case_of_cancellation(context: Context) -> Iterator[Outcome]:
    """Which of the four cases a cancellation is, and what follows from it."""
    cancellation, declared = context.corridor.cancellation, _annulation(context)
    if cancellation is None:
        return
    if declared.portee is None or declared.avance_percue is None:
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "not_told")
        return
    at, deposit = Place(context.line.pointer), context.deposit
    since = cancellation.edited_since
    values: dict[str, Value] = {"deposit": moment_of(deposit)}
    if declared.avance_percue:
        variant = "whole_paid" if declared.portee == "totale" else "part_paid"
    elif declared.portee == "totale":
        variant = "whole_unpaid"
    elif since is None:
        variant = "part_unpaid"
    else:
        values["since"] = since.value
        variant = "part_unpaid" if since.opened(deposit) else "part_unpaid_before"
    yield Problem(at, values, variant=variant)


def _holds_a_statement(context: Context) -> bool:
    """Whether an attachment is a completion statement, by its type or by its own words."""
    typed = typed_attachments(context)
    if typed is None or "ATTESTATION_FIN_PRESTATION" in {attachment.kind for attachment in typed}:
        return True  # no file at all: PIE011, PIE012 or PIE016 says why
    files = context.attachments.files if context.attachments is not None else ()
    texts = (without_accents(" ".join(attachment.pages or ())) for attachment in files)
    return any("fin de prestation" in text or "fin des prestations" in text for text in texts)


@control("DEM006")
def completion_statement(context: Context) -> Iterator[Outcome]:
    """A completion statement sent after its window, or whose text names another SONS."""
    completion, deposit = context.corridor.completion, context.first_deposit
    closes, sons = closing_of(context), context.corridor.sons
    if completion is None or completion.without_statement is None:
        yield NotChecked(NotCheckedKind.NOT_PUBLISHED, "no_rule", {"sons": sons})
    elif closes is not None and closes.closing(deposit) is Standing.LATE:
        last = closes.contested.value if closes.contested else closes.value
        late: dict[str, Value] = {"found": moment_of(deposit), "expected": last}
        at = Place(context.line.pointer)
        yield Problem(at, late, variant="" if deposit.given else "now", figure=closes)
    elif not _holds_a_statement(context):
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "no_statement")
    yield from _statements_of_other_sons(context)


def _statements_of_other_sons(context: Context) -> Iterator[Outcome]:
    """The attachments that name another SONS; a scan cannot tell which it names."""
    sons, typed = context.corridor.sons, typed_attachments(context) or ()
    read = {attachment.name for attachment in typed if attachment.kind in READ_KINDS}
    for attachment in context.attachments.files if context.attachments is not None else ():
        text = normalised("\n".join(attachment.pages or ()))
        if not text:
            # For a scan whose type is known, DOC001 lists what to look at.
            if attachment.pages is not None and attachment.name not in read:
                scan: dict[str, Value] = {"found": Quoted(attachment.name), "sons": sons}
                yield NotChecked(NotCheckedKind.UNREADABLE, "scan", scan)
            continue
        named = list(named_in(text))
        if named and not any(sons in codes for _, codes in named):
            other: dict[str, Value] = {
                "found": Items(tuple(Quoted(written) for written, _ in named)),
                "expected": sons,
                "file": Quoted(attachment.name),
            }
            yield Problem(
                Place(attachment=attachment.name),
                other,
                variant="other_sons",
                confidence=Confidence.PROBABLE,
            )
