"""What would end a problem: the values that would have to stand elsewhere, each at its place.

A place is a pointer of the JSON (our names), the deposit, the avance that was given, a file, or a
figure that a page shows. Findings that one deed ends are one thing to do: `engine.causes` links them.
"""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

Mend = Mapping[str, object]
"""What has to stand at each place, all of it at once: a text, a Decimal or a date; `RIGHT`; None for nothing."""


class NotBefore(Struct, frozen=True):
    """Any day from this one on."""

    day: date


RIGHT: object = object()
"""The right value, whichever it is."""
MOST_MENDS = 20
"""However many clients a request names, so many deeds are thought of."""
DEPOSIT = "deposit"
AVANCE = "avance"
OWN_DAY = "day"
"""The date of a document itself: that of its issue, or of its signature."""


def of_file(name: str) -> str:
    """The place of a file among the attachments: another one is joined in its stead."""
    return f"file:{name}"


def on_page(name: str, label: str) -> str:
    """The place of a figure or of a date on the pages of a file: the document is made anew."""
    return f"page:{name}:{label}"
