"""How windows, openings and closings are told in French and in English."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from segur_check.guide.windows import Edge, Event, State, StepWindow
from segur_check.rules.bound import Bound, FormerValue
from segur_check.rules.sources import source
from segur_check.values.dates import Deposit, days_before, written_day
from segur_check.values.wording import written

# How a document is cited: its number in a table, its title in a calendar.
Cite = Callable[[str], str]

STEP_NAMES: Mapping[str, tuple[str, str]] = {
    "referencing-file": (
        "référencement, dossier administratif",
        "referencing, administrative file",
    ),
    "referencing-proofs": ("référencement, dossier de preuves", "referencing, proof file"),
    "enrolement": ("enrôlement", "enrolment"),
    "avance": ("avance", "avance"),
    "attestation-fin": ("fin des prestations", "end of the prestations"),
    "solde": ("solde", "solde"),
}
STATE_NAMES: Mapping[State, tuple[str, str]] = {
    State.OPEN: ("ouvert", "open"),
    State.NOT_YET: ("pas encore ouvert", "not open yet"),
    State.AHEAD: ("à venir", "to come"),
    State.CLOSED: ("fermé", "closed"),
    State.CONTESTED: ("date contestée", "contested date"),
    State.HOUR_DECIDES: ("l'heure décide", "the hour decides"),
    State.UNKNOWN: ("inconnu", "unknown"),
}
# Of an opening (False) and of a closing (True); the référencement has no opening.
_EVENTS: Mapping[tuple[str, bool], tuple[str, str]] = {
    ("referencing-file", True): (
        "clôture du référencement, dossier administratif",
        "referencing closes, administrative file",
    ),
    ("referencing-proofs", True): (
        "clôture du référencement, dossier de preuves",
        "referencing closes, proof file",
    ),
    ("enrolement", False): ("ouverture de l'enrôlement", "enrolment opens"),
    ("enrolement", True): ("clôture de l'enrôlement", "enrolment closes"),
    ("avance", False): ("ouverture de l'avance", "avance opens"),
    ("avance", True): ("clôture de l'avance", "avance closes"),
    ("attestation-fin", False): (
        "ouverture du dépôt des attestations de fin de prestations",
        "completion statements are first received",
    ),
    ("attestation-fin", True): ("fin des prestations", "end of the prestations"),
    ("solde", False): ("ouverture du solde", "solde opens"),
    ("solde", True): ("clôture du solde", "solde closes"),
}
CERTAINTIES: Mapping[str, tuple[str, str]] = {
    "A": ("écrit dans le texte", "written in the text"),
    "D": ("déduit", "deduced"),
    "U": ("usage", "usage"),
}
_FR = {
    "opens": "ouverture",
    "closes": "fermeture",
    "both": "ouverture et fermeture",
    "secondary": "source secondaire",
    "before": "le texte dit «\u00a0avant\u00a0»",
    "whole_day": "jour inclus",
    "hour": "heure non publiée",
    "contested": "date contestée, {one} ou {other}",
    "formerly": "auparavant {values}",
    "moved": "déplacée par {by}",
    "moved_on": "déplacée le {day} par {by}",
    "moved_to": "déplacée ensuite au {value} ({by})",
    "until_other": "{days} avant la seconde",
    "then": ", puis ",
    "colon": "\u00a0: ",
    "semicolon": "\u00a0; ",
}
_EN = {
    "opens": "opening",
    "closes": "closing",
    "both": "opening and closing",
    "secondary": "secondary source",
    "before": "the text says “before”",
    "whole_day": "that day included",
    "hour": "hour not published",
    "contested": "contested date, {one} or {other}",
    "formerly": "formerly {values}",
    "moved": "moved by {by}",
    "moved_on": "moved on {day} by {by}",
    "moved_to": "moved later to {value} ({by})",
    "until_other": "{days} before the second",
    "then": ", then ",
    "colon": ": ",
    "semicolon": "; ",
}


def _words(lang: str) -> Mapping[str, str]:
    return _EN if lang == "en" else _FR


def step_name(step: str, lang: str) -> str:
    """A step as people call it."""
    return STEP_NAMES[step][lang == "en"]


def state_name(state: State, lang: str) -> str:
    """A state as the table shows it."""
    return STATE_NAMES[state][lang == "en"]


def told_days(days: int, lang: str) -> str:
    """`1 jour`, `77 jours`; one day at least."""
    return f"{days} {'day' if lang == 'en' else 'jour'}{'s' if days > 1 else ''}"


def summary(event: Event, lang: str) -> str:
    """An event on one line: `HOP-DPI-Va2 : clôture de l'avance (17/12/2025 à 12h00)`."""
    english, when = lang == "en", written(event.value, lang)
    what = _EVENTS[event.step, event.closing][english]
    doubt = (", contested date" if english else ", date contestée") if event.other else ""
    return f"{event.sons}{_words(lang)['colon']}{what} ({when}){doubt}"


def window_remarks(window: StepWindow, at: Deposit, cite: Cite, lang: str) -> str:
    """What a reader must know of the two dates of a window; empty when they are plain."""
    words = _words(lang)
    opens, closes = (
        [*_unsure(edge, lang), *remarks(edge, cite, lang)] for edge in (window.opens, window.closes)
    )
    other = window.closes.bound.contested if window.closes.bound is not None else None
    if window.state is State.CONTESTED and other is not None:
        left = days_before(at, other.instant.date())
        if left:
            closes.append(words["until_other"].format(days=told_days(left, lang)))
    parts = [("both", opens)] if opens == closes else [("opens", opens), ("closes", closes)]
    return words["semicolon"].join(
        f"{words[side]}{words['colon']}{', '.join(told_ones)}"
        for side, told_ones in parts
        if told_ones
    )


def _unsure(edge: Edge, lang: str) -> Iterator[str]:
    if edge.bound is not None and edge.bound.certainty != "A":
        yield CERTAINTIES[edge.bound.certainty][lang == "en"]


def remarks(edge: Edge, cite: Cite, lang: str) -> Iterator[str]:
    """What is not plain in one date: what rank, what hour, contested by whom, moved from what."""
    words, bound = _words(lang), edge.bound
    if bound is None:
        return
    if source(bound.source).rank == "secondary":
        yield words["secondary"]
    if bound.before:
        yield words["before"]
    if bound.at is None:
        yield words["whole_day" if bound.whole_day else "hour"]
    if bound.contested is not None:
        one, other = (
            f"{written(reading.value, lang)} ({_cited(cite(reading.source), reading.place)})"
            for reading in (bound, bound.contested)
        )
        yield words["contested"].format(one=one, other=other)
    if bound.former:
        values = words["then"].join(_former(one, cite, lang) for one in bound.former)
        yield words["formerly"].format(values=values)
    if edge.moved_to is not None:
        yield _moved_to(edge.moved_to, cite, lang)


def _cited(document: str, place: str) -> str:
    return f"{document}, {place}" if place else document


def _former(one: FormerValue, cite: Cite, lang: str) -> str:
    words, value = _words(lang), written(one.value, lang)
    if one.month:
        # The month of a day without the day: 07/2022, July 2022.
        first = written_day(date.fromisoformat(f"{one.month}-01"), lang)
        value = first.partition(" " if lang == "en" else "/")[2]
    by = cite(one.moved_by)
    if one.until is not None:
        moved = words["moved_on"].format(day=written_day(one.until, lang), by=by)
    else:
        moved = words["moved"].format(by=by)
    return f"{value} ({cite(one.source)}, {moved})"


def _moved_to(bound: Bound, cite: Cite, lang: str) -> str:
    value = written(bound.value, lang)
    return _words(lang)["moved_to"].format(value=value, by=cite(bound.source))
