"""The language that the command line was asked to speak, before Typer has read it."""

import os
import sys
from collections.abc import Iterator
from itertools import pairwise

COMPLETION = "_SEGUR_CHECK_COMPLETE"  # the variable that says what a shell asks for
_ASKED_WORDS = ("COMP_WORDS", "_TYPER_COMPLETE_ARGS")  # bash, and the other shells


def spoken() -> str:
    """The last --lang, wherever it stands; French without one, whatever the locale, as in the reports."""
    return next((lang for lang in reversed([*_asked(_words())]) if lang in {"fr", "en"}), "fr")


def _words() -> list[str]:
    """What was typed after the name of the program; when a shell completes a line, it hands it over."""
    if COMPLETION not in os.environ:
        return sys.argv[1:]
    return [word for name in _ASKED_WORDS for word in os.environ.get(name, "").split()]


def _asked(words: list[str]) -> Iterator[str]:
    for word, following in pairwise([*words, ""]):
        if word == "--lang":
            yield following
        elif word.startswith("--lang="):
            yield word.removeprefix("--lang=")
