"""The report of a run: of one dossier, of several together, of what could not be read."""

from collections.abc import Iterable, Sequence
from functools import cache, reduce
from pathlib import Path

from segur_check import __version__
from segur_check.engine.options import Options
from segur_check.errors import ExitCode, SegurCheckError
from segur_check.report import (
    AgedRules,
    Coverage,
    DeclaredControl,
    Report,
    RequestReport,
    Unread,
)
from segur_check.rules.controls import control_texts
from segur_check.rules.data import compared_on, rules_version
from segur_check.rules.named_dates import dated
from segur_check.rules.sources import source
from segur_check.values.dates import Deposit
from segur_check.values.severity import SEVERITIES

_LONGEST_ERROR = 200  # characters of a fault of the tool
_DAYS_THEY_HOLD = 180  # as long as nobody wonders whether the tables still hold
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
    codes = {part.exit_code for part in parts}
    inputs = {file.path: file for part in parts for file in part.inputs}
    return report_of(
        options,
        exit_code=next((code for code in _WORST_CODES if code in codes), ExitCode.CLEAN),
        inputs=tuple(inputs.values()),
        headings=tuple(heading for part in parts for heading in part.headings),
        requests=tuple(request for part in parts for request in part.requests),
        unread=tuple(unread for part in parts for unread in part.unread),
        coverage=reduce(_sum, (part.coverage for part in parts), Coverage()),
        aged_rules=max(
            (part.aged_rules for part in parts if part.aged_rules is not None),
            key=lambda aged: aged.days,
            default=None,
        ),
    )


def aged_rules(deposit: Deposit, rules: Path | None) -> AgedRules | None:
    """How old the tables are on the day of a deposit; None as long as they may well hold."""
    compared = compared_on(rules)
    if compared is None or (deposit.day - compared).days <= _DAYS_THEY_HOLD:
        return None
    return AgedRules(compared.isoformat(), (deposit.day - compared).days)


def without_details(report: Report) -> Report:
    """What the sum of a run still needs of a report that was written already."""
    return Report(
        report.tool_version,
        report.rules_version,
        report.evaluated_at,
        report.exit_code,
        report.lang,
        coverage=report.coverage,
        aged_rules=report.aged_rules,
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
    """What could not be opened or followed, in one line; a fault of the tool asks to be reported."""
    if isinstance(error, SegurCheckError):
        sentence, code = error.told(options.lang), error.exit_code
        reason = sentence if path in sentence else f"{path}: {sentence}"
    else:
        fault, code = f"{type(error).__name__}: {error}"[:_LONGEST_ERROR], ExitCode.INTERNAL
        reason = (
            f"{path}: internal error ({fault}); report it"
            if options.lang == "en"
            else f"{path} : erreur interne ({fault}) ; signalez-la"
        )
    return report_of(options, exit_code=code, unread=(Unread(path, reason),))


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


def _sum(left: Coverage, right: Coverage) -> Coverage:
    return Coverage(
        left.applied + right.applied,
        left.not_applicable + right.not_applicable,
        left.not_checked + right.not_checked,
    )


@cache
def declared_controls(lang: str, rules: Path | None = None) -> tuple[DeclaredControl, ...]:
    """Each control by its code, in a language ("fr" or "en"); `rules` is the user's --rules.

    Speed: every report of a run has the same list. Making it takes 5 ms, more than twice the check of
    a dossier of 1 to 3 requests.
    """
    declared = []
    for code, text in sorted(control_texts(rules).items()):
        words = text.words(lang)
        documents = [source(key, rules) for key in text.documents()]
        separator = "; " if lang == "en" else "\u00a0; "
        titles = separator.join(f"{cited.title} ({cited.publisher})" for cited in documents)
        url = next((cited.url for cited in documents if cited.url), None)
        why = dated(words.why, lang, f"controls, {code}", rules)
        declared.append(DeclaredControl(code, words.title, why, text.severity, titles, url))
    return tuple(declared)
