"""Tesseract, the program that reads pictures of text: where it is, its languages, what it reads.

The pytesseract library is not used: it writes each picture to a temporary file, where a pipe will do.
"""

import os
import shutil
import subprocess
import threading
import time
from pathlib import Path

LANGUAGE = "fra"
# A single column of lines of any size. Measured on scanned orders and invoices, it keeps an amount on
# the line of its label where 3 and 11 separate them; 6 loses half of the amounts of some layouts.
LAYOUT = "4"
# By the clock on the wall: listing takes a tenth of a second, and may wait for the processor.
_LANGUAGES_SECONDS = 120.0
_EVERY = 0.1  # seconds
_ON_WINDOWS = os.name == "nt"
# What a child needs of our environment. Where memory is no file, Tesseract puts pictures in TEMP.
_KEPT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMP", "TESSDATA_PREFIX")


def environment(**more: str) -> dict[str, str]:
    """The environment of a child process: the variables it needs, and no others."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return kept | more


def program() -> str | None:
    """Where Tesseract is; never in the current folder, where Windows looks first."""
    folders = [Path(folder) for folder in os.get_exec_path()]
    if _ON_WINDOWS:  # the installer leaves the PATH as it is
        folders.append(Path(os.environ.get("PROGRAMFILES", ""), "Tesseract-OCR"))
    name = "tesseract.exe" if _ON_WINDOWS else "tesseract"
    paths = (str(folder / name) for folder in folders if folder.is_absolute())
    return next(filter(None, map(shutil.which, paths)), None)


def languages() -> frozenset[str] | None:
    """The languages it has a model of; None where it is not installed, or does not start."""
    path = program()
    if path is None:
        return None
    try:
        listed = subprocess.run(  # noqa: S603 - the program found
            [path, "--list-langs"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_LANGUAGES_SECONDS,
            env=environment(),
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return frozenset(listed.stdout.decode("utf-8", "replace").split())


def read(path: str, picture: bytes, *, dpi: int, seconds: float, until: float) -> tuple[str, float]:
    """The text of a picture (a PGM file), in French, and the seconds of processor that it took.

    These are looked at ten times a second, on every system, for this single program.

    Raises:
        OSError: the program does not start.
        subprocess.SubprocessError: it fails, takes more than `seconds` of processor, or is still running
            at the time `until`, by the clock on the wall (`time.monotonic`).
    """
    options = ["-l", LANGUAGE, "--psm", LAYOUT, "--dpi", str(dpi), "-c", "page_separator="]
    took, over = [0.0], threading.Event()
    with subprocess.Popen(  # noqa: S603 - the program found, our own options
        [path, "stdin", "stdout", *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(OMP_THREAD_LIMIT="1"),
    ) as child:

        def look() -> None:
            while not over.wait(_EVERY):
                took[0] = _processor(child.pid, took[0])
                if took[0] > seconds or time.monotonic() > until:
                    child.kill()

        watch = threading.Thread(target=look, daemon=True)
        watch.start()
        try:
            text, _ = child.communicate(picture)
        finally:
            over.set()
            watch.join()
            child.kill()
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, path)
    return text.decode("utf-8", "replace").strip(), took[0]


def _processor(pid: int, before: float) -> float:
    """The seconds of processor that a program has had; once it is gone, those of the last look."""
    import psutil  # noqa: PLC0415 - heavy import

    try:
        times = psutil.Process(pid).cpu_times()
    except psutil.Error:
        return before
    return float(times.user + times.system)
