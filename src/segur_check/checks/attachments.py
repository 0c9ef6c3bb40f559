"""PIE: the attachments, their names, whether they open, and whether all are there."""

import difflib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping

from segur_check.case.context import Context
from segur_check.case.control import NotChecked, NotCheckedKind, Outcome, Place, Problem, control
from segur_check.case.documents import OF_ONE_REQUEST
from segur_check.dossier.attachments import Attachment
from segur_check.dossier.request import ListedAttachment, Request
from segur_check.pieces.pdf.opening import PdfState
from segur_check.values.text import without_accents
from segur_check.values.wording import Items, Megabytes, Quoted, Value

_LONGEST_NAME = 100
_SUGGESTIONS = 20  # comparing each absent name with each file takes time


def _cited(context: Context) -> Iterator[tuple[Request, ListedAttachment]]:
    for request in context.file.requests:
        for justificatif in request.listed:
            yield request, justificatif


def _owners(context: Context) -> dict[str, list[tuple[Request, ListedAttachment]]]:
    """The entries of the JSON that name each piece, by the piece's name."""
    owners: dict[str, list[tuple[Request, ListedAttachment]]] = defaultdict(list)
    if context.attachments is not None:
        for request, justificatif in _cited(context):
            piece = context.attachments.named(justificatif.name) if justificatif.name else None
            if piece is not None:
                owners[piece.name].append((request, justificatif))
    return owners


def _at(piece: Attachment, owners: list[tuple[Request, ListedAttachment]]) -> tuple[Place, ...]:
    """The piece, then the entry that names it."""
    if not owners:
        return (Place(attachment=piece.name),)
    request, justificatif = owners[0]
    pointer = f"{justificatif.pointer}/nomFichier"
    return Place(attachment=piece.name, request=request.index), Place(pointer)


@control("PIE001")
def file_absent(context: Context) -> Iterator[Outcome]:
    """A file named in the JSON that is not among the attachments."""
    attachments = context.attachments
    if attachments is None or attachments.refused:
        return
    bare = {without_accents(piece.name): piece.name for piece in attachments.files}
    suggestions = 0
    # An entry of the zip that could not be opened is there, and told by PIE011.
    broken = {fault.name for fault in attachments.faults}
    for _, justificatif in _cited(context):
        name = justificatif.name
        if name is None or name in broken or f"{name}.pdf" in broken:
            continue
        if attachments.named(name) is not None:
            continue
        suggestions += 1
        near = _near_name(name, bare) if suggestions <= _SUGGESTIONS else None
        values: dict[str, Value] = {
            "found": Quoted(name),
            "place": Quoted(attachments.label),
        }
        if near:
            values["near"] = Quoted(near)
        at = Place(f"{justificatif.pointer}/nomFichier")
        yield Problem(at, values, variant="near" if near else "")


def _near_name(name: str, bare: Mapping[str, str]) -> str | None:
    """The piece that differs by case, accents or a few letters only, from their bare names."""
    wanted = without_accents(name)
    for candidate in (wanted, f"{wanted}.pdf"):
        if candidate in bare:
            return bare[candidate]
    close = difflib.get_close_matches(wanted[:200], list(bare), n=1, cutoff=0.85)
    return bare[close[0]] if close else None


@control("PIE002")
def file_not_named(context: Context) -> Iterator[Outcome]:
    """A file that no request names, of this JSON or of another one of its folder."""
    if context.attachments is None or not any(_cited(context)):
        return
    named = {*_owners(context), *context.named_beside}
    for piece in context.attachments.files:
        if piece.name not in named:
            yield Problem(Place(attachment=piece.name), {"found": Quoted(piece.name)})


@control("PIE003")
def file_named_twice(context: Context) -> Iterator[Outcome]:
    """One file named by two requests."""
    named: dict[str, list[tuple[Request, ListedAttachment]]] = defaultdict(list)
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
            strict = client is not None and client.single_pmsi is not None and order
            values: dict[str, Value] = {
                "found": Quoted(another.name or ""),
                "first": Quoted(first.numero_editeur or "—"),
                "other": Quoted(other.numero_editeur or "—"),
            }
            at = (Place(f"{another.pointer}/nomFichier"), Place(f"{one.pointer}/nomFichier"))
            yield Problem(at, values, variant="order" if strict else "")


def _in_state(context: Context, state: PdfState) -> Iterator[tuple[Attachment, tuple[Place, ...]]]:
    if context.attachments is None:
        return
    owners = _owners(context)
    for piece in context.attachments.files:
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


@control("PIE013")
def names_at_risk(context: Context) -> Iterator[Outcome]:
    """Names that a portal may not take."""
    if context.attachments is None:
        return
    seen: dict[str, str] = {}
    for piece in context.attachments.files:
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
            yield Problem(Place(attachment=name), values, variant=risk)


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
    owners = _owners(context)
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
        at = (*_at(piece, here), *_at(first, there)[:1])
        yield Problem(at, values, variant="same_type" if strict else "")


def _in_lot(
    context: Context, piece: Attachment, here: list[tuple[Request, ListedAttachment]]
) -> Iterator[Outcome]:
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
        yield Problem(_at(piece, here), values, variant=variant)
        return


@control("PIE016")
def no_attachment(context: Context) -> Iterator[Outcome]:
    """No attachment was given."""
    if context.attachments is None:
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "none")
