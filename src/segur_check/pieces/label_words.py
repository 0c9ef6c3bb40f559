"""The words by which documents say what a figure is of; all in lower case, without accents."""

import re
from enum import StrEnum
from functools import lru_cache

from segur_check.patterns import Pattern


class Label(StrEnum):
    """What an amount is of: the price excluding VAT, the VAT, the price including it."""

    HT = "HT"
    VAT = "TVA"
    TTC = "TTC"


_HT = Pattern(
    r"\bh\.? ?t\b\.?|\bhors[ -]+(?:taxes?|tva)\b|\bnet ht\b|\bexcl\w{0,10}\.? (?:vat|tva)\b"
)
_TTC = Pattern(
    r"\bt\.? ?t\.? ?c\b\.?|\btoutes taxes\b|\btaxes comprises\b|\bincl\w{0,10}\.? (?:vat|tva)\b"
)
VAT = Pattern(
    r"\bt\.? ?v\.? ?a\b\.?|\btaxe sur la valeur ajoutee\b|\bmontant (?:de la )?taxe\b|\bvat\b"
)
# Where TVA is not the name of an amount: a company's number, a legal mention.
NO_VAT = Pattern(
    r"(?:n°|numero|no\.?|ident\w{0,12}) {0,4}(?:de {0,4})?(?:tva|t\.v\.a)|tva {0,4}(?:intra|ue|non applicable|fr)|base {0,4}(?:de {0,4})?(?:la {0,4})?tva"
    r"|hors[ -]+tva|(?:excl|incl)\w{0,10}\.? (?:vat|tva)|assujetti\w* [àa] la tva|vat (?:number|no\b|id\b)"
)
ASIDE = Pattern(
    r"capital|\bavance ?:|avance (?:de l'asp|deja|percue|recue|versee|facturee)|indemnit|penalit|recouvrement|escompte|remise|rabais|ristourne|reduction|acompte"
    r"|deja (?:regle|paye|verse)|frais|reste|par mois|mensuel|/ ?mois|par an\b|abonnement|\bavoir\b"
    r"|caution|plafond|franco|redevance|option|au lieu de|\btarif|catalogue|prix public|valeur de"
    r"|supplementaire|intervention|deplacement|\bheures?\b|(?:est|sont|sera|seront) facture"
    r"|\bmaxim|\bminim|\breports?\b|\breporter\b|\ba partir d|\bbareme|\bjusqu|(?:par|pour) le client"
    r"|a (?:la|votre) charge|\beco-?(?:participation|contribution|taxe)"
)
DUE = Pattern(r"net a payer|a payer|a regler|montant du\b|amount due|balance due")
UNIT = Pattern(
    r"\bp\.? ?u\b|unitaire|\bunit\b|prix unit|\bl'unite\b"
    r"|\bpar (?:praticien|medecin|poste|licence|utilisateur|site|etablissement|professionnel)"
)
TOTAL = Pattern(r"\btotal|\btotaux|\bmontant (?:total|global)|\bnet ht\b|\bbase ht\b|\bsous-total")
SEGUR = Pattern(r"segur")
# What takes from a price: the HT of a line is then no price to compare.
REDUCTION = Pattern(
    r"\bremises?\b|\brabais\b|\bristournes?\b|\breductions?\b|\bavoirs?\b|\bgeste commercial\b|\bdiscounts?\b"
)
_AFTER_REDUCTION = Pattern(
    r"(?:apres|net(?:te)? de|deduction faite de|avec|inclus) ?(?:la |les )?(?:remises?|rabais|reductions?)"
    r"|(?:remises?|rabais|reductions?) (?:deduite?s?|incluse?s?|comprise?s?)"
)
# What a percentage is of, where it is not a rate of VAT.
NOT_OF_VAT = Pattern(
    r"penalit|escompte|remise|rabais|acompte|interet|retard|avance|avancement|capital|commission|hausse|indexation"
    r"|reduction|\brem\b|prise en charge|\bpart\b|solde|marge"
)
_RATE = Pattern(r"\btaux\b|%|\brate\b")
# "Montants en k€", "(en milliers d'euros)".
THOUSANDS = Pattern(r"\ben (?:k ?€|ke\b|k ?eur|kilo-?euros?|milliers?)|\((?:k ?€|k ?eur)\)")
# What was paid before, or is paid by another: the net to pay is then no price.
PAID = Pattern(r"acompte|deja (?:regle|paye|verse|facture)|avance (?:recue|versee|percue)")
# All that may stand beside the name of a tax or an amount, without saying of what it is.
_PLAIN = Pattern(
    r"\b(?:[dlns]|d[eu]s?|au|aux|auxquels?|a|et|en|of|at|la|le|les|ce|cette|un|une|pour|par|dont|hors|soit|est"
    r"|total|totale|totaux|sous|montants?|somme|prix|net|nette|brut|base|taux|tva|t\.?v\.?a|vat|tax|taxes?"
    r"|toutes|comprise?s?|incluse?|included|incl|excl|excluding|including|sur|valeur|ajoutee|ajoute|applicable"
    r"|applique|normal|standard|rate|amount|price|subtotal|grand|euros?|eur|ht|ttc|h\.t|t\.t\.c|pour|cent|payer|regler"
    r"|general|generale|global|globale|commande|facture|devis|document|present|prevue?|prestations?|services?"
    r"|fixee?|arretee?)\b"
)
_FOREIGN = Pattern(r"[a-z]{2}|\*")
_LABEL_WORDS = 7  # of a label; a sentence has more
_KEPT = 4_096  # texts judged: the same headings are met for each figure under them
# "A. Prestation Ségur", "2) Autres prestations", "Total général (A + B)".
_PART = Pattern(r"(?:lot )?(?:[a-h]|\d{1,2}|i{1,3}|iv)(?:[.)]| ?[-–:]) +(?=[a-z]{3})|total general")
_A_WORD = Pattern(r"(?!eur)[a-z]{3}")


