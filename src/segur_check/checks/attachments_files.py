"""PIE004 to PIE007, PIE011, PIE012, PIE014 to PIE016: whether the files open."""

from collections.abc import Iterator

from segur_check.case.context import Context
from segur_check.case.control import NotChecked, NotCheckedKind, Outcome, Place, Problem, control
from segur_check.case.documents import OF_ONE_REQUEST
from segur_check.case.listed import Listing, listings_by_file, places_of_file
from segur_check.case.mends import RIGHT, of_file
from segur_check.dossier.attachments import Attachment
from segur_check.pieces.pdf.opening import PdfState
from segur_check.report import Shared
from segur_check.values.wording import Items, Megabytes, Quoted, Value


def _in_state(context: Context, state: PdfState) -> Iterator[tuple[Attachment, tuple[Place, ...]]]:
    if context.attachments is None:
        return
    listings = listings_by_file(context)
    for attachment in context.attachments.files:
        if attachment.state is state:
            yield attachment, places_of_file(attachment, listings.get(attachment.name, []))


@control("PIE004")
def empty_file(context: Context) -> Iterator[Outcome]:
    """An empty file."""
    for attachment, at in _in_state(context, PdfState.EMPTY):
        yield Problem(at, {"found": Quoted(attachment.name)})


@control("PIE005")
def not_a_pdf(context: Context) -> Iterator[Outcome]:
    """A file that is not a PDF, whatever its name."""
    for attachment, at in _in_state(context, PdfState.NOT_PDF):
        variant = attachment.looks_like.replace("-", "_")
        yield Problem(at, {"found": Quoted(attachment.name)}, variant=variant)


@control("PIE006")
def unreadable_pdf(context: Context) -> Iterator[Outcome]:
    """A PDF that cannot be read; one that the tool did not open is not checked."""
    for attachment, at in _in_state(context, PdfState.UNREADABLE):
        yield Problem(at, {"found": Quoted(attachment.name)})
    for attachment, _ in _in_state(context, PdfState.LIMIT):
        yield NotChecked(NotCheckedKind.UNREADABLE, "limit", {"found": Quoted(attachment.name)})
    if context.attachments is not None and context.attachments.unopened:
        late: dict[str, Value] = {"found": Items(tuple(map(Quoted, context.attachments.unopened)))}
        yield NotChecked(NotCheckedKind.UNREADABLE, "time", late)


@control("PIE007")
def locked_pdf(context: Context) -> Iterator[Outcome]:
    """A PDF that opens only with a password."""
    for attachment, at in _in_state(context, PdfState.LOCKED):
        yield Problem(at, {"found": Quoted(attachment.name)})


def _bundle_problems(context: Context, code: str) -> Iterator[Problem]:
    if context.attachments is None:
        return
    for fault in context.attachments.faults:
        if fault.code == code:
            in_bytes = fault.reason in {"entry-too-big", "total-too-big"}
            limits = {
                key: _as_value(value, in_bytes=in_bytes and key in {"found", "limit"})
                for key, value in fault.values.items()
            }
            values: dict[str, Value] = {
                "file": Quoted(fault.name or context.attachments.label),
                "place": Quoted(context.attachments.label),
                **limits,
            }
            at = Place(attachment=fault.name)
            yield Problem(at, values, variant=fault.reason.replace("-", "_"))


def _as_value(value: object, *, in_bytes: bool) -> Value:
    if isinstance(value, int):
        return Megabytes(value) if in_bytes else value
    return str(value)


@control("PIE011")
def broken_zip(context: Context) -> Iterator[Outcome]:
    """A zip, or an entry of it, that cannot be opened."""
    yield from _bundle_problems(context, "PIE011")


@control("PIE012")
def unsafe_zip(context: Context) -> Iterator[Outcome]:
    """A zip refused for safety."""
    yield from _bundle_problems(context, "PIE012")


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
    listings = listings_by_file(context)
    seen: dict[str, Attachment] = {}
    for attachment in context.attachments.files:
        if attachment.sha256 is None or not attachment.size:
            continue
        first = seen.setdefault(attachment.sha256, attachment)
        if first is attachment:
            yield from _in_lot(context, attachment, listings.get(attachment.name, []))
            continue
        own, earlier = listings.get(attachment.name, []), listings.get(first.name, [])
        if not own or not earlier:
            continue  # PIE002 reports a file that no request names
        same_type = {listed.kind for _, listed in own} & {listed.kind for _, listed in earlier}
        two_requests = own[0][0].index != earlier[0][0].index
        if same_type and not two_requests:
            continue
        values: dict[str, Value] = {"found": Quoted(attachment.name), "other": Quoted(first.name)}
        at = (*places_of_file(attachment, own), *places_of_file(first, earlier)[:1])
        mends = ({own[0][0].pointer: None}, {of_file(attachment.name): RIGHT})
        yield Problem(at, values, variant="same_type" if same_type else "", mends=mends)


def _in_lot(context: Context, attachment: Attachment, listings: list[Listing]) -> Iterator[Outcome]:
    """The same file under a request of another dossier; only types of one request are compared."""
    lot = context.lot
    neighbours = lot.contents.get(attachment.sha256 or "", ()) if lot is not None else ()
    own = {
        (listed.kind, request.numero_editeur)
        for request, listed in listings
        if listed.kind in OF_ONE_REQUEST
    }
    for kind, neighbour in neighbours:
        kinds = {own_kind for own_kind, number in own if number != neighbour.number}
        if kinds:
            values: dict[str, Value] = {
                "found": Quoted(attachment.name),
                "file": Quoted(neighbour.file),
                "line": neighbour.line,
            }
            variant = "same_type_in_lot" if kind in kinds else "in_lot"
            files = tuple(dict.fromkeys(each.file for _, each in neighbours))
            shared = Shared("file", attachment.sha256 or "", attachment.name, files)
            at = places_of_file(attachment, listings)
            yield Problem(at, values, variant=variant, shared=shared)
            return


@control("PIE016")
def no_attachment(context: Context) -> Iterator[Outcome]:
    """No attachment was given."""
    if context.attachments is None:
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "none")
