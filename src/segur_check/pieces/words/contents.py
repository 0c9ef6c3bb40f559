"""The words by which an order leaves out of a prestation what it must comprise.

All in lower case without accents, one sentence at a time.
"""

from segur_check.values.pattern import Pattern

_CONTENTS = (
    r"(?:(?:l'|une |de l')?installation(?: de la version referencee| de la solution| du logiciel)?"
    r"|(?:la |les |une )?formations?(?: des? utilisateurs?| initiales?| du personnel)?"
    r"|(?:la |une )?maintenance corrective(?: de la version referencee| de la solution| du logiciel)?"
    r"|(?:le |un )?suivi (?:de |du )projet)"
)
_LEFT_OUT = (
    r"(?:non (?:comprise?s?|incluse?s?)|(?:n'est|n'est donc|ne sont|n'etant) pas (?:comprise?s?|incluse?s?)"
    r"|(?:est |sont |etant )?(?:exclue?s?|en sus|en option|facturee?s? (?:en sus|a part|separement|en plus)))\b"
)
# A sentence that begins with the contents itself: the installation of a printer is named after the printer.
_LEAVES_OUT = Pattern(rf"\A\W*{_CONTENTS} ?[:(,]? ?{_LEFT_OUT}")
# What a supplier may well sell besides.
_BESIDES = Pattern(
    r"\b(?:complementaire|supplementaire|additionnel|autre|specifique|personnalise|avance|materiel|serveur|imprimante"
    r"|lecteur|reseau|module|frais|deplacement|contrat|option(?! ?\W*\Z))\w*|€|\beuros?\b|\bau-dela\b|\bhors\b"
)
WORTH_READING = Pattern(
    r"\b(?:non|pas) (?:compris|inclu)|\bexclu|\ben sus\b|\ben option\b|\bfacture"
)
"""A page without any of these words leaves nothing out."""


def leaves_out(sentence: str) -> bool:
    """Whether a sentence says that a part of the prestation is not comprised."""
    return _LEAVES_OUT.search(sentence) is not None and not _BESIDES.search(sentence)
