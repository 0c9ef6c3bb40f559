"""The words by which an order leaves out of a prestation what it must comprise.

All in lower case without accents, one sentence at a time.
"""

from collections.abc import Iterator

from segur_check.values.pattern import Pattern

_CONTENTS = (
    r"(?:(?:l'|une |de l')?installation(?: de la version referencee| de la solution| du logiciel)?"
    r"|(?:la |les |une )?formations?(?: des? utilisateurs?| initiales?| du personnel)?"
    r"|(?:la |une )?maintenance corrective(?: de la version referencee| de la solution| du logiciel)?"
    r"|(?:le |un )?suivi (?:de |du )projet)"
)
_NOT_HELD = (
    r"(?:non (?:comprise?s?|incluse?s?)|(?:n'est|n'est donc|ne sont|n'etant) pas (?:comprise?s?|incluse?s?)"
    r"|(?:est |sont |etant )?(?:exclue?s?|en sus|facturee?s? (?:en sus|a part|separement|en plus))"
    r"|(?:(?:est|sont|reste\w*|demeure\w*) )?a la (?:seule )?charge (?:exclusive )?du client"
    r"|(?:est |sont |sera )?(?:realisee?s?|effectuee?s?|assuree?s?|faite?s?) par le client)\b"
)
_LEFT_OUT = rf"(?:{_NOT_HELD}|(?:est |sont |etant )?en option\b)"
_DAYS = r"(?:les |des )?(?:demi-)?(?:journees?|jours?|sessions?|heures?) (?:de |d'une )formations?"
_FEW_YEARS = (
    r"(?:est |sera )?(?:offerte|comprise|incluse|gratuite|assuree)"
    r"(?: (?:pendant|durant|pour))? (?:la premiere annee|les (?:[2-5]|deux|trois|quatre|cinq) premieres annees)"
    r",? (?:puis|et ensuite|ensuite)(?: (?:est|sera))? (?:facturee|payante)\b"
)
_NOTHING_OF = (
    r"aucune? (?:installation|formation|maintenance corrective|suivi (?:de |du )projet)"
    r" (?:n'est |n'etant )?(?:prevue?|comprise?|incluse?)\b(?! (?:en (?:option|sus)|sur (?:site|place)))"
)
# The heading above a sentence, or the reference and the quantity of a row, on the same line.
_BEFORE = r"\A\W*(?:conditions (?:particulieres|generales)\W+|[a-z]{2,6}-?\d{1,4} )?"
# A sentence that begins with the contents itself: the installation of a printer is named after the printer.
_LEAVES_OUT = Pattern(
    rf"{_BEFORE}(?:{_CONTENTS}(?: \d{{1,2}}\b)? ?[:(,]? ?(?:{_LEFT_OUT}|{_FEW_YEARS})|{_DAYS} {_NOT_HELD}|{_NOTHING_OF})"
)
# A list of what is left out, each by its bare name: "Sont exclus : la formation, les déplacements".
_LIST = Pattern(
    rf"{_BEFORE}(?:(?:sont|est) exclue?s?|exclusions?|exclue?s?|hors prestation(?: segur)?"
    r"|(?:ne sont pas |non )(?:comprise?s?|incluse?s?))(?: (?:de la|dans la) prestation(?: segur)?)? ?: ?"
)
_NEXT_OF_LIST = Pattern(r" ?(?:,|/|\bet\b|\bni\b) ?")
_OF_CONTENTS = Pattern(_CONTENTS)
_ON_SITE = Pattern(r"(?:l'|une )?installation sur (?:site|place)")
_INSTALLED = Pattern(r"install")
_FROM_AFAR = Pattern(
    r"\ba distance\b|\btele-?(?:install|maint|deploi|form|assist)|\bdeploi|\bdeploy|\ben ligne\b"
)
# What a supplier may well sell besides.
_BESIDES = Pattern(
    r"\b(?:complementaire|supplementaire|additionnel|autre|specifique|personnalise|avance|materiel|serveur|imprimante"
    r"|lecteur|reseau|module|frais|deplacement|contrat|option(?! ?\W*\Z))\w*|\bau-dela\b|\bhors\b"
)
# An option has its price; what is invoiced besides is left out, whatever it costs.
_PRICE = Pattern(r"€|\beuros?\b")
_INVOICED = "factur"
WORTH_READING = Pattern(
    r"\b(?:non|pas) (?:compris|inclu)|\bexclu|\ben sus\b|\ben option\b|\bfacture|\bpayante\b"
    r"|\bcharge\b|\bpar le client\b|\baucune? (?:inst|form|main|suiv)|\bhors prestation\b"
)
"""A page without any of these words leaves nothing out."""


def leaves_out(sentence: str) -> bool:
    """Whether a sentence says that a part of the prestation is not comprised."""
    listed = _listed(sentence)
    if listed is not None:
        return any(_OF_CONTENTS.fullmatch(item) for item in listed)
    found = _LEAVES_OUT.search(sentence)
    if found is None or _BESIDES.search(sentence):
        return False
    return _INVOICED in found[0] or not _PRICE.search(sentence)


def leaves_out_on_site(sentence: str) -> bool:
    """Whether a list of what is left out names the installation on site."""
    return any(_ON_SITE.fullmatch(item) for item in _listed(sentence) or ())


def may_install_otherwise(text: str) -> bool:
    """Whether a text names the installation a second time, or what is done from afar."""
    return len(_INSTALLED.findall(text)) > 1 or _FROM_AFAR.search(text) is not None


def _listed(sentence: str) -> list[str] | None:
    """What a sentence lists as left out; None of any other sentence."""
    found = _LIST.search(sentence)
    return None if found is None else [*_items(sentence[found.end() :].rstrip(" .;"))]


def _items(listed: str) -> Iterator[str]:
    start = 0
    for mark in _NEXT_OF_LIST.finditer(listed):
        yield listed[start : mark.start()]
        start = mark.end()
    yield listed[start:]
