"""The words of the outputs for other programs and for spreadsheets, in both languages."""

from collections.abc import Mapping

_WORDS: Mapping[str, tuple[str, str]] = {
    "column_file": ("Dossier", "Dossier"),
    "column_request": ("Demande", "Request"),
    "column_number": ("Numéro éditeur", "Supplier's request number"),
    "column_client": ("Client", "Client"),
    "column_sons": ("SONS", "SONS"),
    "column_step": ("Étape", "Step"),
    "column_deposit": ("Dépôt", "Deposit"),
    "column_verdict": ("Verdict", "Verdict"),
    "column_ht": ("HT (€)", "Excl. VAT (€)"),
    "column_rate": ("Taux de TVA (%)", "VAT rate (%)"),
    "column_vat": ("TVA (€)", "VAT (€)"),
    "column_ttc": ("TTC (€)", "Incl. VAT (€)"),
    "column_cap": ("Plafond HT (€)", "Cap excl. VAT (€)"),
    "column_code": ("Code", "Code"),
    "column_severity": ("Gravité", "Severity"),
    "column_confidence": ("Confiance", "Confidence"),
    "column_title": ("Titre", "Title"),
    "column_message": ("Message", "Message"),
    "column_found": ("Trouvé", "Found"),
    "column_expected": ("Attendu", "Expected"),
    "column_action": ("À faire", "To do"),
    "column_piece": ("Pièce", "Attachment"),
    "column_page": ("Page", "Page"),
    "column_line": ("Ligne", "Line"),
    "column_column": ("Colonne", "Column"),
    "column_pointer": ("Pointeur", "Pointer"),
    "column_source": ("Source", "Source"),
    "column_url": ("Adresse de la source", "Address of the source"),
    "column_certainty": ("Certitude", "Certainty"),
    "column_fingerprint": ("Empreinte", "Fingerprint"),
    "column_kind": ("Nature", "Kind"),
    "column_reason": ("Raison", "Reason"),
    "column_rejet": ("Rejet", "Rejection"),
    "column_a-modifier": ("À modifier", "To change"),
    "column_alerte": ("Alerte", "Warning"),
    "column_info": ("Info", "Info"),
    "column_not_checked": ("Non vérifié", "Not checked"),
    "confidence_certaine": ("certaine", "certain"),
    "confidence_probable": ("probable", "probable"),
    "confidence_possible": ("possible", "possible"),
    "sheet_summary": ("Bilan", "Summary"),
    "sheet_findings": ("Constats", "Findings"),
    "sheet_not_checked": ("Non vérifié", "Not checked"),
    "evaluated": ("évalué le {at}", "evaluated at {at}"),
    "rows_cut": (
        "{count} lignes ne tiennent pas dans cette feuille (limite d'Excel)",
        "{count} rows do not fit in this sheet (limit of Excel)",
    ),
    "cells_cut": (
        "{count} textes coupés à 32\u00a0767 caractères (limite d'Excel)",
        "{count} texts cut at 32,767 characters (limit of Excel)",
    ),
    "whole_file": ("fichier entier", "whole file"),
    "request": ("demande {line}", "request {line}"),
    "no_finding": ("aucun constat", "no finding"),
    "findings": ("Constats", "Findings"),
    "results_cut": (
        "{count} constats, les moins graves, ne sont pas dans ce fichier\u00a0: GitHub refuse plus de {limit} résultats.",
        "{count} findings, the least severe, are not in this file: GitHub refuses more than {limit} results.",
    ),
    "places_cut": ("{count} autres emplacements", "{count} other places"),
    "other_annotations": (
        "{count} autres de ce niveau ne sont pas affichés ici (limite de GitHub)\u00a0: voir le bilan complet.",
        "{count} more of this level are not shown here (limit of GitHub): see the whole report.",
    ),
    "left_out": (
        "Ce résumé est coupé (limite de GitHub)\u00a0; non montrés\u00a0: constats {findings}, demandes {requests}, points non vérifiés {unchecked}. Le bilan complet\u00a0: -o html:bilan.html",
        "This summary is cut (limit of GitHub); not shown: findings {findings}, requests {requests}, points not checked {unchecked}. The whole report: -o html:report.html",
    ),
    "verdict_line": ("Verdict\u00a0: {verdict}", "Verdict: {verdict}"),
    "todo_line": ("À faire\u00a0: {action}", "To do: {action}"),
    "why_line": ("Pourquoi\u00a0: {why}", "Why: {why}"),
    "source_line": ("Source\u00a0: {source}", "Source: {source}"),
}


def output_word(lang: str, key: str, **values: object) -> str:
    """A word or a sentence of these outputs in a language."""
    return _WORDS[key][1 if lang == "en" else 0].format(**values)
