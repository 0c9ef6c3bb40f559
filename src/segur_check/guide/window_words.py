"""How windows, openings and closings are put in words, in French and in English."""

from collections.abc import Iterator, Mapping

from segur_check.guide.bound_words import Cite, bound_remarks, moved_to
from segur_check.guide.windows import Edge, Event, State, StepWindow
from segur_check.values.dates import Deposit, days_before
from segur_check.values.wording import written

STEP_NAMES: Mapping[str, tuple[str, str]] = {
    "referencing-file": (
        "référencement, dossier administratif",
        "référencement, administrative file",
    ),
    "referencing-proofs": ("référencement, dossier de preuves", "référencement, proof file"),
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
# For an opening (False) and a closing (True); the référencement has no opening.
_EVENTS: Mapping[tuple[str, bool], tuple[str, str]] = {
    ("referencing-file", True): (
        "clôture du référencement, dossier administratif",
        "référencement closes, administrative file",
    ),
    ("referencing-proofs", True): (
        "clôture du référencement, dossier de preuves",
        "référencement closes, proof file",
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
    "until_later": "{days} avant la seconde",
    "colon": "\u00a0: ",
    "semicolon": "\u00a0; ",
}
_EN = {
    "opens": "opening",
    "closes": "closing",
    "both": "opening and closing",
    "until_later": "{days} before the second",
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
    """`1 jour`, `77 jours`; for one day or more."""
    return f"{days} {'day' if lang == 'en' else 'jour'}{'s' if days > 1 else ''}"


def summary(event: Event, lang: str) -> str:
    """An event on one line: `HOP-DPI-Va2 : clôture de l'avance (17/12/2025 à 12h00)`."""
    english, when = lang == "en", written(event.value, lang)
    what = _EVENTS[event.step, event.closing][english]
    doubt = (", contested date" if english else ", date contestée") if event.other else ""
    return f"{event.sons}{_words(lang)['colon']}{what} ({when}){doubt}"


def window_remarks(window: StepWindow, at: Deposit, cite: Cite, lang: str) -> str:
    """What a reader must know of the two dates of a window; empty when both are plain."""
    words = _words(lang)
    opens, closes = (
        [*_unsure(edge, lang), *remarks(edge, cite, lang)] for edge in (window.opens, window.closes)
    )
    later = window.closes.bound.contested if window.closes.bound is not None else None
    if window.state is State.CONTESTED and later is not None:
        left = days_before(at, later.instant.date())
        if left:
            closes.append(words["until_later"].format(days=told_days(left, lang)))
    parts = [("both", opens)] if opens == closes else [("opens", opens), ("closes", closes)]
    return words["semicolon"].join(
        f"{words[side]}{words['colon']}{', '.join(side_remarks)}"
        for side, side_remarks in parts
        if side_remarks
    )


def _unsure(edge: Edge, lang: str) -> Iterator[str]:
    if edge.bound is not None and edge.bound.certainty != "A":
        yield CERTAINTIES[edge.bound.certainty][lang == "en"]


def remarks(edge: Edge, cite: Cite, lang: str) -> Iterator[str]:
    """What is not plain in an opening or a closing, what moved it since then included."""
    if edge.bound is None:
        return
    yield from bound_remarks(edge.bound, cite, lang)
    if edge.moved_to is not None:
        yield moved_to(edge.moved_to, cite, lang)
