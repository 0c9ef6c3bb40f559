"""The heading of a report, in words: what the reader must know of a file before its findings."""

from collections.abc import Iterable, Iterator
from itertools import islice

from segur_check.case.context import Context
from segur_check.engine.attachments import UnknownName
from segur_check.engine.avances import OpenedAvances
from segur_check.engine.identify import Identified
from segur_check.engine.options import Options
from segur_check.guide.usage import reminder
from segur_check.report import Heading, Unread
from segur_check.rules.corridor import Corridor
from segur_check.values.dates import Deposit, written_day, written_moment
from segur_check.values.step import Step

_MOST_ALIKE = 20
"""Notes of one kind that are told; a slip of the pen makes a few, a table of another dossier many."""


def heading_of(
    context: Context,
    label: str,
    identified: Identified,
    avances: OpenedAvances,
    unknown_names: Iterable[UnknownName],
    options: Options,
) -> Heading:
    """The heading of a file; `label` is the file as the user named it."""
    lang, corridor, attachments = options.lang, context.corridor, context.attachments
    has_usage = context.step is Step.SOLDE and bool(corridor.sons)
    return Heading(
        file=label,
        sons=_sons(corridor, lang),
        sons_from=identified.sons_from,
        phase=str(context.step) if identified.judged else None,
        phase_from=identified.step_from,
        deposit=_deposit(context.deposit, lang),
        deposit_from=context.deposit.origin,
        pieces=attachments.label if attachments is not None else None,
        pieces_count=len(attachments.files) if attachments else None,
        avance=", ".join(avance.label for avance in avances.readable.files) or None,
        notes=tuple(_notes(identified, avances, unknown_names, lang)),
        without_json=context.without_json,
        reminders=reminder(corridor, lang, options.rules) if has_usage else (),
    )


def unread_avances(avances: OpenedAvances, lang: str) -> Iterator[Unread]:
    """The avances beside a solde that could not be read."""
    for label in avances.unreadable:
        yield Unread(
            label,
            f"{label}: cannot be read; the solde is judged without it"
            if lang == "en"
            else f"{label} ne peut pas être lu ; le solde est jugé sans cette avance",
        )


def _notes(
    identified: Identified,
    avances: OpenedAvances,
    unknown_names: Iterable[UnknownName],
    lang: str,
) -> Iterator[str]:
    """What was understood of the user's words, or could not be followed."""
    english = lang == "en"
    if identified.sons_alias is not None:
        yield f"{identified.sons_alias} → {identified.corridor.sons}"
    twice = (
        f"number {twice.number} stands in {twice.other} and in {twice.compared}: the solde is "
        "compared with the second"
        if english
        else f"le numéro éditeur {twice.number} est dans {twice.other} et dans {twice.compared}\u00a0: "
        "le solde est comparé avec le second"
        for twice in avances.held_twice
    )
    others = (
        f"{label} holds no request of this solde: it was not checked"
        if english
        else f"{label} ne contient aucune demande de ce solde\u00a0: cette avance n'a pas été contrôlée"
        for label in avances.of_other_requests
    )
    unknown = (
        f"dossier.toml, [{unknown.table}]: “{unknown.name}” is not among the attachments"
        if english
        else f"dossier.toml, [{unknown.table}]\u00a0: «\u00a0{unknown.name}\u00a0» n'est pas parmi les pièces"
        for unknown in unknown_names
    )
    for alike in (twice, others, unknown):
        yield from _first(alike, english=english)


def _first(notes: Iterator[str], *, english: bool) -> Iterator[str]:
    """The first of some notes that say the same of different things, and how many more there are."""
    yield from islice(notes, _MOST_ALIKE)
    more = sum(1 for _ in notes)
    if more:
        several = "s" if more > 1 else ""
        yield (
            f"and {more} more note{several} like these"
            if english
            else f"et {more} autre{several} remarque{several} de cette sorte"
        )


def _sons(corridor: Corridor, lang: str) -> str | None:
    if not corridor.sons:
        return None
    return f"{corridor.sons} — {corridor.label.en if lang == 'en' else corridor.label.fr}"


def _deposit(deposit: Deposit, lang: str) -> str:
    if deposit.instant is None:
        return written_day(deposit.day, lang)
    # Nobody gave the seconds of this very instant.
    now = deposit.origin == "now"
    return written_moment(deposit.instant.replace(second=0) if now else deposit.instant, lang)
