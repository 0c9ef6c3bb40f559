"""What the page at a terminal and the lines in a pipe say, in French and in English."""

from collections.abc import Mapping

TERMINAL: Mapping[str, tuple[str, str]] = {
    "page_verdict_unread": ("Verdict\u00a0: {verdict}", "Verdict: {verdict}"),
    "unpublished_rules_one": (
        "Non vérifié\u00a0: 1 règle non publiée",
        "Not checked: 1 rule not published",
    ),
    "unpublished_rules": (
        "Non vérifié\u00a0: {count} règles non publiées",
        "Not checked: {count} rules not published",
    ),
    "unpublished_see": (
        " (segur-check coverage --sons {sons})",
        " (segur-check coverage --sons {sons})",
    ),
    "unjudged_one": ("1 règle non publiée n'est pas vérifiée", "1 unpublished rule is not checked"),
    "unjudged": (
        "{count} règles non publiées ne sont pas vérifiées",
        "{count} unpublished rules are not checked",
    ),
    "deposit_on": ("dépôt {day}", "filing {day}"),
    "deposit_now": ("instant présent, sans --depot", "this instant, without --depot"),
    "other_requests_one": (
        "1 autre demande sans constat à afficher",
        "1 other request with nothing to show",
    ),
    "other_requests": (
        "{count} autres demandes sans constat à afficher",
        "{count} other requests with nothing to show",
    ),
    "other_places_one": ("1 autre endroit", "1 other place"),
    "other_places": ("{count} autres endroits", "{count} other places"),
    "requests_named_one": ("demande {lines}", "request {lines}"),
    "requests_named": ("demandes {lines}", "requests {lines}"),
    "from_to": ("{first} à {last}", "{first} to {last}"),
    "semicolon": ("\u00a0; ", "; "),
    "not_blocking": ("À vérifier avant le dépôt.", "To be checked before filing."),
    "also": ("En découle", "Follows"),
    "others_following_one": ("et 1 autre constat (-v)", "and 1 other finding (-v)"),
    "others_following": ("et {count} autres constats (-v)", "and {count} other findings (-v)"),
    "good_to_know": ("À savoir", "Good to know"),
    "whole_with_v": ("{title} (texte entier\u00a0: -v)", "{title} (whole text: -v)"),
    "others_alike_one": ("et 1 autre de cette sorte", "and 1 more like these"),
    "others_alike": ("et {count} autres de cette sorte", "and {count} more like these"),
    "to_paste": (
        "À copier dans {file}, « … » remplacé\u00a0:",
        "To copy into {file}, “…” replaced:",
    ),
    "others_pasted_one": ("et 1 autre ligne (-v)", "and 1 more line (-v)"),
    "others_pasted": ("et {count} autres lignes (-v)", "and {count} more lines (-v)"),
    "usage": ("Usage", "Usage"),
    "usage_later": (
        "Après le paiement, l'usage est contrôlé\u00a0: segur-check usage --sons {sons}",
        "After payment, usage is checked: segur-check usage --sons {sons}",
    ),
    "next_step_blocked": (
        "Corrigez, puis relancez segur-check check …\u00a0; ensuite, le simulateur de JSON du portail de l'ASP.",
        "Correct, then run segur-check check … again; after that, the JSON simulator of the ASP's portal.",
    ),
    "next_step_blocked_papers": (
        "Corrigez, puis relancez segur-check check … Les signatures sont à vérifier visuellement.",
        "Correct, then run segur-check check … again. Signatures are to be checked by eye.",
    ),
    "next_step_json": (
        "Étape suivante\u00a0: le simulateur de JSON du portail de l'ASP.",
        "Next step: the JSON simulator of the ASP's portal.",
    ),
    "next_step_papers": (
        "Les signatures sont à vérifier visuellement.",
        "Signatures are to be checked by eye.",
    ),
    "free_tool": (
        "Outil libre, sans lien avec l'ASP ni l'ANS\u00a0: ni acceptation ni attestation.",
        "A free tool with no link to the ASP or the ANS: neither an acceptance nor a certificate.",
    ),
    "not_filled": (
        "Ce JSON n'est pas rempli. Clés obligatoires vides ({count})\u00a0: {fields}",
        "This JSON is not filled in. Required keys that are empty ({count}): {fields}",
    ),
    "also_usual": ("Aussi\u00a0: {titles}", "Also: {titles}"),
    "suspended": (
        "Pour une raison dite ailleurs dans ce bilan\u00a0: {codes}",
        "For a reason told elsewhere in this report: {codes}",
    ),
    "the_json": ("JSON", "JSON"),
    "todo_others_one": ("et 1 autre chose à faire", "and 1 other thing to do"),
    "todo_others": ("et {count} autres choses à faire", "and {count} other things to do"),
    # Acronyms, spelled out once per report, and in English the French words that stay.
    "acronym_avance": ("", "advance"),
    "acronym_solde": ("", "balance"),
    "acronym_VA": ("vérification d'aptitude", "vérification d'aptitude, fitness check"),
    "acronym_MOM": ("mise en ordre de marche", "mise en ordre de marche, putting into operation"),
    "acronym_SONS": ("système ouvert non sélectif", "système ouvert non sélectif, funding scheme"),
    "acronym_PMSI": (
        "programme de médicalisation des systèmes d'information",
        "programme de médicalisation des systèmes d'information, hospital activity data",
    ),
    "acronym_RPPS": (
        "répertoire partagé des professionnels de santé",
        "répertoire partagé des professionnels de santé, number of a health professional",
    ),
    "acronym_FINESS": (
        "fichier national des établissements sanitaires et sociaux",
        "fichier national des établissements sanitaires et sociaux, number of an establishment",
    ),
    "acronym_CGU": (
        "conditions générales d'utilisation",
        "conditions générales d'utilisation, terms of use",
    ),
    "acronym_ANS": (
        "Agence du numérique en santé",
        "Agence du numérique en santé, digital health agency",
    ),
    "acronym_ASP": (
        "Agence de services et de paiement",
        "Agence de services et de paiement, paying agency",
    ),
}
