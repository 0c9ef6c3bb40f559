"""The same truths set by other programs and by libraries of other languages.

LibreOffice, Chromium, wkhtmltopdf, pdfLaTeX; pdfmake, PDFKit and jsPDF of npm; Dompdf and TCPDF of PHP.

A slow campaign: half a second to some seconds a document. A program that isn't there gives
nothing, and `missing` names it.
"""

import atexit
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from corpus.cases import WHOLE, Case, Drawn, Part, variants
from corpus.layouts import LIKE_PROGRAMS, STYLE_ASKED
from corpus.layouts_programs import TEMPLATES as PROGRAM_TEMPLATES
from corpus.mutations import Mutation
from corpus.outlines import TEMPLATES, Outline, said
from corpus.sources import drawing, fods, fodt, html, tex, web_page
from corpus.spelling import ALL_STYLES, STYLES, Style
from corpus.statement import Statement
from corpus.truth import Truth, truths

# Every kind of client, a document of every sort of VAT.
TRUTHS = ("liberal", "hospital-invoice", "drom", "exempt-invoice", "corsica", "practice-invoice")
_SECONDS = 300  # for one run of a program, on a machine that does other things too
_TOGETHER = 60  # files that a run takes
# Of the truths, one in so many is drawn in each layout after a program; the next in the next one.
_ONE_TRUTH_IN = 2
_ONE_TRUTH_IN_SLOW = 6  # where each file is a run of its own
_NODE = Path(__file__).parent / "node"
_PHP = Path(__file__).parent / "php" / "draw.php"


@dataclass(frozen=True)
class Program:
    """A maker of PDF: what it reads, and its command for files of a folder.

    `together`: it takes many files in one run. `programs`: the source of layouts after programs'
    habits, None where it does not draw them. `needs`: whether what it needs is there beside it.
    """

    name: str
    executable: str
    extension: str
    source: Callable[[Outline], str]
    command: Callable[[Path, Sequence[Path]], list[str]]
    together: bool = False
    programs: Callable[[Outline], str] | None = None
    needs: Callable[[], bool] = lambda: True

    @property
    def missing(self) -> bool:
        """Whether this machine hasn't it."""
        return shutil.which(self.executable) is None or not self.needs()


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


