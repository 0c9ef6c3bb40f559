"""PIE008 to PIE010, PIE017, PIE018: the attachments that a step requires."""

from collections.abc import Iterator

from segur_check.case.context import Context
from segur_check.case.control import (
    Confidence,
    NotChecked,
    NotCheckedKind,
    Outcome,
    Place,
    Problem,
    control,
)
from segur_check.case.piece_types import (
    NON_LIABILITY,
    Typed,
    missing_pieces,
    of_unknown_type,
    says_contract,
    typed_pieces,
)
from segur_check.case.vat import at_zero_rate, collectivities, outside_drom
from segur_check.pieces.pdf.opening import PdfState
from segur_check.rules.sections import Ask
from segur_check.values.text import without_accents
from segur_check.values.wording import Items, Noted, Quoted, Term, Value


@control("PIE008")
def piece_missing(context: Context) -> Iterator[Outcome]:
    """A required piece is missing."""
    step = context.corridor.step(context.step)
    if step is None or step.pieces is None:
        return
    pieces = typed_pieces(context)
    if pieces is None:
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "no_list")
        return
    papers = "papers" if context.without_json else ""
    others = step.replaceable.value if step.replaceable is not None else ()
    yield from missing_pieces(context, pieces, step.pieces, due=others, variant=papers)
    if step.replaceable is not None and not _stood_in_for(step, pieces):
        yield from missing_pieces(
            context, pieces, step.replaceable, due=step.pieces.value, variant="replaceable"
        )


def _stood_in_for(step: Ask, pieces: list[Typed]) -> bool:
    """Whether another proof is there in place of the pieces that one may replace."""
    others = step.stand_ins.value if step.stand_ins is not None else ()
    return any(
        piece.kind in others or (piece.kind is None and others and says_contract(piece.name))
        for piece in pieces
    )


@control("PIE009", when=lambda context: any(not one.rate for one in context.file.priced))
def no_attestation_of_non_liability(context: Context) -> Iterator[Outcome]:
    """VAT at zero, a client outside the DROM, and no attestation of non-liability."""
    amounts = at_zero_rate(context)
    if amounts is None:
        return
    pieces = typed_pieces(context)
    if pieces is not None and NON_LIABILITY in {piece.kind for piece in pieces}:
        return
    outside, elsewhere = outside_drom(context), collectivities(context)
    if elsewhere:
        found: dict[str, Value] = {"found": Items(elsewhere)}
        yield NotChecked(NotCheckedKind.NOT_PUBLISHED, "collectivity", found)
    elif outside is None:
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "no_territory")
    elif outside and pieces is None:
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "no_list")
    elif outside and pieces is not None:
        yield of_unknown_type(pieces) or Problem(Place(amounts.pointer))


@control("PIE010")
def several_invoices(context: Context) -> Iterator[Outcome]:
    """Several invoice files in one request."""
    pieces = typed_pieces(context) or []
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
    if not request.beneficiaries.merger or attachments is None:
        return
    if merger is None or merger.either is None:
        return
    for justificatif in request.listed:
        piece = attachments.named(justificatif.name) if justificatif.name else None
        if justificatif.kind != "FACTURE" or piece is None or piece.state is not PdfState.OK:
            continue
        text = without_accents(" ".join(piece.pages or ()))
        # Of a scan, DOC001 lists what to look at.
        if text and not any(word in text for word in ("fusion", "absorption", "scission")):
            at = (Place(attachment=piece.name, request=request.index), Place(justificatif.pointer))
            yield Problem(at, {"found": Quoted(piece.name)}, confidence=Confidence.PROBABLE)


@control("PIE018")
def type_guessed(context: Context) -> Iterator[Outcome]:
    """The type of a file was taken from its name; of papers alone, all are told at once."""
    guessed = [
        (piece.name, piece.kind)
        for piece in typed_pieces(context) or ()
        if piece.said == "name" and piece.kind is not None
    ]
    if context.without_json and guessed:
        places = tuple(Place(attachment=name) for name, _ in guessed)
        found = Items(tuple(Noted(Quoted(name), Term(kind)) for name, kind in guessed))
        yield Problem(places, {"found": found}, variant="papers")
        return
    for name, kind in guessed:
        values: dict[str, Value] = {"found": Quoted(name), "expected": Term(kind)}
        yield Problem(Place(attachment=name, request=context.line.index), values)