@lru_cache(maxsize=_KEPT)
def kinds_of(text: str) -> frozenset[Label]:
    """What a text names; of "TVA" in a number of TVA, nothing."""
    found = set()
    if _HT.search(text):
        found.add(Label.HT)
    if _TTC.search(text):
        found.add(Label.TTC)
    if VAT.search(NO_VAT.sub(" ", text)):
        found.add(Label.VAT)
    return frozenset(found)


@lru_cache(maxsize=_KEPT)
def nearest_kinds(before: str) -> frozenset[Label]:
    """The kinds that the text before a figure names: its last cell that names any."""
    for cell in reversed(re.split(r" {2,}", before)):
        kinds = kinds_of(cell)
        if kinds:
            return kinds
    return frozenset()


def is_aside(words: str) -> bool:
    """Whether words say that an amount is no price of the prestation; a total after reduction is."""
    return bool(ASIDE.search(_AFTER_REDUCTION.sub(" ", words)))


def has_word(text: str) -> bool:
    """Whether a text has a word, the currency aside."""
    return bool(_A_WORD.search(text))


def is_plain(text: str) -> bool:
    """Whether a text holds nothing but the names of taxes and amounts."""
    return not _FOREIGN.search(_PLAIN.sub(" ", text))


def is_rate_heading(heading: str) -> bool:
    """Whether a heading is of rates, and may be of those of VAT: "Taux", "%", "Taux TVA"."""
    return bool(_RATE.search(heading)) and is_plain(heading) and not NOT_OF_VAT.search(heading)


def is_part_title(text: str) -> bool:
    """Whether a line begins a part of a document that has several, with figures of its own."""
    return bool(_PART.match(text))


def is_of_other(before: str) -> bool:
    """Whether the label before an amount is of some thing: "Maintenance annuelle HT"."""
    cells = [cell for cell in re.split(r" {2,}", before) if kinds_of(cell)]
    if not cells or len(cells[-1].split()) > _LABEL_WORDS or SEGUR.search(before):
        return False
    return not is_plain(cells[-1])
