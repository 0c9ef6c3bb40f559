"""Every control that a run applies, told for the outputs that list them all."""

from functools import cache
from pathlib import Path

from segur_check.report import DeclaredControl
from segur_check.rules.controls import control_texts
from segur_check.rules.sources import source


@cache
def declared_controls(lang: str, rules: Path | None = None) -> tuple[DeclaredControl, ...]:
    """Each control by its code, in a language ("fr" or "en"); `rules` is the user's --rules."""
    told = []
    for code, text in sorted(control_texts(rules).items()):
        words = text.words(lang)
        documents = [source(one, rules) for one in text.documents()]
        joined = "; " if lang == "en" else "\u00a0; "
        titles = joined.join(f"{one.title} ({one.publisher})" for one in documents)
        url = next((one.url for one in documents if one.url), None)
        told.append(DeclaredControl(code, words.title, words.why, text.severity, titles, url))
    return tuple(told)
