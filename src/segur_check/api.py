"""The engine for Python programs: the same controls, the same report as the command line."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from os import PathLike, fspath
from pathlib import Path
from typing import Literal

from segur_check.engine.extras import require_extras
from segur_check.engine.options import Options
from segur_check.engine.run import check_paths
from segur_check.errors import (
    ExitCode,
    InternalFault,
    SegurCheckError,
    UnreadableInput,
    UsageFault,
)
from segur_check.report import Report
from segur_check.values.dates import PARIS, in_our_years, read_moment
from segur_check.values.step import Step

AnyPath = str | PathLike[str]
LANGUAGES = ("fr", "en")


def check(  # noqa: PLR0913 - the options of the command line
    *paths: AnyPath,
    sons: str | None = None,
    phase: str | None = None,
    depot: str | datetime | date | None = None,
    pieces: AnyPath | None = None,
    avance: Sequence[AnyPath] = (),
    config: AnyPath | None = None,
    rules: AnyPath | None = None,
    lang: Literal["fr", "en"] = "fr",
    ocr: bool = False,
    signatures: bool = False,
) -> Report:
    """Check dossiers as `segur-check check` does, and give the report instead of printing it.

    What is wrong in a dossier is a finding of the report. Of several paths, those that cannot be
    opened or followed are listed in `Report.unread`, with the sentence to show, and the others are
    checked; where none could be, the sentences are raised.

    Args:
        paths: each a JSON, a folder or a zip.
        sons: the SONS, such as "MDV-LGC-Va1"; else dossier.toml or segur-check.toml says it.
        phase: the step ("avance", "solde", "enrolement", "pilotes", "attestation-fin",
            "annulation"); else the content says it.
        depot: the instant of the deposit, or a day whose hour is open; Paris time unless it carries
            an offset. Else dossier.toml says it, else it is now.
        pieces: the folder or zip of the attachments.
        avance: the avance files that a solde is compared with, or folders of them.
        config: a segur-check.toml; else the first one found upward from the dossier.
        rules: a folder of tables that take the place of ours, file by file.
        lang: the language of the messages.
        ocr: read scanned pages with Tesseract (extra `ocr`).
        signatures: verify what was signed with pyHanko (extra `signatures`).

    Raises:
        UnreadableInput: no path could be read: missing, forbidden, or without anything to check.
        UsageFault: no path, a value that cannot be read, an extra that is not installed, tables that
            cannot be followed; options that contradict each other, dossier.toml or the content of
            every path, or a SONS that nobody says.
        SegurCheckError: any of these, the class of both; `exit_code` is that of the command line.
    """
    if not paths:
        raise UsageFault("check : donnez au moins un chemin", "check: give at least one path")
    if isinstance(avance, str | bytes | PathLike) or not isinstance(avance, Iterable):
        raise _wrong_kind("avance", avance, ("une liste de chemins", "a list of paths"))
    if not isinstance(sons, str | None):
        raise _wrong_kind("sons", sons, ("un texte", "a text"))
    avances = tuple(avance)
    named = {"pieces": pieces, "config": config, "rules": rules}
    places = [(name, path) for name, path in named.items() if path is not None]
    places += [("check", path) for path in paths] + [("avance", path) for path in avances]
    _refuse_no_paths(places)
    if lang not in LANGUAGES:
        raise UsageFault(
            f"lang : « {lang} » n'est pas parmi : {', '.join(LANGUAGES)}",
            f"lang: “{lang}” is not among: {', '.join(LANGUAGES)}",
        )
    if phase is not None and phase not in list(Step):
        known = ", ".join(Step)
        raise UsageFault(
            f"phase : « {phase} » n'est pas parmi : {known}",
            f"phase: “{phase}” is not among: {known}",
        )
    require_extras(ocr=ocr, signatures=signatures)
    options = Options(
        now=datetime.now(PARIS),
        sons=sons,
        phase=None if phase is None else Step(phase),
        depot=None if depot is None else _moment(depot),
        pieces=None if pieces is None else Path(pieces),
        avance=tuple(map(Path, avances)),
        config=None if config is None else Path(config),
        rules=None if rules is None else Path(rules),
        lang=lang,
        ocr=ocr,
        signatures=signatures,
    )
    report = check_paths([fspath(path) for path in paths], options)
    if report.unread and not report.requests:
        raise _nothing_checked(report)
    return report


def _refuse_no_paths(places: Iterable[tuple[str, object]]) -> None:
    """Refuse what is no path; each comes with the name of its parameter.

    Raises:
        UsageFault: it is neither a text nor an object of a path that is text.
    """
    for name, path in places:
        if not isinstance(path, str | PathLike) or not isinstance(fspath(path), str):
            raise _wrong_kind(name, path, ("un chemin", "a path"))


def _wrong_kind(name: str, value: object, expected: tuple[str, str]) -> UsageFault:
    fr, en = expected
    kind = type(value).__name__
    return UsageFault(
        f"{name} : donnez {fr}, pas une valeur de type {kind}",
        f"{name}: give {en}, not a value of type {kind}",
    )


def _moment(depot: str | datetime | date) -> datetime | date:
    """The deposit, once its kind and its year are known to be possible."""
    if not isinstance(depot, str | date):
        raise _wrong_kind("depot", depot, ("une date ou un texte", "a date or a text"))
    return in_our_years(read_moment(depot, "depot") if isinstance(depot, str) else depot, "depot")


def _nothing_checked(report: Report) -> SegurCheckError:
    """Why no path could be checked, in the language of the report."""
    reasons = " ; ".join(unread.reason for unread in report.unread)
    kinds: dict[int, type[SegurCheckError]] = {
        ExitCode.USAGE: UsageFault,
        ExitCode.UNREADABLE: UnreadableInput,
    }
    return kinds.get(report.exit_code, InternalFault)(reasons, reasons)
