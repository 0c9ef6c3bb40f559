"""The words by which an order ties a prestation to something else, or adds to it what it may not hold.

All in lower case without accents, one sentence at a time.
"""

import re

from segur_check.values.pattern import Pattern

# Another software, in the place of which this one comes: no update of one that is there.
_OF = r"(?:du |de l'|de la |de votre |de son |de leur )"
_SOFTWARE = r"(?:logiciel|solution|dossier patient|dpi|sih|systeme|progiciel|outil)"
_OTHER = r"\b(?:actuel|existant|concurrent|editeur|tiers|en place|precedent|ancien)"
# What a prestation may neither hold nor be tied to, in the words of orders.
_HELD = (
    r"re-?engag\w+|renouvel\w+ (?:l'|son |votre )?engagement|nouvel engagement",
    r"engagement (?:minimum|minimal|ferme)\b",
    r"(?:client|etablissement|abonne) (?:\w+[' ]){0,3}engage\w* (?!a (?:conserv|archiv|gard|tenir)\w*)(?:.{0,30}|.{0,60}\b(?:periode|duree|ferme)\b.{0,20})\b\d+ (?:mois|ans?)\b",
    r"\b(?:emporte|vaut|entraine|implique|constitue|comporte)\w* (?:\w+[' ]){0,3}renouvellement (?:\w+[' ]){0,4}(?:contrat|abonnement)",
    r"\brenouvelle (?:son|votre) (?:contrat|abonnement)\b",
    r"prolong\w+ (?:\w+ ){0,3}(?:contrat|abonnement|engagement)",
    r"options? (?:\w+ )?(?:payante|obligatoire|supplementaire|complementaire)s?\b",
    r"(?:souscri\w+|achat|achete\w*|acquisition|acquerir) (?:\w+[' ]){0,5}(?:options?|modules?)\b",
    r"modules? (?:complementaire|payant|additionnel|supplementaire)s?\b",
    r"boites? (?:aux |a )?lettres? (?:\w+ ){0,4}(?:mss\w*|messagerie)|\bbal (?:mss|nominativ|organis|applicativ)\w*",
    r"(?:acquisition|achat|fourniture|remplacement|location) (?:\w+[' ]){0,4}serveurs?\b",
    r"serveurs? (?:\w+ ){0,2}(?:neuf|supplementaire|additionnel|dedie)s?\b",
    r"migration (?:\w+[' ]){0,6}(?:bases? de donnees|sgbd|serveurs?)\b|infrastructures? (?:additionnelle|supplementaire|nouvelle)s?",
    r"(?:changement|remplacement) (?:complet|total|integral) (?:\w+ ){0,3}logiciel|\bversion (?:\w+ )?vetuste",
    rf"remplacement {_OF}(?![^.;]{{0,40}}\bversion)(?:\w+[' ]){{0,3}}{_SOFTWARE}\b[^.;]{{0,60}}{_OTHER}",
    r"bascul\w+ (?:\w+[' ]){0,6}?(?:vers|sur) (?:notre|un nouve\w+|une nouvelle|un autre) (?:logiciel|solution|dpi|editeur)",
    r"bascul\w+ (?:\w+[' ]){0,3}depuis (?:votre |le |la |l'|un |une )?(?:\w+ )?(?:logiciel|solution|dpi|editeur)",
    r"(?<!cas de )(?<!tout )(?<!de )changement (?:d'editeur|de logiciel|de solution|de dpi)\b",
    r"maintenance (?:\w+ ){0,6}(?:augment\w+|major\w+|revaloris\w+|supplementaires?)\b",
    r"(?:augment\w+|hausse|major\w+|revaloris\w+) (?:\w+ ){0,6}maintenance\b",
    r"maintenance (?:\w+[' ]){0,4}connecteurs?\b[^.;]{0,40}?(?<![\d,.])[1-9][\d ]*(?:[.,]\d\d)? ?(?:€|euros?\b)",
)
# What is bought besides; but any software needs an access to the Internet.
_BOUGHT = (
    r"(?:\bsouscri\w+|\babonn\w+\b(?! (?:a )?internet)|\boptions?\b|\bmodules?\b|\b(?:packs?|formules?|offres?) (?!de prix)[a-z]"
    r"|\blicences? (?:supplementaire|complementaire|additionnelle)s?\b|\bre-?engag\w+|\bnouve(?:l|lle|au) (?:engagement|contrat)"
    r"|\bcontrats? (?:\w+[' ]){0,2}(?:maintenance|services?|support|assistance|hebergement))"
)
_UPDATE = r"\b(?:mises? a (?:jour|niveau)|montees? de version|upgrades?)\b"
# The update of some software; but updating the solution to its referenced version is the prestation itself.
_UPDATE_OF = (
    rf"{_UPDATE}(?: \w+){{0,3}} (?:de |du |des |d')(?!(?:cette|la|votre|notre) solution\b)"
    r"(?![^.;]{0,100}(?:\breferenc\w+|\bvers (?:la|sa) (?:derniere )?version\b))"
)
_NEXT = r"[^,;:.]{0,80}?"
_ASKS = (
    r"\b(?:(?:conditionn|subordonn)\w+|depend(?:ra|ent|ant\w*)?\b|tributaires?\b|requi(?:ert|erent|s|se|ses)\b|necessite(?:nt|ra)?\b"
    r"|exige(?:e|es|s|nt|ra)?\b|impose(?:e|es|s|nt|ra)?\b|suppose(?:nt|ra)?\b|implique(?:nt|ra)?\b|moyennant\b"
    r"|sous (?:la )?(?:reserve|condition)\b|a (?:la )?condition\b|(?:doi(?:t|vent)|devra|devront) (?:etre |avoir )?(?=souscri|s'abonn|abonn)"
    r"|(?:reserve\w*|destine\w*) aux?\b|uniquement (?:avec|aux?|si|apres|dans|pour|sous|en|sur|lorsqu\w*|par|via|moyennant)\b)"
)
_ASKED = r"\b(?:obligatoires?|prealables?|requise?s?|indispensables?|exigee?s?|imposee?s?)\b"
_ASKS_TO_UPDATE = r"\b(?:prealablement|doi(?:t|vent)|devra|devront)\b"
_TIES = (
    rf"{_ASKS}{_NEXT}{_BOUGHT}",
    rf"(?:{_ASKS}|{_ASKS_TO_UPDATE}){_NEXT}{_UPDATE_OF}",
    rf"(?:\bsouscri\w+|\babonn\w+\b(?! (?:a )?internet)|{_UPDATE_OF}){_NEXT}{_ASKED}",
)
# Updates of software that is not the solution.
_OUTSIDE = (
    r"\bhors (?:du |le |de (?:ce |son |leur )?)?(?:perimetre|sons\b)(?: (?:du|des|de) (?:la )?(?:sons|segur|prestation|solution))*"
    r"|\b(?:ne|n') ?(?:relev|font|fait|entr|appart)\w* pas (?:\w+[' ]){0,3}perimetre"
)
_IS_OUTSIDE = Pattern(_OUTSIDE)
_UPDATED = rf"(?:{_UPDATE}|\bmet(?:tre|tra|tront|tent)?(?: \w+){{0,3}} a (?:jour|niveau)\b)"
_UPDATED_OUTSIDE = Pattern(
    rf"{_UPDATED}[^.;]{{0,120}}(?:{_OUTSIDE}|\blogiciels? tiers\b)|(?:{_OUTSIDE})[^.;]{{0,60}}{_UPDATED}"
)
# "N'est fournie qu'avec" is a condition and no denial.
_ONLY = Pattern(
    r"\b(?:ne |n')(?:[\w']+ ){1,6}?(?:que |qu')(?=(?:avec|aux?|si|apres|dans|pour|sous|en|sur|lorsqu\w*|par|via|moyennant)\b)"
)
_NOT_ASKED = Pattern(
    r"\b(?:ne|n'|aucune?s?|sans|pas|ni|non|hors|jamais|exclu\w*|independ\w+|facultati\w+|libre\w*"
    r"|charge du client|separe\w*|distinct\w*|autonome\w*|sauf|inchange\w*)(?:\b|(?<='))"
)
_DENIAL = r"\b(?:aucune?s?|ni|pas|sans|jamais|non|hors|nulle?s?|independ\w+)\b"
# A condition that is stated outright, whatever else its sentence denies: "sans frais, la prestation est
# subordonnée à la souscription ...".
_OUTRIGHT = Pattern(
    r"(?<!n')(?<!\bne )\b(?:(?:est|sont|sera|seront|reste\w*|demeure\w*)(?: \w+){0,2} (?:conditionn|subordonn)\w+"
    r"|requiert|necessite|exige|suppose)\b"
    rf"(?:(?!{_DENIAL})[^.;]){{0,80}}?(?:{_BOUGHT}|{_UPDATE_OF})"
)
_DONE = r"\b(?:realis|fourni|install|livr|execut|possible|assur|deploy|activ|mis)\w*"
_DENIED = r"(?:aucun|ni\b|conditionn|subordonn|depend|lie\b|liee|impos|exig|oblig|impliqu|entrain|suppos|necessit|requiert)"
# "Ne peut être réalisée sans la souscription ...", "à défaut d'abonnement, n'est pas livrée".
_WITHOUT = Pattern(
    rf"\b(?:ne |n'|pas d|aucune? )(?:(?!\b{_DENIED})[^.;]){{0,80}}{_DONE}(?:(?!\b{_DENIED})[^.;]){{0,40}}\bsans [^.;,]{{0,30}}?{_BOUGHT}"
    rf"|\b(?:faute|a defaut|en l'absence|sans) (?:de |d')?[^.;,]{{0,20}}?{_BOUGHT}[^.;]{{0,60}}\b(?:ne |n')(?:\w+ ){{0,5}}{_DONE}"
)
_TIED = Pattern("|".join((*_HELD, *_TIES)))
WORTH_READING = Pattern(
    r"option|module|abonn|souscri|engag|boites? |\bbal\b|serveur|migration|infrastructure|logiciel|vetuste|maintenance"
    r"|contrat|pack|formule|offre|licence|a jour|a niveau|montee|upgrade|remplac|bascul|changement"
)
"""A page without any of these words ties nothing; most have none."""


def is_tied(sentence: str) -> bool:
    """Whether a sentence ties the prestation to something else, or adds it, without denying that."""
    if _OUTRIGHT.search(sentence) or _WITHOUT.search(sentence):
        return True
    if _UPDATED_OUTSIDE.search(sentence):
        return not _is_denied(_IS_OUTSIDE.sub(" ", sentence))
    plain = _ONLY.sub(_affirmed, sentence)
    return _TIED.search(plain) is not None and not _is_denied(plain)


def _affirmed(only: re.Match[str]) -> str:
    """A condition without its negation: "est fournie uniquement" for "n'est fournie que"."""
    return re.sub(r"\A(?:ne |n')|(?:que |qu')\Z", "", only[0]) + "uniquement "


def _is_denied(sentence: str) -> bool:
    return _NOT_ASKED.search(_ONLY.sub(_affirmed, sentence)) is not None
