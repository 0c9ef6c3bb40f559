"""One run: paths in, a report per dossier, and the report of the whole."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from segur_check.case.lot import Lot
from segur_check.dossier.jsonfiles import JsonFile
from segur_check.dossier.loading import STDIN, Dossier, open_dossiers
from segur_check.engine.assemble import assemble
from segur_check.engine.folder import Numbers, numbers_of_others
from segur_check.engine.identify import label_of
from segur_check.engine.index import Indexed, index
from segur_check.engine.judge import check_file
from segur_check.engine.links import Links
from segur_check.engine.lot_avances import avances_in
from segur_check.engine.options import Options
from segur_check.engine.reports import aged_rules, exit_code_of, merged, report_of, unread_report
from segur_check.errors import ExitCode
from segur_check.report import Report
from segur_check.rules.data import rules_version

__all__ = ["Options", "check_paths", "dossier_reports", "merged", "reports_of", "rules_version"]


def check_paths(paths: Sequence[str], options: Options) -> Report:
    """Check every path; one that cannot be opened or followed never stops the others."""
    return merged(reports_of(paths, options), options)


def reports_of(paths: Sequence[str], options: Options) -> Iterator[Report]:
    """One report per dossier of some paths; several paths know each other, as in a lot."""
    named = [path for path in dict.fromkeys(paths) if path != STDIN]
    if len(named) < 2:  # noqa: PLR2004 - a path alone
        for path in paths:
            yield from dossier_reports(path, options)
        return
    links = Links(_each_file_once(index(path, options) for path in named))
    for path in paths:
        if path == STDIN:
            yield from dossier_reports(path, options)
        else:
            avances = list(avances_in(links.avances_of(path), options.config))
            yield from dossier_reports(path, options, links.of(path), avances)


def _each_file_once(lot: Iterable[Indexed]) -> Iterator[Indexed]:
    """The paths without the files of an earlier one: a folder, and a file of it, or two spellings."""
    seen: set[Path] = set()
    for indexed in lot:
        files = {
            entry.request.file: Path(entry.request.file).resolve() for entry in indexed.entries
        }
        new = tuple(entry for entry in indexed.entries if files[entry.request.file] not in seen)
        seen |= set(files.values())
        yield replace(indexed, entries=new)


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
    in_folder = numbers_of_others(dossiers, options)
    for dossier in dossiers:
        try:
            yield _checked(dossier, options, lot, avances, in_folder.get(label_of(dossier), {}))
        except Exception as error:  # noqa: BLE001 - one dossier never stops the others
            yield unread_report(dossier.label, error, options)


def _checked(
    dossier: Dossier,
    options: Options,
    lot: Lot | None,
    avances: Sequence[JsonFile],
    in_folder: Numbers,
) -> Report:
    assembled = assemble(dossier, options, lot, avances)
    context, label = assembled.context, assembled.heading.file
    if in_folder:
        context = replace(context, lot=replace(context.lot or Lot(), in_folder=in_folder))
    checked = check_file(context, label=label, lang=options.lang, rules=options.rules)
    code = exit_code_of(checked.requests, options)
    heading = replace(
        assembled.heading,
        applied=" ".join(sorted(checked.applied)),
        suspended=" ".join(sorted(checked.suspended)),
    )
    return report_of(
        options,
        exit_code=ExitCode.INTERNAL if checked.crashed else code,
        inputs=assembled.inputs,
        headings=(heading,),
        requests=checked.requests,
        unread=assembled.unread,
        coverage=checked.coverage,
        aged_rules=aged_rules(context.deposit, options.rules),
    )
