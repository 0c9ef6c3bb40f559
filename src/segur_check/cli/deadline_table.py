"""The table of the windows, its legend and its sources, as lines that fit a width."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from segur_check.cli.columns import GLUE, folded, widths, wrapped
from segur_check.corridors import Corridor
from segur_check.dates import Deposit, days_before, told_day, told_moment
from segur_check.deadline_words import state_name, step_name, told_days, window_remarks
from segur_check.deadlines import Edge, Event, State, StepWindow
from segur_check.sources import source
from segur_check.wording import told

Block = tuple[Corridor, Sequence[StepWindow]]

_HEADS = {
    "fr": ("Étape", "Ouvre", "Ferme", "État", "Jours"),
    "en": ("Step", "Opens", "Closes", "State", "Days"),
}
_NOT_PUBLISHED = ("inconnu", "not published")
_NOTHING = "—"
_STATES = {
    State.OPEN: ("le dépôt est possible à cette date", "a deposit is possible at that date"),
    State.NOT_YET: ("l'ouverture est connue et à venir", "the opening is known and still to come"),
    State.AHEAD: (
        "la fermeture n'est pas passée ; aucun texte ne donne d'ouverture",
        "the closing is not past; no text gives an opening",
    ),
    State.CLOSED: ("la fermeture est passée", "the closing is past"),
    State.CONTESTED: (
        "entre les deux dates que les textes donnent pour une même fermeture",
        "between the two dates that the texts give for one closing",
    ),
    State.HOUR_DECIDES: (
        "une ouverture ou une fermeture tombe ce jour-là, et l'heure manque (donnez-la avec --at, "
        "si elle est publiée) ou est exactement celle d'un texte qui dit « avant »",
        "an opening or a closing falls on that day, and the hour is missing (give it with --at, if "
        "it is published) or is exactly that of a text that says “before”",
    ),
    State.UNKNOWN: (
        "l'ouverture ou la fermeture n'est pas publiée, ou n'a pas été trouvée : l'outil ne devine pas",
        "the opening or the closing is not published, or was not found: the tool does not guess",
    ),
}


def page(blocks: Sequence[Block], at: Deposit, lang: str, room: int) -> Iterator[str]:
    """The lines of the whole table: a part for each SONS, then what its words and numbers mean."""
    english, numbers = lang == "en", _Numbers()
    rows = [
        [
            (_cells(window, numbers, lang), window_remarks(window, at, numbers, lang))
            for window in windows
        ]
        for _, windows in blocks
    ]
    found = widths([_HEADS[lang], *(cells for block in rows for cells, _ in block)], room)
    when = told_at(at, lang)
    yield f"Calendar on {when}, Paris time" if english else f"Calendrier au {when}, heure de Paris"
    for (table, _), block in zip(blocks, rows, strict=True):
        yield ""
        label = table.label.en if english else table.label.fr
        yield from wrapped(f"{table.sons}  {label}", room)
        if block:
            yield from folded(_HEADS[lang], found)
        else:
            yield from wrapped(_no_rule(lang), room)
        for cells, remark in block:
            yield from folded(cells, found)
            if remark:
                yield from wrapped(remark, room, "    ", "    ")
    yield from _legend([window for _, windows in blocks for window in windows], lang, room)
    yield from _sources(numbers, lang, room)


class _Numbers:
    """The number of each document cited, in the order in which they are met."""

    def __init__(self) -> None:
        self.of: dict[str, int] = {}

    def __call__(self, key: str) -> str:
        return f"[{self.of.setdefault(key, len(self.of) + 1)}]"


def told_at(at: Deposit, lang: str) -> str:
    """The instant or the day that the table is judged at."""
    return told(at.instant.replace(microsecond=0) if at.instant else at.day, lang)


def _no_rule(lang: str) -> str:
    if lang == "en":
        return "No published rule: this SONS is announced, its dates are not known."
    return "Aucune règle publiée\u00a0: ce SONS est annoncé, ses dates ne sont pas connues."


def _cells(window: StepWindow, numbers: _Numbers, lang: str) -> tuple[str, ...]:
    return (
        step_name(window.step, lang),
        _date(window.opens, numbers, lang),
        _date(window.closes, numbers, lang),
        state_name(window.state, lang),
        _NOTHING if window.days is None else str(window.days),
    )


def _date(edge: Edge, numbers: _Numbers, lang: str) -> str:
    """A date and its source; it folds between the day and the hour."""
    if edge.bound is None:
        return _NOT_PUBLISHED[lang == "en"].replace(" ", GLUE) if edge.lacking else _NOTHING
    value, number = edge.bound.value, numbers(edge.bound.source)
    if not isinstance(value, datetime):
        return f"{told_day(value, lang).replace(' ', GLUE)} {number}"
    day = told_day(value.date(), lang)
    hour = f"{told_moment(value, lang).removeprefix(day).strip()} {number}"
    return f"{day.replace(' ', GLUE)} {hour.replace(' ', GLUE)}"


def _legend(windows: Sequence[StepWindow], lang: str, room: int) -> Iterator[str]:
    english = lang == "en"
    colon = ": " if english else "\u00a0: "
    shown = {window.state for window in windows}
    lines = [
        (state_name(state, lang), _STATES[state][english]) for state in State if state in shown
    ]
    edges = [edge for window in windows for edge in (window.opens, window.closes)]
    if english and any(edge.lacking for edge in edges):
        lines.append(("not published", "no published date was found"))
    if any(edge.bound is None and not edge.lacking for edge in edges):
        lines.append((_NOTHING, _LEGEND["nothing"][english]))
    bounds = [edge.bound for edge in edges if edge.bound is not None]
    if any(window.days is not None for window in windows):
        lines.append((_HEADS[lang][4], _LEGEND["days"][english]))
    if any(window.step == "attestation-fin" and window.opens.bound for window in windows):
        lines.append((step_name("attestation-fin", lang), _LEGEND["completion"][english]))
    if any(bound.certainty == "D" for bound in bounds):
        lines.append((_LEGEND["D"][english], _LEGEND["deduced"][english]))
    if any(source(bound.source).rank == "secondary" for bound in bounds):
        lines.append((_LEGEND["2"][english], _LEGEND["secondary"][english]))
    if lines:
        yield ""
        yield "Legend" if english else "Légende"
    for name, meaning in lines:
        yield from wrapped(f"{name}{colon}{_typeset(meaning, lang)}", room, "  ", "    ")


_LEGEND = {
    "nothing": ("rien dans les textes, ou pas de jours à compter", "nothing in the texts, or no days to count"),
    "days": (
        "jours entiers jusqu'à la fermeture, la première des deux si elle est contestée",
        "whole days until the closing, the first of the two when it is contested",
    ),
    "completion": (
        "la première date est celle où l'ASP commence à recevoir les attestations de fin",
        "the first date is when the ASP starts to receive completion statements",
    ),
    "D": ("déduit", "deduced"),
    "deduced": (
        "le texte cité parle d'un cas voisin, l'outil en tire cette date",
        "the text cited speaks of a similar case, the tool takes the date from it",
    ),
    "2": ("source secondaire", "secondary source"),
    "secondary": ("presse ou entreprise, pas un texte de l'État", "press or company, not a text of the State"),
}  # fmt: skip


def _typeset(text: str, lang: str) -> str:
    if lang == "en":
        return text
    for sign in (":", ";", "?", "!", "»"):
        text = text.replace(f" {sign}", f"\u00a0{sign}")
    return text.replace("« ", "«\u00a0")


def _sources(numbers: _Numbers, lang: str, room: int) -> Iterator[str]:
    if not numbers.of:
        return
    yield ""
    yield "Sources"
    for key, number in numbers.of.items():
        document = source(key)
        label = f"  [{number}] "
        dated = f", {document.date}" if document.date else ""
        indent = " " * len(label)
        yield from wrapped(f"{document.title}, {document.publisher}{dated}", room, label, indent)
        if document.url:
            yield f"{indent}{document.url}"


def next_line(events: Sequence[Event], at: Deposit, lang: str) -> str:
    """What closes next, told in one sentence; `events` are those that `next_closings` gives."""
    english = lang == "en"
    if not events:
        when = told_at(at, lang)
        return (
            f"Nothing known closes any more from {when} on."
            if english
            else f"Plus rien de connu ne ferme à partir du {when}."
        )
    left = days_before(at, events[0].last.date())
    when = told(events[0].value, lang)
    if english:
        days = f"in {told_days(left, lang)}" if left else "that very day"
    else:
        days = f"dans {told_days(left, lang)}" if left else "le jour même"
    doubt = ", contested date" if english else ", date contestée"
    what = ", ".join(
        f"{one.sons} ({step_name(one.step, lang)}"
        f"{doubt if one.edge.bound is not None and one.edge.bound.contested else ''})"
        for one in events
    )
    if english:
        return f"Closes next, on {when}, {days}: {what}."
    return f"Prochaine fermeture, le {when}, {days}\u00a0: {what}."
