"""DOC010, DOC026 to DOC028: what an order says besides its figures."""

import re
from collections.abc import Iterator

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
from segur_check.case.documents import ORDER, Document, legible
from segur_check.case.sentences import quoted, sentences
from segur_check.pieces.words.text import flat
from segur_check.pieces.words.tie_words import WORTH_READING, is_tied
from segur_check.values.pattern import Pattern
from segur_check.values.text import without_accents
from segur_check.values.wording import Quoted, Value

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


@control("DOC026")
def tied_to_something_else(context: Context) -> Iterator[Outcome]:
    """A sentence of an order that ties the prestation to what it must not hold or depend on."""
    for order in legible(context, ORDER):
        tied = [
            (page, sentence)
            for page, sentence in sentences(order, WORTH_READING)
            if is_tied(flat(sentence))
        ]
        if tied:
            at, found = quoted(order, tied)
            yield Problem(at, {"found": found}, confidence=Confidence.POSSIBLE)


# That the order holds if the solution is referenced, in words that say so by themselves.
_OF_REFERENCING = Pattern(
    r"en cours de referencement|des le referencement|(?:en )?attente d\w* referencement"
    r"|(?:conditionn|subordonn|obten)\w+.{0,80}\breferenc|apres (?:le |son )?referencement"
    r"|(?:n'est|serait) pas (?:\w+ )?reference"
)
# Any condition; what it is of stands beside it, maybe in the sentence before.
_CONDITION = Pattern(
    r"sous (?:la )?reserve|sous (?:la )?condition|conditions? (?:suspensive|resolutoire)|a (?:la )?condition d"
    r"|a defaut\b|caduc\w*|des l'obtention|non.?obtention|\b(?:conditionn|subordonn)e\w*"
)
_REFERENCING = Pattern(
    r"\breferencement|\breferencee?s?\b|agence du numerique|\bl'ans\b|\bpar ans\b"
    r"|(?:numero|n°) (?:d'|de l'|ans\b)|appel a financement"
)
# What any order prints of the référencement makes no condition of it.
_PRINTED = Pattern(
    r"\b(?:numero|num\b\.?|n ?[°o.]) ?(?:de )?(?:referencement|ans)\b[^.;\d]{0,30}\d[\d ]{5,}"
    r"|\breference(?:e|ment)? (?:ans |sous le )?(?:numero|n°)? ?:? ?\d[\d ]{5,}"
    r"|\bprofil de referencement\b|\bversions? referencees?\b|\breferences?(?: (?:de|du|la|de la|votre) \w+)? ?:"
)
_AROUND = 200  # characters on each side of a condition
# What an ordinary order makes conditions of: payment, delivery, the consent of somebody.
_OF_TRADE = Pattern(
    r"\A[^.;]{0,80}\b(?:paiement|reglement|propriete|stock|disponib\w+|conseil|accord|acceptation|approbation|solvab\w+"
    r"|delai|retard|erreurs?|faisabilite|pre-?requis|contestation|reclamation|budget\w*|deliberation|vote|modification)\b"
)


@control("DOC027")
def order_before_the_referencing(context: Context) -> Iterator[Outcome]:
    """An order signed before the solution was referenced, and that makes no condition of it.

    A condition of which the order does not clearly say what it is of is left to the user's eyes.
    """
    solution, of_json = context.solution, context.line.order
    referenced = solution.referencement if solution is not None else None
    signed = of_json.signed_on if of_json is not None else None
    if of_json is None or referenced is None or signed is None or signed >= referenced:
        return
    for order in legible(context, ORDER):
        if not order.is_whole:
            continue
        plain = _PRINTED.sub(" ", order.plain)
        conditions = list(_CONDITION.finditer(plain))
        if _OF_REFERENCING.search(plain) or any(
            _is_of_referencing(plain, met) for met in conditions
        ):
            continue
        values: dict[str, Value] = {
            "file": Quoted(order.attachment.name),
            "found": signed,
            "expected": referenced,
        }
        if all(_OF_TRADE.search(plain[met.end() :][:_AROUND]) for met in conditions):
            at = (order.at(), Place(f"{of_json.pointer}/dateCommande"))
            yield Problem(at, values, confidence=Confidence.PROBABLE)
        else:
            yield NotChecked(NotCheckedKind.UNREADABLE, "condition", values)


def _is_of_referencing(plain: str, met: re.Match[str]) -> bool:
    """Whether a condition stands beside words of the référencement."""
    around = plain[max(0, met.start() - _AROUND) : met.end() + _AROUND]
    return _REFERENCING.search(around) is not None


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
