"""What type of paper a document says it is, by the words of its first lines; a guess, no more."""

import re
from collections.abc import Sequence

from segur_check.pieces.text import flat, normalised

_FIRST_LINES = 25
# The first that a line begins with, the more precise before the wider.
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
    ("BON_COMMANDE", r"bon de commande\b(?! (?:n° ?)?:)|commande n°"),
    ("FACTURE", r"facture\b"),
    ("CGU", r"conditions generales d'utilisation"),
    ("RIB", r"releve d'identite bancaire"),
)


def guessed_kind(pages: Sequence[str]) -> str | None:
    """The type of a document, as `typeFichier` writes it; None when no line names one."""
    text = normalised("\n".join(pages[:1])).replace("\u2019", "'")
    lines = [flat(line).strip(" -:*#") for line in text.splitlines()[:_FIRST_LINES]]
    for kind, words in _TITLES:
        if any(re.match(words, line) for line in lines):
            return kind
    return None
