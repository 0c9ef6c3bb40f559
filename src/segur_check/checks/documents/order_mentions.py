"""DOC010, DOC026 to DOC028, DOC045: what an order says besides its figures."""

import re
from collections.abc import Iterator

from segur_check.case.context import Context
from segur_check.case.control import Confidence, Outcome, Place, Problem, control
from segur_check.case.documents import ORDER, Document, legible
from segur_check.pieces.words import maintenance_terms
from segur_check.pieces.words.phrases import plain_text, sentences_of
from segur_check.pieces.words.text import flat
from segur_check.pieces.words.tie_words import WORTH_READING, is_tied
from segur_check.values.pattern import Pattern
from segur_check.values.text import without_accents
from segur_check.values.wording import Items, Quoted, Value

# "Montant pris en charge par l'État au titre du Ségur de la santé", "financé par l'État (Ségur)".
_STATE_PAYS = Pattern(
    r"\b(?:pri[sx]e?s? en charge|financ\w+|aide|subvention\w*|pay\w+|regl\w+|vers\w+)\b.{0,120}\betat\b"
    r"|\betat\b.{0,120}\b(?:pr\w+ en charge|financ\w+|subvention\w*|pai\w+|pay\w+|regl\w+|vers\w+)"
)
_SEGUR = Pattern(r"\bsegur\b")


@control("DOC010")
def state_not_named(context: Context) -> Iterator[Outcome]:
    """An order that does not say that the State pays for the Ségur."""
    for order in legible(context, ORDER):
        if order.is_whole and not (order.says(_STATE_PAYS) and order.says(_SEGUR)):
            values: dict[str, Value] = {"file": Quoted(order.attachment.name)}
            yield Problem(order.at(), values, confidence=Confidence.PROBABLE)


_LONGEST_SENTENCE = 600  # characters


@control("DOC026")
def tied_to_something_else(context: Context) -> Iterator[Outcome]:
    """A sentence of an order that ties the prestation to what it must not hold or depend on."""
    for order in legible(context, ORDER):
        tied = [*_tied_sentences(order)]
        if tied:
            places = tuple(dict.fromkeys(order.at(page) for page, _ in tied))
            sentences = dict.fromkeys(sentence for _, sentence in tied)
            found = Items(tuple(map(Quoted, sentences)))
            yield Problem(places, {"found": found}, confidence=Confidence.POSSIBLE)


def _tied_sentences(order: Document) -> Iterator[tuple[int, str]]:
    """The sentences that tie the prestation to something else, each with its page."""
    for number, page in enumerate(order.attachment.pages or (), start=1):
        if not WORTH_READING.search(plain_text(page)):
            continue
        for sentence in sentences_of(page):
            # A table without a full stop holds no sentence that can be quoted.
            if len(sentence) <= _LONGEST_SENTENCE and is_tied(flat(sentence)):
                yield number, sentence


_CONDITION = Pattern(
    r"sous (?:la )?reserve|sous (?:la )?condition|conditions? (?:suspensive|resolutoire)"
    r"|a (?:la )?condition d|en cours de referencement|des (?:l'obtention|le referencement)"
    r"|(?:conditionn|subordonn|obten)\w+.{0,80}\breferenc"
    r"|(?:en )?attente d\w* referencement|a defaut d|non.?obtention|caduc\w*"
    r"|(?:n'est|serait) pas (?:\w+ )?reference|apres (?:le |son )?referencement"
)


@control("DOC027")
def order_before_the_referencing(context: Context) -> Iterator[Outcome]:
    """An order signed before the solution was referenced, and that makes no condition of it."""
    solution, of_json = context.solution, context.line.order
    referenced = solution.referencement if solution is not None else None
    signed = of_json.signed_on if of_json is not None else None
    if of_json is None or referenced is None or signed is None or signed >= referenced:
        return
    for order in legible(context, ORDER):
        if order.is_whole and not order.says(_CONDITION):
            values: dict[str, Value] = {
                "file": Quoted(order.attachment.name),
                "found": signed,
                "expected": referenced,
            }
            at = (order.at(), Place(f"{of_json.pointer}/dateCommande"))
            yield Problem(at, values, confidence=Confidence.PROBABLE)


@control("DOC028")
def profile_not_on_the_order(context: Context) -> Iterator[Outcome]:
    """An order without the profile that the solution is referenced with."""
    profile = context.solution.profil if context.solution is not None else None
    if profile is None:
        return
    for order in legible(context, ORDER):
        if order.is_whole and not _shows_profile(order, profile):
            values: dict[str, Value] = {
                "file": Quoted(order.attachment.name),
                "expected": Quoted(profile),
            }
            yield Problem(order.at(), values, confidence=Confidence.PROBABLE)


_LONG_WORD = 4  # letters


def _shows_profile(order: Document, profile: str) -> bool:
    """Whether an order names a profile: by its long words, or by its short ones after "profil"."""
    all_words = re.findall(r"[a-z0-9]+", without_accents(profile))
    words = [word for word in all_words if word not in {"profil", "profile"}] or all_words
    long_words = [word for word in words if len(word) >= _LONG_WORD]
    if long_words:
        return all(order.says(Pattern(rf"\b{word}s?\b")) for word in long_words)
    after_profil = r"\bprofile?s?\b.{0,120}\b" + r"\W+".join(words) + r"\b"
    return not words or order.says(Pattern(after_profil))


@control("DOC045")
def short_maintenance(context: Context) -> Iterator[Outcome]:
    """An order that gives the corrective maintenance a shorter length than the prestation holds.

    By [001] the prestation comprises it for six years. An order that names that length, or a longer one,
    anywhere and of anything, is right: the shorter one may be of something else.
    """
    years = context.corridor.maintenance_years
    if years is None:
        return
    due = years.value * maintenance_terms.MONTHS_OF_A_YEAR
    for order in legible(context, ORDER):
        if not order.is_whole or maintenance_terms.says_so_long(order.plain, due):
            continue
        short = [*_short_maintenance(order, due)]
        if short:
            values: dict[str, Value] = {
                "file": Quoted(order.attachment.name),
                "found": Items(tuple(map(Quoted, dict.fromkeys(quote for _, quote in short)))),
                "expected": years.value,
            }
            places = tuple(dict.fromkeys(order.at(page) for page, _ in short))
            yield Problem(places, values, figure=years, confidence=Confidence.PROBABLE)


def _short_maintenance(order: Document, due: int) -> Iterator[tuple[int, str]]:
    """The sentences that give the corrective maintenance fewer months than due, each with its page."""
    for number, page in enumerate(order.attachment.pages or (), start=1):
        if not maintenance_terms.WORTH_READING.search(plain_text(page)):
            continue
        for sentence in sentences_of(page):
            if len(sentence) > _LONGEST_SENTENCE:
                continue
            months = maintenance_terms.months_of_corrective_maintenance(flat(sentence))
            if months is not None and months < due:
                yield number, sentence
