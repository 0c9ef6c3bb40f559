"""`segur-check batch`: the dossiers of a lot, each apart from the others, and the lot as a whole."""

import re
from contextlib import ExitStack
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from segur_check.cli import options as shared
from segur_check.cli.executor import executor_of, stopped_as_by_ctrl_c
from segur_check.cli.files import refuse_unwritable
from segur_check.cli.outputs import display_of, outputs, refuse_jsons
from segur_check.cli.screen import complain, wants_color
from segur_check.cli.screens.progress import Progress
from segur_check.errors import ExitCode, UsageFault
from segur_check.values.severity import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from segur_check.batch.checking import Batch, Executor
    from segur_check.batch.journal import Journal
    from segur_check.cli.lot_outputs import LotOutputs
    from segur_check.cli.outputs import Output
    from segur_check.engine.options import Options

_SHARD = re.compile(r"([1-9]\d{0,4})/([1-9]\d{0,4})")


class LayoutName(StrEnum):
    """How the dossiers lie, as --layout takes it."""

    AUTO = "auto"
    DOSSIERS = "dossiers"
    FICHIERS = "fichiers"
    ZIPS = "zips"


def batch(  # noqa: PLR0913 - one parameter per option: Typer reads them
    folders: Annotated[
        list[Path],
        typer.Argument(
            metavar="DOSSIER...",
            help="Le répertoire qui contient les dossiers à contrôler ; répétable.",
            show_default=False,
        ),
    ],
    *,
    jobs: Annotated[
        int,
        typer.Option(
            "--jobs",
            "-j",
            min=0,
            max=512,
            metavar="N",
            help="Nombre de dossiers contrôlés en même temps ; 0 : un par cœur du processeur.",
        ),
    ] = 0,
    layout: Annotated[
        LayoutName,
        typer.Option(
            help="Comment les dossiers sont rangés : dossiers (un répertoire chacun), fichiers (un JSON "
            "chacun), zips (un zip chacun) ; auto le reconnaît."
        ),
    ] = LayoutName.AUTO,
    since: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Seulement les dossiers modifiés depuis cette date."),
    ] = None,
    shard: Annotated[
        str, typer.Option(metavar="K/N", help="La part K sur N du lot, la même sur toute machine.")
    ] = "1/1",
    journal: Annotated[
        Path | None,
        typer.Option(
            metavar="FICHIER", help="Note chaque dossier contrôlé, pour reprendre après un arrêt."
        ),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Reprend le journal où il s'est arrêté.")
    ] = False,
    fail_fast: Annotated[
        bool, typer.Option("--fail-fast", help="S'arrête au premier dossier bloquant ou illisible.")
    ] = False,
    dossier_timeout: Annotated[
        int, typer.Option(min=1, max=86_400, metavar="SECONDES", help="Temps accordé à un dossier.")
    ] = 120,
    worker_memory: Annotated[
        int,
        typer.Option(min=100, max=100_000, metavar="MO", help="Mémoire accordée à un processus."),
    ] = 1000,
    cluster: Annotated[
        str | None,
        typer.Option(metavar="ADRESSE", help="Un ordonnanceur Dask : tcp://machine:8786."),
    ] = None,
    fast: Annotated[
        bool,
        typer.Option("--fast", help="Lit le texte des PDF avec pdfium (voir docs/lots.md)."),
    ] = False,
    sons: shared.Sons = None,
    phase: shared.Phase = None,
    depot: shared.Depot = None,
    avance: shared.AvanceFiles = None,
    config: shared.Config = None,
    rules: shared.Rules = None,
    output: shared.BatchOutput = None,
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
    """Contrôle tous les dossiers d'un lot, en parallèle, et compare les dossiers entre eux.

    Chaque solde est comparé à l'avance de même numéro éditeur. Un dossier trop long, ou
    qui arrête l'outil, n'empêche pas le contrôle des autres. Codes de sortie : ceux de check, le pire l'emporte.
    """
    from segur_check.batch.checking import Batch, Selection  # noqa: PLC0415 - not for --help
    from segur_check.batch.discovery import Layout  # noqa: PLC0415
    from segur_check.batch.isolation import Bounds  # noqa: PLC0415
    from segur_check.batch.journal import Journal  # noqa: PLC0415
    from segur_check.cli.lot_outputs import LotOutputs  # noqa: PLC0415

    display = display_of(
        min_severity=min_severity, max_shown=max_shown, quiet=quiet, verbose=verbose
    )
    if resume and journal is None:
        raise UsageFault(
            "--resume : dites quel journal reprendre, avec --journal",
            "--resume: say which journal to go on with, by --journal",
        )
    asked = outputs(output or ["text"])
    options = shared.run_options(
        sons=sons,
        phase=phase,
        depot=depot,
        pieces=None,
        avance=avance,
        config=config,
        rules=rules,
        lang=lang,
        strict=strict,
        fail_on=fail_on,
        exit_zero=exit_zero,
        ocr=ocr,
        signatures=signatures,
        fast=fast,
    )
    part, parts = _shard(shard)
    selection = Selection(Layout(layout.value), _since(since), part, parts)
    kept: Journal | None = None
    if journal is not None:
        kept = Journal(journal, options)
        _refuse_journal(journal, kept.files, asked)
    bounds = Bounds(dossier_timeout, worker_memory)
    work = Batch(folders, options, selection, bounds, written=_written(asked, kept))
    refuse_jsons(asked, (*work.paths, *options.avance))
    with ExitStack() as stack:
        stack.enter_context(stopped_as_by_ctrl_c())
        if kept is not None:
            stack.callback(kept.close)
            work.options = _at(options, kept.open(resume=resume))
        color_wanted = wants_color(color.value)
        written = LotOutputs(asked, display, work, color=color_wanted)
        stack.enter_context(written)
        progress = stack.enter_context(Progress(lang=lang.value))
        executor = stack.enter_context(executor_of(cluster, jobs, bounds))
        code = _run(work, executor, kept, written, progress, fail_fast=fail_fast)
    if kept is not None:
        kept.refuse_lost()  # the outputs are written by now
    return code


