"""Which SONS and which step a dossier is of, and who says so."""

from msgspec import Struct

from segur_check.dossier.json.text import JsonText
from segur_check.dossier.loading import Dossier
from segur_check.dossier.reading import read_import
from segur_check.dossier.request import ImportFile
from segur_check.dossier.shape import Shape, shape_of
from segur_check.engine.options import Options
from segur_check.engine.resolve import declared_step, no_sons, sons_of, step_of
from segur_check.errors import UsageFault
from segur_check.rules.corridor import NO_CORRIDOR, Corridor, corridor
from segur_check.values.step import STEPS_WITH_JSON, Step

_NO_TEXT = JsonText(None, None, ())


class Identified(Struct, frozen=True):
    """What a dossier's JSON is, of which step and SONS, and who says so.

    `sons_alias` is the name by which the SONS was given, where that is not its code.
    """

    text: JsonText
    shape: Shape
    file: ImportFile
    step: Step
    step_from: str
    corridor: Corridor
    sons_from: str
    sons_alias: str | None
    without_json: bool = False

    @property
    def judged(self) -> bool:
        """Whether there is something to judge but a text that does not parse."""
        return self.text.readable or self.without_json


def label_of(dossier: Dossier) -> str:
    """The file of a dossier as the user named it: its JSON, else the dossier itself."""
    return dossier.json.label if dossier.json is not None else dossier.label


def identify(dossier: Dossier, options: Options) -> Identified:
    """What the dossier's JSON says, of which step and SONS; its papers are not looked at.

    Raises:
        UsageFault: two who say the SONS or the step disagree, or nobody says it.
        UnreadableInput: papers alone, where a JSON is required.
    """
    label = label_of(dossier)
    return _papers(dossier, options, label) if dossier.no_json else _json(dossier, options, label)


def _json(dossier: Dossier, options: Options, label: str) -> Identified:
    settings, own = dossier.settings, dossier.own
    # A zip that could not be opened has no JSON, and nothing to say of its text: PIE011 speaks.
    text = dossier.json.text if dossier.json is not None else _NO_TEXT
    if text.readable:
        step, step_from = step_of(text.value, options.phase, own, settings, label, dossier.paired)
        keys = settings.file.format.avance if step is Step.AVANCE else settings.file.format.solde
        shape = shape_of(text.value, str(step), keys, settings.file.format.valeurs)
    else:
        step, step_from = options.phase or own.file.phase or Step.AVANCE, ""
        shape = Shape(None)
    file = read_import(shape.tree)
    sons = sons_of(file, options.sons, own, settings, label)
    if text.readable and not sons.code:
        raise no_sons(label)  # of an empty object or list
    # Where the file does not parse, nobody may have said the SONS.
    table = corridor(sons.code, options.rules) if sons.code else NO_CORRIDOR
    return Identified(text, shape, file, step, step_from, table, sons.origin, sons.alias)


def _papers(dossier: Dossier, options: Options, label: str) -> Identified:
    """A step that has no JSON, or a SONS that may do without: one request that no file holds."""
    declared = declared_step(options.phase, dossier.own, label)
    sons = sons_of(read_import(None), options.sons, dossier.own, dossier.settings, label)
    table = corridor(sons.code, options.rules) if sons.code else NO_CORRIDOR
    json_optional = bool(sons.code) and table.json_optional
    if declared is None and json_optional:
        steps = ", ".join(Step)
        raise UsageFault(
            f"{label} : aucun fichier JSON, et rien ne dit l'étape ; donnez --phase (ou « phase » dans "
            f"dossier.toml) parmi : {steps}",
            f"{label}: no JSON file, and nothing tells the step; give --phase (or “phase” in "
            f"dossier.toml) among: {steps}",
        )
    needs_json = declared is None or (declared[0] in STEPS_WITH_JSON and not json_optional)
    if dossier.no_json is not None and needs_json:
        raise dossier.no_json
    if not sons.code:
        raise UsageFault(
            f"{label} : rien ne dit le SONS ; donnez --sons (ou « sons » dans dossier.toml)",
            f"{label}: nothing tells the SONS; give --sons (or “sons” in dossier.toml)",
        )
    step, step_from = declared or (Step.AVANCE, "")
    return Identified(
        _NO_TEXT,
        Shape(None),
        read_import({"lignesImport": [{}]}),
        step,
        step_from,
        table,
        sons.origin,
        sons.alias,
        without_json=True,
    )
