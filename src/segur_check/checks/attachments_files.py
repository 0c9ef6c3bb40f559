"""PIE004 to PIE007, PIE011, PIE012, PIE014 to PIE016: whether the files open."""

from collections.abc import Iterator

from segur_check.case.context import Context
from segur_check.case.control import NotChecked, NotCheckedKind, Outcome, Place, Problem, control
from segur_check.case.documents import OF_ONE_REQUEST
from segur_check.case.listed import Listing, listings_by_file, places_of_file
from segur_check.dossier.attachments import Attachment
from segur_check.pieces.pdf.opening import PdfState
from segur_check.values.wording import Items, Megabytes, Quoted, Value


def _in_state(context: Context, state: PdfState) -> Iterator[tuple[Attachment, tuple[Place, ...]]]:
    if context.attachments is None:
        return
    owners = listings_by_file(context)
    for piece in context.attachments.files:
        if piece.state is state:
            yield piece, places_of_file(piece, owners.get(piece.name, []))


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
    for piece, _ in _in_state(context, PdfState.LIMIT):
        yield NotChecked(NotCheckedKind.UNREADABLE, "limit", {"found": Quoted(piece.name)})
    if context.attachments is not None and context.attachments.unopened:
        late: dict[str, Value] = {"found": Items(tuple(map(Quoted, context.attachments.unopened)))}
        yield NotChecked(NotCheckedKind.UNREADABLE, "time", late)


@control("PIE007")
def locked_pdf(context: Context) -> Iterator[Outcome]:
    """A PDF that opens only with a password."""
    for piece, at in _in_state(context, PdfState.LOCKED):
        yield Problem(at, {"found": Quoted(piece.name)})


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
            at = Place(attachment=fault.name)
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


@control("PIE014")
def noise(context: Context) -> Iterator[Outcome]:
    """Files that the operating system left."""
    if context.attachments is not None and context.attachments.noise:
        found = Items(tuple(Quoted(name) for name in context.attachments.noise))
        yield Problem(Place(attachment=context.attachments.noise[0]), {"found": found})


@control("PIE015")
def same_content(context: Context) -> Iterator[Outcome]:
    """Two files of the same content, under two requests or two types."""
    if context.attachments is None:
        return
    owners = listings_by_file(context)
    seen: dict[str, Attachment] = {}
    for piece in context.attachments.files:
        if piece.sha256 is None or not piece.size:
            continue
        first = seen.setdefault(piece.sha256, piece)
        if first is piece:
            yield from _in_lot(context, piece, owners.get(piece.name, []))
            continue
        here, there = owners.get(piece.name, []), owners.get(first.name, [])
        if not here or not there:
            continue  # a file that no request names is PIE002
        same_type = {one.kind for _, one in here} & {one.kind for _, one in there}
        two_requests = here[0][0].index != there[0][0].index
        if same_type and not two_requests:
            continue
        values: dict[str, Value] = {"found": Quoted(piece.name), "other": Quoted(first.name)}
        strict = bool(same_type and two_requests)
        at = (*places_of_file(piece, here), *places_of_file(first, there)[:1])
        yield Problem(at, values, variant="same_type" if strict else "")


def _in_lot(context: Context, piece: Attachment, here: list[Listing]) -> Iterator[Outcome]:
    """The same document under a request of another dossier; the lot knows those of one request."""
    lot = context.lot
    there = lot.contents.get(piece.sha256 or "", ()) if lot is not None else ()
    own = {
        (one.kind, request.numero_editeur) for request, one in here if one.kind in OF_ONE_REQUEST
    }
    for kind, other in there:
        others = {mine for mine, number in own if number != other.number}
        if not others:
            continue
        values: dict[str, Value] = {
            "found": Quoted(piece.name),
            "file": Quoted(other.file),
            "line": other.line,
        }
        variant = "same_type_in_lot" if kind in others else "in_lot"
        yield Problem(places_of_file(piece, here), values, variant=variant)
        return


@control("PIE016")
def no_attachment(context: Context) -> Iterator[Outcome]:
    """No attachment was given."""
    if context.attachments is None:
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "none")
