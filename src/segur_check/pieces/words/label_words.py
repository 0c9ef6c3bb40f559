"""The words by which documents say what a figure is, in lower case without accents."""

from collections.abc import Sequence

from segur_check.pieces.words.tax_words import PriceKind, kinds_of, nearest_cell
from segur_check.values.pattern import Pattern

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
TOTAL = Pattern(
    r"\btotal|\btotaux|\bmontant (?:total|global)|\bnet ht\b|\bbase ht\b|\bsous-?total|\bsubtotal"
)
SUBTOTAL = Pattern(r"\W*(?:sous-? ?total|subtotal|total partiel|total intermediaire)\W*")
GRAND_TOTAL = Pattern(
    r"\W*(?:grand |montant )?tota(?:l|ux)(?: general| global| de la commande| facture| due?)?\W*"
)
# It is about the Ségur; "hors Ségur" says that a line is not.
SEGUR = Pattern(
    r"(?<!hors )(?<!non )(?<!sans )(?<!hors prestation )(?<!hors perimetre )(?<!hors programme )(?<!hors du )segur"
)
# What every order says of the Prestation Ségur: it goes with its price, and names nothing else sold.
STATE_SHARE = Pattern(
    r"(?:pris\w*|prend) (?:integralement |totalement |entierement )?en charge (?:integralement |totalement )?par l. ?etat"
    r"|prise en charge (?:(?:par |de )?(?:l. ?)?etat|segur)|(?:finance|regle|paye|verse)\w* par l. ?etat|\bpart (?:de )?l?.? ?etat\b"
)
# What is taken off a price: the HT of a line is then no price to compare.
REDUCTION = Pattern(
    r"\bremises?\b|\brabais\b|\bristournes?\b|\breductions?\b|\bavoirs?\b|\bgeste commercial\b|\bdiscounts?\b"
)
_AFTER_REDUCTION = Pattern(
    r"(?:apres|net(?:te)? de|deduction faite de|avec|inclus) ?(?:la |les )?(?:remises?|rabais|reductions?)"
    r"|(?:remises?|rabais|reductions?) (?:deduite?s?|incluse?s?|comprise?s?)"
)
# What a percentage is of when it is not a rate of VAT.
NOT_OF_VAT = Pattern(
    r"penalit|escompte|remise|rabais|acompte|interet|retard|avance|avancement|capital|commission|hausse|indexation"
    r"|reduction|\brem\b|prise en charge|\bpart\b|solde|marge"
)
_RATE = Pattern(r"\btaux\b|%|\brate\b")
# The headings that a table of prices or of taxes may have.
_COLUMN = Pattern(
    r"\b(?:designation|libelle|description|intitule|articles?|ref|reference|produits?|prestations?|services?|code|items?"
    r"|qte|qty|qt|quantites?|quantity|nb|nombre|unites?|unit|u|p\.?u|prix|price|montants?|amount|total|totaux|base|bases"
    r"|taux|rate|remise|rem|discount|assiette|ht|ttc|tva|vat|tax|taxes?)\b|%"
)
QUANTITY = Pattern(
    r"\A\W*(?:qte|qty|qt|quantites?|quantity|nb|nombre|unites?|nb d.unites?|heures?|jours?|u)\b"
)
# How the label of an amount begins; the name of what is sold begins otherwise.
_LABEL_BEGINS = Pattern(
    r"\W*(?:le |la |les |the )?(?:(?:sous-?)?tota[lu]x?|montants?|prix|somme|cout|tva|t\.v\.a|vat|tax|taxes?|ht|h\.t|ttc|t\.t\.c"
    r"|net|base|assiette|hors|toutes|dont|soit|solde|part|amount|grand|subtotal|untaxed|taux|reste|avec|sans)\b"
)
# A rate in the name of what is sold: "(TVA 20 %)", ", TVA 20 %".
_RATE_OF_NAME = Pattern(
    r"[(,-]? ?(?:au )?(?:taux (?:de )?)?\b(?:t\.?v\.?a\b\.?|vat)(?: ?:| a| au taux de)? ?\d{1,2}(?:[.,]\d{1,3})? ?%\)?"
)
# "Montants en k€", "(en milliers d'euros)".
THOUSANDS = Pattern(r"\ben (?:k ?€|ke\b|k ?eur|kilo-?euros?|milliers?)|\((?:k ?€|k ?eur)\)")
# A part was paid before, or someone else pays it: the net to pay is then no price.
PAID = Pattern(r"acompte|deja (?:regle|paye|verse|facture)|avance (?:recue|versee|percue)")
# Words that may stand beside the name of a tax or an amount without saying of what it is.
_PLAIN = Pattern(
    r"\b(?:[dlns]|d[eu]s?|au|aux|auxquels?|a|et|en|of|at|la|le|les|ce|cette|un|une|pour|par|dont|hors|soit|est"
    r"|total|totale|totaux|sous|montants?|somme|prix|net|nette|brut|base|taux|tva|t\.?v\.?a|vat|tax|taxes?"
    r"|toutes|comprise?s?|incluse?|included|incl|excl|excluding|including|sur|valeur|ajoutee|ajoute|applicable"
    r"|applique|normal|standard|rate|amount|price|subtotal|grand|euros?|eur|ht|ttc|h\.t|t\.t\.c|pour|cent|payer|regler"
    r"|general|generale|global|globale|commande|facture|devis|document|present|prevue?|prestations?|services?"
    r"|fixee?|arretee?|soumise?s?|assujettie?s?|assiette|avant|apres|sans|avec|y|compris|inclus|imposables?|taxables?"
    r"|htva|tvac|t\.v\.a\.c|h\.t\.v\.a|non|untaxed|before|after|gross|without|with|inc|du|due?|taxe)\b"
)
_FOREIGN = Pattern(r"[a-z]{2}|\*")
_COLUMNS_LEAST = 2
_LABEL_WORDS = 7  # of a label; a sentence has more
# "A. Prestation Ségur", "2) Autres prestations", "Total général (A + B)".
_PART = Pattern(r"(?:lot )?(?:[a-h]|\d{1,2}|i{1,3}|iv)(?:[.)]| ?[-–:]) +(?=[a-z]{3})|total general")
_A_WORD = Pattern(r"(?!eur)[a-z]{3}")


