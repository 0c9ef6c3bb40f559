"""What the status of a request says, as the portal writes it."""

from segur_check.values.text import without_accents


def is_back(statut: str | None) -> bool:
    """Whether a status is "A modifier", in any case and with or without accents."""
    return statut is not None and without_accents(statut) == "a modifier"


_PAID = frozenset({"decidee et payee", "decide et paye"})


def is_paid(statut: str | None) -> bool:
    """Whether a status is that of a request which the ASP has decided and paid."""
    return statut is not None and without_accents(statut) in _PAID
