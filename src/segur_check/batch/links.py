"""Which dossiers of a lot concern each other: same number, same client, same paper, avance of a solde."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import islice

from segur_check.batch.index import Indexed, IndexEntry
from segur_check.case.lot import Lot, Neighbour
from segur_check.values.step import Step

# However many requests share a number, a client or a paper, a few of them show it.
_MOST = 20


class Links:
    """The lot, seen from each of its dossiers."""

    def __init__(self, lot: Iterable[Indexed]) -> None:
        self._numbers: dict[tuple[Step, str, str], list[Neighbour]] = defaultdict(list)
        self._clients: dict[tuple[str, tuple[str, str]], list[Neighbour]] = defaultdict(list)
        self._contents: dict[str, list[tuple[str, Neighbour]]] = defaultdict(list)
        self._avances: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._entries: dict[str, tuple[IndexEntry, ...]] = {}
        self.requests, self.accepted = 0, False
        self.sons: set[str] = set()
        for one in lot:
            self._entries[one.path] = one.entries
            self.requests += len(one.entries)
            self.accepted = self.accepted or one.accepted
            self.sons |= {entry.sons for entry in one.entries}
            for entry in one.entries:
                self._note(one.path, entry)

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

    def of(self, path: str) -> Lot:
        """What the other dossiers hold that this one holds too."""
        entries = self._entries.get(path, ())
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
                others = (one for one in self._contents[digest] if one[1].file not in own)
                contents[digest] = tuple(islice(others, _MOST))
        return Lot(
            {number: others for number, others in numbers.items() if others},
            # Those that share the most come first: of a group's SIRET alone, many sites share one.
            tuple(one for one, _ in clients.most_common(_MOST)),
            {digest: some for digest, some in contents.items() if some},
        )

    def avances_of(self, path: str) -> tuple[str, ...]:
        """The dossiers that hold the avances of a dossier's soldes, each once."""
        found: dict[str, None] = {}
        for entry in self._entries.get(path, ()):
            if entry.phase is Step.SOLDE and entry.request.number is not None:
                there = self._avances.get(entry.request.number, ())
                own = [place for supplier, place in there if supplier == entry.supplier]
                # Nobody else's number: the SIRET of one of the two may be wrong (PER006).
                alone = len({supplier for supplier, _ in there}) == 1
                found |= dict.fromkeys(own[:_MOST] or [one for _, one in there if alone][:_MOST])
        return tuple(one for one in found if one != path)


def _others(requests: list[Neighbour], own: set[str]) -> tuple[Neighbour, ...]:
    if len(requests) == 1:
        return ()
    return tuple(islice((one for one in requests if one.file not in own), _MOST))
