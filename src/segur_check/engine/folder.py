"""The requests of one folder or zip: two of its files may hold the same one."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import islice

from segur_check.case.lot import Neighbour
from segur_check.dossier.loading import Dossier
from segur_check.engine.identify import identify, label_of
from segur_check.engine.options import Options
from segur_check.errors import SegurCheckError
from segur_check.values.identifiers import canonical

_MOST_SHOWN = 20

Numbers = dict[str, tuple[Neighbour, ...]]
"""By numéro éditeur, the requests of other files that bear it."""


def numbers_of_others(dossiers: Sequence[Dossier], options: Options) -> Mapping[str, Numbers]:
    """By file, the numbers that the other files of the same step and supplier bear too."""
    requests: dict[tuple[str, str, str], list[Neighbour]] = defaultdict(list)
    for dossier in dossiers if len(dossiers) > 1 else ():
        try:
            identified = identify(dossier, options)
        except SegurCheckError:
            continue  # reported when the file is checked
        supplier = canonical(identified.file.siret or "")
        for request in identified.file.requests:
            number = request.numero_editeur
            if number is not None:
                line = request.line
                neighbour = Neighbour(label_of(dossier), line, number)
                requests[identified.step, supplier, number].append(neighbour)
    by_file: dict[str, dict[str, tuple[Neighbour, ...]]] = defaultdict(dict)
    for (_, _, number), bearers in requests.items():
        for label in {bearer.file for bearer in bearers} if len(bearers) > 1 else ():
            others = (bearer for bearer in bearers if bearer.file != label)
            by_file[label][number] = tuple(islice(others, _MOST_SHOWN))
    return by_file
