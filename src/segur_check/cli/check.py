"""`segur-check check`: one or several dossiers, and what the ASP would reject."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from segur_check.cli.extras import require_extras
from segur_check.cli.screen import complain, outputs, say, wants_color, width, write
from segur_check.errors import ExitCode, UsageFault


class StepName(StrEnum):
    """The steps, as --phase takes them."""

    AVANCE = "avance"
    SOLDE = "solde"
    ENROLEMENT = "enrolement"
    PILOTES = "pilotes"
    ATTESTATION_FIN = "attestation-fin"
    ANNULATION = "annulation"


class SeverityName(StrEnum):
    """The severities, worst first."""

    REJET = "rejet"
    A_MODIFIER = "a-modifier"
    ALERTE = "alerte"
    INFO = "info"


class Language(StrEnum):
    """The languages of the messages."""

    FR = "fr"
    EN = "en"


class Color(StrEnum):
    """When to colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


def check(  # noqa: PLR0913 - one parameter per option, that is how Typer is told
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="CHEMIN...",
            help="Un JSON, un dossier ou un zip (JSON et pièces), ou - pour un JSON sur l'entrée standard.",
            show_default=False,
        ),
    ],
    *,
    sons: Annotated[
        str | None,
        typer.Option(metavar="SONS", help="Le SONS, par exemple MDV-LGC-Va1 (voir rules)."),
    ] = None,
    phase: Annotated[
        StepName | None, typer.Option(help="L'étape ; sans elle, le contenu la dit.")
    ] = None,
    depot: Annotated[
        str | None,
        typer.Option(
            metavar="INSTANT",
            help="L'instant du dépôt, 2025-03-12T11:59 (heure de Paris) ; sans lui, maintenant.",
        ),
    ] = None,
    pieces: Annotated[
        Path | None, typer.Option(metavar="DOSSIER|ZIP", help="Les pièces jointes.")
    ] = None,
    avance: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="JSON|DOSSIER",
            help="L'avance à laquelle comparer un solde, ou un dossier d'avances ; répétable.",
        ),
    ] = None,
    config: Annotated[
        Path | None,
        typer.Option(
            metavar="TOML",
            help="Le segur-check.toml ; sans elle, cherché en remontant les dossiers.",
        ),
    ] = None,
    rules: Annotated[
        Path | None,
        typer.Option(metavar="DOSSIER", help="Des tables de règles à la place des nôtres."),
    ] = None,
    output: Annotated[
        list[str] | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FORMAT[:FICHIER]",
            help="text, concise ou json ; répétable. Sans elle : text au terminal, concise sinon.",
        ),
    ] = None,
    ocr: Annotated[
        bool,
        typer.Option(
            "--ocr", help="Lit les pages numérisées avec Tesseract ; ce n'est qu'un indice."
        ),
    ] = False,
    signatures: Annotated[
        bool,
        typer.Option("--signatures", help="Vérifie que ce qui est signé n'a pas changé (pyHanko)."),
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Code de sortie 4 quand il reste à vérifier.")
    ] = False,
    lang: Annotated[Language, typer.Option(help="Langue des messages.")] = Language.FR,
    min_severity: Annotated[
        SeverityName, typer.Option(help="N'affiche rien de moins grave (le verdict ne change pas).")
    ] = SeverityName.INFO,
    max_shown: Annotated[
        int, typer.Option(min=1, help="Constats affichés par code ; les autres sont comptés.")
    ] = 20,
    color: Annotated[Color, typer.Option(help="Couleurs.")] = Color.AUTO,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Seulement le bilan et le verdict.")
    ] = False,
    verbose: Annotated[
        bool,
        typer.Option("--verbose", "-v", help="Aussi les adresses des sources et les empreintes."),
    ] = False,
) -> int:
    """Contrôle des dossiers et dit ce que l'ASP rejetterait, où, pourquoi, et que faire.

    Codes de sortie : 0 rien de bloquant, 1 un constat bloquant, 2 options ou réglages à corriger,
    3 entrée illisible, 4 à vérifier (avec --strict), 70 erreur interne, 130 interrompu.
    """
    from segur_check.dates import PARIS  # noqa: PLC0415 - --help needs none of the engine
    from segur_check.dossier_settings import read_moment  # noqa: PLC0415
    from segur_check.reporters import rendered  # noqa: PLC0415
    from segur_check.reporters.display import Display  # noqa: PLC0415
    from segur_check.run import Options, check_paths  # noqa: PLC0415
    from segur_check.settings import Phase  # noqa: PLC0415

    if quiet and verbose:
        raise UsageFault(
            "--quiet et --verbose se contredisent : gardez l'un des deux",
            "--quiet and --verbose contradict each other: keep one",
        )
    places = outputs(output or [])
    options = Options(
        now=datetime.now(PARIS),
        sons=sons,
        phase=None if phase is None else Phase(phase.value),
        depot=None if depot is None else read_moment(depot, "--depot"),
        pieces=pieces,
        avance=tuple(avance or ()),
        config=config,
        rules=rules,
        lang=lang.value,
        strict=strict,
        ocr=ocr,
        signatures=signatures,
    )
    require_extras(ocr=ocr, signatures=signatures, outputs=[form for form, _ in places])
    report = check_paths(paths, options)
    for one in report.unread:
        complain(one.reason, ExitCode.UNREADABLE)
    read = {Path(one.path).resolve() for one in report.inputs}
    for _, place in places:
        if place is not None and place.resolve() in read:
            raise UsageFault(
                f"--output : « {place} » est le fichier contrôlé ; donnez un autre nom",
                f"--output: “{place}” is the file being checked; give another name",
            )
    if report.requests:
        for form, place in places:
            display = Display(
                min_severity=min_severity.value,
                max_shown=max_shown,
                width=width() if place is None else 100,
                color=wants_color(color.value) and place is None,
                quiet=quiet,
                verbose=verbose,
                root=str(Path.cwd()),
            )
            content = rendered(report, form, display)
            if place is None:
                say(content)
            else:
                write(place, content)
    return int(report.exit_code)
