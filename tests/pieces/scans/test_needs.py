"""What --ocr lacks on this machine, in words; and where Tesseract is looked for."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from segur_check.errors import UsageFault
from segur_check.pieces.scans import needs, tesseract
from segur_check.pieces.scans.needs import Need, missing, require

LISTS_FRENCH = "echo 'List of available languages (2):'; echo eng; echo fra"
LISTS_ENGLISH = "echo 'List of available languages (1):'; echo eng; echo script/fra"


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Put a stand-in for Tesseract, a shell script, alone on the PATH."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def write(program: str) -> Path:
        path = folder / "tesseract"
        path.write_text(f"#!/bin/sh\n{program}\n", "utf-8")
        path.chmod(0o755)
        return path

    return write


@pytest.fixture
def no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra [ocr] is not installed."""
    monkeypatch.setattr(needs, "find_spec", lambda _: None)


Install = Callable[[str], Path]


def test_nothing_is_missing_where_all_is_installed(install: Install) -> None:
    install(LISTS_FRENCH)
    assert missing() == ()
    require()


def test_the_list_of_languages_may_come_on_either_output(install: Install) -> None:
    install(f"({LISTS_FRENCH}) >&2")
    assert missing() == ()


@pytest.mark.usefixtures("install")
def test_no_program() -> None:
    assert missing() == (Need.TESSERACT,)


@pytest.mark.parametrize("program", ["exit 1", "kill -9 $$", "exec /nowhere"])
def test_a_program_that_does_not_start(install: Install, program: str) -> None:
    install(program)
    assert missing() == (Need.TESSERACT,)


def test_a_program_that_hangs(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "_LANGUAGES_SECONDS", 0.2)
    install("exec /bin/sleep 600")
    assert missing() == (Need.TESSERACT,)


def test_no_french(install: Install) -> None:
    install(LISTS_ENGLISH)
    assert missing() == (Need.FRENCH,)


@pytest.mark.usefixtures("no_library")
def test_no_library(install: Install) -> None:
    install(LISTS_FRENCH)
    assert missing() == (Need.PDFIUM,)


@pytest.mark.parametrize(
    ("system", "how_fr", "how_en"),
    [
        ("linux", *["sudo apt-get install tesseract-ocr tesseract-ocr-fra"] * 2),
        ("freebsd14", *["sudo apt-get install tesseract-ocr tesseract-ocr-fra"] * 2),
        ("darwin", *["brew install tesseract tesseract-lang"] * 2),
        (
            "win32",
            "le programme d'installation «\u00a0Tesseract at UB Mannheim\u00a0», en cochant le français parmi ses langues",
            "the installer “Tesseract at UB Mannheim”, with French ticked among its languages",
        ),
    ],
)
@pytest.mark.usefixtures("install", "no_library")
def test_all_that_is_missing_is_said_on_one_line_with_how_to_install_it(
    system: str, how_fr: str, how_en: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    with pytest.raises(UsageFault) as raised:
        require()
    assert raised.value.told("fr") == (
        "--ocr\u00a0: il manque pypdfium2, qui dessine les pages\u00a0: "
        "pipx inject segur-check pypdfium2 (ou pip install pypdfium2)\u00a0; "
        f"il manque Tesseract, qui lit les pages, ou il ne démarre pas\u00a0: {how_fr}"
    )
    assert raised.value.told("en") == (
        "--ocr: pypdfium2, which draws the pages, is missing: "
        "pipx inject segur-check pypdfium2 (or pip install pypdfium2); "
        f"Tesseract, which reads the pages, is missing or does not start: {how_en}"
    )


def test_the_missing_model_is_named(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    install(LISTS_ENGLISH)
    with pytest.raises(UsageFault) as raised:
        require()
    how = "brew install tesseract tesseract-lang"
    assert (
        raised.value.fr
        == f"--ocr\u00a0: il manque à Tesseract ses données pour le français\u00a0: {how}"
    )
    assert raised.value.en == f"--ocr: Tesseract lacks its data for French: {how}"


# --- where it is looked for ---


def test_tesseract_is_never_taken_from_the_current_folder(
    install: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = install(LISTS_FRENCH)
    monkeypatch.chdir(path.parent)
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", "programs"]))
    assert tesseract.program() is None
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", str(path.parent)]))
    assert tesseract.program() == str(path)


def test_a_file_that_cannot_be_run_is_no_program(install: Install) -> None:
    install(LISTS_FRENCH).chmod(0o644)
    assert tesseract.program() is None


def test_on_windows_it_is_found_where_its_installer_puts_it(
    install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(LISTS_FRENCH).unlink()
    monkeypatch.setattr(tesseract, "_ON_WINDOWS", True)
    monkeypatch.delenv("PROGRAMFILES", raising=False)
    assert tesseract.program() is None
    path = tmp_path / "Tesseract-OCR" / "tesseract.exe"
    path.parent.mkdir()
    path.touch(0o755)
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path))
    assert tesseract.program() == str(path)
