"""Every control that a run applies, told for the outputs that list them all."""

from functools import cache
from pathlib import Path

from segur_check.checks import CONTROLS
from segur_check.findings import DeclaredControl
from segur_check.sources import source
from segur_check.texts import control_texts

# What the engine itself tells: no function of checks/ stands behind them.
_OF_THE_ENGINE = ("SYS001", "SYS002")


@cache
def declared_controls(lang: str, rules: Path | None = None) -> tuple[DeclaredControl, ...]:
    """Each control by its code, in a language ("fr" or "en"); `rules` is the user's --rules."""
    texts = control_texts(rules)
    told = []
    for code in sorted({*(control.code for control in CONTROLS), *_OF_THE_ENGINE} & set(texts)):
        text = texts[code]
        words, document = text.words(lang), source(text.source, rules)
        title = f"{document.title} ({document.publisher})"
        told.append(
            DeclaredControl(code, words.title, words.why, text.severity, title, document.url)
        )
    return tuple(told)
