"""`segur-check check`: one or several dossiers, and what the ASP would reject."""

from typing import Annotated

import typer

from segur_check.cli import options as shared
from segur_check.cli.outputs import display_of, outputs, refuse_inputs, refuse_jsons, worst
from segur_check.cli.screen import complain, wants_color
from segur_check.errors import ExitCode
from segur_check.reporters import format_named, rendered
from segur_check.values.severity import Severity


def check(  # noqa: PLR0913 - one parameter per option: Typer reads them
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="CHEMIN...",
            help="Un JSON, un dossier ou un zip (JSON et pièces), ou - pour un JSON sur l'entrée standard.",
            show_default=False,
        ),
    ],
    *,
    sons: shared.Sons = None,
    phase: shared.Phase = None,
    depot: shared.Depot = None,
    pieces: shared.Pieces = None,
    avance: shared.AvanceFiles = None,
    config: shared.Config = None,
    rules: shared.Rules = None,
    output: shared.Output = None,
    ocr: shared.Ocr = False,
    signatures: shared.Signatures = False,
    strict: shared.Strict = False,
    fail_on: shared.FailOn = shared.Threshold.A_MODIFIER,
    exit_zero: shared.ExitZero = False,
    lang: shared.Lang = shared.Language.FR,
    min_severity: shared.MinSeverity = Severity.INFO,
    max_shown: shared.MaxShown = 20,
    color: shared.Colors = shared.Color.AUTO,
    quiet: shared.Quiet = False,
    verbose: shared.Verbose = False,
) -> int:
    """Vérifie des dossiers et dit ce que l'ASP rejetterait, où, pourquoi, et que faire.

    Codes de sortie : 0 rien de bloquant, 1 un constat bloquant, 2 options ou réglages à corriger,
    3 entrée illisible, 4 à vérifier (avec --strict), 70 erreur interne, 130 interrompu.
    """
    from segur_check.engine.reports import merged  # noqa: PLC0415 - --help needs none of the engine
    from segur_check.engine.run import reports_of  # noqa: PLC0415

    asked = display_of(min_severity=min_severity, max_shown=max_shown, quiet=quiet, verbose=verbose)
    chosen = outputs(output or [])
    options = shared.run_options(
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
    refuse_jsons(chosen, options.avance)
    dossiers = list(reports_of(paths, options))
    whole = merged(dossiers, options)
    for unread in whole.unread:
        complain(unread.reason, ExitCode.UNREADABLE)
    refuse_inputs(chosen, whole.inputs)
    if whole.requests or (whole.unread and whole.exit_code == ExitCode.UNREADABLE):
        faults: list[Exception] = []
        for out in chosen:
            if out.file is None and not whole.requests:
                continue  # the error says it all
            display = out.display(asked, color=wants_color(color.value))
            reports = [whole]
            if format_named(out.form).per_dossier:
                reports = [report for report in dossiers if report.requests or report.unread]
            try:
                out.write([rendered(report, out.form, display) for report in reports])
            except Exception as fault:  # noqa: BLE001 - the other outputs are written all the same
                faults.append(fault)
        if faults:
            raise worst(faults)
    return int(whole.exit_code)
