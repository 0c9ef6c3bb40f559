"""The same papers, after programs of the machine turned, flattened, distilled or printed them."""

import shutil
import subprocess
from collections.abc import Callable, Sequence
from itertools import cycle
from pathlib import Path
from types import ModuleType

import pytest

from checks import seen_letters as letters
from checks import seen_programs as programs
from checks.made_documents import PAPERS, PRICED
from checks.seen_papers import Cell, other_amount, other_client
from checks.test_papers_as_seen import Case, Check, cases, said_of, told

pytestmark = pytest.mark.system

SECONDS = 120


def run(folder: Path, content: bytes, *words: str) -> bytes:
    """What a program makes of in.pdf; it is skipped where it is not installed."""
    if shutil.which(words[0]) is None:
        pytest.skip(f"{words[0]} is not installed")
    (folder / "in.pdf").write_bytes(content)
    subprocess.run(words, cwd=folder, check=True, capture_output=True, timeout=SECONDS)  # noqa: S603 - our own words
    return (folder / "out.pdf").read_bytes()


def filled(cells: Sequence[Cell]) -> bytes:
    """A form with its values, as a viewer leaves it."""
    writer = programs.form_of(cells)
    writer.update_page_form_field_values(writer.pages[0], programs.values_of(cells))
    return programs.written(writer)


Made = Callable[[Sequence[Cell]], bytes]
COMMANDS: dict[str, tuple[Made, tuple[str, ...]]] = {
    "flattened by qpdf": (
        filled,
        ("qpdf", "--generate-appearances", "--flatten-annotations=all", "in.pdf", "out.pdf"),
    ),
    "flattened by pdftk": (filled, ("pdftk", "in.pdf", "output", "out.pdf", "flatten")),
    "turned by qpdf": (programs.drawn, ("qpdf", "--rotate=+90", "in.pdf", "out.pdf")),
    "flattened and turned by qpdf": (
        programs.stamps,
        ("qpdf", "--flatten-annotations=all", "--rotate=+270", "--flatten-rotation", "in.pdf", "out.pdf"),
    ),
    "distilled by Ghostscript": (
        programs.stamped_one_by_one,
        ("gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", "-sOutputFile=out.pdf", "in.pdf"),
    ),
    "notes distilled by Ghostscript": (
        programs.noted_and_drawn,
        ("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dPrinted=false", "-sDEVICE=pdfwrite", "-sOutputFile=out.pdf", "in.pdf"),
    ),
    "cleaned by MuPDF": (programs.flattened, ("mutool", "clean", "-gg", "-z", "in.pdf", "out.pdf")),
    "written anew by cairo": (programs.embedded, ("pdftocairo", "-pdf", "in.pdf", "out.pdf")),
    "merged by poppler": (programs.merged, ("pdfunite", "in.pdf", "in.pdf", "out.pdf")),
}  # fmt: skip


SONS = cycle(("DPI", "MDV", "SGL", "PDS", "MS1", "LGO", "DRIMBOX", "RIS"))


@pytest.mark.parametrize(
    ("name", "sons", "paper"),
    [(name, next(SONS), paper) for name in COMMANDS for paper in PAPERS],
)
def test_a_paper_of_a_program_is_judged_as_it_looks(
    name: str, sons: str, paper: str, dossiers: ModuleType, check: Check, tmp_path: Path
) -> None:
    make, words = COMMANDS[name]
    case = Case(lambda cells: run(tmp_path, make(cells), *words), sons, paper)

    assert [] == told(said_of(case, None, dossiers, check))
    client = said_of(case, other_client, dossiers, check)
    assert {"DOC002", "DOC003"} & client.severities.keys()
    if paper in PRICED:
        amount = said_of(case, other_amount, dossiers, check)
        assert "a-modifier" == amount.severities.get("DOC006"), told(amount)


def printed_through_postscript(cells: Sequence[Cell], folder: Path) -> bytes:
    """By poppler, then by Ghostscript: codes of glyphs, without the letters."""
    printed = run(folder, letters.by_glyphs(cells), "pdftops", "in.pdf", "out.pdf")
    return run(folder, printed, "ps2pdf", "in.pdf", "out.pdf")


@pytest.mark.parametrize("case", cases({"printed through PostScript": programs.drawn}))
def test_a_paper_whose_letters_are_lost_in_print_is_not_judged(
    case: Case, dossiers: ModuleType, check: Check, tmp_path: Path
) -> None:
    made = case._replace(draw=lambda cells: printed_through_postscript(cells, tmp_path))

    said = said_of(made, other_client, dossiers, check)

    assert [] == told(said)
    assert "illisible" == said.not_checked.get("DOC001")
