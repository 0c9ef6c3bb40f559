"""The avances of a solde: named by the user, by dossier.toml, or found beside it."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from segur_check.dossier.avance import Avance, Avances
from segur_check.dossier.jsonfiles import JsonFile, open_avances
from segur_check.dossier.loading import Dossier
from segur_check.dossier.reading import read_import
from segur_check.dossier.shape import shape_of
from segur_check.errors import UsageFault
from segur_check.report import Input, Unread
from segur_check.settings.supplier import Settings
from segur_check.values.step import Step


class OpenedAvances(Struct, frozen=True):
    """The avances that could be read, as inputs of the report too, and one that could not."""

    avances: Avances = field(default_factory=Avances)
    inputs: tuple[Input, ...] = ()
    unread: tuple[Unread, ...] = ()
    notes: tuple[str, ...] = ()


def avances_of(
    dossier: Dossier,
    numbers: Collection[str],
    asked: Sequence[Path],
    phase: Step,
    label: str,
    lang: str,
) -> OpenedAvances:
    """The avances of a solde of these numéros éditeur: --avance, else dossier.toml, else those found beside it.

    Raises:
        UsageFault: --avance goes with a step that is no solde, or names an avance that cannot be
            read.
    """
    if phase is not Step.SOLDE:
        if asked:
            raise UsageFault(
                f"{label} : --avance s'emploie avec un solde ; ce dossier est de l'étape {phase}",
                f"{label}: --avance goes with a solde; this dossier is of the step {phase}",
            )
        return OpenedAvances()
    settings, own = dossier.settings, dossier.own
    if asked:
        jsons = [one for place in asked for one in open_avances(place, settings, "--avance")]
    elif own.file.avance is not None:
        home = own.path.parent if own.path else Path()
        jsons = open_avances(home / own.file.avance, settings, "dossier.toml, avance")
    elif dossier.avances:
        return _beside(dossier.avances, numbers, settings, lang)
    else:
        return OpenedAvances()
    return _opened([_named(json, settings) for json in jsons], lang)


def avances_of_the_lot(jsons: Sequence[JsonFile], settings: Settings, lang: str) -> OpenedAvances:
    """The avances that a lot holds for a solde; one that cannot be read is told in its own dossier."""
    readable = [json for json in jsons if json.text.readable]
    return _opened([_named(json, settings) for json in readable], lang)


def _opened(read: list[tuple[Avance, Input]], lang: str) -> OpenedAvances:
    avances = Avances(tuple(one for one, _ in read))
    inputs = tuple(one for _, one in read)
    return OpenedAvances(avances, inputs, notes=tuple(_held_twice(avances, lang)))


def _held_twice(avances: Avances, lang: str) -> Iterator[str]:
    """The numéros éditeur that two files hold for two different requests: one is compared."""
    for number, kept in avances.holders.items():
        for other in avances.files:
            request = other.by_number.get(number)
            if request is not None and request.tree != kept.by_number[number].tree:
                yield (
                    f"number {number} stands in {other.label} and in {kept.label}: the solde is "
                    "compared with the second"
                    if lang == "en"
                    else f"le numéro éditeur {number} est dans {other.label} et dans {kept.label}\u00a0: le "
                    "solde est comparé avec le second"
                )


def _beside(
    jsons: Sequence[JsonFile], numbers: Collection[str], settings: Settings, lang: str
) -> OpenedAvances:
    """Avances that only stood beside: the solde is judged without one that cannot be read."""
    readable = [json for json in jsons if json.text.readable]
    told = (
        "{}: cannot be read; the solde is judged without it"
        if lang == "en"
        else "{} ne peut pas être lu ; le solde est jugé sans cette avance"
    )
    unread = tuple(
        Unread(one.label, told.format(one.label)) for one in jsons if one not in readable
    )
    opened = _opened([_named(json, settings) for json in readable], lang)
    apart = tuple(
        f"{one.label} holds no request of this solde: it was not checked"
        if lang == "en"
        else f"{one.label} ne contient aucune demande de ce solde\u00a0: cette avance n'a pas été contrôlée"
        for one in opened.avances.files
        if len(jsons) > 1 and one.by_number.keys().isdisjoint(numbers)
    )
    return replace(opened, unread=unread, notes=(*opened.notes, *apart))


def _named(json: JsonFile, settings: Settings) -> tuple[Avance, Input]:
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
