"""Files that no request names, and that one of them lacks."""

from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

from segur_check.case.context import Context
from segur_check.case.listed import listings_by_file
from segur_check.case.mends import Mend
from segur_check.case.piece_types import type_by_name
from segur_check.dossier.attachments import Attachment
from segur_check.dossier.request import Request
from segur_check.rules.schemas import known_piece_types
from segur_check.values.wording import Quoted, Value


class Forgotten(Struct, frozen=True):
    """A file that no request names, its type, and the one request that lacks an attachment of that type."""

    file: str
    kind: str
    request: Request

    @property
    def mend(self) -> Mend:
        """The deed of naming it in the request."""
        return {f"{self.request.pointer}/piecesJustificatives": self.file}


def values_of(forgotten: Forgotten) -> dict[str, Value]:
    """What the sentences say of it."""
    number = Quoted(forgotten.request.numero_editeur or "—")
    return {"file": Quoted(forgotten.file), "code": forgotten.kind, "number": number}


def forgotten_file(context: Context, alternatives: tuple[str, ...]) -> Forgotten | None:
    """The one file of these types that no request names, where one request alone lacks them."""
    lacking = [*islice(_lacking(context, alternatives), 2)]
    if len(lacking) != 1 or context.attachments is None or context.attachments.refused:
        return None
    if not {listed.kind for listed in lacking[0].listed}.issubset(known_piece_types()):
        return None  # what it lacks may be listed under a code that the tool does not know
    named = {*listings_by_file(context), *context.named_beside}
    files = [
        (file.name, kind)
        for file in context.attachments.files
        if file.name not in named and (kind := _kind_of(context, file)) in alternatives
    ]
    if len(files) != 1:
        return None
    ((name, kind),) = files
    return Forgotten(name, kind, lacking[0])


def _lacking(context: Context, alternatives: tuple[str, ...]) -> Iterator[Request]:
    """The requests that list attachments, and none of these types."""
    for request in context.file.requests:
        if request.listed and {listed.kind for listed in request.listed}.isdisjoint(alternatives):
            yield request


def _kind_of(context: Context, file: Attachment) -> str:
    """The type of a file that nothing lists: as dossier.toml says, or its name; "" where neither tells."""
    return context.dossier.file.types.get(file.name) or type_by_name(file.name) or ""
