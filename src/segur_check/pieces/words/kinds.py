"""The type that a document seems to be of, by the words of its first lines; only a guess."""

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
_BEHIND = (  # what may follow any document, or stand below it
    ("CGU", r"conditions generales d'utilisation"),
    ("RIB", r"releve d'identite bancaire"),
)
_ORDER = r"bon de commande\b(?! (?:n° ?)?:)|commande n°"
_INVOICE = r"factures?\b(?! (?:aux? |a |par |pour ))"
# "Facture n° F-12" titles the document, though the order it refers to may stand above.
_NUMBERED_INVOICE = (
    r"facture\b(?: [a-z']+){0,3} ?(?:n°|no\b\.?|numero|num\b\.?)? ?:? ?[a-z-]{0,6}[\w./-]{0,12}\d"
)


def guessed_kind(pages: Sequence[str]) -> str | None:
    """The type of a document, as `typeFichier` writes it; None when no line names one."""
    shown = _first_lines(next((page for page in pages if page.strip()), ""))
    lines = [flat(line) for line in shown]
    invoice, order = _first_line(_INVOICE, lines), _first_line(_ORDER, lines)
    for kind, words in _TITLES:
        # Below the title of an order or an invoice, such words are the name of what is sold.
        if _first_line(words, lines) < min(invoice, order):
            return kind
    is_numbered = _first_line(_NUMBERED_INVOICE, lines) < len(lines)
    if is_numbered or "FACTURE" in shown or invoice < order:
        return "FACTURE"
    if order < len(lines):
        return "BON_COMMANDE"
    return next((kind for kind, words in _BEHIND if _first_line(words, lines) < len(lines)), None)


def titled_kinds(page: str) -> frozenset[str]:
    """Every type whose title begins one of the first lines of a page, be it only a reference."""
    lines = [flat(line) for line in _first_lines(page)]
    titles = (*_TITLES, ("FACTURE", _INVOICE), ("BON_COMMANDE", _ORDER))
    return frozenset(kind for kind, words in titles if _first_line(words, lines) < len(lines))


def _first_lines(page: str) -> list[str]:
    text = normalised(page).replace("\u2019", "'")
    return [line.strip(" -:*#") for line in text.splitlines()[:_FIRST_LINES]]


def _first_line(words: str, lines: Sequence[str]) -> int:
    """The rank, from 0, of the first line that begins with these words; the count of lines if none does."""
    return next((rank for rank, line in enumerate(lines) if re.match(words, line)), len(lines))
