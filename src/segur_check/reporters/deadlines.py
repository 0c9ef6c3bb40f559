"""How long a window is still open, in whole days."""

from datetime import datetime

from segur_check.report import Window


def days_left(deposit: str | None, window: Window, now: datetime) -> int | None:
    """The whole days from now to a closing, for a deposit that lies in the window, or that nobody gave.

    None where it does not, where the closing is not known, and once it is past. Where either has no hour,
    the days are compared.
    """
    at = deposit or now.isoformat()
    if window.closes is None or _between(at, window.closes) is None:
        return None
    if window.opens is not None and _between(window.opens, at) is None:
        return None
    return _between(now.isoformat(), window.closes)


def _between(first: str, then: str) -> int | None:
    """Whole days; None when the second comes before the first."""
    at, until = datetime.fromisoformat(first), datetime.fromisoformat(then)
    if at.tzinfo is None or until.tzinfo is None:
        days = (until.date() - at.date()).days
        return days if days >= 0 else None
    return (until - at).days if until >= at else None
