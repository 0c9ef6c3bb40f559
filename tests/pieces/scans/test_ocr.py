"""Scanned pages: what is drawn and handed to Tesseract, and what comes back when all goes wrong.

Tesseract is a stand-in here: a script that says what it was given. The real one is in
test_ocr_system.py.
"""

import io
import sys
import textwrap
import threading
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from pypdf import PdfReader, PdfWriter

from segur_check.pieces.scans import tesseract
from segur_check.pieces.scans.ocr import scanned_texts, tidied
from segur_check.pieces.scans.render import HEADER

GIGABYTE = 1 << 30
A4 = b"[0 0 595 842]"
GREY_PAGE = b"0.4 g 0 0 14400 14400 re f"
WHAT_IT_READS = """
    from sys import stdin
    kind, width, height, most = stdin.buffer.readline().split()
    grey = stdin.buffer.read()
    assert (kind, most) == (b"P5", b"255") and len(grey) == int(width) * int(height)
    print(int(width), int(height), sum(grey[::97]) // len(grey[::97]))
"""

Script = Callable[..., Path]


def built(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1."""
    body = b"%PDF-1.7\n"
    table = b"0000000000 65535 f \n"
    for number, held in enumerate(objects, start=1):
        table += b"%010d 00000 n \n" % len(body)
        body += b"%d 0 obj\n%b\nendobj\n" % (number, held)
    size = len(objects) + 1
    end = b"xref\n0 %d\n%btrailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return body + end % (size, table, size, len(body))


def packed(data: bytes, entries: bytes = b"/Filter/FlateDecode") -> bytes:
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (entries, len(data), data)


def drawing(contents: bytes, entries: bytes = b"") -> bytes:
    return packed(zlib.compress(contents), b"/Filter/FlateDecode" + entries)


def form(contents: bytes, calls: int) -> bytes:
    """A drawing that others can call as /X, and that may call object `calls`."""
    entries = b"/Type/XObject/Subtype/Form/BBox%b/Resources<</XObject<</X %d 0 R>>>>"
    return drawing(contents, entries % (A4, calls))


def pdf(*pages: tuple[bytes, bytes], contents: bytes = b"", forms: tuple[bytes, ...] = ()) -> bytes:
    """A PDF of pages (media box, other entries) that share their contents; /X is the first form."""
    count = len(pages)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox%b%b/Contents %d 0 R/Resources<</XObject<</X %d 0 R>>>>>>"
    kids = b"".join(b"%d 0 R " % number for number in range(3, count + 3))
    return built(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%b]>>" % (count, kids),
        *(page % (box, entries, count + 3, count + 4) for box, entries in pages),
        contents or drawing(GREY_PAGE),
        *forms,
    )


def zeros(size: int) -> bytes:
    packer = zlib.compressobj(9)
    piece = bytes(1 << 20)
    return b"".join(packer.compress(piece) for _ in range(size >> 20)) + packer.flush()


ONE_PAGE = pdf((A4, b""))
THREE_PAGES = pdf((A4, b""), (b"[0 0 842 595]", b""), (A4, b"/Rotate 90"))


@pytest.fixture
def script(tmp_path: Path) -> Script:
    """Write a Python script that can be run by its name."""

    def write(name: str, program: str, folder: Path | None = None) -> Path:
        path = (folder or tmp_path) / name
        path.write_text(f"#!{sys.executable}\n{textwrap.dedent(program)}", "utf-8")
        path.chmod(0o755)
        return path

    return write


@pytest.fixture
def reader(
    script: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], Path]:
    """Put a stand-in for Tesseract on the PATH."""

    def stand_in(program: str) -> Path:
        folder = tmp_path / "programs"
        folder.mkdir(exist_ok=True)
        monkeypatch.setenv("PATH", str(folder))
        return script("tesseract", program, folder)

    return stand_in


@pytest.fixture
def seen(reader: Callable[[str], Path]) -> None:
    """A Tesseract that tells the width, the height and the mean grey of each page."""
    reader(WHAT_IT_READS)


@pytest.fixture
def drawer(script: Script, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Put a stand-in for the process that draws; `page` is a page of 2 by 2 pixels."""

    def stand_in(program: str) -> None:
        head = (
            "import os, sys, time\n"
            "data, out = sys.stdin.buffer.read, sys.stdout.buffer\n"
            f"page = {HEADER.pack(2, 2, 200) + bytes(4)!r}\n"
        )
        monkeypatch.setattr(sys, "executable", str(script("python", head + program)))

    return stand_in


# --- what is drawn ---


@pytest.mark.usefixtures("seen")
def test_each_page_is_drawn_in_grey_at_200_dots_per_inch_as_it_is_turned() -> None:
    upright, across = "1653 2339 102", "2339 1653 102"
    assert scanned_texts(THREE_PAGES) == (upright, across, across)


@pytest.mark.usefixtures("seen")
def test_pages_come_back_in_the_order_asked_for_and_one_that_is_not_there_is_empty() -> None:
    found = scanned_texts(THREE_PAGES, pages=(2, 9, 1, 0, -1))
    assert found == ("2339 1653 102", "", "1653 2339 102", "", "")


@pytest.mark.usefixtures("seen")
def test_no_more_pages_are_read_than_allowed() -> None:
    assert scanned_texts(THREE_PAGES, max_pages=1) == ("1653 2339 102",)
    assert scanned_texts(THREE_PAGES, pages=(3, 1), max_pages=1) == ("2339 1653 102",)


def test_nothing_is_run_when_no_page_is_asked_for(reader: Callable[[str], Path]) -> None:
    reader("raise SystemExit(1)")
    assert scanned_texts(ONE_PAGE, pages=()) == ()
    assert scanned_texts(ONE_PAGE, max_pages=0) == ()


@pytest.mark.usefixtures("seen")
@pytest.mark.parametrize(
    ("box", "entries", "size"),
    [
        pytest.param(b"[0 0 14400 14400]", b"/UserUnit 1000", "4000 4000", id="10 km"),
        pytest.param(b"[0 0 14400 1]", b"", "4000 1", id="a thread"),
        pytest.param(b"[0 0 1e9 1e9]", b"", "1700 2200", id="too large to be believed"),
        pytest.param(b"[0 0 0 0]", b"", "1700 2200", id="no surface"),
        pytest.param(b"[9 9 1 1]", b"", "23 23", id="upside down"),
    ],
)
def test_a_page_of_any_size_is_drawn_within_4000_pixels(
    box: bytes, entries: bytes, size: str
) -> None:
    found = scanned_texts(pdf((box, entries)))
    assert found is not None
    assert [text.rpartition(" ")[0] for text in found] == [size]


def test_tesseract_is_told_the_resolution_the_language_and_to_keep_to_one_core(
    reader: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET", "1234")
    reader("import os, sys; print(*sys.argv[1:]); print(*os.environ)")
    found = scanned_texts(pdf((A4, b""), (b"[0 0 2880 2880]", b"")))
    assert found is not None
    assert [text.splitlines()[0].split()[:6] for text in found] == [
        ["stdin", "stdout", "-l", "fra", "--psm", tesseract.LAYOUT] for _ in found
    ]
    assert [text.splitlines()[0].split()[7] for text in found] == ["200", "100"]
    given = set(found[0].splitlines()[1].split())
    assert {"OMP_THREAD_LIMIT", "PATH"} <= given
    assert {"SECRET", "HOME", "PYTHONPATH"} & given == set()


def test_what_is_no_utf_8_in_the_answer_does_not_stop_the_reading(
    reader: Callable[[str], Path],
) -> None:
    reader(r"import sys; sys.stdout.buffer.write(b' Total \xff TTC\n\n')")
    assert scanned_texts(ONE_PAGE) == ("Total \N{REPLACEMENT CHARACTER} TTC",)


@pytest.mark.parametrize(
    ("read", "tidy"),
    [
        ("Total TIC 430,00 €", "Total TTC 430,00 €"),
        ("Total TIC\n430,00 €", "Total TTC\n430,00 €"),
        ("Désignation HT Taux TVA TIC", "Désignation HT Taux TVA TTC"),
        ("114 € TIC.", "114 € TTC."),
        ("TIC Santé, PRATIC, TICPE, tic", "TIC Santé, PRATIC, TICPE, tic"),
        ("1358,33 € O2 l0", "1358,33 € O2 l0"),
    ],
)
def test_a_label_is_tidied_and_no_figure(read: str, tidy: str) -> None:
    assert tidied(read) == tidy


# --- what cannot be read ---


def test_without_tesseract_nothing_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert scanned_texts(ONE_PAGE) is None


@pytest.mark.parametrize("program", ["raise SystemExit(1)", "import os; os.abort()"])
def test_a_tesseract_that_fails_is_no_blank_page(
    reader: Callable[[str], Path], program: str
) -> None:
    reader(program)
    assert scanned_texts(ONE_PAGE) is None


def test_a_page_where_tesseract_finds_nothing_is_blank(reader: Callable[[str], Path]) -> None:
    reader(r"print(' \n\n')")
    assert scanned_texts(ONE_PAGE) == ("",)


def test_a_tesseract_that_cannot_start_is_no_blank_page(reader: Callable[[str], Path]) -> None:
    reader("").write_bytes(b"\x7fELF")
    assert scanned_texts(ONE_PAGE) is None


def test_a_tesseract_that_hangs_is_stopped(reader: Callable[[str], Path]) -> None:
    reader("import time; time.sleep(600)")
    started = time.monotonic()
    assert scanned_texts(ONE_PAGE, max_wait=1) is None
    assert time.monotonic() - started < 120


def test_a_tesseract_that_takes_the_processor_is_stopped(reader: Callable[[str], Path]) -> None:
    reader("while True: pass")
    assert scanned_texts(ONE_PAGE, max_seconds=1) is None


def test_a_tesseract_that_waits_for_its_turn_is_waited_for(
    reader: Callable[[str], Path], drawer: Callable[[str], None]
) -> None:
    """Longer than it may compute."""
    reader("import time; time.sleep(1.5); print('Total TTC')")
    drawer("data(); out.write(page)")
    assert scanned_texts(ONE_PAGE, max_seconds=1) == ("Total TTC",)


def test_what_the_pages_take_together_is_bounded(
    reader: Callable[[str], Path],
    drawer: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reader("import time; time.sleep(0.3); print('Total TTC')")
    drawer("data(); out.write(page * 3)")
    monkeypatch.setattr(tesseract, "_processor", lambda _, before: before or 2.0)
    assert scanned_texts(ONE_PAGE, max_seconds=7) == ("Total TTC",) * 3
    assert scanned_texts(ONE_PAGE, max_seconds=5) is None


def locked() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(ONE_PAGE)))
    writer.encrypt("secret", algorithm="RC4-128")
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


@pytest.mark.usefixtures("seen")
@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"Bon de commande", id="text"),
        pytest.param(b"%PDF-1.7\n" + bytes(range(256)) * 1_000, id="garbage"),
        pytest.param(ONE_PAGE[:200], id="truncated"),
        pytest.param(locked(), id="locked"),
    ],
)
def test_a_file_that_does_not_open_is_not_read(data: bytes) -> None:
    assert scanned_texts(data, max_wait=120) is None
    assert scanned_texts(data, pages=(1,), max_wait=120) is None


