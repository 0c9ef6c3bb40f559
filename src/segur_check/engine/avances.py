"""The avances of a solde: named by the user, by dossier.toml, found beside it, or held by its lot."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from segur_check.dossier.avance import Avance, Avances
from segur_check.dossier.jsonfiles import JsonFile, open_avances
from segur_check.dossier.loading import Dossier
from segur_check.dossier.reading import read_import
from segur_check.dossier.shape import shape_of
from segur_check.engine.identify import Identified, label_of
from segur_check.errors import UsageFault
from segur_check.report import Input
from segur_check.settings.supplier import Settings
from segur_check.values.step import Step


class HeldTwice(Struct, frozen=True):
    """A numéro éditeur that two avances, by their labels, hold for two different requests."""

    number: str
    other: str
    compared: str


class OpenedAvances(Struct, frozen=True):
    """The avances that could be read, as inputs of the report too, and what is to be noted of them.

    By their labels: `unreadable` are those that only stood beside the solde and cannot be read,
    `of_other_requests` those beside it that hold no request of it. `of_the_lot`: the lot was asked
    for them, the dossier has none of its own.
    """

    readable: Avances = field(default_factory=Avances)
    inputs: tuple[Input, ...] = ()
    held_twice: tuple[HeldTwice, ...] = ()
    unreadable: tuple[str, ...] = ()
    of_other_requests: tuple[str, ...] = ()
    of_the_lot: bool = False


def avances_of(
    dossier: Dossier,
    identified: Identified,
    asked: Sequence[Path],
    lot_avances: Sequence[JsonFile] | None = None,
) -> OpenedAvances:
    """The avances that a solde is compared with; none of another step.

    Args:
        dossier: the solde, and what was found beside it.
        identified: its step and its requests.
        asked: what --avance names.
        lot_avances: those that the lot holds for this solde; None of a dossier checked alone.

    Raises:
        UsageFault: --avance goes with a step that is no solde, or names an avance that cannot be
            read.
    """
    is_solde = identified.step is Step.SOLDE
    if lot_avances is not None and not is_solde:
        asked = ()  # of a lot, --avance is for the soldes: it holds avances too
    opened = _own_avances(dossier, identified, asked) if identified.judged else OpenedAvances()
    if lot_avances is None or not is_solde or opened.readable.files:
        return opened
    return _avances_of_the_lot(lot_avances, dossier.settings)


def _own_avances(dossier: Dossier, identified: Identified, asked: Sequence[Path]) -> OpenedAvances:
    """Those of --avance, else of dossier.toml, else those found beside the solde."""
    if identified.step is not Step.SOLDE:
        if asked:
            label, step = label_of(dossier), identified.step
            raise UsageFault(
                f"{label} : --avance s'emploie avec un solde ; ce dossier est de l'étape {step}",
                f"{label}: --avance goes with a solde; this dossier is of the step {step}",
            )
        return OpenedAvances()
    settings, own = dossier.settings, dossier.own
    if asked:
        jsons = [json for path in asked for json in open_avances(path, settings, "--avance")]
    elif own.file.avance is not None:
        folder = own.path.parent if own.path else Path()
        jsons = open_avances(folder / own.file.avance, settings, "dossier.toml, avance")
    elif dossier.avances:
        requests = identified.file.requests
        numbers = {request.numero_editeur for request in requests if request.numero_editeur}
        return _beside(dossier.avances, numbers, settings)
    else:
        return OpenedAvances()
    return _opened([_read(json, settings) for json in jsons])


def _avances_of_the_lot(jsons: Sequence[JsonFile], settings: Settings) -> OpenedAvances:
    """The avances that a lot holds for a solde; its own dossier tells of one that cannot be read."""
    readable = [json for json in jsons if json.text.readable]
    return replace(_opened([_read(json, settings) for json in readable]), of_the_lot=True)


def _beside(
    jsons: Sequence[JsonFile], numbers: Collection[str], settings: Settings
) -> OpenedAvances:
    """Avances that only stood beside: the solde is judged without one that cannot be read."""
    readable = [json for json in jsons if json.text.readable]
    opened = _opened([_read(json, settings) for json in readable])
    # The only avance beside a solde is its own, whatever it holds.
    others = [
        avance.label
        for avance in opened.readable.files
        if len(jsons) > 1 and avance.by_number.keys().isdisjoint(numbers)
    ]
    unreadable = [json.label for json in jsons if json not in readable]
    return replace(opened, unreadable=tuple(unreadable), of_other_requests=tuple(others))


def _opened(read: Sequence[tuple[Avance, Input]]) -> OpenedAvances:
    avances = Avances(tuple(avance for avance, _ in read))
    inputs = tuple(file for _, file in read)
    return OpenedAvances(avances, inputs, held_twice=tuple(_held_twice(avances)))


def _held_twice(avances: Avances) -> Iterator[HeldTwice]:
    """The numéros éditeur that two files hold for two different requests: one is compared."""
    for number, compared in avances.holders.items():
        for other in avances.files:
            request = other.by_number.get(number)
            if request is not None and request.tree != compared.by_number[number].tree:
                yield HeldTwice(number, other.label, compared.label)


def _read(json: JsonFile, settings: Settings) -> tuple[Avance, Input]:
    text = json.text
    if not text.readable:
        raise UsageFault(
            f"{json.label} : cette avance ne peut pas être lue ; contrôlez-la d'abord, seule",
            f"{json.label}: this avance cannot be read; check it first, alone",
        )
    formats = settings.file.format
    shape = shape_of(text.value, "avance", formats.avance, formats.valeurs)
    avance = Avance(json.label, read_import(shape.tree), text, shape)
    return avance, Input(json.label, json.sha256, len(json.data))
