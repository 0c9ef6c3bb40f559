"""DEM: the steps that have no JSON: enrolment, pilots, completion statement, cancellation."""

from collections.abc import Iterator
from itertools import combinations

from msgspec import UNSET, Struct

from segur_check.checks.calendar import closing_of, opening_of, told_deposit
from segur_check.checks.piece_types import missing_pieces, of_unknown_type, typed_pieces
from segur_check.context import Context, Piece, without_accents
from segur_check.control import (
    Confidence,
    NotChecked,
    NotCheckedKind,
    Outcome,
    Place,
    Problem,
    control,
)
from segur_check.dates import Standing
from segur_check.identifiers import canonical, identifier_length, plain
from segur_check.pieces.text import identifiers_in, normalised
from segur_check.sections import Cited, Enrolment, Pieces
from segur_check.settings import Annulation
from segur_check.settings import Enrolement as Told
from segur_check.sons import named_in
from segur_check.wording import Items, Quoted, Term, Value

PILOT_REPORT = "PV_PILOTE"
_SIREN_LENGTH = 9


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
        early: dict[str, Value] = {"found": told_deposit(deposit), "expected": opens.value}
        yield Problem(at, early, variant="early", figure=opens)
    if closes is None:
        yield NotChecked(NotCheckedKind.NOT_PUBLISHED, "closes", {"sons": sons})
    elif closes.closing(deposit) is Standing.LATE:
        if said is not UNSET and said.nature == "complement":
            yield NotChecked(NotCheckedKind.NOT_PUBLISHED, "complement")
            return
        late: dict[str, Value] = {"found": told_deposit(deposit), "expected": closes.value}
        yield Problem(at, late, variant="" if deposit.given else "now", figure=closes)


class _Pilot(Struct, frozen=True):
    """A pilot report: its file, its client's identifiers; none when nobody can tell."""

    piece: Piece
    clients: frozenset[str]

    def same(self, other: "_Pilot") -> bool:
        """Whether both are surely about one client."""
        if self.piece.sha256 is not None and self.piece.sha256 == other.piece.sha256:
            return True
        return bool(self.clients) and self.clients == other.clients

    def apart(self, other: "_Pilot") -> bool:
        """Whether both are surely about two clients."""
        return bool(self.clients and other.clients) and not self.clients & other.clients


def _pilots(context: Context) -> list[_Pilot]:
    """The pilot reports, with their clients: from [pilotes], else from their text."""
    attachments, told = context.attachments, context.dossier.file.pilotes
    kinds = {piece.name: piece.kind for piece in typed_pieces(context) or ()}
    reports = [
        piece
        for piece in (attachments.pieces if attachments is not None else ())
        if piece.name in told or kinds.get(piece.name) == PILOT_REPORT
    ]
    siret = plain(context.settings.file.fournisseur.siret)
    supplier = {siret, siret[:_SIREN_LENGTH]}
    read = {
        piece.name: _clients_in("\n".join(piece.pages or ()), context) - supplier
        for piece in reports
    }
    # What stands in every report is the supplier's, or says nothing of the client.
    if len(read) > 1:
        common = frozenset.intersection(*read.values())
        read = {name: one - common for name, one in read.items()}
    return [
        _Pilot(
            piece,
            frozenset({canonical(told[piece.name])}) if piece.name in told else read[piece.name],
        )
        for piece in reports
    ]


def _clients_in(text: str, context: Context) -> frozenset[str]:
    """The numbers in a text that may be its client's: those that the corridor knows clients by.

    The RPPS of who signs for a hospital, or the SIRET of its supplier, tells no hospital.
    """
    client = context.corridor.client
    kinds = {kind for one in (client.perimeter if client is not None else ()) for kind in one}
    lengths = {identifier_length(kind) for kind in kinds}
    return frozenset(one for one in identifiers_in(text) if len(one) in lengths)


@control("DEM003")
def too_few_pilots(context: Context) -> Iterator[Outcome]:
    """Fewer pilot clients than asked, or one client twice."""
    pieces = typed_pieces(context)
    if pieces is None:
        return  # PIE011, PIE012 or PIE016 says why
    pilots, told = _pilots(context), context.dossier.file.pilotes
    distinct: list[_Pilot] = []
    for pilot in pilots:
        twin = next((one for one in distinct if one.same(pilot)), None)
        if twin is None:
            distinct.append(pilot)
            continue
        twice: dict[str, Value] = {
            "found": Quoted(pilot.piece.name),
            "other": Quoted(twin.piece.name),
        }
        copied = not pilot.clients or pilot.clients != twin.clients
        if not copied:
            twice["client"] = Items(tuple(sorted(pilot.clients)))
        sure = copied or {pilot.piece.name, twin.piece.name} <= set(told)
        yield Problem(
            (Place(piece=pilot.piece.name), Place(piece=twin.piece.name)),
            twice,
            variant="copied" if copied else "twice",
            confidence=Confidence.CERTAIN if sure else Confidence.PROBABLE,
        )
    needed = context.corridor.pilots
    if needed is None:
        sons: dict[str, Value] = {"sons": context.corridor.sons, "found": len(distinct)}
        yield NotChecked(NotCheckedKind.NOT_PUBLISHED, "number", sons)
        return
    if len(distinct) < needed.value:
        unknown = of_unknown_type([piece for piece in pieces if piece.name not in told])
        if unknown is not None:
            yield NotChecked(unknown.kind, unknown.reason, unknown.values)
            return
        few: dict[str, Value] = {"found": len(distinct), "expected": needed.value}
        yield Problem(Place(context.line.pointer), few, figure=needed)
        return
    unclear = {
        name
        for one, other in combinations(distinct, 2)
        if not one.apart(other)
        for name in (one.piece.name, other.piece.name)
    }
    if unclear:
        names: dict[str, Value] = {"found": Items(tuple(map(Quoted, sorted(unclear))))}
        yield NotChecked(NotCheckedKind.UNREADABLE, "client", names)


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
    values: dict[str, Value] = {"deposit": told_deposit(deposit)}
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
    files = context.attachments.pieces if context.attachments is not None else ()
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
        late: dict[str, Value] = {"found": told_deposit(deposit), "expected": last}
        at = Place(context.line.pointer)
        yield Problem(at, late, variant="" if deposit.given else "now", figure=closes)
    elif not _holds_a_statement(context):
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "no_statement")
    for piece in context.attachments.pieces if context.attachments is not None else ():
        text = normalised("\n".join(piece.pages or ()))
        if not text:
            if piece.pages is not None:
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
                Place(piece=piece.name),
                other,
                variant="other_sons",
                confidence=Confidence.PROBABLE,
            )
