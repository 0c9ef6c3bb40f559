"""DOC014 to DOC016: what signs the documents.

Most signatures that the texts allow leave no sure trace in a PDF: a paper without one is never
faulted, it is to be looked at.
"""

from collections.abc import Iterator

from segur_check.case.context import Context
from segur_check.case.control import NotChecked, NotCheckedKind, Outcome, Place, Problem, control
from segur_check.case.piece_types import Typed, typed_pieces
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


def _opened(context: Context) -> Iterator[tuple[Typed, Attachment]]:
    """The PDFs of the request that open, each once, with their type."""
    attachments, seen = context.attachments, set[str]()
    if attachments is None or attachments.refused:
        return
    for typed in typed_pieces(context) or ():
        piece = attachments.named(typed.name) if typed.name else None
        if piece is not None and piece.state is PdfState.OK and piece.name not in seen:
            seen.add(piece.name)
            yield typed, piece


@control("DOC014")
def field_not_signed(context: Context) -> Iterator[Outcome]:
    """A paper that someone signs has a signature field, and nothing in it."""
    for typed, piece in _opened(context):
        if typed.kind not in _SIGNED_PAPERS:
            continue
        if piece.signatures is None:
            name: dict[str, Value] = {"file": Quoted(piece.name)}
            yield NotChecked(NotCheckedKind.UNREADABLE, "unread", name)
            continue
        left = [one for one in piece.signatures if not one.signed]
        if not left:
            continue
        others = [one for one in piece.signatures if one.signed]
        values: dict[str, Value] = {
            "file": Quoted(piece.name),
            "found": Items(tuple(Quoted(one.field) for one in left)),
            "signed": Items(tuple(Quoted(one.field) for one in others)),
        }
        unfinished = any(one.state is FieldState.UNFINISHED for one in left)
        variant = "unfinished" if unfinished else "beside" if others else ""
        yield Problem(Place(attachment=piece.name, page=left[0].page), values, variant=variant)


def _judged(piece: Attachment, one: Signature) -> Integrity | None:
    found = [judged for judged in piece.integrity or () if judged.field == one.field]
    # Of several fields of one name, the worst speaks.
    return min(
        found, key=lambda judged: (judged.whole is not False, judged.whole is True), default=None
    )


def _added_to(one: Signature, judged: Integrity | None) -> bool:
    """Whether content that nobody signed came after the signature."""
    harmless = judged is not None and judged.changes in _HARMLESS
    return one.after is After.CONTENT and not harmless


@control("DOC015")
def changed_after_the_signature(context: Context) -> Iterator[Outcome]:
    """Content that was changed, or added, once a document was signed."""
    for _, piece in _opened(context):
        for one in piece.signatures or ():
            if not one.signed:
                continue
            values: dict[str, Value] = {
                "file": Quoted(piece.name),
                "field": Quoted(one.field),
                "count": one.bytes_after,
            }
            at, judged = Place(attachment=piece.name, page=one.page), _judged(piece, one)
            if piece.integrity is not None and (judged is None or judged.whole is None):
                yield NotChecked(NotCheckedKind.UNREADABLE, "unjudged", values)
            if judged is not None and judged.whole is False:
                variant = "broken" if judged.intact else "altered"
                yield Problem(at, values, variant=variant)
            elif one.range_sound is False:
                yield Problem(at, values, variant="partial")
            elif _added_to(one, judged):
                yield Problem(at, values)


@control("DOC016")
def what_signs(context: Context) -> Iterator[Outcome]:
    """What signs each paper that someone signs, or that it is to be seen by eye."""
    papers = [piece for typed, piece in _opened(context) if typed.kind in _SIGNED_PAPERS]
    if not papers:
        return
    told = [(piece, list(_signs(piece))) for piece in papers]
    variant = "" if any(signs for _, signs in told) else "eye"
    by_eye = Term("a-voir-a-l-oeil")
    values: dict[str, Value] = {
        "found": Items(
            tuple(
                Noted(Quoted(piece.name), Items((*signs,)) if signs else by_eye)
                for piece, signs in told
            )
        ),
        "files": Items(tuple(Quoted(piece.name) for piece in papers)),
    }
    yield Problem(Place(context.line.pointer), values, variant=variant)


def _signs(piece: Attachment) -> Iterator[object]:
    """What is known of the signatures of a paper, in the order of their signing."""
    signed = [one for one in piece.signatures or () if one.signed]
    for one in signed:
        yield from _told(one, _judged(piece, one))
    if any(one.kind is not SignatureKind.TIMESTAMP for one in signed):
        return
    traces = simple_signature_traces("\n".join(piece.pages or ()))
    yield from (Quoted(trace) for trace in traces)
    if signed or traces:  # a timestamp tells no signatory
        yield Term("a-voir-a-l-oeil")


def _told(one: Signature, judged: Integrity | None) -> Iterator[object]:
    yield Term(_KINDS[one.kind])
    certificate = judged.certificate if judged is not None else None
    names = (
        (certificate.common_name, certificate.organisation)
        if certificate is not None and certificate.common_name
        else (one.signer,)
    )
    yield from (name for name in names if name)
    if one.signed_on is not None:
        yield one.signed_on
    if judged is not None and judged.whole and one.range_sound and not _added_to(one, judged):
        yield Term("signature-intacte")
    if one.after is After.VALIDATION:
        yield Term("donnees-de-validation")
