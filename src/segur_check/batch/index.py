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

    `supplier` is its SIRET; `clients` are the keys of those it asks funding for; `contents` the type and SHA-256 of its
    papers that can be of no other request.
    """

    request: Neighbour
    supplier: str
    sons: str
    phase: Step
    clients: tuple[tuple[str, str], ...] = ()
    contents: tuple[tuple[str, str], ...] = ()


class Indexed(Struct, frozen=True):
    """A dossier of the lot: its requests, and whether the ASP is said to have accepted it."""

    path: str
    entries: tuple[IndexEntry, ...] = ()
    accepted: bool = False


def index(path: str, options: Options) -> Indexed:
    """Look at what a dossier holds; what cannot be read holds nothing, and its check says why."""
    entries: list[IndexEntry] = []
    accepted = False
    try:
        for dossier in open_dossiers(
            path, pieces=options.pieces, config=options.config, phase=options.phase
        ):
            entries += _entries(dossier, options)
            own = dossier.own.file
            accepted = accepted or is_paid(own.statut) or is_paid(own.statut_avance)
    except Exception:  # noqa: BLE001 - told when the dossier is checked
        return Indexed(path, tuple(entries), accepted)
    return Indexed(path, tuple(entries), accepted)


def _entries(dossier: Dossier, options: Options) -> Iterator[IndexEntry]:
    if dossier.json is None:
        return
    read = identify(dossier, options)
    view = Context(
        text=read.text,
        shape=read.shape,
        file=read.file,
        step=read.step,
        corridor=read.corridor,
        deposit=Deposit.at(options.now, "now"),
    )
    names = by_name_alone(dossier.bundle) if dossier.bundle is not None else None
    for request in read.file.requests:
        yield IndexEntry(
            Neighbour(
                label_of(dossier),
                request.number if request.number is not None else request.index + 1,
                request.numero_editeur,
                request.beneficiaries.identifiers,
            ),
            canonical(read.file.siret or ""),
            read.corridor.sons,
            read.step,
            tuple(funded_clients_of(view, request.beneficiaries)),
            tuple(_contents(request, dossier.bundle, names)),
        )


def _contents(
    request: Request, bundle: Bundle | None, names: Attachments | None
) -> Iterator[tuple[str, str]]:
    if bundle is None or names is None:
        return
    entries = {one.name: one for one in bundle.entries}
    for listed in request.listed:
        piece = names.named(listed.name) if listed.name else None
        if piece is None or not piece.size or listed.kind not in OF_ONE_REQUEST:
            continue
        try:
            yield listed.kind, hashlib.sha256(entries[piece.name].read()).hexdigest()
        except BundleEntryError:
            continue  # PIE011
