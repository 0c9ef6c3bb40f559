"""An empty request of a SONS and a step, made from the schema: every key, nothing filled."""

from typing import Any

from segur_check.guide.papers import asked_pieces
from segur_check.rules.corridor import Corridor
from segur_check.rules.schemas import schema_of

_CODES = {"typeAction": "C", "formatFichier": "PDF", "regimeTVA": "TTC", "numLigne": 1}
# Mergers are rare, and the portal fills both keys in itself.
_LEFT_OUT = frozenset({"historiques", "nouveau"})


def skeleton(corridor: Corridor, phase: str) -> dict[str, Any]:
    """The JSON to fill in: the values that every request shares, and the other keys empty."""
    schema = schema_of(phase)
    tree: dict[str, Any] = _empty(schema, "", corridor, phase)
    tree["lignesImport"] = [tree["lignesImport"][0]]
    ligne = tree["lignesImport"][0]
    step = corridor.step(phase)
    kinds = [alternatives[0] for alternatives in asked_pieces(step)]
    model = ligne["piecesJustificatives"][0]
    ligne["piecesJustificatives"] = [
        {**model, "nomFichier": f"{kind.lower()}.pdf", "typeFichier": kind} for kind in kinds
    ]
    known = corridor.client.identified_by if corridor.client is not None else None
    liberal = known is not None and ("RPPS",) in known.value
    ligne["beneficiaires"]["commandePour"] = "LIBERAL" if liberal else "STRUCTURE"
    if not liberal:
        ligne["beneficiaires"]["liberal"] = []
    if corridor.json_optional:
        del ligne["beneficiaires"]
    if phase == "avance":
        for key in ("facture", "verification"):
            ligne.pop(key, None)
    if phase == "avance" or corridor.mss_indicator is None:
        ligne.pop("deploiementMSS", None)
    if corridor.service_types is None:
        ligne.pop("typePrestation", None)
    return tree


def _empty(node: dict[str, Any], key: str, corridor: Corridor, phase: str) -> Any:  # noqa: ANN401 - a JSON value
    if key in _CODES:
        return _CODES[key]
    types = node.get("type", "string")
    value_type = types if isinstance(types, str) else next(name for name in types if name != "null")
    nullable = not isinstance(types, str) and "null" in types
    if value_type == "object":
        return {
            name: _empty(inner, name, corridor, phase)
            for name, inner in node.get("properties", {}).items()
            if name not in _LEFT_OUT
        }
    if value_type == "array":
        inner = node.get("items", {})
        return (
            [_empty(inner, "", corridor, phase)]
            if inner.get("type") == "object" or "properties" in inner
            else []
        )
    if nullable:
        return None
    return {"number": 0, "integer": 1, "boolean": False}.get(value_type, "")
