"""The process that draws the pages of a PDF: what it writes, and what it may take."""

import io
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from segur_check.pieces.scans.render import HEADER, pictures

ON_LINUX = sys.platform == "linux"
WIDTH, HEIGHT = 101, 40  # rows that PDFium pads


def half_black() -> bytes:
    """A page of 101 by 40 pixels at 200 dots per inch, its left half black, its right half white."""
    picture = Image.new("L", (WIDTH, HEIGHT), 255)
    picture.paste(0, (0, 0, WIDTH // 2, HEIGHT))
    held = io.BytesIO()
    picture.save(held, "PDF", resolution=200, save_all=True, append_images=[picture])
    return held.getvalue()


def run(program: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", program], input=data, capture_output=True, check=False, timeout=240
    )


def test_a_page_is_rows_of_grey_without_padding() -> None:
    first, second = pictures(half_black(), (), most=9)
    assert first == second
    width, height, dpi, grey = first
    assert abs(width - WIDTH) <= 1
    assert abs(height - HEIGHT) <= 1
    assert dpi == 200
    assert len(grey) == width * height
    rows = [grey[start : start + width] for start in range(width, len(grey) - width, width)]
    assert all(max(row[:45]) < 60 for row in rows)
    assert all(min(row[55:99]) > 200 for row in rows)


def test_only_the_first_pages_are_drawn() -> None:
    assert len(list(pictures(half_black(), (), most=1))) == 1


def test_a_page_that_is_not_there_is_nothing() -> None:
    absent, present = pictures(half_black(), (3, 2), most=9)
    assert absent == (0, 0, 0, b"")
    assert present[2] == 200


def test_the_output_holds_the_pages_and_not_what_a_library_prints() -> None:
    program = (
        "import os; from segur_check.pieces.scans import render;"
        "render.pictures = lambda *_, **__: (print('noise', flush=True), os.write(1, b'noise'))"
        " and [(2, 1, 200, b'ab'), (0, 0, 0, b'')];"
        "render.main('9', '9')"
    )
    done = run(program)
    assert done.stdout == HEADER.pack(2, 1, 200) + b"ab" + bytes(HEADER.size)
    assert b"noise" in done.stderr
    assert done.returncode == 0


def test_a_file_that_does_not_open_is_an_exit_code_and_no_page() -> None:
    done = run("from segur_check.pieces.scans import render; render.main('9', '9')", b"%PDF-1.7\n")
    assert (done.returncode, done.stdout) == (1, b"")


@pytest.mark.skipif(not ON_LINUX, reason="other systems bound less")
@pytest.mark.parametrize(
    ("waste", "end"),
    [
        pytest.param("bytearray(700_000_000)", (1, "MemoryError"), id="memory"),
        pytest.param("all(iter(lambda: 1, 0))", (-signal.SIGKILL, ""), id="time"),
        # Not print: what it leaves in its buffer fails once more at the end, with another code.
        pytest.param("__import__('os').write(1, b'a')", (1, "File too large"), id="files"),
    ],
)
def test_the_process_may_take_only_so_much(
    waste: str, end: tuple[int, str], tmp_path: Path
) -> None:
    program = f"import sys; from segur_check.pieces.scans.render import limit; limit(1); {waste}"
    with (tmp_path / "file").open("wb") as file:
        done = subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-c", program],
            stdout=file,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=240,
        )
    code, told = end
    assert done.returncode == code
    assert told in done.stderr


def test_the_library_is_loaded_by_the_drawing_process_alone() -> None:
    program = (
        "import sys; from segur_check.pieces.scans import needs, ocr; needs.missing();"
        "sys.exit('pypdfium2' in sys.modules or 'resource' in sys.modules)"
    )
    assert run(program).returncode == 0