@cache
def node_folder(scripts: Path = _NODE) -> Path | None:
    """The libraries of npm with the scripts that use them, in a temporary folder; None without npm.

    Nothing of theirs is run at the installation, and nothing is kept. `scripts`: the folder of the
    scripts and of the package.json that names the libraries.
    """
    if shutil.which("npm") is None:
        return None
    folder = Path(tempfile.mkdtemp(prefix="corpus-node-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for file in scripts.iterdir():
        shutil.copy(file, folder)
    quiet = "--ignore-scripts --omit=optional --no-audit --no-fund --no-package-lock --silent"
    run = subprocess.run(  # noqa: S603 - a list, without a shell
        ["npm", "install", *quiet.split()],  # noqa: S607 - as it is on this machine
        cwd=folder,
        capture_output=True,
        timeout=300,
        check=False,
    )
    return folder if run.returncode == 0 else None


def _of_node(name: str) -> Program:
    def command(_: Path, files: Sequence[Path]) -> list[str]:
        folder = node_folder()
        assert folder is not None
        return ["node", str(folder / "draw.js"), name, *map(str, files)]

    def needs() -> bool:
        return node_folder() is not None

    return Program(
        name, "node", ".json", drawing, command, together=True, programs=drawing, needs=needs
    )


def _of_php(name: str, folder: str, extension: str, source: Callable[[Outline], str]) -> Program:
    def command(_: Path, files: Sequence[Path]) -> list[str]:
        return ["php", str(_PHP), name, *map(str, files)]

    def needs() -> bool:
        return Path("/usr/share/php", folder).is_dir()  # where Debian's packages put them

    return Program(
        name, "php", extension, source, command, together=True, programs=source, needs=needs
    )


PROGRAMS = (
    Program("libreoffice-writer", "soffice", ".fodt", fodt, _soffice, together=True, programs=fodt),
    Program("libreoffice-calc", "soffice", ".fods", fods, _soffice, together=True, programs=fods),
    Program("chromium", "chromium", ".html", html, _chromium, programs=web_page),
    Program("wkhtmltopdf", "wkhtmltopdf", ".html", html, _wkhtmltopdf),
    Program("pdflatex", "pdflatex", ".tex", tex, _pdflatex),
    *map(_of_node, ("pdfmake", "pdfkit", "jspdf")),
    _of_php("dompdf", "dompdf", ".html", web_page),
    _of_php("tcpdf", "tcpdf", ".json", drawing),
)


def missing(programs: Sequence[Program] = PROGRAMS) -> tuple[str, ...]:
    """The programs that this machine hasn't."""
    return tuple(one.name for one in programs if one.missing)


def foreign_cases(
    *,
    programs: Sequence[Program] = PROGRAMS,
    mutations: Sequence[Mutation] = (),
    one_in: int = 1,
    part: Part = WHOLE,
    new: bool = False,
) -> Iterator[Case]:
    """The cases of every template, truth and program found, each with its mutations that show.

    `one_in`: one document in so many, with its mutations; `part` of them. `new`: the layouts after
    programs' habits.

    Raises:
        RuntimeError: A program that is there didn't make its file.
    """
    gone = missing(programs)
    for program in programs:
        if program.name not in gone and (program.programs or not new):
            planned = _planned_new if new else _planned
            documents = list(planned(program))
            chosen = [one for at, one in enumerate(documents) if at % one_in == 0]
            yield from _made(
                program, mutations, [one for at, one in enumerate(chosen) if part.holds(at)]
            )


@dataclass(frozen=True)
class _Document:
    """What a program is to draw."""

    template: str
    source: Callable[[Outline], str]
    outline: Callable[[Statement], Outline]
    truth: Truth
    style: Style

    def cases(self, writer: str, mutations: Sequence[Mutation]) -> Iterator[Case]:
        """The document and its mutations, their sources in place of the files."""
        make = partial(_written, self.source, self.outline)
        yield from variants(make, self.template, writer, self.truth, self.style, mutations)


def _planned(program: Program) -> Iterator[_Document]:
    shift = PROGRAMS.index(program) if program in PROGRAMS else 0
    for place, (name, template) in enumerate(TEMPLATES.items()):
        for number, truth in enumerate(_chosen()):
            style = STYLES[(3 * place + number + shift) % len(STYLES)]
            yield _Document(name, program.source, template, truth, style)


def _planned_new(program: Program) -> Iterator[_Document]:
    assert program.programs is not None
    shift = PROGRAMS.index(program) if program in PROGRAMS else 0
    asked = {style.name: style for style in ALL_STYLES}
    for place, (name, template) in enumerate(PROGRAM_TEMPLATES.items()):
        for number, truth in enumerate(_chosen()):
            every = _ONE_TRUTH_IN if program.together else _ONE_TRUTH_IN_SLOW
            if (place + number) % every:
                continue
            turn = LIKE_PROGRAMS[(place + number // 2 + shift) % len(LIKE_PROGRAMS)]
            style = asked[STYLE_ASKED[name]] if name in STYLE_ASKED else turn
            yield _Document(name, program.programs, template, truth, style)


def _chosen() -> list[Truth]:
    return [truth for truth in truths() if truth.name in TRUTHS]


def _written(
    source: Callable[[Outline], str],
    template: Callable[[Statement], Outline],
    truth: Truth,
    style: Style,
    hidden: frozenset[str],
) -> Drawn:
    """The source, in place of the file that the program will make of it."""
    statement = Statement(truth, style, hidden)
    outline = template(statement)
    return Drawn(
        source(outline).encode(), frozenset(statement.shown), said(outline), statement.sums_up
    )


def _made(
    program: Program, mutations: Sequence[Mutation], documents: Sequence[_Document]
) -> Iterator[Case]:
    planned = [case for one in documents for case in one.cases(program.name, mutations)]
    size = _TOGETHER if program.together else 1
    for at in range(0, len(planned), size):
        yield from _made_together(program, planned[at : at + size])


def _made_together(program: Program, planned: Sequence[Case]) -> Iterator[Case]:
    sources = {case.name: case.pdf for case in planned}
    for case, pdf in zip(planned, printed(program, sources), strict=True):
        yield replace(case, drawn=replace(case.drawn, pdf=pdf))


def printed(program: Program, sources: Mapping[str, bytes]) -> list[bytes]:
    """The files that a program makes of these sources, by the names of the papers, in one run.

    Raises:
        RuntimeError: The program made no file of one of them.
    """
    with tempfile.TemporaryDirectory(prefix="corpus-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        files = [folder / f"{at:04}{program.extension}" for at in range(len(sources))]
        for file, source in zip(files, sources.values(), strict=True):
            file.write_bytes(source)
        told = _run(program, folder, files)
        # A browser that starts while another does may give up: what it left is asked for once more.
        left = [file for file in files if not file.with_suffix(".pdf").exists()]
        told = _run(program, folder, left) if left else told
        for file, paper in zip(files, sources, strict=True):
            if not file.with_suffix(".pdf").exists():
                raise RuntimeError(f"{program.name} made nothing of {paper}: {told}")
        return [file.with_suffix(".pdf").read_bytes() for file in files]


def _run(program: Program, folder: Path, files: Sequence[Path]) -> str:
    """Run it; the end of what it told as its errors."""
    env = {**os.environ, "HOME": str(folder), "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}
    run = subprocess.run(  # noqa: S603 - a list, without a shell
        program.command(folder, files),
        cwd=folder,
        env=env,
        capture_output=True,
        timeout=_SECONDS,
        check=False,
    )
    return run.stderr.decode(errors="replace")[-400:]