def is_aside(words: str) -> bool:
    """Whether words say that an amount is no price of the prestation; a total after reduction is one."""
    return bool(ASIDE.search(_AFTER_REDUCTION.sub(" ", words)))


def has_word(text: str) -> bool:
    """Whether a text has a word other than the currency."""
    return bool(_A_WORD.search(text))


def is_plain(text: str) -> bool:
    """Whether a text holds nothing but the names of taxes and amounts."""
    return not _FOREIGN.search(_PLAIN.sub(" ", text))


def is_rate_heading(heading: str) -> bool:
    """Whether a heading is one of rates, maybe of VAT: "Taux", "%", "Taux TVA"."""
    return bool(_RATE.search(heading)) and is_plain(heading) and not NOT_OF_VAT.search(heading)


def is_part_title(text: str) -> bool:
    """Whether a line begins one of several parts of a document, each with its own figures."""
    return bool(_PART.match(text))


def is_of_other(before: str) -> bool:
    """Whether the label before an amount names something else that is sold: "Maintenance annuelle HT"."""
    label = nearest_cell(before)
    if not label or len(label.split()) > _LABEL_WORDS:
        return False
    if SEGUR.search(before) or STATE_SHARE.search(before) or kinds_of(label) == {PriceKind.VAT}:
        return False
    return not is_plain(label)


def is_name(cell: str) -> bool:
    """Whether words that name a tax or an amount are the name of what is sold, and not a label."""
    return not is_plain(cell) and not _LABEL_BEGINS.match(cell)


def unrated(cell: str) -> str:
    """The name of what is sold without the rate of VAT in it, which labels no amount."""
    return _RATE_OF_NAME.sub(" ", cell)


def heads_column(cell: str) -> bool:
    """Whether a cell has a word that heads columns of prices or taxes."""
    return bool(_COLUMN.search(cell))


def is_table_heading(cells: Sequence[str]) -> bool:
    """Whether the cells of a line head the columns of a table of prices or taxes."""
    return sum(map(heads_column, cells)) >= _COLUMNS_LEAST
