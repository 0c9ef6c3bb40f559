"""The campaign: every chain makes its papers, the tool checks them, a table tells how it went.

`python -m papers.campaign` writes measured.json and the section of docs/lecture.md that shows it.
`--keep FOLDER` leaves every dossier in a folder of its chain, `--again` checks those that an earlier run
left there, in a minute or two, and makes none; `--only WORDS` takes the chains whose name
holds one of the words, prints their table and writes nothing.
"""

import argparse
import multiprocessing
import os
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from datetime import UTC, datetime
from pathlib import Path

from papers.chains import Chain, chains
from papers.filling import beside
from papers.makers import Maker
from papers.outcomes import Outcome, Row, judged, row_of, said
from papers.section import Campaign, keep, refreshed, section
from papers.sheets import Sheet, sheets
from segur_check import __version__, check

PAGE = Path(__file__).parents[2] / "docs" / "lecture.md"

_SHEETS = tuple(sheets())


def made(chain: Chain, chosen: Sequence[Sheet], folder: Path, once: Path | None) -> list[bytes]:
    """The papers of a chain, its programs at work in a folder."""
    files = [folder / f"{sheet.name}.pdf" for sheet in chosen]
    for sheet, file, pdf in zip(chosen, files, _first(chain.maker, chosen, once), strict=True):
        file.write_bytes(pdf)
        beside(sheet, file)
    for step in chain.steps:
        step.run(files)
    return [file.read_bytes() for file in files]


def _first(maker: Maker, chosen: Sequence[Sheet], once: Path | None) -> list[bytes]:
    """What a maker makes, kept in `once` for the chains that begin with it."""
    if once is None:
        return maker.make(chosen)
    places = [once / f"{maker.name}-{sheet.name}.pdf" for sheet in chosen]
    if not all(place.exists() for place in places):
        for place, pdf in zip(places, maker.make(chosen), strict=True):
            part = place.with_suffix(f".{os.getpid()}")
            part.write_bytes(pdf)
            part.replace(place)  # another process may make the same
    return [place.read_bytes() for place in places]


def outcomes(
    chain: Chain, chosen: Sequence[Sheet], keep: Path, once: Path | None = None
) -> list[Outcome]:
    """What the tool says of each paper of a chain; the dossiers stay in `keep`."""
    with tempfile.TemporaryDirectory(prefix="papers-") as name:
        pdfs = made(chain, chosen, Path(name), once)
    for sheet, pdf in zip(chosen, pdfs, strict=True):
        sheet.dossier(pdf).write(keep / sheet.name)
    return checked(chosen, keep)


def checked(chosen: Sequence[Sheet], folder: Path) -> list[Outcome]:
    """What the tool says of the papers whose dossiers stand in a folder."""
    return judged([said(sheet, check(folder / sheet.name)) for sheet in chosen])


def _run(number: int, keep: Path | None, once: Path, *, again: bool) -> tuple[Row | None, str]:
    chain = list(chains())[number]
    with tempfile.TemporaryDirectory(prefix="papers-") as name:
        place = (keep or Path(name)) / chain.folder
        chosen = [one for one in _SHEETS if not chain.slow or one.kind == "order"]
        try:
            if again:
                return row_of(chain.name, checked(chosen, place)), ""
            shutil.rmtree(place, ignore_errors=True)
            return row_of(chain.name, outcomes(chain, chosen, place, once)), ""
        except Exception:  # noqa: BLE001 - told; the other chains go on
            return None, traceback.format_exc()[-600:]


def run(
    chosen: Sequence[tuple[int, Chain]], keep: Path | None, jobs: int, *, again: bool = False
) -> tuple[list[Row], list[tuple[str, str]]]:
    """The rows of the chains in their order, and what was left out with its reason."""
    rows: dict[int, Row] = {}
    left_out: dict[int, tuple[str, str]] = {}
    begun = time.monotonic()
    # What was found once, fonts and the libraries of npm, is there in a forked process.
    forked = multiprocessing.get_context("fork")
    with (
        tempfile.TemporaryDirectory(prefix="papers-") as once,
        ProcessPoolExecutor(jobs, mp_context=forked) as pool,
    ):
        running = {}
        for number, chain in chosen:
            if again and keep is not None and not (keep / chain.folder).is_dir():
                left_out[number] = (chain.name, "pas de dossier gardé")
            elif not again and chain.lacking:
                left_out[number] = (chain.name, ", ".join(chain.lacking))
            else:
                running[pool.submit(_run, number, keep, Path(once), again=again)] = (number, chain)
        for ended in as_completed(running):
            number, chain = running[ended]
            row, fault = ended.result()
            if row is None:
                left_out[number] = (chain.name, fault.splitlines()[-1])
            else:
                rows[number] = row
            told = fault or _short(row)
            minutes = (time.monotonic() - begun) / 60
            print(f"{minutes:.1f} min: {chain.name}: {told}", file=sys.stderr, flush=True)  # noqa: T201 - for who runs it
    return [rows[one] for one in sorted(rows)], [left_out[one] for one in sorted(left_out)]


def _short(row: Row | None) -> str:
    assert row is not None
    faults = [*row.wrong, *row.alerted, *(f"silent {one}" for one in row.silent)]
    unclear = f"not checked {dict(row.unclear)}; " if row.unclear else ""
    return f"{row.told} of {row.twins} told; {unclear}{', '.join(faults) or 'no fault'}"


def main() -> None:
    """Make, check, and write the page; with `--only`, print the section instead."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=Path, help="a folder for the dossiers")
    parser.add_argument("--again", action="store_true", help="check those of --keep, make none")
    parser.add_argument("--only", nargs="*", default=(), help="words of the names of chains")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    if options.again and options.keep is None:
        parser.error("--again wants --keep")
    chosen = [
        (number, chain)
        for number, chain in enumerate(chains())
        if not options.only or any(word in chain.name for word in options.only)
    ]
    rows, left_out = run(chosen, options.keep, options.jobs, again=options.again)
    day = datetime.now(tz=UTC).date().isoformat()
    campaign = Campaign(__version__, day, rows, left_out)
    if options.only:
        print(section(campaign))  # noqa: T201 - for who runs it
        return
    keep(campaign)
    PAGE.write_text(refreshed(PAGE.read_text(encoding="utf-8"), campaign), encoding="utf-8")


if __name__ == "__main__":
    main()
