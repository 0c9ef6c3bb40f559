"""What `when` of a control asks of a file as a whole: whether any of its requests needs a look."""

from collections.abc import Callable

from segur_check.case.context import Context
from segur_check.dossier.request import Amounts, Request

When = Callable[[Context], bool]


def any_request(matches: Callable[[Request], object]) -> When:
    """Whether a request of the file matches."""
    return lambda context: any(map(matches, context.file.requests))


def any_amounts(matches: Callable[[Amounts], object]) -> When:
    """Whether the amounts of an order or of an invoice of the file match."""
    return lambda context: any(map(matches, context.file.priced))
