"""What the other dossiers of a lot hold that a dossier holds too."""

from msgspec import Struct

from segur_check.dossier.request import Identifier


class Neighbour(Struct, frozen=True):
    """A request of another dossier of the lot: its file, its `numLigne`, its number, its clients."""

    file: str
    line: int
    number: str | None
    identifiers: tuple[Identifier, ...] = ()

    def of(self, *kinds: str) -> tuple[Identifier, ...]:
        """The client's identifiers of these types."""
        return tuple(identifier for identifier in self.identifiers if identifier.kind in kinds)


class Lot(Struct, frozen=True):
    """What the other dossiers of a lot hold that this dossier holds too.

    `in_folder`: by numéro éditeur, the requests of the same step in other files of its own folder;
    `numbers`: by numéro éditeur, the requests of other files of the same step that bear it;
    `clients`: those of the same SONS and step that may ask for the same clients; `contents`: by the
    SHA-256 of an attachment, its type and the request of another number that it is joined to.
    `paired`: the lot was searched for the avances of this solde. `requests` and
    `accepted` are of the whole lot: how many requests, and whether the ASP has accepted any.
    """

    numbers: dict[str, tuple[Neighbour, ...]] = {}
    clients: tuple[Neighbour, ...] = ()
    contents: dict[str, tuple[tuple[str, Neighbour], ...]] = {}
    paired: bool = False
    requests: int = 0
    accepted: bool = False
    in_folder: dict[str, tuple[Neighbour, ...]] = {}
