"""The words of the reports that do not come from the tables, in both languages."""

from collections.abc import Mapping

_FR = {
    "file": "Fichier",
    "sons": "SONS",
    "step": "Étape",
    "deposit": "Dépôt",
    "pieces": "Pièces",
    "avance": "Avance",
    "note": "À noter",
    "rules": "Règles",
    "unknown": "inconnu",
    "paris": "heure de Paris",
    "from_option": "d'après l'option donnée",
    "from_dossier.toml": "d'après dossier.toml",
    "from_segur-check.toml": "d'après segur-check.toml",
    "from_content": "d'après le contenu du fichier",
    "from_now": "instant présent : sans --depot, la réponse vaut pour cet instant",
    "no_pieces": "aucune pièce donnée",
    "one_file": "1 fichier",
    "files": "{count} fichiers",
    "no_avance": "aucune avance donnée",
    "request": "Demande {line}",
    "whole_file": "Le fichier dans son ensemble",
    "editor_number": "numéro éditeur {number}",
    "where": "Où",
    "finding": "Constat",
    "why": "Pourquoi",
    "todo": "À faire",
    "source": "Source",
    "certainty_A": "écrit dans le texte",
    "certainty_D": "déduit",
    "certainty_U": "usage",
    "confidence_probable": "lecture probable",
    "confidence_possible": "lecture possible",
    "severity_rejet": "REJET",
    "severity_a-modifier": "À MODIFIER",
    "severity_alerte": "ALERTE",
    "severity_info": "INFO",
    "consequence_rejet": "Suite : l'ASP rejette la demande.",
    "consequence_a-modifier": "Suite : l'ASP renvoie la demande à modifier.",
    "consequence_rejet_likely": "Suite probable : l'ASP rejette la demande.",
    "consequence_a-modifier_likely": "Suite probable : l'ASP renvoie la demande à modifier.",
    "paths_unread": "{count} chemins non lus (voir les messages d'erreur)",
    "paths_unread_one": "1 chemin non lu (voir le message d'erreur)",
    "verdict_rejet": "Rejet à attendre",
    "verdict_a-modifier": "À modifier avant le dépôt",
    "verdict_a-verifier": "À vérifier",
    "verdict_sans-anomalie": "Aucune anomalie détectée",
    "not_checked": "Non vérifié",
    "kind_non-fourni": "à fournir",
    "kind_illisible": "illisible",
    "kind_non-publie": "non publié",
    "requests_concerned": "{count} demandes",
    "coverage": "{applied}, {not_applicable} sans objet, {not_checked}",
    "applied_one": "1 contrôle appliqué",
    "applied": "{count} contrôles appliqués",
    "lacking_one": "1 non vérifié",
    "lacking": "{count} non vérifiés",
    "verdict": "Verdict",
    "requests_one": "1 demande",
    "requests": "{count} demandes",
    "others_hidden": "{count} autres {code} non affichés (--max-shown {limit})",
    "other_hidden": "1 autre {code} non affiché (--max-shown {limit})",
    "below_hidden": "{count} constats moins graves non affichés (--min-severity)",
    "below_hidden_one": "1 constat moins grave non affiché (--min-severity)",
    "clean_requests": "{count} demandes sans constat à afficher",
    "clean_requests_one": "1 demande sans constat à afficher",
    "unread": "Non lu",
    "footer": (
        "Ce bilan est produit par un outil libre, sans lien avec l'ASP ni l'ANS. Il ne vaut ni "
        "acceptation ni attestation. Le contenu des PDF (montants, dates, "
        "signatures) n'est pas comparé au JSON. Étape suivante : le simulateur de JSON du portail "
        "de l'ASP."
    ),
    "provisional": "structure provisoire",
    "line": "ligne {line}",
    "page": "page {page}",
    "in_all": "En tout",
}

