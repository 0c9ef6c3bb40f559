"""What several requests of a file share: which requests, and where in each."""

from collections.abc import Iterable, Sequence
from itertools import islice

from segur_check.case.control import Place
from segur_check.dossier.request import Request
from segur_check.values.wording import Items, Value

_MOST_PLACES = 20  # however many requests share it


def requests_told(requests: Sequence[Request]) -> dict[str, Value]:
    """How many requests, and the number of each as a report gives it."""
    numbers = dict.fromkeys(request.line for request in requests)
    return {"count": len(numbers), "requests": Items(tuple(numbers))}


def own_place_first(own: str, pointers: Iterable[str]) -> tuple[Place, ...]:
    """The place of a request's own problem, then those of the other requests."""
    others = (pointer for pointer in pointers if pointer != own)
    return (Place(own), *map(Place, islice(others, _MOST_PLACES)))
