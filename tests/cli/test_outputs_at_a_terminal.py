"""What `-o` writes to a terminal: a page or a workbook needs a file there, what is a text does not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import EXAMPLES
from segur_check.reporters import FORMATS

pty = pytest.importorskip("pty", reason="Windows has no pseudo-terminals")

DOSSIER = EXAMPLES / "rejected" / "MNT002-plus-que-358-33"
LOT = DOSSIER.parent


def at_a_terminal(*words: object) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of the tool, whose stdout is a terminal."""
    ours, its = pty.openpty()
    command = [sys.executable, "-m", "segur_check", *map(str, words)]
    with subprocess.Popen(command, stdout=its, stderr=subprocess.PIPE) as process:  # noqa: S603 - our own tool
        os.close(its)
        shown = b""
        while part := _read(ours):
            shown += part
        os.close(ours)
        assert process.stderr is not None
        complaint = process.stderr.read().decode()
    return process.returncode, shown.decode(), complaint


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:  # of Linux, once the other side is closed
        return b""


@pytest.mark.parametrize("form", ["html", "xlsx"])
@pytest.mark.parametrize("command", [("check", DOSSIER), ("batch", LOT)], ids=["check", "batch"])
@pytest.mark.parametrize(("lang", "place"), [("fr", "FICHIER"), ("en", "FILE")])
def test_a_page_or_a_workbook_asks_for_a_file(
    form: str, command: tuple[object, ...], lang: str, place: str
) -> None:
    code, shown, complaint = at_a_terminal(*command, "-o", form, "--lang", lang)

    assert (2, "") == (code, shown)
    assert 1 == complaint.count("\n")
    assert f"-o {form}:{place}" in complaint


@pytest.mark.parametrize("form", [form for form in FORMATS if form not in {"html", "xlsx"}])
def test_what_is_a_text_is_shown(form: str) -> None:
    code, shown, complaint = at_a_terminal("check", DOSSIER, "-o", form)

    assert (1, "") == (code, complaint)
    # What is to be done names the cause alone: the amount that the order contradicts.
    assert ("DOC006" if form == "actions" else "MNT002") in shown


def test_with_its_file_a_page_is_written_beside_what_is_shown(tmp_path: Path) -> None:
    page = tmp_path / "bilan.html"

    code, shown, complaint = at_a_terminal("check", DOSSIER, "-o", f"html:{page}", "-o", "concise")

    assert (1, "") == (code, complaint)
    assert "MNT002" in shown
    assert page.read_bytes().startswith(b"<!doctype html>")