def _refuse_journal(journal: Path, files: frozenset[str], asked: "Iterable[Output]") -> None:
    """Say before the work starts that the journal, which is these files, cannot be written.

    Raises:
        UsageFault: its place, or an output of the name of one of its files.
    """
    refuse_unwritable(journal, "--journal")
    if journal.exists() and not journal.is_file():
        raise UsageFault(
            f"--journal : « {journal} » n'est pas un fichier ; donnez un autre nom",
            f"--journal: “{journal}” is no file; give another name",
        )
    both = [output.file for output in asked if output.file and str(output.file.resolve()) in files]
    if both:
        raise UsageFault(
            f"--journal : « {journal} » écrit « {both[0]} », qui est aussi le fichier d'une sortie ; donnez un "
            "autre nom",
            f"--journal: “{journal}” writes “{both[0]}”, which is the file of an output too; give another "
            "name",
        )


def _written(asked: "Iterable[Output]", kept: "Journal | None") -> frozenset[str]:
    """The files that this run writes: they are no files of a dossier."""
    files = frozenset(str(output.file.resolve()) for output in asked if output.file is not None)
    return files if kept is None else files | kept.files


def _run(
    work: "Batch",
    executor: "Executor",
    kept: "Journal | None",
    written: "LotOutputs",
    progress: Progress,
    *,
    fail_fast: bool,
) -> int:
    done, why = 0, ""
    try:
        progress.start("index", work.size)
        work.tie(executor, progress.step, kept)
        progress.start("check", len(work.chosen))
        for dossier, report in work.reports(executor, kept):
            for unread in report.unread:
                complain(unread.reason, ExitCode.UNREADABLE)
            written.add(dossier.name, dossier.path, report)
            done += 1
            progress.step()
            if fail_fast and report.exit_code not in {ExitCode.CLEAN, ExitCode.TO_VERIFY}:
                why = "lot_fail_fast"
                break
    except KeyboardInterrupt:
        why = "lot_interrupted"
    progress.stop()
    left = len(work.chosen) - done
    code = written.finish(work.whole(), left=left, why=why, not_chosen=work.size - len(work.chosen))
    if why == "lot_interrupted":
        sentence = "interrompu" if work.options.lang == "fr" else "interrupted"
        return complain(sentence, ExitCode.INTERRUPTED)
    return code


def _at(options: "Options", now: datetime) -> "Options":
    from msgspec.structs import replace  # noqa: PLC0415

    return replace(options, now=now)


def _shard(option: str) -> tuple[int, int]:
    """The part, and how many parts there are.

    Raises:
        UsageFault: it does not read as K/N, or K is above N.
    """
    match = _SHARD.fullmatch(option)
    if match is None or int(match[1]) > int(match[2]):
        raise UsageFault(
            f"--shard : « {option} » ne se lit pas ; écrivez par exemple 3/10, de 1/10 à 10/10",
            f"--shard: “{option}” cannot be read; write for instance 3/10, from 1/10 to 10/10",
        )
    return int(match[1]), int(match[2])


def _since(option: str | None) -> datetime | None:
    """The start of a day, or an instant, in Paris time."""
    if option is None:
        return None
    from segur_check.values.dates import PARIS, read_moment  # noqa: PLC0415

    moment = read_moment(option, "--since")
    if isinstance(moment, datetime):
        return moment
    return datetime(moment.year, moment.month, moment.day, tzinfo=PARIS)
