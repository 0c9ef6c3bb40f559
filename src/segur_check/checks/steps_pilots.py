"""DEM003, DEM010: the pilot clients of a wave, counted by their reports, and their avances."""

import re
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
from segur_check.case.documents import Document
from segur_check.case.mends import RIGHT, of_file
from segur_check.case.piece_types import typed_attachments
from segur_check.case.status import is_paid
from segur_check.dossier.attachments import Attachment
from segur_check.pieces.words.text import identifiers_in, normalised, numbers_in
from segur_check.values.identifiers import SIREN_LENGTH, canonical, identifier_length, plain
from segur_check.values.pattern import Pattern
from segur_check.values.text import without_accents
from segur_check.values.wording import Items, Quoted, Value

_PILOT_REPORT = "PV_PILOTE"
# What heads a report, and what one says: that it will follow is said by a letter too.
_REPORT_TITLE = Pattern(r"(?m)^\W*(?:proces[- ]verbal|p\.?v\.?)\b")
_REPORT_WORDS = Pattern(
    r"\bpilotes?\b|\batteste|\bconstat|\bcertifie|\binstall|\bconforme|\brecette\b|mise en service"
)
# A number of a place, said to be so: that of a legal entity may be that of several pilots.
_NUMBER_OF_A_PLACE = Pattern(
    r"\bfiness\b(?!\W*(?:j\b|ej\b|juridique|de l'entite))\D{0,20}\Z", re.IGNORECASE
)
_BEFORE = 40  # signs


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
    supplier = {siret, siret[:SIREN_LENGTH]}
    read = {
        attachment.name: _clients_in("\n".join(attachment.pages or ()), context) - supplier
        for attachment in reports
    }
    # A number that is in every report is the supplier's, or tells no client, unless all of them say
    # that it is the FINESS of their place, and name no other.
    if len(read) > 1:
        common = frozenset.intersection(*read.values())
        if any(numbers - common for numbers in read.values()):
            read = {name: numbers - common for name, numbers in read.items()}
        else:
            places = [_places_in("\n".join(report.pages or ())) for report in reports]
            read = dict.fromkeys(read, common.intersection(*places))
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


def _places_in(text: str) -> frozenset[str]:
    """The numbers in a text that are called the FINESS of a place; not the head of a longer number."""
    plain_text = normalised(text)
    numbers = list(numbers_in(plain_text))
    return frozenset(
        number.value
        for number in numbers
        if _NUMBER_OF_A_PLACE.search(plain_text[max(0, number.start - _BEFORE) : number.start])
        and not any(other.start <= number.start < number.end < other.end for other in numbers)
    )


def _may_be_report(context: Context) -> str | None:
    """The name of a file that may be a report though its name does not tell: unread, or worded as one.

    A file that reads, and has neither the title nor the words of a report, is none.
    """
    declared, attachments = context.dossier.file.pilotes, context.attachments
    for typed in typed_attachments(context) or ():
        attachment = attachments.named(typed.name) if attachments is not None else None
        if attachment is None or typed.name in declared or typed.told_by == "toml":
            continue
        if _has_title(attachment) and typed.kind != _PILOT_REPORT:
            return typed.name
        if typed.kind is None and _is_unread_or_worded(attachment, context):
            return typed.name
    return None


def _has_title(attachment: Attachment) -> bool:
    return any(_REPORT_TITLE.search(_plain_lines(page)) for page in attachment.pages or ())


def _is_unread_or_worded(attachment: Attachment, context: Context) -> bool:
    document = Document(attachment, _PILOT_REPORT, context.line.index)
    return not document.is_whole or _REPORT_WORDS.search(document.plain) is not None


def _plain_lines(text: str) -> str:
    return "\n".join(without_accents(line) for line in text.splitlines())


@control("DEM003")
def too_few_pilots(context: Context) -> Iterator[Outcome]:
    """Fewer pilot clients than required, or one client twice; without any report, whatever the number."""
    if typed_attachments(context) is None:
        return  # PIE011, PIE012 or PIE016 says why
    declared = context.dossier.file.pilotes
    distinct: list[_Pilot] = []
    copies: list[tuple[str, str]] = []
    for pilot in _pilots(context):
        twin = next((earlier for earlier in distinct if earlier.same(pilot)), None)
        if twin is None:
            distinct.append(pilot)
        else:
            copies.append((pilot.attachment.name, twin.attachment.name))
            yield _twice(pilot, twin, set(declared))
    needed, sons = context.corridor.pilots, context.corridor.sons
    fewest = needed.value if needed is not None else 1
    if len(distinct) < fewest:
        perhaps = _may_be_report(context)
        if perhaps is not None:
            file: dict[str, Value] = {"file": Quoted(perhaps)}
            yield NotChecked(NotCheckedKind.NOT_GIVEN, "unknown_file", file)
            return
        few: dict[str, Value] = {"found": len(distinct), "expected": fewest, "sons": sons}
        variant = "" if needed is not None else "none"
        # Another report in place of the only copy may be enough.
        enough = len(copies) == 1 and len(distinct) + 1 >= fewest
        mends = tuple({of_file(name): RIGHT} for name in copies[0]) if enough else ()
        at = Place(context.line.pointer)
        yield Problem(at, few, variant=variant, figure=needed, mends=mends)
        return
    if needed is None:
        number: dict[str, Value] = {"sons": sons, "found": len(distinct)}
        yield NotChecked(NotCheckedKind.NOT_PUBLISHED, "number", number)
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
        mends=({of_file(name): RIGHT}, {of_file(twin_name): RIGHT}),
    )


@control("DEM010")
def avance_of_pilots_not_paid(context: Context) -> Iterator[Outcome]:
    """Pilots whose avance is not "Décidée et payée", where dossier.toml tells its status.

    [004]: the pilots are clients for whom the ASP has paid the avance.
    """
    statut = context.dossier.file.statut_avance
    if statut is not None and statut.strip() and not is_paid(statut):
        yield Problem(Place(context.line.pointer), {"found": Quoted(statut)})
