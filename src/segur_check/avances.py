"""The avances of a solde: named by the user, by dossier.toml, or found beside it."""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct, field

from segur_check.context import Avance, Avances
from segur_check.dossier.loading import Dossier, JsonFile, open_avances, read_text
from segur_check.dossier.reading import read_import
from segur_check.dossier.shape import shape_of
from segur_check.errors import UsageFault
from segur_check.findings import Input, Unread
from segur_check.settings import Phase, Settings


class OpenedAvances(Struct, frozen=True):
    """The avances that could be read, as inputs of the report too, and one that could not."""

    avances: Avances = field(default_factory=Avances)
    inputs: tuple[Input, ...] = ()
    unread: tuple[Unread, ...] = ()


def avances_of(
    dossier: Dossier, asked: Sequence[Path], phase: Phase, label: str, lang: str
) -> OpenedAvances:
    """The avances of a solde: --avance, else dossier.toml, else the one found beside it.

    Raises:
        UsageFault: --avance goes with a step that is no solde, or names an avance that cannot be
            read.
    """
    if phase is not Phase.SOLDE:
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
    elif dossier.avance is not None:
        return _beside(dossier.avance, settings, lang)
    else:
        return OpenedAvances()
    return _opened([_named(json, settings) for json in jsons])


def _opened(read: list[tuple[Avance, Input]]) -> OpenedAvances:
    return OpenedAvances(Avances(tuple(one for one, _ in read)), tuple(one for _, one in read))


def _beside(json: JsonFile, settings: Settings, lang: str) -> OpenedAvances:
    """An avance that only stood beside: the solde is judged without it when it cannot be read."""
    if read_text(json.data, settings).readable:
        return _opened([_named(json, settings)])
    told = (
        f"{json.label}: cannot be read; the solde is judged without it"
        if lang == "en"
        else f"{json.label} ne peut pas être lu ; le solde est jugé sans cette avance"
    )
    return OpenedAvances(unread=(Unread(json.label, told),))


def _named(json: JsonFile, settings: Settings) -> tuple[Avance, Input]:
    text = read_text(json.data, settings)
    if not text.readable:
        raise UsageFault(
            f"{json.label} : cette avance ne peut pas être lue ; contrôlez-la d'abord, seule",
            f"{json.label}: this avance cannot be read; check it first, alone",
        )
    formats = settings.file.format
    shape = shape_of(text.value, "avance", formats.avance, formats.valeurs)
    avance = Avance(json.label, read_import(shape.tree), text, shape)
    return avance, Input(json.label, json.sha256, len(json.data))
