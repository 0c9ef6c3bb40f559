"""DOC017 to DOC019: the documents of the SAS: the reports of service, the sworn statement."""

import re
from collections.abc import Callable, Iterator

from segur_check.case.boxes import ticked
from segur_check.case.context import Context
from segur_check.case.control import (
    Confidence,
    NotChecked,
    NotCheckedKind,
    Outcome,
    Problem,
    control,
)
from segur_check.case.documents import Document, legible
from segur_check.case.mentions import mark_before, sentence_after, sentence_before
from segur_check.case.names import names_wholly
from segur_check.pieces.words.phrases import plain_text
from segur_check.values.identifiers import SIREN_LENGTH, plain
from segur_check.values.pattern import Pattern
from segur_check.values.wording import Items, Quoted, Term, Value

_REPORTS = ("PV_MES", "PV_VSR")
_STATEMENT = "DECLARATION_HONNEUR"

_FULL = Pattern(
    r"\bperimetre\b\W*(?:(?!partiel)\w+\W+){0,3}?(?:complet|total|integral|entier)\b"
    r"|\b(?:totalite|integralite|ensemble) du perimetre\b"
)
_PARTIAL = Pattern(
    r"\bperimetre\b\W*(?:(?!complet)\w+\W+){0,3}?partiel\b"
    r"|\bperimetre\W+(?:incomplet|non complet|restreint|limite)\b|\bpartie du perimetre\b"
)
_PERIMETER = Pattern(r"\bperimetre\b")
_FULL_BOX = Pattern(r"\b(?:perimetre )?complet\b")
_PARTIAL_BOX = Pattern(r"\b(?:perimetre )?partiel\b")
_DENIED = Pattern(r"\b(?:pas|non|hors|jamais)\b\W*(?:\S+ ){0,4}\Z")
# Words around a mention that make it a reminder, a refusal or one of two choices.
_UNSETTLED = Pattern(
    r"\b(?:cas|si|lorsqu\w*|quand|aucune?s?|pas|non|sans|ni|exclu\w*|sauf|hors|ou|jamais|eventuel\w*"
    r"|inelig\w+|irrecevable|refus\w*|interdi\w*)\b"
)


@control("DOC017")
def partial_perimeter(context: Context) -> Iterator[Outcome]:
    """A report of service of a partial perimeter, or that does not tell its perimeter."""
    step = context.corridor.step(context.step)
    figure = step.full_perimeter if step is not None else None
    for report in legible(context, *_REPORTS):
        full, partial, sure = _perimeters(report)
        values: dict[str, Value] = {"file": Quoted(report.attachment.name)}
        if full and not partial:
            continue
        if full and partial:
            yield NotChecked(NotCheckedKind.UNREADABLE, "both", values)
        elif sure or (partial and report.is_whole and _is_settled(report)):
            page = report.page_of(_PARTIAL)
            confidence = Confidence.CERTAIN if sure else Confidence.PROBABLE
            yield Problem(report.at(page), values, figure=figure, confidence=confidence)
        elif report.is_whole:
            reason = "reminder" if partial else "absent"
            yield NotChecked(NotCheckedKind.UNREADABLE, reason, values)


def _perimeters(report: Document) -> tuple[bool, bool, bool]:
    """Whether a report is of the full perimeter, of a partial one, and whether a form says so."""
    fields = report.attachment.fields
    full, partial = ticked(fields, _FULL_BOX, _PERIMETER), ticked(fields, _PARTIAL_BOX, _PERIMETER)
    if full != partial:
        return full, partial, True
    full_box, partial_box = _is_marked(report.plain, _FULL), _is_marked(report.plain, _PARTIAL)
    if full_box is not None and partial_box is not None and full_box != partial_box:
        return full_box, partial_box, False
    return _claims_full(report), report.says(_PARTIAL), False


def _claims_full(report: Document) -> bool:
    """Whether a report mentions the full perimeter, and does not only deny it."""
    mentions = list(_FULL.finditer(report.plain))
    if not mentions:
        return report.says(_FULL)
    return not all(_DENIED.search(sentence_before(report.plain, match)) for match in mentions)


