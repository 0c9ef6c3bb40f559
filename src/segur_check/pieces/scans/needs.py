"""What `--ocr` needs on the machine, and the words for what is missing."""

import sys
from enum import StrEnum
from importlib.util import find_spec

from segur_check.errors import UsageFault
from segur_check.pieces.scans import tesseract


class Need(StrEnum):
    """What reading scanned pages needs."""

    PDFIUM = "pypdfium2"
    TESSERACT = "tesseract"
    FRENCH = "fra"


_WORDS = {
    Need.PDFIUM: (
        "il manque pypdfium2, qui dessine les pages\u00a0: pipx inject segur-check pypdfium2 (ou pip install pypdfium2)",
        "pypdfium2, which draws the pages, is missing: pipx inject segur-check pypdfium2 (or pip install pypdfium2)",
    ),
    Need.TESSERACT: (
        "il manque Tesseract, qui lit les pages, ou il ne démarre pas\u00a0: {}",
        "Tesseract, which reads the pages, is missing or does not start: {}",
    ),
    Need.FRENCH: (
        "il manque à Tesseract ses données pour le français\u00a0: {}",
        "Tesseract lacks its data for French: {}",
    ),
}
_ON_LINUX = ("sudo apt-get install tesseract-ocr tesseract-ocr-fra",) * 2  # and the others
_HOW_TO_INSTALL = {
    "darwin": ("brew install tesseract tesseract-lang",) * 2,
    "win32": (
        "le programme d'installation «\u00a0Tesseract at UB Mannheim\u00a0», en cochant le français parmi ses langues",
        "the installer “Tesseract at UB Mannheim”, with French ticked among its languages",
    ),
}


def missing() -> tuple[Need, ...]:
    """What must be installed before a scanned page can be read; Tesseract is asked for its languages."""
    needs = () if find_spec("pypdfium2") else (Need.PDFIUM,)
    languages = tesseract.languages()
    if languages is None:
        return (*needs, Need.TESSERACT)
    return needs if tesseract.LANGUAGE in languages else (*needs, Need.FRENCH)


def require() -> None:
    """Stop a run that asks for `--ocr` where it cannot be followed.

    Raises:
        UsageFault: with all that is missing, and how to install it on this system.
    """
    if needs := missing():
        how = _HOW_TO_INSTALL.get(sys.platform, _ON_LINUX)
        fr, en = ([_WORDS[need][lang].format(how[lang]) for need in needs] for lang in (0, 1))
        raise UsageFault("--ocr\u00a0: " + "\u00a0; ".join(fr), "--ocr: " + "; ".join(en))
