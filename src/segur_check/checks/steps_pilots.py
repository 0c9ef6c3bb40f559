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
from segur_check.case.piece_types import of_unknown_type, typed_attachments
from segur_check.dossier.attachments import Attachment
from segur_check.pieces.words.text import identifiers_in
from segur_check.values.identifiers import canonical, identifier_length, plain
from segur_check.values.wording import Items, Quoted, Value

_PILOT_REPORT = "PV_PILOTE"
_SIREN_LENGTH = 9


class _Pilot(Struct, frozen=True):
    """A pilot report: its file, and its client's identifiers; none where nobody can tell."""

    attachment: Attachment
    clients: frozenset[str]

    def same(self, other: "_Pilot") -> bool:
        """Whether both are surely about one client."""
        if self.attachment.sha256 is not None and self.attachment.sha256 == other.attachment.sha256:
            return True
        return bool(self.clients) and self.clients == other.clients

    def apart(self, other: "_Pilot") -> bool:
        """Whether both are surely about two clients."""
        return bool(self.clients and other.clients) and not self.clients & other.clients


def _pilots(context: Context) -> list[_Pilot]:
    """The pilot reports, with their clients: from [pilotes], else from their text."""
    attachments, declared = context.attachments, context.dossier.file.pilotes
    kinds = {attachment.name: attachment.kind for attachment in typed_attachments(context) or ()}
    reports = [
        attachment
        for attachment in (attachments.files if attachments is not None else ())
        if attachment.name in declared or kinds.get(attachment.name) == _PILOT_REPORT
    ]
    siret = plain(context.settings.file.fournisseur.siret)
    supplier = {siret, siret[:_SIREN_LENGTH]}
    read = {
        attachment.name: _clients_in("\n".join(attachment.pages or ()), context) - supplier
        for attachment in reports
    }
    # A number that is in every report is the supplier's, or tells no client.
    if len(read) > 1:
        common = frozenset.intersection(*read.values())
        read = {name: numbers - common for name, numbers in read.items()}
    return [
        _Pilot(
            attachment,
            frozenset({canonical(declared[attachment.name])})
            if attachment.name in declared
            else read[attachment.name],
        )
        for attachment in reports
    ]


def _clients_in(text: str, context: Context) -> frozenset[str]:
    """The numbers in a text that may be its client's: those that the corridor knows clients by.

    Neither the RPPS of who signs for a hospital nor the SIRET of its supplier identifies a hospital.
    """
    client = context.corridor.client
    perimeter = client.perimeter if client is not None else ()
    lengths = {identifier_length(kind) for kinds in perimeter for kind in kinds}
    return frozenset(number for number in identifiers_in(text) if len(number) in lengths)


@control("DEM003")
def too_few_pilots(context: Context) -> Iterator[Outcome]:
    """Fewer pilot clients than required, or one client twice."""
    typed = typed_attachments(context)
    if typed is None:
        return  # PIE011, PIE012 or PIE016 says why
    declared = context.dossier.file.pilotes
    distinct: list[_Pilot] = []
    for pilot in _pilots(context):
        twin = next((earlier for earlier in distinct if earlier.same(pilot)), None)
        if twin is None:
            distinct.append(pilot)
        else:
            yield _twice(pilot, twin, set(declared))
    needed = context.corridor.pilots
    if needed is None:
        sons: dict[str, Value] = {"sons": context.corridor.sons, "found": len(distinct)}
        yield NotChecked(NotCheckedKind.NOT_PUBLISHED, "number", sons)
        return
    if len(distinct) < needed.value:
        others = [attachment for attachment in typed if attachment.name not in declared]
        unknown = of_unknown_type(others)
        if unknown is not None:
            yield NotChecked(unknown.kind, unknown.reason, unknown.values)
            return
        few: dict[str, Value] = {"found": len(distinct), "expected": needed.value}
        yield Problem(Place(context.line.pointer), few, figure=needed)
        return
    unclear = {
        pilot.attachment.name
        for pair in combinations(distinct, 2)
        if not pair[0].apart(pair[1])
        for pilot in pair
    }
    if unclear:
        names: dict[str, Value] = {"found": Items(tuple(map(Quoted, sorted(unclear))))}
        yield NotChecked(NotCheckedKind.UNREADABLE, "client", names)


def _twice(pilot: _Pilot, twin: _Pilot, declared: set[str]) -> Problem:
    """Two reports of one client; `declared`: the files whose client the settings give."""
    name, twin_name = pilot.attachment.name, twin.attachment.name
    values: dict[str, Value] = {"found": Quoted(name), "other": Quoted(twin_name)}
    copied = not pilot.clients or pilot.clients != twin.clients
    if not copied:
        values["client"] = Items(tuple(sorted(pilot.clients)))
    sure = copied or {name, twin_name} <= declared
    return Problem(
        (Place(attachment=name), Place(attachment=twin_name)),
        values,
        variant="copied" if copied else "twice",
        confidence=Confidence.CERTAIN if sure else Confidence.PROBABLE,
    )
