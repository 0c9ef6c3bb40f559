"""The dates that a control compares, SONS by SONS: in force, contested, and what they were before."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from segur_check.rules.bound import Bound, FormerValue
from segur_check.rules.controls import ControlText
from segur_check.rules.corridor import Corridor, placed
from segur_check.rules.sources import source
from segur_check.values.wording import written

_WORDS = {
    "fr": {
        "opens": "ouverture",
        "closes": "clôture",
        "ends": "fin des prestations",
        "day": " (heure non publiée)",
        "before": " (le texte dit «\u00a0avant\u00a0»)",
        "whole_day": " inclus",
        "contested": "\u00a0; {other} selon «\u00a0{source}\u00a0»",
        "former": "\u00a0; auparavant {value} ({source}), déplacée par {moved}",
        "until": " le {day}",
        "until_unknown": ", à une date non trouvée",
        "certainty": " [déduit]",
    },
    "en": {
        "opens": "opening",
        "closes": "closing",
        "ends": "end of the prestations",
        "day": " (hour not published)",
        "before": " (the text says “before”)",
        "whole_day": " included",
        "contested": "; {other} by “{source}”",
        "former": "; formerly {value} ({source}), moved by {moved}",
        "until": " on {day}",
        "until_unknown": ", on a date not found",
        "certainty": " [deduced]",
    },
}


def history(text: ControlText, tables: Iterable[Corridor], lang: str) -> Iterator[str]:
    """One line per bound that the control compares, with its sources and its former values.

    Of a control that looks at several windows, only the bounds that moved or are contested.
    """
    paths = list(dict.fromkeys(placed(path, phase) for path in text.table for phase in text.phases))
    for table in tables:
        for path in paths:
            bound = table.at(path)
            if isinstance(bound, Bound) and (len(paths) == 1 or bound.former or bound.contested):
                section, _, name = path.partition(".")
                step = f"{section} " if len(paths) > 1 and section != "completion" else ""
                colon = "\u00a0:" if lang == "fr" else ":"
                yield f"{table.sons}, {step}{_WORDS[lang][name]}{colon} {told_bound(bound, lang)}"


def told_bound(bound: Bound, lang: str, *, cited: bool = True) -> str:
    """A bound with its source (where `cited`), its other reading, and the values it had before."""
    words = _WORDS[lang]
    line = written(bound.value, lang)
    for name in ("before", "whole_day"):
        line += words[name] if getattr(bound, name) else ""
    line += words["day"] if bound.day is not None and not bound.whole_day else ""
    line += words["certainty"] if bound.certainty != "A" else ""
    line += f" — {source(bound.source).title}" if cited else ""
    if bound.contested is not None:
        other = written(bound.contested.value, lang)
        line += words["contested"].format(
            other=other, source=bound.contested.place or source(bound.contested.source).title
        )
    for one in bound.former:
        line += _former(one, lang)
    return line


def _former(one: FormerValue, lang: str) -> str:
    words, value = _WORDS[lang], one.value
    until = written(one.until, lang) if one.until is not None else ""
    return words["former"].format(
        value=written(value, lang) if isinstance(value, datetime | date) else value,
        source=source(one.source).title,
        moved=source(one.moved_by).title,
    ) + (words["until"].format(day=until) if until else words["until_unknown"])