@pytest.mark.usefixtures("seen")
def test_a_page_that_is_broken_does_not_hide_the_others() -> None:
    broken = THREE_PAGES.replace(b"/Type/Page/Parent", b"/Type/Pag//Parent", 1)
    found = scanned_texts(broken, pages=(1, 2))
    assert found is not None
    assert found[1] == "2339 1653 102"


# --- a process that is killed, or no longer itself ---


@pytest.mark.parametrize(
    "program",
    [
        pytest.param("raise SystemExit(1)", id="fails"),
        pytest.param("import os; os.abort()", id="dies"),
        pytest.param("data(); out.write(page); out.flush(); os.abort()", id="dies after a page"),
        pytest.param("data(); out.write(page); sys.exit(3)", id="fails after a page"),
        pytest.param("data(); out.write(page[:-1])", id="cuts a page"),
        pytest.param("data(); out.write(page[:5])", id="cuts a header"),
        pytest.param("data(); out.write(b'\\xff' * 12)", id="claims a page of terabytes"),
        pytest.param(
            "data(); out.write(b'Traceback (most recent call last):')", id="says something else"
        ),
        pytest.param("time.sleep(600)", id="hangs before it reads"),
        pytest.param("data(); time.sleep(600)", id="hangs after it read"),
        pytest.param(
            "data(); out.write(page); out.flush(); time.sleep(600)", id="hangs after a page"
        ),
        pytest.param("data(); [out.write(page) for _ in range(10**6)]", id="never ends"),
    ],
)
def test_when_the_drawing_process_fails_there_is_no_answer(
    program: str, reader: Callable[[str], Path], drawer: Callable[[str], None]
) -> None:
    reader("print('text, whatever the picture')")
    drawer(program)
    started = time.monotonic()
    assert scanned_texts(ONE_PAGE + bytes(1_000_000), max_wait=1) is None
    assert time.monotonic() - started < 120


