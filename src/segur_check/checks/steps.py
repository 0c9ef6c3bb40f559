"""DEM001, DEM002, DEM004 to DEM006: the steps that have no JSON."""

from collections.abc import Iterator

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
from segur_check.case.piece_types import missing_pieces, typed_pieces
from segur_check.case.window import closing_of, moment_of, opening_of
from segur_check.pieces.words.text import normalised
from segur_check.rules.sections import Cited, Enrolment, Pieces
from segur_check.settings.dossier import Annulation
from segur_check.settings.dossier import Enrolement as Told
from segur_check.values.dates import Standing
from segur_check.values.sons import named_in
from segur_check.values.text import without_accents
from segur_check.values.wording import Items, Quoted, Term, Value


def _of_nature(told: Told, *natures: str) -> bool | None:
    return None if told.nature is None else told.nature in natures


def _both(one: bool | None, other: bool | None) -> bool | None:  # noqa: FBT001 - a logic of three values
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def _papers(
    enrolment: Enrolment, told: Told, *, liable: bool | None
) -> Iterator[tuple[Cited[Pieces], bool | None, str]]:
    """The papers of an enrolment, whether they are due (None: not told), and the key that tells."""
    whole = _of_nature(told, "definitif", "anticipe")
    filer = told.depositaire
    for papers, own, key in (
        (enrolment.always, True, "nature"),
        (enrolment.definitive, _of_nature(told, "definitif", "complement"), "nature"),
        (enrolment.distributor, told.distributeur, "distributeur"),
        (enrolment.employee, None if filer is None else filer == "employe", "depositaire"),
        (enrolment.third_party, None if filer is None else filer == "tiers", "depositaire"),
        (enrolment.not_liable, None if liable is None else not liable, "assujetti_tva"),
    ):
        if papers is not None:
            due = own if papers is enrolment.definitive else _both(whole, own)
            yield papers, due, "nature" if whole is None else key


@control("DEM001")
def enrolment_paper_missing(context: Context) -> Iterator[Outcome]:
    """A paper of the enrolment is missing."""
    enrolment = context.corridor.enrolment
    if enrolment is None:
        unknown: dict[str, Value] = {"sons": context.corridor.sons}
        yield NotChecked(NotCheckedKind.NOT_PUBLISHED, "unknown", unknown)
        return
    pieces = typed_pieces(context)
    if pieces is None:
        return  # PIE011, PIE012 or PIE016 says why
    said = context.dossier.file.enrolement
    told = Told() if said is UNSET else said
    if told.nature in {"anticipe", "complement"} and not enrolment.anticipated:
        sons: dict[str, Value] = {"sons": context.corridor.sons}
        yield NotChecked(NotCheckedKind.NOT_PUBLISHED, "no_anticipated", sons)
    liable = told.assujetti_tva
    if liable is None:
        liable = context.settings.file.fournisseur.assujetti_tva
    there = {piece.kind for piece in pieces}
    untold: dict[str, list[Term]] = {}
    asked: set[tuple[str, ...]] = set()
    all_due = tuple(
        one
        for papers, due, _ in _papers(enrolment, told, liable=liable)
        if due is not False
        for one in papers.value
    )
    for papers, due, key in _papers(enrolment, told, liable=liable):
        own = tuple(one for one in papers.value if one not in asked)
        if due:
            asked.update(own)
            yield from missing_pieces(context, pieces, _only(papers, own), due=all_due)
        elif due is None:
            lacking = [Term(one[0]) for one in own if not there.intersection(one)]
            untold.setdefault(key, []).extend(lacking)
    for key, lacking in untold.items():
        if lacking:
            values: dict[str, Value] = {
                "key": Quoted(key),
                "expected": Items(tuple(dict.fromkeys(lacking))),
            }
            yield NotChecked(NotCheckedKind.NOT_GIVEN, "not_told", values)


def _only(papers: Cited[Pieces], own: Pieces) -> Cited[Pieces]:
    return Cited(own, papers.source, papers.certainty, papers.place)


