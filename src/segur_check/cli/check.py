"""`segur-check check`: one or several dossiers, and what the ASP would reject."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from segur_check.cli import options as given
from segur_check.cli.screen import complain, here, outputs, say, wants_color, width, write
from segur_check.errors import ExitCode, UsageFault
from segur_check.values.severity import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from segur_check.report import Input


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
    sons: given.Sons = None,
    phase: given.Phase = None,
    depot: given.Depot = None,
    pieces: given.Pieces = None,
    avance: given.AvanceFiles = None,
    config: given.Config = None,
    rules: given.Rules = None,
    output: given.Output = None,
    ocr: given.Ocr = False,
    signatures: given.Signatures = False,
    strict: given.Strict = False,
    fail_on: given.FailOn = given.Threshold.A_MODIFIER,
    exit_zero: given.ExitZero = False,
    lang: given.Lang = given.Language.FR,
    min_severity: given.MinSeverity = Severity.INFO,
    max_shown: given.MaxShown = 20,
    color: given.Colors = given.Color.AUTO,
    quiet: given.Quiet = False,
    verbose: given.Verbose = False,
) -> int:
    """Contrôle des dossiers et dit ce que l'ASP rejetterait, où, pourquoi, et que faire.

    Codes de sortie : 0 rien de bloquant, 1 un constat bloquant, 2 options ou réglages à corriger,
    3 entrée illisible, 4 à vérifier (avec --strict), 70 erreur interne, 130 interrompu.
    """
    from segur_check.engine.reports import merged  # noqa: PLC0415
    from segur_check.engine.run import dossier_reports  # noqa: PLC0415
    from segur_check.reporters import rendered  # noqa: PLC0415 - --help needs none of the engine
    from segur_check.reporters.display import Display  # noqa: PLC0415

    if quiet and verbose:
        raise UsageFault(
            "--quiet et --verbose se contredisent : gardez l'un des deux",
            "--quiet and --verbose contradict each other: keep one",
        )
    places = outputs(output or [])
    options = given.run_options(
        sons=sons,
        phase=phase,
        depot=depot,
        pieces=pieces,
        avance=avance,
        config=config,
        rules=rules,
        lang=lang,
        strict=strict,
        fail_on=fail_on,
        exit_zero=exit_zero,
        ocr=ocr,
        signatures=signatures,
    )
    parts = [part for path in paths for part in dossier_reports(path, options)]
    report = merged(parts, options)
    for one in report.unread:
        complain(one.reason, ExitCode.UNREADABLE)
    refuse_inputs(places, report.inputs)
    if report.requests or (report.unread and report.exit_code == ExitCode.UNREADABLE):
        for form, place in places:
            if place is None and not report.requests:
                continue  # the error says it all
            display = Display(
                min_severity=min_severity.value,
                max_shown=max_shown,
                width=width() if place is None else 100,
                color=wants_color(color.value) and place is None,
                quiet=quiet,
                verbose=verbose,
                root=here(),
            )
            if form == "jsonl":
                lines = [
                    str(rendered(part, form, display))
                    for part in parts
                    if part.requests or part.unread
                ]
                content: str | bytes = "".join(lines)
            else:
                content = rendered(report, form, display)
            if place is None:
                say(content)
            else:
                write(place, content)
    return int(report.exit_code)


def refuse_inputs(places: list[tuple[str, Path | None]], inputs: "Iterable[Input]") -> None:
    """Never write an output over what was checked.

    Raises:
        UsageFault: an output bears the name of an input.
    """
    read = {Path(one.path).resolve() for one in inputs}
    for _, place in places:
        if place is not None and place.resolve() in read:
            raise UsageFault(
                f"--output : « {place} » est le fichier contrôlé ; donnez un autre nom",
                f"--output: “{place}” is the file being checked; give another name",
            )
