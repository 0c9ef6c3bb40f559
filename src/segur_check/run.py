"""One run: paths in, a report out."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct, field

from segur_check import __version__
from segur_check.assemble import Options, assemble
from segur_check.declared import declared_controls
from segur_check.dossier.loading import Dossier, open_dossiers
from segur_check.engine import check_file
from segur_check.errors import ExitCode, SegurCheckError
from segur_check.findings import (
    Coverage,
    Heading,
    Input,
    Report,
    RequestReport,
    Unread,
    Verdict,
    worst,
)
from segur_check.resources import rule_files
from segur_check.tables import read_text as read_table
from segur_check.tables import read_toml

__all__ = ["Options", "check_paths", "rules_version"]


class _Run(Struct):
    """What the files gave so far."""

    inputs: dict[str, Input] = field(default_factory=dict)
    headings: list[Heading] = field(default_factory=list)
    requests: list[RequestReport] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    coverage: list[Coverage] = field(default_factory=list)
    faults: list[ExitCode] = field(default_factory=list)


def rules_version(rules: Path | None = None) -> str:
    """The version of the rule tables; "+local" when --rules hides some of ours."""
    table = rule_files("", rules)["rules.toml"]
    version = str(read_toml(read_table(table, "rules.toml"), "rules.toml").get("version", "?"))
    return f"{version}+local" if rules is not None else version


def check_paths(paths: Sequence[str], options: Options) -> Report:
    """Check every path; one that cannot be opened or followed never stops the others."""
    run = _Run()
    for path in paths:
        try:
            dossiers = open_dossiers(
                path, pieces=options.pieces, config=options.config, phase=options.phase
            )
        except SegurCheckError as error:
            _note(run, path, error, options.lang)
            continue
        except Exception as error:  # noqa: BLE001 - one path never stops the others
            _note_internal(run, path, error, options.lang)
            continue
        for dossier in dossiers:
            try:
                _check(dossier, options, run)
            except SegurCheckError as error:
                _note(run, dossier.label, error, options.lang)
            except Exception as error:  # noqa: BLE001 - one dossier never stops the others
                _note_internal(run, dossier.label, error, options.lang)
    return Report(
        tool_version=__version__,
        rules_version=rules_version(options.rules),
        evaluated_at=options.now.isoformat(timespec="seconds"),
        exit_code=_exit_code(run, strict=options.strict),
        lang=options.lang,
        inputs=tuple(run.inputs.values()),
        headings=tuple(run.headings),
        requests=tuple(run.requests),
        unread=tuple(run.unread),
        coverage=_sum(run.coverage),
        controls=declared_controls(options.lang, options.rules),
    )


def _note(run: _Run, path: str, error: SegurCheckError, lang: str) -> None:
    told = error.told(lang)
    run.unread.append(Unread(path, told if path in told else f"{path}: {told}"))
    run.faults.append(error.exit_code)


def _note_internal(run: _Run, path: str, error: Exception, lang: str) -> None:
    """A fault of the tool: told in one line, to be reported."""
    told = f"{type(error).__name__}: {error}"[:200]
    sentence = (
        f"{path}: internal error ({told}); report it"
        if lang == "en"
        else f"{path} : erreur interne ({told}) ; signalez-la"
    )
    run.unread.append(Unread(path, sentence))
    run.faults.append(ExitCode.INTERNAL)


def _exit_code(run: _Run, *, strict: bool) -> ExitCode:
    """The worst, by the precedence 70, 2, 3, 1, 4, 0."""
    verdict = worst(request.verdict for request in run.requests)
    for code in (ExitCode.INTERNAL, ExitCode.USAGE, ExitCode.UNREADABLE):
        if code in run.faults:
            return code
    if verdict in {Verdict.REJECT, Verdict.TO_CHANGE}:
        return ExitCode.BLOCKING
    return ExitCode.TO_VERIFY if strict and verdict is Verdict.TO_VERIFY else ExitCode.CLEAN


def _sum(parts: Iterable[Coverage]) -> Coverage:
    """The coverage of the whole run: of one file, its own; of several, their sum."""
    total = Coverage()
    for one in parts:
        total = Coverage(
            total.applied + one.applied,
            total.not_applicable + one.not_applicable,
            total.not_checked + one.not_checked,
        )
    return total


def _check(dossier: Dossier, options: Options, run: _Run) -> None:
    assembled = assemble(dossier, options)
    context, label = assembled.context, assembled.heading.file
    checked = check_file(context, label=label, lang=options.lang, rules=options.rules)
    run.inputs |= {one.path: one for one in assembled.inputs}
    run.unread += assembled.unread
    run.requests += checked.requests
    run.coverage.append(checked.coverage)
    if checked.crashed:
        run.faults.append(ExitCode.INTERNAL)
    run.headings.append(assembled.heading)
