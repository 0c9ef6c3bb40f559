"""What is controlled after the payment, in words: the thresholds of usage, and the recovery."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from segur_check.rules.corridor import Corridor
from segur_check.rules.sections import Usage, UsageThreshold
from segur_check.rules.sources import source
from segur_check.values.wording import Quoted, written

# Singular and plural, in French and in English.
_ACTS: Mapping[str, tuple[str, str, str, str]] = {
    "dmp": (
        "document de santé vers le DMP",
        "documents de santé vers le DMP",
        "health document to the DMP",
        "health documents to the DMP",
    ),
    "mss_pro": (
        "document de santé par MSS Pro",
        "documents de santé par MSS Pro",
        "health document by MSS Pro",
        "health documents by MSS Pro",
    ),
    "mss_citoyenne": (
        "message vers la MSS Citoyenne de test",
        "messages vers la MSS Citoyenne de test",
        "message to the test MSS Citoyenne",
        "messages to the test MSS Citoyenne",
    ),
    "insi": (
        "requête au téléservice INSi",
        "requêtes au téléservice INSi",
        "request to the INSi teleservice",
        "requests to the INSi teleservice",
    ),
    "dossier_pharmaceutique": (
        "connexion au Dossier Pharmaceutique",
        "connexions au Dossier Pharmaceutique",
        "connection to the Dossier Pharmaceutique",
        "connections to the Dossier Pharmaceutique",
    ),
    "ordonnance_numerique": (
        "connexion à l'Ordonnance numérique",
        "connexions à l'Ordonnance numérique",
        "connection to the Ordonnance numérique",
        "connections to the Ordonnance numérique",
    ),
}


def reminder(corridor: Corridor, lang: str, rules: Path | None = None) -> tuple[str, ...]:
    """The lines to print for a SONS, not wrapped; that of a threshold starts with "- "."""
    usage = corridor.usage
    if usage is None:
        return (
            (f"Usage thresholds: not published for {corridor.sons}.",)
            if lang == "en"
            else (f"Seuils d'usage\u00a0: non publiés pour {corridor.sons}.",)
        )
    return (*_thresholds(usage, lang), *_control_and_recovery(usage, lang, rules))


def _thresholds(usage: Usage, lang: str) -> Iterator[str]:
    english, thresholds = lang == "en", usage.thresholds.value
    deduced = usage.thresholds.certainty != "A"
    if not thresholds:
        yield (
            "Usage thresholds: the published table shows no cross in the row of this SONS; its "
            "cells may be merged with others. See the call for funding (appel à financement)."
            if english
            else "Seuils d'usage\u00a0: le tableau publié ne montre aucune croix à la ligne de ce SONS\u00a0; "
            "ses cases sont peut-être fusionnées avec d'autres. Voyez l'appel à financement."
        )
        return
    if english:
        yield "Usage checked after the payment, at least" + (" (deduced):" if deduced else ":")
    else:
        yield (
            "Usage contrôlé après le paiement, au moins"
            + (" (déduit)" if deduced else "")
            + "\u00a0:"
        )
    yield from (f"- {_threshold(threshold, lang)}" for threshold in thresholds)


def _threshold(threshold: UsageThreshold, lang: str) -> str:
    names = _ACTS[threshold.act][2:] if lang == "en" else _ACTS[threshold.act][:2]
    act = f"{threshold.count} {names[threshold.count > 1]}"
    if threshold.clear:
        return act
    if lang == "en":
        return f"{act} (not certain: the cell of the published table is empty, or merged)"
    return f"{act} (pas certain\u00a0: la case du tableau publié est vide ou fusionnée)"


def _control_and_recovery(usage: Usage, lang: str, rules: Path | None) -> Iterator[str]:
    english, document = lang == "en", source(usage.thresholds.source, rules)
    # The words of the table are French: in English they are quoted as they are.
    grain = ", ".join(
        f"{written(Quoted(value), lang)} for {en}" if english else f"{value} pour {fr}"
        for fr, en, value in (
            ("la structure", "the structure", usage.structure),
            ("le professionnel", "the professional", usage.person),
            ("la messagerie", "the mail", usage.mail),
        )
        if value
    )
    if grain and english:
        yield f"Usage is measured on national statistics, by: {grain}."
    elif grain:
        yield f"L'usage est mesuré sur des statistiques nationales, d'après\u00a0: {grain}."
    place = f", {usage.thresholds.place}" if usage.thresholds.place else ""
    dated = f", {document.date}" if document.date else ""
    cited = f"{document.title} ({document.publisher}{dated}){place}"
    if english:
        yield (
            f"A recovery of the sums paid is started after {usage.failures} consecutive controls "
            f"that failed; {usage.failures_exceptionally} in exceptional circumstances, decided "
            "case by case."
        )
        yield f"Source: {cited}."
    else:
        yield (
            f"Après {usage.failures} contrôles consécutifs en échec, une procédure de recouvrement "
            f"des sommes versées est lancée\u00a0; après {usage.failures_exceptionally} dans des "
            "circonstances exceptionnelles, définies au cas par cas."
        )
        yield f"Source\u00a0: {cited}."
    if document.url:
        yield document.url
