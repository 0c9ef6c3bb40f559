"""What each dossier of a lot holds that others may concern: numbers, clients, papers of one request."""

import hashlib
from collections.abc import Iterator

from msgspec import Struct

from segur_check.case.clients import funded_clients_of
from segur_check.case.context import Context
from segur_check.case.documents import OF_ONE_REQUEST
from segur_check.case.lot import Neighbour
from segur_check.case.status import is_paid
from segur_check.dossier.attachments import Attachments, by_name_alone
from segur_check.dossier.bundle.bundle import Bundle, BundleEntryError
from segur_check.dossier.loading import Dossier, open_dossiers
from segur_check.dossier.request import Request
from segur_check.engine.identify import identify, label_of
from segur_check.engine.options import Options
from segur_check.values.dates import Deposit
from segur_check.values.identifiers import canonical
from segur_check.values.step import Step


class IndexEntry(Struct, frozen=True):
    """A request of the lot, seen from outside.

    `supplier` is its SIRET; `clients` are the keys of those it asks funding for; `contents` the type
    and SHA-256 of its attachments that can be of no other request.
    """

    request: Neighbour
    supplier: str
    sons: str
    phase: Step
    clients: tuple[tuple[str, str], ...] = ()
    contents: tuple[tuple[str, str], ...] = ()


class Indexed(Struct, frozen=True):
    """A dossier of the lot: its requests, and whether the ASP is said to have accepted it.

    `avances` are those that its dossier.toml names.
    """

    path: str
    entries: tuple[IndexEntry, ...] = ()
    accepted: bool = False
    avances: tuple[str, ...] = ()


def index(path: str, options: Options) -> Indexed:
    """What a dossier holds that others may concern; nothing where it cannot be read, its check says why."""
    entries: list[IndexEntry] = []
    avances: dict[str, None] = {}
    accepted = False
    try:
        for dossier in open_dossiers(
            path, pieces=options.pieces, config=options.config, phase=options.phase
        ):
            entries += _entries(dossier, options)
            own = dossier.own.file
            accepted = accepted or is_paid(own.statut) or is_paid(own.statut_avance)
            if own.avance is not None and dossier.own.path is not None:
                avances[str(dossier.own.path.parent / own.avance)] = None
    except Exception:  # noqa: BLE001 - reported when the dossier is checked
        return Indexed(path, tuple(entries), accepted, tuple(avances))
    return Indexed(path, tuple(entries), accepted, tuple(avances))


def _entries(dossier: Dossier, options: Options) -> Iterator[IndexEntry]:
    if dossier.json is None:
        return
    identified = identify(dossier, options)
    view = Context(
        text=identified.text,
        shape=identified.shape,
        file=identified.file,
        step=identified.step,
        corridor=identified.corridor,
        deposit=Deposit.at(options.now, "now"),
    )
    attachments = by_name_alone(dossier.bundle) if dossier.bundle is not None else None
    for request in identified.file.requests:
        yield IndexEntry(
            Neighbour(
                label_of(dossier),
                request.line,
                request.numero_editeur,
                request.beneficiaries.identifiers,
            ),
            canonical(identified.file.siret or ""),
            identified.corridor.sons,
            identified.step,
            tuple(funded_clients_of(view, request.beneficiaries)),
            tuple(_contents(request, dossier.bundle, attachments)),
        )


def _contents(
    request: Request, bundle: Bundle | None, attachments: Attachments | None
) -> Iterator[tuple[str, str]]:
    """Type and SHA-256 of the attachments that can be of no other request; an empty one tells nothing."""
    if bundle is None or attachments is None:
        return
    entries = {entry.name: entry for entry in bundle.entries}
    for listed in request.listed:
        attachment = attachments.named(listed.name) if listed.name else None
        if attachment is None or not attachment.size or listed.kind not in OF_ONE_REQUEST:
            continue
        try:
            yield listed.kind, hashlib.sha256(entries[attachment.name].read()).hexdigest()
        except BundleEntryError:
            continue  # PIE011
