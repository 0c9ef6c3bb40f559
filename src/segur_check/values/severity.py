"""How much a finding matters, worst first."""

from enum import StrEnum
from typing import Literal


class Severity(StrEnum):
    """The severities, as reports and options write them."""

    REJET = "rejet"
    A_MODIFIER = "a-modifier"
    ALERTE = "alerte"
    INFO = "info"


SeverityName = Literal["rejet", "a-modifier", "alerte", "info"]
"""The same, as a report holds them."""
SEVERITIES = tuple(Severity)
BLOCKING = frozenset({Severity.REJET, Severity.A_MODIFIER})
"""Those for which the ASP rejects a request or sends it back."""
