"""The options that `check` and `batch` share, as Typer reads them."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from segur_check.cli.completion import output_formats, sons_codes
from segur_check.engine.extras import require_extras
from segur_check.reporters import FORMATS
from segur_check.values.severity import Severity
from segur_check.values.step import Step

if TYPE_CHECKING:
    from segur_check.engine.options import Options


class Threshold(StrEnum):
    """The least severity that makes the exit code 1."""

    REJET = Severity.REJET
    A_MODIFIER = Severity.A_MODIFIER
    ALERTE = Severity.ALERTE
    INFO = Severity.INFO
    JAMAIS = "jamais"


class Language(StrEnum):
    """The languages of the messages."""

    FR = "fr"
    EN = "en"


class Color(StrEnum):
    """When to colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


Sons = Annotated[
    str | None,
    typer.Option(
        metavar="SONS",
        help="Le SONS, par exemple MDV-LGC-Va1 (voir rules).",
        autocompletion=sons_codes,
    ),
]
OneSons = Annotated[
    str | None,
    typer.Option(metavar="SONS", help="Un seul SONS ; sans lui, tous.", autocompletion=sons_codes),
]
Phase = Annotated[Step | None, typer.Option(help="L'étape ; sans elle, le contenu la dit.")]
Depot = Annotated[
    str | None,
    typer.Option(
        metavar="INSTANT",
        help="L'instant du dépôt, 2025-03-12T11:59 (heure de Paris) ; sans lui, maintenant.",
    ),
]
Pieces = Annotated[Path | None, typer.Option(metavar="DOSSIER|ZIP", help="Les pièces jointes.")]
AvanceFiles = Annotated[
    list[Path] | None,
    typer.Option(
        metavar="JSON|DOSSIER",
        help="L'avance à laquelle comparer un solde, ou un dossier d'avances ; répétable.",
    ),
]
Config = Annotated[
    Path | None,
    typer.Option(
        metavar="TOML",
        help="Le segur-check.toml ; sans elle, cherché en remontant les dossiers.",
    ),
]
Rules = Annotated[
    Path | None,
    typer.Option(metavar="DOSSIER", help="Des tables de règles à la place des nôtres."),
]
*_ALL_BUT_LAST, _LAST = FORMATS
_FORMATS = f"{', '.join(_ALL_BUT_LAST)} ou {_LAST} ; répétable. csv est pour un programme, xlsx pour un tableur. "
Output = Annotated[
    list[str] | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FORMAT[:FICHIER]",
        autocompletion=output_formats,
        help=f"{_FORMATS}Sans elle : text au terminal, concise sinon.",
    ),
]
BatchOutput = Annotated[
    list[str] | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FORMAT[:FICHIER]",
        autocompletion=output_formats,
        help=f"{_FORMATS}Sans elle : text, une ligne par dossier puis le bilan du lot.",
    ),
]
Ocr = Annotated[
    bool,
    typer.Option("--ocr", help="Lit les pages numérisées avec Tesseract ; ce n'est qu'un indice."),
]
Signatures = Annotated[
    bool,
    typer.Option("--signatures", help="Vérifie que ce qui est signé n'a pas changé (pyHanko)."),
]
Strict = Annotated[
    bool, typer.Option("--strict", help="Code de sortie 4 quand il reste à vérifier.")
]
FailOn = Annotated[
    Threshold,
    typer.Option(help="Gravité à partir de laquelle le code de sortie est 1."),
]
ExitZero = Annotated[
    bool,
    typer.Option("--exit-zero", help="Code de sortie 0 quels que soient les constats."),
]
Lang = Annotated[Language, typer.Option(help="Langue des messages.")]
MinSeverity = Annotated[
    Severity,
    typer.Option(
        help="N'affiche rien de moins grave (le verdict ne change pas). Pour text, concise, actions et html seulement."
    ),
]
MaxShown = Annotated[
    int,
    typer.Option(min=1, metavar="N", help="Constats affichés par code ; les autres sont comptés."),
]
Colors = Annotated[Color, typer.Option(help="Couleurs.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Seulement le bilan et le verdict.")]
Verbose = Annotated[
    bool,
    typer.Option(
        "--verbose",
        "-v",
        help="Tout de chaque constat : texte entier, adresse de la source, empreinte.",
    ),
]


def run_options(  # noqa: PLR0913 - one parameter per option
    *,
    sons: str | None,
    phase: Step | None,
    depot: str | None,
    pieces: Path | None,
    avance: list[Path] | None,
    config: Path | None,
    rules: Path | None,
    lang: Language,
    strict: bool,
    fail_on: Threshold,
    exit_zero: bool,
    ocr: bool,
    signatures: bool,
    fast: bool = False,
) -> "Options":
    """What the command line asks of the engine; the clock is read here, and nowhere else.

    Raises:
        UsageFault: an instant that cannot be read, or an extra that is not installed.
    """
    from segur_check.engine.options import Options  # noqa: PLC0415 - --help needs none of the engine
    from segur_check.values.dates import PARIS, in_our_years, read_moment  # noqa: PLC0415

    options = Options(
        now=datetime.now(PARIS),
        sons=sons,
        phase=phase,
        depot=None if depot is None else in_our_years(read_moment(depot, "--depot"), "--depot"),
        pieces=pieces,
        avance=tuple(avance or ()),
        config=config,
        rules=rules,
        lang=lang.value,
        strict=strict,
        fail_on=fail_on.value,
        exit_zero=exit_zero,
        ocr=ocr,
        signatures=signatures,
        fast=fast,
    )
    require_extras(ocr=ocr, signatures=signatures, fast=fast)
    return options
