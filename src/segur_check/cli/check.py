"""`segur-check check`: one or several dossiers, and what the ASP would reject."""

from typing import Annotated

import typer

from segur_check.cli import options as given
from segur_check.cli.outputs import display_of, outputs, refuse_inputs
from segur_check.cli.screen import complain, wants_color
from segur_check.errors import ExitCode
from segur_check.reporters import format_named, rendered
from segur_check.values.severity import Severity


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
    from segur_check.engine.reports import merged  # noqa: PLC0415 - --help needs none of the engine
    from segur_check.engine.run import dossier_reports  # noqa: PLC0415

    asked = display_of(min_severity=min_severity, max_shown=max_shown, quiet=quiet, verbose=verbose)
    chosen = outputs(output or [])
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
    dossiers = [report for path in paths for report in dossier_reports(path, options)]
    whole = merged(dossiers, options)
    for unread in whole.unread:
        complain(unread.reason, ExitCode.UNREADABLE)
    refuse_inputs(chosen, whole.inputs)
    if whole.requests or (whole.unread and whole.exit_code == ExitCode.UNREADABLE):
        for out in chosen:
            if out.file is None and not whole.requests:
                continue  # the error says it all
            display = out.display(asked, color=wants_color(color.value))
            reports = [whole]
            if format_named(out.form).per_dossier:
                reports = [report for report in dossiers if report.requests or report.unread]
            out.write([rendered(report, out.form, display) for report in reports])
    return int(whole.exit_code)
