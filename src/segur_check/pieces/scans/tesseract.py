"""Tesseract, the program that reads pictures of text: where it is, what it has, what it reads.

The pytesseract library is not used: it writes every picture to a temporary file, where a pipe does.
"""

import os
import shutil
import subprocess
import threading
import time
from pathlib import Path

LANGUAGE = "fra"
# One column of lines of any size. Measured on scanned orders and invoices, it keeps an amount on the
# line of its label where 3 and 11 part them; 6 loses half of the amounts of some layouts.
LAYOUT = "4"
_LISTING_SECONDS = (
    120.0  # by the clock on the wall: it takes a tenth of one, and may wait for its turn
)
_EVERY = 0.1
_ON_WINDOWS = os.name == "nt"
# What a child needs of our environment; where memory is no file, Tesseract puts pictures in TEMP.
_KEPT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMP", "TESSDATA_PREFIX")


def environment(**more: str) -> dict[str, str]:
    """The variables that a child process is given: those it needs, and no others."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return kept | more


def program() -> str | None:
    """Where Tesseract is; never in the current folder, where Windows looks first."""
    folders = [Path(folder) for folder in os.get_exec_path()]
    if _ON_WINDOWS:  # its installer leaves the PATH as it is
        folders.append(Path(os.environ.get("PROGRAMFILES", ""), "Tesseract-OCR"))
    name = "tesseract.exe" if _ON_WINDOWS else "tesseract"
    places = (str(folder / name) for folder in folders if folder.is_absolute())
    return next(filter(None, map(shutil.which, places)), None)


def languages() -> frozenset[str] | None:
    """The languages it has a model of; None when it is not there, or does not start."""
    path = program()
    if path is None:
        return None
    try:
        told = subprocess.run(  # noqa: S603 - the program found
            [path, "--list-langs"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_LISTING_SECONDS,
            env=environment(),
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return frozenset(told.stdout.decode("utf-8", "replace").split())


def read(path: str, picture: bytes, *, dpi: int, seconds: float, until: float) -> tuple[str, float]:
    """The text of a picture (a PGM file), in French, and the seconds of processor that it took.

    Those are looked at ten times a second, of this one program, on every system.

    Raises:
        OSError: the program does not start.
        subprocess.SubprocessError: it fails, takes more than `seconds` of processor, or has not ended
            `until` then, by the clock on the wall (`time.monotonic`).
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
    """The seconds of processor that a program has had; those told before once it is gone."""
    import psutil  # noqa: PLC0415 - heavy import

    try:
        times = psutil.Process(pid).cpu_times()
    except psutil.Error:
        return before
    return float(times.user + times.system)
