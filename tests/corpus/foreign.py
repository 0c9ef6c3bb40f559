"""The same truths set by other programs: LibreOffice, Chromium, wkhtmltopdf, pdfLaTeX.

A slow campaign: half a second to some seconds a document. A program that isn't there gives
nothing, and `missing` names it.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from corpus.cases import Case, Drawn, variants
from corpus.mutations import Mutation
from corpus.outlines import TEMPLATES, Outline, said
from corpus.sources import fods, fodt, html, tex
from corpus.spelling import STYLES, Style
from corpus.statement import Statement
from corpus.truth import Truth, truths

# Every kind of client, a document of every sort of VAT.
TRUTHS = ("liberal", "hospital-invoice", "drom", "exempt-invoice", "corsica", "practice-invoice")
_SECONDS = 120  # for one run of a program


@dataclass(frozen=True)
class Program:
    """A maker of PDF: what it reads, and its command for files of a folder.

    `together`: it takes every file in one run.
    """

    name: str
    executable: str
    extension: str
    source: Callable[[Outline], str]
    command: Callable[[Path, Sequence[Path]], list[str]]
    together: bool = False


def _soffice(folder: Path, files: Sequence[Path]) -> list[str]:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    to = ["--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    return ["soffice", profile, *to, *map(str, files)]


def _chromium(folder: Path, files: Sequence[Path]) -> list[str]:
    quiet = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run"
    still = "--disable-background-networking --disable-component-update --disable-sync"
    own = f"--user-data-dir={folder / 'profile'}"
    # Without the head and foot of the browser, which print the hour and the name of the file.
    pdf = ["--no-pdf-header-footer", f"--print-to-pdf={files[0].with_suffix('.pdf')}"]
    return ["chromium", *quiet.split(), *still.split(), own, *pdf, files[0].as_uri()]


def _wkhtmltopdf(_: Path, files: Sequence[Path]) -> list[str]:
    page, pdf = str(files[0]), str(files[0].with_suffix(".pdf"))
    return ["wkhtmltopdf", "--quiet", "--encoding", "utf-8", page, pdf]


def _pdflatex(folder: Path, files: Sequence[Path]) -> list[str]:
    stop = ["-interaction=batchmode", "-halt-on-error", "-no-shell-escape"]
    return ["pdflatex", *stop, f"-output-directory={folder}", str(files[0])]


PROGRAMS = (
    Program("libreoffice-writer", "soffice", ".fodt", fodt, _soffice, together=True),
    Program("libreoffice-calc", "soffice", ".fods", fods, _soffice, together=True),
    Program("chromium", "chromium", ".html", html, _chromium),
    Program("wkhtmltopdf", "wkhtmltopdf", ".html", html, _wkhtmltopdf),
    Program("pdflatex", "pdflatex", ".tex", tex, _pdflatex),
)


def missing(programs: Sequence[Program] = PROGRAMS) -> tuple[str, ...]:
    """The programs that this machine hasn't."""
    return tuple(one.name for one in programs if shutil.which(one.executable) is None)


def foreign_cases(
    *,
    programs: Sequence[Program] = PROGRAMS,
    mutations: Sequence[Mutation] = (),
    one_in: int = 1,
) -> Iterator[Case]:
    """The cases of every template, truth and program found, each with its mutations that show.

    `one_in`: one document in so many, with its mutations.

    Raises:
        RuntimeError: A program that is there didn't make its file.
    """
    gone = missing(programs)
    for program in programs:
        if program.name not in gone:
            yield from _made(program, list(_planned(program, mutations, one_in)))


def _planned(program: Program, mutations: Sequence[Mutation], one_in: int) -> Iterator[Case]:
    chosen = [truth for truth in truths() if truth.name in TRUTHS]
    for place, (template, outline) in enumerate(TEMPLATES.items()):
        for number, truth in enumerate(chosen):
            if (place * len(chosen) + number) % one_in:
                continue
            style = STYLES[(3 * place + number + PROGRAMS.index(program)) % len(STYLES)]
            make = partial(_written, program, outline)
            yield from variants(make, template, program.name, truth, style, mutations)


def _written(
    program: Program,
    template: Callable[[Statement], Outline],
    truth: Truth,
    style: Style,
    hidden: frozenset[str],
) -> Drawn:
    """The source, in place of the file that the program will make of it."""
    statement = Statement(truth, style, hidden)
    outline = template(statement)
    return Drawn(program.source(outline).encode(), frozenset(statement.shown), said(outline))


def _made(program: Program, planned: Sequence[Case]) -> Iterator[Case]:
    with tempfile.TemporaryDirectory(prefix="corpus-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        files = [folder / f"{at:04}{program.extension}" for at in range(len(planned))]
        for file, case in zip(files, planned, strict=True):
            file.write_bytes(case.pdf)
        for run in [files] if program.together else [[file] for file in files]:
            _run(program, folder, run)
        for file, case in zip(files, planned, strict=True):
            pdf = file.with_suffix(".pdf")
            if not pdf.exists():
                raise RuntimeError(f"{program.name} made nothing of {case.name}")
            yield replace(case, drawn=replace(case.drawn, pdf=pdf.read_bytes()))


def _run(program: Program, folder: Path, files: Sequence[Path]) -> None:
    env = {**os.environ, "HOME": str(folder), "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}
    subprocess.run(  # noqa: S603 - a list, without a shell
        program.command(folder, files),
        cwd=folder,
        env=env,
        capture_output=True,
        timeout=_SECONDS,
        check=False,
    )
