"""The report of a run: of one dossier, of several together, of what could not be read."""

from collections.abc import Iterable, Sequence
from functools import cache, reduce
from pathlib import Path

from segur_check import __version__
from segur_check.engine.options import Options
from segur_check.errors import ExitCode, SegurCheckError
from segur_check.report import Coverage, DeclaredControl, Report, RequestReport, Unread
from segur_check.rules.controls import control_texts
from segur_check.rules.data import rules_version
from segur_check.rules.sources import source
from segur_check.values.severity import SEVERITIES

# Of several exit codes, the first of these.
_WORST_CODES = (
    ExitCode.INTERNAL,
    ExitCode.USAGE,
    ExitCode.UNREADABLE,
    ExitCode.BLOCKING,
    ExitCode.TO_VERIFY,
)


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


@cache
def declared_controls(lang: str, rules: Path | None = None) -> tuple[DeclaredControl, ...]:
    """Each control by its code, in a language ("fr" or "en"); `rules` is the user's --rules."""
    told = []
    for code, text in sorted(control_texts(rules).items()):
        words = text.words(lang)
        documents = [source(one, rules) for one in text.documents()]
        joined = "; " if lang == "en" else "\u00a0; "
        titles = joined.join(f"{one.title} ({one.publisher})" for one in documents)
        url = next((one.url for one in documents if one.url), None)
        told.append(DeclaredControl(code, words.title, words.why, text.severity, titles, url))
    return tuple(told)
