"""One run: paths in, a report per dossier, and the report of the whole."""

from collections.abc import Iterator, Sequence

from segur_check.case.lot import Lot
from segur_check.dossier.jsonfiles import JsonFile
from segur_check.dossier.loading import Dossier, open_dossiers
from segur_check.engine.assemble import assemble
from segur_check.engine.judge import check_file
from segur_check.engine.options import Options
from segur_check.engine.reports import exit_code_of, merged, report_of, unread_report
from segur_check.errors import ExitCode
from segur_check.report import Report
from segur_check.rules.data import rules_version

__all__ = ["Options", "check_paths", "dossier_reports", "merged", "rules_version"]


def check_paths(paths: Sequence[str], options: Options) -> Report:
    """Check every path; one that cannot be opened or followed never stops the others."""
    reports = (report for path in paths for report in dossier_reports(path, options))
    return merged(reports, options)


def dossier_reports(
    path: str, options: Options, lot: Lot | None = None, avances: Sequence[JsonFile] = ()
) -> Iterator[Report]:
    """One report per dossier of a path, or the one that says why there is none.

    Args:
        path: a JSON, a folder, a zip, or "-".
        options: what the command line asks.
        lot: what the other dossiers of a lot hold that this one holds too.
        avances: those that the lot has for a solde which has none of its own.
    """
    try:
        dossiers = open_dossiers(
            path, pieces=options.pieces, config=options.config, phase=options.phase
        )
    except Exception as error:  # noqa: BLE001 - one path never stops the others
        yield unread_report(path, error, options)
        return
    for dossier in dossiers:
        try:
            yield _checked(dossier, options, lot, avances)
        except Exception as error:  # noqa: BLE001 - one dossier never stops the others
            yield unread_report(dossier.label, error, options)


def _checked(
    dossier: Dossier, options: Options, lot: Lot | None, avances: Sequence[JsonFile]
) -> Report:
    assembled = assemble(dossier, options, lot, avances)
    context, label = assembled.context, assembled.heading.file
    checked = check_file(context, label=label, lang=options.lang, rules=options.rules)
    code = exit_code_of(checked.requests, options)
    return report_of(
        options,
        exit_code=ExitCode.INTERNAL if checked.crashed else code,
        inputs=assembled.inputs,
        headings=(assembled.heading,),
        requests=checked.requests,
        unread=assembled.unread,
        coverage=checked.coverage,
    )
