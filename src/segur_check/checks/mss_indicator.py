"""MSS001 to MSS005: the indicator "Déploiement MSS"."""

import difflib
import re
from collections.abc import Iterable, Iterator

from segur_check.case.boxes import YES
from segur_check.case.context import Context
from segur_check.case.control import (
    Confidence,
    NotChecked,
    NotCheckedKind,
    Outcome,
    Place,
    Problem,
    control,
)
from segur_check.case.documents import exchanged_names
from segur_check.case.status import is_back
from segur_check.case.window import moment_of
from segur_check.dossier.attachments import Attachment
from segur_check.pieces.forms.fields import Field
from segur_check.pieces.words.text import normalised
from segur_check.values.dates import Deposit
from segur_check.values.pattern import Pattern
from segur_check.values.step import Step
from segur_check.values.text import without_accents
from segur_check.values.wording import Items, Quoted, Value


def _missing(context: Context, *, sent_back: bool) -> Iterator[Outcome]:
    """The indicator missing from a solde that is new, or that was sent back."""
    indicator, request = context.corridor.mss_indicator, context.line
    if indicator is None or request.mss_indicator is not None:
        return
    written = request.tree.get("deploiementMSS")
    is_blank = isinstance(written, str) and not written.strip()
    if written is not None and not is_blank:
        return  # of another type: FMT007
    first = context.first_deposit
    old = indicator.since.opened(first) is False and is_back(context.dossier.file.statut)
    due = old if sent_back else indicator.since.opened(first) is True and not _validated(context)
    if not due:
        return
    unknown = context.shape.unknown_beside(request.pointer)
    if unknown:
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "unknown_key", {"key": unknown[0]})
        return
    values: dict[str, Value] = {
        "expected": Items(indicator.values),
        "since": indicator.since.value,
        "deposit": moment_of(first),
    }
    yield Problem(Place(request.pointer), values, figure=indicator.since)


def _validated(context: Context) -> bool:
    """Whether the request was deposited before the indicator was asked for, and validated so."""
    indicator, dossier = context.corridor.mss_indicator, context.dossier
    if indicator is None or dossier.deja_depose is None:
        return False
    first = Deposit.at(dossier.deja_depose, "dossier.toml")
    status = without_accents(dossier.file.statut or "")
    return status == "validee" and indicator.since.opened(first) is False


@control("MSS001")
def indicator_missing(context: Context) -> Iterator[Outcome]:
    """No indicator in a solde deposited since it has been asked for."""
    yield from _missing(context, sent_back=False)


@control("MSS002")
def indicator_value(context: Context) -> Iterator[Outcome]:
    """An indicator other than "Cas 1" and "Cas 2", to the letter."""
    indicator, found = context.corridor.mss_indicator, context.line.mss_indicator
    if indicator is None or found is None or found in indicator.values:
        return
    plain = " ".join(found.replace("_", " ").split()).capitalize()
    near = difflib.get_close_matches(plain, indicator.values, n=1, cutoff=0.85)
    values: dict[str, Value] = {"found": Quoted(found), "expected": Items(indicator.values)}
    if near:
        values["near"] = Quoted(near[0])
    at = Place(f"{context.line.pointer}/deploiementMSS")
    yield Problem(at, values, variant="near" if near else "", figure=indicator.since)


_CASE = Pattern(r"\bcas[ _\-]*(?:n ?° ?)?([12])\b", re.IGNORECASE)


def _cases(texts: Iterable[str]) -> set[str]:
    """The cases that texts name, in the spelling of the indicator."""
    return {f"Cas {match[1]}" for text in texts for match in _CASE.finditer(normalised(text))}


_ON = r"(?:[\[(] ?[xv\u2713\u2714] ?[\])]|[\u2611\u2612\u2713\u2714\u2717\u2718\u25a0\u25c9\u25cf])"
_OFF = r"(?:[\[(] {0,3}[\])]|[\u2610\u25a1\u25cb\u25ef\u25fb])"
_NUMBERED = r"\bcas[ _\-]*(?:n ?° ?)?(?P<case>[12])\b"
_BOX_FIRST = Pattern(rf"(?:(?P<on>{_ON})|{_OFF}) {{0,12}}{_NUMBERED}", re.IGNORECASE)
_BOX_LAST = Pattern(rf"{_NUMBERED} ?:? {{0,12}}(?:(?P<on>{_ON})|{_OFF})", re.IGNORECASE)


