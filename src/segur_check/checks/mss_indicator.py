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
from segur_check.case.status import is_back
from segur_check.pieces.forms.fields import Field
from segur_check.pieces.words.text import normalised
from segur_check.values.dates import Deposit
from segur_check.values.pattern import Pattern
from segur_check.values.step import Step
from segur_check.values.text import without_accents
from segur_check.values.wording import Items, Quoted, Value


def _missing(context: Context, *, back: bool) -> Iterator[Outcome]:
    """The indicator missing from a solde: of a new deposit, or of one that came back."""
    indicator, request = context.corridor.mss_indicator, context.line
    if indicator is None or request.mss_indicator is not None:
        return
    written = request.tree.get("deploiementMSS")
    if written is not None and not (isinstance(written, str) and not written.strip()):
        return  # of another type: FMT007
    first = context.first_deposit
    old = indicator.since.opened(first) is False and is_back(context.dossier.file.statut)
    due = old if back else indicator.since.opened(first) is True and not _validated(context)
    if not due:
        return
    unknown = context.shape.unknown_beside(request.pointer)
    if unknown:
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "unknown_key", {"key": unknown[0]})
        return
    values: dict[str, Value] = {
        "expected": Items(indicator.values),
        "since": indicator.since.value,
        "deposit": first.instant or first.day,
    }
    yield Problem(Place(request.pointer), values, figure=indicator.since)


def _validated(context: Context) -> bool:
    """Whether the request was deposited before the indicator was asked, and validated as it is."""
    indicator, dossier = context.corridor.mss_indicator, context.dossier
    if indicator is None or dossier.deja_depose is None:
        return False
    first = Deposit.at(dossier.deja_depose, "dossier.toml")
    status = without_accents(dossier.file.statut or "")
    return status == "validee" and indicator.since.opened(first) is False


@control("MSS001")
def indicator_missing(context: Context) -> Iterator[Outcome]:
    """No indicator in a solde deposited since it is asked."""
    yield from _missing(context, back=False)


@control("MSS002")
def indicator_value(context: Context) -> Iterator[Outcome]:
    """An indicator that is neither "Cas 1" nor "Cas 2", to the letter."""
    indicator, found = context.corridor.mss_indicator, context.line.mss_indicator
    if indicator is None or found is None or found in indicator.values:
        return
    bare = " ".join(found.replace("_", " ").split()).capitalize()
    near = difflib.get_close_matches(bare, indicator.values, n=1, cutoff=0.85)
    values: dict[str, Value] = {"found": Quoted(found), "expected": Items(indicator.values)}
    if near:
        values["near"] = Quoted(near[0])
    at = Place(f"{context.line.pointer}/deploiementMSS")
    yield Problem(at, values, variant="near" if near else "", figure=indicator.since)


_CASE = Pattern(r"\bcas[ _\-]*(?:n ?° ?)?([12])\b", re.IGNORECASE)


def _cases(texts: Iterable[str]) -> set[str]:
    """The cases that texts name, as the indicator writes them."""
    return {f"Cas {met[1]}" for text in texts for met in _CASE.finditer(normalised(text))}


_INDICATOR = Pattern(r"\bcas\b|mss|deploiement", re.IGNORECASE)
_CASE_ALONE = Pattern(r"(?:cas[ _\-]*(?:n ?° ?)?)?([12])", re.IGNORECASE)


def _ticked(fields: Iterable[Field]) -> set[str]:
    """The cases that form fields choose: a box so called that is ticked, or that very value."""
    chosen: set[str] = set()
    for field in fields:
        name, value = field.called, field.value
        said = without_accents(value)
        alone = _CASE_ALONE.fullmatch(said)
        if _cases([name]):
            chosen |= _cases([name]) if said in YES else _cases([value])
        elif alone is not None and (said.startswith("cas") or _INDICATOR.search(name)):
            chosen.add(f"Cas {alone[1]}")
    return chosen


@control("MSS003")
def indicator_against_the_va(context: Context) -> Iterator[Outcome]:
    """An indicator other than the only case that the VA's form or text shows."""
    indicator, request = context.corridor.mss_indicator, context.line
    found, attachments = request.mss_indicator, context.attachments
    if indicator is None or attachments is None or found not in indicator.values:
        return
    for justificatif in request.listed:
        piece = attachments.named(justificatif.name) if justificatif.name else None
        if justificatif.kind != "VA" or piece is None or piece.pages is None:
            continue
        name: dict[str, Value] = {"file": Quoted(piece.name), "found": Quoted(found)}
        ticked = _ticked(piece.fields)
        printed = _cases(piece.pages)
        shown = ticked if len(ticked) == 1 else printed
        if not "".join(piece.pages).strip() and not ticked:
            continue  # a scan: DOC001 lists what to look at
        if not shown:
            yield NotChecked(NotCheckedKind.UNREADABLE, "absent", name)
        elif len(shown) > 1:
            yield NotChecked(NotCheckedKind.UNREADABLE, "both", name)
        elif found not in shown:
            name["expected"] = Quoted(next(iter(shown)))
            at = (Place(f"{request.pointer}/deploiementMSS"), Place(attachment=piece.name))
            sure = Confidence.CERTAIN if shown is ticked else Confidence.PROBABLE
            yield Problem(at, name, confidence=sure)


@control("MSS004")
def indicator_missing_from_a_returned_solde(context: Context) -> Iterator[Outcome]:
    """A solde deposited before the indicator was asked, back in "A modifier": it is asked now."""
    yield from _missing(context, back=True)


@control("MSS005")
def indicator_not_asked(context: Context) -> Iterator[Outcome]:
    """The indicator in an avance, or in a corridor that does not ask it."""
    found = context.line.mss_indicator
    asked = context.corridor.mss_indicator is not None
    if found is not None and not (asked and context.step is Step.SOLDE):
        values: dict[str, Value] = {"found": Quoted(found), "sons": context.corridor.sons}
        at = Place(f"{context.line.pointer}/deploiementMSS")
        yield Problem(at, values, variant="avance" if asked else "")
