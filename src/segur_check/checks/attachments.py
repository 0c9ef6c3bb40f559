"""PIE: the attachments, their names, whether they open, and whether all are there."""

import difflib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from segur_check.checks.amounts import at_zero_rate, outside_drom
from segur_check.context import Attachments, Context, Piece, without_accents
from segur_check.control import (
    Confidence,
    NotChecked,
    NotCheckedKind,
    Outcome,
    Place,
    Problem,
    control,
)
from segur_check.dossier.request import Justificatif, Request
from segur_check.dossier.shape import schema_of
from segur_check.pieces.pdf import PdfState
from segur_check.wording import Items, Megabytes, Quoted, Term, Value

_LONGEST_NAME = 100
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


def _cited(context: Context) -> Iterator[tuple[Request, Justificatif]]:
    for request in context.file.requests:
        for justificatif in request.justificatifs:
            yield request, justificatif


def _owners(context: Context) -> dict[str, list[tuple[Request, Justificatif]]]:
    """The entries of the JSON that name each piece, by the piece's name."""
    owners: dict[str, list[tuple[Request, Justificatif]]] = defaultdict(list)
    if context.attachments is not None:
        for request, justificatif in _cited(context):
            piece = context.attachments.named(justificatif.name) if justificatif.name else None
            if piece is not None:
                owners[piece.name].append((request, justificatif))
    return owners


def _at(piece: Piece, owners: list[tuple[Request, Justificatif]]) -> tuple[Place, ...]:
    """The piece, then the entry that names it."""
    if not owners:
        return (Place(piece=piece.name),)
    request, justificatif = owners[0]
    pointer = f"{justificatif.pointer}/nomFichier"
    return Place(piece=piece.name, request=request.index), Place(pointer)


@control("PIE001")
def file_absent(context: Context) -> Iterator[Outcome]:
    """A file named in the JSON that is not among the attachments."""
    attachments = context.attachments
    if attachments is None or attachments.refused:
        return
    # An entry of the zip that could not be opened is there, and told by PIE011.
    broken = {fault.name for fault in attachments.faults}
    for _, justificatif in _cited(context):
        name = justificatif.name
        if name is None or name in broken or f"{name}.pdf" in broken:
            continue
        if attachments.named(name) is not None:
            continue
        near = _near_name(name, attachments)
        values: dict[str, Value] = {
            "found": Quoted(name),
            "place": Quoted(attachments.label),
        }
        if near:
            values["near"] = Quoted(near)
        at = Place(f"{justificatif.pointer}/nomFichier")
        yield Problem(at, values, variant="near" if near else "")


def _near_name(name: str, attachments: Attachments) -> str | None:
    """The piece that differs by case, accents or a few letters only."""
    bare = {without_accents(piece.name): piece.name for piece in attachments.pieces}
    wanted = without_accents(name)
    for candidate in (wanted, f"{wanted}.pdf"):
        if candidate in bare:
            return bare[candidate]
    close = difflib.get_close_matches(wanted[:200], list(bare), n=1, cutoff=0.85)
    return bare[close[0]] if close else None


@control("PIE002")
def file_not_named(context: Context) -> Iterator[Outcome]:
    """A file that no request names."""
    if context.attachments is None or not any(_cited(context)):
        return
    owners = _owners(context)
    for piece in context.attachments.pieces:
        if piece.name not in owners:
            yield Problem(Place(piece=piece.name), {"found": Quoted(piece.name)})


@control("PIE003")
def file_named_twice(context: Context) -> Iterator[Outcome]:
    """One file named by two requests."""
    named: dict[str, list[tuple[Request, Justificatif]]] = defaultdict(list)
    for request, justificatif in _cited(context):
        if justificatif.name is not None:
            key = unicodedata.normalize("NFC", justificatif.name).removesuffix(".pdf")
            named[key].append((request, justificatif))
    client = context.corridor.client
    for owners in named.values():
        first, one = owners[0]
        for other, another in owners[1:]:
            if other.index == first.index:
                continue
            order = "BON_COMMANDE" in {one.kind, another.kind}
            strict = client is not None and client.single_pmsi and order
            values: dict[str, Value] = {
                "found": Quoted(another.name or ""),
                "first": Quoted(first.numero_editeur or "—"),
                "other": Quoted(other.numero_editeur or "—"),
            }
            at = (Place(f"{another.pointer}/nomFichier"), Place(f"{one.pointer}/nomFichier"))
            yield Problem(at, values, variant="order" if strict else "")


def _in_state(context: Context, state: PdfState) -> Iterator[tuple[Piece, tuple[Place, ...]]]:
    if context.attachments is None:
        return
    owners = _owners(context)
    for piece in context.attachments.pieces:
        if piece.state is state:
            yield piece, _at(piece, owners.get(piece.name, []))


@control("PIE004")
def empty_file(context: Context) -> Iterator[Outcome]:
    """An empty file."""
    for piece, at in _in_state(context, PdfState.EMPTY):
        yield Problem(at, {"found": Quoted(piece.name)})


