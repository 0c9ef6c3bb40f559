"""One run: paths in, a report out."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from msgspec import Struct, field

from segur_check import __version__
from segur_check.context import Attachments, Avance, Context
from segur_check.corridors import Corridor, Label, corridor
from segur_check.dates import Deposit, told_day, told_moment
from segur_check.dossier.jsontext import JsonText
from segur_check.dossier.loading import (
    Dossier,
    open_avance,
    open_dossiers,
    read_text,
)
from segur_check.dossier.opening import look_at
from segur_check.dossier.reading import read_import
from segur_check.dossier.request import ImportFile
from segur_check.dossier.shape import Shape, shape_of
from segur_check.engine import check_file
from segur_check.errors import ExitCode, SegurCheckError, UsageFault
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
from segur_check.resolve import deposit_of, sons_of, step_of
from segur_check.resources import rule_files
from segur_check.settings import Phase
from segur_check.tables import read_text as read_table
from segur_check.tables import read_toml

_NO_CORRIDOR = Corridor(sons="", couloir="", wave=0, label=Label("", ""))


class Options(Struct, frozen=True):
    """What the command line asks; `now` is the only clock of a run."""

    now: datetime
    sons: str | None = None
    phase: Phase | None = None
    depot: datetime | date | None = None
    pieces: Path | None = None
    avance: Path | None = None
    config: Path | None = None
    rules: Path | None = None
    lang: str = "fr"
    strict: bool = False


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
    settings, own = dossier.settings, dossier.own
    data = dossier.json.data if dossier.json is not None else b""
    label = dossier.json.label if dossier.json is not None else dossier.label
    # A zip that could not be opened has no JSON, and nothing to say of its text: PIE011 speaks.
    text = read_text(data, settings) if dossier.json is not None else JsonText(None, None, ())
    deposit = deposit_of(options.depot, own, options.now)
    if text.readable:
        phase, phase_from = step_of(text.value, options.phase, own, settings, label, dossier.paired)
        keys = settings.file.format.avance if phase is Phase.AVANCE else settings.file.format.solde
        shape = shape_of(text.value, str(phase), keys, settings.file.format.valeurs)
        file = read_import(shape.tree)
        code, sons_from, notes = sons_of(file, options.sons, own, settings, label)
        table = corridor(code, options.rules)
    else:
        phase, phase_from = options.phase or own.file.phase or Phase.AVANCE, ""
        shape, file = Shape(None), read_import(None)
        code, sons_from, notes = sons_of(file, options.sons, own, settings, label)
        table = corridor(code, options.rules) if code else _NO_CORRIDOR
    limits = settings.file.limites
    attachments = None
    if dossier.bundle is not None:
        attachments = look_at(
            dossier.bundle,
            limits,
            to_read=_to_read(file),
            budget=limits.delai_s * min(max(1, len(file.requests)), 12),
        )
    avance = _avance(dossier, options, phase, label, run) if text.readable else None
    context = Context(
        text=text,
        shape=shape,
        file=file,
        phase=phase,
        corridor=table,
        deposit=deposit,
        settings=settings,
        dossier=own,
        attachments=attachments,
        avance=avance,
    )
    checked = check_file(context, label=label, lang=options.lang, rules=options.rules)
    if dossier.json is not None:
        size = len(dossier.json.data)
        whole = size <= limits.json_mo * 1_000_000
        run.inputs[label] = Input(
            label, dossier.json.sha256 if whole else None, size if whole else None
        )
    run.requests += checked.requests
    run.coverage.append(checked.coverage)
    if checked.crashed:
        run.faults.append(ExitCode.INTERNAL)
    run.headings.append(
        Heading(
            file=label,
            sons=_sons_told(table, options.lang),
            sons_from=sons_from,
            phase=str(phase) if text.readable else None,
            phase_from=phase_from,
            deposit=_deposit_told(deposit, options.lang),
            deposit_from=deposit.origin,
            pieces=_pieces_told(attachments),
            pieces_count=len(attachments.pieces) if attachments else None,
            avance=avance.label if avance else None,
            notes=notes,
        )
    )


def _to_read(file: ImportFile) -> Iterator[str]:
    """The attachments whose text a control reads: the invoices of requests with a merger."""
    for request in file.requests:
        if request.beneficiaries.merger:
            for one in request.justificatifs:
                if one.kind == "FACTURE" and one.name:
                    yield unicodedata.normalize("NFC", one.name)


def _avance(
    dossier: Dossier, options: Options, phase: Phase, label: str, run: _Run
) -> Avance | None:
    """The avance of a solde: --avance, else dossier.toml, else the one found beside it."""
    if phase is not Phase.SOLDE:
        if options.avance is not None:
            raise UsageFault(
                f"{label} : --avance s'emploie avec un solde ; ce fichier est une avance",
                f"{label}: --avance goes with a solde; this file is an avance",
            )
        return None
    settings, json = dossier.settings, dossier.avance
    if options.avance is not None:
        json = open_avance(options.avance, settings, "--avance")
    elif dossier.own.file.avance is not None:
        home = dossier.own.path.parent if dossier.own.path else Path()
        json = open_avance(home / dossier.own.file.avance, settings, "dossier.toml, avance")
    if json is None:
        return None
    text = read_text(json.data, settings)
    if not text.readable and json is dossier.avance:
        # It only stood beside: the solde is judged without it, and PER007 says so.
        run.unread.append(
            Unread(
                json.label,
                f"{json.label}: cannot be read; the solde is judged without it"
                if options.lang == "en"
                else f"{json.label} ne peut pas être lu ; le solde est jugé sans cette avance",
            )
        )
        return None
    if not text.readable:
        raise UsageFault(
            f"{json.label} : cette avance ne peut pas être lue ; contrôlez-la d'abord, seule",
            f"{json.label}: this avance cannot be read; check it first, alone",
        )
    formats = settings.file.format
    shape = shape_of(text.value, "avance", formats.avance, formats.valeurs)
    run.inputs[json.label] = Input(json.label, json.sha256, len(json.data))
    return Avance(json.label, read_import(shape.tree), text, shape)


def _sons_told(table: Corridor, lang: str) -> str | None:
    if not table.sons:
        return None
    return f"{table.sons} — {table.label.en if lang == 'en' else table.label.fr}"


def _deposit_told(deposit: Deposit, lang: str) -> str:
    return told_moment(deposit.instant, lang) if deposit.instant else told_day(deposit.day, lang)


def _pieces_told(attachments: Attachments | None) -> str | None:
    return attachments.label if attachments is not None else None
