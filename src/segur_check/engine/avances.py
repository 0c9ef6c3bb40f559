"""The avances of a solde: named by the user, by dossier.toml, found beside it, or held by its lot.

A cancellation and a completion statement are held against those that are named, and no others.
"""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from segur_check.dossier.avance import Avance, Avances
from segur_check.dossier.jsonfiles import JsonFile, open_avances
from segur_check.dossier.loading import Dossier
from segur_check.dossier.reading import read_import
from segur_check.dossier.request import ImportFile
from segur_check.dossier.shape import shape_of
from segur_check.engine.identify import Identified, label_of
from segur_check.errors import UsageFault
from segur_check.report import Input
from segur_check.settings.supplier import Settings
from segur_check.values.step import Step

# The steps whose statements name clients of an avance.
_NAMING_CLIENTS = frozenset({Step.ANNULATION, Step.ATTESTATION_FIN})


class HeldTwice(Struct, frozen=True):
    """A numéro éditeur that two avances, by their labels, hold for two different requests."""

    number: str
    other: str
    compared: str


class OpenedAvances(Struct, frozen=True):
    """The avances that could be read, as inputs of the report too, and what is to be noted of them.

    By their labels: `unreadable` are those that only stood beside the solde and cannot be read,
    `of_other_requests` those in its folder that hold no request of it. `of_the_lot`: the lot was
    asked for them, those of the dossier do not hold all its requests.
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
    """The avances that a solde is compared with, or the statements of a step; none of another step.

    Args:
        dossier: the solde, and what was found beside it.
        identified: its step and its requests.
        asked: what --avance names.
        lot_avances: those that the lot holds for this solde; None of a dossier checked alone.

    Raises:
        UsageFault: --avance goes with a step that has none, or names an avance that cannot be read.
    """
    if not identified.judged:
        return OpenedAvances()
    if identified.step in _NAMING_CLIENTS:
        # Of a lot, --avance is for the soldes.
        named = _named(dossier, asked if lot_avances is None else ())
        read = [_read(json, dossier.settings) for json in named or ()]
        return _opened(read, named=True)
    if identified.step is not Step.SOLDE:
        # Of a lot, --avance is for the soldes: it holds avances too.
        if asked and (lot_avances is None or identified.step_from == "option"):
            label, step = label_of(dossier), identified.step
            raise UsageFault(
                f"{label} : --avance s'emploie avec un solde, une attestation de fin ou une annulation ; "
                f"ce dossier est de l'étape {step}",
                f"{label}: --avance goes with a solde, a completion statement or a cancellation; this "
                f"dossier is of the step {step}",
            )
        return OpenedAvances()
    named = _named(dossier, asked)
    if named is not None:
        return _opened([_read(json, dossier.settings) for json in named], named=True)
    return _found(dossier, identified.file, lot_avances)


def _named(dossier: Dossier, asked: Sequence[Path]) -> list[JsonFile] | None:
    """Those of --avance, else of dossier.toml; None when neither names any."""
    settings, own = dossier.settings, dossier.own
    if asked:
        return [json for path in asked for json in open_avances(path, settings, "--avance")]
    if own.file.avance is None:
        return None
    folder = own.path.parent if own.path else Path()
    return open_avances(folder / own.file.avance, settings, "dossier.toml, avance")


def _found(
    dossier: Dossier, file: ImportFile, lot_avances: Sequence[JsonFile] | None
) -> OpenedAvances:
    """Those of the solde's folder, else those that its lot holds, else those beside its JSON."""
    settings = dossier.settings
    numbers = {request.numero_editeur for request in file.requests if request.numero_editeur}
    in_folder = _readable(dossier.avances, settings)
    read = [*in_folder]
    if lot_avances is not None and _lacks(read, numbers):
        # The dossier of one that cannot be read tells it.
        read += _readable(lot_avances, settings)
    beside: tuple[JsonFile, ...] = ()
    if not dossier.avances and _lacks(read, numbers):
        beside = tuple(dossier.avances_beside())
        read += _of_these_requests(_readable(beside, settings), numbers)
    only_beside = (*dossier.avances, *beside)
    return replace(
        _opened(read),
        unreadable=tuple(json.label for json in only_beside if not json.text.readable),
        of_other_requests=tuple(
            avance.label
            for avance, _ in in_folder
            if len(dossier.avances) > 1 and avance.by_number.keys().isdisjoint(numbers)
        ),
        of_the_lot=lot_avances is not None,
    )


_ReadAvance = tuple[Avance, Input]


def _readable(jsons: Sequence[JsonFile], settings: Settings) -> list[_ReadAvance]:
    """The avances that can be read: the solde is judged without the others."""
    return [_read(json, settings) for json in jsons if json.text.readable]


def _lacks(read: Sequence[_ReadAvance], numbers: Collection[str]) -> bool:
    """Whether a request of the solde is in none of the avances."""
    held = {number for avance, _ in read for number in avance.by_number}
    return not numbers or not held.issuperset(numbers)


def _of_these_requests(read: list[_ReadAvance], numbers: Collection[str]) -> list[_ReadAvance]:
    """The avances that hold a request of the solde; all of them where none does: PER007 names them."""
    own = [
        (avance, file) for avance, file in read if not avance.by_number.keys().isdisjoint(numbers)
    ]
    return own or read


def _opened(read: Sequence[_ReadAvance], *, named: bool = False) -> OpenedAvances:
    avances = Avances(tuple(avance for avance, _ in read), named)
    inputs = tuple(file for _, file in read)
    return OpenedAvances(avances, inputs, held_twice=tuple(_held_twice(avances)))


def _held_twice(avances: Avances) -> Iterator[HeldTwice]:
    """The numéros éditeur that two files hold for two different requests: one is compared."""
    for number, compared in avances.holders.items():
        for other in avances.files:
            request = other.by_number.get(number)
            if request is not None and request.tree != compared.by_number[number].tree:
                yield HeldTwice(number, other.label, compared.label)


def _read(json: JsonFile, settings: Settings) -> _ReadAvance:
    text = json.text
    if not text.readable:
        raise UsageFault(
            f"{json.label} : cette avance ne peut pas être lue ; contrôlez-la d'abord, seule",
            f"{json.label}: this avance cannot be read; check it first, alone",
        )
    formats = settings.file.format
    shape = shape_of(text.value, "avance", formats.avance, formats.valeurs)
    avance = Avance(json.label, read_import(shape.tree), text, shape)
    return avance, Input(json.label, json.sha256, len(json.data), "avance")
