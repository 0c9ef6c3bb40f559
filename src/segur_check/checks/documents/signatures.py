"""DOC014 to DOC016: what signs the documents.

Most signatures that the texts allow leave no sure trace in a PDF: a document without one is never a
fault, a person looks at it.
"""

from collections.abc import Iterator

from segur_check.case.context import Context
from segur_check.case.control import NotChecked, NotCheckedKind, Outcome, Place, Problem, control
from segur_check.case.documents import exchanged_names
from segur_check.case.piece_types import TypedAttachment, typed_attachments
from segur_check.dossier.attachments import Attachment
from segur_check.pieces.pdf.opening import PdfState
from segur_check.pieces.signing.after_signature import After
from segur_check.pieces.signing.integrity import Changes, Integrity
from segur_check.pieces.signing.signatures import FieldState, Signature, SignatureKind
from segur_check.pieces.words.signature_traces import simple_signature_traces
from segur_check.values.wording import Items, Noted, Quoted, Term, Value

# The types of documents that someone signs.
_SIGNED_KINDS = frozenset(
    {
        "BON_COMMANDE",
        "VA",
        "MOM",
        "PV_MES",
        "PV_VSR",
        "PV_PILOTE",
        "ATTESTATION_FIN_PRESTATION",
        "ATTESTATION_HONNEUR",
        "ATTESTATION_RENONCIATION",
        "DECLARATION_HONNEUR",
    }
)
# What may change after a signature without touching what was signed.
_HARMLESS = frozenset({Changes.NONE, Changes.LTA_UPDATES})
_KINDS = {
    SignatureKind.APPROVAL: "signature-numerique",
    SignatureKind.CERTIFICATION: "signature-certification",
    SignatureKind.TIMESTAMP: "horodatage",
}


def _opened(context: Context) -> Iterator[tuple[TypedAttachment, Attachment]]:
    """The PDFs of the request that open, each once, with their type."""
    attachments, seen = context.attachments, set[str]()
    if attachments is None or attachments.refused:
        return
    misplaced = exchanged_names(context)
    for typed in typed_attachments(context) or ():
        attachment = attachments.named(typed.name) if typed.name else None
        if (
            attachment is not None
            and attachment.state is PdfState.OK
            and attachment.name not in {*seen, *misplaced}
        ):
            seen.add(attachment.name)
            yield typed, attachment


@control("DOC014")
def field_not_signed(context: Context) -> Iterator[Outcome]:
    """A document that someone signs has a signature field, and nothing in it."""
    for typed, attachment in _opened(context):
        if typed.kind not in _SIGNED_KINDS:
            continue
        if attachment.signatures is None:
            file: dict[str, Value] = {"file": Quoted(attachment.name)}
            yield NotChecked(NotCheckedKind.UNREADABLE, "unread", file)
            continue
        empty = [signature for signature in attachment.signatures if not signature.signed]
        if not empty:
            continue
        signed = [signature for signature in attachment.signatures if signature.signed]
        values: dict[str, Value] = {
            "file": Quoted(attachment.name),
            "found": Items(tuple(Quoted(signature.field) for signature in empty)),
            "signed": Items(tuple(Quoted(signature.field) for signature in signed)),
        }
        unfinished = any(signature.state is FieldState.UNFINISHED for signature in empty)
        variant = "unfinished" if unfinished else "beside" if signed else ""
        yield Problem(
            Place(attachment=attachment.name, page=empty[0].page), values, variant=variant
        )


# Of several fields of one name, the worst counts.
_WORST_FIRST = (False, None, True)


def _integrity_of(attachment: Attachment, signature: Signature) -> Integrity | None:
    """What is known of the integrity of what was signed; None where it was not verified."""
    named = [known for known in attachment.integrity or () if known.field == signature.field]
    return min(named, key=lambda integrity: _WORST_FIRST.index(integrity.whole), default=None)


def _has_unsigned_content(signature: Signature, integrity: Integrity | None) -> bool:
    """Whether content that nobody signed came after the signature."""
    harmless = integrity is not None and integrity.changes in _HARMLESS
    return signature.after is After.CONTENT and not harmless


@control("DOC015")
def changed_after_the_signature(context: Context) -> Iterator[Outcome]:
    """Content that was changed, or added, once a document was signed."""
    for _, attachment in _opened(context):
        for signature in attachment.signatures or ():
            if not signature.signed:
                continue
            values: dict[str, Value] = {
                "file": Quoted(attachment.name),
                "field": Quoted(signature.field),
                "count": signature.bytes_after,
            }
            at = Place(attachment=attachment.name, page=signature.page)
            integrity = _integrity_of(attachment, signature)
            unknown = integrity is None or integrity.whole is None
            if attachment.integrity is not None and unknown:
                yield NotChecked(NotCheckedKind.UNREADABLE, "unjudged", values)
            if integrity is not None and integrity.whole is False:
                variant = "broken" if integrity.intact else "altered"
                yield Problem(at, values, variant=variant)
            elif signature.range_sound is False:
                yield Problem(at, values, variant="partial")
            elif _has_unsigned_content(signature, integrity):
                yield Problem(at, values)


_FOR_A_PERSON = Term("a-verifier-visuellement")


@control("DOC016")
def what_signs(context: Context) -> Iterator[Outcome]:
    """What signs each document that someone signs, or that a person looks at it."""
    attachments = [
        attachment for typed, attachment in _opened(context) if typed.kind in _SIGNED_KINDS
    ]
    if not attachments:
        return
    traces = [(attachment, tuple(_traces_of(attachment))) for attachment in attachments]
    found = tuple(
        Noted(Quoted(attachment.name), Items(shown) if shown else _FOR_A_PERSON)
        for attachment, shown in traces
    )
    values: dict[str, Value] = {
        "found": Items(found),
        "files": Items(tuple(Quoted(attachment.name) for attachment in attachments)),
    }
    variant = "" if any(shown for _, shown in traces) else "eye"
    yield Problem(Place(context.line.pointer), values, variant=variant)


def _traces_of(attachment: Attachment) -> Iterator[object]:
    """What is known of the signatures of a document, in the order of their signing."""
    signed = [signature for signature in attachment.signatures or () if signature.signed]
    for signature in signed:
        yield from _facts_of(signature, _integrity_of(attachment, signature))
    if any(signature.kind is not SignatureKind.TIMESTAMP for signature in signed):
        return
    simple = simple_signature_traces("\n".join(attachment.pages or ()))
    yield from (Quoted(trace) for trace in simple)
    if signed or simple:  # a timestamp names no signatory
        yield _FOR_A_PERSON


def _facts_of(signature: Signature, integrity: Integrity | None) -> Iterator[object]:
    """Its kind, who signed, when, and whether what was signed is unchanged."""
    yield Term(_KINDS[signature.kind])
    certificate = integrity.certificate if integrity is not None else None
    if certificate is not None and certificate.common_name:
        names = [certificate.common_name, certificate.organisation]
    else:
        names = [signature.signer]
    yield from (name for name in names if name)
    if signature.signed_on is not None:
        yield signature.signed_on
    whole = integrity is not None and integrity.whole and signature.range_sound
    if whole and not _has_unsigned_content(signature, integrity):
        yield Term("signature-intacte")
    if signature.after is After.VALIDATION:
        yield Term("donnees-de-validation")
