"""What type of paper a document says it is, by the words of its first lines; a guess, no more."""

import re
from collections.abc import Sequence

from segur_check.pieces.words.text import flat, normalised

_FIRST_LINES = 25
_TITLES = (
    ("ATTESTATION_NON_ASSUJETTISSEMENT_TVA", r"attestation de non[- ]assujettissement"),
    ("ATTESTATION_FIN_PRESTATION", r"attestation de fin d"),
    ("ATTESTATION_RENONCIATION", r"attestation de renonciation"),
    ("DECLARATION_HONNEUR", r"declaration sur l'honneur"),
    ("ATTESTATION_HONNEUR", r"attestation sur l'honneur"),
    ("PV_VSR", r"(?:proces[- ]verbal|pv) de (?:verification de service|vsr)"),
    ("PV_MES", r"(?:proces[- ]verbal|pv) de (?:mise en service|mes\b)"),
    ("PV_PILOTE", r"(?:proces[- ]verbal|pv) d(?:e l)?'installation|pv pilote"),
    ("TRAITE_FUSION", r"traite de fusion"),
    ("VA", r"(?:attestation de )?verification d'aptitude"),
    ("MOM", r"(?:declaration de )?mise en ordre de marche"),
)
_BEHIND = (  # what any paper may have behind it, or below
    ("CGU", r"conditions generales d'utilisation"),
    ("RIB", r"releve d'identite bancaire"),
)
_ORDER = r"bon de commande\b(?! (?:n° ?)?:)|commande n°"
_INVOICE = r"factures?\b(?! (?:aux? |a |par |pour ))"
# "Facture n° F-12" names the paper, where the order it speaks of may stand above it.
_NUMBERED_INVOICE = (
    r"facture\b(?: [a-z']+){0,3} ?(?:n°|no\b\.?|numero|num\b\.?)? ?:? ?[a-z-]{0,6}[\w./-]{0,12}\d"
)


def guessed_kind(pages: Sequence[str]) -> str | None:
    """The type of a document, as `typeFichier` writes it; None when no line names one."""
    first = next((page for page in pages if page.strip()), "")
    text = normalised(first).replace("\u2019", "'")
    shown = [line.strip(" -:*#") for line in text.splitlines()[:_FIRST_LINES]]
    lines = [flat(line) for line in shown]
    invoice, order = _first(_INVOICE, lines), _first(_ORDER, lines)
    for kind, words in _TITLES:
        # Below the title of an order or an invoice it is the name of what is sold.
        if _first(words, lines) < min(invoice, order):
            return kind
    if _first(_NUMBERED_INVOICE, lines) < len(lines) or "FACTURE" in shown or invoice < order:
        return "FACTURE"
    if order < len(lines):
        return "BON_COMMANDE"
    return next((kind for kind, words in _BEHIND if _first(words, lines) < len(lines)), None)


def _first(words: str, lines: Sequence[str]) -> int:
    """The first line that begins so, from 0; as many as there are where none does."""
    return next((at for at, line in enumerate(lines) if re.match(words, line)), len(lines))
