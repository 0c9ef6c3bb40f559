"""`segur-check init`: a skeleton dossier to fill, and the page that says how."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from segur_check.cli import options as shared
from segur_check.cli.completion import sons_codes
from segur_check.cli.screen import say_lines, width
from segur_check.errors import UsageFault
from segur_check.values.step import Step

_WIDEST = 110  # columns


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="DOSSIER", help="Le dossier à créer ou à remplir.")
    ],
    *,
    sons: Annotated[
        str,
        typer.Option(metavar="SONS", help="Le SONS de la demande.", autocompletion=sons_codes),
    ],
    phase: Annotated[Step, typer.Option(help="L'étape.")],
    lang: shared.Lang = shared.Language.FR,
) -> int:
    """Prépare un dossier : le JSON à remplir, dossier.toml, et une page qui explique chaque clé et chaque pièce.

    Une étape sans JSON (enrolement, pilotes, attestation-fin, annulation) n'a que dossier.toml et la page.
    """
    from segur_check.cli.files import write  # noqa: PLC0415 - --help needs none of these
    from segur_check.cli.misuse import command_line  # noqa: PLC0415
    from segur_check.cli.screens.columns import wrapped  # noqa: PLC0415
    from segur_check.guide.form.page import page  # noqa: PLC0415
    from segur_check.guide.papers import dossier_toml, has_papers  # noqa: PLC0415
    from segur_check.guide.skeleton import skeleton  # noqa: PLC0415
    from segur_check.rules.corridor import corridor, covered_codes  # noqa: PLC0415
    from segur_check.values.guide_page import GUIDE_PAGES  # noqa: PLC0415
    from segur_check.values.sons import plain_code  # noqa: PLC0415

    code = plain_code(sons)
    if code is None or not has_papers(corridor(code), phase.value):
        codes = [name for name in covered_codes() if has_papers(corridor(name), phase.value)]
        known = ", ".join(codes)
        raise UsageFault(
            f"init : pas de squelette pour {sons} et l'étape {phase.value} ; SONS possibles : {known}",
            f"init: no skeleton for {sons} and the step {phase.value}; possible SONS: {known}",
        )
    table = corridor(code)
    tree = skeleton(table, phase.value) if table.step(phase.value) is not None else None
    guide = GUIDE_PAGES[lang.value]
    contents = {} if tree is None else {f"{phase.value}.json": _as_json(tree)}
    contents |= {
        "dossier.toml": dossier_toml(table, phase.value, lang.value),
        guide: page(table, phase.value, tree, lang.value),
    }
    try:
        existing = [name for name in contents if (folder / name).exists()]
    except OSError as error:
        raise UsageFault(
            f"init : « {folder} » ne peut pas être lu ({error.strerror}) ; choisissez un autre dossier",
            f"init: “{folder}” cannot be read ({error.strerror}); choose another folder",
        ) from error
    if existing:
        raise UsageFault(
            f"init : « {folder / existing[0]} » existe déjà ; choisissez un autre dossier",
            f"init: “{folder / existing[0]}” exists already; choose another folder",
        )
    try:
        (folder / "pieces").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageFault(
            f"init : « {folder} » ne peut pas être créé ({error.strerror})",
            f"init: “{folder}” cannot be created ({error.strerror})",
        ) from error
    for name, content in contents.items():
        write(folder / name, content)
        say_lines([str(folder / name)])
    say_lines([f"{folder / 'pieces'}/"])
    said = (
        f"Open {folder / guide} in a browser: it says what to write, and which PDFs go into pieces/. Then:"
        if lang is shared.Language.EN
        else f"Ouvrez {folder / guide} dans un navigateur : il dit quoi écrire, et quels PDF mettre dans pieces/. "
        "Puis :"
    )
    say_lines(
        [
            "",
            *wrapped(said, min(width(), _WIDEST), "", ""),
            f"  {command_line('segur-check', 'check', str(folder))}",
        ]
    )
    return 0


def _as_json(tree: dict[str, Any]) -> str:
    return json.dumps(tree, ensure_ascii=False, indent=2) + "\n"
