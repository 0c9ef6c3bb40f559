"""The dates that a control compares, SONS by SONS: those in force, contested ones, former ones."""

from collections.abc import Iterable, Iterator

from segur_check.guide.bound_words import told_bound
from segur_check.rules.bound import Bound
from segur_check.rules.controls import ControlText
from segur_check.rules.corridor import Corridor, placed

__all__ = ["history", "told_bound"]

_NAMES = {
    "fr": {"opens": "ouverture", "closes": "clôture", "ends": "fin des prestations"},
    "en": {"opens": "opening", "closes": "closing", "ends": "end of the prestations"},
}


def history(text: ControlText, tables: Iterable[Corridor], lang: str) -> Iterator[str]:
    """One line per bound that the control compares, with its sources and its former values.

    For a control that looks at several windows, only the bounds that moved or are contested.
    """
    paths = list(dict.fromkeys(placed(path, phase) for path in text.table for phase in text.phases))
    for table in tables:
        for path in paths:
            bound = table.at(path)
            if isinstance(bound, Bound) and (len(paths) == 1 or bound.former or bound.contested):
                section, _, name = path.partition(".")
                step = f"{section} " if len(paths) > 1 and section != "completion" else ""
                colon = "\u00a0:" if lang == "fr" else ":"
                yield f"{table.sons}, {step}{_NAMES[lang][name]}{colon} {told_bound(bound, lang)}"
