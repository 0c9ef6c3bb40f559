"""From an opened dossier to the context of its controls and the heading of its report."""

from collections.abc import Iterator, Sequence

from msgspec import Struct, structs

from segur_check.case.context import Context
from segur_check.case.lot import Lot
from segur_check.dossier.attachments import Attachments
from segur_check.dossier.jsonfiles import JsonFile
from segur_check.dossier.loading import Dossier
from segur_check.engine.attachments import attachments_of, named_beside, unknown_names
from segur_check.engine.avances import OpenedAvances, avances_of
from segur_check.engine.heading import heading_of, unread_avances
from segur_check.engine.identify import Identified, identify, label_of
from segur_check.engine.options import Options
from segur_check.engine.resolve import deposit_of
from segur_check.report import Heading, Input, Unread
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
    identified = identify(dossier, options)
    attachments = attachments_of(dossier, identified, options)
    of_the_lot = None if lot is None else lot_avances
    avances = avances_of(dossier, identified, options.avance, of_the_lot)
    context = _context(dossier, identified, attachments, avances, options, lot)
    label, unknown = label_of(dossier), unknown_names(dossier)
    return Assembled(
        context,
        heading_of(context, label, identified, avances, unknown, options),
        inputs=tuple(_inputs(dossier, attachments, avances.inputs)),
        unread=tuple(unread_avances(avances, options.lang)),
    )


def _context(
    dossier: Dossier,
    identified: Identified,
    attachments: Attachments | None,
    avances: OpenedAvances,
    options: Options,
    lot: Lot | None,
) -> Context:
    if lot is not None and avances.of_the_lot:
        lot = structs.replace(lot, paired=True)
    return Context(
        text=identified.text,
        shape=identified.shape,
        file=identified.file,
        step=identified.step,
        corridor=identified.corridor,
        deposit=deposit_of(options.depot, dossier.own, options.now),
        settings=dossier.settings,
        dossier=dossier.own,
        attachments=attachments,
        named_beside=named_beside(dossier, identified.file, attachments),
        avances=avances.readable,
        request=identified.file.requests[0] if identified.without_json else None,
        without_json=identified.without_json,
        lot=lot,
    )


def _inputs(
    dossier: Dossier, attachments: Attachments | None, avances: Sequence[Input]
) -> Iterator[Input]:
    """Every file that was read: the JSON, the avances, the zip, the attachments, the settings."""
    if dossier.json is not None:
        size = len(dossier.json.data)
        whole = size <= dossier.settings.file.limites.json_mo * MEGABYTE
        label = dossier.json.label
        yield Input(label, dossier.json.sha256 if whole else None, size if whole else None)
    yield from avances
    bundles = [bundle for bundle in (dossier.archive, dossier.bundle) if bundle is not None]
    for bundle in {bundle.label: bundle for bundle in bundles if bundle.sha256}.values():
        yield Input(bundle.label, bundle.sha256, bundle.size, "zip")
    if attachments is not None:
        for attachment in attachments.files:
            if attachment.sha256 is not None:
                path = f"{attachments.label}/{attachment.name}"
                yield Input(path, attachment.sha256, attachment.size, "piece")
    yield from dossier.own.inputs
    yield from dossier.settings.inputs