@control("PIE005")
def not_a_pdf(context: Context) -> Iterator[Outcome]:
    """A file that is not a PDF, whatever its name."""
    for piece, at in _in_state(context, PdfState.NOT_PDF):
        known = {"zip", "word", "image-jpeg", "image-png", "rtf", "html", "text"}
        variant = piece.looks_like.replace("-", "_") if piece.looks_like in known else ""
        yield Problem(at, {"found": Quoted(piece.name)}, variant=variant)


@control("PIE006")
def unreadable_pdf(context: Context) -> Iterator[Outcome]:
    """A PDF that cannot be read; one that the tool did not open is not checked."""
    for piece, at in _in_state(context, PdfState.UNREADABLE):
        yield Problem(at, {"found": Quoted(piece.name)})
    for piece, _ in _in_state(context, PdfState.TOO_BIG):
        values: dict[str, Value] = {"found": Quoted(piece.name)}
        yield NotChecked(NotCheckedKind.UNREADABLE, "too_big", values)
    if context.attachments is not None and context.attachments.unopened:
        late: dict[str, Value] = {"found": Items(tuple(map(Quoted, context.attachments.unopened)))}
        yield NotChecked(NotCheckedKind.UNREADABLE, "time", late)


@control("PIE007")
def locked_pdf(context: Context) -> Iterator[Outcome]:
    """A PDF that opens only with a password."""
    for piece, at in _in_state(context, PdfState.LOCKED):
        yield Problem(at, {"found": Quoted(piece.name)})


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


def _bundle(context: Context, code: str) -> Iterator[Problem]:
    if context.attachments is None:
        return
    for fault in context.attachments.faults:
        if fault.code == code:
            in_bytes = fault.reason in {"entry-too-big", "total-too-big"}
            limits = {
                key: _measure(value, in_bytes=in_bytes and key in {"found", "limit"})
                for key, value in fault.values.items()
            }
            values: dict[str, Value] = {
                "file": Quoted(fault.name or context.attachments.label),
                "place": Quoted(context.attachments.label),
                **limits,
            }
            at = Place(piece=fault.name or context.attachments.label)
            yield Problem(at, values, variant=fault.reason.replace("-", "_"))


def _measure(value: object, *, in_bytes: bool) -> Value:
    if isinstance(value, int):
        return Megabytes(value) if in_bytes else value
    return str(value)


@control("PIE011")
def broken_zip(context: Context) -> Iterator[Outcome]:
    """A zip, or an entry of it, that cannot be opened."""
    yield from _bundle(context, "PIE011")


@control("PIE012")
def unsafe_zip(context: Context) -> Iterator[Outcome]:
    """A zip refused for safety."""
    yield from _bundle(context, "PIE012")


@control("PIE013")
def names_at_risk(context: Context) -> Iterator[Outcome]:
    """Names that a portal may not take."""
    if context.attachments is None:
        return
    seen: dict[str, str] = {}
    for piece in context.attachments.pieces:
        name = piece.name
        risks = [
            risk
            for risk, met in (
                ("encoding", piece.guessed),
                ("subfolder", "/" in name),
                ("accent", not name.isascii()),
                ("blank", any(char.isspace() for char in name)),
                ("sign", any(char in "&#%+;=$!'\"," for char in name)),
                ("long", len(name) > _LONGEST_NAME),
                ("case", seen.setdefault(name.casefold(), name) != name),
            )
            if met
        ]
        for risk in risks[:1]:
            values: dict[str, Value] = {"found": Quoted(name), "limit": _LONGEST_NAME}
            values["other"] = Quoted(seen[name.casefold()])
            yield Problem(Place(piece=name), values, variant=risk)


@control("PIE014")
def noise(context: Context) -> Iterator[Outcome]:
    """Files that the operating system left."""
    if context.attachments is not None and context.attachments.noise:
        found = Items(tuple(Quoted(name) for name in context.attachments.noise))
        yield Problem(Place(piece=context.attachments.noise[0]), {"found": found})


@control("PIE015")
def same_content(context: Context) -> Iterator[Outcome]:
    """Two files of the same content, under two requests or two types."""
    if context.attachments is None:
        return
    owners = _owners(context)
    seen: dict[str, Piece] = {}
    for piece in context.attachments.pieces:
        if piece.sha256 is None or not piece.size:
            continue
        first = seen.setdefault(piece.sha256, piece)
        if first is piece:
            continue
        here, there = owners.get(piece.name, []), owners.get(first.name, [])
        same_type = {one.kind for _, one in here} & {one.kind for _, one in there}
        two_requests = here and there and here[0][0].index != there[0][0].index
        values: dict[str, Value] = {"found": Quoted(piece.name), "other": Quoted(first.name)}
        strict = bool(same_type and two_requests)
        at = (*_at(piece, here), *_at(first, there)[:1])
        yield Problem(at, values, variant="same_type" if strict else "")


@control("PIE016")
def no_attachment(context: Context) -> Iterator[Outcome]:
    """No attachment was given."""
    if context.attachments is None:
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "none")


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
