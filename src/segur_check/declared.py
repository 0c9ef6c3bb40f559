"""Every control that a run applies, told for the outputs that list them all."""

from functools import cache
from pathlib import Path

from segur_check.findings import DeclaredControl
from segur_check.sources import source
from segur_check.texts import control_texts


@cache
def declared_controls(lang: str, rules: Path | None = None) -> tuple[DeclaredControl, ...]:
    """Each control by its code, in a language ("fr" or "en"); `rules` is the user's --rules."""
    told = []
    for code, text in sorted(control_texts(rules).items()):
        words, document = text.words(lang), source(text.source, rules)
        title = f"{document.title} ({document.publisher})"
        told.append(
            DeclaredControl(code, words.title, words.why, text.severity, title, document.url)
        )
    return tuple(told)
