"""From an opened dossier to the context of its controls: who says what, pieces, avance, heading."""

import unicodedata
from collections.abc import Iterator, Sequence

from msgspec import Struct, structs

from segur_check.case.context import Context
from segur_check.case.documents import LAID_OUT, READ_KINDS
from segur_check.case.lot import Lot
from segur_check.case.piece_types import type_by_name
from segur_check.dossier.attachments import Attachments, by_name_alone
from segur_check.dossier.beside import texts_of
from segur_check.dossier.jsonfiles import JsonFile
from segur_check.dossier.loading import Dossier
from segur_check.dossier.opening import Wanted, look_at
from segur_check.dossier.request import ImportFile
from segur_check.engine.avances import OpenedAvances, avances_of, avances_of_the_lot
from segur_check.engine.identify import Identified, identify, label_of
from segur_check.engine.options import Options
from segur_check.engine.resolve import deposit_of
from segur_check.guide.usage import reminder
from segur_check.report import Heading, Input, Unread
from segur_check.rules.corridor import Corridor
from segur_check.values.dates import Deposit, written_day, written_moment
from segur_check.values.step import Step
from segur_check.values.wording import MEGABYTE


class Assembled(Struct, frozen=True):
    """A dossier ready to be checked, the files that were read, and those that could not be."""

    context: Context
    heading: Heading
    inputs: tuple[Input, ...] = ()
    unread: tuple[Unread, ...] = ()


def assemble(
    dossier: Dossier,
    options: Options,
    lot: Lot | None = None,
    lot_avances: Sequence[JsonFile] = (),
) -> Assembled:
    """Put together all that bears on a dossier; `lot_avances` are those of a solde without its own.

    Raises:
        UsageFault: two who say the SONS or the step disagree, nobody says it, an avance that
            cannot be read.
        UnreadableInput: papers alone, where a JSON is required.
    """
    label = label_of(dossier)
    read = identify(dossier, options)
    limits = dossier.settings.file.limites
    deposit = deposit_of(options.depot, dossier.own, options.now)
    attachments = None
    if dossier.bundle is not None:
        wanted = Wanted(
            text=frozenset(_names(dossier, read, READ_KINDS)),
            laid_out=frozenset(_names(dossier, read, LAID_OUT)),
            ocr=options.ocr,
            signatures=options.signatures,
            fast=options.fast,
        )
        attachments = look_at(
            dossier.bundle,
            limits,
            wanted,
            budget=limits.delai_s * min(max(1, len(read.file.requests)), 12),
        )
    numbers = {one.numero_editeur for one in read.file.requests if one.numero_editeur}
    # Of a lot, --avance is for its soldes: it holds avances too.
    asked = options.avance if lot is None or read.step is Step.SOLDE else ()
    opened = (
        avances_of(dossier, numbers, asked, read.step, label, options.lang)
        if read.judged
        else OpenedAvances()
    )
    if lot is not None and read.step is Step.SOLDE and not opened.avances.files:
        opened = avances_of_the_lot(lot_avances, dossier.settings, options.lang)
        lot = structs.replace(lot, paired=True)
    context = Context(
        text=read.text,
        shape=read.shape,
        file=read.file,
        step=read.step,
        corridor=read.corridor,
        deposit=deposit,
        settings=dossier.settings,
        dossier=dossier.own,
        attachments=attachments,
        named_beside=_named_beside(dossier, read.file, attachments),
        avances=opened.avances,
        request=read.file.requests[0] if read.without_json else None,
        without_json=read.without_json,
        lot=lot,
    )
    heading = Heading(
        file=label,
        sons=_sons_told(read.corridor, options.lang),
        sons_from=read.sons_from,
        phase=str(read.step) if read.judged else None,
        phase_from=read.step_from,
        deposit=_deposit_told(deposit, options.lang),
        deposit_from=deposit.origin,
        pieces=attachments.label if attachments is not None else None,
        pieces_count=len(attachments.files) if attachments else None,
        avance=", ".join(one.label for one in opened.avances.files) or None,
        notes=(*read.notes, *opened.notes, *_strangers(dossier, options.lang)),
        without_json=read.without_json,
        reminders=reminder(read.corridor, options.lang, options.rules)
        if read.step is Step.SOLDE and read.corridor.sons
        else (),
    )
    inputs = (*_inputs(dossier, attachments), *opened.inputs)
    return Assembled(context, heading, inputs, opened.unread)


def _named_beside(
    dossier: Dossier, file: ImportFile, attachments: Attachments | None
) -> frozenset[str]:
    """The attachments that no request of the file names, and another JSON of the folder does."""
    listed = [one.name for request in file.requests for one in request.listed if one.name]
    if attachments is None or not listed:
        return frozenset()
    own = {piece.name for piece in map(attachments.named, listed) if piece is not None}
    left = {piece.name for piece in attachments.files} - own
    found: set[str] = set()
    for json in dossier.others() if left else ():
        pieces = map(attachments.named, texts_of(json))
        found |= left & {piece.name for piece in pieces if piece is not None}
        if found == left:
            break
    return frozenset(found)


def _inputs(dossier: Dossier, attachments: Attachments | None) -> Iterator[Input]:
    """The JSON that was read; of papers alone, the papers."""
    if dossier.json is not None:
        size = len(dossier.json.data)
        whole = size <= dossier.settings.file.limites.json_mo * MEGABYTE
        label = dossier.json.label
        yield Input(label, dossier.json.sha256 if whole else None, size if whole else None)
    elif dossier.no_json is not None and attachments is not None:
        for piece in attachments.files:
            yield Input(f"{attachments.label}/{piece.name}", piece.sha256, piece.size)


def _names(dossier: Dossier, read: Identified, kinds: frozenset[str]) -> Iterator[str]:
    """The attachments of these types: as the JSON lists them, else as their names tell."""
    if dossier.bundle is None:
        return
    entries = dossier.bundle.entries
    listed = [one for request in read.file.requests for one in request.listed if one.name]
    if listed:
        there = by_name_alone(dossier.bundle)
        named = [there.named(one.name) for one in listed if one.name and one.kind in kinds]
        yield from (piece.name for piece in named if piece is not None)
        return
    told = dossier.own.file.types
    for entry in entries:
        kind = told.get(entry.name) or type_by_name(entry.name)
        if kind in kinds or read.step in _READ_WHOLE:
            yield entry.name


# The steps whose papers may have any name: their text tells what they are about.
_READ_WHOLE = frozenset({Step.PILOTES, Step.ATTESTATION_FIN})


def _strangers(dossier: Dossier, lang: str) -> Iterator[str]:
    """The files that dossier.toml names and that are not among the attachments: a slip of the pen."""
    bundle, own = dossier.bundle, dossier.own.file
    if bundle is None or bundle.faults:
        return
    there = {reading for entry in bundle.entries for reading in entry.readings}
    for table, named in (("types", own.types), ("pilotes", own.pilotes)):
        for name in named:
            if unicodedata.normalize("NFC", name) not in there:
                yield (
                    f"dossier.toml, [{table}]: “{name}” is not among the attachments"
                    if lang == "en"
                    else f"dossier.toml, [{table}]\u00a0: «\u00a0{name}\u00a0» n'est pas parmi les pièces"
                )


def _sons_told(table: Corridor, lang: str) -> str | None:
    if not table.sons:
        return None
    return f"{table.sons} — {table.label.en if lang == 'en' else table.label.fr}"


def _deposit_told(deposit: Deposit, lang: str) -> str:
    return (
        written_moment(deposit.instant, lang) if deposit.instant else written_day(deposit.day, lang)
    )
