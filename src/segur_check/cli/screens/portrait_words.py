"""What the portrait of a document says, in French and in English."""

from collections.abc import Mapping

_WORDS: Mapping[str, tuple[str, str]] = {
    "kind": ("Type probable", "Probable type"),
    "no_kind": ("inconnu", "unknown"),
    "quote": ("devis", "quote"),
    "proforma": ("facture pro forma", "proforma invoice"),
    "credit": ("avoir", "credit note"),
    "deposit": ("facture d'acompte", "down-payment invoice"),
    "size": ("Taille", "Size"),
    "kilobytes": ("{count}\u00a0ko", "{count}\u00a0kB"),
    "pages": ("Pages", "Pages"),
    "text": ("avec du texte", "with text"),
    "scanned": (
        "numérisé, sans texte (p.\u00a0{pages})",
        "scanned, without text (p.\u00a0{pages})",
    ),
    "mute": (
        "caractères illisibles (p.\u00a0{pages})",
        "unreadable characters (p.\u00a0{pages})",
    ),
    "recognised": (
        "lu par reconnaissance de caractères (p.\u00a0{pages})",
        "read by character recognition (p.\u00a0{pages})",
    ),
    "nothing": ("aucun texte à lire", "no text to read"),
    "past": ("lu jusqu'à la page {read}", "read up to page {read}"),
    "fields": ("Champs de formulaire", "Form fields"),
    "unlabelled": ("sans libellé ({name})", "without a label ({name})"),
    "empty": ("Champs laissés vides", "Fields left empty"),
    "amounts": ("Montants", "Amounts"),
    "rates": ("Taux", "Rates"),
    "days": ("Dates", "Dates"),
    "numbers": (
        "Identifiants dont la clé de contrôle est juste",
        "Identifiers whose check digit is right",
    ),
    "signatures": ("Signatures numériques", "Digital signatures"),
    "no_signature": (
        "aucune\u00a0; l'outil ne lit pas les signatures manuscrites",
        "none; the tool does not read handwritten signatures",
    ),
    "facturx": ("Données Factur-X", "Factur-X data"),
    "page": ("page {page}", "page {page}"),
    "form": ("formulaire", "form"),
    "aside": ("non comparé au JSON", "not compared with the JSON"),
    "unit": ("prix unitaire", "unit price"),
    "total": ("total", "total"),
    "segur": ("Prestation Ségur", "Prestation Ségur"),
    "due": ("net à payer", "amount due"),
    "also": ("peut aussi se lire {others}", "may also read {others}"),
    "of_vat": ("TVA", "VAT"),
    "not_vat": ("autre", "other"),
    "unsigned": ("champ de signature non signé", "signature field not signed"),
    "whole": ("contenu intact", "content unchanged"),
    "broken": (
        "contenu modifié, ou signature qui ne se vérifie pas",
        "content changed, or signature that cannot be verified",
    ),
    "unjudged": ("modification impossible à vérifier", "changes cannot be checked"),
    "after": ("{count} octets ajoutés après", "{count} bytes added after"),
    "state_empty": ("fichier vide", "empty file"),
    "state_not-pdf": ("ce n'est pas un PDF", "this is not a PDF"),
    "state_unreadable": (
        "PDF qui ne s'ouvre pas (coupé, abîmé ou sans page)",
        "PDF that does not open (cut short, damaged or without a page)",
    ),
    "state_locked": (
        "PDF qui ne s'ouvre qu'avec un mot de passe",
        "PDF that opens only with a password",
    ),
    "state_too-big": (
        "fichier trop gros pour l'outil",
        "file too big for the tool",
    ),
    "state_limit": (
        "PDF au-delà des limites de lecture de l'outil",
        "PDF beyond the tool's reading limits",
    ),
    "unread": (
        "texte non lu, au-delà des limites de l'outil",
        "text not read, beyond the tool's limits",
    ),
    "semicolon": ("\u00a0; ", "; "),
    "type": ("type", "type"),
    "number": ("numéro", "number"),
    "seller": ("vendeur", "seller"),
    "buyer": ("acheteur", "buyer"),
    "order": ("commande", "order"),
    "line": ("ligne", "line"),
    "vat": ("TVA", "VAT"),
    "colon": ("\u00a0: ", ": "),
    "datum_unread": ("illisible", "unreadable"),
    "quoted": ("«\u00a0{text}\u00a0»", "“{text}”"),
}


class Words:
    """The words of one language: `say("page", page=3)`."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __call__(self, key: str, **values: object) -> str:
        """A word or a sentence, filled with its values."""
        return _WORDS[key][1 if self.lang == "en" else 0].format(**values)
