"""What is read of the PDFs at hand is what another program finds in them."""

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from segur_check.pieces.contents import inspected_and_read

EXAMPLES = Path(__file__).parents[2] / "examples"
FOUND_LEAST = 0.97


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def by_poppler(path: Path) -> Counter[str]:
    done = subprocess.run(  # noqa: S603 - the program found
        [str(shutil.which("pdftotext")), str(path), "-"], capture_output=True, check=False
    )
    return words(done.stdout.decode("utf-8", "replace"))


@pytest.mark.system
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no pdftotext on this machine")
def test_the_words_that_poppler_finds_are_found_and_in_their_places_too() -> None:
    wanted = flowing = looking = 0
    for path in sorted(EXAMPLES.rglob("*.pdf")):
        _, read = inspected_and_read(
            path.read_bytes(), max_bytes=20_000_000, max_pages=20, layout=True
        )
        if read is None:
            continue  # locked, or no PDF
        told = by_poppler(path)
        fields = " ".join(one.value for one in read.fields)
        wanted += told.total()
        flowing += (told & words(" ".join((*read.pages, fields)))).total()
        looking += (told & words(" ".join((*read.layouts, fields)))).total()
    assert wanted > 10_000
    assert flowing >= FOUND_LEAST * wanted
    assert looking >= FOUND_LEAST * wanted