@control("DEM002")
def enrolment_outside_its_window(context: Context) -> Iterator[Outcome]:
    """An enrolment filed before its window opens, or after it closes."""
    opens, closes, deposit = opening_of(context), closing_of(context), context.first_deposit
    at, sons = Place(context.line.pointer), context.corridor.sons
    said = context.dossier.file.enrolement
    if opens is None:
        yield NotChecked(NotCheckedKind.NOT_PUBLISHED, "opens", {"sons": sons})
    elif opens.opened(deposit) is False:
        early: dict[str, Value] = {"found": moment_of(deposit), "expected": opens.value}
        yield Problem(at, early, variant="early", figure=opens)
    if closes is None:
        yield NotChecked(NotCheckedKind.NOT_PUBLISHED, "closes", {"sons": sons})
    elif closes.closing(deposit) is Standing.LATE:
        if said is not UNSET and said.nature == "complement":
            yield NotChecked(NotCheckedKind.NOT_PUBLISHED, "complement")
            return
        late: dict[str, Value] = {"found": moment_of(deposit), "expected": closes.value}
        yield Problem(at, late, variant="" if deposit.given else "now", figure=closes)


@control("DEM004")
def cancellation_paper_missing(context: Context) -> Iterator[Outcome]:
    """The sworn statement of a cancellation, or the client's renunciation, is missing."""
    cancellation, pieces = context.corridor.cancellation, typed_pieces(context)
    if cancellation is None or pieces is None:
        return
    statement, renunciation = cancellation.statement, cancellation.renunciation
    agreed = _annulation(context).accord_client
    others = renunciation.value if agreed is not False else ()
    yield from missing_pieces(context, pieces, statement, due=others)
    if agreed:
        yield from missing_pieces(context, pieces, renunciation, due=statement.value)
    elif agreed is None:
        there = {piece.kind for piece in pieces}
        lacking = [one for one in renunciation.value if not there.intersection(one)]
        if lacking:
            values: dict[str, Value] = {"expected": Term(lacking[0][0])}
            yield NotChecked(NotCheckedKind.NOT_GIVEN, "not_told", values)


def _annulation(context: Context) -> Annulation:
    said = context.dossier.file.annulation
    return Annulation() if said is UNSET else said


@control("DEM005")
def case_of_cancellation(context: Context) -> Iterator[Outcome]:
    """Which of the four cases a cancellation is, and what follows."""
    cancellation, told = context.corridor.cancellation, _annulation(context)
    if cancellation is None:
        return
    if told.portee is None or told.avance_percue is None:
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "not_told")
        return
    at, deposit = Place(context.line.pointer), context.deposit
    since = cancellation.edited_since
    values: dict[str, Value] = {"deposit": moment_of(deposit)}
    if told.avance_percue:
        variant = "whole_paid" if told.portee == "totale" else "part_paid"
    elif told.portee == "totale":
        variant = "whole_unpaid"
    elif since is None:
        variant = "part_unpaid"
    else:
        values["since"] = since.value
        variant = "part_unpaid" if since.opened(deposit) else "part_unpaid_before"
    yield Problem(at, values, variant=variant)


def _holds_a_statement(context: Context) -> bool:
    """Whether a file is a completion statement, by its type or by its own words."""
    pieces = typed_pieces(context)
    if pieces is None or "ATTESTATION_FIN_PRESTATION" in {piece.kind for piece in pieces}:
        return True  # no file at all: PIE011, PIE012 or PIE016 says why
    files = context.attachments.files if context.attachments is not None else ()
    said = (without_accents(" ".join(piece.pages or ())) for piece in files)
    return any("fin de prestation" in text or "fin des prestations" in text for text in said)


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
    typed = {one.name for one in typed_pieces(context) or () if one.kind in READ_KINDS}
    for piece in context.attachments.files if context.attachments is not None else ():
        text = normalised("\n".join(piece.pages or ()))
        if not text:
            # Of a scan whose type is known, DOC001 lists what to look at.
            if piece.pages is not None and piece.name not in typed:
                scan: dict[str, Value] = {"found": Quoted(piece.name), "sons": sons}
                yield NotChecked(NotCheckedKind.UNREADABLE, "scan", scan)
            continue
        named = list(named_in(text))
        if named and not any(sons in codes for _, codes in named):
            other: dict[str, Value] = {
                "found": Items(tuple(Quoted(written) for written, _ in named)),
                "expected": sons,
                "file": Quoted(piece.name),
            }
            yield Problem(
                Place(attachment=piece.name),
                other,
                variant="other_sons",
                confidence=Confidence.PROBABLE,
            )
