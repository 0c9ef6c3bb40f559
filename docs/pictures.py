"""Draws the pictures of README.md from the examples: `make pictures` (needs Chromium).

docs/pictures/: two reports as a terminal shows them (SVG), and the page of `-o html` (PNG).
"""

import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from demo import HERE, TO_MEND
from playwright.sync_api import ViewportSize, sync_playwright
from rich.console import Console
from rich.text import Text

from segur_check.errors import ExitCode

ROOT = HERE.parent
PICTURES = ROOT / "docs" / "pictures"
COLUMNS = 80
PAGE = ViewportSize(width=1000, height=990)
"""What one sees of the page without scrolling, in pixels."""
TERMINALS = {
    "a-modifier.svg": TO_MEND,
    "sans-anomalie.svg": HERE / "accepted" / "MDV-LGC-Va1-solde",
}


def checked(dossier: Path, *options: str) -> str:
    """What `segur-check check` prints of a dossier, in a terminal of COLUMNS.

    Raises:
        SystemExit: it could not check it.
    """
    words = ["check", str(dossier.relative_to(ROOT)), *options]
    done = subprocess.run(  # noqa: S603 - our own tool
        [sys.executable, "-m", "segur_check", *words],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": str(COLUMNS), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode not in {ExitCode.CLEAN, ExitCode.BLOCKING}:
        raise SystemExit(done.stderr)
    return done.stdout


def terminal(name: str) -> str:
    """One of TERMINALS, as an SVG."""
    dossier = TERMINALS[name]
    screen = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    command = f"$ segur-check check {dossier.relative_to(ROOT)}"
    screen.print(command, style="bold", highlight=False, markup=False)
    screen.print(Text.from_ansi(checked(dossier, "-o", "text", "--color", "always")))
    drawn = screen.export_svg(title="segur-check", unique_id=Path(name).stem)
    # A picture asks no other machine for a font; rich leaves blanks at the ends of lines.
    drawn = re.sub(r"@font-face \{.*?\}", "", drawn, flags=re.DOTALL)
    return re.sub(r"[ \t]+$", "", drawn, flags=re.MULTILINE)


def photograph(file: Path) -> None:
    """The page of TO_MEND in light, as a browser opens on it."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        report = Path(folder) / "bilan.html"
        checked(TO_MEND, "-o", f"html:{report}")
        browser = play.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
            args=["--no-sandbox", "--disable-gpu"],
        )
        page = browser.new_page(viewport=PAGE, color_scheme="light")
        page.goto(report.as_uri())
        page.screenshot(path=file)
        browser.close()


def main() -> None:
    """Draw them all."""
    PICTURES.mkdir(exist_ok=True)
    for name in TERMINALS:
        (PICTURES / name).write_text(terminal(name), encoding="utf-8")
    photograph(PICTURES / "page.png")


if __name__ == "__main__":
    main()