_EN = {
    "file": "File",
    "sons": "SONS",
    "step": "Step",
    "deposit": "Deposit",
    "pieces": "Attachments",
    "avance": "Avance",
    "note": "Note",
    "rules": "Rules",
    "unknown": "unknown",
    "paris": "Paris time",
    "from_option": "from the option given",
    "from_dossier.toml": "from dossier.toml",
    "from_segur-check.toml": "from segur-check.toml",
    "from_content": "from the content of the file",
    "from_now": "this instant: without --depot, the answer is that of now",
    "no_pieces": "no attachment given",
    "one_file": "1 file",
    "files": "{count} files",
    "no_avance": "no avance given",
    "request": "Request {line}",
    "whole_file": "The file as a whole",
    "editor_number": "numéro éditeur {number}",
    "where": "Where",
    "finding": "Finding",
    "why": "Why",
    "todo": "To do",
    "source": "Source",
    "certainty_A": "written in the text",
    "certainty_D": "deduced",
    "certainty_U": "usage",
    "confidence_probable": "probable reading",
    "confidence_possible": "possible reading",
    "severity_rejet": "REJECT",
    "severity_a-modifier": "TO CHANGE",
    "severity_alerte": "WARNING",
    "severity_info": "INFO",
    "consequence_rejet": "Outcome: the ASP rejects the request.",
    "consequence_a-modifier": "Outcome: the ASP sends the request back to be changed.",
    "consequence_rejet_likely": "Likely outcome: the ASP rejects the request.",
    "consequence_a-modifier_likely": "Likely outcome: the ASP sends the request back to be changed.",
    "paths_unread": "{count} paths not read (see the error messages)",
    "paths_unread_one": "1 path not read (see the error message)",
    "verdict_rejet": "Rejection to expect",
    "verdict_a-modifier": "To change before the deposit",
    "verdict_a-verifier": "To verify",
    "verdict_sans-anomalie": "No anomaly detected",
    "not_checked": "Not checked",
    "kind_non-fourni": "to be given",
    "kind_illisible": "unreadable",
    "kind_non-publie": "not published",
    "requests_concerned": "{count} requests",
    "coverage": "{applied}, {not_applicable} not applicable, {not_checked}",
    "applied_one": "1 control applied",
    "applied": "{count} controls applied",
    "lacking_one": "1 not checked",
    "lacking": "{count} not checked",
    "verdict": "Verdict",
    "requests_one": "1 request",
    "requests": "{count} requests",
    "others_hidden": "{count} other {code} not shown (--max-shown {limit})",
    "other_hidden": "1 other {code} not shown (--max-shown {limit})",
    "below_hidden": "{count} less severe findings not shown (--min-severity)",
    "below_hidden_one": "1 less severe finding not shown (--min-severity)",
    "clean_requests": "{count} requests with nothing to show",
    "clean_requests_one": "1 request with nothing to show",
    "unread": "Not read",
    "footer": (
        "This report comes from a free tool with no link to the ASP or the ANS. It is neither an "
        "acceptance nor a certificate. What the PDFs say (amounts, dates, "
        "signatures) is not compared with the JSON. Next step: the JSON simulator of the ASP's portal."
    ),
    "provisional": "provisional structure",
    "line": "line {line}",
    "page": "page {page}",
    "in_all": "In total",
}

_LANGUAGES: Mapping[str, Mapping[str, str]] = {"fr": _FR, "en": _EN}


def word(lang: str, key: str, **values: object) -> str:
    """A word or a sentence of the reports in a language."""
    return _LANGUAGES[lang][key].format(**values)


def counted(lang: str, key: str, count: int) -> str:
    """A counted noun: the `_one` form for one (in French for zero too), else the plural."""
    if count == 1 or (count == 0 and lang == "fr"):
        return word(lang, f"{key}_one").replace("1", str(count), 1)
    return word(lang, key, count=count)


def languages() -> Mapping[str, Mapping[str, str]]:
    """Every language and its words, for the test that both say the same."""
    return _LANGUAGES
