"""The attachments of a dossier: opened, read as far as its controls need it, and matched by name."""

import unicodedata
from collections.abc import Iterable, Iterator

from msgspec import Struct

from segur_check.case.documents import LAID_OUT, kinds_read
from segur_check.case.piece_types import type_by_name
from segur_check.dossier.attachments import Attachments, by_name_alone
from segur_check.dossier.beside import texts_of
from segur_check.dossier.bundle.bundle import Bundle
from segur_check.dossier.loading import Dossier
from segur_check.dossier.opening import Wanted, look_at
from segur_check.dossier.request import ImportFile
from segur_check.engine.budget import budget_of
from segur_check.engine.identify import Identified
from segur_check.engine.options import Options
from segur_check.values.step import Step

# The steps whose papers may have any name: their text tells what they are about.
_READ_WHOLE = frozenset({Step.PILOTES, Step.ATTESTATION_FIN})


class UnknownName(Struct, frozen=True):
    """A name that a table of dossier.toml gives to no attachment of the dossier."""

    table: str
    name: str


def attachments_of(
    dossier: Dossier, identified: Identified, options: Options
) -> Attachments | None:
    """The attachments, opened one after the other; None of a dossier that has nowhere to hold any."""
    if dossier.bundle is None:
        return None
    limits = dossier.settings.file.limites
    read = kinds_read(identified.step, identified.corridor)
    wanted = Wanted(
        text=frozenset(_names_of(read, dossier, dossier.bundle, identified)),
        laid_out=frozenset(_names_of(LAID_OUT, dossier, dossier.bundle, identified)),
        ocr=options.ocr,
        signatures=options.signatures,
        fast=options.fast,
    )
    budget = budget_of(limits, len(identified.file.requests))
    return look_at(dossier.bundle, limits, wanted, budget=budget)


def _names_of(
    kinds: frozenset[str], dossier: Dossier, bundle: Bundle, identified: Identified
) -> Iterator[str]:
    """The attachments of these types: as the JSON lists them, else as dossier.toml or their names say."""
    listed = [item for request in identified.file.requests for item in request.listed if item.name]
    if listed:
        attachments = by_name_alone(bundle)
        for item in listed:
            attachment = attachments.named(item.name) if item.name and item.kind in kinds else None
            if attachment is not None:
                yield attachment.name
        return
    declared = dossier.own.file.types
    for entry in bundle.entries:
        kind = declared.get(entry.name) or type_by_name(entry.name)
        if kind in kinds or identified.step in _READ_WHOLE:
            yield entry.name


def named_beside(
    dossier: Dossier, file: ImportFile, attachments: Attachments | None
) -> frozenset[str]:
    """The attachments that no request of the file names, and that another JSON of the folder does."""
    listed = [item.name for request in file.requests for item in request.listed if item.name]
    if attachments is None or not listed:
        return frozenset()
    own = _named_in(attachments, listed)
    unnamed = {attachment.name for attachment in attachments.files} - own
    beside: set[str] = set()
    # The other files are read one by one, only as long as an attachment is left that none names.
    for json in dossier.others() if unnamed else ():
        beside |= unnamed & _named_in(attachments, texts_of(json))
        if beside == unnamed:
            break
    return frozenset(beside)


def _named_in(attachments: Attachments, names: Iterable[str]) -> set[str]:
    """The attachments that some texts name."""
    named = map(attachments.named, names)
    return {attachment.name for attachment in named if attachment is not None}


def unknown_names(dossier: Dossier) -> Iterator[UnknownName]:
    """What dossier.toml names and no attachment is called: a slip of the pen."""
    bundle, own = dossier.bundle, dossier.own.file
    if bundle is None or bundle.faults:
        return
    readings = {reading for entry in bundle.entries for reading in entry.readings}
    for table, names in (("types", own.types), ("pilotes", own.pilotes)):
        for name in names:
            if unicodedata.normalize("NFC", name) not in readings:
                yield UnknownName(table, name)