def _is_marked(text: str, words: Pattern) -> bool | None:
    """Whether the box printed before a mention is ticked; None where there is no box."""
    marks = (mark_before(text, match) for match in words.finditer(text))
    return next((mark for mark in marks if mark is not None), None)


def _is_settled(report: Document) -> bool:
    """Whether a partial perimeter is plainly stated, without "en cas de", "ou", "n'est pas"."""
    text = report.plain
    if _is_marked(text, _PARTIAL):
        return True
    around = [
        sentence_before(text, match) + sentence_after(text, match)
        for match in _PARTIAL.finditer(text)
    ]
    return bool(around) and not any(_UNSETTLED.search(words) for words in around)


_AGENCY = Pattern(r"\bagence (?:\w+ ){0,2}du numerique en sante\b|\besante\.gouv\.fr\b")
# In capitals: "6 ans" names nobody, nor does the number that the ANS gives to a solution.
_ANS = Pattern(
    r"(?<!référencement )(?<!REFERENCEMENT )(?<!RÉFÉRENCEMENT )(?<!\d )(?<![nN]° )\bANS\b"
)

# That one of the two is still to sign.
_TO_SIGN = Pattern(
    r"\b(?:pour|ans|agence|editeur|fournisseur|signataires?)\b[^.;]{0,80}"
    r"\b(?:en attente d[e'] ?(?:la |sa |leur )?(?:signature|signer)|signature (?:est )?(?:en attente|manquante|a venir)"
    r"|(?:non|pas|pas encore) signee?(?! electroni)|reste a signer)\b"
)
_OTHER_PAPERS = Pattern(r"\b(?:convention|contrat|avenant|commande|si|tant que|cas)\b")


@control("DOC018")
def signatory_not_named(context: Context) -> Iterator[Outcome]:
    """A report of service that does not name the ANS, or the supplier."""
    supplier = context.settings.file.fournisseur
    siren = plain(supplier.siret or context.file.siret or "")[:SIREN_LENGTH]
    for report in legible(context, *_REPORTS):
        if not report.is_whole:
            continue
        missing: list[Value] = []
        if not (report.says(_AGENCY) or _ANS.search(report.text)):
            missing.append(Term("mention.ans"))
        numbered = len(siren) == SIREN_LENGTH and siren in re.sub(r"\D", "", report.plain)
        named = numbered or names_wholly(report.plain, supplier.raison_sociale)
        if supplier.raison_sociale and not named:
            missing.append(Term("mention.supplier"))
        values: dict[str, Value] = {"file": Quoted(report.attachment.name)}
        if missing:
            found = values | {"missing": Items(tuple(missing))}
            yield Problem(report.at(), found, confidence=Confidence.PROBABLE)
        elif any(not _OTHER_PAPERS.search(met[0]) for met in _TO_SIGN.finditer(report.plain)):
            yield NotChecked(NotCheckedKind.UNREADABLE, "pending", values)
        if not (supplier.raison_sociale or named):
            yield NotChecked(NotCheckedKind.NOT_GIVEN, "supplier", values)


