"""One run: paths in, a report per dossier, and the report of the whole."""

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce

from segur_check import __version__
from segur_check.assemble import Options, assemble
from segur_check.case.lot import Lot
from segur_check.declared import declared_controls
from segur_check.dossier.jsonfiles import JsonFile
from segur_check.dossier.loading import Dossier, open_dossiers
from segur_check.engine import check_file
from segur_check.errors import ExitCode, SegurCheckError
from segur_check.report import Coverage, Report, RequestReport, Unread
from segur_check.rules.data import rules_version
from segur_check.values.severity import SEVERITIES

__all__ = ["Options", "check_paths", "dossier_reports", "merged", "rules_version"]

# Of several exit codes, the first of these.
_WORST_CODES = (
    ExitCode.INTERNAL,
    ExitCode.USAGE,
    ExitCode.UNREADABLE,
    ExitCode.BLOCKING,
    ExitCode.TO_VERIFY,
)


def check_paths(paths: Sequence[str], options: Options) -> Report:
    """Check every path; one that cannot be opened or followed never stops the others."""
    return merged((one for path in paths for one in dossier_reports(path, options)), options)


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


def merged(reports: Iterable[Report], options: Options) -> Report:
    """The report of a whole run: what each dossier gave, the worst exit code, the sums."""
    parts = list(reports)
    codes = {one.exit_code for one in parts}
    inputs = {one.path: one for part in parts for one in part.inputs}
    return report_of(
        options,
        exit_code=next((code for code in _WORST_CODES if code in codes), ExitCode.CLEAN),
        inputs=tuple(inputs.values()),
        headings=tuple(one for part in parts for one in part.headings),
        requests=tuple(one for part in parts for one in part.requests),
        unread=tuple(one for part in parts for one in part.unread),
        coverage=reduce(_sum, (part.coverage for part in parts), Coverage()),
    )


def without_details(report: Report) -> Report:
    """What is left to sum up of a report that was written already."""
    return Report(
        report.tool_version,
        report.rules_version,
        report.evaluated_at,
        report.exit_code,
        report.lang,
        coverage=report.coverage,
    )


def report_of(options: Options, *, exit_code: int, **parts: object) -> Report:
    """A report of this run."""
    return Report(
        tool_version=__version__,
        rules_version=rules_version(options.rules),
        evaluated_at=options.now.isoformat(timespec="seconds"),
        exit_code=int(exit_code),
        lang=options.lang,
        controls=declared_controls(options.lang, options.rules),
        **parts,  # type: ignore[arg-type]
    )


def unread_report(path: str, error: Exception, options: Options) -> Report:
    """What could not be opened or followed, told in one line; a fault of the tool, to be reported."""
    if isinstance(error, SegurCheckError):
        told, code = error.told(options.lang), error.exit_code
        told = told if path in told else f"{path}: {told}"
    else:
        what, code = f"{type(error).__name__}: {error}"[:200], ExitCode.INTERNAL
        told = (
            f"{path}: internal error ({what}); report it"
            if options.lang == "en"
            else f"{path} : erreur interne ({what}) ; signalez-la"
        )
    return report_of(options, exit_code=code, unread=(Unread(path, told),))


def exit_code_of(requests: Sequence[RequestReport], options: Options) -> ExitCode:
    """What the findings of some requests make of the exit code."""
    if options.exit_zero:
        return ExitCode.CLEAN
    if options.fail_on != "jamais":
        failing = frozenset(SEVERITIES[: SEVERITIES.index(options.fail_on) + 1])
        if any(failing & request.severities for request in requests):
            return ExitCode.BLOCKING
    to_verify = any(request.verdict == "a-verifier" for request in requests)
    return ExitCode.TO_VERIFY if options.strict and to_verify else ExitCode.CLEAN


def _sum(one: Coverage, other: Coverage) -> Coverage:
    return Coverage(
        one.applied + other.applied,
        one.not_applicable + other.not_applicable,
        one.not_checked + other.not_checked,
    )


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
