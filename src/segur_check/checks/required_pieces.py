"""PIE: the pieces that a step requires, and what type each file is of."""

from collections.abc import Iterator

from msgspec import Struct

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

# What the name of a file says of its type; of two, the one that stands first in the name.
_NAME_WORDS = {
    "bon_commande": "BON_COMMANDE",
    "bon_de_commande": "BON_COMMANDE",
    "bdc": "BON_COMMANDE",
    "commande": "BON_COMMANDE",
    "facture": "FACTURE",
    "va": "VA",
    "mom": "MOM",
    "pv_mes": "PV_MES",
    "pv_vsr": "PV_VSR",
    "pv_pilote": "PV_PILOTE",
    "traite_fusion": "TRAITE_FUSION",
    "traite_de_fusion": "TRAITE_FUSION",
    "attestation_fin": "ATTESTATION_FIN_PRESTATION",
    "attestation_de_fin": "ATTESTATION_FIN_PRESTATION",
    "attestation_honneur": "ATTESTATION_HONNEUR",
    "attestation_renonciation": "ATTESTATION_RENONCIATION",
    "attestation": NON_LIABILITY,
}


def type_by_name(name: str) -> str | None:
    """The type of a piece by its file name; None when the name says nothing."""
    stem = without_accents(name.rpartition("/")[2].rpartition(".")[0] or name)
    words = "_".join("".join(char if char.isalnum() else " " for char in stem).split())
    padded = f"_{words}_"
    places = {word: padded.find(f"_{word}_") for word in _NAME_WORDS}
    met = [(place, -len(word), word) for word, place in places.items() if place >= 0]
    return _NAME_WORDS[min(met)[2]] if met else None


def _known_types(context: Context) -> frozenset[str]:
    node = schema_of("avance" if context.phase == "avance" else "solde")
    piece = node["properties"]["lignesImport"]["items"]["properties"]["piecesJustificatives"]
    return frozenset(piece["items"]["properties"]["typeFichier"]["enum"])


class Typed(Struct, frozen=True):
    """A file that bears on the request, its type, and who says it: "json", "toml" or "name"."""

    name: str
    kind: str | None
    said: str


def _typed(context: Context) -> list[Typed] | None:
    """The pieces of the request: the JSON's list when there is one, else the files given.

    None when nobody tells which files are the request's.
    """
    request = context.line
    if request.justificatifs:
        return [Typed(one.name or "", one.kind, "json") for one in request.justificatifs]
    attachments = context.attachments
    if attachments is None or attachments.refused or len(context.file.requests) > 1:
        return None
    declared = context.dossier.file.types
    return [
        Typed(piece.name, declared[piece.name], "toml")
        if piece.name in declared
        else Typed(piece.name, type_by_name(piece.name), "name")
        for piece in attachments.pieces
    ]


def _of_unknown_type(context: Context, pieces: list[Typed]) -> NotChecked | None:
    """A piece of a type that nobody knows may be the one that is missing."""
    for piece in pieces:
        if piece.said == "json" and piece.kind not in _known_types(context):
            values: dict[str, Value] = {"key": piece.kind or "—"}
            return NotChecked(NotCheckedKind.NOT_GIVEN, "unknown_code", values)
        if piece.kind is None:
            return NotChecked(
                NotCheckedKind.NOT_GIVEN, "unknown_file", {"file": Quoted(piece.name)}
            )
    return None


@control("PIE008")
def piece_missing(context: Context) -> Iterator[Outcome]:
    """A required piece is missing."""
    step, request = context.corridor.step(context.phase), context.line
    if step is None:
        return
    pieces = _typed(context)
    if pieces is None:
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "no_list")
        return
    kinds = {piece.kind for piece in pieces}
    unknown = _of_unknown_type(context, pieces)
    for alternatives in step.pieces.value:
        if kinds.intersection(alternatives):
            continue
        expected = Items(tuple(Term(one) for one in alternatives))
        if unknown is not None:
            given = {**unknown.values, "expected": expected}
            yield NotChecked(unknown.kind, unknown.reason, given)
            continue
        listed = "piecesJustificatives" in request.tree
        at = Place(f"{request.pointer}/piecesJustificatives" if listed else request.pointer)
        found = tuple(Term(kind) for kind in sorted(kind for kind in kinds if kind))
        values: dict[str, Value] = {"expected": expected, "found": Items(found) if found else "—"}
        variant = "alternatives" if len(alternatives) > 1 else ""
        yield Problem(at, values, variant=variant, figure=step.pieces)


@control("PIE009")
def no_attestation_of_non_liability(context: Context) -> Iterator[Outcome]:
    """VAT at zero, a client outside the DROM, and no attestation of non-liability."""
    amounts = at_zero_rate(context)
    if amounts is None:
        return
    pieces = _typed(context)
    if pieces is not None and NON_LIABILITY in {piece.kind for piece in pieces}:
        return
    outside = outside_drom(context)
    if outside is None:
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "no_territory")
    elif outside and pieces is None:
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "no_list")
    elif outside and pieces is not None:
        yield _of_unknown_type(context, pieces) or Problem(Place(amounts.pointer))


@control("PIE010")
def several_invoices(context: Context) -> Iterator[Outcome]:
    """Several invoice files in one request."""
    pieces = _typed(context) or []
    invoices = tuple(dict.fromkeys(piece.name for piece in pieces if piece.kind == "FACTURE"))
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
    for piece in _typed(context) or ():
        if piece.said == "name" and piece.kind is not None:
            at = Place(piece=piece.name, request=context.line.index)
            yield Problem(at, {"found": Quoted(piece.name), "expected": Term(piece.kind)})
