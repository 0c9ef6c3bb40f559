"""What several reports say, in French and in English; `_one` is the form of a count of one."""

from collections.abc import Mapping

REPORT: Mapping[str, tuple[str, str]] = {
    "lot": ("Bilan du lot", "Summary of the lot"),
    "lot_unread": ("Non lu", "Not read"),
    "lot_without_vat": ("HT", "excl. VAT"),
    "dossiers_one": ("1 dossier", "1 dossier"),
    "dossiers": ("{count} dossiers", "{count} dossiers"),
    "lot_unknown_one": (
        "1 demande sans montant, hors de ce total",
        "1 request without an amount, not in this total",
    ),
    "lot_unknown": (
        "{count} demandes sans montant, hors de ce total",
        "{count} requests without an amount, not in this total",
    ),
    "lot_codes": (
        "Constats les plus fréquents, sans ce qui en découle",
        "Most frequent findings, without what follows from them",
    ),
    "lot_in_files_one": ("dans 1 dossier", "in 1 dossier"),
    "lot_in_files": ("dans {count} dossiers", "in {count} dossiers"),
    "papers_counted_one": ("1 dossier sans JSON", "1 dossier without JSON"),
    "papers_counted": ("{count} dossiers sans JSON", "{count} dossiers without JSON"),
    "lot_consequences_one": ("1 conséquence", "1 consequence"),
    "lot_consequences": ("{count} conséquences", "{count} consequences"),
    "lot_in_one": ("dans 1 demande", "in 1 request"),
    "lot_in": ("dans {count} demandes", "in {count} requests"),
    "lot_closing": ("Ce qui ferme en premier", "What closes first"),
    "lot_days_one": ("dans 1 jour", "in 1 day"),
    "lot_days": ("dans {count} jours", "in {count} days"),
    "lot_today": ("dans moins d'un jour", "in less than a day"),
    "lot_window": (
        "{sons}, {event}\u00a0: ferme le {closes}, {days} ({count})",
        "{sons}, {event}: closes on {closes}, {days} ({count})",
    ),
    "lot_others_one": ("et 1 autre code", "and 1 other code"),
    "lot_others": ("et {count} autres codes", "and {count} other codes"),
    "lot_left_one": (
        "1 dossier n'a pas été contrôlé\u00a0: {why}",
        "1 dossier was not checked: {why}",
    ),
    "lot_left": (
        "{count} dossiers n'ont pas été contrôlés\u00a0: {why}",
        "{count} dossiers were not checked: {why}",
    ),
    "lot_interrupted": ("arrêt demandé", "stopped by the user"),
    "lot_fail_fast": (
        "arrêt au premier dossier bloquant ou illisible (--fail-fast)",
        "stopped at the first blocking or unreadable dossier (--fail-fast)",
    ),
    "lot_not_chosen_one": (
        "1 dossier du lot laissé de côté par --since ou --shard",
        "1 dossier of the lot left aside by --since or --shard",
    ),
    "lot_not_chosen": (
        "{count} dossiers du lot laissés de côté par --since ou --shard",
        "{count} dossiers of the lot left aside by --since or --shard",
    ),
    "file": ("Fichier", "File"),
    "sons": ("SONS", "SONS"),
    "step": ("Étape", "Step"),
    "deposit": ("Dépôt", "Deposit"),
    "pieces": ("Pièces", "Attachments"),
    "avance": ("Avance", "Avance"),
    "note": ("À noter", "Note"),
    "rules": ("Règles", "Rules"),
    "aged_rules": (
        (
            "Les tables de cet outil ont été comparées aux textes le {day}\u00a0; votre dépôt est {days} jours "
            "après\u00a0: cherchez une version plus récente"
        ),
        (
            "The tables of this tool were held against the texts on {day}; your deposit is {days} days later: "
            "look for a newer version"
        ),
    ),
    "aged_rules_of_several": (
        (
            "Les tables de cet outil ont été comparées aux textes le {day}\u00a0; votre dernier dépôt est {days} "
            "jours après\u00a0: cherchez une version plus récente"
        ),
        (
            "The tables of this tool were held against the texts on {day}; your latest deposit is {days} days "
            "later: look for a newer version"
        ),
    ),
    "paris": ("heure de Paris", "Paris time"),
    "from_option": ("d'après l'option donnée", "from the option given"),
    "from_dossier.toml": ("d'après dossier.toml", "from dossier.toml"),
    "from_segur-check.toml": ("d'après segur-check.toml", "from segur-check.toml"),
    "from_content": ("d'après le contenu du fichier", "from the content of the file"),
    "from_now": (
        "instant présent\u00a0: sans --depot, la réponse vaut pour cet instant",
        "this instant: without --depot, the answer is that of now",
    ),
    "no_pieces": ("aucune pièce donnée", "no attachment given"),
    "no_file": ("aucun fichier", "no file"),
    "one_file": ("1 fichier", "1 file"),
    "files": ("{count} fichiers", "{count} files"),
    "no_avance": ("aucune avance donnée", "no avance given"),
    "request": ("Demande {line}", "Request {line}"),
    "whole_file": ("Le fichier dans son ensemble", "The file as a whole"),
    "papers": (
        "Le dossier (pièces seules, sans JSON)",
        "The dossier (attachments alone, without JSON)",
    ),
    "step_avance": ("avance", "avance"),
    "step_solde": ("solde", "solde"),
    "step_enrolement": ("enrôlement", "enrolment"),
    "step_pilotes": ("pilotes", "pilots"),
    "step_attestation-fin": ("attestation de fin de prestation", "completion statement"),
    "step_annulation": ("annulation", "cancellation"),
    "unpublished_one": (
        "1 des points ci-dessus n'est pas vérifié, faute de texte publié",
        "1 of the points above is not checked, as no text was published",
    ),
    "unpublished": (
        "{count} des points ci-dessus ne sont pas vérifiés, faute de texte publié",
        "{count} of the points above are not checked, as no text was published",
    ),
    "clients_one": ("1 client à l'avance", "1 client in the avance"),
    "clients": ("{count} clients à l'avance", "{count} clients in the avance"),
    "perimeter": (
        "Périmètre\u00a0: {before}, {after} au solde",
        "Perimeter: {before}, {after} in the solde",
    ),
    "merger": (
        "Fusion ou scission déclarée\u00a0: {former} → {merged}",
        "Merger or split declared: {former} → {merged}",
    ),
    "merger_either": (
        "D'après la FAQ de l'ANS, le JSON doit garder les identifiants de l'avance ({former}), les documents de gestion (facture, VA ou MOM) nommer l'ancien client et le nouveau, et le traité de fusion être joint à la facture, dans le même PDF.",
        "By the ANS's FAQ, the JSON must keep the identifiers of the avance ({former}), the management documents (invoice, VA or MOM) must name the former and the new client, and the merger deed must be attached to the invoice, in the same PDF.",
    ),
    "merger_stays": (
        "D'après la FAQ de l'ASP, la demande de solde reste au nom de {former}\u00a0; nommez {merged} dans la facture et dans la VA, et ajoutez-le sur le portail sans supprimer l'ancien.",
        "By the ASP's FAQ, the solde request stays in the name of {former}; name {merged} in the invoice and in the VA, and add it on the portal without removing the former one.",
    ),
    "merger_siblings": (
        "D'après la FAQ de l'ASP, chaque établissement de l'avance a sa propre demande de solde\u00a0; demandes de ce fichier qui nomment {merged}\u00a0: {count}.",
        "By the ASP's FAQ, each establishment of the avance has its own solde request; requests in this file that name {merged}: {count}.",
    ),
    "merger_unknown": (
        "Aucun texte trouvé ne dit comment l'ASP juge une fusion pour ce SONS.",
        "No text found says how the ASP judges a merger for this SONS.",
    ),
    "reminder": ("Rappel après le paiement", "Reminder after the payment"),
    "editor_number": ("numéro éditeur {number}", "supplier's request number {number}"),
    "where": ("Où", "Where"),
    "finding": ("Constat", "Finding"),
    "why": ("Pourquoi", "Why"),
    "todo": ("À faire", "To do"),
    "fingerprint": ("Empreinte", "Fingerprint"),
    "source": ("Source", "Source"),
    "certainty_A": ("écrit dans le texte", "written in the text"),
    "certainty_D": ("déduit", "deduced"),
    "certainty_U": ("usage", "usage"),
    "cited_A": ("selon {cited}", "according to {cited}"),
    "cited_D": ("déduit par l'outil de {cited}", "deduced by the tool from {cited}"),
    "cited_U": ("selon l'usage\u00a0: {cited}", "by usage: {cited}"),
    "cited_tool": ("propre à l'outil", "the tool's own"),
    "cited_tool_D": ("déduit par l'outil", "deduced by the tool"),
    "family_va1": ("vague 1", "wave 1"),
    "family_va2": ("vague 2", "wave 2"),
    "family_ms": ("MS1 et MS2", "MS1 and MS2"),
    "family_sas": ("SAS", "SAS"),
    "confidence_probable": ("lecture probable", "probable reading"),
    "confidence_possible": ("lecture possible", "possible reading"),
    "severity_rejet": ("REJET", "REJECT"),
    "severity_a-modifier": ("À MODIFIER", "TO CHANGE"),
    "severity_alerte": ("ALERTE", "WARNING"),
    "severity_info": ("INFO", "INFO"),
    "consequence_rejet": (
        "Conséquence\u00a0: l'ASP rejettera la demande.",
        "Consequence: the ASP will reject the request.",
    ),
    "consequence_a-modifier": (
        "Conséquence\u00a0: l'ASP vous renverra la demande pour correction.",
        "Consequence: the ASP will send the request back to you for correction.",
    ),
    "consequence_rejet_likely": (
        "Conséquence probable\u00a0: l'ASP rejettera la demande.",
        "Likely consequence: the ASP will reject the request.",
    ),
    "consequence_a-modifier_likely": (
        "Conséquence probable\u00a0: l'ASP vous renverra la demande pour correction.",
        "Likely consequence: the ASP will send the request back to you for correction.",
    ),
    "consequence_papers": (
        "Conséquence probable\u00a0: le dossier vous sera renvoyé pour être complété.",
        "Likely consequence: the dossier will be sent back to you to be completed.",
    ),
    "consequence_statement": (
        "Conséquence\u00a0: l'ASP rejettera l'attestation.",
        "Consequence: the ASP will reject the statement.",
    ),
    "consequence_statement_likely": (
        "Conséquence probable\u00a0: l'ASP rejettera l'attestation.",
        "Likely consequence: the ASP will reject the statement.",
    ),
    "every_step": ("toutes", "all"),
    "paths_unread": (
        "{count} chemins non lus (voir les messages d'erreur)",
        "{count} paths not read (see the error messages)",
    ),
    "paths_unread_one": (
        "1 chemin non lu (voir le message d'erreur)",
        "1 path not read (see the error message)",
    ),
    "verdict_rejet": ("Rejet à attendre", "Rejection expected"),
    "verdict_a-modifier": ("À modifier avant le dépôt", "To change before the deposit"),
    "verdict_a-verifier": ("À vérifier", "To verify"),
    "verdict_sans-anomalie": ("Aucune anomalie détectée", "No anomaly detected"),
    "verdict_none": ("Aucun, rien n'a pu être lu", "None, nothing could be read"),
    "not_checked": ("Non vérifié", "Not checked"),
    "kind_non-fourni": ("à fournir", "to be given"),
    "kind_illisible": ("illisible", "unreadable"),
    "kind_non-publie": ("non publié", "not published"),
    "requests_concerned": ("{count} demandes", "{count} requests"),
    "coverage": (
        "{applied}, {not_applicable} sans objet, {not_checked}",
        "{applied}, {not_applicable} not applicable, {not_checked}",
    ),
    "applied_one": ("1 contrôle appliqué", "1 control applied"),
    "applied": ("{count} contrôles appliqués", "{count} controls applied"),
    "follows_from": ("découle de {code}", "follows from {code}"),
    "count_rejet_one": ("1 rejet", "1 rejection"),
    "count_rejet": ("{count} rejets", "{count} rejections"),
    "count_a-modifier_one": ("1 à modifier", "1 to change"),
    "count_a-modifier": ("{count} à modifier", "{count} to change"),
    "count_alerte_one": ("1 alerte", "1 warning"),
    "count_alerte": ("{count} alertes", "{count} warnings"),
    "count_to_verify_one": ("1 point à vérifier", "1 point to verify"),
    "count_to_verify": ("{count} points à vérifier", "{count} points to verify"),
    "actor_client": ("client", "client"),
    "actor_comptabilite": ("comptabilité", "accounts department"),
    "actor_commandes": ("service des commandes", "order desk"),
    "actor_fournisseur": ("direction du fournisseur", "supplier's management"),
    "actor_asp": ("ASP", "ASP"),
    "actor_ans": ("ANS", "ANS"),
    "lacking_one": ("1 non vérifié", "1 not checked"),
    "lacking": ("{count} non vérifiés", "{count} not checked"),
    "verdict": ("Verdict", "Verdict"),
    "requests_one": ("1 demande", "1 request"),
    "requests": ("{count} demandes", "{count} requests"),
    "others_hidden": (
        "{count} autres {code} non affichés (--max-shown {limit})",
        "{count} other {code} not shown (--max-shown {limit})",
    ),
    "other_hidden": (
        "1 autre {code} non affiché (--max-shown {limit})",
        "1 other {code} not shown (--max-shown {limit})",
    ),
    "below_hidden": (
        "{count} constats moins graves non affichés (--min-severity)",
        "{count} less severe findings not shown (--min-severity)",
    ),
    "below_hidden_one": (
        "1 constat moins grave non affiché (--min-severity)",
        "1 less severe finding not shown (--min-severity)",
    ),
    "unread": ("Non lu", "Not read"),
    "footer": (
        "Ce bilan est produit par un outil libre, sans lien avec l'ASP ni l'ANS. Il ne vaut ni acceptation ni attestation.",
        "This report comes from a free tool with no link to the ASP or the ANS. It is neither an acceptance nor a certificate.",
    ),
    "footer_papers": (
        " Des documents, seul ce qui se lit est vérifié\u00a0; les signatures sont à vérifier visuellement.",
        " Of the documents, only what can be read is checked; signatures are to be checked by eye.",
    ),
    "footer_json": (
        " Des documents, seul ce qui se lit est comparé au JSON\u00a0; les signatures sont à vérifier visuellement. Étape suivante\u00a0: le simulateur de JSON du portail de l'ASP.",
        " Of the documents, only what can be read is compared with the JSON; signatures are to be checked by eye. Next step: the JSON simulator of the ASP's portal.",
    ),
    "line": ("ligne {line}", "line {line}"),
    "page": ("page {page}", "page {page}"),
    "colon": ("\u00a0: ", ": "),
    "findings": ("Constats", "Findings"),
}
