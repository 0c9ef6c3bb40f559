"""DOC014 to DOC016: what signs the documents.

Most signatures that the texts allow leave no sure trace in a PDF: a paper without one is never
faulted, it is to be looked at.
"""

from collections.abc import Iterator

from segur_check.case.context import Context
from segur_check.case.control import NotChecked, NotCheckedKind, Outcome, Place, Problem, control
from segur_check.case.piece_types import TypedAttachment, typed_attachments
from segur_check.dossier.attachments import Attachment
from segur_check.pieces.pdf.opening import PdfState
from segur_check.pieces.signing.after_signature import After
from segur_check.pieces.signing.integrity import Changes, Integrity
from segur_check.pieces.signing.signatures import FieldState, Signature, SignatureKind
from segur_check.pieces.words.signature_traces import simple_signature_traces
from segur_check.values.wording import Items, Noted, Quoted, Term, Value

# The papers that someone signs.
_SIGNED_PAPERS = frozenset(
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
    for typed in typed_attachments(context) or ():
        attachment = attachments.named(typed.name) if typed.name else None
        if (
            attachment is not None
            and attachment.state is PdfState.OK
            and attachment.name not in seen
        ):
            seen.add(attachment.name)
            yield typed, attachment


@control("DOC014")
def field_not_signed(context: Context) -> Iterator[Outcome]:
    """A paper that someone signs has a signature field, and nothing in it."""
    for typed, attachment in _opened(context):
        if typed.kind not in _SIGNED_PAPERS:
            continue
        if attachment.signatures is None:
            name: dict[str, Value] = {"file": Quoted(attachment.name)}
            yield NotChecked(NotCheckedKind.UNREADABLE, "unread", name)
            continue
        left = [signature for signature in attachment.signatures if not signature.signed]
        if not left:
            continue
        others = [signature for signature in attachment.signatures if signature.signed]
        values: dict[str, Value] = {
            "file": Quoted(attachment.name),
            "found": Items(tuple(Quoted(signature.field) for signature in left)),
            "signed": Items(tuple(Quoted(signature.field) for signature in others)),
        }
        unfinished = any(signature.state is FieldState.UNFINISHED for signature in left)
        variant = "unfinished" if unfinished else "beside" if others else ""
        yield Problem(Place(attachment=attachment.name, page=left[0].page), values, variant=variant)


def _judged(attachment: Attachment, signature: Signature) -> Integrity | None:
    found = [judged for judged in attachment.integrity or () if judged.field == signature.field]
    # Of several fields of one name, the worst speaks.
    return min(
        found, key=lambda judged: (judged.whole is not False, judged.whole is True), default=None
    )


def _added_to(signature: Signature, judged: Integrity | None) -> bool:
    """Whether content that nobody signed came after the signature."""
    harmless = judged is not None and judged.changes in _HARMLESS
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
            at, judged = (
                Place(attachment=attachment.name, page=signature.page),
                _judged(attachment, signature),
            )
            if attachment.integrity is not None and (judged is None or judged.whole is None):
                yield NotChecked(NotCheckedKind.UNREADABLE, "unjudged", values)
            if judged is not None and judged.whole is False:
                variant = "broken" if judged.intact else "altered"
                yield Problem(at, values, variant=variant)
            elif signature.range_sound is False:
                yield Problem(at, values, variant="partial")
            elif _added_to(signature, judged):
                yield Problem(at, values)


@control("DOC016")
def what_signs(context: Context) -> Iterator[Outcome]:
    """What signs each paper that someone signs, or that it is to be seen by eye."""
    papers = [attachment for typed, attachment in _opened(context) if typed.kind in _SIGNED_PAPERS]
    if not papers:
        return
    told = [(attachment, list(_signs(attachment))) for attachment in papers]
    variant = "" if any(signs for _, signs in told) else "eye"
    by_eye = Term("a-voir-a-l-oeil")
    values: dict[str, Value] = {
        "found": Items(
            tuple(
                Noted(Quoted(attachment.name), Items((*signs,)) if signs else by_eye)
                for attachment, signs in told
            )
        ),
        "files": Items(tuple(Quoted(attachment.name) for attachment in papers)),
    }
    yield Problem(Place(context.line.pointer), values, variant=variant)


def _signs(attachment: Attachment) -> Iterator[object]:
    """What is known of the signatures of a paper, in the order of their signing."""
    signed = [signature for signature in attachment.signatures or () if signature.signed]
    for signature in signed:
        yield from _told(signature, _judged(attachment, signature))
    if any(signature.kind is not SignatureKind.TIMESTAMP for signature in signed):
        return
    traces = simple_signature_traces("\n".join(attachment.pages or ()))
    yield from (Quoted(trace) for trace in traces)
    if signed or traces:  # a timestamp tells no signatory
        yield Term("a-voir-a-l-oeil")


def _told(signature: Signature, judged: Integrity | None) -> Iterator[object]:
    yield Term(_KINDS[signature.kind])
    certificate = judged.certificate if judged is not None else None
    names = (
        (certificate.common_name, certificate.organisation)
        if certificate is not None and certificate.common_name
        else (signature.signer,)
    )
    yield from (name for name in names if name)
    if signature.signed_on is not None:
        yield signature.signed_on
    if (
        judged is not None
        and judged.whole
        and signature.range_sound
        and not _added_to(signature, judged)
    ):
        yield Term("signature-intacte")
    if signature.after is After.VALIDATION:
        yield Term("donnees-de-validation")