def _boxed_cases(attachment: Attachment) -> set[str]:
    """The case whose printed box is ticked, where each case has a box and one of them alone is ticked.

    A box may stand before its case or after it: the first of a line tells. Character recognition does not
    tell a ticked box from an empty one.
    """
    boxes: dict[str, set[bool]] = {}
    for text in (
        (*attachment.layouts, *(attachment.pages or ())) if not attachment.recognised else ()
    ):
        for line in text.split("\n"):
            plain = normalised(line)
            first, last = _BOX_FIRST.search(plain), _BOX_LAST.search(plain)
            is_first = first is not None and (last is None or first.start() < last.start())
            for match in (_BOX_FIRST if is_first else _BOX_LAST).finditer(plain):
                boxes.setdefault(f"Cas {match['case']}", set()).add(match["on"] is not None)
    chosen = {case for case, ticks in boxes.items() if ticks == {True}}
    empty = {case for case, ticks in boxes.items() if ticks == {False}}
    return chosen if len(chosen) == 1 == len(empty) else set()


_INDICATOR = Pattern(r"\bcas\b|mss|deploiement", re.IGNORECASE)
_CASE_ALONE = Pattern(r"(?:cas[ _\-]*(?:n ?° ?)?)?([12])", re.IGNORECASE)


def _chosen_cases(fields: Iterable[Field]) -> set[str]:
    """The cases that form fields choose: by a ticked box of that name, or by that very value."""
    chosen: set[str] = set()
    for field in fields:
        name, value = field.called, field.value
        plain = without_accents(value)
        alone = _CASE_ALONE.fullmatch(plain)
        if _cases([name]):
            chosen |= _cases([name]) if plain in YES else _cases([value])
        elif alone is not None and (plain.startswith("cas") or _INDICATOR.search(name)):
            chosen.add(f"Cas {alone[1]}")
    return chosen


@control("MSS003")
def indicator_against_the_va(context: Context) -> Iterator[Outcome]:
    """An indicator other than the case that the form, the printed boxes or the text of the VA show."""
    indicator, request = context.corridor.mss_indicator, context.line
    found, attachments = request.mss_indicator, context.attachments
    if indicator is None or attachments is None or found not in indicator.values:
        return
    misplaced = exchanged_names(context)
    for listed in request.listed:
        attachment = attachments.named(listed.name) if listed.name else None
        if listed.kind != "VA" or attachment is None or attachment.pages is None:
            continue
        if attachment.name in misplaced:
            continue
        values: dict[str, Value] = {"file": Quoted(attachment.name), "found": Quoted(found)}
        ticked = _chosen_cases(attachment.fields)
        printed = _boxed_cases(attachment) or _cases(attachment.pages)
        shown = ticked if len(ticked) == 1 else printed
        if not "".join(attachment.pages).strip() and not ticked:
            continue  # a scan: DOC001 lists what to look at
        if not shown:
            yield NotChecked(NotCheckedKind.UNREADABLE, "absent", values)
        elif len(shown) > 1:
            yield NotChecked(NotCheckedKind.UNREADABLE, "both", values)
        elif found not in shown:
            values["expected"] = Quoted(next(iter(shown)))
            at = (Place(f"{request.pointer}/deploiementMSS"), Place(attachment=attachment.name))
            sure = Confidence.CERTAIN if shown is ticked else Confidence.PROBABLE
            yield Problem(at, values, confidence=sure)


@control("MSS004")
def indicator_missing_from_a_returned_solde(context: Context) -> Iterator[Outcome]:
    """A solde from before the indicator, sent back "A modifier": it is asked for now."""
    yield from _missing(context, sent_back=True)


@control("MSS005")
def indicator_not_asked(context: Context) -> Iterator[Outcome]:
    """The indicator in an avance, or in a corridor that does not ask for it."""
    found = context.line.mss_indicator
    asked = context.corridor.mss_indicator is not None
    if found is not None and not (asked and context.step is Step.SOLDE):
        values: dict[str, Value] = {"found": Quoted(found), "sons": context.corridor.sons}
        at = Place(f"{context.line.pointer}/deploiementMSS")
        yield Problem(at, values, variant="avance" if asked else "")