@pytest.mark.usefixtures("seen")
def test_a_page_that_could_not_be_drawn_is_empty_and_the_others_are_read(
    drawer: Callable[[str], None],
) -> None:
    drawer(f"data(); out.write(page + bytes({HEADER.size}) + page)")
    assert scanned_texts(ONE_PAGE) == ("2 2 0", "", "2 2 0")


def test_a_drawing_process_that_hangs_is_not_waited_for_when_tesseract_fails(
    reader: Callable[[str], Path], drawer: Callable[[str], None]
) -> None:
    reader("raise SystemExit(1)")
    drawer("data(); out.write(page); out.flush(); time.sleep(600)")
    started = time.monotonic()
    assert scanned_texts(ONE_PAGE, max_wait=500) is None
    assert time.monotonic() - started < 120


@pytest.mark.usefixtures("seen")
def test_a_python_that_is_gone_gives_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert scanned_texts(ONE_PAGE) is None


CALLS_ITSELF = form(b"/X Do /X Do", calls=5)
LAUGHS = (*(form(b"/X Do " * 10, calls=number) for number in range(6, 15)), drawing(b"", b""))
BOMBS = {
    "1 GB of zeros": pdf((A4, b""), contents=packed(zeros(GIGABYTE))),
    "1 GB of zeros, packed twice": pdf(
        (A4, b""),
        contents=packed(zlib.compress(zeros(GIGABYTE)), b"/Filter[/FlateDecode/FlateDecode]"),
    ),
    "a form that calls itself": pdf((A4, b""), contents=drawing(b"/X Do"), forms=(CALLS_ITSELF,)),
    "a billion laughs": pdf((A4, b""), contents=drawing(b"/X Do"), forms=LAUGHS),
}


@pytest.mark.usefixtures("seen")
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_kills_the_drawing_process_alone(bomb: str) -> None:
    started = time.monotonic()
    assert scanned_texts(BOMBS[bomb], max_seconds=3, max_wait=100) is None
    assert time.monotonic() - started < 120


# --- a quiet guest ---


def test_nothing_is_printed_written_or_left_running(
    reader: Callable[[str], Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(here))
    threads = threading.active_count()
    children = psutil.Process().children()
    reader("import sys; print('hidden', file=sys.stderr); print('text')")
    assert scanned_texts(ONE_PAGE) == ("text",)
    assert scanned_texts(b"%PDF-1.7\n") is None
    assert scanned_texts(BOMBS["1 GB of zeros, packed twice"], max_seconds=1, max_wait=100) is None
    assert capfd.readouterr() == ("", "")
    assert list(here.iterdir()) == []
    assert threading.active_count() == threads
    assert psutil.Process().children() == children


@pytest.mark.usefixtures("seen")
def test_a_module_of_the_current_folder_is_never_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("pypdfium2", "struct", "segur_check", "resource"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(1)", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert scanned_texts(ONE_PAGE) == ("1653 2339 102",)
