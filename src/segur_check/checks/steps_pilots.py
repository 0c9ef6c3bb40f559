"""DEM003: the pilot clients of a wave, counted by their reports."""

from collections.abc import Iterator
from itertools import combinations

from msgspec import Struct

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
from segur_check.case.piece_types import of_unknown_type, typed_pieces
from segur_check.dossier.attachments import Attachment
from segur_check.pieces.words.text import identifiers_in
from segur_check.values.identifiers import canonical, identifier_length, plain
from segur_check.values.wording import Items, Quoted, Value

PILOT_REPORT = "PV_PILOTE"
_SIREN_LENGTH = 9


class _Pilot(Struct, frozen=True):
    """A pilot report: its file, its client's identifiers; none when nobody can tell."""

    piece: Attachment
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
        for piece in (attachments.files if attachments is not None else ())
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
            (Place(attachment=pilot.piece.name), Place(attachment=twin.piece.name)),
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
