"""What the words of the table of windows mean: those that the table uses, and no others."""

from collections.abc import Iterator, Mapping, Sequence

from segur_check.cli.screens.columns import wrapped
from segur_check.guide.window_words import state_name, step_name
from segur_check.guide.windows import State, StepWindow
from segur_check.reporters.words import word
from segur_check.rules.sources import source

_STATES: Mapping[State, tuple[str, str]] = {
    State.OPEN: ("le dépôt est possible à cette date", "filing is possible at that date"),
    State.NOT_YET: ("l'ouverture est connue et à venir", "the opening is known and still to come"),
    State.AHEAD: (
        "la fermeture n'est pas passée\u00a0; aucun texte ne donne d'ouverture",
        "the closing is not past; no text gives an opening",
    ),
    State.CLOSED: ("la fermeture est passée", "the closing is past"),
    State.CONTESTED: (
        "entre les deux dates que les textes donnent pour une même fermeture",
        "between the two dates that the texts give for one closing",
    ),
    State.HOUR_DECIDES: (
        "une ouverture ou une fermeture tombe ce jour-là, et l'heure manque (donnez-la avec --at, si elle est publiée) ou est exactement celle d'un texte qui dit «\u00a0avant\u00a0»",
        "an opening or a closing falls on that day, and the hour is missing (give it with --at, if it is published) or is exactly that of a text that says “before”",
    ),
    State.UNKNOWN: (
        "l'ouverture ou la fermeture n'est pas publiée, ou n'a pas été trouvée\u00a0: l'outil ne devine pas",
        "the opening or the closing is not published, or was not found: the tool does not guess",
    ),
}
# Each mark with its meaning, in French and in English.
_MARKS: Mapping[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "not_published": (("", ""), ("not published", "no published date was found")),
    "nothing": (
        ("—", "rien dans les textes, ou pas de jours à compter"),
        ("—", "nothing in the texts, or no days to count"),
    ),
    "days": (
        ("Jours", "jours entiers jusqu'à la fermeture, la première des deux si elle est contestée"),
        ("Days", "whole days until the closing, the first of the two when it is contested"),
    ),
    "completion": (
        (
            step_name("attestation-fin", "fr"),
            "la première date est celle où l'ASP commence à recevoir les attestations de fin",
        ),
        (
            step_name("attestation-fin", "en"),
            "the first date is when the ASP starts to receive completion statements",
        ),
    ),
    "deduced": (
        ("déduit", "le texte cité parle d'un cas voisin, l'outil en tire cette date"),
        ("deduced", "the text cited speaks of a similar case, the tool takes the date from it"),
    ),
    "secondary": (
        ("source secondaire", "presse ou entreprise, pas un texte de l'État"),
        ("secondary source", "press or company, not a text of the State"),
    ),
}


def legend(windows: Sequence[StepWindow], lang: str, room: int) -> Iterator[str]:
    """The lines of the legend; none when there is nothing to explain."""
    english = lang == "en"
    shown = {window.state for window in windows}
    lines = [
        *((state_name(state, lang), _STATES[state][english]) for state in State if state in shown),
        *(_MARKS[mark][english] for mark in _marks(windows, lang)),
    ]
    if lines:
        yield ""
        yield "Legend" if english else "Légende"
    for name, meaning in lines:
        yield from wrapped(f"{name}{word(lang, 'colon')}{meaning}", room, "  ", "    ")


def _marks(windows: Sequence[StepWindow], lang: str) -> Iterator[str]:
    edges = [edge for window in windows for edge in (window.opens, window.closes)]
    bounds = [edge.bound for edge in edges if edge.bound is not None]
    # In French the mark is the word of the state.
    if lang == "en" and any(edge.lacking for edge in edges):
        yield "not_published"
    if any(edge.bound is None and not edge.lacking for edge in edges) or any(
        window.days is None for window in windows
    ):
        yield "nothing"
    if any(window.days is not None for window in windows):
        yield "days"
    if any(window.step == "attestation-fin" and window.opens.bound for window in windows):
        yield "completion"
    if any(bound.certainty == "D" for bound in bounds):
        yield "deduced"
    if any(source(bound.source).rank == "secondary" for bound in bounds):
        yield "secondary"
