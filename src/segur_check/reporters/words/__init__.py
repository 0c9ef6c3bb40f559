"""The words of the reports that do not come from the tables of rules, in French and in English."""

from collections.abc import Mapping

from segur_check.reporters.words.outputs import OUTPUTS
from segur_check.reporters.words.page import PAGE
from segur_check.reporters.words.report import REPORT
from segur_check.reporters.words.terminal import TERMINAL

# No key stands in two of them: a test holds it.
WORDS: Mapping[str, tuple[str, str]] = {**REPORT, **OUTPUTS, **PAGE, **TERMINAL}


def word(lang: str, key: str, **values: object) -> str:
    """A word or a sentence in a language ("fr" or "en"), filled with its values."""
    return WORDS[key][1 if lang == "en" else 0].format(**values)


def counted(lang: str, key: str, count: int, **values: object) -> str:
    """A counted noun: the `_one` form for one (in French for zero too), else the plural."""
    if count == 1 or (count == 0 and lang == "fr"):
        return word(lang, f"{key}_one", **values).replace("1", str(count), 1)
    return word(lang, key, count=count, **values)
