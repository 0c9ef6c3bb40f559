"""PIE008 to PIE010, PIE017, PIE018: the attachments that a step requires."""

from collections.abc import Iterator

from msgspec.structs import replace

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
from segur_check.case.documents import INVOICE
from segur_check.case.forgotten import forgotten_file, values_of
from segur_check.case.piece_types import (
    NON_LIABILITY,
    TypedAttachment,
    missing_attachments,
    of_unknown_type,
    says_contract,
    typed_attachments,
)
from segur_check.case.vat import at_zero_rate, collectivities, outside_drom
from segur_check.case.when import any_amounts
from segur_check.pieces.pdf.opening import PdfState
from segur_check.rules.sections import Ask
from segur_check.values.text import without_accents
from segur_check.values.wording import Items, Noted, Quoted, Term, Value


@control("PIE008")
def attachment_missing(context: Context) -> Iterator[Outcome]:
    """A required attachment is missing."""
    step = context.corridor.step(context.step)
    if step is None or step.pieces is None:
        return
    typed = typed_attachments(context)
    if typed is None:
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "no_list")
        return
    variant = "papers" if context.without_json else ""
    others = step.replaceable.value if step.replaceable is not None else ()
    missing = missing_attachments(context, typed, step.pieces, due=others, variant=variant)
    yield from (_or_forgotten(context, outcome) for outcome in missing)
    if step.replaceable is not None and not _stood_in_for(step, typed):
        yield from missing_attachments(
            context, typed, step.replaceable, due=step.pieces.value, variant="replaceable"
        )


def _or_forgotten(context: Context, outcome: Outcome) -> Outcome:
    """The same outcome, or that what is missing is there and only has to be named."""
    expected = outcome.values.get("expected") if isinstance(outcome, Problem) else None
    kinds = expected.items if isinstance(expected, Items) else ()
    codes = tuple(kind.code for kind in kinds if isinstance(kind, Term))
    forgotten = forgotten_file(context, codes) if codes else None
    if forgotten is None or forgotten.request.index != context.line.index:
        return outcome
    values = {**outcome.values, **values_of(forgotten), "expected": Items((Term(forgotten.kind),))}
    return replace(outcome, values=values, variant="forgotten", mends=(forgotten.mend,))


def _stood_in_for(step: Ask, typed: list[TypedAttachment]) -> bool:
    """Whether another proof is given in place of the attachments that may be replaced."""
    stand_ins = step.stand_ins.value if step.stand_ins is not None else ()
    if not stand_ins:
        return False
    return any(
        attachment.kind in stand_ins or (attachment.kind is None and says_contract(attachment.name))
        for attachment in typed
    )


@control("PIE009", when=any_amounts(lambda amounts: not amounts.rate))
def no_attestation_of_non_liability(context: Context) -> Iterator[Outcome]:
    """VAT at zero, a client outside the DROM, and no attestation of non-liability to VAT."""
    amounts = at_zero_rate(context)
    if amounts is None:
        return
    typed = typed_attachments(context)
    if typed is not None and NON_LIABILITY in {attachment.kind for attachment in typed}:
        return
    outside, elsewhere = outside_drom(context), collectivities(context)
    if elsewhere:
        found: dict[str, Value] = {"found": Items(elsewhere)}
        yield NotChecked(NotCheckedKind.NOT_PUBLISHED, "collectivity", found)
    elif outside is None:
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "no_territory")
    elif outside and typed is None:
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "no_list")
    elif outside and typed is not None:
        yield of_unknown_type(typed) or Problem(Place(amounts.pointer))


@control("PIE010")
def several_invoices(context: Context) -> Iterator[Outcome]:
    """Several invoice files in one request."""
    typed = typed_attachments(context) or []
    named = (attachment.name for attachment in typed if attachment.kind == INVOICE)
    invoices = tuple(dict.fromkeys(named))
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
    for listed in request.listed:
        attachment = attachments.named(listed.name) if listed.name else None
        if listed.kind != INVOICE or attachment is None or attachment.state is not PdfState.OK:
            continue
        text = without_accents(" ".join(attachment.pages or ()))
        # Of a scan, DOC001 lists what to look at.
        if text and not any(word in text for word in ("fusion", "absorption", "scission")):
            at = (Place(attachment=attachment.name, request=request.index), Place(listed.pointer))
            yield Problem(at, {"found": Quoted(attachment.name)}, confidence=Confidence.PROBABLE)


@control("PIE018")
def type_guessed(context: Context) -> Iterator[Outcome]:
    """The type of a file was taken from its name; without a JSON, one finding lists them all."""
    guessed = [
        (attachment.name, attachment.kind)
        for attachment in typed_attachments(context) or ()
        if attachment.told_by == "name" and attachment.kind is not None
    ]
    if context.without_json and guessed:
        places = tuple(Place(attachment=name) for name, _ in guessed)
        found = Items(tuple(Noted(Quoted(name), Term(kind)) for name, kind in guessed))
        yield Problem(places, {"found": found}, variant="papers")
        return
    for name, kind in guessed:
        values: dict[str, Value] = {"found": Quoted(name), "expected": Term(kind)}
        yield Problem(Place(attachment=name, request=context.line.index), values)
