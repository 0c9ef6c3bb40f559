"""An empty request of a SONS and a step, made from the schema: every key, nothing filled."""

import json
from typing import Any

from segur_check.corridors import Corridor
from segur_check.dossier.shape import schema_of

_CODES = {"typeAction": "C", "formatFichier": "PDF", "regimeTVA": "TTC", "numLigne": 1}
# A merger is no everyday matter, and the portal fills the last two itself.
_LEFT_OUT = frozenset({"historiques", "nouveau"})


def skeleton(corridor: Corridor, phase: str) -> str:
    """The JSON to fill: values that every request shares are there, the others are empty."""
    schema = schema_of(phase)
    tree = _empty(schema, "", corridor, phase)
    tree["lignesImport"] = [tree["lignesImport"][0]]
    ligne = tree["lignesImport"][0]
    step = corridor.step(phase)
    kinds = [one[0] for one in step.pieces.value] if step is not None else []
    model = ligne["piecesJustificatives"][0]
    ligne["piecesJustificatives"] = [
        {**model, "nomFichier": f"{kind.lower()}.pdf", "typeFichier": kind} for kind in kinds
    ]
    liberal = corridor.client is not None and ("RPPS",) in corridor.client.identified_by.value
    ligne["beneficiaires"]["commandePour"] = "LIBERAL" if liberal else "STRUCTURE"
    if not liberal:
        ligne["beneficiaires"]["liberal"] = []
    if phase == "avance":
        for key in ("facture", "verification"):
            ligne.pop(key, None)
    if phase == "avance" or corridor.mss_indicator is None:
        ligne.pop("deploiementMSS", None)
    if corridor.service_types is None:
        ligne.pop("typePrestation", None)
    return json.dumps(tree, ensure_ascii=False, indent=2) + "\n"


def _empty(node: dict[str, Any], key: str, corridor: Corridor, phase: str) -> Any:  # noqa: ANN401 - a JSON value
    if key in _CODES:
        return _CODES[key]
    kinds = node.get("type", "string")
    kind = kinds if isinstance(kinds, str) else next(one for one in kinds if one != "null")
    nullable = not isinstance(kinds, str) and "null" in kinds
    if kind == "object":
        return {
            name: _empty(inner, name, corridor, phase)
            for name, inner in node.get("properties", {}).items()
            if name not in _LEFT_OUT
        }
    if kind == "array":
        inner = node.get("items", {})
        return (
            [_empty(inner, "", corridor, phase)]
            if inner.get("type") == "object" or "properties" in inner
            else []
        )
    if nullable:
        return None
    return {"number": 0, "integer": 1, "boolean": False}.get(kind, "")


def dossier_toml(corridor: Corridor, phase: str) -> str:
    """The dossier.toml of the skeleton: what the JSON cannot say."""
    lines = [
        f'sons = "{corridor.sons}"',
        f'phase = "{phase}"',
        "# L'instant du dépôt, heure de Paris ; sans lui, l'outil juge à l'instant présent.",
        "# depot = 2025-03-12T11:59:00",
    ]
    if phase == "solde":
        lines += [
            '# avance = "../avance/avance.json"',
            '# statut_avance = "Décidée et payée"',
            '# Date de réception de l\'attestation de fin des prestations, ou "aucune".',
            "# attestation_fin = 2023-09-18T10:00:00",
        ]
    return "\n".join(lines) + "\n"


def expected_pieces(corridor: Corridor, phase: str, lang: str) -> str:
    """The list of attachments that the texts ask, one line each, with who says so."""
    step = corridor.step(phase)
    title = "Pièces attendues" if lang == "fr" else "Attachments expected"
    joined = " ou " if lang == "fr" else " or "
    lines = [f"# {title} — {corridor.sons}, {phase}", ""]
    required = step.pieces.value if step is not None else ()
    lines += [f"- {joined.join(alternatives)} (PDF)" for alternatives in required]
    if phase == "avance":
        lines.append(
            "- ATTESTATION_NON_ASSUJETTISSEMENT_TVA (PDF), si la TVA est à zéro et le client hors des DROM"
            if lang == "fr"
            else "- ATTESTATION_NON_ASSUJETTISSEMENT_TVA (PDF), if the VAT is zero and the client outside the DROM"
        )
    return "\n".join(lines) + "\n"