_TRAINING = Pattern(r"\b(?:form(?:ations?|er|es?)|tutoriels?)\b")
_TELLING = Pattern(r"\b(?:communi\w+|inform\w+)\b")
_REGULATORS, _PROVIDERS = Pattern(r"\bregul"), Pattern(r"\beffecteur")
_SLOTS = Pattern(r"\bcrene|\bdisponibilites?\b")
# Words that may be of slots, where the same item sends something.
_PERHAPS_SLOTS = Pattern(r"\bplages?\b|\bdisponibles?\b|\bagendas?\b")
_SENDING = Pattern(r"\b(?:remont|transm|transfer|envo[iy]|partag|engag|synchronis|publi)\w*")
_UNDERTAKES = Pattern(r"\bengag\w*|\b(?:remonter|remontons|remonte|transmet\w*|sont transmis)\b")
# That it will be undertaken one day, or for some effecteurs alone; those who refuse are rightly left out.
_LATER = Pattern(
    r"\b(?:sera|seront|fera|feront|traitee?s?|prevue?s?|precisee?s?|definie?s?|reportee?s?)\b.{0,80}"
    r"\b(?:ulterieur\w*|avenants?|plus tard|prochainement)\b"
)
_SOME_ALONE = Pattern(
    r"\bseule?s? (?:\w+ ){0,2}effecteurs?\b|\beffecteurs? (?:\w+ ){0,2}volontaires?\b"
)
_LEAVES_OUT = Pattern(r"\brefus|\boppos|\bexcept|\bexclu|\bhors\b|\bhormis\b|\bsauf\b")
_PROOF = Pattern(
    r"\bc\.?g\.?u\b|\bconditions? generales?\b|\bcontrats?\b|\bjustificati\w+"
    r"|\btransm\w+.{0,80}\bdonnees\b|\bdonnees\b.{0,80}\btransm\w+"
)
# A list within an item goes on: "aux régulateurs ; aux effecteurs".
_ITEM_ENDS = Pattern(
    r";(?! ?[–—-]? ?(?:et|puis|ainsi|aux?|a|pour|des?|du) )|[•▪●◦‣]|(?<= )(?:\d{1,2} ?[.)]|[a-e]\))(?= )"
)
_NEAR = 160  # signs from what is done to those for whom it is


def _is_for(text: str, deeds: Pattern, people: Pattern, others: Pattern) -> bool:
    """Whether something is done for people: they stand in its item, or near it if nobody else does."""
    items = _ITEM_ENDS.split(text)
    own = [item for item in items if deeds.search(item)]
    if any(people.search(item) for item in own):
        return True
    if all(others.search(item) for item in own):
        return False
    return any(
        people.search(text[max(0, deed.start() - _NEAR) : deed.end() + _NEAR])
        for deed in deeds.finditer(text)
    )


def _sends_slots(text: str) -> bool:
    """Whether the slots are to be sent; in doubt, yes."""
    return any(_is_of_slots(item) and not _is_put_off(item) for item in _ITEM_ENDS.split(text))


def _is_of_slots(item: str) -> bool:
    sent = _PERHAPS_SLOTS.search(item) and _SENDING.search(item)
    return bool(sent) or _SLOTS.search(item) is not None


def _is_put_off(item: str) -> bool:
    """Whether an item only says that it will be undertaken, or undertakes it for some alone."""
    if _LATER.search(item) and not _UNDERTAKES.search(item):
        return True
    return _SOME_ALONE.search(item) is not None and not _LEAVES_OUT.search(item)


_UNDERTAKINGS: dict[str, Callable[[str], bool]] = {
    "formation": lambda text: _is_for(text, _TRAINING, _REGULATORS, _PROVIDERS),
    "communication": lambda text: _is_for(text, _TELLING, _PROVIDERS, _REGULATORS),
    "creneaux": _sends_slots,
    "transmission": lambda text: _PROOF.search(text) is not None,
}


@control("DOC019")
def undertaking_missing(context: Context) -> Iterator[Outcome]:
    """A sworn statement of the SAS without one of its undertakings."""
    step = context.corridor.step(context.step)
    asked = step.undertakings if step is not None else None
    if asked is None:
        return
    for statement in legible(context, _STATEMENT):
        texts = (statement.plain, *map(plain_text, statement.attachment.layouts))
        missing = [
            undertaking
            for undertaking in asked.value
            if not any(map(_UNDERTAKINGS[undertaking], texts))
        ]
        if missing and statement.is_whole:
            values: dict[str, Value] = {
                "file": Quoted(statement.attachment.name),
                "missing": Items(tuple(Term(f"mention.{undertaking}") for undertaking in missing)),
            }
            at = statement.at()
            yield Problem(at, values, figure=asked, confidence=Confidence.PROBABLE)
