"""How long a control, or the opening of the attachments, may take of one dossier."""

from segur_check.settings.supplier import Limites

# However many requests a file holds, no more than this many times the time of one.
_MOST_REQUESTS = 12


def budget_of(limits: Limites, requests: int) -> float:
    """Seconds of processor: `delai_s` of the settings for each request, of a dozen at the most."""
    return limits.delai_s * min(max(1, requests), _MOST_REQUESTS)
