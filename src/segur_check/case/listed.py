"""The attachments that the requests of a file list, and the files that they name."""

from collections import defaultdict
from collections.abc import Iterator

from segur_check.case.context import Context
from segur_check.case.control import Place
from segur_check.dossier.attachments import Attachment
from segur_check.dossier.request import ListedAttachment, Request

# An attachment as a request lists it.
Listing = tuple[Request, ListedAttachment]


def all_listed(context: Context) -> Iterator[Listing]:
    """Every attachment that a request of the file lists."""
    for request in context.file.requests:
        for listed in request.listed:
            yield request, listed


def listings_by_file(context: Context) -> dict[str, list[Listing]]:
    """The listings that name each file, by the file's own name."""
    listings: dict[str, list[Listing]] = defaultdict(list)
    if context.attachments is not None:
        for request, listed in all_listed(context):
            file = context.attachments.named(listed.name) if listed.name else None
            if file is not None:
                listings[file.name].append((request, listed))
    return listings


def places_of_file(file: Attachment, listings: list[Listing]) -> tuple[Place, ...]:
    """A file, then the first listing that names it."""
    if not listings:
        return (Place(attachment=file.name),)
    request, listed = listings[0]
    pointer = f"{listed.pointer}/nomFichier"
    return Place(attachment=file.name, request=request.index), Place(pointer)
