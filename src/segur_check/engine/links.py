"""Which dossiers of a lot concern each other: same number, client or attachment, avance of a solde."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import islice

from segur_check.case.lot import Lot, Neighbour
from segur_check.engine.index import Indexed, IndexEntry
from segur_check.values.step import Step

# However many requests share a number, a client or an attachment, so many of them show it.
_MOST_SHOWN = 20


class Links:
    """The lot, seen from each of its dossiers."""

    def __init__(self, lot: Iterable[Indexed]) -> None:
        self._numbers: dict[tuple[Step, str, str], list[Neighbour]] = defaultdict(list)
        self._clients: dict[tuple[str, tuple[str, str]], list[Neighbour]] = defaultdict(list)
        self._contents: dict[str, list[tuple[str, Neighbour]]] = defaultdict(list)
        self._avances: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._lot: dict[str, Indexed] = {}
        self.requests, self.accepted = 0, False
        self.sons: set[str] = set()
        for dossier in lot:
            self._lot[dossier.path] = dossier
            self.requests += len(dossier.entries)
            self.accepted = self.accepted or dossier.accepted
            self.sons |= {entry.sons for entry in dossier.entries}
            for entry in dossier.entries:
                self._note(dossier.path, entry)

    def _note(self, path: str, entry: IndexEntry) -> None:
        number = entry.request.number
        if number is not None:
            self._numbers[entry.phase, entry.supplier, number].append(entry.request)
            if entry.phase is Step.AVANCE:
                self._avances[number].append((entry.supplier, path))
        if entry.phase is Step.AVANCE:
            for key in entry.clients:
                self._clients[entry.sons, key].append(entry.request)
        for kind, digest in entry.contents:
            self._contents[digest].append((kind, entry.request))

    def dossier(self, path: str) -> Indexed:
        """What was seen of a dossier."""
        return self._lot.get(path) or Indexed(path)

    def of(self, path: str) -> Lot:
        """What the other dossiers hold that this one holds too."""
        entries = self.dossier(path).entries
        own = {entry.request.file for entry in entries}
        numbers: dict[str, tuple[Neighbour, ...]] = {}
        clients: Counter[Neighbour] = Counter()
        contents: dict[str, tuple[tuple[str, Neighbour], ...]] = {}
        for entry in entries:
            number = entry.request.number
            if number is not None:
                numbers[number] = _others(self._numbers[entry.phase, entry.supplier, number], own)
            if entry.phase is Step.AVANCE:
                for key in entry.clients:
                    clients.update(_others(self._clients[entry.sons, key], own))
            for _, digest in entry.contents:
                contents[digest] = self._with_the_content(digest, own)
        return Lot(
            {number: others for number, others in numbers.items() if others},
            # Those that share the most come first: the SIRET of a group is that of many sites.
            tuple(neighbour for neighbour, _ in clients.most_common(_MOST_SHOWN)),
            {digest: others for digest, others in contents.items() if others},
        )

    def _with_the_content(self, digest: str, own: set[str]) -> tuple[tuple[str, Neighbour], ...]:
        """The requests of other files that join the same content, each with the type it gives it."""
        others = (
            (kind, request) for kind, request in self._contents[digest] if request.file not in own
        )
        return tuple(islice(others, _MOST_SHOWN))

    def avances_of(self, path: str) -> tuple[str, ...]:
        """The dossiers that hold the avances of a dossier's soldes, each once."""
        in_order: dict[str, None] = {}
        for entry in self.dossier(path).entries:
            if entry.phase is Step.SOLDE and entry.request.number is not None:
                avances = self._avances.get(entry.request.number, ())
                paths = [avance for supplier, avance in avances if supplier == entry.supplier]
                # A number that no third supplier uses: the SIRET of one of the two may be wrong (PER006).
                if not paths and len({supplier for supplier, _ in avances}) == 1:
                    paths = [avance for _, avance in avances]
                in_order |= dict.fromkeys(paths[:_MOST_SHOWN])
        return tuple(avance for avance in in_order if avance != path)


def _others(requests: list[Neighbour], own: set[str]) -> tuple[Neighbour, ...]:
    """The requests of other files than the dossier's own."""
    if len(requests) == 1:
        return ()
    others = (request for request in requests if request.file not in own)
    return tuple(islice(others, _MOST_SHOWN))
