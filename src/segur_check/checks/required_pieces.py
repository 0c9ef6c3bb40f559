"""PIE: the pieces that a step requires, and what type each file is of."""

from collections.abc import Iterator

from segur_check.checks.amounts import at_zero_rate, outside_drom
from segur_check.context import Context, without_accents
from segur_check.control import (
    Confidence,
    NotChecked,
    NotCheckedKind,
    Outcome,
    Place,
    Problem,
    control,
)
from segur_check.dossier.shape import schema_of
from segur_check.pieces.pdf import PdfState
from segur_check.wording import Items, Quoted, Term, Value

NON_LIABILITY = "ATTESTATION_NON_ASSUJETTISSEMENT_TVA"

# What a file's name says of its type, the most telling word first.
_NAME_WORDS = (
    ("non_assujettissement", NON_LIABILITY),
    ("nonassujettissement", NON_LIABILITY),
    ("bon_commande", "BON_COMMANDE"),
    ("bon_de_commande", "BON_COMMANDE"),
    ("bdc", "BON_COMMANDE"),
    ("commande", "BON_COMMANDE"),
    ("pv_mes", "PV_MES"),
    ("pv_vsr", "PV_VSR"),
    ("pv_pilote", "PV_PILOTE"),
    ("facture", "FACTURE"),
    ("traite_fusion", "TRAITE_FUSION"),
    ("attestation_fin", "ATTESTATION_FIN_PRESTATION"),
    ("mom", "MOM"),
    ("va", "VA"),
)


def type_by_name(name: str) -> str | None:
    """The type of a piece by its file name; None when the name says nothing."""
    stem = without_accents(name.rpartition("/")[2].rpartition(".")[0] or name)
    words = "_".join("".join(char if char.isalnum() else " " for char in stem).split())
    padded = f"_{words}_"
    return next((kind for word, kind in _NAME_WORDS if f"_{word}_" in padded), None)


def _known_types(context: Context) -> frozenset[str]:
    node = schema_of("avance" if context.phase == "avance" else "solde")
    piece = node["properties"]["lignesImport"]["items"]["properties"]["piecesJustificatives"]
    return frozenset(piece["items"]["properties"]["typeFichier"]["enum"])


def _types_of(context: Context) -> dict[str, tuple[str | None, str]] | None:
    """The type of each piece that bears on the request, and who says it: "json", "toml", "name".

    The JSON's list is judged when there is one; else the files, when they were given.
    """
    request = context.line
    if request.justificatifs:
        return {
            one.name or f"({place})": (one.kind, "json")
            for place, one in enumerate(request.justificatifs)
        }
    attachments = context.attachments
    if attachments is None or attachments.refused or len(context.file.requests) > 1:
        return None
    declared = context.dossier.file.types
    return {
        piece.name: (declared[piece.name], "toml")
        if piece.name in declared
        else (type_by_name(piece.name), "name")
        for piece in attachments.pieces
    }


@control("PIE008")
def piece_missing(context: Context) -> Iterator[Outcome]:
    """A required piece is missing."""
    step = context.corridor.step(context.phase)
    if step is None:
        return
    types = _types_of(context)
    request = context.line
    if types is None:
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "no_list")
        return
    kinds = {kind for kind, _ in types.values()}
    unknown = [
        kind or ""
        for kind, said in types.values()
        if said == "json" and kind not in _known_types(context)
    ]
    for alternatives in step.pieces.value:
        if kinds.intersection(alternatives):
            continue
        expected = Items(tuple(Term(one) for one in alternatives))
        if unknown:
            given: dict[str, Value] = {"key": unknown[0] or "—", "expected": expected}
            yield NotChecked(NotCheckedKind.NOT_GIVEN, "unknown_code", given)
        else:
            listed = "piecesJustificatives" in request.tree
            at = Place(f"{request.pointer}/piecesJustificatives" if listed else request.pointer)
            values: dict[str, Value] = {"expected": expected}
            found = sorted(kind for kind in kinds if kind)
            values["found"] = Items(tuple(Term(kind) for kind in found)) if found else "—"
            variant = "alternatives" if len(alternatives) > 1 else ""
            yield Problem(at, values, variant=variant, figure=step.pieces)


@control("PIE009")
def no_attestation_of_non_liability(context: Context) -> Iterator[Outcome]:
    """VAT at zero, a client outside the DROM, and no attestation of non-liability."""
    amounts = at_zero_rate(context)
    if amounts is None:
        return
    types = _types_of(context)
    kinds = {kind for kind, _ in types.values()} if types else set()
    if NON_LIABILITY in kinds:
        return
    outside = outside_drom(context)
    if outside is None:
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "no_territory")
    elif outside and types is None:
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "no_list")
    elif outside:
        unknown = [kind for kind, _ in (types or {}).values() if kind not in _known_types(context)]
        if unknown:
            given: dict[str, Value] = {"key": unknown[0] or "—"}
            yield NotChecked(NotCheckedKind.NOT_GIVEN, "unknown_code", given)
        else:
            yield Problem(Place(amounts.pointer))


@control("PIE010")
def several_invoices(context: Context) -> Iterator[Outcome]:
    """Several invoice files in one request."""
    types = _types_of(context) or {}
    invoices = tuple(name for name, (kind, _) in types.items() if kind == "FACTURE")
    if len(invoices) > 1:
        values: dict[str, Value] = {
            "count": len(invoices),
            "found": Items(tuple(Quoted(name) for name in invoices)),
        }
        yield Problem(Place(f"{context.line.pointer}/piecesJustificatives"), values)


@control("PIE017")
def no_merger_deed(context: Context) -> Iterator[Outcome]:
    """A merger of wave 1, and no sign of its deed in the PDF of the invoice."""
    request, attachments, merger = context.line, context.attachments, context.corridor.merger
    if not request.beneficiaries.merger or attachments is None or merger is None:
        return
    if merger.value != "historiques-ou-nouveau":
        return
    for justificatif in request.justificatifs:
        piece = attachments.named(justificatif.name) if justificatif.name else None
        if justificatif.kind != "FACTURE" or piece is None or piece.state is not PdfState.OK:
            continue
        text = without_accents(" ".join(piece.pages or ()))
        if not text:
            values: dict[str, Value] = {"found": Quoted(piece.name)}
            yield NotChecked(NotCheckedKind.UNREADABLE, "scan", values)
        elif not any(word in text for word in ("fusion", "absorption", "scission")):
            at = (Place(piece=piece.name, request=request.index), Place(justificatif.pointer))
            yield Problem(at, {"found": Quoted(piece.name)}, confidence=Confidence.PROBABLE)


@control("PIE018")
def type_guessed(context: Context) -> Iterator[Outcome]:
    """The type of a file was taken from its name."""
    for name, (kind, said) in (_types_of(context) or {}).items():
        if said == "name" and kind is not None:
            at = Place(piece=name, request=context.line.index)
            yield Problem(at, {"found": Quoted(name), "expected": Term(kind)})
